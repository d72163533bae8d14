//! A condition as a tree: [`Expression`].

use std::fmt;

use regex::Regex;

use super::lexer::Operator;
use super::names::Field;
use crate::check::Severity;
use crate::corpus::annotate::Level;

/// A condition. `And` and `Or` have at least two parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Or(Vec<Expression>),
    And(Vec<Expression>),
    Not(Box<Expression>),
    Flag(Flag),
    Comparison(Field, Operator, Value),
}

/// What a unit has or has not.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Flag {
    /// A field: whether it holds, or is known.
    Field(Field),
    /// A rule, by its code.
    Reason(&'static str),
    /// Any rule of a level.
    Level(Level),
    /// A check, a kind of finding or a category, and the least severity.
    Finding(String, Option<Severity>),
}

/// What a field is compared with.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Number(f64),
    Text(String),
    /// As far as it is given: `2024`, `2024-02`, `2024-02-14`.
    Date(String),
    /// The pattern as it was written, and whether case does not count.
    Pattern {
        written: String,
        ignore_case: bool,
        regex: Regex,
    },
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => one == two,
            (Self::Text(one), Self::Text(two)) | (Self::Date(one), Self::Date(two)) => one == two,
            (
                Self::Pattern {
                    written, ignore_case, ..
                },
                Self::Pattern {
                    written: other,
                    ignore_case: ignored,
                    ..
                },
            ) => written == other && ignore_case == ignored,
            _ => false,
        }
    }
}

impl Expression {
    pub(super) fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// How tightly its parts hold together.
    fn binding(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Not(_) => 2,
            Self::Flag(_) | Self::Comparison(..) => 3,
        }
    }

    /// Writes it as a part of something that binds more tightly than `least`, in brackets if it does not.
    fn write_inside(&self, least: u8, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.binding() < least {
            write!(formatter, "({self})")
        } else {
            write!(formatter, "{self}")
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, word) = match self {
            Self::Or(parts) => (parts, " or "),
            Self::And(parts) => (parts, " and "),
            Self::Not(inner) => {
                formatter.write_str("not ")?;
                return inner.write_inside(2, formatter);
            }
            Self::Flag(flag) => return flag.fmt(formatter),
            Self::Comparison(field, operator, value) => {
                return write!(formatter, "{} {} {value}", field.name(), operator.symbol());
            }
        };
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                formatter.write_str(word)?;
            }
            part.write_inside(self.binding() + 1, formatter)?;
        }
        Ok(())
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => formatter.write_str(field.name()),
            Self::Reason(code) => formatter.write_str(code),
            Self::Level(level) => formatter.write_str(level.name()),
            Self::Finding(name, Some(severity)) => write!(formatter, "{name}:{severity}"),
            Self::Finding(name, None) => formatter.write_str(name),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Date(date) => formatter.write_str(date),
            Self::Text(text) => {
                write!(formatter, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
            }
            Self::Pattern {
                written, ignore_case, ..
            } => {
                let end = if *ignore_case { "/i" } else { "/" };
                write!(formatter, "/{}{end}", written.replace('/', "\\/"))
            }
        }
    }
}
