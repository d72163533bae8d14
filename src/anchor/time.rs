//! Times of day: `22:00`, `22.00`, `10 p.m.`, `10 часов вечера`.

use super::scan::{Gap, Kind, Scan};
use super::{Anchor, Detail};
use crate::alignment::EvidenceKind;
use crate::language::{DayPart, WordRole};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// Minutes since midnight, 0 to 1439.
    pub minutes: u16,
    /// Whether it is known to be counted from midnight: false for `10:30` in a text that counts hours to 12.
    pub sure: bool,
}

const HALF_DAY: u16 = 12 * 60;

impl Time {
    pub(super) fn key(self) -> String {
        format!("time {}", self.minutes % HALF_DAY)
    }

    pub(super) fn similarity(self, other: Self) -> f64 {
        if self.minutes == other.minutes {
            1.0
        } else if self.minutes % HALF_DAY == other.minutes % HALF_DAY && !(self.sure && other.sure) {
            0.7
        } else {
            0.0
        }
    }
}

/// The time at a run of digits: pushes it and returns the end.
pub(super) fn at(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> Option<usize> {
    let (time, end) = with_minutes(scan, index).or_else(|| hour_only(scan, index))?;
    let value = format!("{:02}:{:02}", time.minutes / 60, time.minutes % 60);
    let mut anchor = Anchor::plain(EvidenceKind::Number, scan.span(index, end), value);
    anchor.detail = Detail::Time(time);
    anchors.push(anchor);
    scan.take(index, end);
    Some(end)
}

/// `noon`, `полночь`: pushes the time and returns the end.
pub(super) fn named(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> Option<usize> {
    let minutes = scan.meaning(index).time?;
    let value = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut anchor = Anchor::plain(EvidenceKind::Number, scan.span(index, index + 1), value);
    anchor.detail = Detail::Time(Time { minutes, sure: true });
    anchors.push(anchor);
    scan.take(index, index + 1);
    Some(index + 1)
}

fn with_minutes(scan: &Scan, index: usize) -> Option<(Time, usize)> {
    let hour = scan.small(index, 2).filter(|hour| *hour < 24)?;
    let sign = scan
        .mark(index + 1)
        .filter(|_| scan.is_close(index + 1) && scan.is_close(index + 2))?;
    let two = scan.figures(index + 2).is_some_and(|figures| figures.len() == 2);
    let minute = scan.small(index + 2, 2).filter(|minute| two && *minute < 60)?;
    let end = index + 3;
    let part = day_part(scan, end);
    let known = match sign {
        ':' => true,
        '.' => part.is_some() || behind_preposition(scan, index),
        _ => false,
    };
    if !known || goes_on(scan, end) && part.is_none() {
        return None;
    }
    let (part, end) = part.unwrap_or((DayPart::Any, seconds(scan, end)));
    Some((time(hour, minute, part)?, end))
}

/// Whether more figures are joined on, so that it is a score, ratio or code. Seconds are fine.
fn goes_on(scan: &Scan, end: usize) -> bool {
    let joined = scan.is_close_mark(end, |mark| matches!(mark, '.' | ',' | ':')) && scan.is_close(end + 1);
    joined && scan.figures(end + 1).is_some() && seconds(scan, end) == end
}

/// Past the seconds of `22:00:30`.
fn seconds(scan: &Scan, end: usize) -> usize {
    let two = scan.figures(end + 1).is_some_and(|figures| figures.len() == 2);
    let seconds = two && scan.is_close_mark(end, |mark| mark == ':') && scan.is_close(end + 1);
    if seconds { end + 2 } else { end }
}

/// `22.00` is a time behind `в` or `um` where decimals have a comma.
fn behind_preposition(scan: &Scan, index: usize) -> bool {
    let profile = scan.vocabulary.profile;
    let before = index.checked_sub(1).map_or("", |before| scan.lower(before));
    let known = !before.is_empty() && profile.time_prepositions.split(' ').any(|word| word == before);
    profile.decimal_sign == ',' && known
}

/// `10 p.m.`, `10 вечера`, `10 часов вечера`, `10 Uhr`.
fn hour_only(scan: &Scan, index: usize) -> Option<(Time, usize)> {
    let hour = scan.small(index, 2).filter(|hour| *hour < 24)?;
    let glued = scan.is_close(index) && index > 0 && matches!(scan.tokens[index - 1].kind, Kind::Mark(',' | '.' | ':'));
    let hour_word = scan.meaning(index + 1).role == WordRole::Hour;
    let part_at = index + 1 + usize::from(hour_word);
    let (part, end) = day_part(scan, part_at).filter(|_| !glued)?;
    // "5 часов" alone is as well a duration.
    if part == DayPart::Any
        && (scan
            .vocabulary
            .profile
            .hour_words
            .split(' ')
            .any(|word| word == scan.lower(part_at)))
    {
        return None;
    }
    if part == DayPart::Any && matches!(scan.lower(part_at), "uur" | "heures" | "heure" | "часа" | "часов") {
        return None;
    }
    Some((time(hour, 0, part)?, end))
}

/// The part of the day at a token, and its end; `p.m.` is four tokens. `дня` needs the hour word or minutes before.
fn day_part(scan: &Scan, index: usize) -> Option<(DayPart, usize)> {
    if let Some(part) = scan.meaning(index).day_part {
        let bare_day = scan.lower(index) == "дня" && scan.meaning(index - 1).role != WordRole::Hour;
        return (!bare_day).then_some((part, index + 1));
    }
    let part = match scan.lower(index) {
        "a" => DayPart::Morning,
        "p" => DayPart::Afternoon,
        _ => return None,
    };
    let english = scan.language.is_none_or(|language| language.code() == "en");
    let stop = |index: usize| usize::from(scan.is_close_mark(index, |mark| mark == '.'));
    let second = index + 1 + stop(index + 1);
    let close = scan
        .tokens
        .get(second)
        .is_some_and(|token| token.gap == Gap::None || stop(index + 1) == 1);
    let found = english && close && scan.lower(second) == "m";
    found.then(|| (part, second + 1 + stop(second + 1)))
}

fn time(hour: u32, minute: u32, part: DayPart) -> Option<Time> {
    let hour = match (part, hour) {
        (DayPart::Morning, 12) => 0,
        (DayPart::Afternoon, 1..=11) => hour + 12,
        _ => hour,
    };
    Some(Time {
        minutes: u16::try_from(hour * 60 + minute).ok()?,
        sure: part != DayPart::Any || hour > 12 || hour == 0,
    })
}
