//! The words of a bead and which of them correspond: [`View`].

use super::mention::{Mention, without_possessive};
use super::swap::evidence::order;
use crate::alignment::{Bead, Side};
use crate::check::links::Links;
use crate::check::{Context, Word};
use crate::language::Language;

/// The first and the last word of a name among the words of its side of the bead.
pub(super) type Place = (usize, usize);

/// A word of the source and one of the target that correspond, and how surely, 0 to 1.
pub(super) type Tie = (usize, usize, f32);

/// The words of a bead and which of them correspond.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) words: [Vec<&'a Word>; 2],
    texts: [&'a str; 2],
    links: &'a Links,
    pub(super) ties: Vec<Tie>,
    /// How far the translation keeps the order of the words, -1 to 1.
    pub(super) order: f32,
    languages: [Option<Language>; 2],
}

impl<'a> View<'a> {
    pub(super) fn new(context: &'a Context<'_>, (place, bead): (usize, &Bead)) -> Self {
        let words = Side::BOTH.map(|side| context.words_of(bead, side).collect::<Vec<_>>());
        let links = context.links(place);
        let ties = ties(links, words[0].len());
        Self {
            order: order(&ties),
            ties,
            languages: Side::BOTH.map(|side| context.language(side)),
            texts: Side::BOTH.map(|side| context.pair().document(side).text.as_str()),
            links,
            words,
        }
    }

    /// Where a name stands.
    pub(super) fn place(&self, name: &Mention) -> Place {
        let words = &self.words[name.side as usize];
        let first = words.partition_point(|word| word.span.end <= name.span.start);
        (first, first + name.words.len().max(1) - 1)
    }

    /// Whether a word of one name corresponds to one of the other.
    pub(super) fn are_linked(&self, source: Place, target: Place) -> bool {
        let mut words = source.0..=source.1;
        words.any(|word| {
            let mut partners = self.links.partners(Side::Source, word).iter();
            partners.any(|partner| (target.0..=target.1).contains(&partner.word))
        })
    }

    /// Whether a word of the name corresponds to any word of the other side.
    pub(super) fn is_covered(&self, name: &Mention) -> bool {
        let (first, last) = self.place(name);
        (first..=last).any(|word| self.links.is_covered(name.side, word))
    }

    /// Whether a word belongs to a name.
    pub(super) fn holds(&self, name: &Mention, word: usize) -> bool {
        let (first, last) = self.place(name);
        (first..=last).contains(&word)
    }

    /// The words with a capital right before and right behind a name.
    pub(super) fn neighbours(&self, name: &Mention) -> Vec<usize> {
        let (first, last) = self.place(name);
        let beside = self.beside(name.side, (first, last));
        beside.into_iter().flatten().collect()
    }

    /// The words with a capital of a side that correspond to none of the other.
    pub(super) fn names_uncovered(&self, side: Side) -> impl Iterator<Item = &'a Word> {
        let words = self.words[side as usize].iter().enumerate();
        words
            .filter(move |(place, word)| word.capital && !self.links.is_covered(side, *place))
            .map(|(_, word)| *word)
    }

    /// Whether two places stand beside words with a capital that correspond: `Krasny Bor`, `Красная Гора`.
    pub(super) fn are_in_one_place(&self, source: Place, target: Place) -> bool {
        let (sources, targets) = (self.beside(Side::Source, source), self.beside(Side::Target, target));
        (0..2).any(|at| match (sources[at], targets[at]) {
            (Some(one), Some(two)) => self.are_linked((one, one), (two, two)),
            _ => false,
        })
    }

    /// The words with a capital right before and right behind a place.
    fn beside(&self, side: Side, (first, last): Place) -> [Option<usize>; 2] {
        let words = &self.words[side as usize];
        let near = |place: Option<usize>| {
            let place = place?;
            let word = words.get(place).filter(|word| word.capital)?;
            let inside = if place < first { words[first] } else { words[last] };
            let gap = word.span.start.max(inside.span.start) - word.span.end.min(inside.span.end);
            (gap <= 2).then_some(place)
        };
        [near(first.checked_sub(1)), near(Some(last + 1))]
    }

    /// Whether one side says of whom it speaks behind the name, the other before it: `Irina Vlasova, chief physician of the
    /// Tver hospital`, `главврач тверской больницы Ирина Власова`. The places are those of both names on each side.
    pub(super) fn is_apposition(&self, one: [Place; 2], two: [Place; 2]) -> bool {
        [(Side::Source, Side::Target), (Side::Target, Side::Source)]
            .iter()
            .any(|&(with, without)| {
                let first_is_one = one[with as usize] < two[with as usize];
                let (first, second) = if first_is_one { (one, two) } else { (two, one) };
                let named = first[with as usize];
                let joined = self.between(without, second[without as usize], first[without as usize]);
                let behind = self.words[with as usize].get(named.1).map(|word| word.span.end);
                let behind = behind.and_then(|end| self.texts[with as usize].get(end..));
                behind.is_some_and(|text| text.starts_with(',')) && joined.is_some_and(is_of_one_phrase)
            })
    }

    /// The text between a place of a side and one behind it.
    fn between(&self, side: Side, first: Place, second: Place) -> Option<&'a str> {
        let words = &self.words[side as usize];
        let (end, start) = (words.get(first.1)?.span.end, words.get(second.0)?.span.start);
        self.texts[side as usize].get(end..start)
    }

    /// A name as it stands in the text.
    pub(super) fn text(&self, name: &Mention) -> &'a str {
        name.span.of(self.texts[name.side as usize])
    }

    /// The language of a side.
    pub(super) fn language(&self, side: Side) -> Option<Language> {
        self.languages[side as usize]
    }

    /// The text between a word and the one before it.
    pub(super) fn gap(&self, side: Side, word: usize) -> &'a str {
        let words = &self.words[side as usize];
        let between = word
            .checked_sub(1)
            .and_then(|before| Some((words.get(before)?, words.get(word)?)));
        let text = between.and_then(|(before, word)| self.texts[side as usize].get(before.span.end..word.span.start));
        text.unwrap_or_default()
    }

    /// Whether one of two places stands right before the other in the possessive: `the Orlov family's Pavel`.
    pub(super) fn is_possessive_of(&self, side: Side, one: Place, two: Place) -> bool {
        let (first, second) = (one.min(two), one.max(two));
        let owner = self.words[side as usize].get(first.1);
        let ends = |word: &Word| word.lower.ends_with(['\'', '’']) || without_possessive(&word.lower) != word.lower;
        let possessive = owner.is_some_and(|word| ends(word)) || self.gap(side, second.0).starts_with(['\'', '’']);
        first.1 + 1 == second.0 && possessive
    }

    /// Whether a word of a place has a small letter.
    pub(super) fn has_small_letters(&self, side: Side, (first, last): Place) -> bool {
        let mut words = self.words[side as usize][first..=last].iter();
        words.any(|word| !word.capital)
    }

    /// Whether guillemets that are open stand before a place of the target.
    pub(super) fn is_inside_quotation(&self, (first, _): Place) -> bool {
        let words = &self.words[1];
        let before = words
            .first()
            .and_then(|start| self.texts[1].get(start.span.start..words[first].span.start));
        let before = before.unwrap_or_default();
        before.matches('«').count() > before.matches('»').count()
    }

    /// Whether the name is the first word in quotation marks, perhaps behind an article, as the title of a film or a book.
    pub(super) fn is_title(&self, name: &Mention) -> bool {
        let before = self.texts[name.side as usize]
            .get(..name.span.start)
            .unwrap_or_default();
        let before = before.trim_end_matches("The ").trim_end_matches("A ");
        before.ends_with(['"', '“', '«', '‘', '\'', '„'])
    }

    /// Whether a side speaks of a capital city that the other side does not call so.
    pub(super) fn says_the_capital(&self, side: Side) -> bool {
        let mut words = self.words[side as usize].iter().enumerate();
        words.any(|(place, word)| {
            let capital =
                matches!(&*word.lower, "capital" | "capital's" | "capital’s") || word.lower.starts_with("столиц");
            capital && !self.links.is_covered(side, place)
        })
    }

    /// How well the words beside two places correspond: 0 for not at all, 1 for a single word right beside both.
    pub(super) fn fit(&self, source: Place, target: Place) -> f32 {
        let ties = self.ties.iter();
        ties.map(|&(one, two, weight)| weight * nearness(source, one, NEAR) * nearness(target, two, NEAR))
            .sum()
    }
}

/// Whether a text between two names may belong to the phrase of one of them: no comma, no conjunction, no `by`.
fn is_of_one_phrase(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let other = |word| matches!(word, "and" | "or" | "but" | "by" | "и" | "или" | "а" | "но");
    !text.contains([',', ';', ':', '—']) && words.clone().count() <= MOST_BEFORE && !words.any(other)
}

/// So many words between an institution and the name of who belongs to it.
const MOST_BEFORE: usize = 4;

/// The distance, in words, at which a word tells little more about a name.
pub(super) const NEAR: f32 = 2.5;

fn ties(links: &Links, count: usize) -> Vec<Tie> {
    let mut ties = Vec::new();
    for source in (0..count).filter(|&source| links.is_content(Side::Source, source)) {
        let partners = links.partners(Side::Source, source);
        for partner in partners {
            if links.is_content(Side::Target, partner.word) {
                let back = links.partners(Side::Target, partner.word).len();
                #[allow(clippy::cast_precision_loss)] // A few words.
                let readings = (partners.len() * back.max(1)) as f32;
                ties.push((source, partner.word, partner.strength / readings));
            }
        }
    }
    ties
}

/// How near a word stands to a name, 1 for the next word.
#[allow(clippy::cast_precision_loss)] // Distances in a sentence.
pub(super) fn nearness((first, last): Place, word: usize, reach: f32) -> f32 {
    let distance = if word < first {
        first - word
    } else {
        word.saturating_sub(last).max(1)
    };
    (-(distance as f32 - 1.0) / reach).exp()
}
