//! The languages of the heaps, if the user does not say.

use std::collections::BTreeMap;

use crate::corpus::configuration::Heaps;
use crate::corpus::source;
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;
use crate::read;

/// How many documents of a heap are asked.
const SAMPLE: usize = 20;

/// The source and the target language: as given, else those of most of the first documents of the heaps.
///
/// # Errors
/// If a heap cannot be opened, the languages cannot be told, or are the same.
pub fn languages(heaps: &Heaps, given: [Option<Language>; 2]) -> Result<[Language; 2]> {
    let found = match (heaps, given) {
        (_, [Some(from), Some(to)]) => [from, to],
        (Heaps::Two(source, target), [from, to]) => {
            let of_heap = |heap, given: Option<Language>| given.map_or_else(|| of_most(heap), Ok);
            [of_heap(source, from)?, of_heap(target, to)?]
        }
        (Heaps::Mixed(heap), _) => {
            let error = Error::new(ErrorKind::Usage, heap.to_string_lossy(), "a heap of both languages");
            return Err(error.with_remedy("say which is the source and which the target: --from en --to ru"));
        }
    };
    if found[0] == found[1] {
        let message = format!("both heaps are in {}", found[0].name());
        let error = Error::new(ErrorKind::Language, "", message);
        return Err(error.with_remedy("say with --from and --to what they are, or name other heaps"));
    }
    Ok(found)
}

/// The language of most of the first documents.
fn of_most(heap: &std::path::Path) -> Result<Language> {
    let items = source::open(heap, &source::Options::default())?;
    let mut counts: BTreeMap<Language, usize> = BTreeMap::new();
    let documents = items
        .flatten()
        .filter_map(|item| source::read(&item, &read::Options::default()).ok());
    for language in documents.take(SAMPLE).filter_map(|(document, _)| document.language) {
        *counts.entry(language).or_default() += 1;
    }
    // Of equal counts the first in the order of the codes, so that the answer does not depend on anything else.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(language, _)| language).ok_or_else(|| {
        Error::new(
            ErrorKind::Language,
            heap.to_string_lossy(),
            "its language cannot be told",
        )
        .with_remedy("say with --from and --to what the heaps are in")
    })
}
