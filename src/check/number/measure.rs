//! Physical units behind numbers.

use crate::alignment::Side;
use crate::check::{Context, Word};
use crate::document::Span;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MeasureKind {
    Length,
    Area,
    Mass,
    Volume,
    Speed,
    Temperature,
    Duration,
    Energy,
    /// Of gold, in carats.
    Fineness,
}

/// A physical unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) kind: MeasureKind,
    /// The unit in the standard unit of its kind.
    factor: f64,
    /// What is added after multiplying: degrees Fahrenheit.
    offset: f64,
}

/// Converted degrees are rounded, so that they may be this far off.
const DEGREES_OFF: f64 = 1.0;

impl Measure {
    /// Six feet six, in metres.
    pub(super) const METRE: Self = Self::plain(Length, 1.0);

    /// An age.
    pub(super) const YEARS: Self = Self::plain(Duration, YEAR);

    const fn plain(kind: MeasureKind, factor: f64) -> Self {
        Self {
            kind,
            factor,
            offset: 0.0,
        }
    }

    /// Whether it counts hours.
    pub(super) fn is_hours(self) -> bool {
        self == Self::plain(Duration, HOUR)
    }

    /// Whether it counts years.
    pub(super) fn is_years(self) -> bool {
        self == Self::YEARS
    }

    /// Whether two temperatures are the same on two scales.
    pub(super) fn is_same_temperature(self, amount: f64, other: Self, there: f64) -> bool {
        let close = |one: f64, two: f64| (one - two).abs() <= DEGREES_OFF;
        let both = self.kind == Temperature && other.kind == Temperature;
        // "80 degrees" says no scale: an American paper means Fahrenheit.
        both && (close(self.standard(amount), other.standard(there))
            || self == other
                && (close(FAHRENHEIT.standard(amount), there) || close(amount, FAHRENHEIT.standard(there))))
    }

    /// An amount of this unit in the standard unit of its kind.
    pub(super) fn standard(self, amount: f64) -> f64 {
        amount * self.factor + self.offset
    }

    /// Whether the same number of both units is another amount.
    pub(super) fn differs(self, other: Self) -> bool {
        // Tons are metric, short and long, and news does not tell which.
        self.kind != other.kind || (self.factor / other.factor - 1.0).abs() > 0.15
    }
}

/// An hour and a year in seconds.
const HOUR: f64 = 3600.0;
const YEAR: f64 = 31_556_952.0;

use MeasureKind::{Area, Duration, Energy, Fineness, Length, Mass, Speed, Temperature, Volume};

/// Words and signs of units: the beginning of the word, what it measures, in standard units.
///
/// A word that ends in `*` stands for all words that begin so. Standard units: metre, square metre, kilogram, litre,
/// kilometre per hour, degree Celsius, second, watt-hour.
const UNITS: &[(&str, MeasureKind, f64)] = &[
    ("mm", Length, 0.001),
    ("мм", Length, 0.001),
    ("millimet*", Length, 0.001),
    ("миллиметр*", Length, 0.001),
    ("cm", Length, 0.01),
    ("см", Length, 0.01),
    ("centimet*", Length, 0.01),
    ("сантиметр*", Length, 0.01),
    ("m", Length, 1.0),
    ("м", Length, 1.0),
    ("metre*", Length, 1.0),
    ("meter*", Length, 1.0),
    ("метр*", Length, 1.0),
    ("km", Length, 1000.0),
    ("км", Length, 1000.0),
    ("kilomet*", Length, 1000.0),
    ("километр*", Length, 1000.0),
    ("mile*", Length, 1609.34),
    ("миль", Length, 1609.34),
    ("мили", Length, 1609.34),
    ("миля", Length, 1609.34),
    ("милю", Length, 1609.34),
    ("милях", Length, 1609.34),
    ("foot", Length, 0.3048),
    ("feet", Length, 0.3048),
    ("ft", Length, 0.3048),
    ("фут*", Length, 0.3048),
    ("inch*", Length, 0.0254),
    ("дюйм*", Length, 0.0254),
    ("yard*", Length, 0.9144),
    ("ярд*", Length, 0.9144),
    ("hectare*", Area, 10_000.0),
    ("ha", Area, 10_000.0),
    ("га", Area, 10_000.0),
    ("гектар*", Area, 10_000.0),
    ("acre*", Area, 4046.86),
    ("акр*", Area, 4046.86),
    ("g", Mass, 0.001),
    ("г", Mass, 0.001),
    ("gram*", Mass, 0.001),
    ("грамм*", Mass, 0.001),
    ("kg", Mass, 1.0),
    ("кг", Mass, 1.0),
    ("kilo*", Mass, 1.0),
    ("килограмм*", Mass, 1.0),
    ("кило", Mass, 1.0),
    ("ton", Mass, 1000.0),
    ("tons", Mass, 1000.0),
    ("tonne*", Mass, 1000.0),
    ("т", Mass, 1000.0),
    ("тонн*", Mass, 1000.0),
    ("pound*", Mass, 0.4536),
    ("lb", Mass, 0.4536),
    ("lbs", Mass, 0.4536),
    ("фунт*", Mass, 0.4536),
    ("ounce*", Mass, 0.02835),
    ("oz", Mass, 0.02835),
    ("унци*", Mass, 0.02835),
    ("litre*", Volume, 1.0),
    ("liter*", Volume, 1.0),
    ("л", Volume, 1.0),
    ("литр*", Volume, 1.0),
    ("gallon*", Volume, 3.785),
    ("галлон*", Volume, 3.785),
    ("barrel*", Volume, 158.99),
    ("баррел*", Volume, 158.99),
    ("kph", Speed, 1.0),
    ("mph", Speed, 1.609),
    ("knots", Speed, 1.852),
    ("узл*", Speed, 1.852),
    ("second*", Duration, 1.0),
    ("sec", Duration, 1.0),
    ("секунд*", Duration, 1.0),
    ("сек", Duration, 1.0),
    ("minute*", Duration, 60.0),
    ("min", Duration, 60.0),
    ("минут*", Duration, 60.0),
    ("мин", Duration, 60.0),
    ("hour*", Duration, HOUR),
    ("час*", Duration, HOUR),
    ("day", Duration, 86_400.0),
    ("days", Duration, 86_400.0),
    ("day's", Duration, 86_400.0),
    ("день", Duration, 86_400.0),
    ("дня", Duration, 86_400.0),
    ("дней", Duration, 86_400.0),
    ("сут*", Duration, 86_400.0),
    ("week", Duration, 604_800.0),
    ("weeks", Duration, 604_800.0),
    ("недел*", Duration, 604_800.0),
    ("month*", Duration, 2_629_746.0),
    ("месяц*", Duration, 2_629_746.0),
    ("мес", Duration, 2_629_746.0),
    ("year", Duration, YEAR),
    ("years", Duration, YEAR),
    ("yr", Duration, YEAR),
    ("год*", Duration, YEAR),
    ("лет", Duration, YEAR),
    ("kilowatt*", Energy, 1000.0),
    ("киловатт*", Energy, 1000.0),
    ("квт*", Energy, 1000.0),
    ("kw", Energy, 1000.0),
    ("megawatt*", Energy, 1e6),
    ("мегаватт*", Energy, 1e6),
    ("мвт", Energy, 1e6),
    ("mw", Energy, 1e6),
    ("gigawatt*", Energy, 1e9),
    ("гигаватт*", Energy, 1e9),
    ("гвт", Energy, 1e9),
    ("gw", Energy, 1e9),
    ("карат*", Fineness, 1.0),
    ("carat*", Fineness, 1.0),
    ("karat*", Fineness, 1.0),
];

/// The unit that stands right behind a number: in the next word, or in the number's own last word (`100km`).
pub(super) fn behind(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> Option<Measure> {
    let text = &context.pair().document(side).text;
    let words = context.words(side, sentence);
    if let Some(unit) = inside(words, number) {
        return Some(unit);
    }
    let next = words.iter().find(|word| word.span.start >= number.end)?;
    let between = text.get(number.end..next.span.start)?;
    if between.contains(['°', 'º', '℃', '℉']) {
        return Some(if next.lower.starts_with('f') {
            FAHRENHEIT
        } else {
            CELSIUS
        });
    }
    let close = between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑'));
    close.then(|| unit_of(words, next, text)).flatten()
}

/// The unit that is written together with the number: `100km`.
fn inside(words: &[Word], number: Span) -> Option<Measure> {
    let word = words
        .iter()
        .find(|word| word.span.overlaps(number) && word.span.end >= number.end)?;
    let unit = word
        .lower
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    // A single letter may stand for a million.
    let written = unit.len() < word.lower.len() && unit.chars().nth(1).is_some();
    let (kind, factor) = unit_named(unit).filter(|_| written)?;
    Some(Measure::plain(kind, factor))
}

const CELSIUS: Measure = Measure::plain(Temperature, 1.0);

const FAHRENHEIT: Measure = Measure {
    kind: Temperature,
    factor: 5.0 / 9.0,
    offset: -160.0 / 9.0,
};

fn unit_of(words: &[Word], word: &Word, text: &str) -> Option<Measure> {
    let following = words.iter().find(|next| next.span.start >= word.span.end);
    if matches!(
        &*word.lower,
        "square" | "sq" | "кв" | "квадратных" | "квадратный" | "cubic" | "куб"
    ) {
        // A length in the name of an area: not compared.
        return None;
    }
    if matches!(&*word.lower, "degrees" | "градусов" | "градуса" | "градус") {
        let fahrenheit =
            following.is_some_and(|next| next.lower.starts_with("fahr") || next.lower.starts_with("фарен"));
        return Some(if fahrenheit { FAHRENHEIT } else { CELSIUS });
    }
    if following.is_some_and(|next| next.lower.starts_with("рожден")) {
        // День рождения.
        return Some(Measure::YEARS);
    }
    let (kind, factor) = unit_named(&word.lower)?;
    // "km/h", "км/ч", "miles per hour".
    let behind = text.get(word.span.end..).unwrap_or_default();
    if kind == Length
        && (behind.starts_with("/h")
            || behind.starts_with("/ч")
            || behind.starts_with(" per hour")
            || behind.starts_with(" в час"))
    {
        return Some(Measure::plain(Speed, factor / 1000.0));
    }
    Some(Measure::plain(kind, factor))
}

/// The unit of a word or sign in lower case.
fn unit_named(word: &str) -> Option<(MeasureKind, f64)> {
    let found = UNITS.iter().find(|(name, ..)| match name.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == *name,
    });
    found.map(|(_, kind, factor)| (*kind, *factor))
}

/// Words and signs between the two ends of a range.
const RANGE: &[&str] = &["", "to", "or", "and", "до", "или", "и", "по"];

/// Whether the text between two numbers makes them the ends of a range, so that the unit of the second is the first's.
pub(super) fn is_range(between: &str) -> bool {
    let word = between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '−'));
    RANGE.contains(&word)
}

/// Whether the text between two numbers joins feet and inches: `6-foot-6`, `6 ft 6`.
pub(super) fn joins_feet_and_inches(between: &str) -> bool {
    let word = between.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '‑'));
    matches!(
        word,
        "foot" | "feet" | "ft" | "ft." | "фут" | "фута" | "футов" | "'" | "’" | "′"
    )
}
