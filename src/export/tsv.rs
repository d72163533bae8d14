//! Tab-separated values: one bead a line, nothing quoted, no header.
//!
//! A header would be read as a pair of sentences by every tool that takes `source TAB target`.

use std::io::{self, Write};

use super::text::{flat, roles, rounded};
use crate::alignment::{AlignedPair, Side};

/// Writes the columns that [`ExportFormat::Tsv`](super::ExportFormat::Tsv) lists.
pub(super) fn write(pair: &AlignedPair, output: &mut dyn Write) -> io::Result<()> {
    for bead in &pair.alignment.beads {
        let [source, target] = Side::BOTH.map(|side| flat(pair, bead, side));
        let confidence = rounded(bead.confidence, 4);
        let kind = bead.bead_type();
        let moved = if bead.moved { "moved" } else { "" };
        let [from, to] = Side::BOTH.map(|side| spaced(bead.side(side).iter()));
        let [source_roles, target_roles] = Side::BOTH.map(|side| spaced(roles(pair, bead, side).iter()));
        writeln!(
            output,
            "{source}\t{target}\t{confidence:.4}\t{kind}\t{moved}\t{from}\t{to}\t{source_roles}\t{target_roles}"
        )?;
    }
    Ok(())
}

fn spaced(items: impl Iterator<Item = impl ToString>) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join(" ")
}
