//! Days of the week.

use super::date::needs_capital;
use super::scan::{Case, Scan};
use super::{Anchor, Detail};
use crate::alignment::EvidenceKind;

/// Pushes the day of the week that a token names, if it does; the end.
pub(super) fn at(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    let token = scan.tokens[index];
    let capital = !needs_capital(scan) || matches!(token.case, Case::Capital | Case::Upper);
    // "среда" is "environment" more often than not; "в среду" is clear.
    let clear = !token.meaning.homograph || is_weekday_phrase(scan, index);
    if let Some(day) = token.meaning.weekday.filter(|_| capital && clear) {
        const NAMES: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let value = NAMES[usize::from(day.clamp(1, 7)) - 1].to_owned();
        let mut anchor = Anchor::plain(EvidenceKind::Date, token.span, value);
        anchor.detail = Detail::Weekday(day);
        anchors.push(anchor);
        scan.take(index, index + 1);
    }
    index + 1
}

fn is_weekday_phrase(scan: &Scan, index: usize) -> bool {
    index > 0 && scan.lower(index) == "среду" && matches!(scan.lower(index - 1), "в" | "минувшую" | "прошлую" | "эту")
}
