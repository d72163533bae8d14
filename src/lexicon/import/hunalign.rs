//! hunalign's dictionaries: `target @ source`, words of a term with spaces between.
//!
//! The order is hunalign's own: what is left of the `@` belongs to the target text.

use super::DictionaryFormat;
use super::builder::{Builder, lines};
use crate::error::Result;
use crate::lexicon::dictionary::Dictionary;

pub(super) const SHAPE: &str = "`target @ source`";

pub(super) fn read(name: &str, text: &str) -> Result<Dictionary> {
    let mut builder = Builder::new(name, DictionaryFormat::Hunalign);
    for (number, line) in lines(text) {
        match sides(line) {
            Some((target, source)) => builder.push(number, source, target, 1.0),
            None => builder.skip(number, "no @ between two terms"),
        }
    }
    builder.finish(SHAPE)
}

/// The sides of a line; an `@` inside a word, as in an address, does not divide.
pub(super) fn sides(line: &str) -> Option<(&str, &str)> {
    line.split_once(" @ ")
        .or_else(|| line.trim_end().strip_suffix(" @").map(|target| (target, "")))
        .or_else(|| line.trim_start().strip_prefix("@ ").map(|source| ("", source)))
        .or_else(|| line.split_once('@').filter(|(_, source)| !source.contains('@')))
}
