//! The negations of one side of a bead: [`Text`].

use super::Lists;
use super::phrases::{Force, Match, ends_with};
use crate::alignment::{Bead, Side};
use crate::check::{Context, Word};
use crate::language::vocabulary;

/// The longest distance, in words, between a negation and the word that it negates.
pub(super) const REACH: usize = 4;

/// So many first letters tell a word.
const FAMILY: usize = 4;

/// A negation, or what may be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Where it stands among the words of its side of the bead.
    pub(super) found: Match,
    /// The word that it negates, if there is one.
    pub(super) focus: Option<usize>,
}

impl Unit {
    /// Whether it negates the word behind it, as `not` and `не` do, and not a whole sentence, as `nothing` does.
    pub(super) fn is_particle(&self, words: &[&Word]) -> bool {
        let word = words[self.found.first].lower.as_str();
        matches!(word, "not" | "cannot" | "не") || word.ends_with("n't") || word.ends_with("n’t")
    }

    /// Whether it says nothing but that something is negated: `no` and `нет` too.
    pub(super) fn negates_anything(&self, words: &[&Word]) -> bool {
        self.is_particle(words) || matches!(words[self.found.first].lower.as_str(), "no" | "нет" | "ни")
    }
}

/// One side of a bead.
pub(super) struct Text<'a> {
    pub(super) words: Vec<&'a Word>,
    pub(super) units: Vec<Unit>,
}

impl<'a> Text<'a> {
    pub(super) fn new(context: &'a Context<'_>, bead: &Bead, side: Side, lists: &Lists) -> Self {
        let words: Vec<&Word> = context.words_of(bead, side).collect();
        let text = &context.pair().document(side).text;
        let units = lists.find(&words, text);
        let units = units.into_iter().map(|found| Unit {
            found,
            focus: lists.focus(context, side, &words, found.last),
        });
        Self {
            units: units.collect(),
            words,
        }
    }

    /// How many negations are certain.
    pub(super) fn certain(&self) -> usize {
        let certain = self.units.iter().filter(|unit| unit.found.force == Force::Negates);
        certain.count()
    }

    /// Whether something that may negate stands near a word, or the word stands elsewhere with a negative first part.
    pub(super) fn is_negated(&self, word: usize) -> bool {
        let beginning: String = self.words[word].lower.chars().take(FAMILY).collect();
        self.units.iter().any(|unit| {
            let inside = self.words[unit.found.first].lower.find(&beginning);
            unit.found.first <= word + 2 && word <= unit.found.last + REACH || inside.is_some_and(|start| start > 0)
        })
    }
}

impl Lists {
    /// What negates or may negate, in text order.
    fn find(&self, words: &[&Word], text: &str) -> Vec<Match> {
        let mut found = self.phrases.find(words);
        for (place, word) in words.iter().enumerate() {
            if found.iter().any(|known| known.first == place || known.last == place) {
                continue;
            }
            let contraction = self.polarity.contraction;
            let contracted = !contraction.is_empty() && ends_with(&word.lower, contraction);
            let force = if contracted {
                Force::Negates
            } else if self.may_negate(word) {
                Force::May
            } else {
                continue;
            };
            found.push(Match {
                first: place,
                last: place,
                force,
            });
        }
        found.sort_by_key(|known| known.first);
        for known in &mut found {
            let behind = text[words[known.last].span.end..].trim_start();
            // "No. 1" is a number.
            if words[known.first].lower == "no" && behind.starts_with(|c: char| c == '.' || c.is_ascii_digit()) {
                known.force = Force::May;
            }
        }
        found
    }

    /// The word that a negation negates: the next content word of the clause.
    fn focus(&self, context: &Context<'_>, side: Side, words: &[&Word], last: usize) -> Option<usize> {
        let text = &context.pair().document(side).text;
        let vocabulary = vocabulary(context.language(side));
        let mut end = words[last].span.end;
        for (place, word) in words.iter().enumerate().skip(last + 1).take(REACH) {
            if text[end..word.span.start].contains(['.', ',', ';', ':', '—', '–', '!', '?', '(', ')']) {
                return None;
            }
            if !vocabulary.meaning(&word.lower).function && !self.light.has(word) {
                return Some(place);
            }
            end = word.span.end;
        }
        None
    }

    fn may_negate(&self, word: &Word) -> bool {
        let letters = word.letters;
        let begins = |prefix: &&str| word.lower.starts_with(*prefix);
        let ends = |suffix: &&str| word.lower.ends_with(*suffix);
        let polarity = self.polarity;
        letters >= 5
            && (polarity.prefixes.iter().any(begins) || polarity.suffixes.iter().any(ends))
            && !self.plain.has(word)
    }
}
