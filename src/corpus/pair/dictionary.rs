//! The bundled lexicon by the hashes of its stems: signatures keep no words.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::term::hash;
use crate::language::Language;
use crate::lexicon::Bundled;

/// A pair of words.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The hashes of the stems.
    pub(super) hashes: [u32; 2],
    /// How likely it is among other translations, 0 to 1.
    pub(super) weight: f32,
    /// The dictionary forms, for people: `government/правительство`.
    pub(super) words: Box<str>,
}

type Tables = FxHashMap<[Language; 2], Option<Arc<[Known]>>>;

/// Hashing tens of thousands of stems takes a moment, so that each table is made once.
static TABLES: Mutex<Option<Tables>> = Mutex::new(None);

/// The word pairs of two languages, if the program carries a lexicon of them.
pub(super) fn of(languages: [Option<Language>; 2]) -> Option<Arc<[Known]>> {
    let [Some(from), Some(to)] = languages else { return None };
    // The tables are whole whenever the lock is free.
    let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
    let tables = tables.get_or_insert_default();
    let table = tables.entry([from, to]).or_insert_with(|| Some(read(&Bundled::of(from, to)?)));
    table.clone()
}

#[allow(clippy::cast_possible_truncation)] // A weight between 0 and 1.
fn read(lexicon: &Bundled) -> Arc<[Known]> {
    let known = lexicon.entries().map(|(stem, translation)| Known {
        hashes: [hash(&stem), hash(&translation.stem)],
        weight: translation.weight as f32,
        words: format!("{}/{}", translation.source, translation.word).into(),
    });
    known.collect()
}
