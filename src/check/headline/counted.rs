//! Words for what news counts first: the dead, the injured, the arrested, the missing.

use crate::language::Language;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Dead,
    Injured,
    Arrested,
    Missing,
}

/// Beginnings of the words of a language for each.
type Words = [(Counted, &'static str); 4];

const ENGLISH: Words = [
    (Counted::Dead, "dead died dies killed kills killing fatalities deaths"),
    (Counted::Injured, "injured wounded hurt injuring wounding injuries"),
    (Counted::Arrested, "arrested detained"),
    (Counted::Missing, "missing"),
];

const RUSSIAN: Words = [
    (Counted::Dead, "погиб умер скончал жертв убит"),
    (Counted::Injured, "ранен ранил травмир пострадал пострадавш"),
    (Counted::Arrested, "арестова задержа"),
    (Counted::Missing, "пропал пропавш"),
];

/// What a lower-case word says is counted, if anything.
pub(super) fn of(language: Language, word: &str) -> Option<Counted> {
    let lists = match language {
        Language::ENGLISH => &ENGLISH,
        Language::RUSSIAN => &RUSSIAN,
        _ => return None,
    };
    let found = lists
        .iter()
        .find(|(_, list)| list.split(' ').any(|beginning| word.starts_with(beginning)));
    found.map(|(counted, _)| *counted)
}
