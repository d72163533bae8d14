//! The units of the ledger: aligned groups of sentences.

use rusqlite::{Row, params};

use super::Ledger;
use crate::alignment::Side;
use crate::corpus::unit::{Unit, UnitSide};
use crate::document::{Role, Span};
use crate::error::Result;

/// A pair has fewer beads than two to the power of this.
const BEAD_BITS: u32 = 20;

/// A unit as alignment makes it.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// The unit; of its sides only sentences, span, text and role are kept, the rest is known of the documents.
    pub unit: Unit,
    /// What the unit alone tells that is odd, as reason codes.
    pub marks: Vec<String>,
    /// Equal for equal texts, by side.
    pub keys: [i64; 2],
    /// The words of both sides as stems, to search for.
    pub words: [String; 2],
}

/// Which units are wanted.
#[derive(Clone, Debug, Default)]
pub struct UnitFilter {
    /// Only those whose words match, in the query language of FTS5 over stems.
    pub words: Option<String>,
}

const QUERY: &str = "SELECT unit.id, shape, confidence, moved, \
    source_sentences, source_start, source_end, source_text, source_role, \
    target_sentences, target_start, target_end, target_text, target_role, \
    marks, findings, repeated, duplicate_of, \
    pair.source, s.url, s.date, pair.target, t.url, t.date, coalesce(s.story, 0) \
    FROM pair JOIN unit ON unit.id BETWEEN pair.number << 20 AND (pair.number << 20) + 1048575 \
    JOIN document s ON s.side = 0 AND s.id = pair.source \
    JOIN document t ON t.side = 1 AND t.id = pair.target";

impl Ledger {
    /// Puts the units of a pair into the ledger, in the place of those it had.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn put_units(&self, pair: i64, rows: &[UnitRow]) -> Result<()> {
        let (first, last) = (pair << BEAD_BITS, ((pair + 1) << BEAD_BITS) - 1);
        let run = || -> rusqlite::Result<()> {
            self.connection
                .prepare_cached("DELETE FROM word WHERE rowid IN (SELECT id FROM unit WHERE id BETWEEN ? AND ?)")?
                .execute([first, last])?;
            self.connection
                .prepare_cached("DELETE FROM unit WHERE id BETWEEN ? AND ?")?
                .execute([first, last])?;
            for (id, row) in (first..=last).zip(rows) {
                self.insert_unit(id, row)?;
            }
            Ok(())
        };
        run().map_err(|error| self.failure(&error))
    }

    fn insert_unit(&self, id: i64, row: &UnitRow) -> rusqlite::Result<()> {
        let unit = &row.unit;
        let start = |side: &UnitSide| side.span.map(|span| offset(span.start));
        let end = |side: &UnitSide| side.span.map(|span| offset(span.end));
        self.connection
            .prepare_cached(
                "INSERT INTO unit (id, shape, confidence, moved, source_sentences, target_sentences, source_start, \
                 source_end, target_start, target_end, source_role, target_role, source_text, target_text, marks, \
                 findings, source_key, target_key) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            )?
            .execute(params![
                id,
                unit.bead_type,
                unit.confidence,
                unit.moved,
                numbers(&unit.source.sentences),
                numbers(&unit.target.sentences),
                start(&unit.source),
                end(&unit.source),
                start(&unit.target),
                end(&unit.target),
                unit.source.role,
                unit.target.role,
                unit.source.text,
                unit.target.text,
                row.marks.join(" "),
                unit.findings.join(" "),
                row.keys[0],
                row.keys[1]
            ])?;
        self.connection
            .prepare_cached("INSERT INTO word (rowid, source, target) VALUES (?, ?, ?)")?
            .execute(params![id, row.words[0], row.words[1]])?;
        Ok(())
    }

    /// Calls `take` for the wanted units, in the order of their pairs and beads, one at a time.
    ///
    /// # Errors
    /// That of `take`, or if the ledger cannot be read.
    pub fn each_unit(&self, filter: &UnitFilter, mut take: impl FnMut(Unit) -> Result<()>) -> Result<()> {
        let wanted = match filter.words {
            Some(_) => " WHERE unit.id IN (SELECT rowid FROM word WHERE word MATCH ?)",
            None => "",
        };
        let query = format!("{QUERY}{wanted} ORDER BY pair.number, unit.id");
        let mut query = self.connection.prepare(&query).map_err(|error| self.failure(&error))?;
        let values = rusqlite::params_from_iter(filter.words.iter());
        let rows = query.query_map(values, unit_of).map_err(|error| self.failure(&error))?;
        for row in rows {
            take(row.map_err(|error| self.failure(&error))?)?;
        }
        Ok(())
    }

    /// Marks what only the whole corpus tells: the first of equal units, and texts that stand in many documents.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn mark_repetitions(&self, documents: usize) -> Result<()> {
        let documents = i64::try_from(documents).unwrap_or(i64::MAX);
        self.together(|ledger| {
            let run = || -> rusqlite::Result<()> {
                let connection = &ledger.connection;
                connection.execute_batch(DUPLICATES)?;
                for side in ["source", "target"] {
                    connection.execute(&repeated(side), [documents])?;
                }
                Ok(())
            };
            run().map_err(|error| ledger.failure(&error))
        })
    }
}

/// The first of equal units, by the order of their pairs, is the original.
const DUPLICATES: &str = "UPDATE unit SET repeated = 0, duplicate_of = NULL \
        WHERE repeated != 0 OR duplicate_of IS NOT NULL; \
    UPDATE unit SET duplicate_of = firsts.first FROM \
        (SELECT source_key, target_key, min(id) AS first FROM unit WHERE source_text != '' AND target_text != '' \
         GROUP BY source_key, target_key HAVING count(*) > 1) AS firsts \
    WHERE unit.source_key = firsts.source_key AND unit.target_key = firsts.target_key AND unit.id != firsts.first;";

/// Marks the units whose text of one side stands in at least so many pairs.
fn repeated(side: &str) -> String {
    format!(
        "UPDATE unit SET repeated = 1 WHERE {side}_text != '' AND {side}_key IN \
         (SELECT {side}_key FROM unit WHERE {side}_text != '' GROUP BY {side}_key \
          HAVING count(DISTINCT id >> 20) >= ?)"
    )
}

fn offset(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn numbers(sentences: &[usize]) -> String {
    let words: Vec<String> = sentences.iter().map(ToString::to_string).collect();
    words.join(" ")
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The name of a unit, as [`Unit::duplicate_of`] gives it.
fn name(id: i64) -> String {
    format!("{}:{}", id >> BEAD_BITS, id & ((1 << BEAD_BITS) - 1))
}

fn unit_of(row: &Row<'_>) -> rusqlite::Result<Unit> {
    let id: i64 = row.get(0)?;
    let mut reasons = words(row.get_ref(14)?.as_str()?);
    if row.get::<_, i64>(16)? != 0 {
        reasons.push("boilerplate".to_owned());
        reasons.sort_unstable();
    }
    Ok(Unit {
        pair: (id >> BEAD_BITS).to_string(),
        bead: usize::try_from(id & ((1 << BEAD_BITS) - 1)).unwrap_or_default(),
        bead_type: row.get(1)?,
        confidence: row.get(2)?,
        moved: row.get(3)?,
        source: side_of(row, Side::Source)?,
        target: side_of(row, Side::Target)?,
        reasons,
        findings: words(row.get_ref(15)?.as_str()?),
        story: row.get::<_, i64>(24)?.try_into().unwrap_or_default(),
        duplicate_of: row.get::<_, Option<i64>>(17)?.map(name),
    })
}

fn side_of(row: &Row<'_>, side: Side) -> rusqlite::Result<UnitSide> {
    let (at, document) = match side {
        Side::Source => (4, 18),
        Side::Target => (9, 21),
    };
    let (start, end): (Option<i64>, Option<i64>) = (row.get(at + 1)?, row.get(at + 2)?);
    let span = start.zip(end).map(|(start, end)| {
        Span::new(start.try_into().unwrap_or_default(), end.try_into().unwrap_or_default())
    });
    let sentences = row.get_ref(at)?.as_str()?.split_whitespace();
    let role: String = row.get(at + 4)?;
    Ok(UnitSide {
        document: row.get(document)?,
        url: row.get(document + 1)?,
        date: row.get(document + 2)?,
        sentences: sentences.filter_map(|number| number.parse().ok()).collect(),
        span,
        text: row.get(at + 3)?,
        role: Role::ALL.into_iter().map(Role::name).find(|name| *name == role).unwrap_or_default(),
    })
}
