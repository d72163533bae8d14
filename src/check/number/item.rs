//! A number as the check compares it.

use super::measure::{self, Measure};
use crate::alignment::Side;
use crate::anchor::{self, Anchor, Decimal, Detail, Form};
use crate::check::Context;
use crate::document::Span;
use crate::language::Unit;

/// Two amounts in different measures whose values differ by no more than this are a conversion.
const CONVERSION_TOLERANCE: f64 = 0.06;

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) span: Span,
    anchor: Anchor,
    value: Option<f64>,
    pub(super) measure: Option<Measure>,
    /// Whether it is written with digits.
    pub(super) figures: bool,
    /// Whether a word beside it says that it is not exact.
    approximate: bool,
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
        items.extend(numbers.map(|anchor| Item::new(context, side, sentence, anchor)));
    }
    items
}

impl Item {
    fn new(context: &Context<'_>, side: Side, sentence: usize, anchor: &Anchor) -> Self {
        let document = context.pair().document(side);
        let text = anchor.span.of(&document.text);
        Self {
            span: anchor.span,
            value: number(anchor).map(|number| float(number.value)),
            measure: measure::behind(context, side, sentence, anchor.span),
            figures: text.chars().any(char::is_numeric),
            approximate: measure::is_approximate(context, side, sentence, anchor.span),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            anchor: anchor.clone(),
        }
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

    /// How surely both say the same value, 0 to 1.
    pub(super) fn similarity(&self, other: &Self) -> f64 {
        anchor::similarity(&self.anchor, &other.anchor)
    }

    /// Whether both may say the same, perhaps in other units.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.similarity(other) > 0.0 || self.is_conversion_of(other) || self.is_share_of(other)
    }

    /// Whether the numbers are equal and their units contradict each other.
    pub(super) fn unit_differs(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (number(&self.anchor), number(&other.anchor)) else {
            return false;
        };
        match (one.unit, two.unit) {
            (Some(one), Some(two)) => one != two && !is_hundredth(one) && !is_hundredth(two),
            (None, None) => matches!((self.measure, other.measure), (Some(one), Some(two)) if one.differs(two)),
            _ => false,
        }
    }

    fn is_conversion_of(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.value, other.value) else {
            return false;
        };
        match (self.measure, other.measure) {
            (Some(here), Some(there)) if here.kind == there.kind && here != there => {
                close(here.standard(one), there.standard(two), CONVERSION_TOLERANCE)
            }
            _ => false,
        }
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

    /// Whether one is the other with fewer digits, or the other as a round figure with a word such as `about`.
    pub(super) fn is_rounding_of(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.value, other.value) else {
            return false;
        };
        if (self.approximate || other.approximate) && close(one, two, 0.1) {
            return true;
        }
        let rounds =
            |fine: f64, coarse: f64, digits: i32| digits >= 2 && rounded(fine, digits) == rounded(coarse, digits);
        let (here, there) = (self.significant(), other.significant());
        match here.cmp(&there) {
            std::cmp::Ordering::Less => rounds(two, one, here),
            std::cmp::Ordering::Greater => rounds(one, two, there),
            std::cmp::Ordering::Equal => false,
        }
    }

    /// The number of significant digits.
    fn significant(&self) -> i32 {
        let digits = number(&self.anchor).map_or(String::new(), |number| number.value.to_string());
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let trimmed = digits.trim_start_matches('0');
        let trimmed = if digits.contains('.') {
            trimmed
        } else {
            trimmed.trim_end_matches('0')
        };
        i32::try_from(trimmed.len()).unwrap_or(i32::MAX)
    }

    /// Whether a sentence says it in another way: in a date, a code, a time or as plain digits.
    pub(super) fn is_said_in(&self, context: &Context<'_>, side: Side, sentence: usize) -> bool {
        let whole = number(&self.anchor).and_then(|number| number.value.whole());
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
                Detail::Time(time) => whole.is_some_and(|value| is_hour(value, time.minutes)),
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
        let mut words = context.words(side, sentence).iter();
        share.is_some_and(|share| words.any(|word| measure::share_in_word(&word.lower, share)))
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

fn float(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or_default()
}

fn close(one: f64, two: f64, tolerance: f64) -> bool {
    (one - two).abs() <= tolerance * one.abs().max(two.abs())
}

/// The number in so many significant digits, as a string to compare.
fn rounded(value: f64, digits: i32) -> String {
    let places = usize::try_from(digits - 1).unwrap_or_default();
    format!("{value:.places$e}")
}
