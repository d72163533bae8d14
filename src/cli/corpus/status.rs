//! `beadwork corpus status`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use beadwork::alignment::Side;
use beadwork::corpus::ledger::{Counts, DocumentState, Failure, Ledger};
use clap::Args;

use crate::cli::Outcome;
use crate::cli::output::write_standard;

/// Show how far a corpus is: counts, and what failed or was left out, with the reasons
///
/// Also while a build is running.
#[derive(Debug, Args)]
pub(crate) struct StatusArguments {
    /// The folder of the corpus
    corpus: PathBuf,

    /// Write everything as one JSON object
    #[arg(long)]
    json: bool,

    /// Name at most N failures of a kind
    #[arg(long, value_name = "N", default_value_t = 20)]
    failures: usize,
}

/// What failed or was left out, under a headline.
struct Lot {
    headline: &'static str,
    key: &'static str,
    failures: Vec<Failure>,
}

/// Runs the command.
pub(crate) fn run(arguments: &StatusArguments) -> Result<Outcome> {
    let ledger = Ledger::look(&arguments.corpus)?;
    let counts = ledger.counts()?;
    let lots = lots(&ledger)?;
    write_standard(|output| {
        if arguments.json {
            return write_json(output, &counts, &lots);
        }
        write_counts(output, &counts)?;
        lots.iter()
            .try_for_each(|lot| write_lot(output, lot, arguments.failures))
    })?;
    Ok(Outcome::Fine)
}

fn lots(ledger: &Ledger) -> Result<Vec<Lot>> {
    let documents = |state| -> Result<Vec<Failure>> {
        let mut found = ledger.document_failures(Side::Source, state)?;
        found.extend(ledger.document_failures(Side::Target, state)?);
        Ok(found)
    };
    let troubles = ledger.troubles()?.into_iter();
    Ok(vec![
        Lot {
            headline: "what is wrong with the heaps",
            key: "heap_failures",
            failures: troubles
                .map(|reason| Failure {
                    name: String::new(),
                    reason,
                })
                .collect(),
        },
        Lot {
            headline: "documents that could not be read",
            key: "failed_documents",
            failures: documents(DocumentState::Failed)?,
        },
        Lot {
            headline: "documents left out",
            key: "left_out_documents",
            failures: documents(DocumentState::LeftOut)?,
        },
        Lot {
            headline: "pairs that could not be aligned",
            key: "failed_pairs",
            failures: ledger.pair_failures()?,
        },
    ])
}

/// Writes the counts as a small table.
pub(super) fn write_counts(output: &mut dyn Write, counts: &Counts) -> io::Result<()> {
    let rows = [
        ("documents", counts.ready),
        ("  without counterpart", counts.alone),
        ("  left out", counts.left_out),
        ("  failed", counts.failed),
    ];
    writeln!(output, "{:24}{:>10}{:>10}", "", "source", "target")?;
    for (name, [source, target]) in rows {
        writeln!(output, "{name:24}{source:>10}{target:>10}")?;
    }
    let rows = [
        ("pairs aligned", counts.pairs_aligned),
        ("  waiting", counts.pairs_ready),
        ("  failed", counts.pairs_failed),
        ("aligned sentence groups", counts.linked),
        ("  without counterpart", counts.nulls),
    ];
    rows.into_iter()
        .try_for_each(|(name, count)| writeln!(output, "{name:24}{count:>10}"))
}

fn write_lot(output: &mut dyn Write, lot: &Lot, most: usize) -> io::Result<()> {
    if lot.failures.is_empty() {
        return Ok(());
    }
    writeln!(output, "\n{}:", lot.headline)?;
    for Failure { name, reason } in lot.failures.iter().take(most) {
        let colon = if name.is_empty() { "" } else { ": " };
        writeln!(output, "  {name}{colon}{reason}")?;
    }
    let more = lot.failures.len().saturating_sub(most);
    if more > 0 {
        writeln!(
            output,
            "  and {more} more; --failures {} names them all",
            lot.failures.len()
        )?;
    }
    Ok(())
}

fn write_json(output: &mut dyn Write, counts: &Counts, lots: &[Lot]) -> io::Result<()> {
    let sides = |[source, target]: [usize; 2]| serde_json::json!({ "source": source, "target": target });
    let mut object = serde_json::json!({
        "documents": sides(counts.ready),
        "without_counterpart": sides(counts.alone),
        "left_out": sides(counts.left_out),
        "failed": sides(counts.failed),
        "pairs": { "aligned": counts.pairs_aligned, "waiting": counts.pairs_ready, "failed": counts.pairs_failed },
        "units": { "linked": counts.linked, "without_counterpart": counts.nulls },
    });
    for lot in lots {
        let failures = lot.failures.iter();
        object[lot.key] = failures
            .map(|failure| serde_json::json!({ "name": failure.name, "reason": failure.reason }))
            .collect();
    }
    writeln!(output, "{object:#}")
}
