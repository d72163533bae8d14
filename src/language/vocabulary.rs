//! The word lists of a [`Profile`], turned into one look-up: [`Vocabulary`].

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::profile::{DayPart, Profile, Unit};
use super::{Language, PROFILES};

/// What a word can mean as part of a number, date or time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// As a numeral.
    pub numeral: Option<Numeral>,
    /// As a month, 1 to 12.
    pub month: Option<u8>,
    /// As a day of the week, 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// As a unit.
    pub unit: Option<Unit>,
    /// As a part of the day.
    pub day_part: Option<DayPart>,
    /// As a part of a whole: 3 for `third`.
    pub part: Option<u32>,
    /// As a time of day, in minutes since midnight: `noon`.
    pub time: Option<u16>,
    /// As a word with a duty in a number or date.
    pub role: WordRole,
    /// Whether the word is more often something else.
    pub homograph: bool,
    /// Whether it is a function word, never a name.
    pub function: bool,
}

/// What a numeral is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// `seven`.
    Cardinal(u32),
    /// `seventh`.
    Ordinal(u32),
    /// `million`, a power of ten, which may stand for one of it.
    Scale {
        /// The power of ten.
        exponent: u8,
        /// Whether it means one of it when it stands alone.
        alone: bool,
    },
    /// `bn`, a power of ten after figures only.
    ShortScale(u8),
    /// `half`, mantissa and power of ten.
    Fraction(u32, i8),
    /// `hundreds`, a power of ten: some number of that size; behind a number so many of it.
    Several(u8),
    /// `nineties`, by its first year.
    Decade(u32),
}

/// A duty of a word inside a number or a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WordRole {
    /// None.
    #[default]
    None,
    /// `minus`.
    Minus,
    /// `year` behind a year's number.
    Year,
    /// `century`.
    Century,
    /// `hours` between the hour and the part of the day.
    Hour,
}

/// The word lists of one language as a look-up. Built once per language, when first asked for.
#[derive(Debug)]
pub struct Vocabulary {
    /// The profile behind it.
    pub profile: &'static Profile,
    words: FxHashMap<String, Meaning>,
    unit_phrases: FxHashMap<&'static str, Unit>,
    compound_starts: FxHashSet<[char; 2]>,
    /// The parts of compounds with their values.
    compound_parts: Vec<(u32, &'static str)>,
    joiners: Vec<&'static str>,
    /// Words of scripts without spaces, by their first letter, the longest first.
    unspaced: FxHashMap<char, Vec<String>>,
}

static NOTHING_KNOWN: Profile = Profile::PLAIN;

/// The vocabulary of a language; an empty one for a language without a file.
#[must_use]
pub fn vocabulary(language: Option<Language>) -> &'static Vocabulary {
    static BUILT: [OnceLock<Vocabulary>; PROFILES.len() + 1] = [const { OnceLock::new() }; PROFILES.len() + 1];
    let position = language.and_then(|wanted| PROFILES.iter().position(|profile| profile.language == wanted));
    let profile = position.map_or(&NOTHING_KNOWN, |index| PROFILES[index]);
    BUILT[position.unwrap_or(PROFILES.len())].get_or_init(|| Vocabulary::build(profile))
}

impl Meaning {
    /// That of most words.
    pub(crate) const NONE: Self = Self {
        numeral: None,
        month: None,
        weekday: None,
        unit: None,
        day_part: None,
        part: None,
        time: None,
        role: WordRole::None,
        homograph: false,
        function: false,
    };
}

impl Vocabulary {
    /// What a lower-case word (`ё` written `е`) can mean; nothing for most words.
    #[must_use]
    pub fn meaning(&self, word: &str) -> Meaning {
        *self.meaning_of(word)
    }

    /// [`Vocabulary::meaning`], where it lies.
    pub(crate) fn meaning_of(&self, word: &str) -> &Meaning {
        self.words.get(word).unwrap_or(&Meaning::NONE)
    }

    /// The unit that two words name together: `per`, `cent`.
    #[must_use]
    pub fn unit_phrase(&self, first: &str, second: &str) -> Option<Unit> {
        let found = self.unit_phrases.iter().find(|(phrase, _)| {
            phrase.split_once('_') == Some((first, second)) // A handful of phrases at most.
        });
        found.map(|(_, unit)| *unit)
    }

    /// Whether the word may stand inside a numeral without adding to it.
    #[must_use]
    pub fn is_joiner(&self, word: &str) -> bool {
        self.joiners.contains(&word)
    }

    /// The longest word of a script without spaces that the text begins with, in bytes.
    #[must_use]
    pub fn unspaced_word(&self, text: &str) -> Option<usize> {
        let words = self.unspaced.get(&text.chars().next()?)?;
        words
            .iter()
            .find(|word| text.starts_with(word.as_str()))
            .map(String::len)
    }

    /// The number at the start of a compound such as `двадцатитрехлетний`; `None` for other words.
    #[must_use]
    pub fn compound(&self, word: &str) -> Option<u32> {
        let mut letters = word.chars();
        let start = [letters.next()?, letters.next()?];
        if !self.compound_starts.contains(&start) {
            return None;
        }
        let (mut value, mut rest, mut limit) = (0, word, u32::MAX);
        while let Some((part, form)) = self.longest_part(rest, limit) {
            value += part;
            rest = &rest[form.len()..];
            limit = part;
        }
        if value == 0 || rest.is_empty() {
            return None;
        }
        let known = self
            .profile
            .compound_rests
            .split(' ')
            .any(|begin| rest.starts_with(begin));
        known.then_some(value)
    }

    fn longest_part(&self, word: &str, limit: u32) -> Option<(u32, &'static str)> {
        let forms = self.compound_parts.iter().copied();
        forms
            .filter(|(value, form)| *value < limit && word.starts_with(form))
            .max_by_key(|(_, form)| form.len())
    }

    fn build(profile: &'static Profile) -> Self {
        let mut words = Words::default();
        words.add_calendar(profile);
        words.add_numerals(profile);
        words.add_roles(profile);
        let phrases = profile.units.iter();
        let phrases = phrases.flat_map(|(unit, forms)| forms.split(' ').map(move |form| (form, *unit)));
        let parts = profile.compound_parts.iter();
        let parts = parts.flat_map(|(value, forms)| forms.split(' ').map(move |form| (*value, form)));
        let compound_parts: Vec<(u32, &str)> = parts.collect();
        Self {
            profile,
            unspaced: unspaced(&words.map),
            words: words.map,
            unit_phrases: phrases.filter(|(form, _)| form.contains('_')).collect(),
            compound_starts: compound_parts.iter().filter_map(|(_, form)| first_two(form)).collect(),
            compound_parts,
            joiners: profile.joiners.split_whitespace().collect(),
        }
    }
}

/// The words whose neighbours stand close to them, by first letter, the longest first.
fn unspaced(words: &FxHashMap<String, Meaning>) -> FxHashMap<char, Vec<String>> {
    let mut found: FxHashMap<char, Vec<String>> = FxHashMap::default();
    for word in words.keys() {
        if let Some(first) = word.chars().next().filter(|first| is_unspaced(*first)) {
            found.entry(first).or_default().push(word.clone());
        }
    }
    for list in found.values_mut() {
        list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    }
    found
}

/// Whether words of this letter's script stand without spaces, or have particles attached, as in Korean.
#[must_use]
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn first_two(word: &str) -> Option<[char; 2]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?])
}

#[derive(Default)]
struct Words {
    map: FxHashMap<String, Meaning>,
}

impl Words {
    fn each(&mut self, forms: &str, mut change: impl FnMut(&mut Meaning)) {
        for form in forms.split_whitespace() {
            change(self.map.entry(form.to_owned()).or_default());
        }
    }

    fn add_calendar(&mut self, profile: &Profile) {
        for (month, forms) in (1..).zip(profile.months) {
            self.each(forms, |meaning| meaning.month = Some(month));
        }
        for (weekday, forms) in (1..).zip(profile.weekdays) {
            self.each(forms, |meaning| meaning.weekday = Some(weekday));
        }
    }

    fn add_numerals(&mut self, profile: &Profile) {
        for (value, forms) in profile.ordinals {
            for ending in endings(profile.ordinal_endings) {
                let forms: Vec<_> = forms.split(' ').map(|stem| format!("{stem}{ending}")).collect();
                self.each(&forms.join(" "), |meaning| {
                    meaning.numeral = Some(Numeral::Ordinal(*value));
                });
            }
        }
        for (value, forms) in profile.cardinals {
            self.each(forms, |meaning| meaning.numeral = Some(Numeral::Cardinal(*value)));
        }
        for &(exponent, single, other) in profile.scales {
            for (forms, alone) in [(other, false), (single, true)] {
                self.each(forms, |meaning| {
                    meaning.numeral = Some(Numeral::Scale { exponent, alone });
                });
            }
        }
        for &(exponent, forms) in profile.short_scales {
            self.each(forms, |meaning| meaning.numeral = Some(Numeral::ShortScale(exponent)));
        }
        for &(mantissa, exponent, forms) in profile.fractions {
            self.each(forms, |meaning| {
                meaning.numeral = Some(Numeral::Fraction(mantissa, exponent));
            });
        }
        for &(exponent, forms) in profile.several {
            self.each(forms, |meaning| meaning.numeral = Some(Numeral::Several(exponent)));
        }
        for &(year, forms) in profile.decades {
            self.each(forms, |meaning| meaning.numeral = Some(Numeral::Decade(year)));
        }
        for &(part, forms) in profile.parts {
            self.each(forms, |meaning| meaning.part = Some(part));
        }
    }

    fn add_roles(&mut self, profile: &Profile) {
        for &(unit, forms) in profile.units {
            self.each(forms, |meaning| meaning.unit = Some(unit));
        }
        for &(part, forms) in profile.day_parts {
            self.each(forms, |meaning| meaning.day_part = Some(part));
        }
        for (forms, minutes) in [(profile.noon, 12 * 60), (profile.midnight, 0)] {
            self.each(forms, |meaning| meaning.time = Some(minutes));
        }
        let roles = [
            (profile.minus, WordRole::Minus),
            (profile.year_words, WordRole::Year),
            (profile.century_words, WordRole::Century),
            (profile.hour_words, WordRole::Hour),
        ];
        for (forms, role) in roles {
            self.each(forms, |meaning| meaning.role = role);
        }
        self.each(profile.homographs, |meaning| meaning.homograph = true);
        self.each(profile.function_words, |meaning| meaning.function = true);
    }
}

/// The endings of a list; the empty ending for an empty list.
fn endings(list: &str) -> Vec<&str> {
    if list.is_empty() {
        vec![""]
    } else {
        list.split(' ').collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_ordinals_are_found_in_every_case() {
        let words = vocabulary(Some(Language::RUSSIAN));
        for word in ["третий", "третьего", "третья", "третьих"] {
            assert_eq!(words.meaning(word).numeral, Some(Numeral::Ordinal(3)), "{word}");
        }
        assert_eq!(words.meaning("двадцатого").numeral, Some(Numeral::Ordinal(20)));
    }

    #[test]
    fn compounds_give_their_number() {
        let words = vocabulary(Some(Language::RUSSIAN));
        assert_eq!(words.compound("сорокатрехлетний"), Some(43));
        assert_eq!(words.compound("пятилетнего"), Some(5));
        assert_eq!(words.compound("семилетку"), None);
        assert_eq!(words.compound("треск"), None);
        assert_eq!(words.compound("двор"), None);
    }

    #[test]
    fn unknown_language_has_an_empty_vocabulary() {
        assert_eq!(vocabulary(None).meaning("may"), Meaning::default());
    }
}
