//! The colours of the table. They are the terminal's own, so that they suit its background.

use anstyle::{AnsiColor, Style};

use crate::alignment::{Bead, EvidenceKind, Side};
use crate::check::Severity;
use crate::report::wording::Level;

/// Styles that do nothing if colours are off.
#[derive(Debug)]
pub(super) struct Palette {
    colour: bool,
    pub(super) strong: Style,
    pub(super) faint: Style,
    pub(super) moved: Style,
}

impl Palette {
    pub(super) fn new(colour: bool) -> Self {
        let style = |style: Style| if colour { style } else { Style::new() };
        Self {
            colour,
            strong: style(Style::new().bold()),
            faint: style(Style::new().dimmed()),
            moved: style(AnsiColor::Magenta.on_default()),
        }
    }

    /// Whether there are colours.
    pub(super) fn colour(&self) -> bool {
        self.colour
    }

    fn foreground(&self, colour: AnsiColor) -> Style {
        if self.colour { colour.on_default() } else { Style::new() }
    }

    /// For what stands on this side only.
    pub(super) fn only(&self, side: Side) -> Style {
        match side {
            Side::Source => self.foreground(AnsiColor::Red),
            Side::Target => self.foreground(AnsiColor::Blue),
        }
    }

    /// For a confidence.
    pub(super) fn level(&self, bead: &Bead) -> Style {
        match Level::of(bead.confidence) {
            _ if bead.is_null() => self.faint,
            Level::High => self.foreground(AnsiColor::Green),
            Level::Medium => self.foreground(AnsiColor::Yellow),
            Level::Low => self.foreground(AnsiColor::Red),
        }
    }

    /// For what is said of a finding.
    pub(super) fn severity(&self, severity: Severity) -> Style {
        self.foreground(match severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Info => AnsiColor::Cyan,
        })
    }

    /// For the words that a finding is about.
    pub(super) fn flagged(&self, severity: Severity) -> Style {
        let style = self.severity(severity);
        if self.colour { style.bold().underline() } else { style }
    }

    /// For words that are evidence. Weak kinds are as frequent as words, so they stay as they are.
    pub(super) fn evidence(&self, kind: EvidenceKind) -> Style {
        match kind {
            EvidenceKind::Number => self.foreground(AnsiColor::Yellow),
            EvidenceKind::Date => self.foreground(AnsiColor::Green),
            EvidenceKind::Name => self.foreground(AnsiColor::Cyan),
            EvidenceKind::Token | EvidenceKind::Url => self.foreground(AnsiColor::Magenta),
            EvidenceKind::Quote | EvidenceKind::Punctuation | EvidenceKind::Cognate | EvidenceKind::Lexicon => {
                Style::new()
            }
        }
    }
}
