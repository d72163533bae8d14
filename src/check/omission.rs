//! What one side leaves out: whole sentences, and clauses inside a bead.
//!
//! An abridgement is no error. A sentence without counterpart is a warning only if the version is otherwise complete, or
//! if a figure, a name or a quotation is lost with it; where much is left out, one finding says so.

mod clause;
mod sentence;

use super::doubt;
use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};
use clause::Lengths;

static SENTENCE: Kind = Kind {
    id: "omission-sentence",
    category: "accuracy/omission",
    severity: Severity::Info,
    catches: "A sentence of the source that the target leaves out; a warning if the target is otherwise complete, or if \
              a figure, a name or a quotation is lost with it.",
    example: ("Each of the 78,000 frames was cleaned by hand.", ""),
    misses: "A sentence whose words the other side gives in another sentence.",
};

static ADDED_SENTENCE: Kind = Kind {
    id: "addition-sentence",
    category: "accuracy/addition",
    severity: Severity::Info,
    catches: "A sentence of the target that the source does not have; a warning if the two are otherwise the same and it \
              brings a new figure, name or quotation.",
    example: ("", "Телефон горячей линии: 101."),
    misses: "A sentence whose words the other side gives in another sentence.",
};

static CLAUSE: Kind = Kind {
    id: "omission-clause",
    category: "accuracy/omission",
    severity: Severity::Warning,
    catches: "Many words in a row that nothing on the other side corresponds to, in a sentence that is too short there.",
    example: (
        "He resigned on Monday, citing the failed merger talks with the bank.",
        "Он ушёл в отставку в понедельник.",
    ),
    misses: "A few words; languages other than English and Russian.",
};

static ADDED_CLAUSE: Kind = Kind {
    id: "addition-clause",
    category: "accuracy/addition",
    severity: Severity::Info,
    catches: "Many words in a row that nothing on the source side corresponds to, in a sentence that is too long.",
    example: (
        "He resigned on Monday.",
        "Он ушёл в отставку в понедельник, сославшись на провал переговоров с банком о слиянии.",
    ),
    misses: "A few words; languages other than English and Russian.",
};

static ABRIDGED: Kind = Kind {
    id: "omission-abridged",
    category: "accuracy/omission",
    severity: Severity::Info,
    catches: "That one version is an abridgement: a large part of the other has no counterpart.",
    example: ("(an article of thirty sentences)", "(a news flash of five)"),
    misses: "Nothing: it is counted.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&SENTENCE, &ADDED_SENTENCE, &CLAUSE, &ADDED_CLAUSE, &ABRIDGED],
    find,
};

/// Clauses that score more are reported as left out, and those that score more than the second as warnings.
const LIKELY: f64 = 1.4;
const SURE: f64 = 2.75;

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    sentence::find(context, findings);
    let Some(lengths) = Lengths::of(context) else { return };
    for (place, bead) in context.linked().filter(|(_, bead)| bead.confidence >= doubt::DOUBTFUL) {
        check_bead(context, lengths, place, bead, findings);
    }
}

fn check_bead(context: &Context<'_>, lengths: Lengths, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let short = Side::BOTH.map(|side| lengths.is_short(context, bead, side));
    if short == [false; 2] {
        return;
    }
    let links = context.links(place);
    for (side, kind) in [(Side::Source, &CLAUSE), (Side::Target, &ADDED_CLAUSE)] {
        if !short[side as usize] {
            continue;
        }
        let clause = lengths.left_out(context, bead, links, side);
        let Some(clause) = clause.filter(|clause| clause.score >= LIKELY) else {
            continue;
        };
        let warned = side == Side::Source && clause.score >= SURE;
        let severity = if warned { Severity::Warning } else { Severity::Info };
        let message = "nothing on the other side corresponds to these words, and the sentence is shorter there";
        let draft = Draft::new(kind, message).in_bead(place).with_severity(severity);
        findings.add(draft.at(side, clause.span));
    }
}

#[cfg(test)]
mod tests;
