//! How often the rules mark correct translations of English, by default into Russian (`BEADWORK_TARGET`): `cargo test --release --lib annotate::gold -- --ignored --nocapture`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::corpus::UnitSide;

/// The folders of texts to measure on, by the variable `BEADWORK_GOLD`, separated by colons: below each of them
/// folders with `src.txt`, `tgt.txt` and `gold.txt`, which says which lines correspond.
fn folders() -> Vec<PathBuf> {
    let folders = std::env::var("BEADWORK_GOLD").unwrap_or_default();
    folders
        .split(':')
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .collect()
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// The sentences that correspond, joined.
fn pairs(document: &Path) -> Vec<(String, String)> {
    let [source, target] = ["src.txt", "tgt.txt"].map(|name| lines(&document.join(name)));
    let indices = |text: &str| -> Vec<usize> {
        let inside = text.trim_matches(['[', ']']);
        inside
            .split(',')
            .filter_map(|number| number.trim().parse().ok())
            .collect()
    };
    let join = |lines: &[String], places: Vec<usize>| {
        places
            .into_iter()
            .map(|place| lines[place].as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let gold = lines(&document.join("gold.txt"));
    let beads = gold.iter().filter_map(|line| line.split_once(':'));
    let beads = beads.map(|(one, two)| (join(&source, indices(one)), join(&target, indices(two))));
    beads.filter(|(one, two)| !one.is_empty() && !two.is_empty()).collect()
}

#[test]
#[ignore = "measures on texts outside the project; prints the rate of each rule and what it marked"]
fn rates_on_correct_translations() {
    let target = std::env::var("BEADWORK_TARGET").map_or(Language::RUSSIAN, |code| code.parse().unwrap());
    let annotator = Annotator::new(Some(Language::ENGLISH), Some(target), Thresholds::default());
    let mut time = std::time::Duration::ZERO;
    let (mut tally, mut samples) = (Tally::default(), BTreeMap::<&str, Vec<String>>::new());
    for folder in folders() {
        let mut documents: Vec<PathBuf> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        documents.sort();
        for document in documents.iter().filter(|document| document.is_dir()) {
            for (source, target) in pairs(document) {
                let side = |text| UnitSide {
                    text,
                    ..UnitSide::default()
                };
                let mut unit = Unit {
                    confidence: 1.0,
                    source: side(source),
                    target: side(target),
                    ..Unit::default()
                };
                for reason in annotator.reasons(&unit) {
                    let line = format!("{} <- {} | {}", reason.detail, unit.source.text, unit.target.text);
                    samples.entry(reason.rule.code).or_default().push(line);
                }
                let start = std::time::Instant::now();
                annotator.annotate(&mut unit);
                time += start.elapsed();
                tally.add(&unit);
            }
        }
    }
    let shown: usize = std::env::var("BEADWORK_SAMPLES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(5);
    let mut report = format!("{} units in {time:?}\n", tally.units);
    for rule in RULES {
        let count = tally.having.get(rule.code).copied().unwrap_or_default();
        let rate = 100.0 * super::context::ratio(count, tally.units);
        let level = rule.level.name();
        let _ = writeln!(report, "{:18} {level:6} {count:5} {rate:6.2} %", rule.code);
        for sample in samples.get(rule.code).into_iter().flatten().take(shown) {
            let _ = writeln!(report, "    {sample}");
        }
    }
    fs::write(std::env::temp_dir().join("beadwork-rates.txt"), &report).unwrap();
    assert!(tally.units > 0, "BEADWORK_GOLD names no folder of texts");
}
