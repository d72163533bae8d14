//! The words by which furniture is known: one file per language, `en.txt` to copy; `FILES` names them all.
//!
//! All languages are looked up together, because pages mix them and because cleaning comes before the language is known.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Role;

/// A new language is one more file here.
const FILES: &[&str] = &[include_str!("en.txt"), include_str!("ru.txt")];

/// The sections of a file that give blocks a role.
const SECTIONS: &[(&str, Role)] = &[
    ("navigation", Role::Navigation),
    ("related", Role::Related),
    ("tags", Role::Tags),
    ("credit", Role::Credit),
    ("byline", Role::Byline),
];

/// Words and patterns of all languages.
#[derive(Default)]
pub(super) struct Lists {
    exact: FxHashMap<String, Role>,
    /// Patterns by their first word; those that begin with anything under the empty word.
    patterns: FxHashMap<String, Vec<Pattern>>,
    months: FxHashSet<String>,
    date_words: FxHashSet<String>,
    date_labels: Vec<String>,
}

/// A pattern with `*` in it.
struct Pattern {
    parts: Vec<String>,
    role: Role,
}

/// What a block's words say.
pub(super) struct Match {
    pub(super) role: Role,
    /// Whether the pattern leaves the end of the block free.
    pub(super) open: bool,
    /// Whether the pattern is one word without a colon, so that a sentence may begin so: `By …`.
    pub(super) vague: bool,
    /// The words in the pattern before the free part.
    pub(super) words: usize,
}

impl Lists {
    /// The lists that come with the program.
    pub(super) fn bundled() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(|| {
            let mut lists = Self::default();
            for file in FILES {
                lists.read(file);
            }
            lists
        })
    }

    fn read(&mut self, file: &str) {
        let mut section = "";
        for line in file.lines().map(str::trim) {
            // A number is written `#`, so a comment is `#` and a space before the first section, or alone.
            if line.is_empty() || section.is_empty() && line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            self.add(section, line);
        }
    }

    fn add(&mut self, section: &str, line: &str) {
        let words = || normalize(line).split(' ').map(str::to_owned).collect::<Vec<_>>();
        match section {
            "month" => self.months.extend(words()),
            "date word" => self.date_words.extend(words()),
            "date label" => self.date_labels.push(normalize(line)),
            _ => {
                if let Some((_, role)) = SECTIONS.iter().find(|(name, _)| *name == section) {
                    self.add_pattern(line, *role);
                }
            }
        }
    }

    fn add_pattern(&mut self, line: &str, role: Role) {
        let pattern = normalize(line);
        if !pattern.contains('*') {
            self.exact.entry(without_end(&pattern).to_owned()).or_insert(role);
            return;
        }
        let parts: Vec<String> = pattern.split('*').map(str::to_owned).collect();
        let first_word = parts[0].split(' ').next().unwrap_or_default().to_owned();
        self.patterns
            .entry(first_word)
            .or_default()
            .push(Pattern { parts, role });
    }

    /// What a normalised block's words say of its role.
    pub(super) fn role_of(&self, normal: &str) -> Option<Match> {
        if let Some(&role) = self.exact.get(without_end(normal)) {
            return Some(Match {
                role,
                open: false,
                vague: false,
                words: 0,
            });
        }
        let first_word = normal.split(' ').next().unwrap_or_default();
        [first_word, ""]
            .iter()
            .filter_map(|word| self.patterns.get(*word))
            .flatten()
            .find_map(|pattern| {
                pattern.matches(normal).then(|| {
                    let head = pattern.parts[0].trim();
                    Match {
                        role: pattern.role,
                        open: pattern.parts.last().is_some_and(String::is_empty),
                        vague: !head.contains([' ', ':']),
                        words: head.split(' ').count(),
                    }
                })
            })
    }

    /// Whether a lower-case word, with or without a full stop, is the name of a month.
    pub(super) fn is_month(&self, word: &str) -> bool {
        self.months.contains(word.trim_end_matches('.'))
    }

    /// Whether a lower-case word may stand in a time stamp: `monday`, `мск`.
    pub(super) fn is_date_word(&self, word: &str) -> bool {
        self.date_words.contains(word) || self.date_words.contains(word.trim_end_matches('.'))
    }

    /// The rest of a normalised text behind a label such as `updated at`.
    pub(super) fn behind_date_label<'a>(&self, normal: &'a str) -> Option<&'a str> {
        let rests = self.date_labels.iter().filter_map(|label| {
            let rest = normal.strip_prefix(label.as_str())?;
            (rest.is_empty() || rest.starts_with([' ', ':'])).then_some(rest)
        });
        rests.min_by_key(|rest| rest.len())
    }
}

impl Pattern {
    fn matches(&self, normal: &str) -> bool {
        let (Some((first, middle)), Some(last)) = (self.parts.split_first(), self.parts.last()) else {
            return false;
        };
        let Some(mut rest) = normal.strip_prefix(first.as_str()) else {
            return false;
        };
        for part in &middle[..middle.len() - 1] {
            let Some(at) = rest.find(part.as_str()) else {
                return false;
            };
            rest = &rest[at + part.len()..];
        }
        last.is_empty() || without_end(rest).ends_with(last.as_str())
    }
}

/// Lower case, ё as е, white space as one space, numbers as `#`.
pub(super) fn normalize(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_numeric() {
            // "2 314" is one number.
            if !normal.ends_with('#') && !normal.ends_with("# ") {
                normal.push('#');
            } else if normal.ends_with(' ') {
                normal.pop();
            }
            continue;
        }
        match character {
            'ё' => normal.push('е'),
            _ if character.is_whitespace() => {
                if !normal.is_empty() && !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            _ => normal.push(character),
        }
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// Without the punctuation and arrows at the end.
fn without_end(normal: &str) -> &str {
    normal.trim_end_matches([' ', '.', ':', '!', '?', '…', '→', '›', '»', '>', '↓', '▼', '⟶'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(text: &str) -> Option<Role> {
        Lists::bundled().role_of(&normalize(text)).map(|found| found.role)
    }

    #[test]
    fn words_of_both_languages_are_known() {
        assert_eq!(role("Читайте также:"), Some(Role::Related));
        assert_eq!(role("2 314 просмотров"), Some(Role::Navigation));
        assert_eq!(role("Comments (27)"), Some(Role::Navigation));
        assert_eq!(role("Read more on the site →"), Some(Role::Navigation));
        assert_eq!(
            role("Нашли ошибку? Выделите её и нажмите Ctrl+Enter."),
            Some(Role::Navigation)
        );
        assert_eq!(role("18+"), Some(Role::Navigation));
        assert_eq!(role("Photo: A. Orlova"), Some(Role::Credit));
        assert_eq!(role("Homes were damaged"), None);
        assert_eq!(role("Главная проблема — вода"), None);
    }

    #[test]
    fn numbers_and_space_are_normalised() {
        assert_eq!(normalize("  Ещё  12 345\u{a0}слов "), "еще # слов");
        assert_eq!(normalize("18+"), "#+");
    }
}
