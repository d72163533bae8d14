//! What is counted about a corpus, in memory that does not grow with it: [`Statistics`].

use std::collections::BTreeMap;

use super::plot::Histogram;
use super::samples::{Sample, Samples};
use crate::alignment::Side;
use crate::corpus::unit::Unit;
use crate::language::Language;

/// Where the bands of confidence begin, of which each has samples.
pub(super) const BANDS: [f64; 5] = [0.0, 0.5, 0.7, 0.85, 0.95];
/// Of so many reasons of failure each is counted by itself; the names of files are no part of a reason.
const MOST_REASONS: usize = 200;
/// The smallest and largest ratio of lengths that is shown, as powers of two.
const RATIO: f64 = 2.0;

/// How statistics are gathered and shown.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the corpus is called.
    pub title: String,
    /// The source language.
    pub from: Option<Language>,
    /// The target language.
    pub to: Option<Language>,
    /// How many units are shown of each band of confidence, and of what each rule marks.
    pub samples: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            title: "Parallel corpus".to_owned(),
            from: None,
            to: None,
            samples: 6,
        }
    }
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It has a counterpart.
    Paired,
    /// It was read, and nothing belongs to it.
    Unpaired,
    /// It was read and left out; why, such as `is in Ukrainian`.
    LeftOut(&'a str),
    /// It could not be read.
    Failed {
        /// Why, without the name of the file.
        reason: &'a str,
        /// Which document; that of the first one for a reason is shown.
        place: &'a str,
    },
}

/// How many units are kept and left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) kept: u64,
    pub(super) out: u64,
}

impl Split {
    pub(super) fn add(&mut self, kept: bool) {
        *(if kept { &mut self.kept } else { &mut self.out }) += 1;
    }

    pub(super) fn total(self) -> u64 {
        self.kept + self.out
    }
}

/// What became of the documents of one side.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Documents {
    pub(super) paired: u64,
    pub(super) unpaired: u64,
    pub(super) left_out: u64,
    pub(super) failed: u64,
}

impl Documents {
    pub(super) fn total(self) -> u64 {
        self.paired + self.unpaired + self.left_out + self.failed
    }
}

/// What a rule marks.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// Left out, and this is the only reason.
    pub(super) alone: u64,
    /// Left out, and there are other reasons.
    pub(super) among: u64,
    /// Marked, and kept all the same or left out for something else.
    pub(super) marked: u64,
    pub(super) samples: Samples,
}

impl Rule {
    pub(super) fn total(&self) -> u64 {
        self.alone + self.among + self.marked
    }
}

/// How often something went wrong, and where for the first time.
#[derive(Clone, Debug, Default)]
pub(super) struct Failure {
    pub(super) count: u64,
    pub(super) place: String,
}

/// What is counted about a corpus. Units come one by one; those of a pair one behind the other.
#[derive(Clone, Debug)]
pub struct Statistics {
    pub(super) options: Options,
    pub(super) documents: [Documents; 2],
    pub(super) failures: BTreeMap<String, Failure>,
    pub(super) pairs: u64,
    last_pair: Option<String>,
    /// Pairs by year and month.
    pub(super) months: BTreeMap<(u16, u8), u64>,
    pub(super) undated: u64,
    pub(super) units: Split,
    /// Units without a counterpart that are left out.
    pub(super) null: u64,
    /// Units that repeat another one and are left out.
    pub(super) repeated: u64,
    pub(super) moved: u64,
    /// Characters of the units that are kept, of either side.
    pub(super) characters: [u64; 2],
    pub(super) confidence: Histogram,
    pub(super) ratio: Histogram,
    pub(super) types: BTreeMap<String, Split>,
    pub(super) rules: BTreeMap<String, Rule>,
    /// Of each check the errors, warnings and hints.
    pub(super) findings: BTreeMap<String, [u64; 3]>,
    pub(super) bands: Vec<Samples>,
}

impl Statistics {
    /// Statistics of nothing yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let samples = Samples::new(options.samples);
        Self {
            documents: Default::default(),
            failures: BTreeMap::new(),
            pairs: 0,
            last_pair: None,
            months: BTreeMap::new(),
            undated: 0,
            units: Split::default(),
            null: 0,
            repeated: 0,
            moved: 0,
            characters: [0; 2],
            confidence: Histogram::new(0.0, 1.0, 25),
            ratio: Histogram::new(-RATIO, RATIO, 40),
            types: BTreeMap::new(),
            rules: BTreeMap::new(),
            findings: BTreeMap::new(),
            bands: vec![samples; BANDS.len()],
            options,
        }
    }

    /// Counts a document; its side is unknown if a mixed heap has one that cannot be read.
    pub fn document(&mut self, side: Option<Side>, outcome: Outcome) {
        let mut unknown = Documents::default();
        let documents = match side {
            Some(Side::Source) => &mut self.documents[0],
            Some(Side::Target) => &mut self.documents[1],
            None => &mut unknown,
        };
        match outcome {
            Outcome::Paired => documents.paired += 1,
            Outcome::Unpaired => documents.unpaired += 1,
            Outcome::LeftOut(reason) => {
                documents.left_out += 1;
                self.failure(reason, "");
            }
            Outcome::Failed { reason, place } => {
                documents.failed += 1;
                self.failure(reason, place);
            }
        }
    }

    fn failure(&mut self, reason: &str, place: &str) {
        let full = self.failures.len() >= MOST_REASONS && !self.failures.contains_key(reason);
        let reason = if full { "other reasons" } else { reason };
        let failure = self.failures.entry(reason.to_owned()).or_default();
        failure.count += 1;
        if failure.place.is_empty() {
            place.clone_into(&mut failure.place);
        }
    }

    /// Counts a unit, and whether the selection keeps it; if it does not, all its reasons are to blame.
    pub fn add(&mut self, unit: &Unit, kept: bool) {
        self.count(unit, (!kept).then_some(unit.reasons.as_slice()));
    }

    /// Counts a unit that the selection does not keep, for these reasons; for none of them if it repeats another, say.
    pub fn add_lost(&mut self, unit: &Unit, reasons: &[String]) {
        self.count(unit, Some(reasons));
    }

    fn count(&mut self, unit: &Unit, lost: Option<&[String]>) {
        let kept = lost.is_none();
        self.pair_of(unit);
        self.units.add(kept);
        self.moved += u64::from(unit.moved);
        self.types.entry(unit.bead_type.clone()).or_default().add(kept);
        let linked = !unit.source.sentences.is_empty() && !unit.target.sentences.is_empty();
        self.null += u64::from(!kept && !linked);
        self.repeated += u64::from(!kept && linked && unit.duplicate_of.is_some());
        let lengths = [&unit.source, &unit.target].map(|side| characters(&side.text));
        if kept {
            self.characters[0] += lengths[0];
            self.characters[1] += lengths[1];
        }
        if linked {
            self.linked(unit, kept, lengths);
        }
        self.reasons(unit, lost);
        for finding in &unit.findings {
            let (check, severity) = finding.rsplit_once(':').unwrap_or((finding, "info"));
            let at = match severity {
                "error" => 0,
                "warning" => 1,
                _ => 2,
            };
            self.findings.entry(check.to_owned()).or_default()[at] += 1;
        }
    }

    /// Counts the pair of a unit, if it is a new one.
    fn pair_of(&mut self, unit: &Unit) {
        if self.last_pair.as_ref() == Some(&unit.pair) {
            return;
        }
        self.last_pair = Some(unit.pair.clone());
        self.pairs += 1;
        let date = unit.source.date.as_deref().or(unit.target.date.as_deref());
        match date.and_then(month) {
            Some(month) => *self.months.entry(month).or_default() += 1,
            None => self.undated += 1,
        }
    }

    #[allow(clippy::cast_precision_loss)] // Sentences are far shorter than 2^52 characters.
    fn linked(&mut self, unit: &Unit, kept: bool, [source, target]: [u64; 2]) {
        self.confidence.add(unit.confidence, kept);
        if source > 0 && target > 0 {
            self.ratio.add((target as f64 / source as f64).log2(), kept);
        }
        let band = BANDS.iter().rposition(|start| unit.confidence >= *start).unwrap_or(0);
        self.bands[band].offer(unit, |unit| Sample::of(unit, kept));
    }

    fn reasons(&mut self, unit: &Unit, lost: Option<&[String]>) {
        for reason in &unit.reasons {
            let most = self.options.samples;
            let rule = self.rules.entry(reason.clone()).or_insert_with(|| Rule {
                alone: 0,
                among: 0,
                marked: 0,
                samples: Samples::new(most),
            });
            let count = match lost {
                Some(codes) if codes.contains(reason) && codes.len() == 1 => &mut rule.alone,
                Some(codes) if codes.contains(reason) => &mut rule.among,
                _ => &mut rule.marked,
            };
            *count += 1;
            rule.samples.offer(unit, |unit| Sample::of(unit, lost.is_none()));
        }
    }
}

/// Characters that are not white space.
fn characters(text: &str) -> u64 {
    text.chars().filter(|character| !character.is_whitespace()).count() as u64
}

/// Year and month of `2024-02-14T10:30`.
fn month(date: &str) -> Option<(u16, u8)> {
    let mut parts = date.split('-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (1..=12).contains(&month).then_some((year, month))
}
