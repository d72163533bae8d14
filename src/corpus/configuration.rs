//! What a corpus is made from and how: [`Configuration`].

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// Where the documents are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heaps {
    /// One heap for each language.
    Two(PathBuf, PathBuf),
    /// One heap for both.
    Mixed(PathBuf),
}

/// What a corpus is made from and how; the ledger keeps it, so that an update needs no options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Where the documents are.
    pub heaps: Heaps,
    /// The source language, by its code.
    pub from: String,
    /// The target language, by its code.
    pub to: String,
    /// Documents that belong together with a lower probability than this are no pair; that of the pairing if not given.
    pub min_score: Option<f64>,
    /// Which units are written, as an expression; if not given, as the settings file says.
    pub keep: Option<String>,
    /// In which layouts they are written, by name.
    pub layouts: Vec<String>,
    /// How many units a file holds at most.
    pub shard_rows: usize,
    /// Which versions of a story are written, `all`, `first` or `latest`; if not given, as the settings file says.
    pub versions: Option<String>,
    /// Shares of training, validation and test, such as `98/1/1`; the default shares if not given.
    pub split: Option<String>,
    /// Stories from this date on are for testing; by default a share of the stories, whatever their dates.
    pub test_from: Option<String>,
    /// Stories from this date on, and before [`Self::test_from`], are for validation.
    pub validation_from: Option<String>,
    /// What the corpus is called.
    pub name: String,
    /// Under which licence it is published, as an SPDX identifier.
    pub license: Option<String>,
    /// The `beadwork.toml` with checks and thresholds.
    pub settings: Option<PathBuf>,
}

impl Configuration {
    /// The configuration of a new corpus with nothing else chosen.
    #[must_use]
    pub fn new(folder: &Path, heaps: Heaps, languages: [Language; 2]) -> Self {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        Self {
            heaps,
            from: languages[0].to_string(),
            to: languages[1].to_string(),
            min_score: None,
            keep: None,
            layouts: vec!["huggingface".to_owned()],
            shard_rows: 1_000_000,
            versions: None,
            split: None,
            test_from: None,
            validation_from: None,
            name: name.unwrap_or_else(|| "corpus".to_owned()),
            license: None,
            settings: None,
        }
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// If it is of another version of the program.
    pub fn parse(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| {
            Error::new(
                ErrorKind::Syntax,
                "",
                format!("the configuration of the corpus cannot be read: {error}"),
            )
            .with_remedy("build the corpus anew in another folder, or use the program that made it")
        })
    }

    /// As text.
    #[must_use]
    pub fn write(&self) -> String {
        // A structure of strings and numbers is always written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The languages, source and target.
    ///
    /// # Errors
    /// If a code is none.
    pub fn languages(&self) -> Result<[Language; 2]> {
        Ok([self.from.parse()?, self.to.parse()?])
    }
}
