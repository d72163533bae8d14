//! The map: both versions as strips, joined where they correspond, so that cuts and moves are seen at a glance.

use std::fmt::Write;

use maud::{Markup, html};

use super::View;
use super::wording::counted;
use crate::alignment::{AlignedPair, Bead, Side};

/// Width of the drawing in its own units; the page stretches it.
const WIDTH: f64 = 1000.0;
/// Height of the drawing.
const HEIGHT: f64 = 64.0;
/// Height of a strip.
const STRIP: f64 = 8.0;
/// Above this many beads, neighbours that run in parallel are drawn as one to keep the page light.
const DETAILED: usize = 400;

/// Draws the map; nothing if there is nothing to join.
pub(super) fn map(view: &View) -> Markup {
    let beads = &view.pair.alignment.beads;
    let places = Side::BOTH.map(|side| places(view.pair, side));
    // What is moved crosses the rest, and is drawn over it.
    let (moved, settled): (Vec<_>, Vec<_>) = groups(beads).into_iter().partition(|&(first, _)| beads[first].moved);
    html! {
        @if !beads.is_empty() {
            figure.map {
                span.edge aria-hidden="true" { (view.versions.title(Side::Source)) }
                svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label=(description(view)) {
                    @for (first, last) in settled.into_iter().chain(moved) { (shape(beads, first, last, &places)) }
                }
                span.edge aria-hidden="true" { (view.versions.title(Side::Target)) }
            }
        }
    }
}

fn description(view: &View) -> String {
    format!(
        "Map: {} in both versions joined, {} of them moved",
        counted(view.summary.linked, "passage"),
        view.summary.moved
    )
}

/// Where each sentence of one side stands on its strip, by its index: shares of the characters that were aligned.
#[allow(clippy::cast_precision_loss)] // Texts are far shorter than 2^52 characters.
fn places(pair: &AlignedPair, side: Side) -> Vec<(f64, f64)> {
    let document = pair.document(side);
    let mut lengths = vec![0; document.sentences.len()];
    for &sentence in pair.alignment.beads.iter().flat_map(|bead| bead.side(side)) {
        lengths[sentence] = document.sentence_text(sentence).chars().count();
    }
    let total = lengths.iter().sum::<usize>().max(1) as f64;
    let mut before = 0;
    let place = |length: usize| {
        let start = before;
        before += length;
        (start as f64 / total * WIDTH, before as f64 / total * WIDTH)
    };
    lengths.into_iter().map(place).collect()
}

/// Runs of beads that are drawn as one shape: first and last bead.
fn groups(beads: &[Bead]) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (index, bead) in beads.iter().enumerate() {
        match groups.last_mut() {
            Some((_, last)) if beads.len() > DETAILED && parallel(&beads[*last], bead) => *last = index,
            _ => groups.push((index, index)),
        }
    }
    groups
}

/// Whether `next` continues `bead` without a gap on either side.
fn parallel(bead: &Bead, next: &Bead) -> bool {
    let follows = |side: Side| match (bead.side(side).last(), next.side(side).first()) {
        (Some(last), Some(first)) => last + 1 == *first,
        (None, None) => true,
        _ => false,
    };
    bead.moved == next.moved && follows(Side::Source) && follows(Side::Target)
}

fn shape(beads: &[Bead], first: usize, last: usize, places: &[Vec<(f64, f64)>; 2]) -> Markup {
    let range = |side: Side, places: &[(f64, f64)]| {
        let start = places[*beads[first].side(side).first()?].0;
        Some((start, places[*beads[last].side(side).last()?].1))
    };
    let source = range(Side::Source, &places[0]);
    let target = range(Side::Target, &places[1]);
    let class = match (source, target) {
        (Some(_), Some(_)) if beads[first].moved => "band moved",
        (Some(_), Some(_)) => "band",
        (_, None) => "only-source",
        (None, _) => "only-target",
    };
    html! {
        a href={ "#bead-" (first + 1) } tabindex="-1" {
            path class=(class) d=(outline(source, target)) {}
        }
    }
}

/// The outline of a shape: a piece of either strip, and the band between them if both are there.
fn outline(source: Option<(f64, f64)>, target: Option<(f64, f64)>) -> String {
    let mut path = String::new();
    // Writing to a string cannot fail.
    let _ = match (source, target) {
        (Some((a, b)), Some((c, d))) => {
            let (top, middle, bottom) = (STRIP, HEIGHT / 2.0, HEIGHT - STRIP);
            write!(
                path,
                "M{a:.1} 0V{top}C{a:.1} {middle} {c:.1} {middle} {c:.1} {bottom}V{HEIGHT}H{d:.1}V{bottom}\
                 C{d:.1} {middle} {b:.1} {middle} {b:.1} {top}V0Z"
            )
        }
        (Some((a, b)), None) => write!(path, "M{a:.1} 0H{b:.1}V{STRIP}H{a:.1}Z"),
        (None, Some((c, d))) => write!(path, "M{c:.1} {HEIGHT}H{d:.1}V{}H{c:.1}Z", HEIGHT - STRIP),
        (None, None) => Ok(()),
    };
    path
}
