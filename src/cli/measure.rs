//! `beadwork eval --coverage` and `--names`: what is known before anything is aligned.

use std::path::PathBuf;

use anyhow::Result;
use beadwork::evaluate::NameList;
use beadwork::lexicon::{self, Bundled, Coverage};
use beadwork::pipeline::PreparedPair;

use super::output::write_standard;
use super::{Outcome, print_error};

/// Prints the coverage of both sides and the words that it lacks.
pub(super) fn coverage(pairs: Vec<Result<PreparedPair>>, show: usize) -> Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut total: [Coverage; 2] = Default::default();
    for pair in pairs {
        match pair {
            Ok(pair) => {
                for (sum, side) in total.iter_mut().zip(of_pair(&pair)) {
                    sum.add(side);
                }
            }
            Err(error) => {
                print_error(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    write_standard(|output| {
        writeln!(output, "side      words  covered  entries  matches")?;
        for (name, side) in ["source", "target"].iter().zip(&total) {
            let (share, words) = (100.0 * side.share(), side.words);
            writeln!(
                output,
                "{name} {words:8} {share:7.2}% {:8} {:8}",
                side.entries, side.anchors
            )?;
        }
        for (name, side) in ["source", "target"].iter().zip(&total) {
            for (count, word) in side.uncovered().into_iter().take(show) {
                writeln!(output, "{name}\t{count}\t{word}")?;
            }
        }
        Ok(())
    })?;
    Ok(outcome)
}

fn of_pair(pair: &PreparedPair) -> [Coverage; 2] {
    let input = pair.input();
    let languages = input.source.language.zip(input.target.language);
    let lexicon = languages.and_then(|(source, target)| Bundled::of(source, target));
    lexicon::coverage(
        lexicon.as_ref(),
        (input.source, input.source_anchors),
        (input.target, input.target_anchors),
    )
}

/// Prints how many of the names are matched, how many others are mistaken for the same, and which.
pub(super) fn names(files: &[PathBuf], show: usize) -> Result<Outcome> {
    let lists = files.iter().map(|file| Ok(NameList::read(file)?));
    let lists: Vec<NameList> = lists.collect::<Result<_>>()?;
    let count = |same: bool| {
        let pairs = lists.iter().flat_map(|list| &list.pairs);
        pairs.filter(|pair| pair.same == same).count()
    };
    let mistakes: Vec<_> = lists.iter().flat_map(NameList::mistakes).collect();
    let wrong = |same: bool| mistakes.iter().filter(|pair| pair.same == same).count();
    write_standard(|output| {
        for (text, same) in [("missed", true), ("false matches", false)] {
            let (wrong, all) = (wrong(same), count(same));
            writeln!(output, "{text}: {wrong} of {all} ({:.2}%)", percent(wrong, all))?;
        }
        for pair in mistakes.iter().take(show) {
            let kind = if pair.same { "missed" } else { "false" };
            writeln!(output, "{kind}\t{}\t{}", pair.source, pair.target)?;
        }
        Ok(())
    })?;
    Ok(Outcome::Fine)
}

#[allow(clippy::cast_precision_loss)] // Lists are short.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
