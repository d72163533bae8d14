//! Vecalign's format: one bead a line, `[0, 1]:[0]`, perhaps with a score behind a second colon.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use rustc_hash::FxHashSet;

use crate::alignment::{Alignment, Bead};
use crate::error::{Error, ErrorKind, Result};

/// A bead as bare indices: which source sentences go with which target sentences, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexBead {
    /// The source sentences.
    pub source: Vec<usize>,
    /// The target sentences.
    pub target: Vec<usize>,
}

impl IndexBead {
    /// Whether one side is empty: a sentence without counterpart.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.source.is_empty() || self.target.is_empty()
    }

    /// Whether both sides are empty, which says nothing and is not counted.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.source.is_empty() && self.target.is_empty()
    }
}

impl From<&Bead> for IndexBead {
    fn from(bead: &Bead) -> Self {
        Self {
            source: bead.source.clone(),
            target: bead.target.clone(),
        }
    }
}

/// Reads `[0, 1]:[0]` or `[0,1] : [0] : 0.25`; white space may stand anywhere between the signs.
impl FromStr for IndexBead {
    type Err = String;

    fn from_str(line: &str) -> std::result::Result<Self, String> {
        let mut parts = line.split(':').map(str::trim).filter(|part| !part.is_empty());
        let (Some(source), Some(target)) = (parts.next(), parts.next()) else {
            return Err("a bead needs two lists of sentence numbers".to_owned());
        };
        Ok(Self {
            source: parse_indices(source)?,
            target: parse_indices(target)?,
        })
    }
}

fn parse_indices(list: &str) -> std::result::Result<Vec<usize>, String> {
    let inside = list.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let inside = inside
        .ok_or_else(|| format!("{} is no list of sentence numbers", shown(list)))?
        .trim();
    if inside.is_empty() {
        return Ok(Vec::new());
    }
    let index = |number: &str| {
        number
            .trim()
            .parse()
            .map_err(|_| format!("{} is no sentence number", shown(number.trim())))
    };
    inside.split(',').map(index).collect()
}

/// A piece of a broken line, quoted and kept short: the file may be anything.
fn shown(piece: &str) -> String {
    let short: String = piece.chars().take(40).collect();
    format!("{short:?}")
}

impl fmt::Display for IndexBead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}:{:?}", self.source, self.target)
    }
}

/// The beads of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beads(pub Vec<IndexBead>);

impl Beads {
    /// Reads an alignment in Vecalign's format; `name` is for messages. Empty lines are skipped.
    ///
    /// # Errors
    /// If a line is no bead; the error names `name` and the line.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        let beads = lines.filter(|(_, line)| !line.trim().is_empty()).map(|(number, line)| {
            line.parse().map_err(|message: String| {
                Error::new(ErrorKind::Syntax, name, message)
                    .at_line(number + 1)
                    .with_remedy("write one bead a line, such as [0, 1]:[0]")
            })
        });
        beads.collect::<Result<_>>().map(Self)
    }

    /// Reads a file in Vecalign's format.
    ///
    /// # Errors
    /// If the file cannot be read, is not UTF-8, or a line is no bead.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.to_string_lossy();
        let bytes = std::fs::read(path).map_err(|error| {
            Error::new(ErrorKind::Read, &*name, error.to_string()).with_remedy("check the path and its permissions")
        })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::new(ErrorKind::Encoding, &*name, "not UTF-8").with_remedy("give an alignment in Vecalign's format")
        })?;
        Self::parse(&name, &text)
    }

    /// The first bead that names a sentence twice or beyond those of `gold`, if any: a sign that hypothesis and gold
    /// are not about the same files.
    #[must_use]
    pub fn misfit(&self, gold: &Self) -> Option<&IndexBead> {
        self.misfit_of_side(gold, |bead| &bead.source)
            .or_else(|| self.misfit_of_side(gold, |bead| &bead.target))
    }

    fn misfit_of_side(&self, gold: &Self, side: fn(&IndexBead) -> &Vec<usize>) -> Option<&IndexBead> {
        let highest = gold.0.iter().flat_map(side).max().copied();
        let mut seen = FxHashSet::default();
        let mut fits = |&index: &usize| Some(index) <= highest && seen.insert(index);
        self.0.iter().find(|bead| !side(bead).iter().all(&mut fits))
    }
}

impl From<&Alignment> for Beads {
    fn from(alignment: &Alignment) -> Self {
        Self(alignment.beads.iter().map(IndexBead::from).collect())
    }
}

impl fmt::Display for Beads {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|bead| writeln!(formatter, "{bead}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Vec<(Vec<usize>, Vec<usize>)> {
        let beads = Beads::parse("hyp.txt", text).unwrap();
        beads.0.into_iter().map(|bead| (bead.source, bead.target)).collect()
    }

    #[test]
    fn beads_are_read_with_and_without_score_and_spaces() {
        let expected = vec![
            (vec![0, 1], vec![0]),
            (vec![2], vec![]),
            (vec![], vec![1]),
            (vec![3], vec![2, 3]),
        ];
        assert_eq!(
            parsed("[0, 1]:[0]\n\n[2]:[]:0.3\n[]:[1]\r\n [ 3 ] : [2,3] : -1.5e-3 \n"),
            expected
        );
        assert_eq!(parsed("\u{feff}[0]:[0]"), [(vec![0], vec![0])]);
        assert_eq!(parsed(""), []);
    }

    #[test]
    fn bad_line_is_named() {
        for bad in [
            "[0]",
            "0:0",
            "[0:1]",
            "[a]:[0]",
            "[-1]:[0]",
            "[0,]:[0]",
            "nonsense",
            "[99999999999999999999]:[0]",
        ] {
            let error = Beads::parse("h.txt", &format!("[0]:[0]\n\n{bad}\n")).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Syntax);
            assert!(error.to_string().starts_with("h.txt:3: "), "{error}");
        }
    }

    #[test]
    fn written_beads_are_read_back() {
        let text = "[0, 1]:[0]\n[2]:[]\n[]:[1, 2]\n";
        assert_eq!(Beads::parse("", text).unwrap().to_string(), text);
    }

    #[test]
    fn misfit_finds_repeated_and_unknown_sentences() {
        let gold = Beads::parse("", "[0]:[0]\n[1]:[1]\n[2]:[]").unwrap();
        let misfit = |text: &str| Beads::parse("", text).unwrap().misfit(&gold).map(ToString::to_string);
        assert_eq!(misfit("[0]:[0]\n[1, 2]:[1]"), None);
        assert_eq!(misfit("[0]:[0]\n[0]:[1]").as_deref(), Some("[0]:[1]"));
        assert_eq!(misfit("[0]:[0]\n[3]:[]").as_deref(), Some("[3]:[]"));
        assert_eq!(misfit("[]:[2]").as_deref(), Some("[]:[2]"));
    }
}
