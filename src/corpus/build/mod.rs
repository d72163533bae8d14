//! The build of a corpus, step by step: read → pair → learn → align → mark → write.
//!
//! Each step looks into the ledger for what is left to do, works in batches of one transaction each, and leaves nothing
//! behind when it is killed: the same call goes on where the last one stopped and ends with the same bytes.

mod align;
mod languages;
mod learn;
mod mark;
mod pair;
mod read;
mod statistics;
mod write;

use std::path::Path;

use sha2::{Digest, Sha256};

use super::annotate::Annotator;
use super::configuration::Configuration;
use super::ledger::{Counts, Failure, Ledger};
use super::settings::Settings;
use crate::check;
use crate::error::Result;
use crate::language::Language;

pub use languages::languages;
pub use statistics::statistics;
pub use write::write;

/// A step of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Documents are read.
    Read,
    /// It is found which belong together.
    Pair,
    /// Words and lengths are learned from a sample of the pairs.
    Learn,
    /// The pairs are aligned and checked.
    Align,
    /// Repeated texts and stories are found.
    Mark,
    /// The corpus is written.
    Write,
}

/// Who is told how the build is going.
pub trait Observer {
    /// A step begins; `total` is how much there is to do, if that is known.
    fn begin(&mut self, step: Step, total: Option<usize>);
    /// So much more of the step is done.
    fn advance(&mut self, done: usize);
    /// A document or pair failed; the build goes on.
    fn fail(&mut self, failure: &Failure);
    /// The step has ended.
    fn end(&mut self);
}

/// What a build needs besides the ledger.
#[derive(Debug)]
pub struct Plan {
    /// What the corpus is made from and how.
    pub configuration: Configuration,
    /// What the checks look for.
    pub checks: check::Settings,
    /// What the settings file says about the corpus.
    pub settings: Settings,
    /// What stands in the settings file: units are made anew when it changes.
    pub settings_text: String,
}

/// What the steps work with.
struct Build<'a> {
    ledger: &'a Ledger,
    recipe: Recipe<'a>,
}

/// What all threads work by; the ledger is for one thread alone.
struct Recipe<'a> {
    plan: &'a Plan,
    languages: [Language; 2],
    annotator: Annotator,
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Documents that were new or changed.
    pub read: usize,
    /// Documents that are no longer in their heaps.
    pub gone: usize,
    /// Pairs that were aligned.
    pub aligned: usize,
    /// Whether the corpus was written anew.
    pub written: bool,
    /// What there is now.
    pub counts: Counts,
}

/// Builds the corpus in a folder, or goes on building it: reads what is new or changed in the heaps, and redoes what
/// depends on it.
///
/// # Errors
/// If the folder cannot be written, a heap cannot be opened, or an option is wrong. What is wrong with a document goes to
/// the observer and the ledger.
pub fn run(folder: &Path, plan: &Plan, observer: &mut dyn Observer) -> Result<Summary> {
    let languages = plan.configuration.languages()?;
    write::check(plan)?;
    let ledger = Ledger::create(folder)?;
    let configuration = plan.configuration.write();
    if ledger.get::<String>("configuration")?.as_ref() != Some(&configuration) {
        ledger.set("configuration", &configuration)?;
    }
    // Who looks into the ledger wants to know which program made it.
    if ledger.get::<String>("program")?.as_deref() != Some(env!("CARGO_PKG_VERSION")) {
        ledger.set("program", env!("CARGO_PKG_VERSION"))?;
    }
    let [from, to] = languages;
    let build = Build {
        ledger: &ledger,
        recipe: Recipe {
            plan,
            languages,
            annotator: Annotator::new(Some(from), Some(to), plan.settings.thresholds.clone()),
        },
    };
    let mut summary = Summary::default();
    (summary.read, summary.gone) = read::run(&build, observer)?;
    pair::run(&build, observer)?;
    let model = learn::run(&build, observer)?;
    summary.aligned = align::run(&build, model, observer)?;
    mark::run(&build, observer)?;
    summary.written = write::run(&build, observer)?;
    summary.counts = ledger.counts()?;
    ledger.tidy()?;
    Ok(summary)
}

impl Build<'_> {
    /// Whether a step was done on just this.
    fn is_done(&self, step: &str, input: &[u8; 16]) -> Result<bool> {
        Ok(self.ledger.get::<[u8; 16]>(step)?.as_ref() == Some(input))
    }
}

/// A digest of several pieces, each apart from its neighbours.
struct Key(Sha256);

impl Key {
    fn new(purpose: &str) -> Self {
        Self(Sha256::new())
            .with(env!("CARGO_PKG_VERSION").as_bytes())
            .with(purpose.as_bytes())
    }

    fn with(mut self, piece: &[u8]) -> Self {
        self.add(piece);
        self
    }

    fn add(&mut self, piece: &[u8]) {
        self.0.update((piece.len() as u64).to_le_bytes());
        self.0.update(piece);
    }

    fn finish(self) -> [u8; 16] {
        let mut key = [0; 16];
        key.copy_from_slice(&self.0.finalize()[..16]);
        key
    }
}
