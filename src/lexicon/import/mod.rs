//! Import: other people's dictionaries → [`Dictionary`]. One file per format.
//!
//! The format is told by the file's extension and first lines, or by the user. A line that does not fit is passed over
//! and counted, with the first few named; a file that gives no entry, or more lines that do not fit than lines that
//! do, is an error with the first such line.

mod builder;
mod detect;
mod dictd;
mod dictd_article;
mod giza;
mod hunalign;
mod muse;
mod own;
mod table;
mod tbx;
mod triples;

#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::dictionary::Dictionary;
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;
use crate::read;

/// A compressed dictionary that is longer than this, in bytes, is not unpacked further.
const LONGEST: u64 = 2 << 30;

/// The format of a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DictionaryFormat {
    /// The format of this program's own lexicon files: source, part of speech, `translation|translation|…`.
    Beadwork,
    /// hunalign's `.dic`: `target @ source`.
    Hunalign,
    /// Tab-separated source, target and, if there is one, a weight; more columns with a header.
    Tsv,
    /// The same, separated by commas or semicolons.
    Csv,
    /// Word pairs with a space or tab between, as MUSE has them.
    Muse,
    /// dictd's `.index` and `.dict` or `.dict.dz`, with articles in FreeDict's layout.
    Dictd,
    /// The exchange format of term bases, TBX, version 2 (martif) or 3.
    Tbx,
    /// GIZA++'s translation table with its `.vcb` files.
    Giza,
    /// The table of `fast_align -p`: source, target, natural logarithm of the probability.
    FastAlign,
    /// The lexical tables of Moses and eflomal: target, source, probability.
    Moses,
}

impl DictionaryFormat {
    /// Every format and the name it is chosen by.
    pub const ALL: [(&'static str, Self); 10] = [
        ("beadwork", Self::Beadwork),
        ("hunalign", Self::Hunalign),
        ("tsv", Self::Tsv),
        ("csv", Self::Csv),
        ("muse", Self::Muse),
        ("dictd", Self::Dictd),
        ("tbx", Self::Tbx),
        ("giza", Self::Giza),
        ("fast_align", Self::FastAlign),
        ("moses", Self::Moses),
    ];

    /// The name of the format.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, format)| *format == self);
        found.map_or("", |(name, _)| name)
    }

    /// The format of this name.
    ///
    /// # Errors
    /// If there is none.
    pub fn from_name(name: &str) -> Result<Self> {
        let lower = name.to_lowercase();
        if let Some((_, format)) = Self::ALL.iter().find(|(known, _)| *known == lower) {
            return Ok(*format);
        }
        let names: Vec<&str> = Self::ALL.iter().map(|(name, _)| *name).collect();
        let error = Error::new(ErrorKind::Usage, "", format!("{name:?} is no format of dictionaries"));
        Err(error.with_remedy(format!("use one of {}", names.join(", "))))
    }

    /// Whether its weights are probabilities learned from texts, most of them of chance pairs.
    #[must_use]
    pub fn is_probability_table(self) -> bool {
        matches!(self, Self::Giza | Self::FastAlign | Self::Moses)
    }
}

/// How to read a dictionary.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The format; by default told by extension and first lines.
    pub format: Option<DictionaryFormat>,
    /// The character encoding by its WHATWG label; by default detected.
    pub encoding: Option<String>,
    /// The source language. Columns whose letters show that they stand the other way round are turned; of a TBX file
    /// with several languages this one is taken.
    pub from: Option<Language>,
    /// The target language.
    pub to: Option<Language>,
    /// GIZA++'s vocabulary files of the source and the target; by default those beside the table.
    pub vocabularies: Option<(PathBuf, PathBuf)>,
}

/// Reads a dictionary; of a dictd dictionary either file may be given.
///
/// # Errors
/// If the file cannot be read, gives no entry, or is mostly not in its format; with the line where there is one.
pub fn read_dictionary(path: &Path, options: &ImportOptions) -> Result<Dictionary> {
    let name = path.to_string_lossy().into_owned();
    if options.format == Some(DictionaryFormat::Dictd) || (options.format.is_none() && detect::is_dictd(path)) {
        return Ok(with_languages(dictd::read(path)?, options));
    }
    let text = decode(&name, &unpacked(path)?, options.encoding.as_deref())?;
    let format = match options.format {
        Some(format) => format,
        None => detect::format_of(&name, &text)?,
    };
    let dictionary = match format {
        DictionaryFormat::Giza => giza::read(path, &text, options.vocabularies.as_ref())?,
        _ => read_text(&name, &text, format, (options.from, options.to))?,
    };
    Ok(with_languages(dictionary, options))
}

/// Reads a dictionary of one text in a known format.
fn read_text(
    name: &str,
    text: &str,
    format: DictionaryFormat,
    languages: (Option<Language>, Option<Language>),
) -> Result<Dictionary> {
    match format {
        DictionaryFormat::Beadwork => own::read(name, text),
        DictionaryFormat::Hunalign => hunalign::read(name, text),
        DictionaryFormat::Tsv | DictionaryFormat::Csv => table::read(name, text, format),
        DictionaryFormat::Muse => muse::read(name, text),
        DictionaryFormat::Tbx => tbx::read(name, text, languages),
        DictionaryFormat::FastAlign | DictionaryFormat::Moses => triples::read(name, text, format),
        DictionaryFormat::Giza => giza::read(Path::new(name), text, None),
        DictionaryFormat::Dictd => dictd::read(Path::new(name)),
    }
}

/// A dictionary of one text, for the tests of other modules.
#[cfg(test)]
pub(super) fn read_text_for_tests(name: &str, text: &str, format: DictionaryFormat) -> Result<Dictionary> {
    read_text(name, text, format, (None, None))
}

/// What the user says about the languages is stronger than what the file says.
fn with_languages(mut dictionary: Dictionary, options: &ImportOptions) -> Dictionary {
    if let (Some(from), Some(to)) = (options.from, options.to) {
        let turned = match dictionary.languages {
            (None, None) => dictionary.is_turned_round(from, to),
            said => said == (Some(to), Some(from)),
        };
        if turned {
            dictionary = dictionary.reversed();
        }
    }
    dictionary.languages = (
        options.from.or(dictionary.languages.0),
        options.to.or(dictionary.languages.1),
    );
    dictionary
}

/// The bytes of a file; a gzip file (dictzip is one) is unpacked.
fn unpacked(path: &Path) -> Result<Vec<u8>> {
    let name = path.to_string_lossy();
    let failed = |error: &io::Error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file".to_owned(),
            io::ErrorKind::IsADirectory => "is a folder".to_owned(),
            _ => format!("cannot be read: {error}"),
        };
        Error::new(ErrorKind::Read, &*name, reason).with_remedy("give the path of a dictionary that you may read")
    };
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| failed(&error))?;
        bytes
    } else {
        fs::read(path).map_err(|error| failed(&error))?
    };
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut text = Vec::new();
    let mut unpacking = MultiGzDecoder::new(&bytes[..]).take(LONGEST);
    unpacking.read_to_end(&mut text).map_err(|error| {
        Error::new(ErrorKind::Read, &*name, format!("cannot be unpacked: {error}"))
            .with_remedy("fetch the file again, it is damaged or cut short")
    })?;
    Ok(text)
}

fn decode(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<String> {
    read::decode_text(name, bytes, encoding)
}
