//! Which blocks are the article: asks a Readability implementation.

use dom_smoothie::Readability;

use super::scan::Scan;
use crate::document::Span;

/// Markers come from a plane that is for private use, one character a block.
const FIRST_MARKER: u32 = 0xF0000;
const MARKERS: usize = 0x1_FFFE;

/// Beyond these a page is no article, and the library, whose work can grow with the square of them, would take long.
const MOST_BYTES: usize = 3_000_000;
const MOST_ELEMENTS: usize = 40_000;
const MOST_ATTRIBUTES: usize = 500;
const DEEPEST: usize = 400;

/// For each block whether it belongs to the main text; `None` if the library finds none.
///
/// The library returns text, not places. So each block is marked before with a character of its own, and the markers in
/// the answer say exactly which blocks it took, even if two blocks read the same.
pub(super) fn find(source: &str, scan: &Scan) -> Option<Vec<bool>> {
    let silent: usize = scan.silent.iter().map(|span| span.len()).sum();
    let suits = source.len() - silent <= MOST_BYTES
        && scan.elements <= MOST_ELEMENTS
        && scan.attributes <= MOST_ATTRIBUTES
        && scan.depth <= DEEPEST;
    if !suits || scan.blocks.len() > MARKERS {
        return None;
    }
    let marked = with_markers(source, scan);
    // The page is not ours: whatever makes the library stumble must not stop the reading.
    let article = std::panic::catch_unwind(|| Readability::from(marked.as_str()).parse().ok()).ok()??;
    let mut main = vec![false; scan.blocks.len()];
    for character in article.text_content.chars() {
        let index = u32::from(character).wrapping_sub(FIRST_MARKER) as usize;
        if let Some(block) = main.get_mut(index) {
            *block = true;
        }
    }
    main.contains(&true).then_some(main)
}

/// The page without its scripts and style sheets, each block with a marker in front.
fn with_markers(source: &str, scan: &Scan) -> String {
    let mut marked = String::with_capacity(source.len() + 4 * scan.blocks.len());
    let mut behind = 0;
    let mut silent = scan.silent.iter().peekable();
    let mut copy = |marked: &mut String, to: usize| {
        while let Some(span) = silent.next_if(|span| span.end <= to) {
            marked.push_str(Span::new(behind, span.start).of(source));
            behind = span.end;
        }
        marked.push_str(Span::new(behind, to).of(source));
        behind = to;
    };
    let mut piece = 0;
    for (index, block) in scan.blocks.iter().enumerate() {
        while scan.pieces[piece].text.end <= block.span.start {
            piece += 1;
        }
        let at = scan.pieces[piece];
        let equal = at.text.len() == at.source.len();
        let inside = if equal {
            block.span.start.saturating_sub(at.text.start)
        } else {
            0
        };
        copy(&mut marked, at.source.start + inside);
        marked.extend(
            u32::try_from(index)
                .ok()
                .and_then(|index| char::from_u32(FIRST_MARKER + index)),
        );
    }
    copy(&mut marked, source.len());
    marked
}
