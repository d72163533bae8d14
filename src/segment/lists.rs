//! Abbreviations and helper words of each language, read from `lists/*.txt`; `lists/example.txt` explains the format.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::error::{Error, ErrorKind, Result};

/// How an abbreviation behaves at the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Never ends one: `Mr`, `им`.
    Never,
    /// Ends one only before a word that opens sentences: `U.S`, `Inc`, `ул`.
    Seldom,
    /// Ends one before any capital: `p.m`, `руб`, `т.д`.
    May,
    /// Like `May` after a figure, like `Never` elsewhere: `г`, `в`, `м`.
    AfterFigure,
    /// An abbreviation before a figure, an ordinary word elsewhere: `No`, `Art`.
    BeforeFigure,
}

/// What a word is good for, besides being an abbreviation or not. One bit each.
pub(super) mod role {
    /// Opens sentences and is never part of a name: `The`, `Он`.
    pub(in crate::segment) const OPENER: u16 = 1;
    /// Carries on after an abbreviation though written with a capital: `GMT`, `Monday`.
    pub(in crate::segment) const CONTINUER: u16 = 1 << 1;
    /// Is followed by a letter that is no initial: `Group A`.
    pub(in crate::segment) const LABEL: u16 = 1 << 2;
    /// Stands between a figure and its unit: `млн т`.
    pub(in crate::segment) const QUANTITY: u16 = 1 << 3;
    /// Opens a statement of time: `В 2025 г.`
    pub(in crate::segment) const PREPOSITION: u16 = 1 << 4;
    /// Joins clauses: `а`, `но`.
    pub(in crate::segment) const CONJUNCTION: u16 = 1 << 5;
    /// Belongs to statements of time.
    pub(in crate::segment) const TIME: u16 = 1 << 6;
    /// Says that a title in quotation marks follows: `film`, `газета`.
    pub(in crate::segment) const TITLE_NOUN: u16 = 1 << 7;
    /// Attributes speech: `said`.
    pub(in crate::segment) const SPEECH_VERB: u16 = 1 << 8;
    /// Stands before ordinal numbers, which are written with a full stop: German `am 3. Oktober`.
    pub(in crate::segment) const BEFORE_ORDINAL: u16 = 1 << 9;
}

/// Where the entries of a section go.
#[derive(Clone, Copy)]
enum Section {
    Class(Class),
    Role(u16),
    Terminators,
}

const SECTIONS: [(&str, Section); 16] = [
    ("never-ends", Section::Class(Class::Never)),
    ("seldom-ends", Section::Class(Class::Seldom)),
    ("may-end", Section::Class(Class::May)),
    ("ends-after-figure", Section::Class(Class::AfterFigure)),
    ("before-figure", Section::Class(Class::BeforeFigure)),
    ("openers", Section::Role(role::OPENER)),
    ("continuers", Section::Role(role::CONTINUER)),
    ("labels", Section::Role(role::LABEL)),
    ("quantities", Section::Role(role::QUANTITY)),
    ("prepositions", Section::Role(role::PREPOSITION)),
    ("conjunctions", Section::Role(role::CONJUNCTION)),
    ("time-words", Section::Role(role::TIME)),
    ("title-nouns", Section::Role(role::TITLE_NOUN)),
    ("speech-verbs", Section::Role(role::SPEECH_VERB)),
    ("before-ordinals", Section::Role(role::BEFORE_ORDINAL)),
    ("terminators", Section::Terminators),
];

/// The shortest beginning that an entry such as `mid-*` may have, in bytes.
const SHORTEST_STEM: usize = 3;

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    any_case: Option<Class>,
    capitalised: Option<Class>,
    /// The entry with capitals has nothing else: `PLC`.
    all_capitals: bool,
    roles: u16,
}

/// One list file.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    entries: FxHashMap<Box<str>, Entry>,
    semicolon_ends: bool,
}

impl List {
    /// Reads the lines of a list file.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self> {
        let mut list = Self::default();
        list.extend(name, text)?;
        Ok(list)
    }

    /// Adds the lines of a further file.
    pub(super) fn extend(&mut self, name: &str, text: &str) -> Result<()> {
        let mut section = None;
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}');
            let line = line.split('#').next().unwrap_or_default().trim();
            let outcome = if let Some(title) = line.strip_prefix('[') {
                find_section(title).map(|found| section = Some(found))
            } else {
                self.add_line(section, line)
            };
            outcome.map_err(|(message, remedy)| {
                Error::new(ErrorKind::Syntax, name, message)
                    .at_line(number + 1)
                    .with_remedy(remedy)
            })?;
        }
        Ok(())
    }

    fn add_line(&mut self, section: Option<Section>, line: &str) -> std::result::Result<(), (String, String)> {
        for written in line.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let section = section.ok_or_else(|| {
                let message = format!("{written:?} stands before the first section");
                (message, "begin with a section such as [never-ends]".to_owned())
            })?;
            if matches!(section, Section::Terminators) {
                self.add_terminator(written)?;
            } else {
                self.add(section, &normal_form(written)?);
            }
        }
        Ok(())
    }

    fn add_terminator(&mut self, written: &str) -> std::result::Result<(), (String, String)> {
        if written != ";" {
            let message = format!("{written:?} cannot be made a terminator");
            return Err((message, "the only one to choose is ;".to_owned()));
        }
        self.semicolon_ends = true;
        Ok(())
    }

    fn add(&mut self, section: Section, word: &str) {
        let entry = self.entries.entry(word.to_lowercase().into_boxed_str()).or_default();
        match section {
            Section::Class(class) if word.starts_with(char::is_uppercase) => {
                entry.capitalised = Some(class);
                entry.all_capitals |= is_shouted(word);
            }
            Section::Class(class) => entry.any_case = Some(class),
            Section::Role(bits) => entry.roles |= bits,
            Section::Terminators => {}
        }
    }

    fn roles(&self, lower: &str) -> u16 {
        self.entries.get(lower).map_or(0, |entry| entry.roles)
    }

    fn class(&self, lower: &str, case: Case) -> Option<Class> {
        let entry = self.entries.get(lower)?;
        let written = match case {
            Case::Shouted => entry.capitalised.filter(|_| entry.all_capitals),
            Case::Lower => None,
            Case::Capitalised | Case::Initials | Case::Name => entry.capitalised,
        };
        let any = matches!(case, Case::Lower | Case::Capitalised)
            .then_some(entry.any_case)
            .flatten();
        written.or(any)
    }
}

/// How a word is written, and so which entries it can match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    /// `ул`
    Lower,
    /// `Ул`
    Capitalised,
    /// `П.П`: initials of a name, which are not `п. п.`
    Initials,
    /// `ОК`: an acronym, which is not `ок.`
    Shouted,
    /// `Росс` inside a sentence: a name rather than `росс.`
    Name,
}

impl Case {
    fn of(word: &str, inside_sentence: bool) -> Self {
        let mut characters = word.chars();
        if !characters.next().is_some_and(char::is_uppercase) {
            Self::Lower
        } else if word.contains('.') && characters.any(char::is_uppercase) {
            Self::Initials
        } else if is_shouted(word) {
            Self::Shouted
        } else if inside_sentence && word.chars().count() >= LETTERS_OF_NAME {
            Self::Name
        } else {
            Self::Capitalised
        }
    }
}

/// Capitalised words of so many letters inside a sentence are names, not abbreviations of common nouns.
const LETTERS_OF_NAME: usize = 4;

/// Whether a word of two or more letters is in capitals throughout.
pub(super) fn is_shouted(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

fn find_section(title: &str) -> std::result::Result<Section, (String, String)> {
    let title = title.trim_end().trim_end_matches(']').trim();
    SECTIONS
        .iter()
        .find(|(name, _)| *name == title)
        .map(|(_, section)| *section)
        .ok_or_else(|| {
            let names: Vec<&str> = SECTIONS.iter().map(|(name, _)| *name).collect();
            (
                format!("unknown section [{title}]"),
                format!("the sections are {}", names.join(", ")),
            )
        })
}

/// An entry without its last full stop and without the spaces behind the others: `т. е.` → `т.е`, `et al.` → `et al`.
fn normal_form(written: &str) -> std::result::Result<String, (String, String)> {
    let joined = written.replace(". ", ".");
    let joined = joined.strip_suffix('.').unwrap_or(&joined);
    if joined.split_whitespace().count() > 2 || joined.is_empty() || joined.len() > LONGEST {
        let message = format!("{written:?} is longer than two words");
        return Err((message, "put commas between the entries of a line".to_owned()));
    }
    Ok(joined.to_owned())
}

/// The lists that hold for one text: the user's, the language's and the general one, asked in this order.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    chain: [Option<&'a List>; 3],
}

impl<'a> Lists<'a> {
    /// The lists for a language, which may be unknown.
    pub(super) fn of(language: Option<&str>, user: Option<&'a List>) -> Self {
        let language = language.and_then(bundled);
        Self {
            chain: [user, language, bundled("general")],
        }
    }

    /// Whether a semicolon asks a question here, as in Greek.
    pub(super) fn semicolon_ends(&self) -> bool {
        self.chain.iter().flatten().any(|list| list.semicolon_ends)
    }

    /// How a word behaves as an abbreviation; `None` if it is none. A capitalised word `inside_sentence` may be a name.
    pub(super) fn class(&self, word: &str, inside_sentence: bool) -> Option<Class> {
        if word.len() > LONGEST {
            return None;
        }
        let case = Case::of(word, inside_sentence);
        let lower = word.to_lowercase();
        self.chain.iter().flatten().find_map(|list| list.class(&lower, case))
    }

    /// Whether a word has one of these roles; an entry such as `январ*` holds for every longer word too.
    pub(super) fn has_role(&self, word: &str, roles: u16) -> bool {
        if word.is_empty() || word.len() > LONGEST {
            return false;
        }
        let mut key = word.to_lowercase();
        if self.roles(&key) & roles != 0 {
            return true;
        }
        while key.len() >= SHORTEST_STEM {
            key.push('*');
            if self.roles(&key) & roles != 0 {
                return true;
            }
            key.pop();
            key.pop();
        }
        false
    }

    fn roles(&self, lower: &str) -> u16 {
        self.chain
            .iter()
            .flatten()
            .fold(0, |roles, list| roles | list.roles(lower))
    }
}

macro_rules! bundled_lists {
    ($($code:literal),* $(,)?) => {
        /// Every bundled list: language code (or `general`) and text.
        const BUNDLED: &[(&str, &str)] = &[$(($code, include_str!(concat!("lists/", $code, ".txt")))),*];
    };
}

bundled_lists![
    "general", "en", "ru", "be", "bg", "cs", "de", "el", "es", "fr", "hi", "hu", "it", "nl", "pl", "pt", "ro", "sv",
    "tr", "uk"
];

/// The bundled list of a language, parsed at its first use.
fn bundled(code: &str) -> Option<&'static List> {
    static PARSED: [OnceLock<List>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];
    let index = BUNDLED.iter().position(|(name, _)| *name == code)?;
    // A test parses every bundled list, so an empty one never comes of a mistake in them.
    Some(PARSED[index].get_or_init(|| List::parse(code, BUNDLED[index].1).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_list_and_the_example_are_right() {
        for (name, text) in BUNDLED {
            let list = List::parse(name, text).unwrap();
            assert!(!list.entries.is_empty(), "{name}");
        }
        List::parse("example.txt", include_str!("lists/example.txt")).unwrap();
    }

    #[test]
    fn no_bundled_entry_stands_in_two_classes() {
        for (name, text) in BUNDLED {
            let mut seen: FxHashMap<String, String> = FxHashMap::default();
            let mut section = String::new();
            for line in text.lines().map(|line| line.split('#').next().unwrap().trim()) {
                if line.starts_with('[') {
                    line.clone_into(&mut section);
                    continue;
                }
                let entries = line.split(',').map(str::trim).filter(|entry| !entry.is_empty());
                for entry in entries.filter(|_| section.contains("end") || section.contains("before-figure")) {
                    let former = seen.insert(normal_form(entry).unwrap(), section.clone());
                    assert!(former.is_none(), "{name}: {entry} in {section} and {former:?}");
                }
            }
        }
    }

    #[test]
    fn a_capital_in_an_entry_asks_for_a_capital_in_the_text() {
        let list = List::parse("x", "[never-ends]\nNo, ст.\n").unwrap();
        let lists = Lists {
            chain: [Some(&list), None, None],
        };
        assert_eq!(lists.class("No", false), Some(Class::Never));
        assert_eq!(lists.class("no", false), None);
        assert_eq!(lists.class("Ст", false), Some(Class::Never));
    }

    #[test]
    fn entries_may_be_spaced_and_open_ended() {
        let list = List::parse("x", "[may-end] # comment\nт. д., Mr Mrs Ms\n").unwrap_err();
        assert!(list.to_string().starts_with("x:2: \"Mr Mrs Ms\" is longer"), "{list}");
        let list = List::parse("x", "[may-end] # comment\nт. д.\n[time-words]\nянвар*").unwrap();
        let lists = Lists {
            chain: [Some(&list), None, None],
        };
        assert_eq!(lists.class("т.д", false), Some(Class::May));
        assert!(lists.has_role("январе", role::TIME));
        assert!(!lists.has_role("янв", role::TIME));
    }

    #[test]
    fn mistakes_name_the_file_and_the_line() {
        let message = |text| List::parse("my.txt", text).unwrap_err().to_string();
        assert!(
            message("[never-end]").starts_with("my.txt:1: unknown section [never-end]; the sections are never-ends")
        );
        assert!(message("# hello\n\nMr").starts_with("my.txt:3: \"Mr\" stands before the first section"));
        assert!(message("[terminators]\n:").starts_with("my.txt:2: \":\" cannot"));
    }
}
