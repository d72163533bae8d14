//! Documents as they are read → signatures, many at a time.

use rayon::prelude::*;

use super::matching::Entry;
use super::signature::Signature;
use crate::corpus::Metadata;
use crate::document::Document;
use crate::error::Result;
use crate::language::Language;
use crate::segment::Segmenter;
use crate::{anchor, pipeline};

/// So many documents are in memory at a time.
const BATCH: usize = 256;

/// A document as it was read, and what is known of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What it is called; unique in its heap.
    pub id: String,
    /// The document.
    pub document: Document,
    /// What is known of it besides its text.
    pub metadata: Metadata,
}

/// Takes a document to its signature. Its language is as given, else as the metadata has it, else as detected.
#[must_use]
pub fn sign(loaded: Loaded, language: Option<Language>, segmenter: &Segmenter) -> Entry {
    let Loaded {
        id,
        mut document,
        metadata,
    } = loaded;
    pipeline::segment_document(&mut document, language.or(metadata.language), segmenter);
    let anchors = anchor::find(&document);
    Entry {
        id,
        signature: Signature::of(&document, &anchors, &metadata),
    }
}

/// Loads and signs documents in parallel and hands the entries on in order. A document that cannot be loaded is an error
/// in its place; of the others only the signatures stay in memory.
pub fn sign_all<I: Send>(
    items: impl Iterator<Item = I>,
    load: impl Fn(I) -> Result<Loaded> + Sync,
    language: Option<Language>,
    segmenter: &Segmenter,
    mut take: impl FnMut(Result<Entry>),
) {
    let mut items = items;
    loop {
        let batch: Vec<I> = items.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return;
        }
        let signed: Vec<Result<Entry>> = batch
            .into_par_iter()
            .map(|item| Ok(sign(load(item)?, language, segmenter)))
            .collect();
        signed.into_iter().for_each(&mut take);
    }
}
