//! GIZA++'s translation tables.
//!
//! `….t3.final` has the numbers of two words and P(target | source); the words stand in two vocabulary files (`.vcb`:
//! number, word, count). `….actual.ti.final` has the words themselves. Number 0 is GIZA++'s "no word".

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::DictionaryFormat;
use super::builder::{Builder, lines};
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::dictionary::Dictionary;

const SHAPE: &str = "the number of a source word, that of a target word and a probability";

/// The words of a side by number.
type Words = FxHashMap<u32, String>;

pub(super) fn read(path: &Path, text: &str, vocabularies: Option<&(PathBuf, PathBuf)>) -> Result<Dictionary> {
    let name = path.to_string_lossy();
    let mut builder = Builder::new(&name, DictionaryFormat::Giza);
    let numbered = lines(text).take(50).all(|(_, line)| has_numbers(line));
    let words = if numbered {
        Some(words_of(path, vocabularies)?)
    } else {
        None
    };
    for (number, line) in lines(text) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [source, target, figure] = columns[..] else {
            builder.skip(number, format!("{} columns where 3 are needed", columns.len()));
            continue;
        };
        let Ok(probability) = figure.parse() else {
            builder.skip(number, format!("{figure:?} is no probability"));
            continue;
        };
        match &words {
            None => builder.push_probability(number, source, target, probability),
            Some((sources, targets)) => match (word(source, sources), word(target, targets)) {
                (Ok(source), Ok(target)) => builder.push_probability(number, source, target, probability),
                (Err(missing), _) => builder.skip(number, format!("no source word has the number {missing}")),
                (_, Err(missing)) => builder.skip(number, format!("no target word has the number {missing}")),
            },
        }
    }
    builder.finish(SHAPE)
}

/// Whether a line is of two word numbers and a probability.
pub(super) fn has_numbers(line: &str) -> bool {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let [source, target, figure] = columns[..] else {
        return false;
    };
    [source, target].iter().all(|number| number.parse::<u32>().is_ok()) && figure.parse::<f64>().is_ok()
}

fn word<'a>(number: &'a str, words: &'a Words) -> std::result::Result<&'a str, &'a str> {
    match number.parse() {
        Ok(0_u32) => Ok("NULL"),
        Ok(number_read) => words.get(&number_read).map(String::as_str).ok_or(number),
        Err(_) => Err(number),
    }
}

fn words_of(path: &Path, vocabularies: Option<&(PathBuf, PathBuf)>) -> Result<(Words, Words)> {
    let (source, target) = match vocabularies {
        Some(given) => given.clone(),
        None => beside(path)?,
    };
    Ok((read_vocabulary(&source)?, read_vocabulary(&target)?))
}

/// The vocabulary files that GIZA++ writes beside its table: `PREFIX.trn.src.vcb` and `PREFIX.trn.trg.vcb`.
fn beside(path: &Path) -> Result<(PathBuf, PathBuf)> {
    let name = path.to_string_lossy();
    let prefix = [".t3.final", ".final"].iter().find_map(|end| name.strip_suffix(end));
    for middle in [".trn", ""] {
        let file = |side: &str| PathBuf::from(format!("{}{middle}.{side}.vcb", prefix.unwrap_or(&name)));
        let pair = (file("src"), file("trg"));
        if pair.0.is_file() && pair.1.is_file() {
            return Ok(pair);
        }
    }
    let error = Error::new(
        ErrorKind::Read,
        &*name,
        "has the numbers of words, and the two .vcb files with the words are not beside it",
    );
    Err(error.with_remedy("name them with --vocabulary SOURCE.vcb --vocabulary TARGET.vcb"))
}

fn read_vocabulary(path: &Path) -> Result<Words> {
    let name = path.to_string_lossy();
    let text = super::decode(&name, &super::unpacked(path)?, None)?;
    let mut words = Words::default();
    for (number, line) in lines(&text) {
        let mut columns = line.split_whitespace();
        let (Some(Ok(id)), Some(word)) = (columns.next().map(str::parse), columns.next()) else {
            let error = Error::new(ErrorKind::Syntax, &*name, "no number and word").at_line(number);
            return Err(error.with_remedy("give a vocabulary file of GIZA++: number, word, count"));
        };
        words.insert(id, word.to_owned());
    }
    Ok(words)
}
