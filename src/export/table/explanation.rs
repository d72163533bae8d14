//! An explanation of one bead in words, for people.

use std::io::{self, Write};

use anstyle::Style;

use super::palette::Palette;
use super::wrap::{plain, wrap};
use crate::align::{Assessment, Candidate, Explanation, ScoreParts};
use crate::alignment::{AlignedPair, Bead, Side};
use crate::export::WriteOptions;
use crate::report::wording::{Level, Versions, evidence_label, file_name, percent};

/// Reasons beyond this many on either list are only counted.
const SHOWN_REASONS: usize = 12;

/// Writes the explanation of the bead at `index`.
pub(in crate::export) fn write(
    pair: &AlignedPair,
    index: usize,
    explanation: &Explanation,
    options: &WriteOptions,
    output: &mut dyn Write,
) -> io::Result<()> {
    let Some(bead) = pair.alignment.beads.get(index) else {
        return Ok(());
    };
    let page = Page {
        pair,
        bead,
        index,
        versions: Versions::of(pair),
        palette: Palette::new(options.colour),
        width: options.width.max(30),
    };
    page.write(explanation, output)
}

/// One bead and how to write of it.
struct Page<'a> {
    pair: &'a AlignedPair,
    bead: &'a Bead,
    index: usize,
    versions: Versions,
    palette: Palette,
    width: usize,
}

impl Page<'_> {
    fn write(&self, explanation: &Explanation, output: &mut dyn Write) -> io::Result<()> {
        self.heading(output)?;
        self.texts(output)?;
        if self.bead.is_null() {
            self.null(explanation, output)?;
        } else {
            let found = &explanation.assessment;
            self.title("What speaks for it", output)?;
            self.evidence(found, output)?;
            self.title("What speaks against it", output)?;
            self.missing(found, output)?;
        }
        self.title("How sure", output)?;
        self.figures(explanation, output)?;
        self.title("Neighbours", output)?;
        self.neighbours(output)
    }

    fn heading(&self, output: &mut dyn Write) -> io::Result<()> {
        let (number, of) = (self.index + 1, self.pair.alignment.beads.len());
        let strong = self.palette.strong;
        let level = self.palette.level(self.bead);
        let kind = self.bead.bead_type();
        let sure = sure(self.bead);
        let moved = if self.bead.moved { ", moved" } else { "" };
        writeln!(
            output,
            "{strong}Bead {number} of {of}{strong:#}: {kind}{moved}, {level}{sure}{level:#}"
        )?;
        match self.lonely() {
            Some(side) => self.line(
                &format!("It stands only in the {} version.", self.versions.adjective(side)),
                output,
            ),
            None => Ok(()),
        }
    }

    /// The side of a bead without counterpart.
    fn lonely(&self) -> Option<Side> {
        Side::BOTH
            .into_iter()
            .find(|&side| self.bead.side(side.other()).is_empty())
    }

    fn title(&self, title: &str, output: &mut dyn Write) -> io::Result<()> {
        let strong = self.palette.strong;
        writeln!(output, "\n{strong}{title}{strong:#}")
    }

    /// A line of prose, wrapped.
    fn line(&self, text: &str, output: &mut dyn Write) -> io::Result<()> {
        self.styled(text, Style::new(), output)
    }

    fn styled(&self, text: &str, style: Style, output: &mut dyn Write) -> io::Result<()> {
        for line in wrap(&plain(text, style), self.width - 2) {
            writeln!(output, "  {}", line.text)?;
        }
        Ok(())
    }

    fn texts(&self, output: &mut dyn Write) -> io::Result<()> {
        for side in Side::BOTH {
            let sentences = self.bead.side(side);
            let Some(first) = sentences.first() else { continue };
            let name = file_name(&self.pair.document(side).name);
            let numbers = match sentences.len() {
                1 => format!("sentence {}", first + 1),
                count => format!("sentences {} to {}", first + 1, first + count),
            };
            self.title(&format!("{} ({name}), {numbers}", self.versions.title(side)), output)?;
            self.line(&self.pair.bead_text(self.bead, side), output)?;
        }
        Ok(())
    }

    fn evidence(&self, found: &Assessment, output: &mut dyn Write) -> io::Result<()> {
        if found.evidence.is_empty() {
            return self.line(
                "No word or figure; only the lengths and the place between the neighbours.",
                output,
            );
        }
        for evidence in found.evidence.iter().take(SHOWN_REASONS) {
            let source = evidence.source.of(&self.pair.source.text);
            let target = evidence.target.of(&self.pair.target.text);
            let label = evidence_label(evidence.kind);
            let text = format!("{:+6.1}  {label}: {source} = {target}", evidence.weight);
            self.styled(&text, self.palette.evidence(evidence.kind), output)?;
        }
        self.more(found.evidence.len(), output)
    }

    fn missing(&self, found: &Assessment, output: &mut dyn Write) -> io::Result<()> {
        if found.missing.is_empty() {
            return self.line(
                "Nothing: no word or figure whose counterpart is known is without it.",
                output,
            );
        }
        for missing in found.missing.iter().take(SHOWN_REASONS) {
            let text = missing.span.of(&self.pair.document(missing.side).text);
            let other = self.versions.inline(missing.side.other());
            let label = missing.kind.map_or("word", |kind| kind.name());
            let text = format!(
                "{:+6.1}  {label} without counterpart: {text} (elsewhere in {other}: {})",
                missing.weight, missing.expected
            );
            self.line(&text, output)?;
        }
        self.more(found.missing.len(), output)
    }

    fn more(&self, count: usize, output: &mut dyn Write) -> io::Result<()> {
        match count.checked_sub(SHOWN_REASONS) {
            None | Some(0) => Ok(()),
            Some(rest) => self.styled(&format!("{:>6}  and {rest} more", ""), self.palette.faint, output),
        }
    }

    fn figures(&self, explanation: &Explanation, output: &mut dyn Write) -> io::Result<()> {
        let confidence = percent(self.bead.confidence);
        self.line(
            &format!("Confidence {confidence}: so many of the beads with figures like these are right."),
            output,
        )?;
        self.line(&posterior(self.bead, explanation), output)?;
        let found = &explanation.assessment;
        if self.bead.is_null() {
            return Ok(());
        }
        self.line(&length(found, explanation.usual_ratio), output)?;
        self.line(&format!("Score {}", score(&found.score)), output)?;
        if self.bead.moved {
            self.moved(output)?;
        }
        Ok(())
    }

    /// Where a moved bead stands on either side, by the beads that are in order.
    fn moved(&self, output: &mut dyn Write) -> io::Result<()> {
        let place = |side: Side| {
            let own = self.bead.side(side).first();
            let in_order = self.pair.alignment.beads.iter().enumerate();
            let before = in_order.filter(|(_, bead)| !bead.moved && !bead.is_null() && bead.side(side).last() < own);
            before
                .max_by_key(|(_, bead)| bead.side(side).last())
                .map(|(index, _)| index + 1)
        };
        let place = |side: Side| match place(side) {
            Some(number) => format!("behind bead {number}"),
            None => "at the beginning".to_owned(),
        };
        let text = format!(
            "Moved: in {} it stands {}, in {} {}.",
            self.versions.inline(Side::Source),
            place(Side::Source),
            self.versions.inline(Side::Target),
            place(Side::Target)
        );
        self.styled(&text, self.palette.moved, output)
    }

    fn neighbours(&self, output: &mut dyn Write) -> io::Result<()> {
        let beads = &self.pair.alignment.beads;
        let before = self.index.checked_sub(1);
        for (label, index) in [("Before", before), ("After", Some(self.index + 1))] {
            let text = match index.and_then(|index| Some((index, beads.get(index)?))) {
                Some((index, bead)) => format!("{label:<6}  {}", named(index, bead)),
                None => format!("{label:<6}  nothing"),
            };
            self.line(&text, output)?;
        }
        Ok(())
    }

    /// The best partner there would have been, and why it was not taken.
    fn null(&self, explanation: &Explanation, output: &mut dyn Write) -> io::Result<()> {
        let Some(best) = &explanation.candidate else {
            self.title("Why it has no counterpart", output)?;
            return self.line("The other version has no sentences.", output);
        };
        let side = self.lonely().map_or(Side::Target, Side::other);
        let sentence = match side {
            Side::Source => best.assessment.source.first(),
            Side::Target => best.assessment.target.first(),
        };
        let sentence = sentence.copied().unwrap_or_default();
        self.title(
            &format!(
                "The best partner in {}: sentence {}",
                self.versions.inline(side),
                sentence + 1
            ),
            output,
        )?;
        let words = self.pair.document(side).sentence_text(sentence).split_whitespace();
        self.line(&words.collect::<Vec<_>>().join(" "), output)?;
        self.title("Why it was not taken", output)?;
        self.refusal(best, explanation.usual_ratio, output)?;
        self.title("What speaks for it all the same", output)?;
        self.evidence(&best.assessment, output)?;
        self.title("What speaks against it", output)?;
        self.missing(&best.assessment, output)
    }

    fn refusal(&self, best: &Candidate, usual_ratio: f64, output: &mut dyn Write) -> io::Result<()> {
        let beads = &self.pair.alignment.beads;
        if let Some(index) = best.taken_by {
            self.line(
                &format!("It is in another bead: {}.", named(index, &beads[index])),
                output,
            )?;
        }
        if best.crosses {
            self.line("The two would cross beads that are in order.", output)?;
        }
        let together = best.assessment.score.total();
        let verdict = if together < best.apart {
            "so that they are better left apart"
        } else if best.taken_by.is_some() || best.crosses {
            "but not enough against what would have to be given up for it"
        } else {
            "but the surroundings are likelier without it"
        };
        let text = format!(
            "Together the two would score {together:+.1}, apart {:+.1}: {verdict}.",
            best.apart
        );
        self.line(&text, output)?;
        self.line(&format!("Score {}", score(&best.assessment.score)), output)?;
        self.line(&length(&best.assessment, usual_ratio), output)
    }
}

/// A bead in short: `bead 4, 1-1, very sure (97%)`.
fn named(index: usize, bead: &Bead) -> String {
    format!("bead {}, {}, {}", index + 1, bead.bead_type(), sure(bead))
}

/// How sure a bead is: `very sure (97%)`.
fn sure(bead: &Bead) -> String {
    format!("{} ({})", Level::of(bead.confidence).sure(), percent(bead.confidence))
}

fn posterior(bead: &Bead, explanation: &Explanation) -> String {
    match explanation.posterior {
        Some(posterior) => format!(
            "Search: {} of the probability of all alignments lies in those that have this bead.",
            percent(posterior)
        ),
        None if bead.is_null() => "Search: left over when other beads were changed.".to_owned(),
        None => "Search: found among the passages that stand elsewhere.".to_owned(),
    }
}

fn length(found: &Assessment, usual: f64) -> String {
    let (source, target) = found.lengths;
    format!(
        "Length: {source:.0} against {target:.0} characters, {:.2} to 1; usually {usual:.2} to 1.",
        target / source.max(1.0)
    )
}

/// The total and what it is the sum of, with shares where these mean anything.
fn score(parts: &ScoreParts) -> String {
    let total = parts.total();
    let part = |name: &str, value: f64| match total {
        total if total > 0.0 => format!("{name} {value:+.1} ({:.0}%)", 100.0 * value / total),
        _ => format!("{name} {value:+.1}"),
    };
    let parts = [
        part("words", parts.words),
        part("anchors", parts.anchors),
        part("length", parts.length),
        part("type of bead", parts.prior),
    ];
    format!("{total:+.1}: {}", parts.join(", "))
}
