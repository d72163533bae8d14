//! The score of a collection, as JSON for programs and as a table for people.

use std::fmt::{self, Write as _};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::count::{Counts, Prf, five_decimals};
use super::score::{Score, TypeCounts};
use crate::alignment::BeadType;

/// How many names the lists of missing and misfitting documents show.
const NAMES_SHOWN: usize = 20;

/// The score of one document.
#[derive(Clone, Debug)]
pub struct DocumentScore {
    /// The document's name, as [`GoldDocument`](super::GoldDocument) has it.
    pub name: String,
    /// How well its hypothesis agrees with the gold.
    pub score: Score,
    /// Whether there was no hypothesis, which counts as an empty one.
    pub missing: bool,
    /// Whether the hypothesis names a sentence twice or beyond those of the gold.
    pub misfit: bool,
}

/// The scores of a collection's documents and what they come to together.
#[derive(Clone, Debug)]
pub struct Report {
    /// The folder of the gold, as the user gave it.
    pub gold: String,
    /// The folder of the hypotheses; `None` if the program aligned the documents itself.
    pub hypotheses: Option<String>,
    /// The documents, in the order of their names.
    pub documents: Vec<DocumentScore>,
    /// Whether to show the figures of each document too.
    pub per_document: bool,
}

impl Report {
    /// The pooled score.
    #[must_use]
    pub fn pooled(&self) -> Score {
        self.documents.iter().map(|document| &document.score).sum()
    }

    fn names(&self, chosen: fn(&DocumentScore) -> bool) -> Vec<&str> {
        let documents = self.documents.iter().filter(|document| chosen(document));
        documents
            .map(|document| document.name.as_str())
            .take(NAMES_SHOWN)
            .collect()
    }
}

/// One JSON object.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let score = self.pooled();
        let missing = self.documents.iter().filter(|document| document.missing).count();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("gold", &self.gold)?;
        map.serialize_entry("hyp", &self.hypotheses)?;
        map.serialize_entry("docs", &self.documents.len())?;
        map.serialize_entry("docs_missing", &missing)?;
        for (name, counts) in measures(&score) {
            map.serialize_entry(name, &counts.prf())?;
        }
        map.serialize_entry("by_type", &ByType(&types_by_size(&score)))?;
        map.serialize_entry("gold_beads", &score.gold_beads)?;
        map.serialize_entry("hyp_beads", &score.hyp_beads)?;
        if missing > 0 {
            map.serialize_entry("missing", &self.names(|document| document.missing))?;
        }
        let misfits = self.names(|document| document.misfit);
        if !misfits.is_empty() {
            map.serialize_entry("warn_repeated_or_out_of_range", &misfits)?;
        }
        if self.per_document {
            map.serialize_entry("per_doc", &PerDocument(&self.documents))?;
        }
        map.end()
    }
}

/// Name and counts of each measure, in the order they are reported.
fn measures(score: &Score) -> [(&'static str, Counts); 8] {
    [
        ("strict", score.strict),
        ("lax", score.lax),
        ("strict_nonull", score.strict_nonull),
        ("lax_nonull", score.lax_nonull),
        ("lax_sentalign", score.lax_sentalign),
        ("links", score.links),
        ("null_src", score.null_src),
        ("null_tgt", score.null_tgt),
    ]
}

/// The bead types, the most frequent in the gold first.
fn types_by_size(score: &Score) -> Vec<(String, TypeCounts)> {
    let name = |bead_type: &BeadType| format!("{}:{}", bead_type.source, bead_type.target);
    let mut types: Vec<_> = score.by_type.iter().map(|(key, counts)| (name(key), *counts)).collect();
    types.sort_by(|a, b| b.1.gold.cmp(&a.1.gold).then_with(|| a.0.cmp(&b.0)));
    types
}

struct ByType<'a>(&'a [(String, TypeCounts)]);

impl Serialize for ByType<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = |counts: &TypeCounts| TypeEntry {
            prf: counts.counts().prf(),
            gold: counts.gold,
            hyp: counts.hyp,
        };
        serializer.collect_map(self.0.iter().map(|(name, counts)| (name, entry(counts))))
    }
}

#[derive(Serialize)]
struct TypeEntry {
    #[serde(flatten)]
    prf: Prf,
    gold: usize,
    hyp: usize,
}

struct PerDocument<'a>(&'a [DocumentScore]);

impl Serialize for PerDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|document| (&document.name, DocumentEntry::of(&document.score))),
        )
    }
}

/// The F1 figures of one document.
#[derive(Serialize)]
struct DocumentEntry {
    #[serde(serialize_with = "five_decimals")]
    strict: f64,
    #[serde(serialize_with = "five_decimals")]
    lax: f64,
    #[serde(serialize_with = "five_decimals")]
    links: f64,
}

impl DocumentEntry {
    fn of(score: &Score) -> Self {
        Self {
            strict: score.strict.prf().f1,
            lax: score.lax.prf().f1,
            links: score.links.prf().f1,
        }
    }
}

/// A table for people.
impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let score = self.pooled();
        writeln!(
            formatter,
            "{} documents, {} gold beads, {} hypothesis beads (null beads not counted)\n",
            self.documents.len(),
            score.gold_beads,
            score.hyp_beads
        )?;
        writeln!(
            formatter,
            "{:<14} {:>9} {:>9} {:>9}",
            "measure", "precision", "recall", "F1"
        )?;
        for (name, counts) in measures(&score) {
            writeln!(formatter, "{name:<14} {}", figures(&counts))?;
        }
        write_types(formatter, &score)?;
        if self.per_document {
            self.write_documents(formatter)?;
        }
        self.write_warnings(formatter)
    }
}

fn figures(counts: &Counts) -> String {
    let prf = counts.prf();
    format!("{:>9.4} {:>9.4} {:>9.4}", prf.precision, prf.recall, prf.f1)
}

fn write_types(formatter: &mut fmt::Formatter<'_>, score: &Score) -> fmt::Result {
    writeln!(
        formatter,
        "\n{:<14} {:>9} {:>9} {:>9} {:>7} {:>7}",
        "type (strict)", "precision", "recall", "F1", "gold", "hyp"
    )?;
    for (name, counts) in types_by_size(score) {
        let figures = figures(&counts.counts());
        writeln!(formatter, "{name:<14} {figures} {:>7} {:>7}", counts.gold, counts.hyp)?;
    }
    Ok(())
}

impl Report {
    fn write_documents(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.documents.iter().map(|document| document.name.chars().count());
        let width = names.max().unwrap_or(0).max("document (F1)".len());
        writeln!(
            formatter,
            "\n{:<width$} {:>9} {:>9} {:>9} {:>7} {:>7}",
            "document (F1)", "strict", "lax", "links", "gold", "hyp"
        )?;
        for DocumentScore { name, score, .. } in &self.documents {
            let entry = DocumentEntry::of(score);
            writeln!(
                formatter,
                "{name:<width$} {:>9.4} {:>9.4} {:>9.4} {:>7} {:>7}",
                entry.strict, entry.lax, entry.links, score.gold_beads, score.hyp_beads
            )?;
        }
        Ok(())
    }

    fn write_warnings(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = self.names(|document| document.missing);
        let misfits = self.names(|document| document.misfit);
        let warnings = [
            ("no hypothesis, counted as empty", missing),
            ("a sentence twice, or beyond those of the gold", misfits),
        ];
        for (warning, names) in warnings.into_iter().filter(|(_, names)| !names.is_empty()) {
            formatter.write_char('\n')?;
            writeln!(formatter, "{warning}: {}", names.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Beads;

    fn document(name: &str, gold: &str, hypothesis: Option<&str>) -> DocumentScore {
        let gold = Beads::parse("", gold).unwrap();
        let beads = Beads::parse("", hypothesis.unwrap_or_default()).unwrap();
        DocumentScore {
            name: name.to_owned(),
            score: Score::of(&gold, &beads),
            missing: hypothesis.is_none(),
            misfit: beads.misfit(&gold).is_some(),
        }
    }

    fn report() -> Report {
        Report {
            gold: "gold".to_owned(),
            hypotheses: Some("hyp".to_owned()),
            documents: vec![
                document("a", "[0]:[0]\n[1]:[1]\n[2]:[]", Some("[0]:[0]\n[1, 2]:[1]")),
                document("b", "[0]:[0]", None),
                document("c", "[0]:[0]", Some("[0]:[0]\n[1]:[]")),
            ],
            per_document: true,
        }
    }

    #[test]
    fn json_has_the_pooled_figures_and_the_warnings() {
        let json: serde_json::Value = serde_json::to_value(report()).unwrap();
        assert_eq!(json["docs"], 3);
        assert_eq!(json["docs_missing"], 1);
        assert_eq!(json["missing"], serde_json::json!(["b"]));
        assert_eq!(json["warn_repeated_or_out_of_range"], serde_json::json!(["c"]));
        // 4 beads proposed, 2 right; 4 linked gold beads, 2 found.
        assert_eq!(json["strict"], serde_json::json!({"p": 0.5, "r": 0.5, "f1": 0.5}));
        assert_eq!(json["by_type"]["1:1"]["gold"], 4);
        assert_eq!(json["by_type"]["2:1"]["hyp"], 1);
        assert_eq!(json["per_doc"]["b"]["lax"], 0.0);
        assert_eq!(json["per_doc"]["c"]["strict"], 0.66667);
    }

    #[test]
    fn frequent_types_come_first() {
        let text = serde_json::to_string(&report()).unwrap();
        let place = |key: &str| text.find(key).unwrap();
        assert!(place("\"1:1\"") < place("\"1:0\"") && place("\"1:0\"") < place("\"2:1\""));
    }

    #[test]
    fn table_shows_measures_types_documents_and_warnings() {
        let table = report().to_string();
        for line in [
            "3 documents, 4 gold beads, 3 hypothesis beads",
            "strict            0.5000    0.5000    0.5000",
            "no hypothesis, counted as empty: b",
        ] {
            assert!(table.contains(line), "{line}\n{table}");
        }
    }
}
