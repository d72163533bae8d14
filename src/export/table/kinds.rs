//! The kinds of findings for people: what each catches, an example, and what it does not catch.

use std::io::{self, Write};

use anstyle::Style;

use super::palette::Palette;
use super::wrap::{plain, wrap};
use crate::check::{self, Kind};
use crate::export::WriteOptions;

/// Wider lines are tiring to read.
const WIDEST: usize = 100;
/// However narrow the terminal, a line has room for some words.
const NARROWEST: usize = 30;
/// Of `not caught`, with two spaces.
const LABEL: usize = 12;

/// Writes all kinds, by check.
pub(in crate::export) fn write(options: &WriteOptions, output: &mut dyn Write) -> io::Result<()> {
    let page = Page {
        palette: Palette::new(options.colour),
        width: options.width.clamp(NARROWEST, WIDEST),
    };
    let mut last = "";
    for kind in check::kinds() {
        if !last.is_empty() {
            writeln!(output)?;
        }
        last = kind.id;
        page.kind(kind, output)?;
    }
    Ok(())
}

struct Page {
    palette: Palette,
    width: usize,
}

impl Page {
    fn kind(&self, kind: &Kind, output: &mut dyn Write) -> io::Result<()> {
        let (strong, level) = (self.palette.strong, self.palette.severity(kind.severity));
        writeln!(
            output,
            "{strong}{}{strong:#}  {level}{}{level:#}  {}",
            kind.id, kind.severity, kind.category
        )?;
        self.entry("catches", kind.catches, output)?;
        self.entry("example", kind.example.0, output)?;
        self.entry("", kind.example.1, output)?;
        self.entry("not caught", kind.misses, output)
    }

    fn entry(&self, label: &str, text: &str, output: &mut dyn Write) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let faint = self.palette.faint;
        for (row, line) in wrap(&plain(text, Style::new()), self.width - LABEL - 2)
            .iter()
            .enumerate()
        {
            let label = if row == 0 { label } else { "" };
            writeln!(output, "  {faint}{label:<LABEL$}{faint:#}{}", line.text)?;
        }
        Ok(())
    }
}
