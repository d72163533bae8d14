//! Models of earlier runs, and explanations.

use std::fmt::Write;
use std::path::Path;

use crate::support::{Folder, article};

/// A folder with what the articles of `corpora/` taught but the one of this name.
fn taught_without(name: &str) -> Folder {
    let folder = Folder::new();
    let mut list = String::new();
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut articles: Vec<_> = corpora.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    articles.sort();
    for article in articles
        .iter()
        .filter(|path| path.is_dir() && (name.is_empty() || !path.ends_with(name)))
    {
        let stem = article.file_name().unwrap().to_string_lossy();
        let (source, target) = (article.join("src.txt"), article.join("tgt.txt"));
        writeln!(list, "{stem}\t{}\t{}", source.display(), target.display()).unwrap();
    }
    folder.file("pairs.tsv", list);
    learn(&folder, "first.model", "2");
    folder
}

/// A folder with two short pairs and the model they taught.
fn taught() -> Folder {
    let folder = Folder::new();
    for pair in 1..=2 {
        let (english, russian) = article(6 * pair);
        folder.file(&format!("{pair}.en.txt"), english);
        folder.file(&format!("{pair}.ru.txt"), russian);
    }
    folder.file("pairs.tsv", "1\t1.en.txt\t1.ru.txt\n2\t2.en.txt\t2.ru.txt\n");
    learn(&folder, "first.model", "2");
    folder
}

fn learn(folder: &Folder, model: &str, threads: &str) {
    let arguments = [
        "align",
        "--pairs",
        "pairs.tsv",
        "--out-dir",
        "out",
        "--format",
        "vecalign",
    ];
    let more = ["--save-model", model, "--threads", threads];
    folder.run(&[&arguments[..], &more].concat()).expect_success();
}

#[test]
fn model_is_the_same_for_any_number_of_threads() {
    let folder = taught_without("");
    learn(&folder, "second.model", "1");
    assert_eq!(folder.read("first.model"), folder.read("second.model"));
    let text = String::from_utf8(folder.read("first.model")).unwrap();
    assert!(text.starts_with("beadwork model\t1\nlanguages\ten\tru\n"), "{text}");
    assert!(text.contains("\npair\tdocument\tдокумент\t0."), "{text}");
}

#[test]
fn later_runs_start_from_the_model() {
    let folder = taught_without("culture_murals");
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/culture_murals");
    let (source, target) = (article.join("src.txt"), article.join("tgt.txt"));
    let paths = [source.to_str().unwrap(), target.to_str().unwrap()];
    let arguments = ["align", paths[0], paths[1], "--lines", "--format", "jsonl"];
    let shown = |more: &[&str]| {
        folder
            .run(&[&arguments[..], more].concat())
            .expect_success()
            .stdout
            .clone()
    };
    let (without, with) = (shown(&[]), shown(&["--model", "first.model"]));
    let words = |text: &str| text.matches("\"kind\":\"lexicon\"").count();
    assert!(words(&with) > words(&without), "{} {}", words(&with), words(&without));
    // A run goes on learning, from one pair too, and keeps the format.
    shown(&["--model", "first.model", "--save-model", "second.model"]);
    shown(&["--model", "second.model"]);
}

#[test]
fn models_that_do_not_fit_are_refused() {
    let folder = taught();
    let align = |source: &str, target: &str, model: &str| folder.run(&["align", source, target, "--model", model]);
    align("1.ru.txt", "1.en.txt", "first.model").expect_refusal(3, "1.ru.txt");
    align("1.en.txt", "1.ru.txt", "pairs.tsv").expect_refusal(3, "pairs.tsv");
    align("1.en.txt", "1.ru.txt", "missing.model").expect_refusal(3, "missing.model");
    let whole = String::from_utf8(folder.read("first.model")).unwrap();
    folder.file("short.model", &whole[..whole.len() / 3]);
    align("1.en.txt", "1.ru.txt", "short.model").expect_refusal(3, "short.model");
    let over_input = ["align", "1.en.txt", "1.ru.txt", "--save-model", "1.ru.txt"];
    folder.run(&over_input).expect_refusal(2, "1.ru.txt");
}

#[test]
fn a_model_of_two_pairs_of_languages_is_refused() {
    let folder = taught();
    folder.file("pairs.tsv", "1\t1.en.txt\t1.ru.txt\n2\t2.ru.txt\t2.en.txt\n");
    let arguments = [
        "align",
        "--pairs",
        "pairs.tsv",
        "--out-dir",
        "new",
        "--format",
        "vecalign",
    ];
    let run = folder.run(&[&arguments[..], &["--save-model", "second.model"]].concat());
    run.expect_refusal(3, "2.ru.txt");
}

#[test]
fn every_bead_is_explained() {
    let folder = taught();
    let aligned = folder.run(&["align", "1.en.txt", "2.ru.txt", "--format", "jsonl"]);
    let rows: Vec<String> = aligned.expect_success().stdout.lines().map(str::to_owned).collect();
    assert!(rows.iter().any(|row| row.contains("\"type\":\"0-1\"")), "{rows:?}");
    for (place, row) in rows.iter().enumerate() {
        let number = (place + 1).to_string();
        let explain = ["explain", "1.en.txt", "2.ru.txt", "--bead", &number];
        let words = folder.run(&explain).expect_success().stdout.clone();
        assert!(
            words.starts_with(&format!("Bead {number} of {}: ", rows.len())),
            "{words}"
        );
        let json = folder
            .run(&[&explain[..], &["--json"]].concat())
            .expect_success()
            .stdout
            .clone();
        let texts = |line: &str| line[line.find("\"src\"").unwrap()..line.find("\"evidence\"").unwrap()].to_owned();
        assert_eq!(texts(&json), texts(row));
    }
    let beyond = (rows.len() + 1).to_string();
    let run = folder.run(&["explain", "1.en.txt", "2.ru.txt", "--bead", &beyond]);
    run.expect_refusal(2, "1.en.txt 2.ru.txt");
}
