//! Language detection: [`Document`] → [`Language`].
//!
//! Scripts first: kana is Japanese, hangul Korean, and letters that only one language of a script has decide exactly.
//! What is left is a question of letter sequences among the plausible languages of the script *and* those that are
//! easily taken for them: a detector that knows only English and Russian calls every Ukrainian text Russian.

mod letters;

use std::borrow::Cow;

use whatlang::{Detector, Info, Lang};

use crate::document::Document;
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;
use letters::{Script, Share};

/// So many letters are enough for letter statistics; more only cost time.
const ENOUGH: usize = 200_000;
/// So many bytes of three places in a text most often tell its language.
const PASSAGE: usize = 300;
/// So many bytes of a text have function words of all kinds.
const BEGINNING: usize = 6_000;
/// Fewer words may be a quotation or a title.
const ENGLISH_WORDS: usize = 60;
/// Fewer letters tell nothing.
const TOO_FEW: usize = 3;

/// The language of a document, judged by the text of its content blocks; `None` if there is too little to tell.
#[must_use]
pub fn detect(document: &Document) -> Option<Language> {
    let mut text = String::new();
    for block in document.blocks.iter().filter(|block| block.role.is_content()) {
        text.push_str(block.span.of(&document.text));
        text.push('\n');
        if text.len() > ENOUGH * 2 {
            break;
        }
    }
    if text.is_empty() {
        text.extend(document.text.chars().take(ENOUGH));
    }
    detect_text(&text)
}

/// The language of a text; `None` if there is too little to tell.
#[must_use]
pub fn detect_text(text: &str) -> Option<Language> {
    // A short text need not be counted through: no letter takes less than a byte.
    let end = (text.len() > ENOUGH).then(|| text.char_indices().nth(ENOUGH)).flatten();
    let head = end.map_or(text, |(at, _)| &text[..at]);
    let share = Share::of(head);
    if share.letters < TOO_FEW {
        return None;
    }
    let lang = match share.script() {
        Script::Kana => Some(Lang::Jpn),
        Script::Hangul => Some(Lang::Kor),
        Script::Han => Some(Lang::Cmn),
        Script::Cyrillic => match letters::possible_cyrillic(head).as_slice() {
            [] => among(head, letters::CYRILLIC),
            [only] => Some(*only),
            several => among(head, several),
        },
        Script::Latin if is_plainly_english(&passages(head)) || is_plainly_english(beginning(head)) => Some(Lang::Eng),
        Script::Latin => among(head, letters::LATIN),
        Script::Other => whatlang::detect(head).map(|info| info.lang()),
    };
    lang.and_then(|lang| Language::from_iso639_3(lang.code()))
}

/// So much of a text that its function words tell where three short passages do not.
fn beginning(text: &str) -> &str {
    &text[..boundary(text, BEGINNING)]
}

/// Words that no other language of the Latin script has, or has as often.
const ENGLISH_ONLY: [&str; 14] = [
    "the", "and", "of", "that", "with", "this", "you", "your", "are", "they", "from", "would", "which", "been",
];

/// The longest of them and of the other function words, in bytes.
const LONGEST_FUNCTION_WORD: usize = 5;

/// Whether so many words are English function words that it can be nothing else, which is quicker to see than how
/// likely thirty languages are.
fn is_plainly_english(text: &str) -> bool {
    let (mut words, mut articles, mut function, mut typical, mut kinds) = (0, 0, 0, 0, 0_u32);
    for word in text
        .split(|letter: char| !letter.is_ascii_alphabetic() && (letter.is_ascii() || !letter.is_alphabetic()))
        .filter(|word| !word.is_empty())
    {
        words += 1;
        if !(2..=LONGEST_FUNCTION_WORD).contains(&word.len()) {
            continue;
        }
        match word {
            "the" | "The" => articles += 1,
            "of" | "and" | "to" | "that" | "with" => function += 1,
            _ => {}
        }
        let is_word = |own: &&str| own.len() == word.len() && own.eq_ignore_ascii_case(word);
        if let Some(place) = ENGLISH_ONLY.iter().position(is_word) {
            typical += 1;
            kinds |= 1 << place;
        }
    }
    let by_articles = words >= ENGLISH_WORDS && articles * 33 >= words && (articles + function) * 11 >= words;
    let by_kinds = words >= ENGLISH_WORDS / 3 && kinds.count_ones() >= 4 && typical * 7 >= words;
    by_articles || by_kinds
}

/// The likeliest language; a few passages most often tell it as surely as the whole text.
fn among(text: &str, languages: &[Lang]) -> Option<Lang> {
    let detector = Detector::with_allowlist(languages.to_vec());
    let by_passages = detector.detect(&passages(text)).filter(Info::is_reliable);
    by_passages.map_or_else(|| detector.detect_lang(text), |info| Some(info.lang()))
}

/// The beginning, the middle and the end of a text; the whole of a short one.
fn passages(text: &str) -> Cow<'_, str> {
    if text.len() <= 3 * PASSAGE {
        return Cow::Borrowed(text);
    }
    let passage = |from: usize| &text[boundary(text, from)..boundary(text, from + PASSAGE)];
    let places = [0, (text.len() - PASSAGE) / 2, text.len() - PASSAGE];
    Cow::Owned(places.map(passage).join(" "))
}

/// The next place where a character begins, or the end.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

/// Sets the languages of a pair: as given, else as detected.
///
/// # Errors
/// If a language cannot be told and is not given, or if both sides are in the same language and not both were given.
pub fn detect_pair(
    source: &mut Document,
    target: &mut Document,
    from: Option<Language>,
    to: Option<Language>,
) -> Result<()> {
    let source_language = from
        .or_else(|| detect(source))
        .ok_or_else(|| unknown(source, "--from"))?;
    let target_language = to.or_else(|| detect(target)).ok_or_else(|| unknown(target, "--to"))?;
    let trusted = from.is_some() && to.is_some();
    if source_language == target_language && !trusted {
        return Err(same(source, target, source_language));
    }
    source.language = Some(source_language);
    target.language = Some(target_language);
    Ok(())
}

fn unknown(document: &Document, option: &str) -> Error {
    Error::new(
        ErrorKind::Language,
        &document.name,
        "the language cannot be told from so little text",
    )
    .with_remedy(format!("give it with {option}, such as {option} en"))
}

fn same(source: &Document, target: &Document, language: Language) -> Error {
    let message = format!("both this file and {} are in {}", target.name, language.name());
    Error::new(ErrorKind::Language, &source.name, message).with_remedy(
        "give the version in the other language, or say --from and --to if the languages were taken wrongly",
    )
}

#[cfg(test)]
mod tests;
