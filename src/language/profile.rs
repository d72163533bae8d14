//! What a language file says: [`Profile`].

use super::Language;

/// What the program knows of one language.
///
/// Word lists are lower-case forms separated by spaces, every inflected form spelled out, `ё` written `е`. Whatever a
/// language does not have stays as in [`Profile::PLAIN`].
#[derive(Debug)]
pub struct Profile {
    /// Which language.
    pub language: Language,
    /// Its Snowball stemmer.
    pub stemmer: Option<snowball_stemmers_rs::Algorithm>,
    /// The sign before the decimal places, `.` or `,`.
    pub decimal_sign: char,
    /// Whether thousands are grouped by a plain space: `1 234`.
    pub grouped_by_space: bool,
    /// Forms of the months, January first. Abbreviations stand without their full stop.
    pub months: [&'static str; 12],
    /// Forms of the week days, Monday first.
    pub weekdays: [&'static str; 7],
    /// Months, week days and numerals that are more often another word: `may`, `second`. They count only beside a
    /// number that makes them clear.
    pub homographs: &'static str,
    /// Cardinal numerals below one thousand.
    pub cardinals: &'static [(u32, &'static str)],
    /// Ordinal numerals; with [`Profile::ordinal_endings`] only their stems.
    pub ordinals: &'static [(u32, &'static str)],
    /// Endings of the ordinals; empty if the ordinals are whole words.
    pub ordinal_endings: &'static str,
    /// Power of ten, forms that alone mean one of it (`million`), forms that need a number before (`millions`).
    pub scales: &'static [(u8, &'static str, &'static str)],
    /// Power of ten and abbreviations that mean it after figures: `bn`.
    pub short_scales: &'static [(u8, &'static str)],
    /// Broken numerals: mantissa, power of ten, forms. Those below one need a scale behind: `half a million`.
    pub fractions: &'static [(u32, i8, &'static str)],
    /// Power of ten and words for some number of that size: `hundreds`.
    pub several: &'static [(u8, &'static str)],
    /// Words for twelve, behind a number so many times twelve.
    pub dozens: &'static str,
    /// First year and words for a decade: `nineties`.
    pub decades: &'static [(u32, &'static str)],
    /// Words for a part of a whole: 3 and `third thirds`.
    pub parts: &'static [(u32, &'static str)],
    /// Phrases that add one half, separated by `|`: `and a half`.
    pub and_a_half: &'static str,
    /// Words inside numerals that add nothing: `and` in `a hundred and five`.
    pub joiners: &'static str,
    /// The least number after which a joiner may stand: 100 in English, 10 in Spanish.
    pub joined_from: u32,
    /// Whether `quatre-vingts` is 80.
    pub vigesimal: bool,
    /// First parts of compounds such as `двадцатитрехлетний`, and what they are worth.
    pub compound_parts: &'static [(u32, &'static str)],
    /// How the second part of such a compound begins: `летн`.
    pub compound_rests: &'static str,
    /// Words for percent, percentage points and currencies. An underscore joins two words: `per_cent`.
    pub units: &'static [(Unit, &'static str)],
    /// Words that make the next number negative.
    pub minus: &'static str,
    /// What follows figures to make an ordinal, perhaps after a hyphen: `rd`, `й`.
    pub ordinal_suffixes: &'static str,
    /// What follows figures to make a decade: `s` in `1990s`.
    pub decade_suffixes: &'static str,
    /// Words for year that follow a year's number.
    pub year_words: &'static str,
    /// Words for century, which make a Roman numeral beside them sure.
    pub century_words: &'static str,
    /// Words that turn an hour into a time of day.
    pub day_parts: &'static [(DayPart, &'static str)],
    /// Words that may stand between an hour and a [`DayPart`]: `часов`.
    pub hour_words: &'static str,
    /// Words for twelve o'clock by day.
    pub noon: &'static str,
    /// Words for twelve o'clock by night.
    pub midnight: &'static str,
    /// Prepositions that stand before a time written `22.00`.
    pub time_prepositions: &'static str,
    /// Words that join the parts of a date: `of`, `de`.
    pub date_joiners: &'static str,
    /// Pronouns, articles, prepositions and the like: never names, even with a capital letter.
    pub function_words: &'static str,
}

impl Profile {
    /// A language of which nothing is known. Language files fill in what they do not know from here.
    pub const PLAIN: Self = Self {
        language: Language::UNDETERMINED,
        stemmer: None,
        decimal_sign: '.',
        grouped_by_space: false,
        months: [""; 12],
        weekdays: [""; 7],
        homographs: "",
        cardinals: &[],
        ordinals: &[],
        ordinal_endings: "",
        scales: &[],
        short_scales: &[],
        fractions: &[],
        several: &[],
        dozens: "",
        decades: &[],
        parts: &[],
        and_a_half: "",
        joiners: "",
        joined_from: 100,
        vigesimal: false,
        compound_parts: &[],
        compound_rests: "",
        units: &[],
        minus: "",
        ordinal_suffixes: "",
        decade_suffixes: "",
        year_words: "",
        century_words: "",
        day_parts: &[],
        hour_words: "",
        noon: "",
        midnight: "",
        time_prepositions: "",
        date_joiners: "",
        function_words: "",
    };
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Percent.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// A currency, by its ISO 4217 code; `XCT` is the hundredth part of any.
    Currency([u8; 3]),
}

impl Unit {
    /// `%`, `pp` or the currency's code.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Percent => "%",
            Self::PercentagePoint => "pp",
            // The code is ASCII in every language file, so the fallback is never taken.
            Self::Currency(code) => std::str::from_utf8(code).unwrap_or("XXX"),
        }
    }
}

/// Which half of the day an hour lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// Hours 0 to 11; 12 is midnight.
    Morning,
    /// Hours 12 to 23; 12 is noon.
    Afternoon,
    /// The hour is counted to 24, or nobody knows: `Uhr`.
    Any,
}
