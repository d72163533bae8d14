//! `beadwork check` over several runs: settings, accepted findings, baselines, outputs.

use std::fs;

use serde_json::Value;

use crate::support::Folder;

const ENGLISH: &str = "The footbridge over the Tmaka cost 480 million roubles. It was opened on March 3.\n\n\
    The old ferry made its last run. Nobody was late for the ceremony.\n";
const RUSSIAN: &str = "Пешеходный мост через Тьмаку обошёлся в 490 млн рублей. Его открыли 3 марта.\n\n\
    Старый паром вышел в последний рейс. На церемонию никто не опоздал.\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("en.txt", ENGLISH);
    folder.file("ru.txt", RUSSIAN);
    folder
}

/// The IDs of what is found with these options.
fn ids(folder: &Folder, options: &[&str]) -> Vec<String> {
    let command = ["check", "en.txt", "ru.txt", "--format", "json", "--fail-on", "never"];
    let run = folder.run(&[&command[..], options].concat());
    let report: Value = serde_json::from_str(&run.expect_success().stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| finding["fingerprint"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn severity_decides_the_exit_code() {
    let folder = folder();
    for (limit, code) in [("error", 1), ("warning", 1), ("info", 1), ("never", 0)] {
        let run = folder.run(&["check", "en.txt", "ru.txt", "--only", "number", "--fail-on", limit]);
        assert_eq!(run.code, Some(code), "{limit}: {run:#?}");
    }
    folder.file("beadwork.toml", "[checks]\nnumber = \"info\"\n");
    folder
        .run(&["check", "en.txt", "ru.txt", "--only", "number"])
        .expect_success();
}

#[test]
fn accepted_finding_is_not_shown_until_its_passage_changes() {
    let folder = folder();
    let found = ids(&folder, &[]);
    let id = found[0].as_str();
    assert!(!ids(&folder, &["--accept", id]).contains(&found[0]));
    // A settings file in the current folder is read without being asked for.
    folder.file("beadwork.toml", format!("accept = [\"{id}\"]\n"));
    assert!(!ids(&folder, &[]).contains(&found[0]));
    folder.file("empty.toml", "");
    assert!(ids(&folder, &["--config", "empty.toml"]).contains(&found[0]));
    folder.file("ru.txt", RUSSIAN.replace("490", "470"));
    assert_eq!(ids(&folder, &["--only", "number"]).len(), 1);
}

#[test]
fn baseline_hides_what_is_known_and_stays_one_when_rewritten() {
    let folder = folder();
    folder
        .run(&["check", "en.txt", "ru.txt", "-o", "first.json", "--fail-on", "never"])
        .expect_success();
    let with = |baseline| {
        folder.run(&[
            "check",
            "en.txt",
            "ru.txt",
            "--baseline",
            baseline,
            "-o",
            "second.json",
            "-o",
            "-",
        ])
    };
    let run = with("first.json");
    assert!(run.expect_success().stdout.contains("Nothing found"), "{run:#?}");
    assert!(run.stdout.contains("known finding"), "{run:#?}");
    fs::copy(folder.path().join("second.json"), folder.path().join("third.json")).unwrap();
    with("third.json").expect_success();
    // A new mistake in another passage is no longer known; the old one still is, though it has moved.
    let changed = format!("Пролог.\n\n{}", RUSSIAN.replace("3 марта", "4 марта"));
    folder.file("ru.txt", changed);
    let run = with("third.json");
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert!(
        run.stdout.contains("date-changed") && !run.stdout.contains("number-changed"),
        "{run:#?}"
    );
}

#[test]
fn several_outputs_are_written_and_none_over_an_input() {
    let folder = folder();
    let names = ["a.json", "a.sarif", "a.csv", "a.html", "a.txt", "a.jsonl"];
    let mut command = vec!["check", "en.txt", "ru.txt", "--fail-on", "never"];
    for name in names {
        command.extend(["-o", name]);
    }
    assert_eq!(folder.run(&command).expect_success().stdout, "");
    for name in names {
        assert!(String::from_utf8(folder.read(name)).unwrap().contains("490"), "{name}");
    }
    folder
        .run(&["check", "en.txt", "ru.txt", "-o", "ru.txt"])
        .expect_refusal(2, "ru.txt");
    folder
        .run(&["check", "en.txt", "ru.txt", "-o", "a.csv", "-o", "a.csv"])
        .expect_refusal(2, "a.csv");
    // One that fails does not keep the other from being written.
    let run = folder.run(&["check", "en.txt", "ru.txt", "-o", "none/a.csv", "-o", "b.csv"]);
    assert_eq!(run.code, Some(3), "{run:#?}");
    assert_eq!(folder.read("b.csv"), folder.read("a.csv"));
    assert_eq!(String::from_utf8(folder.read("ru.txt")).unwrap(), RUSSIAN);
}

#[test]
fn bad_settings_and_baselines_are_refused_with_a_remedy() {
    let folder = folder();
    folder.file("binary", b"\xff\xfe\x00bin");
    for option in ["--config", "--baseline"] {
        for name in ["nowhere", "binary", "."] {
            folder
                .run(&["check", "en.txt", "ru.txt", option, name])
                .expect_refusal(3, name);
        }
    }
    folder.file("beadwork.toml", "[glossary]\nfile = \"x\"\n");
    folder
        .run(&["check", "en.txt", "ru.txt"])
        .expect_refusal(3, "beadwork.toml:2");
}

#[test]
fn list_for_programs_has_every_kind() {
    let run = Folder::new().run(&["check", "--list", "--format", "json"]);
    let list: Value = serde_json::from_str(&run.expect_success().stdout).unwrap();
    let ids: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, beadwork::check::kinds().map(|kind| kind.id).collect::<Vec<_>>());
}

#[test]
fn several_files_that_hold_both_sides_are_reported_as_one_and_each_by_itself() {
    let folder = Folder::new();
    let lines = ENGLISH.lines().zip(RUSSIAN.lines());
    let rows = lines.filter(|(english, _)| !english.is_empty());
    let rows: Vec<String> = rows
        .map(|(english, russian)| format!("{english}\t{russian}\n"))
        .collect();
    let bitext = rows.concat();
    for name in ["a.tsv", "b.tsv", "sub/a.tsv"] {
        folder.file(name, &bitext);
    }
    let files = [
        "check",
        "a.tsv",
        "b.tsv",
        "sub/a.tsv",
        "--from",
        "en",
        "--to",
        "ru",
        "--fail-on",
        "never",
    ];
    folder
        .run(&[&files[..], &["-o", "all.sarif"]].concat())
        .expect_success();
    let log: Value = serde_json::from_slice(&folder.read("all.sarif")).unwrap();
    let uris = |values: &Value| {
        let of = values.as_array().unwrap().iter();
        of.map(|value| value["location"]["uri"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(uris(&log["runs"][0]["artifacts"]), ["a.tsv", "b.tsv", "sub/a.tsv"]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len() % 3, 0);
    let of_b = results.iter().filter(|result| result["properties"]["pair"] == "b.tsv");
    assert_eq!(of_b.count() * 3, results.len());
    assert!(results.iter().any(|result| result["ruleId"] == "number-changed"));

    let folder_of = |format: &'static str| [&files[..], &["--out-dir", "out", "--format", format]].concat();
    folder.run(&folder_of("html")).expect_success();
    for name in ["out/a.tsv.html", "out/b.tsv.html", "out/a.tsv-2.html"] {
        assert!(String::from_utf8(folder.read(name)).unwrap().contains("490"), "{name}");
    }
    folder
        .run(&[
            "check",
            "a.tsv",
            "--from",
            "en",
            "--to",
            "ru",
            "--fail-on",
            "never",
            "--out-dir",
            "one",
            "--format",
            "csv",
        ])
        .expect_success();
    assert!(!folder.read("one/a.tsv.csv").is_empty());
    folder
        .run(&[&files[..], &["-o", "all.html"]].concat())
        .expect_refusal(2, "--out-dir");
    folder.file("en.txt", ENGLISH);
    folder.file("ru.txt", RUSSIAN);
    folder
        .run(&["check", "en.txt", "ru.txt", "--out-dir", "two", "--format", "html"])
        .expect_refusal(2, "-o FILE");
}

#[test]
fn pairs_of_a_list_are_written_as_one_sarif_log() {
    let folder = folder();
    folder.file("pairs.tsv", "one\ten.txt\tru.txt\ntwo\ten.txt\tru.txt\n");
    let command = ["check", "--pairs", "pairs.tsv", "-o", "all.sarif", "--fail-on", "never"];
    folder.run(&command).expect_success();
    let log: Value = serde_json::from_slice(&folder.read("all.sarif")).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"].as_array().unwrap().len(), 2);
    let results = run["results"].as_array().unwrap();
    let pairs: std::collections::BTreeSet<&str> = results
        .iter()
        .map(|result| result["properties"]["pair"].as_str().unwrap())
        .collect();
    assert_eq!(pairs.into_iter().collect::<Vec<_>>(), ["one", "two"]);
    // A place in a plain file has line and column.
    assert!(results[0]["locations"][0]["physicalLocation"]["region"]["startColumn"].is_u64());
}
