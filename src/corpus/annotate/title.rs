//! Headlines.

use super::context::Facts;
use super::{HARDRULES, Level, Rule};

pub(super) static TITLES: Rule = Rule {
    code: "titles",
    meaning: "A headline by its place, or both sides in capitals or with a capital at the beginning of each word.",
    level: Level::Note,
    threshold: None,
    equivalents: &[(HARDRULES, "no_titles")],
    find: |context| {
        let unit = context.unit();
        let roles = [unit.source.role, unit.target.role];
        let placed = roles.contains(&"title");
        let written = || !roles.contains(&"dateline") && context.both().into_iter().all(is_title_case);
        (placed || written()).then(|| "a headline".to_owned())
    },
};

/// Short words such as articles and prepositions are small in a headline too.
const SHORT: usize = 3;

fn is_title_case(side: &Facts<'_>) -> bool {
    let long = || side.words.iter().filter(|word| word.chars().count() > SHORT);
    let capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    let with_letters = |word: &&&str| word.chars().all(char::is_alphabetic);
    let all = long().filter(with_letters).count();
    all > 1 && long().filter(with_letters).all(|word| capital(&word))
}
