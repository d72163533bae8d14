//! Numbers and dates that differ in value.

use super::{Context, HARDRULES, Level, OPUSFILTER, Rule};
use crate::alignment::{AlignedPair, Alignment, Bead, Side};
use crate::check::{self, Severity};
use crate::document::{Block, Document, Format, Role, Sentence, Span};

pub(super) static NUMBERS_DIFFER: Rule = Rule {
    code: "numbers_differ",
    meaning: "A number or date in figures has no counterpart of the same value: `1.5 million` is `1,5 млн`, not `1,5 млрд`.",
    level: Level::Note,
    threshold: None,
    equivalents: &[
        (HARDRULES, "no_number_inconsistencies"),
        (OPUSFILTER, "NonZeroNumeralsFilter"),
        ("OpusCleaner", "num_mismatch"),
    ],
    find,
};

/// The checks of numbers and dates alone, at least as warnings.
pub(super) fn settings() -> check::Settings {
    let mut settings = check::Settings {
        min_severity: Some(Severity::Warning),
        ..check::Settings::default()
    };
    let names = ["number", "date"].map(str::to_owned);
    settings.only(&names).expect("both are names of checks");
    settings
}

fn find(context: &Context<'_>) -> Option<String> {
    if context.both().iter().all(|side| side.digits == 0) {
        return None;
    }
    let findings = check::run(&pair(context), context.numbers());
    findings.first().map(|finding| finding.message.clone())
}

/// The unit as a pair of texts of one sentence each: what stands in the neighbourhood does not count, because the
/// readers of a corpus see the unit alone.
fn pair(context: &Context<'_>) -> AlignedPair {
    let [source, target] = Side::BOTH.map(|side| document(context, side));
    let bead = Bead {
        source: vec![0],
        target: vec![0],
        confidence: 1.0,
        ..Bead::default()
    };
    AlignedPair {
        id: String::new(),
        source,
        target,
        alignment: Alignment { beads: vec![bead] },
        units: Vec::new(),
    }
}

fn document(context: &Context<'_>, side: Side) -> Document {
    let text = context.side(side).text;
    let mut document = Document::plain("", text.to_owned(), Format::Lines, "UTF-8");
    document.language = context.language(side);
    let span = Span::new(0, text.len());
    document.blocks.push(Block { span, role: Role::Body });
    document.sentences.push(Sentence { span, block: 0 });
    document
}
