//! The top of the page: what is compared, and what it comes to.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::View;
use super::beads::beginning;
use super::map;
use super::wording::{counted, evidence_label, file_name, percent};
use crate::alignment::{EvidenceKind, Side};
use crate::document::{Block, Role};

/// Titles, coverage, counts, the map and the legend.
pub(super) fn masthead(view: &View) -> Markup {
    html! {
        header.masthead {
            h1 { (view.versions.heading()) }
            div.versions {
                @for side in Side::BOTH { (version(view, side)) }
            }
            (facts(view))
            (map::map(view))
            (legend(view))
        }
    }
}

/// The headline of one version; without one the beginning of its text, or else the name of its file.
pub(super) fn headline(view: &View, side: Side) -> String {
    let document = view.pair.document(side);
    let text = |block: &Block| beginning(block.span.of(&document.text));
    if let Some(title) = document.blocks.iter().find(|block| block.role == Role::Title) {
        return title.span.of(&document.text).to_owned();
    }
    let first = document.blocks.iter().find(|block| block.role.is_content());
    first.map_or_else(|| file_name(&document.name).to_owned(), text)
}

fn version(view: &View, side: Side) -> Markup {
    let document = view.pair.document(side);
    html! {
        section.version {
            p.edition { (view.versions.title(side)) " " span.file { (file_name(&document.name)) } }
            h2 lang=[view.language(side)] dir="auto" { (headline(view, side)) }
            (coverage(view, side))
        }
    }
}

fn coverage(view: &View, side: Side) -> Markup {
    let coverage = match side {
        Side::Source => view.summary.source,
        Side::Target => view.summary.target,
    };
    let share = coverage.share();
    let only = coverage.sentences - coverage.covered_sentences;
    html! {
        svg.coverage aria-hidden="true" width="100%" height="8" {
            rect.track width="100%" height="8" rx="4" {}
            rect.fill width={ (format!("{:.1}%", share * 100.0)) } height="8" rx="4" {}
        }
        p.coverage {
            strong { (percent(share)) } " of the " (view.versions.adjective(side)) " text is also in "
            (view.versions.inline(side.other()))
            br;
            (coverage.covered_sentences) " of " (counted(coverage.sentences, "sentence"))
            @if only > 0 { ", " (only) " only in " (view.versions.inline(side)) }
        }
    }
}

/// The counts, each with its word under it.
fn facts(view: &View) -> Markup {
    let summary = &view.summary;
    let only = |side: Side| match side {
        Side::Source => summary.source.sentences - summary.source.covered_sentences,
        Side::Target => summary.target.sentences - summary.target.covered_sentences,
    };
    html! {
        h2.hidden { "Summary" }
        dl.facts {
            div { dt { "in both" } dd { (summary.linked) } }
            @for (side, class) in [(Side::Source, "only-source"), (Side::Target, "only-target")] {
                div class=(class) { dt { "only in " (view.versions.inline(side)) } dd { (only(side)) } }
            }
            div.moved { dt { "moved" } dd { (summary.moved) } }
            div.low { dt { "low confidence" } dd { (summary.low_confidence) } }
            div.types { dt { "sentences joined, " (view.versions.adjective(Side::Source)) "–" (view.versions.adjective(Side::Target)) }
                dd { (types(view)) } }
        }
    }
}

/// The linked bead types and how many there are of each, the commonest first.
fn types(view: &View) -> Markup {
    let linked = view
        .summary
        .by_type
        .iter()
        .filter(|(kind, _)| kind.source > 0 && kind.target > 0);
    let mut types: Vec<_> = linked
        .map(|(kind, &count)| (kind.to_string().replace('-', "–"), count))
        .collect();
    types.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    html! {
        @if types.is_empty() { "–" }
        @for (kind, count) in types { span.type { b { (kind) } " ×" (count) } " " }
    }
}

/// Which colour means what, with counts; left out if nothing is marked.
fn legend(view: &View) -> Markup {
    let mut counts: BTreeMap<EvidenceKind, usize> = BTreeMap::new();
    for reason in view.pair.alignment.beads.iter().flat_map(|bead| &bead.evidence) {
        *counts.entry(reason.kind).or_default() += 1;
    }
    html! {
        @if !counts.is_empty() {
            p.legend {
                "Marked in the text: "
                @for (kind, count) in counts {
                    span.key { mark class={ "e-" (kind.name()) } { (evidence_label(kind)) } " " (count) } " "
                }
            }
        }
    }
}
