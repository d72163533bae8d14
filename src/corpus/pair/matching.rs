//! From two heaps of signatures to pairs: [`match_documents`].

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::assign::{self, Considered};
use super::candidates;
use super::heap::Heap;
use super::links::Links;
use super::reasons;
use super::score::{Scorer, Shared};
use super::signature::Signature;
use super::weight::Worth;
use crate::alignment::Side;
use crate::language::Language;

/// A document to be paired.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is called; unique in its heap.
    pub id: String,
    /// What it speaks of.
    pub signature: Signature,
}

/// How documents are paired.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of the sources; by default that of most of them.
    pub from: Option<Language>,
    /// The language of the targets; by default that of most of them.
    pub to: Option<Language>,
    /// Pairs below this probability, 0 to 1, are no pairs.
    pub min_score: f64,
    /// Documents that lie more days apart are no versions of each other; without it, each day makes it less likely.
    pub window: Option<u32>,
    /// Does without the bundled lexicon.
    pub no_lexicon: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            min_score: 0.5,
            window: None,
            no_lexicon: false,
        }
    }
}

/// What a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two versions of one article.
    Pair,
    /// One of several articles that the other document sums up.
    Digest,
}

impl Kind {
    /// The name in the list of pairs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pair => "pair",
            Self::Digest => "digest",
        }
    }
}

/// The next best partner of a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunnerUp {
    /// The side it is on.
    pub side: Side,
    /// Its place in its heap.
    pub document: usize,
    /// The probability that it would be the partner, were the better one not there.
    pub score: f64,
}

/// Two documents that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedDocuments {
    /// The place of the source in its heap.
    pub source: usize,
    /// The place of the target in its heap.
    pub target: usize,
    /// The probability that they belong together, 0 to 1.
    pub score: f64,
    /// What the pair is.
    pub kind: Kind,
    /// The best rival of either of them.
    pub runner_up: Option<RunnerUp>,
    /// What they share, in words, the strongest first.
    pub reasons: Vec<String>,
}

/// A document without counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unmatched {
    /// The side it is on.
    pub side: Side,
    /// Its place in its heap.
    pub document: usize,
    /// The document of its own side that it repeats, which has a partner.
    pub copy_of: Option<usize>,
    /// The document of the other side that comes nearest.
    pub runner_up: Option<RunnerUp>,
}

/// Who belongs to whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matching {
    /// The pairs, by the ids of source and target.
    pub pairs: Vec<PairedDocuments>,
    /// The documents without counterpart, sources first, each side by id.
    pub unmatched: Vec<Unmatched>,
}

/// Two heaps in the order of their ids, ready to be compared.
pub(super) struct Heaps<'a> {
    pub(super) signatures: [Vec<&'a Signature>; 2],
    pub(super) heaps: [Heap; 2],
    pub(super) links: Links,
    pub(super) worths: [Worth; 2],
    pub(super) languages: [Option<Language>; 2],
}

/// Finds which source belongs to which target. Takes time nearly linear in the number of documents; the order of the
/// entries does not matter.
#[must_use]
pub fn match_documents(sources: &[Entry], targets: &[Entry], options: &Options) -> Matching {
    let order = [sources, targets].map(sorted);
    let heaps = Heaps::new([sources, targets], &order, options);
    let considered = consider(&heaps, options);
    let assigned = assign::assign(&heaps, considered, options);
    let mut matching = assigned;
    reasons::add(&heaps, &mut matching, options);
    matching.renumber(&order);
    matching
}

/// The places of the entries in the order of their ids.
pub(super) fn sorted(entries: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|&a, &b| entries[a].id.cmp(&entries[b].id).then(a.cmp(&b)));
    order
}

impl<'a> Heaps<'a> {
    pub(super) fn new(entries: [&'a [Entry]; 2], order: &[Vec<usize>; 2], options: &Options) -> Self {
        let signatures = [0, 1].map(|side| -> Vec<&Signature> {
            order[side]
                .iter()
                .map(|&place| &entries[side][place].signature)
                .collect()
        });
        let languages = [
            options.from.or_else(|| main_language(&signatures[0])),
            options.to.or_else(|| main_language(&signatures[1])),
        ];
        let heaps = [0, 1].map(|side: usize| Heap::new(signatures[side].iter().copied()));
        let links = Links::new(&heaps[0], &heaps[1], languages, !options.no_lexicon);
        let worths = [
            Worth::new(0, &heaps[0], &heaps[1], &links),
            Worth::new(1, &heaps[1], &heaps[0], &links),
        ];
        Self {
            signatures,
            heaps,
            links,
            worths,
            languages,
        }
    }

    /// Something to compare documents with; each thread needs its own.
    pub(super) fn scorer(&self) -> Scorer<'_> {
        Scorer::new(
            [&self.heaps[0], &self.heaps[1]],
            &self.links,
            [&self.worths[0], &self.worths[1]],
        )
    }
}

/// The language of most documents.
fn main_language(signatures: &[&Signature]) -> Option<Language> {
    let mut counts = std::collections::BTreeMap::new();
    for language in signatures.iter().filter_map(|signature| signature.language) {
        *counts.entry(language).or_insert(0_usize) += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    most.map(|(language, _)| language)
}

/// The pairs that are worth a closer look, with what they share, by source and target.
pub(super) fn consider(heaps: &Heaps, options: &Options) -> Vec<Considered> {
    let [source, target] = &heaps.heaps;
    let forward = candidates::find(0, source, target, &heaps.links, &heaps.worths[0]);
    let back = candidates::find(1, target, source, &heaps.links, &heaps.worths[1]);
    let mut rows = forward;
    for (target, sources) in (0..).zip(back) {
        sources
            .into_iter()
            .for_each(|source| rows[source as usize].push(target));
    }
    for (source, target) in named(heaps) {
        rows[source].push(target);
    }
    let fits = |source: usize, target: u32| {
        let days = assign::days(heaps, source, target as usize);
        options
            .window
            .is_none_or(|window| days.is_none_or(|days| days <= window))
    };
    let scored = rows.into_par_iter().enumerate().map_init(
        || heaps.scorer(),
        |scorer, (source, mut targets)| {
            targets.sort_unstable();
            targets.dedup();
            targets.retain(|&target| fits(source, target));
            let score = |target: u32| Considered {
                source,
                target: target as usize,
                shared: scorer.shared(source, target as usize),
            };
            targets.into_iter().map(score).collect::<Vec<_>>()
        },
    );
    let considered: Vec<Vec<Considered>> = scored.collect();
    let mut considered: Vec<Considered> = considered.into_iter().flatten().collect();
    considered.retain(|pair| pair.shared != Shared::default() || assign::is_named(heaps, pair.source, pair.target));
    considered
}

/// Pairs of which one page names the other as its version.
fn named(heaps: &Heaps) -> Vec<(usize, u32)> {
    let addresses = |side: usize| -> FxHashMap<u64, usize> {
        let own = heaps.signatures[side].iter().enumerate();
        own.filter_map(|(place, signature)| Some((signature.address?, place))).collect()
    };
    let mut named = Vec::new();
    for side in 0..2 {
        let others = addresses(1 - side);
        for (place, signature) in heaps.signatures[side].iter().enumerate() {
            let found = signature.alternates.iter().filter_map(|address| others.get(address));
            let pair = |other: usize| if side == 0 { (place, other) } else { (other, place) };
            named.extend(found.map(|&other| pair(other)));
        }
    }
    let number = |(source, target): (usize, usize)| Some((source, u32::try_from(target).ok()?));
    named.into_iter().filter_map(number).collect()
}

impl Matching {
    /// Gives documents the places that they have in the input.
    fn renumber(&mut self, order: &[Vec<usize>; 2]) {
        let place = |side: Side, document: usize| order[usize::from(side == Side::Target)][document];
        let renumber = |runner_up: &mut Option<RunnerUp>| {
            if let Some(next) = runner_up {
                next.document = place(next.side, next.document);
            }
        };
        for pair in &mut self.pairs {
            pair.source = place(Side::Source, pair.source);
            pair.target = place(Side::Target, pair.target);
            renumber(&mut pair.runner_up);
        }
        for alone in &mut self.unmatched {
            alone.document = place(alone.side, alone.document);
            alone.copy_of = alone.copy_of.map(|copy| place(alone.side, copy));
            renumber(&mut alone.runner_up);
        }
    }
}
