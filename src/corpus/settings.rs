//! What a user chooses about a corpus: the table `[corpus]` of `beadwork.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Spanned, Value};

use super::annotate::Thresholds;
use super::dedup::{Policy, Similarity};
use super::select::Selection;
use crate::check::Reader;
use crate::error::{Error, ErrorKind, Result};

/// What a user chooses about a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// What is kept, if the file says; else see [`DEFAULT_KEEP`](super::select::DEFAULT_KEEP).
    pub keep: Option<Selection>,
    /// The numbers that rules compare with, and which rules are off.
    pub thresholds: Thresholds,
    /// Which versions of a story are kept.
    pub versions: Policy,
    /// How alike documents of one story are.
    pub similarity: Similarity,
}

/// The file as it is written; what else it has is not of a corpus.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    corpus: Table,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    keep: Option<Spanned<String>>,
    versions: Option<Spanned<String>>,
    rules: BTreeMap<Spanned<String>, Spanned<Value>>,
    similarity: Shares,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Shares {
    story: Option<Spanned<f64>>,
    containment: Option<Spanned<f64>>,
    copy: Option<Spanned<f64>>,
}

impl Settings {
    /// Reads the table `[corpus]` of the text of a settings file; `name` is its path. The other tables are those of
    /// the checks, [`check::Settings`](crate::check::Settings), which refuses the ones that there are none of.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`] with the line if it is no TOML, or has a key, rule, selection or number that cannot be.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let reader = Reader::new(name, text, "docs/corpus.md");
        let table = reader.read::<File>()?.corpus;
        let mut settings = Self::default();
        if let Some(keep) = table.keep {
            let selection = Selection::parse(keep.get_ref());
            settings.keep = Some(selection.map_err(|error| reader.at(&keep, &error))?);
        }
        if let Some(versions) = table.versions {
            settings.versions = policy(versions.get_ref()).map_err(|error| reader.at(&versions, &error))?;
        }
        for (code, value) in &table.rules {
            let set = set_rule(&mut settings.thresholds, code.get_ref(), value.get_ref());
            set.map_err(|error| reader.at(value, &error))?;
        }
        let similarity = &mut settings.similarity;
        let shares = [
            (&mut similarity.story, table.similarity.story),
            (&mut similarity.containment, table.similarity.containment),
            (&mut similarity.copy, table.similarity.copy),
        ];
        for (share, chosen) in shares {
            let Some(chosen) = chosen else { continue };
            *share = is_share(*chosen.get_ref()).map_err(|error| reader.at(&chosen, &error))?;
        }
        Ok(settings)
    }
}

fn policy(name: &str) -> Result<Policy> {
    Policy::from_name(name).ok_or_else(|| {
        let names = Policy::ALL.map(Policy::name).join(", ");
        let message = format!("{name:?} is no choice of versions");
        Error::new(ErrorKind::Usage, "", message).with_remedy(format!("give one of {names}"))
    })
}

fn set_rule(thresholds: &mut Thresholds, code: &str, value: &Value) -> Result<()> {
    match value {
        Value::String(word) if word == "off" => thresholds.switch_off(code),
        Value::Float(number) => thresholds.set(code, *number),
        #[allow(clippy::cast_precision_loss)] // So large a threshold is as good as its neighbour.
        Value::Integer(number) => thresholds.set(code, *number as f64),
        other => {
            let message = format!("this {} is no threshold", other.type_str());
            Err(Error::new(ErrorKind::Usage, "", message).with_remedy("give a number or \"off\""))
        }
    }
}

fn is_share(share: f64) -> Result<f64> {
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    let message = format!("{share} is no share");
    Err(Error::new(ErrorKind::Usage, "", message).with_remedy("give a number from 0 to 1"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::annotate::rule;

    #[test]
    fn everything_a_file_can_say_is_read() {
        let text = "[checks]\nnumber = \"off\"\n\
            [corpus]\nkeep = \"not defect\"\nversions = \"latest\"\n\
            [corpus.rules]\nlength_ratio = 2.5\ntoo_long = 200\ntitles = \"off\"\n\
            [corpus.similarity]\nstory = 0.6\n";
        let settings = Settings::parse("beadwork.toml", text).unwrap();
        assert_eq!(settings.keep, Some(Selection::parse("not defect").unwrap()));
        assert_eq!(settings.versions, Policy::Latest);
        let found = ["length_ratio", "too_long"].map(|code| settings.thresholds.of(rule(code).unwrap()));
        assert_eq!(found.map(f64::to_bits), [2.5_f64, 200.0].map(f64::to_bits));
        assert!(!settings.thresholds.is_on(rule("titles").unwrap()));
        assert_eq!(settings.similarity.story.to_bits(), 0.6_f64.to_bits());
        assert_eq!(Settings::parse("x", "accept = []\n").unwrap(), Settings::default());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_a_remedy() {
        let cases = [
            (
                "[corpus]\nkep = \"moved\"\n",
                ":2: unknown field `kep`",
                "docs/corpus.md",
            ),
            (
                "[corpus]\nkeep = \"movd\"\n",
                ":2: in the selection, column 1",
                "did you mean moved",
            ),
            (
                "[corpus]\n\nversions = \"last\"\n",
                ":3: \"last\" is no choice",
                "all, first, latest",
            ),
            (
                "[corpus.rules]\nlenght = 2\n",
                ":2: there is no rule \"lenght\"",
                "length_ratio",
            ),
            (
                "[corpus.rules]\ntitles = 2\n",
                ":2: the rule titles has no threshold",
                "\"off\"",
            ),
            (
                "[corpus.rules]\ntoo_long = true\n",
                ":2: this boolean is no threshold",
                "a number or",
            ),
            ("[corpus.similarity]\ncopy = 80.0\n", ":2: 80 is no share", "0 to 1"),
        ];
        for (text, place, remedy) in cases {
            let error = Settings::parse("desk.toml", text).unwrap_err().to_string();
            assert!(error.starts_with("desk.toml") && error.contains(place), "{error}");
            assert!(error.contains(remedy), "{error}");
        }
    }
}
