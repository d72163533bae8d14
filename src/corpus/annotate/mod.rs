//! What is odd about a [`Unit`]: rules → reasons.
//!
//! Nothing is dropped here. Each [`Rule`] has a code that says what it found, and the selection of the export (see
//! [`select`](super::select)) decides what that means. One file per family of rules; to add one, copy `length.rs`, and
//! name the rule in [`RULES`]: `--keep`, the settings file, the guide and the report know it from there.

mod bead;
mod boilerplate;
mod context;
mod encoding;
mod language;
mod length;
mod markup;
mod number;
mod symbols;
mod thresholds;
mod title;
mod words;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod tests;

pub use context::Context;
pub use thresholds::Thresholds;

use std::collections::BTreeMap;

use super::Unit;
use crate::check;
use crate::language::Language;

/// What a rule's reason means for a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The unit is no good translation, or no text: left out unless the user says otherwise.
    Defect,
    /// Worth knowing; correct translations have it too. Kept unless the user says otherwise.
    Note,
}

impl Level {
    /// The lower-case name: `defect`, `note`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Defect => "defect",
            Self::Note => "note",
        }
    }
}

/// The number that a rule compares with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// What is counted, as a phrase: `words on either side, at most`.
    pub meaning: &'static str,
    /// What holds if the user says nothing.
    pub default: f64,
}

/// A rule: what is known about it before any text is read, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// What a unit that breaks it is marked with: `length_ratio`.
    pub code: &'static str,
    /// What it finds, as a sentence.
    pub meaning: &'static str,
    /// What it means for a corpus.
    pub level: Level,
    /// The number that it compares with, if there is one.
    pub threshold: Option<Threshold>,
    /// What tools of the field call the same: tool and name.
    pub equivalents: &'static [Equivalent],
    /// What is odd, in a few words; `None` if nothing is.
    find: fn(&Context<'_>) -> Option<String>,
}

/// The tool and the name of its rule of the same meaning.
pub type Equivalent = (&'static str, &'static str);

/// The two tools whose names are best known.
const HARDRULES: &str = "bicleaner-hardrules";
const OPUSFILTER: &str = "OpusFilter";

/// Every rule, in the order in which they are listed.
pub static RULES: &[&Rule] = &[
    &length::EMPTY,
    &bead::LOW_CONFIDENCE,
    &language::WRONG_LANGUAGE,
    &language::IDENTICAL,
    &language::UNTRANSLATED,
    &length::LENGTH_RATIO,
    &length::TOO_LONG,
    &length::TOO_SHORT,
    &number::NUMBERS_DIFFER,
    &symbols::ONLY_SYMBOLS,
    &symbols::ONLY_NUMBERS,
    &symbols::ONLY_URL,
    &markup::BREADCRUMBS,
    &markup::TEMPLATE_RESIDUE,
    &markup::HTML,
    &encoding::ESCAPED_UNICODE,
    &encoding::MOJIBAKE,
    &encoding::UNICODE_NOISE,
    &words::GLUED_WORDS,
    &words::SPACED_LETTERS,
    &words::REPEATED_WORDS,
    &boilerplate::BOILERPLATE,
    &boilerplate::NEAR_DUPLICATE,
    &title::TITLES,
    &bead::MOVED,
];

/// The rule of this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// What a rule found in a unit.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The rule.
    pub rule: &'static Rule,
    /// What it found, in a few words: `62 characters against 9`.
    pub detail: String,
}

/// Looks at the units of one pair of languages.
#[derive(Debug)]
pub struct Annotator {
    languages: [Option<Language>; 2],
    thresholds: Thresholds,
    numbers: check::Settings,
}

impl Annotator {
    /// For units whose sides should be in these languages; a side whose language is not given is not asked for it.
    #[must_use]
    pub fn new(source: Option<Language>, target: Option<Language>, thresholds: Thresholds) -> Self {
        Self {
            languages: [source, target],
            thresholds,
            numbers: number::settings(),
        }
    }

    /// What is odd about a unit, in the order of [`RULES`].
    /// Takes time linear in the text, but for the comparison of numbers.
    #[must_use]
    pub fn reasons(&self, unit: &Unit) -> Vec<Reason> {
        let context = Context::new(unit, self);
        let on = RULES.iter().filter(|rule| self.thresholds.is_on(rule));
        // A side without text has no other fault.
        let on = on.filter(|rule| !unit.is_null() || rule.code == length::EMPTY.code || rule.code == bead::MOVED.code);
        on.filter_map(|rule| {
            let detail = (rule.find)(&context)?;
            Some(Reason { rule, detail })
        })
        .collect()
    }

    /// Sets [`Unit::reasons`].
    pub fn annotate(&self, unit: &mut Unit) {
        let reasons = self.reasons(unit);
        unit.reasons = reasons.iter().map(|reason| reason.rule.code.to_owned()).collect();
        unit.reasons.sort_unstable();
    }
}

impl Unit {
    /// Whether a side has no text: a sentence without counterpart.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.source.text.trim().is_empty() || self.target.text.trim().is_empty()
    }

    /// The codes of [`Unit::reasons`] of one level. A code that there is no rule of belongs to none.
    pub fn reasons_of(&self, level: Level) -> impl Iterator<Item = &str> {
        let codes = self.reasons.iter().map(String::as_str);
        codes.filter(move |code| rule(code).is_some_and(|rule| rule.level == level))
    }
}

/// How many units each rule takes: the ground for a report of losses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The units that were counted.
    pub units: usize,
    /// By code, the units that have it.
    pub having: BTreeMap<String, usize>,
    /// By code, the units that have it and no other code of the level [`Level::Defect`]: what would be won without
    /// the rule.
    pub alone: BTreeMap<String, usize>,
}

impl Tally {
    /// Counts a unit that has been annotated.
    pub fn add(&mut self, unit: &Unit) {
        self.units += 1;
        for code in &unit.reasons {
            *self.having.entry(code.clone()).or_default() += 1;
            if unit.reasons_of(Level::Defect).all(|other| other == code) {
                *self.alone.entry(code.clone()).or_default() += 1;
            }
        }
    }
}
