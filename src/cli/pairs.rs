//! `beadwork align --pairs`: many pairs in parallel.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
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

/// Where the results go.
struct Destination<'a> {
    folder: &'a Path,
    format: ExportFormat,
    /// The list and the files of all rows, so that no result is written over one.
    inputs: FxHashSet<PathBuf>,
}

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
    std::fs::create_dir_all(folder).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "is a file, not a folder".to_owned(),
            io::ErrorKind::NotFound => "the folder cannot be made here".to_owned(),
            _ => format!("the folder cannot be made: {}", reason(&error)),
        };
        Error::new(ErrorKind::Write, folder.to_string_lossy(), reason)
            .with_remedy("give a folder that may be written to with --out-dir")
    })?;
    let mut articles = vec![list.to_owned()];
    articles.extend(
        rows.iter()
            .flatten()
            .flat_map(|row| [row.source.clone(), row.target.clone()]),
    );
    articles.extend(dictionary_paths(&options.align));
    let destination = Destination {
        folder,
        format,
        inputs: articles.iter().filter_map(|path| path.canonicalize().ok()).collect(),
    };
    let results = if isolated {
        align_each(rows, &destination, options)
    } else {
        save.guard(&articles)?;
        align_together(rows, &destination, save, options)?
    };
    warn_of_unused(&options.align)?;
    report(&results)
}

fn align_each(
    rows: Vec<Result<Row, Error>>,
    destination: &Destination<'_>,
    options: &pipeline::Options,
) -> Vec<Result<()>> {
    let progress = progress_bar(rows.len(), "aligned");
    let align = |row: Result<Row, Error>| {
        let row = row?;
        let path = destination.path(&row)?;
        let pair = pipeline::align_files(&row.source, &row.target, options)?;
        destination.write(path, &row, pair)
    };
    let results = rows.into_par_iter().map(|row| {
        let result = align(row);
        progress.inc(1);
        result
    });
    let results = results.collect();
    progress.finish_and_clear();
    results
}

fn align_together(
    rows: Vec<Result<Row, Error>>,
    destination: &Destination<'_>,
    save: &SaveModelArguments,
    options: &pipeline::Options,
) -> Result<Vec<Result<()>>> {
    let progress = progress_bar(rows.len(), "read");
    let prepare = |row: Result<Row, Error>| -> Result<(Row, PathBuf, PreparedPair)> {
        let row = row?;
        let path = destination.path(&row)?;
        let pair = PreparedPair::read(&row.source, &row.target, options)?;
        Ok((row, path, pair))
    };
    let prepared: Vec<Result<_>> = rows
        .into_par_iter()
        .map(|row| {
            let result = prepare(row);
            progress.inc(1);
            result
        })
        .collect();
    progress.finish_and_clear();
    let (mut places, mut pairs) = (Vec::new(), Vec::new());
    let mut results: Vec<Result<()>> = Vec::with_capacity(prepared.len());
    for (place, result) in prepared.into_iter().enumerate() {
        results.push(result.map(|(row, path, pair)| {
            places.push((place, row, path));
            pairs.push(pair);
        }));
    }
    let (aligned, model) = if save.save_model.is_none() {
        (pipeline::align_prepared(pairs, options, false), None)
    } else {
        let (aligned, model) = pipeline::align_and_learn(pairs, options)?;
        (aligned, Some(model))
    };
    let written: Vec<(usize, Result<()>)> = places
        .into_par_iter()
        .zip(aligned)
        .map(|((place, row, path), pair)| (place, destination.write(path, &row, pair)))
        .collect();
    for (place, result) in written {
        results[place] = result;
    }
    // Behind the alignments: a model that cannot be written does not take them along.
    model.map_or(Ok(()), |model| save.save(&model))?;
    Ok(results)
}

impl Destination<'_> {
    /// The file for the result of a row.
    fn path(&self, row: &Row) -> Result<PathBuf> {
        let path = self.folder.join(format!("{}.{}", row.stem, self.format.extension()));
        if path.canonicalize().is_ok_and(|path| self.inputs.contains(&path)) {
            let error = Error::new(
                ErrorKind::Usage,
                path.to_string_lossy(),
                "is an input and would be lost",
            );
            return Err(error.with_remedy("give another folder with --out-dir").into());
        }
        Ok(path)
    }

    fn write(&self, path: PathBuf, row: &Row, mut pair: AlignedPair) -> Result<()> {
        pair.id.clone_from(&row.id);
        Output::file(path, self.format).write(&pair, &WriteOptions::default())
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
fn report(results: &[Result<()>]) -> Result<Outcome> {
    results
        .iter()
        .filter_map(|result| result.as_ref().err())
        .for_each(print_error);
    let failed = results.iter().filter(|result| result.is_err()).count();
    let done = results.len() - failed;
    writeln!(
        io::stderr(),
        "{done} of {} pairs aligned, {failed} failed",
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
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(number, line)| {
            let row = parse_row(folder, line).and_then(|row| {
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
