//! An example to copy when you add a language; compiled for the tests only. The language is made up.
//!
//! 1. Copy this file to `src/language/<english name>.rs` and change [`Language::short`] to the ISO 639-1 code.
//! 2. Fill in what you know and delete the other lines: `..Profile::PLAIN` stands for them. Months, week days, the
//!    decimal sign and the numerals to twelve are worth the most.
//! 3. Add the file's `mod` line and its `PROFILE` to `src/language/mod.rs`.
//!
//! All words are in lower case, in every form that a text can have, separated by single spaces.

use super::{DayPart, Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"xx"),
    // One of the algorithms of the `snowball_stemmers_rs` crate, or `None`.
    stemmer: None,
    // What stands in 1,5: '.' or ','.
    decimal_sign: ',',
    // Whether one thousand is written 1 000.
    grouped_by_space: true,
    months: [
        "onea onean",
        "twoa twoan",
        "threea",
        "foura",
        "fivea",
        "sixa",
        "sevena",
        "eighta",
        "ninea",
        "tena",
        "elevena",
        "twelvea",
    ],
    weekdays: ["onei", "twoi", "threei", "fouri", "fivei", "sixi", "seveni"],
    // Words of the lists above and below that are usually something else: taken only beside a number.
    homographs: "fivea",
    // Below one thousand. List 21 only if it is one word.
    cardinals: &[
        (1, "unu"),
        (2, "du"),
        (3, "tri"),
        (10, "dek"),
        (20, "dudek"),
        (100, "cent"),
    ],
    ordinals: &[(1, "unua"), (2, "dua"), (3, "tria")],
    // Power of ten, forms that alone mean one of it, forms that need a number before them.
    scales: &[(3, "mil", "milj"), (6, "miliono", "milionoj")],
    // Only after figures.
    short_scales: &[(6, "mln")],
    // Mantissa and power of ten: 5 × 10^-1.
    fractions: &[(5, -1, "duono")],
    // "dudek kaj tri" is 23 if joiners may stand from 10 up.
    joiners: "kaj",
    joined_from: 10,
    units: &[
        (Unit::Percent, "procento procentoj"),
        (Unit::Currency(*b"EUR"), "euro euroj"),
    ],
    minus: "minus",
    // 3-a is the third.
    ordinal_suffixes: "a",
    year_words: "jaro jaron",
    century_words: "jarcento",
    day_parts: &[(DayPart::Afternoon, "ptm")],
    // 14 de twoa.
    date_joiners: "de",
    // Never names, even with a capital letter.
    function_words: "la kaj en de",
    ..Profile::PLAIN
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn example_is_no_language_of_the_program() {
        assert!(PROFILE.language.profile().is_none());
    }
}
