//! Moses: line by line. `train.en` and `train.ru` have one unit a line; the same line of `train.ids` says where it
//! comes from.
//!
//! The first four columns of the third file are those of OPUS: both documents, the sentences of both sides. Behind them
//! stand confidence, type, `moved` or nothing, both spans, both addresses, both dates, the unit and its story.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::settings::{Layout, Settings};
use super::sink::{At, Finished, Sink, WrittenFile};
use super::split::Split;
use super::words::{numbers, span};
use crate::corpus::Unit;

/// The layout below `destination`.
pub(super) fn sink(destination: &Path, settings: &Settings) -> io::Result<Box<dyn Sink>> {
    let folder = destination.join(Layout::Moses.folder());
    fs::create_dir(&folder)?;
    let extensions = [settings.from.code(), settings.to.code(), "ids"].map(str::to_owned);
    Ok(Box::new(Moses {
        folder,
        extensions,
        splits: [None, None, None],
    }))
}

struct Moses {
    folder: PathBuf,
    extensions: [String; 3],
    splits: [Option<Lines>; 3],
}

/// The three files of a split.
struct Lines {
    files: [BufWriter<File>; 3],
    rows: u64,
}

impl Moses {
    fn lines(&mut self, split: Split) -> io::Result<&mut Lines> {
        if self.splits[split.index()].is_none() {
            let create = |extension: &String| {
                File::create(self.folder.join(format!("{}.{extension}", split.name()))).map(BufWriter::new)
            };
            let [source, target, ids] = &self.extensions;
            self.splits[split.index()] = Some(Lines {
                files: [create(source)?, create(target)?, create(ids)?],
                rows: 0,
            });
        }
        // It was put there if it was missing.
        self.splits[split.index()]
            .as_mut()
            .ok_or_else(|| io::Error::other("no file for the split"))
    }
}

impl Sink for Moses {
    fn write(&mut self, at: At, unit: &Unit) -> io::Result<()> {
        if !unit.is_linked() {
            return Ok(());
        }
        let lines = self.lines(at.split)?;
        let [source, target, ids] = &mut lines.files;
        writeln!(source, "{}", unit.source.text)?;
        writeln!(target, "{}", unit.target.text)?;
        writeln!(ids, "{}", identity(unit))?;
        lines.rows += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Finished> {
        if self.splits.iter().all(Option::is_none) {
            self.lines(Split::Train)?;
        }
        let mut files = Vec::new();
        for (split, lines) in Split::ALL.into_iter().zip(&mut self.splits) {
            let Some(lines) = lines else { continue };
            for (file, extension) in lines.files.iter_mut().zip(&self.extensions) {
                file.flush()?;
                files.push(WrittenFile {
                    path: format!("{}/{}.{extension}", Layout::Moses.folder(), split.name()),
                    split,
                    rows: lines.rows,
                });
            }
        }
        Ok(Finished { files, documents: 0 })
    }
}

fn identity(unit: &Unit) -> String {
    let Unit { source, target, .. } = unit;
    let columns = [
        source.document.clone(),
        target.document.clone(),
        numbers(&source.sentences),
        numbers(&target.sentences),
        format!("{:.4}", unit.confidence),
        unit.bead_type.clone(),
        if unit.moved { "moved" } else { "" }.to_owned(),
        span(source.span),
        span(target.span),
        source.url.clone().unwrap_or_default(),
        target.url.clone().unwrap_or_default(),
        source.date.clone().unwrap_or_default(),
        target.date.clone().unwrap_or_default(),
        unit.name(),
        unit.story.to_string(),
    ];
    columns.join("\t")
}
