//! dictd's dictionaries, such as those of FreeDict: an index of headwords and a file of articles.
//!
//! A line of the `.index` is a headword, where its article begins and how long it is, both in the digits of base 64 with
//! tabs between. The `.dict` file holds the articles; `.dict.dz` is the same as gzip (dictzip adds a table to its
//! header, which other readers pass over).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::DictionaryFormat;
use super::builder::{Builder, lines};
use super::dictd_article::Article;
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::dictionary::Dictionary;

const SHAPE: &str = "headword, place and length with tabs between, and the articles in FreeDict's layout";

const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn read(path: &Path) -> Result<Dictionary> {
    let (index, articles) = files(path)?;
    let index_name = index.to_string_lossy();
    let rows = super::decode(&index_name, &super::unpacked(&index)?, Some("utf-8"))?;
    let bytes = super::unpacked(&articles)?;
    let mut builder = Builder::new(&index_name, DictionaryFormat::Dictd);
    // Several headwords (without accents, in lower case) may lead to one article.
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, row) in lines(&rows) {
        match place(row) {
            Ok(None) => {}
            Ok(Some(place)) => {
                places.entry(place).or_insert(number);
            }
            Err(reason) => builder.skip(number, reason),
        }
    }
    for ((start, length), number) in places {
        let article = start.checked_add(length).and_then(|end| bytes.get(start..end));
        let Some(article) = article else {
            let message = format!(
                "the article is to end at byte {}, {} ends at {}",
                start.saturating_add(length),
                articles.display(),
                bytes.len()
            );
            let error = Error::new(ErrorKind::Syntax, &*index_name, message).at_line(number);
            return Err(error.with_remedy("give the two files of one dictionary, whole"));
        };
        add(&mut builder, number, &String::from_utf8_lossy(article));
    }
    builder.finish(SHAPE)
}

fn add(builder: &mut Builder, number: usize, text: &str) {
    let article = Article::of(text);
    if article.translations.is_empty() {
        builder.skip(number, "no translation in the article");
    }
    for translation in &article.translations {
        let words = (article.headword.as_str(), translation.as_str());
        builder.push_entry(number, words, (1.0, 1.0), &article.part_of_speech);
    }
}

/// Where the article of a row begins and how long it is, in bytes; `None` for what tells about the dictionary itself.
fn place(row: &str) -> std::result::Result<Option<(usize, usize)>, String> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [headword, start, length, ..] = columns[..] else {
        return Err(format!("{} columns where 3 are needed", columns.len()));
    };
    if headword.starts_with("00database") || headword.starts_with("00-database") {
        return Ok(None);
    }
    let read = |text: &str| number_of(text).ok_or_else(|| format!("{text:?} is no number in base 64"));
    Ok(Some((read(start)?, read(length)?)))
}

/// A number in dictd's base 64, the most significant digit first.
fn number_of(text: &str) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0_usize, |number, byte| {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        number.checked_mul(64)?.checked_add(digit)
    })
}

/// The index and the articles of the dictionary that one of them is given of.
fn files(path: &Path) -> Result<(PathBuf, PathBuf)> {
    let name = path.to_string_lossy();
    let ends = [".index", ".dict.dz", ".dict"];
    let stem = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let file = |end: &str| PathBuf::from(format!("{stem}{end}"));
    let missing = |what: &str| {
        let error = Error::new(ErrorKind::Read, &*name, format!("there is no {what} beside it"));
        Err(error.with_remedy("put the .index and the .dict or .dict.dz of a dictionary into one folder"))
    };
    if !path.exists() && stem != name {
        let error = Error::new(ErrorKind::Read, &*name, "no such file");
        return Err(error.with_remedy("give the .index or the .dict.dz of a dictionary"));
    }
    let index = file(".index");
    if !index.is_file() {
        return missing(&index.to_string_lossy());
    }
    let articles = [".dict.dz", ".dict"].map(file);
    match articles.into_iter().find(|articles| articles.is_file()) {
        Some(articles) => Ok((index, articles)),
        None => missing(&format!("{stem}.dict.dz or {stem}.dict")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_base_64() {
        assert_eq!(number_of("A"), Some(0));
        assert_eq!(number_of("BA"), Some(64));
        assert_eq!(number_of("//"), Some(4095));
        assert_eq!(number_of(""), None);
        assert_eq!(number_of("b-c"), None);
        assert_eq!(number_of(&"/".repeat(40)), None);
    }
}
