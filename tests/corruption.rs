//! Recall of the checks: real pairs are corrupted in one place each, and the checks have to notice.
//!
//! `BEADWORK_BITEXT=a.tsv:b.tsv cargo test --release --test integration corruption -- --ignored --nocapture` prints the
//! table of the guide for bitexts of your own (source TAB target, English TAB Russian); without it the pairs of `corpora/`
//! are taken. `BEADWORK_MISSED="one digit changed"` prints the corruptions of a kind that no check noticed.
//! `BEADWORK_ARTICLES=folder` takes articles of your own (folders with `src.txt`, `tgt.txt` and `gold.txt`) for the
//! corruptions that need an article around them.

mod articles;
mod edits;
mod figures;
mod quotes;
mod terms;

use std::collections::BTreeMap;
use std::path::Path;

use beadwork::alignment::AlignedPair;
use beadwork::check::{self, Finding, Settings, Severity};
use beadwork::language::Language;
use beadwork::read::bitext::{Bitext, Unit};
use edits::KINDS;

/// How many corruptions of a kind are tried: enough for a figure, few enough for a test.
const MOST: usize = 400;

/// A kind of corruption and what became of it.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    made: usize,
    /// Those for which some finding is new.
    found: usize,
    /// Those for which a finding of the check in question is new.
    found_by_name: usize,
    /// The same with mere information.
    informed: usize,
}

impl Tally {
    /// The share of what was made.
    #[allow(clippy::cast_precision_loss)] // Counts of a few hundred.
    fn share(self, count: usize) -> f64 {
        count as f64 / self.made.max(1) as f64
    }
}

#[test]
#[ignore = "takes bitexts of your own"]
#[expect(clippy::print_stdout, reason = "its table is what it is for")]
fn recall_on_a_bitext() {
    let units = units();
    println!("{} pairs\n", units.len());
    println!("| corruption | made | recall | with info | by any check |\n|---|---|---|---|---|");
    for (name, tally) in recalls(&units) {
        let [recall, informed, any] =
            [tally.found_by_name, tally.informed, tally.found].map(|count| tally.share(count));
        println!("| {name} | {} | {recall:.3} | {informed:.3} | {any:.3} |", tally.made);
    }
}

/// The recall of each kind of corruption, in the order of [`KINDS`].
#[expect(clippy::print_stdout, reason = "to look at what is missed")]
fn recalls(units: &[Unit]) -> Vec<(&'static str, Tally)> {
    // What is found before anything is corrupted does not count.
    let shown = std::env::var("BEADWORK_MISSED").unwrap_or_default();
    let clean: Vec<Vec<Finding>> = units.iter().map(|unit| findings(&unit.source, &unit.target)).collect();
    let mut tallies = Vec::new();
    for kind in KINDS {
        let mut tally = Tally::default();
        for (place, unit) in units.iter().enumerate() {
            if tally.made == MOST {
                break;
            }
            let stranger = &units[(place * 7 + 13) % units.len()];
            let Some((source, target)) = (kind.corrupt)(unit, stranger) else {
                continue;
            };
            tally.made += 1;
            let new = new_findings(&clean[place], findings(&source, &target));
            let named = |finding: &&Finding| kind.checks.iter().any(|check| finding.kind.id.starts_with(check));
            tally.informed += usize::from(new.iter().any(|finding| named(&finding)));
            let mut telling = new
                .iter()
                .filter(|finding| finding.severity >= Severity::Warning)
                .peekable();
            tally.found += usize::from(telling.peek().is_some());
            let found = telling.any(|finding| named(&finding));
            tally.found_by_name += usize::from(found);
            if !found && shown == kind.name {
                println!("missed\t{source}\t{target}");
            }
        }
        tallies.push((kind.name, tally));
    }
    tallies
}

/// The findings that the clean pair does not have.
fn new_findings(clean: &[Finding], mut corrupted: Vec<Finding>) -> Vec<Finding> {
    let mut before: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for finding in clean {
        *before.entry((finding.kind.id, finding.message.clone())).or_default() += 1;
    }
    corrupted.retain(|finding| {
        let same = before.get_mut(&(finding.kind.id, finding.message.clone()));
        match same.filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                false
            }
            None => true,
        }
    });
    corrupted
}

fn findings(source: &str, target: &str) -> Vec<Finding> {
    let settings = Settings {
        terms: vec![terms::glossary()],
        ..Settings::default()
    };
    check::run(&pair(source, target), &settings)
}

fn pair(source: &str, target: &str) -> AlignedPair {
    let unit = Unit {
        source: source.to_owned(),
        target: target.to_owned(),
        ..Unit::default()
    };
    let bitext = Bitext {
        source_language: Some(Language::ENGLISH),
        target_language: Some(Language::RUSSIAN),
        units: vec![unit],
    };
    bitext.into_pair("test")
}

fn units() -> Vec<Unit> {
    let Ok(paths) = std::env::var("BEADWORK_BITEXT") else {
        return corpora();
    };
    let read = |path: &str| {
        beadwork::read::bitext::read_path(Path::new(path), &beadwork::read::Options::default(), [None, None])
    };
    paths.split(':').flat_map(|path| read(path).unwrap().units).collect()
}

/// The pairs of the project's own corpora, by their gold.
fn corpora() -> Vec<Unit> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.retain(|folder| folder.join("gold.txt").exists());
    folders.sort();
    folders.iter().flat_map(|folder| units_of(folder)).collect()
}

fn units_of(folder: &Path) -> Vec<Unit> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (source, target) = (read("src.txt"), read("tgt.txt"));
    let sides = [&source, &target].map(|text| text.lines().collect::<Vec<_>>());
    let mut units = Vec::new();
    for line in read("gold.txt").lines().filter(|line| !line.is_empty()) {
        let mut texts = line.split(':').zip(&sides).map(|(indices, lines)| {
            let indices = indices
                .trim_matches(['[', ']'])
                .split(',')
                .filter_map(|index| index.trim().parse().ok());
            indices.map(|index: usize| lines[index]).collect::<Vec<_>>().join(" ")
        });
        let (source, target) = (texts.next().unwrap(), texts.next().unwrap());
        if !source.is_empty() && !target.is_empty() {
            units.push(Unit {
                source,
                target,
                ..Unit::default()
            });
        }
    }
    units
}
