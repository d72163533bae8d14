//! Tables with a tab, comma or semicolon between the columns.
//!
//! Without a header the columns are source, target and, if there is a third, the weight. A header may name the columns
//! in any order: `source`, `target` (or the names or codes of two languages), `weight`, `reverse`, `part of speech`.

use csv::{ReaderBuilder, StringRecord};

use super::DictionaryFormat;
use super::builder::{Builder, is_forbidding, languages_of_comment, weight};
use crate::error::Result;
use crate::language::Language;
use crate::lexicon::dictionary::Dictionary;

const SHAPE: &str = "source, target and, if wanted, a weight";

const SOURCE: &[&str] = &[
    "source",
    "src",
    "word",
    "headword",
    "term",
    "source term",
    "source word",
    "lemma",
];
const TARGET: &[&str] = &[
    "target",
    "tgt",
    "trg",
    "translation",
    "translations",
    "target term",
    "target word",
];
const WEIGHT: &[&str] = &["weight", "probability", "prob", "p", "score", "forward", "frequency"];
const REVERSE: &[&str] = &["reverse", "reverse probability", "backward"];
const PART_OF_SPEECH: &[&str] = &["part of speech", "pos", "part_of_speech", "category"];
const STATUS: &[&str] = &["status", "usage", "usage status", "administrative status"];

/// Where the columns stand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Columns {
    source: usize,
    target: usize,
    weight: Option<usize>,
    reverse: Option<usize>,
    part_of_speech: Option<usize>,
    status: Option<usize>,
    languages: (Option<Language>, Option<Language>),
    /// Whether the columns are named; then there may be others beside them.
    named: bool,
}

pub(super) fn read(name: &str, text: &str, format: DictionaryFormat) -> Result<Dictionary> {
    let mut builder = Builder::new(name, format);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text, format))
        .quoting(format == DictionaryFormat::Csv)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns = None;
    let mut declared = (None, None);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                builder.skip(number(line), "is not valid text");
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        // The position is where the reader stood, before any empty lines that it passes over.
        let line = number(line) + empty_lines(text, &record);
        let first = record.get(0).unwrap_or_default();
        if first.starts_with('#') && (record.len() == 1 || first.starts_with("# ")) {
            declared = languages_of_comment(first).unwrap_or(declared);
            continue;
        }
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        match &columns {
            Some(columns) => add(&mut builder, line, &record, columns),
            None => match Columns::of_header(&record) {
                Some(header) => columns = Some(header),
                None => add(&mut builder, line, &record, columns.insert(Columns::unnamed())),
            },
        }
    }
    let named = columns.map(|columns| columns.languages).unwrap_or_default();
    builder.set_languages((named.0.or(declared.0), named.1.or(declared.1)));
    builder.finish(SHAPE)
}

/// Whether a line names the columns of a table with tabs.
pub(super) fn is_header(line: &str) -> bool {
    Columns::of_header(&line.split('\t').collect()).is_some()
}

/// How many empty lines stand between where the reader was and the record.
fn empty_lines(text: &str, record: &StringRecord) -> usize {
    let from = record.position().map_or(0, csv::Position::byte);
    let rest = usize::try_from(from)
        .ok()
        .and_then(|from| text.get(from..))
        .unwrap_or_default();
    rest.bytes()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|byte| *byte == b'\n')
        .count()
}

fn number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

/// The separator: tabs, or whichever of comma and semicolon the first line with one has more of.
fn delimiter(text: &str, format: DictionaryFormat) -> u8 {
    if format == DictionaryFormat::Tsv {
        return b'\t';
    }
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let counts = lines.find_map(|line| {
        let (semicolons, commas) = (line.matches(';').count(), line.matches(',').count());
        (semicolons + commas > 0).then_some((semicolons, commas))
    });
    match counts {
        Some((semicolons, commas)) if semicolons > commas => b';',
        _ => b',',
    }
}

fn add(builder: &mut Builder, line: usize, record: &StringRecord, columns: &Columns) {
    let field = |place: usize| record.get(place).unwrap_or_default();
    let needed = columns.source.max(columns.target) + 1;
    if record.len() < needed || (!columns.named && record.len() > 3) {
        let wanted = if columns.named {
            needed.to_string()
        } else {
            "2 or 3".to_owned()
        };
        let count = record.len();
        let found = if count == 1 {
            "1 column".to_owned()
        } else {
            format!("{count} columns")
        };
        builder.skip(line, format!("{found} where {wanted} are needed"));
        return;
    }
    let value = |place: Option<usize>| match place.map(field) {
        None | Some("") => Ok(None),
        Some(text) => weight(text).map(Some),
    };
    match (value(columns.weight), value(columns.reverse)) {
        (Ok(forward), Ok(reverse)) => {
            let forward = forward.unwrap_or(1.0);
            builder.push_entry(
                line,
                (field(columns.source), field(columns.target)),
                (forward, reverse.unwrap_or(forward)),
                columns.part_of_speech.map_or("", field),
            );
            if columns.status.is_some_and(|place| is_forbidding(field(place))) {
                builder.forbid_last(line);
            }
        }
        (Err(reason), _) | (_, Err(reason)) => builder.skip(line, reason),
    }
}

impl Columns {
    /// The columns of a table without header.
    fn unnamed() -> Self {
        Self {
            source: 0,
            target: 1,
            weight: Some(2),
            reverse: None,
            part_of_speech: None,
            status: None,
            languages: (None, None),
            named: false,
        }
    }

    /// The columns that a header names; `None` if the row is no header.
    fn of_header(row: &StringRecord) -> Option<Self> {
        let labels: Vec<String> = row.iter().map(|label| label.trim().to_lowercase()).collect();
        let named = |names: &[&str]| labels.iter().position(|label| names.contains(&label.as_str()));
        // "id" is Indonesian's code and, far more often, a number.
        let candidates = labels.iter().enumerate().filter(|(_, label)| *label != "id");
        let languages: Vec<(usize, Language)> = candidates
            .filter_map(|(place, label)| Some((place, known_language(label)?)))
            .collect();
        let (source, target, languages) = match (named(SOURCE), named(TARGET), &languages[..]) {
            (Some(source), Some(target), _) => (source, target, (None, None)),
            (_, _, [(source, from), (target, to), ..]) if from != to => (*source, *target, (Some(*from), Some(*to))),
            _ => return None,
        };
        Some(Self {
            source,
            target,
            weight: named(WEIGHT),
            reverse: named(REVERSE),
            part_of_speech: named(PART_OF_SPEECH),
            status: named(STATUS),
            languages,
            named: true,
        })
    }
}

/// A language by name or code; any three letters could be a code, so only codes that have a name count.
fn known_language(label: &str) -> Option<Language> {
    let language: Language = label.parse().ok()?;
    (language.name() != language.code()).then_some(language)
}
