//! Physical units behind numbers, and words that say that a number is not exact.

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

    const fn plain(kind: MeasureKind, factor: f64) -> Self {
        Self {
            kind,
            factor,
            offset: 0.0,
        }
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
    ("hour*", Duration, 3600.0),
    ("час*", Duration, 3600.0),
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
    ("year", Duration, 31_556_952.0),
    ("years", Duration, 31_556_952.0),
    ("yr", Duration, 31_556_952.0),
    ("год*", Duration, 31_556_952.0),
    ("лет", Duration, 31_556_952.0),
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
    let found = UNITS.iter().find(|(name, ..)| match name.strip_suffix('*') {
        Some(beginning) => word.lower.starts_with(beginning),
        None => word.lower == *name,
    });
    let (_, kind, factor) = found?;
    // "km/h", "км/ч", "miles per hour".
    let behind = text.get(word.span.end..).unwrap_or_default();
    if *kind == Length
        && (behind.starts_with("/h")
            || behind.starts_with("/ч")
            || behind.starts_with(" per hour")
            || behind.starts_with(" в час"))
    {
        return Some(Measure::plain(Speed, factor / 1000.0));
    }
    Some(Measure::plain(*kind, *factor))
}

/// Years, where English gives an age without them: `aged 40`, `at the age of 17`, `he was 13 when`,
/// `Track Palin, 26, spent`.
pub(super) fn age(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> Option<Measure> {
    let text = &context.pair().document(side).text;
    let words = context.words(side, sentence);
    let before = words.partition_point(|word| word.span.end <= number.start);
    let near = &words[before.saturating_sub(2)..before];
    let said = near.iter().any(|word| matches!(&*word.lower, "age" | "aged" | "ages"));
    let is_or_was = near
        .last()
        .is_some_and(|word| matches!(&*word.lower, "was" | "is" | "am" | "turned" | "turns"));
    let behind = words
        .get(before..)
        .unwrap_or_default()
        .iter()
        .find(|word| word.span.start >= number.end);
    let then = behind.is_none_or(|word| matches!(&*word.lower, "when" | "at" | "and" | "i" | "he" | "she"));
    let young = number
        .of(text)
        .parse()
        .is_ok_and(|years: u8| (1..=110).contains(&years));
    let between_commas = || {
        let name = near
            .last()
            .is_some_and(|word| word.capital && text.get(word.span.end..number.start) == Some(", "));
        name && text.get(number.end..).is_some_and(|behind| behind.starts_with(", "))
    };
    let years = Measure::plain(Duration, 31_556_952.0);
    (young && (said || is_or_was && then || between_commas())).then_some(years)
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

/// Beginnings of words before a number that say that it is not exact.
const APPROXIMATE: &[&str] = &[
    "about",
    "around",
    "almost",
    "nearly",
    "roughly",
    "approximately",
    "some",
    "over",
    "more",
    "than",
    "least",
    "under",
    "less",
    "up",
    "close",
    "estimated",
    "circa",
    "около",
    "почти",
    "примерно",
    "приблизительно",
    "порядка",
    "более",
    "больше",
    "свыше",
    "менее",
    "меньше",
    "не",
    "до",
    "чем",
    "порядком",
    "без",
    "ориентировочно",
];

/// Whether one of the two words before a number says that it is not exact.
pub(super) fn is_approximate(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> bool {
    let words = context.words(side, sentence);
    let before = words.partition_point(|word| word.span.end <= number.start);
    let near = &words[before.saturating_sub(2)..before];
    near.iter().any(|word| APPROXIMATE.contains(&&*word.lower))
}

/// Beginnings of words that give a share or a number of times, and the lowest and highest values they can stand for.
const SHARES: &[(&str, f64, f64)] = &[
    ("half", 0.4, 0.6),
    ("halv", 0.4, 0.6),
    ("полов", 0.4, 0.6),
    ("majority", 0.5, 1.0),
    ("большинств", 0.5, 1.0),
    ("third", 0.28, 0.38),
    ("трет", 0.28, 0.38),
    ("quarter", 0.2, 0.3),
    ("четверт", 0.2, 0.3),
    ("twice", 2.0, 2.0),
    ("twofold", 2.0, 2.0),
    ("doubl", 2.0, 2.0),
    ("вдвое", 2.0, 2.0),
    ("дважды", 2.0, 2.0),
    ("удво", 2.0, 2.0),
    ("tripl", 3.0, 3.0),
    ("threefold", 3.0, 3.0),
    ("втрое", 3.0, 3.0),
    ("трижды", 3.0, 3.0),
    ("утро", 3.0, 3.0),
    ("decade", 10.0, 10.0),
    ("десятилет", 10.0, 10.0),
    ("dozen", 12.0, 12.0),
    ("дюжин", 12.0, 12.0),
    ("centur", 100.0, 100.0),
    ("столет", 100.0, 100.0),
    // Compounds: двухметровый, девятивходовой, "two-way".
    ("дву", 1.9, 2.1),
    ("трех", 2.9, 3.1),
    ("четырех", 3.9, 4.1),
    ("пяти", 5.0, 5.0),
    ("шести", 6.0, 6.0),
    ("семи", 7.0, 7.0),
    ("восьми", 8.0, 8.0),
    ("девяти", 9.0, 9.0),
    ("десяти", 10.0, 10.0),
];

/// Whether a word in lower case can stand for this share or number of times.
pub(super) fn share_in_word(word: &str, share: f64) -> bool {
    let mut shares = SHARES.iter();
    shares.any(|(beginning, low, high)| (*low..=*high).contains(&share) && word.starts_with(beginning))
}
