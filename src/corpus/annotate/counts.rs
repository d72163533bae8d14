//! In how many documents a text stands: [`Counts`].

use crate::corpus::dedup;

/// Counts in how many documents each text stands, before anything is annotated. Takes eight bytes a text.
#[derive(Clone, Debug, Default)]
pub struct Counter {
    keys: Vec<u64>,
    /// Where the keys of the last document begin.
    last: usize,
}

impl Counter {
    /// A counter that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the texts of one document, sentence by sentence; a text that it has twice counts once.
    ///
    /// Copies and updates of a document that was counted should be left out: what stands in five versions of one story
    /// is no boilerplate.
    pub fn add_document<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        self.last = self.keys.len();
        self.keys.extend(texts.into_iter().map(dedup::key));
        self.keys[self.last..].sort_unstable();
        let mut kept = self.last;
        for at in self.last..self.keys.len() {
            if kept == self.last || self.keys[at] != self.keys[kept - 1] {
                self.keys[kept] = self.keys[at];
                kept += 1;
            }
        }
        self.keys.truncate(kept);
    }

    /// The counts. What stands in one document only is not kept, so that they take little memory.
    #[must_use]
    pub fn finish(mut self) -> Counts {
        self.keys.sort_unstable();
        let runs = self.keys.chunk_by(|one, two| one == two);
        let repeated = runs.filter(|run| run.len() > 1);
        Counts {
            repeated: repeated
                .map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX)))
                .collect(),
        }
    }
}

/// In how many documents the texts of a collection stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Key and number of documents of what stands in more than one, by key.
    repeated: Vec<(u64, u32)>,
}

impl Counts {
    /// In how many documents a text stands; 1 if in no more than one.
    #[must_use]
    pub fn of(&self, text: &str) -> u32 {
        let key = dedup::key(text);
        let found = self.repeated.binary_search_by_key(&key, |entry| entry.0);
        found.map_or(1, |at| self.repeated[at].1)
    }

    /// How many different texts stand in more than one document.
    #[must_use]
    pub fn len(&self) -> usize {
        self.repeated.len()
    }

    /// Whether no text stands in more than one document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.repeated.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_counted_not_occurrences() {
        let mut counter = Counter::new();
        counter.add_document(["Read also", "Nobody was hurt.", "read also"]);
        counter.add_document(["Read  also", "Five were hurt."]);
        counter.add_document(["Six were hurt."]);
        let counts = counter.finish();
        assert_eq!(
            (counts.of("Read also"), counts.of("Nobody was hurt."), counts.of("new")),
            (2, 1, 1)
        );
        assert_eq!(counts.len(), 1);
    }
}
