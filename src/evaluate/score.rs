//! The measures: strict and lax as Vecalign defines them, links, nulls, and strict by bead type.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rustc_hash::{FxHashMap, FxHashSet};

use super::beads::{Beads, IndexBead};
use super::count::Counts;
use crate::alignment::BeadType;

/// How well hypotheses agree with gold, in counts that add up over documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Identical beads. Precision is over all beads of the hypothesis, null beads included; recall over the gold
    /// beads with sentences on both sides.
    pub strict: Counts,
    /// As `strict`, but a bead is right if a bead of the other alignment links one of its source sentences to one of
    /// its target sentences.
    pub lax: Counts,
    /// As `strict`, null beads left out on both sides.
    pub strict_nonull: Counts,
    /// As `lax`, null beads left out on both sides.
    pub lax_nonull: Counts,
    /// The lax measure of `SentAlign`'s tables, for comparison with those only: recall divides by the beads of the
    /// hypothesis that are laxly right plus the gold beads that were not hit strictly.
    pub lax_sentalign: Counts,
    /// Pairs of one source and one target sentence.
    pub links: Counts,
    /// Source sentences said to have no counterpart.
    pub null_src: Counts,
    /// Target sentences said to have no counterpart.
    pub null_tgt: Counts,
    /// Identical beads of each type, null beads too.
    pub by_type: BTreeMap<BeadType, TypeCounts>,
    /// Gold beads with sentences on both sides.
    pub gold_beads: usize,
    /// Beads of the hypothesis with sentences on both sides.
    pub hyp_beads: usize,
}

/// Beads of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeCounts {
    /// In both alignments.
    pub common: usize,
    /// In the gold.
    pub gold: usize,
    /// In the hypothesis.
    pub hyp: usize,
}

impl TypeCounts {
    /// The counts as precision and recall want them.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        Counts::of_sets(self.common, self.hyp, self.gold)
    }
}

type BeadSet<'a> = FxHashSet<&'a IndexBead>;

impl Score {
    /// Scores the alignment of one document.
    #[must_use]
    pub fn of(gold: &Beads, hypothesis: &Beads) -> Self {
        let (gold_all, gold_linked) = bead_sets(gold);
        let (hyp_all, hyp_linked) = bead_sets(hypothesis);
        let all = hits(&gold_all, &hyp_all);
        let back = hits(&hyp_linked, &gold_linked);
        let linked = hits(&gold_linked, &hyp_linked);
        let (gold_beads, hyp_beads) = (gold_linked.len(), hyp_linked.len());
        let counts = |right, proposed, found| Counts {
            right,
            proposed,
            found,
            wanted: gold_beads,
        };
        Self {
            strict: counts(all.strict, hyp_all.len(), back.strict),
            lax: counts(all.lax, hyp_all.len(), back.lax),
            strict_nonull: counts(linked.strict, hyp_beads, back.strict),
            lax_nonull: counts(linked.lax, hyp_beads, back.lax),
            lax_sentalign: Counts::of_sets(linked.lax, hyp_beads, linked.lax + gold_beads - back.strict),
            links: compare(&links(gold), &links(hypothesis)),
            null_src: compare(
                &nulls(&gold_all, |bead| &bead.source),
                &nulls(&hyp_all, |bead| &bead.source),
            ),
            null_tgt: compare(
                &nulls(&gold_all, |bead| &bead.target),
                &nulls(&hyp_all, |bead| &bead.target),
            ),
            by_type: by_type(&gold_all, &hyp_all),
            gold_beads,
            hyp_beads,
        }
    }
}

impl AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Self) {
        self.strict += other.strict;
        self.lax += other.lax;
        self.strict_nonull += other.strict_nonull;
        self.lax_nonull += other.lax_nonull;
        self.lax_sentalign += other.lax_sentalign;
        self.links += other.links;
        self.null_src += other.null_src;
        self.null_tgt += other.null_tgt;
        for (bead_type, counts) in &other.by_type {
            let sum = self.by_type.entry(*bead_type).or_default();
            sum.common += counts.common;
            sum.gold += counts.gold;
            sum.hyp += counts.hyp;
        }
        self.gold_beads += other.gold_beads;
        self.hyp_beads += other.hyp_beads;
    }
}

impl<'a> std::iter::Sum<&'a Score> for Score {
    fn sum<I: Iterator<Item = &'a Score>>(scores: I) -> Self {
        let mut sum = Self::default();
        scores.for_each(|score| sum += score);
        sum
    }
}

/// The distinct beads, and those of them with sentences on both sides.
fn bead_sets(beads: &Beads) -> (BeadSet<'_>, BeadSet<'_>) {
    let all: BeadSet = beads.0.iter().filter(|bead| !bead.is_void()).collect();
    let linked = all.iter().copied().filter(|bead| !bead.is_null()).collect();
    (all, linked)
}

struct Hits {
    strict: usize,
    lax: usize,
}

/// How many beads of `test` are strictly and laxly right, judged by `reference`.
fn hits(reference: &BeadSet, test: &BeadSet) -> Hits {
    let mut targets_of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for bead in reference {
        for &source in &bead.source {
            targets_of.entry(source).or_default().extend(&bead.target);
        }
    }
    let linked_targets = |bead: &IndexBead| {
        let targets = bead.source.iter().filter_map(|source| targets_of.get(source));
        targets.flatten().any(|target| bead.target.contains(target))
    };
    let (mut strict, mut lax) = (0, 0);
    for &bead in test {
        let same = reference.contains(bead);
        strict += usize::from(same);
        lax += usize::from(same || linked_targets(bead));
    }
    Hits { strict, lax }
}

fn links(beads: &Beads) -> FxHashSet<(usize, usize)> {
    let pairs = |bead: &IndexBead| {
        let cross = bead
            .source
            .iter()
            .flat_map(|&source| bead.target.iter().map(move |&target| (source, target)));
        cross.collect::<Vec<_>>()
    };
    beads.0.iter().flat_map(pairs).collect()
}

/// The sentences of one side that stand in null beads.
fn nulls(beads: &BeadSet, side: fn(&IndexBead) -> &Vec<usize>) -> FxHashSet<usize> {
    let null_beads = beads.iter().filter(|bead| bead.is_null());
    null_beads.flat_map(|bead| side(bead)).copied().collect()
}

fn compare<T: Eq + std::hash::Hash>(gold: &FxHashSet<T>, hypothesis: &FxHashSet<T>) -> Counts {
    let common = hypothesis.iter().filter(|item| gold.contains(item)).count();
    Counts::of_sets(common, hypothesis.len(), gold.len())
}

fn by_type(gold: &BeadSet, hypothesis: &BeadSet) -> BTreeMap<BeadType, TypeCounts> {
    let type_of = |bead: &IndexBead| BeadType {
        source: bead.source.len(),
        target: bead.target.len(),
    };
    let mut types: BTreeMap<BeadType, TypeCounts> = BTreeMap::new();
    for bead in gold {
        let counts = types.entry(type_of(bead)).or_default();
        counts.gold += 1;
        counts.common += usize::from(hypothesis.contains(*bead));
    }
    for bead in hypothesis {
        types.entry(type_of(bead)).or_default().hyp += 1;
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(gold: &str, hypothesis: &str) -> Score {
        Score::of(
            &Beads::parse("gold", gold).unwrap(),
            &Beads::parse("hyp", hypothesis).unwrap(),
        )
    }

    fn precision_recall(counts: Counts) -> (f64, f64) {
        let prf = counts.prf();
        (prf.precision, prf.recall)
    }

    // Seven source and seven target sentences: a plain start, a merged pair, an addition on either side, a crossing.
    const GOLD: &str = "[0]:[0]\n[1]:[1, 2]\n[2]:[]\n[3, 4]:[3]\n[5]:[5]\n[6]:[4]\n[]:[6]\n";

    #[test]
    fn gold_against_itself_is_perfect() {
        let score = score(GOLD, GOLD);
        let all = [
            score.strict,
            score.lax,
            score.strict_nonull,
            score.lax_nonull,
            score.lax_sentalign,
            score.links,
            score.null_src,
            score.null_tgt,
        ];
        for counts in all {
            assert!((counts.prf().f1 - 1.0).abs() < 1e-12, "{counts:?}");
        }
        assert_eq!((score.gold_beads, score.hyp_beads), (5, 5));
    }

    // [0]:[0] right; [1]:[1] lax; []:[2] wrong null; [2]:[] right null; [3]:[] wrong null; [4]:[3] lax;
    // [5]:[4] wrong; [6]:[5] wrong; []:[6] right null.
    const MONOTONE: &str = "[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[]\n[3]:[]\n[4]:[3]\n[5]:[4]\n[6]:[5]\n[]:[6]\n";

    #[test]
    fn precision_counts_null_beads_and_recall_does_not() {
        let score = score(GOLD, MONOTONE);
        // 9 beads proposed: 3 identical, 5 laxly right. 5 gold beads wanted: 1 identical, 3 laxly found.
        assert_eq!(precision_recall(score.strict), (3.0 / 9.0, 1.0 / 5.0));
        assert_eq!(precision_recall(score.lax), (5.0 / 9.0, 3.0 / 5.0));
        // Without nulls 5 proposed: 1 identical, 3 laxly right.
        assert_eq!(precision_recall(score.strict_nonull), (1.0 / 5.0, 1.0 / 5.0));
        assert_eq!(precision_recall(score.lax_nonull), (3.0 / 5.0, 3.0 / 5.0));
        // 3 laxly right; 4 gold beads were not hit strictly.
        assert_eq!(precision_recall(score.lax_sentalign), (3.0 / 5.0, 3.0 / 7.0));
    }

    #[test]
    fn links_nulls_and_types_are_counted() {
        let score = score(GOLD, MONOTONE);
        // Links of the gold: 00 11 12 33 43 55 64; of the hypothesis: 00 11 43 54 65.
        assert_eq!(score.links, Counts::of_sets(3, 5, 7));
        assert_eq!(score.null_src, Counts::of_sets(1, 2, 1));
        assert_eq!(score.null_tgt, Counts::of_sets(1, 2, 1));
        let of_type = |source, target| score.by_type[&BeadType { source, target }];
        let counts = |common, gold, hyp| TypeCounts { common, gold, hyp };
        assert_eq!(of_type(1, 1), counts(1, 3, 5));
        assert_eq!(of_type(1, 2), counts(0, 1, 0));
        assert_eq!(of_type(2, 1), counts(0, 1, 0));
        assert_eq!(of_type(1, 0), counts(1, 1, 2));
        assert_eq!(of_type(0, 1), counts(1, 1, 2));
    }

    #[test]
    fn repeated_and_void_beads_count_once_and_never() {
        let score = score("[0]:[0]", "[0]:[0]\n[0]:[0]\n[]:[]");
        assert_eq!(score.strict, Counts::of_sets(1, 1, 1));
        assert_eq!(score.hyp_beads, 1);
    }

    #[test]
    fn empty_hypothesis_scores_zero() {
        let score = score(GOLD, "");
        assert_eq!(score.strict, Counts::of_sets(0, 0, 5));
        assert!(score.strict.prf().f1.abs() < 1e-12);
    }

    #[test]
    fn documents_are_pooled_not_averaged() {
        let scores = [
            score("[0]:[0]\n[1]:[1]\n[2]:[2]", "[0]:[0]\n[1]:[1]\n[2]:[2]"),
            score("[0]:[0]", "[0]:[]"),
        ];
        let pooled: Score = scores.iter().sum();
        assert_eq!(precision_recall(pooled.strict), (3.0 / 4.0, 3.0 / 4.0));
        let one_to_nothing = pooled.by_type[&BeadType { source: 1, target: 0 }];
        assert_eq!((one_to_nothing.gold, one_to_nothing.hyp), (0, 1));
    }
}
