//! Evidence: the pairs of tokens that carried a bead, for people to see.

use super::constants::TRANSLATION_SHARE;
use super::tokens::{Sentences, Token, Unit};
use super::translation::{Entry, Own};
use super::view::PairView;
use crate::alignment::{Evidence, EvidenceKind};

/// Learned translations are shown from this probability in both directions on.
const SHOWN_PROBABILITY: f64 = 0.2;

/// Half-open range of sentences.
type Range = (usize, usize);

/// A pair of tokens of a bead.
struct Candidate<'a> {
    source: Token,
    target: Token,
    entry: &'a Entry,
    weight: f64,
}

/// The evidence of a bead, strongest first; each token stands in at most one piece of it.
pub(super) fn collect(pair: &PairView<'_>, source: Range, target: Range) -> Vec<Evidence> {
    let mut candidates = candidates(pair, source, target);
    candidates.sort_by(|a, b| {
        let place = |c: &Candidate<'_>| (c.source.span, c.target.span);
        b.weight.total_cmp(&a.weight).then_with(|| place(a).cmp(&place(b)))
    });
    let mut evidence: Vec<Evidence> = Vec::new();
    for candidate in candidates {
        let (source, target) = (candidate.source.span, candidate.target.span);
        let free = |other: &Evidence| !other.source.overlaps(source) && !other.target.overlaps(target);
        if evidence.iter().all(free) {
            evidence.push(Evidence {
                kind: candidate.entry.seed.unwrap_or(EvidenceKind::Lexicon),
                source,
                target,
                value: value(pair, &candidate),
                weight: candidate.weight,
            });
        }
    }
    evidence
}

fn candidates<'a>(pair: &PairView<'a>, s: Range, t: Range) -> Vec<Candidate<'a>> {
    let tokens = |sentences: &'a Sentences, (from, to): Range| sentences[from..to].iter().flatten();
    let mut candidates = Vec::new();
    for &source in tokens(&pair.source.sentences, s) {
        let entries = pair.translations.entries(source.id);
        for &target in tokens(&pair.target.sentences, t) {
            let Ok(place) = entries.binary_search_by_key(&target.id, |entry| entry.target) else {
                continue;
            };
            let entry = &entries[place];
            if let Some(weight) = weight(pair, (s.0, t.0), source, entry) {
                candidates.push(Candidate {
                    source,
                    target,
                    entry,
                    weight,
                });
            }
        }
    }
    candidates
}

/// What a pair of tokens adds to the score of a bead of one word a side; `None` for a guess not worth showing.
fn weight(pair: &PairView<'_>, (i, j): (usize, usize), source: Token, entry: &Entry) -> Option<f64> {
    let table = &pair.translations;
    let own: Own = table.own((pair.source_beads[i], pair.target_beads[j]), source.id, entry);
    let (forward, reverse) = (table.forward(source.id, entry, own), table.reverse(entry, own));
    if entry.seed.is_none() && forward.min(reverse) < SHOWN_PROBABILITY {
        return None;
    }
    let gain = |probability: f64, background: f64| (TRANSLATION_SHARE * probability / background).max(1.0).ln();
    let gains = gain(forward, pair.target_background.probability(entry.target))
        + gain(reverse, pair.source_background.probability(source.id));
    Some(gains / 2.0)
}

/// The normal form that both sides share: an anchor's value, or the two words.
fn value(pair: &PairView<'_>, candidate: &Candidate<'_>) -> String {
    let source = &pair.collection.source.types[candidate.source.id as usize];
    let target = &pair.collection.target.types[candidate.target.id as usize];
    match (&source.unit, &target.unit) {
        (Unit::Anchor(_), Unit::Anchor(_)) => source.form.to_string(),
        _ => format!("{} = {}", source.surface, target.surface),
    }
}
