//! Bitexts: files whose sentences are aligned already → [`AlignedPair`].
//!
//! One file per format. Each unit becomes a block with one sentence on either side and a bead, so that everything that
//! works on aligned articles works on them too. To add a format, copy `tsv.rs` and name it in [`BitextFormat`].

mod jsonl;
mod po;
mod tmx;
mod tsv;
mod xliff;
pub(crate) mod xml;

use std::path::Path;

use super::Options;
use crate::alignment::{AlignedPair, Alignment, Bead, Side, UnitPlace};
use crate::document::{Block, Document, Format, Role, Sentence, Span};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// A file format that holds both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BitextFormat {
    /// Tab-separated values without a header: source text, target text; what stands in further columns is not read.
    Tsv,
    /// JSON Lines: beadwork's own, or objects with the texts under `src` and `tgt`, or `translation` by language.
    Jsonl,
    /// Translation Memory eXchange.
    Tmx,
    /// XLIFF 1.2 and 2.x.
    Xliff,
    /// A message catalogue of gettext.
    Po,
}

impl BitextFormat {
    /// The format of a file name's extension.
    #[must_use]
    pub fn from_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "tsv" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "tmx" => Some(Self::Tmx),
            "xlf" | "xliff" | "sdlxliff" | "mxliff" => Some(Self::Xliff),
            "po" | "pot" => Some(Self::Po),
            _ => None,
        }
    }
}

/// A unit of a bitext.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// What the file calls it, for people to find it again: its number, line or ID.
    pub id: String,
    /// The line it begins in, counted from 1, if the reader knows.
    pub line: Option<usize>,
    /// The source text; empty if there is none.
    pub source: String,
    /// The target text; empty if there is none.
    pub target: String,
}

/// What a bitext file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bitext {
    /// The source language, if the file names it.
    pub source_language: Option<Language>,
    /// The target language, if the file names it.
    pub target_language: Option<Language>,
    /// The units in file order.
    pub units: Vec<Unit>,
}

/// Reads a bitext; the format is that of the extension. Of a file with more than two languages, `languages` (source and
/// target) tell which are wanted.
///
/// # Errors
/// If the file cannot be read as text, breaks its format, or holds no unit.
pub fn read_path(path: &Path, options: &Options, languages: [Option<Language>; 2]) -> Result<Bitext> {
    let name = path.to_string_lossy();
    let Some(format) = BitextFormat::from_extension(path) else {
        let error = Error::new(ErrorKind::Usage, &*name, "is no format that holds two languages");
        return Err(error.with_remedy("give a .tsv, .jsonl, .tmx, .xlf or .po file, or two files"));
    };
    // As lines, so that no mark-up is taken off.
    let lines = Options {
        format: Some(Format::Lines),
        ..options.clone()
    };
    let document = super::read_path(path, &lines)?;
    let bitext = match format {
        BitextFormat::Tsv => tsv::parse(&name, &document.text)?,
        BitextFormat::Jsonl => jsonl::parse(&name, &document.text, languages)?,
        BitextFormat::Tmx => tmx::parse(&name, &document.text, languages)?,
        BitextFormat::Xliff => xliff::parse(&name, &document.text)?,
        BitextFormat::Po => po::parse(&name, &document.text)?,
    };
    if bitext.units.is_empty() {
        return Err(Error::new(ErrorKind::Empty, &*name, "holds no pair of texts").with_remedy("check the file"));
    }
    Ok(bitext)
}

impl Bitext {
    /// The bitext as an aligned pair: every unit a bead, or a null bead for each side that stands alone.
    #[must_use]
    pub fn into_pair(self, name: &str) -> AlignedPair {
        let mut source = Document::plain(name, String::new(), Format::Lines, "UTF-8");
        let mut target = source.clone();
        source.language = self.source_language;
        target.language = self.target_language;
        let mut beads = Vec::with_capacity(self.units.len());
        let mut places = Vec::with_capacity(self.units.len());
        for unit in self.units {
            let bead = Bead {
                source: push_sentence(&mut source, &unit.source),
                target: push_sentence(&mut target, &unit.target),
                confidence: 1.0,
                ..Bead::default()
            };
            if !(bead.source.is_empty() && bead.target.is_empty()) {
                beads.push(bead);
                places.push(UnitPlace {
                    id: unit.id,
                    line: unit.line,
                });
            }
        }
        AlignedPair {
            id: name.to_owned(),
            source,
            target,
            alignment: Alignment { beads },
            units: places,
        }
    }

    /// The texts of one side, for telling its language.
    #[must_use]
    pub fn text_of(&self, side: Side) -> String {
        let texts = self.units.iter().map(|unit| match side {
            Side::Source => unit.source.as_str(),
            Side::Target => unit.target.as_str(),
        });
        texts.collect::<Vec<_>>().join("\n")
    }
}

/// Appends a sentence that is a block of its own; the indices of it, none for an empty text.
fn push_sentence(document: &mut Document, text: &str) -> Vec<usize> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    let start = document.text.len();
    document.text.push_str(text);
    document.text.push('\n');
    let span = Span::new(start, start + text.len());
    document.sentences.push(Sentence {
        span,
        block: document.blocks.len(),
    });
    document.blocks.push(Block { span, role: Role::Body });
    vec![document.sentences.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_become_beads() {
        let unit = |id: &str, source: &str, target: &str| Unit {
            id: id.to_owned(),
            source: source.to_owned(),
            target: target.to_owned(),
            ..Unit::default()
        };
        let bitext = Bitext {
            units: vec![
                unit("a", "One.", "Один."),
                unit("b", "Two.", ""),
                unit("c", "", " "),
                unit("d", "", "Три."),
            ],
            ..Bitext::default()
        };
        let pair = bitext.into_pair("test");
        let beads: Vec<_> = pair
            .alignment
            .beads
            .iter()
            .map(|bead| bead.bead_type().to_string())
            .collect();
        assert_eq!(beads, ["1-1", "1-0", "0-1"]);
        assert_eq!(pair.target.sentence_text(1), "Три.");
        // A unit without text is no bead.
        assert_eq!(pair.unit(2).map(ToString::to_string).as_deref(), Some("unit d"));
    }
}
