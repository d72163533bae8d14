//! A number as the check compares it.

use super::beside;
use super::measure::{self, Measure, MeasureKind};
use crate::alignment::Side;
use crate::anchor::{self, Anchor, Decimal, Detail, Form};
use crate::check::Context;
use crate::document::Span;
use crate::language::Unit;

/// Two amounts in different measures, one of them announced as not exact, may differ by this share.
const CONVERSION_TOLERANCE: f64 = 0.06;

/// A conversion that is rounded to one digit may be off by this share.
const ROUND_TOLERANCE: f64 = 0.025;

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) span: Span,
    anchor: Anchor,
    value: Option<f64>,
    /// The number of significant digits.
    precision: i32,
    pub(super) measure: Option<Measure>,
    /// Whether it is written with digits.
    pub(super) figures: bool,
    /// Whether a word beside it says that it is not exact.
    approximate: bool,
    /// Whether it names a place in a law or a paper.
    pub(super) is_reference: bool,
    text: String,
}

/// The numbers and times of some sentences.
pub(super) fn of_sentences(context: &Context<'_>, side: Side, sentences: &[usize]) -> Vec<Item> {
    let mut items = Vec::new();
    for &sentence in sentences {
        let anchors = context.anchors(side, sentence);
        let numbers = anchors
            .iter()
            .filter(|anchor| matches!(anchor.detail, Detail::Number(_) | Detail::Time(_)));
        let first = items.len();
        items.extend(numbers.map(|anchor| Item::new(context, side, sentence, anchor)));
        join(&mut items, first, &context.pair().document(side).text);
    }
    items
}

/// Makes one of feet and inches, and gives the unit behind a range to both of its ends.
fn join(items: &mut Vec<Item>, first: usize, text: &str) {
    let between = |one: &Item, two: &Item| text.get(one.span.end..two.span.start).unwrap_or("?").to_lowercase();
    for place in (first + 1..items.len()).rev() {
        let gap = between(&items[place - 1], &items[place]);
        if measure::joins_feet_and_inches(&gap) {
            let inches = items.remove(place);
            items[place - 1].add_inches(&inches, text);
        } else if measure::is_range(&gap) && items[place - 1].measure.is_none() {
            items[place - 1].measure = items[place].measure;
        }
    }
}

impl Item {
    fn new(context: &Context<'_>, side: Side, sentence: usize, anchor: &Anchor) -> Self {
        let document = context.pair().document(side);
        let text = anchor.span.of(&document.text);
        Self {
            span: anchor.span,
            value: number(anchor).map(|number| float(number.value)),
            precision: number(anchor).map_or(0, |number| significant_digits(number.value)),
            measure: measure::behind(context, side, sentence, anchor.span)
                .or_else(|| beside::age(context, side, sentence, anchor.span))
                .or_else(|| beside::of_life(context, side, sentence, anchor.span)),
            figures: text.chars().any(char::is_numeric),
            approximate: beside::is_approximate(context, side, sentence, anchor.span),
            is_reference: beside::is_reference(context, side, sentence, anchor.span),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            anchor: anchor.clone(),
        }
    }

    /// Makes it a length in metres.
    fn add_inches(&mut self, inches: &Self, text: &str) {
        self.span = self.span.cover(inches.span);
        self.text = self.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let feet = self.value.unwrap_or_default();
        self.value = Some(feet * 0.3048 + inches.value.unwrap_or_default() * 0.0254);
        self.measure = Some(Measure::METRE);
        self.precision = 3;
        self.anchor.value.clone_from(&self.text);
    }

    /// What stands in the text and, if it says more, the value.
    pub(super) fn in_words(&self) -> String {
        let plain: String = self.text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        if plain == self.anchor.value {
            self.text.clone()
        } else {
            format!("{} ({})", self.text, self.anchor.value)
        }
    }

    /// Whether it is a small number in words, which languages add and drop freely.
    pub(super) fn is_weak(&self) -> bool {
        self.anchor.weak || !self.figures && self.value.is_some_and(|value| value.abs() < 3.0)
    }

    /// Whether it is only the size of a number: `thousands`.
    pub(super) fn is_size(&self) -> bool {
        number(&self.anchor).is_some_and(|number| number.form == Form::Several)
    }

    /// Whether both are sizes, and one is a thousand times the other: `thousands` and `миллионы`.
    pub(super) fn is_other_size(&self, other: &Self) -> bool {
        let values = self
            .value
            .zip(other.value)
            .filter(|(one, two)| *one > 0.0 && *two > 0.0);
        self.is_size() && other.is_size() && values.is_some_and(|(one, two)| (one / two).max(two / one) > 999.0)
    }

    /// How surely both say the same value, 0 to 1.
    pub(super) fn similarity(&self, other: &Self) -> f64 {
        anchor::similarity(&self.anchor, &other.anchor)
    }

    /// Whether both may say the same, perhaps in other units.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.similarity(other) > 0.0 || self.is_said_otherwise_by(other)
    }

    /// Whether the numbers are equal and their units contradict each other.
    pub(super) fn unit_differs(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (number(&self.anchor), number(&other.anchor)) else {
            return false;
        };
        match (one.unit, two.unit) {
            (Some(one), Some(two)) => one != two && !is_hundredth(one) && !is_hundredth(two),
            (None, None) => matches!((self.measure, other.measure), (Some(one), Some(two)) if one.differs(two)),
            // Pounds are both money and a weight, and so is what a barrel costs.
            (Some(Unit::Currency(_)), None) => other.measure.is_some_and(|measure| measure.kind == MeasureKind::Mass),
            (None, Some(Unit::Currency(_))) => self.measure.is_some_and(|measure| measure.kind == MeasureKind::Mass),
            _ => false,
        }
    }

    /// Whether it is the other in another unit: the coarser of the two, converted, is the finer to its last digit.
    fn is_conversion_of(&self, other: &Self) -> bool {
        let (coarse, fine) = if self.precision <= other.precision {
            (self, other)
        } else {
            (other, self)
        };
        let (Some(one), Some(two), Some(from), Some(to)) = (coarse.value, fine.value, coarse.measure, fine.measure)
        else {
            return false;
        };
        if from.kind == MeasureKind::Temperature || to.kind != from.kind {
            return from.is_same_temperature(one, to, two);
        }
        if from == to {
            return false;
        }
        if self.approximate || other.approximate {
            return close(from.standard(one), to.standard(two), CONVERSION_TOLERANCE);
        }
        let there = from.standard(one) / to.standard(1.0);
        let here = to.standard(two) / from.standard(1.0);
        let same_precision = coarse.precision == fine.precision;
        is_conversion(there, two, fine.precision)
            || same_precision && is_conversion(here, one, fine.precision)
            // 650 pounds are some 300 kilograms.
            || coarse.precision == 1 && close(here, one, ROUND_TOLERANCE) && rounded(here, 1) == rounded(one, 1)
    }

    /// `14 K` is 14,000, but not beside 14 carats.
    fn is_carats_of(&self, other: &Self) -> bool {
        let carats = |carats: &Self, letter: &Self| {
            let pure = carats
                .measure
                .is_some_and(|measure| measure.kind == MeasureKind::Fineness);
            let values = carats.value.zip(letter.value);
            pure && letter.text.ends_with(['K', 'К']) && values.is_some_and(|(one, two)| close(one * 1000.0, two, 1e-9))
        };
        carats(self, other) || carats(other, self)
    }

    /// Whether both say the same in other units or as a share, not as the same number.
    pub(super) fn is_said_otherwise_by(&self, other: &Self) -> bool {
        self.is_conversion_of(other) || self.is_share_of(other) || self.is_carats_of(other)
    }

    /// The digits, as in a telephone number.
    pub(super) fn digits(&self) -> impl Iterator<Item = char> {
        self.text.chars().filter(char::is_ascii_digit)
    }

    /// Half and 50 per cent.
    fn is_share_of(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.value, other.value) else {
            return false;
        };
        let percent = |item: &Self| number(&item.anchor).and_then(|number| number.unit) == Some(Unit::Percent);
        let tolerance = if self.approximate || other.approximate {
            0.1
        } else {
            0.011
        };
        match (percent(self), percent(other)) {
            (true, false) => two < 1.0 && close(one, two * 100.0, tolerance),
            (false, true) => one < 1.0 && close(one * 100.0, two, tolerance),
            _ => false,
        }
    }

    /// Whether one is the other with fewer digits: 3.6 for 3.57, or a round figure that a word such as `about` announces.
    ///
    /// If both sides have such a word, the translator kept the figure too, so that another figure is another value.
    pub(super) fn is_rounding_of(&self, other: &Self) -> bool {
        let (coarse, fine) = match self.precision.cmp(&other.precision) {
            std::cmp::Ordering::Less => (self, other),
            std::cmp::Ordering::Greater => (other, self),
            std::cmp::Ordering::Equal => return false,
        };
        let (Some(round), Some(exact)) = (coarse.value, fine.value) else {
            return false;
        };
        if self.is_year() || other.is_year() {
            return false;
        }
        let digits = coarse.precision;
        let announced = coarse.approximate && !fine.approximate && close(round, exact, 0.1);
        let whole = coarse.digits().last() == Some('0');
        announced || !whole && digits >= 2 && rounded(exact, digits) == rounded(round, digits)
    }

    /// Whether it looks like a year, which nobody rounds.
    fn is_year(&self) -> bool {
        let plain = self.text.len() == 4 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        plain && self.value.is_some_and(|value| (1500.0..2100.0).contains(&value))
    }

    /// Whether it is an amount of money or a measure that stands in brackets behind another number.
    /// A measure has to be the other number converted, for `all` numbers of its side are given.
    pub(super) fn is_explanation(&self, text: &str, all: &[Self]) -> bool {
        let money = number(&self.anchor).is_some_and(|number| matches!(number.unit, Some(Unit::Currency(_))));
        if !money && !all.iter().any(|other| self.is_conversion_of(other)) {
            return false;
        }
        let before = text.get(..self.span.start).unwrap_or_default();
        let Some(open) = before.rfind('(').filter(|_| money || self.measure.is_some()) else {
            return false;
        };
        // Before the bracket stands what is explained, behind it at most `about` or `or`.
        let mut outside = before[..open].split_whitespace().rev().take(4);
        let number_before = outside.any(|word| word.chars().any(char::is_numeric));
        number_before && !before[open..].contains(')') && before[open..].split_whitespace().count() <= 3
    }

    /// Whether a sentence says it in another way: in a date, a code, a time or as plain digits.
    pub(super) fn is_said_in(&self, context: &Context<'_>, side: Side, sentence: usize) -> bool {
        let whole = number(&self.anchor).and_then(|number| number.value.whole());
        // "2 minutes" are no two o'clock.
        let of_hours = self.measure.is_none_or(Measure::is_hours);
        let minutes = match &self.anchor.detail {
            Detail::Time(time) => Some(time.minutes),
            _ => None,
        };
        context
            .anchors(side, sentence)
            .iter()
            .any(|anchor| match &anchor.detail {
                Detail::Date(date) => whole.is_some_and(|value| {
                    date.year.map(i64::from) == Some(value) || date.day.map(i64::from) == Some(value)
                }),
                Detail::Time(time) => of_hours && whole.is_some_and(|value| is_hour(value, time.minutes)),
                Detail::Number(number) => minutes
                    .zip(number.value.whole())
                    .is_some_and(|(minutes, value)| is_hour(value, minutes)),
                _ => false,
            })
            || self.is_part_of_a_code(context, side, sentence)
            || self.is_share_in_words(context, side, sentence)
    }

    /// Whether the same digits stand in a word or code that is no number: `COVID-19`, `Су-57`.
    fn is_part_of_a_code(&self, context: &Context<'_>, side: Side, sentence: usize) -> bool {
        let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
        let anchors = context.anchors(side, sentence);
        let is_number = |span: Span| {
            anchors.iter().any(|anchor| {
                anchor.span.overlaps(span) && matches!(anchor.detail, Detail::Number(_) | Detail::Time(_))
            })
        };
        let mut words = context.words(side, sentence).iter();
        !digits.is_empty()
            && words.any(|word| {
                let mut runs = word.lower.split(|c: char| !c.is_ascii_digit());
                runs.any(|run| run == digits) && !is_number(word.span)
            })
    }

    /// Whether it is a percentage, or a number of times, that a word such as half or twice gives roughly.
    fn is_share_in_words(&self, context: &Context<'_>, side: Side, sentence: usize) -> bool {
        let percent = number(&self.anchor).is_some_and(|number| number.unit == Some(Unit::Percent));
        let share = self.value.map(|value| if percent { value / 100.0 } else { value });
        let years = self.measure.is_none_or(Measure::is_years);
        let mut words = context.words(side, sentence).iter();
        share.is_some_and(|share| {
            words.any(|word| {
                beside::share_in_word(&word.lower, share) || years && beside::years_in_word(&word.lower, share)
            })
        })
    }
}

fn number(anchor: &Anchor) -> Option<anchor::Number> {
    match anchor.detail {
        Detail::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether it is a decade, whose name may be spelled with or without its century.
pub(super) fn is_decade(item: &Item) -> bool {
    number(&item.anchor).is_some_and(|number| number.form == Form::Decade)
}

fn is_hour(hour: i64, minutes: u16) -> bool {
    let minutes = i64::from(minutes);
    minutes % 60 == 0 && (minutes / 60 - hour) % 12 == 0
}

fn is_hundredth(unit: Unit) -> bool {
    unit == Unit::Currency(*b"XCT")
}

fn significant_digits(value: Decimal) -> i32 {
    let digits = value.to_string();
    let digits = digits.trim_start_matches(['0', '.', '-']);
    let digits = if digits.contains('.') {
        digits
    } else {
        digits.trim_end_matches('0')
    };
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn float(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or_default()
}

fn close(one: f64, two: f64, tolerance: f64) -> bool {
    (one - two).abs() <= tolerance * one.abs().max(two.abs())
}

/// Whether a converted amount is written with so many digits.
fn is_conversion(converted: f64, written: f64, digits: i32) -> bool {
    let last = unit_of_last_digit(written, digits);
    let off = (converted - written).abs();
    let is_five = (written / last).round() % 5.0 == 0.0;
    rounded(converted, digits) == rounded(written, digits)
        // With three digits the last may be cut off, or come of a rounder factor: 70 miles are 112 or 113 km.
        || digits >= 3 && off <= 1.01 * last
        // 40 miles are 65 km, for those who count by fives.
        || is_five && digits >= 2 && off <= 2.5 * last && close(converted, written, ROUND_TOLERANCE)
}

/// What one more in the last of so many significant digits adds.
#[allow(clippy::cast_possible_truncation)] // The logarithm of a number that somebody wrote is small.
fn unit_of_last_digit(value: f64, digits: i32) -> f64 {
    10_f64.powi(value.abs().log10().floor() as i32 - digits + 1)
}

/// The number in so many significant digits, as a string to compare.
fn rounded(value: f64, digits: i32) -> String {
    let places = usize::try_from(digits - 1).unwrap_or_default();
    format!("{value:.places$e}")
}
