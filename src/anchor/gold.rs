//! How often anchors lead to the right sentence, on pairs of which the right sentences are known.
//!
//! Reads `<folder>/{src,tgt,gold}.txt` below the directory that `BEADWORK_GOLD` names; languages are taken from
//! `BEADWORK_FROM` and `BEADWORK_TO`, `en` and `ru` by default. Run with
//! `BEADWORK_GOLD=… cargo test --release --lib anchor::gold -- --ignored --nocapture`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::tests::document;
use super::{Anchor, blocking_keys, find, similarity};

/// Anchors this alike count as a match.
const MATCH: f64 = 0.5;

/// How many target sentences to either side are the neighbourhood.
const NEAR: usize = 8;

#[derive(Default)]
struct Count {
    anchors: usize,
    right: usize,
    wrong: usize,
    near_right: usize,
    near_wrong: usize,
    without_key: usize,
}

#[test]
#[ignore = "needs a directory of gold alignments in BEADWORK_GOLD"]
fn anchors_lead_to_the_right_sentence() {
    let Some(directory) = std::env::var_os("BEADWORK_GOLD") else {
        return;
    };
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("gold.txt").is_file()) {
        measure(folder, &mut counts);
    }
    println!("kind         anchors  found  precision  near-precision  unkeyed");
    for (kind, count) in counts {
        let share = |part: usize, other: usize| 100.0 * part as f64 / (part + other).max(1) as f64;
        println!(
            "{kind:12} {:7} {:5.1}% {:9.2}% {:14.2}% {:8}",
            count.anchors,
            100.0 * count.right as f64 / count.anchors as f64,
            share(count.right, count.wrong),
            share(count.near_right, count.near_wrong),
            count.without_key,
        );
    }
}

fn language(variable: &str, default: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| default.to_owned())
}

fn measure(folder: &Path, counts: &mut BTreeMap<&'static str, Count>) {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (source_text, target_text) = (read("src.txt"), read("tgt.txt"));
    let source = find(&document(&language("BEADWORK_FROM", "en"), &source_text));
    let target = find(&document(&language("BEADWORK_TO", "ru"), &target_text));
    let verbose = std::env::var_os("BEADWORK_VERBOSE").is_some();
    for (sentence, linked) in links(&read("gold.txt")) {
        let Some(first) = linked.iter().next().copied() else {
            continue;
        };
        for anchor in &source[sentence] {
            let kind = if anchor.weak { "weak" } else { anchor.kind.name() };
            let count = counts.entry(kind).or_default();
            count.anchors += 1;
            let best = best_of(anchor, &target, 0..target.len(), &linked);
            let near = first.saturating_sub(NEAR)..(first + NEAR + 1).min(target.len());
            let near = best_of(anchor, &target, near, &linked);
            match near {
                Some((_, true, _)) => count.near_right += 1,
                Some((_, false, _)) => count.near_wrong += 1,
                None => {}
            }
            match best {
                Some((matched, true, _)) => {
                    count.right += 1;
                    let keys = blocking_keys(anchor);
                    let unkeyed = !blocking_keys(matched).iter().any(|key| keys.contains(key));
                    count.without_key += usize::from(unkeyed);
                    if verbose && unkeyed {
                        println!("UNKEYED {} ~ {}", anchor.value, matched.value);
                    }
                }
                Some((matched, false, alike)) => {
                    count.wrong += 1;
                    if verbose && near.is_some() {
                        println!(
                            "WRONG {:?} {} ~ {} {alike:.2}",
                            anchor.kind, anchor.value, matched.value
                        );
                    }
                }
                None if verbose && matches!(anchor.kind.name(), "number" | "date" | "name" | "token" | "url") => {
                    let there = linked.iter().flat_map(|index| &target[*index]);
                    let there: Vec<&str> = there
                        .filter(|other| other.kind == anchor.kind)
                        .map(|other| other.value.as_str())
                        .collect();
                    println!("NONE {:?} {} among {there:?}", anchor.kind, anchor.value);
                }
                None => {}
            }
        }
    }
}

type Best<'a> = Option<(&'a Anchor, bool, f64)>;

/// The best match, of equals the one in a linked sentence; whether it is in one.
fn best_of<'a>(
    anchor: &Anchor,
    target: &'a [Vec<Anchor>],
    range: std::ops::Range<usize>,
    linked: &BTreeSet<usize>,
) -> Best<'a> {
    let mut best: Best = None;
    for sentence in range {
        for other in &target[sentence] {
            let (alike, right) = (similarity(anchor, other), linked.contains(&sentence));
            if alike >= MATCH && best.is_none_or(|(_, was_right, was)| (alike, right) > (was, was_right)) {
                best = Some((other, right, alike));
            }
        }
    }
    best
}

/// For each source sentence the target sentences of its bead.
fn links(gold: &str) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut links: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for line in gold.lines() {
        let mut sides = line.split(':').map(|side| {
            let numbers = side.trim_matches(['[', ']']).split(", ");
            numbers.filter_map(|number| number.parse().ok()).collect::<Vec<usize>>()
        });
        let (source, target) = (sides.next().unwrap_or_default(), sides.next().unwrap_or_default());
        for sentence in source {
            links.entry(sentence).or_default().extend(&target);
        }
    }
    links
}

/// Prints how fast anchors are found in the file that `BEADWORK_TEXT` names, one sentence a line.
#[test]
#[ignore = "needs a text in BEADWORK_TEXT"]
fn anchors_are_found_fast() {
    let Some(file) = std::env::var_os("BEADWORK_TEXT") else {
        return;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let document = document(&language("BEADWORK_FROM", "en"), &text);
    let start = std::time::Instant::now();
    let count: usize = find(&document).iter().map(Vec::len).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!("{count} anchors, {:.1} MB/s", text.len() as f64 / 1e6 / seconds);
}
