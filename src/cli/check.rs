//! `beadwork check`: what two versions disagree about.

use std::path::PathBuf;

use anyhow::Result;
use beadwork::alignment::{AlignedPair, Side};
use beadwork::check::{self, Finding, Settings, Severity};
use beadwork::pipeline;
use beadwork::read::bitext;
use clap::Args;

use super::Outcome;
use super::options::{PairArguments, ThreadArguments};
use super::output::{self, write_standard};

/// Check what two versions of an article disagree about.
///
/// Aligns the two files first; a file that is aligned already is checked as it is.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The source version, or a file with both languages (.tsv, .jsonl, .tmx, .xlf, .po)
    #[arg(value_name = "A", required_unless_present = "list")]
    source: Option<PathBuf>,

    /// The target version
    #[arg(value_name = "B")]
    target: Option<PathBuf>,

    /// List the checks: what each catches, and what not
    #[arg(long)]
    list: bool,

    /// Exit with 1 if there is a finding of this severity or worse: info, warning or error
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: Severity,

    #[command(flatten)]
    pair: PairArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

/// Runs the command.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    arguments.threads.apply()?;
    let Some(source) = arguments.source.as_ref().filter(|_| !arguments.list) else {
        write_standard(|output| {
            check::kinds().try_for_each(|kind| writeln!(output, "{}\t{}\t{}", kind.id, kind.severity, kind.catches))
        })?;
        return Ok(Outcome::Fine);
    };
    let options = arguments.pair.options()?;
    let pair = if let Some(target) = &arguments.target {
        output::guard_standard_input(source, target)?;
        pipeline::align_files(source, target, &options)?
    } else {
        let bitext = bitext::read_path(source, &options.read, [options.from, options.to])?;
        pipeline::pair_of_bitext(bitext, &source.to_string_lossy(), &options)?
    };
    let findings = check::run(&pair, &Settings::default());
    write_standard(|output| {
        findings
            .iter()
            .try_for_each(|finding| writeln!(output, "{}", line(&pair, finding)))
    })?;
    let worst = findings.iter().map(|finding| finding.severity).max();
    Ok(if worst >= Some(arguments.fail_on) {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

/// A finding as a line: severity, kind, bead, what was found, the places, both texts.
fn line(pair: &AlignedPair, finding: &Finding) -> String {
    let bead = finding.bead.and_then(|place| pair.alignment.beads.get(place));
    let sides = Side::BOTH.map(|side| {
        let text = &pair.document(side).text;
        let spans: Vec<&str> = finding.spans(side).iter().map(|span| span.of(text)).collect();
        let whole = bead.map(|bead| pair.bead_text(bead, side)).unwrap_or_default();
        format!("[{}]\t{whole}", spans.join(" … "))
    });
    let number = finding.bead.map_or(String::new(), |place| (place + 1).to_string());
    format!(
        "{}\t{}\t{number}\t{}\t{}\t{}",
        finding.severity, finding.kind.id, finding.message, sides[0], sides[1]
    )
}
