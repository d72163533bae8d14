//! Units to look at, chosen so that the same corpus always shows the same ones: [`Samples`].

use std::collections::BTreeMap;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::corpus::unit::{Unit, UnitSide};

/// No sample shows more characters of a side.
const LONGEST: usize = 600;

/// What is shown of a unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sample {
    pub(super) bead_type: String,
    pub(super) confidence: f64,
    pub(super) moved: bool,
    pub(super) kept: bool,
    pub(super) reasons: Vec<String>,
    pub(super) sides: [SampleSide; 2],
}

/// What is shown of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SampleSide {
    pub(super) document: String,
    pub(super) date: Option<String>,
    pub(super) text: String,
}

impl Sample {
    pub(super) fn of(unit: &Unit, kept: bool) -> Self {
        Self {
            bead_type: unit.bead_type.clone(),
            confidence: unit.confidence,
            moved: unit.moved,
            kept,
            reasons: unit.reasons.clone(),
            sides: [&unit.source, &unit.target].map(SampleSide::of),
        }
    }
}

impl SampleSide {
    fn of(side: &UnitSide) -> Self {
        let text = match side.text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &side.text[..end]),
            None => side.text.clone(),
        };
        Self {
            document: side.document.clone(),
            date: side.date.clone(),
            text,
        }
    }
}

/// Those of many units whose names have the smallest hashes: any of them is as likely as any other, and neither the
/// order in which they come nor a second run changes the choice.
#[derive(Clone, Debug)]
pub(super) struct Samples {
    most: usize,
    chosen: BTreeMap<(u64, String, usize), Sample>,
}

impl Samples {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            chosen: BTreeMap::new(),
        }
    }

    /// Takes a unit if its hash is small enough.
    pub(super) fn offer(&mut self, unit: &Unit, sample: impl Fn(&Unit) -> Sample) {
        let mut hasher = SipHasher13::new();
        hasher.write(unit.pair.as_bytes());
        hasher.write_usize(unit.bead);
        let hash = hasher.finish();
        let last = self.chosen.last_key_value().map(|((hash, _, _), _)| *hash);
        if self.most == 0 || self.chosen.len() >= self.most && last.is_some_and(|last| hash > last) {
            return;
        }
        self.chosen.insert((hash, unit.pair.clone(), unit.bead), sample(unit));
        if self.chosen.len() > self.most {
            self.chosen.pop_last();
        }
    }

    /// The samples, in the order of their pairs.
    pub(super) fn sorted(&self) -> Vec<&Sample> {
        let mut named: Vec<_> = self
            .chosen
            .iter()
            .map(|((_, pair, bead), sample)| (pair, bead, sample))
            .collect();
        named.sort_by_key(|(pair, bead, _)| (*pair, *bead));
        named.into_iter().map(|(_, _, sample)| sample).collect()
    }
}
