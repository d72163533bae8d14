//! Reads the files of a lexicon as people edit them.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of proper names.
const NAMES: &str = "gazetteer";

/// A line of a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The source word or term.
    pub(super) source: String,
    /// Its translations, the likeliest first.
    pub(super) translations: Vec<String>,
    /// The abbreviation for its part of speech or kind of name.
    pub(super) part_of_speech: String,
    /// The file it stands in, without the ending.
    pub(super) topic: String,
    /// Whether it is a proper name.
    pub(super) name: bool,
}

/// The entries of the `.tsv` files of a folder and the folders in it, in the order of the files' names.
pub(super) fn read(folder: &Path) -> Result<Vec<Entry>, String> {
    let mut files = Vec::new();
    collect_files(folder, &mut files)?;
    files.sort();
    let mut entries = Vec::new();
    for file in &files {
        let topic = file.strip_prefix(folder).unwrap_or(file).with_extension("");
        let parts: Vec<_> = topic.iter().map(|part| part.to_string_lossy()).collect();
        let topic = (parts.join("/"), parts.iter().any(|part| part == NAMES));
        read_entries(file, &topic, &mut entries)?;
    }
    Ok(entries)
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

fn read_entries(file: &Path, (topic, name): &(String, bool), entries: &mut Vec<Entry>) -> Result<(), String> {
    for (number, line) in lines(&read_text(file)?) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [source, part_of_speech, translations] = fields[..] else {
            let message = format!("{} fields where 3 are needed", fields.len());
            return Err(format!("{}:{number}: {message}", file.display()));
        };
        entries.push(Entry {
            source: source.to_owned(),
            translations: translations.split('|').map(str::to_owned).collect(),
            part_of_speech: part_of_speech.to_owned(),
            topic: topic.clone(),
            name: *name,
        });
    }
    Ok(())
}

/// Reads a list of irregular forms: form TAB dictionary form.
pub(super) fn read_forms(file: &Path) -> Result<Vec<(String, String)>, String> {
    let text = read_text(file)?;
    let form = |(number, line): (usize, &str)| match line.split_once('\t') {
        Some((form, lemma)) => Ok((form.to_owned(), lemma.to_owned())),
        None => Err(format!("{}:{number}: no tab", file.display())),
    };
    lines(&text).map(form).collect()
}

fn read_text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// The lines that are no comment, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = (1..).zip(text.lines());
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
