//! Parts of a whole in words: `two-thirds`, `a quarter of`, `три четверти`, `половина`.

use super::decimal::Decimal;
use super::scan::{Scan, is_hyphen};
use crate::language::Numeral;

/// The share that begins at a token, and the token behind it.
pub(super) fn at(scan: &Scan, index: usize) -> Option<(Decimal, usize)> {
    counted(scan, index).or_else(|| single(scan, index))
}

/// `two-thirds`, `одна пятая`, `three quarters`.
fn counted(scan: &Scan, index: usize) -> Option<(Decimal, usize)> {
    let Some(Numeral::Cardinal(count @ 1..=9)) = scan.meaning(index).numeral else {
        return None;
    };
    let at = index + 1 + usize::from(scan.is_close_mark(index + 1, is_hyphen));
    let part = scan.meaning(at).part.filter(|part| count < *part)?;
    // "Two quarters" are half a year; "one third" may be a third one.
    let clear = part != 4 || count != 2;
    let ordinal = matches!(scan.meaning(at).numeral, Some(Numeral::Ordinal(_)));
    let english = scan.lower(index).is_ascii();
    let fits = clear && (!ordinal || !english || is_of(scan, at + 1));
    fits.then(|| (share(count, part), at + 1))
}

/// `a third of`, `half the`, `треть`, `половину`: a word that means a part by itself or with what stands behind.
fn single(scan: &Scan, index: usize) -> Option<(Decimal, usize)> {
    let meaning = scan.meaning(index);
    let part = meaning.part?;
    if !scan.lower(index).is_ascii() {
        // "Пятых" alone is an ordinal.
        return meaning.numeral.is_none().then(|| (share(1, part), index + 1));
    }
    let half = matches!(meaning.numeral, Some(Numeral::Fraction(5, -1)));
    let whole = matches!(
        scan.lower(index + 1),
        "the" | "its" | "their" | "his" | "her" | "all" | "our"
    );
    let article = index > 0 && matches!(scan.lower(index - 1), "a" | "nearly" | "almost" | "about" | "over");
    let fits = half && (whole || is_of(scan, index + 1)) || !half && article && is_of(scan, index + 1);
    fits.then(|| (share(1, part), index + 1))
}

fn is_of(scan: &Scan, at: usize) -> bool {
    scan.lower(at) == "of"
}

/// The share to four places.
fn share(count: u32, part: u32) -> Decimal {
    let rounded = (20_000 * i64::from(count) + i64::from(part)) / (2 * i64::from(part));
    Decimal::new(rounded, -4)
}
