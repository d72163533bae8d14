//! Consistency of a whole corpus: the same source text or name rendered in different ways in different pairs.

use std::collections::BTreeMap;

use super::{Context, Settings, consistency, name};
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
    /// The [`AlignedPair::id`] of the first pair with it.
    pub pair: String,
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

/// So many texts and as many names are remembered; those that come later are not compared, so that memory is bounded.
const MOST: usize = 500_000;

/// So many renderings of one text or name are remembered.
const MOST_RENDERINGS: usize = 16;

/// The renderings so far, with what they are compared by.
#[derive(Debug)]
struct Seen {
    source: String,
    renderings: Vec<(String, Rendering)>,
}

/// Collects what the pairs of a corpus say; the conflicts depend on the order in which pairs are added only where as
/// many renderings stand as often.
#[derive(Debug, Default)]
pub struct Collector {
    segments: BTreeMap<String, Seen>,
    names: BTreeMap<String, Seen>,
}

impl Collector {
    /// A collector of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a pair.
    pub fn add(&mut self, pair: &AlignedPair) {
        let settings = Settings::default();
        let context = Context::new(pair, &settings);
        for (_, bead) in context.linked() {
            if let Some(keys) = consistency::keys(&context, bead) {
                let texts = Side::BOTH.map(|side| pair.bead_text(bead, side));
                note(&mut self.segments, keys, texts, &pair.id);
            }
            for (keys, texts) in name::spellings(&context, bead) {
                note(&mut self.names, keys, texts, &pair.id);
            }
        }
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
fn note(seen: &mut BTreeMap<String, Seen>, [key, rendered]: [String; 2], [source, text]: [String; 2], pair: &str) {
    if seen.len() >= MOST && !seen.contains_key(&key) {
        return;
    }
    let renderings = &mut seen
        .entry(key)
        .or_insert_with(|| Seen {
            source,
            renderings: Vec::new(),
        })
        .renderings;
    let room = renderings.len() < MOST_RENDERINGS;
    match renderings.iter_mut().find(|(known, _)| *known == rendered) {
        Some((_, rendering)) => rendering.count += 1,
        None if room => renderings.push((
            rendered,
            Rendering {
                text,
                count: 1,
                pair: pair.to_owned(),
            },
        )),
        None => {}
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
            collector.add(&fixture::pair(pair));
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

    fn counts(conflict: &Conflict) -> Vec<(&str, usize)> {
        let renderings = conflict.renderings.iter();
        renderings.map(|one| (one.text.as_str(), one.count)).collect()
    }
}
