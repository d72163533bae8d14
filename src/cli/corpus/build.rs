//! `beadwork corpus build`, `update` and `retry`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use beadwork::corpus::build::{self, Plan, Summary};
use beadwork::corpus::configuration::{Configuration, Heaps};
use beadwork::corpus::ledger::Ledger;
use beadwork::error::{Error, ErrorKind};
use beadwork::language::Language;
use beadwork::{check, corpus};
use clap::Args;

use super::progress::Progress;
use super::status;
use crate::cli::Outcome;
use crate::cli::options::{ThreadArguments, parse_language, parse_probability, read_to_string};

/// The settings file that is read without being asked for.
const SETTINGS: &str = "beadwork.toml";

/// Make a parallel corpus from two heaps of articles, or go on making it
///
/// Reads the documents, finds which belong together, aligns and checks them, marks what is odd or repeated, and writes
/// what is kept to CORPUS/export. Everything is noted in CORPUS/ledger.sqlite: the command can be stopped at any moment,
/// and the same command goes on where it stopped. Only what is new or changed is done again.
#[derive(Debug, Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub(crate) struct BuildArguments {
    /// The folder of the corpus; made if it is not there
    corpus: PathBuf,

    /// The heap in the source language: a folder, a list (.tsv, .jsonl), a dump (.jsonl.gz), a web archive (.warc.gz), a
    /// .zip or .tar.gz; without B, a heap with documents of both languages
    #[arg(value_name = "A")]
    source: Option<PathBuf>,

    /// The heap in the target language
    #[arg(value_name = "B", requires = "source")]
    target: Option<PathBuf>,

    /// The source language [default: that of most documents in A]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    from: Option<Language>,

    /// The target language [default: that of most documents in B]
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    to: Option<Language>,

    #[command(flatten)]
    choices: ChoiceArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  beadwork corpus build news en/ ru/                           two folders
  beadwork corpus build news dump.jsonl.gz --from en --to ru   one heap with both languages
  beadwork corpus build news en/ ru/ --keep 'confidence >= 0.9' --layout huggingface --layout tmx
  beadwork corpus update news                                  new articles since then
  beadwork corpus status news                                  counts, and what failed";

/// What can be chosen about a corpus, and is kept for later updates.
#[derive(Debug, Args)]
pub(super) struct ChoiceArguments {
    /// Pair no documents that belong together with a lower probability than P (0 to 1)
    #[arg(long, value_name = "P", value_parser = parse_probability)]
    min_score: Option<f64>,

    #[command(flatten)]
    pub(super) export: ExportChoices,

    /// The settings file with checks and thresholds [default: beadwork.toml, if the current folder has one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What can be chosen about what is written.
#[derive(Debug, Args)]
pub(super) struct ExportChoices {
    /// Write the units for which this holds, such as 'confidence >= 0.8 and not moved'; see the guide
    #[arg(long, value_name = "EXPRESSION")]
    pub(super) keep: Option<String>,

    /// Write this layout: huggingface, moses, tmx, xces or jsonl; may be repeated [default: huggingface]
    #[arg(long = "layout", value_name = "LAYOUT")]
    pub(super) layouts: Vec<String>,

    /// The most units in a file
    #[arg(long, value_name = "N")]
    pub(super) shard_rows: Option<usize>,

    /// Of the versions of a story, write all, the first or the latest [default: all]
    #[arg(long, value_name = "WHICH", value_parser = ["all", "first", "latest"])]
    pub(super) versions: Option<String>,

    /// Shares of training, validation and test, of stories [default: 98/1/1]
    #[arg(long, value_name = "A/B/C", conflicts_with_all = ["validation_from", "test_from"])]
    pub(super) split: Option<String>,

    /// Stories that begin on this day or later are for validation
    #[arg(long, value_name = "DATE")]
    pub(super) validation_from: Option<String>,

    /// Stories that begin on this day or later are for testing
    #[arg(long, value_name = "DATE")]
    pub(super) test_from: Option<String>,

    /// What the corpus is called [default: the name of its folder]
    #[arg(long)]
    pub(super) name: Option<String>,

    /// The licence of the texts, best by its SPDX identifier, such as CC-BY-4.0
    #[arg(long)]
    pub(super) license: Option<String>,
}

impl ExportChoices {
    /// Puts what was chosen in the place of what was chosen before.
    pub(super) fn apply(&self, configuration: &mut Configuration) {
        let set = |place: &mut Option<String>, chosen: &Option<String>| {
            if chosen.is_some() {
                place.clone_from(chosen);
            }
        };
        set(&mut configuration.keep, &self.keep);
        set(&mut configuration.versions, &self.versions);
        set(&mut configuration.split, &self.split);
        set(&mut configuration.validation_from, &self.validation_from);
        set(&mut configuration.test_from, &self.test_from);
        set(&mut configuration.license, &self.license);
        if self.split.is_some() {
            (configuration.validation_from, configuration.test_from) = (None, None);
        }
        if self.validation_from.is_some() || self.test_from.is_some() {
            configuration.split = None;
        }
        if !self.layouts.is_empty() {
            configuration.layouts.clone_from(&self.layouts);
        }
        if let Some(name) = &self.name {
            configuration.name.clone_from(name);
        }
        if let Some(rows) = self.shard_rows {
            configuration.shard_rows = rows;
        }
    }
}

/// Go on with a corpus: take in what is new, changed or gone in its heaps
///
/// The heaps and choices are those of `corpus build`; choices given here take their place.
#[derive(Debug, Args)]
pub(crate) struct UpdateArguments {
    /// The folder of the corpus
    corpus: PathBuf,

    /// Learn words and lengths anew, and align everything again
    #[arg(long)]
    relearn: bool,

    #[command(flatten)]
    choices: ChoiceArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

/// Try again what failed
///
/// Documents that could not be read and pairs that could not be aligned are tried once more; then the build goes on as
/// with `corpus update`.
#[derive(Debug, Args)]
pub(crate) struct RetryArguments {
    /// The folder of the corpus
    corpus: PathBuf,

    #[command(flatten)]
    threads: ThreadArguments,
}

/// Runs `corpus build`.
pub(crate) fn run(arguments: &BuildArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let before = Ledger::configuration_in(&arguments.corpus)?;
    let mut configuration = match (&arguments.source, before) {
        (Some(source), before) => {
            let heaps = heaps(source, arguments.target.as_deref())?;
            let languages = match before.as_ref().filter(|before| before.heaps == heaps) {
                Some(before) => before.languages()?,
                None => build::languages(&heaps, [arguments.from, arguments.to])?,
            };
            before.map_or_else(
                || Configuration::new(&arguments.corpus, heaps.clone(), languages),
                |before| Configuration {
                    heaps: heaps.clone(),
                    from: languages[0].to_string(),
                    to: languages[1].to_string(),
                    ..before
                },
            )
        }
        (None, Some(before)) => before,
        (None, None) => {
            let error = Error::new(
                ErrorKind::Usage,
                arguments.corpus.to_string_lossy(),
                "there is nothing to build it from",
            );
            return Err(error
                .with_remedy("name the heaps behind it: beadwork corpus build CORPUS A B")
                .into());
        }
    };
    for (place, given) in [
        (&mut configuration.from, arguments.from),
        (&mut configuration.to, arguments.to),
    ] {
        if let Some(language) = given {
            *place = language.to_string();
        }
    }
    arguments.choices.apply(&mut configuration);
    go(&arguments.corpus, configuration)
}

/// Runs `corpus update`.
pub(crate) fn update(arguments: &UpdateArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let mut configuration = must_be_stored(&arguments.corpus)?;
    arguments.choices.apply(&mut configuration);
    if arguments.relearn {
        Ledger::open(&arguments.corpus)?.forget_model()?;
    }
    go(&arguments.corpus, configuration)
}

/// Runs `corpus retry`.
pub(crate) fn retry(arguments: &RetryArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let configuration = must_be_stored(&arguments.corpus)?;
    Ledger::open(&arguments.corpus)?.forget_failures()?;
    go(&arguments.corpus, configuration)
}

impl ChoiceArguments {
    fn apply(&self, configuration: &mut Configuration) {
        self.export.apply(configuration);
        if self.min_score.is_some() {
            configuration.min_score = self.min_score;
        }
        let here = || Some(PathBuf::from(SETTINGS)).filter(|path| path.exists());
        let settings = self
            .config
            .clone()
            .or_else(|| configuration.settings.is_none().then(here).flatten());
        if let Some(path) = settings {
            configuration.settings = Some(absolute(&path));
        }
    }
}

/// The configuration of a corpus.
pub(super) fn must_be_stored(corpus: &Path) -> Result<Configuration> {
    Ok(Ledger::look(corpus)?.configuration()?)
}

fn heaps(source: &Path, target: Option<&Path>) -> Result<Heaps, Error> {
    for path in [Some(source), target].into_iter().flatten() {
        if !path.exists() {
            let error = Error::new(ErrorKind::Read, path.to_string_lossy(), "no such file or folder");
            return Err(error.with_remedy("check the path"));
        }
    }
    Ok(match target {
        Some(target) => Heaps::Two(absolute(source), absolute(target)),
        None => Heaps::Mixed(absolute(source)),
    })
}

/// An update may be started from another folder.
fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What the build needs besides the ledger.
pub(super) fn plan(configuration: Configuration) -> Result<Plan> {
    let mut checks = check::Settings::default();
    let mut settings = corpus::Settings::default();
    let mut settings_text = String::new();
    if let Some(path) = &configuration.settings {
        settings_text = read_to_string(path)?;
        let name = path.to_string_lossy();
        checks = check::Settings::parse(&name, &settings_text)?;
        settings = corpus::Settings::parse(&name, &settings_text)?;
        checks.read_glossaries()?;
    }
    Ok(Plan {
        configuration,
        checks,
        settings,
        settings_text,
    })
}

fn go(corpus: &Path, configuration: Configuration) -> Result<Outcome> {
    let plan = plan(configuration)?;
    let mut progress = Progress::new();
    let summary = build::run(corpus, &plan, &mut progress)?;
    report(corpus, &summary)?;
    // What failed earlier and was not tried again counts, too: the corpus lacks it.
    let failed = summary.counts.failed.iter().sum::<usize>() + summary.counts.pairs_failed;
    Ok(if progress.failures + failed == 0 {
        Outcome::Fine
    } else {
        Outcome::Failed
    })
}

/// Says what was done and what there is now.
fn report(corpus: &Path, summary: &Summary) -> Result<()> {
    use std::io::Write;
    let mut output = std::io::stderr();
    let Summary {
        read, gone, aligned, ..
    } = summary;
    writeln!(output, "{read} documents read, {gone} gone, {aligned} pairs aligned")?;
    status::write_counts(&mut output, &summary.counts)?;
    if summary.written {
        writeln!(output, "written to {}", corpus.join("export").display())?;
    } else {
        writeln!(output, "nothing new to write")?;
    }
    Ok(())
}
