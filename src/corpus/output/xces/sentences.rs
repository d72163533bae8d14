//! The sentences of the documents, a file each.

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher;
use std::io::{self, ErrorKind as IoKind};
use std::path::{Path, PathBuf};

use quick_xml::escape::{escape, partial_escape, unescape};
use siphasher::sip::SipHasher13;

use crate::corpus::UnitSide;
use crate::corpus::output::words::legal;

/// Bytes of a part of a path. File systems allow 255; a hash and the extension come behind it.
const LONGEST: usize = 150;

/// The sentences of one side, collected document by document.
pub(super) struct Sentences {
    folder: PathBuf,
    language: String,
    /// The document that is being collected: the attributes of its file, its name, its sentences by their indices.
    document: Option<(String, PathBuf)>,
    collected: BTreeMap<Vec<usize>, String>,
    /// Number of files written.
    pub(super) files: u64,
}

impl Sentences {
    pub(super) fn new(folder: &Path, language: &str) -> Self {
        Self {
            folder: folder.join(language),
            language: language.to_owned(),
            document: None,
            collected: BTreeMap::new(),
            files: 0,
        }
    }

    /// Collects the sentences of a unit. All units between two calls of [`flush`](Self::flush) are of one document.
    pub(super) fn add(&mut self, side: &UnitSide) {
        if self.document.is_none() {
            let path = self.folder.join(file_name(&side.document));
            self.document = Some((self.head(side), path));
        }
        for (ids, text) in parts(side) {
            self.collected.insert(ids, legal(text));
        }
    }

    fn head(&self, side: &UnitSide) -> String {
        let known = [
            ("id", Some(&side.document)),
            ("lang", Some(&self.language)),
            ("url", side.url.as_ref()),
            ("date", side.date.as_ref()),
        ];
        let attributes = known
            .iter()
            .filter_map(|(name, value)| value.map(|value| format!(" {name}=\"{}\"", escape(legal(value)))));
        attributes.collect()
    }

    /// Writes the file of the document, together with the sentences it has from another pair.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        let Some((head, path)) = self.document.take() else {
            return Ok(());
        };
        let mut collected = std::mem::take(&mut self.collected);
        match fs::read_to_string(&path) {
            Ok(written) => collected.extend(read_back(&written)),
            Err(error) if error.kind() == IoKind::NotFound => {
                self.files += 1;
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
            }
            Err(error) => return Err(error),
        }
        let lines = collected.iter().map(|(ids, sentence)| {
            let sentence = partial_escape(sentence.as_str());
            format!(" <s id=\"{}\">{sentence}</s>\n", joined(ids))
        });
        let lines = lines.collect::<Vec<_>>().concat();
        let text = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<text{head}>\n{lines}</text>\n");
        fs::write(path, text)
    }
}

/// The sentences of a file of ours.
fn read_back(text: &str) -> impl Iterator<Item = (Vec<usize>, String)> {
    text.lines().filter_map(|line| {
        let (ids, rest) = line.strip_prefix(" <s id=\"")?.split_once("\">")?;
        let ids = ids
            .split('_')
            .map(|id| id.parse().ok())
            .collect::<Option<Vec<usize>>>()?;
        Some((ids, unescape(rest.strip_suffix("</s>")?).ok()?.into_owned()))
    })
}

/// The sentences one by one, or all as one if it is not known where they begin.
fn parts(side: &UnitSide) -> Vec<(Vec<usize>, &str)> {
    let pieces = side.pieces();
    if pieces.len() == side.sentences.len() {
        let ids = side.sentences.iter().map(|&id| vec![id]);
        ids.zip(pieces).collect()
    } else if side.sentences.is_empty() {
        Vec::new()
    } else {
        vec![(side.sentences.clone(), side.text.as_str())]
    }
}

/// The IDs of a side's sentences as `xtargets` has them: `3 4`.
pub(super) fn sentence_ids(side: &UnitSide) -> String {
    parts(side)
        .iter()
        .map(|(ids, _)| joined(ids))
        .collect::<Vec<_>>()
        .join(" ")
}

fn joined(ids: &[usize]) -> String {
    ids.iter().map(usize::to_string).collect::<Vec<_>>().join("_")
}

/// The path of a document's file: its ID, with what no file system minds. If that is not the ID, a hash of the ID
/// behind it keeps apart what would get the same name.
pub(super) fn file_name(document: &str) -> String {
    let parts: Vec<String> = document.split('/').map(safe).collect();
    let name = parts.join("/");
    // A folder with the ending of a file could stand in a file's way.
    let is_kept = name == document && !document.to_lowercase().contains(".xml/");
    if is_kept {
        return format!("{name}.xml");
    }
    let mut hasher = SipHasher13::new();
    hasher.write(document.as_bytes());
    let flat = safe(&name.replace('/', "_"));
    format!("{flat}-{:016x}.xml", hasher.finish())
}

/// A part of a path with what is not a letter, a digit, `-`, `_` or `.` replaced by `_`.
fn safe(part: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut safe: String = part.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    while safe.len() > LONGEST {
        safe.pop();
    }
    // Hidden files, `..` and names that are nothing.
    if safe.is_empty() || safe.starts_with('.') {
        format!("_{safe}")
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_or_told_apart() {
        assert_eq!(file_name("news/2024/a-1.html"), "news/2024/a-1.html.xml");
        assert_eq!(file_name("новости/мост"), "новости/мост.xml");
        let odd = [
            "../etc/passwd",
            "a/../b",
            "/a",
            "a//b",
            "",
            "a.xml/b",
            "https://x.org/?a=1",
            "a|b",
            "a b",
            ".x",
            "a\\b",
        ];
        let mut names: Vec<String> = odd.iter().map(|name| file_name(name)).collect();
        for name in &names {
            assert!(!name.starts_with('.') && !name.contains(['/', '\\']), "{name}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), odd.len());
        assert!(file_name(&"я".repeat(4000)).len() < 200);
    }

    #[test]
    fn document_of_two_pairs_has_the_sentences_of_both() {
        let folder = tempfile::tempdir().unwrap();
        let mut sentences = Sentences::new(folder.path(), "en");
        let side = |text: &str, sentence: usize| UnitSide {
            document: "a".to_owned(),
            text: text.to_owned(),
            starts: vec![0],
            sentences: vec![sentence],
            ..UnitSide::default()
        };
        sentences.add(&side("Ten & <more>.", 10));
        sentences.flush().unwrap();
        sentences.add(&side("Two.", 2));
        sentences.flush().unwrap();
        assert_eq!(sentences.files, 1);
        let text = fs::read_to_string(folder.path().join("en/a.xml")).unwrap();
        let expected = " <s id=\"2\">Two.</s>\n <s id=\"10\">Ten &amp; &lt;more&gt;.</s>\n</text>\n";
        assert!(text.ends_with(expected), "{text}");
    }

    #[test]
    fn sentences_that_cannot_be_told_apart_stay_together() {
        let side = UnitSide {
            text: "One. Two.".to_owned(),
            sentences: vec![3, 4],
            ..UnitSide::default()
        };
        assert_eq!(sentence_ids(&side), "3_4");
        assert_eq!(
            sentence_ids(&UnitSide {
                starts: vec![0, 5],
                ..side
            }),
            "3 4"
        );
    }
}
