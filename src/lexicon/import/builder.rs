//! Collects the entries of a file and counts what does not fit: [`Builder`].

use super::DictionaryFormat;
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;
use crate::lexicon::dictionary::{Dictionary, DictionaryEntry, Skipped};

/// Translations of a probability table less likely than this are mostly chance.
const MINIMUM_PROBABILITY: f64 = 0.01;

/// What aligners write for "no word".
const NO_WORD: &[&str] = &["NULL", "<NULL>", "<eps>", "<unk>", "UNK"];

/// The entries of a file so far.
pub(super) struct Builder {
    name: String,
    format: DictionaryFormat,
    languages: (Option<Language>, Option<Language>),
    entries: Vec<DictionaryEntry>,
    skipped: Skipped,
    unlikely: usize,
}

impl Builder {
    pub(super) fn new(name: &str, format: DictionaryFormat) -> Self {
        Self {
            name: name.to_owned(),
            format,
            languages: (None, None),
            entries: Vec::new(),
            skipped: Skipped::default(),
            unlikely: 0,
        }
    }

    pub(super) fn set_languages(&mut self, languages: (Option<Language>, Option<Language>)) {
        self.languages = languages;
    }

    /// Adds a pair of words or terms.
    pub(super) fn push(&mut self, line: usize, source: &str, target: &str, weight: f64) {
        self.push_entry(line, (source, target), (weight, weight), "");
    }

    /// Adds a pair with its weights in both directions and its part of speech.
    pub(super) fn push_entry(
        &mut self,
        line: usize,
        (source, target): (&str, &str),
        (weight, reverse): (f64, f64),
        part_of_speech: &str,
    ) {
        let (source, target) = (clean(source), clean(target));
        if source.is_empty() || target.is_empty() {
            let side = if source.is_empty() {
                "source word"
            } else {
                "translation"
            };
            self.skip(line, format!("no {side}"));
            return;
        }
        self.entries.push(DictionaryEntry {
            source,
            target,
            weight,
            reverse,
            part_of_speech: clean(part_of_speech),
            forbidden: false,
            line,
        });
    }

    /// Says that the pair added last, if it is of this line, is how not to translate.
    pub(super) fn forbid_last(&mut self, line: usize) {
        if let Some(entry) = self.entries.last_mut().filter(|entry| entry.line == line) {
            entry.forbidden = true;
        }
    }

    /// Adds a pair of a table of probabilities, P(target | source), unless it is of no word or of chance.
    pub(super) fn push_probability(&mut self, line: usize, source: &str, target: &str, probability: f64) {
        if !(0.0..=1.0 + 1e-4).contains(&probability) {
            self.skip(line, format!("{probability} is no probability"));
        } else if probability < MINIMUM_PROBABILITY || NO_WORD.contains(&source) || NO_WORD.contains(&target) {
            self.unlikely += 1;
        } else {
            self.push(line, source, target, probability.min(1.0));
        }
    }

    /// Counts a line that does not fit.
    pub(super) fn skip(&mut self, line: usize, reason: impl Into<String>) {
        self.skipped.add(line, reason);
    }

    /// The dictionary, if the file was one; `shape` is what a line should look like.
    pub(super) fn finish(self, shape: &str) -> Result<Dictionary> {
        let fits = self.entries.len() + self.unlikely;
        if self.entries.is_empty() || self.skipped.count > fits {
            return Err(self.failure(fits, shape));
        }
        Ok(Dictionary {
            name: self.name,
            format: self.format,
            languages: self.languages,
            entries: self.entries,
            skipped: self.skipped,
            unlikely: self.unlikely,
        })
    }

    fn failure(self, fits: usize, shape: &str) -> Error {
        let format = self.format.name();
        let remedy = format!("a line should be {shape}; if it is in another format, name that with --format");
        let Some((line, reason)) = self.skipped.first.first() else {
            let message = if self.unlikely > 0 {
                format!(
                    "all {} pairs are of no word or of a probability below {MINIMUM_PROBABILITY}",
                    self.unlikely
                )
            } else {
                "has no entries".to_owned()
            };
            return Error::new(ErrorKind::Empty, self.name, format!("{message} (read as {format})"))
                .with_remedy(remedy);
        };
        let message = if fits == 0 {
            format!("{reason}; no line fits the format {format}")
        } else {
            let count = self.skipped.count;
            format!(
                "{reason}; {count} of {} lines do not fit the format {format}",
                count + fits
            )
        };
        Error::new(ErrorKind::Syntax, &self.name, message)
            .at_line(*line)
            .with_remedy(remedy)
    }
}

/// One space between words, plain hyphens, no control characters.
pub(super) fn clean(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|character| *character != '\u{ad}')
        .map(|character| match character {
            '\u{2010}' | '\u{2011}' => '-',
            control if control.is_control() => ' ',
            other => other,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A weight as written: a number that is not negative, with a decimal point or comma.
pub(super) fn weight(text: &str) -> std::result::Result<f64, String> {
    let number = text.trim().replace(',', ".").parse().ok();
    number
        .filter(|value: &f64| value.is_finite() && *value >= 0.0)
        .ok_or_else(|| format!("{:?} is no weight", text.trim()))
}

/// The lines that hold something, numbered from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(number, line)| (number + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty())
}

/// The languages that a comment line names: `# languages: en ru`.
pub(super) fn languages_of_comment(line: &str) -> Option<(Option<Language>, Option<Language>)> {
    let codes = line.strip_prefix('#')?.trim().strip_prefix("languages:")?;
    let known = |language: &Language| *language != Language::UNDETERMINED;
    let mut codes = codes.split_whitespace().map(|code| code.parse().ok().filter(known));
    Some((codes.next()?, codes.next()?))
}

/// Whether the status of a term, in the words of TBX or of people, says not to use it.
pub(super) fn is_forbidding(status: &str) -> bool {
    let status = status.trim().to_lowercase();
    let forbidding = [
        "forbidden",
        "deprecated",
        "superseded",
        "not recommended",
        "do not use",
        "obsolete",
    ];
    forbidding.iter().any(|beginning| status.starts_with(beginning))
}
