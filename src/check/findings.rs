//! Collecting findings: [`Draft`] is what a check writes, [`Findings`] adds what is the same for all.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::{Context, Finding, Fingerprint, Kind, Severity};
use crate::alignment::Side;
use crate::document::Span;

/// A finding as a check writes it.
#[derive(Clone, Debug)]
pub struct Draft {
    kind: &'static Kind,
    severity: Severity,
    bead: Option<usize>,
    spans: [Vec<Span>; 2],
    message: String,
    suggestion: Option<String>,
}

impl Draft {
    /// A finding of a kind, at the severity of the kind, with what disagrees in words.
    #[must_use]
    pub fn new(kind: &'static Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            severity: kind.severity,
            bead: None,
            spans: [Vec::new(), Vec::new()],
            message: message.into(),
            suggestion: None,
        }
    }

    /// Names the bead, by its place in the alignment.
    #[must_use]
    pub fn in_bead(mut self, place: usize) -> Self {
        self.bead = Some(place);
        self
    }

    /// Names a place in the text of one side; may be called again for more.
    #[must_use]
    pub fn at(mut self, side: Side, span: Span) -> Self {
        self.spans[side as usize].push(span);
        self
    }

    /// Gives it another severity than its kind has, unless the settings say otherwise.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Says what could stand in the target instead.
    #[must_use]
    pub fn suggesting(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }
}

/// The findings of a pair so far.
#[derive(Debug)]
pub struct Findings<'a> {
    context: &'a Context<'a>,
    found: Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            found: Vec::new(),
        }
    }

    /// Adds a finding, unless the settings switch its kind off or accept it.
    pub fn add(&mut self, draft: Draft) {
        let settings = self.context.settings();
        let Some(severity) = settings.severity(draft.kind, draft.severity) else {
            return;
        };
        let fingerprint = self.fingerprint(&draft);
        if settings.accepted.contains(&fingerprint) {
            return;
        }
        let [mut source, mut target] = draft.spans;
        source.sort_unstable();
        target.sort_unstable();
        self.found.push(Finding {
            kind: draft.kind,
            severity,
            bead: draft.bead,
            source,
            target,
            message: draft.message,
            suggestion: draft.suggestion,
            fingerprint,
        });
    }

    /// A hash (SipHash-1-3 with the key 0) of the kind and the texts, not of their places: a sentence put in before does
    /// not change it.
    fn fingerprint(&self, draft: &Draft) -> Fingerprint {
        let mut hasher = SipHasher13::new();
        let mut write = |text: &str| {
            // White space is not what a finding is about.
            for word in text.split_whitespace() {
                hasher.write(word.as_bytes());
                hasher.write_u8(b' ');
            }
            hasher.write_u8(0);
        };
        write(draft.kind.id);
        let pair = self.context.pair();
        for side in Side::BOTH {
            for span in &draft.spans[side as usize] {
                write(span.of(&pair.document(side).text));
            }
            if let Some(bead) = draft.bead.and_then(|place| pair.alignment.beads.get(place)) {
                write(&pair.bead_text(bead, side));
            }
        }
        Fingerprint(hasher.finish())
    }

    /// The findings in the order of the text: by bead, then place, then kind. Of two with the same fingerprint and
    /// places one is kept.
    pub(super) fn into_sorted(mut self) -> Vec<Finding> {
        let place = |finding: &Finding| {
            let first = |spans: &[Span]| spans.first().copied();
            (
                finding.bead.unwrap_or(usize::MAX),
                finding.source.is_empty(),
                first(&finding.source),
                first(&finding.target),
                finding.kind.id,
            )
        };
        self.found
            .sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.message.cmp(&b.message)));
        self.found
            .dedup_by(|a, b| a.fingerprint == b.fingerprint && a.source == b.source && a.target == b.target);
        self.found
    }
}
