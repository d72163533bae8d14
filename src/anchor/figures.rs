//! Numbers in figures: grouping and decimal signs.

use super::decimal::Decimal;
use super::scan::{Gap, Kind, Scan, is_apostrophe};

/// A number in figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    /// The token behind it.
    pub(super) end: usize,
    /// Its value as the document's language reads it.
    pub(super) value: Decimal,
    /// Its value if point and comma change their parts: `1.500`.
    pub(super) other: Option<Decimal>,
    /// Whether it is a plain run of digits.
    pub(super) plain: bool,
}

/// The groups of digits of a number and the signs between them; a space is `' '`.
struct Groups {
    digits: Vec<String>,
    signs: Vec<char>,
    end: usize,
}

/// The number in figures at a token; `None` for other tokens and for `1.2.3` and numbers of too many digits, whose
/// tokens the caller should leave alone up to the given end.
pub(super) fn read(scan: &Scan, index: usize) -> Result<Figures, usize> {
    let groups = collect(scan, index).ok_or(index + 1)?;
    interpret(scan, index, &groups).ok_or(groups.end)
}

fn collect(scan: &Scan, index: usize) -> Option<Groups> {
    let mut groups = Groups {
        digits: vec![scan.figures(index)?.to_owned()],
        signs: Vec::new(),
        end: index + 1,
    };
    // The members of "1,2,3" behind the first.
    let in_list = index >= 2
        && scan.is_close(index)
        && scan.is_close_mark(index - 1, |mark| mark == ',')
        && scan.tokens[index - 2].kind == Kind::Digits;
    if in_list {
        return Some(groups);
    }
    while let Some((sign, at)) = next_group(scan, &groups) {
        groups.digits.push(scan.figures(at)?.to_owned());
        groups.signs.push(sign);
        groups.end = at + 1;
    }
    Some(groups)
}

/// The sign and the token of the next group of digits.
fn next_group(scan: &Scan, groups: &Groups) -> Option<(char, usize)> {
    let at = groups.end;
    if let Some(figures) = scan.figures(at) {
        let gap = scan.tokens[at].gap;
        let space = gap == Gap::NoBreak || gap == Gap::Space && scan.vocabulary.profile.grouped_by_space;
        let first_is_short = groups.digits[0].len() <= 3 && !groups.digits[0].starts_with('0');
        let grouping_so_far = groups.signs.iter().all(|sign| *sign == ' ');
        return (space && figures.len() == 3 && first_is_short && grouping_so_far).then_some((' ', at));
    }
    let sign = scan.mark(at).filter(|_| scan.is_close(at) && scan.is_close(at + 1))?;
    let digits = scan.figures(at + 1)?;
    match sign {
        '.' | ',' => Some((sign, at + 1)),
        '٫' => Some(('.', at + 1)),
        sign if is_apostrophe(sign) && digits.len() == 3 => Some(('\'', at + 1)),
        _ => None,
    }
}

fn interpret(scan: &Scan, index: usize, groups: &Groups) -> Option<Figures> {
    let (digits, signs) = (&groups.digits, &groups.signs);
    let figures = |end, value, other| Figures {
        end,
        value,
        other,
        plain: end == index + 1,
    };
    let Some((last, before)) = signs.split_last() else {
        return Some(figures(groups.end, Decimal::from_digits(&digits[0], "")?, None));
    };
    let count = digits.len();
    let grouped = |until: usize| {
        let by_thousands = digits[1..until].iter().all(|group| group.len() == 3) && is_group_head(&digits[0]);
        by_thousands || signs[0] == ',' && is_grouped_by_lakhs(&digits[..until])
    };
    let whole = Decimal::from_digits(&digits.concat(), "");
    let decimal = Decimal::from_digits(&digits[..count - 1].concat(), &digits[count - 1]);
    if before.is_empty() {
        let (value, other) = single_sign(scan, *last, grouped(count), whole?, decimal?);
        return Some(figures(groups.end, value, other));
    }
    if before.iter().all(|sign| sign == last) {
        if grouped(count) {
            return Some(figures(groups.end, whole?, None));
        }
        // "1,2,3" is a list; "1.2.3" is a version, an outline number or an address of a computer.
        let is_list = *last == ',';
        return is_list.then_some(figures(index + 1, Decimal::from_digits(&digits[0], "")?, None));
    }
    let sound = before.iter().all(|sign| *sign == before[0]) && grouped(count - 1) && matches!(last, '.' | ',');
    sound.then_some(figures(groups.end, decimal?, None))
}

/// Whether digits are grouped as in South Asia, three and then by twos: `2,06,737`.
fn is_grouped_by_lakhs(digits: &[String]) -> bool {
    let [first, pairs @ .., last] = digits else {
        return false;
    };
    let is_head = first.len() <= 2 && !first.starts_with('0');
    is_head && !pairs.is_empty() && pairs.iter().all(|pair| pair.len() == 2) && last.len() == 3
}

fn is_group_head(digits: &str) -> bool {
    digits.len() <= 3 && !digits.starts_with('0')
}

/// The value and the other reading of a number with one sign in it.
fn single_sign(scan: &Scan, sign: char, groups: bool, whole: Decimal, decimal: Decimal) -> (Decimal, Option<Decimal>) {
    let is_decimal_sign = sign == scan.vocabulary.profile.decimal_sign;
    match sign {
        ' ' | '\'' => (whole, None),
        _ if !groups => (decimal, None),
        _ if is_decimal_sign => (decimal, Some(whole)),
        _ => (whole, Some(decimal)),
    }
}
