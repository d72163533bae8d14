//! Vecalign's index format: `[0, 1]:[0]:0.030000`.

use std::io::{self, Write};

use super::text::rounded;
use crate::alignment::{AlignedPair, Bead};

/// Writes one line per bead, in bead order; moved beads cross. Null beads have one sentence a line.
pub(super) fn write(pair: &AlignedPair, output: &mut dyn Write) -> io::Result<()> {
    for bead in &pair.alignment.beads {
        if bead.is_null() {
            for sentence in &bead.source {
                writeln!(output, "[{sentence}]:[]:0.000000")?;
            }
            for sentence in &bead.target {
                writeln!(output, "[]:[{sentence}]:0.000000")?;
            }
        } else {
            // `{:?}` of a list is the very notation: [0, 1].
            writeln!(output, "{:?}:{:?}:{:.6}", bead.source, bead.target, cost(bead))?;
        }
    }
    Ok(())
}

fn cost(bead: &Bead) -> f64 {
    rounded(1.0 - bead.confidence, 6)
}
