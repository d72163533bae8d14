//! Which words of the two sides of a bead correspond: [`Links`].
//!
//! Words correspond if they are equal, belong to equal anchors (a number, a date, a name), stand in the lexicon, or
//! look alike across scripts. The lexicon does not know every sense of a word: a word without partner is no proof that
//! it was left out, only many of them in a row are.

use super::dictionary::{Dictionary, Entry, Filter, Strength};
use super::{Context, Word};
use crate::align::Comparison;
use crate::alignment::{Bead, EvidenceKind, Side};
use crate::anchor::{self, Anchor};

/// How sure a pair from the lexicon or of equal anchors is.
const KNOWN: f32 = 1.0;

/// How sure a word is that only begins like a translation: `поддержка` for `поддержать`.
const RELATED: f32 = 0.7;

/// Words that look less alike than this are no cognates.
const COGNATE: f64 = 0.75;

/// The words of one side of a bead with their partners on the other; words are named by their places in
/// [`Context::words_of`].
#[derive(Debug)]
pub struct Links {
    sides: [Row; 2],
}

/// The words of one side.
#[derive(Debug)]
struct Row {
    /// Where the partners of each word begin, and at the end their number.
    starts: Box<[u32]>,
    partners: Box<[Partner]>,
    content: Box<[bool]>,
}

/// A word of the other side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partner {
    /// Its place among the words of the other side of the bead.
    pub word: usize,
    /// How sure the pair is, 0 to 1.
    pub strength: f32,
}

impl Links {
    /// The links between the two sides of a bead. Takes time proportional to the product of their lengths.
    pub(super) fn new(context: &Context<'_>, bead: &Bead) -> Self {
        let words = Side::BOTH.map(|side| context.words_of(bead, side).collect::<Vec<_>>());
        let mut pairs = Pairs {
            found: Vec::new(),
            covered: [vec![false; words[0].len()], vec![false; words[1].len()]],
            content: Side::BOTH.map(|side| words[side as usize].iter().map(|word| word.content).collect()),
        };
        pairs.add_anchors(context, bead, &words);
        pairs.add_words(Dictionary::of(context), &words);
        pairs.add_cognates(&words);
        pairs.into_links()
    }

    /// Whether the word has a partner on the other side.
    #[must_use]
    pub fn is_covered(&self, side: Side, word: usize) -> bool {
        !self.partners(side, word).is_empty()
    }

    /// The words of the other side that may correspond to the word, the surest first, then in text order.
    #[must_use]
    pub fn partners(&self, side: Side, word: usize) -> &[Partner] {
        let row = &self.sides[side as usize];
        let range = row.starts.get(word).zip(row.starts.get(word + 1));
        range.map_or(&[], |(start, end)| &row.partners[*start as usize..*end as usize])
    }

    /// The word of the other side that most likely corresponds: the surest, of several the one at the likeliest place.
    #[must_use]
    pub fn partner(&self, side: Side, word: usize) -> Option<usize> {
        let partners = self.partners(side, word);
        let best = partners.first()?.strength;
        let [here, there] = self.counts(side);
        // Compared as cross products, so that nothing is rounded.
        let distance = |partner: &&Partner| (partner.word * here).abs_diff(word * there);
        let surest = partners.iter().take_while(|partner| partner.strength >= best);
        surest.min_by_key(distance).map(|partner| partner.word)
    }

    /// Whether it is a content word: one whose partner can be expected, unlike that of `the` or `of`.
    #[must_use]
    pub fn is_content(&self, side: Side, word: usize) -> bool {
        self.sides[side as usize].content.get(word).copied().unwrap_or_default()
    }

    /// The number of words of this side and of the other.
    fn counts(&self, side: Side) -> [usize; 2] {
        [side, side.other()].map(|side| self.sides[side as usize].content.len())
    }
}

/// The links of a bead while they are collected.
struct Pairs {
    /// A word of the source, one of the target and the strength; perhaps more than once.
    found: Vec<(usize, usize, f32)>,
    covered: [Vec<bool>; 2],
    content: [Box<[bool]>; 2],
}

impl Pairs {
    fn add(&mut self, source: usize, target: usize, strength: f32) {
        self.found.push((source, target, strength));
        self.covered[0][source] = true;
        self.covered[1][target] = true;
    }

    /// The surest of each pair, by side.
    fn into_links(mut self) -> Links {
        self.found
            .sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        self.found.dedup_by_key(|(source, target, _)| (*source, *target));
        let mut mirrored: Vec<_> = self.found.iter().map(|&(one, two, sure)| (two, one, sure)).collect();
        let [source, target] = self.content;
        Links {
            sides: [Row::new(&mut self.found, source), Row::new(&mut mirrored, target)],
        }
    }

    /// The words of anchors that say the same.
    fn add_anchors(&mut self, context: &Context<'_>, bead: &Bead, words: &[Vec<&Word>; 2]) {
        let anchors = Side::BOTH.map(|side| {
            let all = context.anchors_of(bead, side);
            let told = all.filter(|anchor| !matches!(anchor.kind, EvidenceKind::Quote | EvidenceKind::Punctuation));
            told.collect::<Vec<_>>()
        });
        let inside = |anchor: &Anchor, side: Side| {
            let of_side = words[side as usize].iter().enumerate();
            let found = of_side.filter(|(_, word)| anchor.span.overlaps(word.span));
            found.map(|(place, _)| place).collect::<Vec<_>>()
        };
        for source in &anchors[0] {
            for target in anchors[1]
                .iter()
                .filter(|target| anchor::similarity(source, target) > 0.5)
            {
                for one in inside(source, Side::Source) {
                    for two in inside(target, Side::Target) {
                        self.add(one, two, KNOWN);
                    }
                }
            }
        }
    }

    /// Equal words, and those that the dictionary knows.
    fn add_words(&mut self, dictionary: Option<&Dictionary>, words: &[Vec<&Word>; 2]) {
        for (place, source) in words[0].iter().enumerate() {
            for (other, target) in words[1].iter().enumerate() {
                if source.is_equal(target) {
                    self.add(place, other, KNOWN);
                }
            }
        }
        let Some(dictionary) = dictionary else { return };
        let entries = Side::BOTH.map(|side| {
            let of_side = words[side as usize].iter();
            of_side.map(|word| word.entry(dictionary, side)).collect::<Vec<_>>()
        });
        for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
            let present = Filter::of(&entries[other as usize]);
            for (place, &one) in entries[side as usize].iter().enumerate() {
                let known = dictionary.translations(side, one).iter().copied();
                let translations: Vec<Entry> = known.filter(|known| present.may_have(*known)).collect();
                if translations.is_empty() {
                    continue;
                }
                for (there, &two) in entries[other as usize].iter().enumerate() {
                    let word = &words[other as usize][there];
                    let strength = match dictionary.strength(other, &translations, two, &word.stem) {
                        Some(Strength::Known) => KNOWN,
                        Some(Strength::Related) => RELATED,
                        None => continue,
                    };
                    let (source, target) = if side == Side::Source {
                        (place, there)
                    } else {
                        (there, place)
                    };
                    self.add(source, target, strength);
                }
            }
        }
    }

    /// Words that look alike, of those that have no partner yet.
    fn add_cognates(&mut self, words: &[Vec<&Word>; 2]) {
        let skeletons = Side::BOTH.map(|side| {
            let of_side = words[side as usize].iter().enumerate();
            let free = of_side
                .filter(|(place, _)| !self.covered[side as usize][*place] && self.content[side as usize][*place]);
            free.filter_map(|(place, word)| Some((place, word.look()?)))
                .collect::<Vec<_>>()
        });
        for (source, one) in &skeletons[0] {
            let mut comparison = Comparison::new(one);
            for (target, two) in &skeletons[1] {
                let alike = one.beginning()[0] == two.beginning()[0];
                if alike
                    && comparison
                        .similarity(two)
                        .is_some_and(|similarity| similarity >= COGNATE)
                {
                    self.add(*source, *target, RELATED);
                }
            }
        }
    }
}

impl Row {
    /// From pairs of a word and its partner, which it sorts.
    fn new(pairs: &mut [(usize, usize, f32)], content: Box<[bool]>) -> Self {
        pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)).then(a.1.cmp(&b.1)));
        let starts = (0..=content.len()).map(|word| {
            let start = pairs.partition_point(|(of, ..)| *of < word);
            // A bead has fewer pairs of words than 2^32.
            u32::try_from(start).unwrap_or(u32::MAX)
        });
        let partners = pairs.iter().map(|&(_, word, strength)| Partner { word, strength });
        Self {
            starts: starts.collect(),
            partners: partners.collect(),
            content,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, fixture};
    use super::*;

    fn links(source: &str, target: &str) -> Vec<String> {
        let pair = fixture::pair(&[(source, target)]);
        let settings = Settings::default();
        let context = Context::new(&pair, &settings);
        let bead = &pair.alignment.beads[0];
        let links = context.links(0);
        let targets: Vec<&Word> = context.words_of(bead, Side::Target).collect();
        let sources = context.words_of(bead, Side::Source).enumerate();
        sources
            .filter_map(|(place, word)| {
                let partner = links.partner(Side::Source, place)?;
                assert!(links.is_covered(Side::Target, partner));
                Some(format!("{}={}", word.lower, targets[partner].lower))
            })
            .collect()
    }

    #[test]
    fn translations_names_and_cognates_are_linked() {
        assert_eq!(
            links(
                "Peskov said the government supports the parliament.",
                "Песков сказал, что правительство поддерживает парламент."
            ),
            [
                "peskov=песков",
                "said=сказал",
                "government=правительство",
                "supports=поддерживает",
                "parliament=парламент"
            ]
        );
    }

    #[test]
    fn of_two_equal_words_the_nearer_is_the_partner() {
        let found = links("New year, old year", "Новый год, старый год");
        assert_eq!(found, ["new=новый", "year=год", "old=старый", "year=год"]);
    }

    #[test]
    fn unknown_words_have_no_partner() {
        assert_eq!(links("The cat sleeps.", "Премьер подал в отставку."), [""; 0]);
    }
}
