//! Tokens → tree, by recursive descent.
//!
//! ```text
//! or         = and { "or" and }
//! and        = not { "and" not }
//! not        = "not" not | "(" or ")" | flag | comparison
//! comparison = field operator value
//! ```

use regex::RegexBuilder;

use super::lexer::{self, Kind, Operator, Token, wrong};
use super::names::{self, Field, Type};
use super::tree::{Expression, Value};
use crate::error::{Error, Result};

/// Brackets and `not` inside each other; more would only exhaust the stack.
const DEEPEST: usize = 100;

/// The tree of a condition.
pub(super) fn parse(text: &str) -> Result<Expression> {
    let tokens = lexer::tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
    };
    let expression = parser.or()?;
    match parser.peek() {
        (Kind::End, _) => Ok(expression),
        (Kind::Close, column) => Err(wrong(column, "there is no \"(\" for this \")\"")),
        (found, column) => Err(expected(column, found, "and, or or the end")),
    }
}

struct Parser<'a> {
    /// [`Kind::End`] is the last.
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

fn expected(column: usize, found: &Kind, what: &str) -> Error {
    wrong(column, &format!("found {}, expected {what}", found.name()))
}

impl<'a> Parser<'a> {
    fn peek(&self) -> (&'a Kind, usize) {
        let token = &self.tokens[self.at.min(self.tokens.len() - 1)];
        (&token.kind, token.column)
    }

    /// Takes the next token if it is this word, in whatever case.
    fn takes(&mut self, word: &str) -> bool {
        let found = matches!(self.peek().0, Kind::Word(next) if next.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn or(&mut self) -> Result<Expression> {
        let mut parts = vec![self.and()?];
        while self.takes("or") {
            parts.push(self.and()?);
        }
        Ok(one_or(parts, Expression::Or))
    }

    fn and(&mut self) -> Result<Expression> {
        let mut parts = vec![self.not()?];
        while self.takes("and") {
            parts.push(self.not()?);
        }
        Ok(one_or(parts, Expression::And))
    }

    fn not(&mut self) -> Result<Expression> {
        let (_, column) = self.peek();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(wrong(column, "too many brackets inside each other"));
        }
        let expression = if self.takes("not") {
            self.not()?.negated()
        } else {
            self.primary()?
        };
        self.depth -= 1;
        Ok(expression)
    }

    fn primary(&mut self) -> Result<Expression> {
        let (kind, column) = self.peek();
        match kind {
            Kind::Open => {
                self.at += 1;
                let inside = self.or()?;
                match self.peek() {
                    (Kind::Close, _) => self.at += 1,
                    (found, column) => return Err(expected(column, found, "and, or or \")\"")),
                }
                Ok(inside)
            }
            Kind::Word(word) if !is_reserved(word) => {
                self.at += 1;
                self.named(word, column)
            }
            found => Err(expected(column, found, "a name, not or \"(\"")),
        }
    }

    /// A name with or without a comparison behind it.
    fn named(&mut self, name: &str, column: usize) -> Result<Expression> {
        let operator = match self.peek().0 {
            Kind::Operator(operator) => Some(*operator),
            Kind::Word(word) if word.eq_ignore_ascii_case("matches") => Some(Operator::Matches),
            _ => None,
        };
        let field = Field::from_name(name);
        let Some(operator) = operator else {
            if let Some(field) = field.filter(|field| field.holds() == Type::Number) {
                let message = format!("{} is a number", field.name());
                return Err(wrong(column, &message).with_remedy(format!("compare it, as in {name} >= 1")));
            }
            return names::flag(name)
                .map(Expression::Flag)
                .ok_or_else(|| unknown(name, column));
        };
        let Some(field) = field else {
            if names::flag(name).is_some() {
                let message = format!("{name} is no field that can be compared");
                return Err(wrong(column, &message).with_remedy(format!("say {name} or not {name}")));
            }
            return Err(unknown(name, column));
        };
        let place = self.peek().1;
        self.at += 1;
        let (value, column) = self.peek();
        check_operator(field, operator, place)?;
        let value = value_of(field, operator, value, column)?;
        self.at += 1;
        Ok(Expression::Comparison(field, operator, value))
    }
}

fn one_or(mut parts: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn is_reserved(word: &str) -> bool {
    ["and", "or", "not", "matches"]
        .iter()
        .any(|reserved| word.eq_ignore_ascii_case(reserved))
}

fn unknown(name: &str, column: usize) -> Error {
    let message = format!("there is no reason, check or field called {name:?}");
    wrong(column, &message).with_remedy(names::alternatives(name))
}

/// Refuses operators that a field cannot be compared with.
fn check_operator(field: Field, operator: Operator, column: usize) -> Result<()> {
    let name = field.name();
    let (fits, remedy) = match field.holds() {
        Type::Switch => (false, format!("say {name} or not {name}")),
        Type::Number | Type::Date => (operator != Operator::Matches, "use ==, !=, <, <=, > or >=".to_owned()),
        Type::Text => {
            let fits = matches!(operator, Operator::Equal | Operator::Unequal | Operator::Matches);
            (fits, "use ==, != or ~".to_owned())
        }
    };
    if fits {
        return Ok(());
    }
    let message = format!("{name} cannot be compared with \"{}\"", operator.symbol());
    Err(wrong(column, &message).with_remedy(remedy))
}

/// What stands behind an operator, as the field needs it.
fn value_of(field: Field, operator: Operator, found: &Kind, column: usize) -> Result<Value> {
    let expected = |what: &str| Err(expected(column, found, what));
    let word = match found {
        Kind::Pattern(pattern, ignore_case) if operator == Operator::Matches => {
            return pattern_of(pattern, *ignore_case, column);
        }
        Kind::Text(text) if operator == Operator::Matches => return pattern_of(text, false, column),
        _ if operator == Operator::Matches => return expected("a pattern, such as /text/"),
        Kind::Text(text) => text,
        Kind::Word(word) if !is_reserved(word) => word,
        _ => return expected("a value"),
    };
    match field.holds() {
        Type::Number => match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Value::Number(number)),
            _ => expected("a number"),
        },
        Type::Date if is_date(word) => Ok(Value::Date(word.clone())),
        Type::Date => expected("a date, such as 2024-01-31, 2024-01 or 2024"),
        Type::Text | Type::Switch => Ok(Value::Text(word.clone())),
    }
}

fn pattern_of(pattern: &str, ignore_case: bool, column: usize) -> Result<Value> {
    let regex = RegexBuilder::new(pattern).case_insensitive(ignore_case).build();
    let regex = regex.map_err(|error| {
        // The last line of the message says what is wrong, those before draw it.
        let message = error.to_string();
        let message = message.lines().last().unwrap_or_default().trim();
        wrong(column, &format!("/{pattern}/ is no pattern ({message})"))
    })?;
    Ok(Value::Pattern {
        written: pattern.to_owned(),
        ignore_case,
        regex,
    })
}

/// Whether it is a year, a month of a year, or a day.
fn is_date(word: &str) -> bool {
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    match word.split('-').collect::<Vec<_>>().as_slice() {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => {
            digits(year, 4) && digits(month, 2) && digits(day, 2) && word.parse::<jiff::civil::Date>().is_ok()
        }
        _ => false,
    }
}
