//! The format of this program's own lexicon: source, part of speech, translations with `|` between, the likeliest first.

use super::DictionaryFormat;
use super::builder::{Builder, languages_of_comment, lines};
use crate::error::Result;
use crate::lexicon::dictionary::Dictionary;

const SHAPE: &str = "source, part of speech and translation|translation with tabs between";

pub(super) fn read(name: &str, text: &str) -> Result<Dictionary> {
    let mut builder = Builder::new(name, DictionaryFormat::Beadwork);
    for (number, line) in lines(text) {
        if line.starts_with('#') {
            if let Some(languages) = languages_of_comment(line) {
                builder.set_languages(languages);
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [source, part_of_speech, translations] = columns[..] else {
            builder.skip(number, format!("{} columns where 3 are needed", columns.len()));
            continue;
        };
        for (rank, translation) in (1_u32..).zip(translations.split('|')) {
            let weight = 1.0 / f64::from(rank);
            builder.push_entry(number, (source, translation), (weight, weight), part_of_speech);
        }
    }
    builder.finish(SHAPE)
}
