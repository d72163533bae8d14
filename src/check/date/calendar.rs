//! The calendar: week days of dates, and what `yesterday` is in an article that names its own date.

use jiff::civil;

use crate::alignment::Side;
use crate::anchor::{Anchor, Date, Detail};
use crate::check::Context;
use crate::document::Role;

/// The week days, from Monday on.
pub(super) const NAMES: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Words for days seen from the article's own, in lower case, and how many days away they are.
const RELATIVE: &[(&str, i64)] = &[
    ("today", 0),
    ("tonight", 0),
    ("yesterday", -1),
    ("tomorrow", 1),
    ("сегодня", 0),
    ("вчера", -1),
    ("накануне", -1),
    ("завтра", 1),
    ("позавчера", -2),
    ("послезавтра", 2),
];

/// The day of the week, 1 (Monday) to 7, of a date with a year.
pub(super) fn weekday(date: Date) -> Option<u8> {
    let date = civil_date(date)?;
    u8::try_from(date.weekday().to_monday_one_offset()).ok()
}

fn civil_date(date: Date) -> Option<civil::Date> {
    let year = i16::try_from(date.year?).ok()?;
    civil::Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day?).ok()?).ok()
}

/// The days that the two versions name as their own.
#[derive(Debug)]
pub(super) struct Calendar {
    /// The date of the dateline or time stamp, by side, perhaps without its year.
    own: [Option<Date>; 2],
}

impl Calendar {
    pub(super) fn of(context: &Context<'_>) -> Self {
        Self {
            own: Side::BOTH.map(|side| own_date(context, side)),
        }
    }

    /// Whether a date falls on the week day that the other anchor names; whether a date without a year does is
    /// not known, and then the answer is `unknown`.
    pub(super) fn is_same_day(&self, one: &Anchor, two: &Anchor, unknown: bool) -> bool {
        let ((Detail::Date(date), Detail::Weekday(day)) | (Detail::Weekday(day), Detail::Date(date))) =
            (&one.detail, &two.detail)
        else {
            return false;
        };
        date.day.is_some() && weekday(self.with_year(*date)).map_or(unknown, |real| real == *day)
    }

    /// Whether a sentence says a date, or a week day, as `yesterday`; `unknown` if the article names no date of its own.
    pub(super) fn is_said_relatively(
        &self,
        context: &Context<'_>,
        side: Side,
        sentence: usize,
        date: &Anchor,
        unknown: bool,
    ) -> bool {
        let words = context.words(side, sentence);
        let mut days = words
            .iter()
            .filter_map(|word| RELATIVE.iter().find(|(relative, _)| *relative == word.lower))
            .map(|(_, days)| *days);
        days.any(|days| self.is_so_many_days_away(days, date).unwrap_or(unknown))
    }

    /// Whether a date may be so many days after the article's own, if the article names that.
    fn is_so_many_days_away(&self, days: i64, date: &Anchor) -> Option<bool> {
        let own = self
            .own
            .iter()
            .flatten()
            .find_map(|own| civil_date(self.with_year(*own)));
        let day = own.and_then(|own| own.checked_add(jiff::Span::new().days(days)).ok())?;
        Some(match &date.detail {
            Detail::Weekday(weekday) => {
                day.weekday().to_monday_one_offset() == i8::try_from(*weekday).unwrap_or_default()
            }
            Detail::Date(date) => {
                let (month, number) = (i8::try_from(date.month), date.day.map(i8::try_from));
                month == Ok(day.month()) && number.is_none_or(|number| number == Ok(day.day()))
            }
            _ => false,
        })
    }

    /// The date with the year of the article's own date, if it has none.
    fn with_year(&self, date: Date) -> Date {
        let year = self.own.iter().flatten().find_map(|own| own.year);
        Date {
            year: date.year.or(year),
            ..date
        }
    }
}

/// The day that either version names as its own, with its year, such as `2024-02-14`.
pub(in crate::check) fn own_day(context: &Context<'_>) -> Option<String> {
    let dates = Side::BOTH.iter().filter_map(|&side| own_date(context, side));
    let mut days = dates
        .filter(|date| !date.ambiguous)
        .filter_map(|date| Some(format!("{:04}-{:02}-{:02}", date.year?, date.month, date.day?)));
    days.next()
}

/// The date in the dateline or time stamp of a version.
fn own_date(context: &Context<'_>, side: Side) -> Option<Date> {
    let sentences = 0..context.pair().document(side).sentences.len();
    let mut own = sentences
        .filter(|&sentence| matches!(context.role(side, sentence), Role::Dateline | Role::Date))
        .flat_map(|sentence| context.anchors(side, sentence))
        .filter_map(|anchor| match anchor.detail {
            Detail::Date(date) => date.day.map(|_| date),
            _ => None,
        });
    own.next()
}
