//! Model: what a collection taught, kept for later runs.
//!
//! A later run starts from the words, word frequencies, bead types and lengths of the model instead of from nothing, and
//! goes on learning from its own texts. The file is text, one row a line with tabs between the columns, so that it can be
//! read, searched and compared with ordinary tools:
//!
//! | row | columns |
//! |---|---|
//! | `beadwork model` | version of the format, always the first row |
//! | `languages` | ISO 639 code of the source and the target language, `und` if unknown |
//! | `length` | target characters per source character, variance per expected character |
//! | `null run` | probability that a bead without counterpart follows another |
//! | `bead` | type such as `1-2`, share of the beads |
//! | `source`, `target` | word as stem, or kind and normal form of an anchor, number of its occurrences |
//! | `pair` | source and target word or anchor, P(target given source), P(source given target) |
//! | `end` | number of rows before it, so that a file cut short is noticed |

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::constants::MODEL_PRIOR_STRENGTH;
use super::lexicon::{Lexicon, LexiconEntry};
use super::prior::{BeadShape, PriorBase, SHAPES};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// The version of the format; another one for each change that an older program would misread.
const VERSION: &str = "1";
const HEADER: &str = "beadwork model";

/// What a collection taught: words, word frequencies, bead types and lengths of a pair of languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(super) languages: (Option<Language>, Option<Language>),
    pub(super) lexicon: Lexicon,
    pub(super) source: Frequencies,
    pub(super) target: Frequencies,
    pub(super) priors: PriorBase,
    /// Target characters per source character.
    pub(super) length_ratio: f64,
    /// Variance of a length per expected character.
    pub(super) length_variance: f64,
}

/// How often the words of a side occur.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Frequencies {
    counts: FxHashMap<String, u32>,
    total: f64,
}

impl Frequencies {
    pub(super) fn new(words: impl Iterator<Item = (String, u32)>) -> Self {
        let mut frequencies = Self::default();
        for (word, count) in words {
            frequencies.add(word, count);
        }
        frequencies
    }

    fn add(&mut self, word: String, count: u32) {
        self.total += f64::from(count);
        *self.counts.entry(word).or_default() += count;
    }

    /// The share of a word among all words, half an occurrence added.
    #[allow(clippy::cast_precision_loss)] // Models have fewer than 2^52 words.
    pub(super) fn share(&self, word: &str) -> f64 {
        let count = self.counts.get(word).copied().unwrap_or_default();
        (f64::from(count) + 0.5) / (self.total + 0.5 * self.counts.len() as f64 + 1.0)
    }

    fn sorted(&self) -> Vec<(&String, u32)> {
        let mut words: Vec<_> = self.counts.iter().map(|(word, count)| (word, *count)).collect();
        words.sort_unstable();
        words
    }
}

impl Model {
    /// The source and the target language; `None` for an unknown one.
    #[must_use]
    pub fn languages(&self) -> (Option<Language>, Option<Language>) {
        self.languages
    }

    /// The word pairs.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether the model is of other languages than a pair; an unknown language is taken for any.
    #[must_use]
    pub fn is_of_other_languages(&self, source: Option<Language>, target: Option<Language>) -> bool {
        let differ =
            |ours: Option<Language>, theirs: Option<Language>| ours.is_some() && theirs.is_some() && ours != theirs;
        differ(self.languages.0, source) || differ(self.languages.1, target)
    }

    /// Writes the model in the format of this module; the same bytes for the same model.
    ///
    /// # Errors
    /// If `output` fails.
    pub fn write(&self, output: &mut dyn Write) -> io::Result<()> {
        let code = |language: Option<Language>| language.unwrap_or(Language::UNDETERMINED);
        writeln!(output, "{HEADER}\t{VERSION}")?;
        writeln!(
            output,
            "languages\t{}\t{}",
            code(self.languages.0),
            code(self.languages.1)
        )?;
        writeln!(output, "length\t{:.5}\t{:.4}", self.length_ratio, self.length_variance)?;
        writeln!(output, "null run\t{:.5}", self.priors.stay)?;
        for (shape, share) in self.priors.shares.iter().enumerate() {
            let BeadShape { source, target } = BeadShape::nth(shape);
            writeln!(output, "bead\t{source}-{target}\t{share:.7}")?;
        }
        let (source, target) = (self.source.sorted(), self.target.sorted());
        for (name, words) in [("source", &source), ("target", &target)] {
            for (word, count) in words {
                writeln!(output, "{name}\t{word}\t{count}")?;
            }
        }
        let pairs = self.lexicon.entries();
        for pair in pairs {
            let LexiconEntry {
                source,
                target,
                forward,
                reverse,
            } = pair;
            writeln!(output, "pair\t{source}\t{target}\t{forward:.4}\t{reverse:.4}")?;
        }
        writeln!(
            output,
            "end\t{}",
            4 + SHAPES + source.len() + target.len() + pairs.len()
        )
    }

    /// Reads a model; `name` is what its file is called in errors.
    ///
    /// # Errors
    /// [`ErrorKind::Syntax`] if it is no model, of another version, cut short or has a broken row.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let mut rows = text.lines();
        match rows.next().and_then(|row| row.split_once('\t')) {
            Some((HEADER, VERSION)) => {}
            Some((HEADER, version)) => {
                let message = format!("is a model of version {version:?}, and this program reads version {VERSION}");
                return Err(broken(name, message));
            }
            _ => {
                let error = Error::new(ErrorKind::Syntax, name, "is not a model of this program");
                return Err(error.with_remedy("give a file written with --save-model"));
            }
        }
        let mut reader = Reader::default();
        for (number, row) in rows.enumerate() {
            reader
                .row(row)
                .map_err(|message| broken(name, message).at_line(number + 2))?;
        }
        reader.model().map_err(|message| broken(name, message))
    }
}

fn broken(name: &str, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Syntax, name, message).with_remedy("make it again with --save-model")
}

/// What has been read of a model so far.
#[derive(Default)]
struct Reader {
    rows: usize,
    ended: bool,
    languages: Option<[Language; 2]>,
    length: Option<(f64, f64)>,
    stay: Option<f64>,
    shares: [Option<f64>; SHAPES],
    source: Frequencies,
    target: Frequencies,
    pairs: Vec<LexiconEntry>,
}

type RowResult<T> = std::result::Result<T, String>;

impl Reader {
    fn row(&mut self, row: &str) -> RowResult<()> {
        if self.ended {
            return Err("a row behind the end".to_owned());
        }
        self.rows += 1;
        let (kind, rest) = row.split_once('\t').unwrap_or((row, ""));
        match kind {
            "pair" => self.pairs.push(pair(rest)?),
            "source" => self.source.counted(rest)?,
            "target" => self.target.counted(rest)?,
            "languages" => self.languages = Some(languages(rest)?),
            "length" => {
                let [ratio, variance] = columns(rest)?;
                self.length = Some((positive(ratio)?, positive(variance)?));
            }
            "null run" => self.stay = Some(probability(rest)?),
            "bead" => {
                let [name, share] = columns(rest)?;
                self.shares[shape_number(name)?] = Some(probability(share)?);
            }
            "end" => {
                self.ended = true;
                let rows = self.rows;
                if rest.parse() != Ok(rows) {
                    return Err(format!("{rest} rows were written, {rows} are here"));
                }
            }
            _ => return Err(format!("a row of an unknown kind, {kind:?}")),
        }
        Ok(())
    }

    fn model(self) -> RowResult<Model> {
        if !self.ended {
            return Err("the end is missing".to_owned());
        }
        let known = |language: Language| (language != Language::UNDETERMINED).then_some(language);
        let [source, target] = self.languages.ok_or("the row \"languages\" is missing")?;
        let (length_ratio, length_variance) = self.length.ok_or("the row \"length\" is missing")?;
        let mut shares = [0.0; SHAPES];
        for (number, (share, read)) in shares.iter_mut().zip(self.shares).enumerate() {
            let BeadShape { source, target } = BeadShape::nth(number);
            *share = read.ok_or_else(|| format!("the row \"bead\" of {source}-{target} is missing"))?;
        }
        let stay = self.stay.ok_or("the row \"null run\" is missing")?;
        Ok(Model {
            languages: (known(source), known(target)),
            lexicon: Lexicon::new(self.pairs),
            source: self.source,
            target: self.target,
            priors: PriorBase {
                shares,
                stay,
                strength: MODEL_PRIOR_STRENGTH,
            },
            length_ratio,
            length_variance,
        })
    }
}

impl Frequencies {
    fn counted(&mut self, row: &str) -> RowResult<()> {
        let [word, count] = columns(row)?;
        let count = count
            .parse()
            .map_err(|_| format!("{count:?} is no number of occurrences"))?;
        self.add(word.to_owned(), count);
        Ok(())
    }
}

fn pair(row: &str) -> RowResult<LexiconEntry> {
    let [source, target, forward, reverse] = columns(row)?;
    Ok(LexiconEntry {
        source: source.to_owned(),
        target: target.to_owned(),
        forward: probability(forward)?,
        reverse: probability(reverse)?,
    })
}

fn languages(row: &str) -> RowResult<[Language; 2]> {
    let [source, target] = columns(row)?;
    let read = |code: &str| code.parse().map_err(|_| format!("{code:?} is no language code"));
    Ok([read(source)?, read(target)?])
}

fn shape_number(text: &str) -> RowResult<usize> {
    let named = |&number: &usize| {
        let BeadShape { source, target } = BeadShape::nth(number);
        text == format!("{source}-{target}")
    };
    (0..SHAPES)
        .find(named)
        .ok_or_else(|| format!("{text:?} is no bead type"))
}

/// The columns of a row behind its kind, none of them empty.
fn columns<const COUNT: usize>(row: &str) -> RowResult<[&str; COUNT]> {
    let mut columns = [""; COUNT];
    let mut found = 0;
    for column in row.split('\t') {
        if let Some(place) = columns.get_mut(found) {
            *place = column;
        }
        found += 1;
    }
    if found != COUNT {
        return Err(format!("{} columns where {} are needed", found + 1, COUNT + 1));
    }
    if columns.contains(&"") {
        return Err("an empty column".to_owned());
    }
    Ok(columns)
}

fn probability(text: &str) -> RowResult<f64> {
    let value = text.parse().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| format!("{text:?} is no number from 0 to 1"))
}

fn positive(text: &str) -> RowResult<f64> {
    let value = text
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite() && *value > 0.0);
    value.ok_or_else(|| format!("{text:?} is no positive number"))
}

#[cfg(test)]
mod tests;
