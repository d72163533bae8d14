//! `beadwork corpus build`: stopped, continued, updated, with bad files, with any number of threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::heaps;
use crate::made_up::Numbers;
use crate::support::Folder;

/// The files of a corpus with their bytes, by their names.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        assert!(bytes == &other[name], "{name} differs");
    }
}

fn build<'a>(corpus: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["corpus", "build", corpus, "en", "ru"];
    arguments.extend(more);
    arguments
}

const LAYOUTS: &[&str] = &["--name", "news", "--layout", "huggingface", "--layout", "jsonl"];

#[test]
fn build_that_is_killed_many_times_ends_with_the_same_bytes() {
    let folder = Folder::new();
    heaps::write(folder.path(), 300, 1);
    let begun = Instant::now();
    let run = folder.run(&build("undisturbed", LAYOUTS));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let time = u64::try_from(begun.elapsed().as_millis()).unwrap();
    // Killed at random moments, which are spread over the whole build.
    let mut numbers = Numbers::new(7);
    let mut killed = 0;
    while killed < 20 {
        let mut program = Command::new(env!("CARGO_BIN_EXE_beadwork"))
            .args(build("disturbed", LAYOUTS))
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let most = usize::try_from(time / 6).unwrap().max(20);
        std::thread::sleep(Duration::from_millis(numbers.below(most) as u64));
        // A build that has ended is one that there is no more to disturb of; the next begins anew.
        if let Some(status) = program.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            assert_same(
                &files(&folder.path().join("undisturbed")),
                &files(&folder.path().join("disturbed")),
            );
            fs::remove_dir_all(folder.path().join("disturbed")).unwrap();
            continue;
        }
        program.kill().unwrap();
        program.wait().unwrap();
        killed += 1;
    }
    let run = folder.run(&build("disturbed", LAYOUTS));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_same(
        &files(&folder.path().join("undisturbed")),
        &files(&folder.path().join("disturbed")),
    );
}

#[test]
fn second_build_changes_nothing_and_threads_do_not_matter() {
    let folder = Folder::new();
    heaps::write(folder.path(), 30, 2);
    assert_eq!(folder.run(&build("one", &["--threads", "1"])).code, Some(0));
    let first = files(&folder.path().join("one"));
    let again = folder.run(&build("one", &["--threads", "3"]));
    assert_eq!(again.code, Some(0));
    assert!(again.stderr.contains("0 documents read"), "{}", again.stderr);
    assert!(again.stderr.contains("nothing new to write"), "{}", again.stderr);
    assert_same(&first, &files(&folder.path().join("one")));
    // The name of the corpus is that of its folder.
    assert_eq!(
        folder.run(&build("other", &["--threads", "3", "--name", "one"])).code,
        Some(0)
    );
    assert_same(&first, &files(&folder.path().join("other")));
}

#[test]
fn update_takes_in_what_is_new_changed_or_gone() {
    let folder = Folder::new();
    heaps::write(folder.path(), 20, 3);
    assert_eq!(folder.run(&build("corpus", &[])).code, Some(0));
    let aligned = || {
        let status = folder.run(&["corpus", "status", "corpus", "--json"]);
        let status: serde_json::Value = serde_json::from_str(&status.stdout).unwrap();
        status["pairs"]["aligned"].as_u64().unwrap()
    };
    let before = aligned();
    assert!(before >= 20);
    let (english, russian) = heaps::article(500, 3);
    folder.file("en/new.txt", english);
    folder.file("ru/new.txt", russian);
    let (english, _) = heaps::article(0, 3);
    folder.file("en/e00000.txt", english + "\n\nThe editors have added this line.\n");
    fs::remove_file(folder.path().join("ru/r00001.txt")).unwrap();
    let run = folder.run(&["corpus", "update", "corpus"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("3 documents read, 1 gone, 2 pairs aligned"),
        "{}",
        run.stderr
    );
    // One pair more, and one less.
    assert_eq!(aligned(), before);
}

#[test]
fn bad_files_are_recorded_and_can_be_tried_again() {
    let folder = Folder::new();
    heaps::write(folder.path(), 20, 4);
    let (_, good) = heaps::article(0, 4);
    folder.file("ru/r00000.txt", b"PK\x03\x04 this is no text \x00\x01\x02");
    folder.file(
        "en/ukrainian.txt",
        "Їжак і ґава жили у лісі. Їхня хата була невелика, але світла й тепла. Щодня вони їли яблука.",
    );
    let run = folder.run(&build("corpus", &[]));
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("r00000.txt"), "{}", run.stderr);
    let status = folder.run(&["corpus", "status", "corpus"]).stdout;
    assert!(
        status.contains("r00000.txt: ") && status.contains("is in Ukrainian"),
        "{status}"
    );
    // What is still broken stays failed; what was mended is taken in.
    assert_eq!(folder.run(&["corpus", "retry", "corpus"]).code, Some(3));
    folder.file("ru/r00000.txt", good);
    let run = folder.run(&["corpus", "retry", "corpus"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn broken_rows_and_archives_are_recorded() {
    let folder = Folder::new();
    heaps::write(folder.path(), 10, 8);
    folder.file("en/broken.zip", b"PK\x03\x04 no more than a beginning");
    let run = folder.run(&build("corpus", &[]));
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    let first = files(&folder.path().join("corpus"));
    let status = folder.run(&["corpus", "status", "corpus"]).stdout;
    assert!(
        status.contains("wrong with the heaps") && status.contains("broken.zip"),
        "{status}"
    );
    assert_eq!(folder.run(&build("corpus", &[])).code, Some(3));
    assert_same(&first, &files(&folder.path().join("corpus")));
    fs::remove_file(folder.path().join("en/broken.zip")).unwrap();
    assert_eq!(folder.run(&["corpus", "update", "corpus"]).code, Some(0));
    let status = folder.run(&["corpus", "status", "corpus"]).stdout;
    assert!(!status.contains("broken.zip"), "{status}");
}

#[test]
fn folders_that_cannot_be_are_said_with_a_remedy() {
    let folder = Folder::new();
    heaps::write(folder.path(), 3, 5);
    folder.file("notes/a.txt", "x");
    let cases = [
        (build("notes", &[]), "not empty"),
        (
            vec!["corpus", "build", "corpus", "en", "nowhere"],
            "no such file or folder",
        ),
        (vec!["corpus", "build", "corpus"], "nothing to build it from"),
        (vec!["corpus", "update", "corpus"], "is no corpus"),
        (build("corpus", &["--keep", "confidence >"]), "--keep"),
        (build("corpus", &["--layout", "csv"]), "huggingface"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(&arguments);
        assert!(
            run.code != Some(0) && run.stderr.contains(message),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(!folder.path().join("corpus/ledger.sqlite").exists(), "{arguments:?}");
    }
}

#[test]
fn repeated_and_nearly_repeated_units_are_marked() {
    let folder = Folder::new();
    heaps::write(folder.path(), 10, 6);
    let english = "The old mill by the river will become a museum of bread.\n\nThe city bought it for 14 million rubles. The \
        roof will be mended first. Mayor Pavel Kuznetsov promised that the work would begin before winter. Local bakers \
        have given 120 old tools to the museum. Visitors will see how flour was made a century ago.\n";
    let russian = "Старая мельница у реки станет музеем хлеба.\n\nГород купил её за 14 миллионов рублей. Сначала починят \
        крышу. Мэр Павел Кузнецов пообещал, что работы начнутся до зимы. Местные пекари передали музею 120 старых \
        инструментов. Посетители увидят, как делали муку сто лет назад.\n";
    folder.file("en/mill1.txt", english);
    folder.file("ru/mill1.txt", russian);
    let edited = |text: &str, edits: [(&str, &str); 2]| {
        edits
            .iter()
            .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    // Another word in one sentence, another figure in another.
    folder.file(
        "en/mill2.txt",
        edited(
            english,
            [("Local bakers", "Nearby bakers"), ("14 million", "17 million")],
        ),
    );
    folder.file(
        "ru/mill2.txt",
        edited(
            russian,
            [("Местные пекари", "Окрестные пекари"), ("14 миллионов", "17 миллионов")],
        ),
    );
    let run = folder.run(&build(
        "corpus",
        &["--layout", "jsonl", "--keep", "target.document ~ /mill/"],
    ));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut marked = BTreeMap::new();
    for (name, bytes) in files(&folder.path().join("corpus/export")) {
        if !name.starts_with("jsonl") {
            continue;
        }
        for line in String::from_utf8(bytes).unwrap().lines() {
            let unit: serde_json::Value = serde_json::from_str(line).unwrap();
            let near = unit["reasons"]
                .as_array()
                .unwrap()
                .iter()
                .any(|reason| reason == "near_duplicate");
            let text = unit["src"]["text"].as_str().unwrap().to_owned();
            if unit["src"]["document"] == "mill2.txt" {
                marked.insert(text, (near, !unit["duplicate_of"].is_null()));
            }
        }
    }
    let of = |begin: &str| {
        marked
            .iter()
            .find(|(text, _)| text.starts_with(begin))
            .map(|(_, marks)| *marks)
    };
    assert_eq!(of("The roof"), Some((false, true)), "{marked:?}");
    assert_eq!(of("Nearby bakers"), Some((true, false)), "{marked:?}");
    assert_eq!(of("The city bought it for 17"), Some((false, false)), "{marked:?}");
}
