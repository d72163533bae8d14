//! What a user chooses about the rules: [`Thresholds`].

use std::collections::BTreeMap;

use super::{RULES, Rule, rule};
use crate::error::{Error, ErrorKind, Result};

/// What a user chooses about the rules: other numbers, or rules switched off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thresholds {
    /// By code; `None` switches the rule off.
    chosen: BTreeMap<&'static str, Option<f64>>,
}

impl Thresholds {
    /// The number that a rule compares with; 0 for a rule without one.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> f64 {
        let chosen = self.chosen.get(rule.code).copied().flatten();
        chosen
            .or(rule.threshold.map(|threshold| threshold.default))
            .unwrap_or_default()
    }

    /// Whether a rule is asked at all.
    #[must_use]
    pub fn is_on(&self, rule: &Rule) -> bool {
        self.chosen.get(rule.code) != Some(&None)
    }

    /// Sets the number of a rule.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is no such rule, if it has no threshold, or if the number is negative or none.
    pub fn set(&mut self, code: &str, value: f64) -> Result<()> {
        let rule = known(code)?;
        if rule.threshold.is_none() {
            let message = format!("the rule {code} has no threshold");
            return Err(Error::new(ErrorKind::Usage, "", message).with_remedy("it can only be \"off\""));
        }
        if !value.is_finite() || value < 0.0 {
            let message = format!("{value} is no threshold");
            return Err(Error::new(ErrorKind::Usage, "", message).with_remedy("give a number that is not negative"));
        }
        self.chosen.insert(rule.code, Some(value));
        Ok(())
    }

    /// Switches a rule off.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if there is no such rule.
    pub fn switch_off(&mut self, code: &str) -> Result<()> {
        self.chosen.insert(known(code)?.code, None);
        Ok(())
    }
}

fn known(code: &str) -> Result<&'static Rule> {
    rule(code).ok_or_else(|| {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        Error::new(ErrorKind::Usage, "", format!("there is no rule {code:?}"))
            .with_remedy(format!("give one of {}", codes.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_numbers_and_switches_hold() {
        let mut thresholds = Thresholds::default();
        let length = rule("length_ratio").unwrap();
        assert!((thresholds.of(length) - 3.0).abs() < 1e-9 && thresholds.is_on(length));
        thresholds.set("length_ratio", 2.0).unwrap();
        assert!((thresholds.of(length) - 2.0).abs() < 1e-9);
        thresholds.switch_off("length_ratio").unwrap();
        assert!(!thresholds.is_on(length));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut thresholds = Thresholds::default();
        for (code, value, message) in [
            ("lenght", 1.0, "no rule"),
            ("moved", 1.0, "no threshold"),
            ("too_long", f64::NAN, "no threshold"),
            ("too_long", -1.0, "no threshold"),
        ] {
            let error = thresholds.set(code, value).unwrap_err();
            assert!(error.message().contains(message), "{error}");
        }
        assert_eq!(thresholds, Thresholds::default());
    }
}
