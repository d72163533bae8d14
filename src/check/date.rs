//! Dates that differ, that one side lost, and week days that do not fit their date.

mod calendar;

use super::doubt;
use super::pairing::take_best;
use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{Bead, Side};
use crate::anchor::{self, Anchor, Date, Detail};
use calendar::Calendar;
pub(super) use calendar::own_day;

static CHANGED: Kind = Kind {
    id: "date-changed",
    category: "accuracy/date",
    severity: Severity::Error,
    catches: "A date whose day, month or year differs between the two sides.",
    example: ("It opened on February 14.", "Он открылся 15 февраля."),
    misses: "A day given only as yesterday or last week, unless the article names its own date.",
};

static LOST: Kind = Kind {
    id: "date-lost",
    category: "accuracy/omission",
    severity: Severity::Warning,
    catches: "A day of a month that the other side says neither in the sentence nor in its neighbourhood.",
    example: ("He died on March 3.", "Он умер."),
    misses: "A month or week day alone.",
};

static WEEKDAY: Kind = Kind {
    id: "date-weekday",
    category: "accuracy/date",
    severity: Severity::Warning,
    catches: "A week day that the date beside it does not fall on, or that differs between the two sides.",
    example: ("On Monday, 14 February 2024", "В понедельник, 14 февраля 2024 года"),
    misses: "A week day beside a date whose year is not said.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&CHANGED, &LOST, &WEEKDAY],
    find,
};

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let calendar = Calendar::of(context);
    for (place, bead) in context.linked().filter(|bead| doubt::corresponds(context, *bead)) {
        check_bead(context, &calendar, place, bead, findings);
    }
    for side in Side::BOTH {
        for sentence in 0..context.pair().document(side).sentences.len() {
            check_weekday(context, side, sentence, findings);
        }
    }
}

/// The dates of one side, whole or in part, and its week days.
fn dates<'a>(context: &'a Context<'_>, bead: &Bead, side: Side) -> Vec<&'a Anchor> {
    let anchors = bead
        .side(side)
        .iter()
        .flat_map(|&sentence| context.anchors(side, sentence));
    anchors.filter(|anchor| is_date(anchor)).collect()
}

fn is_date(anchor: &Anchor) -> bool {
    matches!(anchor.detail, Detail::Date(_) | Detail::Weekday(_))
}

fn check_bead(context: &Context<'_>, calendar: &Calendar, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let [mut source, mut target] = Side::BOTH.map(|side| dates(context, bead, side));
    if source.is_empty() && target.is_empty() {
        return;
    }
    take_best(&mut source, &mut target, |one, two| anchor::similarity(one, two));
    for known in [Known::Surely, Known::Perhaps] {
        drop_known(context, calendar, bead, Side::Source, &mut source, known);
        drop_known(context, calendar, bead, Side::Target, &mut target, known);
        // What might be said by a week day is first compared with the dates of the other side.
        let found = take_best(&mut source, &mut target, |one, two| alike(one, two));
        report_changed(context, place, &found, findings);
    }
    for (side, dates) in [(Side::Source, source), (Side::Target, target)] {
        for date in dates.into_iter().filter(|date| day_of(date).is_some()) {
            let text = date.span.of(&context.pair().document(side).text);
            let message = format!("{text} is missing on the other side");
            findings.add(Draft::new(&LOST, message).in_bead(place).at(side, date.span));
        }
    }
}

/// How sure it has to be that the other side says a date in another way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It says the date, or a day that is known to be the date's.
    Surely,
    /// It says a day that may be the date's.
    Perhaps,
}

fn report_changed(context: &Context<'_>, place: usize, pairs: &[(&Anchor, &Anchor)], findings: &mut Findings<'_>) {
    for (one, two) in pairs {
        let kind = if matches!(one.detail, Detail::Weekday(_)) {
            &WEEKDAY
        } else {
            &CHANGED
        };
        let texts = context.pair();
        let message = format!(
            "{} against {}",
            one.span.of(&texts.source.text),
            two.span.of(&texts.target.text)
        );
        let draft = Draft::new(kind, message).in_bead(place).with_severity(Severity::Error);
        findings.add(draft.at(Side::Source, one.span).at(Side::Target, two.span));
    }
}

fn day_of(anchor: &Anchor) -> Option<u8> {
    match &anchor.detail {
        Detail::Date(date) => date.day,
        _ => None,
    }
}

/// How likely two dates that are not the same stand for each other: both days of months, both months, both week days.
fn alike(one: &Anchor, two: &Anchor) -> f64 {
    match (&one.detail, &two.detail) {
        (Detail::Weekday(_), Detail::Weekday(_)) => 1.0,
        (Detail::Date(one), Detail::Date(two)) if one.day.is_some() == two.day.is_some() => {
            let same = [one.month == two.month, one.day == two.day, one.year == two.year];
            same.iter().fold(1.0, |sum, same| sum + f64::from(u8::from(*same)))
        }
        _ => 0.0,
    }
}

/// Drops what the neighbourhood of the other side says, in whatever way: as a date, a week day, a number or `yesterday`.
fn drop_known(
    context: &Context<'_>,
    calendar: &Calendar,
    bead: &Bead,
    side: Side,
    dates: &mut Vec<&Anchor>,
    known: Known,
) {
    if dates.is_empty() {
        return;
    }
    let other = side.other();
    let there = context.neighbourhood(bead, other);
    let anchors: Vec<&Anchor> = there
        .iter()
        .flat_map(|&sentence| context.anchors(other, sentence))
        .collect();
    dates.retain(|date| {
        let said = |anchor: &&Anchor| {
            anchor::similarity(date, anchor) > 0.0 || calendar.is_same_day(date, anchor, known == Known::Perhaps)
        };
        let as_number = |anchor: &&Anchor| match (&date.detail, &anchor.detail) {
            (Detail::Date(date), Detail::Number(number)) => is_number(*date, number.value.whole()),
            _ => false,
        };
        !(anchors.iter().any(said)
            || anchors.iter().any(as_number)
            || bead
                .side(other)
                .iter()
                .any(|&sentence| calendar.is_said_relatively(context, other, sentence, date, known == Known::Perhaps)))
    });
}

/// Whether a number is the day or the year of a date: `the 14th`.
fn is_number(date: Date, number: Option<i64>) -> bool {
    number.is_some() && (date.day.map(i64::from) == number || date.day.is_none() && date.year.map(i64::from) == number)
}

/// A week day right beside a full date has to be the date's.
fn check_weekday(context: &Context<'_>, side: Side, sentence: usize, findings: &mut Findings<'_>) {
    let anchors: Vec<&Anchor> = context
        .anchors(side, sentence)
        .iter()
        .filter(|anchor| is_date(anchor))
        .collect();
    let text = &context.pair().document(side).text;
    for beside in anchors.windows(2) {
        let [one, two] = beside else { continue };
        let between = text.get(one.span.end..two.span.start).unwrap_or("-----");
        if between.chars().filter(|c| !c.is_whitespace()).count() > 1 {
            continue;
        }
        let (weekday, date) = match (&one.detail, &two.detail) {
            (Detail::Weekday(weekday), Detail::Date(date)) | (Detail::Date(date), Detail::Weekday(weekday)) => {
                (*weekday, *date)
            }
            _ => continue,
        };
        let Some(real) = calendar::weekday(date).filter(|real| *real != weekday) else {
            continue;
        };
        let span = one.span.cover(two.span);
        let message = format!(
            "{} is a {}",
            date_in_words(date),
            calendar::NAMES[usize::from(real) - 1]
        );
        let mut draft = Draft::new(&WEEKDAY, message).at(side, span);
        if let Some(bead) = context.bead_of(side, sentence) {
            draft = draft.in_bead(bead);
        }
        findings.add(draft);
    }
}

fn date_in_words(date: Date) -> String {
    let parts = [
        date.year.map(|year| format!("{year:04}")),
        Some(format!("{:02}", date.month)),
        date.day.map(|day| format!("{day:02}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::findings_of;

    fn found(source: &str, target: &str) -> Vec<String> {
        findings_of("date", &[(source, target)])
    }

    #[test]
    fn changed_dates_are_found() {
        let cases = [
            (
                "It opened on February 14.",
                "Он открылся 15 февраля.",
                "date-changed: February 14 | 15 февраля",
            ),
            (
                "He said: \"It opened on February 14.\"",
                "Он сказал: «Он открылся 15 февраля».",
                "date-changed: February 14 | 15 февраля",
            ),
            (
                "It opened on February 14.",
                "Он открылся 14 марта.",
                "date-changed: February 14 | 14 марта",
            ),
            (
                "Since March 2019 he has worked.",
                "Он работает с марта 2016 года.",
                "date-changed: March 2019 | марта 2016 года",
            ),
            (
                "He comes on Monday.",
                "Он придёт во вторник.",
                "date-weekday: Monday | вторник",
            ),
        ];
        for (source, target, expected) in cases {
            assert_eq!(found(source, target), [expected], "{source}");
        }
    }

    #[test]
    fn the_same_date_said_otherwise_is_no_finding() {
        let cases = [
            ("It opened on February 14.", "Он открылся 14 февраля 2024 года."),
            ("It opened on Wednesday.", "Он открылся 14 февраля."),
            ("It opened on 14.02.2024.", "Он открылся 14 февраля."),
            ("In May it opened.", "Он открылся 3 мая."),
        ];
        for (source, target) in cases {
            assert_eq!(found(source, target), [""; 0], "{source}");
        }
    }

    #[test]
    fn week_day_must_fit_the_date() {
        let expected = [
            "date-weekday: Monday, February 14, 2024 | ",
            "date-weekday:  | понедельник, 14 февраля 2024 года",
        ];
        let found = found(
            "It opened on Monday, February 14, 2024.",
            "Он открылся в понедельник, 14 февраля 2024 года.",
        );
        assert_eq!(found, expected);
    }
}
