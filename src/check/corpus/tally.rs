//! The findings of many pairs, counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Collector, Sightings};
use crate::alignment::AlignedPair;
use crate::check::{Baseline, Fingerprint, Review, Severity};

/// Findings by severity.
pub type Counts = BTreeMap<Severity, usize>;

/// What is kept of a pair when its texts are dropped, for [`Tally::add`].
#[derive(Clone, Debug, Default)]
pub struct PairTally {
    /// The [`AlignedPair::id`].
    pub id: String,
    /// How many beads it has, those with one side included.
    pub beads: usize,
    /// How many of them have a finding.
    pub flagged: usize,
    /// Its findings, by severity.
    pub counts: Counts,
    checks: BTreeMap<&'static str, Counts>,
    known: Vec<Fingerprint>,
    sightings: Sightings,
}

/// The findings of a corpus, counted.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many pairs were checked.
    pub pairs: usize,
    /// How many pairs could not be checked.
    pub failed: usize,
    /// How many beads they have, those with one side included.
    pub beads: usize,
    /// How many of them have a finding.
    pub flagged: usize,
    /// All findings, by severity.
    pub counts: Counts,
    /// The findings of each check, by severity.
    pub checks: BTreeMap<&'static str, Counts>,
    /// How many findings a baseline knows.
    pub known: usize,
    /// Which of them, each once.
    pub known_ids: BTreeSet<Fingerprint>,
    /// What the corpus says in different ways.
    pub collector: Collector,
    /// The pairs with a finding, in the order in which they were added.
    with_findings: Vec<PairTally>,
}

impl PairTally {
    /// Counts what was found in a pair.
    #[must_use]
    pub fn new(pair: &AlignedPair, review: &Review, sightings: Sightings) -> Self {
        let beads: BTreeSet<usize> = review.findings.iter().filter_map(|finding| finding.bead).collect();
        let mut tally = Self {
            id: pair.id.clone(),
            beads: pair.alignment.beads.len(),
            flagged: beads.len(),
            known: review.known.iter().map(|finding| finding.fingerprint).collect(),
            sightings,
            ..Self::default()
        };
        for finding in &review.findings {
            *tally.counts.entry(finding.severity).or_default() += 1;
            let of_check = tally.checks.entry(finding.kind.check()).or_default();
            *of_check.entry(finding.severity).or_default() += 1;
        }
        tally
    }

    /// How many findings it has.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.counts.values().sum()
    }
}

impl Tally {
    /// Adds a pair.
    pub fn add(&mut self, mut pair: PairTally) {
        self.pairs += 1;
        self.beads += pair.beads;
        self.flagged += pair.flagged;
        add(&mut self.counts, &pair.counts);
        for (check, counts) in std::mem::take(&mut pair.checks) {
            add(self.checks.entry(check).or_default(), &counts);
        }
        self.known += pair.known.len();
        self.known_ids.extend(std::mem::take(&mut pair.known));
        self.collector.add(std::mem::take(&mut pair.sightings));
        if pair.findings() > 0 {
            self.with_findings.push(pair);
        }
    }

    /// The worst severity of all findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.counts.keys().next_back().copied()
    }

    /// The pairs with a finding: most errors first, then most warnings, then most of all; of equal ones in their order.
    #[must_use]
    pub fn worst_pairs(&self) -> Vec<&PairTally> {
        let mut pairs: Vec<&PairTally> = self.with_findings.iter().collect();
        let count = |pair: &PairTally, severity| pair.counts.get(&severity).copied().unwrap_or_default();
        pairs.sort_by_key(|pair| {
            let worst = Severity::ALL.map(|severity| count(pair, severity));
            Reverse([worst[2], worst[1], worst[0]])
        });
        pairs
    }

    /// The share of beads with a finding, 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // There are fewer beads than a float can count.
    pub fn share(&self) -> f64 {
        self.flagged as f64 / self.beads.max(1) as f64
    }

    /// How many findings of a baseline are no longer found.
    #[must_use]
    pub fn gone(&self, baseline: &Baseline) -> usize {
        baseline.known.len() - self.known_ids.len()
    }
}

fn add(counts: &mut Counts, more: &Counts) {
    for (&severity, count) in more {
        *counts.entry(severity).or_default() += count;
    }
}

#[cfg(test)]
mod tests {
    use super::super::look;
    use super::*;
    use crate::check::{Settings, fixture};

    #[test]
    fn pairs_are_counted_and_the_worst_come_first() {
        let pairs = [
            ("mild", [("Write to help@example.org now.", "Пишите нам.")]),
            ("fine", [("They came late.", "Они пришли поздно.")]),
            ("bad", [("It cost 5 euros.", "Это стоило 7 евро.")]),
        ];
        let mut tally = Tally::default();
        let mut known = Baseline::default();
        for (id, sentences) in &pairs {
            let mut pair = fixture::pair(sentences);
            (*id).clone_into(&mut pair.id);
            let (findings, sightings) = look(&pair, &Settings::default());
            if *id == "mild" {
                known.known = findings.iter().map(|finding| finding.fingerprint).collect();
            }
            tally.add(PairTally::new(&pair, &Review::new(findings, None), sightings));
        }
        assert_eq!((tally.pairs, tally.beads, tally.flagged), (3, 3, 2));
        assert_eq!(tally.worst(), Some(Severity::Error));
        let ids: Vec<&str> = tally.worst_pairs().iter().map(|pair| &*pair.id).collect();
        assert_eq!(ids, ["bad", "mild"]);
        assert_eq!(tally.checks["url"], Counts::from([(Severity::Warning, 1)]));
        assert_eq!(tally.gone(&known), 1);
    }
}
