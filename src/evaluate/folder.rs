//! Gold folders: every folder with a `gold.txt` is a document, `src.txt` and `tgt.txt` beside it are its two sides.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

use super::beads::Beads;

/// A document with a gold alignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldDocument {
    /// Its path below the folder that was searched, with `/` between the parts; `.` for that folder itself.
    pub name: String,
    /// Where its files are.
    pub folder: PathBuf,
}

impl GoldDocument {
    /// The file of source sentences, one a line.
    #[must_use]
    pub fn source_path(&self) -> PathBuf {
        self.folder.join("src.txt")
    }

    /// The file of target sentences, one a line.
    #[must_use]
    pub fn target_path(&self) -> PathBuf {
        self.folder.join("tgt.txt")
    }

    /// Reads the gold alignment.
    ///
    /// # Errors
    /// If it cannot be read or a line is no bead.
    pub fn gold(&self) -> Result<Beads> {
        Beads::read(&self.folder.join("gold.txt"))
    }

    /// Reads the file `gold.alt.txt`: gold beads of several sentences on both sides cut into smaller beads, which are right
    /// as well. None, if there is no such file.
    ///
    /// # Errors
    /// If it cannot be read or a line is no bead.
    pub fn finer_gold(&self) -> Result<Beads> {
        let path = self.folder.join("gold.alt.txt");
        if path.exists() {
            Beads::read(&path)
        } else {
            Ok(Beads::default())
        }
    }

    /// Reads the hypothesis for this document below `root`: the file `hyp.txt` in the folder of the same name.
    /// `None` if there is no such file.
    ///
    /// # Errors
    /// If it cannot be read or a line is no bead.
    pub fn hypothesis(&self, root: &Path) -> Result<Option<Beads>> {
        let path = root.join(&self.name).join("hyp.txt");
        if path.exists() {
            Beads::read(&path).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The languages of source and target, from the keys `src_lang` and `tgt_lang` of the file `meta.json` in the
    /// folder or in the one above; `None` where neither says.
    #[must_use]
    pub fn languages(&self) -> (Option<Language>, Option<Language>) {
        let folders = [Some(self.folder.as_path()), self.folder.parent()];
        let metas: Vec<_> = folders.into_iter().flatten().filter_map(read_meta).collect();
        let language = |key: &str| metas.iter().find_map(|meta| meta.get(key)?.as_str()?.parse().ok());
        (language("src_lang"), language("tgt_lang"))
    }
}

/// The data of a folder's `meta.json`; notes that are missing or broken are no reason to refuse the gold.
fn read_meta(folder: &Path) -> Option<serde_json::Value> {
    serde_json::from_slice(&std::fs::read(folder.join("meta.json")).ok()?).ok()
}

/// Finds the gold documents in `root` and below, in the order of their names. Links to folders are not followed.
///
/// # Errors
/// If a folder cannot be read, or there is no `gold.txt` anywhere.
pub fn gold_documents(root: &Path) -> Result<Vec<GoldDocument>> {
    let mut documents = Vec::new();
    // A stack, not recursion, so that no depth of folders can overflow.
    let mut waiting = vec![(String::from("."), root.to_owned())];
    while let Some((name, folder)) = waiting.pop() {
        let listing = list(&folder)?;
        let below = |child: &OsString| match name.as_str() {
            "." => child.to_string_lossy().into_owned(),
            parent => format!("{parent}/{}", child.to_string_lossy()),
        };
        waiting.extend(
            listing
                .folders
                .iter()
                .rev()
                .map(|child| (below(child), folder.join(child))),
        );
        if listing.has_gold {
            documents.push(GoldDocument { name, folder });
        }
    }
    if documents.is_empty() {
        let error = Error::new(ErrorKind::Read, root.to_string_lossy(), "no gold.txt here or below");
        return Err(error.with_remedy("give a folder whose documents are folders with src.txt, tgt.txt and gold.txt"));
    }
    Ok(documents)
}

struct Listing {
    /// Names of the folders in it, sorted.
    folders: Vec<OsString>,
    has_gold: bool,
}

fn list(folder: &Path) -> Result<Listing> {
    let unreadable = |error: std::io::Error| {
        Error::new(ErrorKind::Read, folder.to_string_lossy(), error.to_string())
            .with_remedy("check the path and its permissions")
    };
    let mut listing = Listing {
        folders: Vec::new(),
        has_gold: false,
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.file_type().map_err(unreadable)?.is_dir() {
            listing.folders.push(entry.file_name());
        } else {
            listing.has_gold |= entry.file_name() == "gold.txt";
        }
    }
    listing.folders.sort();
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn write(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn documents_are_found_at_any_depth_in_order() {
        let root = tempfile::tempdir().unwrap();
        for document in ["b", "a/deep/er", "a-side", "."] {
            write(root.path(), &format!("{document}/gold.txt"), "[0]:[0]\n");
        }
        write(root.path(), "empty/notes.txt", "");
        let names: Vec<_> = gold_documents(root.path())
            .unwrap()
            .into_iter()
            .map(|d| d.name)
            .collect();
        assert_eq!(names, [".", "a/deep/er", "a-side", "b"]);
    }

    #[test]
    fn folder_without_gold_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        assert!(
            gold_documents(root.path())
                .unwrap_err()
                .to_string()
                .contains("no gold.txt")
        );
        assert!(gold_documents(&root.path().join("missing")).is_err());
    }

    #[test]
    fn languages_come_from_the_nearest_notes() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "meta.json", r#"{"src_lang": "en", "tgt_lang": "ru"}"#);
        write(root.path(), "one/gold.txt", "");
        write(root.path(), "two/gold.txt", "");
        write(root.path(), "two/meta.json", r#"{"tgt_lang": "rus", "src_lang": 7}"#);
        let languages: Vec<_> = gold_documents(root.path())
            .unwrap()
            .iter()
            .map(GoldDocument::languages)
            .collect();
        let both = (Some(Language::ENGLISH), Some(Language::RUSSIAN));
        assert_eq!(languages, [both, both]);
    }

    #[test]
    fn hypothesis_stands_in_the_folder_of_the_same_name() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "gold/one/gold.txt", "[0]:[0]\n");
        write(root.path(), "hyp/one/hyp.txt", "[0]:[]:0.5\n");
        let document = &gold_documents(&root.path().join("gold")).unwrap()[0];
        let found = document.hypothesis(&root.path().join("hyp")).unwrap().unwrap();
        assert_eq!(found.to_string(), "[0]:[]\n");
        assert_eq!(document.hypothesis(root.path()).unwrap(), None);
    }
}
