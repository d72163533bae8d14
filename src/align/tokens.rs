//! Units of lexical evidence: sentences → token types.
//!
//! A sentence becomes a list of tokens: each anchor that says what the words mean (number, date, name, code, address)
//! is one token, each remaining word is a token by its stem, and each mark of punctuation that translations keep is a
//! token too. Words of scripts without spaces fall apart into characters and pairs of characters.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::alignment::EvidenceKind;
use crate::anchor::Anchor;
use crate::document::{Document, Span};
use crate::language::Stemmer;

use super::constants::SENTENCE_WORDS;

/// Number of a token type in its side's [`Vocabulary`].
pub(super) type TypeId = u32;

/// What a token type is made of.
#[derive(Clone, Debug)]
pub(super) enum Unit {
    /// A word, by its stem.
    Word,
    /// A character, or two, of a script without spaces.
    Characters,
    /// An anchor; of its many occurrences the first stands for all.
    Anchor(Anchor),
}

/// A token type.
#[derive(Clone, Debug)]
pub(super) struct TokenType {
    pub(super) unit: Unit,
    /// The stem or the anchor's normal form.
    pub(super) form: String,
    /// The first occurrence as written, in lower case.
    pub(super) surface: String,
    /// Number of tokens of this type.
    pub(super) count: u32,
}

/// The token types of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) types: Vec<TokenType>,
    numbers: FxHashMap<(Option<EvidenceKind>, String), TypeId>,
}

impl Vocabulary {
    fn add(&mut self, unit: Unit, form: String, surface: &str) -> TypeId {
        let kind = match &unit {
            Unit::Anchor(anchor) => Some(anchor.kind),
            Unit::Word | Unit::Characters => None,
        };
        let next = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
        let number = *self.numbers.entry((kind, form.clone())).or_insert(next);
        if number == next {
            self.types.push(TokenType {
                unit,
                form,
                surface: surface.to_lowercase(),
                count: 0,
            });
        }
        self.types[number as usize].count += 1;
        number
    }

    /// Takes in another vocabulary and gives the number that each of its types has here.
    pub(super) fn merge(&mut self, other: Self) -> Vec<TypeId> {
        let mut keys: Vec<(Option<EvidenceKind>, String)> = vec![Default::default(); other.types.len()];
        for (key, number) in other.numbers {
            keys[number as usize] = key;
        }
        let mut renumbered = Vec::with_capacity(keys.len());
        for (key, token) in keys.into_iter().zip(other.types) {
            let next = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
            let number = *self.numbers.entry(key).or_insert(next);
            if number == next {
                self.types.push(token);
            } else {
                self.types[number as usize].count += token.count;
            }
            renumbered.push(number);
        }
        renumbered
    }

    pub(super) fn len(&self) -> usize {
        self.types.len()
    }

    /// The number of the word with this form, if the text has it.
    pub(super) fn word(&self, form: &str) -> Option<TypeId> {
        self.numbers.get(&(None, form.to_owned())).copied()
    }
}

/// A token: its type and where it stands in the document's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) id: TypeId,
    pub(super) span: Span,
}

/// The sentences of one side as tokens.
pub(super) type Sentences = Vec<Vec<Token>>;

/// Cuts the chosen sentences of a document into tokens of a vocabulary of its own.
pub(super) fn tokenise(document: &Document, anchors: &[Vec<Anchor>], chosen: &[usize]) -> (Sentences, Vocabulary) {
    let stemmer = Stemmer::new(document.language);
    let mut vocabulary = Vocabulary::default();
    let sentences = chosen
        .iter()
        .map(|&sentence| {
            let found = anchors.get(sentence).map_or(&[][..], Vec::as_slice);
            sentence_tokens(document, sentence, found, &stemmer, &mut vocabulary)
        })
        .collect();
    (sentences, vocabulary)
}

fn sentence_tokens(
    document: &Document,
    sentence: usize,
    anchors: &[Anchor],
    stemmer: &Stemmer,
    vocabulary: &mut Vocabulary,
) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for anchor in anchors.iter().take(SENTENCE_WORDS) {
        let form = match anchor.kind {
            // What is quoted differs between languages; that something is quoted does not.
            EvidenceKind::Quote => "\"".to_owned(),
            _ => anchor.value.clone(),
        };
        let surface = anchor.span.of(&document.text);
        let id = vocabulary.add(Unit::Anchor(anchor.clone()), form, surface);
        tokens.push(Token { id, span: anchor.span });
    }
    let span = document.sentences[sentence].span;
    for (offset, word) in span.of(&document.text).unicode_word_indices().take(SENTENCE_WORDS) {
        let start = span.start + offset;
        let word_span = Span::new(start, start + word.len());
        let covered = anchors
            .iter()
            .any(|anchor| stands_for_words(anchor.kind) && anchor.span.overlaps(word_span));
        if !covered {
            add_word(word, word_span, stemmer, vocabulary, &mut tokens);
        }
    }
    add_character_pairs(document, &mut tokens, vocabulary);
    tokens
}

/// Whether an anchor of this kind takes the place of the words it spans; the others are marks around words.
fn stands_for_words(kind: EvidenceKind) -> bool {
    !matches!(kind, EvidenceKind::Quote | EvidenceKind::Punctuation)
}

fn add_word(word: &str, span: Span, stemmer: &Stemmer, vocabulary: &mut Vocabulary, tokens: &mut Vec<Token>) {
    let normal = normalised(word);
    if normal.is_empty() {
        return;
    }
    let unit = if is_unspaced(&normal) {
        Unit::Characters
    } else {
        Unit::Word
    };
    let form = match unit {
        Unit::Characters => normal,
        _ => stemmer.stem(&normal).into_owned(),
    };
    let id = vocabulary.add(unit, form, word);
    tokens.push(Token { id, span });
}

/// The form by which a vocabulary knows this word; `None` if it is not one word.
pub(super) fn word_form(word: &str, stemmer: &Stemmer) -> Option<String> {
    let word = word.trim();
    let normal = normalised(word);
    if normal.is_empty() || word.unicode_words().collect::<Vec<_>>() != [word] {
        return None;
    }
    Some(stemmer.stem(&normal).into_owned())
}

fn normalised(word: &str) -> String {
    word.nfkc()
        .flat_map(char::to_lowercase)
        .map(fold_yo)
        .filter(|c| !is_mark(*c))
        .collect()
}

const fn fold_yo(c: char) -> char {
    if c == 'ё' { 'е' } else { c }
}

/// Stress marks and soft hyphens, which no two texts set alike.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{301}' | '\u{ad}')
}

/// Whether the word is a character of a script that sets no spaces (Han or kana).
fn is_unspaced(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}'))
}

/// Adds a token for every two adjacent character tokens: pairs of characters are often words, single ones seldom.
fn add_character_pairs(document: &Document, tokens: &mut Vec<Token>, vocabulary: &mut Vocabulary) {
    let single: Vec<Span> = tokens
        .iter()
        .filter(|token| matches!(vocabulary.types[token.id as usize].unit, Unit::Characters))
        .map(|token| token.span)
        .collect();
    for pair in single.windows(2) {
        if pair[0].end == pair[1].start {
            let span = pair[0].cover(pair[1]);
            let form = span.of(&document.text);
            let id = vocabulary.add(Unit::Characters, form.to_owned(), form);
            tokens.push(Token { id, span });
        }
    }
}
