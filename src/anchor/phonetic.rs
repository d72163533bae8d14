//! Names by sound: what [`encode`] makes of two spellings of one name is alike, whatever the scripts. How alike, says
//! [`sound`](super::sound).
//!
//! A sound is one ASCII letter. Small vowels and `y` (a glide) mean themselves; `b v g d z k l m n p r s t f` too;
//! `3` is э, `E` and `A` are the Cyrillic diphthongs ей and ай, which Latin spellings write `a` and `i` too; `Z` zh, `x` kh, `c` ts, `C` ch, `S` sh, `J` dzh. Spellings that are read in several ways keep a letter of their own,
//! which is near all of its readings: `h`, `w`, `j`, `q` (ch), `G` (g before e, i, y), `K` (c before e, i, y), `T`
//! (th), `H` (gh).

use std::borrow::Cow;

use super::scan::is_cyrillic;
use super::sound::is_vowel;
use super::transliterate;

/// Longer names are cut.
pub(super) const LONGEST: usize = 32;

/// The sounds of a lower-case name.
pub(super) fn encode(lower: &str) -> Vec<u8> {
    let mut sounds = Vec::with_capacity(lower.len());
    if lower.chars().any(is_cyrillic) {
        encode_cyrillic(lower, &mut sounds);
    } else {
        encode_latin(&respell(lower), &mut sounds);
    }
    sounds.dedup();
    sounds.truncate(LONGEST);
    sounds
}

fn encode_cyrillic(lower: &str, sounds: &mut Vec<u8>) {
    let mut previous = ' ';
    for letter in lower.chars() {
        let sound: &[u8] = match letter {
            'ж' if previous == 'д' => {
                sounds.pop();
                b"J"
            }
            'ч' if previous == 'т' => {
                sounds.pop();
                b"C"
            }
            'с' if previous == 'т' => {
                sounds.pop();
                b"c"
            }
            'й' if matches!(previous, 'е' | 'э') => {
                sounds.pop();
                b"E"
            }
            'й' if previous == 'а' => {
                sounds.pop();
                b"A"
            }
            // Behind these letters е is э.
            'э' => b"3",
            'е' if matches!(previous, 'ж' | 'ш' | 'ц' | 'ч') => b"3",
            'ж' => b"Z",
            'х' => b"x",
            'ц' => b"c",
            'ч' | 'ћ' => b"C",
            'ш' | 'щ' => b"S",
            'й' | 'ј' => b"y",
            'ы' | 'і' => b"i",
            'ї' => b"yi",
            'ю' => b"yu",
            'я' => b"ya",
            'є' => b"ye",
            'џ' | 'ђ' => b"J",
            'љ' => b"l",
            'њ' => b"n",
            'ў' => b"w",
            'ь' | 'ъ' | '\'' | '-' => b"",
            letter => {
                match transliterate::cyrillic(letter) {
                    Some(latin) => sounds.extend(latin.bytes()),
                    None => sounds.extend(transliterate::latin(letter.encode_utf8(&mut [0; 4])).bytes()),
                }
                previous = letter;
                continue;
            }
        };
        sounds.extend(sound);
        previous = letter;
    }
}

/// Letters with marks whose sound differs from the plain letter's, and other scripts in Latin letters.
fn respell(lower: &str) -> Cow<'_, str> {
    if lower.is_ascii() {
        return Cow::Borrowed(lower);
    }
    let mut latin = String::with_capacity(lower.len());
    for letter in lower.chars() {
        match letter {
            'š' | 'ş' | 'ș' | 'ś' => latin.push_str("sh"),
            'č' | 'ć' => latin.push_str("tch"),
            'ž' | 'ż' | 'ź' => latin.push_str("zh"),
            'ț' | 'ţ' => latin.push_str("ts"),
            'ç' => latin.push('s'),
            'ğ' => latin.push_str("gh"),
            'ñ' | 'ń' | 'ň' => latin.push('n'),
            'ł' => latin.push('l'),
            _ => latin.push_str(&transliterate::latin(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    if lower.chars().any(|letter| matches!(letter, 'α'..='ω')) {
        latin = greek_digraphs(&latin);
    }
    Cow::Owned(latin)
}

/// Greek writes b, d, g and u with two letters.
fn greek_digraphs(latin: &str) -> String {
    let mut plain = latin.to_owned();
    for (two, one) in [("oy", "u"), ("ou", "u"), ("mp", "b"), ("nt", "d"), ("gk", "g")] {
        plain = plain.replace(two, one);
    }
    plain
}

/// Latin spellings of more than one letter and their sounds, longest first.
const DIGRAPHS: &[(&str, &str)] = &[
    ("shch", "S"),
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("dzh", "J"),
    ("sh", "S"),
    ("zh", "Z"),
    ("kh", "x"),
    ("ch", "q"),
    ("ph", "f"),
    ("th", "T"),
    ("gh", "H"),
    ("gg", "g"),
    ("nh", "ny"),
    ("tts", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("cz", "C"),
    ("sz", "S"),
    ("dj", "J"),
    ("dg", "J"),
    ("ck", "k"),
    ("wh", "w"),
    ("qu", "kw"),
    ("ee", "i"),
    ("oo", "u"),
];

/// The spelling of several letters that the rest of a name begins with.
fn digraph(rest: &[u8], first: u8) -> Option<&'static (&'static str, &'static str)> {
    // Most begin otherwise, which one letter shows.
    let begins = |spelling: &[u8]| spelling[0] == first && rest.starts_with(spelling);
    DIGRAPHS.iter().find(|(spelling, _)| begins(spelling.as_bytes()))
}

fn encode_latin(latin: &str, sounds: &mut Vec<u8>) {
    let mut rest = without_silent(latin);
    while let Some(first) = rest.bytes().next() {
        if rest == "c" && latin.ends_with("vic") {
            sounds.push(b'C'); // The č of Slavic names, whose mark is often left out.
            return;
        }
        if let Some((spelling, sound)) = digraph(rest.as_bytes(), first) {
            sounds.extend(sound.bytes());
            rest = &rest[spelling.len()..];
            continue;
        }
        let soft = matches!(rest.as_bytes().get(1), Some(b'e' | b'i' | b'y'));
        match first {
            b'c' if soft => sounds.push(b'K'),
            b'c' | b'q' => sounds.push(b'k'),
            b'g' if soft => sounds.push(b'G'),
            b'x' => sounds.extend(b"ks"),
            letter if letter.is_ascii_lowercase() => sounds.push(letter),
            _ => {}
        }
        rest = &rest[1..];
    }
}

/// Without a first letter that is not heard (`Knight`, `Wright`) and without the final `e` of `Mike`.
fn without_silent(latin: &str) -> &str {
    let silent = latin.starts_with("kn") || latin.starts_with("wr");
    let name = if silent { &latin[1..] } else { latin };
    let before_last = name.len().checked_sub(2).map(|at| name.as_bytes()[at]);
    let mute = name.len() >= 4 && name.ends_with('e') && before_last.is_some_and(|letter| !is_vowel(letter));
    // What is before it stays soft: "Rice", "George".
    let soft = before_last.is_some_and(|letter| matches!(letter, b'c' | b'g'));
    if mute && !soft { &name[..name.len() - 1] } else { name }
}
