//! What a document is called: [`Name`].

use std::ffi::OsStr;
use std::path::Path;

/// What a document or container is called in the corpus, and where it stands for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The path from the heap's folder; the same wherever the heap is moved.
    pub(super) id: String,
    /// The path as the user gave it.
    pub(super) place: String,
}

impl Name {
    /// The name of a file that is a heap by itself.
    pub(super) fn of_heap(path: &Path) -> Self {
        let id = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        Self {
            id: printable(&id),
            place: printable(&path.to_string_lossy()),
        }
    }

    /// The name of a heap that is a folder, which has no id itself.
    pub(super) fn of_folder(path: &Path) -> Self {
        Self {
            id: String::new(),
            place: printable(&path.to_string_lossy()),
        }
    }

    /// The name of a file in a folder.
    pub(super) fn file(&self, name: &OsStr) -> Self {
        let name = printable(&name.to_string_lossy());
        let place = Path::new(&self.place).join(&name).to_string_lossy().into_owned();
        let id = if self.id.is_empty() {
            name
        } else {
            format!("{}/{name}", self.id)
        };
        Self { id, place }
    }

    /// The name of a member of an archive.
    pub(super) fn member(&self, member: &str) -> Self {
        self.with('!', &printable(member))
    }

    /// The name of a line of a dump or a record of an archive, counted from 1.
    pub(super) fn row(&self, number: usize) -> Self {
        self.with(':', &number.to_string())
    }

    fn with(&self, sign: char, part: &str) -> Self {
        Self {
            id: format!("{}{sign}{part}", self.id),
            place: format!("{}{sign}{part}", self.place),
        }
    }
}

/// The name with a sign for each control character: names stand in tables and on terminals.
fn printable(name: &str) -> String {
    name.replace(char::is_control, "\u{fffd}")
}

/// Whether a file or folder is one that the system made and nobody put there: hidden, or an index of pictures.
pub(super) fn is_hidden(name: &str) -> bool {
    let own = name == "." || name == "..";
    !own && name.starts_with('.') || matches!(name, "__MACOSX" | "Thumbs.db" | "desktop.ini")
}

/// Whether a member of an archive is hidden or stands in a hidden folder.
pub(super) fn is_hidden_member(path: &str) -> bool {
    path.split('/').any(is_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_one_line_of_a_table() {
        let name = Name::of_folder(Path::new("heap"))
            .file(OsStr::new("a\tb\u{1b}[31m.zip"))
            .member("c\nd");
        assert_eq!(name.id, "a\u{fffd}b\u{fffd}[31m.zip!c\u{fffd}d");
        assert_eq!(name.place, format!("heap/{}", name.id));
    }

    #[test]
    fn hidden_members_are_those_in_hidden_folders() {
        assert!(is_hidden_member(".git/config") && is_hidden_member("a/__MACOSX/b.txt"));
        assert!(!is_hidden_member("./a/../b.txt"));
    }
}
