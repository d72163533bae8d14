//! What stands behind or before a number: percent, percentage points, currencies.

use super::scan::{Case, Gap, Kind, Scan};
use crate::language::Unit;

/// Past a full stop that ends an abbreviation inside the sentence.
pub(super) fn behind_stop(scan: &Scan, at: usize) -> usize {
    at + usize::from(scan.is_close_mark(at, |mark| mark == '.') && at + 1 < scan.tokens.len())
}

/// The unit that begins at a token, and its end.
pub(super) fn unit_behind(scan: &Scan, at: usize) -> Option<(Unit, usize)> {
    let token = scan.tokens.get(at).filter(|token| !token.used)?;
    if let Kind::Mark(mark) = token.kind {
        return unit_sign(mark).map(|unit| (unit, at + 1));
    }
    if let Some(unit) = scan.vocabulary.unit_phrase(scan.lower(at), scan.lower(at + 1)) {
        return Some((unit, at + 2));
    }
    if let Some(end) = point_abbreviation(scan, at) {
        return Some((Unit::PercentagePoint, end));
    }
    if let Some(unit) = token.meaning.unit {
        return Some((unit, behind_stop(scan, at + 1)));
    }
    // "5 billion US dollars", "5 млрд американских долларов".
    let behind = scan
        .meaning(at + 1)
        .unit
        .filter(|unit| matches!(unit, Unit::Currency(_)));
    let function = token.meaning.function && token.case != Case::Upper; // "US" is no pronoun.
    let describes = token.kind == Kind::Word && token.meaning.numeral.is_none() && !function;
    let close = scan.tokens.get(at + 1).is_some_and(|token| token.gap != Gap::None);
    behind.filter(|_| describes && close).map(|unit| (unit, at + 2))
}

/// `п. п.` and `p.p.`: percentage points.
fn point_abbreviation(scan: &Scan, at: usize) -> Option<usize> {
    let letter = scan.lower(at);
    let stop = |at: usize| scan.is_close_mark(at, |mark| mark == '.');
    let found = matches!(letter, "п" | "p") && stop(at + 1) && scan.lower(at + 2) == letter;
    found.then(|| behind_stop(scan, at + 3))
}

fn unit_sign(mark: char) -> Option<Unit> {
    Some(match mark {
        '%' | '٪' | '％' => Unit::Percent,
        '$' => Unit::Currency(*b"USD"),
        '€' => Unit::Currency(*b"EUR"),
        '£' => Unit::Currency(*b"GBP"),
        '₽' => Unit::Currency(*b"RUB"),
        '¥' | '￥' => Unit::Currency(*b"JPY"),
        '₴' => Unit::Currency(*b"UAH"),
        '₹' => Unit::Currency(*b"INR"),
        '₸' => Unit::Currency(*b"KZT"),
        _ => return None,
    })
}

/// `$` or `USD` before a number.
pub(super) fn unit_before(scan: &Scan, at: usize) -> Option<Unit> {
    let token = scan.tokens.get(at).filter(|token| !token.used)?;
    match token.kind {
        Kind::Mark(mark) => unit_sign(mark).filter(|unit| matches!(unit, Unit::Currency(_))),
        Kind::Word if token.case == Case::Upper => token.meaning.unit,
        _ => None,
    }
}
