//! The pairs of documents of the ledger.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, params};

use super::Ledger;
use super::failures::{Failure, failure_of};
use crate::error::Result;

/// How far a pair has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairState {
    /// It waits to be aligned.
    Ready,
    /// Its units are in the ledger.
    Aligned,
    /// It could not be aligned.
    Failed,
}

impl PairState {
    const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Aligned => "aligned",
            Self::Failed => "failed",
        }
    }
}

impl ToSql for PairState {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for PairState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        let states = [Self::Ready, Self::Aligned, Self::Failed];
        states
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// Two documents that belong together, as pairing found them.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// The source document, by its name.
    pub source: String,
    /// The target document, by its name.
    pub target: String,
    /// How likely they belong together, 0 to 1.
    pub score: f64,
    /// What kind of pair it is.
    pub kind: String,
    /// What the two share, in words.
    pub why: String,
    /// The next best target and its score.
    pub runner_up: Option<(String, f64)>,
    /// What the alignment depends on.
    pub key: [u8; 16],
}

impl Paired {
    /// The next best target and its score, apart.
    fn runner_up(&self) -> (Option<&str>, Option<f64>) {
        let runner_up = self.runner_up.as_ref();
        (runner_up.map(|(name, _)| &**name), runner_up.map(|(_, score)| *score))
    }
}

/// A pair as the ledger keeps it.
#[derive(Clone, Debug)]
pub struct PairRow {
    /// Its number, which stays the same as long as the pair does.
    pub number: i64,
    /// The source document, by its name.
    pub source: String,
    /// The target document, by its name.
    pub target: String,
    /// How likely they belong together, 0 to 1.
    pub score: f64,
    /// How far it has come.
    pub state: PairState,
}

/// How many documents, pairs and units there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents that take part, by side.
    pub ready: [usize; 2],
    /// Documents that could not be read, by side.
    pub failed: [usize; 2],
    /// Documents in another language or without an article, by side.
    pub left_out: [usize; 2],
    /// Documents without counterpart, by side.
    pub alone: [usize; 2],
    /// Pairs that wait to be aligned.
    pub pairs_ready: usize,
    /// Pairs that are aligned.
    pub pairs_aligned: usize,
    /// Pairs that could not be aligned.
    pub pairs_failed: usize,
    /// Aligned groups of sentences with both sides.
    pub linked: usize,
    /// Sentences without counterpart.
    pub nulls: usize,
}

const COLUMNS: &str = "number, source, target, score, state";

fn pair_of(row: &Row<'_>) -> rusqlite::Result<PairRow> {
    Ok(PairRow {
        number: row.get(0)?,
        source: row.get(1)?,
        target: row.get(2)?,
        score: row.get(3)?,
        state: row.get(4)?,
    })
}

impl Ledger {
    /// Makes these the pairs of the corpus. A pair that was there with the same key keeps its units; another's are dropped.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn put_pairs(&self, pairs: &[Paired]) -> Result<()> {
        self.set_up("DROP TABLE IF EXISTS temp.kept; CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY);")?;
        self.together(|ledger| {
            ledger.outdate()?;
            for pair in pairs {
                ledger.put_pair(pair)?;
            }
            ledger.set_up(
                "DELETE FROM word WHERE rowid IN (SELECT unit.id FROM unit WHERE unit.id >> 20 NOT IN (SELECT number FROM temp.kept)); \
                 DELETE FROM unit WHERE id >> 20 NOT IN (SELECT number FROM temp.kept); \
                 DELETE FROM pair WHERE number NOT IN (SELECT number FROM temp.kept);",
            )
        })?;
        self.set_up("DROP TABLE temp.kept;")
    }

    fn put_pair(&self, pair: &Paired) -> Result<()> {
        let run = || -> rusqlite::Result<()> {
            let before: Option<(i64, [u8; 16])> = self
                .connection
                .prepare_cached("SELECT number, key FROM pair WHERE source = ? AND target = ?")?
                .query_row(params![pair.source, pair.target], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let number = match before {
                Some((number, key)) => self.renew_pair(number, pair, key != pair.key)?,
                None => self.insert_pair(pair)?,
            };
            self.connection
                .prepare_cached("INSERT INTO temp.kept VALUES (?)")?
                .execute([number])?;
            Ok(())
        };
        run().map_err(|error| self.failure(&error))
    }

    /// Keeps what pairing now says of a pair; one that changed is to be aligned again.
    fn renew_pair(&self, number: i64, pair: &Paired, changed: bool) -> rusqlite::Result<i64> {
        let (name, score) = pair.runner_up();
        self.connection
            .prepare_cached(
                "UPDATE pair SET score = ?, kind = ?, why = ?, runner_up = ?, runner_up_score = ?, key = ? WHERE number = ?",
            )?
            .execute(params![pair.score, pair.kind, pair.why, name, score, pair.key, number])?;
        if changed {
            self.connection
                .prepare_cached("UPDATE pair SET state = 'ready', reason = NULL WHERE number = ?")?
                .execute([number])?;
        }
        Ok(number)
    }

    fn insert_pair(&self, pair: &Paired) -> rusqlite::Result<i64> {
        let (name, score) = pair.runner_up();
        self.connection
            .prepare_cached(
                "INSERT INTO pair (source, target, score, kind, why, runner_up, runner_up_score, key, state) \
                 VALUES (?,?,?,?,?,?,?,?,'ready')",
            )?
            .execute(params![
                pair.source,
                pair.target,
                pair.score,
                pair.kind,
                pair.why,
                name,
                score,
                pair.key
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Up to `limit` pairs that wait to be aligned, in the order of their numbers.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn waiting_pairs(&self, limit: usize) -> Result<Vec<PairRow>> {
        let query = format!("SELECT {COLUMNS} FROM pair WHERE state = 'ready' ORDER BY number LIMIT ?");
        self.pairs(&query, limit)
    }

    /// Every pair, in the order of the numbers.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn all_pairs(&self) -> Result<Vec<PairRow>> {
        self.pairs(
            &format!("SELECT {COLUMNS} FROM pair ORDER BY number LIMIT ?"),
            usize::MAX,
        )
    }

    /// Up to `limit` pairs, spread evenly over the corpus.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn sample_of_pairs(&self, limit: usize) -> Result<Vec<PairRow>> {
        let query = format!(
            "SELECT {COLUMNS} FROM (SELECT {COLUMNS}, row_number() OVER (ORDER BY number) - 1 AS place, \
             count(*) OVER () AS total FROM pair) WHERE total <= ?1 \
             OR (place * ?1) / total != ((place - 1) * ?1) / total OR place = 0 ORDER BY number"
        );
        self.pairs(&query, limit)
    }

    fn pairs(&self, query: &str, limit: usize) -> Result<Vec<PairRow>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(query)
            .and_then(|mut query| query.query_map([limit], pair_of)?.collect())
            .map_err(|error| self.failure(&error))
    }

    /// Notes what has become of a pair.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn set_pair_state(&self, number: i64, state: PairState, reason: Option<&str>) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE pair SET state = ?, reason = ? WHERE number = ?")
            .and_then(|mut update| update.execute(params![state, reason, number]))
            .map_err(|error| self.failure(&error))?;
        Ok(())
    }

    /// The pairs that could not be aligned, with the reasons.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn pair_failures(&self) -> Result<Vec<Failure>> {
        self.connection
            .prepare("SELECT source || ' ' || target, reason FROM pair WHERE state = 'failed' ORDER BY number")
            .and_then(|mut query| query.query_map([], failure_of)?.collect())
            .map_err(|error| self.failure(&error))
    }

    /// Counts documents, pairs and units.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let count = |query: &str| -> Result<usize> {
            let count: i64 = self.ask(query)?;
            Ok(count.try_into().unwrap_or_default())
        };
        let documents = |state: &str| -> Result<[usize; 2]> {
            let of_side = |side: i64| {
                count(&format!(
                    "SELECT count(*) FROM document WHERE side = {side} AND state = '{state}'"
                ))
            };
            Ok([of_side(0)?, of_side(1)?])
        };
        let alone = |side: i64, column: &str| {
            count(&format!(
                "SELECT count(*) FROM document WHERE side = {side} AND state = 'ready' \
                 AND id NOT IN (SELECT {column} FROM pair)"
            ))
        };
        let pairs = |state: &str| count(&format!("SELECT count(*) FROM pair WHERE state = '{state}'"));
        let nulls = "source_text = '' OR target_text = ''";
        Ok(Counts {
            ready: documents("ready")?,
            failed: documents("failed")?,
            left_out: documents("left out")?,
            alone: [alone(0, "source")?, alone(1, "target")?],
            pairs_ready: pairs("ready")?,
            pairs_aligned: pairs("aligned")?,
            pairs_failed: pairs("failed")?,
            linked: count(&format!("SELECT count(*) FROM unit WHERE NOT ({nulls})"))?,
            nulls: count(&format!("SELECT count(*) FROM unit WHERE {nulls}"))?,
        })
    }
}
