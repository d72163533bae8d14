//! Exact decimal numbers: [`Decimal`].

use std::fmt;

/// A number as mantissa · 10^exponent, without trailing zeros in the mantissa, so that equal numbers are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    exponent: i8,
}

/// Numbers of more digits are codes or phone numbers, not quantities.
const LONGEST: usize = 17;

impl Decimal {
    /// `mantissa` · 10^`exponent`.
    #[must_use]
    pub fn new(mantissa: i64, exponent: i8) -> Self {
        let mut value = Self { mantissa, exponent };
        if mantissa == 0 {
            value.exponent = 0;
        }
        while value.mantissa != 0 && value.mantissa % 10 == 0 && value.exponent < i8::MAX {
            value.mantissa /= 10;
            value.exponent += 1;
        }
        value
    }

    /// The number with these ASCII digits before and after the decimal sign; `None` if there are too many.
    #[must_use]
    pub fn from_digits(whole: &str, places: &str) -> Option<Self> {
        if whole.len() + places.len() > LONGEST {
            return None;
        }
        let mantissa = format!("{whole}{places}").parse().ok()?;
        Some(Self::new(mantissa, -i8::try_from(places.len()).ok()?))
    }

    /// The number times 10^`exponent`.
    #[must_use]
    pub fn scaled(self, exponent: u8) -> Self {
        let exponent = i8::try_from(exponent).unwrap_or(i8::MAX);
        Self::new(self.mantissa, self.exponent.saturating_add(exponent))
    }

    /// The sum; `None` if it has too many digits.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let align = |value: Self| {
            let shift = u32::try_from(i16::from(value.exponent) - i16::from(exponent)).ok()?;
            value.mantissa.checked_mul(10_i64.checked_pow(shift)?)
        };
        Some(Self::new(align(self)?.checked_add(align(other)?)?, exponent))
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::new(-self.mantissa, self.exponent)
    }

    /// The number without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self::new(self.mantissa.abs(), self.exponent)
    }

    /// The number if it is whole and fits.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        let exponent = u32::try_from(self.exponent).ok()?;
        self.mantissa.checked_mul(10_i64.checked_pow(exponent)?)
    }
}

/// Written in full: `1500000`, `7.5`, `-0.25`.
impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        if self.mantissa < 0 {
            formatter.write_str("-")?;
        }
        let Ok(places) = usize::try_from(-i16::from(self.exponent)) else {
            let zeros = usize::from(self.exponent.unsigned_abs());
            return write!(formatter, "{digits}{:0<zeros$}", "");
        };
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, rest) = digits.split_at(digits.len() - places);
        formatter.write_str(whole)?;
        if places > 0 {
            write!(formatter, ".{rest}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_are_equal_however_written() {
        let number = |whole, places| Decimal::from_digits(whole, places).unwrap();
        assert_eq!(number("1", "50"), number("01", "5"));
        assert_eq!(number("1", "5").scaled(6), number("1500000", ""));
        assert_eq!(number("0", "00"), Decimal::default());
        assert_eq!(number("2", "").plus(Decimal::new(5, -1)), Some(number("2", "5")));
        assert_eq!(Decimal::from_digits("123456789012345678", ""), None);
    }

    #[test]
    fn numbers_are_written_in_full() {
        for (mantissa, exponent, text) in [(15, 5, "1500000"), (75, -1, "7.5"), (-25, -2, "-0.25"), (0, 3, "0")] {
            assert_eq!(Decimal::new(mantissa, exponent).to_string(), text);
        }
    }
}
