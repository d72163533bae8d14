//! `beadwork corpus`: from heaps of articles to parallel corpora, one file per subcommand.

mod build;
mod export;
pub(super) mod heap;
mod pair;
mod progress;
mod report;
mod search;
mod status;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::Outcome;

/// Make a parallel corpus from heaps of articles, and look at it
#[derive(Debug, Args)]
pub(crate) struct CorpusArguments {
    #[command(subcommand)]
    command: CorpusCommand,
}

#[derive(Debug, Subcommand)]
enum CorpusCommand {
    Build(Box<build::BuildArguments>),
    Update(Box<build::UpdateArguments>),
    Status(status::StatusArguments),
    Retry(build::RetryArguments),
    Pair(Box<pair::PairArguments>),
    Export(export::ExportArguments),
    Verify(export::VerifyArguments),
    Search(search::SearchArguments),
    Report(report::ReportArguments),
}

/// Runs the subcommand.
pub(crate) fn run(arguments: &CorpusArguments) -> Result<Outcome> {
    match &arguments.command {
        CorpusCommand::Build(arguments) => build::run(arguments),
        CorpusCommand::Update(arguments) => build::update(arguments),
        CorpusCommand::Status(arguments) => status::run(arguments),
        CorpusCommand::Retry(arguments) => build::retry(arguments),
        CorpusCommand::Pair(arguments) => pair::run(arguments),
        CorpusCommand::Export(arguments) => export::run(arguments),
        CorpusCommand::Verify(arguments) => export::verify(arguments),
        CorpusCommand::Search(arguments) => search::run(arguments),
        CorpusCommand::Report(arguments) => report::run(arguments),
    }
}
