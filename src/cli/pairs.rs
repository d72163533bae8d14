//! Lists of pairs, and `beadwork align --pairs`: many pairs in parallel.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};
use beadwork::alignment::AlignedPair;
use beadwork::error::{Error, ErrorKind};
use beadwork::export::{ExportFormat, WriteOptions};
use beadwork::pipeline::{self, PreparedPair};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::options::{SaveModelArguments, dictionary_paths, read_to_string, reason, warn_of_unused};
use super::output::Output;
use super::{Outcome, print_error};

/// A row of the list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// What the pair is called.
    id: String,
    pub(crate) source: PathBuf,
    pub(crate) target: PathBuf,
    /// The file to write, without folder and extension.
    stem: String,
}

/// How the pairs of a list are aligned.
pub(crate) struct Aligning<'a> {
    pub(crate) options: &'a pipeline::Options,
    /// Each pair on its own evidence.
    pub(crate) isolated: bool,
    pub(crate) save: Option<&'a SaveModelArguments>,
}

/// A folder with a file for each row.
pub(crate) struct Destination {
    folder: PathBuf,
    extension: &'static str,
    /// The list and the files of all rows, so that no result is written over one.
    inputs: Vec<PathBuf>,
    /// The same without links; looked at only when there is a file already where a result goes.
    canonical: OnceLock<FxHashSet<PathBuf>>,
}

/// So many pairs are worked on until their results are taken on; what is kept of them is in memory that long.
const BATCH: usize = 256;

/// Aligns every pair of the list and writes `folder/<id>.<extension>`.
///
/// Pairs learn from each other, so all of them are in memory until the last is aligned; with `isolated`, each is written
/// as soon as it is aligned.
pub(crate) fn run(
    list: &Path,
    folder: &Path,
    format: ExportFormat,
    isolated: bool,
    save: &SaveModelArguments,
    options: &pipeline::Options,
) -> Result<Outcome> {
    let rows = read_list(list)?;
    let articles = inputs(list, &rows, options);
    let destination = Destination::new(folder, format.extension(), &articles)?;
    if !isolated {
        save.guard(&articles)?;
    }
    let mut options = options.clone();
    options.align.no_evidence = !format.shows_evidence();
    let aligning = Aligning {
        options: &options,
        isolated,
        save: Some(save),
    };
    let mut results = Vec::with_capacity(rows.len());
    let accept = |row: &Row| destination.path(row).map(drop);
    let write = |row: &Row, pair: AlignedPair| {
        Output::file(destination.path(row)?, format).write(&pair, &WriteOptions::default())
    };
    for_each(rows, &aligning, accept, write, |result| results.push(result))?;
    warn_of_unused(&options.align)?;
    report(&results, "aligned")
}

/// A row for each file that holds both sides, called as its path; files of one name are numbered.
pub(crate) fn rows_of_files(files: &[PathBuf]) -> Vec<Row> {
    let mut stems = FxHashSet::default();
    let row = |file: &PathBuf| {
        let name = file_stem(&file.file_name().unwrap_or_default().to_string_lossy());
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        // Case is ignored, as some file systems do.
        let stem = names.find(|name| stems.insert(name.to_lowercase())).unwrap_or_default();
        Row {
            id: file.to_string_lossy().into_owned(),
            source: file.clone(),
            target: file.clone(),
            stem,
        }
    };
    files.iter().map(row).collect()
}

/// The list, the files of all rows and the dictionaries, which no output may replace.
pub(crate) fn inputs(list: &Path, rows: &[Result<Row, Error>], options: &pipeline::Options) -> Vec<PathBuf> {
    let mut articles = vec![list.to_owned()];
    articles.extend(
        rows.iter()
            .flatten()
            .flat_map(|row| [row.source.clone(), row.target.clone()]),
    );
    articles.extend(dictionary_paths(&options.align));
    articles
}

/// Aligns the rows and hands each pair to `work`, in parallel; then its result to `take`, in the order of the list. Rows
/// that `accept` refuses are not read.
///
/// # Errors
/// If the model cannot be learned or written; what is wrong with a row goes to `take`.
pub(crate) fn for_each<T: Send>(
    rows: Vec<Result<Row, Error>>,
    aligning: &Aligning<'_>,
    accept: impl Fn(&Row) -> Result<()> + Sync,
    work: impl Fn(&Row, AlignedPair) -> Result<T> + Sync,
    take: impl FnMut(Result<T>),
) -> Result<()> {
    let named = |row: &Row, mut pair: AlignedPair| {
        pair.id.clone_from(&row.id);
        work(row, pair)
    };
    let rows: Vec<Result<Row>> = rows
        .into_iter()
        .map(|row| row.map_err(Into::into).and_then(|row| accept(&row).map(|()| row)))
        .collect();
    if aligning.isolated {
        let align = |row: Row| {
            let pair = pipeline::align_files(&row.source, &row.target, aligning.options)?;
            named(&row, pair)
        };
        in_batches(rows.into_iter(), Some("aligned"), align, take);
        return Ok(());
    }
    let mut pairs = Vec::new();
    let mut slots = Vec::with_capacity(rows.len());
    let read = |row: Row| {
        let pair = PreparedPair::read(&row.source, &row.target, aligning.options)?;
        Ok((row, pair))
    };
    in_batches(rows.into_iter(), Some("read"), read, |result| {
        slots.push(result.map(|(row, pair)| {
            pairs.push(pair);
            row
        }));
    });
    let save = aligning.save.filter(|save| save.save_model.is_some());
    let (aligned, model) = if save.is_some() {
        let (aligned, model) = pipeline::align_and_learn(pairs, aligning.options)?;
        (aligned, Some(model))
    } else {
        (pipeline::align_prepared(pairs, aligning.options, false), None)
    };
    let mut aligned = aligned.into_iter();
    let slots = slots.into_iter().map(|slot: Result<Row>| {
        // There is a pair for each row that was read.
        slot.and_then(|row| Ok((row, aligned.next().context("the pair was not aligned")?)))
    });
    in_batches(slots, None, |(row, pair)| named(&row, pair), take);
    // Behind the alignments: a model that cannot be written does not take them along.
    match (save, model) {
        (Some(save), Some(model)) => save.save(&model),
        _ => Ok(()),
    }
}

/// Works on items in parallel, a batch at a time, and hands the results on in order.
fn in_batches<I: Send, T: Send>(
    items: impl ExactSizeIterator<Item = Result<I>>,
    progress: Option<&'static str>,
    work: impl Fn(I) -> Result<T> + Sync,
    mut take: impl FnMut(Result<T>),
) {
    let progress = progress.map(|done| progress_bar(items.len(), done));
    let mut items = items;
    loop {
        let batch: Vec<Result<I>> = items.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let results: Vec<Result<T>> = batch
            .into_par_iter()
            .map(|item| {
                let result = item.and_then(&work);
                if let Some(progress) = &progress {
                    progress.inc(1);
                }
                result
            })
            .collect();
        results.into_iter().for_each(&mut take);
    }
    if let Some(progress) = progress {
        progress.finish_and_clear();
    }
}

impl Destination {
    /// Makes the folder.
    pub(crate) fn new(folder: &Path, extension: &'static str, inputs: &[PathBuf]) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| {
            let reason = match error.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "is a file, not a folder".to_owned(),
                io::ErrorKind::NotFound => "the folder cannot be made here".to_owned(),
                _ => format!("the folder cannot be made: {}", reason(&error)),
            };
            Error::new(ErrorKind::Write, folder.to_string_lossy(), reason)
                .with_remedy("give a folder that may be written to with --out-dir")
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            extension,
            inputs: inputs.to_vec(),
            canonical: OnceLock::new(),
        })
    }

    /// The file for the result of a row.
    pub(crate) fn path(&self, row: &Row) -> Result<PathBuf> {
        let path = self.folder.join(format!("{}.{}", row.stem, self.extension));
        let inputs = || self.inputs.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let is_input = |path: PathBuf| self.canonical.get_or_init(inputs).contains(&path);
        if path.canonicalize().is_ok_and(is_input) {
            let error = Error::new(
                ErrorKind::Usage,
                path.to_string_lossy(),
                "is an input and would be lost",
            );
            return Err(error.with_remedy("give another folder with --out-dir").into());
        }
        Ok(path)
    }
}

fn progress_bar(pairs: usize, done: &'static str) -> ProgressBar {
    // Draws on standard error, and only if that is a terminal.
    let bar = ProgressBar::new(pairs as u64);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pairs {msg}, {eta} left");
    // The template is a constant; without it the bar looks plainer.
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(done)
}

/// Reports what failed, in the order of the list, and how much went well.
pub(crate) fn report<T>(results: &[Result<T>], what: &str) -> Result<Outcome> {
    results
        .iter()
        .filter_map(|result| result.as_ref().err())
        .for_each(print_error);
    let failed = results.iter().filter(|result| result.is_err()).count();
    let done = results.len() - failed;
    writeln!(
        io::stderr(),
        "{done} of {} pairs {what}, {failed} failed",
        results.len()
    )?;
    Ok(if failed == 0 { Outcome::Fine } else { Outcome::Failed })
}

/// Reads the list; a row that is broken is an error in its place, so that the others can go on.
pub(crate) fn read_list(list: &Path) -> Result<Vec<Result<Row, Error>>, Error> {
    let text = if list.as_os_str() == "-" {
        io::read_to_string(io::stdin().lock()).map_err(|error| Error::new(ErrorKind::Read, "-", error.to_string()))?
    } else {
        read_to_string(list)?
    };
    let rows = parse_list(list, &text);
    if rows.is_empty() {
        let error = Error::new(ErrorKind::Empty, list.to_string_lossy(), "no pairs in the list");
        return Err(error.with_remedy("write one pair a line: id, path A and path B with tabs between"));
    }
    Ok(rows)
}

fn parse_list(list: &Path, text: &str) -> Vec<Result<Row, Error>> {
    let folder = list.parent().unwrap_or(Path::new(""));
    let mut stems = FxHashSet::default();
    let text = text.trim_start_matches('\u{feff}');
    let without_ids = text.starts_with(WITHOUT_IDS);
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .filter(|(_, line)| !(without_ids && line.split('\t').take(2).any(|path| path == "-")))
        .map(|(number, line)| {
            let line = if without_ids {
                with_id(line, &stems)
            } else {
                Cow::Borrowed(line)
            };
            let row = parse_row(folder, &line).and_then(|row| {
                // Case is ignored, as some file systems do.
                let new = stems.insert(row.stem.to_lowercase());
                if new {
                    Ok(row)
                } else {
                    Err(format!("the id {:?} is used before", row.id))
                }
            });
            row.map_err(|message| {
                Error::new(ErrorKind::Syntax, list.to_string_lossy(), message)
                    .at_line(number + 1)
                    .with_remedy("write an id of its own, path A and path B with tabs between")
            })
        })
        .collect()
}

/// How a list begins whose rows are path A, path B and more, without an id, as `corpus pair` writes it; rows with `-` for
/// a path are documents without counterpart.
const WITHOUT_IDS: &str = "#path A\tpath B";

/// The row with an id: the names of both files, and a number if other rows have the same.
fn with_id<'a>(line: &'a str, taken: &FxHashSet<String>) -> Cow<'a, str> {
    let names = line.split('\t').take(2).map(|path| {
        let stem = Path::new(path.trim()).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    });
    let names = names.collect::<Vec<_>>().join("_");
    let is_free = |id: &String| !taken.contains(&file_stem(id).to_lowercase());
    let numbered = (2..).map(|number| format!("{names}-{number}"));
    let id = std::iter::once(names.clone()).chain(numbered).find(is_free);
    Cow::Owned(format!("{}\t{line}", id.unwrap_or(names)))
}

fn parse_row(folder: &Path, line: &str) -> Result<Row, String> {
    let columns: Vec<_> = line.split('\t').map(str::trim).collect();
    let [id, source, target, ..] = columns.as_slice() else {
        return Err(format!("{} where 3 columns are needed", columns.len()));
    };
    if id.is_empty() || source.is_empty() || target.is_empty() {
        return Err("an empty column".to_owned());
    }
    if [source, target].contains(&&"-") {
        return Err("standard input cannot be one of many".to_owned());
    }
    Ok(Row {
        id: (*id).to_owned(),
        source: locate(folder, source),
        target: locate(folder, target),
        stem: file_stem(id),
    })
}

/// The file as seen from the current folder, else from the folder of the list.
fn locate(folder: &Path, path: &str) -> PathBuf {
    let here = PathBuf::from(path);
    let beside = folder.join(path);
    if !here.exists() && beside.exists() {
        beside
    } else {
        here
    }
}

/// An id as a file name: one that stays in its folder and is not hidden.
fn file_stem(id: &str) -> String {
    let safe = |character: char| {
        let fits = character.is_alphanumeric() || "-_.+=@, ".contains(character);
        if fits { character } else { '_' }
    };
    let stem: String = id.chars().map(safe).collect();
    if stem.starts_with('.') {
        stem.replacen('.', "_", 1)
    } else {
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_has_comments_more_columns_and_broken_rows() {
        let text = "# id\tA\tB\n\nfirst\ta.txt\tb.txt\n2024/05\tc.txt\td.txt\t0.93\nbroken\ta.txt\nFIRST\ta\tb\n\tx\ty\nin\t-\ty\n";
        let rows = parse_list(Path::new("lists/pairs.tsv"), text);
        assert_eq!(rows.len(), 6);
        assert_eq!(rows[0].as_ref().unwrap().target, Path::new("b.txt"));
        let second = rows[1].as_ref().unwrap();
        assert_eq!((&*second.id, &*second.stem), ("2024/05", "2024_05"));
        for (row, place) in [
            (2, ":5: 2 where"),
            (3, ":6: the id"),
            (4, ":7: an empty"),
            (5, ":8: standard"),
        ] {
            let message = rows[row].as_ref().unwrap_err().to_string();
            assert!(message.starts_with(&format!("lists/pairs.tsv{place}")), "{message}");
        }
    }

    #[test]
    fn list_of_corpus_pair_needs_no_ids() {
        let text =
            "#path A\tpath B\tscore\na/1.txt\tb/1.txt\t0.9\na/x/1.txt\tb/1.txt\t0.8\na/2.txt\t-\t-\n-\tb/2.txt\t-\n";
        let rows = parse_list(Path::new("pairs.tsv"), text);
        let row = |at: usize| {
            let row = rows[at].as_ref().unwrap();
            (&*row.id, row.source.as_path(), row.target.as_path())
        };
        assert_eq!(rows.len(), 2);
        assert_eq!(row(0), ("1_1", Path::new("a/1.txt"), Path::new("b/1.txt")));
        assert_eq!(row(1), ("1_1-2", Path::new("a/x/1.txt"), Path::new("b/1.txt")));
    }

    #[test]
    fn id_cannot_leave_the_folder() {
        for id in ["../../etc/passwd", "..", "/abs", "a\\b", ".hidden", "c:d", "a\0b"] {
            let stem = file_stem(id);
            assert!(
                !stem.contains(['/', '\\', ':', '\0']) && !stem.starts_with('.'),
                "{stem}"
            );
        }
        assert_eq!(file_stem("статья-1"), "статья-1");
    }

    #[test]
    fn paths_are_found_beside_the_list() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("here-and-nowhere-else.txt"), "").unwrap();
        let found = locate(folder.path(), "here-and-nowhere-else.txt");
        assert_eq!(found, folder.path().join("here-and-nowhere-else.txt"));
        assert_eq!(locate(folder.path(), "missing.txt"), Path::new("missing.txt"));
    }
}
