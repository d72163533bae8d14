//! Chinese and Japanese names: read syllable by syllable, as Russian newspapers write them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A Chinese name in pinyin by the system of Palladius.
pub(super) fn chinese_name(name: &str) -> Option<String> {
    let mut read = String::with_capacity(2 * name.len());
    syllables(name, &CHINESE, |cyrillic| read.push_str(cyrillic)).then_some(read)
}

/// A Japanese name in Hepburn's spelling by the system of Polivanov.
pub(super) fn japanese_name(name: &str) -> Option<String> {
    let mut read = String::with_capacity(2 * name.len());
    syllables(name, &JAPANESE, |cyrillic| read.push_str(cyrillic)).then_some(read)
}

/// How many Chinese syllables a lower-case name consists of; 0 if it does not.
pub(super) fn chinese_syllables(name: &str) -> usize {
    let mut count = 0;
    let latin = name.bytes().all(|letter| letter.is_ascii_lowercase());
    if latin && syllables(name, &CHINESE, |_| count += 1) {
        count
    } else {
        0
    }
}

/// Longer names are not read.
const LONGEST_NAME: usize = 18;

/// The longest Chinese syllables are `zhuang`, `chuang`, `shuang`.
const LONGEST_SYLLABLE: usize = 6;

/// Syllables by their letters, see [`packed`], and how they are written in Cyrillic.
type Syllables = FxHashMap<u64, String>;

/// Few names of other languages have a Chinese syllable, and a look-up tells it quickly.
static CHINESE: LazyLock<Syllables> = LazyLock::new(|| {
    let whole = CHINESE_WHOLE.iter();
    let whole = whole.map(|(latin, cyrillic)| (packed(latin.as_bytes()), (*cyrillic).to_owned()));
    let mut syllables: Syllables = whole.collect();
    for (initial, cyrillic) in CHINESE_INITIALS {
        for (last, usual) in CHINESE_FINALS {
            if let Some(read) = chinese_final(initial, last, usual) {
                let key = packed(initial.as_bytes()) << (8 * last.len()) | packed(last.as_bytes());
                syllables.insert(key, [*cyrillic, read].concat());
            }
        }
    }
    syllables
});

static JAPANESE: LazyLock<Syllables> = LazyLock::new(|| {
    let mut syllables = Syllables::default();
    for (consonant, cyrillic) in JAPANESE_CONSONANTS {
        let soft = [consonant, "y"].concat();
        for (vowel, hard_vowel, soft_vowel) in JAPANESE_VOWELS {
            let key = |start: &str| packed(start.as_bytes()) << 8 | u64::from(*vowel);
            syllables.insert(key(consonant), [*cyrillic, hard_vowel].concat());
            if !consonant.is_empty() && !soft_vowel.is_empty() {
                syllables.insert(key(&soft), [*cyrillic, soft_vowel].concat());
            }
        }
    }
    let special = JAPANESE_SPECIAL.iter();
    syllables.extend(special.map(|(latin, cyrillic)| (packed(latin.as_bytes()), (*cyrillic).to_owned())));
    syllables
});

/// A syllable of up to eight letters as a number.
fn packed(letters: &[u8]) -> u64 {
    letters
        .iter()
        .fold(0, |packed, letter| packed << 8 | u64::from(*letter))
}

/// Reads a name syllable by syllable, the longest syllable first that lets the rest be read too; says whether it can be
/// read to its end. Only then are the syllables handed over.
fn syllables<'a>(name: &str, known: &'a Syllables, mut hand_over: impl FnMut(&'a str)) -> bool {
    let letters = name.as_bytes();
    if letters.len() > LONGEST_NAME {
        return false;
    }
    // The syllable that begins at each place and where it ends, if all behind it can be read.
    let mut readings: [Option<(&str, usize)>; LONGEST_NAME + 1] = [None; LONGEST_NAME + 1];
    readings[letters.len()] = Some(("", letters.len()));
    for start in (0..letters.len()).rev() {
        let ends = (start + 1..=letters.len().min(start + LONGEST_SYLLABLE)).rev();
        let mut ends = ends.filter(|&end| readings[end].is_some());
        let longest = ends.find_map(|end| Some((known.get(&packed(&letters[start..end]))?.as_str(), end)));
        readings[start] = longest;
    }
    let mut at = 0;
    while let Some((syllable, end)) = readings[at].filter(|_| at < letters.len()) {
        hand_over(syllable);
        at = end;
    }
    readings[0].is_some()
}

/// How the end of a Chinese syllable is written behind its initial consonant, by the system of Palladius; `usual` is how
/// it is written behind most. `None` if there is no such syllable.
fn chinese_final(initial: &str, last: &str, usual: &'static str) -> Option<&'static str> {
    let rounded = matches!(initial, "j" | "q" | "x");
    match (last, initial) {
        ("i", "z" | "c" | "s") => Some("ы"),
        ("u", _) if rounded => Some("юй"),
        ("uan", _) if rounded => Some("юань"),
        ("un", _) if rounded => Some("юнь"),
        ("ue", initial) if !rounded && !matches!(initial, "l" | "n") => None,
        _ => Some(usual),
    }
}

/// Syllables without an initial consonant.
const CHINESE_WHOLE: &[(&str, &str)] = &[
    ("a", "а"),
    ("ai", "ай"),
    ("an", "ань"),
    ("ang", "ан"),
    ("ao", "ао"),
    ("e", "э"),
    ("en", "энь"),
    ("er", "эр"),
    ("ou", "оу"),
    ("ya", "я"),
    ("yan", "янь"),
    ("yang", "ян"),
    ("yao", "яо"),
    ("ye", "е"),
    ("yi", "и"),
    ("yin", "инь"),
    ("ying", "ин"),
    ("yong", "юн"),
    ("you", "ю"),
    ("yu", "юй"),
    ("yuan", "юань"),
    ("yue", "юэ"),
    ("yun", "юнь"),
    ("wa", "ва"),
    ("wai", "вай"),
    ("wan", "вань"),
    ("wang", "ван"),
    ("wei", "вэй"),
    ("wen", "вэнь"),
    ("weng", "вэн"),
    ("wo", "во"),
    ("wu", "у"),
];

/// Initial consonants, those of two letters first.
const CHINESE_INITIALS: &[(&str, &str)] = &[
    ("zh", "чж"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("b", "б"),
    ("p", "п"),
    ("m", "м"),
    ("f", "ф"),
    ("d", "д"),
    ("t", "т"),
    ("n", "н"),
    ("l", "л"),
    ("g", "г"),
    ("k", "к"),
    ("h", "х"),
    ("j", "цз"),
    ("q", "ц"),
    ("x", "с"),
    ("r", "ж"),
    ("z", "цз"),
    ("c", "ц"),
    ("s", "с"),
];

const CHINESE_FINALS: &[(&str, &str)] = &[
    ("a", "а"),
    ("o", "о"),
    ("e", "э"),
    ("i", "и"),
    ("u", "у"),
    ("ai", "ай"),
    ("ei", "эй"),
    ("ao", "ао"),
    ("ou", "оу"),
    ("an", "ань"),
    ("en", "энь"),
    ("ang", "ан"),
    ("eng", "эн"),
    ("ong", "ун"),
    ("ia", "я"),
    ("ie", "е"),
    ("iao", "яо"),
    ("iu", "ю"),
    ("ian", "янь"),
    ("in", "инь"),
    ("iang", "ян"),
    ("ing", "ин"),
    ("iong", "юн"),
    ("ua", "уа"),
    ("uo", "о"),
    ("uai", "уай"),
    ("ui", "уй"),
    ("uan", "уань"),
    ("un", "унь"),
    ("uang", "уан"),
    ("ue", "юэ"),
];

/// Vowels in Hepburn's spelling, in Polivanov's, and in that behind `y`.
const JAPANESE_VOWELS: &[(u8, &str, &str)] = &[
    (b'a', "а", "я"),
    (b'i', "и", ""),
    (b'u', "у", "ю"),
    (b'e', "э", ""),
    (b'o', "о", "ё"),
];

const JAPANESE_CONSONANTS: &[(&str, &str)] = &[
    ("", ""),
    ("k", "к"),
    ("kk", "кк"),
    ("s", "с"),
    ("ss", "сс"),
    ("t", "т"),
    ("tt", "тт"),
    ("n", "н"),
    ("h", "х"),
    ("m", "м"),
    ("r", "р"),
    ("w", "в"),
    ("g", "г"),
    ("z", "дз"),
    ("d", "д"),
    ("b", "б"),
    ("p", "п"),
    ("pp", "пп"),
    ("f", "ф"),
];

const JAPANESE_SPECIAL: &[(&str, &str)] = &[
    ("n", "н"),
    ("m", "м"),
    ("shi", "си"),
    ("sha", "ся"),
    ("shu", "сю"),
    ("sho", "сё"),
    ("sshi", "сси"),
    ("chi", "ти"),
    ("cha", "тя"),
    ("chu", "тю"),
    ("cho", "тё"),
    ("tchi", "тти"),
    ("tsu", "цу"),
    ("ji", "дзи"),
    ("ja", "дзя"),
    ("ju", "дзю"),
    ("jo", "дзё"),
    ("ya", "я"),
    ("yu", "ю"),
    ("yo", "ё"),
    ("oh", "о"),
    ("ai", "ай"),
    ("ei", "эй"),
    ("hei", "хэй"),
    ("kei", "кэй"),
    ("sei", "сэй"),
    ("tai", "тай"),
    ("dai", "дай"),
    ("rei", "рэй"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_syllables() {
        for (latin, cyrillic) in [
            ("xuanzhuang", "сюаньчжуан"),
            ("wenzhou", "вэньчжоу"),
            ("lue", "люэ"),
            ("smith", ""),
        ] {
            assert_eq!(chinese_name(latin).unwrap_or_default(), cyrillic, "{latin}");
        }
        for (latin, cyrillic) in [
            ("kishida", "кисида"),
            ("kyoto", "кёто"),
            ("tanaka", "танака"),
            ("yi", ""),
            ("smith", ""),
        ] {
            assert_eq!(japanese_name(latin).unwrap_or_default(), cyrillic, "{latin}");
        }
        assert_eq!(chinese_syllables("wenzhou"), 2);
        assert_eq!(chinese_syllables(""), 0);
        assert_eq!(chinese_syllables(&"wu".repeat(10)), 0, "too long for a name");
    }
}
