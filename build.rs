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

/// The folders of `lexicon/`.
const LEXICONS: &[&str] = &["en-ru"];

/// Words that say nothing about the term they stand in.
const FILLERS: &str = "a an the of to in on at for by with from and or as be is 's — - в во на с со по к ко о об от \
    из за для и или у при до не";

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("lexicon");
    for pair in LEXICONS {
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
    let kept: Vec<(String, &Entry)> = entries
        .iter()
        .map(|entry| (entry.source.to_lowercase(), entry))
        .filter(|(lower, entry)| !entry.name || !(words.contains(lower) || fillers.contains(lower.as_str())))
        .collect();
    // Words first, so that terms of several words only add what the words alone do not tell.
    for terms in [false, true] {
        let known = terms.then(|| Known::of(&pairs));
        for (source, entry) in &kept {
            for (rank, translation) in entry.translations.iter().enumerate() {
                let sides = (
                    stems(source, &fillers, &stemmers.0),
                    stems(&translation.to_lowercase(), &fillers, &stemmers.1),
                );
                if (sides.0.len() > 1 || sides.1.len() > 1) == terms {
                    add_pairs(&sides, rank, known.as_ref(), &mut pairs);
                }
            }
        }
    }
    add_forms(&folder.join("forms.ru.txt"), &stemmers.1, &mut pairs)?;
    let mut text = String::new();
    for ((source, target), weight) in pairs {
        writeln!(text, "{source}\t{target}\t{weight:.3}").map_err(|error| error.to_string())?;
    }
    Ok(text)
}

/// Gives the irregular forms of a target word, whose stems are others, the pairs of its dictionary form.
fn add_forms(file: &Path, stemmer: &Stemmer, pairs: &mut BTreeMap<(String, String), f64>) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let stem = |word: &str| stemmer.stem(&word.to_lowercase().replace('ё', "е")).into_owned();
    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let Some((form, lemma)) = line.split_once('\t') else {
            return Err(format!("{}:{}: no tab", file.display(), number + 1));
        };
        forms.entry(stem(lemma)).or_default().insert(stem(form));
    }
    let more: Vec<((String, String), f64)> = pairs
        .iter()
        .filter_map(|((source, target), weight)| Some((source, forms.get(target)?, *weight)))
        .flat_map(|(source, forms, weight)| forms.iter().map(move |form| ((source.clone(), form.clone()), weight)))
        .collect();
    for (pair, weight) in more {
        pairs.entry(pair).or_insert(weight);
    }
    Ok(())
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

/// The words that have a pair of their own.
struct Known {
    sources: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Known {
    fn of(pairs: &BTreeMap<(String, String), f64>) -> Self {
        Self {
            sources: pairs.keys().map(|(source, _)| source.clone()).collect(),
            targets: pairs.keys().map(|(_, target)| target.clone()).collect(),
        }
    }
}

/// The stems of the words of a term that say something about it.
fn stems(text: &str, fillers: &BTreeSet<&str>, stemmer: &Stemmer) -> Vec<String> {
    let parts = text.split([' ', '-', '/', '(', ')', ',', '\u{a0}', '«', '»']);
    let whole = parts.map(|part| part.trim_matches('.')).filter(|part| !part.is_empty());
    let content: Vec<&str> = whole.clone().filter(|part| !fillers.contains(part)).collect();
    let kept = if content.is_empty() { whole.collect() } else { content };
    kept.iter()
        .map(|word| stemmer.stem(&word.replace('ё', "е")).into_owned())
        .collect()
}

/// Adds a pair for each word of one side with each of the other, unless both are known already; of two for the same words
/// the likelier stays.
fn add_pairs(
    (sources, targets): &(Vec<String>, Vec<String>),
    rank: usize,
    known: Option<&Known>,
    pairs: &mut BTreeMap<(String, String), f64>,
) {
    let count = |value: usize| f64::from(u32::try_from(value).unwrap_or(u32::MAX));
    let weight = 1.0 / count(rank + 1) / count(sources.len() * targets.len());
    for source in sources {
        for target in targets {
            if known.is_some_and(|known| known.sources.contains(source) && known.targets.contains(target)) {
                continue;
            }
            let best = pairs.entry((source.clone(), target.clone())).or_insert(0.0);
            *best = best.max(weight);
        }
    }
}
