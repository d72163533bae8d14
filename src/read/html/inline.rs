//! Cuts blocks where an inline element with a role of its own begins or ends: a photo credit behind a caption, the date
//! beside an author. Inside a sentence a `<time>` or a linked author cuts nothing.

use super::scan::{RawBlock, Scan};
use crate::document::{Role, Span};

/// What may be left of a block beside its marked stretches for these to be cut off, in bytes.
const SHORT_REST: usize = 60;

/// Cuts the blocks of a scan.
pub(super) fn split(scan: &mut Scan) {
    let blocks = std::mem::take(&mut scan.blocks);
    for mut block in blocks {
        let inline = std::mem::take(&mut block.inline);
        if inline.is_empty() {
            scan.blocks.push(block);
        } else {
            scan.blocks.extend(parts(&block, &inline, &scan.text));
        }
    }
    let text = &scan.text;
    scan.blocks
        .retain(|block| block.span.of(text).chars().any(char::is_alphanumeric) || block.span.len() > 3);
}

fn parts(block: &RawBlock, inline: &[(Span, Role)], text: &str) -> Vec<RawBlock> {
    let marked: usize = inline.iter().map(|(span, _)| span.trimmed(text).len()).sum();
    let rest = block.span.len().saturating_sub(marked);
    let kept = |&&(span, role): &&(Span, Role)| {
        let span = span.trimmed(text);
        let at_edge = span.start == block.span.start || span.end == block.span.end;
        let in_sentence = block.context.sentence && rest > SHORT_REST;
        match role {
            Role::Credit => at_edge,
            Role::Title | Role::Lead | Role::Navigation | Role::Related => span == block.span,
            _ => span == block.span || !in_sentence && rest <= SHORT_REST,
        }
    };
    let mut parts = Vec::new();
    let mut start = block.span.start;
    for &(span, role) in inline.iter().filter(kept) {
        parts.extend(part(block, Span::new(start, span.start.max(start)), None, text));
        parts.extend(part(
            block,
            Span::new(span.start.max(start), span.end.max(start)),
            Some(role),
            text,
        ));
        start = span.end.max(start);
    }
    parts.extend(part(block, Span::new(start, block.span.end.max(start)), None, text));
    parts
}

fn part(block: &RawBlock, span: Span, role: Option<Role>, text: &str) -> Option<RawBlock> {
    let span = Span::new(span.start.max(block.span.start), span.end.min(block.span.end));
    let span = if span.is_empty() { span } else { span.trimmed(text) };
    if span.is_empty() {
        return None;
    }
    let mut part = block.clone();
    let bytes = span.of(text).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    part.linked = part.linked * bytes / part.bytes.max(1);
    part.bytes = bytes;
    part.span = span;
    if let Some(role) = role {
        let furniture = part
            .context
            .role
            .is_some_and(|outer| matches!(outer, Role::Related | Role::Tags));
        if !furniture {
            part.context.role = Some(role);
            part.context.weakly_by = None;
        }
    }
    Some(part)
}
