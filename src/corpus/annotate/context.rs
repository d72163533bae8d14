//! What the rules look at: [`Context`].

use unicode_segmentation::UnicodeSegmentation;

use super::{Annotator, Rule, markup};
use crate::alignment::Side;
use crate::check;
use crate::corpus::Unit;
use crate::language::Language;

/// A unit with everything that is computed once for all rules.
#[derive(Debug)]
pub struct Context<'a> {
    unit: &'a Unit,
    annotator: &'a Annotator,
    sides: [Facts<'a>; 2],
}

/// What is known about the text of one side.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// As it stands.
    pub(super) text: &'a str,
    /// The words: letters and digits, no punctuation.
    pub(super) words: Vec<&'a str>,
    /// The length in letters of an alphabet, without spaces: a Chinese character counts as three.
    pub(super) length: usize,
    /// The letters of any script.
    pub(super) letters: usize,
    /// The digits.
    pub(super) digits: usize,
}

impl<'a> Facts<'a> {
    fn of(text: &'a str) -> Self {
        let mut facts = Self {
            text,
            words: text.unicode_words().collect(),
            length: 0,
            letters: 0,
            digits: 0,
        };
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            facts.length += weight(character);
            facts.letters += usize::from(character.is_alphabetic());
            facts.digits += usize::from(character.is_numeric());
        }
        facts
    }

    /// The words in lower case that have at least two letters and no digits: no names, no numbers.
    pub(super) fn ordinary_words(&self) -> impl Iterator<Item = &'a str> {
        let words = self.words.iter().copied();
        words.filter(|word| {
            let mut letters = word.chars();
            let small = letters
                .next()
                .is_some_and(|first| first.is_alphabetic() && !first.is_uppercase());
            small && letters.next().is_some() && word.chars().all(char::is_alphabetic)
        })
    }
}

/// How many letters of an alphabet say as much as a character.
pub(super) fn weight(character: char) -> usize {
    match character {
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => 3,
        '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}' => 2,
        _ => 1,
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(unit: &'a Unit, annotator: &'a Annotator) -> Self {
        Self {
            unit,
            annotator,
            sides: Side::BOTH.map(|side| Facts::of(&unit.side(side).text)),
        }
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> &'a Unit {
        self.unit
    }

    /// The language that a side should be in, if it is known.
    #[must_use]
    pub fn language(&self, side: Side) -> Option<Language> {
        self.annotator.languages[side as usize]
    }

    /// The number that a rule compares with; 0 for a rule without one.
    #[must_use]
    pub fn threshold(&self, rule: &Rule) -> f64 {
        self.annotator.thresholds.of(rule)
    }

    pub(super) fn numbers(&self) -> &'a check::Settings {
        &self.annotator.numbers
    }

    pub(super) fn side(&self, side: Side) -> &Facts<'a> {
        &self.sides[side as usize]
    }

    pub(super) fn both(&self) -> [&Facts<'a>; 2] {
        Side::BOTH.map(|side| self.side(side))
    }

    /// What a test finds on the first side on which it finds something.
    pub(super) fn on_either(&self, find: impl Fn(&Facts<'a>) -> Option<String>) -> Option<String> {
        self.both().into_iter().find_map(find)
    }

    /// The text of a side without what template engines left in it.
    pub(super) fn clean_text(&self, side: Side) -> String {
        markup::without_residue(self.side(side).text)
    }
}

/// A share; 0 of nothing.
#[allow(clippy::cast_precision_loss)] // Lengths of texts are far below 2^52.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
