//! Dates: days, months with or without a year, week days. A year alone is a number.

use super::number::Form;
use super::scan::{Case, Gap, Kind, Scan, is_dash, is_hyphen};
use super::{Anchor, Detail, numeral, weekday};
use crate::alignment::EvidenceKind;
use crate::language::{Numeral, WordRole};

/// A date, or a part of one. Every date has a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year, if it is said.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, if it is said.
    pub day: Option<u8>,
    /// Whether month and day may be the other way round: `03/04/2024`.
    pub ambiguous: bool,
}

impl Date {
    /// A date of a real month and day; `None` if there is no such.
    fn new(year: Option<u16>, month: u32, day: Option<u32>) -> Option<Self> {
        let real = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
        real.then_some(())?;
        Some(Self {
            year,
            month: u8::try_from(month).ok()?,
            day: day.and_then(|day| u8::try_from(day).ok()),
            ambiguous: false,
        })
    }

    /// Month and day the other way round, if that can be meant.
    fn swapped(self) -> Option<Self> {
        let day = self.day.filter(|day| self.ambiguous && *day <= 12)?;
        Some(Self {
            month: day,
            day: Some(self.month),
            ..self
        })
    }

    fn value(self) -> String {
        let year = self.year.map(|year| format!("{year:04}-")).unwrap_or_default();
        let day = self.day.map(|day| format!("-{day:02}")).unwrap_or_default();
        format!("{year}{:02}{day}", self.month)
    }

    pub(super) fn keys(self) -> Vec<String> {
        let mut keys = Vec::with_capacity(3);
        for date in [Some(self), self.swapped()].into_iter().flatten() {
            if let Some(day) = date.day {
                keys.push(format!("date {:02}-{day:02}", date.month));
            }
        }
        keys.push(format!("month {:02}", self.month));
        keys
    }

    pub(super) fn similarity(self, other: Self) -> f64 {
        let straight = self.compare(other);
        let swapped = [
            self.swapped().map(|date| date.compare(other)),
            other.swapped().map(|date| self.compare(date)),
        ];
        let swapped = swapped.into_iter().flatten().fold(0.0, f64::max);
        straight.max(0.8 * swapped)
    }

    fn compare(self, other: Self) -> f64 {
        let years = match (self.year, other.year) {
            (Some(one), Some(two)) if one != two => return 0.0,
            (Some(_), Some(_)) => 1.0,
            (None, None) => 0.98,
            _ => 0.9,
        };
        let days = match (self.day, other.day) {
            (Some(one), Some(two)) if one != two => return 0.0,
            (Some(_), Some(_)) => 1.0,
            (None, None) => 0.95,
            _ => 0.5,
        };
        f64::from(self.month == other.month) * years * days
    }
}

/// Finds the dates of a sentence.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let mut index = 0;
    while index < scan.tokens.len() {
        index = match scan.tokens[index] {
            token if token.used => index + 1,
            token if token.kind == Kind::Digits => at_digits(scan, index, anchors),
            token if token.meaning.month.is_some() => at_month(scan, index, anchors),
            token if token.meaning.weekday.is_some() => weekday::at(scan, index, anchors),
            token if matches!(token.meaning.numeral, Some(Numeral::Ordinal(_) | Numeral::Cardinal(_))) => {
                at_ordinal(scan, index, anchors)
            }
            _ => index + 1,
        };
    }
}

/// Pushes a date that takes the tokens `start..end`.
fn push(scan: &mut Scan, start: usize, end: usize, date: Date, anchors: &mut Vec<Anchor>) {
    let mut anchor = Anchor::plain(EvidenceKind::Date, scan.span(start, end), date.value());
    anchor.detail = Detail::Date(date);
    anchors.push(anchor);
    scan.take(start, end);
}

fn at_digits(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    let found = counted(scan, index)
        .or_else(|| numeric(scan, index))
        .or_else(|| year_first(scan, index))
        .or_else(|| day_first(scan, index));
    let Some((date, end)) = found else {
        return day_range(scan, index, anchors).unwrap_or(index + 1);
    };
    push(scan, index, end, date, anchors);
    end
}

/// `2024年2月14日`, `2월 14일`, `2月`.
fn counted(scan: &Scan, index: usize) -> Option<(Date, usize)> {
    let part = |at: usize, marks: [&str; 3]| {
        let marked = scan.is_close(at + 1) && marks.contains(&scan.lower(at + 1));
        scan.small(at, 4).filter(|_| marked).map(|number| (number, at + 2))
    };
    let (year, month_at) = match part(index, ["年", "년", "年"]) {
        Some((number, end)) => (year(number), end),
        None => (None, index),
    };
    let (month, day_at) = part(month_at, ["月", "월", "月"])?;
    let day = part(day_at, ["日", "일", "号"]).or_else(|| part(day_at, ["號", "日", "일"]));
    let end = day.map_or(day_at, |(_, end)| end);
    Some((Date::new(year, month, day.map(|(number, _)| number))?, end))
}

/// `14.02.2023`, `14/02/23`, `2023-02-14`, `14.02`.
fn numeric(scan: &Scan, index: usize) -> Option<(Date, usize)> {
    let sign = scan
        .mark(index + 1)
        .filter(|sign| matches!(sign, '.' | '/') || is_hyphen(*sign))?;
    let close = |index: usize| scan.is_close(index);
    let three = scan.mark(index + 3) == Some(sign) && (1..=4).all(|step| close(index + step));
    // Something joined on behind makes it a version number or a longer code.
    let open_end = scan.is_close(index + 5) && matches!(scan.tokens[index + 5].kind, Kind::Digits | Kind::Word);
    let more = scan.is_close_mark(index + 5, |mark| mark == sign) && scan.is_close(index + 6);
    if !three || open_end || (more && scan.figures(index + 6).is_some()) {
        return None;
    }
    let lengths = [0, 2, 4].map(|step| scan.figures(index + step).map_or(0, str::len));
    let parts = [0, 2, 4].map(|step| scan.small(index + step, 4));
    let [first, second, third] = [parts[0]?, parts[1]?, parts[2]?];
    let date = match lengths {
        [4, 1..=2, 1..=2] => Date::new(year(first), second, Some(third)),
        [1..=2, 1..=2, 4] => day_and_month(year(third), first, second, sign),
        [1..=2, 2, 2] if sign != '-' => day_and_month(two_digit_year(third), first, second, sign),
        _ => None,
    }?;
    Some((date, index + 5))
}

fn day_and_month(year: Option<u16>, first: u32, second: u32, sign: char) -> Option<Date> {
    let mut date = Date::new(year, second, Some(first)).or_else(|| Date::new(year, first, Some(second)))?;
    date.ambiguous = sign == '/' && first <= 12 && second <= 12 && first != second;
    Some(date)
}

fn year(number: u32) -> Option<u16> {
    u16::try_from(number).ok().filter(|year| (1000..=2199).contains(year))
}

/// Years of two digits reach from 1950 to 2049.
fn two_digit_year(number: u32) -> Option<u16> {
    u16::try_from(if number < 50 { 2000 + number } else { 1900 + number }).ok()
}

/// Hungarian `2023. február 14.` and its like.
fn year_first(scan: &Scan, index: usize) -> Option<(Date, usize)> {
    let year = year(scan.small(index, 4)?)?;
    let month_at = index + 1 + usize::from(scan.is_close_mark(index + 1, |mark| mark == '.'));
    let month = month(scan, month_at)?;
    let day = scan.small(month_at + 1, 2).filter(|day| (1..=31).contains(day));
    if scan.figures(month_at + 1).is_some() && day.is_none() || month_at == index + 1 && day.is_none() {
        return None;
    }
    Some((
        Date::new(Some(year), month, day)?,
        month_at + 1 + usize::from(day.is_some()),
    ))
}

/// `14 февраля (2023 г.)`, `14th of February`, `14. Februar`, `14-Feb-2023`.
fn day_first(scan: &Scan, index: usize) -> Option<(Date, usize)> {
    let day = scan.small(index, 2).filter(|day| (1..=31).contains(day))?;
    let month_at = behind_day(scan, index + 1);
    day_before_month(scan, day, month_at)
}

/// The token behind a day's number: past `.`, `th`, `-го`, `of`.
fn behind_day(scan: &Scan, mut at: usize) -> usize {
    let suffixes = scan.vocabulary.profile.ordinal_suffixes;
    let is_suffix = |at: usize| scan.is_close(at) && suffixes.split(' ').any(|suffix| suffix == scan.lower(at));
    if scan.is_close_mark(at, |mark| mark == '.' || is_hyphen(mark)) {
        at += 1;
    }
    if at < scan.tokens.len() && !scan.lower(at).is_empty() && is_suffix(at) {
        at += 1;
    }
    while at < scan.tokens.len() && is_date_joiner(scan, at) {
        at += 1;
    }
    at
}

fn is_date_joiner(scan: &Scan, at: usize) -> bool {
    let word = scan.lower(at);
    !word.is_empty()
        && scan
            .vocabulary
            .profile
            .date_joiners
            .split(' ')
            .any(|joiner| joiner == word)
}

fn day_before_month(scan: &Scan, day: u32, month_at: usize) -> Option<(Date, usize)> {
    let month = month(scan, month_at)?;
    let (year, end) = year_behind(scan, behind_abbreviation(scan, month_at));
    Some((Date::new(year, month, Some(day))?, end))
}

/// The month a token names; in languages that write it with a capital it must have one.
fn month(scan: &Scan, index: usize) -> Option<u32> {
    let meaning = scan.meaning(index);
    let fits = !meaning.homograph || scan.tokens[index].case != Case::Lower || !needs_capital(scan);
    meaning.month.filter(|_| fits).map(u32::from)
}

pub(super) fn needs_capital(scan: &Scan) -> bool {
    scan.language
        .is_some_and(|language| matches!(language.code(), "en" | "de"))
}

/// Past the full stop of an abbreviated month, if the sentence goes on behind it.
fn behind_abbreviation(scan: &Scan, month_at: usize) -> usize {
    let short = scan.lower(month_at).chars().count() <= 5 && scan.meaning(month_at).homograph;
    let stop = scan.is_close_mark(month_at + 1, |mark| mark == '.') && month_at + 2 < scan.tokens.len();
    month_at + 1 + usize::from(short && stop)
}

/// The year that may stand at a token, past a comma or `de`, with the word for year; and the end.
fn year_behind(scan: &Scan, at: usize) -> (Option<u16>, usize) {
    let comma = scan.is_close_mark(at, |mark| mark == ',' || mark == '-');
    let joined = comma || at < scan.tokens.len() && is_date_joiner(scan, at);
    let year_at = at + usize::from(joined);
    let four = scan.figures(year_at).is_some_and(|figures| figures.len() == 4);
    let Some(year) = scan.small(year_at, 4).filter(|_| four).and_then(year) else {
        return (None, at);
    };
    // "February 14, 2000 people": a year is not followed by a decimal sign or by more digits.
    if scan.is_close_mark(year_at + 1, |mark| mark == ':') || scan.figures(year_at + 1).is_some() {
        return (None, at);
    }
    let mut end = year_at + 1;
    if scan.meaning(end).role == WordRole::Year {
        end += 1;
        let short = scan.lower(end - 1).chars().count() <= 2;
        end += usize::from(short && scan.is_close_mark(end, |mark| mark == '.') && end + 1 < scan.tokens.len());
    }
    (Some(year), end)
}

fn at_month(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    let found = month_first(scan, index).or_else(|| month_alone(scan, index));
    let Some((date, end)) = found else {
        return index + 1;
    };
    push(scan, index, end, date, anchors);
    month_first_range(scan, date, end, anchors).unwrap_or(end)
}

/// `February 14(th), 2023`, `Feb. 14`.
fn month_first(scan: &Scan, index: usize) -> Option<(Date, usize)> {
    let month = month(scan, index)?;
    let day_at = behind_abbreviation(scan, index);
    let day_at = day_at + usize::from(scan.lower(day_at) == "the");
    let day = scan.small(day_at, 2).filter(|day| (1..=31).contains(day))?;
    let goes_on = scan.is_close(day_at + 2) && scan.figures(day_at + 2).is_some();
    if goes_on && scan.is_close_mark(day_at + 1, |mark| matches!(mark, ':' | ',' | '.'))
        || scan.is_close_mark(day_at + 1, |mark| mark == '%')
    {
        return None; // A time, a share or a longer number, not a day.
    }
    let mut end = day_at + 1;
    let suffixes = scan.vocabulary.profile.ordinal_suffixes;
    if scan.is_close(end)
        && suffixes
            .split(' ')
            .any(|suffix| !suffix.is_empty() && suffix == scan.lower(end))
    {
        end += 1;
    } else if scan.is_close(end) && scan.tokens[end].kind == Kind::Word {
        return None;
    } else if !month_before_day(scan) && !scan.is_close(end) && scan.tokens.len() > end {
        return None; // "В марте 20 человек".
    }
    let (year, end) = year_behind(scan, end);
    Some((Date::new(year, month, Some(day))?, end))
}

/// Whether the language writes the day behind the month.
fn month_before_day(scan: &Scan) -> bool {
    let code = scan.language.map(|language| language.code().to_owned());
    matches!(
        code.as_deref(),
        Some("en" | "hu" | "zh" | "ja" | "ko" | "lt" | "eu") | None
    )
}

/// `14–16` behind `February 14`: the second end.
fn month_first_range(scan: &mut Scan, first: Date, at: usize, anchors: &mut Vec<Anchor>) -> Option<usize> {
    first.day?;
    scan.mark(at).filter(|mark| is_dash(*mark))?;
    let day = scan.small(at + 1, 2).filter(|day| (1..=31).contains(day))?;
    let (year, end) = year_behind(scan, at + 2);
    let date = Date::new(year.or(first.year), u32::from(first.month), Some(day))?;
    push(scan, at + 1, end, date, anchors);
    Some(end)
}

/// A month with a year, or a month alone that can be nothing else.
fn month_alone(scan: &Scan, index: usize) -> Option<(Date, usize)> {
    let month = month(scan, index)?;
    let (year, end) = year_behind(scan, behind_abbreviation(scan, index));
    let homograph = scan.meaning(index).homograph;
    let sure = !homograph || is_clear_month(scan, index);
    let capital = !needs_capital(scan) || scan.tokens[index].case == Case::Capital;
    let bound = year.is_some() || (sure && capital);
    let end = if year.is_some() { end } else { index + 1 };
    bound.then_some(())?;
    Some((Date::new(year, month, None)?, end))
}

/// A month that is also another word counts alone when it has a capital inside the sentence, behind a word that
/// months stand behind, and is no abbreviation.
fn is_clear_month(scan: &Scan, index: usize) -> bool {
    const BEFORE: &[&str] = &[
        "in", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "im", "en", "of",
    ];
    let short = scan.lower(index).len() == 3 && scan.lower(index) != "may" && scan.lower(index) != "mai";
    let long = scan.lower(index).len() > 4 || matches!(scan.lower(index), "may" | "mai" | "mars" | "maja");
    long && !short && index > 0 && BEFORE.contains(&scan.lower(index - 1)) && scan.is_capital_inside(index)
}

/// `первого февраля`, `fourteenth of February`.
fn at_ordinal(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    let found = numeral::spelled(scan, index).and_then(|spelled| {
        let day = u32::try_from(spelled.value.whole()?).ok()?;
        let month_at = behind_day(scan, spelled.end);
        (spelled.form == Form::Ordinal && (1..=31).contains(&day)).then_some(())?;
        day_before_month(scan, day, month_at)
    });
    let Some((date, end)) = found else {
        return index + 1;
    };
    push(scan, index, end, date, anchors);
    end
}

/// `14–16 февраля`, `14 и 15 февраля`, `с 14 по 16 февраля`: both ends.
fn day_range(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> Option<usize> {
    const BETWEEN: &[&str] = &[
        "и", "по", "до", "and", "to", "und", "bis", "et", "au", "y", "al", "і", "та",
    ];
    let first = scan.small(index, 2).filter(|day| (1..=31).contains(day))?;
    let joint = index + 1;
    let dash = scan.mark(joint).is_some_and(is_dash);
    let word =
        scan.tokens.get(joint).is_some_and(|token| token.gap != Gap::None) && BETWEEN.contains(&scan.lower(joint));
    (dash || word).then_some(())?;
    let (second, end) = day_first(scan, joint + 1)?;
    let date = Date::new(second.year, u32::from(second.month), Some(first))?;
    push(scan, index, index + 1, date, anchors);
    push(scan, joint + 1, end, second, anchors);
    Some(end)
}
