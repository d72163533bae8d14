//! Phrases of a word list and where they stand in a text: [`Phrases`].

use rustc_hash::FxHashMap;

use crate::check::Word;

/// How many words a gap may hold.
const WIDEST_GAP: usize = 5;

/// What a phrase does to the polarity of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Force {
    /// It negates: `not`.
    Negates,
    /// It is as good as a negation, but need not be one on the other side: `nor`, `refuse`.
    Implies,
    /// It may stand for a negation of the other language, or is one in form only: `only`, `not only`.
    May,
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The place of its first word.
    pub(super) first: usize,
    /// The place of its last word.
    pub(super) last: usize,
    pub(super) force: Force,
}

/// A word of a phrase.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Whole(&'static str),
    /// The beginning of a word, written `begin*`.
    Beginning(&'static str),
    /// The end of a word, written `*end`.
    Ending(&'static str),
    /// Up to [`WIDEST_GAP`] words, written `..`.
    Gap,
}

impl Piece {
    fn parse(text: &'static str) -> Self {
        match (text.strip_suffix('*'), text.strip_prefix('*')) {
            (Some(beginning), _) => Self::Beginning(beginning),
            (_, Some(end)) => Self::Ending(end),
            _ if text == ".." => Self::Gap,
            _ => Self::Whole(text),
        }
    }

    fn matches(self, word: &str) -> bool {
        match self {
            Self::Whole(whole) => whole == word,
            Self::Beginning(beginning) => word.starts_with(beginning),
            Self::Ending(end) => ends_with(word, end),
            Self::Gap => true,
        }
    }
}

/// Whether a word has an ending, with either apostrophe.
pub(super) fn ends_with(word: &str, end: &str) -> bool {
    // Most words differ in the last letter.
    let [last, other] = [word, end].map(|text| text.as_bytes().last());
    last == other && (word.ends_with(end) || word.contains('’') && word.replace('’', "'").ends_with(end))
}

/// The words of a phrase, and what it does.
type Phrase = (Vec<Piece>, Force);

/// The phrases of a language, by what their first word may be.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By the word, if it is the whole first word of some phrase.
    wholes: FxHashMap<&'static str, Vec<Phrase>>,
    /// By the first letter for the other words: phrases that begin with a part of a word.
    beginnings: FxHashMap<char, Vec<Phrase>>,
    /// For all others: phrases that begin with the end of a word.
    endings: Vec<Phrase>,
}

impl Phrases {
    /// Lists of phrases separated by `|`, their words by spaces: those that negate, imply a negation, and may negate.
    pub(super) fn new(lists: [&'static str; 3]) -> Self {
        let mut phrases: Vec<Phrase> = Vec::new();
        for (list, force) in lists.into_iter().zip([Force::Negates, Force::Implies, Force::May]) {
            for phrase in list.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                phrases.push((phrase.split_whitespace().map(Piece::parse).collect(), force));
            }
        }
        // The longest first, but those that begin with the end of a word last; of two as long the one that says for
        // certain that it negates.
        phrases.sort_by_key(|(pieces, _)| (matches!(pieces[0], Piece::Ending(_)), std::cmp::Reverse(pieces.len())));
        let is_ending = |phrase: &Phrase| matches!(phrase.0[0], Piece::Ending(_));
        let mut found = Self {
            wholes: FxHashMap::default(),
            beginnings: FxHashMap::default(),
            endings: phrases.iter().filter(|phrase| is_ending(phrase)).cloned().collect(),
        };
        for (pieces, _) in &phrases {
            match pieces[0] {
                Piece::Whole(word) => {
                    let fit = |phrase: &&Phrase| phrase.0[0].matches(word);
                    let with_word = || phrases.iter().filter(fit).cloned().collect();
                    found.wholes.entry(word).or_insert_with(with_word);
                }
                Piece::Beginning(beginning) => {
                    let letter = beginning.chars().next().unwrap_or_default();
                    let fit = |phrase: &&Phrase| match phrase.0[0] {
                        Piece::Beginning(other) => other.starts_with(letter),
                        _ => is_ending(phrase),
                    };
                    let with_letter = || phrases.iter().filter(fit).cloned().collect();
                    found.beginnings.entry(letter).or_insert_with(with_letter);
                }
                Piece::Ending(_) | Piece::Gap => {}
            }
        }
        found
    }

    /// The phrases that may begin with a word, in the order of preference.
    fn beginning_with(&self, word: &str) -> &[Phrase] {
        let by_letter = || self.beginnings.get(&word.chars().next()?);
        self.wholes.get(word).or_else(by_letter).unwrap_or(&self.endings)
    }

    /// Whether a word alone is one of the phrases.
    pub(super) fn has(&self, word: &Word) -> bool {
        let mut phrases = self.beginning_with(&word.lower).iter();
        phrases.any(|(pieces, _)| pieces.len() == 1 && pieces[0].matches(&word.lower))
    }

    /// The phrases of a text, none overlapping another; of those that begin at the same word the longest.
    pub(super) fn find(&self, words: &[&Word]) -> Vec<Match> {
        let mut used = vec![false; words.len()];
        let mut found = Vec::new();
        for first in 0..words.len() {
            if used[first] {
                continue;
            }
            let mut phrases = self.beginning_with(&words[first].lower).iter();
            let longest = phrases.find_map(|(pieces, force)| {
                let last = end_of(pieces, words, first)?;
                let last = last.checked_sub(1)?;
                (!used[last]).then_some((pieces, last, *force))
            });
            if let Some((pieces, last, force)) = longest {
                let is_gap = |piece: &Piece| matches!(piece, Piece::Gap);
                let before = pieces.iter().position(is_gap).unwrap_or(pieces.len());
                let behind = pieces.iter().rev().position(is_gap).unwrap_or(0);
                used[first..first + before].fill(true);
                used[last + 1 - behind..=last].fill(true);
                found.push(Match { first, last, force });
            }
        }
        found
    }
}

/// Where the phrase ends that begins at a word, if it does.
fn end_of(pieces: &[Piece], words: &[&Word], at: usize) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else {
        return Some(at);
    };
    if matches!(piece, Piece::Gap) {
        return (at..=at + WIDEST_GAP).find_map(|next| end_of(rest, words, next));
    }
    let word = words.get(at)?;
    piece
        .matches(&word.lower)
        .then(|| end_of(rest, words, at + 1))
        .flatten()
}
