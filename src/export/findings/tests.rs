//! Tests of every format on the hand-made pair and its findings.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use super::*;
use crate::alignment::Side;
use crate::check::{Baseline, Fingerprint, kinds};
use crate::document::{Markup, Piece, Span};
use crate::report::fixture;

fn checked() -> (AlignedPair, Review) {
    let pair = fixture::article();
    let review = Review::new(fixture::findings(&pair), None);
    (pair, review)
}

/// The findings, the second with a suggestion.
fn suggested() -> Review {
    let (_, mut review) = checked();
    review.findings[1].suggestion = Some("1,5 млрд".to_owned());
    review
}

fn written(pair: &AlignedPair, review: &Review, format: FindingsFormat) -> String {
    written_with(pair, review, format, &WriteOptions::default())
}

fn written_with(pair: &AlignedPair, review: &Review, format: FindingsFormat, options: &WriteOptions) -> String {
    let mut bytes = Vec::new();
    write(pair, review, format, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Writes the findings of the hand-made pair in every format, for `tests/readers` and `tests/browser`:
/// `BEADWORK_SAMPLES=folder cargo test --lib write_samples -- --ignored`.
#[test]
#[ignore = "writes files for the validators"]
fn write_samples_of_findings() {
    let folder = PathBuf::from(std::env::var("BEADWORK_SAMPLES").unwrap()).join("findings");
    std::fs::create_dir_all(&folder).unwrap();
    let (pair, review) = checked();
    let baseline = Baseline {
        known: [review.findings[0].fingerprint, Fingerprint(1)].into(),
    };
    let reviewed = Review::new(review.findings.clone(), Some(&baseline));
    for (name, review) in [
        ("checked", review),
        ("reviewed", reviewed),
        ("suggested", suggested()),
        ("nothing", Review::default()),
    ] {
        for format in FindingsFormat::ALL {
            let path = folder.join(name).with_extension(format.extension());
            save(&pair, &review, format, &WriteOptions::default(), &path).unwrap();
        }
    }
}

#[test]
fn every_format_is_found_by_name_and_extension() {
    for format in FindingsFormat::ALL {
        assert_eq!(FindingsFormat::from_name(format.name()).unwrap(), format);
        let path = PathBuf::from("x").with_extension(format.extension());
        assert_eq!(FindingsFormat::from_extension(&path).unwrap(), format);
    }
    let sarif = FindingsFormat::from_extension(Path::new("a/b.SARIF.json")).unwrap();
    assert_eq!(sarif, FindingsFormat::Sarif);
    let error = FindingsFormat::from_extension(Path::new("a.tmx"))
        .unwrap_err()
        .to_string();
    assert!(error.contains(".sarif") && error.contains("a.tmx"), "{error}");
}

#[test]
fn text_is_grouped_with_the_worst_first_and_marks_the_places() {
    let (pair, review) = checked();
    let text = written(&pair, &review, FindingsFormat::Text);
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words} is missing:\n{text}"))
    };
    let order = ["number: 1 error", "date: 1 error", "number: 1 warning", "url: 1 info"].map(place);
    assert!(order.is_sorted(), "{text}");
    let expected = "  1.5 against 1,6\n  number-changed, passage 1, ID 0123456789abcd0f\n  \
        en 3:13  Tver spends 1.5 million on a footbridge\n                       ^^^^^^^^^^^\n";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("  Suggestion: 1,5\u{a0}млн\n"), "{text}");
    assert!(
        text.contains("2 errors (number 1, date 1), 1 warning (number 1), 1 info (url 1)\n"),
        "{text}"
    );
    assert!(text.contains("of the text is also in Russian"), "{text}");
}

#[test]
fn text_says_what_the_baseline_hides() {
    let (pair, review) = checked();
    let baseline = Baseline {
        known: [review.findings[1].fingerprint, Fingerprint(1), Fingerprint(2)].into(),
    };
    let review = Review::new(review.findings, Some(&baseline));
    let text = written(&pair, &review, FindingsFormat::Text);
    assert!(!text.contains("1.5 against 1,6"), "{text}");
    assert!(
        text.contains("1 known finding not shown; 2 of the baseline no longer found"),
        "{text}"
    );
    let nothing = written(&pair, &Review::default(), FindingsFormat::Text);
    assert!(
        nothing.contains("\nNothing found\n") && !nothing.contains("baseline"),
        "{nothing}"
    );
}

#[test]
fn text_fits_every_width_and_colours_instead_of_underlining() {
    let (pair, review) = checked();
    for width in 30..130 {
        let options = WriteOptions { colour: false, width };
        let text = written_with(&pair, &review, FindingsFormat::Text, &options);
        let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(width), "{width}: {widest:?}\n{text}");
    }
    let options = WriteOptions {
        colour: true,
        width: 100,
    };
    let text = written_with(&pair, &review, FindingsFormat::Text, &options);
    assert!(text.contains("\u{1b}[4m") && !text.contains('^'), "{text}");
}

#[test]
fn json_leads_to_the_places_in_the_file() {
    let (mut pair, review) = checked();
    // As if the file had mark-up and a line break in front of its text.
    let source = format!("<p>\nё{}", pair.source.text);
    let shift = source.len() - pair.source.text.len();
    let whole = Span::new(0, pair.source.text.len());
    pair.source.markup = Some(Markup {
        pieces: vec![Piece {
            text: whole,
            source: Span::new(shift, source.len()),
        }],
        source: source.clone(),
    });
    let report: Value = serde_json::from_str(&written(&pair, &review, FindingsFormat::Json)).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 4);
    let place = &findings[1]["src"]["places"][0];
    let ends = [0, 1].map(|end| usize::try_from(place["span"][end].as_u64().unwrap()).unwrap());
    assert_eq!(&source[ends[0]..ends[1]], "1.5 million");
    let line = source.lines().position(|line| line.contains("1.5 million")).unwrap() + 1;
    assert_eq!((&place["line"], &place["column"]), (&line.into(), &13.into()));
    assert_eq!(findings[3]["src"]["sentences"], serde_json::json!([5, 6, 8]));
    assert_eq!(
        (&report["summary"]["error"], &report["summary"]["checks"]["url"]["info"]),
        (&2.into(), &1.into())
    );
    assert_eq!(findings[0]["bead"], 1);
}

#[test]
fn json_is_a_baseline_for_itself_even_if_made_with_one() {
    let (pair, review) = checked();
    let all: BTreeSet<Fingerprint> = review.findings.iter().map(|finding| finding.fingerprint).collect();
    let first = Baseline::parse("a", &written(&pair, &review, FindingsFormat::Json)).unwrap();
    assert_eq!(first.known, all);
    let part = Baseline {
        known: [review.findings[2].fingerprint].into(),
    };
    let second = Review::new(review.findings, Some(&part));
    let second = Baseline::parse("b", &written(&pair, &second, FindingsFormat::Json)).unwrap();
    assert_eq!(second.known, all);
}

#[test]
fn json_lines_and_csv_have_a_line_per_finding() {
    let (pair, review) = checked();
    let lines = written(&pair, &review, FindingsFormat::Jsonl);
    assert_eq!(lines.lines().count(), 4);
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let table = written(&pair, &review, FindingsFormat::Csv);
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(&rows[1][column("src_marked")], "1.5 million");
    assert_eq!((&rows[1][column("tgt_line")], &rows[1][column("bead")]), ("3", "1"));
    assert_eq!(&rows[3][column("bead")], "");
}

/// What SARIF 2.1.0 asks of a log, as far as we write it; `tests/readers` validates against the whole schema.
#[test]
fn sarif_has_what_the_standard_asks_for() {
    let (pair, review) = checked();
    let log: Value = serde_json::from_str(&written(&pair, &review, FindingsFormat::Sarif)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), kinds().count());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for (result, finding) in results.iter().zip(&review.findings) {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], finding.kind.id);
        assert_eq!(result["ruleId"], finding.kind.id);
        assert_eq!(
            result["partialFingerprints"]["beadwork/v1"],
            finding.fingerprint.to_string()
        );
        assert!(result.get("baselineState").is_none());
        assert_eq!(result["locations"].as_array().unwrap().len(), 1);
    }
    assert_eq!(
        results
            .iter()
            .map(|result| result["level"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["warning", "error", "error", "note"]
    );
    let uri = |location: &Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri(&results[1]["locations"][0]), "news/ru.txt");
    assert_eq!(uri(&results[1]["relatedLocations"][0]), "news/en.txt");
    let region = &results[1]["locations"][0]["physicalLocation"]["region"];
    let characters: Vec<char> = pair.target.source().chars().collect();
    let [offset, length] =
        ["charOffset", "charLength"].map(|key| usize::try_from(region[key].as_u64().unwrap()).unwrap());
    assert_eq!(
        characters[offset..offset + length].iter().collect::<String>(),
        "1,5\u{a0}млн"
    );
}

#[test]
fn sarif_tells_known_findings_from_new_ones() {
    let (pair, review) = checked();
    let baseline = Baseline {
        known: [review.findings[0].fingerprint].into(),
    };
    let review = Review::new(review.findings, Some(&baseline));
    let log: Value = serde_json::from_str(&written(&pair, &review, FindingsFormat::Sarif)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let states: Vec<&str> = results
        .iter()
        .map(|result| result["baselineState"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["new", "new", "new", "unchanged"]);
}

#[test]
fn suggestions_in_plain_files_are_fixes() {
    let (mut pair, _) = checked();
    let fixes = |pair: &AlignedPair, review: &Review| {
        let log: Value = serde_json::from_str(&written(pair, review, FindingsFormat::Sarif)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let fixes = results.iter().map(|result| result.get("fixes").cloned());
        fixes.collect::<Vec<_>>()
    };
    let found = fixes(&pair, &suggested());
    let change = &found[1].as_ref().unwrap()[0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "news/ru.txt");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "1,5 млрд");
    assert!(change["replacements"][0]["deletedRegion"]["charOffset"].is_u64());
    assert_eq!(found.iter().flatten().count(), 1);
    // Of a file that holds both sides the place is not known.
    pair.source.name = "memory.tsv".to_owned();
    pair.target.name = "memory.tsv".to_owned();
    assert_eq!(fixes(&pair, &suggested()).iter().flatten().count(), 0);
}

/// The sides of a bitext stand in one file, and its reader does not say where.
#[test]
fn places_that_are_not_known_are_left_out() {
    let (mut pair, review) = checked();
    pair.source.name = "memory.tsv".to_owned();
    pair.target.name = "memory.tsv".to_owned();
    assert_eq!(Places::new(&pair).place(Side::Source, Span::new(0, 1)), None);
    let log: Value = serde_json::from_str(&written(&pair, &review, FindingsFormat::Sarif)).unwrap();
    let place = &log["runs"][0]["results"][1]["locations"][0]["physicalLocation"];
    assert_eq!(
        (place["artifactLocation"]["uri"].as_str(), place.get("region")),
        (Some("memory.tsv"), None)
    );
    assert_eq!(log["runs"][0]["artifacts"].as_array().unwrap().len(), 1);
    let text = written(&pair, &review, FindingsFormat::Text);
    assert!(text.contains("\n  en  Tver spends 1.5 million"), "{text}");
    let report: Value = serde_json::from_str(&written(&pair, &review, FindingsFormat::Json)).unwrap();
    let marked = &report["findings"][1]["src"]["places"][0];
    assert_eq!(
        (marked["text"].as_str(), marked.get("line")),
        (Some("1.5 million"), None)
    );
}
