//! Full stops behind figures: numbered points, ordinals, dates.

use super::may_abbreviate;
use crate::segment::characters::is_roman_numeral;
use crate::segment::context::{Context, First};
use crate::segment::lists::role;

/// Judges `1.`, `2.1.`, `IV.`, `а.` at the beginning of a sentence, ordinals, and dates with spaces.
pub(super) fn full_stop(context: &Context) -> Option<bool> {
    if !may_abbreviate(context) {
        return None;
    }
    let is_number = context.word.ends_with(|c: char| c.is_ascii_digit());
    if is_point(context, is_number) || is_ordinal(context, is_number) || (is_number && is_date(context)) {
        return Some(false);
    }
    None
}

/// `1.` or `IV.` or `b.` that numbers what follows: first in its sentence, or behind a colon or semicolon.
fn is_point(context: &Context, is_number: bool) -> bool {
    let word = context.word;
    let letters = word.chars().count();
    let numbers =
        (is_number && (letters <= 3 || word.contains('.')) && word.chars().all(|c| c.is_ascii_digit() || c == '.'))
            || (is_roman_numeral(word) && letters <= 5)
            || (letters == 1 && word.chars().all(char::is_lowercase));
    if !numbers || context.right.dash {
        return false;
    }
    let before = context.text[..context.word_start].trim_end();
    let spaced = before.len() < context.word_start;
    // `... пункт. б. Второй`: the small letter kept the sentences together, so it must not be parted from what it numbers.
    if letters == 1 && !is_number && spaced && before.ends_with('.') && super::abbreviation::class_of(context).is_none()
    {
        return true;
    }
    let first_of_list = matches!(word, "1" | "I" | "a" | "а");
    context.word_is_first()
        || (spaced && before.ends_with(';'))
        || (spaced && before.ends_with(':') && (first_of_list || !context.opens()))
}

/// `am 3. Oktober`, `der 2. Weltkrieg`, `a II. János`: a short number behind a word that the language's list names.
fn is_ordinal(context: &Context, is_number: bool) -> bool {
    let short = is_number && context.word.len() <= 2;
    if !(short || is_roman_numeral(context.word)) || context.right.first != First::Upper {
        return false;
    }
    let (before, _) = context.word_before(context.word_start);
    context.lists.has_role(before, role::BEFORE_ORDINAL)
        && (context.lists.has_role(context.right.word, role::TIME) || !context.opens())
}

/// `12. 04. 2024`: figures of a date that somebody spaced.
fn is_date(context: &Context) -> bool {
    let short = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if !short(context.word) || context.right.first != First::Figure {
        return false;
    }
    let next = context.right.word;
    let (before, start) = context.word_before(context.word_start);
    let dotted = context.text[start..context.word_start].trim_end().ends_with('.');
    let ends_date = next.len() == 4 && short(before) && !before.is_empty() && dotted;
    let year_behind = context
        .right
        .rest
        .trim_start_matches(['.', ' '])
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    ends_date || (short(next) && context.right.rest.starts_with('.') && year_behind == 4)
}
