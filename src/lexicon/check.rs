//! Check: what is doubtful in a dictionary, line by line.
//!
//! A doubt is a reason to look, not an error: dictionaries that are read without a complaint can still hold entries that
//! no text will ever match, or that lead an aligner astray.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Bundled;
use super::dictionary::{Dictionary, DictionaryEntry};
use super::lookup::stems;
use super::script::{Script, usual_script};
use crate::language::{Language, Stemmer};

/// A single word seldom stands for so many.
const ONE_SIDED_WORDS: usize = 4;
/// Terms of more words are explanations.
const LONGEST_TERM: usize = 6;
/// Endings of more letters make another word more often than another form.
const ENDING: usize = 2;
/// Pairs of the bundled lexicon below this weight are words of a term, not translations.
const TRANSLATION_WEIGHT: f64 = 0.3;
/// A translation of more source words than this says little about any of them.
const OVERUSED: usize = 12;

/// What is doubtful about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// The line does not fit the format.
    Unreadable,
    /// Letters of another script than the rest of the column, or of two scripts in a word.
    Script,
    /// The same pair stands in the file before.
    Duplicate,
    /// The source word and its translation are the same, though the scripts of the languages differ.
    Identical,
    /// The same pair stands in the file in another form of the word.
    Inflected,
    /// A particle or article before the word, or a verb in another form than the infinitive.
    NoLemma,
    /// One word against many.
    OneSided,
    /// So long that it must be an explanation.
    Length,
    /// Brackets, slashes and the like, which no text has there.
    Marks,
    /// The translation of very many words.
    Overused,
    /// The program's own lexicon knows both words, and not as translations of each other.
    Conflict,
}

impl Doubt {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Script => "script",
            Self::Duplicate => "duplicate",
            Self::Identical => "identical",
            Self::Inflected => "inflected",
            Self::NoLemma => "no lemma",
            Self::OneSided => "one-sided",
            Self::Length => "length",
            Self::Marks => "marks",
            Self::Overused => "overused",
            Self::Conflict => "conflict",
        }
    }
}

/// A doubt about a line of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DoubtfulLine {
    /// The line, counted from 1.
    pub line: usize,
    /// What is doubtful.
    pub doubt: Doubt,
    /// The same in words, with the entry.
    pub message: String,
}

impl fmt::Display for DoubtfulLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}: {}", self.line, self.doubt.name(), self.message)
    }
}

/// What is doubtful in a dictionary, by line; lines that could not be read only as far as they are named.
#[must_use]
pub fn check(dictionary: &Dictionary) -> Vec<DoubtfulLine> {
    let skipped = dictionary.skipped.first.iter().map(|(line, reason)| DoubtfulLine {
        line: *line,
        doubt: Doubt::Unreadable,
        message: reason.clone(),
    });
    let mut doubts: Vec<DoubtfulLine> = skipped.collect();
    let mut checker = Checker::new(dictionary);
    for entry in &dictionary.entries {
        for (doubt, message) in checker.doubts(entry) {
            doubts.push(DoubtfulLine {
                line: entry.line,
                doubt,
                message: format!("{} = {}: {message}", entry.source, entry.target),
            });
        }
    }
    doubts.sort();
    doubts
}

/// What has to be known of the whole dictionary to judge an entry.
struct Checker<'a> {
    languages: (Option<Language>, Option<Language>),
    stemmers: (Stemmer, Stemmer),
    /// The usual script of each side.
    scripts: (Option<Script>, Option<Script>),
    /// Number of source words of each translation.
    uses: BTreeMap<String, usize>,
    reported: BTreeSet<String>,
    /// The line of each pair with its part of speech.
    pairs: BTreeMap<(String, String, &'a str), usize>,
    /// The first entry of each pair of stems with its part of speech.
    forms: BTreeMap<(Vec<String>, Vec<String>, &'a str), &'a DictionaryEntry>,
    bundled: Option<Bundled>,
}

impl<'a> Checker<'a> {
    fn new(dictionary: &'a Dictionary) -> Self {
        let languages = dictionary.likely_languages();
        let mut sources: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in &dictionary.entries {
            let words = sources.entry(entry.target.to_lowercase()).or_default();
            words.insert(entry.source.to_lowercase());
        }
        Self {
            stemmers: (Stemmer::new(languages.0), Stemmer::new(languages.1)),
            scripts: (
                usual_script(dictionary.entries.iter().map(|entry| &entry.source)),
                usual_script(dictionary.entries.iter().map(|entry| &entry.target)),
            ),
            uses: sources
                .into_iter()
                .map(|(target, words)| (target, words.len()))
                .collect(),
            reported: BTreeSet::new(),
            pairs: BTreeMap::new(),
            forms: BTreeMap::new(),
            bundled: languages
                .0
                .zip(languages.1)
                .and_then(|(from, to)| Bundled::of(from, to)),
            languages,
        }
    }

    fn doubts(&mut self, entry: &'a DictionaryEntry) -> Vec<(Doubt, String)> {
        let mut doubts = Vec::new();
        for (side, usual) in [(&entry.source, self.scripts.0), (&entry.target, self.scripts.1)] {
            doubts.extend(wrong_script(side, usual).map(|message| (Doubt::Script, message)));
            doubts.extend(marks(side).map(|message| (Doubt::Marks, message)));
        }
        if self.scripts.0 != self.scripts.1 && entry.source.to_lowercase() == entry.target.to_lowercase() {
            doubts.push((Doubt::Identical, "the same on both sides".to_owned()));
        }
        doubts.extend(length(entry));
        for (side, language) in [(&entry.source, self.languages.0), (&entry.target, self.languages.1)] {
            let found = no_lemma(side, language, &entry.part_of_speech);
            doubts.extend(found.map(|message| (Doubt::NoLemma, message)));
        }
        doubts.extend(self.repeated(entry));
        doubts.extend(self.overused(entry));
        doubts.extend(self.conflict(entry));
        doubts
    }

    /// Whether the pair, or another form of it, stands before.
    fn repeated(&mut self, entry: &'a DictionaryEntry) -> Option<(Doubt, String)> {
        let part = entry.part_of_speech.as_str();
        let pair = (entry.source.to_lowercase(), entry.target.to_lowercase(), part);
        if let Some(line) = self.pairs.get(&pair) {
            return Some((Doubt::Duplicate, format!("stands in line {line} too")));
        }
        self.pairs.insert(pair, entry.line);
        let form = (
            stems(&entry.source, &self.stemmers.0),
            stems(&entry.target, &self.stemmers.1),
            part,
        );
        if form.0.is_empty() || form.1.is_empty() {
            return None;
        }
        let first = *self.forms.entry(form).or_insert(entry);
        // What stands in one line was put there on purpose, and stems join words that are relatives at best.
        let inflected = first.line != entry.line
            && differ_by_ending(&first.source, &entry.source)
            && differ_by_ending(&first.target, &entry.target);
        inflected.then(|| (Doubt::Inflected, format!("another form of line {}", first.line)))
    }

    /// Said once for each translation, at its first entry.
    fn overused(&mut self, entry: &DictionaryEntry) -> Option<(Doubt, String)> {
        let target = entry.target.to_lowercase();
        let uses = self.uses.get(&target).copied().unwrap_or_default();
        let new = uses > OVERUSED && self.reported.insert(target);
        new.then(|| (Doubt::Overused, format!("the translation of {uses} words")))
    }

    fn conflict(&self, entry: &DictionaryEntry) -> Option<(Doubt, String)> {
        let (source, target) = (
            stems(&entry.source, &self.stemmers.0),
            stems(&entry.target, &self.stemmers.1),
        );
        let ([source], [target]) = (&source[..], &target[..]) else {
            return None;
        };
        let others = bundled_conflict(self.bundled.as_ref()?, source, target)?;
        let others = others
            .iter()
            .map(|stem| format!("{stem}…"))
            .collect::<Vec<_>>()
            .join(", ");
        Some((Doubt::Conflict, format!("the bundled lexicon has {others} for it")))
    }
}

/// Whether two words are the same but for a short ending.
fn differ_by_ending(first: &str, second: &str) -> bool {
    let common = first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count();
    [first, second]
        .iter()
        .all(|word| word.chars().count() <= common + ENDING)
}

/// The likeliest translations that the bundled lexicon has for a word, if it knows both words and neither as a pair nor,
/// by way of a third word, as near to each other.
fn bundled_conflict(lexicon: &Bundled, source: &str, target: &str) -> Option<Vec<String>> {
    let strong = |word: u32| {
        lexicon
            .targets_of(word)
            .filter(|(_, weight)| *weight >= TRANSLATION_WEIGHT)
    };
    let (source, target) = (lexicon.source_word(source)?, lexicon.target_word(target)?);
    let translations: Vec<u32> = strong(source).map(|(word, _)| word).collect();
    let of_target = lexicon
        .sources_of(target)
        .filter(|(_, weight)| *weight >= TRANSLATION_WEIGHT);
    let mut near = of_target.flat_map(|(word, _)| strong(word)).map(|(word, _)| word);
    if translations.is_empty() || translations.contains(&target) || near.any(|word| translations.contains(&word)) {
        return None;
    }
    let mut known: Vec<(u32, f64)> = strong(source).collect();
    known.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Some(
        known
            .into_iter()
            .take(3)
            .map(|(word, _)| lexicon.target_stem(word))
            .collect(),
    )
}

fn length(entry: &DictionaryEntry) -> Option<(Doubt, String)> {
    let count = |side: &str| side.split_whitespace().count();
    let (source, target) = (count(&entry.source), count(&entry.target));
    let (fewer, more) = (source.min(target), source.max(target));
    if more > LONGEST_TERM {
        return Some((
            Doubt::Length,
            format!("{more} words, more like an explanation than a term"),
        ));
    }
    let one_sided = fewer == 1 && more >= ONE_SIDED_WORDS;
    one_sided.then(|| (Doubt::OneSided, format!("1 word against {more}")))
}

/// Signs that dictionaries use among themselves and texts do not have inside a word or term.
fn marks(side: &str) -> Option<String> {
    let odd = side.chars().find(|sign| "()[]{}<>|=;*~\"_@\\".contains(*sign));
    let end = side.chars().next_back().filter(|sign| ",:!?".contains(*sign));
    odd.or(end).map(|sign| format!("a {sign:?} that no text has there"))
}

/// What shows that a term is not in the form that dictionaries list, for the languages where a rule tells.
fn no_lemma(side: &str, language: Option<Language>, part_of_speech: &str) -> Option<String> {
    match language {
        Some(Language::ENGLISH) => {
            let first = ["to", "a", "an", "the"].into_iter().find(|word| {
                let rest = side.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
                rest.is_some_and(|rest| !rest.contains(' '))
            });
            first.map(|word| format!("{word:?} before the word"))
        }
        Some(Language::RUSSIAN) if part_of_speech == "v" && side.chars().count() > 3 && !side.contains(' ') => {
            let plain = side
                .strip_suffix("ся")
                .or_else(|| side.strip_suffix("сь"))
                .unwrap_or(side);
            let infinitive = ["ть", "ти", "чь"].iter().any(|end| plain.ends_with(end));
            (!infinitive).then(|| "a verb that is no infinitive".to_owned())
        }
        _ => None,
    }
}

fn wrong_script(term: &str, usual: Option<Script>) -> Option<String> {
    let mixed = term.split(|character: char| !character.is_alphabetic()).find(|word| {
        let scripts: BTreeSet<Script> = word.chars().filter_map(Script::of).collect();
        scripts.len() > 1
    });
    if let Some(word) = mixed {
        return Some(format!("letters of two scripts in {word:?}"));
    }
    let scripts: BTreeSet<Script> = term.chars().filter_map(Script::of).collect();
    let foreign = !scripts.is_empty() && usual.is_some_and(|usual| !scripts.contains(&usual));
    foreign.then(|| format!("{term:?} is in another script than the column"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::import::{DictionaryFormat, read_text_for_tests};

    /// The doubts about each line of a dictionary in the program's own format.
    fn doubts(text: &str) -> Vec<(usize, Doubt)> {
        let dictionary = read_text_for_tests("test.tsv", text, DictionaryFormat::Beadwork).unwrap();
        let dictionary = Dictionary {
            languages: (Some(Language::ENGLISH), Some(Language::RUSSIAN)),
            ..dictionary
        };
        check(&dictionary)
            .into_iter()
            .map(|found| (found.line, found.doubt))
            .collect()
    }

    const GOOD: &str = "harbour\tn\tгавань\nsail\tv\tплыть\nsailcloth\tn\tпарусина\n";

    #[test]
    fn good_entries_raise_no_doubt() {
        assert_eq!(doubts(GOOD), []);
    }

    #[test]
    fn each_doubt_is_found() {
        let cases = [
            ("hаrbour\tn\tпорт", Doubt::Script),
            ("порт\tn\tпортовый", Doubt::Script),
            ("harbour\tn\tгавань", Doubt::Duplicate),
            ("harbours\tn\tгавани", Doubt::Inflected),
            ("the pier\tn\tпирс", Doubt::NoLemma),
            ("moor\tv\tпричаленный", Doubt::NoLemma),
            ("moor\tv\tпоставить судно у причала", Doubt::OneSided),
            ("a very long term of many words\tn\tтермин", Doubt::Length),
            ("pier (long)\tn\tпирс", Doubt::Marks),
            ("government\tn\tсобака", Doubt::Conflict),
            ("broken", Doubt::Unreadable),
        ];
        for (line, doubt) in cases {
            assert_eq!(doubts(&format!("{GOOD}{line}\n")), [(4, doubt)], "{line}");
        }
        let identical = doubts(&format!("{GOOD}ketch\tn\tketch\n"));
        assert_eq!(identical, [(4, Doubt::Script), (4, Doubt::Identical)]);
    }

    #[test]
    fn overused_translation_is_named_once() {
        let words = (b'a'..=b'n').map(|letter| format!("zz{}q\tn\tвещица", char::from(letter)));
        let words: Vec<String> = words.collect();
        let found = doubts(&format!("{GOOD}{}\n", words.join("\n")));
        assert_eq!(found, [(4, Doubt::Overused)]);
    }
}
