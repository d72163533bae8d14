//! `beadwork corpus`: from heaps of articles to parallel corpora, one file per subcommand.

pub(super) mod folder;
mod pair;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::Outcome;

/// Pair heaps of articles.
#[derive(Debug, Args)]
pub(crate) struct CorpusArguments {
    #[command(subcommand)]
    command: CorpusCommand,
}

#[derive(Debug, Subcommand)]
enum CorpusCommand {
    Pair(Box<pair::PairArguments>),
}

/// Runs the subcommand.
pub(crate) fn run(arguments: &CorpusArguments) -> Result<Outcome> {
    match &arguments.command {
        CorpusCommand::Pair(arguments) => pair::run(arguments),
    }
}
