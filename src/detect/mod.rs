//! Language detection: [`Document`] → [`Language`].

use crate::document::Document;
use crate::error::Result;
use crate::language::Language;

/// The language of a document, judged by the text of its content blocks; `None` if there is too little to tell.
#[must_use]
pub fn detect(document: &Document) -> Option<Language> {
    let _ = document;
    None
}

/// Sets the languages of a pair: as given, else as detected.
///
/// # Errors
/// If a language cannot be told and is not given, or if both sides are detected to be in the same language.
pub fn detect_pair(
    source: &mut Document,
    target: &mut Document,
    from: Option<Language>,
    to: Option<Language>,
) -> Result<()> {
    source.language = from.or_else(|| detect(source));
    target.language = to.or_else(|| detect(target));
    Ok(())
}
