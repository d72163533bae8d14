//! Roman numerals.

use super::decimal::Decimal;
use super::number::{Form, Number};
use super::scan::{Case, Scan, is_hyphen};
use crate::language::WordRole;

/// `XIX век`, `World War II`. A single letter needs the word for century beside it.
pub(super) fn at(scan: &Scan, index: usize) -> Option<Number> {
    let token = scan.tokens[index];
    if !matches!(token.case, Case::Upper | Case::Initial) {
        return None;
    }
    let text = token.span.of(scan.text);
    let value = value(text)?;
    let is_century = |at: usize| scan.meaning(at).role == WordRole::Century;
    let century = is_century(index + 1) || index > 0 && is_century(index - 1) && scan.lower(index - 1).len() > 2;
    let clear = text.len() >= 2 && !matches!(text, "XX" | "XXX" | "XL" | "XXL" | "MI" | "DI" | "LI" | "CV" | "XC");
    let bound = scan.is_close_mark(index + 1, is_hyphen) && scan.is_close(index + 2);
    (century || clear && value < 40 && !bound).then(|| Number::new(Decimal::new(i64::from(value), 0), Form::Ordinal))
}

/// The value of a Roman numeral in capitals; `None` for anything else, for numerals above 3999 and for `L`, `C`, `D`,
/// `M` without I, V or X, which are abbreviations far more often.
pub(super) fn value(text: &str) -> Option<u32> {
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() > 15 || !digits.iter().any(|digit| *digit <= 10) {
        return None;
    }
    let mut value = 0_i64;
    for (index, digit) in digits.iter().enumerate() {
        let smaller = digits.get(index + 1).is_some_and(|next| next > digit);
        value += if smaller { -i64::from(*digit) } else { i64::from(*digit) };
    }
    let value = u32::try_from(value).ok().filter(|value| *value < 4000)?;
    (write(value) == text).then_some(value)
}

fn digit(letter: char) -> Option<u32> {
    Some(match letter {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        'D' => 500,
        'M' => 1000,
        _ => return None,
    })
}

/// The one right way to write a number.
fn write(mut value: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (step, letters) in STEPS {
        while value >= step {
            text.push_str(letters);
            value -= step;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn only_well_formed_numerals_have_a_value() {
        let cases = [
            ("XIX", 19),
            ("IV", 4),
            ("XXI", 21),
            ("MCMXCIV", 1994),
            ("VIII", 8),
            ("I", 1),
        ];
        for (text, number) in cases {
            assert_eq!(value(text), Some(number), "{text}");
        }
        for text in ["IIX", "VX", "CD", "MD", "", "ABC", "DC", "IIII", "xix"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
