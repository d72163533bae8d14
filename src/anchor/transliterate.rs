//! Letters of any script to Latin ones: [`latin`].

use std::sync::LazyLock;

use any_ascii::any_ascii_char;

/// Lower-case text in ASCII letters: Cyrillic as newspapers write it, other scripts by `any_ascii`.
pub(super) fn latin(lower: &str) -> String {
    let mut latin = String::with_capacity(lower.len());
    for letter in lower.chars() {
        if letter.is_ascii() {
            latin.push(letter);
        } else if let Some(letters) = cyrillic(letter) {
            latin.push_str(letters);
        } else {
            latin.extend(any_ascii_char(letter).chars().map(|letter| letter.to_ascii_lowercase()));
        }
    }
    latin
}

/// How a lower-case Cyrillic letter is written in Latin ones.
pub(super) fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'ї' => "yi",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ў' => "w",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ђ' => "dj",
        'ћ' => "c",
        'ќ' => "kj",
        'ѓ' => "gj",
        'џ' | 'ѕ' => "dz",
        _ => return None,
    })
}

/// Endings with a consonant that names and adjectives take in the Slavic languages written in Cyrillic, longest first.
const ENDINGS: &[&str] = &[
    "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ым", "им", "ом", "ем", "ам", "ям", "ах", "ях", "ых", "их",
    "ою", "ею", "ої", "ім", "ів",
];

/// [`ENDINGS`] as numbers at their upper end, and their lengths in bytes.
static LAST_BYTES: LazyLock<Vec<(u64, usize)>> = LazyLock::new(|| {
    let number = |ending: &&str| (last_bytes(ending.as_bytes()) << (64 - 8 * ending.len()), ending.len());
    ENDINGS.iter().map(number).collect()
});

/// A lower-case Cyrillic word without its case ending: one of `ENDINGS`, then the vowels, `й` and signs at the end.
/// At least three letters stay.
#[must_use]
pub fn without_case(word: &str) -> &str {
    without_vowels(without_ending(word))
}

/// Without a consonantal ending, if three letters or more stay.
pub(super) fn without_ending(word: &str) -> &str {
    // Every word of a text is asked about, and most end otherwise.
    if !word.ends_with(['о', 'у', 'и', 'м', 'х', 'ю', 'ї', 'в']) {
        return word;
    }
    let last = last_bytes(word.as_bytes());
    let mut endings = LAST_BYTES.iter();
    let ending = endings.find(|(ending, length)| last << (64 - 8 * length) == *ending);
    let stem = ending.map(|(_, length)| &word[..word.len() - length]);
    stem.filter(|stem| has_three_letters(stem)).unwrap_or(word)
}

/// The last eight bytes as a number, zeros before them if there are fewer: numbers are compared faster than texts.
fn last_bytes(bytes: &[u8]) -> u64 {
    let last = &bytes[bytes.len().saturating_sub(8)..];
    last.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Without the vowels, `й` and signs at the end, but for three letters.
pub(super) fn without_vowels(word: &str) -> &str {
    const SOFT: &[char] = &[
        'а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'й', 'ь', 'ъ', 'і', 'ї', 'є', 'ј',
    ];
    let mut stem = word;
    while let Some(shorter) = stem.strip_suffix(SOFT).filter(|shorter| has_three_letters(shorter)) {
        stem = shorter;
    }
    stem
}

/// Whether there are three letters; a Cyrillic letter takes two bytes.
fn has_three_letters(word: &str) -> bool {
    word.len() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_become_latin() {
        let cases = [
            ("песков", "peskov"),
            ("щёголев", "shchegolev"),
            ("київ", "kyyiv"),
            ("μητσοτάκης", "mitsotakis"),
            ("müller", "muller"),
        ];
        for (word, expected) in cases {
            assert_eq!(latin(word).replace("iy", "yy"), expected.replace("iy", "yy"), "{word}");
        }
    }

    #[test]
    fn every_ending_comes_off() {
        for ending in ENDINGS {
            assert_eq!(without_ending(&format!("абв{ending}")), "абв", "{ending}");
        }
    }

    #[test]
    fn case_endings_come_off() {
        let cases = [
            ("пескова", "песков"),
            ("песковым", "песков"),
            ("зеленского", "зеленск"),
            ("зеленский", "зеленск"),
            ("марией", "мар"),
            ("мария", "мар"),
            ("ким", "ким"),
            ("китае", "кит"),
        ];
        for (word, stem) in cases {
            assert_eq!(without_case(word), stem, "{word}");
        }
    }
}
