//! Writes the corpus.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Build, Key, Observer, Plan, Step, mark};
use crate::alignment::Side;
use crate::corpus::annotate::{Level, RULES};
use crate::corpus::configuration::{Configuration, Heaps};
use crate::corpus::ledger::Ledger;
use crate::corpus::output::{self, Figures, Layout, ReasonFigure, Settings, ShardSize, Source, Splitter};
use crate::corpus::select::Selection;
use crate::corpus::{self, Unit};
use crate::error::{Error, ErrorKind, Result};

/// The folder of the corpus that is written to.
const FOLDER: &str = "export";

/// What is chosen about the output, understood.
pub(super) struct Choices {
    pub(super) selection: Selection,
    layouts: Vec<Layout>,
    splitter: Splitter,
}

impl Choices {
    pub(super) fn of(configuration: &Configuration, settings: &corpus::Settings) -> Result<Self> {
        let selection = match &configuration.keep {
            Some(keep) => Selection::parse(keep).map_err(|error| of_option("--keep", &error))?,
            None => settings.keep.clone().unwrap_or_default(),
        };
        let layouts = configuration.layouts.iter().map(|name| Layout::from_name(name));
        let dates = (
            configuration.validation_from.as_deref(),
            configuration.test_from.as_deref(),
        );
        let splitter = match (&configuration.split, dates) {
            (Some(parts), _) => Splitter::from_parts(parts)?,
            (None, (None, None)) => Splitter::default(),
            (None, (validation, test)) => Splitter::by_date(validation, test)?,
        };
        Ok(Self {
            selection,
            layouts: layouts.collect::<Result<_>>()?,
            splitter,
        })
    }
}

/// An error about an option, which it names.
fn of_option(option: &str, error: &Error) -> Error {
    let named = Error::new(ErrorKind::Usage, option, error.message());
    match error.remedy() {
        Some(remedy) => named.with_remedy(remedy),
        None => named,
    }
}

/// Says what is wrong with the choices before any work is done.
pub(super) fn check(plan: &Plan) -> Result<()> {
    Choices::of(&plan.configuration, &plan.settings)?;
    mark::policy(plan).map(drop)
}

/// Writes the corpus into its folder, unless nothing has changed since it was written; says whether it was.
pub(super) fn run(build: &Build<'_>, observer: &mut dyn Observer) -> Result<bool> {
    let folder = build.ledger.folder().join(FOLDER);
    let key = Key::new("write").with(build.recipe.plan.configuration.write().as_bytes());
    let key = key.with(build.recipe.plan.settings_text.as_bytes()).finish();
    if build.is_done("written", &key)? && folder.exists() {
        return Ok(false);
    }
    write(build.ledger, build.recipe.plan, &folder, observer)?;
    build.ledger.set("written", key)?;
    Ok(true)
}

/// Writes what is kept of a corpus to a folder, as the plan says.
///
/// # Errors
/// If the choices are wrong, the ledger cannot be read, or the folder cannot be written.
pub fn write(ledger: &Ledger, plan: &Plan, folder: &Path, observer: &mut dyn Observer) -> Result<output::Written> {
    let configuration = &plan.configuration;
    let choices = Choices::of(configuration, &plan.settings)?;
    let [from, to] = configuration.languages()?;
    let tally = tally(ledger, &choices.selection)?;
    observer.begin(Step::Write, Some(tally.kept));
    let dates = ledger.story_dates()?;
    let settings = Settings {
        license: configuration.license.clone(),
        shard: ShardSize::Rows(configuration.shard_rows as u64),
        splitter: choices.splitter.clone(),
        story_date: &|story| dates.get(&story).cloned(),
        configuration: settings_of(plan, &choices.selection)?,
        figures: figures(ledger, configuration, &choices.selection, &tally)?,
        ..Settings::new(configuration.name.clone(), from, to)
    };
    let units = ledger.units_to_write().filter(|unit| match unit {
        Ok(unit) => choices.selection.keeps(unit),
        Err(_) => true,
    });
    let mut written = 0;
    let counted = units.inspect(|_| {
        written += 1;
        if written % 1024 == 0 {
            observer.advance(1024);
        }
    });
    let written = output::write(&choices.layouts, folder, counted, &settings)?;
    observer.end();
    Ok(written)
}

/// How many units there are, and why some are not kept.
#[derive(Default)]
struct Tally {
    units: usize,
    kept: usize,
    duplicates: usize,
    having: BTreeMap<String, usize>,
    lost: BTreeMap<String, usize>,
}

impl Tally {
    fn add(&mut self, unit: &Unit, selection: &Selection) {
        self.units += 1;
        for code in &unit.reasons {
            *self.having.entry(code.clone()).or_default() += 1;
        }
        match selection.why_not(unit) {
            None => self.kept += 1,
            Some(loss) => {
                self.duplicates += usize::from(loss.codes.is_empty() && unit.duplicate_of.is_some());
                for code in loss.codes {
                    *self.lost.entry(code).or_default() += 1;
                }
            }
        }
    }
}

fn tally(ledger: &Ledger, selection: &Selection) -> Result<Tally> {
    let mut tally = Tally::default();
    for unit in ledger.units_to_write() {
        tally.add(&unit?, selection);
    }
    Ok(tally)
}

/// What a reader of the corpus wants to know of its making.
fn settings_of(plan: &Plan, selection: &Selection) -> Result<Vec<(String, String)>> {
    let mut settings = vec![
        ("keep".to_owned(), selection.to_string()),
        ("versions".to_owned(), mark::policy(plan)?.name().to_owned()),
    ];
    if let Some(score) = plan.configuration.min_score {
        settings.push(("min_score".to_owned(), score.to_string()));
    }
    Ok(settings)
}

fn figures(ledger: &Ledger, configuration: &Configuration, selection: &Selection, tally: &Tally) -> Result<Figures> {
    let counts = ledger.counts()?;
    let both = |of: [usize; 2]| of.map(|count| count as u64);
    let reason = |rule: &&crate::corpus::annotate::Rule| {
        let units = *tally.having.get(rule.code)? as u64;
        Some(ReasonFigure {
            code: rule.code.to_owned(),
            meaning: rule.meaning.to_owned(),
            units,
            left_out: tally.lost.get(rule.code).copied().unwrap_or_default() as u64,
        })
    };
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.level != Level::Defect);
    Ok(Figures {
        documents: both([
            counts.ready[0] + counts.failed[0] + counts.left_out[0],
            counts.ready[1] + counts.failed[1] + counts.left_out[1],
        ]),
        failed: (counts.failed.iter().sum::<usize>() + counts.pairs_failed) as u64,
        unpaired: both(counts.alone),
        pairs: counts.pairs_aligned as u64,
        units: tally.units as u64,
        duplicates: tally.duplicates as u64,
        keep: Some(selection.to_string()),
        reasons: rules.iter().filter_map(reason).collect(),
        sources: sources(ledger, configuration)?,
    })
}

/// The heaps by name, without the folders that they stand in on this machine.
fn sources(ledger: &Ledger, configuration: &Configuration) -> Result<Vec<Source>> {
    let [from, to] = configuration.languages()?;
    let name = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| "heap".to_owned())
    };
    let (source, target) = match &configuration.heaps {
        Heaps::Two(source, target) => (name(source), name(target)),
        Heaps::Mixed(heap) => (name(heap), name(heap)),
    };
    let of_side = |side: Side, name: String, language| -> Result<Source> {
        let (documents, dates) = ledger.documents_and_dates(side)?;
        Ok(Source {
            name,
            language: Some(language),
            documents: documents as u64,
            dates,
        })
    };
    Ok(vec![
        of_side(Side::Source, source, from)?,
        of_side(Side::Target, target, to)?,
    ])
}
