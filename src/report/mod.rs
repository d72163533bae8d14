//! The HTML comparison report: [`AlignedPair`] → one self-contained page.
//!
//! The page loads nothing from anywhere: style and script stand inside it, and a content security policy forbids
//! everything else, by hash, so that text of an article could not run as a script even if it escaped its escaping.
//! Without JavaScript everything is shown and readable; the script only adds filters and the lighting up of evidence.
//! The same pair gives the same bytes.

mod beads;
mod findings;
#[cfg(test)]
pub(crate) mod fixture;
mod furniture;
pub(crate) mod highlight;
mod map;
mod masthead;
pub(crate) mod policy;
pub(crate) mod wording;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::alignment::{AlignedPair, Side, Summary};
use crate::check::Finding;
use crate::language::Language;
use findings::Flags;
use wording::Versions;

const STYLE: &str = include_str!("assets/style.css");
const SCRIPT: &str = include_str!("assets/script.js");

/// Everything the parts of the page look at.
struct View<'a> {
    pair: &'a AlignedPair,
    summary: Summary,
    versions: Versions,
    /// What the checks found, if they ran.
    flags: Option<Flags<'a>>,
}

impl View<'_> {
    /// The language code of one version, for `lang`.
    fn language(&self, side: Side) -> Option<&str> {
        self.pair.document(side).language.as_ref().map(Language::code)
    }
}

/// Writes the report as UTF-8.
///
/// # Errors
/// If `output` fails.
pub fn write(pair: &AlignedPair, output: &mut dyn Write) -> io::Result<()> {
    output.write_all(render(pair).as_bytes())
}

/// Writes the report with what the checks found: a list above the texts, and the places marked in them.
///
/// # Errors
/// If `output` fails.
pub fn write_with_findings(pair: &AlignedPair, findings: &[Finding], output: &mut dyn Write) -> io::Result<()> {
    output.write_all(render_with_findings(pair, findings).as_bytes())
}

/// The report as one HTML page.
#[must_use]
pub fn render(pair: &AlignedPair) -> String {
    render_view(pair, None)
}

/// The report with what the checks found as one HTML page.
#[must_use]
pub fn render_with_findings(pair: &AlignedPair, findings: &[Finding]) -> String {
    render_view(pair, Some(Flags::new(pair, findings)))
}

fn render_view(pair: &AlignedPair, flags: Option<Flags>) -> String {
    let view = View {
        pair,
        summary: pair.summary(),
        versions: Versions::of(pair),
        flags,
    };
    page(&view).into_string()
}

fn page(view: &View) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(view))
            body {
                a.skip href="#text" { "Skip to the text" }
                (masthead::masthead(view))
                @if let Some(flags) = &view.flags { (findings::section(view, flags)) }
                main #text {
                    (toolbar(view))
                    (column_names(view))
                    (beads::list(view))
                }
                (furniture::left_out(view))
                (footer())
                p.reason #reason role="status" aria-live="polite" hidden {}
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn head(view: &View) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy::content_security_policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("beadwork ", env!("CARGO_PKG_VERSION")));
            title { (masthead::headline(view, Side::Source)) " – " (view.versions.heading()) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// The filter buttons. They need the script, which unhides them.
fn toolbar(view: &View) -> Markup {
    let beads = &view.pair.alignment.beads;
    let differences = beads.iter().filter(|bead| bead.is_null() || bead.moved).count();
    let mut filters = vec![
        ("all", "All", beads.len()),
        ("differences", "Differences only", differences),
        ("low", "Low confidence", view.summary.low_confidence),
        ("moved", "Moved", view.summary.moved),
    ];
    if let Some(flags) = &view.flags {
        filters.insert(1, ("findings", "With findings", flags.flagged_beads()));
    }
    html! {
        div.toolbar role="group" aria-label="Show" hidden {
            @for (name, label, count) in filters {
                button type="button" data-filter=(name) aria-pressed=(name == "all") disabled[count == 0 && name != "all"] {
                    (label) " " span.count { (count) }
                }
            }
        }
    }
}

fn column_names(view: &View) -> Markup {
    html! {
        div.columns aria-hidden="true" {
            span { (view.versions.title(Side::Source)) }
            span.middle { "sentences, confidence" }
            span { (view.versions.title(Side::Target)) }
        }
    }
}

fn footer() -> Markup {
    html! {
        footer {
            p {
                "Made by beadwork " (env!("CARGO_PKG_VERSION")) ". "
                "The confidence of a passage is the estimated probability that exactly these sentences correspond; "
                "the marked words are the reasons."
            }
        }
    }
}
