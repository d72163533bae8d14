//! The documents of a heap, for pairing.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use beadwork::corpus::pair::{Entry, Loaded, sign_all};
use beadwork::corpus::{Item, source};
use beadwork::error::Error;
use beadwork::language::Language;
use beadwork::read;
use beadwork::segment::Segmenter;
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::print_error;

/// The documents of a heap that could be read.
#[derive(Default)]
pub(crate) struct Heap {
    /// What they speak of, by where they stand.
    pub(crate) entries: Vec<Entry>,
    /// How many could not be read.
    pub(crate) failed: usize,
}

impl Heap {
    /// Reads the documents of a heap, whatever it is; those that cannot be read are reported on standard error.
    pub(crate) fn read(
        heap: &Path,
        language: Option<Language>,
        reader: &read::Options,
        segmenter: &Segmenter,
    ) -> Result<Self> {
        let items = source::open(heap, &source::Options::default())?;
        let progress = progress_bar(heap);
        let load = |item: Result<Item, Error>| {
            let item = item?;
            let (document, metadata) = source::read(&item, reader)?;
            Ok(Loaded {
                id: item.place,
                document,
                metadata,
            })
        };
        let mut heap = Self::default();
        let take = |entry: Result<Entry, Error>| {
            progress.inc(1);
            match entry {
                Ok(entry) => heap.entries.push(entry),
                Err(error) => {
                    heap.failed += 1;
                    progress.suspend(|| print_error(&error.into()));
                }
            }
        };
        sign_all(items, load, language, segmenter, take);
        progress.finish_and_clear();
        Ok(heap)
    }
}

fn progress_bar(heap: &Path) -> ProgressBar {
    // Draws on standard error, and only if that is a terminal. How many documents there are is not known before.
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{msg} {spinner} {pos} documents, {per_sec}");
    // The template is a constant; without it the bar looks plainer.
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(500));
    bar.with_message(heap.to_string_lossy().into_owned())
}
