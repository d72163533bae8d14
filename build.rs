//! Compiles the bundled lexicons: `lexicon/<source>-<target>/**/*.tsv`, as people edit them, become one list of word
//! pairs with weights, which the program carries inside.
//!
//! A line is `english TAB part of speech TAB translation|translation|…`, the likeliest first; `#` begins a comment line.
//! A term of several words says something about each of its words, so that it becomes a pair for each word of one side
//! with each of the other, of a lower weight. Words are stemmed here, as the words of the texts will be, so that no run
//! of the program has to do it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Words that say nothing about the term they stand in.
const FILLERS: &str = "a an the of to in on at for by with from and or as be is 's — - в во на с со по к ко о об от \
    из за для и или у при до не";

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("lexicon");
    for pair in ["en-ru"] {
        let words = compile(&root.join(pair)).unwrap_or_else(|message| panic!("{message}"));
        let target = PathBuf::from(variable("OUT_DIR")).join(format!("{pair}.tsv"));
        fs::write(&target, words).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
    }
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A line of a lexicon file.
struct Entry {
    source: String,
    translations: Vec<String>,
    /// Whether it is a proper name.
    name: bool,
}

/// The word pairs of a folder as lines `source TAB target TAB weight`, sorted.
fn compile(folder: &Path) -> Result<String, String> {
    let mut files = Vec::new();
    collect_files(folder, &mut files)?;
    files.sort();
    let mut entries = Vec::new();
    for file in &files {
        read_entries(file, &mut entries)?;
    }
    let fillers: BTreeSet<&str> = FILLERS.split_whitespace().collect();
    // "us", "who", "nice" as words are not the names US, WHO, Nice.
    let words: BTreeSet<String> = entries
        .iter()
        .filter(|entry| !entry.name)
        .map(|entry| entry.source.to_lowercase())
        .collect();
    let stemmers = (Stemmer::create(Algorithm::English), Stemmer::create(Algorithm::Russian));
    let mut pairs: BTreeMap<(String, String), f64> = BTreeMap::new();
    for entry in &entries {
        let lower = entry.source.to_lowercase();
        if entry.name && (words.contains(&lower) || fillers.contains(lower.as_str())) {
            continue;
        }
        for (rank, translation) in entry.translations.iter().enumerate() {
            add_pairs(
                &lower,
                &translation.to_lowercase(),
                rank,
                &fillers,
                &stemmers,
                &mut pairs,
            );
        }
    }
    let mut text = String::new();
    for ((source, target), weight) in pairs {
        writeln!(text, "{source}\t{target}\t{weight:.3}").map_err(|error| error.to_string())?;
    }
    Ok(text)
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let listing = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in listing {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            collect_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            files.push(path);
        }
    }
    Ok(())
}

fn read_entries(file: &Path, entries: &mut Vec<Entry>) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.components().any(|part| part.as_os_str() == "gazetteer");
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [source, _part_of_speech, translations] = fields[..] else {
            return Err(format!(
                "{}:{}: {} fields where 3 are needed",
                file.display(),
                number + 1,
                fields.len()
            ));
        };
        entries.push(Entry {
            source: source.to_owned(),
            translations: translations.split('|').map(str::to_owned).collect(),
            name,
        });
    }
    Ok(())
}

/// Adds a pair for each word of one side with each of the other; of two for the same words the likelier stays.
fn add_pairs(
    source: &str,
    target: &str,
    rank: usize,
    fillers: &BTreeSet<&str>,
    stemmers: &(Stemmer, Stemmer),
    pairs: &mut BTreeMap<(String, String), f64>,
) {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split([' ', '-', '/', '(', ')', ',', '\u{a0}']);
        let whole = parts.filter(|part| !part.is_empty());
        let content: Vec<&str> = whole.clone().filter(|part| !fillers.contains(part)).collect();
        let kept = if content.is_empty() { whole.collect() } else { content };
        kept.into_iter()
            .map(|word| word.trim_matches('.').to_owned())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let stems = |text: &str, stemmer: &Stemmer| -> Vec<String> {
        words(text)
            .iter()
            .map(|word| stemmer.stem(&word.replace('ё', "е")).into_owned())
            .collect()
    };
    let (sources, targets) = (stems(source, &stemmers.0), stems(target, &stemmers.1));
    let size = f64::from(u32::try_from(sources.len() * targets.len()).unwrap_or(u32::MAX));
    let weight = 1.0 / f64::from(u32::try_from(rank + 1).unwrap_or(u32::MAX)) / size;
    for s in &sources {
        for t in &targets {
            let best = pairs.entry((s.clone(), t.clone())).or_insert(0.0);
            *best = best.max(weight);
        }
    }
}
