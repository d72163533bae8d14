//! How alike two names sound, and the consonant skeletons for looking them up. The sounds are those of
//! [`phonetic::encode`](super::phonetic::encode).

use std::sync::LazyLock;

use super::phonetic::LONGEST;

const VOWELS: &[u8] = b"aeiouEA3";

/// Whether the sound is a vowel.
pub(super) fn is_vowel(sound: u8) -> bool {
    VOWELS.contains(&sound)
}

/// Whether the sound is a vowel or a glide.
fn is_open(sound: u8) -> bool {
    is_vowel(sound) || sound == b'y'
}

/// What leaving out the sound at a place costs. Vowels beside vowels are often one sound.
fn omission(sounds: &[u8], place: usize) -> f32 {
    let glides = |at: Option<usize>| at.and_then(|at| sounds.get(at)).is_some_and(|near| is_open(*near));
    match sounds[place] {
        b'y' | b'H' => 0.1,
        b'h' => 0.15,
        b'j' => 0.3,
        b'w' => 0.5,
        sound if is_vowel(sound) && (glides(place.checked_sub(1)) || glides(Some(place + 1))) => 0.15,
        sound if is_vowel(sound) => 0.3,
        _ => 1.0,
    }
}

/// [`omission`] for every place of a name.
fn omissions(sounds: &[u8]) -> [f32; LONGEST] {
    let mut costs = [0.0; LONGEST];
    for (place, cost) in costs.iter_mut().enumerate().take(sounds.len()) {
        *cost = omission(sounds, place);
    }
    costs
}

/// How much a sound weighs in the length of a name.
fn weight(sound: u8) -> f32 {
    match sound {
        b'y' | b'H' => 0.2,
        sound if is_vowel(sound) => 0.5,
        _ => 1.0,
    }
}

/// Pairs of different sounds that stand for each other, and what that costs.
const NEAR: &[(&[u8; 2], f32)] = &[
    (b"hx", 0.05),
    (b"gh", 0.15),
    (b"qx", 0.1),
    (b"Cq", 0.0),
    (b"kq", 0.1),
    (b"Sq", 0.15),
    (b"kx", 0.35),
    (b"vw", 0.05),
    (b"uw", 0.1),
    (b"ow", 0.3),
    (b"fw", 0.4),
    (b"fv", 0.2),
    (b"bv", 0.5),
    (b"Jj", 0.0),
    (b"Zj", 0.1),
    (b"jy", 0.05),
    (b"ij", 0.1),
    (b"jx", 0.2),
    (b"hj", 0.4),
    (b"JZ", 0.2),
    (b"GJ", 0.05),
    (b"Gg", 0.0),
    (b"GZ", 0.1),
    (b"Gx", 0.3),
    (b"Gh", 0.3),
    (b"CJ", 0.4),
    (b"Ks", 0.0),
    (b"Kc", 0.1),
    (b"CK", 0.15),
    (b"Kk", 0.4),
    (b"Kz", 0.3),
    (b"Tt", 0.05),
    (b"Ts", 0.15),
    (b"Tz", 0.25),
    (b"Tf", 0.2),
    (b"Td", 0.3),
    (b"Hg", 0.1),
    (b"Hx", 0.2),
    (b"Hf", 0.3),
    (b"Hk", 0.4),
    (b"sz", 0.21),
    (b"cz", 0.2),
    (b"cs", 0.4),
    (b"Ss", 0.4),
    (b"Cc", 0.4),
    (b"Cs", 0.7),
    (b"SZ", 0.4),
    (b"Zz", 0.4),
    (b"CS", 0.7),
    (b"bp", 0.5),
    (b"dt", 0.4),
    (b"gk", 0.4),
    (b"ei", 0.2),
    (b"ao", 0.25),
    (b"ae", 0.45),
    (b"3a", 0.1),
    (b"3e", 0.05),
    (b"3E", 0.1),
    (b"Ea", 0.1),
    (b"Ee", 0.1),
    (b"Ei", 0.25),
    (b"Ai", 0.1),
    (b"Aa", 0.15),
    (b"Ay", 0.15),
    (b"AE", 0.2),
    (b"eo", 0.3),
    (b"ou", 0.25),
    (b"iy", 0.05),
    (b"ey", 0.2),
    (b"uy", 0.3),
];

/// What putting one sound for another costs.
fn substitution(costs: &Costs, one: u8, two: u8) -> f32 {
    costs[usize::from(one & 127)][usize::from(two & 127)]
}

/// Costs of substitutions by both sounds.
type Costs = [[f32; 128]; 128];

/// [`NEAR`] for looking up by both sounds.
static SUBSTITUTIONS: LazyLock<Box<Costs>> = LazyLock::new(|| {
    let mut costs = Box::new([[1.1; 128]; 128]);
    for one in VOWELS {
        for two in VOWELS {
            costs[usize::from(*one)][usize::from(*two)] = 0.35;
        }
    }
    for ([one, two], cost) in NEAR {
        costs[usize::from(*one)][usize::from(*two)] = *cost;
        costs[usize::from(*two)][usize::from(*one)] = *cost;
    }
    for (sound, costs) in costs.iter_mut().enumerate() {
        costs[sound] = 0.0;
    }
    costs
});

/// How alike two names sound, 0 to 1.
pub(super) fn similarity(one: &[u8], two: &[u8]) -> f32 {
    let (one, two) = (&one[..one.len().min(LONGEST)], &two[..two.len().min(LONGEST)]);
    if one.is_empty() || two.is_empty() {
        return 0.0;
    }
    let costs: &Costs = &SUBSTITUTIONS;
    let mut row = [0.0_f32; LONGEST + 1];
    let (left_one, left_two) = (omissions(one), omissions(two));
    for column in 0..two.len() {
        row[column + 1] = row[column] + left_two[column];
    }
    for (first, without_first) in one.iter().zip(left_one) {
        let mut diagonal = row[0];
        row[0] += without_first;
        for (column, second) in two.iter().enumerate() {
            let replaced = diagonal + substitution(costs, *first, *second);
            diagonal = row[column + 1];
            let left_out = (row[column + 1] + without_first).min(row[column] + left_two[column]);
            row[column + 1] = replaced.min(left_out);
        }
    }
    let initials = match substitution(costs, one[0], two[0]) {
        cost if cost <= 0.2 || is_open(one[0]) && is_open(two[0]) => 0.0,
        // Spanish and French h is not heard: "Hernan", "Эрнан".
        _ if one[0] == b'h' && is_vowel(two[0]) || two[0] == b'h' && is_vowel(one[0]) => 0.45,
        _ => 0.6,
    };
    let cost = row[two.len()] + initials - final_vowels(costs, one, two);
    let length = f32::midpoint(mass(one), mass(two));
    (1.0 - cost.max(0.0) / length).max(0.0)
}

/// What to forgive where two different vowels end the names: the vowel may be a case ending.
fn final_vowels(costs: &Costs, one: &[u8], two: &[u8]) -> f32 {
    match (one.last(), two.last()) {
        (Some(one), Some(two)) if is_vowel(*one) && is_vowel(*two) => (substitution(costs, *one, *two) - 0.1).max(0.0),
        _ => 0.0,
    }
}

/// The length of a name that counts: consonants whole, vowels by half.
pub(super) fn mass(sounds: &[u8]) -> f32 {
    sounds.iter().map(|sound| weight(*sound)).sum()
}

/// More readings of an index key than this are not followed.
const MOST_KEYS: usize = 8;

/// Index keys have at most so many consonants.
const KEY_LENGTH: usize = 3;

/// Consonant skeletons of a name for looking it up: one for each way to read its ambiguous sounds.
pub(super) fn skeletons(sounds: &[u8]) -> Skeletons {
    let mut keys = Skeletons::default();
    keys.push(Key::default());
    for (index, sound) in sounds.iter().enumerate() {
        if keys.as_slice().iter().all(|key| usize::from(key.length) == KEY_LENGTH) {
            break;
        }
        let readings = classes(*sound, index == 0);
        if readings == b" " {
            continue;
        }
        let mut next = Skeletons::default();
        for key in keys.as_slice() {
            for class in readings {
                next.push(key.with(*class));
            }
        }
        keys = next;
    }
    keys
}

/// The skeletons of a name, each once.
#[derive(Default)]
pub(super) struct Skeletons {
    keys: [Key; MOST_KEYS],
    count: usize,
}

impl Skeletons {
    pub(super) fn as_slice(&self) -> &[Key] {
        &self.keys[..self.count]
    }

    fn push(&mut self, key: Key) {
        if self.count < MOST_KEYS && !self.as_slice().contains(&key) {
            self.keys[self.count] = key;
            self.count += 1;
        }
    }
}

/// A consonant skeleton: classes of consonants.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key {
    classes: [u8; KEY_LENGTH],
    length: u8,
}

impl Key {
    /// With another class behind it, unless it is none, is the last one again, or finds no room.
    fn with(mut self, class: u8) -> Self {
        let length = usize::from(self.length);
        let same = length > 0 && self.classes[length - 1] == class;
        if class != b' ' && !same && length < KEY_LENGTH {
            self.classes[length] = class;
            self.length += 1;
        }
        self
    }

    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        self.classes[..usize::from(self.length)].iter().copied().map(char::from)
    }
}

/// The consonant classes of a sound; a space for none.
fn classes(sound: u8, initial: bool) -> &'static [u8] {
    match sound {
        b'b' | b'p' => b"P",
        b'v' | b'f' => b"F",
        b'w' => b"F ",
        b'd' | b't' => b"T",
        b'T' => b"TS",
        b's' | b'z' | b'c' | b'C' | b'S' | b'Z' | b'J' | b'K' => b"S",
        b'j' => b"S ",
        b'G' | b'q' => b"SK",
        b'k' | b'g' => b"K",
        b'H' => b" K",
        b'x' => b"K ",
        b'h' if initial => b" K",
        b'l' => b"L",
        b'm' => b"M",
        b'n' => b"N",
        b'r' => b"R",
        _ => b" ",
    }
}
