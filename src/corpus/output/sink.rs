//! What takes the units of one layout: [`Sink`], [`Sharded`]; and which shard a unit goes to: [`Sharder`].

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::settings::{Layout, ShardSize};
use super::split::Split;
use crate::corpus::Unit;

/// Where a unit goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) split: Split,
    pub(super) shard: usize,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenFile {
    /// The path below the destination, with `/` between its parts.
    pub(super) path: String,
    pub(super) split: Split,
    pub(super) rows: u64,
}

/// What a sink has written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Finished {
    pub(super) files: Vec<WrittenFile>,
    /// Files with the sentences of a document.
    pub(super) documents: u64,
}

/// Takes units one by one and writes them in one layout.
pub(super) trait Sink {
    fn write(&mut self, at: At, unit: &Unit) -> io::Result<()>;

    fn finish(self: Box<Self>) -> io::Result<Finished>;
}

/// Counts the shards of every split.
pub(super) struct Sharder {
    size: ShardSize,
    splits: [Filling; 3],
}

/// The shard that is being filled.
#[derive(Clone, Copy, Default)]
struct Filling {
    shard: usize,
    rows: u64,
    bytes: u64,
}

impl Sharder {
    pub(super) fn new(size: ShardSize) -> Self {
        Self {
            size,
            splits: [Filling::default(); 3],
        }
    }

    /// The place of the next unit. Units without counterpart stand in no layout with small shards and are not counted.
    pub(super) fn place(&mut self, split: Split, unit: &Unit) -> At {
        let filling = &mut self.splits[split.index()];
        if unit.is_linked() {
            let bytes = (unit.source.text.len() + unit.target.text.len()) as u64;
            let full = match self.size {
                ShardSize::Rows(most) => filling.rows >= most,
                ShardSize::Bytes(most) => filling.bytes + bytes > most,
            };
            // A single unit that is larger than a shard has one to itself.
            if full && filling.rows > 0 {
                *filling = Filling {
                    shard: filling.shard + 1,
                    ..Filling::default()
                };
            }
            filling.rows += 1;
            filling.bytes += bytes;
        }
        At {
            split,
            shard: filling.shard,
        }
    }
}

/// Writes the units of one file.
pub(super) trait ShardWriter: Sized {
    fn write(&mut self, unit: &Unit) -> io::Result<()>;

    fn close(self) -> io::Result<()>;
}

/// A layout whose files are shards: `train-00000-of-00002.jsonl`.
///
/// The number of shards is known at the end; until then they have names without it.
pub(super) struct Sharded<W, O> {
    folder: PathBuf,
    layout: Layout,
    extension: &'static str,
    open: O,
    splits: [Shards<W>; 3],
}

/// The shards of a split: the number of units of each, and the writer of the last.
struct Shards<W> {
    rows: Vec<u64>,
    writer: Option<W>,
}

impl<W: ShardWriter, O: Fn(File) -> io::Result<W>> Sharded<W, O> {
    /// Makes the layout's folder below `destination`. `open` starts a shard.
    pub(super) fn new(destination: &Path, layout: Layout, extension: &'static str, open: O) -> io::Result<Self> {
        let folder = destination.join(layout.folder());
        fs::create_dir(&folder)?;
        let splits = [(); 3].map(|()| Shards {
            rows: Vec::new(),
            writer: None,
        });
        Ok(Self {
            folder,
            layout,
            extension,
            open,
            splits,
        })
    }

    /// The shard's name; without their number if that is not known yet.
    fn name(&self, split: Split, shard: usize, number: Option<usize>) -> String {
        let number = number.map(|number| format!("-of-{number:05}")).unwrap_or_default();
        format!("{}-{shard:05}{number}.{}", split.name(), self.extension)
    }

    fn start(&mut self, split: Split) -> io::Result<()> {
        let shard = self.splits[split.index()].rows.len();
        let file = File::create(self.folder.join(self.name(split, shard, None)))?;
        let writer = (self.open)(file)?;
        let shards = &mut self.splits[split.index()];
        shards.rows.push(0);
        match shards.writer.replace(writer) {
            Some(full) => full.close(),
            None => Ok(()),
        }
    }

    /// Closes the last shard of the split and gives all of them their names.
    fn finish_split(&mut self, split: Split) -> io::Result<Vec<WrittenFile>> {
        if let Some(writer) = self.splits[split.index()].writer.take() {
            writer.close()?;
        }
        let rows = std::mem::take(&mut self.splits[split.index()].rows);
        let mut files = Vec::with_capacity(rows.len());
        for (shard, &count) in rows.iter().enumerate() {
            let name = self.name(split, shard, Some(rows.len()));
            fs::rename(self.folder.join(self.name(split, shard, None)), self.folder.join(&name))?;
            files.push(WrittenFile {
                path: format!("{}/{name}", self.layout.folder()),
                split,
                rows: count,
            });
        }
        Ok(files)
    }
}

impl<W: ShardWriter, O: Fn(File) -> io::Result<W>> Sink for Sharded<W, O> {
    fn write(&mut self, at: At, unit: &Unit) -> io::Result<()> {
        if !unit.is_linked() && !self.layout.holds_nulls() {
            return Ok(());
        }
        if self.splits[at.split.index()].rows.len() <= at.shard {
            self.start(at.split)?;
        }
        let shards = &mut self.splits[at.split.index()];
        if let (Some(writer), Some(rows)) = (&mut shards.writer, shards.rows.last_mut()) {
            writer.write(unit)?;
            *rows += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Finished> {
        // An empty corpus has an empty training part, so that readers find something to open. Otherwise an empty part
        // is left out: `datasets` loads nothing if one is there.
        if self.splits.iter().all(|shards| shards.rows.is_empty()) {
            self.start(Split::Train)?;
        }
        let mut files = Vec::new();
        for split in Split::ALL {
            files.extend(self.finish_split(split)?);
        }
        Ok(Finished { files, documents: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::output::fixture::unit;

    fn places(size: ShardSize, units: usize) -> Vec<usize> {
        let mut sharder = Sharder::new(size);
        (0..units)
            .map(|bead| sharder.place(Split::Train, &unit("p", bead)).shard)
            .collect()
    }

    #[test]
    fn shards_are_full_and_none_is_empty() {
        assert_eq!(places(ShardSize::Rows(2), 5), [0, 0, 1, 1, 2]);
        assert_eq!(places(ShardSize::Rows(0), 3), [0, 1, 2]);
        let one = unit("p", 0);
        let bytes = (one.source.text.len() + one.target.text.len()) as u64;
        assert_eq!(places(ShardSize::Bytes(2 * bytes), 5), [0, 0, 1, 1, 2]);
        assert_eq!(places(ShardSize::Bytes(1), 3), [0, 1, 2]);
    }
}
