//! `beadwork check --list`: what each check catches.

use anyhow::Result;
use beadwork::check::{self, Kind};
use beadwork::error::{Error, ErrorKind};
use beadwork::export::findings::FindingsFormat;
use clap::ColorChoice;
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::output::{terminal_options, write_standard};

/// A kind of finding for programs; the order of the fields is that of the keys.
#[derive(Serialize)]
struct Entry {
    id: &'static str,
    check: &'static str,
    category: &'static str,
    severity: &'static str,
    catches: &'static str,
    example: [&'static str; 2],
    misses: &'static str,
}

impl Entry {
    fn of(kind: &'static Kind) -> Self {
        Self {
            id: kind.id,
            check: kind.check(),
            category: kind.category,
            severity: kind.severity.name(),
            catches: kind.catches,
            example: [kind.example.0, kind.example.1],
            misses: kind.misses,
        }
    }
}

/// Writes the list as text or JSON.
pub(super) fn run(format: Option<FindingsFormat>, color: ColorChoice) -> Result<Outcome> {
    match format {
        None | Some(FindingsFormat::Text) => text(color)?,
        Some(FindingsFormat::Json) => {
            let entries: Vec<Entry> = check::kinds().map(Entry::of).collect();
            write_standard(|output| {
                serde_json::to_writer_pretty(&mut *output, &entries)?;
                output.write_all(b"\n")
            })?;
        }
        Some(other) => {
            let message = format!("the list cannot be written as {}", other.name());
            let error = Error::new(ErrorKind::Usage, "", message);
            return Err(error.with_remedy("use --format text or --format json").into());
        }
    }
    Ok(Outcome::Fine)
}

fn text(color: ColorChoice) -> Result<()> {
    let terminal = terminal_options(color);
    write_standard(|output| beadwork::export::findings::write_kinds(&terminal, output))
}
