//! What a condition can name: fields, rules, levels, checks.

use rapidfuzz::distance::osa;

use super::tree::Flag;
use crate::check::{self, Severity};
use crate::corpus::annotate::{self, Level};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// Yes or no.
    Switch,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A date, compared as far as it is given: `2024-02` holds all days of that month.
    Date,
}

/// A field of a unit that a condition can compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // `FIELDS` says what each of them is.
pub enum Field {
    Confidence,
    Type,
    Moved,
    Story,
    Role,
    Words,
    Duplicate,
    Pair,
    Bead,
    Document(Which),
    Url(Which),
    Date(Which),
    Length(Which),
    SideWords(Which),
    SideRole(Which),
    Text(Which),
}

/// One side, or either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Their names say it.
pub enum Which {
    Source,
    Target,
}

/// Name, field, what it holds, and what it is.
type Entry = (&'static str, Field, Type, &'static str);

/// Every field. A name stands once.
const FIELDS: [Entry; 23] = {
    use Which::{Source, Target};
    [
        (
            "confidence",
            Field::Confidence,
            Type::Number,
            "the probability that exactly these sentences correspond, 0 to 1",
        ),
        ("type", Field::Type, Type::Text, "the bead type, such as 1-2"),
        (
            "moved",
            Field::Moved,
            Type::Switch,
            "whether it stands elsewhere on one side",
        ),
        (
            "duplicate",
            Field::Duplicate,
            Type::Switch,
            "whether it repeats an earlier unit exactly",
        ),
        ("story", Field::Story, Type::Number, "the number of the story"),
        (
            "role",
            Field::Role,
            Type::Text,
            "what the block is: title, lead, body, caption, dateline",
        ),
        ("words", Field::Words, Type::Number, "the words of the longer side"),
        ("pair", Field::Pair, Type::Text, "the name of the pair of documents"),
        ("bead", Field::Bead, Type::Number, "the place in the alignment, from 0"),
        (
            "source.document",
            Field::Document(Source),
            Type::Text,
            "the document of the source side",
        ),
        ("source.url", Field::Url(Source), Type::Text, "its address"),
        ("source.date", Field::Date(Source), Type::Date, "its date"),
        (
            "source.length",
            Field::Length(Source),
            Type::Number,
            "the characters of the source side",
        ),
        ("source.words", Field::SideWords(Source), Type::Number, "its words"),
        ("source.role", Field::SideRole(Source), Type::Text, "what its block is"),
        ("source.text", Field::Text(Source), Type::Text, "its text"),
        (
            "target.document",
            Field::Document(Target),
            Type::Text,
            "the document of the target side",
        ),
        ("target.url", Field::Url(Target), Type::Text, "its address"),
        ("target.date", Field::Date(Target), Type::Date, "its date"),
        (
            "target.length",
            Field::Length(Target),
            Type::Number,
            "the characters of the target side",
        ),
        ("target.words", Field::SideWords(Target), Type::Number, "its words"),
        ("target.role", Field::SideRole(Target), Type::Text, "what its block is"),
        ("target.text", Field::Text(Target), Type::Text, "its text"),
    ]
};

/// The name and the meaning of every field.
pub fn fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    FIELDS.iter().map(|entry| (entry.0, entry.3))
}

impl Field {
    fn entry(self) -> &'static Entry {
        let found = FIELDS.iter().find(|entry| entry.1 == self);
        found.unwrap_or(&FIELDS[0]) // A test holds that every field has an entry.
    }

    /// The name, as conditions have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    pub(super) fn holds(self) -> Type {
        self.entry().2
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|entry| entry.0 == name).map(|entry| entry.1)
    }
}

/// The name of any finding of a check.
pub(super) const FINDING: &str = "finding";

/// What a name that stands alone asks for; `None` if nothing is called so. A field can be meant only if it needs no
/// comparison.
pub(super) fn flag(name: &str) -> Option<Flag> {
    if let Some(field) = Field::from_name(name).filter(|field| field.holds() != Type::Number) {
        return Some(Flag::Field(field));
    }
    if let Some(rule) = annotate::rule(name) {
        return Some(Flag::Reason(rule.code));
    }
    if let Some(level) = [Level::Defect, Level::Note]
        .into_iter()
        .find(|level| level.name() == name)
    {
        return Some(Flag::Level(level));
    }
    finding(name)
}

/// `finding`, a check, a kind of finding or a category of findings, perhaps with the least severity behind a colon.
fn finding(name: &str) -> Option<Flag> {
    let (name, severity) = match name.split_once(':') {
        Some((name, severity)) => (name, Some(severity.parse::<Severity>().ok()?)),
        None => (name, None),
    };
    let known = name == FINDING || checks().contains(&name);
    known.then(|| Flag::Finding(name.to_owned(), severity))
}

/// Checks, kinds of finding, categories and what categories begin with.
fn checks() -> Vec<&'static str> {
    let mut names = check::names();
    for kind in check::kinds() {
        names.extend([kind.id, kind.category]);
        names.extend(kind.category.split_once('/').map(|(group, _)| group));
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// A remedy for a name that nothing has: the names most like it, or where all of them are.
pub(super) fn alternatives(name: &str) -> String {
    let wanted = name.split(':').next().unwrap_or_default().to_lowercase();
    let fields = FIELDS.iter().map(|entry| entry.0);
    let others = annotate::RULES
        .iter()
        .map(|rule| rule.code)
        .chain(["defect", "note", FINDING]);
    let all = fields.chain(others).chain(checks());
    let mut alike: Vec<(usize, &str)> = all
        .map(|known| (osa::distance(wanted.chars(), known.chars()), known))
        .filter(|(distance, known)| 3 * distance <= known.chars().count() || is_inside(&wanted, known))
        .collect();
    alike.sort_unstable();
    alike.dedup();
    let alike: Vec<&str> = alike.into_iter().take(3).map(|(_, known)| known).collect();
    if alike.is_empty() {
        let fields: Vec<&str> = FIELDS.iter().map(|entry| entry.0).take(9).collect();
        return format!(
            "name a reason, a check, or a field such as {} (see docs/corpus.md)",
            fields.join(", ")
        );
    }
    format!("did you mean {}?", alike.join(" or "))
}

/// Whether a name is a part of another that says something.
fn is_inside(wanted: &str, known: &str) -> bool {
    wanted.len() >= 4 && known.contains(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_one_name() {
        for (name, field, ..) in FIELDS {
            assert_eq!((field.name(), Field::from_name(name)), (name, Some(field)));
        }
    }

    #[test]
    fn no_rule_is_called_like_a_check_or_another_field() {
        for rule in annotate::RULES {
            let field = Field::from_name(rule.code);
            assert!(field.is_none() || field == Some(Field::Moved), "{}", rule.code);
            // The check has kinds and a category that it can be named by.
            assert!(
                !checks().contains(&rule.code) || rule.code == "untranslated",
                "{}",
                rule.code
            );
        }
    }
}
