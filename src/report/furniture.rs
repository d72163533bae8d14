//! The bottom of the page: what was left out of the comparison, folded away.

use maud::{Markup, html};

use super::View;
use super::wording::role_label;
use crate::alignment::{AlignedPair, Side};
use crate::document::{Block, Role};

/// One folded list per version that has something left out.
pub(super) fn left_out(view: &View) -> Markup {
    let sides = Side::BOTH.map(|side| (side, blocks(view.pair, side)));
    html! {
        @if sides.iter().any(|(_, blocks)| !blocks.is_empty()) {
            section.furniture {
                h2 { "Left out of the comparison" }
                div.sides {
                    @for (side, blocks) in &sides { div { (folded(view, *side, blocks)) } }
                }
            }
        }
    }
}

/// The blocks of one side that no bead touches.
fn blocks(pair: &AlignedPair, side: Side) -> Vec<&Block> {
    let document = pair.document(side);
    let mut aligned = vec![false; document.blocks.len()];
    for &sentence in pair.alignment.beads.iter().flat_map(|bead| bead.side(side)) {
        aligned[document.sentences[sentence].block] = true;
    }
    let left = document.blocks.iter().zip(aligned).filter(|(_, aligned)| !aligned);
    left.map(|(block, _)| block).collect()
}

fn folded(view: &View, side: Side, blocks: &[&Block]) -> Markup {
    let document = view.pair.document(side);
    html! {
        @if !blocks.is_empty() {
            details {
                summary { b { (view.versions.title(side)) } ": " (kinds(blocks)) }
                ul lang=[view.language(side)] {
                    @for block in blocks {
                        li {
                            span.role lang="en" { (role_label(block.role).unwrap_or("Text")) } " "
                            span dir="auto" { (block.span.of(&document.text)) }
                        }
                    }
                }
            }
        }
    }
}

/// `menu ×3, credit ×1`: how many blocks there are of each role, in the order of the roles.
fn kinds(blocks: &[&Block]) -> String {
    let count = |role: Role| blocks.iter().filter(|block| block.role == role).count();
    let kinds = Role::ALL
        .iter()
        .map(|&role| (role, count(role)))
        .filter(|(_, count)| *count > 0);
    let words = kinds.map(|(role, count)| format!("{} ×{count}", role_label(role).unwrap_or("text").to_lowercase()));
    words.collect::<Vec<_>>().join(", ")
}
