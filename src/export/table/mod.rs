//! The table for a terminal: two columns with the bead's number, type and confidence in the margin.
//!
//! Under 60 columns the two texts stand one below the other. What the text itself could do to a terminal (escape
//! sequences, direction overrides) is taken out.

pub(super) mod corpus;
pub(super) mod explanation;
pub(super) mod findings;
pub(super) mod kinds;
mod layout;
mod palette;
mod wrap;

use std::io::{self, Write};

use super::WriteOptions;
use crate::alignment::{AlignedPair, Bead, Coverage, Side, Summary};
use crate::report::wording::{Level, Versions, counted, file_name, percent, role_label};
use layout::Layout;
use palette::Palette;
use wrap::{Line, plain, wrap};

/// Writes heading, beads and summary.
pub(super) fn write(pair: &AlignedPair, options: &WriteOptions, output: &mut dyn Write) -> io::Result<()> {
    let table = Table {
        pair,
        versions: Versions::of(pair),
        palette: Palette::new(options.colour),
        layout: Layout::new(pair, options.width),
    };
    table.heading(output)?;
    for (index, bead) in pair.alignment.beads.iter().enumerate() {
        if table.layout.stacked {
            table.stacked_bead(index, bead, output)?;
        } else {
            table.bead(index, bead, output)?;
        }
    }
    table.summary(&pair.summary(), output)
}

struct Table<'a> {
    pair: &'a AlignedPair,
    versions: Versions,
    palette: Palette,
    layout: Layout,
}

impl Table<'_> {
    fn heading(&self, output: &mut dyn Write) -> io::Result<()> {
        let titles = Side::BOTH.map(|side| {
            let name = file_name(&self.pair.document(side).name);
            let title = format!("{} ({name})", self.versions.title(side));
            wrap(&plain(&title, self.palette.strong), self.layout.column)
        });
        let [source, target] = titles;
        if self.layout.stacked {
            source
                .iter()
                .chain(&target)
                .try_for_each(|line| writeln!(output, "{}", line.text))?;
        } else {
            self.columns(&[], &source, &target, output)?;
        }
        let faint = self.palette.faint;
        writeln!(output, "{faint}{}{faint:#}\n", "─".repeat(self.layout.width))
    }

    /// One bead side by side.
    fn bead(&self, index: usize, bead: &Bead, output: &mut dyn Write) -> io::Result<()> {
        let mut margin = vec![self.figures(index, bead)];
        margin.extend(
            self.labels(bead)
                .into_iter()
                .map(|label| plain_line(&label, self.label_style(bead))),
        );
        let [source, target] = Side::BOTH.map(|side| self.cell(bead, side));
        self.columns(&margin, &source, &target, output)?;
        writeln!(output)
    }

    /// One bead with the source over the target.
    fn stacked_bead(&self, index: usize, bead: &Bead, output: &mut dyn Write) -> io::Result<()> {
        let style = self.label_style(bead);
        write!(output, "{}", self.figures(index, bead).text)?;
        let mut labels = self.labels(bead);
        if let Some(side) = only_side(bead) {
            labels.push(format!("only in {}", self.versions.inline(side)));
        }
        if !labels.is_empty() {
            write!(output, "  {style}{}{style:#}", labels.join(", "))?;
        }
        writeln!(output)?;
        let faint = self.palette.faint;
        for side in Side::BOTH.into_iter().filter(|&side| !bead.side(side).is_empty()) {
            let name = self.layout.names[side as usize].as_str();
            for (position, line) in self.cell(bead, side).iter().enumerate() {
                let name = if position == 0 { name } else { "" };
                writeln!(output, "{faint}{name:<4}{faint:#}{}", line.text)?;
            }
        }
        writeln!(output)
    }

    /// Number, type and confidence.
    fn figures(&self, index: usize, bead: &Bead) -> Line {
        let (number, kind) = (index + 1, bead.bead_type().to_string());
        let (faint, level) = (self.palette.faint, self.palette.level(bead));
        let (wide, wider) = (self.layout.number, self.layout.kind);
        let confidence = percent(bead.confidence);
        Line {
            text: format!("{faint}{number:>wide$}{faint:#} {kind:<wider$} {level}{confidence:>4}{level:#}"),
            width: wide + 1 + wider + 1 + confidence.len().max(4),
            under: String::new(),
        }
    }

    /// What stands under the figures: role, moved, doubtful.
    fn labels(&self, bead: &Bead) -> Vec<String> {
        let side = if bead.source.is_empty() {
            Side::Target
        } else {
            Side::Source
        };
        let document = self.pair.document(side);
        let role = bead
            .side(side)
            .first()
            .and_then(|&sentence| role_label(document.sentence_role(sentence)));
        let mut labels: Vec<String> = role.map(str::to_lowercase).into_iter().collect();
        if bead.moved {
            labels.push("moved".to_owned());
        }
        if !bead.is_null() && Level::of(bead.confidence) == Level::Low {
            labels.push("doubtful".to_owned());
        }
        labels
    }

    fn label_style(&self, bead: &Bead) -> anstyle::Style {
        match (only_side(bead), bead.moved) {
            (Some(side), _) => self.palette.only(side),
            (None, true) => self.palette.moved,
            (None, false) => self.palette.faint,
        }
    }

    /// The wrapped text of one side; for the empty side, where the text is.
    fn cell(&self, bead: &Bead, side: Side) -> Vec<Line> {
        if bead.side(side).is_empty() {
            let words = format!("only in {}", self.versions.inline(side.other()));
            return wrap(&plain(&words, self.palette.only(side.other())), self.layout.column);
        }
        let paragraphs = wrap::paragraphs(self.pair, bead, side, &self.palette);
        paragraphs
            .iter()
            .flat_map(|glyphs| wrap(glyphs, self.layout.column))
            .collect()
    }

    fn columns(&self, margin: &[Line], source: &[Line], target: &[Line], output: &mut dyn Write) -> io::Result<()> {
        let faint = self.palette.faint;
        for row in 0..margin.len().max(source.len()).max(target.len()) {
            let margin = padded(margin.get(row), self.layout.margin);
            let source = padded(source.get(row), self.layout.column);
            write!(output, "{margin}  {source} {faint}│{faint:#}")?;
            match target.get(row) {
                Some(line) => writeln!(output, " {}", line.text)?,
                None => writeln!(output)?,
            }
        }
        Ok(())
    }

    fn summary(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        let faint = self.palette.faint;
        writeln!(output, "{faint}{}{faint:#}", "─".repeat(self.layout.width))?;
        for sentence in self.summary_lines(summary) {
            for line in wrap(&plain(&sentence, anstyle::Style::new()), self.layout.width) {
                writeln!(output, "{}", line.text)?;
            }
        }
        Ok(())
    }

    fn summary_lines(&self, summary: &Summary) -> Vec<String> {
        let types = summary
            .by_type
            .iter()
            .filter(|(kind, _)| kind.source > 0 && kind.target > 0);
        let types: Vec<String> = types.map(|(kind, count)| format!("{kind} ×{count}")).collect();
        let types = if types.is_empty() {
            String::new()
        } else {
            format!(" ({})", types.join(", "))
        };
        let mut lines = vec![format!(
            "{} in both versions{types}; {} moved, {} doubtful",
            counted(summary.linked, "passage"),
            summary.moved,
            summary.low_confidence
        )];
        for (side, coverage) in [(Side::Source, summary.source), (Side::Target, summary.target)] {
            lines.push(coverage_line(&self.versions, side, coverage));
        }
        lines
    }
}

/// How much of one side has a counterpart, as a sentence.
fn coverage_line(versions: &Versions, side: Side, coverage: Coverage) -> String {
    let furniture = match coverage.furniture {
        0 => String::new(),
        count => format!("; {} of page furniture left out", counted(count, "sentence")),
    };
    format!(
        "{}: {} of the text is also in {}; {} of {} only in {}{furniture}",
        versions.title(side),
        percent(coverage.share()),
        versions.inline(side.other()),
        coverage.sentences - coverage.covered_sentences,
        counted(coverage.sentences, "sentence"),
        versions.inline(side)
    )
}

/// The side that a null bead stands on.
fn only_side(bead: &Bead) -> Option<Side> {
    match (bead.source.is_empty(), bead.target.is_empty()) {
        (false, true) => Some(Side::Source),
        (true, false) => Some(Side::Target),
        _ => None,
    }
}

fn plain_line(text: &str, style: anstyle::Style) -> Line {
    // Labels are ASCII, so that bytes are columns.
    Line {
        text: format!("{style}{text}{style:#}"),
        width: text.len(),
        under: String::new(),
    }
}

fn padded(line: Option<&Line>, width: usize) -> String {
    let (text, used) = line.map_or(("", 0), |line| (line.text.as_str(), line.width));
    format!("{text}{}", " ".repeat(width.saturating_sub(used)))
}
