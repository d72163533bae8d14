//! What the program knows of each language: one file per language, `example.rs` to copy.
//!
//! Every stage works for a language without a file here, on Unicode rules alone; a [`Profile`] adds what those cannot
//! know: numerals in words, names of months, a stemmer.

mod arabic;
mod chinese;
mod dutch;
mod english;
mod french;
mod german;
mod greek;
mod hindi;
mod hungarian;
mod italian;
mod japanese;
mod korean;
mod names;
mod others;
pub(crate) mod plain;
mod polish;
mod portuguese;
mod profile;
mod romanian;
mod russian;
mod spanish;
mod stemmer;
mod thai;
mod turkish;
mod ukrainian;
mod vocabulary;

#[cfg(test)]
mod example;

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::error::{Error, ErrorKind};

pub use profile::{DayPart, Profile, Unit};
pub use stemmer::Stemmer;
pub use vocabulary::{Meaning, Numeral, Vocabulary, WordRole, is_unspaced, vocabulary};

/// A language, by its ISO 639 code: two letters where ISO 639-1 has one, else three.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    code: [u8; 3],
}

impl Language {
    /// English, `en`.
    pub const ENGLISH: Self = Self { code: *b"en\0" };
    /// Russian, `ru`.
    pub const RUSSIAN: Self = Self { code: *b"ru\0" };
    /// No particular language, `und`.
    pub const UNDETERMINED: Self = Self { code: *b"und" };

    /// A language by the two letters of its ISO 639-1 code, for the language files.
    const fn short(code: [u8; 2]) -> Self {
        Self {
            code: [code[0], code[1], 0],
        }
    }

    /// The ISO 639 code: `en`.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = if self.code[2] == 0 { 2 } else { 3 };
        // The code is ASCII by construction, so the fallback is never taken.
        std::str::from_utf8(&self.code[..length]).unwrap_or("und")
    }
}

impl Language {
    /// The English name, such as `Russian`; the code itself for a language without a name here.
    #[must_use]
    pub fn name(&self) -> &str {
        names::NAMES
            .iter()
            .find(|(short, _, _)| *short == self.code())
            .map_or(self.code(), |(_, _, name)| name)
    }

    /// The language of an ISO 639-3 code such as `rus`, shortened to ISO 639-1 where there is one.
    #[must_use]
    pub fn from_iso639_3(code: &str) -> Option<Self> {
        let short = names::NAMES
            .iter()
            .find(|(_, long, _)| *long == code)
            .map_or(code, |(short, _, _)| short);
        Self::from_letters(short)
    }

    fn from_letters(letters: &str) -> Option<Self> {
        let bytes = letters.as_bytes();
        let fits = (2..=3).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_lowercase);
        fits.then(|| {
            let mut code = [0; 3];
            code[..bytes.len()].copy_from_slice(bytes);
            Self { code }
        })
    }

    /// What the program knows of the language; `None` if it has no file here.
    #[must_use]
    pub fn profile(&self) -> Option<&'static Profile> {
        PROFILES.iter().copied().find(|profile| profile.language == *self)
    }
}

/// Reads `en`, `eng`, `en-US`, `EN_us` or `English`.
impl FromStr for Language {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let lower = text.trim().to_lowercase();
        if let Some((short, _, _)) = names::NAMES.iter().find(|(_, _, name)| name.to_lowercase() == lower) {
            return Self::from_letters(short).ok_or_else(|| unknown_language(text));
        }
        let primary = lower.split(['-', '_']).next().unwrap_or_default();
        Self::from_iso639_3(primary).ok_or_else(|| unknown_language(text))
    }
}

fn unknown_language(text: &str) -> Error {
    Error::new(ErrorKind::Usage, "", format!("{text:?} is no language code"))
        .with_remedy("use an ISO 639 code such as en or ru")
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// Every language with a file here.
static PROFILES: [&Profile; 20] = [
    &arabic::PROFILE,
    &chinese::PROFILE,
    &dutch::PROFILE,
    &english::PROFILE,
    &french::PROFILE,
    &german::PROFILE,
    &greek::PROFILE,
    &hindi::PROFILE,
    &hungarian::PROFILE,
    &italian::PROFILE,
    &japanese::PROFILE,
    &korean::PROFILE,
    &polish::PROFILE,
    &portuguese::PROFILE,
    &romanian::PROFILE,
    &russian::PROFILE,
    &spanish::PROFILE,
    &thai::PROFILE,
    &turkish::PROFILE,
    &ukrainian::PROFILE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_is_read_from_codes_tags_and_names() {
        for text in ["ru", "rus", "RU", "ru-RU", "Russian"] {
            assert_eq!(text.parse::<Language>().unwrap(), Language::RUSSIAN, "{text}");
        }
        assert_eq!("grc".parse::<Language>().unwrap().code(), "grc");
        assert!("x".parse::<Language>().is_err());
        assert!("".parse::<Language>().is_err());
    }
}
