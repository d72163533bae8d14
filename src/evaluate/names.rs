//! How well names are recognised across languages, on lists of pairs: [`NameList`].

use std::fs;
use std::path::Path;

use crate::alignment::EvidenceKind;
use crate::anchor::{self, Anchor};
use crate::document::{Block, Document, Format, Role, Sentence, Span};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// Names this alike are held for the same.
const MATCH: f64 = 0.5;

/// Two names, and whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePair {
    /// As the source language writes it.
    pub source: String,
    /// As the target language writes it, in any case.
    pub target: String,
    /// Whether both mean the same person, place or organisation.
    pub same: bool,
}

/// Pairs of names of two languages.
#[derive(Clone, Debug)]
pub struct NameList {
    languages: [Language; 2],
    /// The pairs, in the order of the file.
    pub pairs: Vec<NamePair>,
}

impl NameList {
    /// Reads a list: `same` or `other`, a tab, the source name, a tab, the target name; `#` begins a comment line. The
    /// file's name begins with the languages: `en-ru.people.tsv`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, names no languages or has a line of another form.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let languages = languages(path).ok_or_else(|| {
            Error::new(
                ErrorKind::Language,
                &name,
                "the file's name does not begin with two languages",
            )
            .with_remedy("name it after its languages, such as en-ru.people.tsv")
        })?;
        let text = fs::read_to_string(path).map_err(|error| Error::new(ErrorKind::Read, &name, error.to_string()))?;
        let lines = (1..).zip(text.lines());
        let pairs = lines
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(number, line)| {
                pair(line).ok_or_else(|| {
                    Error::new(ErrorKind::Syntax, &name, "not a pair of names")
                        .at_line(number)
                        .with_remedy("write \"same\" or \"other\", a tab, the source name, a tab, the target name")
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self { languages, pairs })
    }

    /// The pairs that are not held for what they are.
    #[must_use]
    pub fn mistakes(&self) -> Vec<&NamePair> {
        let wrong = |pair: &&NamePair| self.matches(pair) != pair.same;
        self.pairs.iter().filter(wrong).collect()
    }

    /// Whether each name of the side with fewer names has a partner of its own.
    fn matches(&self, pair: &NamePair) -> bool {
        let [source, target] = [(self.languages[0], &pair.source), (self.languages[1], &pair.target)].map(names);
        let (few, mut many) = if source.len() <= target.len() {
            (source, target)
        } else {
            (target, source)
        };
        let found = few.iter().all(|one| {
            let best = (0..many.len()).max_by(|a, b| alike(one, &many[*a]).total_cmp(&alike(one, &many[*b])));
            best.filter(|best| alike(one, &many[*best]) >= MATCH)
                .map(|best| many.swap_remove(best))
                .is_some()
        });
        !few.is_empty() && found
    }
}

/// Source names are compared with target names; which is which makes no difference to the likeness.
fn alike(one: &Anchor, two: &Anchor) -> f64 {
    anchor::similarity(one, two)
}

fn languages(path: &Path) -> Option<[Language; 2]> {
    let name = path.file_name()?.to_str()?.split('.').next()?;
    let (source, target) = name.split_once('-')?;
    Some([source.parse().ok()?, target.parse().ok()?])
}

fn pair(line: &str) -> Option<NamePair> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [kind @ ("same" | "other"), source, target] = fields[..] else {
        return None;
    };
    let written = !source.trim().is_empty() && !target.trim().is_empty();
    written.then(|| NamePair {
        source: source.to_owned(),
        target: target.to_owned(),
        same: kind == "same",
    })
}

/// The name anchors of a name that stands inside a sentence.
fn names((language, name): (Language, &String)) -> Vec<Anchor> {
    let text = format!(", {name},");
    let span = Span::new(0, text.len());
    let mut document = Document::plain("name", text, Format::Lines, "UTF-8");
    document.language = Some(language);
    document.blocks.push(Block { span, role: Role::Body });
    document.sentences.push(Sentence { span, block: 0 });
    let anchors = anchor::find(&document).into_iter().flatten();
    anchors.filter(|anchor| anchor.kind == EvidenceKind::Name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<NameList> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("en-ru.test.tsv");
        fs::write(&path, text).unwrap();
        NameList::read(&path)
    }

    #[test]
    fn pairs_that_are_taken_for_something_else_are_mistakes() {
        let text = "# comment\nsame\tVershilov\tВершиловым\nsame\tVershilov\tПесков\nother\tIran\tИрак\n\
            other\tHamilton\tГамильтона\n";
        let list = list(text).unwrap();
        let wrong: Vec<&str> = list.mistakes().iter().map(|pair| pair.target.as_str()).collect();
        assert_eq!(wrong, ["Песков", "Гамильтона"]);
    }

    #[test]
    fn patronymics_may_be_missing() {
        let list = list("same\tIvan Vershilov\tИвана Петровича Вершилова\nother\tIvan Petrov\tИван Сидоров\n").unwrap();
        assert!(list.mistakes().is_empty());
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for text in [
            "same\tA\tА\nsame A А\n",
            "same\tA\tА\nmaybe\tA\tА\n",
            "same\tA\tА\nsame\tA\t\n",
        ] {
            let message = list(text).unwrap_err().to_string();
            assert!(message.contains("en-ru.test.tsv:2"), "{message}");
        }
        assert!(
            NameList::read(Path::new("people.tsv"))
                .unwrap_err()
                .to_string()
                .contains("en-ru")
        );
    }
}
