//! The files of `lexicon/` keep to their format, and no entry stands in two of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("frequencies") {
            continue; // Words and counts, no entries.
        }
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            found.push(path);
        }
    }
}

/// What is wrong with a line of a file, if anything.
fn fault(line: &str) -> Option<&'static str> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [english, part_of_speech, russian] = fields[..] else {
        return Some("three fields are needed");
    };
    let cyrillic = |text: &str| text.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
    let translations: Vec<&str> = russian.split('|').collect();
    if fields
        .iter()
        .chain(&translations)
        .any(|text| text.trim() != *text || text.is_empty())
    {
        return Some("an empty field, or white space at its ends");
    }
    if cyrillic(english) || cyrillic(part_of_speech) {
        return Some("Cyrillic letters on the English side");
    }
    if translations.len() > 5 {
        return Some("more than five translations");
    }
    let repeated = (1..translations.len()).any(|place| translations[..place].contains(&translations[place]));
    repeated.then_some("a translation twice")
}

#[test]
fn every_line_has_the_format_and_every_entry_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths.sort();
    let mut faults = Vec::new();
    // A word has its place in the lexicon of every language pair.
    let mut places: BTreeMap<(PathBuf, String, String), String> = BTreeMap::new();
    for path in &paths {
        let pair: PathBuf = path.strip_prefix(&root).unwrap().iter().take(1).collect();
        let text = fs::read_to_string(path).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let place = format!("{}:{}", path.strip_prefix(&root).unwrap().display(), number + 1);
            if let Some(fault) = fault(line) {
                faults.push(format!("{place}: {fault}: {line}"));
                continue;
            }
            let mut fields = line.split('\t').map(str::to_owned);
            let key = (pair.clone(), fields.next().unwrap(), fields.next().unwrap());
            if let Some(other) = places.insert(key, place.clone()) {
                faults.push(format!("{place}: stands in {other} too: {line}"));
            }
        }
    }
    assert!(places.len() > 16_000, "{} entries", places.len());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn faults_are_found() {
    assert_eq!(fault("house\tn\tдом|здание"), None);
    for line in [
        "house\tдом",
        "house \tn\tдом",
        "hоuse\tn\tдом",
        "house\tn\tдом|дом",
        "house\tn\t1|2|3|4|5|6",
    ] {
        assert!(fault(line).is_some(), "{line}");
    }
}
