//! The nouns of the checks: [`Kind`], [`Finding`], [`Severity`], [`Fingerprint`].

use std::fmt;
use std::str::FromStr;

use crate::alignment::Side;
use crate::document::Span;
use crate::error::{Error, ErrorKind};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, as an editor's cut.
    Info,
    /// Probably wrong, or wrong but harmless.
    Warning,
    /// A fact differs.
    Error,
}

impl Severity {
    /// From the mildest to the worst.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The lower-case name, as the exports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Severity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|severity| severity.name() == text);
        found.ok_or_else(|| {
            Error::new(ErrorKind::Usage, "", format!("{text:?} is no severity"))
                .with_remedy("give info, warning or error")
        })
    }
}

/// A kind of finding: what is known about it before any text is read.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// What users switch it by: the check's name, a hyphen, what happened: `number-changed`.
    pub id: &'static str,
    /// Its place in the MQM typology of translation errors, such as `accuracy/mistranslation`.
    pub category: &'static str,
    /// How bad it is by default.
    pub severity: Severity,
    /// What it catches, as a sentence.
    pub catches: &'static str,
    /// A pair of texts that it catches.
    pub example: (&'static str, &'static str),
    /// What it does not catch, as a sentence.
    pub misses: &'static str,
}

impl Kind {
    /// The name of the check it belongs to: what stands before the first hyphen of its id.
    #[must_use]
    pub fn check(&self) -> &'static str {
        self.id.split('-').next().unwrap_or_default()
    }

    /// Whether this is its id or the name of its check.
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.id == name || self.check() == name
    }
}

/// What tells a finding from others in every run on the same texts, whatever else is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = u64::from_str_radix(text, 16).ok().filter(|_| text.len() == 16);
        found.map(Self).ok_or_else(|| {
            Error::new(ErrorKind::Usage, "", format!("{text:?} is no finding's ID"))
                .with_remedy("give the 16 digits that the report shows with the finding")
        })
    }
}

/// A disagreement of the two versions, or of one with itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What kind.
    pub kind: &'static Kind,
    /// How bad it is here.
    pub severity: Severity,
    /// The bead it is about, as a place in [`Alignment::beads`](crate::alignment::Alignment::beads).
    pub bead: Option<usize>,
    /// The places in the source document's text, in text order.
    pub source: Vec<Span>,
    /// The places in the target document's text, in text order.
    pub target: Vec<Span>,
    /// What disagrees, in words.
    pub message: String,
    /// What could stand in the target instead.
    pub suggestion: Option<String>,
    /// The same in every run on the same texts.
    pub fingerprint: Fingerprint,
}

impl Finding {
    /// The places in the text of one side.
    #[must_use]
    pub fn spans(&self, side: Side) -> &[Span] {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprint_is_read_as_it_is_written() {
        let fingerprint = Fingerprint(0x0123_4567_89ab_cdef);
        assert_eq!(fingerprint.to_string(), "0123456789abcdef");
        assert_eq!(fingerprint.to_string().parse::<Fingerprint>().unwrap(), fingerprint);
        assert!("123".parse::<Fingerprint>().is_err());
    }

    #[test]
    fn severities_are_ordered_and_named() {
        assert!(Severity::Info < Severity::Error);
        for severity in Severity::ALL {
            assert_eq!(severity.name().parse::<Severity>().unwrap(), severity);
        }
        assert!("bad".parse::<Severity>().is_err());
    }
}
