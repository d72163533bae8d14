//! What the user chooses about the checks: the settings file, then the command line.

use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::check::{Baseline, Fingerprint, Settings, Severity};
use clap::Args;

use crate::cli::options::read_to_string;

/// The settings file that is read without being asked for.
const FILE: &str = "beadwork.toml";

/// What the command line says about the checks.
#[derive(Debug, Args)]
pub(super) struct SettingsArguments {
    /// Run this check or kind only, as --list names it; may be repeated
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,

    /// Leave this check or kind out; may be repeated
    #[arg(long, value_name = "CHECK")]
    skip: Vec<String>,

    /// Show nothing milder: info, warning or error
    #[arg(long, value_name = "SEVERITY")]
    min_severity: Option<Severity>,

    /// Accept the finding of this ID: it is not shown again; may be repeated
    #[arg(long, value_name = "ID")]
    accept: Vec<Fingerprint>,

    /// Hide the findings of an earlier run: a JSON report, or a list of IDs, one a line
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// A glossary whose terms are to be used: TBX, CSV or TSV, as `beadwork lexicon import` reads; may be repeated
    #[arg(long, value_name = "FILE")]
    glossary: Vec<PathBuf>,

    /// The settings file [default: beadwork.toml, if the current folder has one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What was chosen.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) settings: Settings,
    pub(super) baseline: Option<Baseline>,
}

impl SettingsArguments {
    /// Reads the files and applies the command line on top.
    pub(super) fn load(&self) -> Result<Chosen> {
        let mut settings = self.file()?;
        settings.accepted.extend(self.accept.iter().copied());
        settings.min_severity = self.min_severity;
        if !self.only.is_empty() {
            settings.only(&self.only)?;
        }
        settings.skip(&self.skip)?;
        settings.glossary.files.extend(self.glossary.iter().cloned());
        settings.read_glossaries()?;
        let baseline = self.baseline.as_ref().map(|path| read_baseline(path)).transpose()?;
        Ok(Chosen { settings, baseline })
    }

    fn file(&self) -> Result<Settings> {
        let path = match &self.config {
            Some(path) => path,
            None if Path::new(FILE).exists() => Path::new(FILE),
            None => return Ok(Settings::default()),
        };
        Ok(Settings::parse(&path.to_string_lossy(), &read_to_string(path)?)?)
    }
}

fn read_baseline(path: &Path) -> Result<Baseline> {
    Ok(Baseline::parse(&path.to_string_lossy(), &read_to_string(path)?)?)
}
