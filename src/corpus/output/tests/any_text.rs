//! Whatever a text or a name is made of, every layout can be read and has the same.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::*;
use super::{files, settings};

/// Any characters, or many of those that a format could stumble over.
const ANYTHING: &str =
    "(?s).{0,30}|[<>&'\"\\]\\[\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{feff}\u{fffe}\u{ffff}а-в/._:|]{0,20}";

/// Units whose texts and names are made of anything.
fn units() -> impl Strategy<Value = Vec<Unit>> {
    let unit = (ANYTHING, ANYTHING, ANYTHING, ANYTHING, 1usize..4);
    proptest::collection::vec(unit, 1..8).prop_map(|parts| {
        let units = parts
            .into_iter()
            .enumerate()
            .map(|(bead, (pair, document, source, target, sentences))| {
                let mut unit = fixture::unit(&pair, bead);
                unit.source.sentences = (0..sentences).collect();
                unit.source.starts = vec![0; usize::from(sentences == 1)];
                unit.source.text = source;
                unit.target.text = target;
                unit.source.document.clone_from(&document);
                unit.source.url = Some(document);
                unit.reasons = vec![pair];
                unit
            });
        units.collect()
    })
}

/// The texts of all elements of this name.
fn elements(path: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == name => {
                inside = true;
                found.push(String::new());
            }
            Event::Empty(start) if start.name().as_ref() == name => found.push(String::new()),
            Event::End(_) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(reference) if inside => {
                let text = format!("&{};", &*reference);
                found
                    .last_mut()
                    .unwrap()
                    .push_str(&quick_xml::escape::unescape(&text).unwrap());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_layout_has_the_same_texts(units in units()) {
        let folder = tempfile::tempdir().unwrap();
        let destination = folder.path().join("corpus");
        let settings = Settings { splitter: Splitter::from_parts("1/0/0").unwrap(), shard: ShardSize::default(), ..settings() };
        write(&Layout::ALL, &destination, units.iter().cloned().map(Ok), &settings).unwrap();
        prop_assert_eq!(verify(&destination).unwrap().problems, []);
        let rows = fs::read_to_string(destination.join("jsonl/train-00000-of-00001.jsonl")).unwrap();
        let rows: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(rows.len(), units.len());
        let texts = |side: &str| rows.iter().map(|row| row[side]["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        for (side, language) in [("src", "en"), ("tgt", "ru")] {
            let lines = fs::read_to_string(destination.join(format!("moses/train.{language}"))).unwrap();
            prop_assert_eq!(lines.split_terminator('\n').map(str::to_owned).collect::<Vec<_>>(), texts(side));
        }
        let both = texts("src").into_iter().zip(texts("tgt")).flat_map(|(source, target)| [source, target]);
        let legal: Vec<String> = both.map(|text| text.replace(['\u{fffe}', '\u{ffff}'], "")).collect();
        prop_assert_eq!(elements(&destination.join("tmx/train-00000-of-00001.tmx"), "seg"), legal);
        for (path, bytes) in files(&destination.join("xces")) {
            let text = String::from_utf8(bytes).unwrap();
            let mut reader = Reader::from_str(&text);
            while !matches!(reader.read_event(), Ok(Event::Eof)) {
                prop_assert!(reader.error_position() == 0, "{}", path.display());
            }
        }
    }
}
