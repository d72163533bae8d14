//! What the rules look at: the words left and right of a possible boundary.

use super::characters::{is_dash, is_initials, is_opening_bracket, is_pictograph, is_quote, is_roman_numeral, is_word};
use super::lists::{Class, Lists, role};
use super::marks::omission_length;
use super::scan::{Pair, Site};

/// How far the rules look to either side, in bytes. Bounds the work on text that is no prose.
pub(super) const REACH: usize = 200;

/// How the first word of the right side begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// No word in reach.
    Nothing,
    /// A punctuation mark that carries the sentence on.
    Continuation,
    /// A small letter.
    Lower,
    /// A capital.
    Upper,
    /// A figure.
    Figure,
    /// A letter of a script without capitals.
    Caseless,
}

/// The beginning of the right side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Right<'a> {
    /// How the first word begins.
    pub(super) first: First,
    /// A dash stands before it.
    pub(super) dash: bool,
    /// A quotation opens before it.
    pub(super) quote: bool,
    /// A bracket opens before it.
    pub(super) bracket: bool,
    /// The first word, with apostrophes and hyphens inside it.
    pub(super) word: &'a str,
    /// What follows the first word.
    pub(super) rest: &'a str,
}

/// A possible boundary with all that the rules need to know about it.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    /// The boundary.
    pub(super) site: Site,
    /// Where the sentence before it begins.
    pub(super) start: usize,
    /// The first letter or figure of that sentence.
    pub(super) first_content: usize,
    /// The bracket and quotation pairs that hold the terminator, from the outside in.
    pub(super) around: &'a [Pair],
    pub(super) lists: Lists<'a>,
    pub(super) right: Right<'a>,
    /// The block has no capital at all, so small letters tell nothing.
    pub(super) without_capitals: bool,
    /// The word before the terminator: `Mr`, `т.е`, `U.S`, `2.1`; empty if there is none.
    pub(super) word: &'a str,
    /// Where it begins.
    pub(super) word_start: usize,
}

impl<'a> Context<'a> {
    /// The character before the word before the terminator.
    pub(super) fn before_word(&self) -> Option<char> {
        self.text[..self.word_start].chars().next_back()
    }

    /// The word before an offset at which white space (or text) ends, and where it begins.
    pub(super) fn word_before(&self, offset: usize) -> (&'a str, usize) {
        let end = self.text[..offset].trim_end().len();
        last_word(self.text, self.start.min(end), end)
    }

    /// Whether the right side begins with a word that opens sentences.
    pub(super) fn opens(&self) -> bool {
        let right = &self.right;
        if right.first == First::Caseless {
            return true;
        }
        if right.first != First::Upper {
            return false;
        }
        // `В. Петров` begins with an initial, but `Mr. Petrov` opens a sentence.
        if right.rest.starts_with('.') && (right.word.chars().nth(1).is_none() || !self.is_title()) {
            return false;
        }
        let stem = right.word.split(['\'', '’']).next().unwrap_or_default();
        self.lists.has_role(stem, role::OPENER) || self.lists.has_role(right.word, role::OPENER)
    }

    fn is_title(&self) -> bool {
        self.lists.class(self.right.word, false) == Some(Class::Never)
    }

    /// Whether the word is the very first thing of its sentence.
    pub(super) fn word_is_first(&self) -> bool {
        self.word_start <= self.first_content
    }
}

/// Whether a word is a figure, a range of figures or a Roman numeral.
pub(super) fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_numeric()) || is_roman_numeral(word)
}

/// Whether a word looks like the initials of a name.
pub(super) fn looks_like_initials(word: &str) -> bool {
    !word.is_empty() && is_initials(word)
}

/// The word that ends at `end`, no further back than `from` and than [`REACH`].
pub(super) fn last_word(text: &str, from: usize, end: usize) -> (&str, usize) {
    let floor = floor_boundary(text, end.saturating_sub(REACH)).max(from);
    let mut start = end;
    for (offset, character) in text[floor..end].char_indices().rev() {
        if !(is_word(character) || matches!(character, '.' | '-' | '‑' | '\'' | '’' | '–')) {
            break;
        }
        start = floor + offset;
    }
    let word = &text[start..end];
    let trimmed = word.trim_start_matches(['.', '-', '‑', '\'', '’', '–']);
    let trimmed_start = start + (word.len() - trimmed.len());
    (trimmed.trim_end_matches(['\'', '’', '.', '–']), trimmed_start)
}

/// The largest character boundary that is not above `offset`.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Looks at the beginning of the right side.
pub(super) fn look_right(text: &str, from: usize) -> Right<'_> {
    let text = &text[from..floor_boundary(text, from + REACH)];
    let mut right = Right {
        first: First::Nothing,
        dash: false,
        quote: false,
        bracket: false,
        word: "",
        rest: "",
    };
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if is_word(character) {
            right.first = first_of(character);
            let length = word_length(&text[at..]);
            right.word = &text[at..at + length];
            right.rest = &text[at + length..];
            break;
        }
        if continues(character) && !right.dash {
            right.first = First::Continuation;
            break;
        }
        right.dash |= is_dash(character);
        right.quote |= is_quote(character);
        let omission = omission_length(&text[at..]);
        right.bracket |= omission.is_none() && is_opening_bracket(character);
        at += omission.unwrap_or(character.len_utf8());
    }
    right
}

fn first_of(character: char) -> First {
    if character.is_lowercase() {
        First::Lower
    } else if character.is_uppercase() {
        First::Upper
    } else if character.is_numeric() {
        First::Figure
    } else {
        First::Caseless
    }
}

/// Marks that cannot begin a sentence.
fn continues(character: char) -> bool {
    matches!(
        character,
        ',' | ';' | ':' | ')' | ']' | '}' | '%' | '，' | '、' | '；' | '：' | '）'
    ) && !is_pictograph(character)
}

/// Length of the word at the beginning of `text`.
pub(super) fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let inside = matches!(character, '\'' | '’' | '-' | '‑' | '\u{ad}')
            && characters.peek().is_some_and(|(_, next)| is_word(*next));
        if !is_word(character) && !inside {
            break;
        }
        end = offset + character.len_utf8();
    }
    end
}
