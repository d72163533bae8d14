//! Consistency of a whole corpus: the same source text or name rendered in different ways in different pairs.

mod tally;

use std::collections::BTreeMap;

pub use tally::{Counts, PairTally, Tally};

use super::date::own_day;
use super::{Context, Finding, Kind, Settings, consistency, name, run_in};
use crate::alignment::{AlignedPair, Side};

/// What is rendered in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A source text of three or more words.
    Segment,
    /// A name.
    Name,
}

/// A way to render something, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// As it stands in the first place.
    pub text: String,
    /// How often it stands.
    pub count: usize,
    /// The first pair with it.
    pub first: Place,
    /// The last pair with it.
    pub last: Place,
}

/// A pair of the corpus. Places are ordered by the day of the article, then by the order in which the pairs were added;
/// a pair that does not say its day and year counts as of the day of the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    day: String,
    order: usize,
    /// Its [`AlignedPair::id`].
    pub pair: String,
    /// The day that its dateline or time stamp says, such as `2024-02-14`.
    pub date: Option<String>,
}

/// Something that is rendered in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is.
    pub kind: ConflictKind,
    /// The source text or name as it stands in the first place.
    pub source: String,
    /// How it is rendered, the commonest first.
    pub renderings: Vec<Rendering>,
}

impl Conflict {
    /// How often it stands in the corpus.
    #[must_use]
    pub fn count(&self) -> usize {
        self.renderings.iter().map(|rendering| rendering.count).sum()
    }
}

/// A term of a glossary that is not kept to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermConflict {
    /// How it is not kept to.
    pub kind: &'static Kind,
    /// The term that should stand there; what was found, if the glossary does not say.
    pub term: String,
    /// How often.
    pub count: usize,
    /// The first pair with it.
    pub first: Place,
    /// The last pair with it.
    pub last: Place,
}

/// What a pair says, for [`Collector::add`].
#[derive(Clone, Debug, Default)]
pub struct Sightings {
    pair: String,
    date: Option<String>,
    /// What each text is compared by, and as it stands, source first.
    segments: Vec<([String; 2], [String; 2])>,
    names: Vec<([String; 2], [String; 2])>,
    terms: Vec<(&'static Kind, String)>,
}

/// What disagrees in a pair, as [`run`](super::run) finds it, and what the pair says for the whole corpus.
#[must_use]
pub fn look(pair: &AlignedPair, settings: &Settings) -> (Vec<Finding>, Sightings) {
    let context = Context::new(pair, settings);
    let findings = run_in(&context);
    let sightings = Sightings::of(&context, &findings);
    (findings, sightings)
}

impl Sightings {
    fn of(context: &Context<'_>, findings: &[Finding]) -> Self {
        let pair = context.pair();
        let mut sightings = Self {
            pair: pair.id.clone(),
            date: own_day(context),
            ..Self::default()
        };
        // What is switched off in a pair is not wanted of the corpus either.
        let [texts, names] = [&consistency::TARGET, &name::SPELLING].map(|kind| {
            let settings = context.settings();
            settings.severity(kind, kind.severity).is_some()
        });
        for (_, bead) in context.linked() {
            if let Some(keys) = consistency::keys(context, bead).filter(|_| texts) {
                let texts = Side::BOTH.map(|side| pair.bead_text(bead, side));
                sightings.segments.push((keys, texts));
            }
            if names {
                sightings.names.extend(name::spellings(context, bead));
            }
        }
        let terms = findings.iter().filter(|finding| finding.kind.check() == "terminology");
        let terms = terms.map(|finding| {
            let wanted = finding.suggestion.as_ref().unwrap_or(&finding.message);
            (finding.kind, wanted.clone())
        });
        sightings.terms = terms.collect();
        sightings
    }
}

/// So many texts and as many names are remembered; those that come later are not compared, so that memory is bounded.
const MOST: usize = 200_000;

/// So many renderings of one text or name are remembered.
const MOST_RENDERINGS: usize = 16;

/// The renderings so far, with what they are compared by.
#[derive(Debug)]
struct Seen {
    source: String,
    renderings: Vec<(String, Rendering)>,
}

/// Collects what the pairs of a corpus say, in their order.
#[derive(Debug, Default)]
pub struct Collector {
    pairs: usize,
    /// The day of the last pair.
    day: String,
    terms: BTreeMap<(&'static str, String), TermConflict>,
    segments: BTreeMap<String, Seen>,
    names: BTreeMap<String, Seen>,
}

impl Collector {
    /// A collector of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a pair says.
    pub fn add(&mut self, sightings: Sightings) {
        if let Some(date) = &sightings.date {
            self.day.clone_from(date);
        }
        let place = Place {
            day: self.day.clone(),
            order: self.pairs,
            pair: sightings.pair,
            date: sightings.date,
        };
        self.pairs += 1;
        for (keys, texts) in sightings.segments {
            note(&mut self.segments, keys, texts, &place);
        }
        for (keys, texts) in sightings.names {
            note(&mut self.names, keys, texts, &place);
        }
        for (kind, term) in sightings.terms {
            let conflict = self
                .terms
                .entry((kind.id, term.clone()))
                .or_insert_with(|| TermConflict {
                    kind,
                    term,
                    count: 0,
                    first: place.clone(),
                    last: place.clone(),
                });
            conflict.count += 1;
            widen(&mut conflict.first, &mut conflict.last, &place);
        }
    }

    /// The terms that are not kept to, the most frequent first.
    #[must_use]
    pub fn terms(&self) -> Vec<TermConflict> {
        let mut terms: Vec<TermConflict> = self.terms.values().cloned().collect();
        terms.sort_by_key(|term| std::cmp::Reverse(term.count));
        terms
    }

    /// What is rendered in different ways, the most frequent first, of equal ones in alphabetical order.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let segments = self
            .segments
            .values()
            .map(|seen| (ConflictKind::Segment, seen, seen.renderings.len() > 1));
        let names = self.names.values().map(|seen| {
            let differ = seen.renderings.iter().any(|(one, _)| {
                let mut others = seen.renderings.iter();
                others.any(|(two, _)| name::are_spellings_of_one(one, two))
            });
            (ConflictKind::Name, seen, differ)
        });
        let conflicting = segments.chain(names).filter(|(.., differ)| *differ);
        let mut conflicts: Vec<Conflict> = conflicting
            .map(|(kind, seen, _)| {
                let mut renderings: Vec<Rendering> = seen.renderings.iter().map(|(_, one)| one.clone()).collect();
                renderings.sort_by_key(|rendering| std::cmp::Reverse(rendering.count));
                Conflict {
                    kind,
                    source: seen.source.clone(),
                    renderings,
                }
            })
            .collect();
        conflicts.sort_by(|one, two| {
            let order = two.count().cmp(&one.count());
            order.then_with(|| (one.kind, &one.source).cmp(&(two.kind, &two.source)))
        });
        conflicts
    }
}

/// Counts a rendering of a text or name.
fn note(seen: &mut BTreeMap<String, Seen>, [key, rendered]: [String; 2], [source, text]: [String; 2], place: &Place) {
    if seen.len() >= MOST && !seen.contains_key(&key) {
        return;
    }
    let of_source = || Seen {
        source,
        renderings: Vec::new(),
    };
    let renderings = &mut seen.entry(key).or_insert_with(of_source).renderings;
    let room = renderings.len() < MOST_RENDERINGS;
    match renderings.iter_mut().find(|(known, _)| *known == rendered) {
        Some((_, rendering)) => {
            rendering.count += 1;
            widen(&mut rendering.first, &mut rendering.last, place);
        }
        None if room => renderings.push((
            rendered,
            Rendering {
                text,
                count: 1,
                first: place.clone(),
                last: place.clone(),
            },
        )),
        None => {}
    }
}

/// Puts a place into the time from the first to the last.
fn widen(first: &mut Place, last: &mut Place, place: &Place) {
    if place < first {
        first.clone_from(place);
    }
    if place > last {
        last.clone_from(place);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn conflicts_of_a_corpus_are_counted() {
        let pairs = [
            [
                ("Read the full report.", "Читайте весь отчёт."),
                ("Then Gallagher spoke.", "Потом Галлахер выступил."),
            ],
            [
                ("Read the full report.", "Весь отчёт здесь."),
                ("Then Gallagher left.", "Потом Галлагер ушёл."),
            ],
            [
                ("Read the full report.", "Читайте весь отчёт."),
                ("Then Gallagher wept.", "Потом увезли Галлахера."),
            ],
        ];
        let mut collector = Collector::new();
        for pair in &pairs {
            collector.add(look(&fixture::pair(pair), &Settings::default()).1);
        }
        let found = collector.conflicts();
        let found: Vec<_> = found
            .iter()
            .map(|conflict| (conflict.kind, &*conflict.source, counts(conflict)))
            .collect();
        let segment = [("Читайте весь отчёт.", 2), ("Весь отчёт здесь.", 1)];
        let name = [("Галлахер", 2), ("Галлагер", 1)];
        assert_eq!(
            found,
            [
                (ConflictKind::Segment, "Read the full report.", segment.to_vec()),
                (ConflictKind::Name, "Gallagher", name.to_vec())
            ]
        );
    }

    #[test]
    fn first_and_last_go_by_date_then_by_order() {
        let pairs = [
            ("may", "2024-05-01"),
            ("undated", ""),
            ("march", "2024-03-01"),
            ("after", ""),
        ];
        let mut collector = Collector::new();
        for (id, date) in pairs {
            collector.add(Sightings {
                pair: id.to_owned(),
                date: (!date.is_empty()).then(|| date.to_owned()),
                terms: vec![(&name::SPELLING, "term".to_owned())],
                ..Sightings::default()
            });
        }
        let terms = collector.terms();
        let [term] = &terms[..] else { panic!("{terms:?}") };
        // An undated pair counts as of the day of the one before it.
        assert_eq!(
            (&*term.first.pair, &*term.last.pair, term.count),
            ("march", "undated", 4)
        );
    }

    #[test]
    fn what_is_switched_off_is_not_collected() {
        let mut settings = Settings::default();
        settings.skip(&["consistency".to_owned()]).unwrap();
        let mut collector = Collector::new();
        for target in ["Читайте весь отчёт.", "Весь отчёт здесь."] {
            collector.add(look(&fixture::pair(&[("Read the full report.", target)]), &settings).1);
        }
        assert_eq!(collector.conflicts(), []);
    }

    fn counts(conflict: &Conflict) -> Vec<(&str, usize)> {
        let renderings = conflict.renderings.iter();
        renderings.map(|one| (one.text.as_str(), one.count)).collect()
    }
}
