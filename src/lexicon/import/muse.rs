//! Word pairs as MUSE's dictionaries have them: two words a line, a space or a tab between.

use super::DictionaryFormat;
use super::builder::{Builder, lines};
use crate::error::Result;
use crate::lexicon::dictionary::Dictionary;

const SHAPE: &str = "two words with a space or a tab between";

pub(super) fn read(name: &str, text: &str) -> Result<Dictionary> {
    let mut builder = Builder::new(name, DictionaryFormat::Muse);
    for (number, line) in lines(text) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [source, target] => builder.push(number, source, target, 1.0),
            _ => builder.skip(number, format!("{} words where 2 are needed", words.len())),
        }
    }
    builder.finish(SHAPE)
}
