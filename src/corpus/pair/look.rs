//! What a word looks like, in any script: its first letter and consonants in Latin, packed into a number.

use crate::align::cognate::Skeleton;

/// So many letters are kept.
const LETTERS: usize = 6;
/// Words with fewer letters look like too many others.
const FEWEST: usize = 4;
/// Bits of a letter.
const BITS: usize = 5;
/// Stands for any vowel at the start.
const VOWEL: u32 = 31;

/// The look of a word; 0 if it has too few letters to tell.
pub(super) fn look(word: &str) -> u32 {
    let Some(skeleton) = Skeleton::of(word) else { return 0 };
    let mut packed = 0;
    let mut length = 0;
    for (place, &letter) in skeleton.letters().iter().enumerate() {
        let code = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' if place == 0 => VOWEL,
            b'a' | b'e' | b'i' | b'o' | b'u' => continue,
            b'z' => u32::from(b's' - b'a') + 1,
            _ => u32::from(letter - b'a') + 1,
        };
        packed |= code << (BITS * length);
        length += 1;
        if length == LETTERS {
            break;
        }
    }
    if length < FEWEST { 0 } else { packed }
}

/// The first letters of a look, under which those that may be alike are found.
pub(super) fn beginning(look: u32) -> u32 {
    look & ((1 << (BITS * FEWEST)) - 1)
}

/// How alike two words look, 0 to 1.
pub(super) fn likeness(one: u32, two: u32) -> f32 {
    if one == 0 || two == 0 || beginning(one) != beginning(two) {
        return 0.0;
    }
    let [short, long] = [length(one).min(length(two)), length(one).max(length(two))];
    let common = 1 << (BITS * short);
    if one % common != two % common {
        return 0.0;
    }
    match (short, long - short) {
        (6, _) => 1.0,
        (5, 0) => 0.9,
        (5, _) => 0.7,
        (_, 0) => 0.7,
        (_, 1) => 0.4,
        _ => 0.0,
    }
}

fn length(look: u32) -> usize {
    (0..LETTERS).take_while(|place| look >> (BITS * place) != 0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borrowed_words_look_alike() {
        for (one, two) in [
            ("parliament", "парламент"),
            ("president", "президент"),
            ("telephon", "телефон"),
        ] {
            assert!(likeness(look(one), look(two)) > 0.6, "{one} {two}");
        }
        for (one, two) in [("parliament", "правительств"), ("minister", "монополия")] {
            assert!(likeness(look(one), look(two)) < 0.6, "{one} {two}");
        }
    }

    #[test]
    fn short_words_have_no_look() {
        assert_eq!([look("дом"), look("idea")], [0, 0]);
    }
}
