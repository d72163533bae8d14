//! Tests of every format on the hand-made pair, and the samples for readers that others wrote.

use std::path::PathBuf;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::*;
use crate::alignment::{Bead, Side};
use crate::document::{Markup, Piece, Role, Span};
use crate::report::fixture;

fn written(pair: &AlignedPair, format: ExportFormat) -> String {
    written_with(pair, format, &WriteOptions::default())
}

fn written_with(pair: &AlignedPair, format: ExportFormat, options: &WriteOptions) -> String {
    let mut bytes = Vec::new();
    write(pair, format, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Writes the hand-made pair in every format, for `tests/readers` and `tests/browser`:
/// `BEADWORK_SAMPLES=folder cargo test --lib write_samples -- --ignored`.
#[test]
#[ignore = "writes files for the validators"]
fn write_samples() {
    let folder = PathBuf::from(std::env::var("BEADWORK_SAMPLES").unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let mut long = fixture::long(5000);
    long.alignment.beads[4000].confidence = 0.2;
    let empty = fixture::pair(
        fixture::document("a.txt", "en", &[]),
        fixture::document("b.txt", "ru", &[]),
    );
    let pairs = [
        ("article", fixture::article()),
        ("right-to-left", fixture::right_to_left()),
        ("long", long),
        ("empty", empty),
    ];
    for (name, pair) in pairs {
        for format in ExportFormat::ALL {
            let path = folder.join(name).with_extension(format.extension());
            save(&pair, format, &WriteOptions::default(), &path).unwrap();
        }
    }
}

#[test]
fn every_format_is_found_by_name_and_extension() {
    for format in ExportFormat::ALL {
        assert_eq!(ExportFormat::from_name(format.name()).unwrap(), format);
        let path = PathBuf::from("x").with_extension(format.extension());
        assert_eq!(ExportFormat::from_extension(&path).unwrap(), format);
    }
    assert_eq!(
        ExportFormat::from_extension(Path::new("a.HTM")).unwrap(),
        ExportFormat::Html
    );
}

#[test]
fn unknown_formats_are_answered_with_the_known_ones() {
    let error = ExportFormat::from_name("docx").unwrap_err();
    assert!(error.is_usage());
    assert_eq!(
        error.to_string(),
        "\"docx\" is no output format; use one of table, tsv, jsonl, vecalign, tmx, html"
    );
    let error = ExportFormat::from_extension(Path::new("out/a.docx"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("out/a.docx: the extension .docx names no output format; use one of .txt, .tsv,"),
        "{error}"
    );
    assert!(
        ExportFormat::from_extension(Path::new("report"))
            .unwrap_err()
            .to_string()
            .contains("no extension")
    );
}

#[test]
fn tsv_has_a_line_per_bead_and_nothing_that_breaks_it() {
    let pair = fixture::article();
    let text = written(&pair, ExportFormat::Tsv);
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), pair.alignment.beads.len());
    assert!(rows.iter().all(|row| row.len() == 9));
    assert_eq!(
        rows[4],
        [
            "Prices of steel have fallen by 40%. That helped.",
            "Помогло и то, что сталь подешевела на 40%.",
            "0.4100",
            "2-1",
            "moved",
            "4 5",
            "9",
            "body body",
            "body"
        ]
    );
    assert_eq!(
        rows[1][..7],
        ["", "Его ждали двадцать лет", "0.7000", "0-1", "", "", "2"]
    );
}

#[test]
fn jsonl_lines_are_objects_in_the_agreed_form() {
    let pair = fixture::article();
    let text = written(&pair, ExportFormat::Jsonl);
    let first = text.lines().next().unwrap();
    assert_eq!(
        first,
        concat!(
            r#"{"pair":"test","bead":1,"type":"1-1","confidence":0.9825,"moved":false,"length_ratio":1.0909,"#,
            r#""neighbours":{"before":null,"after":0.7},"#,
            r#""src":{"sentences":[1],"span":[23,62],"text":"Tver spends 1.5 million on a footbridge","roles":["title"]},"#,
            r#""tgt":{"sentences":[1],"span":[20,97],"text":"В Твери потратят 1,5 млн на пешеходный мост","roles":["title"]},"#,
            r#""evidence":[{"kind":"number","src":{"span":[35,46],"text":"1.5 million"},"#,
            r#""tgt":{"span":[51,62],"text":"1,5 млн"},"value":"1500000","weight":4.25},"#,
            r#"{"kind":"name","src":{"span":[23,27],"text":"Tver"},"tgt":{"span":[23,33],"text":"Твери"},"value":"tvr","weight":2.0}]}"#,
        )
    );
    let null: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    assert_eq!(
        null["src"].to_string(),
        r#"{"roles":[],"sentences":[],"span":null,"text":""}"#
    );
}

#[test]
fn jsonl_spans_lead_to_the_texts_in_the_file() {
    let pair = fixture::article();
    for line in written(&pair, ExportFormat::Jsonl).lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let mut places = vec![(&row["src"], Side::Source), (&row["tgt"], Side::Target)];
        for reason in row["evidence"].as_array().unwrap() {
            places.extend([(&reason["src"], Side::Source), (&reason["tgt"], Side::Target)]);
        }
        for (place, side) in places.into_iter().filter(|(place, _)| !place["span"].is_null()) {
            let end = |index: usize| usize::try_from(place["span"][index].as_u64().unwrap()).unwrap();
            let found = Span::new(end(0), end(1)).of(pair.document(side).source());
            assert_eq!(
                found.replace("\n\n", " ").replace('\n', " "),
                place["text"].as_str().unwrap()
            );
        }
    }
}

#[test]
fn jsonl_spans_point_into_the_mark_up() {
    let mut pair = fixture::right_to_left();
    let text = Span::new(0, pair.source.text.len());
    let source = format!("<p>{}</p>", pair.source.text);
    let piece = Piece {
        text,
        source: Span::new(3, 3 + text.end),
    };
    pair.source.markup = Some(Markup {
        source,
        pieces: vec![piece],
    });
    let row: Value = serde_json::from_str(written(&pair, ExportFormat::Jsonl).lines().next().unwrap()).unwrap();
    assert_eq!(row["src"]["span"], serde_json::json!([3, 37]));
    assert_eq!(row["src"]["text"], "The library opens at 10 on Sunday.");
}

#[test]
fn vecalign_lines_have_indices_and_costs() {
    let text = written(&fixture::article(), ExportFormat::Vecalign);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "[1]:[1]:0.017540");
    assert_eq!(lines[1], "[]:[2]:0.000000");
    assert_eq!(lines[4], "[4, 5]:[9]:0.590000");
    assert_eq!(lines[5], "[6]:[]:0.000000");
}

/// The segments of a memory with their languages, and the properties of its units, as an XML parser sees them.
fn parsed_tmx(text: &str) -> (Vec<(String, String)>, Vec<String>) {
    let mut reader = Reader::from_str(text);
    let (mut segments, mut properties, mut language) = (Vec::new(), Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "tuv" => {
                language = tag.attributes().next().unwrap().unwrap().value.into_owned();
            }
            Event::Start(tag) if tag.name().as_ref() == "seg" => {
                let raw = reader.read_text(tag.name()).unwrap();
                segments.push((
                    language.clone(),
                    quick_xml::escape::unescape(&raw).unwrap().into_owned(),
                ));
            }
            Event::Start(tag) if tag.name().as_ref() == "prop" => {
                properties.push(reader.read_text(tag.name()).unwrap().to_string());
            }
            Event::Eof => return (segments, properties),
            _ => {}
        }
    }
}

#[test]
fn tmx_read_back_has_the_linked_texts() {
    let pair = fixture::article();
    let (segments, properties) = parsed_tmx(&written(&pair, ExportFormat::Tmx));
    let linked: Vec<&Bead> = pair.alignment.beads.iter().filter(|bead| !bead.is_null()).collect();
    let texts = linked.iter().flat_map(|bead| {
        Side::BOTH.map(|side| {
            let language = pair.document(side).language.unwrap().code().to_owned();
            (language, text::flat(&pair, bead, side))
        })
    });
    assert_eq!(segments, texts.collect::<Vec<_>>());
    assert!(
        segments
            .iter()
            .any(|(_, text)| text.contains("<script>alert(1)</script> & co"))
    );
    assert_eq!(properties[..4], ["0.9825", "1-1", "no", "[1]:[1]"]);
    assert_eq!(properties.len(), 4 * linked.len());
}

#[test]
fn tmx_leaves_out_what_xml_cannot_hold() {
    let blocks: [(Role, &[&str]); 1] = [(Role::Body, &["a\u{0}b\u{b}\u{1f}c\u{ffff}d"])];
    let mut pair = fixture::pair(
        fixture::document("a", "en", &blocks),
        fixture::document("b", "?", &blocks),
    );
    fixture::bead(&mut pair, &[0], &[0], f64::NAN);
    let text = written(&pair, ExportFormat::Tmx);
    assert_eq!(parsed_tmx(&text).0[1], ("und".to_owned(), "a b cd".to_owned()));
    assert!(text.contains(r#"<prop type="x-confidence">0.0000</prop>"#));
}

#[test]
fn table_shows_both_sides_and_what_is_missing() {
    let text = written(&fixture::article(), ExportFormat::Table);
    assert!(
        text.lines()
            .all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
    assert!(
        text.lines()
            .any(|line| line.starts_with("2 0-1  70%     only in Russian ")),
        "{text}"
    );
    assert!(
        text.contains("6 passages in both versions (1-1 ×4, 1-2 ×1, 2-1 ×1); 1 moved, 1 doubtful"),
        "{text}"
    );
    for line in ["moved", "doubtful", "headline", "lead", "dateline"] {
        assert!(text.lines().any(|row| row.starts_with(line)), "{line}\n{text}");
    }
}

#[test]
fn table_fits_every_width_and_stacks_in_a_narrow_one() {
    let pair = fixture::article();
    for width in [0, 1, 20, 59, 60, 61, 140, 400] {
        let text = written_with(&pair, ExportFormat::Table, &WriteOptions { colour: false, width });
        let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width.max(34), "{widest} for {width}\n{text}");
        assert_eq!(text.contains('│'), width >= 60);
    }
}

#[test]
fn table_colours_evidence_alike_on_both_sides() {
    let options = WriteOptions {
        colour: true,
        width: 120,
    };
    let text = written_with(&fixture::article(), ExportFormat::Table, &options);
    let number = anstyle::AnsiColor::Yellow.on_default();
    assert!(text.contains(&format!("{number}1.5 million{number:#}")));
    assert!(text.contains(&format!("{number}1,5\u{a0}млн{number:#}")));
}

#[test]
fn formats_stand_an_empty_alignment_and_stray_evidence() {
    let mut pair = fixture::article();
    pair.alignment.beads[0].evidence[0].source = Span::new(9999, 10);
    pair.alignment.beads[0].evidence[0].target = Span::new(22, 10_000);
    let empty = fixture::pair(fixture::document("a", "en", &[]), fixture::document("b", "ru", &[]));
    for format in ExportFormat::ALL {
        written(&pair, format);
        let text = written(&empty, format);
        assert_eq!(text, written(&empty, format));
    }
    assert_eq!(written(&empty, ExportFormat::Tsv), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the texts, beads and spans are: no panic, a line per bead, well-formed XML, no second script.
    #[test]
    fn any_pair_can_be_written(
        texts in proptest::collection::vec(("\\PC{1,30}|[\u{0}-\u{ff}]{1,20}", "\\PC{1,30}|[<>&\"\u{0}-\u{40}]{1,20}"), 1..6),
        spans in proptest::collection::vec((0usize..80, 0usize..80, 0usize..80, 0usize..80), 0..8),
        shape in 0usize..3,
        confidence in proptest::num::f64::ANY,
    ) {
        let sources: Vec<&str> = texts.iter().map(|(source, _)| source.as_str()).collect();
        let targets: Vec<&str> = texts.iter().map(|(_, target)| target.as_str()).collect();
        let mut pair = fixture::pair(
            fixture::document("a", "en", &[(Role::Title, &sources[..1]), (Role::Body, &sources[1..])]),
            fixture::document("b", "ru", &[(Role::Body, &targets)]),
        );
        let all: Vec<usize> = (0..texts.len()).collect();
        match shape {
            0 => fixture::bead(&mut pair, &all, &all, confidence),
            1 => all.iter().for_each(|&index| fixture::bead(&mut pair, &[index], &[], confidence)),
            _ => all.iter().for_each(|&index| fixture::bead(&mut pair, &[index], &[texts.len() - 1 - index], confidence)),
        }
        for bead in &mut pair.alignment.beads {
            bead.moved = shape == 2 && bead.source[0] % 2 == 0;
            bead.evidence = spans.iter().map(|&(a, b, c, d)| crate::alignment::Evidence {
                kind: crate::alignment::EvidenceKind::Number,
                source: Span::new(a, b),
                target: Span::new(c, d),
                value: sources[0].to_owned(),
                weight: confidence,
            }).collect();
        }
        let outputs = ExportFormat::ALL.map(|format| written(&pair, format));
        let [table, tsv, jsonl, vecalign, tmx, page] = outputs;
        let beads = pair.alignment.beads.len();
        prop_assert!(!table.chars().any(|c| c.is_control() && c != '\n'));
        prop_assert!(tsv.lines().count() == beads && tsv.lines().all(|line| line.split('\t').count() == 9));
        prop_assert!(jsonl.lines().count() == beads && vecalign.lines().count() == beads);
        prop_assert!(jsonl.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
        parsed_tmx(&tmx);
        prop_assert_eq!(page.matches("<script").count(), 1);
    }
}
