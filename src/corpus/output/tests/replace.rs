//! What happens to what was at the destination, and when it cannot be written.

use std::fs;

use super::super::*;
use super::{files, names, settings, write_all};
use crate::language::Language;

#[test]
fn failing_units_leave_the_old_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write_all(&destination, fixture::corpus(3), &settings());
    let before = files(&destination);
    let broken = Error::new(ErrorKind::Read, "ledger", "is broken");
    let units = fixture::corpus(20).map(Ok).chain([Err(broken)]);
    let error = write(&Layout::ALL, &destination, units, &settings()).unwrap_err();
    assert_eq!(error.to_string(), "ledger: is broken");
    assert!(files(&destination) == before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn old_corpus_is_replaced_as_a_whole_and_leftovers_are_cleaned_up() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write_all(&destination, fixture::corpus(20), &settings());
    // Killed while it wrote: what was written is there, and nobody holds its lock.
    let leftover = folder.path().join(".corpus.beadwork-part");
    fs::create_dir(&leftover).unwrap();
    fs::write(leftover.join(".lock"), "").unwrap();
    fs::write(leftover.join("half"), "").unwrap();
    write(&[Layout::Jsonl], &destination, fixture::corpus(3).map(Ok), &settings()).unwrap();
    assert!(verify(&destination).unwrap().is_sound());
    assert!(!names(&destination).iter().any(|name| name.starts_with("tmx")));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // Killed while it replaced: the old corpus is put back, and replaced by the next run only when that is complete.
    fs::rename(&destination, folder.path().join(".corpus.beadwork-old")).unwrap();
    let units = std::iter::once(Err(Error::new(ErrorKind::Read, "ledger", "is broken")));
    write(&[Layout::Jsonl], &destination, units, &settings()).unwrap_err();
    assert!(verify(&destination).unwrap().is_sound());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn folder_with_anything_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    let refusal = || write(&[Layout::Jsonl], &destination, std::iter::empty(), &settings()).unwrap_err();
    fs::create_dir(&destination).unwrap();
    fs::write(destination.join("thesis.docx"), "x").unwrap();
    let error = refusal();
    assert_eq!(error.kind(), ErrorKind::Write);
    assert!(
        error
            .to_string()
            .ends_with("no corpus written before; give another place, or empty it"),
        "{error}"
    );
    fs::remove_file(destination.join("thesis.docx")).unwrap();
    write(&[Layout::Jsonl], &destination, std::iter::empty(), &settings()).unwrap();
    fs::write(destination.join("jsonl/.DS_Store"), "x").unwrap();
    write(&[Layout::Jsonl], &destination, std::iter::empty(), &settings()).unwrap();
    fs::write(destination.join("jsonl/notes.txt"), "x").unwrap();
    let error = refusal().to_string();
    assert!(
        error.contains("jsonl/notes.txt in it is not part of the corpus and would be lost"),
        "{error}"
    );
    assert!(destination.join("jsonl/notes.txt").exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn second_run_at_the_same_time_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    let first = Place::prepare(&destination).unwrap();
    let error = Place::prepare(&destination).unwrap_err().to_string();
    assert!(error.contains("another run is writing it"), "{error}");
    drop(first);
    Place::prepare(&destination).unwrap();
}

#[test]
fn impossible_places_and_settings_are_said_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "x").unwrap();
    let attempt = |layouts: &[Layout], name: &str, settings: &Settings| {
        write(layouts, &folder.path().join(name), std::iter::empty(), settings)
            .unwrap_err()
            .to_string()
    };
    let here = folder.path().to_string_lossy().into_owned();
    let same = Settings {
        to: Language::ENGLISH,
        ..settings()
    };
    let messages = [
        attempt(&[Layout::Tmx], "file", &settings()),
        attempt(&[Layout::Tmx], "file/corpus", &settings()),
        attempt(&[Layout::Tmx], "none/corpus", &settings()),
        attempt(&[Layout::Tmx], "/", &settings()),
        attempt(&[], "corpus", &settings()),
        attempt(&[Layout::Tmx], "corpus", &same),
    ];
    let expected = [
        "HERE/file: cannot be written: it is a file; give the name of a folder",
        "HERE/file/corpus: cannot be written: HERE/file is not a folder; give another place",
        "HERE/none/corpus: cannot be written: the folder HERE/none does not exist; create it, or give another place",
        "/: this is no name for a new folder; give the name of a folder",
        "there is no layout to write the corpus in; name one or more of huggingface, moses, tmx, xces, jsonl",
        "both sides of the corpus are in English; give two languages",
    ];
    assert_eq!(messages.map(|message| message.replace(&here, "HERE")), expected);
}
