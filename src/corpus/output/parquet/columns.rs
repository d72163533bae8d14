//! The columns of a row, in one list from which schema, features and values are made.

use std::fs::File;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::writer::SerializedRowGroupWriter;
use serde_json::{Map, Value, json};

use crate::corpus::Unit;
use crate::document::Span;
use crate::language::Language;

/// Units whose values are copied at a time.
const BATCH: usize = 1000;

/// What a column holds and where it is found.
enum Kind {
    Text(TextOf),
    /// A number that fits into 63 bits.
    Count(fn(&Unit) -> usize),
    /// A number that needs all 64.
    Code(fn(&Unit) -> u64),
    Share(fn(&Unit) -> f64),
    Flag(fn(&Unit) -> bool),
    Span(fn(&Unit) -> Option<Span>),
    Numbers(fn(&Unit) -> &[usize]),
    Texts(fn(&Unit) -> &[String]),
}

const COLUMNS: [(&str, Kind); 21] = [
    ("pair", Kind::Text(|unit| Some(&unit.pair))),
    ("bead", Kind::Count(|unit| unit.bead)),
    ("type", Kind::Text(|unit| Some(&unit.bead_type))),
    ("confidence", Kind::Share(|unit| unit.confidence)),
    ("moved", Kind::Flag(|unit| unit.moved)),
    ("source_document", Kind::Text(|unit| Some(&unit.source.document))),
    ("target_document", Kind::Text(|unit| Some(&unit.target.document))),
    ("source_url", Kind::Text(|unit| unit.source.url.as_deref())),
    ("target_url", Kind::Text(|unit| unit.target.url.as_deref())),
    ("source_date", Kind::Text(|unit| unit.source.date.as_deref())),
    ("target_date", Kind::Text(|unit| unit.target.date.as_deref())),
    ("source_span", Kind::Span(|unit| unit.source.span)),
    ("target_span", Kind::Span(|unit| unit.target.span)),
    ("source_sentences", Kind::Numbers(|unit| &unit.source.sentences)),
    ("target_sentences", Kind::Numbers(|unit| &unit.target.sentences)),
    ("source_role", Kind::Text(|unit| Some(unit.source.role))),
    ("target_role", Kind::Text(|unit| Some(unit.target.role))),
    ("reasons", Kind::Texts(|unit| &unit.reasons)),
    ("findings", Kind::Texts(|unit| &unit.findings)),
    ("story", Kind::Code(|unit| unit.story)),
    ("duplicate_of", Kind::Text(|unit| unit.duplicate_of.as_deref())),
];

/// The columns for a pair of languages.
pub(super) struct Columns {
    /// Language and whose text it is, sorted by language, as `Translation` has them.
    translation: [(Language, TextOf); 2],
}

/// Where the text of a language is found.
type TextOf = fn(&Unit) -> Option<&str>;

impl Columns {
    pub(super) fn new(from: Language, to: Language) -> Self {
        let mut translation: [(Language, TextOf); 2] = [
            (from, |unit| Some(&unit.source.text)),
            (to, |unit| Some(&unit.target.text)),
        ];
        translation.sort_by_key(|(language, _)| *language);
        Self { translation }
    }

    /// The codes of the languages, sorted.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.translation.iter().map(|(language, _)| language.code())
    }

    /// The schema of a file. Everything is optional, as in files by Apache Arrow.
    pub(super) fn schema(&self) -> String {
        let languages = self
            .languages()
            .map(|language| format!("optional binary {language} (STRING); "));
        let fields = COLUMNS.iter().map(|(name, kind)| field(name, kind));
        format!(
            "message schema {{ optional group translation {{ {} }} {} }}",
            languages.collect::<Vec<_>>().concat(),
            fields.collect::<Vec<_>>().concat()
        )
    }

    /// What `datasets` reads from the metadata of a file.
    pub(super) fn features(&self) -> String {
        let languages: Vec<&str> = self.languages().collect();
        let mut features = Map::new();
        features.insert(
            "translation".to_owned(),
            json!({"languages": languages, "_type": "Translation"}),
        );
        for (name, kind) in &COLUMNS {
            features.insert((*name).to_owned(), feature(kind));
        }
        json!({"info": {"features": features}}).to_string()
    }

    /// Writes all columns of these units.
    pub(super) fn write(&self, units: &[Unit], group: &mut Group<'_>) -> Result<()> {
        for (_, text) in &self.translation {
            texts(units, group, 2, *text)?;
        }
        COLUMNS.iter().try_for_each(|(_, kind)| write_kind(units, group, kind))
    }
}

type Group<'a> = SerializedRowGroupWriter<'a, File>;

fn field(name: &str, kind: &Kind) -> String {
    let list =
        |element: &str| format!("optional group {name} (LIST) {{ repeated group list {{ optional {element}; }} }} ");
    match kind {
        Kind::Text(_) => format!("optional binary {name} (STRING); "),
        Kind::Count(_) => format!("optional int64 {name}; "),
        Kind::Code(_) => format!("optional int64 {name} (INTEGER(64,false)); "),
        Kind::Share(_) => format!("optional double {name}; "),
        Kind::Flag(_) => format!("optional boolean {name}; "),
        Kind::Span(_) => format!("optional group {name} {{ optional int64 start; optional int64 end; }} "),
        Kind::Numbers(_) => list("int64 element"),
        Kind::Texts(_) => list("binary element (STRING)"),
    }
}

fn feature(kind: &Kind) -> Value {
    let value = |kind: &str| json!({"dtype": kind, "_type": "Value"});
    // `List` is what newer versions call it; all of them read `Sequence`.
    let list = |kind: &str| json!({"feature": value(kind), "_type": "Sequence"});
    match kind {
        Kind::Text(_) => value("string"),
        Kind::Count(_) => value("int64"),
        Kind::Code(_) => value("uint64"),
        Kind::Share(_) => value("float64"),
        Kind::Flag(_) => value("bool"),
        Kind::Span(_) => json!({"start": value("int64"), "end": value("int64")}),
        Kind::Numbers(_) => list("int64"),
        Kind::Texts(_) => list("string"),
    }
}

fn write_kind(units: &[Unit], group: &mut Group<'_>, kind: &Kind) -> Result<()> {
    match kind {
        Kind::Text(text) => texts(units, group, 1, text),
        Kind::Count(count) => write::<Int64Type>(units, group, |unit, levels| levels.one(Some(signed(count(unit))), 1)),
        Kind::Code(code) => write::<Int64Type>(units, group, |unit, levels| {
            levels.one(Some(code(unit).cast_signed()), 1);
        }),
        Kind::Share(share) => write::<DoubleType>(units, group, |unit, levels| levels.one(Some(share(unit)), 1)),
        Kind::Flag(flag) => write::<BoolType>(units, group, |unit, levels| levels.one(Some(flag(unit)), 1)),
        Kind::Span(span) => [|span: Span| span.start, |span: Span| span.end]
            .into_iter()
            .try_for_each(|end| {
                write::<Int64Type>(units, group, |unit, levels| {
                    levels.one(span(unit).map(|span| signed(end(span))), 2);
                })
            }),
        Kind::Numbers(numbers) => write::<Int64Type>(units, group, |unit, levels| {
            levels.list(numbers(unit).iter().map(|&number| signed(number)));
        }),
        Kind::Texts(list) => write::<ByteArrayType>(units, group, |unit, levels| {
            levels.list(list(unit).iter().map(|text| ByteArray::from(text.as_str())));
        }),
    }
}

fn texts(units: &[Unit], group: &mut Group<'_>, depth: i16, text: impl Fn(&Unit) -> Option<&str>) -> Result<()> {
    write::<ByteArrayType>(units, group, |unit, levels| {
        levels.one(text(unit).map(ByteArray::from), depth);
    })
}

/// Offsets and indices are far below the largest number.
fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Writes the next column of the group.
fn write<T: DataType>(units: &[Unit], group: &mut Group<'_>, add: impl Fn(&Unit, &mut Levels<T::T>)) -> Result<()> {
    let column = group.next_column()?;
    let mut column = column.ok_or_else(|| ParquetError::General("the schema has too few columns".to_owned()))?;
    for units in units.chunks(BATCH) {
        let mut levels = Levels::default();
        for unit in units {
            add(unit, &mut levels);
        }
        let Levels {
            values,
            definitions,
            repetitions,
        } = &levels;
        column
            .typed::<T>()
            .write_batch(values, Some(definitions), Some(repetitions))?;
    }
    column.close()
}

/// Values with the levels by which the format tells what is absent and where a list begins.
struct Levels<V> {
    values: Vec<V>,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

impl<V> Default for Levels<V> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            definitions: Vec::new(),
            repetitions: Vec::new(),
        }
    }
}

impl<V> Levels<V> {
    /// A value below so many optional levels, or none.
    fn one(&mut self, value: Option<V>, depth: i16) {
        self.definitions.push(if value.is_some() { depth } else { 0 });
        self.repetitions.push(0);
        self.values.extend(value);
    }

    /// A list: defined itself (1), with a place (2) that holds a value (3).
    fn list(&mut self, values: impl Iterator<Item = V>) {
        let before = self.values.len();
        self.values.extend(values);
        let added = self.values.len() - before;
        self.definitions
            .extend(std::iter::repeat_n(if added == 0 { 1 } else { 3 }, added.max(1)));
        self.repetitions.push(0);
        self.repetitions.extend(std::iter::repeat_n(1, added.saturating_sub(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_levels_of_the_format() {
        let mut levels = Levels::default();
        levels.list([7, 8, 9].into_iter());
        levels.list(std::iter::empty());
        levels.list([1].into_iter());
        assert_eq!(levels.values, [7, 8, 9, 1]);
        assert_eq!(levels.definitions, [3, 3, 3, 1, 3]);
        assert_eq!(levels.repetitions, [0, 1, 1, 0, 0]);
    }

    #[test]
    fn languages_are_sorted_whichever_is_the_source() {
        let columns = Columns::new(Language::RUSSIAN, Language::ENGLISH);
        assert_eq!(columns.languages().collect::<Vec<_>>(), ["en", "ru"]);
        let text = columns.translation[0].1;
        let mut unit = Unit::default();
        unit.target.text = "English".to_owned();
        assert_eq!(text(&unit), Some("English"));
    }
}
