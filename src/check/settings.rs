//! What a user chooses about the checks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::terminology::Glossary;
use super::{Fingerprint, Kind, Severity};

/// What a user chooses about the checks.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The severity of a kind by its id, or of all kinds of a check by what stands before the first hyphen;
    /// `None` switches it off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Findings that somebody has looked at and accepts.
    pub accepted: BTreeSet<Fingerprint>,
    /// The terms that the translation has to use.
    pub glossary: Option<Arc<Glossary>>,
}

impl Settings {
    /// The severity of a finding that a check gave `severity`; `None` if its kind is switched off.
    #[must_use]
    pub fn severity(&self, kind: &Kind, severity: Severity) -> Option<Severity> {
        let check = kind.id.split('-').next().unwrap_or_default();
        let chosen = self.severities.get(kind.id).or_else(|| self.severities.get(check));
        chosen.copied().unwrap_or(Some(severity))
    }
}
