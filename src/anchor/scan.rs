//! A sentence as tokens: [`Scan`], which every anchor kind reads and marks.

use rustc_hash::FxHashSet;

use crate::document::{Document, Span};
use crate::language::{Language, Meaning, Vocabulary, is_unspaced};

use super::letters::{
    digit, is_alphabetic, is_calendar_mark, is_letter, is_no_break, plain_end, plain_letter, push_lower,
};
pub(super) use super::letters::{is_apostrophe, is_cyrillic, is_dash, is_hyphen};
use super::words::{Traits, Words};

/// The tokens of one sentence at a time. The buffers are kept from sentence to sentence.
pub(super) struct Scan<'a> {
    /// The whole text of the document.
    pub(super) text: &'a str,
    /// The language of the document.
    pub(super) language: Option<Language>,
    /// What its words can mean.
    pub(super) vocabulary: &'static Vocabulary,
    /// The words that were met before.
    pub(super) words: Words,
    /// Words that stand with a capital inside sentences of the document.
    pub(super) names_inside: FxHashSet<String>,
    /// The sentence.
    pub(super) sentence: Span,
    /// Its tokens, in order.
    pub(super) tokens: Vec<Token>,
    /// What it may hold: [`signs`].
    pub(super) signs: u8,
    lower: String,
}

/// What a sentence must have for a kind of anchor to be in it, as bits.
pub(super) mod signs {
    /// Marks as in an address.
    pub(in super::super) const ADDRESS: u8 = 1;
    /// Figures.
    pub(in super::super) const FIGURES: u8 = 2;
    /// A month, a day of the week, a numeral.
    pub(in super::super) const CALENDAR: u8 = 4;
    /// A word that may be a number.
    pub(in super::super) const COUNT: u8 = 8;
    /// A capital, or a word that listed names begin with.
    pub(in super::super) const NAME: u8 = 16;
    /// Marks other than full stops, commas and dashes.
    pub(in super::super) const MARK: u8 = 32;
}

/// A word, a run of digits or any other character but white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it stands in the text.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Capital letters of a word.
    pub(super) case: Case,
    /// Whether an anchor has taken it.
    pub(super) used: bool,
    /// What the word can mean in its language.
    pub(super) meaning: &'static Meaning,
    /// Whether it is a word that listed names begin with.
    pub(super) listed: bool,
    /// Whether it is a word that may be, or begin, a number or a time.
    pub(super) counts: bool,
    lower: (usize, usize),
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Digits,
    Mark(char),
}

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
    /// A space at which no line may break, as used inside numbers; a thin space too.
    NoBreak,
}

/// The capitals of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Case {
    /// No capital, or a script without them.
    #[default]
    Lower,
    /// One letter, a capital.
    Initial,
    /// A capital first, perhaps more, and small letters.
    Capital,
    /// Two capitals or more and nothing else.
    Upper,
    /// A capital, but not first: `iPhone`.
    Inner,
}

impl<'a> Scan<'a> {
    pub(super) fn new(document: &'a Document, names_inside: FxHashSet<String>, words: Words) -> Self {
        Self {
            text: &document.text,
            language: document.language,
            vocabulary: words.vocabulary,
            words,
            names_inside,
            sentence: Span::default(),
            tokens: Vec::new(),
            signs: 0,
            lower: String::new(),
        }
    }

    /// Cuts a sentence into tokens.
    pub(super) fn read(&mut self, sentence: Span) {
        self.sentence = sentence;
        self.tokens.clear();
        self.signs = 0;
        self.lower.clear();
        let text = sentence.of(self.text);
        let (mut at, mut gap) = (0, Gap::Space);
        while let Some(first) = text[at..].chars().next() {
            if first.is_whitespace() {
                gap = if is_no_break(first) { Gap::NoBreak } else { Gap::Space };
                at += first.len_utf8();
                continue;
            }
            let end = self.push(text, at, first, gap);
            gap = Gap::None;
            at = end;
        }
    }

    fn push(&mut self, text: &str, at: usize, first: char, gap: Gap) -> usize {
        let lower_start = self.lower.len();
        let (kind, end, traits) = if is_letter(first) {
            let (end, traits) = self.word(text, at);
            (Kind::Word, end, Some(traits))
        } else if digit(first).is_some() {
            (Kind::Digits, self.digits(text, at), None)
        } else {
            (Kind::Mark(first), at + first.len_utf8(), None)
        };
        self.signs |= self.signs_of(kind, gap, traits.as_ref());
        let traits = traits.unwrap_or_default();
        self.tokens.push(Token {
            span: Span::new(self.sentence.start + at, self.sentence.start + end),
            kind,
            gap,
            case: traits.case,
            used: false,
            meaning: traits.meaning,
            listed: traits.listed,
            counts: traits.counts,
            lower: (lower_start, self.lower.len()),
        });
        end
    }

    /// The signs that a token is, behind those that were read.
    fn signs_of(&self, kind: Kind, gap: Gap, traits: Option<&Traits>) -> u8 {
        let before = self.tokens.last();
        let behind_stop = || gap == Gap::None && before.is_some_and(|token| token.kind == Kind::Mark('.'));
        match kind {
            Kind::Digits => signs::FIGURES,
            Kind::Word => {
                let mut found = if behind_stop() { signs::ADDRESS } else { 0 };
                if let Some(traits) = traits {
                    let meaning = traits.meaning;
                    let calendar = meaning.month.is_some() || meaning.weekday.is_some() || meaning.numeral.is_some();
                    found |= if calendar { signs::CALENDAR } else { 0 };
                    found |= if traits.counts { signs::COUNT } else { 0 };
                    found |= if traits.listed || traits.case != Case::Lower {
                        signs::NAME
                    } else {
                        0
                    };
                }
                found
            }
            Kind::Mark('.') if behind_stop() => signs::MARK,
            Kind::Mark('.') if self.lower(self.tokens.len().wrapping_sub(1)) == "www" => signs::ADDRESS,
            Kind::Mark('.' | ',' | '-' | '–' | '—') => 0,
            Kind::Mark('@' | '#' | '/') => signs::ADDRESS | signs::MARK,
            Kind::Mark(_) => signs::MARK,
        }
    }

    /// Reads the word that begins at a place: where it ends, and what it can be.
    fn word(&mut self, text: &str, at: usize) -> (usize, Traits) {
        let plain = plain_end(text, at);
        if let Some(end) = plain
            && let Some((lower, traits)) = self.words.known(&text[at..end])
        {
            self.lower.push_str(lower);
            return (end, *traits);
        }
        let start = self.lower.len();
        let (end, case) = self.spell(text, at);
        let lower = &self.lower[start..];
        let traits = Traits::of(lower, case, self.vocabulary);
        if plain == Some(end) {
            self.words.remember(&text[at..end], lower, traits);
        }
        (end, traits)
    }

    fn spell(&mut self, text: &str, at: usize) -> (usize, Case) {
        let (mut end, mut letters, mut capitals, mut first_capital) = (at, 0, 0, false);
        let known = self.known_word(text, at);
        let mut rest = text[at..].chars().peekable();
        while let Some(letter) = rest.next() {
            if let Some((lower, capital)) = plain_letter(letter) {
                first_capital |= capital && letters == 0;
                capitals += usize::from(capital);
                letters += 1;
                end += letter.len_utf8();
                self.lower.push(lower);
                continue;
            }
            if is_unspaced(letter) && letters > 0 && self.ends_before(text, at, end, known) {
                break;
            }
            let apostrophe = is_apostrophe(letter) && letters > 0 && rest.peek().is_some_and(|next| is_cyrillic(*next));
            if !(is_letter(letter) || apostrophe) {
                break;
            }
            if letter.is_uppercase() {
                first_capital |= letters == 0;
                capitals += 1;
            }
            letters += usize::from(is_alphabetic(letter));
            end += letter.len_utf8();
            push_lower(&mut self.lower, letter);
        }
        let case = match (capitals, first_capital) {
            (0, _) => Case::Lower,
            (_, false) => Case::Inner,
            (1, _) if letters == 1 => Case::Initial,
            (capitals, _) if capitals == letters => Case::Upper,
            _ => Case::Capital,
        };
        (end, case)
    }

    /// The length of the listed word that a run of letters of a script without spaces begins with: `万` and `ドル`
    /// behind figures, days of the week and months anywhere.
    fn known_word(&self, text: &str, at: usize) -> Option<usize> {
        let first = text[at..].chars().next().filter(|first| is_unspaced(*first))?;
        let counts = self.tokens.last().is_some_and(|before| {
            before.kind == Kind::Digits || before.meaning.numeral.is_some() || before.meaning.unit.is_some()
        });
        let close_to_figures = at > 0 && text[..at].ends_with(|before| digit(before).is_some());
        if close_to_figures && is_calendar_mark(first) {
            return Some(first.len_utf8());
        }
        let length = self.vocabulary.unspaced_word(&text[at..])?;
        (counts || self.is_calendar_word(&text[at..at + length])).then_some(length)
    }

    /// Whether a word of a script without spaces that began at `at` ends at `end`.
    fn ends_before(&self, text: &str, at: usize, end: usize, known: Option<usize>) -> bool {
        if let Some(length) = known {
            return end >= at + length;
        }
        let next = self.vocabulary.unspaced_word(&text[end..]);
        next.is_some_and(|length| self.is_calendar_word(&text[end..end + length]))
    }

    fn is_calendar_word(&self, word: &str) -> bool {
        let meaning = self.vocabulary.meaning(word);
        meaning.weekday.is_some() || meaning.month.is_some()
    }

    fn digits(&mut self, text: &str, at: usize) -> usize {
        let mut end = at;
        for (letter, value) in text[at..].chars().map_while(|letter| Some((letter, digit(letter)?))) {
            end += letter.len_utf8();
            self.lower.push(char::from(b'0' + value));
        }
        end
    }

    /// The word in lower case with `ё` as `е`, the digits as ASCII digits; empty for a mark or behind the end.
    pub(super) fn lower(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| &self.lower[token.lower.0..token.lower.1])
    }

    /// The digits of a token, if it is a free run of digits.
    pub(super) fn figures(&self, index: usize) -> Option<&str> {
        let token = self.tokens.get(index)?;
        (token.kind == Kind::Digits && !token.used).then(|| self.lower(index))
    }

    /// The value of a free run of at most `longest` digits.
    pub(super) fn small(&self, index: usize, longest: usize) -> Option<u32> {
        let figures = self.figures(index)?;
        (figures.len() <= longest).then(|| figures.parse().ok()).flatten()
    }

    /// The character of a token that is a mark and not taken.
    pub(super) fn mark(&self, index: usize) -> Option<char> {
        match self.tokens.get(index) {
            Some(Token {
                kind: Kind::Mark(mark),
                used: false,
                ..
            }) => Some(*mark),
            _ => None,
        }
    }

    /// Whether the token is a mark that `wanted` accepts, with nothing before it.
    pub(super) fn is_close_mark(&self, index: usize, wanted: impl Fn(char) -> bool) -> bool {
        self.is_close(index) && self.mark(index).is_some_and(wanted)
    }

    /// Whether there is such a token and no white space before it.
    pub(super) fn is_close(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.gap == Gap::None)
    }

    /// The meaning of a word that is not taken; none behind the end.
    pub(super) fn meaning(&self, index: usize) -> Meaning {
        match self.tokens.get(index) {
            Some(token) if !token.used => *token.meaning,
            _ => Meaning::default(),
        }
    }

    /// The span of the tokens `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        self.tokens[start].span.cover(self.tokens[end - 1].span)
    }

    /// Marks the tokens `start..end` as taken.
    pub(super) fn take(&mut self, start: usize, end: usize) {
        for token in &mut self.tokens[start..end] {
            token.used = true;
        }
    }

    /// Whether the token is a word with a capital inside the sentence, so that the capital says something.
    pub(super) fn is_capital_inside(&self, index: usize) -> bool {
        index > 0 && self.tokens.get(index).is_some_and(|token| token.case == Case::Capital)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor::tests::document;

    #[test]
    fn tokens_cover_all_but_white_space() {
        let document = document("ru", "Ёлка «Ми-8», 1 234,5\u{a0}км; п’ять iPhone");
        let words = Words::take(document.language);
        let mut scan = Scan::new(&document, FxHashSet::default(), words);
        scan.read(document.sentences[0].span);
        let texts: Vec<&str> = scan.tokens.iter().map(|token| token.span.of(scan.text)).collect();
        let joined = "Ёлка « Ми - 8 » , 1 234 , 5 км ; п’ять iPhone";
        assert_eq!(texts.join(" "), joined);
        assert_eq!(scan.lower(0), "елка");
        assert_eq!(scan.tokens[0].case, Case::Capital);
        assert_eq!(scan.tokens[14].case, Case::Inner);
        assert_eq!(scan.tokens[11].gap, Gap::NoBreak);
    }
}
