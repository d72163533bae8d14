//! Characters that were damaged on the way.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use super::{HARDRULES, Level, OPUSFILTER, Rule};

pub(super) static ESCAPED_UNICODE: Rule = Rule {
    code: "escaped_unicode",
    meaning: "Characters stand as their numbers: `\\u0441`, `%D1%81` outside an address.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[
        (HARDRULES, "no_escaped_unicode"),
        ("OpusCleaner", "deescape-special-chars"),
    ],
    find: |context| {
        context.on_either(|side| {
            side.text
                .split_whitespace()
                .find(|word| is_escaped(word))
                .map(str::to_owned)
        })
    },
};

pub(super) static MOJIBAKE: Rule = Rule {
    code: "mojibake",
    meaning: "A text was read in the wrong character encoding: `ÐœÐ¾ÑÐºÐ²Ð°`, `�`, or question marks for letters.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[(HARDRULES, "no_bad_encoding"), (OPUSFILTER, "CharacterScoreFilter")],
    find: |context| context.on_either(|side| mojibake(side.text)),
};

pub(super) static UNICODE_NOISE: Rule = Rule {
    code: "unicode_noise",
    meaning: "Control characters or characters of private use stand in the text.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[(HARDRULES, "no_unicode_noise")],
    find: |context| {
        context.on_either(|side| {
            let found = side.text.chars().find(|&character| is_noise(character))?;
            Some(format!("U+{:04X}", u32::from(found)))
        })
    },
};

fn is_escaped(word: &str) -> bool {
    let hexadecimal = |text: &str, digits: usize| {
        text.as_bytes()
            .get(..digits)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let escapes = word.match_indices("\\u").any(|(at, _)| {
        let rest = word[at + 2..].trim_start_matches('{');
        hexadecimal(rest, 4)
    });
    let percent = || word.match_indices("%D0%").count() + word.match_indices("%D1%").count() > 1;
    escapes || percent() && !word.contains("://") && !word.starts_with("www.")
}

/// Fewer characters beyond ASCII in a word may be anything.
const FEWEST: usize = 4;

fn mojibake(text: &str) -> Option<String> {
    if text.contains('\u{fffd}') {
        return Some("\u{fffd}".to_owned());
    }
    if text.is_ascii() {
        return lost_letters(text);
    }
    let misread = text.split(' ').find(|word| {
        let foreign = word.chars().filter(|character| !character.is_ascii()).count();
        foreign >= FEWEST
            && [WINDOWS_1251, WINDOWS_1252]
                .into_iter()
                .any(|encoding| is_misread(word, encoding))
    });
    misread.map(str::to_owned).or_else(|| lost_letters(text))
}

/// Whether the bytes of a word in this encoding are UTF-8: no word of a language is that by chance.
fn is_misread(word: &str, encoding: &'static Encoding) -> bool {
    let (bytes, _, lossy) = encoding.encode(word);
    !lossy && !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok_and(|read| read.chars().any(char::is_alphabetic))
}

/// Question marks where an encoding had no letters: at least two words of nothing else.
fn lost_letters(text: &str) -> Option<String> {
    let lost = |word: &&str| word.len() >= 3 && word.bytes().all(|byte| byte == b'?');
    (text.split_whitespace().filter(lost).count() >= 2).then(|| "???".to_owned())
}

fn is_noise(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    let private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let never = matches!(character, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}');
    // The object replacement character stands for a picture that was taken out.
    control || private || never || character == '\u{fffc}'
}
