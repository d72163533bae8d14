//! Text that was left in the language of the other side, or is in a third one.

use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::{Bead, Side};
use crate::detect;
use crate::document::Span;
use crate::language::Language;

static SENTENCE: Kind = Kind {
    id: "untranslated-sentence",
    category: "accuracy/untranslated",
    severity: Severity::Error,
    catches: "A sentence that stands on both sides in the same language.",
    example: ("The ministry gave no reason.", "The ministry gave no reason."),
    misses: "Sentences of fewer than three ordinary words, such as titles and names.",
};

static PASSAGE: Kind = Kind {
    id: "untranslated-passage",
    category: "accuracy/untranslated",
    severity: Severity::Warning,
    catches: "Three or more ordinary words in a row in the other side's script.",
    example: ("He gave no reason.", "Он не назвал the reason for it."),
    misses: "Passages in quotation marks, titles, and languages of the same script.",
};

static WRONG: Kind = Kind {
    id: "untranslated-language",
    category: "accuracy/untranslated",
    severity: Severity::Warning,
    catches: "A sentence in a third language, such as Ukrainian in a Russian text.",
    example: ("He gave no reason.", "Він не назвав причини свого рішення."),
    misses: "Short sentences and single words.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&SENTENCE, &PASSAGE, &WRONG],
    find,
};

/// Fewer ordinary words than this may be a title or a slogan.
const FEWEST: usize = 3;

/// Fewer letters than this tell no language apart.
const SHORTEST: usize = 40;

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (place, bead) in context.linked() {
        if is_untranslated(context, bead) {
            let pair = context.pair();
            let mut draft = Draft::new(&SENTENCE, "the same language on both sides").in_bead(place);
            for side in Side::BOTH {
                draft = pair
                    .bead_span(bead, side)
                    .into_iter()
                    .fold(draft, |draft, span| draft.at(side, span));
            }
            findings.add(draft);
            continue;
        }
        for side in Side::BOTH {
            for &sentence in bead.side(side) {
                find_passages(context, place, side, sentence, findings);
                find_language(context, place, side, sentence, findings);
            }
        }
    }
}

/// Whether the words of the shorter side stand almost all on the other, ordinary words among them.
pub(super) fn is_untranslated(context: &Context<'_>, bead: &Bead) -> bool {
    let [source, target] = Side::BOTH.map(|side| ordinary(context, bead, side));
    let (few, many) = if source.len() < target.len() {
        (source, target)
    } else {
        (target, source)
    };
    if few.len() < FEWEST || few.len() * 3 < many.len() * 2 {
        return false;
    }
    let shared = few.iter().filter(|word| many.contains(word)).count();
    shared * 10 >= few.len() * 8
}

/// The words in lower case of at least two letters.
fn ordinary<'a>(context: &'a Context<'_>, bead: &Bead, side: Side) -> Vec<&'a str> {
    let sentences = bead.side(side).iter();
    let words = sentences.flat_map(|&sentence| context.words(side, sentence));
    words
        .filter(|word| is_ordinary(word))
        .map(|word| &*word.lower)
        .collect()
}

fn is_ordinary(word: &Word) -> bool {
    !word.capital && word.letters > 1 && word.alphabetic
}

/// The scripts that news mixes least.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
}

fn script_of(word: &str) -> Option<Script> {
    match word.chars().next()? {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// The script of most words of a document's language.
fn script_of_language(language: Option<Language>) -> Option<Script> {
    let language = language?;
    let cyrillic = ["ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn"];
    let other = [
        "zh", "ja", "ko", "ar", "fa", "he", "hi", "th", "el", "hy", "ka", "am", "bn", "ta", "ur",
    ];
    match language.code() {
        code if cyrillic.contains(&code) => Some(Script::Cyrillic),
        code if other.contains(&code) => None,
        _ => Some(Script::Latin),
    }
}

/// Runs of ordinary words in a script that is not the text's own.
fn find_passages(context: &Context<'_>, place: usize, side: Side, sentence: usize, findings: &mut Findings<'_>) {
    let own = script_of_language(context.language(side));
    let other = script_of_language(context.language(side.other()));
    if own.is_none() || other.is_none() || own == other {
        return;
    }
    let text = &context.pair().document(side).text;
    let words = context.words(side, sentence);
    for run in words.chunk_by(|one, two| script_of(&one.lower) == script_of(&two.lower)) {
        let foreign = run.first().is_some_and(|word| script_of(&word.lower) == other);
        if !foreign || run.iter().filter(|word| is_ordinary(word)).count() < FEWEST {
            continue;
        }
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let span = Span::new(first.span.start, last.span.end);
        if !is_quoted(text, span) {
            let message = format!("\"{}\" is not translated", span.of(text));
            findings.add(Draft::new(&PASSAGE, message).in_bead(place).at(side, span));
        }
    }
}

/// Whether a quotation mark or bracket stands right before or behind a span: the title of a song is not translated.
fn is_quoted(text: &str, span: Span) -> bool {
    let mark = |c: Option<char>| c.is_some_and(|c| "«»„“”\"'‘’()[]".contains(c));
    mark(text[..span.start].chars().next_back()) || mark(text[span.end..].chars().next())
}

fn find_language(context: &Context<'_>, place: usize, side: Side, sentence: usize, findings: &mut Findings<'_>) {
    let text = context.text(side, sentence);
    let Some(own) = context.language(side) else { return };
    // Only letters that a language has for itself are sure in a single sentence.
    let strange = match own.code() {
        "ru" => has_foreign(text, "іїєґўјљњћђџѓќ"),
        "uk" => has_foreign(text, "ыэъёў"),
        "bg" => has_foreign(text, "ыэёіїєў"),
        _ => false,
    };
    if !strange || text.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
        return;
    }
    let Some(found) = detect::detect_text(text).filter(|found| *found != own) else {
        return;
    };
    let span = context.pair().document(side).sentences[sentence].span;
    let message = format!("looks like {}, not {}", found.name(), own.name());
    findings.add(Draft::new(&WRONG, message).in_bead(place).at(side, span));
}

/// Whether a text has two or more of some Cyrillic letters, given as small ones.
fn has_foreign(text: &str, letters: &str) -> bool {
    let cyrillic = text.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c));
    let found = cyrillic.filter(|&c| match c {
        // The tables of Unicode are slow.
        'а'..='я' => letters.contains(c),
        _ => c.to_lowercase().any(|small| letters.contains(small)),
    });
    found.take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use super::super::fixture::findings_of;

    fn found(source: &str, target: &str) -> Vec<String> {
        findings_of("untranslated", &[(source, target)])
    }

    #[test]
    fn what_was_left_is_found() {
        let reason = "The ministry gave no reason.";
        assert_eq!(
            found(reason, reason),
            [format!("untranslated-sentence: {reason} | {reason}")]
        );
        assert_eq!(
            found(
                "He gave no reason for it yesterday.",
                "Он вчера так и не назвал no reason for it."
            ),
            ["untranslated-passage:  | no reason for it"]
        );
        let ukrainian = "Він не назвав причини свого рішення і відмовився відповідати.";
        assert_eq!(
            found("He gave no reason.", ukrainian),
            [format!("untranslated-language:  | {ukrainian}")]
        );
    }

    #[test]
    fn names_and_titles_may_stay() {
        let cases = [
            (
                "Google and Apple declined to comment.",
                "Google и Apple отказались от комментариев.",
            ),
            ("They sang \"Let it be\" again.", "Они снова спели «Let it be»."),
            ("BBC News", "BBC News"),
        ];
        for (source, target) in cases {
            assert_eq!(found(source, target), [""; 0], "{source}");
        }
    }
}
