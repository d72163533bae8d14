//! The table that a lexicon is compiled to: [`Table`].

use fst::{Map, Streamer};

/// Number of sections.
const SECTIONS: usize = 9;

/// Bytes of a pair: target word (3), weight (2), label (2), ending of the source word (2) and of the target word (2).
const RECORD: usize = 11;

/// Bytes of a label: part of speech (2), topic (2), flags (1).
const LABEL: usize = 5;

/// Word pairs as bytes, looked up in where they lie: nothing is read beforehand. All numbers are little-endian.
///
/// A list of the ends of the sections, then:
/// 0, 1. the stems of the source and of the target side with their numbers, which count them in alphabetical order, as
///    finite-state maps;
/// 2. where the pairs of each source word end; 3. the pairs by source and target word;
/// 4. where the source words of each target word end; 5. these (3 bytes each);
/// 6. labels; 7. where each string ends; 8. strings: parts of speech, topics, endings.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The maps from stem to number.
    words: [Map<&'static [u8]>; 2],
    sections: [&'static [u8]; SECTIONS],
}

/// A pair of words in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Record {
    /// Numbers of the source and the target word.
    pub(super) words: [u32; 2],
    /// How likely the pair is among the other translations of either word, 0 to 1.
    pub(super) weight: f64,
    label: u16,
    endings: [u16; 2],
}

impl Table {
    /// The table in these bytes; `None` if they are none.
    pub(super) fn new(bytes: &'static [u8]) -> Option<Self> {
        let (ends, content) = bytes.split_at_checked(4 * SECTIONS)?;
        let mut sections = [&content[..0]; SECTIONS];
        let mut start = 0;
        for (index, section) in sections.iter_mut().enumerate() {
            let end = number(ends, 4 * index, 4) as usize;
            *section = content.get(start..end)?;
            start = end;
        }
        let words = [Map::new(sections[0]).ok()?, Map::new(sections[1]).ok()?];
        Some(Self { words, sections })
    }

    /// The number of a stem of a side.
    pub(super) fn number(&self, side: usize, stem: &str) -> Option<u32> {
        u32::try_from(self.words[side].get(stem)?).ok()
    }

    /// How many stems a side has.
    pub(super) fn count(&self, side: usize) -> u32 {
        u32::try_from(self.words[side].len()).unwrap_or(u32::MAX)
    }

    /// The stem with this number.
    pub(super) fn stem(&self, side: usize, word: u32) -> String {
        let key = self.words[side].as_fst().get_key(u64::from(word)).unwrap_or_default();
        String::from_utf8(key).unwrap_or_default()
    }

    /// All stems of a side by their numbers, faster than one by one.
    pub(super) fn stems(&self, side: usize) -> Vec<String> {
        let mut stems = Vec::with_capacity(self.words[side].len());
        let mut keys = self.words[side].keys();
        while let Some(key) = keys.next() {
            stems.push(String::from_utf8_lossy(key).into_owned());
        }
        stems
    }

    /// The pairs of a word of a side, in the order of the other side's words.
    pub(super) fn records(&self, side: usize, word: u32) -> impl Iterator<Item = Record> + '_ {
        let (ends, width) = if side == 0 { (2, RECORD) } else { (4, 3) };
        let run = self.run(ends, word, width);
        run.chunks_exact(width).filter_map(move |bytes| {
            if side == 0 {
                Some(record(word, bytes))
            } else {
                self.record(number(bytes, 0, 3), word)
            }
        })
    }

    /// The words of the other side that a word is paired with and how likely, in their order: [`Table::records`] without
    /// what only readers of a lexicon want.
    pub(super) fn weights(&self, side: usize, word: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let (ends, width) = if side == 0 { (2, RECORD) } else { (4, 3) };
        self.run(ends, word, width)
            .chunks_exact(width)
            .filter_map(move |bytes| {
                if side == 0 {
                    let word = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
                    Some((word, weight(bytes)))
                } else {
                    let record = self.record(number(bytes, 0, 3), word)?;
                    Some((record.words[0], record.weight))
                }
            })
    }

    /// The pair of two words.
    fn record(&self, source: u32, target: u32) -> Option<Record> {
        let run = self.run(2, source, RECORD);
        let (mut low, mut high) = (0, run.len() / RECORD);
        while low < high {
            let middle = usize::midpoint(low, high);
            let found = record(source, &run[middle * RECORD..(middle + 1) * RECORD]);
            match found.words[1].cmp(&target) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(found),
            }
        }
        None
    }

    /// The bytes of a run of the section behind `ends`, which tells where each ends.
    fn run(&self, ends: usize, index: u32, width: usize) -> &'static [u8] {
        let end = |index: usize| number(self.sections[ends], 4 * index, 4) as usize * width;
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, end);
        self.sections[ends + 1].get(start..end(index)).unwrap_or_default()
    }

    fn string(&self, index: u16) -> &'static str {
        // The build script wrote UTF-8.
        std::str::from_utf8(self.run(7, u32::from(index), 1)).unwrap_or_default()
    }

    /// Part of speech, topic and flags of a pair.
    pub(super) fn label(&self, record: &Record) -> (&'static str, &'static str, u8) {
        let at = usize::from(record.label) * LABEL;
        let part = |offset, width| number(self.sections[6], at + offset, width);
        let text = |offset| self.string(u16::try_from(part(offset, 2)).unwrap_or_default());
        (text(0), text(2), u8::try_from(part(4, 1)).unwrap_or_default())
    }

    /// A word of a pair as its entry has it.
    pub(super) fn lemma(&self, side: usize, record: &Record) -> String {
        let (stem, ending) = (self.stem(side, record.words[side]), self.string(record.endings[side]));
        let mut letters = ending.chars();
        let code = letters
            .next()
            .map_or(0, |code| u32::from(code).saturating_sub(u32::from('0')));
        let kept = stem.chars().count().saturating_sub(code as usize / 2);
        let mut lemma: String = stem.chars().take(kept).chain(letters).collect();
        if code % 2 == 1 {
            let mut letters = lemma.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            lemma = first.chain(letters).collect();
        }
        lemma
    }
}

/// The number in `width` bytes; 0 outside.
fn number(bytes: &[u8], at: usize, width: usize) -> u32 {
    let bytes = bytes.get(at..at + width).unwrap_or_default();
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The weight of the pair in these bytes.
fn weight(bytes: &[u8]) -> f64 {
    match bytes {
        [_, _, _, low, high, ..] => f64::from(u16::from_le_bytes([*low, *high])) / 1000.0,
        _ => 0.0,
    }
}

fn record(source: u32, bytes: &[u8]) -> Record {
    // Records are read by the thousand, and numbers of a known width faster than those of any.
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let small = |at: usize| u16::from_le_bytes([byte(at), byte(at + 1)]);
    Record {
        words: [source, u32::from_le_bytes([byte(0), byte(1), byte(2), 0])],
        weight: weight(bytes),
        label: small(5),
        endings: [small(7), small(9)],
    }
}
