//! Probabilities of any magnitude without logarithms.
//!
//! Sums over paths run from e⁻¹⁰⁰⁰⁰ to e¹⁰⁰⁰⁰⁰, beyond what a float can hold, and logarithms of sums are slow. So a pair
//! of probabilities carries a common power of two.

/// Larger or smaller values are scaled back.
const LARGE: f64 = 1.2e77;
const SMALL: f64 = 1e-77;

/// The exponent of zero.
const NONE: i32 = i32::MIN / 4;

/// Two probabilities (of the states aligned and null) times a power of two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scaled {
    states: [f64; 2],
    exponent: i32,
}

/// eˣ as a number of one or more, below two, and a power of two.
pub(super) fn exponential(x: f64) -> (f64, i32) {
    let binary = (x * std::f64::consts::LOG2_E).clamp(-1e8, 1e8);
    let whole = binary.floor();
    #[allow(clippy::cast_possible_truncation)] // Clamped.
    ((binary - whole).exp2(), whole as i32)
}

impl Scaled {
    pub(super) const ZERO: Self = Self {
        states: [0.0; 2],
        exponent: NONE,
    };

    pub(super) const fn new(states: [f64; 2]) -> Self {
        Self { states, exponent: 0 }
    }

    /// Adds probabilities times 2^exponent.
    pub(super) fn add(&mut self, states: [f64; 2], exponent: i32) {
        if exponent > self.exponent {
            let factor = power_of_two(self.exponent - exponent);
            self.states = self.states.map(|state| state * factor);
            self.exponent = exponent;
        }
        let factor = power_of_two(exponent - self.exponent);
        self.states[0] += states[0] * factor;
        self.states[1] += states[1] * factor;
    }

    /// Brings the values near one, so that products of two of them can be held.
    pub(super) fn normalise(&mut self) {
        let largest = self.states[0].max(self.states[1]);
        if largest == 0.0 {
            *self = Self::ZERO;
        } else if !(SMALL..LARGE).contains(&largest) {
            let shift = binary_exponent(largest);
            let factor = 2.0_f64.powi(-shift);
            self.states = self.states.map(|state| state * factor);
            self.exponent += shift;
        }
    }

    pub(super) const fn states(&self) -> [f64; 2] {
        self.states
    }

    pub(super) const fn exponent(&self) -> i32 {
        self.exponent
    }
}

/// A value times 2^exponent as a plain float; 0 or infinite where that has no room.
pub(super) fn plain(value: f64, exponent: i32) -> f64 {
    if exponent <= 0 {
        value * power_of_two(exponent)
    } else {
        value * 2.0_f64.powi(exponent.min(1023))
    }
}

/// 2^exponent for exponents of zero or less; 0 for those that a float has no room for.
fn power_of_two(exponent: i32) -> f64 {
    u64::try_from(1023 + exponent.max(-1023)).map_or(0.0, |biased| f64::from_bits(biased << 52))
}

/// The power of two of a normal float.
fn binary_exponent(value: f64) -> i32 {
    let biased = (value.to_bits() >> 52) & 0x7ff;
    i32::try_from(biased).map_or(0, |biased| biased - 1023)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_of_any_size_add_up() {
        for x in [-5000.0, -1.0, 0.0, 3.5, 12_345.0] {
            let (value, exponent) = exponential(x);
            let mut sum = Scaled::ZERO;
            sum.add([value, 0.0], exponent);
            sum.add([0.0, value], exponent);
            sum.normalise();
            let [one, other] = sum.states();
            let log = (one + other).ln() + f64::from(sum.exponent()) * std::f64::consts::LN_2;
            assert!((log - x - 2.0_f64.ln()).abs() < 1e-9, "{x} {log}");
        }
    }

    #[test]
    fn what_is_far_smaller_vanishes() {
        let mut sum = Scaled::new([1.0, 0.0]);
        sum.add([1.0, 1.0], -3000);
        assert!((plain(sum.states()[0], sum.exponent()) - 1.0).abs() < 1e-12);
        assert!(plain(1.0, -2000) < 1e-300);
        assert!((plain(1.0, 3) - 8.0).abs() < 1e-12);
    }
}
