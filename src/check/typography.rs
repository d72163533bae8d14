//! Punctuation and typography: repeated words, spaces, brackets, the end of a sentence, inconsistent marks.
//!
//! Custom differs between languages and houses, so that only what is wrong everywhere is a warning.

mod marks;

use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::{Bead, Side};
use crate::document::Span;

static REPEATED: Kind = Kind {
    id: "typography-repeated",
    category: "fluency/spelling",
    severity: Severity::Warning,
    catches: "A word that stands twice in a row.",
    example: ("He came in in May.", "Он приехал в в мае."),
    misses: "Words that people double on purpose: had had, very very, bye bye.",
};

static SPACE: Kind = Kind {
    id: "typography-space",
    category: "fluency/typography",
    severity: Severity::Info,
    catches: "Two spaces in a row, or a space before a comma or full stop.",
    example: ("", "Он приехал , но  поздно."),
    misses: "Missing spaces.",
};

static BRACKET: Kind = Kind {
    id: "typography-bracket",
    category: "fluency/punctuation",
    severity: Severity::Info,
    catches: "A bracket that is not closed or not opened; a warning if the other side has both.",
    example: ("He left (early).", "Он ушёл (рано."),
    misses: "Brackets that are closed in another paragraph.",
};

static END: Kind = Kind {
    id: "typography-end",
    category: "fluency/punctuation",
    severity: Severity::Info,
    catches: "A sentence that ends with a full stop, a question or exclamation mark on one side and without any on the other.",
    example: ("He left early.", "Он ушёл рано"),
    misses: "Another mark at the end.",
};

static QUOTES: Kind = Kind {
    id: "typography-quotes",
    category: "fluency/typography",
    severity: Severity::Info,
    catches: "Straight quotation marks in a text that otherwise uses typographic ones.",
    example: ("", "«Да», — сказал он. \"Нет\", — сказала она."),
    misses: "A text that uses one kind throughout, whichever it is.",
};

static DASH: Kind = Kind {
    id: "typography-dash",
    category: "fluency/typography",
    severity: Severity::Info,
    catches: "A hyphen between spaces in a text that otherwise uses dashes.",
    example: ("", "Москва — столица, а Тверь - нет."),
    misses: "A text that uses hyphens throughout.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&REPEATED, &SPACE, &BRACKET, &END, &QUOTES, &DASH],
    find,
};

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (place, bead) in context.pair().alignment.beads.iter().enumerate() {
        find_repeated(context, place, bead, findings);
        if !bead.is_null() {
            marks::find_brackets(context, place, bead, findings);
            find_end(context, place, bead, findings);
        }
        for side in Side::BOTH {
            for &sentence in bead.side(side) {
                find_spaces(context, place, side, sentence, findings);
            }
        }
    }
    for side in Side::BOTH {
        marks::find_mixed(context, side, findings);
    }
}

/// Words that are doubled on purpose, in lower case.
const DOUBLED: &[&str] = &[
    "had",
    "that",
    "is",
    "very",
    "really",
    "so",
    "bye",
    "blah",
    "ha",
    "no",
    "yes",
    "many",
    "long",
    "far",
    "much",
    "too",
    "well",
    "now",
    "there",
    "hey",
    "la",
    "очень",
    "все",
    "всё",
    "да",
    "нет",
    "ну",
    "еле",
    "чуть",
    "вот",
    "так",
    "давно",
    "долго",
    "много",
    "ха",
    "бла",
    "то",
    "это",
];

/// A word and the same word right behind it; only what one side alone has, so that an emphasis that is translated counts
/// as meant.
fn find_repeated(context: &Context<'_>, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let repeated = Side::BOTH.map(|side| {
        let text = &context.pair().document(side).text;
        let sentences = bead.side(side).iter();
        let pairs = sentences.flat_map(|&sentence| context.words(side, sentence).windows(2));
        pairs
            .filter(|pair| is_repeated(text, &pair[0], &pair[1]))
            .collect::<Vec<_>>()
    });
    for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
        if repeated[other as usize].len() >= repeated[side as usize].len() {
            continue;
        }
        for pair in &repeated[side as usize] {
            let message = format!("\"{}\" stands twice in a row", pair[1].lower);
            let span = pair[0].span.cover(pair[1].span);
            let draft = Draft::new(&REPEATED, message).in_bead(place).at(side, span);
            let once = pair[0].span.of(&context.pair().document(side).text);
            findings.add(suggesting(draft, side, once));
        }
    }
}

/// Suggests what could stand in the target instead; the source is not ours to correct.
fn suggesting(draft: Draft, side: Side, instead: &str) -> Draft {
    match side {
        Side::Source => draft,
        Side::Target => draft.suggesting(instead),
    }
}

fn is_repeated(text: &str, one: &Word, two: &Word) -> bool {
    // Names ("Baden Baden") have capitals; "No. 1 1" and "A A" are no words.
    one.is_equal(two)
        && !two.capital
        && one.alphabetic
        && !DOUBLED.contains(&&*one.lower)
        && text
            .get(one.span.end..two.span.start)
            .is_some_and(|between| !between.is_empty() && between.chars().all(char::is_whitespace))
        // "что что-то", "in in-house"
        && !joins(text[two.span.end..].chars().next())
        && !joins(text[..one.span.start].chars().next_back())
}

fn joins(c: Option<char>) -> bool {
    matches!(c, Some('-' | '\u{2010}' | '\u{2011}'))
}

fn find_spaces(context: &Context<'_>, place: usize, side: Side, sentence: usize, findings: &mut Findings<'_>) {
    let text = context.text(side, sentence);
    let start = context.pair().document(side).sentences[sentence].span.start;
    // French sets a space before the higher marks.
    let marks: &[char] = if context.language(side).is_some_and(|language| language.code() == "fr") {
        &[',', '.']
    } else {
        &[',', '.', ';', ':', '!', '?']
    };
    let mut characters = text.char_indices().peekable();
    while let Some((at, space)) = characters.next() {
        let Some(&(next, c)) = characters.peek() else { break };
        if space != ' ' {
            continue;
        }
        let behind = text[next + c.len_utf8()..].chars().next();
        let lone_mark = marks.contains(&c) && behind.is_none_or(char::is_whitespace) && at > 0;
        let message = match c {
            ' ' => "two spaces in a row",
            _ if lone_mark => "a space before a punctuation mark",
            _ => continue,
        };
        let span = Span::new(start + at, start + next + c.len_utf8());
        let draft = Draft::new(&SPACE, message).in_bead(place).at(side, span);
        findings.add(suggesting(draft, side, &c.to_string()));
        return;
    }
}

/// How a sentence ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With a mark that ends sentences.
    Mark,
    /// With a letter or digit.
    Open,
    /// With a colon, a bracket or the like.
    Other,
}

fn end_of(text: &str) -> End {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'»”’“)]".contains(c));
    match text.chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？') => End::Mark,
        Some(c) if c.is_alphanumeric() => End::Open,
        _ => End::Other,
    }
}

fn find_end(context: &Context<'_>, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let ends = Side::BOTH.map(|side| {
        bead.side(side)
            .last()
            .map(|&last| (last, end_of(context.text(side, last))))
    });
    let [Some((_, source)), Some((_, target))] = ends else {
        return;
    };
    let open = match (source, target) {
        (End::Mark, End::Open) => Side::Target,
        (End::Open, End::Mark) => Side::Source,
        _ => return,
    };
    let Some((sentence, _)) = ends[open as usize] else {
        return;
    };
    let span = context.pair().document(open).sentences[sentence].span;
    let message = "no punctuation at the end, unlike on the other side";
    findings.add(Draft::new(&END, message).in_bead(place).at(open, span));
}

#[cfg(test)]
mod tests {
    use super::super::fixture::findings_of;

    fn found(source: &str, target: &str) -> Vec<String> {
        findings_of("typography", &[(source, target)])
    }

    #[test]
    fn slips_are_found() {
        let cases = [
            ("He came in May.", "Он приехал в в мае.", "typography-repeated:  | в в"),
            ("He came late.", "Он приехал  поздно.", "typography-space:  |   "),
            (
                "He came, but late.",
                "Он приехал , но поздно.",
                "typography-space:  |  ,",
            ),
            ("He left (early).", "Он ушёл (рано.", "typography-bracket:  | ("),
            ("He left early.", "Он ушёл рано", "typography-end:  | Он ушёл рано"),
        ];
        for (source, target, expected) in cases {
            assert_eq!(found(source, target), [expected], "{target}");
        }
    }

    #[test]
    fn custom_is_no_slip() {
        let cases = [
            (
                "He had had enough of Baden Baden.",
                "Он еле-еле шёл: 1) дорога; 2) гора :)",
            ),
            ("It was big, big, big.", "Он был очень очень большой."),
            ("Go go now.", "Иди иди сейчас."),
            ("A file such as .txt", "Файл .txt"),
        ];
        for (source, target) in cases {
            assert_eq!(found(source, target), [""; 0], "{target}");
        }
    }

    #[test]
    fn mixed_marks_are_found() {
        let sentence = ("\"Yes,\" he said - and left.", "«Да» — сказал он.");
        let mut sentences = vec![sentence; 6];
        sentences.push(("No - never.", "\"Нет\" - сказала она."));
        let found = findings_of("typography", &sentences);
        assert_eq!(found, ["typography-quotes:  | \"", "typography-dash:  | -"]);
    }
}
