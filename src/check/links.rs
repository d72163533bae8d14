//! Which words of the two sides of a bead correspond: [`Links`].
//!
//! Words correspond if they are equal, belong to equal anchors (a number, a date, a name), stand in the lexicon, or
//! look alike across scripts. The lexicon does not know every sense of a word: a word without partner is no proof that
//! it was left out, only many of them in a row are.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{Context, Word};
use crate::align::{Comparison, Skeleton};
use crate::alignment::{Bead, EvidenceKind, Side};
use crate::anchor::{self, Anchor};
use crate::language::{Language, vocabulary};
use crate::lexicon::Bundled;

/// How sure a pair from the lexicon or of equal anchors is.
const KNOWN: f32 = 1.0;

/// How sure a word is that only begins like a translation: `поддержка` for `поддержать`.
const RELATED: f32 = 0.7;

/// Words that look less alike than this are no cognates.
const COGNATE: f64 = 0.75;

/// So many letters two words of one family have in common at least.
const FAMILY: usize = 5;

/// The words of one side of a bead with their partners on the other; words are named by their places in
/// [`Context::words_of`].
#[derive(Debug)]
pub struct Links {
    partners: [Vec<Vec<Partner>>; 2],
    content: [Vec<bool>; 2],
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
    #[must_use]
    pub fn of(context: &Context<'_>, bead: &Bead) -> Self {
        let words = Side::BOTH.map(|side| context.words_of(bead, side).collect::<Vec<_>>());
        let mut links = Self {
            partners: [vec![Vec::new(); words[0].len()], vec![Vec::new(); words[1].len()]],
            content: Side::BOTH.map(|side| {
                let vocabulary = vocabulary(context.language(side));
                let of_side = words[side as usize].iter();
                of_side
                    .map(|word| !vocabulary.meaning(&word.lower).function && word.lower.chars().nth(1).is_some())
                    .collect()
            }),
        };
        links.add_anchors(context, bead, &words);
        links.add_words(Dictionary::of(context), &words);
        links.add_cognates(&words);
        for partner in links.partners.iter_mut().flatten() {
            partner.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.word.cmp(&b.word)));
        }
        links
    }

    /// Whether the word has a partner on the other side.
    #[must_use]
    pub fn is_covered(&self, side: Side, word: usize) -> bool {
        !self.partners(side, word).is_empty()
    }

    /// The words of the other side that may correspond to the word, the surest first, then in text order.
    #[must_use]
    pub fn partners(&self, side: Side, word: usize) -> &[Partner] {
        self.partners[side as usize].get(word).map_or(&[], Vec::as_slice)
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
        self.content[side as usize].get(word).copied().unwrap_or_default()
    }

    /// The number of words of this side and of the other.
    fn counts(&self, side: Side) -> [usize; 2] {
        let [source, target] = [self.partners[0].len(), self.partners[1].len()];
        if side == Side::Source {
            [source, target]
        } else {
            [target, source]
        }
    }

    fn add(&mut self, source: usize, target: usize, strength: f32) {
        let pairs = [(0, source, target), (1, target, source)];
        for (side, from, word) in pairs {
            let partners = &mut self.partners[side][from];
            match partners.iter_mut().find(|partner| partner.word == word) {
                Some(partner) => partner.strength = partner.strength.max(strength),
                None => partners.push(Partner { word, strength }),
            }
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
        let beginnings: [Vec<&[u8]>; 2] =
            Side::BOTH.map(|side| words[side as usize].iter().map(|word| beginning(&word.stem)).collect());
        for (place, source) in words[0].iter().enumerate() {
            let translations = dictionary.map_or(&[][..], |dictionary| dictionary.translations(&source.stem));
            for (other, target) in words[1].iter().enumerate() {
                let known = || translations.contains(&target.stem);
                if source.lower == target.lower || known() {
                    self.add(place, other, KNOWN);
                } else if translations.iter().any(|translation| {
                    beginning(translation) == beginnings[1][other] && is_family(translation, &target.stem)
                }) {
                    self.add(place, other, RELATED);
                }
            }
        }
        // The other way round for what English says with a word of the same family.
        for (place, target) in words[1].iter().enumerate() {
            let translations = dictionary.map_or(&[][..], |dictionary| dictionary.originals(&target.stem));
            for (other, source) in words[0].iter().enumerate() {
                if translations.iter().any(|translation| {
                    beginning(translation) == beginnings[0][other] && is_family(translation, &source.stem)
                }) {
                    self.add(other, place, RELATED);
                }
            }
        }
    }

    /// Words that look alike, of those that have no partner yet.
    fn add_cognates(&mut self, words: &[Vec<&Word>; 2]) {
        let skeletons = Side::BOTH.map(|side| {
            let of_side = words[side as usize].iter().enumerate();
            let free = of_side.filter(|(place, _)| !self.is_covered(side, *place) && self.is_content(side, *place));
            free.filter_map(|(place, word)| Some((place, Skeleton::of(&word.lower)?)))
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

/// The first bytes of a stem: those of words of one family are equal.
fn beginning(stem: &str) -> &[u8] {
    &stem.as_bytes()[..stem.len().min(FAMILY)]
}

/// Whether two stems share their first letters, and most of the shorter one.
fn is_family(one: &str, two: &str) -> bool {
    let common = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    common >= FAMILY && common + 2 >= one.chars().count().min(two.chars().count())
}

/// The bundled word pairs of two languages, by either stem.
#[derive(Debug)]
pub(super) struct Dictionary {
    forward: FxHashMap<String, Vec<String>>,
    backward: FxHashMap<String, Vec<String>>,
}

impl Dictionary {
    /// The dictionary of a pair's languages, if there is one; made once in a process.
    pub(super) fn of(context: &Context<'_>) -> Option<&'static Self> {
        static BUILT: Mutex<Vec<([Language; 2], &'static Dictionary)>> = Mutex::new(Vec::new());
        let languages = [context.language(Side::Source)?, context.language(Side::Target)?];
        let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = built.iter().find(|(of, _)| *of == languages) {
            return Some(found);
        }
        // As many as there are bundled lexicons, kept to the end of the process.
        let made: &'static Self = Box::leak(Box::new(Self::new(&Bundled::of(languages[0], languages[1])?)));
        built.push((languages, made));
        Some(made)
    }

    fn new(lexicon: &Bundled) -> Self {
        let mut dictionary = Self {
            forward: FxHashMap::default(),
            backward: FxHashMap::default(),
        };
        for (stem, translation) in lexicon.entries() {
            let originals = dictionary.backward.entry(translation.stem.clone()).or_default();
            originals.push(stem.clone());
            dictionary.forward.entry(stem).or_default().push(translation.stem);
        }
        dictionary
    }

    /// The words of the other side that are known to stand for a word of one side, as stems.
    pub(super) fn known(&self, side: Side, stem: &str) -> &[String] {
        match side {
            Side::Source => self.translations(stem),
            Side::Target => self.originals(stem),
        }
    }

    fn translations(&self, source: &str) -> &[String] {
        self.forward.get(source).map_or(&[], Vec::as_slice)
    }

    fn originals(&self, target: &str) -> &[String] {
        self.backward.get(target).map_or(&[], Vec::as_slice)
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
        let links = Links::of(&context, bead);
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
