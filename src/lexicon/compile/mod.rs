//! Compiles a folder of lexicon files into the table that [`Bundled`](super::Bundled) reads.
//!
//! A line is `source TAB part of speech TAB translation|translation|…`, the likeliest first; `#` begins a comment line.
//! A term of several words says something about each of its words, so that it becomes a pair for each word of one side
//! with each of the other, of a lower weight. Words are stemmed here, as the words of the texts will be, so that no run
//! of the program has to do it.
//!
//! This module is part of the build script; the library has it for its tests only.

mod encode;
mod entries;
mod stem;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use entries::Entry;
use stem::Stemmer;

/// Words that say nothing about the term they stand in.
const FILLERS: &str = "a an the of to in on at for by with from and or as be is 's — - в во на с со по к ко о об от \
    из за для и или у при до не";

/// The language pairs of which `root` has a folder, in alphabetical order.
pub(crate) fn language_pairs(root: &Path) -> Result<Vec<(String, String)>, String> {
    let listing = fs::read_dir(root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut pairs = Vec::new();
    for folder in listing {
        let path = folder.map_err(|error| error.to_string())?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_code = |code: &str| matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase());
        if let Some((source, target)) = name.split_once('-').filter(|(one, two)| is_code(one) && is_code(two)) {
            pairs.push((source.to_owned(), target.to_owned()));
        }
    }
    pairs.sort();
    Ok(pairs)
}

/// The languages of which a folder has word counts, and the files.
pub(crate) fn frequency_files(folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let listing = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in listing {
        let path = entry.map_err(|error| error.to_string())?.path();
        let language = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".tsv"));
        if let Some(language) = language.map(str::to_owned) {
            files.push((language, path));
        }
    }
    files.sort();
    Ok(files)
}

/// The finite-state map of a file of lines `stem TAB band`.
pub(crate) fn frequencies(file: &Path) -> Result<Vec<u8>, String> {
    let mut bands: BTreeMap<String, u64> = BTreeMap::new();
    for (stem, band) in entries::read_forms(file)? {
        let band = band.parse().ok().filter(|band| *band <= 15);
        let band = band.ok_or_else(|| format!("{}: {stem}: the band is no number of 0 to 15", file.display()))?;
        bands.insert(stem, band);
    }
    encode::map(bands.iter().map(|(stem, band)| (stem.as_str(), *band)))
}

/// A word as it is written in its entry, by the stem under which it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    stem: String,
    lemma: String,
}

/// What is known of a pair of stems.
#[derive(Clone, Debug)]
struct Pair {
    /// How likely the pair is among the other translations of either word.
    weight: f64,
    lemmas: [String; 2],
    part_of_speech: String,
    /// The file of the entry, with its folder below that of the language pair.
    topic: String,
    /// Whether the entry is a proper name.
    name: bool,
    /// Whether the words are parts of a term of several words.
    term: bool,
}

type Pairs = BTreeMap<(String, String), Pair>;

/// The table of a folder.
pub(crate) fn compile(folder: &Path, languages: [&str; 2]) -> Result<Vec<u8>, String> {
    let entries = entries::read(folder)?;
    let stemmers = languages.map(Stemmer::new);
    let mut pairs = pair_words(&entries, &stemmers);
    for (side, language) in languages.iter().enumerate() {
        let file = folder.join(format!("forms.{language}.txt"));
        if file.is_file() {
            add_forms(&entries::read_forms(&file)?, side, &stemmers[side], &mut pairs);
        }
    }
    encode::table(&pairs)
}

/// The pairs of stems that the entries hold.
fn pair_words(entries: &[Entry], stemmers: &[Stemmer; 2]) -> Pairs {
    let fillers: BTreeSet<&str> = FILLERS.split_whitespace().collect();
    // "us", "who", "nice" as words are not the names US, WHO, Nice.
    let plain = entries.iter().filter(|entry| !entry.name);
    let words: BTreeSet<String> = plain.map(|entry| entry.source.to_lowercase()).collect();
    let is_word = |name: &str| words.contains(name) || fillers.contains(name);
    let kept: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.name || !is_word(&entry.source.to_lowercase()))
        .collect();
    let mut pairs = Pairs::new();
    // Words first, so that terms of several words only add what the words alone do not tell.
    for terms in [false, true] {
        let known = terms.then(|| Known::of(&pairs));
        for entry in &kept {
            for (rank, translation) in entry.translations.iter().enumerate() {
                let sides = [
                    words_of(&entry.source, &fillers, &stemmers[0]),
                    words_of(translation, &fillers, &stemmers[1]),
                ];
                if sides.iter().any(|words| words.len() > 1) == terms {
                    add_pairs(&sides, (entry, rank), known.as_ref(), &mut pairs);
                }
            }
        }
    }
    pairs
}

/// The words that have a pair of their own.
struct Known {
    sources: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Known {
    fn of(pairs: &Pairs) -> Self {
        Self {
            sources: pairs.keys().map(|(source, _)| source.clone()).collect(),
            targets: pairs.keys().map(|(_, target)| target.clone()).collect(),
        }
    }
}

/// The words of a term that say something about it.
fn words_of(text: &str, fillers: &BTreeSet<&str>, stemmer: &Stemmer) -> Vec<Word> {
    let parts = text.split([' ', '-', '/', '(', ')', ',', '\u{a0}', '«', '»']);
    let whole: Vec<&str> = parts
        .map(|part| part.trim_matches('.'))
        .filter(|part| !part.is_empty())
        .collect();
    let is_filler = |part: &&str| fillers.contains(part.to_lowercase().as_str());
    let content: Vec<&str> = whole.iter().copied().filter(|part| !is_filler(part)).collect();
    let kept = if content.is_empty() { whole } else { content };
    let word = |lemma: &&str| Word {
        stem: stemmer.stem(&lemma.to_lowercase()),
        lemma: (*lemma).to_owned(),
    };
    kept.iter().map(word).collect()
}

/// Adds a pair for each word of one side with each of the other, unless both are known already; of two for the same words
/// the likelier stays.
fn add_pairs(
    [sources, targets]: &[Vec<Word>; 2],
    (entry, rank): (&Entry, usize),
    known: Option<&Known>,
    pairs: &mut Pairs,
) {
    let count = |value: usize| f64::from(u32::try_from(value).unwrap_or(u32::MAX));
    let weight = 1.0 / count(rank + 1) / count(sources.len() * targets.len());
    for source in sources {
        for target in targets {
            if known.is_some_and(|known| known.sources.contains(&source.stem) && known.targets.contains(&target.stem)) {
                continue;
            }
            let key = (source.stem.clone(), target.stem.clone());
            if pairs.get(&key).is_none_or(|pair| pair.weight < weight) {
                let pair = Pair {
                    weight,
                    lemmas: [source.lemma.clone(), target.lemma.clone()],
                    part_of_speech: entry.part_of_speech.clone(),
                    topic: entry.topic.clone(),
                    name: entry.name,
                    term: sources.len() > 1 || targets.len() > 1,
                };
                pairs.insert(key, pair);
            }
        }
    }
}

/// Gives the irregular forms of a word, whose stems are others, the pairs of its dictionary form. A list has form and
/// dictionary form.
fn add_forms(list: &[(String, String)], side: usize, stemmer: &Stemmer, pairs: &mut Pairs) {
    let stem = |word: &str| stemmer.stem(&word.to_lowercase());
    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (form, lemma) in list {
        forms.entry(stem(lemma)).or_default().insert(stem(form));
    }
    let mut more = Vec::new();
    for ((source, target), pair) in pairs.iter() {
        let lemma = if side == 0 { source } else { target };
        for form in forms.get(lemma).into_iter().flatten() {
            let key = if side == 0 {
                (form.clone(), target.clone())
            } else {
                (source.clone(), form.clone())
            };
            more.push((key, pair.clone()));
        }
    }
    for (key, pair) in more {
        pairs.entry(key).or_insert(pair);
    }
}
