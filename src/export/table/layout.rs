//! How the width of the terminal is shared out.

use crate::alignment::{AlignedPair, Side};

/// Below this width two columns get too narrow to read.
const NARROW: usize = 60;
/// The longest label that must fit into the margin: `related links`.
const LABEL: usize = 13;
/// However narrow the terminal, a column has room for a word.
const MINIMUM: usize = 12;
/// Columns wider than this are tiring to read.
const MAXIMUM: usize = 80;

/// Widths in terminal columns.
#[derive(Debug)]
pub(super) struct Layout {
    /// Of the whole table.
    pub(super) width: usize,
    /// Of one text column.
    pub(super) column: usize,
    /// Of what stands left of the texts.
    pub(super) margin: usize,
    /// Of the largest bead number.
    pub(super) number: usize,
    /// Of the longest bead type.
    pub(super) kind: usize,
    /// Whether the texts stand one below the other.
    pub(super) stacked: bool,
    /// The short names of the versions, for the stacked form.
    pub(super) names: [String; 2],
}

impl Layout {
    pub(super) fn new(pair: &AlignedPair, width: usize) -> Self {
        let beads = &pair.alignment.beads;
        let number = beads.len().to_string().len();
        let kind = beads
            .iter()
            .map(|bead| bead.bead_type().to_string().len())
            .max()
            .unwrap_or(3);
        let margin = (number + 1 + kind + 1 + 4).max(LABEL);
        let stacked = width < NARROW;
        // Between the parts stand two spaces, and a line with a space on either side.
        let column = if stacked {
            width.saturating_sub(4)
        } else {
            width.saturating_sub(margin + 5) / 2
        };
        let column = column.clamp(MINIMUM, MAXIMUM);
        let whole = if stacked { column + 4 } else { margin + 5 + 2 * column };
        Self {
            width: whole,
            column,
            margin,
            number,
            kind,
            stacked,
            names: Side::BOTH.map(|side| short_name(pair, side)),
        }
    }
}

/// The language code, or `A` and `B` where that does not tell the versions apart.
pub(super) fn short_name(pair: &AlignedPair, side: Side) -> String {
    let letter = match side {
        Side::Source => "A",
        Side::Target => "B",
    };
    match pair.document(side).language {
        Some(language) if pair.source.language != pair.target.language => language.code().to_owned(),
        _ => letter.to_owned(),
    }
}
