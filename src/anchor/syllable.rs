//! Chinese and Japanese names: read syllable by syllable, as Russian newspapers write them.

/// A Chinese name in pinyin by the system of Palladius.
pub(super) fn chinese_name(name: &str) -> Option<String> {
    syllables(name, chinese)
}

/// A Japanese name in Hepburn's spelling by the system of Polivanov.
pub(super) fn japanese_name(name: &str) -> Option<String> {
    syllables(name, japanese)
}

/// How many Chinese syllables a lower-case name consists of; 0 if it does not.
pub(super) fn chinese_syllables(name: &str) -> usize {
    let latin = name.bytes().all(|letter| letter.is_ascii_lowercase());
    let marked = |syllable: &str| chinese(syllable).map(|read| read + "-");
    let read = if latin { syllables(name, marked) } else { None };
    read.map_or(0, |read| read.matches('-').count())
}

/// Reads a name syllable by syllable, the longest syllable first that lets the rest be read too.
fn syllables(name: &str, syllable: impl Fn(&str) -> Option<String>) -> Option<String> {
    const LONGEST_NAME: usize = 18;
    const LONGEST_SYLLABLE: usize = 6;
    if name.is_empty() {
        return Some(String::new());
    }
    if name.len() > LONGEST_NAME {
        return None;
    }
    // What can be read of the name's end, from each place on.
    let mut rest: Vec<Option<String>> = vec![None; name.len() + 1];
    rest[name.len()] = Some(String::new());
    for start in (0..name.len()).rev() {
        let ends = (start + 1..=name.len().min(start + LONGEST_SYLLABLE)).rev();
        rest[start] = ends.into_iter().find_map(|end| {
            let behind = rest[end].as_ref()?;
            Some(syllable(&name[start..end])? + behind)
        });
    }
    rest.swap_remove(0)
}

/// Pinyin to the system of Palladius.
fn chinese(syllable: &str) -> Option<String> {
    if let Some((_, whole)) = CHINESE_WHOLE.iter().find(|(latin, _)| *latin == syllable) {
        return Some((*whole).to_owned());
    }
    let (initial, cyrillic) = CHINESE_INITIALS.iter().find(|(latin, _)| syllable.starts_with(latin))?;
    let last = &syllable[initial.len()..];
    let rounded = matches!(*initial, "j" | "q" | "x");
    let last = match (last, *initial) {
        ("i", "z" | "c" | "s") => "ы",
        ("u", _) if rounded => "юй",
        ("uan", _) if rounded => "юань",
        ("un", _) if rounded => "юнь",
        ("ue", initial) if !rounded && !matches!(initial, "l" | "n") => return None,
        _ => CHINESE_FINALS.iter().find(|(latin, _)| *latin == last)?.1,
    };
    Some(format!("{cyrillic}{last}"))
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

/// Hepburn's spelling to Polivanov's.
fn japanese(syllable: &str) -> Option<String> {
    if let Some((_, special)) = JAPANESE_SPECIAL.iter().find(|(latin, _)| *latin == syllable) {
        return Some((*special).to_owned());
    }
    let vowel = syllable.len().checked_sub(1)?;
    let plain = |vowel: &str| {
        Some(match vowel {
            "a" => "а",
            "i" => "и",
            "u" => "у",
            "e" => "э",
            "o" => "о",
            _ => return None,
        })
    };
    let (consonants, last) = syllable.split_at(vowel);
    let softened = |vowel: &str| {
        Some(match vowel {
            "a" => "я",
            "u" => "ю",
            "o" => "ё",
            _ => return None,
        })
    };
    if let Some(hard) = consonants.strip_suffix('y').filter(|hard| !hard.is_empty()) {
        return Some(format!("{}{}", japanese_consonant(hard)?, softened(last)?));
    }
    Some(format!("{}{}", japanese_consonant(consonants)?, plain(last)?))
}

fn japanese_consonant(latin: &str) -> Option<&'static str> {
    Some(match latin {
        "" => "",
        "k" => "к",
        "kk" => "кк",
        "s" => "с",
        "ss" => "сс",
        "t" => "т",
        "tt" => "тт",
        "n" => "н",
        "h" => "х",
        "m" => "м",
        "r" => "р",
        "w" => "в",
        "g" => "г",
        "z" => "дз",
        "d" => "д",
        "b" => "б",
        "p" => "п",
        "pp" => "пп",
        "f" => "ф",
        _ => return None,
    })
}

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
