//! Writes the table; [`Table`](super::super::table::Table) is its reader and describes it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pair, Pairs};

/// The bytes of the table of these pairs.
pub(super) fn table(pairs: &Pairs) -> Result<Vec<u8>, String> {
    let sources = numbered(pairs.keys().map(|(source, _)| source.as_str()));
    let targets = numbered(pairs.keys().map(|(_, target)| target.as_str()));
    let mut strings = Strings::default();
    let (mut records, mut labels) = (Vec::new(), BTreeMap::new());
    let (mut forward, mut backward) = (vec![0; sources.len()], vec![BTreeSet::new(); targets.len()]);
    for ((source, target), pair) in pairs {
        let (from, to) = (sources[source.as_str()], targets[target.as_str()]);
        let next = labels.len();
        let label = *labels.entry(label(pair, &mut strings)?).or_insert(next);
        let endings = [(source, &pair.lemmas[0]), (target, &pair.lemmas[1])];
        let endings = endings.map(|(stem, lemma)| strings.number(&ending(stem, lemma)));
        push_24(&mut records, to)?;
        for number in [
            thousandths(pair.weight),
            small(label)?,
            endings[0].clone()?,
            endings[1].clone()?,
        ] {
            records.extend(number.to_le_bytes());
        }
        forward[from] += 1;
        backward[to].insert(from);
    }
    let mut back = Vec::new();
    for from in backward.iter().flatten() {
        push_24(&mut back, *from)?;
    }
    let mut by_number: Vec<_> = labels.into_iter().collect();
    by_number.sort_by_key(|(_, number)| *number);
    sections(&[
        fst(&sources)?,
        fst(&targets)?,
        ends(forward.into_iter())?,
        records,
        ends(backward.iter().map(BTreeSet::len))?,
        back,
        by_number.into_iter().flat_map(|(label, _)| label).collect(),
        ends(strings.list.iter().map(String::len))?,
        strings.list.concat().into_bytes(),
    ])
}

/// Each word with its place in the alphabetical list.
fn numbered<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let words: BTreeSet<&str> = words.collect();
    words.into_iter().zip(0..).collect()
}

fn fst(words: &BTreeMap<&str, usize>) -> Result<Vec<u8>, String> {
    map(words.iter().map(|(word, number)| (*word, *number as u64)))
}

/// The finite-state map of words in alphabetical order.
pub(super) fn map<'a>(words: impl Iterator<Item = (&'a str, u64)>) -> Result<Vec<u8>, String> {
    let mut builder = fst::MapBuilder::memory();
    for (word, value) in words {
        builder.insert(word, value).map_err(|error| error.to_string())?;
    }
    builder.into_inner().map_err(|error| error.to_string())
}

/// The strings of a table, each once.
#[derive(Default)]
struct Strings {
    list: Vec<String>,
    numbers: BTreeMap<String, u16>,
}

impl Strings {
    fn number(&mut self, string: &str) -> Result<u16, String> {
        if let Some(number) = self.numbers.get(string) {
            return Ok(*number);
        }
        let number = small(self.list.len())?;
        self.list.push(string.to_owned());
        self.numbers.insert(string.to_owned(), number);
        Ok(number)
    }
}

/// Part of speech, topic and flags.
fn label(pair: &Pair, strings: &mut Strings) -> Result<[u8; 5], String> {
    let [speech, topic] = [
        strings.number(&pair.part_of_speech)?.to_le_bytes(),
        strings.number(&pair.topic)?.to_le_bytes(),
    ];
    let flags = u8::from(pair.name) | u8::from(pair.term) << 1;
    Ok([speech[0], speech[1], topic[0], topic[1], flags])
}

/// How the word as written differs from its stem: a character that tells how many letters come off the stem, doubled,
/// plus one if the word begins with a capital; then what is put on.
fn ending(stem: &str, lemma: &str) -> String {
    let mut letters = lemma.chars();
    let first = letters.next().unwrap_or_default();
    let lower: String = first.to_lowercase().chain(letters).collect();
    // Only a capital that comes off and on again without loss.
    let capital = first.is_uppercase()
        && lower
            .chars()
            .next()
            .is_some_and(|small| small.to_uppercase().eq([first]));
    let written = if capital { lower.as_str() } else { lemma };
    let same = stem
        .chars()
        .zip(written.chars())
        .take_while(|(one, two)| one == two)
        .count();
    let strip = u32::try_from(stem.chars().count() - same).unwrap_or_default();
    let code = char::from_u32(u32::from('0') + 2 * strip + u32::from(capital)).unwrap_or('0');
    std::iter::once(code).chain(written.chars().skip(same)).collect()
}

/// A weight of 0 to 1 in thousandths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // At most 1000.
fn thousandths(weight: f64) -> u16 {
    (weight * 1000.0).round().clamp(1.0, 1000.0) as u16
}

fn small(number: usize) -> Result<u16, String> {
    u16::try_from(number).map_err(|_| format!("{number} is too many for the table"))
}

fn large(number: usize) -> Result<u32, String> {
    u32::try_from(number).map_err(|_| format!("{number} is too many for the table"))
}

fn push_24(bytes: &mut Vec<u8>, number: usize) -> Result<(), String> {
    let [low, middle, high, 0] = large(number)?.to_le_bytes() else {
        return Err(format!("{number} is too many for the table"));
    };
    bytes.extend([low, middle, high]);
    Ok(())
}

/// Where each of the consecutive runs ends.
fn ends(lengths: impl Iterator<Item = usize>) -> Result<Vec<u8>, String> {
    let (mut bytes, mut end) = (Vec::new(), 0);
    for length in lengths {
        end += length;
        bytes.extend(large(end)?.to_le_bytes());
    }
    Ok(bytes)
}

/// The sections one after the other, behind a list of their ends.
fn sections(sections: &[Vec<u8>]) -> Result<Vec<u8>, String> {
    let mut bytes = ends(sections.iter().map(Vec::len))?;
    bytes.extend(sections.concat());
    Ok(bytes)
}
