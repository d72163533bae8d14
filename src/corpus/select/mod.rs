//! What to keep: `confidence >= 0.8 and not length_ratio` → [`Selection`].
//!
//! A small language of its own instead of an embedded one: it knows the names of rules, checks and fields, and says at
//! which column it does not understand, and what was perhaps meant. `lexer` cuts the text into tokens, `parser`
//! makes a tree of them, `names` knows the names, `evaluate` asks a [`Unit`].

mod evaluate;
mod lexer;
mod names;
mod parser;
mod tree;

#[cfg(test)]
mod tests;

pub use names::{Field, fields};

use std::fmt;
use std::str::FromStr;

use super::Unit;
use super::annotate::Level;
use crate::error::{Error, Result};
use tree::Expression;

/// What is kept if the user says nothing: all but what has a defect, and of what repeats exactly the first.
///
/// Safe for news: datelines, headlines, short sentences, moved passages and updates with other figures stay.
pub const DEFAULT_KEEP: &str = "not defect and not duplicate";

/// A condition that units have to meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    expression: Expression,
}

/// Why a unit is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The first condition that it does not meet: `not defect`.
    pub clause: String,
    /// The codes of the rules and the checks that the condition names and that the unit has: what a report of losses
    /// counts. Empty if the condition names none.
    pub codes: Vec<String>,
}

impl Selection {
    /// Reads a condition.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`](crate::error::ErrorKind::Usage) with the column, what was expected and, for an unknown
    /// name, the names that are alike.
    pub fn parse(text: &str) -> Result<Self> {
        let expression = parser::parse(text)?;
        Ok(Self { expression })
    }

    /// Whether a unit meets the condition.
    #[must_use]
    pub fn keeps(&self, unit: &Unit) -> bool {
        self.expression.holds(unit)
    }

    /// Why a unit is not kept; `None` if it is.
    #[must_use]
    pub fn why_not(&self, unit: &Unit) -> Option<Loss> {
        let clauses = match &self.expression {
            Expression::And(clauses) => clauses.as_slice(),
            one => std::slice::from_ref(one),
        };
        let clause = clauses.iter().find(|clause| !clause.holds(unit))?;
        let mut codes = Vec::new();
        clause.add_codes(unit, &mut codes);
        Some(Loss {
            clause: clause.to_string(),
            codes,
        })
    }
}

/// [`DEFAULT_KEEP`].
impl Default for Selection {
    fn default() -> Self {
        let defect = Expression::Flag(tree::Flag::Level(Level::Defect));
        let duplicate = Expression::Flag(tree::Flag::Field(Field::Duplicate));
        Self {
            expression: Expression::And(vec![defect.negated(), duplicate.negated()]),
        }
    }
}

/// As it can be read again, with no more brackets than needed.
impl fmt::Display for Selection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(formatter)
    }
}

impl FromStr for Selection {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}
