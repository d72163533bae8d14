//! Measurements against gold data that is no part of the project: `BEADWORK_GOLD=DIR cargo test --lib segment::measure
//! -- --ignored --nocapture`. `DIR/segmentation/{en,ru}.txt` has cases, `DIR/sets/*` rejoined documents.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

use super::Segmenter;
use crate::language::Language;

fn gold(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("BEADWORK_GOLD")?;
    let path = Path::new(&root).join(path);
    path.exists().then_some(path)
}

fn split(text: &str, language: Language) -> Vec<String> {
    let spans = Segmenter::default().split(text, Some(language));
    spans.into_iter().map(|span| span.of(text).to_owned()).collect()
}

#[test]
#[ignore = "reads gold data named by BEADWORK_GOLD"]
fn cases() {
    for code in ["en", "ru"] {
        let Some(path) = gold(&format!("segmentation/{code}.txt")) else {
            return;
        };
        let (mut right, mut all) = (0, 0);
        for line in fs::read_to_string(path).unwrap().lines() {
            let Some((text, expected)) = line.split_once('\t') else {
                continue;
            };
            let expected: Vec<&str> = expected.split("|||").map(str::trim).collect();
            let found = split(text, code.parse().unwrap());
            all += 1;
            right += usize::from(found == expected);
            if found != expected {
                println!("{code} WRONG {}", found.join(" ||| "));
            }
        }
        println!("{code}: {right} of {all} cases exactly right");
    }
}

/// Ends of sentences, counted in characters other than white space.
fn ends<'a>(sentences: impl Iterator<Item = &'a str>) -> FxHashSet<usize> {
    let mut offset = 0;
    let mut ends = FxHashSet::default();
    for sentence in sentences {
        let length = sentence.chars().filter(|c| !c.is_whitespace()).count();
        offset += length;
        if length > 0 {
            ends.insert(offset);
        }
    }
    ends
}

/// Around the end that is `wanted` characters from the beginning.
fn around(text: &str, wanted: usize) -> String {
    let mut seen = 0;
    let (mut left, mut right) = (String::new(), String::new());
    for character in text.chars() {
        if seen < wanted {
            left.push(character);
        } else if right.chars().count() < 40 {
            right.push(character);
        }
        seen += usize::from(!character.is_whitespace());
    }
    let skip = left.chars().count().saturating_sub(60);
    format!("{} ¦ {right}", left.chars().skip(skip).collect::<String>()).replace('\n', " ")
}

fn show_errors(text: &str, gold: &FxHashSet<usize>, found: &FxHashSet<usize>) {
    let mut wrong: Vec<usize> = found.symmetric_difference(gold).copied().collect();
    wrong.sort_unstable();
    for end in wrong {
        let kind = if gold.contains(&end) { "missed" } else { "added " };
        println!("  {kind} {}", around(text, end));
    }
}

fn measure_side(set: &Path, side: &str, language: Language, show: bool) {
    let (mut boundaries, mut missed, mut added, mut plain) = (0, 0, 0, 0);
    let mut documents: Vec<PathBuf> = fs::read_dir(set).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.sort();
    for document in documents {
        let Ok(text) = fs::read_to_string(document.join(format!("{side}.par.txt"))) else {
            continue;
        };
        let lines = fs::read_to_string(document.join(format!("{side}.txt"))).unwrap();
        let gold_ends = ends(lines.lines());
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let split: Vec<String> = paragraphs
            .iter()
            .flat_map(|paragraph| self::split(paragraph, language))
            .collect();
        let found = ends(split.iter().map(String::as_str));
        let unruled = ends(
            paragraphs
                .iter()
                .flat_map(|paragraph| paragraph.split_sentence_bounds()),
        );
        boundaries += gold_ends.len();
        missed += gold_ends.difference(&found).count();
        added += found.difference(&gold_ends).count();
        plain += gold_ends.symmetric_difference(&unruled).count();
        if show {
            show_errors(&text, &gold_ends, &found);
        }
    }
    println!(
        "{} {side} {language}: {boundaries} boundaries, {missed} missed, {added} added, UAX#29 {plain} wrong",
        set.display()
    );
}

#[test]
#[ignore = "reads gold data named by BEADWORK_GOLD"]
fn sets() {
    let show = std::env::var_os("BEADWORK_SHOW").is_some();
    let wanted = std::env::var("BEADWORK_SETS").unwrap_or_else(|_| "ntrex_ru_dev:en:ru wmt22_enru:en:ru".to_owned());
    for set in wanted.split_whitespace() {
        let mut parts = set.split(':');
        let Some(path) = parts.next().and_then(|name| gold(&format!("sets/{name}"))) else {
            return;
        };
        for (side, code) in ["src", "tgt"].into_iter().zip(parts) {
            measure_side(&path, side, code.parse().unwrap(), show);
        }
    }
}

#[test]
#[ignore = "measures speed, so wants a release build"]
fn speed() {
    for (side, code) in [("src", "en"), ("tgt", "ru")] {
        let Some(set) = gold("sets/ntrex_ru_dev") else { return };
        let mut text = String::new();
        for entry in fs::read_dir(set).unwrap() {
            text += &fs::read_to_string(entry.unwrap().path().join(format!("{side}.par.txt"))).unwrap_or_default();
        }
        let language: Language = code.parse().unwrap();
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let rounds = 20_000_000 / text.len().max(1);
        let timed = |work: &dyn Fn(&str) -> usize| {
            let clock = std::time::Instant::now();
            let count: usize = (0..rounds)
                .flat_map(|_| &paragraphs)
                .map(|paragraph| work(paragraph))
                .sum();
            let megabytes = f64::from(u32::try_from(rounds * text.len()).unwrap()) / 1e6;
            (megabytes / clock.elapsed().as_secs_f64(), count / rounds.max(1))
        };
        let segmenter = Segmenter::default();
        println!(
            "{code}: {:?} MB/s, sentences",
            timed(&|text| segmenter.split(text, Some(language)).len())
        );
        println!(
            "{code}: UAX#29 alone {:?}",
            timed(&|text| text.split_sentence_bounds().count())
        );
    }
}

#[test]
#[ignore = "measures speed, so wants a release build"]
fn one_line_of_fifty_megabytes() {
    for piece in ["Mr. Lee left at 5 p.m. Nobody saw him. ", "no end ", "а.", "Он ушёл. "] {
        let text = piece.repeat(50_000_000 / piece.len());
        let clock = std::time::Instant::now();
        let sentences = Segmenter::default().split(&text, Some(Language::ENGLISH)).len();
        println!("{piece:?}: {sentences} sentences, {:?}", clock.elapsed());
    }
}

#[test]
#[ignore = "shows how the lines of BEADWORK_TEXT are split, as BEADWORK_LANGUAGE"]
fn show() {
    let Some(path) = std::env::var_os("BEADWORK_TEXT") else {
        return;
    };
    let language: Language = std::env::var("BEADWORK_LANGUAGE")
        .unwrap_or("en".into())
        .parse()
        .unwrap();
    for line in fs::read_to_string(path).unwrap().lines() {
        println!("{}", split(line, language).join(" | "));
    }
}
