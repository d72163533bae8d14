//! Explanations: what a bead's score is made of, and what stood against another choice.
//!
//! The search adds up scores by the shortest way; here the same score is taken apart token by token, for one bead at a
//! time, so that a person can follow it.

use super::constants::{RATIO_CAP, TRANSLATION_SHARE};
use super::evidence;
use super::explanation::{Assessment, Candidate, Explanation, Missing, ScoreParts};
use super::prior::BeadShape;
use super::search::PathBead;
use super::side::SideTokens;
use super::tokens::{Sentences, Token, TypeId, Unit};
use super::view::PairView;
use crate::alignment::{Bead, EvidenceKind, Side};

/// Half-open range of chosen sentences.
type Range = (usize, usize);

/// Tokens are said to be missing a counterpart from this loss on, in nats.
const SHOWN_LOSS: f64 = 0.5;

/// Answers questions about the beads of an aligned pair; see [`explain`](super::explain).
pub struct Explainer<'a> {
    pair: PairView<'a>,
    path: &'a [PathBead],
    source: TokenModel,
    target: TokenModel,
}

/// What the scores take of each token of a side, by sentence and position.
struct TokenModel {
    inverse_background: Vec<Vec<f64>>,
    /// Known translation mass.
    mass: Vec<Vec<f64>>,
    /// How likely the token is to stand there without counterpart; 1 on average.
    unknown: Vec<Vec<f64>>,
}

impl TokenModel {
    #[allow(clippy::cast_precision_loss)] // Documents have fewer than 2^52 tokens.
    fn new(sentences: &Sentences, flat: &SideTokens, known_word: f64, mass: impl Fn(usize, TypeId) -> f64) -> Self {
        let mass: Vec<Vec<f64>> = sentences
            .iter()
            .enumerate()
            .map(|(sentence, tokens)| tokens.iter().map(|token| mass(sentence, token.id).min(1.0)).collect())
            .collect();
        let unknown = |mass: &f64| 1.0 - known_word * mass;
        let count = mass.iter().map(Vec::len).sum::<usize>().max(1) as f64;
        let mean = mass.iter().flatten().map(unknown).sum::<f64>() / count;
        Self {
            inverse_background: (0..sentences.len())
                .map(|sentence| {
                    flat.inverse_background(sentence)
                        .iter()
                        .copied()
                        .map(f64::from)
                        .collect()
                })
                .collect(),
            unknown: mass
                .iter()
                .map(|tokens| tokens.iter().map(|mass| unknown(mass) / mean).collect())
                .collect(),
            mass,
        }
    }

    #[allow(clippy::cast_precision_loss)]
    fn mean_mass(&self, (from, to): Range) -> f64 {
        let tokens = self.mass[from..to].iter().map(Vec::len).sum::<usize>().max(1) as f64;
        self.mass[from..to].iter().flatten().sum::<f64>() / tokens
    }
}

/// A token of a group and what it adds to the score.
struct Weighed {
    sentence: usize,
    token: Token,
    weight: f64,
}

impl<'a> Explainer<'a> {
    pub(super) fn new(pair: PairView<'a>, path: &'a [PathBead]) -> Self {
        let source = TokenModel::new(
            &pair.source.sentences,
            pair.source_tokens,
            pair.known_word,
            |sentence, id| pair.source_mass(sentence, id),
        );
        let target = TokenModel::new(
            &pair.target.sentences,
            pair.target_tokens,
            pair.known_word,
            |sentence, id| pair.target_mass(sentence, id),
        );
        Self {
            pair,
            path,
            source,
            target,
        }
    }

    /// Explains the bead at `place` of `beads`, which are those of the alignment, perhaps with some taken apart.
    ///
    /// `None` if there is no such bead. Takes time proportional to the sentences of the other side for a null bead.
    #[must_use]
    pub fn bead(&self, beads: &[Bead], place: usize) -> Option<Explanation> {
        let bead = beads.get(place)?;
        let source = range(&self.pair.source.chosen, &bead.source)?;
        let target = range(&self.pair.target.chosen, &bead.target)?;
        let same = |found: &&PathBead| {
            let alike = |a: Range, b: Range| a == b || (a.0 == a.1 && b.0 == b.1);
            alike(found.source, source) && alike(found.target, target)
        };
        // What was linked or left over by moving a passage has no posterior of its own; see `moved`.
        let searched = |found: &&PathBead| !bead.moved && (found.posterior - 0.5).abs() > f64::EPSILON;
        let found = self.path.iter().find(same).filter(searched);
        Some(Explanation {
            posterior: found.map(|found| found.posterior),
            usual_ratio: self.pair.length.ratio(),
            assessment: self.assess(source, target),
            candidate: bead.is_null().then(|| self.candidate(beads, source, target)).flatten(),
        })
    }

    /// The best partner of a sentence without counterpart.
    fn candidate(&self, beads: &[Bead], source: Range, target: Range) -> Option<Candidate> {
        let pairs: Vec<(Range, Range)> = if target.0 == target.1 {
            let partners = 0..self.pair.target.count();
            partners.map(|j| (source, (j, j + 1))).collect()
        } else {
            let partners = 0..self.pair.source.count();
            partners.map(|i| ((i, i + 1), target)).collect()
        };
        let scored = pairs.into_iter().map(|(s, t)| (self.parts(s, t).total(), s, t));
        let (_, s, t) = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))))?;
        let (i, j) = (self.pair.source.chosen[s.0], self.pair.target.chosen[t.0]);
        let linked = |bead: &Bead| !bead.is_null();
        let holds = |bead: &Bead| linked(bead) && (bead.source.contains(&i) || bead.target.contains(&j));
        let crossed = |bead: &Bead| {
            linked(bead)
                && !bead.moved
                && ((bead.source.first() > Some(&i) && bead.target.last() < Some(&j))
                    || (bead.source.last() < Some(&i) && bead.target.first() > Some(&j)))
        };
        let null = |shape: BeadShape| self.pair.prior.log[shape.number()];
        Some(Candidate {
            apart: null(BeadShape::new(1, 0)) + null(BeadShape::new(0, 1)),
            taken_by: beads.iter().position(holds),
            crosses: beads.iter().any(crossed),
            assessment: self.assess(s, t),
        })
    }

    fn assess(&self, s: Range, t: Range) -> Assessment {
        let lengths = (
            self.pair.source.lengths.of(s.0, s.1),
            self.pair.target.lengths.of(t.0, t.1),
        );
        let mut assessment = Assessment {
            source: self.pair.source.chosen[s.0..s.1].to_vec(),
            target: self.pair.target.chosen[t.0..t.1].to_vec(),
            lengths,
            score: self.parts(s, t),
            ..Assessment::default()
        };
        if s.0 < s.1 && t.0 < t.1 {
            assessment.evidence = evidence::collect(&self.pair, s, t);
            assessment.missing = self.missing(s, t);
        }
        assessment
    }

    fn parts(&self, s: Range, t: Range) -> ScoreParts {
        let shape = BeadShape::new(s.1 - s.0, t.1 - t.0);
        let prior = self.pair.prior.log[shape.number()];
        if shape.is_null() {
            return ScoreParts {
                prior,
                ..ScoreParts::default()
            };
        }
        let (of_source, of_target) = (
            self.pair.source.lengths.of(s.0, s.1),
            self.pair.target.lengths.of(t.0, t.1),
        );
        let mut parts = ScoreParts {
            length: self.pair.length.score(of_source, of_target, shape.target),
            prior,
            ..ScoreParts::default()
        };
        for (side, weighed) in [
            (Side::Source, self.on_source(s, t)),
            (Side::Target, self.on_target(s, t)),
        ] {
            for Weighed { token, weight, .. } in weighed {
                match self.anchor_kind(side, token.id) {
                    Some(_) => parts.anchors += weight,
                    None => parts.words += weight,
                }
            }
        }
        parts
    }

    fn anchor_kind(&self, side: Side, id: TypeId) -> Option<EvidenceKind> {
        let vocabulary = match side {
            Side::Source => &self.pair.collection.source,
            Side::Target => &self.pair.collection.target,
        };
        match &vocabulary.types[id as usize].unit {
            Unit::Anchor(anchor) => Some(anchor.kind),
            Unit::Word | Unit::Characters | Unit::Beginning => None,
        }
    }

    /// What each target token adds, given the source group.
    fn on_target(&self, s: Range, t: Range) -> Vec<Weighed> {
        let (table, beads) = (self.pair.translations, (self.pair.source_beads, self.pair.target_beads));
        let rest = 1.0 - TRANSLATION_SHARE * self.source.mean_mass(s);
        weigh(&self.pair.target.sentences, t, |j, position, target| {
            let (mut sum, mut count) = (0.0, 0.0);
            for (i, source) in tokens(&self.pair.source.sentences, s) {
                let entries = table.entries(source.id);
                if let Ok(place) = entries.binary_search_by_key(&target.id, |entry| entry.target) {
                    let entry = &entries[place];
                    sum += table.forward(source.id, entry, table.own((beads.0[i], beads.1[j]), source.id, entry));
                }
                count += 1.0;
            }
            let hits = sum * self.target.inverse_background[j][position];
            (count > 0.0).then(|| TRANSLATION_SHARE * hits / count + rest * self.target.unknown[j][position])
        })
    }

    /// What each source token adds, given the target group.
    fn on_source(&self, s: Range, t: Range) -> Vec<Weighed> {
        let (table, beads) = (self.pair.translations, (self.pair.source_beads, self.pair.target_beads));
        let rest = 1.0 - TRANSLATION_SHARE * self.target.mean_mass(t);
        weigh(&self.pair.source.sentences, s, |i, position, source| {
            let (mut sum, mut count) = (0.0, 0.0);
            let entries = table.entries(source.id);
            for (j, target) in tokens(&self.pair.target.sentences, t) {
                if let Ok(place) = entries.binary_search_by_key(&target.id, |entry| entry.target) {
                    let entry = &entries[place];
                    sum += table.reverse(entry, table.own((beads.0[i], beads.1[j]), source.id, entry));
                }
                count += 1.0;
            }
            let hits = sum * self.source.inverse_background[i][position];
            (count > 0.0).then(|| TRANSLATION_SHARE * hits / count + rest * self.source.unknown[i][position])
        })
    }

    /// The tokens that count against a bead, the heaviest first.
    fn missing(&self, s: Range, t: Range) -> Vec<Missing> {
        let of_source = self.on_source(s, t).into_iter().map(|weighed| (Side::Source, weighed));
        let of_target = self.on_target(s, t).into_iter().map(|weighed| (Side::Target, weighed));
        let lost = of_source
            .chain(of_target)
            .filter(|(_, weighed)| weighed.weight < -SHOWN_LOSS);
        let mut missing: Vec<Missing> = lost
            .filter_map(|(side, weighed)| {
                Some(Missing {
                    side,
                    span: weighed.token.span,
                    kind: self.anchor_kind(side, weighed.token.id),
                    weight: weighed.weight,
                    expected: self.usual_counterpart(side, weighed.sentence, weighed.token.id)?,
                })
            })
            .collect();
        missing.sort_by(|a, b| {
            a.weight
                .total_cmp(&b.weight)
                .then_with(|| (a.side, a.span).cmp(&(b.side, b.span)))
        });
        missing
    }

    /// The likeliest translation of a token, as written.
    fn usual_counterpart(&self, side: Side, sentence: usize, id: TypeId) -> Option<String> {
        let table = self.pair.translations;
        let known: Vec<(f64, TypeId)> = match side {
            Side::Source => {
                let bead = self.pair.source_beads[sentence];
                let known = |entry| table.forward(id, entry, table.own((bead, bead), id, entry));
                let entries = table.entries(id).iter();
                entries.map(|entry| (known(entry), entry.target)).collect()
            }
            Side::Target => {
                let bead = self.pair.target_beads[sentence];
                let known = |source, entry| table.reverse(entry, table.own((bead, bead), source, entry));
                let entries = table.entries_of_target(id);
                entries.map(|(source, entry)| (known(source, entry), source)).collect()
            }
        };
        let best = known.into_iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let other = match side {
            Side::Source => &self.pair.collection.target,
            Side::Target => &self.pair.collection.source,
        };
        best.map(|(_, best)| other.types[best as usize].surface.to_string())
    }
}

/// The half-open range of chosen sentences that these are; `None` if one of them was not aligned.
fn range(chosen: &[usize], sentences: &[usize]) -> Option<Range> {
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
        return Some((0, 0));
    };
    Some((chosen.binary_search(first).ok()?, chosen.binary_search(last).ok()? + 1))
}

/// The tokens of a group with their sentences.
fn tokens(sentences: &Sentences, (from, to): Range) -> impl Iterator<Item = (usize, Token)> {
    (from..to).flat_map(move |sentence| sentences[sentence].iter().map(move |&token| (sentence, token)))
}

/// Weighs the tokens of a group by their likelihood ratio; the two directions count half each.
fn weigh(sentences: &Sentences, (from, to): Range, ratio: impl Fn(usize, usize, Token) -> Option<f64>) -> Vec<Weighed> {
    let mut weighed = Vec::new();
    for (sentence, tokens) in sentences.iter().enumerate().take(to).skip(from) {
        for (position, &token) in tokens.iter().enumerate() {
            if let Some(ratio) = ratio(sentence, position, token) {
                weighed.push(Weighed {
                    sentence,
                    token,
                    weight: 0.5 * ratio.min(RATIO_CAP).ln(),
                });
            }
        }
    }
    weighed
}

#[cfg(test)]
mod tests {
    use crate::align::{Options, PairInput};
    use crate::document::Format;
    use crate::segment::Segmenter;
    use crate::{anchor, read};

    const ENGLISH: &str = "The river carried 42 boats past the mill.\nThe mill stood by the river for 90 years.\nNobody \
                           counted them.\nThe mayor, Pavel Sedov, came on 3 May. He saw the boats.\n";
    const RUSSIAN: &str = "Мимо мельницы по реке прошли 42 лодки.\nМельница стояла у реки 90 лет.\nМэр Павел Седов приехал \
                           3 мая.\nОн увидел лодки.\nВечером пошёл дождь.\n";

    #[test]
    fn parts_of_a_score_add_up_to_that_of_the_search() {
        let document = |text: &str| {
            let options = read::Options {
                format: Some(Format::Lines),
                ..read::Options::default()
            };
            let mut document = read::read_bytes("test.txt", text.as_bytes(), &options).unwrap();
            Segmenter::default().segment(&mut document);
            document
        };
        let (source, target) = (document(ENGLISH), document(RUSSIAN));
        let (source_anchors, target_anchors) = (anchor::find(&source), anchor::find(&target));
        let pair = PairInput {
            source: &source,
            target: &target,
            source_anchors: &source_anchors,
            target_anchors: &target_anchors,
        };
        super::super::explain(pair, &Options::default(), |alignment, explainer| {
            assert!(explainer.bead(&alignment.beads, alignment.beads.len()).is_none());
            for found in explainer.path {
                let parts = explainer.parts(found.source, found.target);
                assert!((parts.total() - found.score).abs() < 1e-3, "{parts:?} {found:?}");
            }
            for (place, bead) in alignment.beads.iter().enumerate() {
                let explanation = explainer.bead(&alignment.beads, place).unwrap();
                assert_eq!(explanation.assessment.evidence, bead.evidence);
                assert_eq!(explanation.candidate.is_some(), bead.is_null());
            }
        });
    }
}
