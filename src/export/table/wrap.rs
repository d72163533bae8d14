//! Text → lines of a given display width, with styles kept.

use std::fmt::Write;

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::palette::Palette;
use crate::alignment::{AlignedPair, Bead, Side};
use crate::document::{Role, Span};
use crate::report::highlight::runs;

/// A grapheme cluster as it will be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph<'a> {
    text: &'a str,
    width: usize,
    style: Style,
    /// Whether it is to be underlined where there are no colours.
    marked: bool,
}

/// A line that is ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// With escape sequences.
    pub(super) text: String,
    /// In terminal columns.
    pub(super) width: usize,
    /// `^` under what is marked, for a line of its own; empty if nothing is.
    pub(super) under: String,
}

/// The text of one side of a bead; each block is a paragraph.
pub(super) fn paragraphs<'a>(pair: &'a AlignedPair, bead: &Bead, side: Side, palette: &Palette) -> Vec<Vec<Glyph<'a>>> {
    let document = pair.document(side);
    let mut paragraphs: Vec<Vec<Glyph>> = Vec::new();
    let mut block = None;
    for &sentence in bead.side(side) {
        let own = document.sentences[sentence].block;
        if block != Some(own) {
            paragraphs.push(Vec::new());
            block = Some(own);
        }
        // A paragraph was pushed for the first sentence at the latest.
        let Some(glyphs) = paragraphs.last_mut() else { continue };
        push(glyphs, " ", Style::new());
        let base = if document.sentence_role(sentence) == Role::Title {
            palette.strong
        } else {
            Style::new()
        };
        for run in runs(&document.text, document.sentences[sentence].span, &bead.evidence, side) {
            let marked = run
                .evidence
                .iter()
                .map(|&index| palette.evidence(bead.evidence[index].kind));
            let style = marked.into_iter().find(|style| *style != Style::new()).unwrap_or(base);
            push(glyphs, run.span.of(&document.text), style);
        }
    }
    paragraphs
}

/// A text in which some places are marked; `offset` is where it begins in the text that the spans point into.
pub(super) fn with_marks<'a>(text: &'a str, offset: usize, spans: &[Span], styles: [Style; 2]) -> Vec<Glyph<'a>> {
    let [base, marked] = styles;
    let mut glyphs = Vec::new();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    cuts.extend([offset, offset + text.len()]);
    cuts.retain(|cut| (offset..=offset + text.len()).contains(cut) && text.is_char_boundary(cut - offset));
    cuts.sort_unstable();
    cuts.dedup();
    for ends in cuts.windows(2) {
        let piece = Span::new(ends[0], ends[1]);
        let inside = spans.iter().any(|span| span.contains(piece));
        let first = glyphs.len();
        let piece = &text[piece.start - offset..piece.end - offset];
        push(&mut glyphs, piece, if inside { marked } else { base });
        glyphs[first..].iter_mut().for_each(|glyph| glyph.marked = inside);
    }
    glyphs
}

/// A text in one style.
pub(super) fn plain(text: &str, style: Style) -> Vec<Glyph<'_>> {
    let mut glyphs = Vec::new();
    push(&mut glyphs, text, style);
    glyphs
}

/// Appends text: white space becomes one space, what would steer the terminal is dropped.
fn push<'a>(glyphs: &mut Vec<Glyph<'a>>, text: &'a str, style: Style) {
    for cluster in text.graphemes(true) {
        if cluster.chars().all(breaks) {
            if glyphs.last().is_some_and(|last| last.text != " ") {
                glyphs.push(Glyph {
                    text: " ",
                    width: 1,
                    style,
                    marked: false,
                });
            }
        } else if !cluster.chars().any(steers) {
            let width = cluster.width();
            glyphs.push(Glyph {
                text: cluster,
                width,
                style,
                marked: false,
            });
        }
    }
}

/// White space at which a line may end.
fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Control characters (escape sequences begin with one) and explicit changes of direction.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Breaks at spaces, around wide characters such as Chinese ones, and inside a word only if it fills a line.
pub(super) fn wrap(glyphs: &[Glyph], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut used, mut next) = (0, 0, 0);
    for (at, glyph) in glyphs.iter().enumerate() {
        if glyph.text != " " && used + glyph.width > width && at > start {
            let end = if next > start { next } else { at };
            lines.push(line(&glyphs[start..end]));
            start = end;
            used = glyphs[start..at].iter().map(|glyph| glyph.width).sum();
        }
        used += glyph.width;
        if glyph.text == " " || glyph.width > 1 {
            next = at + 1;
        }
    }
    lines.push(line(&glyphs[start..]));
    lines
}

/// Writes glyphs of equal style together; a space at either end goes.
fn line(glyphs: &[Glyph]) -> Line {
    let first = glyphs
        .iter()
        .position(|glyph| glyph.text != " ")
        .unwrap_or(glyphs.len());
    let last = glyphs
        .iter()
        .rposition(|glyph| glyph.text != " ")
        .map_or(first, |last| last + 1);
    let glyphs = &glyphs[first..last];
    let mut text = String::new();
    for run in glyphs.chunk_by(|a, b| a.style == b.style) {
        let style = run[0].style;
        let words: String = run.iter().map(|glyph| glyph.text).collect();
        // Writing to a string cannot fail.
        let _ = write!(text, "{style}{words}{style:#}");
    }
    Line {
        text,
        width: glyphs.iter().map(|glyph| glyph.width).sum(),
        under: under(glyphs),
    }
}

fn under(glyphs: &[Glyph]) -> String {
    let marks = glyphs
        .iter()
        .map(|glyph| if glyph.marked { "^" } else { " " }.repeat(glyph.width));
    marks.collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        wrap(&plain(text, Style::new()), width)
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_inside() {
        assert_eq!(wrapped("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a incomprehensible", 6), ["a", "incomp", "rehens", "ible"]);
        assert_eq!(wrapped("12\u{a0}млн руб.", 8), ["12\u{a0}млн", "руб."]);
        assert_eq!(wrapped("", 8), [""]);
    }

    #[test]
    fn wide_characters_count_twice_and_marks_not_at_all() {
        assert_eq!(wrapped("東京都は晴れ", 6), ["東京都", "は晴れ"]);
        assert_eq!(wrapped("cafe\u{301} x", 4), ["cafe\u{301}", "x"]);
        assert_eq!(wrapped("東", 1), ["東"]);
    }

    #[test]
    fn marks_stand_under_their_words_in_every_line() {
        let text = "東京 saw one million guests";
        let spans = [Span::new(100, 106), Span::new(111, 122), Span::new(90, 200)];
        let lines = wrap(&with_marks(text, 100, &spans[..2], [Style::new(); 2]), 14);
        let shown: Vec<_> = lines
            .iter()
            .map(|line| (line.text.as_str(), line.under.as_str()))
            .collect();
        assert_eq!(shown, [("東京 saw one", "^^^^     ^^^"), ("million guests", "^^^^^^^")]);
        // A span that cuts a character or leaves the text marks nothing that it does not hold.
        let cut = wrap(
            &with_marks("ёж", 0, &[Span::new(1, 3), Span::new(2, 9)], [Style::new(); 2]),
            9,
        );
        assert_eq!((cut[0].text.as_str(), cut[0].under.as_str()), ("ёж", " ^"));
    }

    #[test]
    fn escape_sequences_of_the_text_are_defused() {
        assert_eq!(wrapped("a\u{1b}[31mb\u{202e}c\r\nd", 20), ["a[31mbc d"]);
    }
}
