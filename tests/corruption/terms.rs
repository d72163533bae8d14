//! Terms of a glossary, and what stands in their place.

use std::sync::{Arc, OnceLock};

use beadwork::check::terminology::Glossary;
use beadwork::read::bitext::Unit;

use super::edits::words;
use super::figures::replace;

/// An English term, its Russian translation, the stem of that and the stem of a wrong one with the same endings.
const TERMS: &[[&str; 4]] = &[
    ["police", "полиция", "полици", "милици"],
    ["company", "компания", "компани", "корпораци"],
    ["government", "правительство", "правительств", "руководств"],
    ["minister", "министр", "министр", "директор"],
    ["agreement", "соглашение", "соглашени", "положени"],
    ["decision", "решение", "решени", "суждени"],
    ["party", "партия", "парти", "фракци"],
    ["election", "выборы", "выбор", "опрос"],
    ["president", "президент", "президент", "резидент"],
    ["team", "команда", "команд", "бригад"],
    ["investigation", "расследование", "расследовани", "исследовани"],
    ["virus", "вирус", "вирус", "микроб"],
];

/// The glossary of these terms.
pub(super) fn glossary() -> Arc<Glossary> {
    static READ: OnceLock<Arc<Glossary>> = OnceLock::new();
    let read = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        let rows = TERMS
            .iter()
            .map(|[english, russian, ..]| format!("{english},{russian}\n"));
        std::fs::write(&path, format!("en,ru\n{}", rows.collect::<String>())).unwrap();
        Arc::new(Glossary::read(&path).unwrap())
    };
    Arc::clone(READ.get_or_init(read))
}

/// Puts a wrong term in the place of each form of one whose English stands in the source.
pub(super) fn term_replaced(unit: &Unit) -> Option<(String, String)> {
    let source = unit.source.to_lowercase();
    let [_, _, right, wrong] = TERMS.iter().find(|[english, _, right, _]| {
        let stands = words(&source).iter().any(|(_, word)| word == english);
        stands && words(&unit.target).iter().any(|(_, word)| is_form(word, right))
    })?;
    let mut target = unit.target.clone();
    for (at, _) in words(&unit.target)
        .into_iter()
        .rev()
        .filter(|(_, word)| is_form(word, right))
    {
        target = replace(&target, at..at + right.len(), wrong);
    }
    Some((unit.source.clone(), target))
}

/// Whether a word is the stem with an ending of up to three letters.
fn is_form(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem)
        .is_some_and(|ending| ending.chars().count() <= 3)
}
