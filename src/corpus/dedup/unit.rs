//! Units that nearly repeat others: [`near_duplicates`]. Exact repetitions have the same [`key`](super::key).

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::normal::{hash, normal};
use super::story::share;
use crate::corpus::Unit;
use crate::language::{Language, vocabulary};

/// How one unit repeats another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same texts, but for case, spaces, quotation marks and dashes.
    Same,
    /// The same texts with a small edit on either side: other words that state no fact.
    Near,
    /// Nearly the same texts, but a figure, a numeral, a negation, a month or a name differs: another fact.
    Update,
}

/// So many of the words of either side are common, at least.
const ALIKE: f64 = 0.8;

/// How two units are alike, whatever their order; `None` if they are not. `languages` are those of the two sides.
#[must_use]
pub fn relation(one: &Unit, two: &Unit, languages: [Option<Language>; 2]) -> Option<Relation> {
    Text::compare([one, two].map(Text::of_unit).each_ref(), languages)
}

/// The units of a list that repeat an earlier one: the place of each, that of the earlier one, and how. The earliest
/// one that is the same goes before one that is nearly so; what is only an update is given last.
///
/// For the units of one story: near-duplicates of units stand in near-duplicates of documents, so that no more than
/// one story need be in memory. Time grows with the number of units that have two words in a row in common.
#[must_use]
pub fn near_duplicates(units: &[&Unit], languages: [Option<Language>; 2]) -> Vec<(usize, usize, Relation)> {
    let texts: Vec<[Text; 2]> = units.iter().map(|unit| Text::of_unit(unit)).collect();
    let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        let shingles = text[0].shingles();
        for earlier in shingles.iter().filter_map(|shingle| index.get(shingle)).flatten() {
            *shared.entry(*earlier).or_default() += 1;
        }
        let mut candidates: Vec<usize> = shared
            .into_iter()
            .filter(|(_, shared)| 3 * shared >= shingles.len())
            .map(|(earlier, _)| earlier)
            .collect();
        candidates.sort_unstable();
        let related = candidates.into_iter().filter_map(|earlier| {
            let relation = Text::compare([&texts[earlier], text], languages)?;
            Some((relation as u8, earlier, relation))
        });
        if let Some((_, earlier, relation)) = related.min_by_key(|&(rank, earlier, _)| (rank, earlier)) {
            found.push((place, earlier, relation));
        }
        for shingle in shingles {
            index.entry(shingle).or_default().push(place);
        }
    }
    found
}

/// A text as it is compared.
#[derive(Debug)]
struct Text {
    normal: String,
    /// The words as they are compared, sorted, each with whether it has a capital inside the text.
    words: Vec<(String, bool)>,
    /// In text order.
    order: Vec<u64>,
}

impl Text {
    fn of_unit(unit: &Unit) -> [Self; 2] {
        [&unit.source.text, &unit.target.text].map(|text| Self::of(text))
    }

    fn of(text: &str) -> Self {
        let mut words: Vec<(String, bool)> = Vec::new();
        for (place, word) in text.unicode_words().enumerate() {
            let capital = place > 0 && word.chars().next().is_some_and(char::is_uppercase);
            words.push((normal(word), capital));
        }
        let order = words.iter().map(|(word, _)| hash(word.as_bytes())).collect();
        words.sort_unstable();
        Self {
            normal: normal(text),
            words,
            order,
        }
    }

    /// Pairs of words in a row; a text of one word is that word.
    fn shingles(&self) -> Vec<u64> {
        let size = self.order.len().clamp(1, 2);
        let of_words = |words: &[u64]| hash(&words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>());
        let mut shingles: Vec<u64> = self.order.windows(size).map(of_words).collect();
        shingles.sort_unstable();
        shingles.dedup();
        shingles
    }

    fn compare([one, two]: [&[Self; 2]; 2], languages: [Option<Language>; 2]) -> Option<Relation> {
        if (0..2).all(|side| one[side].normal == two[side].normal) {
            return Some(Relation::Same);
        }
        let mut differ = false;
        for side in 0..2 {
            let (common, strange) = one[side].common(&two[side]);
            let all = one[side].words.len() + two[side].words.len();
            if share(2 * common, all) < ALIKE {
                return None;
            }
            differ |= strange
                .iter()
                .any(|(word, capital)| *capital || states_a_fact(word, languages[side]));
        }
        Some(if differ { Relation::Update } else { Relation::Near })
    }

    /// The number of words in common, and the words that only one of the two has.
    fn common<'a>(&'a self, other: &'a Self) -> (usize, Vec<&'a (String, bool)>) {
        let (mut here, mut there) = (self.words.iter().peekable(), other.words.iter().peekable());
        let (mut common, mut strange) = (0, Vec::new());
        loop {
            let order = match (here.peek(), there.peek()) {
                (Some(one), Some(two)) => one.0.cmp(&two.0),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (None, None) => return (common, strange),
            };
            if order.is_eq() {
                common += 1;
                there.next();
                here.next();
            } else if order.is_lt() {
                strange.extend(here.next());
            } else {
                strange.extend(there.next());
            }
        }
    }
}

/// Negations of the languages with a vocabulary.
const NEGATIONS: [&str; 16] = [
    "not",
    "no",
    "never",
    "without",
    "nobody",
    "nothing",
    "neither",
    "nor",
    "не",
    "нет",
    "ни",
    "без",
    "никогда",
    "никто",
    "ничего",
    "нельзя",
];

/// Whether a word in lower case is a figure, a numeral, a month, a day of the week or a negation.
fn states_a_fact(word: &str, language: Option<Language>) -> bool {
    let meaning = vocabulary(language).meaning(&word.replace('ё', "е"));
    word.chars().any(char::is_numeric)
        || meaning.numeral.is_some()
        || meaning.month.is_some()
        || meaning.weekday.is_some()
        || meaning.part.is_some()
        || NEGATIONS.contains(&word)
        || word.ends_with("n't")
}
