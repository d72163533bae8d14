//! The settings file, `beadwork.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::{ForbiddenTerm, Settings};
use crate::check::{Fingerprint, Severity};
use crate::error::{Error, ErrorKind, Result};

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    accept: Vec<Spanned<String>>,
    checks: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Read by who makes corpora.
    corpus: IgnoredAny,
    glossary: GlossaryTable,
    variants: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct GlossaryTable {
    files: Vec<String>,
    forbidden: BTreeMap<Spanned<String>, Vec<String>>,
}

impl Settings {
    /// Reads the text of a settings file; `name` is its path. Paths in it start at its folder.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`] with the line if it is no TOML, or has a key, check, severity, ID or language that there
    /// is none of.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let reader = Reader::new(name, text, "docs/checks.md");
        let file: File = reader.read()?;
        let mut settings = Self {
            variants: file.variants,
            ..Self::default()
        };
        for (id, severity) in &file.checks {
            let severity = reader.severity(severity)?;
            let set = settings.set(id.get_ref(), severity);
            set.map_err(|error| reader.at(id, &error))?;
        }
        for id in &file.accept {
            let id = id
                .get_ref()
                .parse::<Fingerprint>()
                .map_err(|error| reader.at(id, &error))?;
            settings.accepted.insert(id);
        }
        let folder = Path::new(name).parent().unwrap_or(Path::new(""));
        settings.glossary.files = file.glossary.files.iter().map(|path| folder.join(path)).collect();
        for (code, terms) in file.glossary.forbidden {
            let language = code.get_ref().parse().map_err(|error| reader.at(&code, &error))?;
            let terms = terms.into_iter().map(|term| ForbiddenTerm { language, term });
            settings.glossary.forbidden.extend(terms);
        }
        Ok(settings)
    }
}

/// The file, for telling where in it something is wrong.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    guide: &'static str,
}

impl<'a> Reader<'a> {
    /// Of a file of this name; `guide` is where the user finds an example.
    pub(crate) fn new(name: &'a str, text: &'a str, guide: &'static str) -> Self {
        // An editor's byte-order mark is no part of the settings.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { name, text, guide }
    }

    /// The file as it is written.
    pub(crate) fn read<T: serde::de::DeserializeOwned>(self) -> Result<T> {
        toml::from_str(self.text).map_err(|error| self.broken(&error))
    }

    fn line(self, offset: usize) -> usize {
        let before = self.text.bytes().take(offset);
        1 + before.filter(|&byte| byte == b'\n').count()
    }

    fn broken(self, error: &toml::de::Error) -> Error {
        // The message goes on in a second line at times.
        let message = error.message().replace('\n', ", ");
        let broken = Error::new(ErrorKind::Syntax, self.name, message);
        let broken = match error.span() {
            Some(span) => broken.at_line(self.line(span.start)),
            None => broken,
        };
        broken.with_remedy(format!("the guide has an example, {}", self.guide))
    }

    /// The same error with the place.
    pub(crate) fn at<T>(self, place: &Spanned<T>, error: &Error) -> Error {
        let line = self.line(place.span().start);
        let (message, remedy) = (error.message(), error.remedy());
        let error = Error::new(ErrorKind::Syntax, self.name, message).at_line(line);
        match remedy {
            Some(remedy) => error.with_remedy(remedy),
            None => error,
        }
    }

    /// `None` for `off`.
    fn severity(self, text: &Spanned<String>) -> Result<Option<Severity>> {
        match text.get_ref().as_str() {
            "off" => Ok(None),
            name => name.parse().map(Some).map_err(|_| {
                let message = format!("{name:?} is no severity");
                let error = Error::new(ErrorKind::Syntax, self.name, message);
                error
                    .at_line(self.line(text.span().start))
                    .with_remedy("give \"off\", \"info\", \"warning\" or \"error\"")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::GlossarySettings;
    use super::*;
    use crate::language::Language;

    #[test]
    fn everything_a_file_can_say_is_read() {
        let text = "\u{feff}accept = [\"0123456789abcdef\"]\n\
            [checks]\nnumber = \"warning\"\nurl-lost = \"off\"\n\
            [glossary]\nfiles = [\"terms.csv\"]\nforbidden = { ru = [\"как бы\"] }\n\
            [variants]\nKyiv = [\"Kiev\", \"Киев\"]\n\
            [corpus]\nkeep = \"moved\"\n";
        let settings = Settings::parse("desk/beadwork.toml", text).unwrap();
        assert_eq!(settings.severities["number"], Some(Severity::Warning));
        assert_eq!(settings.severities["url-lost"], None);
        assert_eq!(settings.accepted, [Fingerprint(0x0123_4567_89ab_cdef)].into());
        assert_eq!(settings.glossary.files, [Path::new("desk/terms.csv")]);
        let forbidden = ForbiddenTerm {
            language: Language::RUSSIAN,
            term: "как бы".to_owned(),
        };
        assert_eq!(settings.glossary.forbidden, [forbidden]);
        assert_eq!(settings.variants["Kyiv"], ["Kiev", "Киев"]);
        let empty = Settings::parse("x", "").unwrap();
        assert!(empty.severities.is_empty() && empty.glossary == GlossarySettings::default());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_a_remedy() {
        let cases = [
            (
                "# desk\n[checks]\nnumbr = \"off\"\n",
                ":3: there is no check \"numbr\"",
                "give one of number",
            ),
            (
                "[checks]\nnumber = \"of\"\n",
                ":2: \"of\" is no severity",
                "\"off\", \"info\"",
            ),
            ("[checks]\nnumber = 3\n", ":2: ", "docs/checks.md"),
            (
                "[check]\nnumber = \"off\"\n",
                ":1: unknown field `check`",
                "docs/checks.md",
            ),
            (
                "accept = [\n\"0123456789abcdef\",\n\"12\"]\n",
                ":3: \"12\" is no finding's ID",
                "16 digits",
            ),
            ("[glossary]\nfile = []\n", ":2: unknown field `file`", "docs/checks.md"),
            ("[glossary.forbidden]\nklingon = [\"x\"]\n", ":2: ", "ISO 639"),
            ("[checks\n", ":1: ", "docs/checks.md"),
        ];
        for (text, place, remedy) in cases {
            let error = Settings::parse("desk.toml", text).unwrap_err().to_string();
            assert!(error.starts_with("desk.toml") && error.contains(place), "{error}");
            assert!(
                error.split_once("; ").is_some_and(|(_, after)| after.contains(remedy)),
                "{error}"
            );
            assert_eq!(error.lines().count(), 1, "{error}");
        }
    }
}
