//! How Russian newspapers write names from languages whose Latin spelling is read by rules of its own: [`readings`].

/// Readings of a lower-case Latin name in Cyrillic letters: one for each language whose spelling it may have. Names that
/// are read as they are written have none.
pub(super) fn readings(lower: &str) -> Vec<String> {
    if lower.len() < 2 || !lower.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return Vec::new();
    }
    let found = [
        syllables(lower, chinese),
        syllables(lower, japanese),
        polish(lower),
        hungarian(lower),
        south_slavic(lower),
        german(lower),
        italian(lower),
        french(lower),
        english(lower),
    ];
    found.into_iter().flatten().collect()
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

/// Replaces the longest spelling at each place; letters without one are left as they are.
fn respell(name: &str, spellings: &[(&str, &str)]) -> String {
    let (mut rest, mut written) = (name, String::with_capacity(2 * name.len()));
    while let Some(first) = rest.chars().next() {
        let longest = spellings
            .iter()
            .filter(|(latin, _)| rest.starts_with(latin))
            .max_by_key(|(latin, _)| latin.len());
        let (taken, cyrillic) = longest.map_or((first.len_utf8(), None), |(latin, cyrillic)| {
            (latin.len(), Some(*cyrillic))
        });
        match cyrillic.or_else(|| {
            PLAIN
                .iter()
                .find(|(latin, _)| *latin == first)
                .map(|(_, cyrillic)| *cyrillic)
        }) {
            Some(cyrillic) => written.push_str(cyrillic),
            None => written.push(first),
        }
        rest = &rest[taken..];
    }
    written
}

/// Letters as they are read in most languages.
const PLAIN: &[(char, &str)] = &[
    ('a', "а"),
    ('b', "б"),
    ('c', "к"),
    ('d', "д"),
    ('e', "е"),
    ('f', "ф"),
    ('g', "г"),
    ('h', "х"),
    ('i', "и"),
    ('j', "й"),
    ('k', "к"),
    ('l', "л"),
    ('m', "м"),
    ('n', "н"),
    ('o', "о"),
    ('p', "п"),
    ('q', "к"),
    ('r', "р"),
    ('s', "с"),
    ('t', "т"),
    ('u', "у"),
    ('v', "в"),
    ('w', "в"),
    ('x', "кс"),
    ('y', "и"),
    ('z', "з"),
];

fn has_any(name: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| name.contains(sign))
}

fn ends_in_any(name: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| name.ends_with(sign))
}

fn polish(name: &str) -> Option<String> {
    let sign =
        has_any(name, &["rz", "sz", "cz", "wsk", "iec", "ows", "wro"]) || ends_in_any(name, &["cki", "cka", "ej"]);
    sign.then(|| {
        respell(
            name,
            &[
                ("szcz", "щ"),
                ("sz", "ш"),
                ("cz", "ч"),
                ("rz", "ж"),
                ("dzi", "дзи"),
                ("ch", "х"),
                ("c", "ц"),
                ("ck", "цк"),
                ("ie", "е"),
                ("ia", "я"),
                ("io", "ё"),
                ("ow", "ов"),
                ("j", "й"),
                ("y", "ы"),
            ],
        )
    })
}

fn hungarian(name: &str) -> Option<String> {
    let sign = has_any(name, &["sz", "gy", "cs", "zs", "ijj"]);
    sign.then(|| {
        respell(
            name,
            &[
                ("sz", "с"),
                ("zs", "ж"),
                ("cs", "ч"),
                ("s", "ш"),
                ("gy", "дь"),
                ("ny", "нь"),
                ("ly", "й"),
                ("jj", "й"),
                ("ja", "я"),
                ("jja", "йя"),
                ("c", "ц"),
            ],
        )
    })
}

fn south_slavic(name: &str) -> Option<String> {
    let sign = name.len() > 4 && ends_in_any(name, &["ic", "ich", "vic"]);
    sign.then(|| {
        respell(
            name,
            &[
                ("ch", "ч"),
                ("c", "ч"),
                ("dz", "дж"),
                ("dj", "дж"),
                ("lj", "ль"),
                ("nj", "нь"),
                ("ja", "я"),
                ("je", "е"),
                ("sh", "ш"),
                ("x", "дж"),
            ],
        )
    })
}

fn german(name: &str) -> Option<String> {
    let sign =
        has_any(name, &["sch", "ei", "w", "tz", "mann", "berg", "eu", "ie", "str"]) || name.starts_with(['z', 'v']);
    sign.then(|| {
        let name = respell(
            name,
            &[
                ("tsch", "ч"),
                ("sch", "ш"),
                ("ch", "х"),
                ("ei", "ай"),
                ("ey", "ай"),
                ("eu", "ой"),
                ("ie", "и"),
                ("tz", "ц"),
                ("z", "ц"),
                ("v", "ф"),
                ("ck", "к"),
                ("ph", "ф"),
                ("j", "й"),
                ("y", "и"),
                ("oe", "ё"),
                ("ue", "ю"),
            ],
        );
        let initial = [("ст", "шт"), ("сп", "шп")].into_iter();
        let read = initial
            .into_iter()
            .find_map(|(hard, soft)| Some(format!("{soft}{}", name.strip_prefix(hard)?)));
        read.unwrap_or(name)
    })
}

fn italian(name: &str) -> Option<String> {
    let sign = has_any(
        name,
        &[
            "gio", "gia", "giu", "cch", "gli", "cio", "cia", "zz", "ghi", "ghe", "che", "chi",
        ],
    );
    sign.then(|| {
        respell(
            name,
            &[
                ("gio", "джо"),
                ("gia", "джа"),
                ("giu", "джу"),
                ("ge", "дже"),
                ("gi", "джи"),
                ("ch", "к"),
                ("gh", "г"),
                ("gli", "льи"),
                ("cio", "чо"),
                ("cia", "ча"),
                ("ce", "че"),
                ("ci", "чи"),
                ("zz", "цц"),
                ("z", "ц"),
                ("gn", "нь"),
            ],
        )
    })
}

fn french(name: &str) -> Option<String> {
    let sign = has_any(name, &["au", "eu", "ou", "oi", "ch", "qu", "gn"])
        || name.starts_with(['j', 'g'])
        || ends_in_any(name, &["t", "s", "x", "z", "d", "p", "rc", "ier", "e"]);
    if !sign || name.len() < 4 || name.ends_with("ez") {
        return None;
    }
    let heard = ["es", "e", "s", "t", "x", "z", "d", "p"];
    let end = heard
        .iter()
        .find(|silent| name.ends_with(**silent))
        .map_or(0, |silent| silent.len());
    let stem = &name[..name.len() - end];
    let stem = stem
        .strip_suffix("rc")
        .map_or(stem.to_owned(), |stem| format!("{stem}r"));
    let stem = match stem.strip_suffix("ier") {
        Some(start) => format!("{start}ie"),
        // "Genet", "Rochet": what is left of the ending is heard.
        None => stem,
    };
    let stem = stem
        .strip_suffix('m')
        .filter(|start| start.ends_with('a'))
        .map_or(stem.clone(), |start| format!("{start}n"));
    Some(respell(
        &stem,
        &[
            ("eau", "о"),
            ("au", "о"),
            ("eu", "ё"),
            ("oeu", "ё"),
            ("ou", "у"),
            ("oi", "уа"),
            ("ai", "е"),
            ("ei", "е"),
            ("ch", "ш"),
            ("qu", "к"),
            ("cqu", "к"),
            ("gn", "нь"),
            ("gu", "г"),
            ("ge", "же"),
            ("gi", "жи"),
            ("j", "ж"),
            ("ce", "се"),
            ("ci", "си"),
            ("cy", "си"),
            ("th", "т"),
            ("ph", "ф"),
            ("h", ""),
            ("y", "и"),
            ("tz", "ц"),
            ("ll", "ль"),
            ("em", "ам"),
            ("w", "в"),
            ("u", "ю"),
            ("en", "ан"),
            ("bv", "в"),
        ],
    ))
}

/// Names that sound otherwise than their English spelling says.
fn english(name: &str) -> Option<String> {
    const SPELLINGS: &[(&str, &str)] = &[
        ("cester", "стер"),
        ("worcester", "вустер"),
        ("stle", "сл"),
        ("tth", "т"),
        ("thampton", "тгемптон"),
        ("sean", "шон"),
        ("gua", "гва"),
        ("thew", "тью"),
        ("new", "нью"),
        ("wa", "уо"),
        ("lace", "лес"),
        ("urray", "аррей"),
        ("xh", "дж"),
        ("ates", "ейтс"),
        ("ade", "эйд"),
        ("ake", "эйк"),
        ("ale", "эйл"),
        ("ame", "эйм"),
        ("ane", "эйн"),
        ("ate", "эйт"),
        ("ave", "эйв"),
    ];
    SPELLINGS
        .iter()
        .any(|(latin, _)| name.contains(latin))
        .then(|| respell(name, SPELLINGS))
}
