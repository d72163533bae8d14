//! Names: words with a capital letter, compared by sound across scripts, and the listed names.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::inside::inside_key;
use super::letters::{is_cyrillic, is_hyphen};
use super::origin::{self, Ending, Origin};
use super::scan::{Case, Gap, Kind, Scan};
use super::{Anchor, Detail, exceptions, phonetic, sound, spelling, transliterate};
use crate::alignment::EvidenceKind;

/// A name as it is compared. Copies share what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameKey(Arc<Known>);

/// What is known of a name.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    /// The listed name it is a form of, such as `Germany`.
    listed: Option<&'static str>,
    /// Its sounds as written, and without a case ending.
    sounds: Vec<Vec<u8>>,
    /// Index keys.
    keys: Vec<String>,
    /// Their hashes, which are compared faster.
    hashes: Vec<u64>,
    /// Whether it is in Latin letters.
    latin: bool,
    /// What its ending tells of the name.
    ending: Ending,
    /// What its spelling tells of its origin.
    origin: Origin,
    /// Whether it is an acronym.
    acronym: bool,
}

/// Names that sound less alike than this are different.
const ALIKE: f32 = 0.83;

/// Short names and acronyms must be this much alike.
const SHORT_ALIKE: f32 = 0.87;

/// A listed name and one that is not must be this much alike.
const LISTED_ALIKE: f32 = 0.93;

/// A name with less of [`sound::mass`] is short.
const SHORT: f32 = 3.0;

/// A memory of more names than this begins anew.
const MOST_NAMES: usize = 1 << 16;

thread_local! {
    /// Names by their lower-case form: the same few come again and again, and reading one in every way is slow.
    static MET: RefCell<FxHashMap<String, Vec<NameKey>>> = RefCell::default();
}

impl NameKey {
    /// The key of a lower-case word.
    fn new(lower: &str, listed: Option<&'static str>, acronym: bool) -> Self {
        let cyrillic = lower.chars().any(is_cyrillic);
        let mut sounds = vec![phonetic::encode(lower)];
        if cyrillic && !acronym {
            let stem = transliterate::without_case(lower);
            if stem != lower {
                sounds.push(phonetic::encode(stem));
            }
        }
        if !cyrillic && !acronym {
            for reading in spelling::readings(lower) {
                let reading = phonetic::encode(&reading);
                if !sounds.contains(&reading) {
                    sounds.push(reading);
                }
            }
        }
        let mut keys: Vec<String> = listed.map(|name| format!("name {name}")).into_iter().collect();
        let skeletons: Vec<_> = sounds.iter().map(|sounds| sound::skeletons(sounds)).collect();
        for skeleton in skeletons.iter().flat_map(sound::Skeletons::as_slice) {
            let mut key = String::with_capacity(16);
            key.push_str("sound ");
            key.extend(skeleton.chars());
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Self(Arc::new(Known {
            listed,
            hashes: keys.iter().map(|key| FxBuildHasher.hash_one(key)).collect(),
            sounds,
            keys,
            latin: !cyrillic,
            ending: Ending::of(lower, cyrillic),
            origin: Origin::of(lower, cyrillic),
            acronym,
        }))
    }

    /// The key of a lower-case word, from this thread's memory if it met the word before.
    fn of(lower: &str, listed: Option<&'static str>, acronym: bool) -> Self {
        MET.with_borrow_mut(|met| {
            let same = |key: &&Self| key.0.listed == listed && key.0.acronym == acronym;
            if let Some(key) = met.get(lower).and_then(|keys| keys.iter().find(same)) {
                return key.clone();
            }
            if met.len() >= MOST_NAMES {
                met.clear();
            }
            let key = Self::new(lower, listed, acronym);
            met.entry(lower.to_owned()).or_default().push(key.clone());
            key
        })
    }

    pub(super) fn keys(&self) -> &[String] {
        &self.0.keys
    }

    /// The listed name it is a form of, such as `Germany` for `немецкий`; `None` for other names.
    #[must_use]
    pub fn listed(&self) -> Option<&'static str> {
        self.0.listed
    }

    /// The key of a word by its sounds alone, to find out whether a name is a word of the other side.
    #[must_use]
    pub fn of_word(lower: &str) -> Self {
        Self::of(lower, None, false)
    }

    /// The key of a word, or of an acronym, as `find` gives it to a name that is not listed.
    #[must_use]
    pub fn of_name(lower: &str, acronym: bool) -> Self {
        Self::of(lower, None, acronym)
    }

    /// Keys to look names up by: names that are similar share at least one.
    #[must_use]
    pub fn index_keys(&self) -> &[String] {
        &self.0.keys
    }

    /// Whether the two share a key to look names up by; names that do not are not similar.
    #[must_use]
    pub fn shares_key(&self, other: &Self) -> bool {
        self.0.hashes.iter().any(|hash| other.0.hashes.contains(hash))
    }

    /// Whether it is an acronym.
    #[must_use]
    pub fn is_acronym(&self) -> bool {
        self.0.acronym
    }

    /// How surely two names are the same, 0 to 1; 0 below the likeness that names of one sound have.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        if let (Some(one), Some(two)) = (self.0.listed, other.0.listed) {
            return f64::from(one == two);
        }
        let pairs = (self.0.sounds.iter()).flat_map(|one| other.0.sounds.iter().map(move |two| (one, two)));
        let best = pairs.map(|(one, two)| self.alike(one, other, two)).fold(0.0, f32::max);
        // The list would know most other spellings of a listed name.
        let half_listed = self.0.listed.is_some() != other.0.listed.is_some();
        if best < if half_listed { LISTED_ALIKE } else { ALIKE } {
            return 0.0;
        }
        f64::from(0.6 + 0.4 * (best - ALIKE) / (1.0 - ALIKE))
    }

    /// How alike two names sound, 0 to 1, however little that is, and whatever list knows them.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let pairs = (self.0.sounds)
            .iter()
            .flat_map(|one| other.0.sounds.iter().map(move |two| sound::similarity(one, two)));
        f64::from(pairs.fold(0.0, f32::max))
    }

    fn alike(&self, one: &[u8], other: &Self, two: &[u8]) -> f32 {
        if self.0.latin != other.0.latin && self.0.ending.excludes(other.0.ending)
            || self.0.ending == Ending::Iya && !self.0.latin && ends_in_consonant(two)
            || other.0.ending == Ending::Iya && !other.0.latin && ends_in_consonant(one)
        {
            return 0.0;
        }
        let alike = sound::similarity(one, two);
        let strict = origin::threshold(self.0.origin, other.0.origin);
        if self.0.latin != other.0.latin && strict.is_some_and(|strict| alike < strict) {
            return 0.0;
        }
        let short = sound::mass(one).min(sound::mass(two)) < SHORT || self.0.acronym || other.0.acronym;
        if short && alike < SHORT_ALIKE {
            return 0.0;
        }
        if alike < ALIKE && self.0.latin && other.0.latin && has_ending(one, two) {
            0.9
        } else {
            alike
        }
    }
}

fn ends_in_consonant(sounds: &[u8]) -> bool {
    sounds.last().is_some_and(|last| !b"aeiouyEA3hj".contains(last))
}

/// Whether one name is the other with a short ending, as in Polish, Hungarian or Romanian.
fn has_ending(one: &[u8], two: &[u8]) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    short.len() >= 5 && long.len() - short.len() <= 3 && long.starts_with(short)
}

/// Finds the names of a sentence: the listed ones first, then one anchor for each word that looks like a name.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let capitals = Capitals::count(scan);
    let mut index = 0;
    while index < scan.tokens.len() {
        if scan.tokens[index].used || scan.tokens[index].kind != Kind::Word {
            index += 1;
        } else if let Some((name, end)) = exceptions::lookup(scan, index) {
            push_listed(scan, index, end, name, anchors);
            index = end;
        } else {
            if looks_like_name(scan, index, capitals) {
                push_word(scan, index, capitals, anchors);
            }
            index += 1;
        }
    }
}

/// How capitals are used in a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capitals {
    /// As in running text.
    Normal,
    /// Most words have one, as in an English headline.
    Title,
    /// Everything is in capitals.
    All,
}

impl Capitals {
    fn count(scan: &Scan) -> Self {
        let (mut upper, mut capital, mut long) = (0, 0, 0);
        for token in &scan.tokens {
            if token.kind == Kind::Word && token.span.len() >= 4 {
                long += 1;
                upper += usize::from(token.case == Case::Upper);
                capital += usize::from(token.case == Case::Capital);
            }
        }
        if long >= 3 && upper * 3 > long * 2 {
            Self::All
        } else if long >= 4 && (capital + upper) * 10 > long * 7 {
            Self::Title
        } else {
            Self::Normal
        }
    }
}

fn push_listed(scan: &mut Scan, index: usize, end: usize, name: &'static str, anchors: &mut Vec<Anchor>) {
    let lower: String = (index..end).map(|at| scan.lower(at)).collect();
    let mut anchor = Anchor::plain(EvidenceKind::Name, scan.span(index, end), name.to_owned());
    anchor.detail = Detail::Name(NameKey::of(&lower, Some(name), false));
    anchors.push(anchor);
    scan.take(index, end);
}

fn push_word(scan: &mut Scan, index: usize, capitals: Capitals, anchors: &mut Vec<Anchor>) {
    let token = scan.tokens[index];
    let lower = scan.lower(index);
    let letters = lower.chars().count();
    let acronym = token.case == Case::Upper && letters <= 6 && capitals != Capitals::All;
    let key = NameKey::of(lower, None, acronym);
    if key.0.sounds[0].is_empty() {
        return;
    }
    let value = transliterate::latin(transliterate::without_ending(lower));
    let mut anchor = Anchor::plain(EvidenceKind::Name, token.span, value);
    anchor.detail = Detail::Name(key);
    anchors.push(anchor);
    scan.take(index, index + 1);
}

fn looks_like_name(scan: &Scan, index: usize, capitals: Capitals) -> bool {
    let token = scan.tokens[index];
    let several = || scan.lower(index).chars().nth(1).is_some();
    let capital = match token.case {
        Case::Lower | Case::Initial => false,
        Case::Upper => several(),
        Case::Capital | Case::Inner => !token.meaning.function && several(),
    };
    if !capital || token.meaning.function && token.case != Case::Upper {
        return false;
    }
    let known = || scan.names_inside.contains(inside_key(scan.lower(index)));
    match capitals {
        Capitals::Title | Capitals::All => known(),
        Capitals::Normal if token.case == Case::Upper => true,
        Capitals::Normal => !is_start(scan, index) || known() || begins_run(scan, index),
    }
}

/// Whether a capital would stand at this place anyway: behind nothing, a colon, a dash or an opening quotation mark.
fn is_start(scan: &Scan, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else {
        return true;
    };
    match scan.tokens[before].kind {
        Kind::Word | Kind::Digits | Kind::Mark(',' | '/') => false,
        Kind::Mark(mark) if is_hyphen(mark) && scan.is_close(index) => false,
        Kind::Mark('«' | '"' | '“' | '„') => !is_quoted_name(scan, index),
        Kind::Mark(mark) => !(matches!(mark, '\'' | '’') && scan.is_close(index) && scan.is_close(before)),
    }
}

/// Whether the quotation mark closes so soon that it holds a name, not speech: `«Роснефть»`.
fn is_quoted_name(scan: &Scan, index: usize) -> bool {
    let near = &scan.tokens[index..scan.tokens.len().min(index + 4)];
    let inside = index >= 2 && scan.tokens[index - 2].kind == Kind::Word;
    inside
        && near
            .iter()
            .any(|token| matches!(token.kind, Kind::Mark('»' | '"' | '”' | '“')))
}

/// Whether another word with a capital follows, as in the two words of a person's name.
fn begins_run(scan: &Scan, index: usize) -> bool {
    scan.tokens.get(index + 1).is_some_and(|next| {
        next.kind == Kind::Word && next.gap != Gap::None && next.case == Case::Capital && !next.meaning.function
    })
}

/// The key of a word by itself, for tests.
#[cfg(test)]
pub(super) fn key(word: &str) -> NameKey {
    let mut lower = String::new();
    word.chars()
        .for_each(|letter| super::letters::push_lower(&mut lower, letter));
    let letters = word.chars().count();
    let acronym = letters <= 6 && word.chars().all(char::is_uppercase);
    NameKey::new(&lower, None, acronym)
}
