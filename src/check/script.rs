//! Words that mix alphabets, and letters that went wrong in a change of encoding.

use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::Side;
use crate::document::Span;

static MIXED: Kind = Kind {
    id: "script-mixed",
    category: "design/character-encoding",
    severity: Severity::Warning,
    catches: "A Latin letter in a Cyrillic word that looks like the Cyrillic one, or the other way round.",
    example: ("", "Pоссия (with a Latin P)"),
    misses: "Words that mix alphabets openly, such as SMS-рассылка, and single letters.",
};

static MOJIBAKE: Kind = Kind {
    id: "script-mojibake",
    category: "design/character-encoding",
    severity: Severity::Error,
    catches: "Letters read in the wrong encoding, and the replacement character.",
    example: ("It\u{2019}s", "Itâ€™s"),
    misses: "A single wrong letter.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&MIXED, &MOJIBAKE],
    find,
};

/// Latin letters and the Cyrillic ones that look the same.
const LATIN_LOOKALIKES: &str = "aceopxyABCEHKMOPTXkmi";
const CYRILLIC_LOOKALIKES: &str = "асеорхуАВСЕНКМОРТХкмі";

/// What UTF-8 looks like when it is read as a Western or Cyrillic single-byte encoding, and the other way round.
const MOJIBAKE_RUNS: &[&str] = &[
    "\u{fffd}", "â€™", "â€œ", "â€“", "â€”", "â€¦", "â€˜", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Ã¡", "Ã³", "Ã±", "Â«", "Â»",
    "Â°", "Ð°", "Ð¾", "Ðµ", "Ð¸", "Ñ€", "Ñ‚", "СЃ", "Рё", "Рѕ", "Рµ", "вЂ™", "вЂњ", "вЂ“", "вЂ”", "вЂ¦", "Р°",
];

/// Whether a run may begin with this letter and the one behind it.
fn begins_run(first: char, second: Option<char>) -> bool {
    match first {
        '\u{fffd}' | 'â' | 'Ã' | 'Â' | 'Ð' | 'Ñ' => true,
        // Of Russian words most go on with a small letter.
        'С' | 'Р' | 'в' => second.is_some_and(|second| !second.is_ascii() && !('а'..='я').contains(&second)),
        _ => false,
    }
}

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for side in Side::BOTH {
        let document = context.pair().document(side);
        for sentence in 0..document.sentences.len() {
            let Some(bead) = context.bead_of(side, sentence) else {
                continue;
            };
            for word in context.words(side, sentence) {
                let text = word.span.of(&document.text);
                if mixes(text) {
                    let message = format!("{text} mixes Latin and Cyrillic letters");
                    findings.add(Draft::new(&MIXED, message).in_bead(bead).at(side, word.span));
                }
            }
            if let Some(span) = mojibake(document.sentences[sentence].span, context.text(side, sentence)) {
                let message = format!("{} is text in a wrong encoding", span.of(&document.text));
                findings.add(Draft::new(&MOJIBAKE, message).in_bead(bead).at(side, span));
            }
        }
    }
}

/// Whether a word has letters of both alphabets and those of the rarer one all look like the other's.
fn mixes(word: &str) -> bool {
    let is_cyrillic = |c: &char| ('\u{400}'..='\u{52f}').contains(c);
    if word.is_ascii()
        || !word.bytes().any(|byte| byte.is_ascii_alphabetic())
        || !word.chars().any(|c| is_cyrillic(&c))
        || word.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let latin: Vec<char> = word.chars().filter(char::is_ascii_alphabetic).collect();
    let cyrillic: Vec<char> = word.chars().filter(is_cyrillic).collect();
    let (rarer, lookalikes) = if latin.len() <= cyrillic.len() {
        (latin, LATIN_LOOKALIKES)
    } else {
        (cyrillic, CYRILLIC_LOOKALIKES)
    };
    rarer.into_iter().all(|c| lookalikes.contains(c))
}

/// The first place of a sentence where text went wrong in a change of encoding, to the end of the word.
fn mojibake(sentence: Span, text: &str) -> Option<Span> {
    let begins = |(at, first): (usize, char)| {
        let begins = || MOJIBAKE_RUNS.iter().any(|run| text[at..].starts_with(run));
        let likely = begins_run(first, text[at..].chars().nth(1));
        (likely && begins()).then_some(at)
    };
    if let Some(span) = misread_word(text) {
        return Some(Span::new(sentence.start + span.start, sentence.start + span.end));
    }
    let mut unusual = text.char_indices().filter(|(_, letter)| !letter.is_ascii());
    let start = unusual.find_map(begins)?;
    // A word such as "РёР" is Cyrillic too: one of these pairs alone may be one.
    let runs: usize = MOJIBAKE_RUNS.iter().map(|run| text.matches(run).count()).sum();
    if runs < 2 && !text.contains('\u{fffd}') && !text.contains("â€") {
        return None;
    }
    let rest = &text[start..];
    let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(Span::new(sentence.start + start, sentence.start + end))
}

/// The first word that has nothing but Western letters with marks: Cyrillic text in a single-byte encoding, read as another.
fn misread_word(text: &str) -> Option<Span> {
    let is_marked = |letter: char| ('À'..='ÿ').contains(&letter) && !matches!(letter, '×' | '÷');
    if !text.contains(is_marked) {
        return None;
    }
    let mut start = 0;
    text.split(|letter: char| !letter.is_alphabetic()).find_map(|word| {
        let span = Span::new(start, start + word.len());
        let next = text[span.end..].chars().next().map_or(0, char::len_utf8);
        start = span.end + next;
        let long = word.chars().count() >= SHORTEST_MISREAD;
        (long && word.chars().all(is_marked)).then_some(span)
    })
}

/// No word of any language has so many letters that all have marks.
const SHORTEST_MISREAD: usize = 4;

#[cfg(test)]
mod tests {
    use super::super::fixture::findings_of;

    fn found(target: &str) -> Vec<String> {
        findings_of("script", &[("It is so.", target)])
    }

    #[test]
    fn lookalikes_are_found() {
        assert_eq!(found("Pоссия и мир."), ["script-mixed:  | Pоссия"]);
        assert_eq!(found("Россия, IT-компания, Wi-Fi и Т-34."), [""; 0]);
    }

    #[test]
    fn first_letters_of_wrong_encodings_are_listed() {
        for run in super::MOJIBAKE_RUNS {
            let mut letters = run.chars();
            assert!(super::begins_run(letters.next().unwrap(), letters.next()), "{run}");
        }
    }

    #[test]
    fn wrong_encodings_are_found() {
        assert_eq!(found("Рё РїРѕРµС…Р°Р»."), ["script-mojibake:  | Рё"]);
        assert_eq!(found("Это кафе\u{fffd} закрыто."), ["script-mojibake:  | \u{fffd}"]);
        assert_eq!(found("Это ïüåñà."), ["script-mojibake:  | ïüåñà"]);
        assert_eq!(found("Его рёбра целы, РОССИЯ."), [""; 0]);
        assert_eq!(found("Он был в кафе «Été» на улице Çédille."), [""; 0]);
    }
}
