//! Plain text → blocks: each line is a paragraph, unless the file is hard-wrapped or has one sentence a line.

use super::{Decoded, LONGEST_BLOCK, too_long};
use crate::document::{Block, Document, Format, Role, Span};
use crate::error::Result;

/// Reads plain text; spans point into the decoded file itself.
pub(super) fn read(name: &str, decoded: Decoded, format: Format) -> Result<Document> {
    let Decoded { text, encoding } = decoded;
    let lines = lines(&text);
    if let Some(at) = lines.iter().position(|line| line.len() > LONGEST_BLOCK) {
        return Err(too_long(name, at + 1, lines[at].len()));
    }
    let spans = if format == Format::Lines {
        join(&text, &lines, |_, _| true)
    } else if let Some(width) = wrap_width(&text, &lines) {
        join(&text, &lines, |line, next| is_wrapped(&text, line, next, width))
    } else {
        join(&text, &lines, |_, _| false)
    };
    let mut document = Document::plain(name, text, format, encoding);
    document.blocks = spans.into_iter().map(|span| Block { span, role: Role::Body }).collect();
    Ok(document)
}

/// The bytes that the ends of lines begin with; the others are passed over quickly.
static MAY_END: [bool; 256] = {
    let mut may_end = [false; 256];
    let mut ends: &[u8] = &[b'\n', b'\r', 0x0b, 0x0c, 0xc2, 0xe2];
    while let [end, rest @ ..] = ends {
        may_end[*end as usize] = true;
        ends = rest;
    }
    may_end
};

/// The lines of a text without their ends; `\r\n`, `\r`, form feeds and Unicode's separators end lines too.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    let may_end = |byte: &u8| MAY_END[usize::from(*byte)];
    while let Some(found) = text.as_bytes()[at..].iter().position(may_end) {
        at += found;
        let Some(character) = text[at..].chars().next() else {
            break;
        };
        let behind = at + character.len_utf8();
        if matches!(
            character,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        ) {
            lines.push(Span::new(start, at));
            start = behind + usize::from(character == '\r' && text[behind..].starts_with('\n'));
            at = start;
        } else {
            at = behind;
        }
    }
    lines.push(Span::new(start, text.len()));
    lines
}

/// The paragraphs: runs of lines that are not empty and that `joined` holds together.
fn join(text: &str, lines: &[Span], joined: impl Fn(Span, Span) -> bool) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last: Option<Span> = None;
    for &line in lines {
        let inside = line.trimmed(text);
        if inside.is_empty() {
            last = None;
            continue;
        }
        match (last, spans.last_mut()) {
            (Some(before), Some(span)) if joined(before, line) => span.end = inside.end,
            _ => spans.push(inside),
        }
        last = Some(line);
    }
    spans
}

/// The width at which the file's lines were wrapped, in characters; `None` if its lines are whole paragraphs.
///
/// Wrapped text has many lines of 40 to 100 characters that stop because the next word did not fit, and the sentence
/// goes on in the next line.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines
        .iter()
        .map(|line| line.trimmed(text).of(text).chars().count())
        .filter(|length| *length > 0)
        .collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len() * 19 / 20)?;
    if !(40..=100).contains(&width) {
        return None;
    }
    let (mut full, mut continued) = (0usize, 0usize);
    for pair in lines.windows(2) {
        if is_wrapped(text, pair[0], pair[1], width) {
            full += 1;
            continued += usize::from(goes_on(pair[0].of(text), pair[1].of(text)));
        }
    }
    (full >= 3 && full * 4 >= lengths.len() && continued * 2 >= full).then_some(width)
}

/// Whether the line ended only because the first word of the next one did not fit into the width.
fn is_wrapped(text: &str, line: Span, next: Span, width: usize) -> bool {
    // A ragged margin: editors count tabs and wide characters differently.
    const SLACK: usize = 6;
    let (inside, after) = (line.of(text).trim_end(), next.of(text));
    let first_word = after.split_whitespace().next().unwrap_or_default();
    if inside.is_empty() || first_word.is_empty() || starts_paragraph(after) {
        return false;
    }
    let length = inside.chars().count();
    // The second test is for scripts without spaces, where the first word is the whole line.
    length + 1 + first_word.chars().count() + SLACK > width && length * 2 > width
}

/// Whether a line is indented or begins with a list mark.
fn starts_paragraph(line: &str) -> bool {
    let first_word = line.split_whitespace().next().unwrap_or_default();
    let numbered = first_word.strip_suffix(['.', ')']).is_some_and(|number| {
        !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    line.starts_with("  ") || line.starts_with('\t') || numbered || matches!(first_word, "-" | "*" | "•" | "—" | "–")
}

/// Whether the sentence plainly goes on in the next line.
fn goes_on(line: &str, next: &str) -> bool {
    let ended = line
        .trim_end()
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '"', '»', '”']);
    let upper = next.trim_start().chars().next().is_some_and(char::is_uppercase);
    !ended && !upper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, format: Format) -> Vec<String> {
        let decoded = Decoded {
            text: text.to_owned(),
            encoding: "UTF-8",
        };
        let document = read("x.txt", decoded, format).unwrap();
        document
            .blocks
            .iter()
            .map(|block| block.span.of(&document.text).to_owned())
            .collect()
    }

    #[test]
    fn each_line_is_a_block_whatever_ends_it() {
        let text = "Заголовок\r\n  Первый абзац. \rВторой\u{2028}Третий\u{c}\n\n\nПятый";
        let expected = ["Заголовок", "Первый абзац.", "Второй", "Третий", "Пятый"];
        assert_eq!(blocks(text, Format::Text), expected);
    }

    #[test]
    fn lines_without_an_empty_line_between_are_one_paragraph_of_sentences() {
        let text = "One.\nTwo.\n\nThree.\n";
        assert_eq!(blocks(text, Format::Lines), ["One.\nTwo.", "Three."]);
    }

    #[test]
    fn hard_wrapped_paragraphs_are_joined_and_headings_are_not() {
        let text = "HARBOUR NEWS\nTuesday\n\n\
            The pilot boat left the inner harbour shortly before noon and turned\n\
            north along the breakwater, where two trawlers had been waiting since\n\
            the early morning for somebody to show them the way through the new\n\
            channel.\n\n\
            It took them forty minutes. The second trawler touched the bottom once,\n\
            but the damage was slight, and by the evening both of them lay at the\n\
            fish quay and were selling their catch.\n";
        let found = blocks(text, Format::Text);
        assert_eq!(found.len(), 4, "{found:#?}");
        assert_eq!(found[1], "Tuesday");
        assert!(found[2].ends_with("channel."), "{found:#?}");
    }

    #[test]
    fn short_paragraphs_are_not_taken_for_wrapped_text() {
        let text = "The council met on Monday to discuss the new budget of the town.\n\
            Nobody objected to the plan for the library in the old station.\n\
            The mayor promised to open it before the end of the next year.\n\
            The next meeting will be held in the second week of November.\n";
        assert_eq!(blocks(text, Format::Text).len(), 4);
    }
}
