//! Checks: an aligned pair → what its two sides disagree about.
//!
//! In: an [`AlignedPair`]. Out: [`Finding`]s, each with its kind, severity, the places in both texts and an explanation.
//! A checker that cries wolf is switched off, so a check reports only what it can show, and an abridgement is no error.
//!
//! One file per check. To add one, copy `url.rs`, list it in [`CHECKS`] and describe its kinds: `beadwork check --list`
//! and the guide are made from the descriptions.

mod consistency;
mod context;
pub mod corpus;
mod date;
mod dictionary;
mod doubt;
mod finding;
mod findings;
mod headline;
mod links;
mod name;
mod negation;
mod number;
mod omission;
mod pairing;
mod quote;
mod review;
mod script;
mod settings;
pub mod terminology;
mod typography;
mod untranslated;
mod url;
mod words;

#[cfg(test)]
pub(crate) mod fixture;

pub use context::Context;
pub use finding::{Finding, Fingerprint, Kind, Severity};
pub use findings::{Draft, Findings};
pub use links::{Links, Partner};
pub use review::{Baseline, Review};
#[cfg(feature = "corpus")]
pub(crate) use settings::Reader;
pub use settings::{ForbiddenTerm, GlossarySettings, Settings};
pub use words::{Form, Word};

use crate::alignment::AlignedPair;

/// A check: the kinds of finding it can make, and how it looks for them.
#[derive(Debug)]
pub struct Check {
    /// What it can find; see [`Kind`].
    pub kinds: &'static [&'static Kind],
    /// Looks through a pair.
    find: fn(&Context<'_>, &mut Findings<'_>),
}

impl Check {
    /// Whether anything that it could find would be reported.
    fn is_on(&self, settings: &Settings) -> bool {
        let mut kinds = self.kinds.iter();
        kinds.any(|kind| settings.severity(kind, Severity::Error).is_some())
    }
}

/// Every check, in the order of `beadwork check --list`.
pub const CHECKS: &[&Check] = &[
    &number::CHECK,
    &date::CHECK,
    &name::CHECK,
    &omission::CHECK,
    &consistency::CHECK,
    &terminology::CHECK,
    &untranslated::CHECK,
    &script::CHECK,
    &quote::CHECK,
    &negation::CHECK,
    &headline::CHECK,
    &url::CHECK,
    &typography::CHECK,
];

/// Every kind of finding, in the order of [`CHECKS`].
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    CHECKS.iter().flat_map(|check| check.kinds.iter().copied())
}

/// The names of all checks, in the order of [`CHECKS`].
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for kind in kinds() {
        if !names.contains(&kind.check()) {
            names.push(kind.check());
        }
    }
    names
}

/// What disagrees in a pair, in the order of the text. Takes time linear in the text.
#[must_use]
pub fn run(pair: &AlignedPair, settings: &Settings) -> Vec<Finding> {
    run_in(&Context::new(pair, settings))
}

fn run_in(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Findings::new(context);
    for check in CHECKS.iter().filter(|check| check.is_on(context.settings())) {
        (check.find)(context, &mut findings);
    }
    findings.into_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_ids_of_their_own_and_are_described() {
        let mut ids: Vec<&str> = kinds().map(|kind| kind.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{ids:?}");
        for kind in kinds() {
            assert!(kind.category.contains('/'), "{}", kind.id);
            assert!(
                kind.id.contains('-'),
                "{}: the name of the check stands before a hyphen",
                kind.id
            );
            let words = [kind.catches, kind.misses, kind.example.0, kind.example.1];
            assert!(
                words.iter().any(|text| !text.is_empty()) && !kind.catches.is_empty(),
                "{}",
                kind.id
            );
        }
    }
}
