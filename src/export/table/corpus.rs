//! The findings of many pairs in words, for people: counts, the worst pairs, what is said in different ways.

use std::io::{self, Write};

use anstyle::Style;

use super::palette::Palette;
use super::wrap::{plain, wrap};
use crate::check::corpus::{Conflict, ConflictKind, Counts, Place, Tally};
use crate::check::{self, Baseline, Severity};
use crate::export::WriteOptions;
use crate::export::text::one_line;
use crate::report::wording::{counted, percent};

/// Wider lines are tiring to read.
const WIDEST: usize = 110;
/// However narrow the terminal, a line has room for some words.
const NARROWEST: usize = 30;
/// Of pairs and of conflicts so many are shown, the worst.
const MOST: usize = 10;
/// Of one name or text so many ways are shown, the commonest.
const MOST_WAYS: usize = 4;

/// Writes the report.
pub(in crate::export) fn write(
    tally: &Tally,
    baseline: Option<&Baseline>,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    let page = Page {
        palette: Palette::new(options.colour),
        width: options.width.clamp(NARROWEST, WIDEST),
    };
    page.head(tally, baseline, output)?;
    page.pairs(tally, output)?;
    page.terms(tally, output)?;
    let conflicts = tally.collector.conflicts();
    for (kind, title) in [
        (ConflictKind::Name, "Names spelt in different ways"),
        (ConflictKind::Segment, "The same text translated in different ways"),
    ] {
        let of_kind: Vec<&Conflict> = conflicts.iter().filter(|conflict| conflict.kind == kind).collect();
        page.conflicts(title, &of_kind, output)?;
    }
    Ok(())
}

struct Page {
    palette: Palette,
    width: usize,
}

impl Page {
    fn head(&self, tally: &Tally, baseline: Option<&Baseline>, output: &mut dyn Write) -> io::Result<()> {
        let passages = counted(tally.beads, "passage");
        let flagged = format!("{} of them with findings ({})", tally.flagged, percent(tally.share()));
        let pairs = counted(tally.pairs, "pair");
        self.line(
            &format!("{pairs}, {passages}, {flagged}"),
            0,
            self.palette.strong,
            output,
        )?;
        if tally.failed > 0 {
            let failed = format!("{} could not be checked", counted(tally.failed, "pair"));
            self.line(&failed, 0, self.palette.strong, output)?;
        }
        if let Some(baseline) = baseline {
            let known = counted(tally.known, "known finding");
            let gone = tally.gone(baseline);
            let line = format!("{known} not shown; {gone} of the baseline no longer found");
            self.line(&line, 0, Style::new(), output)?;
        }
        let faint = self.palette.faint;
        writeln!(output, "{faint}{}{faint:#}", "─".repeat(self.width))?;
        if tally.counts.is_empty() {
            return self.line("Nothing found", 0, self.palette.strong, output);
        }
        let found = check::names()
            .into_iter()
            .filter(|check| tally.checks.contains_key(check));
        let found: Vec<&str> = found.collect();
        let margin = found.iter().map(|check| check.len()).max().unwrap_or(0);
        for check in found {
            writeln!(output, "{check:<margin$}  {}", counts(&tally.checks[check]))?;
        }
        let strong = self.palette.strong;
        writeln!(
            output,
            "{strong}{:<margin$}  {}{strong:#}",
            "all",
            counts(&tally.counts)
        )
    }

    fn pairs(&self, tally: &Tally, output: &mut dyn Write) -> io::Result<()> {
        let pairs = tally.worst_pairs();
        self.title("Pairs with the most findings", pairs.len(), output)?;
        for pair in pairs.iter().take(MOST) {
            let share = format!("in {} of {}", pair.flagged, counted(pair.beads, "passage"));
            let line = format!("{}: {}, {share}", pair.id, counts(&pair.counts));
            self.line(&line, 2, Style::new(), output)?;
        }
        Ok(())
    }

    fn terms(&self, tally: &Tally, output: &mut dyn Write) -> io::Result<()> {
        let terms = tally.collector.terms();
        self.title("Terms of the glossary not kept to", terms.len(), output)?;
        for term in terms.iter().take(MOST) {
            let way = match term.kind.id {
                "terminology-forbidden" => "forbidden term instead of ",
                _ => "",
            };
            let line = format!("{way}{}: {}", term.term, times(term.count, &term.first, &term.last));
            self.line(&line, 2, Style::new(), output)?;
        }
        Ok(())
    }

    fn conflicts(&self, title: &str, conflicts: &[&Conflict], output: &mut dyn Write) -> io::Result<()> {
        self.title(title, conflicts.len(), output)?;
        for conflict in conflicts.iter().take(MOST) {
            self.line(&one_line(&conflict.source), 2, Style::new(), output)?;
            for way in conflict.renderings.iter().take(MOST_WAYS) {
                let line = format!("{}: {}", one_line(&way.text), times(way.count, &way.first, &way.last));
                self.line(&line, 4, Style::new(), output)?;
            }
            let more = conflict.renderings.len().saturating_sub(MOST_WAYS);
            if more > 0 {
                self.line(
                    &format!("and in {} more", counted(more, "way")),
                    4,
                    self.palette.faint,
                    output,
                )?;
            }
        }
        Ok(())
    }

    /// The title of a list, unless it is empty.
    fn title(&self, title: &str, count: usize, output: &mut dyn Write) -> io::Result<()> {
        if count == 0 {
            return Ok(());
        }
        writeln!(output)?;
        let shown = if count > MOST {
            format!("{title} ({MOST} of {count})")
        } else {
            title.to_owned()
        };
        self.line(&shown, 0, self.palette.strong, output)
    }

    /// A text with an indent, wrapped.
    fn line(&self, text: &str, indent: usize, style: Style, output: &mut dyn Write) -> io::Result<()> {
        for line in wrap(&plain(text, style), self.width.saturating_sub(indent)) {
            writeln!(output, "{:indent$}{}", "", line.text)?;
        }
        Ok(())
    }
}

/// `2 errors, 1 warning`.
fn counts(counts: &Counts) -> String {
    let worst_first = Severity::ALL.into_iter().rev();
    let found = worst_first.filter_map(|severity| Some((severity, *counts.get(&severity)?)));
    let words = found.map(|(severity, count)| match severity {
        Severity::Info => format!("{count} info"),
        _ => counted(count, severity.name()),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// `3 times, from harbour (2024-02-14) to lake`.
fn times(count: usize, first: &Place, last: &Place) -> String {
    if first == last {
        return format!("{}, in {}", counted(count, "time"), place(first));
    }
    format!("{}, from {} to {}", counted(count, "time"), place(first), place(last))
}

fn place(place: &Place) -> String {
    match &place.date {
        Some(date) => format!("{} ({date})", place.pair),
        None => place.pair.clone(),
    }
}
