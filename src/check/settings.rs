//! What a user chooses about the checks.

mod file;

#[cfg(feature = "corpus")]
pub(crate) use file::Reader;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::terminology::Glossary;
use super::{Fingerprint, Kind, Severity, kinds};
use crate::anchor;
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// What a user chooses about the checks.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The severity of a kind by its id, or of all kinds of a check by its name ([`Kind::check`]); `None` switches it
    /// off. A kind's id goes before the name of its check.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// What is milder is not reported.
    pub min_severity: Option<Severity>,
    /// Findings that somebody has looked at and accepts.
    pub accepted: BTreeSet<Fingerprint>,
    /// Which terms are to be used, and which not.
    pub glossary: GlossarySettings,
    /// The glossaries themselves, once they are read; see [`Settings::read_glossaries`].
    pub terms: Vec<Arc<Glossary>>,
    /// Other spellings of a name that are as good as the name itself: `Kyiv` → `Kiev`, `Киев`.
    pub variants: BTreeMap<String, Vec<String>>,
}

/// Which terms are to be used, and which not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlossarySettings {
    /// Glossary files, in the order in which they are read; a relative path starts at the current folder.
    pub files: Vec<PathBuf>,
    /// Terms that must not stand in a text.
    pub forbidden: Vec<ForbiddenTerm>,
}

/// A term that must not stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForbiddenTerm {
    /// The language in which it is forbidden.
    pub language: Language,
    /// The term in its dictionary form.
    pub term: String,
}

impl Settings {
    /// Reads the files of [`Settings::glossary`] into [`Settings::terms`].
    ///
    /// # Errors
    /// If one cannot be read or holds no pair of terms.
    pub fn read_glossaries(&mut self) -> Result<()> {
        let read = |path: &PathBuf| Glossary::read(path).map(Arc::new);
        self.terms = self.glossary.files.iter().map(read).collect::<Result<_>>()?;
        Ok(())
    }

    /// Whether two spellings, in whatever case, are listed as those of one name.
    #[must_use]
    pub fn are_variants(&self, one: &str, two: &str) -> bool {
        let stem = |word: &str| anchor::without_case(&word.to_lowercase()).to_owned();
        let wanted = [stem(one), stem(two)];
        self.variants.iter().any(|(name, others)| {
            let spellings: Vec<String> = others.iter().chain([name]).map(|word| stem(word)).collect();
            wanted.iter().all(|word| spellings.contains(word))
        })
    }

    /// The severity of a finding that a check gave `severity`; `None` if it is not to be reported.
    #[must_use]
    pub fn severity(&self, kind: &Kind, severity: Severity) -> Option<Severity> {
        let by_kind = self.severities.get(kind.id);
        let chosen = by_kind.or_else(|| self.severities.get(kind.check()));
        let severity = chosen.copied().unwrap_or(Some(severity))?;
        (Some(severity) >= self.min_severity).then_some(severity)
    }

    /// Switches a kind by its id, or a check by its name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is none of that name; the remedy names those that are alike.
    pub fn set(&mut self, id: &str, severity: Option<Severity>) -> Result<()> {
        known(id)?;
        self.severities.insert(id.to_owned(), severity);
        Ok(())
    }

    /// Switches off every kind that is neither named nor belongs to a check that is named.
    ///
    /// # Errors
    /// As [`Settings::set`].
    pub fn only(&mut self, ids: &[String]) -> Result<()> {
        ids.iter().try_for_each(|id| known(id))?;
        for kind in kinds().filter(|kind| !ids.iter().any(|id| kind.is_named(id))) {
            self.severities.insert(kind.id.to_owned(), None);
        }
        Ok(())
    }

    /// Switches off every kind that is named or belongs to a check that is named, whatever was said of it before.
    ///
    /// # Errors
    /// As [`Settings::set`].
    pub fn skip(&mut self, ids: &[String]) -> Result<()> {
        ids.iter().try_for_each(|id| known(id))?;
        for kind in kinds().filter(|kind| ids.iter().any(|id| kind.is_named(id))) {
            self.severities.insert(kind.id.to_owned(), None);
        }
        Ok(())
    }
}

/// Whether there is a kind of this id or a check of this name.
fn known(id: &str) -> Result<()> {
    if kinds().any(|kind| kind.is_named(id)) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Usage, "", format!("there is no check {id:?}")).with_remedy(alternatives(id)))
}

/// The remedy for an unknown name: the kinds of the check that was perhaps meant, or the names of all checks.
fn alternatives(id: &str) -> String {
    let check = id.split('-').next().unwrap_or_default();
    let mut names: Vec<&str> = kinds()
        .filter(|kind| kind.check() == check)
        .map(|kind| kind.id)
        .collect();
    if names.is_empty() {
        names = super::names();
    } else {
        names.insert(0, check);
    }
    format!("give one of {} (see `beadwork check --list`)", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture;
    use crate::check::run;

    fn kind(id: &str) -> &'static Kind {
        kinds().find(|kind| kind.id == id).unwrap()
    }

    fn ids(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn kind_goes_before_check_and_check_before_default() {
        let mut settings = Settings::default();
        let lost = kind("url-lost");
        assert_eq!(settings.severity(lost, Severity::Warning), Some(Severity::Warning));
        settings.set("url", Some(Severity::Error)).unwrap();
        assert_eq!(settings.severity(lost, Severity::Warning), Some(Severity::Error));
        settings.set("url-lost", None).unwrap();
        assert_eq!(settings.severity(lost, Severity::Warning), None);
    }

    #[test]
    fn only_and_skip_switch_kinds_and_checks() {
        let mut settings = Settings::default();
        settings.only(&ids(&["number", "date-lost"])).unwrap();
        settings.skip(&ids(&["number-rounded"])).unwrap();
        let on: Vec<&str> = kinds()
            .filter(|kind| settings.severity(kind, kind.severity).is_some())
            .map(|kind| kind.id)
            .collect();
        assert!(on.contains(&"number-changed") && on.contains(&"date-lost"), "{on:?}");
        assert!(!on.contains(&"number-rounded") && !on.contains(&"date-changed") && !on.contains(&"url-lost"));
    }

    #[test]
    fn skipping_a_check_goes_before_what_a_file_said_of_its_kinds() {
        let mut settings = Settings::default();
        settings.set("url-lost", Some(Severity::Error)).unwrap();
        settings.skip(&ids(&["url"])).unwrap();
        assert_eq!(settings.severity(kind("url-lost"), Severity::Warning), None);
    }

    #[test]
    fn unknown_name_is_refused_with_those_that_are_alike() {
        let error = Settings::default().set("number-chaned", None).unwrap_err().to_string();
        assert!(
            error.contains("\"number-chaned\"") && error.contains("number-changed"),
            "{error}"
        );
        let error = Settings::default().skip(&ids(&["nmber"])).unwrap_err().to_string();
        assert!(error.contains("number, date"), "{error}");
    }

    #[test]
    fn accepted_and_milder_findings_are_not_reported() {
        let pair = fixture::pair(&[("Write to help@example.org today.", "Пишите нам сегодня.")]);
        let found = run(&pair, &Settings::default());
        let accepting = Settings {
            accepted: [found[0].fingerprint].into(),
            ..Settings::default()
        };
        assert_eq!(run(&pair, &accepting), []);
        let strict = Settings {
            min_severity: Some(Severity::Error),
            ..Settings::default()
        };
        assert_eq!(run(&pair, &strict), []);
    }
}
