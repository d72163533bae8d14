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
        Self {
            id: path
                .file_name()
                .map(OsStr::to_string_lossy)
                .unwrap_or_default()
                .into_owned(),
            place: path.to_string_lossy().into_owned(),
        }
    }

    /// The name of a file in a folder, which itself has no id if it is the heap.
    pub(super) fn file(&self, name: &OsStr) -> Self {
        let name = name.to_string_lossy();
        let id = if self.id.is_empty() {
            name.clone().into_owned()
        } else {
            format!("{}/{name}", self.id)
        };
        let place = Path::new(&self.place).join(&*name).to_string_lossy().into_owned();
        Self { id, place }
    }

    /// The name of a member of an archive.
    pub(super) fn member(&self, member: &str) -> Self {
        self.with('!', member)
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

/// Whether a file or folder is one that the system made and nobody put there: hidden, or an index of pictures.
pub(super) fn is_hidden(name: &str) -> bool {
    let own = name == "." || name == "..";
    !own && name.starts_with('.') || matches!(name, "__MACOSX" | "Thumbs.db" | "desktop.ini")
}

/// Whether a member of an archive is hidden or stands in a hidden folder.
pub(super) fn is_hidden_member(path: &str) -> bool {
    path.split('/').any(is_hidden)
}
