//! The findings of the checks in words, for people: worst first, by check, with both texts and the places marked.
//!
//! With colours the places are underlined; without, `^` stands under them.

use std::io::{self, Write};

use anstyle::Style;

use super::palette::Palette;
use super::wrap::{plain, with_marks, wrap};
use super::{coverage_line, layout};
use crate::alignment::{AlignedPair, Side};
use crate::check::{self, Finding, Review, Severity};
use crate::document::Span;
use crate::export::WriteOptions;
use crate::export::findings::{Places, sentences};
use crate::report::wording::{Versions, counted, file_name};

/// Wider lines are tiring to read.
const WIDEST: usize = 110;
/// However narrow the terminal, a line has room for some words.
const NARROWEST: usize = 30;
/// Of a finding that names more passages than this, the rest are only counted.
const MOST_PASSAGES: usize = 4;

/// Writes findings and summary.
pub(in crate::export) fn write(
    pair: &AlignedPair,
    review: &Review,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    let page = Page {
        pair,
        places: Places::new(pair),
        versions: Versions::of(pair),
        palette: Palette::new(options.colour),
        width: options.width.clamp(NARROWEST, WIDEST),
    };
    page.heading(output)?;
    for severity in Severity::ALL.into_iter().rev() {
        page.severity(&review.findings, severity, output)?;
    }
    page.summary(review, output)
}

struct Page<'a> {
    pair: &'a AlignedPair,
    places: Places<'a>,
    versions: Versions,
    palette: Palette,
    width: usize,
}

impl Page<'_> {
    fn heading(&self, output: &mut dyn Write) -> io::Result<()> {
        let [source, target] = Side::BOTH.map(|side| {
            let name = file_name(&self.pair.document(side).name);
            format!("{} ({name})", self.versions.title(side))
        });
        self.line(&format!("{source} and {target}"), 0, self.palette.strong, output)?;
        self.rule(output)
    }

    fn rule(&self, output: &mut dyn Write) -> io::Result<()> {
        let faint = self.palette.faint;
        writeln!(output, "{faint}{}{faint:#}", "─".repeat(self.width))
    }

    /// The findings of one severity, by check in the order in which the checks run.
    fn severity(&self, findings: &[Finding], severity: Severity, output: &mut dyn Write) -> io::Result<()> {
        let of_severity: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == severity).collect();
        for check in check::names() {
            let of_check: Vec<&&Finding> = of_severity
                .iter()
                .filter(|finding| finding.kind.check() == check)
                .collect();
            if of_check.is_empty() {
                continue;
            }
            let title = format!("{check}: {}", counted(of_check.len(), severity.name()));
            writeln!(output)?;
            let style = self.palette.severity(severity);
            self.line(
                &title,
                0,
                if style == Style::new() { style } else { style.bold() },
                output,
            )?;
            of_check
                .into_iter()
                .try_for_each(|finding| self.finding(finding, output))?;
        }
        Ok(())
    }

    fn finding(&self, finding: &Finding, output: &mut dyn Write) -> io::Result<()> {
        writeln!(output)?;
        self.line(&finding.message, 2, self.palette.strong, output)?;
        let passage = finding.bead.map_or(String::new(), |place| match self.pair.unit(place) {
            Some(unit) => format!(", {unit}"),
            None => format!(", passage {}", place + 1),
        });
        let about = format!("{}{passage}, ID {}", finding.kind.id, finding.fingerprint);
        self.line(&about, 2, self.palette.faint, output)?;
        let passages = Side::BOTH.map(|side| self.passages(finding, side));
        let margin = passages
            .iter()
            .flatten()
            .map(|(label, _)| label.len())
            .max()
            .unwrap_or(0);
        for side in Side::BOTH {
            self.side(finding, side, &passages[side as usize], margin, output)?;
        }
        match &finding.suggestion {
            Some(suggestion) => self.line(&format!("Suggestion: {suggestion}"), 2, Style::new(), output),
            None => Ok(()),
        }
    }

    /// Runs of neighbouring sentences that the finding is about, each with what stands in the margin.
    fn passages(&self, finding: &Finding, side: Side) -> Vec<(String, Vec<usize>)> {
        let sentences = sentences(self.pair, finding, side);
        let runs = sentences.chunk_by(|a, b| a + 1 == *b);
        let name = layout::short_name(self.pair, side);
        runs.map(|run| {
            let whole = self.whole(side, run);
            let marked = finding.spans(side).iter().find(|span| whole.overlaps(**span));
            let label = match self.places.place(side, marked.copied().unwrap_or(whole)) {
                Some(place) => format!("{name} {}:{}", place.line, place.column),
                None => name.clone(),
            };
            (label, run.to_vec())
        })
        .collect()
    }

    /// The span from the first to the last of these sentences.
    fn whole(&self, side: Side, run: &[usize]) -> Span {
        let all = &self.pair.document(side).sentences;
        let spans = run.iter().map(|&sentence| all[sentence].span);
        spans.reduce(Span::cover).unwrap_or_default()
    }

    fn side(
        &self,
        finding: &Finding,
        side: Side,
        passages: &[(String, Vec<usize>)],
        margin: usize,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        let faint = self.palette.faint;
        let styles = [Style::new(), self.palette.flagged(finding.severity)];
        for (label, run) in passages.iter().take(MOST_PASSAGES) {
            let whole = self.whole(side, run);
            let text = whole.of(&self.pair.document(side).text);
            let glyphs = with_marks(text, whole.start, finding.spans(side), styles);
            let width = self.width.saturating_sub(margin + 4).max(NARROWEST / 2);
            for (row, line) in wrap(&glyphs, width).iter().enumerate() {
                let label = if row == 0 { label.as_str() } else { "" };
                writeln!(output, "  {faint}{label:<margin$}{faint:#}  {}", line.text)?;
                if !self.palette.colour() && !line.under.is_empty() {
                    writeln!(output, "  {:<margin$}  {}", "", line.under)?;
                }
            }
        }
        match passages.len().saturating_sub(MOST_PASSAGES) {
            0 => Ok(()),
            more => self.line(
                &format!("and {} more", counted(more, "passage")),
                margin + 4,
                faint,
                output,
            ),
        }
    }

    fn summary(&self, review: &Review, output: &mut dyn Write) -> io::Result<()> {
        if !review.findings.is_empty() {
            writeln!(output)?;
            self.rule(output)?;
        }
        self.line(&counts(review), 0, self.palette.strong, output)?;
        if let Some(gone) = review.gone {
            let known = counted(review.known.len(), "known finding");
            self.line(
                &format!("{known} not shown; {gone} of the baseline no longer found"),
                0,
                Style::new(),
                output,
            )?;
        }
        let summary = self.pair.summary();
        for (side, coverage) in [(Side::Source, summary.source), (Side::Target, summary.target)] {
            self.line(&coverage_line(&self.versions, side, coverage), 0, Style::new(), output)?;
        }
        Ok(())
    }

    /// A text with an indent, wrapped.
    fn line(&self, text: &str, indent: usize, style: Style, output: &mut dyn Write) -> io::Result<()> {
        for line in wrap(&plain(text, style), self.width.saturating_sub(indent)) {
            writeln!(output, "{:indent$}{}", "", line.text)?;
        }
        Ok(())
    }
}

/// `2 errors (number 1, date 1), 1 warning (url 1)`.
fn counts(review: &Review) -> String {
    let mut parts = Vec::new();
    for severity in Severity::ALL.into_iter().rev() {
        let all = review.count(severity);
        if all == 0 {
            continue;
        }
        let of_check = |check: &str| {
            let found = review.findings.iter();
            found
                .filter(|f| f.severity == severity && f.kind.check() == check)
                .count()
        };
        let per_check = check::names().into_iter().map(|check| (check, of_check(check)));
        let words: Vec<String> = per_check
            .filter(|(_, count)| *count > 0)
            .map(|(check, count)| format!("{check} {count}"))
            .collect();
        parts.push(format!("{} ({})", counted(all, severity.name()), words.join(", ")));
    }
    if parts.is_empty() {
        "Nothing found".to_owned()
    } else {
        parts.join(", ")
    }
}
