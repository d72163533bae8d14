//! The quoted passages of a document: [`Passages`].

use crate::document::{Document, Span};

/// A passage in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// From mark to mark; as far as the block goes where a mark is missing.
    pub(super) span: Span,
    /// Whether the opening mark is there.
    pub(super) opened: bool,
    /// Whether the closing mark is there.
    pub(super) closed: bool,
}

/// The outermost quoted passages of a document in text order, a passage never longer than its block.
#[derive(Debug)]
pub(super) struct Passages {
    all: Vec<Passage>,
}

impl Passages {
    pub(super) fn of(document: &Document) -> Self {
        let mut all = Vec::new();
        for block in &document.blocks {
            scan(&document.text, block.span, &mut all);
        }
        Self { all }
    }

    /// Those that share a byte with a span.
    pub(super) fn within(&self, span: Span) -> &[Passage] {
        let first = self.all.partition_point(|passage| passage.span.end <= span.start);
        let last = self.all.partition_point(|passage| passage.span.start < span.end);
        &self.all[first..last.max(first)]
    }

    /// The passage that a place lies in.
    pub(super) fn around(&self, place: Span) -> Option<&Passage> {
        self.within(place).iter().find(|passage| passage.span.contains(place))
    }

    /// Those that have lost a mark.
    pub(super) fn broken(&self) -> impl Iterator<Item = &Passage> {
        self.all.iter().filter(|passage| !(passage.opened && passage.closed))
    }
}

fn scan(text: &str, block: Span, all: &mut Vec<Passage>) {
    let inside = block.of(text);
    let (mut depth, mut start) = (0_usize, block.start);
    for (offset, mark) in inside.char_indices() {
        let Some(opens) = opens(inside, offset, mark, depth) else {
            continue;
        };
        let place = block.start + offset;
        if opens {
            if depth == 0 {
                start = place;
            }
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            // Two guillemets that fall together are often written as one: «Завод «Луч».
            let single = depth > 0 && !inside[offset + mark.len_utf8()..].contains(['»', '”', '"']);
            if depth == 0 || single {
                depth = 0;
                push(start, place + mark.len_utf8(), true, true, all);
            }
        } else {
            push(block.start, place + mark.len_utf8(), false, true, all);
        }
    }
    if depth > 0 {
        push(start, block.end, true, false, all);
    }
}

fn push(start: usize, end: usize, opened: bool, closed: bool, all: &mut Vec<Passage>) {
    let start = all.last().map_or(
        start,
        |last: &Passage| if opened { start } else { start.max(last.span.end) },
    );
    all.push(Passage {
        span: Span::new(start, end),
        opened,
        closed,
    });
}

/// Whether a character opens (or closes) a passage; `None` if it is no quotation mark.
fn opens(text: &str, offset: usize, mark: char, depth: usize) -> Option<bool> {
    let before = text[..offset].chars().next_back();
    let after = text[offset + mark.len_utf8()..].chars().next();
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([—–-/".contains(c));
    match mark {
        '«' | '„' => Some(true),
        '»' => Some(free(before) && !free(after) && depth == 0),
        '”' => Some(false),
        '“' => Some(depth == 0 || free(before) && !free(after)),
        '"' => {
            // Inches: 19".
            if depth == 0 && before.is_some_and(|c| c.is_ascii_digit()) && free(after) {
                return None;
            }
            Some(if free(before) == free(after) {
                depth == 0
            } else {
                free(before)
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Format, Role};

    fn passages(text: &str) -> Vec<(String, bool, bool)> {
        let mut document = Document::plain("test", text.to_owned(), Format::Text, "UTF-8");
        document.blocks = vec![Block {
            span: Span::new(0, text.len()),
            role: Role::Body,
        }];
        let found = Passages::of(&document);
        let all = found.all.iter();
        all.map(|passage| (passage.span.of(text).to_owned(), passage.opened, passage.closed))
            .collect()
    }

    #[test]
    fn outermost_passages_are_found() {
        let whole = |text: &str| (text.to_owned(), true, true);
        assert_eq!(
            passages("«Да, завод «Луч» стоит», — сказал он. «Нет»."),
            [whole("«Да, завод «Луч» стоит»"), whole("«Нет»")]
        );
        assert_eq!(passages("“Yes,” he said, \"no.\""), [whole("“Yes,”"), whole("\"no.\"")]);
        assert_eq!(passages("Er sagte „Ja“."), [whole("„Ja“")]);
        assert_eq!(passages("A 19\" screen"), []);
    }

    #[test]
    fn lost_marks_are_noticed() {
        assert_eq!(passages("He said \"no."), [("\"no.".to_owned(), true, false)]);
        assert_eq!(passages("Нет», — сказал он."), [("Нет»".to_owned(), false, true)]);
    }
}
