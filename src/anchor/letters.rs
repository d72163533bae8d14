//! Letters and marks, English and Russian ones before the tables of Unicode.

use crate::language::plain;
use unicode_normalization::char::is_combining_mark;

/// Whether the character belongs to a word. Combining marks do.
pub(super) fn is_letter(character: char) -> bool {
    // Dashes and quotation marks; the tables of Unicode are slow.
    if matches!(character, '\u{a0}' | '«' | '»' | '\u{2010}'..='\u{205e}') {
        return false;
    }
    is_alphabetic(character)
        || !character.is_ascii() && (is_combining_mark(character) || matches!(character, '\u{200c}' | '\u{200d}'))
}

/// How far letters reach from a place on.
pub(super) fn letters_end(text: &str, at: usize) -> usize {
    let mut end = plain::letters_end(text.as_bytes(), at);
    while let Some(letter) = text[end..].chars().next().filter(|letter| is_alphabetic(*letter)) {
        end = plain::letters_end(text.as_bytes(), end + letter.len_utf8());
    }
    end
}

/// Where a word ends that is all English and Russian letters; `None` for other words.
pub(super) fn plain_end(text: &str, at: usize) -> Option<usize> {
    let end = plain::letters_end(text.as_bytes(), at);
    let mut behind = text[end..].chars();
    let goes_on = behind
        .next()
        .is_some_and(|next| is_letter(next) || is_apostrophe(next) && behind.next().is_some_and(is_cyrillic));
    (end > at && !goes_on).then_some(end)
}

/// The small letter of a letter of the English or Russian alphabet (but for `ё`), and whether it is a capital. Most
/// letters are such, and the tables of Unicode are slow.
pub(super) fn plain_letter(letter: char) -> Option<(char, bool)> {
    match letter {
        'a'..='z' | 'а'..='я' => Some((letter, false)),
        'A'..='Z' => Some((letter.to_ascii_lowercase(), true)),
        'А'..='Я' => char::from_u32(u32::from(letter) + 0x20).map(|small| (small, true)),
        _ => None,
    }
}

/// Whether the character is a letter.
pub(super) fn is_alphabetic(character: char) -> bool {
    plain_letter(character).is_some() || !character.is_ascii() && character.is_alphabetic()
}

/// Whether the character is a capital letter.
pub(super) fn is_capital(character: char) -> bool {
    match plain_letter(character) {
        Some((_, capital)) => capital,
        None => character.is_uppercase(),
    }
}

/// Whether the character makes a year, a month or a day of the figures before it: `2024年2月14日`, `2월`.
pub(super) fn is_calendar_mark(character: char) -> bool {
    matches!(character, '年' | '月' | '日' | '号' | '號' | '년' | '월' | '일')
}

/// Whether the letter is Cyrillic.
pub(super) fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// Whether the mark is an apostrophe.
pub(super) fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’' | 'ʼ')
}

/// Whether the mark is a hyphen or dash.
pub(super) fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether the mark is a hyphen.
pub(super) fn is_hyphen(mark: char) -> bool {
    matches!(mark, '-' | '\u{2010}' | '\u{2011}')
}

pub(super) fn is_no_break(space: char) -> bool {
    matches!(space, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{202f}')
}

/// The value of a decimal digit of any script that newspapers write numbers in.
pub(super) fn digit(character: char) -> Option<u8> {
    const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];
    if character.is_ascii() {
        return character.is_ascii_digit().then(|| character as u8 - b'0');
    }
    let value = |zero: char| {
        u32::from(character)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
    };
    let value = ZEROS.iter().find_map(|zero| value(*zero))?;
    u8::try_from(value).ok()
}

/// Adds a letter to the lower-case form of a word.
pub(super) fn push_lower(lower: &mut String, letter: char) {
    if let Some((small, _)) = plain_letter(letter) {
        lower.push(small);
    } else {
        match letter {
            'ё' | 'Ё' => lower.push('е'),
            '’' | 'ʼ' => lower.push('\''),
            _ => lower.extend(letter.to_lowercase()),
        }
    }
}
