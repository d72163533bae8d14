//! Names that no rule of spelling brings together: `Германия` and `Germany`. The list is `exceptions_en_ru.tsv`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::origin::Ending;
use super::scan::{Case, Kind, Scan, is_cyrillic, is_hyphen};
use super::transliterate::{without_case, without_vowels};

static ENGLISH_RUSSIAN: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("exceptions_en_ru.tsv")));

/// Forms by the stem of their first word.
struct Table {
    forms: FxHashMap<String, Vec<Form>>,
    /// What these stems begin with.
    beginnings: FxHashSet<[u8; BEGINNING]>,
}

/// One written form of a name.
struct Form {
    /// The stems of its second and later words.
    rest: Vec<String>,
    /// The name it is a form of: the first English form of its row.
    name: &'static str,
    writing: Writing,
    /// What its last letters tell of it.
    ending: Ending,
    /// Whether its first word ends in `а` as a noun does.
    ends_in_a: bool,
}

/// How the first word of a form must be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// In any case: `российский`.
    Any,
    /// With a capital: `Россия`.
    Capital,
    /// As this acronym, perhaps with an ending: `МИД`, `МИДа`.
    Acronym(&'static str),
}

/// Whether a form of a name may begin with a word, by its capitals and its lower-case form.
pub(super) fn may_begin(word: &str, case: Case) -> bool {
    let cyrillic = word.starts_with(is_cyrillic);
    if case == Case::Lower && !cyrillic {
        return false;
    }
    // Both stems of a Cyrillic word keep its first three letters if it has so many.
    let beginning = word.as_bytes().first_chunk().filter(|_| cyrillic);
    if beginning.is_some_and(|beginning| !ENGLISH_RUSSIAN.beginnings.contains(beginning)) {
        return false;
    }
    let [one, two] = stems(word);
    let has = |stem: &str| ENGLISH_RUSSIAN.forms.contains_key(stem);
    has(one) || two != one && has(two)
}

/// Bytes of three Cyrillic letters.
const BEGINNING: usize = 6;

/// The name that begins at a token, in any of its forms, and the token behind it; the longest form wins.
pub(super) fn lookup(scan: &Scan, index: usize) -> Option<(&'static str, usize)> {
    let token = scan
        .tokens
        .get(index)
        .filter(|token| token.kind == Kind::Word && !token.used)?;
    if !token.listed {
        return None;
    }
    let word = scan.lower(index);
    let [one, two] = stems(word);
    let found = [Some(one), (two != one).then_some(two)]
        .into_iter()
        .flatten()
        .flat_map(|stem| {
            let forms = ENGLISH_RUSSIAN.forms.get(stem).map_or(&[][..], Vec::as_slice);
            forms
                .iter()
                .filter_map(|form| Some((form.name, form.end(scan, index)?)))
        });
    found.max_by_key(|(_, end)| *end)
}

impl Form {
    /// The token behind the form if it stands at a token.
    fn end(&self, scan: &Scan, index: usize) -> Option<usize> {
        let token = scan.tokens[index];
        let written = match self.writing {
            Writing::Any => true,
            Writing::Capital => matches!(token.case, Case::Capital | Case::Upper),
            Writing::Acronym(letters) => {
                let text = token.span.of(scan.text);
                text.starts_with(letters) && text.len() <= letters.len() + 4
            }
        };
        // "Нигер" is no case of "Нигерия".
        let excluded = self.rest.is_empty() && self.ending.excludes(Ending::of(scan.lower(index), true));
        // "Думаю" is no case of "Дума".
        let verb = self.ends_in_a && ["аю", "ая", "ай"].iter().any(|end| scan.lower(index).ends_with(end));
        (written && !excluded && !verb).then_some(())?;
        let mut at = index + 1;
        for stem in &self.rest {
            at += usize::from(scan.is_close_mark(at, |mark| is_hyphen(mark) || mark == '.'));
            let token = scan
                .tokens
                .get(at)
                .filter(|token| token.kind == Kind::Word && !token.used)?;
            let acronym = matches!(self.writing, Writing::Acronym(_)) && token.case == Case::Lower;
            if acronym || !stems(scan.lower(at)).contains(&stem.as_str()) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

/// The two stems under which a word is kept: without its case ending, and without final vowels only. Other scripts
/// lose the `s` of the plural.
fn stems(lower: &str) -> [&str; 2] {
    if lower.chars().next().is_some_and(is_cyrillic) {
        return [without_case(lower), without_vowels(lower)];
    }
    let plural = lower.len() > 4 && lower.ends_with('s') && !lower.ends_with("ss");
    let stem = if plural { &lower[..lower.len() - 1] } else { lower };
    [stem, stem]
}

impl Table {
    /// Reads rows of English forms, a tab and Russian forms, forms separated by `|`; `#` begins a comment line.
    fn parse(list: &'static str) -> Self {
        let mut forms: FxHashMap<String, Vec<Form>> = FxHashMap::default();
        let rows = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for row in rows {
            let name = row.split(['|', '\t']).next().unwrap_or(row);
            for written in row.split(['|', '\t']).filter(|form| !form.is_empty()) {
                for (first, form) in readings(written, name) {
                    forms.entry(first).or_default().push(form);
                }
            }
        }
        let beginnings = forms.keys().filter_map(|stem| stem.as_bytes().first_chunk().copied());
        Self {
            beginnings: beginnings.collect(),
            forms,
        }
    }
}

/// A form under each stem of its first word.
fn readings(written: &'static str, name: &'static str) -> Vec<(String, Form)> {
    let lower = written.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = lower.split([' ', '-', '.']).filter(|word| !word.is_empty()).collect();
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let first_written = &written[..written.find([' ', '-', '.']).unwrap_or(written.len())];
    let writing = match first_written {
        word if word.chars().all(|letter| letter.is_uppercase() || letter.is_numeric()) => {
            Writing::Acronym(first_written)
        }
        word if word.starts_with(char::is_uppercase) => Writing::Capital,
        _ => Writing::Any,
    };
    let ending = match Ending::of(first, true) {
        ending @ (Ending::Iya | Ending::Consonant) => ending,
        _ => Ending::Open,
    };
    let ends_in_a = first.ends_with('а');
    let mut firsts = stems(first).to_vec();
    firsts.dedup();
    let form = |first: &str| {
        let rest = rest.iter().map(|word| stems(word)[0].to_owned()).collect();
        (
            first.to_owned(),
            Form {
                rest,
                name,
                writing,
                ending,
                ends_in_a,
            },
        )
    };
    firsts.into_iter().map(form).collect()
}

#[cfg(test)]
mod tests {
    use crate::alignment::EvidenceKind::Name;
    use crate::anchor::tests::{document, values};

    #[test]
    fn list_is_well_formed() {
        let list = include_str!("exceptions_en_ru.tsv");
        for row in list.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 2, "{row}");
            assert!(
                columns
                    .iter()
                    .all(|column| !column.is_empty() && !column.contains("||")),
                "{row}"
            );
        }
    }

    #[test]
    fn inflected_and_adjective_forms_give_the_name() {
        let cases = [
            ("ru", "в Германии", "Germany"),
            ("ru", "немецкого посла", "Germany"),
            ("en", "the German envoy", "Germany"),
            ("ru", "заявили в МИДе", "Foreign Ministry"),
            ("en", "said the Foreign Ministry", "Foreign Ministry"),
            ("ru", "из Санкт-Петербурга", "Saint Petersburg"),
            ("en", "from St. Petersburg", "Saint Petersburg"),
            ("en", "the U.S. envoy", "United States"),
            ("ru", "посол США", "United States"),
            ("ru", "депутаты Думы", "State Duma"),
        ];
        for (language, text, name) in cases {
            assert_eq!(values(language, text, Name), [name], "{text}");
        }
    }

    #[test]
    fn verbs_are_no_forms_of_a_name() {
        for text in [
            "Так и сказал: «Думаю, да».",
            "Думай, прежде чем говорить.",
            "Думая о доме, он молчал.",
        ] {
            assert!(values("ru", text, Name).is_empty(), "{text}");
        }
    }

    #[test]
    fn acronyms_need_their_capitals() {
        assert!(values("en", "who told us", Name).is_empty());
        assert!(values("ru", "такой мид", Name).is_empty());
        assert_eq!(document("en", "x").sentences.len(), 1);
    }
}
