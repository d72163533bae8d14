//! What two versions of one article share: [`Term`].

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TermKind {
    /// A word by its stem, or two neighbouring Chinese characters.
    Word,
    /// A listed name, such as `Germany` for `немецкий`.
    Listed,
    /// A number by its value.
    Number,
    /// A day of a month.
    Date,
    /// A time of day.
    Time,
    /// A code, tag or handle, letter for letter.
    Code,
    /// An address in the text.
    Url,
    /// A part of the document's own address that versions may share: an id, a slug.
    Address,
}

impl TermKind {
    /// Every kind, by its number in [`Term::key`] and in a signature's bytes.
    pub(super) const ALL: [Self; 8] = [
        Self::Word,
        Self::Listed,
        Self::Number,
        Self::Date,
        Self::Time,
        Self::Code,
        Self::Url,
        Self::Address,
    ];

    /// The number of the kind.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Word => 0,
            Self::Listed => 1,
            Self::Number => 2,
            Self::Date => 3,
            Self::Time => 4,
            Self::Code => 5,
            Self::Url => 6,
            Self::Address => 7,
        }
    }

    /// Whether it is a quantity or a time.
    pub(super) const fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Time)
    }

    /// Whether both versions have it in the same form, so that no dictionary is needed.
    pub(super) const fn is_fact(self) -> bool {
        !matches!(self, Self::Word)
    }
}

/// One kind of thing that a document speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) kind: TermKind,
    /// The stable hash of the stem or normal form, below 2^28.
    pub(super) hash: u32,
    /// What the word looks like in Latin letters, see [`look`](super::look); 0 for nothing.
    pub(super) look: u32,
    /// How often it occurs, 1 to 4.
    pub(super) count: u8,
    /// The content sentence it first stands in, counted from 0, titles left out if it occurs elsewhere; 255 for later ones.
    pub(super) place: u8,
    /// Whether the title has it.
    pub(super) title: bool,
    /// Whether it says little even if both have it.
    pub(super) weak: bool,
    /// Whether it is a name in capitals.
    pub(super) acronym: bool,
    /// The name in lower case, or the fact's normal form; `None` for words that are no names.
    pub(super) text: Option<Box<str>>,
}

/// The largest count that is told apart.
pub(super) const MOST: u8 = 4;

impl Term {
    /// The term's type: the same in every document.
    pub(super) fn key(&self) -> u32 {
        u32::from(self.kind.number()) << 28 | self.hash
    }
}

/// A hash of 28 bits that is the same on every machine and in every version: it is kept in files.
pub(super) fn hash(text: &str) -> u32 {
    u32::try_from(hash64(text) >> 36).unwrap_or_default()
}

/// A hash of 64 bits that is the same on every machine and in every version.
pub(super) fn hash64(text: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_never_changes() {
        // Signatures are kept in files: other values would make them unreadable.
        assert_eq!((hash("дом"), hash("house")), (149_914_968, 178_466_458));
        assert!(hash("x") < 1 << 28);
    }

    #[test]
    fn kinds_are_numbered_in_order() {
        for (number, kind) in (0..).zip(TermKind::ALL) {
            assert_eq!(kind.number(), number);
        }
    }
}
