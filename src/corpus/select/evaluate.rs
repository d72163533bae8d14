//! Whether a condition holds for a unit.

use unicode_segmentation::UnicodeSegmentation;

use super::lexer::Operator;
use super::names::{FINDING, Field, Type, Which};
use super::tree::{Expression, Flag, Value};
use crate::check::{self, Severity};
use crate::corpus::{Unit, UnitSide};

impl Expression {
    pub(super) fn holds(&self, unit: &Unit) -> bool {
        match self {
            Self::Or(parts) => parts.iter().any(|part| part.holds(unit)),
            Self::And(parts) => parts.iter().all(|part| part.holds(unit)),
            Self::Not(inner) => !inner.holds(unit),
            Self::Flag(flag) => flag.holds(unit),
            Self::Comparison(field, operator, value) => compare(*field, *operator, value, unit),
        }
    }

    /// The reasons and findings of a unit that the condition asks for.
    pub(super) fn add_codes(&self, unit: &Unit, codes: &mut Vec<String>) {
        match self {
            Self::Or(parts) | Self::And(parts) => parts.iter().for_each(|part| part.add_codes(unit, codes)),
            Self::Not(inner) => inner.add_codes(unit, codes),
            Self::Flag(flag) => flag.add_codes(unit, codes),
            Self::Comparison(..) => {}
        }
    }
}

impl Flag {
    fn holds(&self, unit: &Unit) -> bool {
        match self {
            Self::Field(field) => is_set(*field, unit),
            Self::Reason(code) => unit.reasons.iter().any(|reason| reason == code),
            Self::Level(level) => unit.reasons_of(*level).next().is_some(),
            Self::Finding(name, least) => findings(unit, name, *least).next().is_some(),
        }
    }

    fn add_codes(&self, unit: &Unit, codes: &mut Vec<String>) {
        let new: Vec<String> = match self {
            Self::Field(Field::Duplicate) if self.holds(unit) => vec![Field::Duplicate.name().to_owned()],
            Self::Reason(code) if self.holds(unit) => vec![(*code).to_owned()],
            Self::Level(level) => unit.reasons_of(*level).map(str::to_owned).collect(),
            Self::Finding(name, least) => findings(unit, name, *least).map(str::to_owned).collect(),
            Self::Field(_) | Self::Reason(_) => Vec::new(),
        };
        for code in new {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
    }
}

/// The findings of a unit that a name means: itself, its category, its check, or any.
fn findings<'a>(unit: &'a Unit, name: &'a str, least: Option<Severity>) -> impl Iterator<Item = &'a str> {
    unit.findings.iter().map(String::as_str).filter(move |finding| {
        let (found, severity) = finding.split_once(':').unwrap_or((finding, ""));
        let severe = least.is_none_or(|least| severity.parse::<Severity>().is_ok_and(|found| found >= least));
        severe && (name == FINDING || is_called(found, name))
    })
}

fn is_called(found: &str, name: &str) -> bool {
    let begins = |text: &str| {
        text.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '-']))
    };
    begins(found) || check::kinds().any(|kind| kind.id == found && begins(kind.category))
}

/// Whether a switch is on, or a text or date is known.
fn is_set(field: Field, unit: &Unit) -> bool {
    match field {
        Field::Moved => unit.moved,
        Field::Duplicate => unit.duplicate_of.is_some(),
        _ => text(field, unit).is_some_and(|text| !text.is_empty()),
    }
}

/// Whether a comparison holds; what is not known is neither equal, nor unequal, nor less, nor more.
fn compare(field: Field, operator: Operator, value: &Value, unit: &Unit) -> bool {
    match value {
        Value::Number(wanted) => number(field, unit).is_some_and(|found| fits(operator, found.partial_cmp(wanted))),
        Value::Text(wanted) => text(field, unit).is_some_and(|found| fits(operator, Some(found.cmp(wanted)))),
        Value::Date(wanted) => text(field, unit).is_some_and(|found| {
            let known = found.get(..wanted.len().min(found.len())).unwrap_or(found);
            fits(operator, Some(known.cmp(wanted)))
        }),
        Value::Pattern { regex, .. } => text(field, unit).is_some_and(|found| regex.is_match(found)),
    }
}

fn fits(operator: Operator, order: Option<std::cmp::Ordering>) -> bool {
    let Some(order) = order else { return false };
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::Unequal => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::AtMost => order.is_le(),
        Operator::Greater => order.is_gt(),
        Operator::AtLeast => order.is_ge(),
        Operator::Matches => false,
    }
}

fn side(unit: &Unit, which: Which) -> &UnitSide {
    match which {
        Which::Source => &unit.source,
        Which::Target => &unit.target,
    }
}

fn text(field: Field, unit: &Unit) -> Option<&str> {
    match field {
        Field::Type => Some(&unit.bead_type),
        Field::Pair => Some(&unit.pair),
        Field::Role if unit.source.role.is_empty() => Some(unit.target.role),
        Field::Role => Some(unit.source.role),
        Field::Document(which) => Some(&side(unit, which).document),
        Field::Url(which) => side(unit, which).url.as_deref(),
        Field::Date(which) => side(unit, which).date.as_deref(),
        Field::SideRole(which) => Some(side(unit, which).role),
        Field::Text(which) => Some(&side(unit, which).text),
        _ => None,
    }
}

#[allow(clippy::cast_precision_loss)] // Lengths, places and numbers of stories are far below 2^52.
fn number(field: Field, unit: &Unit) -> Option<f64> {
    let words = |side: &UnitSide| side.text.unicode_words().count();
    let found = match field {
        Field::Confidence => return Some(unit.confidence),
        Field::Story => unit.story as f64,
        Field::Bead => unit.bead as f64,
        Field::Words => words(&unit.source).max(words(&unit.target)) as f64,
        Field::Length(which) => side(unit, which).text.chars().count() as f64,
        Field::SideWords(which) => words(side(unit, which)) as f64,
        _ => return None,
    };
    debug_assert_eq!(field.holds(), Type::Number);
    Some(found)
}
