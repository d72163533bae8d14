//! SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): what code-review tools show beside the text.
//!
//! A result stands at its place in the target, which is what would be corrected; the places in the source and any
//! further ones are related locations. A suggestion that replaces a place in a plain file is a fix, which tools can apply.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Write};

use serde_json::{Map, Value, json};

use super::place::{Place, Places, sentences};
use crate::alignment::{AlignedPair, Side};
use crate::check::{Finding, Kind, Review, Severity, kinds};
use crate::document::Span;
use crate::report::wording::Versions;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const VERSION: &str = "2.1.0";
const COLUMNS: &str = "unicodeCodePoints";

/// Writes one run.
pub(super) fn write(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let run = Run::of(pair);
    let value = json!({
        "tool": { "driver": driver() },
        "columnKind": COLUMNS,
        "artifacts": run.artifacts(),
        "results": run.results(review),
    });
    let log = json!({ "$schema": SCHEMA, "version": VERSION, "runs": [value] });
    serde_json::to_writer_pretty(&mut *output, &log)?;
    output.write_all(b"\n")
}

/// Writes the files and the results of one of many pairs, one a line.
pub(super) fn write_lines_of_pair(pair: &AlignedPair, review: &Review, output: &mut dyn Write) -> io::Result<()> {
    let run = Run::of(pair);
    let mut results = run.results(review);
    for result in &mut results {
        result["properties"]["pair"] = json!(pair.id);
    }
    let files = run.artifacts().into_iter().map(|file| (FILE, file));
    for (mark, value) in files.chain(results.into_iter().map(|result| (RESULT, result))) {
        output.write_all(mark.as_bytes())?;
        serde_json::to_writer(&mut *output, &value)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

/// What the lines of many pairs begin with.
const FILE: &str = "file ";
const RESULT: &str = "result ";

/// Writes one run with the files and results of many pairs; viewers show one run as one list.
pub(super) fn write_lines(lines: &mut dyn Read, output: &mut dyn Write) -> io::Result<()> {
    let head = json!({ "driver": driver() });
    write!(
        output,
        "{{\"$schema\":{},\"version\":\"{VERSION}\",\"runs\":[{{",
        json!(SCHEMA)
    )?;
    write!(output, "\"tool\":{head},\"columnKind\":\"{COLUMNS}\",\"results\":[")?;
    let mut files: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    let mut first = true;
    for line in BufReader::new(lines).lines() {
        let line = line?;
        if let Some(file) = line.strip_prefix(FILE) {
            if known.insert(file.to_owned()) {
                files.push(file.to_owned());
            }
        } else if let Some(result) = line.strip_prefix(RESULT) {
            write!(output, "{}\n{result}", if first { "" } else { "," })?;
            first = false;
        }
    }
    write!(output, "\n],\"artifacts\":[{}]}}]}}\n", files.join(","))
}

struct Run<'a> {
    pair: &'a AlignedPair,
    versions: Versions,
    places: Places<'a>,
    /// The place of each kind among the rules.
    rules: BTreeMap<&'static str, usize>,
}

impl<'a> Run<'a> {
    fn of(pair: &'a AlignedPair) -> Self {
        Self {
            pair,
            versions: Versions::of(pair),
            places: Places::new(pair),
            rules: kinds().enumerate().map(|(at, kind)| (kind.id, at)).collect(),
        }
    }

    fn results(&self, review: &Review) -> Vec<Value> {
        let (new, known) = match review.gone {
            None => (None, None),
            Some(_) => (Some("new"), Some("unchanged")),
        };
        let findings = review.findings.iter().map(|finding| self.result(finding, new));
        let known = review.known.iter().map(|finding| self.result(finding, known));
        findings.chain(known).collect()
    }

    /// The two files; one if both sides stand in the same.
    fn artifacts(&self) -> Vec<Value> {
        let mut artifacts: Vec<Value> = Side::BOTH
            .map(|side| json!({ "location": self.artifact(side), "roles": ["analysisTarget"] }))
            .into();
        artifacts.dedup();
        artifacts
    }

    fn artifact(&self, side: Side) -> Value {
        json!({ "uri": uri(&self.pair.document(side).name) })
    }

    fn result(&self, finding: &Finding, baseline: Option<&str>) -> Value {
        let mut locations = self.locations(finding, Side::Target);
        locations.extend(self.locations(finding, Side::Source));
        for (id, location) in locations.iter_mut().enumerate().skip(1) {
            location["id"] = json!(id);
        }
        let related = locations.split_off(locations.len().min(1));
        let text = match &finding.suggestion {
            Some(suggestion) => format!("{}. Suggestion: {suggestion}", finding.message),
            None => finding.message.clone(),
        };
        let mut result = Map::new();
        result.insert("ruleId".into(), json!(finding.kind.id));
        result.insert("ruleIndex".into(), json!(self.rules.get(finding.kind.id)));
        result.insert("level".into(), json!(level(finding.severity)));
        result.insert("message".into(), json!({ "text": text }));
        result.insert("locations".into(), Value::Array(locations));
        if !related.is_empty() {
            result.insert("relatedLocations".into(), Value::Array(related));
        }
        if let Some(fix) = self.fix(finding) {
            result.insert("fixes".into(), json!([fix]));
        }
        let fingerprint = finding.fingerprint.to_string();
        result.insert("partialFingerprints".into(), json!({ "beadwork/v1": fingerprint }));
        if let Some(state) = baseline {
            result.insert("baselineState".into(), json!(state));
        }
        result.insert("properties".into(), self.properties(finding));
        Value::Object(result)
    }

    /// The suggestion as a change of the target file: where it replaces one place, and no mark-up can stand in between.
    fn fix(&self, finding: &Finding) -> Option<Value> {
        let suggestion = finding.suggestion.as_ref()?;
        let [span] = finding.target.as_slice() else {
            return None;
        };
        if self.pair.target.markup.is_some() {
            return None;
        }
        let place = self.places.place(Side::Target, *span)?;
        let replacement = json!({ "deletedRegion": region(&place), "insertedContent": { "text": suggestion } });
        Some(json!({
            "description": { "text": format!("Write: {suggestion}") },
            "artifactChanges": [{
                "artifactLocation": self.artifact(Side::Target),
                "replacements": [replacement],
            }],
        }))
    }

    /// The places of one side; without one the sentences, so that the other side can be looked at too.
    fn locations(&self, finding: &Finding, side: Side) -> Vec<Value> {
        let spans = finding.spans(side);
        if !spans.is_empty() {
            return spans.iter().map(|&span| self.location(finding, side, span)).collect();
        }
        let sentences = sentences(self.pair, finding, side);
        let all = &self.pair.document(side).sentences;
        let whole = sentences.iter().map(|&sentence| all[sentence].span).reduce(Span::cover);
        whole.iter().map(|&span| self.location(finding, side, span)).collect()
    }

    fn location(&self, finding: &Finding, side: Side, span: Span) -> Value {
        let mut physical = json!({ "artifactLocation": self.artifact(side) });
        if let Some(place) = self.places.place(side, span) {
            physical["region"] = region(&place);
        } else if let Some(line) = finding.bead.and_then(|place| self.pair.unit(place)?.line) {
            // Of a file that holds both sides only the line of the unit is known.
            physical["region"] = json!({ "startLine": line });
        }
        let words = format!("the {} text", self.versions.adjective(side));
        json!({ "physicalLocation": physical, "message": { "text": words } })
    }

    fn properties(&self, finding: &Finding) -> Value {
        let mut properties = Map::new();
        if let Some(place) = finding.bead {
            properties.insert("bead".into(), json!(place + 1));
            if let Some(unit) = self.pair.unit(place) {
                properties.insert("unit".into(), json!(unit.id));
            }
        }
        properties.insert("category".into(), json!(finding.kind.category));
        Value::Object(properties)
    }
}

fn driver() -> Value {
    json!({
        "name": "beadwork",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": kinds().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(kind: &'static Kind) -> Value {
    let help = match kind.misses {
        "" => kind.catches.to_owned(),
        misses => format!("{} It does not catch: {misses}", kind.catches),
    };
    json!({
        "id": kind.id,
        "shortDescription": { "text": kind.catches },
        "fullDescription": { "text": kind.catches },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(kind.severity) },
        "properties": { "tags": [kind.category] },
    })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.characters.start,
        "charLength": place.characters.len(),
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference (RFC 3986); a relative path stays relative.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    let slashes = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    for byte in slashes.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(char::from(byte)),
            _ => uri.extend(format!("%{byte:02X}").chars()),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn path_becomes_a_reference() {
        assert_eq!(uri("desk 1/ё:#?.txt"), "desk%201/%D1%91%3A%23%3F.txt");
        assert_eq!(uri("/tmp/a.html"), "file:///tmp/a.html");
    }
}
