//! `beadwork tune --pairing`: fits how surely two documents belong together.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::align::confidence::probability;
use beadwork::corpus::pair::{FEATURES, Options, WEIGHTS, examples};
use beadwork::error::{Error, ErrorKind};
use beadwork::evaluate::calibrate::{Example, fit, judge};
use beadwork::read;
use beadwork::segment::Segmenter;
use rustc_hash::FxHashMap;

use crate::cli::corpus::heap::Heap;
use crate::cli::options::read_to_string;

type Examples = Vec<Example<FEATURES>>;

/// Fits the weights to the folders and prints them; each folder has been held out once when its figures are taken.
pub(super) fn run(folders: &[PathBuf], no_lexicon: bool) -> Result<()> {
    let of_folder = |folder: &PathBuf| collect(folder, no_lexicon);
    let sets: Vec<Examples> = folders.iter().map(of_folder).collect::<Result<_>>()?;
    let mut output = io::stdout().lock();
    for (place, folder) in folders.iter().enumerate() {
        let others = sets.iter().enumerate().filter(|(other, _)| *other != place);
        let others: Examples = others.flat_map(|(_, set)| set).copied().collect();
        let weights = if others.is_empty() { WEIGHTS } else { fit(&others) };
        let confidences = sets[place]
            .iter()
            .map(|example| (probability(&weights, &example.features), example.right));
        let judged = judge(&confidences.collect::<Vec<_>>());
        writeln!(
            output,
            "{}: held out {} candidates, {:.3} right, calibration error {:.4}, AUC {:.4}",
            folder.display(),
            judged.beads,
            judged.right,
            judged.error,
            judged.auc
        )?;
    }
    let all: Examples = sets.into_iter().flatten().collect();
    let numbers: Vec<String> = fit(&all).iter().map(|weight| format!("{weight:.3}")).collect();
    writeln!(output, "pub const WEIGHTS: Features = [{}];", numbers.join(", "))?;
    Ok(())
}

/// The examples of a folder that holds two folders of documents and the list of pairs, `gold.tsv`.
fn collect(folder: &Path, no_lexicon: bool) -> Result<Examples> {
    let mut heaps: Vec<PathBuf> = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            heaps.push(entry.path());
        }
    }
    heaps.sort();
    let [source, target] = heaps.as_slice() else {
        let error = Error::new(ErrorKind::Usage, folder.to_string_lossy(), "does not hold two folders");
        return Err(error
            .with_remedy("give a folder with two folders of documents and gold.tsv")
            .into());
    };
    let list = read_to_string(&folder.join("gold.tsv"))?;
    let read = |folder: &Path| Heap::read(folder, None, &read::Options::default(), &Segmenter::default());
    let (sources, targets) = (read(source)?, read(target)?);
    let places = |heap: &Heap, folder: &Path| -> FxHashMap<PathBuf, usize> {
        let name = |id: &str| Path::new(id).strip_prefix(folder).map(Path::to_owned);
        let named = heap.entries.iter().enumerate();
        named
            .filter_map(|(place, entry)| Some((name(&entry.id).ok()?, place)))
            .collect()
    };
    let (of_sources, of_targets) = (places(&sources, source), places(&targets, target));
    let right: BTreeSet<(usize, usize)> = list
        .lines()
        .filter_map(|line| {
            let mut columns = line.split('\t').map(Path::new);
            Some((*of_sources.get(columns.next()?)?, *of_targets.get(columns.next()?)?))
        })
        .collect();
    let options = Options {
        no_lexicon,
        ..Options::default()
    };
    Ok(examples(&sources.entries, &targets.entries, &right, &options))
}
