//! Figures of the kept units, counted as they pass: [`Tally`].

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::split::{Split, day};
use crate::corpus::Unit;

/// Lower ends of the bands of confidence, above the lowest.
pub(super) const BANDS: [f64; 5] = [0.5, 0.7, 0.8, 0.9, 0.95];

/// The figures of a split.
#[derive(Clone, Debug, Default)]
pub(super) struct SplitTally {
    /// Pairs of documents.
    pub(super) pairs: u64,
    /// Units with both sides.
    pub(super) linked: u64,
    /// Units with one.
    pub(super) nulls: u64,
    /// Words of the linked units, source and target.
    pub(super) words: [u64; 2],
    /// The first and the last day of a document.
    pub(super) days: Option<(String, String)>,
}

/// The figures of a corpus.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) splits: [SplitTally; 3],
    /// Units by type.
    pub(super) types: BTreeMap<String, u64>,
    /// Linked units by band of confidence, the lowest first.
    pub(super) bands: [u64; 6],
    pub(super) moved: u64,
    /// Units that repeat another.
    pub(super) duplicates: u64,
    /// Units by what is odd about them.
    pub(super) reasons: BTreeMap<String, u64>,
    /// Units by what the checks found.
    pub(super) findings: BTreeMap<String, u64>,
    /// Units of stories without a date, where that matters.
    pub(super) undated: u64,
    last_pair: String,
}

impl Tally {
    pub(super) fn add(&mut self, split: Split, unit: &Unit) {
        let figures = &mut self.splits[split.index()];
        // The units of a pair come one behind the other.
        if unit.pair != self.last_pair {
            figures.pairs += 1;
            self.last_pair.clone_from(&unit.pair);
        }
        for date in [&unit.source.date, &unit.target.date].into_iter().flatten() {
            figures.add_day(date);
        }
        *self.types.entry(unit.bead_type.clone()).or_default() += 1;
        if unit.is_linked() {
            figures.linked += 1;
            for (words, text) in figures.words.iter_mut().zip([&unit.source.text, &unit.target.text]) {
                *words += text.unicode_words().count() as u64;
            }
            self.bands[BANDS.iter().filter(|&&end| unit.confidence >= end).count()] += 1;
        } else {
            figures.nulls += 1;
        }
        self.moved += u64::from(unit.moved);
        self.duplicates += u64::from(unit.duplicate_of.is_some());
        count(&mut self.reasons, &unit.reasons);
        count(&mut self.findings, &unit.findings);
    }

    /// The sum of a figure over the splits.
    pub(super) fn total(&self, figure: impl Fn(&SplitTally) -> u64) -> u64 {
        self.splits.iter().map(figure).sum()
    }
}

impl SplitTally {
    fn add_day(&mut self, date: &str) {
        let Some(day) = day(date).map(|day| day.to_string()) else {
            return;
        };
        match &mut self.days {
            None => self.days = Some((day.clone(), day)),
            Some((first, _)) if day < *first => *first = day,
            Some((_, last)) if day > *last => *last = day,
            Some(_) => {}
        }
    }
}

fn count(figures: &mut BTreeMap<String, u64>, codes: &[String]) {
    for code in codes {
        match figures.get_mut(code) {
            Some(number) => *number += 1,
            None => {
                figures.insert(code.clone(), 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::output::fixture;

    #[test]
    fn figures_of_a_small_corpus() {
        let mut tally = Tally::default();
        let units = [fixture::unit("a", 0), fixture::odd("a", 1), fixture::null("b", 0)];
        for unit in &units {
            tally.add(Split::Test, unit);
        }
        let test = &tally.splits[Split::Test.index()];
        assert_eq!((test.pairs, test.linked, test.nulls), (2, 2, 1));
        assert_eq!(test.days, Some(("2024-02-14".to_owned(), "2024-02-14".to_owned())));
        assert_eq!(tally.bands, [0, 0, 0, 0, 2, 0]);
        assert_eq!(tally.types.values().copied().collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!((tally.moved, tally.duplicates), (1, 1));
        assert_eq!(tally.reasons.len(), 2);
        assert!(test.words[0] > 15, "{:?}", test.words);
    }
}
