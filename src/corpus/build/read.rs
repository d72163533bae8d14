//! Reads what is new or changed in the heaps.

use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{Build, Observer, Recipe, Step};
use crate::alignment::Side;
use crate::corpus::configuration::Heaps;
use crate::corpus::item::{Item, Metadata};
use crate::corpus::ledger::{DocumentRow, DocumentState, Failure, pack};
use crate::corpus::source::languages::{self, LeftOut};
use crate::corpus::{dedup, pair, source};
use crate::document::Document;
use crate::error::Result;
use crate::{anchor, read};

/// Documents are read in batches of so many files or bytes, whichever comes first.
const BATCH: usize = 128;
const BATCH_BYTES: usize = 32 << 20;

/// So many of what is wrong with the heaps themselves are kept; the user is told of all.
const MOST_TROUBLES: usize = 10_000;

/// A file with the heap it is of, and the digest of its content.
struct Found {
    item: Item,
    /// `None` if the language is to tell.
    side: Option<Side>,
    hash: [u8; 32],
}

/// A document as it goes into the ledger, with its packed file if it takes part.
struct Outcome {
    row: DocumentRow,
    content: Option<Vec<u8>>,
}

/// Reads the heaps; says how many documents were new or changed, and how many are gone.
pub(super) fn run(build: &Build<'_>, observer: &mut dyn Observer) -> Result<(usize, usize)> {
    build.ledger.begin_scan()?;
    observer.begin(Step::Read, None);
    let mut count = 0;
    let mut troubles = Vec::new();
    match &build.recipe.plan.configuration.heaps {
        Heaps::Two(source, target) => {
            count += read_heap(build, (source, Some(Side::Source)), &mut troubles, observer)?;
            count += read_heap(build, (target, Some(Side::Target)), &mut troubles, observer)?;
        }
        Heaps::Mixed(heap) => count += read_heap(build, (heap, None), &mut troubles, observer)?,
    }
    let gone = build.ledger.end_scan()?;
    build.ledger.put_troubles(&troubles)?;
    observer.end();
    Ok((count, gone))
}

fn read_heap(
    build: &Build<'_>,
    (heap, side): (&Path, Option<Side>),
    troubles: &mut Vec<String>,
    observer: &mut dyn Observer,
) -> Result<usize> {
    let mut items = source::open(heap, &source::Options::default())?;
    let recipe = &build.recipe;
    let mut count = 0;
    loop {
        let batch = next_batch(items.as_mut(), side, troubles, observer);
        if batch.is_empty() {
            return Ok(count);
        }
        let looked_at = batch.len();
        let batch = unknown_of(build, batch)?;
        count += batch.len();
        let outcomes: Vec<Outcome> = batch.into_par_iter().map(|found| read_item(recipe, found)).collect();
        keep(build, &outcomes, observer)?;
        observer.advance(looked_at);
    }
}

/// The next files of a heap, with their digests.
fn next_batch(
    items: &mut (dyn Iterator<Item = Result<Item>> + Send),
    side: Option<Side>,
    troubles: &mut Vec<String>,
    observer: &mut dyn Observer,
) -> Vec<Found> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        match items.next() {
            Some(Ok(item)) => {
                bytes += item.bytes.len();
                batch.push((item, side));
            }
            Some(Err(error)) => {
                let reason = error.to_string();
                if troubles.len() < MOST_TROUBLES {
                    troubles.push(reason.clone());
                }
                let name = String::new();
                observer.fail(&Failure { name, reason });
            }
            None => break,
        }
    }
    let with_hash = |(item, side): (Item, Option<Side>)| Found {
        hash: digest(&item),
        item,
        side,
    };
    batch.into_par_iter().map(with_hash).collect()
}

/// SHA-256 of the file and of what is known besides, so that a new date counts as a change.
fn digest(item: &Item) -> [u8; 32] {
    let mut digest = Sha256::new();
    let metadata = &item.metadata;
    if *metadata != Metadata::default() {
        digest.update(format!("{metadata:?}"));
    }
    digest.update(&item.bytes);
    digest.finalize().into()
}

/// Notes that the files are there, and leaves only those that are new or changed.
fn unknown_of(build: &Build<'_>, batch: Vec<Found>) -> Result<Vec<Found>> {
    let mut unknown = Vec::new();
    for found in batch {
        let sides = found.side.map_or(Side::BOTH.to_vec(), |side| vec![side]);
        let mut known = false;
        for side in sides {
            build.ledger.see(side, &found.item.id)?;
            known |= build.ledger.knows(side, &found.item.id, &found.hash)?;
        }
        if !known {
            unknown.push(found);
        }
    }
    Ok(unknown)
}

/// Puts the documents into the ledger, all or none.
fn keep(build: &Build<'_>, outcomes: &[Outcome], observer: &mut dyn Observer) -> Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    for outcome in outcomes
        .iter()
        .filter(|outcome| outcome.row.state == DocumentState::Failed)
    {
        observer.fail(&Failure {
            name: outcome.row.place.clone(),
            reason: outcome.row.reason.clone().unwrap_or_default(),
        });
    }
    build.ledger.together(|ledger| {
        ledger.outdate()?;
        for Outcome { row, content } in outcomes {
            ledger.put_document(row)?;
            if let Some(content) = content {
                ledger.put_content(&row.hash, content)?;
            }
        }
        Ok(())
    })
}

fn read_item(recipe: &Recipe<'_>, found: Found) -> Outcome {
    let Found { item, side, hash } = found;
    let mut row = DocumentRow {
        side: side.unwrap_or(Side::Source),
        id: item.id.clone(),
        place: item.place.clone(),
        hash,
        format: item.format,
        encoding: item.encoding.clone(),
        url: None,
        date: None,
        title: None,
        words: 0,
        signature: Vec::new(),
        shingles: Vec::new(),
        story: None,
        relation: None,
        state: DocumentState::Failed,
        reason: None,
    };
    match take_in(recipe, &item, side, &mut row) {
        Ok(()) => {}
        Err(error) => row.reason = Some(reason(&error, &item.place)),
    }
    let content = (row.state == DocumentState::Ready).then(|| pack(&item.bytes));
    Outcome { row, content }
}

/// An error without the name of the file, which stands beside it.
fn reason(error: &crate::error::Error, place: &str) -> String {
    let text = error.to_string();
    text.strip_prefix(&format!("{place}: "))
        .map(str::to_owned)
        .unwrap_or(text)
}

/// Reads the document and notes in its row what later steps need.
fn take_in(recipe: &Recipe<'_>, item: &Item, side: Option<Side>, row: &mut DocumentRow) -> Result<()> {
    let (mut document, metadata) = source::read(item, &read::Options::default())?;
    let side = match side_of(recipe, &document, &metadata, side) {
        Ok(side) => side,
        Err(why) => {
            row.state = DocumentState::LeftOut;
            row.reason = Some(why.to_string());
            return Ok(());
        }
    };
    row.side = side;
    document.language = Some(recipe.languages[side as usize]);
    crate::segment::Segmenter::default().segment(&mut document);
    let anchors = anchor::find(&document);
    row.signature = pair::Signature::of(&document, &anchors, &metadata).to_bytes();
    let text = content_of(&document);
    row.shingles = dedup::Signature::of(&text).to_bytes();
    row.words = text.split_whitespace().count();
    row.url = metadata.url;
    row.date = metadata.date;
    row.title = metadata.title;
    row.state = DocumentState::Ready;
    Ok(())
}

/// The heap a document is of, or why it is of none.
fn side_of(
    recipe: &Recipe<'_>,
    document: &Document,
    metadata: &Metadata,
    side: Option<Side>,
) -> std::result::Result<Side, LeftOut> {
    let [from, to] = recipe.languages;
    match side {
        Some(side) => languages::stray(document, recipe.languages[side as usize]).map_or(Ok(side), Err),
        None => languages::side_of(document, metadata.language, from, to),
    }
}

/// The text of the article, without page furniture.
fn content_of(document: &Document) -> String {
    let blocks = document.blocks.iter().filter(|block| block.role.is_content());
    let texts: Vec<&str> = blocks.map(|block| block.span.of(&document.text)).collect();
    texts.join("\n")
}
