//! Findings against those of an earlier run.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Finding, Fingerprint, Severity};
use crate::error::{Error, ErrorKind, Result};

/// The findings of an earlier run, which are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Their fingerprints.
    pub known: BTreeSet<Fingerprint>,
}

/// The findings of a run, parted into those that a baseline knows and those that it does not.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// What the baseline does not know; everything if there is none.
    pub findings: Vec<Finding>,
    /// What the baseline knows already.
    pub known: Vec<Finding>,
    /// How many findings of the baseline are no longer found; `None` if there is no baseline.
    pub gone: Option<usize>,
}

/// A JSON report of the checks, as far as it is needed here.
#[derive(Deserialize)]
struct Report {
    findings: Vec<Entry>,
    #[serde(default)]
    known: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    fingerprint: String,
}

impl Baseline {
    /// Reads a JSON report of an earlier run, or a list: an ID at the start of each line, `#` before comments.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`] with the line.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let known = if text.trim_start().starts_with('{') {
            report_ids(name, text)?
        } else {
            list_ids(name, text)?
        };
        Ok(Self { known })
    }
}

fn report_ids(name: &str, text: &str) -> Result<BTreeSet<Fingerprint>> {
    let report: Report = serde_json::from_str(text).map_err(|error| {
        let broken = Error::new(ErrorKind::Syntax, name, "is no JSON report of the checks").at_line(error.line());
        broken.with_remedy("write one with `beadwork check … -o baseline.json`")
    })?;
    let ids = report.findings.into_iter().map(|entry| entry.fingerprint);
    ids.chain(report.known)
        .map(|id| id.parse().map_err(|_| no_id(name, &id)))
        .collect()
}

fn list_ids(name: &str, text: &str) -> Result<BTreeSet<Fingerprint>> {
    let lines = text.lines().enumerate();
    let entries = lines.filter_map(|(at, line)| {
        let id = line.split('#').next()?.split_whitespace().next()?;
        Some(id.parse().map_err(|_| no_id(name, id).at_line(at + 1)))
    });
    entries.collect()
}

fn no_id(name: &str, id: &str) -> Error {
    let error = Error::new(ErrorKind::Syntax, name, format!("{id:?} is no finding's ID"));
    error.with_remedy("give a JSON report of the checks, or a list of IDs of 16 digits, one a line")
}

impl Review {
    /// Parts findings by what is known.
    #[must_use]
    pub fn new(findings: Vec<Finding>, baseline: Option<&Baseline>) -> Self {
        let is_known =
            |finding: &Finding| baseline.is_some_and(|baseline| baseline.known.contains(&finding.fingerprint));
        let (known, findings): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_known);
        let gone = baseline.map(|baseline| {
            let found: BTreeSet<Fingerprint> = known.iter().map(|finding| finding.fingerprint).collect();
            baseline.known.len() - found.len()
        });
        Self { findings, known, gone }
    }

    /// The worst severity of what is not known.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// How many findings that are not known have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.severity == severity).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Settings, fixture, run};

    const ID: &str = "0123456789abcdef";

    #[test]
    fn baseline_is_a_report_or_a_list() {
        let known = BTreeSet::from([Fingerprint(0x0123_4567_89ab_cdef)]);
        for text in [
            format!("# looked at by VK\n\n{ID}  number-changed # fine\n"),
            format!("{{\"tool\":1,\"findings\":[{{\"fingerprint\":\"{ID}\",\"kind\":\"x\"}}]}}"),
            format!("\u{feff} {{\"findings\":[],\"known\":[\"{ID}\"]}}"),
        ] {
            assert_eq!(Baseline::parse("b", &text).unwrap().known, known, "{text}");
        }
        assert_eq!(Baseline::parse("b", "").unwrap(), Baseline::default());
    }

    #[test]
    fn broken_baseline_is_named_with_its_line() {
        for (text, place) in [
            (format!("{ID}\nnumber-changed\n"), "b.json:2: \"number-changed\""),
            ("{\n\"findings\": 3}".to_owned(), "b.json:2: is no JSON report"),
            (
                "{\"findings\":[{\"fingerprint\":\"12\"}]}".to_owned(),
                "b.json: \"12\" is no",
            ),
        ] {
            let error = Baseline::parse("b.json", &text).unwrap_err().to_string();
            assert!(error.starts_with(place) && error.contains("; "), "{error}");
        }
    }

    #[test]
    fn known_findings_are_set_apart_and_gone_ones_counted() {
        let pair = fixture::pair(&[
            ("Write to help@example.org today.", "Пишите нам сегодня."),
            ("Nothing.", "Ничего."),
            ("Nobody.", "Никого."),
            ("Again nothing.", "Опять ничего."),
            ("And nobody.", "И никого."),
            ("See shop@example.org for more.", "Смотрите там."),
        ]);
        let found = run(&pair, &Settings::default());
        assert_eq!(found.len(), 2);
        let baseline = Baseline {
            known: [found[0].fingerprint, Fingerprint(7)].into(),
        };
        let review = Review::new(found.clone(), Some(&baseline));
        assert_eq!(
            (review.findings, review.known, review.gone),
            (vec![found[1].clone()], vec![found[0].clone()], Some(1))
        );
        assert_eq!(Review::new(found, None).gone, None);
    }
}
