//! How Russian newspapers write names from languages whose Latin spelling is read by rules of its own: [`readings`].

use super::syllable;

/// Readings of a lower-case Latin name in Cyrillic letters: one for each language whose spelling it may have. Names that
/// are read as they are written have none.
pub(super) fn readings(lower: &str) -> Vec<String> {
    if lower.len() < 2 || !lower.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return Vec::new();
    }
    let word = Word::new(lower);
    let found = [
        syllable::chinese_name(lower),
        syllable::japanese_name(lower),
        polish(&word),
        hungarian(&word),
        south_slavic(lower),
        german(&word),
        italian(&word),
        french(&word),
        english(&word),
    ];
    found.into_iter().flatten().collect()
}

/// Replaces the longest spelling at each place of a name in small Latin letters.
fn respell(name: &str, spellings: &[(&str, &str)]) -> String {
    let (mut rest, mut written) = (name.as_bytes(), String::with_capacity(2 * name.len()));
    while let Some(&first) = rest.first() {
        let (mut taken, mut read) = (1, PLAIN.get(usize::from(first.wrapping_sub(b'a'))).copied());
        let mut longest = 0;
        for (latin, cyrillic) in spellings {
            let latin = latin.as_bytes();
            // Most begin otherwise, which one letter shows.
            if latin[0] == first && latin.len() > longest && rest.starts_with(latin) {
                longest = latin.len();
                (taken, read) = (longest, Some(*cyrillic));
            }
        }
        match read {
            Some(cyrillic) => written.push_str(cyrillic),
            None => written.push(char::from(first)),
        }
        rest = &rest[taken..];
    }
    written
}

/// The letters from `a` to `z` as they are read in most languages.
const PLAIN: [&str; 26] = [
    "а", "б", "к", "д", "е", "ф", "г", "х", "и", "й", "к", "л", "м", "н", "о", "п", "к", "р", "с", "т", "у", "в", "в",
    "кс", "и", "з",
];

/// A lower-case Latin name with the pairs of letters that it has, as bits by first and second letter: most signs can be
/// ruled out by them.
struct Word<'a> {
    letters: &'a str,
    pairs: [u32; 26],
    /// The letters that it has, as bits.
    single: u32,
}

impl<'a> Word<'a> {
    fn new(letters: &'a str) -> Self {
        let mut pairs = [0; 26];
        for pair in letters.as_bytes().windows(2) {
            pairs[usize::from(pair[0] - b'a')] |= 1 << (pair[1] - b'a');
        }
        let single = letters.bytes().fold(0, |single, letter| single | 1 << (letter - b'a'));
        Self { letters, pairs, single }
    }

    fn has(&self, sign: &str) -> bool {
        if let [letter] = sign.as_bytes() {
            return self.single >> (letter - b'a') & 1 == 1;
        }
        let has_pair = |pair: &[u8]| self.pairs[usize::from(pair[0] - b'a')] >> (pair[1] - b'a') & 1 == 1;
        sign.as_bytes().windows(2).all(has_pair) && (sign.len() == 2 || self.letters.contains(sign))
    }
}

fn has_any(word: &Word<'_>, signs: &[&str]) -> bool {
    signs.iter().any(|sign| word.has(sign))
}

fn ends_in_any(name: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| name.ends_with(sign))
}

fn polish(word: &Word<'_>) -> Option<String> {
    let name = word.letters;
    let sign =
        has_any(word, &["rz", "sz", "cz", "wsk", "iec", "ows", "wro"]) || ends_in_any(name, &["cki", "cka", "ej"]);
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

fn hungarian(word: &Word<'_>) -> Option<String> {
    let name = word.letters;
    let sign = has_any(word, &["sz", "gy", "cs", "zs", "ijj"]);
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

fn german(word: &Word<'_>) -> Option<String> {
    let name = word.letters;
    let sign =
        has_any(word, &["sch", "ei", "w", "tz", "mann", "berg", "eu", "ie", "str"]) || name.starts_with(['z', 'v']);
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

fn italian(word: &Word<'_>) -> Option<String> {
    let name = word.letters;
    let sign = has_any(
        word,
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

fn french(word: &Word<'_>) -> Option<String> {
    let name = word.letters;
    let sign = has_any(word, &["au", "eu", "ou", "oi", "ch", "qu", "gn"])
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
fn english(word: &Word<'_>) -> Option<String> {
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
        ("w", "у"),
        ("wall", "уолл"),
        ("wat", "уот"),
        ("war", "уор"),
        ("ace", "эс"),
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
        .any(|(latin, _)| word.has(latin))
        .then(|| respell(word.letters, SPELLINGS))
}
