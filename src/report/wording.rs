//! The words that people read: names of the two versions, of roles and of evidence; percentages.

use crate::alignment::{AlignedPair, EvidenceKind, LOW_CONFIDENCE, Side};
use crate::document::Role;

/// From this confidence on a bead counts as certain for a reader.
pub(crate) const HIGH_CONFIDENCE: f64 = 0.85;

/// How sure a bead is, in three steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    High,
    Medium,
    Low,
}

impl Level {
    pub(crate) fn of(confidence: f64) -> Self {
        if confidence >= HIGH_CONFIDENCE {
            Self::High
        } else if confidence >= LOW_CONFIDENCE {
            Self::Medium
        } else {
            // Not a number lands here too.
            Self::Low
        }
    }

    /// In words for people.
    pub(crate) const fn sure(self) -> &'static str {
        match self {
            Self::High => "very sure",
            Self::Medium => "sure",
            Self::Low => "doubtful",
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// What the two versions are called: by their languages where these tell them apart.
#[derive(Clone, Debug)]
pub(crate) struct Versions {
    names: Option<[String; 2]>,
}

impl Versions {
    pub(crate) fn of(pair: &AlignedPair) -> Self {
        let differ = pair.source.language != pair.target.language;
        let known = pair.source.language.is_some() && pair.target.language.is_some();
        let names = Side::BOTH.map(|side| pair.document(side).language_name().to_owned());
        Self {
            names: (differ && known).then_some(names),
        }
    }

    /// Inside a sentence, behind "in": `Russian`, `the second version`.
    pub(crate) fn inline(&self, side: Side) -> &str {
        match (&self.names, side) {
            (Some([source, _]), Side::Source) => source,
            (Some([_, target]), Side::Target) => target,
            (None, Side::Source) => "the first version",
            (None, Side::Target) => "the second version",
        }
    }

    /// Alone: `Russian`, `Second version`.
    pub(crate) fn title(&self, side: Side) -> &str {
        match (&self.names, side) {
            (Some(_), side) => self.inline(side),
            (None, Side::Source) => "First version",
            (None, Side::Target) => "Second version",
        }
    }

    /// As an adjective in front of "text" or "version": `Russian`, `second`.
    pub(crate) fn adjective(&self, side: Side) -> &str {
        match (&self.names, side) {
            (Some(_), side) => self.inline(side),
            (None, Side::Source) => "first",
            (None, Side::Target) => "second",
        }
    }

    /// Both together: `English and Russian compared`.
    pub(crate) fn heading(&self) -> String {
        match &self.names {
            Some([source, target]) => format!("{source} and {target} compared"),
            None => "two versions compared".to_owned(),
        }
    }
}

/// A share as a whole percentage that never rounds away what is missing: `>99%`, `<1%`.
pub(crate) fn percent(share: f64) -> String {
    let percent = (share * 100.0).round();
    if percent >= 100.0 && share < 1.0 {
        ">99%".to_owned()
    } else if percent < 1.0 && share > 0.0 {
        "<1%".to_owned()
    } else {
        format!("{:.0}%", percent.clamp(0.0, 100.0))
    }
}

/// A count with its noun: `1 sentence`, `2 sentences`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// What a role is called over a passage; `None` for plain body text, which needs no label.
pub(crate) const fn role_label(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Body => return None,
        Role::Title => "Headline",
        Role::Lead => "Lead",
        Role::Caption => "Caption",
        Role::Credit => "Credit",
        Role::Dateline => "Dateline",
        Role::Date => "Date",
        Role::Byline => "Byline",
        Role::Tags => "Tags",
        Role::Related => "Related links",
        Role::Navigation => "Menu",
        Role::Residue => "Leftover",
    })
}

/// What a kind of evidence is called, as a reason: `same number`.
pub(crate) const fn evidence_label(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Number => "same number",
        EvidenceKind::Date => "same date",
        EvidenceKind::Name => "same name",
        EvidenceKind::Token => "same word",
        EvidenceKind::Url => "same address",
        EvidenceKind::Quote => "quotation",
        EvidenceKind::Punctuation => "punctuation",
        EvidenceKind::Cognate => "similar word",
        EvidenceKind::Lexicon => "translation",
    }
}

/// The last part of a path, so that a report that is passed on tells nothing of its maker's folders.
pub(crate) fn file_name(name: &str) -> &str {
    match name {
        "-" => "standard input",
        _ => name.rsplit(['/', '\\']).next().unwrap_or(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_do_not_round_away_a_rest() {
        let shares = [0.0, 0.001, 0.354, 0.996, 1.0, f64::NAN];
        assert_eq!(
            shares.map(percent),
            ["0%", "<1%", "35%", ">99%", "100%", "NaN%"].map(str::to_owned)
        );
    }

    #[test]
    fn versions_of_one_language_are_numbered() {
        let mut pair = crate::report::fixture::article();
        assert_eq!(Versions::of(&pair).inline(Side::Target), "Russian");
        pair.target.language = pair.source.language;
        assert_eq!(Versions::of(&pair).inline(Side::Target), "the second version");
        assert_eq!(Versions::of(&pair).title(Side::Source), "First version");
    }

    #[test]
    fn file_name_drops_folders_of_either_system() {
        assert_eq!(file_name("/home/me/en.html"), "en.html");
        assert_eq!(file_name("C:\\news\\ru.txt"), "ru.txt");
        assert_eq!(file_name("-"), "standard input");
    }
}
