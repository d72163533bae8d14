//! Cuts the credit off the end of a caption: `The bridge at dawn. Photo: Anna Orlova`.

use super::furniture::credit_start;
use super::lists::Lists;
use super::text_of;
use crate::document::{Block, Role, Span};

/// Cuts every caption that ends in a credit.
pub(super) fn split(text: &str, blocks: &mut Vec<Block>, lists: &Lists) {
    let mut parts = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let start = if block.role == Role::Caption {
            credit_start(text_of(text, &block), lists)
        } else {
            None
        };
        match start {
            Some(start) => {
                let at = block.span.start + start;
                parts.push(Block {
                    span: Span::new(block.span.start, at).trimmed(text),
                    role: Role::Caption,
                });
                parts.push(Block {
                    span: Span::new(at, block.span.end),
                    role: Role::Credit,
                });
            }
            None => parts.push(block),
        }
    }
    *blocks = parts;
}
