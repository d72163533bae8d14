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

const QUERY: &str = "SELECT unit.id, shape, confidence, moved, \
    source_sentences, source_starts, source_start, source_end, source_text, source_role, \
    target_sentences, target_starts, target_start, target_end, target_text, target_role, \
    marks, findings, repeated, duplicate_of, \
    pair.source, s.url, s.date, pair.target, t.url, t.date, coalesce(s.story, 0), near_of IS NOT NULL \
    FROM unit JOIN pair ON pair.number = unit.id >> 20 \
    JOIN document s ON s.side = 0 AND s.id = pair.source \
    JOIN document t ON t.side = 1 AND t.id = pair.target";

/// How many units are fetched at once.
const PAGE: i64 = 2048;

/// The units of a ledger, one after the other; after an error there are none.
#[derive(Debug)]
pub struct Units<'a> {
    ledger: &'a Ledger,
    /// Only units whose words match, in the query language of FTS5 over stems.
    words: Option<String>,
    /// Only units of pairs that are to be written.
    kept: bool,
    page: std::vec::IntoIter<(i64, Unit)>,
    /// The number of the last unit that was given out.
    last: i64,
}

impl Iterator for Units<'_> {
    type Item = Result<Unit>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.len() == 0 {
            match self.ledger.page_of_units(self) {
                Ok(page) => self.page = page.into_iter(),
                Err(error) => {
                    self.last = i64::MAX;
                    return Some(Err(error));
                }
            }
        }
        let (number, unit) = self.page.next()?;
        self.last = number;
        Some(Ok(unit))
    }
}

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
                 source_end, target_start, target_end, source_role, target_role, source_text, target_text, source_starts, \
                 target_starts, marks, findings, source_key, target_key) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
                numbers(&unit.source.starts),
                numbers(&unit.target.starts),
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

    /// The units, in the order of their pairs and beads. A page of them is in memory at a time.
    #[must_use]
    pub fn units(&self) -> Units<'_> {
        Units {
            ledger: self,
            words: None,
            kept: false,
            page: Vec::new().into_iter(),
            last: -1,
        }
    }

    /// The units whose words match an expression of FTS5 over stems, in the same order.
    #[must_use]
    pub(in crate::corpus) fn units_with(&self, expression: &str) -> Units<'_> {
        Units {
            words: Some(expression.to_owned()),
            ..self.units()
        }
    }

    /// The units of the pairs that the choice among the documents of a story lets be written, in the same order.
    #[must_use]
    pub fn units_to_write(&self) -> Units<'_> {
        Units {
            kept: true,
            ..self.units()
        }
    }

    /// The units behind the one of this number, with their numbers.
    fn page_of_units(&self, units: &Units<'_>) -> Result<Vec<(i64, Unit)>> {
        let kept = if units.kept { "pair.kept" } else { "1" };
        let wanted = match units.words {
            Some(_) => "unit.id IN (SELECT rowid FROM word WHERE word MATCH ?3 AND rowid > ?1)",
            None => "?3 IS NULL",
        };
        let query = format!("{QUERY} WHERE unit.id > ?1 AND {wanted} AND {kept} ORDER BY unit.id LIMIT ?2");
        let read = |row: &Row<'_>| Ok((row.get(0)?, unit_of(row)?));
        self.connection
            .prepare_cached(&query)
            .and_then(|mut query| query.query_map(params![units.last, PAGE, units.words], read)?.collect())
            .map_err(|error| self.failure(&error))
    }

    /// Keeps what only the whole corpus tells, in the place of what was kept before, and looks for equal units.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn put_marks(&self, marks: &Marks<'_>) -> Result<()> {
        self.together(|ledger| {
            let connection = &ledger.connection;
            let run = || -> rusqlite::Result<()> {
                let mut update =
                    connection.prepare("UPDATE document SET story = ?, relation = ? WHERE side = ? AND id = ?")?;
                for mark in &marks.documents {
                    let story = i64::try_from(mark.story).unwrap_or(i64::MAX);
                    update.execute(params![story, mark.relation, mark.side as i64, mark.id])?;
                }
                let mut update = connection.prepare("UPDATE pair SET kept = ? WHERE number = ?")?;
                for mark in &marks.pairs {
                    update.execute(params![mark.kept, mark.number])?;
                }
                connection.execute_batch(DUPLICATES)?;
                let mut update = connection.prepare("UPDATE unit SET near_of = ? WHERE id = ?")?;
                for (unit, earlier) in &marks.near {
                    update.execute([earlier, unit])?;
                }
                if let Some(stories) = marks.boilerplate {
                    for side in ["source", "target"] {
                        connection.execute(&repeated(side), [i64::try_from(stories).unwrap_or(i64::MAX)])?;
                    }
                }
                Ok(())
            };
            run().map_err(|error| ledger.failure(&error))
        })
    }

    /// The units of a pair with both sides, with their numbers.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn linked_units_of(&self, pair: i64) -> Result<Vec<(i64, Unit)>> {
        let query = format!(
            "{QUERY} WHERE unit.id >> 20 = ?1 AND unit.id BETWEEN ?1 << 20 AND (?1 << 20) + 1048575 \
             AND source_text != '' AND target_text != '' ORDER BY unit.id"
        );
        self.connection
            .prepare_cached(&query)
            .and_then(|mut query| {
                query
                    .query_map([pair], |row| Ok((row.get(0)?, unit_of(row)?)))?
                    .collect()
            })
            .map_err(|error| self.failure(&error))
    }
}

/// What only the whole corpus tells.
#[derive(Clone, Debug, Default)]
pub struct Marks<'a> {
    /// The story of each document.
    pub documents: Vec<DocumentMark<'a>>,
    /// Which pairs are written.
    pub pairs: Vec<PairMark>,
    /// Units that nearly repeat an earlier one, and that one, by their numbers.
    pub near: Vec<(i64, i64)>,
    /// In pairs of so many stories the same text is boilerplate; `None` if nothing is.
    pub boilerplate: Option<usize>,
}

/// The story of a document, and what it is in it.
#[derive(Clone, Copy, Debug)]
pub struct DocumentMark<'a> {
    /// The heap it is of.
    pub side: Side,
    /// Its name in the heap.
    pub id: &'a str,
    /// The number of the story.
    pub story: u64,
    /// `original`, `copy` or `update`.
    pub relation: &'static str,
}

/// Whether a pair is written.
#[derive(Clone, Copy, Debug)]
pub struct PairMark {
    /// Its number.
    pub number: i64,
    /// Whether it is written.
    pub kept: bool,
}

/// The first of equal units, by the order of their pairs, is the original.
const DUPLICATES: &str = "UPDATE unit SET repeated = 0, duplicate_of = NULL, near_of = NULL \
        WHERE repeated != 0 OR duplicate_of IS NOT NULL OR near_of IS NOT NULL; \
    UPDATE unit SET duplicate_of = firsts.first FROM \
        (SELECT source_key, target_key, min(id) AS first FROM unit WHERE source_text != '' AND target_text != '' \
         GROUP BY source_key, target_key HAVING count(*) > 1) AS firsts \
    WHERE unit.source_key = firsts.source_key AND unit.target_key = firsts.target_key AND unit.id != firsts.first;";

/// Marks the units whose text of one side stands in pairs of at least so many stories: that the versions of one story repeat
/// each other is no wonder. Datelines are alike by their nature.
fn repeated(side: &str) -> String {
    format!(
        "UPDATE unit SET repeated = 1 WHERE {side}_text != '' AND {side}_role != 'dateline' AND {side}_key IN \
         (SELECT {side}_key FROM unit JOIN pair ON pair.number = unit.id >> 20 \
          JOIN document ON document.side = 0 AND document.id = pair.source \
          WHERE {side}_text != '' AND {side}_role != 'dateline' \
          GROUP BY {side}_key HAVING count(DISTINCT coalesce(story, -number)) >= ?)"
    )
}

fn offset(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn numbers(sentences: &[usize]) -> String {
    let words: Vec<String> = sentences.iter().map(ToString::to_string).collect();
    words.join(" ")
}

fn numbers_of(text: &str) -> Vec<usize> {
    text.split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect()
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
    let mut reasons = words(row.get_ref(16)?.as_str()?);
    if row.get::<_, i64>(18)? != 0 {
        reasons.push("boilerplate".to_owned());
    }
    if row.get(27)? {
        reasons.push("near_duplicate".to_owned());
    }
    reasons.sort_unstable();
    Ok(Unit {
        pair: (id >> BEAD_BITS).to_string(),
        bead: usize::try_from(id & ((1 << BEAD_BITS) - 1)).unwrap_or_default(),
        bead_type: row.get(1)?,
        confidence: row.get(2)?,
        moved: row.get(3)?,
        source: side_of(row, Side::Source)?,
        target: side_of(row, Side::Target)?,
        reasons,
        findings: words(row.get_ref(17)?.as_str()?),
        story: row.get::<_, i64>(26)?.try_into().unwrap_or_default(),
        duplicate_of: row.get::<_, Option<i64>>(19)?.map(name),
    })
}

fn side_of(row: &Row<'_>, side: Side) -> rusqlite::Result<UnitSide> {
    let (at, document) = match side {
        Side::Source => (4, 20),
        Side::Target => (10, 23),
    };
    let (start, end): (Option<i64>, Option<i64>) = (row.get(at + 2)?, row.get(at + 3)?);
    let span = start
        .zip(end)
        .map(|(start, end)| Span::new(start.try_into().unwrap_or_default(), end.try_into().unwrap_or_default()));
    let role: String = row.get(at + 5)?;
    Ok(UnitSide {
        document: row.get(document)?,
        url: row.get(document + 1)?,
        date: row.get(document + 2)?,
        sentences: numbers_of(row.get_ref(at)?.as_str()?),
        starts: numbers_of(row.get_ref(at + 1)?.as_str()?),
        span,
        text: row.get(at + 4)?,
        role: Role::ALL
            .into_iter()
            .map(Role::name)
            .find(|name| *name == role)
            .unwrap_or_default(),
    })
}
