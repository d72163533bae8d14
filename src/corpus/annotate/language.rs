//! In the wrong language, or in the same on both sides.

use unicode_segmentation::UnicodeSegmentation;

use super::context::{Facts, ratio, weight};
use super::{Context, HARDRULES, Level, OPUSFILTER, Rule, Threshold};
use crate::alignment::Side;
use crate::corpus::dedup;
use crate::detect;
use crate::language::{Language, vocabulary};

pub(super) static WRONG_LANGUAGE: Rule = Rule {
    code: "wrong_language",
    meaning: "A side is in another language than its document. Only what is long enough to tell is asked.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "letters of a side, at least, for it to be asked",
        default: 60.0,
    }),
    equivalents: &[
        (HARDRULES, "no_wrong_language"),
        (OPUSFILTER, "LanguageIDFilter"),
        (OPUSFILTER, "CharacterScoreFilter"),
    ],
    find: wrong_language,
};

pub(super) static IDENTICAL: Rule = Rule {
    code: "identical",
    meaning: "Both sides are the same text, but for case, spaces and quotation marks.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[(HARDRULES, "no_identical"), (OPUSFILTER, "SimilarityFilter")],
    find: |context| {
        let [source, target] = context.both().map(|side| side.text);
        (source == target || dedup::normal(source) == dedup::normal(target))
            .then(|| "the same text on both sides".to_owned())
    },
};

pub(super) static UNTRANSLATED: Rule = Rule {
    code: "untranslated",
    meaning: "Most ordinary words of the shorter side stand on the other as they are.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "share of the shorter side's words in lower case that the other side has, less than",
        default: 0.6,
    }),
    equivalents: &[
        (OPUSFILTER, "LongestCommonSubstringFilter"),
        (OPUSFILTER, "SimilarityFilter"),
    ],
    find: untranslated,
};

/// With so many function words of a language, a text may well be in that language.
const ENOUGH_WORDS: f64 = 0.1;

/// A language whose function words are not known is believed with so many times the letters.
const UNKNOWN: f64 = 3.0;

/// Another script is believed with so many times the letters.
const OTHER_SCRIPT: f64 = 0.5;

fn wrong_language(context: &Context<'_>) -> Option<String> {
    Side::BOTH.into_iter().find_map(|side| {
        let own = context.language(side)?;
        let least = context.threshold(&WRONG_LANGUAGE);
        if ratio(context.side(side).length, 1) < least * OTHER_SCRIPT {
            return None;
        }
        // The titles of books stay in their language.
        let text = without_quotations(context.side(side).text);
        let found = detect::detect_text(&text).filter(|found| *found != own)?;
        let script = Script::of(&text);
        let length = ratio(script.letters(&text), 1) / least;
        let sure = match Script::of_language(own) {
            Some(expected) if expected != script => {
                length >= OTHER_SCRIPT && expected.letters(&text) * 10 <= script.letters(&text)
            }
            _ => is_surely(&text, found, own, length),
        };
        sure.then(|| format!("looks like {}, not {}", found.name(), own.name()))
    })
}

/// The share of function words of a language among the words of a text.
fn share_of_function_words(text: &str, language: Language) -> f64 {
    let vocabulary = vocabulary(Some(language));
    let words: Vec<&str> = text.unicode_words().collect();
    let function = |word: &&&str| vocabulary.meaning(&word.to_lowercase().replace('ё', "е")).function;
    ratio(words.iter().filter(function).count(), words.len())
}

/// A text without what stands in quotation marks.
fn without_quotations(text: &str) -> String {
    let mut outside = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((open, mark)) = rest.char_indices().find(|(_, mark)| closing(*mark).is_some()) {
        outside.push_str(&rest[..open]);
        let behind = &rest[open + mark.len_utf8()..];
        match behind.find(|mark_behind| closing(mark).is_some_and(|closing| closing.contains(mark_behind))) {
            Some(close) => {
                let width = behind[close..].chars().next().map_or(0, char::len_utf8);
                rest = &behind[close + width..];
            }
            // A quotation that goes on in the next sentence is text like any other.
            None => rest = behind,
        }
    }
    outside.push_str(rest);
    outside
}

/// The marks that end a quotation that began with this one.
fn closing(mark: char) -> Option<&'static str> {
    match mark {
        '«' => Some("»"),
        '„' => Some("“”\""),
        '“' => Some("”\""),
        '"' => Some("\""),
        _ => None,
    }
}

/// Whether a side is in another language of the same script. Statistics of letters are wrong once in some hundred
/// sentences, so the function words have to agree.
fn is_surely(text: &str, found: Language, own: Language, length: f64) -> bool {
    let [of_found, of_own] = [found, own].map(|language| share_of_function_words(text, language));
    if vocabulary(Some(found)).profile.function_words.is_empty() {
        return of_own < ENOUGH_WORDS && length >= UNKNOWN;
    }
    length >= 1.0 && of_found >= ENOUGH_WORDS && of_found > of_own
}

/// The scripts whose letters are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Other,
}

impl Script {
    fn of_letter(letter: char) -> Self {
        match letter {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            _ => Self::Other,
        }
    }

    /// The letters of a text that are of this script; a Chinese character counts as three.
    fn letters(self, text: &str) -> usize {
        let letters = text.chars().filter(|character| character.is_alphabetic());
        let own = letters.filter(|&letter| Self::of_letter(letter) == self);
        own.map(weight).sum()
    }

    /// The script of most letters.
    fn of(text: &str) -> Self {
        let scripts = [Self::Other, Self::Cyrillic, Self::Latin];
        let most = scripts.into_iter().max_by_key(|script| script.letters(text));
        most.unwrap_or(Self::Other)
    }

    /// The script of a language, by the words that are known of it.
    fn of_language(language: Language) -> Option<Self> {
        let words = vocabulary(Some(language)).profile.function_words;
        (!words.is_empty()).then(|| Self::of(words))
    }
}

/// Fewer ordinary words may be a title or a slogan.
const FEWEST: usize = 3;

fn untranslated(context: &Context<'_>) -> Option<String> {
    let [source, target] = context
        .both()
        .map(|side| Facts::ordinary_words(side).collect::<Vec<_>>());
    let (few, many) = if source.len() < target.len() {
        (source, target)
    } else {
        (target, source)
    };
    if few.len() < FEWEST {
        return None;
    }
    let shared = few.iter().filter(|word| many.contains(word)).count();
    let untranslated = ratio(shared, few.len()) >= context.threshold(&UNTRANSLATED);
    untranslated.then(|| format!("{shared} of {} words stand on both sides", few.len()))
}
