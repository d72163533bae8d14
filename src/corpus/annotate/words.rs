//! Words that run together, fall apart, or come again.

use super::context::{Facts, ratio};
use super::symbols::is_address;
use super::{Context, HARDRULES, Level, OPUSFILTER, Rule, Threshold};
use crate::language::is_unspaced;

pub(super) static GLUED_WORDS: Rule = Rule {
    code: "glued_words",
    meaning: "Words or sentences run together on one side: `wordsThatRunTogether`, `the end.Then`.",
    level: Level::Note,
    threshold: Some(Threshold {
        meaning: "letters of a word, at most",
        default: 40.0,
    }),
    equivalents: &[(HARDRULES, "no_glued_words"), (OPUSFILTER, "LongWordFilter")],
    find: glued,
};

pub(super) static SPACED_LETTERS: Rule = Rule {
    code: "spaced_letters",
    meaning: "A word is spelled with a space behind each letter: `n e w s`.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "single letters in a row, fewer than",
        default: 5.0,
    }),
    equivalents: &[(HARDRULES, "no_space_noise"), (OPUSFILTER, "AverageWordLengthFilter")],
    find: spaced,
};

pub(super) static REPEATED_WORDS: Rule = Rule {
    code: "repeated_words",
    meaning: "One side says a word or phrase of up to four words again and again, the other does not.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "times in a row, fewer than",
        default: 3.0,
    }),
    equivalents: &[(HARDRULES, "no_repeated_words"), (OPUSFILTER, "RepetitionFilter")],
    find: repeated,
};

fn glued(context: &Context<'_>) -> Option<String> {
    let longest = context.threshold(&GLUED_WORDS);
    let [source, target] = context.both();
    [(source, target), (target, source)]
        .into_iter()
        .find_map(|(here, there)| {
            let mut words = here.text.split_whitespace().filter(|word| !is_address(word));
            let found = words.find(|word| is_glued(word, longest) && !there.text.contains(bare(word)))?;
            Some(found.to_owned())
        })
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn is_glued(word: &str, longest: f64) -> bool {
    // Chinese is written without spaces.
    let pieces = word.split(|character: char| !character.is_alphabetic() || is_unspaced(character));
    let too_long = pieces
        .map(|piece| piece.chars().count())
        .max()
        .is_some_and(|length| ratio(length, 1) > longest);
    too_long || humps(word) > 2 || is_glued_by_stop(word)
}

/// How many pieces of three or more small letters, each with a capital in front or at the beginning, the parts of a word
/// between hyphens are made of, at most.
fn humps(word: &str) -> usize {
    let parts = word.split(|character: char| !character.is_alphabetic());
    let capitals = |part: &str| {
        part.split(char::is_uppercase)
            .filter(|small| small.chars().nth(2).is_some())
            .count()
    };
    parts.map(capitals).max().unwrap_or_default()
}

/// Whether a full stop stands between a small and a capital letter, each in a word of some length.
fn is_glued_by_stop(word: &str) -> bool {
    let letters: Vec<char> = bare(word).chars().collect();
    letters.windows(6).any(|window| {
        let before = window[..2].iter().all(|letter| letter.is_lowercase());
        let stop = matches!(window[2], '.' | '!' | '?');
        before && stop && window[3].is_uppercase() && window[4..].iter().all(|letter| letter.is_lowercase())
    })
}

fn spaced(context: &Context<'_>) -> Option<String> {
    let limit = context.threshold(&SPACED_LETTERS);
    context.on_either(|side| {
        let words: Vec<&str> = side.text.split_whitespace().collect();
        let mut runs = words.chunk_by(|one, two| is_letter(one) == is_letter(two));
        let found = runs.find(|run| is_letter(run[0]) && ratio(run.len(), 1) >= limit)?;
        Some(found.join(" "))
    })
}

/// Whether it is a letter alone, of a script whose words have several.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters
        .next()
        .is_some_and(|letter| letter.is_alphabetic() && (letter.is_lowercase() || letter.is_uppercase()));
    first && letters.next().is_none()
}

/// The longest phrase whose repetition is looked for.
const LONGEST_PHRASE: usize = 4;

fn repeated(context: &Context<'_>) -> Option<String> {
    let limit = context.threshold(&REPEATED_WORDS);
    let [source, target] = context.both().map(most_repeated);
    let found = match (source, target) {
        (Some(one), None) | (None, Some(one)) => one,
        (Some(one), Some(two)) if one.times >= 2 * two.times => one,
        (Some(one), Some(two)) if two.times >= 2 * one.times => two,
        _ => return None,
    };
    (ratio(found.times, 1) >= limit).then(|| format!("{} times {:?}", found.times, found.phrase))
}

/// A phrase that stands several times in a row.
struct Repetition {
    phrase: String,
    times: usize,
}

/// The phrase that a side says most often in a row, if it says one twice.
fn most_repeated(side: &Facts<'_>) -> Option<Repetition> {
    let words: Vec<String> = side.words.iter().map(|word| word.to_lowercase()).collect();
    let mut best: Option<Repetition> = None;
    for length in 1..=LONGEST_PHRASE.min(words.len() / 2) {
        let mut at = 0;
        while at + 2 * length <= words.len() {
            let phrase = &words[at..at + length];
            let times = words[at..]
                .chunks_exact(length)
                .take_while(|chunk| *chunk == phrase)
                .count();
            // Digits with spaces between are one number.
            let is_text = phrase.iter().any(|word| word.chars().any(char::is_alphabetic));
            if times > 1 && is_text && best.as_ref().is_none_or(|best| times > best.times) {
                let phrase = phrase.join(" ");
                best = Some(Repetition { phrase, times });
            }
            at += (times - 1) * length + 1;
        }
    }
    best
}
