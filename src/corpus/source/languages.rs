//! Which heap a document belongs to: [`side_of`].

use std::fmt;

use crate::alignment::Side;
use crate::document::Document;
use crate::language::Language;

/// Why a document belongs to neither heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// There is too little text to tell the language.
    Unknown,
    /// It is in this language.
    Other(Language),
}

impl fmt::Display for LeftOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => formatter.write_str("the language cannot be told"),
            Self::Other(language) => write!(formatter, "is in {}", language.name()),
        }
    }
}

/// The heap that a document of a mixed one belongs to.
///
/// The language is that of the text, as [`detect`](crate::detect::detect) told it; only of a text too short to tell, what
/// the list or page says (`said`). Pages say wrong languages often: it is whatever the template says.
///
/// # Errors
/// If the document is in neither language.
pub fn side_of(document: &Document, said: Option<Language>, from: Language, to: Language) -> Result<Side, LeftOut> {
    match document.language.or(said) {
        None => Err(LeftOut::Unknown),
        Some(language) if language == from => Ok(Side::Source),
        Some(language) if language == to => Ok(Side::Target),
        Some(language) => Err(LeftOut::Other(language)),
    }
}

/// Whether a document strayed into a heap of this language; a text too short to tell has not.
#[must_use]
pub fn stray(document: &Document, expected: Language) -> Option<LeftOut> {
    let language = document.language?;
    (language != expected).then_some(LeftOut::Other(language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn document(language: Option<Language>) -> Document {
        let mut document = Document::plain("x", String::new(), Format::Text, "UTF-8");
        document.language = language;
        document
    }

    #[test]
    fn text_goes_before_what_is_said_of_it() {
        let (en, ru) = (Language::ENGLISH, Language::RUSSIAN);
        let ukrainian: Language = "uk".parse().unwrap();
        assert_eq!(side_of(&document(Some(ru)), Some(en), en, ru), Ok(Side::Target));
        assert_eq!(side_of(&document(None), Some(en), en, ru), Ok(Side::Source));
        assert_eq!(side_of(&document(None), None, en, ru), Err(LeftOut::Unknown));
        let other = side_of(&document(Some(ukrainian)), Some(ru), en, ru).unwrap_err();
        assert_eq!(other.to_string(), "is in Ukrainian");
        assert_eq!(stray(&document(Some(ukrainian)), ru), Some(LeftOut::Other(ukrainian)));
        assert_eq!(stray(&document(None), ru), None);
    }
}
