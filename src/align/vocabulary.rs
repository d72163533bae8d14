//! The token types of one side, numbered.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::cognate::Skeleton;
use super::forms::Form;
use super::tokens::lower;

use crate::alignment::EvidenceKind;
use crate::anchor::Anchor;

/// Number of a token type in its side's [`Vocabulary`].
pub(super) type TypeId = u32;

/// What a token type is made of.
#[derive(Clone, Debug)]
pub(super) enum Unit {
    /// A word, by its stem.
    Word,
    /// One or more characters of a script without spaces.
    Characters,
    /// The beginning of a word in a language that piles up endings.
    Beginning,
    /// An anchor; of its many occurrences the first stands for all. Most types are words and need no room for it.
    Anchor(Box<Anchor>),
}

impl Unit {
    /// Whether it is a value that every text has its own of, so that an earlier run says nothing about it.
    pub(super) fn is_value(&self) -> bool {
        match self {
            Self::Word | Self::Characters | Self::Beginning => false,
            Self::Anchor(anchor) => {
                matches!(
                    anchor.kind,
                    EvidenceKind::Number | EvidenceKind::Date | EvidenceKind::Url
                )
            }
        }
    }
}

/// A token type.
#[derive(Clone, Debug)]
pub(super) struct TokenType {
    pub(super) unit: Unit,
    /// The stem or the anchor's normal form.
    pub(super) form: Arc<str>,
    /// The first occurrence as written, in lower case.
    pub(super) surface: Arc<str>,
    /// The look of a word's first occurrence; `None` for what is no word or too short to be compared.
    pub(super) look: Option<Arc<Skeleton>>,
    /// The word as a name, if it is one somewhere.
    pub(super) name: Option<Box<Anchor>>,
    /// Number of tokens that are names.
    pub(super) named: u32,
    /// Number of tokens of this type.
    pub(super) count: u32,
}

impl TokenType {
    /// Whether most of its tokens are names.
    pub(super) fn is_mostly_name(&self) -> bool {
        self.name.is_some() && 2 * self.named >= self.count
    }

    /// The kind of the anchor that it is; `None` for words.
    fn kind(&self) -> Option<EvidenceKind> {
        match &self.unit {
            Unit::Anchor(anchor) => Some(anchor.kind),
            Unit::Word | Unit::Characters | Unit::Beginning => None,
        }
    }

    /// The name by which texts of another run can find the type: a word's form, an anchor's kind and normal form.
    pub(super) fn key(&self) -> Cow<'_, str> {
        match &self.unit {
            Unit::Word | Unit::Characters | Unit::Beginning => Cow::Borrowed(&self.form),
            Unit::Anchor(anchor) => Cow::Owned(format!("{} {}", anchor.kind.name(), self.form)),
        }
    }
}

/// An article has a type in about so many bytes; a long text, in which words come again, needs less room than that.
const BYTES_BY_TYPE: usize = 24;

/// Kinds of anchors that an article has, and types of each.
const KINDS: usize = 7;
const OF_KIND: usize = 7;

/// The token types of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) types: Vec<TokenType>,
    words: FxHashMap<Arc<str>, TypeId>,
    /// By kind and normal form.
    anchors: FxHashMap<EvidenceKind, FxHashMap<Arc<str>, TypeId>>,
}

impl Vocabulary {
    /// An empty one with room for the types that a text of so many bytes is likely to have.
    pub(super) fn for_text(bytes: usize) -> Self {
        let types = bytes / BYTES_BY_TYPE;
        let mut vocabulary = Self::default();
        vocabulary.types.reserve(types);
        vocabulary.words.reserve(types);
        vocabulary.anchors.reserve(KINDS);
        vocabulary
    }

    /// Counts a token and gives the number of its type; `unit` is only asked for a type that is new.
    pub(super) fn add(
        &mut self,
        kind: Option<EvidenceKind>,
        form: &str,
        surface: &str,
        unit: impl FnOnce() -> Unit,
    ) -> TypeId {
        let number = self.number(kind, form).unwrap_or_else(|| {
            self.push(TokenType {
                unit: unit(),
                form: form.into(),
                surface: lower(surface).into(),
                look: None,
                count: 0,
                name: None,
                named: 0,
            })
        });
        self.types[number as usize].count += 1;
        number
    }

    /// Counts a word and gives the number of its type.
    pub(super) fn add_word(&mut self, word: &Form) -> TypeId {
        let number = self.word(&word.stem).unwrap_or_else(|| {
            self.push(TokenType {
                unit: Unit::Word,
                form: Arc::clone(&word.stem),
                surface: Arc::clone(&word.surface),
                look: word.look(),
                count: 0,
                name: None,
                named: 0,
            })
        });
        self.types[number as usize].count += 1;
        number
    }

    /// Takes in another vocabulary and gives the number that each of its types has here.
    pub(super) fn merge(&mut self, other: Self) -> Vec<TypeId> {
        let number = |token: TokenType| {
            let Some(number) = self.number(token.kind(), &token.form) else {
                return self.push(token);
            };
            let known = &mut self.types[number as usize];
            known.count += token.count;
            known.named += token.named;
            number
        };
        other.types.into_iter().map(number).collect()
    }

    fn push(&mut self, token: TokenType) -> TypeId {
        let next = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
        let numbers = match token.kind() {
            None => &mut self.words,
            Some(kind) => {
                let room = || FxHashMap::with_capacity_and_hasher(OF_KIND, FxBuildHasher);
                self.anchors.entry(kind).or_insert_with(room)
            }
        };
        numbers.insert(Arc::clone(&token.form), next);
        self.types.push(token);
        next
    }

    fn number(&self, kind: Option<EvidenceKind>, form: &str) -> Option<TypeId> {
        match kind {
            None => self.word(form),
            Some(kind) => self.anchors.get(&kind)?.get(form).copied(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.types.len()
    }

    /// The number of the type with this [`TokenType::key`], if the text has it.
    pub(super) fn by_key(&self, key: &str) -> Option<TypeId> {
        // No word has a space in it, so that what has one is an anchor.
        match key.split_once(' ') {
            None => self.word(key),
            Some((kind, form)) => self.number(Some(EvidenceKind::from_name(kind)?), form),
        }
    }

    /// The words, each with its number.
    pub(super) fn words(&self) -> impl Iterator<Item = (&Arc<str>, TypeId)> {
        let numbered = (0..).zip(&self.types);
        numbered.filter_map(|(number, token)| token.kind().is_none().then_some((&token.form, number)))
    }

    /// The number of the word with this form, if the text has it.
    pub(super) fn word(&self, form: &str) -> Option<TypeId> {
        self.words.get(form).copied()
    }
}
