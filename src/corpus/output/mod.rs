//! Kept units → the files of a corpus: [`write()`], and [`verify`] reads them back.
//!
//! In: a stream of [`Unit`]s, those of a pair one behind the other. Out: a folder with the corpus in one or more
//! [`Layout`]s, split for training and test, with a card, a manifest and checksums. Memory does not depend on the number of
//! units, and the same units with the same [`Settings`] give the same bytes.

mod card;
mod checksums;
mod jsonl;
mod manifest;
mod moses;
mod parquet;
mod place;
mod settings;
mod sink;
mod split;
mod tally;
mod tmx;
mod verify;
mod words;
mod xces;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use settings::{Figures, Layout, ReasonFigure, Settings, ShardSize, Source};
pub use split::{Split, Splitter};
pub use verify::{Problem, Report, verify};

use self::place::Place;
use self::sink::{Finished, Sharder, Sink};
use self::tally::Tally;
use super::Unit;
use crate::error::{Error, ErrorKind, Result};

/// What [`write()`] has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// Files, the card, the manifest and the list of checksums included.
    pub files: u64,
    /// Units with both sides: training, validation, test.
    pub units: [u64; 3],
    /// Units with one side, which only XCES and JSON Lines have.
    pub without_counterpart: u64,
    /// Units in training because their story has no date, where the split is by date.
    pub undated: u64,
}

/// Writes the units to a folder in these layouts, whole or not at all.
///
/// Everything is written beside the folder first. An older corpus at that place is replaced when the new one is complete;
/// a folder that holds anything else is left alone. What a killed run left behind is cleaned up.
///
/// # Errors
/// The first error among the units; [`ErrorKind::Write`], with a remedy, if the folder cannot be written or must not be
/// replaced; [`ErrorKind::Usage`] if there is no layout, or both sides have the same language.
pub fn write(
    layouts: &[Layout],
    destination: &Path,
    units: impl Iterator<Item = Result<Unit>>,
    settings: &Settings,
) -> Result<Written> {
    let layouts = checked(layouts, settings)?;
    let place = Place::prepare(destination)?;
    let mut output = Output::start(&layouts, settings, place)?;
    for unit in units {
        output.add(unit?)?;
    }
    output.finish()
}

/// The layouts in their order, each once.
fn checked(layouts: &[Layout], settings: &Settings) -> Result<Vec<Layout>> {
    let mut layouts = layouts.to_vec();
    layouts.sort_unstable();
    layouts.dedup();
    if layouts.is_empty() {
        let names = Layout::ALL.map(Layout::name).join(", ");
        return Err(
            Error::new(ErrorKind::Usage, "", "there is no layout to write the corpus in")
                .with_remedy(format!("name one or more of {names}")),
        );
    }
    if settings.from == settings.to {
        let message = format!("both sides of the corpus are in {}", settings.from.name());
        return Err(Error::new(ErrorKind::Usage, "", message).with_remedy("give two languages"));
    }
    Ok(layouts)
}

/// A corpus that is being written.
struct Output<'a> {
    settings: &'a Settings<'a>,
    layouts: Vec<Layout>,
    // Before the place, so that the files are closed when it is removed.
    sinks: Vec<Box<dyn Sink>>,
    place: Place,
    sharder: Sharder,
    tally: Tally,
}

impl<'a> Output<'a> {
    fn start(layouts: &[Layout], settings: &'a Settings<'a>, place: Place) -> Result<Self> {
        let folder = place.folder();
        let sinks = layouts.iter().map(|layout| match layout {
            Layout::HuggingFace => parquet::sink(folder, settings),
            Layout::Moses => moses::sink(folder, settings),
            Layout::Tmx => tmx::sink(folder, settings),
            Layout::Xces => xces::sink(folder, settings),
            Layout::Jsonl => jsonl::sink(folder),
        });
        let sinks: io::Result<Vec<_>> = sinks.collect();
        Ok(Self {
            settings,
            layouts: layouts.to_vec(),
            sinks: sinks.map_err(|error| place.failure(&error))?,
            sharder: Sharder::new(settings.shard),
            tally: Tally::default(),
            place,
        })
    }

    fn add(&mut self, mut unit: Unit) -> Result<()> {
        words::tidy(&mut unit);
        let splitter = &self.settings.splitter;
        let date = if splitter.needs_date() {
            (self.settings.story_date)(unit.story)
        } else {
            None
        };
        let split = splitter.split(unit.story, date.as_deref());
        self.tally.add(split, &unit);
        self.tally.undated += u64::from(splitter.needs_date() && date.is_none());
        let at = self.sharder.place(split, &unit);
        let written = self.sinks.iter_mut().try_for_each(|sink| sink.write(at, &unit));
        written.map_err(|error| self.place.failure(&error))
    }

    fn finish(self) -> Result<Written> {
        let Self {
            settings,
            layouts,
            sinks,
            place,
            tally,
            ..
        } = self;
        let files =
            complete(sinks, place.folder(), settings, &layouts, &tally).map_err(|error| place.failure(&error))?;
        let folder = place.destination().to_owned();
        place.commit()?;
        Ok(Written {
            folder,
            files,
            units: std::array::from_fn(|split| tally.splits[split].linked),
            without_counterpart: tally.total(|split| split.nulls),
            undated: tally.undated,
        })
    }
}

/// Ends the layouts and writes card, manifest and checksums; returns the number of files.
fn complete(
    sinks: Vec<Box<dyn Sink>>,
    folder: &Path,
    settings: &Settings,
    layouts: &[Layout],
    tally: &Tally,
) -> io::Result<u64> {
    let mut all = Finished::default();
    for sink in sinks {
        let finished = sink.finish()?;
        all.files.extend(finished.files);
        all.documents += finished.documents;
    }
    fs::write(folder.join(card::CARD), card::text(settings, layouts, tally))?;
    let known = manifest::write(folder, settings, layouts, tally, &all)?;
    Ok(checksums::write(folder, &known, &[place::LOCK])? + 1)
}
