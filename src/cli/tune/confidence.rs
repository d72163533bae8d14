//! Re-estimates how surely a bead is right from gold, and judges it on sets that the weights have not seen.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::align;
use beadwork::align::confidence::{Features, probability};
use beadwork::evaluate::calibrate::{Calibration, Example, fit, judge};
use beadwork::evaluate::{Beads, GoldDocument, IndexBead, gold_documents};
use beadwork::pipeline::PreparedPair;
use rayon::prelude::*;

use crate::cli::eval::{gold_options, prepare};

/// A set of more beads than this counts as if it had the geometric mean of both: one long book is not all texts.
const TYPICAL_BEADS: f64 = 500.0;
/// The area under the curve of a set with fewer wrong beads is left out of the mean over the sets: it is chance.
const ENOUGH_WRONG: usize = 8;
/// How the sets are aligned.
const MODES: [(&str, Mode); 4] = [
    ("isolated", Mode::new(true, false)),
    ("together", Mode::new(false, false)),
    ("isolated, no lexicon", Mode::new(true, true)),
    ("together, no lexicon", Mode::new(false, true)),
];

#[derive(Clone, Copy)]
struct Mode {
    isolated: bool,
    no_lexicon: bool,
}

impl Mode {
    const fn new(isolated: bool, no_lexicon: bool) -> Self {
        Self { isolated, no_lexicon }
    }
}

/// Gold documents of the same languages in one folder.
struct GoldSet {
    name: String,
    documents: Vec<GoldDocument>,
    /// Whether weights are fitted to it, or only judged by it.
    fitted: bool,
    /// Sets with the same number share documents, at least by name, and are held out together.
    group: usize,
}

/// Examples of beads with both sides, and of null beads.
type Examples = [Vec<Example>; 2];

/// A set as it was aligned in some of the modes, with the same result.
struct Run {
    set: usize,
    modes: Vec<usize>,
    examples: Examples,
}

/// Fits the confidence to the folders of gold, judges it on them and on those that are only measured, and prints both.
pub(super) fn run(gold: &[PathBuf], measured: &[PathBuf], align: &align::Options) -> Result<()> {
    let sets = sets(gold, measured)?;
    let mut runs: Vec<Run> = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let first = runs.len();
        for (mode, (_, how)) in MODES.iter().enumerate() {
            let examples = collect(set, *how, align)?;
            match runs[first..].iter_mut().find(|run| run.examples == examples) {
                Some(run) => run.modes.push(mode),
                None => runs.push(Run {
                    set: number,
                    modes: vec![mode],
                    examples,
                }),
            }
        }
    }
    let mut output = io::stdout().lock();
    for (kind, name) in ["LINKED", "NULL"].into_iter().enumerate() {
        let judged = Judged::new(&sets, &runs, kind);
        writeln!(output, "{name}\n")?;
        judged.write(&mut output)?;
        let numbers: Vec<String> = judged.weights.iter().map(|weight| format!("{weight:.3}")).collect();
        writeln!(output, "\npub const {name}: Features = [{}];\n", numbers.join(", "))?;
    }
    Ok(())
}

fn sets(gold: &[PathBuf], measured: &[PathBuf]) -> Result<Vec<GoldSet>> {
    let mut sets: Vec<GoldSet> = Vec::new();
    let folders = gold.iter().map(|folder| (folder, true));
    for (folder, fitted) in folders.chain(measured.iter().map(|folder| (folder, false))) {
        let first = sets.len();
        for document in gold_documents(folder)? {
            let languages = document.languages();
            match sets[first..]
                .iter_mut()
                .find(|set| set.documents[0].languages() == languages)
            {
                Some(set) => set.documents.push(document),
                None => sets.push(GoldSet {
                    name: set_name(folder, languages),
                    documents: vec![document],
                    fitted,
                    group: sets.len(),
                }),
            }
        }
    }
    for later in 1..sets.len() {
        for earlier in 0..later {
            if share_documents(&sets[earlier], &sets[later]) {
                let (from, to) = (sets[later].group, sets[earlier].group);
                sets.iter_mut()
                    .filter(|set| set.group == from)
                    .for_each(|set| set.group = to);
            }
        }
    }
    Ok(sets)
}

fn set_name(
    folder: &Path,
    languages: (
        Option<beadwork::language::Language>,
        Option<beadwork::language::Language>,
    ),
) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    match languages {
        (Some(from), Some(to)) => format!("{name} {}-{}", from.code(), to.code()),
        _ => name.into_owned(),
    }
}

fn share_documents(one: &GoldSet, other: &GoldSet) -> bool {
    let has = |document: &GoldDocument| {
        other
            .documents
            .iter()
            .any(|other| other.folder.file_name() == document.folder.file_name())
    };
    one.documents.iter().any(has)
}

fn collect(set: &GoldSet, mode: Mode, align: &align::Options) -> Result<Examples> {
    let align = align::Options {
        no_lexicon: mode.no_lexicon || align.no_lexicon,
        no_evidence: true,
        ..align.clone()
    };
    let options = gold_options(None, align);
    let pairs: Vec<PreparedPair> = set
        .documents
        .par_iter()
        .map(|document| prepare(document, &options))
        .collect::<Result<_>>()?;
    let inputs: Vec<align::PairInput<'_>> = pairs.iter().map(PreparedPair::input).collect();
    let aligned: Vec<_> = if mode.isolated {
        let alone = inputs
            .par_iter()
            .map(|input| align::align_collection(&[*input], &options.align));
        alone.flatten().collect()
    } else {
        align::align_collection(&inputs, &options.align)
    };
    let mut examples = Examples::default();
    for (document, (alignment, features)) in set.documents.iter().zip(aligned) {
        let (gold, finer): (Beads, Beads) = (document.gold()?, document.finer_gold()?);
        for (bead, features) in alignment.beads.iter().zip(features) {
            let found = IndexBead::from(bead);
            let right = gold.0.contains(&found) || finer.0.contains(&found);
            examples[usize::from(bead.is_null())].push(Example::new(features, right));
        }
    }
    for examples in &mut examples {
        #[allow(clippy::cast_precision_loss)] // Sets have fewer than 2^52 beads.
        let weight = (TYPICAL_BEADS / examples.len() as f64).sqrt().min(1.0);
        for example in examples {
            example.weight = weight;
        }
    }
    Ok(examples)
}

/// The weights of a kind of beads, and how they do.
struct Judged<'a> {
    sets: &'a [GoldSet],
    runs: &'a [Run],
    kind: usize,
    /// Fitted to all sets.
    weights: Features,
    /// Of each run: the confidences by these weights, and by those fitted without the sets of its group.
    confidences: Vec<[Vec<(f64, bool)>; 2]>,
}

impl<'a> Judged<'a> {
    fn new(sets: &'a [GoldSet], runs: &'a [Run], kind: usize) -> Self {
        // No set has the number of sets as its group.
        let mut weights: Vec<Features> = (0..=sets.len())
            .into_par_iter()
            .map(|group| {
                let kept = runs
                    .iter()
                    .filter(|run| sets[run.set].fitted && sets[run.set].group != group);
                fit(&kept.flat_map(|run| &run.examples[kind]).copied().collect::<Vec<_>>())
            })
            .collect();
        let fitted_to_all = weights.pop().unwrap_or_default();
        let confidences = |run: &Run| {
            [&fitted_to_all, &weights[sets[run.set].group]].map(|weights| {
                let examples = run.examples[kind].iter();
                examples
                    .map(|example| (probability(weights, &example.features), example.right))
                    .collect()
            })
        };
        Self {
            confidences: runs.iter().map(confidences).collect(),
            sets,
            runs,
            kind,
            weights: fitted_to_all,
        }
    }

    fn write(&self, output: &mut impl Write) -> io::Result<()> {
        writeln!(
            output,
            "| set | aligned | beads | wrong | AUC | AUC held out | calibration error held out |\n|---|---|---|---|---|---|---|"
        )?;
        for (mode, (how, _)) in MODES.iter().enumerate() {
            let of_mode = || (0..self.runs.len()).filter(|&run| self.runs[run].modes.contains(&mode));
            let (mut together, mut means) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
            for run in of_mode() {
                let [seen, held_out] = &self.confidences[run];
                for (all, confidences) in together.iter_mut().zip([seen, held_out]) {
                    all.extend_from_slice(confidences);
                }
                let judged = [judge(seen), judge(held_out)];
                let set = &self.sets[self.runs[run].set];
                let wrong = seen.iter().filter(|(_, right)| !right).count();
                if wrong >= ENOUGH_WRONG {
                    for (aucs, judged) in means.iter_mut().zip(&judged) {
                        aucs.push(judged.auc);
                    }
                }
                if self.runs[run].modes[0] == mode && !self.runs[run].examples[self.kind].is_empty() {
                    let fitted = if set.fitted { "" } else { " (not fitted)" };
                    write_row(output, &format!("{}{fitted}", set.name), how, wrong, &judged)?;
                }
            }
            let wrong = together[0].iter().filter(|(_, right)| !right).count();
            write_row(output, "**all, pooled**", how, wrong, &together.map(|all| judge(&all)))?;
            let [seen, held_out] = means.map(|aucs| mean(&aucs));
            writeln!(
                output,
                "| **all, mean of the sets** | {how} | | | {seen:.3} | {held_out:.3} | |"
            )?;
        }
        Ok(())
    }
}

#[allow(clippy::cast_precision_loss)] // There are fewer than 2^52 sets.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn write_row(
    output: &mut impl Write,
    name: &str,
    how: &str,
    wrong: usize,
    [seen, held_out]: &[Calibration; 2],
) -> io::Result<()> {
    let auc = |judged: &Calibration| {
        if wrong == 0 || wrong == judged.beads {
            "–".to_owned()
        } else {
            format!("{:.3}", judged.auc)
        }
    };
    let (beads, error) = (held_out.beads, held_out.error);
    let (seen, held_out) = (auc(seen), auc(held_out));
    writeln!(
        output,
        "| {name} | {how} | {beads} | {wrong} | {seen} | {held_out} | {error:.3} |"
    )
}
