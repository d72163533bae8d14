//! What each ingredient of the model is worth: the points of strict F1 that are lost without it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::align;
use beadwork::align::ingredients::Ingredient;
use beadwork::evaluate::{Beads, GoldDocument, Score, gold_documents};
use beadwork::pipeline::{self, PreparedPair};
use rayon::prelude::*;

use crate::cli::eval::{gold_options, prepare};

/// The pairs of a folder.
struct Set {
    name: String,
    documents: Vec<GoldDocument>,
    pairs: Vec<PreparedPair>,
}

/// Prints a Markdown table: a row for each ingredient, a column for each folder.
pub(super) fn run(folders: &[PathBuf], align: &align::Options, isolated: bool) -> Result<()> {
    let options = gold_options(None, align.clone());
    let sets: Vec<Set> = folders
        .iter()
        .map(|folder| Set::read(folder, &options))
        .collect::<Result<_>>()?;
    let score = |without: &[Ingredient]| -> Result<Vec<f64>> {
        let mut options = options.clone();
        options.align.without = without.to_vec();
        sets.iter().map(|set| set.score(&options, isolated)).collect()
    };
    let mut output = io::stdout().lock();
    let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
    writeln!(output, "| without | {} |", names.join(" | "))?;
    writeln!(output, "|---{}|", "|---".repeat(names.len()))?;
    let whole = score(&[])?;
    let cells: Vec<String> = whole.iter().map(|f1| format!("{:.1}", 100.0 * f1)).collect();
    writeln!(output, "| nothing (F1) | {} |", cells.join(" | "))?;
    for ingredient in Ingredient::ALL {
        let rest = score(&[ingredient])?;
        let lost = rest.iter().zip(&whole).map(|(rest, whole)| 100.0 * (rest - whole));
        let cells: Vec<String> = lost.map(|lost| format!("{lost:+.1}")).collect();
        writeln!(output, "| {} | {} |", ingredient.name(), cells.join(" | "))?;
    }
    Ok(())
}

impl Set {
    fn read(folder: &Path, options: &pipeline::Options) -> Result<Self> {
        let documents = gold_documents(folder)?;
        let pairs = documents.par_iter().map(|document| prepare(document, options));
        Ok(Self {
            name: folder
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            pairs: pairs.collect::<Result<_>>()?,
            documents,
        })
    }

    fn score(&self, options: &pipeline::Options, isolated: bool) -> Result<f64> {
        let mut total = Score::default();
        let aligned = pipeline::align_prepared(self.pairs.clone(), options, isolated);
        for (document, pair) in self.documents.iter().zip(aligned) {
            total += &Score::of(&document.gold()?, &Beads::from(&pair.alignment));
        }
        Ok(total.strict.prf().f1)
    }
}
