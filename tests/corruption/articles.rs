//! Corruptions of whole articles: a sentence of the target is deleted, the rest is aligned anew, and the checks have to
//! name the sentence of the source that has lost its counterpart.

use std::path::{Path, PathBuf};

use beadwork::alignment::{AlignedPair, Side};
use beadwork::check::{self, Settings, Severity};
use beadwork::document::Format;
use beadwork::pipeline;
use beadwork::read;

/// How many sentences of an article are deleted, one at a time, spread over it.
const MOST: usize = 6;

/// Shorter sentences (`Why?`) carry nothing that could be missed.
const SHORTEST: usize = 40;

/// What became of the deletions.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    made: usize,
    /// Those that a finding names, of any severity.
    named: usize,
    /// Those that a finding names as more than information.
    warned: usize,
    /// Findings of the check on the articles as they are, above information.
    alarms: usize,
    sentences: usize,
}

#[test]
fn deleted_sentences_are_found() {
    let tally = tally(&folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora")), 2);
    assert!(tally.made >= 15, "{tally:?}");
    assert!(tally.named * 10 >= tally.made * 9, "{tally:?}");
}

#[test]
#[ignore = "takes articles of your own"]
#[expect(clippy::print_stdout, reason = "its figures are what it is for")]
fn corruption_of_articles() {
    let own = std::env::var("BEADWORK_ARTICLES").map(PathBuf::from);
    let root = own.unwrap_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora"));
    println!("sentence deleted: {:?}", tally(&folders(&root), MOST));
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|folder| folder.join("gold.txt").exists()).collect();
    folders.sort();
    folders
}

#[expect(clippy::print_stdout, reason = "to look at what is missed")]
fn tally(folders: &[PathBuf], most: usize) -> Tally {
    let shown = std::env::var("BEADWORK_MISSED").is_ok_and(|kind| kind == "sentence deleted");
    let mut tally = Tally::default();
    for folder in folders {
        let [source, target, gold] =
            ["src.txt", "tgt.txt", "gold.txt"].map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
        let (source, target): (Vec<&str>, Vec<&str>) = (source.lines().collect(), target.lines().collect());
        let clean = align(&source, &target);
        tally.sentences += source.len();
        for message in alarms(&clean) {
            tally.alarms += 1;
            if shown {
                println!("alarm\t{}\t{message}", folder.display());
            }
        }
        for (one, two) in spread(&single_links(&gold, &source), most) {
            let mut shortened = target.clone();
            shortened.remove(two);
            let found = severity_at(&align(&source, &shortened), source[one]);
            tally.made += 1;
            tally.named += usize::from(found.is_some());
            tally.warned += usize::from(found > Some(Severity::Info));
            if shown && found.is_none() {
                println!("missed\t{}\t{}\t{}", folder.display(), source[one], target[two]);
            }
        }
    }
    tally
}

/// The 1-1 beads of a gold file whose source sentence is long enough.
fn single_links(gold: &str, source: &[&str]) -> Vec<(usize, usize)> {
    let links = gold.lines().filter_map(|line| {
        let (one, two) = line.split_once("]:[")?;
        Some((
            one.trim_start_matches('[').parse().ok()?,
            two.trim_end_matches(']').parse().ok()?,
        ))
    });
    links
        .filter(|&(one, _): &(usize, usize)| source[one].chars().count() >= SHORTEST)
        .collect()
}

/// So many of them at most, evenly spread.
fn spread(links: &[(usize, usize)], most: usize) -> Vec<(usize, usize)> {
    let step = links.len().div_ceil(most).max(1);
    links.iter().skip(step / 2).step_by(step).copied().collect()
}

fn align(source: &[&str], target: &[&str]) -> AlignedPair {
    let options = pipeline::Options::default();
    let lines = read::Options {
        format: Some(Format::Lines),
        ..read::Options::default()
    };
    let [source, target] = [source, target]
        .map(|sentences| read::read_bytes("article.txt", sentences.join("\n").as_bytes(), &lines).unwrap());
    pipeline::align_documents(source, target, &options).unwrap()
}

/// The worst severity of a finding about an omission that shows this source sentence.
fn severity_at(pair: &AlignedPair, sentence: &str) -> Option<Severity> {
    let start = pair.source.text.find(sentence)?;
    let range = start..start + sentence.len();
    let findings = check::run(pair, &Settings::default());
    let at = |finding: &&check::Finding| {
        let spans = finding.spans(Side::Source).iter();
        finding.kind.id.starts_with("omission")
            && spans
                .clone()
                .any(|span| span.start < range.end && range.start < span.end)
    };
    findings.iter().filter(at).map(|finding| finding.severity).max()
}

fn alarms(pair: &AlignedPair) -> Vec<String> {
    let findings = check::run(pair, &Settings::default());
    let about = findings.iter().filter(|finding| {
        let id = finding.kind.id;
        (id.starts_with("omission") || id.starts_with("addition")) && finding.severity > Severity::Info
    });
    about
        .map(|finding| format!("{}\t{}", finding.kind.id, finding.message))
        .collect()
}
