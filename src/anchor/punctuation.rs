//! Question and exclamation marks, elisions, brackets, colons: one anchor each, by class.

use super::Anchor;
use super::scan::{Kind, Scan};
use crate::alignment::EvidenceKind;
use crate::document::Span;
use crate::language::Language;

/// A bracket that does not close within so many tokens is taken for unclosed.
const LONGEST_BRACKET: usize = 200;

/// Finds the marks of a sentence that no other anchor has taken.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let mut index = 0;
    while index < scan.tokens.len() {
        if scan.mark(index).is_none() {
            index += 1;
            continue;
        }
        let end = elision(scan, index).or_else(|| bracket(scan, index, anchors));
        if let Some((value, end)) = end {
            push(scan.span(index, end), value, anchors);
            scan.take(index, end);
            index = end;
            continue;
        }
        if let Some(value) = scan.mark(index).and_then(|mark| class(mark, scan.language)) {
            let repeated = index > 0 && scan.is_close(index) && scan.tokens[index - 1].kind == scan.tokens[index].kind;
            if !repeated {
                push(scan.tokens[index].span, value, anchors);
            }
        }
        index += 1;
    }
}

fn push(span: Span, value: &str, anchors: &mut Vec<Anchor>) {
    anchors.push(Anchor::plain(EvidenceKind::Punctuation, span, value.to_owned()));
}

/// The class of a mark, whatever the script: `？` and the Arabic `؟` are question marks.
fn class(mark: char, language: Option<Language>) -> Option<&'static str> {
    let greek = language.is_some_and(|language| language.code() == "el");
    Some(match mark {
        ';' | '\u{37e}' if greek => "?",
        '?' | '？' | '؟' | '՞' => "?",
        '!' | '！' | '՜' => "!",
        '…' => "...",
        ':' | '：' => ":",
        ';' | '；' | '؛' => ";",
        '%' | '٪' | '％' => "%",
        '$' | '€' | '£' | '₽' | '¥' | '₴' => "$",
        _ => return None,
    })
}

/// `...`, `<...>`, `[…]` and `(...)` at the token: their class and the end.
fn elision(scan: &Scan, index: usize) -> Option<(&'static str, usize)> {
    let open = scan.mark(index)?;
    let (close, value) = match open {
        '<' => ('>', "<...>"),
        '[' => (']', "<...>"),
        '(' => (')', "<...>"),
        _ => return dots(scan, index).map(|end| ("...", end)),
    };
    let end = dots(scan, index + 1)?;
    (scan.mark(end) == Some(close)).then_some((value, end + 1))
}

/// The end of `…`, `...` or more dots.
fn dots(scan: &Scan, index: usize) -> Option<usize> {
    if scan.mark(index)? == '…' {
        return Some(index + 1);
    }
    let more = (index + 1..scan.tokens.len()).take_while(|next| scan.is_close_mark(*next, |mark| mark == '.'));
    let end = index + 1 + more.count();
    (scan.mark(index) == Some('.') && end >= index + 2).then_some(end)
}

/// Pushes a bracketed passage that closes in the sentence; never takes tokens, since other marks may stand inside.
fn bracket(scan: &Scan, index: usize, anchors: &mut Vec<Anchor>) -> Option<(&'static str, usize)> {
    let (open, close, value) = match scan.mark(index)? {
        open @ ('(' | '（') => (open, [')', '）'], "()"),
        open @ '[' => (open, [']', ']'], "[]"),
        _ => return None,
    };
    let mut depth = 0_usize;
    for inside in index..scan.tokens.len().min(index + LONGEST_BRACKET) {
        match scan.tokens[inside].kind {
            Kind::Mark(mark) if mark == open => depth += 1,
            Kind::Mark(mark) if close.contains(&mark) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            push(scan.span(index, inside + 1), value, anchors);
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::alignment::EvidenceKind::Punctuation;
    use crate::anchor::tests::{spans, values};

    #[test]
    fn marks_are_classed() {
        let cases = [
            ("en", "Why? Because!", vec!["?", "!"]),
            ("zh", "为什么？好！", vec!["?", "!"]),
            ("ru", "Да… и <...> или [...] (так)", vec!["...", "<...>", "<...>", "()"]),
            ("en", "What?! Well... no", vec!["?", "!", "..."]),
            ("en", "at 10:30 he paid $5: 20%; done", vec![":", ";"]),
            ("el", "Τι;", vec!["?"]),
            ("en", "Really???", vec!["?"]),
        ];
        for (language, text, expected) in cases {
            assert_eq!(values(language, text, Punctuation), expected, "{text}");
        }
    }

    #[test]
    fn brackets_span_what_they_hold() {
        assert_eq!(
            spans("en", "he (Ivan [the first]) came", Punctuation),
            ["(Ivan [the first])", "[the first]"]
        );
    }
}
