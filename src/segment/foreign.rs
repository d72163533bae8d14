//! Text of scripts whose terminators the scanner does not know: UAX#29 proposes its boundaries.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{is_closing_bracket, is_pictograph, is_quote, is_terminator};
use super::scan::{Kind, Site};

/// Characters whose sentences only UAX#29 can tell.
pub(super) const fn is_foreign(character: char) -> bool {
    !matches!(character,
        '\u{80}'..='\u{530}' | '\u{1e00}'..='\u{203b}' | '\u{203e}'..='\u{2dff}' | '\u{1f000}'..='\u{1faff}')
}

/// Adds the boundaries of UAX#29 behind terminators that the pass above does not know.
pub(super) fn add_sites(text: &str, sites: &mut Vec<Site>) {
    // A hard line break is no boundary, but UAX#29 takes it for one; a space of the same length is none.
    let unbroken = text
        .replace(['\n', '\r', '\u{b}', '\u{c}'], " ")
        .replace('\u{85}', "\u{a0}");
    let unbroken = unbroken.replace(['\u{2028}', '\u{2029}'], "\u{2003}");
    let known = sites.len();
    for (start, _) in unbroken.split_sentence_bound_indices().skip(1) {
        let left = unbroken[..start].trim_end().len();
        let closing = |c: char| is_quote(c) || is_closing_bracket(c) || is_pictograph(c) || c.is_whitespace();
        let stop = unbroken[..left].trim_end_matches(closing).len();
        if unbroken[..stop].ends_with(is_terminator) || stop == 0 {
            continue;
        }
        sites.push(Site {
            stop,
            left,
            right: start + (unbroken[start..].len() - unbroken[start..].trim_start().len()),
            kind: Kind::Foreign,
            closes_quote: unbroken[stop..left].contains(is_quote),
            stop_after_closing: false,
        });
    }
    if sites.len() > known {
        sites.sort_by_key(|site| site.left);
        sites.dedup_by_key(|site| site.left);
    }
}
