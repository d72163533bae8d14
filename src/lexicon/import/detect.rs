//! Which format a dictionary is in: by its extension, and by its first lines where that leaves a choice.

use std::collections::BTreeSet;
use std::path::Path;

use super::DictionaryFormat;
use super::builder::lines;
use super::{giza, hunalign, table};
use crate::error::{Error, ErrorKind, Result};

/// So many different words in a column may always be parts of speech.
const FEW: usize = 4;
/// So many lines are looked at.
const SAMPLE: usize = 200;

/// Whether a path is of a dictd dictionary.
pub(super) fn is_dictd(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    [".index", ".dict", ".dict.dz"].iter().any(|end| name.ends_with(end))
}

/// The format of a text.
pub(super) fn format_of(name: &str, text: &str) -> Result<DictionaryFormat> {
    let lower = name.to_lowercase();
    let base = lower.strip_suffix(".gz").unwrap_or(&lower);
    let ends = |extensions: &[&str]| extensions.iter().any(|extension| base.ends_with(extension));
    let head = text.trim_start();
    if ends(&[".tbx"]) || head.starts_with("<?xml") || head.starts_with("<martif") || head.starts_with("<tbx") {
        return Ok(DictionaryFormat::Tbx);
    }
    if ends(&[".dic"]) {
        return Ok(DictionaryFormat::Hunalign);
    }
    if ends(&[".csv"]) {
        return Ok(DictionaryFormat::Csv);
    }
    if ends(&[".final"]) {
        return Ok(DictionaryFormat::Giza);
    }
    if ends(&[".e2f", ".f2e"]) {
        return Ok(DictionaryFormat::Moses);
    }
    let sample: Vec<&str> = lines(text)
        .map(|(_, line)| line)
        .filter(|line| !line.starts_with('#'))
        .take(SAMPLE)
        .collect();
    of_sample(&sample).ok_or_else(|| unknown(name, text))
}

/// The format that most lines of a sample are in.
fn of_sample(sample: &[&str]) -> Option<DictionaryFormat> {
    let most = |fits: &dyn Fn(&str) -> bool| 2 * sample.iter().filter(|line| fits(line)).count() > sample.len();
    let tabs = |line: &str| line.matches('\t').count();
    let triple = |line: &str| -> Option<f64> {
        let columns: Vec<&str> = line.split_whitespace().collect();
        (columns.len() == 3).then(|| columns[2].parse().ok()).flatten()
    };
    if most(&giza::has_numbers) {
        return Some(DictionaryFormat::Giza);
    }
    // Logarithms; 0 is that of a certain translation.
    if most(&|line| triple(line).is_some_and(|value| value <= 0.0)) && sample.iter().any(|line| negative(line)) {
        return Some(DictionaryFormat::FastAlign);
    }
    if most(&|line| tabs(line) == 0 && triple(line).is_some_and(|value| (0.0..=1.0).contains(&value))) {
        return Some(DictionaryFormat::Moses);
    }
    let third = |line: &str| line.split('\t').nth(2).map(|field| field.trim().to_owned());
    let words_in_third = |line: &str| {
        let field = third(line).unwrap_or_default();
        tabs(line) == 2 && !field.is_empty() && super::builder::weight(&field).is_err()
    };
    if sample.first().is_some_and(|line| table::is_header(line)) {
        return Some(DictionaryFormat::Tsv);
    }
    if most(&words_in_third) && has_parts_of_speech(sample) {
        return Some(DictionaryFormat::Beadwork);
    }
    if most(&|line| tabs(line) > 0) {
        return Some(DictionaryFormat::Tsv);
    }
    if most(&|line| hunalign::sides(line).is_some()) {
        return Some(DictionaryFormat::Hunalign);
    }
    if most(&|line| line.split_whitespace().count() == 2) {
        return Some(DictionaryFormat::Muse);
    }
    most(&|line| line.contains([',', ';'])).then_some(DictionaryFormat::Csv)
}

/// Whether the second column has few different words, as parts of speech are.
fn has_parts_of_speech(sample: &[&str]) -> bool {
    let seconds: BTreeSet<&str> = sample.iter().filter_map(|line| line.split('\t').nth(1)).collect();
    seconds.len() <= (sample.len() / 3).max(FEW)
}

fn negative(line: &str) -> bool {
    line.split_whitespace()
        .next_back()
        .is_some_and(|figure| figure.starts_with('-'))
}

fn unknown(name: &str, text: &str) -> Error {
    let names: Vec<&str> = DictionaryFormat::ALL.iter().map(|(name, _)| *name).collect();
    let remedy = format!("name its format with --format: {}", names.join(", "));
    match lines(text).find(|(_, line)| !line.starts_with('#')) {
        None => Error::new(ErrorKind::Empty, name, "has no entries").with_remedy("give a dictionary with entries"),
        Some((number, _)) => Error::new(ErrorKind::Syntax, name, "is in no format of dictionaries known here")
            .at_line(number)
            .with_remedy(remedy),
    }
}
