//! The list of pairs as tab-separated values.

use std::io::{self, Write};

use super::matching::{Matching, RunnerUp};
use crate::alignment::Side;

/// The columns.
pub(super) const HEADER: &str = "#path A\tpath B\tscore\tkind\trunner-up\tits score\treasons";

/// Writes the pairs, then the documents without counterpart; `places` are the paths of the sources and the targets.
///
/// # Errors
/// If the output fails.
pub fn write(matching: &Matching, places: [&[String]; 2], output: &mut dyn Write) -> io::Result<()> {
    writeln!(output, "{HEADER}")?;
    let place = |side: Side, document: usize| clean(&places[usize::from(side == Side::Target)][document]);
    let next = |runner_up: Option<RunnerUp>| match runner_up {
        Some(next) => format!("{}\t{:.3}", place(next.side, next.document), next.score),
        None => "-\t-".to_owned(),
    };
    for pair in &matching.pairs {
        let [source, target] = [place(Side::Source, pair.source), place(Side::Target, pair.target)];
        let reasons: Vec<String> = pair.reasons.iter().map(|reason| clean(reason)).collect();
        let reasons = reasons.join("; ");
        let (kind, next) = (pair.kind.name(), next(pair.runner_up));
        writeln!(
            output,
            "{source}\t{target}\t{:.3}\t{kind}\t{next}\t{reasons}",
            pair.score
        )?;
    }
    for alone in &matching.unmatched {
        let own = place(alone.side, alone.document);
        let (source, target) = match alone.side {
            Side::Source => (own.as_str(), "-"),
            Side::Target => ("-", own.as_str()),
        };
        let copy = alone.copy_of.map(|copy| format!("repeats {}", place(alone.side, copy)));
        let kind = if copy.is_some() { "copy" } else { "alone" };
        writeln!(
            output,
            "{source}\t{target}\t-\t{kind}\t{}\t{}",
            next(alone.runner_up),
            copy.unwrap_or_default()
        )?;
    }
    Ok(())
}

/// A name in one column of one line.
fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
