//! The beads as rows of two columns, with markers where moved passages stand on the target side.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::highlight::{Run, runs};
use super::wording::{Level, evidence_label, percent, role_label};
use super::{View, findings};
use crate::alignment::{AlignedPair, Bead, Evidence, Side};
use crate::document::{Role, Span};

/// The list of all beads.
pub(super) fn list(view: &View) -> Markup {
    let beads = &view.pair.alignment.beads;
    let places = moved_places(view.pair);
    html! {
        @if beads.is_empty() {
            p.empty { "Neither version has sentences to compare. What was read of the files stands below." }
        } @else {
            ol.beads {
                @for (index, bead) in beads.iter().enumerate() {
                    (places_before(view, &places, index))
                    (row(view, index, bead, &places))
                }
                (places_before(view, &places, beads.len()))
            }
        }
    }
}

/// In front of which bead each moved bead would stand if the rows followed the target: row → moved beads.
///
/// A null bead behind a moved one is listed with it, so it says nothing about the target's own order.
fn moved_places(pair: &AlignedPair) -> BTreeMap<usize, Vec<usize>> {
    let beads = &pair.alignment.beads;
    let mut in_target_order: Vec<(usize, usize)> = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        in_target_order.extend(bead.target.first().map(|&sentence| (sentence, index)));
    }
    in_target_order.sort_unstable();
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (mut row, mut after_moved) = (0, false);
    for (_, index) in in_target_order {
        let bead = &beads[index];
        if bead.moved {
            places.entry(row).or_default().push(index);
            after_moved = true;
        } else if !(after_moved && bead.source.is_empty()) {
            row = index + 1;
            after_moved = false;
        }
    }
    places
}

fn places_before(view: &View, places: &BTreeMap<usize, Vec<usize>>, row: usize) -> Markup {
    html! {
        @if let Some(moved) = places.get(&row) {
            @for &index in moved { (place(view, index)) }
        }
    }
}

/// The marker at the target's own place of a moved bead, with the way to where its text stands.
fn place(view: &View, index: usize) -> Markup {
    let bead = &view.pair.alignment.beads[index];
    let text = view.pair.bead_text(bead, Side::Target);
    html! {
        li.place #{ "place-" (index + 1) } {
            p {
                "In " (view.versions.inline(Side::Target)) ", this comes here: "
                a href={ "#bead-" (index + 1) } {
                    q lang=[view.language(Side::Target)] dir="auto" { (beginning(&text)) }
                }
            }
        }
    }
}

/// The first words of a text, up to about 60 characters.
pub(super) fn beginning(text: &str) -> String {
    const LIMIT: usize = 60;
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    let head: String = text.chars().take(LIMIT).collect();
    let words = head.rsplit_once(' ').map_or(head.as_str(), |(words, _)| words);
    format!("{words}…")
}

fn row(view: &View, index: usize, bead: &Bead, places: &BTreeMap<usize, Vec<usize>>) -> Markup {
    html! {
        li #{ "bead-" (index + 1) } class=(classes(view, index, bead)) {
            (cell(view, bead, Side::Source))
            (join(view, index, bead, places))
            (cell(view, bead, Side::Target))
            @if let Some(flags) = &view.flags { (findings::notes(flags, index)) }
        }
    }
}

fn classes(view: &View, index: usize, bead: &Bead) -> String {
    let mut classes = format!("bead {}", Level::of(bead.confidence).name());
    classes.push_str(match (bead.source.is_empty(), bead.target.is_empty()) {
        (false, false) => " linked",
        (_, true) => " null only-source",
        (true, false) => " null only-target",
    });
    if bead.moved {
        classes.push_str(" moved");
    }
    if view
        .flags
        .as_ref()
        .is_some_and(|flags| !flags.of_bead(index).is_empty())
    {
        classes.push_str(" has-findings");
    }
    classes
}

/// What stands between the columns: bead type and confidence, as a figure and as a bar.
fn join(view: &View, index: usize, bead: &Bead, places: &BTreeMap<usize, Vec<usize>>) -> Markup {
    let number = index + 1;
    let level = Level::of(bead.confidence).name();
    let confidence = percent(bead.confidence);
    let width = format!("{:.1}%", (bead.confidence * 100.0).clamp(0.0, 100.0));
    html! {
        div.join {
            a.type href={ "#bead-" (number) } title=(leaning(view, index, bead)) {
                (bead.bead_type().to_string().replace('-', "–"))
            }
            svg.meter aria-hidden="true" width="100%" height="4" {
                rect.track width="100%" height="4" rx="2" {}
                rect.fill width=(width) height="4" rx="2" {}
            }
            @match view.pair.unit(index) {
                Some(unit) => span.unit title=(unit) { (unit) },
                None => span.confidence { span.hidden { (level) " confidence " } (confidence) },
            }
            @if bead.moved { (moved_link(view, index, places)) }
        }
    }
}

/// What a bead leans on beside its evidence: its lengths and its neighbours.
fn leaning(view: &View, index: usize, bead: &Bead) -> String {
    let length = view.pair.length_ratio(bead);
    let length = length.map_or(String::new(), |ratio| format!("; length {ratio:.2} of the source's"));
    let beads = &view.pair.alignment.beads;
    let near = [index.checked_sub(1), Some(index + 1)].map(|place| beads.get(place?));
    let near: Vec<String> = (near.into_iter().flatten())
        .map(|bead| percent(bead.confidence))
        .collect();
    let near = match near.as_slice() {
        [] => String::new(),
        near => format!("; neighbours {}", near.join(" and ")),
    };
    let level = Level::of(bead.confidence).name();
    // What is aligned already has no confidence to speak of.
    match view.pair.unit(index) {
        Some(unit) => format!("{unit}{length}"),
        None => format!("Passage {}: {level} confidence{length}{near}", index + 1),
    }
}

/// The way from a moved passage to the place where the target has it.
fn moved_link(view: &View, index: usize, places: &BTreeMap<usize, Vec<usize>>) -> Markup {
    let place = places
        .iter()
        .find(|(_, moved)| moved.contains(&index))
        .map(|(&row, _)| row);
    let (arrow, word) = if place.is_some_and(|row| row > index) {
        ("↓", "further down")
    } else {
        ("↑", "further up")
    };
    let title = format!("In {} this stands {word}", view.versions.inline(Side::Target));
    html! {
        a.elsewhere href={ "#place-" (index + 1) } title=(title) {
            "moved " span aria-hidden="true" { (arrow) }
        }
    }
}

fn cell(view: &View, bead: &Bead, side: Side) -> Markup {
    let name = match side {
        Side::Source => "source",
        Side::Target => "target",
    };
    html! {
        @if bead.side(side).is_empty() {
            div class={ "cell absent " (name) } {
                p { "only in " (view.versions.inline(side.other())) }
            }
        } @else {
            div class={ "cell " (name) } lang=[view.language(side)] data-version=(view.versions.title(side)) {
                @for block in by_block(view.pair, bead, side) { (paragraph(view, bead, side, block)) }
            }
        }
    }
}

/// The sentences of one side, cut where a new block begins.
fn by_block<'a>(pair: &AlignedPair, bead: &'a Bead, side: Side) -> Vec<&'a [usize]> {
    let sentences = &pair.document(side).sentences;
    let same = |a: &usize, b: &usize| sentences[*a].block == sentences[*b].block;
    bead.side(side).chunk_by(same).collect()
}

/// One or more sentences of a block; marked if they begin it.
fn paragraph(view: &View, bead: &Bead, side: Side, sentences: &[usize]) -> Markup {
    let document = view.pair.document(side);
    let first = sentences[0];
    let begins = first == 0 || document.sentences[first - 1].block != document.sentences[first].block;
    let role = document.sentence_role(first);
    let mut class = role.name().to_owned();
    if begins && role == Role::Body {
        class.push_str(" begins");
    }
    html! {
        @if let Some(label) = role_label(role).filter(|_| begins) {
            span.role lang="en" { (label) }
        }
        p class=(class) dir="auto" {
            @for (position, &sentence) in sentences.iter().enumerate() {
                @if position > 0 { " " }
                span.sentence { (marked(view, bead, side, sentence)) }
            }
        }
    }
}

/// The text of a sentence with its evidence and the places of findings marked.
fn marked(view: &View, bead: &Bead, side: Side, sentence: usize) -> Markup {
    let document = view.pair.document(side);
    let pieces = runs(&document.text, document.sentences[sentence].span, &bead.evidence, side);
    let with_evidence = |run: &Run, span: Span| {
        let text = span.of(&document.text);
        html! { @if run.evidence.is_empty() { (text) } @else { (mark(text, run, &bead.evidence)) } }
    };
    let Some(flags) = &view.flags else {
        return html! { @for run in &pieces { (with_evidence(run, run.span)) } };
    };
    html! {
        @for run in &pieces {
            @for (span, findings) in flags.cut(&document.text, side, sentence, run.span) {
                @if findings.is_empty() {
                    (with_evidence(run, span))
                } @else {
                    mark class={ "flagged " (flags.worst(&findings)) } title=(flags.messages(&findings)) {
                        (with_evidence(run, span))
                    }
                }
            }
        }
    }
}

fn mark(text: &str, run: &Run, evidence: &[Evidence]) -> Markup {
    let numbers: Vec<String> = run.evidence.iter().map(usize::to_string).collect();
    let reasons: Vec<String> = run.evidence.iter().map(|&index| reason(&evidence[index])).collect();
    html! {
        mark class={ "e-" (evidence[run.evidence[0]].kind.name()) } data-e=(numbers.join(" ")) title=(reasons.join("\n")) {
            (text)
        }
    }
}

/// `same number: 1500000 (weight 3.2)`.
fn reason(evidence: &Evidence) -> String {
    let label = evidence_label(evidence.kind);
    format!("{label}: {} (weight {:.1})", evidence.value, evidence.weight)
}
