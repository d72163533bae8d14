//! What letters alone tell: the script of a text, and letters that only some languages have.

use std::sync::LazyLock;

use whatlang::Lang;

/// The languages of the Cyrillic script that are told apart.
pub(super) const CYRILLIC: &[Lang] = &[Lang::Rus, Lang::Ukr, Lang::Bel, Lang::Bul, Lang::Srp, Lang::Mkd];

/// The languages of the Latin script that are told apart.
pub(super) const LATIN: &[Lang] = &[
    Lang::Eng,
    Lang::Spa,
    Lang::Por,
    Lang::Ita,
    Lang::Fra,
    Lang::Deu,
    Lang::Nld,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Fin,
    Lang::Hun,
    Lang::Ces,
    Lang::Slk,
    Lang::Pol,
    Lang::Hrv,
    Lang::Slv,
    Lang::Ron,
    Lang::Est,
    Lang::Lav,
    Lang::Lit,
    Lang::Tur,
    Lang::Aze,
    Lang::Uzb,
    Lang::Tuk,
    Lang::Vie,
    Lang::Ind,
    Lang::Afr,
    Lang::Cat,
    Lang::Lat,
    Lang::Epo,
];

/// Groups of scripts that are treated alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Kana,
    Hangul,
    Han,
    Cyrillic,
    Latin,
    Other,
}

/// How many letters of each script a text has.
#[derive(Default)]
pub(super) struct Share {
    pub(super) letters: usize,
    kana: usize,
    hangul: usize,
    han: usize,
    cyrillic: usize,
    latin: usize,
}

/// The number of ASCII letters, counted in small numbers, which the compiler does many at a time.
fn ascii_letters(text: &[u8]) -> usize {
    let in_chunk = |chunk: &[u8]| {
        chunk
            .iter()
            .map(|byte| u8::from(byte.is_ascii_alphabetic()))
            .sum::<u8>()
    };
    text.chunks(usize::from(u8::MAX))
        .map(|chunk| usize::from(in_chunk(chunk)))
        .sum()
}

/// Whether the first byte and the next are a letter of the Russian alphabet, but for `ё`.
fn is_russian(first: u8, next: u8) -> bool {
    matches!((first, next), (0xd0, 0x90..=0xbf) | (0xd1, 0x80..=0x8f))
}

impl Share {
    pub(super) fn of(text: &str) -> Self {
        let mut share = Self::default();
        let (bytes, mut cyrillic, mut at) = (text.as_bytes(), 0, 0);
        // Most letters are such, and the tables of Unicode are slow.
        let latin = ascii_letters(bytes);
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                // Eight at a time where there are so many.
                let eight = bytes[at..].first_chunk::<8>().is_some_and(|eight| eight.is_ascii());
                at += if eight { 8 } else { 1 };
            } else if is_russian(byte, bytes.get(at + 1).copied().unwrap_or_default()) {
                cyrillic += 1;
                at += 2;
            } else if let Some(character) = text[at..].chars().next() {
                share.count(character);
                at += character.len_utf8();
            }
        }
        share.letters += latin + cyrillic;
        share.latin += latin;
        share.cyrillic += cyrillic;
        share
    }

    fn count(&mut self, character: char) {
        if !character.is_alphabetic() {
            return;
        }
        self.letters += 1;
        let count = match character {
            '\u{3041}'..='\u{30ff}' => &mut self.kana,
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => &mut self.hangul,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => &mut self.han,
            '\u{400}'..='\u{52f}' => &mut self.cyrillic,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => &mut self.latin,
            _ => return,
        };
        *count += 1;
    }

    /// The script of the text. A Latin name in a Chinese text takes more letters than its meaning: signs count double.
    pub(super) fn script(&self) -> Script {
        let east = self.kana + self.hangul + self.han;
        let other = self.letters - east - self.cyrillic - self.latin;
        if 2 * east > self.cyrillic.max(self.latin).max(other) {
            if self.kana * 10 > east {
                return Script::Kana;
            }
            return if self.hangul * 3 > east {
                Script::Hangul
            } else {
                Script::Han
            };
        }
        // Names of firms and products stay Latin in a Cyrillic text; Cyrillic words are rare in a Latin one.
        if 2 * self.cyrillic >= self.latin && self.cyrillic >= other {
            Script::Cyrillic
        } else if self.latin >= other {
            Script::Latin
        } else {
            Script::Other
        }
    }
}

/// Letters of some Cyrillic languages that others do not have, and the languages that have them.
const EXCLUSIVE: &[(&str, &[Lang])] = &[
    ("їєґ", &[Lang::Ukr]),
    ("ў", &[Lang::Bel]),
    ("і", &[Lang::Ukr, Lang::Bel]),
    ("ђћ", &[Lang::Srp]),
    ("ѓќѕ", &[Lang::Mkd]),
    ("јљњџ", &[Lang::Srp, Lang::Mkd]),
    ("ыэё", &[Lang::Rus, Lang::Bel]),
    ("ъ", &[Lang::Rus, Lang::Bul]),
    ("и", &[Lang::Rus, Lang::Ukr, Lang::Bul, Lang::Srp, Lang::Mkd]),
    ("щ", &[Lang::Rus, Lang::Ukr, Lang::Bul]),
    ("ь", &[Lang::Rus, Lang::Ukr, Lang::Bel, Lang::Bul]),
    ("й", &[Lang::Rus, Lang::Ukr, Lang::Bel, Lang::Bul]),
];

/// How many letters the Cyrillic block has.
const CYRILLIC_LETTERS: usize = 0x130;

/// The place of a letter in the Cyrillic block.
fn cyrillic_place(letter: char) -> Option<usize> {
    let place = u32::from(letter).checked_sub(0x400)? as usize;
    (place < CYRILLIC_LETTERS).then_some(place)
}

/// The place in [`EXCLUSIVE`] of each letter of the Cyrillic block, small or capital.
static SETS: LazyLock<[Option<usize>; CYRILLIC_LETTERS]> = LazyLock::new(|| {
    let mut sets = [None; CYRILLIC_LETTERS];
    for (at, (letters, _)) in EXCLUSIVE.iter().enumerate() {
        for letter in letters.chars().flat_map(|small| small.to_uppercase().chain([small])) {
            if let Some(place) = cyrillic_place(letter) {
                sets[place] = Some(at);
            }
        }
    }
    sets
});

/// The Cyrillic languages that have all the exclusive letters of the text, a stray foreign name left aside.
pub(super) fn possible_cyrillic(text: &str) -> Vec<Lang> {
    let mut counts = [0usize; EXCLUSIVE.len()];
    let mut letters = 0usize;
    let sets = &*SETS;
    for character in text.chars() {
        let Some(place) = cyrillic_place(character) else {
            continue;
        };
        letters += 1;
        if let Some(at) = sets[place] {
            counts[at] += 1;
        }
    }
    // A letter counts if it is no rarity: in a long text even a foreign letter turns up.
    let enough = 1 + letters / 500;
    let fits = |lang: &&Lang| {
        EXCLUSIVE
            .iter()
            .zip(counts)
            .all(|((_, languages), count)| count < enough || languages.contains(lang))
    };
    CYRILLIC.iter().filter(fits).copied().collect()
}
