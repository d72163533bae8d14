//! What the writer is told: [`Settings`], [`Layout`], [`ShardSize`], [`Figures`].

use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

use super::Splitter;

/// A way to lay out a corpus in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Parquet with a `translation` column, as the Hugging Face library `datasets` reads it; in `data`.
    HuggingFace,
    /// One sentence a line in two files, and a third that says where the lines come from; in `moses`.
    Moses,
    /// Translation Memory eXchange 1.4b; in `tmx`.
    Tmx,
    /// Stand-off links as OPUS has them, with the sentences of each document in a file; in `xces`.
    Xces,
    /// One unit a line with everything known of it; in `jsonl`.
    Jsonl,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 5] = [Self::HuggingFace, Self::Moses, Self::Tmx, Self::Xces, Self::Jsonl];

    /// The name, as a command line takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HuggingFace => "huggingface",
            Self::Moses => "moses",
            Self::Tmx => "tmx",
            Self::Xces => "xces",
            Self::Jsonl => "jsonl",
        }
    }

    /// The folder in the destination.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            // Where the tools of Hugging Face expect it.
            Self::HuggingFace => "data",
            other => other.name(),
        }
    }

    /// Whether it has units with one side only.
    #[must_use]
    pub const fn holds_nulls(self) -> bool {
        matches!(self, Self::Xces | Self::Jsonl)
    }

    /// The layout of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is none; the message lists the names.
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|layout| layout.name() == name)
            .ok_or_else(|| {
                let names = Self::ALL.map(Self::name).join(", ");
                Error::new(ErrorKind::Usage, "", format!("{name:?} is no layout of a corpus"))
                    .with_remedy(format!("use one of {names}"))
            })
    }
}

/// How much a shard holds. All layouts have the same units in the same shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShardSize {
    /// So many units with both sides.
    Rows(u64),
    /// So many bytes of text, before compression.
    Bytes(u64),
}

impl Default for ShardSize {
    fn default() -> Self {
        Self::Bytes(500_000_000)
    }
}

/// What to call a corpus, how to split it and what is known of it besides its units.
pub struct Settings<'a> {
    /// The name of the corpus, for people.
    pub name: String,
    /// The language of the source side.
    pub from: Language,
    /// The language of the target side.
    pub to: Language,
    /// The licence of the texts, best by its SPDX identifier (`CC-BY-4.0`), if the user has said.
    pub license: Option<String>,
    /// The size of a shard.
    pub shard: ShardSize,
    /// What goes to training, validation and test.
    pub splitter: Splitter,
    /// The date of a story's first document. Asked only when the splitter needs it.
    pub story_date: &'a dyn Fn(u64) -> Option<String>,
    /// The settings of the build, by name, in the order to show them.
    pub configuration: Vec<(String, String)>,
    /// What is known of the build, for the card.
    pub figures: Figures,
}

impl Settings<'_> {
    /// The settings for a corpus of this name and languages; nothing more is known of it.
    #[must_use]
    pub fn new(name: impl Into<String>, from: Language, to: Language) -> Self {
        Self {
            name: name.into(),
            from,
            to,
            license: None,
            shard: ShardSize::default(),
            splitter: Splitter::default(),
            story_date: &|_| None,
            configuration: Vec::new(),
            figures: Figures::default(),
        }
    }
}

/// What came in and what was left out on the way, which the kept units cannot tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Documents read, source and target.
    pub documents: [u64; 2],
    /// Documents that could not be read or aligned.
    pub failed: u64,
    /// Documents without counterpart, source and target.
    pub unpaired: [u64; 2],
    /// Pairs of documents aligned.
    pub pairs: u64,
    /// Units before anything was left out, those without counterpart included.
    pub units: u64,
    /// Units left out because they repeat another.
    pub duplicates: u64,
    /// The condition that the kept units meet, such as `confidence>=0.8`.
    pub keep: Option<String>,
    /// What the rules found, in the order to show them.
    pub reasons: Vec<ReasonFigure>,
    /// Where the documents come from.
    pub sources: Vec<Source>,
}

/// How many units break a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonFigure {
    /// The code of the rule.
    pub code: String,
    /// What it says: a short phrase in Markdown.
    pub meaning: String,
    /// Units that break it.
    pub units: u64,
    /// Of these, units left out.
    pub left_out: u64,
}

/// Where documents come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// What to call it: an archive, a site, a folder.
    pub name: String,
    /// The language, if it holds only one.
    pub language: Option<Language>,
    /// Documents in it.
    pub documents: u64,
    /// The first and the last date, if known.
    pub dates: Option<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_are_found_by_name() {
        for layout in Layout::ALL {
            assert_eq!(Layout::from_name(layout.name()).unwrap(), layout);
        }
        assert_eq!(
            Layout::from_name("csv").unwrap_err().to_string(),
            "\"csv\" is no layout of a corpus; use one of huggingface, moses, tmx, xces, jsonl"
        );
    }
}
