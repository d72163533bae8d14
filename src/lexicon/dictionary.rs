//! A dictionary as somebody made it: [`Dictionary`], read by [`import`](super::import).

use crate::language::Language;

use super::import::DictionaryFormat;
use super::script::usual_script;

/// How many of the skipped lines are kept to be named.
const NAMED: usize = 5;

/// An entry of a dictionary: a word or term and one translation of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DictionaryEntry {
    /// The source word or term.
    pub source: String,
    /// The translation.
    pub target: String,
    /// How likely the translation is among those of the source word; a probability in tables of probabilities.
    pub weight: f64,
    /// How likely the source word is among the translations of the target word; the same as `weight` if not told.
    pub reverse: f64,
    /// The part of speech as the dictionary writes it; empty if not told.
    pub part_of_speech: String,
    /// Whether it is a term base's word on how not to translate.
    pub forbidden: bool,
    /// The line of the file, counted from 1.
    pub line: usize,
}

/// The lines of a file that made no entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// How many there are.
    pub count: usize,
    /// The first few: line, counted from 1, and what is wrong with it.
    pub first: Vec<(usize, String)>,
}

impl Skipped {
    /// Counts a line.
    pub(super) fn add(&mut self, line: usize, reason: impl Into<String>) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push((line, reason.into()));
        }
    }

    /// The first lines in words: `line 3 (no @), 9 (no @)` and how many more; empty if there is none.
    #[must_use]
    pub fn summary(&self) -> String {
        let named = self.first.iter().map(|(line, reason)| format!("{line} ({reason})"));
        let named: Vec<String> = named.collect();
        let more = match self.count.saturating_sub(self.first.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let word = if self.count == 1 { "line" } else { "lines" };
        format!("{word} {}{more}", named.join(", "))
    }
}

/// The entries of one dictionary.
#[derive(Clone, Debug, PartialEq)]
pub struct Dictionary {
    /// The file's name as the user gave it.
    pub name: String,
    /// The format it was read in.
    pub format: DictionaryFormat,
    /// Source and target language, as far as the file or the user says.
    pub languages: (Option<Language>, Option<Language>),
    /// The entries in the order of the file; never empty.
    pub entries: Vec<DictionaryEntry>,
    /// Lines that were passed over.
    pub skipped: Skipped,
    /// Entries of probability tables that were too unlikely to be kept.
    pub unlikely: usize,
}

impl Dictionary {
    /// The dictionary read in the other direction.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.languages = (self.languages.1, self.languages.0);
        for entry in &mut self.entries {
            std::mem::swap(&mut entry.source, &mut entry.target);
            std::mem::swap(&mut entry.weight, &mut entry.reverse);
        }
        self
    }

    /// Whether the letters show that the columns are of `to` and `from` instead of `from` and `to`.
    ///
    /// Two columns of one script must both be recognised as the other language.
    pub(super) fn is_turned_round(&self, from: Language, to: Language) -> bool {
        let (source, target) = self.likely_languages();
        let count = |first: Language, second: Language| {
            usize::from(source == Some(first)) + usize::from(target == Some(second))
        };
        let scripts_differ = usual_script(self.entries.iter().map(|entry| &entry.source))
            != usual_script(self.entries.iter().map(|entry| &entry.target));
        let turned = count(to, from);
        turned > count(from, to) && (turned == 2 || scripts_differ)
    }

    /// The languages, those that nobody told by the letters of the words.
    ///
    /// Letters tell languages of different scripts apart; among languages of one script they are a guess, the better
    /// the more words there are.
    #[must_use]
    pub fn likely_languages(&self) -> (Option<Language>, Option<Language>) {
        let words = |side: fn(&DictionaryEntry) -> &String| {
            let mut text = String::new();
            for entry in &self.entries {
                text.push_str(side(entry));
                text.push('\n');
            }
            crate::detect::detect_text(&text)
        };
        (
            self.languages.0.or_else(|| words(|entry| &entry.source)),
            self.languages.1.or_else(|| words(|entry| &entry.target)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_lines_are_named_up_to_a_number() {
        let mut skipped = Skipped::default();
        skipped.add(3, "no @");
        assert_eq!(skipped.summary(), "line 3 (no @)");
        for line in 4..11 {
            skipped.add(line, "empty");
        }
        assert_eq!(
            skipped.summary(),
            "lines 3 (no @), 4 (empty), 5 (empty), 6 (empty), 7 (empty) and 3 more"
        );
    }
}
