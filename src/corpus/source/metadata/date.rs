//! Dates as pages and lists write them → `2024-02-14`, with `T10:30` and the offset behind it if they are known.

use jiff::civil::{Date, Time};
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::Offset;

/// No date of a page is longer, in bytes.
const LONGEST: usize = 64;

/// The one form of a date: ISO 8601 with or without signs, RFC 2822, `14.02.2024`, `February 14, 2024`, with a time
/// or without. `None` if it cannot be understood or has no day, if it may mean two days (`03/04/2024`), and if it is what
/// systems write when they know none (1 January of 1 or 1970).
///
/// ```
/// use beadwork::corpus::source::metadata::date::normal;
///
/// assert_eq!(normal("2024-02-14T10:30:00+0300").as_deref(), Some("2024-02-14T10:30+03:00"));
/// assert_eq!(normal("Wed, 14 Feb 2024 07:30:00 GMT").as_deref(), Some("2024-02-14T07:30Z"));
/// assert_eq!(normal("14.02.2024").as_deref(), Some("2024-02-14"));
/// assert_eq!(normal("03/04/2024"), None);
/// ```
#[must_use]
pub fn normal(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let moment = iso(text)
        .or_else(|| mail(text))
        .or_else(|| numbers(text))
        .or_else(|| words(text))?;
    moment.written()
}

/// The date that many seconds, or thousandths of a second, after the beginning of 1970, or one of eight figures
/// (`20240214`).
#[must_use]
pub fn of_number(number: i64) -> Option<String> {
    let seconds = match number {
        10_000_000..=99_999_999 => return normal(&number.to_string()),
        100_000_000..=9_999_999_999 => number,
        100_000_000_000..=9_999_999_999_999 => number / 1000,
        _ => return None,
    };
    let moment = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    Moment {
        date: moment.date(),
        time: Some(moment.time()),
        offset: Some(Offset::UTC),
    }
    .written()
}

/// The date in an address, such as `/2024/02/14/`, `/2024-02-14-` or `/20240214/`.
#[must_use]
pub fn of_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let (_, path) = path.split_once("://")?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let in_parts = parts.windows(3).find_map(|parts| match parts {
        [year, month, day] => of_figures(year, month, day),
        _ => None,
    });
    in_parts.or_else(|| parts.iter().find_map(|part| of_part(part)))
}

/// `20240214` or `2024-02-14-title`.
fn of_part(part: &str) -> Option<String> {
    if part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()) {
        return of_figures(&part[..4], &part[4..6], &part[6..]);
    }
    let mut pieces = part.splitn(4, ['-', '_']);
    of_figures(pieces.next()?, pieces.next()?, pieces.next()?)
}

fn of_figures(year: &str, month: &str, day: &str) -> Option<String> {
    let number = |figures: &str| {
        figures
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| figures.parse().ok())?
    };
    let lengths = (year.len(), month.len(), day.len());
    if !matches!(lengths, (4, 1..=2, 1..=2)) {
        return None;
    }
    let (month, day): (i16, i16) = (number(month)?, number(day)?);
    let date = Date::new(number(year)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    // Addresses are full of numbers: only the years of the web count.
    ((1990..=2100).contains(&date.year())).then(|| date.to_string())
}

/// Whether a page may be of this day.
pub(super) fn is_plausible(date: Date) -> bool {
    (1700..=2100).contains(&date.year()) && date != Date::constant(1970, 1, 1)
}

/// A date with what is known of the time.
struct Moment {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Moment {
    fn written(self) -> Option<String> {
        if !is_plausible(self.date) {
            return None;
        }
        let Some(time) = self.time else {
            return Some(self.date.to_string());
        };
        let offset = match self.offset {
            None => String::new(),
            Some(Offset::UTC) => "Z".to_owned(),
            Some(offset) => {
                let minutes = offset.seconds().abs() / 60;
                let sign = if offset.is_negative() { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        };
        Some(format!("{}T{:02}:{:02}{offset}", self.date, time.hour(), time.minute()))
    }
}

fn iso(text: &str) -> Option<Moment> {
    static PARSER: DateTimeParser = DateTimeParser::new();
    let joined = joined_offset(text);
    let pieces = PARSER
        .parse_pieces(text)
        .or_else(|_| PARSER.parse_pieces(&joined))
        .ok()?;
    Some(Moment {
        date: pieces.date(),
        time: pieces.time(),
        offset: pieces.to_numeric_offset(),
    })
}

/// `2024-02-14 10:30 +0300` and `… UTC` without the space before the offset.
fn joined_offset(text: &str) -> String {
    match text.rsplit_once(' ') {
        Some((moment, offset)) if offset.starts_with(['+', '-']) => format!("{moment}{offset}"),
        Some((moment, "UTC" | "GMT" | "Z")) => format!("{moment}Z"),
        _ => text.to_owned(),
    }
}

fn mail(text: &str) -> Option<Moment> {
    static PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new();
    let zoned = PARSER.parse_zoned(text).ok()?;
    Some(Moment {
        date: zoned.date(),
        time: Some(zoned.time()),
        offset: Some(zoned.offset()),
    })
}

/// `14.02.2024 10:30`, `2024/02/14`, and `14/02/2024` or `02/14/2024` if only one of them can be meant.
fn numbers(text: &str) -> Option<Moment> {
    let (day, time) = split_time(text);
    let with = |date: Date| {
        Some(Moment {
            date,
            time,
            offset: None,
        })
    };
    if time.is_none() && day.len() != text.len() {
        return None;
    }
    let by = |format: &str| Date::strptime(format, day).ok();
    if let Some(date) = by("%d.%m.%Y")
        .or_else(|| by("%d-%m-%Y"))
        .or_else(|| by("%Y/%m/%d"))
        .or_else(|| by("%Y.%m.%d"))
    {
        return with(date);
    }
    match (by("%d/%m/%Y"), by("%m/%d/%Y")) {
        (Some(date), None) | (None, Some(date)) => with(date),
        (Some(one), Some(other)) if one == other => with(one),
        _ => None,
    }
}

/// `February 14, 2024`, `14 Feb 2024 10:30`, `Wednesday, 14 February 2024`.
fn words(text: &str) -> Option<Moment> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let (day, time) = split_time(text);
    let plain = day.replace([',', '.'], " ");
    let mut parts: Vec<&str> = plain
        .split_whitespace()
        .filter(|part| *part != "at" && *part != "-")
        .collect();
    if parts
        .first()
        .is_some_and(|first| DAYS.iter().any(|day| first.to_ascii_lowercase().starts_with(day)))
    {
        parts.remove(0);
    }
    let plain = parts.join(" ");
    let formats = ["%B %d %Y", "%d %B %Y", "%b %d %Y", "%d %b %Y"];
    let date = formats
        .into_iter()
        .find_map(|format| Date::strptime(format, &plain).ok())?;
    Some(Moment {
        date,
        time,
        offset: None,
    })
}

/// The date and the time behind it, `10:30` or `10:30:15`, if the text ends in one.
fn split_time(text: &str) -> (&str, Option<Time>) {
    let Some((day, clock)) = text.rsplit_once([' ', 'T']) else {
        return (text, None);
    };
    let time = ["%H:%M:%S", "%H:%M"]
        .into_iter()
        .find_map(|format| Time::strptime(format, clock).ok());
    match time {
        Some(time) => (day.trim_end().trim_end_matches(','), Some(time)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_understood_as_pages_write_them() {
        for (written, expected) in [
            ("2024-02-14", "2024-02-14"),
            (" 2024-02-14T10:30 ", "2024-02-14T10:30"),
            ("2024-02-14 10:30:15", "2024-02-14T10:30"),
            ("2024-02-14T10:30:00.000Z", "2024-02-14T10:30Z"),
            ("2024-02-14T10:30:00+03:00", "2024-02-14T10:30+03:00"),
            ("2024-02-14T10:30+0300", "2024-02-14T10:30+03:00"),
            ("2024-02-14T10:30:00-09:30", "2024-02-14T10:30-09:30"),
            ("2024-02-14 10:30:00 +0300", "2024-02-14T10:30+03:00"),
            ("2024-02-14 10:30:00 UTC", "2024-02-14T10:30Z"),
            ("20240214T1030", "2024-02-14T10:30"),
            ("2024-02-14T10:30:00.123456+03:00", "2024-02-14T10:30+03:00"),
            ("2024-02-14T10:30:00+03:00[Europe/Moscow]", "2024-02-14T10:30+03:00"),
            ("14-02-2024", "2024-02-14"),
            ("20240214T103000Z", "2024-02-14T10:30Z"),
            ("20240214", "2024-02-14"),
            ("Wed, 14 Feb 2024 10:30:00 +0300", "2024-02-14T10:30+03:00"),
            ("14 Feb 2024 10:30:00 GMT", "2024-02-14T10:30Z"),
            ("14.02.2024", "2024-02-14"),
            ("14.02.2024, 10:30", "2024-02-14T10:30"),
            ("2024/02/14 10:30:15", "2024-02-14T10:30"),
            ("14/02/2024", "2024-02-14"),
            ("02/14/2024 7:05", "2024-02-14T07:05"),
            ("04/04/2024", "2024-04-04"),
            ("February 14, 2024", "2024-02-14"),
            ("Feb. 14, 2024 10:30", "2024-02-14T10:30"),
            ("Wednesday, 14 February 2024", "2024-02-14"),
        ] {
            assert_eq!(normal(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_or_two_days_is_left_out() {
        for written in [
            "",
            "2024",
            "2024-02",
            "03/04/2024",
            "yesterday",
            "10:30",
            "2024-02-30",
            "0001-01-01T00:00:00",
            "1970-01-01T00:00:00Z",
            "{{date}}",
            "14 февраля",
            "2024-02-14T25:00",
            "99999999",
        ] {
            assert_eq!(normal(written), None, "{written}");
        }
    }

    #[test]
    fn numbers_are_times_or_days() {
        assert_eq!(of_number(1_707_895_800).as_deref(), Some("2024-02-14T07:30Z"));
        assert_eq!(of_number(1_707_895_800_000).as_deref(), Some("2024-02-14T07:30Z"));
        assert_eq!(of_number(20_240_214).as_deref(), Some("2024-02-14"));
        assert_eq!(of_number(2024), None);
        assert_eq!(of_number(i64::MIN), None);
    }

    #[test]
    fn addresses_have_dates() {
        for (address, expected) in [
            ("https://news.example/2024/02/14/ferry.html", Some("2024-02-14")),
            ("https://news.example/2024/2/4/ferry", Some("2024-02-04")),
            ("https://news.example/text/20240214/1530.html", Some("2024-02-14")),
            ("https://news.example/blog/2024-02-14-ferry", Some("2024-02-14")),
            ("https://news.example/2024/02/ferry", None),
            ("https://news.example/12345678", None),
            ("https://news.example/ferry?from=/2024/02/14/", None),
            ("https://news.example/1812/06/24/", None),
            ("/2024/02/14/", None),
        ] {
            assert_eq!(of_address(address).as_deref(), expected, "{address}");
        }
    }
}
