//! What the search finds in made-up texts whose alignment is known.

use beadwork::alignment::{Alignment, Bead};
use proptest::prelude::*;

use crate::made_up::{Numbers, Saying, aligned, first, sayings, second};

fn texts(sayings: &[Saying], language: fn(&Saying) -> String) -> Vec<String> {
    sayings.iter().map(language).collect()
}

fn has(alignment: &Alignment, source: &[usize], target: &[usize]) -> bool {
    alignment
        .beads
        .iter()
        .any(|bead| bead.source == source && bead.target == target)
}

/// How many of the pairs of sentences are beads.
fn found(alignment: &Alignment, pairs: impl Iterator<Item = (usize, usize)>) -> usize {
    pairs.filter(|&(i, j)| has(alignment, &[i], &[j])).count()
}

/// One long saying of the words of several.
fn together(sayings: &[Saying]) -> Saying {
    Saying {
        words: sayings.iter().flat_map(|saying| saying.words.clone()).collect(),
        figure: None,
    }
}

/// An article with one passage of its own in the middle, on either side: `(source, target)`.
fn with_passage(source: &[Saying], target: &[Saying]) -> Alignment {
    let article = sayings(60, 7);
    let side = |passage: &[Saying], language| texts(&[&article[..30], passage, &article[30..]].concat(), language);
    aligned(&side(source, first), &side(target, second))
}

/// Five times three sentences of words of their own.
fn passages() -> Vec<Vec<Saying>> {
    let say = |words: std::ops::Range<usize>| Saying {
        words: words.collect(),
        figure: None,
    };
    let passage = |begin: usize| (0..3).map(|n| say(begin + 6 * n..begin + 6 * n + 6)).collect();
    [200, 220, 240, 260, 280].map(passage).to_vec()
}

#[test]
fn five_sentences_answer_one() {
    let five: Vec<Saying> = passages().into_iter().map(|passage| passage[0].clone()).collect();
    let one = [together(&five)];
    assert!(has(&with_passage(&one, &five), &[30], &[30, 31, 32, 33, 34]));
    assert!(has(&with_passage(&five, &one), &[30, 31, 32, 33, 34], &[30]));
}

#[test]
fn three_sentences_answer_three_among_which_their_contents_are_spread() {
    let passages = passages();
    let source: Vec<Saying> = passages[..3].iter().map(|passage| together(passage)).collect();
    let target: Vec<Saying> = (0..3)
        .map(|n| {
            together(
                &passages[..3]
                    .iter()
                    .map(|passage| passage[n].clone())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert!(has(&with_passage(&source, &target), &[30, 31, 32], &[30, 31, 32]));
}

#[test]
fn a_long_missing_stretch_is_recovered() {
    let all = sayings(900, 3);
    for (from, to) in [(0, 360), (270, 630), (540, 900)] {
        let kept: Vec<Saying> = [&all[..from], &all[to..]].concat();
        let pairs = || (0..from).chain(to..900).zip(0..kept.len());
        let (whole, part) = (texts(&all, first), texts(&kept, second));
        let right = found(&aligned(&whole, &part), pairs());
        assert!(right >= 530, "{right} of {} with {from}..{to} missing", kept.len());
        let (whole, part) = (texts(&all, second), texts(&kept, first));
        let right = found(&aligned(&part, &whole), pairs().map(|(i, j)| (j, i)));
        assert!(right >= 530, "{right} of {}, sides swapped", kept.len());
    }
}

#[test]
fn a_block_moved_far_in_a_long_document_is_found() {
    let all = sayings(700, 5);
    let order: Vec<usize> = (0..200).chain(204..500).chain(200..204).chain(500..700).collect();
    let target: Vec<Saying> = order.iter().map(|&place| all[place].clone()).collect();
    let alignment = aligned(&texts(&all, first), &texts(&target, second));
    let right = found(&alignment, order.iter().enumerate().map(|(j, &i)| (i, j)));
    assert!(right >= 690, "{right}");
    let moved = alignment.beads.iter().filter(|bead| bead.moved);
    let moved: Vec<&[usize]> = moved.map(|bead| &bead.source[..]).collect();
    assert_eq!(moved, [[200], [201], [202], [203]]);
}

#[test]
fn swapped_neighbours_cross() {
    let all = sayings(60, 11);
    let mut target = all.clone();
    target.swap(30, 31);
    let alignment = aligned(&texts(&all, first), &texts(&target, second));
    assert!(has(&alignment, &[30], &[31]) && has(&alignment, &[31], &[30]));
}

#[test]
fn one_sentence_repeated_is_aligned_in_order() {
    for (a, b) in [
        ("Xq.", "Жы."),
        ("The committee met.", "The committee met."),
        ("Yes.", "Да."),
    ] {
        for count in [5, 40, 250, 700] {
            let alignment = aligned(&vec![a.to_owned(); count], &vec![b.to_owned(); count]);
            let right = found(&alignment, (0..count).map(|place| (place, place)));
            assert_eq!(right, count, "{a}");
        }
    }
}

/// A document and an abridged version of it in the other language, with sentences left out on both sides and joined.
fn abridged(seed: u64) -> (Vec<String>, Vec<String>) {
    let mut numbers = Numbers::new(seed);
    let all = sayings(30 + numbers.below(40), seed);
    let (mut source, mut target) = (Vec::new(), Vec::new());
    for saying in &all {
        match numbers.below(12) {
            0 => source.push(first(saying)),
            1 => target.push(second(saying)),
            2 if !target.is_empty() => {
                source.push(first(saying));
                let joined: &mut String = target.last_mut().unwrap();
                *joined = format!("{} {}", joined.trim_end_matches('.'), second(saying));
            }
            _ => {
                source.push(first(saying));
                target.push(second(saying));
            }
        }
    }
    (source, target)
}

/// Beads of which the aligner is sure. Where it is not, two alignments may be as good as each other.
fn sure(alignment: &Alignment) -> impl Iterator<Item = &Bead> {
    alignment
        .beads
        .iter()
        .filter(|bead| !bead.is_null() && bead.confidence >= 0.9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn swapping_the_sides_mirrors_the_alignment(seed in 0..1_000_000_u64) {
        let (source, target) = abridged(seed);
        let (one, other) = (aligned(&source, &target), aligned(&target, &source));
        for bead in sure(&one) {
            prop_assert!(has(&other, &bead.target, &bead.source), "{:?}", bead);
        }
        for bead in sure(&other) {
            prop_assert!(has(&one, &bead.target, &bead.source), "{:?} the other way", bead);
        }
        let same = one.beads.iter().filter(|bead| has(&other, &bead.target, &bead.source));
        let (same, all) = (same.count(), one.beads.len().max(other.beads.len()));
        prop_assert!(10 * same >= 8 * all, "{} of {}", same, all);
    }

    #[test]
    fn an_unrelated_paragraph_leaves_the_other_beads_alone(seed in 0..1_000_000_u64, on_source: bool) {
        let (mut source, mut target) = abridged(seed);
        let before = aligned(&source, &target);
        let paragraph: Vec<Saying> = (0..4).map(|n| Saying {
            words: (0..9).map(|word| 100_000 + 100 * n + word).collect(),
            figure: None,
        }).collect();
        if on_source {
            source.extend(texts(&paragraph, first));
        } else {
            target.extend(texts(&paragraph, second));
        }
        let after = aligned(&source, &target);
        for bead in sure(&before) {
            prop_assert!(has(&after, &bead.source, &bead.target), "{:?} is gone", bead);
        }
        let kept = before.beads.iter().filter(|bead| has(&after, &bead.source, &bead.target)).count();
        prop_assert!(10 * kept >= 9 * before.beads.len(), "{} of {}", kept, before.beads.len());
    }
}
