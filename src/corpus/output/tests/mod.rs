//! A corpus as a whole.

mod any_text;
mod damage;
mod replace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rustc_hash::FxHashMap;

use super::*;
use crate::language::Language;

fn settings() -> Settings<'static> {
    let mut settings = Settings::new("Bridges", Language::ENGLISH, Language::RUSSIAN);
    settings.splitter = Splitter::from_parts("2/1/1").unwrap();
    settings.shard = ShardSize::Rows(10);
    settings
}

fn write_all(destination: &Path, units: impl Iterator<Item = Unit>, settings: &Settings) -> Written {
    write(&Layout::ALL, destination, units.map(Ok), settings).unwrap()
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn names(folder: &Path) -> Vec<String> {
    let paths = files(folder).into_keys();
    paths.map(|path| path.to_string_lossy().into_owned()).collect()
}

/// Writes corpora for `tests/readers/corpus.py`:
/// `BEADWORK_SAMPLES=folder cargo test --lib write_samples -- --ignored`.
#[test]
#[ignore = "writes files for the validators"]
fn write_samples_of_corpora() {
    let folder = PathBuf::from(std::env::var("BEADWORK_SAMPLES").unwrap()).join("corpora");
    fs::create_dir_all(&folder).unwrap();
    write_all(&folder.join("small"), fixture::corpus(24), &rich_settings());
    write_all(
        &folder.join("large"),
        fixture::corpus(3000),
        &Settings {
            shard: ShardSize::Bytes(300_000),
            ..settings()
        },
    );
    write_all(&folder.join("empty"), std::iter::empty(), &settings());
    write_all(
        &folder.join("one"),
        std::iter::once(fixture::odd("p", 0)),
        &Settings {
            from: Language::RUSSIAN,
            to: Language::ENGLISH,
            ..settings()
        },
    );
}

fn rich_settings() -> Settings<'static> {
    let figures = Figures {
        documents: [30, 28],
        failed: 1,
        unpaired: [6, 4],
        pairs: 24,
        units: 160,
        duplicates: 3,
        keep: Some("confidence>=0.5 and not language".to_owned()),
        reasons: vec![ReasonFigure {
            code: "length-ratio".to_owned(),
            meaning: "one side is far longer than the other".to_owned(),
            units: 17,
            left_out: 9,
        }],
        sources: vec![Source {
            name: "example.org | archive".to_owned(),
            language: None,
            documents: 58,
            dates: Some(("2024-02-01".to_owned(), "2024-02-29".to_owned())),
        }],
    };
    Settings {
        license: Some("CC-BY-4.0".to_owned()),
        configuration: vec![("keep".to_owned(), "confidence>=0.5 and not language".to_owned())],
        figures,
        ..settings()
    }
}

#[test]
fn same_units_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["a", "b"].map(|name| folder.path().join(name));
    let written = write_all(&first, fixture::corpus(20), &rich_settings());
    write_all(&second, fixture::corpus(20), &rich_settings());
    let bytes = files(&first);
    assert!(bytes == files(&second));
    assert_eq!(written.files, bytes.len() as u64);
    assert_eq!(written.units.iter().sum::<u64>(), 20 * 4 + 7);
    assert_eq!(written.without_counterpart, 10);
}

#[test]
fn card_says_what_is_in_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write_all(&destination, fixture::corpus(20), &rich_settings());
    let card = fs::read_to_string(destination.join("README.md")).unwrap();
    insta::assert_snapshot!("card", card.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn card_without_licence_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write(&[Layout::Moses], &destination, std::iter::empty(), &settings()).unwrap();
    let card = fs::read_to_string(destination.join("README.md")).unwrap();
    assert!(
        card.contains("license: unknown\n") && card.contains("set the licence in the configuration"),
        "{card}"
    );
    assert!(!card.contains("configs:"), "there is no Parquet\n{card}");
}

#[test]
fn shards_have_the_rows_they_should_and_their_number() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    let written = write_all(&destination, fixture::corpus(20), &settings());
    let train = written.units[0].div_ceil(10);
    assert!(train > 2, "{written:?}");
    for (layout, extension) in [("data", "parquet"), ("tmx", "tmx"), ("jsonl", "jsonl")] {
        let prefix = format!("{layout}/train-");
        let shards: Vec<String> = names(&destination)
            .into_iter()
            .filter(|name| name.starts_with(&prefix))
            .collect();
        let expected = (0..train).map(|shard| format!("{layout}/train-{shard:05}-of-{train:05}.{extension}"));
        assert_eq!(shards, expected.collect::<Vec<_>>());
    }
    let report = verify(&destination).unwrap();
    assert_eq!(report.problems, []);
    // Parquet and TMX; the three files of Moses; XCES and JSON Lines with the units without counterpart.
    assert_eq!(report.rows, 5 * 87 + 2 * 97);
}

#[test]
fn empty_corpus_and_one_unit_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    for units in [vec![], vec![fixture::odd("p", 0)], vec![fixture::null("p", 0)]] {
        let destination = folder.path().join("corpus");
        write_all(
            &destination,
            units.into_iter(),
            &Settings {
                splitter: Splitter::default(),
                ..settings()
            },
        );
        assert!(verify(&destination).unwrap().is_sound());
        let names = names(&destination);
        for name in ["data/train-00000-of-00001.parquet", "moses/train.ids", "xces/train.xml"] {
            assert!(names.iter().any(|known| known == name), "{names:?}");
        }
        assert!(!names.iter().any(|name| name.contains("test")), "{names:?}");
    }
}

#[test]
fn card_and_files_leave_empty_splits_out() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    let test_only = Splitter::from_parts("0/0/1").unwrap();
    let settings = Settings {
        splitter: test_only,
        ..settings()
    };
    write_all(&destination, fixture::corpus(1), &settings);
    let names = names(&destination);
    assert!(!names.iter().any(|name| name.contains("train")), "{names:?}");
    let card = fs::read_to_string(destination.join("README.md")).unwrap();
    assert!(card.contains("split: test") && !card.contains("split: train"), "{card}");
}

#[test]
fn texts_are_the_same_in_every_layout_of_text() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write_all(
        &destination,
        std::iter::once(fixture::odd("p", 0)),
        &Settings {
            splitter: Splitter::default(),
            ..settings()
        },
    );
    let read = |name: &str| fs::read_to_string(destination.join(name)).unwrap();
    let line: serde_json::Value = serde_json::from_str(&read("jsonl/train-00000-of-00001.jsonl")).unwrap();
    let [source, target] = ["src", "tgt"].map(|side| line[side]["text"].as_str().unwrap().to_owned());
    assert_eq!(
        source,
        "\"A < B & C\", said <b>O'Neil</b>. Second ]]> line\u{ffff} \u{1f600}\u{301}."
    );
    assert_eq!(read("moses/train.en"), source.clone() + "\n");
    assert_eq!(read("moses/train.ru"), target.clone() + "\n");
    let ids = "en/p.html\tru/p.html\t0 1\t0\t0.9000\t2-1\tmoved\t0-51\t0-41\t\thttps://example.org/ru/p?a=1&b=2\t\
               2024-02-14T10:30+03:00\t\tp:0\t112\n";
    let ids_read = read("moses/train.ids");
    // The spans are those of the fixture's first text.
    let columns = |text: &str| text.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let without_spans = |text: &str| [&columns(text)[..7], &columns(text)[9..]].concat();
    assert_eq!(without_spans(&ids_read), without_spans(ids));
    insta::assert_snapshot!("xces_links", read("xces/train.xml"));
    insta::assert_snapshot!("xces_sentences", read("xces/en/en/p.html.xml"));
    insta::assert_snapshot!(
        "tmx",
        read("tmx/train-00000-of-00001.tmx").replace(env!("CARGO_PKG_VERSION"), "VERSION")
    );
}

#[test]
fn date_of_the_story_decides_if_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let dates = |story: u64| (story < 9).then(|| format!("2024-05-{:02}", story + 1));
    let settings = Settings {
        splitter: Splitter::by_date(None, Some("2024-05-04")).unwrap(),
        story_date: &dates,
        ..settings()
    };
    let written = write_all(&folder.path().join("corpus"), fixture::corpus(20), &settings);
    // Two pairs a story: three stories before the day, six from then on, one without a date.
    assert_eq!((written.units[1], written.undated), (0, 4 + 4 + 1 + 1));
    assert!(written.units[2] > written.units[0], "{written:?}");
}

/// Reads the story and the documents of every unit of a split back.
fn stories(folder: &Path, split: Split) -> Vec<(u64, String)> {
    let mut stories = Vec::new();
    for (path, bytes) in files(&folder.join("jsonl")) {
        if path.to_string_lossy().starts_with(split.name()) {
            for line in String::from_utf8(bytes).unwrap().lines() {
                let row: serde_json::Value = serde_json::from_str(line).unwrap();
                stories.push((row["story"].as_u64().unwrap(), row["pair"].as_str().unwrap().to_owned()));
            }
        }
    }
    stories
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_story_is_in_two_splits(stories_of_pairs in proptest::collection::vec(0u64..20, 1..40), by_date: bool) {
        let folder = tempfile::tempdir().unwrap();
        let destination = folder.path().join("corpus");
        let dates = |story: u64| (!story.is_multiple_of(3)).then(|| format!("2024-05-{:02}", story + 1));
        let splitter = if by_date {
            Splitter::by_date(Some("2024-05-05"), Some("2024-05-12")).unwrap()
        } else {
            Splitter::from_parts("1/1/1").unwrap()
        };
        let settings = Settings { splitter, story_date: &dates, ..settings() };
        let units = stories_of_pairs.iter().enumerate().flat_map(|(number, &story)| {
            (0..3).map(move |bead| Ok(Unit { story, ..fixture::unit(&format!("p{number:02}"), bead) }))
        });
        write(&[Layout::Jsonl], &destination, units, &settings).unwrap();
        let mut place: FxHashMap<u64, Split> = FxHashMap::default();
        let mut units = 0;
        for split in Split::ALL {
            for (story, _) in stories(&destination, split) {
                units += 1;
                prop_assert_eq!(*place.entry(story).or_insert(split), split);
            }
        }
        prop_assert_eq!(units, 3 * stories_of_pairs.len());
    }
}
