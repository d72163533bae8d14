//! Finds units by their words, whatever form they stand in, or by a regular expression.

mod query;

pub use query::Query;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use super::ledger::Ledger;
use super::{Unit, UnitSide};
use crate::alignment::Side;
use crate::document::Span;
use crate::error::{Error, ErrorKind, Result};
use crate::language::{Language, Stemmer};

/// What is looked for.
#[derive(Debug)]
pub enum Wanted {
    /// Words in any form.
    Words(Query),
    /// What a regular expression matches, on either side.
    Pattern(Regex),
}

impl Wanted {
    /// A regular expression; small letters match capitals, too.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it is none.
    pub fn pattern(text: &str) -> Result<Self> {
        let pattern = regex::RegexBuilder::new(text).case_insensitive(true).build();
        pattern.map(Self::Pattern).map_err(|error| {
            Error::new(
                ErrorKind::Usage,
                "",
                format!("{text:?} is no regular expression: {error}"),
            )
            .with_remedy("see https://docs.rs/regex for what can be written")
        })
    }

    /// Words, as [`Query::parse`] reads them.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is no word.
    pub fn words(text: &str, languages: [Language; 2]) -> Result<Self> {
        Ok(Self::Words(Query::parse(text, languages)?))
    }
}

/// Which of the found units are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only where it stands on this side.
    pub side: Option<Side>,
    /// Only units with a document of this day or later.
    pub since: Option<String>,
    /// Only units with a document of this day or earlier.
    pub until: Option<String>,
    /// Only units at least this sure.
    pub min_confidence: f64,
}

impl Filter {
    fn keeps(&self, unit: &Unit) -> bool {
        unit.confidence >= self.min_confidence && self.keeps_date(unit)
    }

    /// A unit without a date is not of any day that can be asked for.
    fn keeps_date(&self, unit: &Unit) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let days = [&unit.source, &unit.target]
            .into_iter()
            .filter_map(|side| side.date.as_deref());
        // Compared as text: of a time of that day, the day alone.
        let day = |date: &str, limit: &str| date.chars().take(limit.chars().count()).collect::<String>();
        days.into_iter().any(|date| {
            let since = self.since.as_deref().is_none_or(|limit| *day(date, limit) >= *limit);
            let until = self.until.as_deref().is_none_or(|limit| *day(date, limit) <= *limit);
            since && until
        })
    }
}

/// A unit with the places of what was looked for.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The unit.
    pub unit: Unit,
    /// The places in the texts of both sides, in text order.
    pub places: [Vec<Span>; 2],
}

/// Calls `take` for the units that hold what is wanted, in the order of the corpus, until it says that it has enough.
///
/// Words are looked up in an index; a regular expression is tried on every unit.
///
/// # Errors
/// That of `take`, or if the ledger cannot be read.
pub fn search(
    ledger: &Ledger,
    wanted: &Wanted,
    filter: &Filter,
    mut take: impl FnMut(Hit) -> Result<bool>,
) -> Result<()> {
    let units = match wanted {
        Wanted::Words(query) => ledger.units_with(&query.expression(filter.side)),
        Wanted::Pattern(_) => ledger.units(),
    };
    for unit in units {
        let unit = unit?;
        if !filter.keeps(&unit) {
            continue;
        }
        let places = Side::BOTH.map(|side| match filter.side {
            Some(only) if only != side => Vec::new(),
            _ => wanted.places(side_of(&unit, side), side),
        });
        if places.iter().all(Vec::is_empty) {
            continue;
        }
        if !take(Hit { unit, places })? {
            break;
        }
    }
    Ok(())
}

fn side_of(unit: &Unit, side: Side) -> &UnitSide {
    match side {
        Side::Source => &unit.source,
        Side::Target => &unit.target,
    }
}

impl Wanted {
    fn places(&self, of: &UnitSide, side: Side) -> Vec<Span> {
        match self {
            Self::Words(query) => query.places(&of.text, side),
            Self::Pattern(pattern) => {
                let found = pattern.find_iter(&of.text).filter(|found| !found.is_empty());
                found.map(|found| Span::new(found.start(), found.end())).collect()
            }
        }
    }
}

/// The words of a text as stems, in their order, with spaces between: what the index holds.
#[must_use]
pub fn stems(text: &str, stemmer: &Stemmer) -> String {
    let mut stems = String::with_capacity(text.len());
    for (_, stem) in stems_of(text, stemmer) {
        if !stems.is_empty() {
            stems.push(' ');
        }
        stems.push_str(&stem);
    }
    stems
}

/// The words of a text with their stems.
fn stems_of<'a>(text: &'a str, stemmer: &'a Stemmer) -> impl Iterator<Item = (Span, String)> + 'a {
    text.unicode_word_indices().map(|(start, word)| {
        let span = Span::new(start, start + word.len());
        (span, stemmer.stem(&word.to_lowercase()).into_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_by_what_is_given_of_them() {
        let filter = |since: &str, until: &str| Filter {
            since: Some(since.to_owned()).filter(|since| !since.is_empty()),
            until: Some(until.to_owned()).filter(|until| !until.is_empty()),
            ..Filter::default()
        };
        let mut unit = Unit::default();
        assert!(filter("", "").keeps(&unit));
        assert!(!filter("2024", "").keeps(&unit));
        unit.source.date = Some("2024-02-14T10:30".to_owned());
        assert!(filter("2024-02-14", "2024-02-14").keeps(&unit));
        assert!(filter("2024", "2024-02").keeps(&unit));
        assert!(!filter("2024-03", "").keeps(&unit));
        assert!(!filter("", "2024-02-13").keeps(&unit));
    }

    #[test]
    fn patterns_find_places_on_both_sides() {
        let wanted = Wanted::pattern(r"\d+ млн|million").unwrap();
        let side = UnitSide {
            text: "Ещё 5 млн и 7 млн".to_owned(),
            ..UnitSide::default()
        };
        let texts: Vec<&str> = wanted
            .places(&side, Side::Target)
            .iter()
            .map(|span| span.of(&side.text))
            .collect();
        assert_eq!(texts, ["5 млн", "7 млн"]);
        assert!(Wanted::pattern("(").unwrap_err().is_usage());
    }
}
