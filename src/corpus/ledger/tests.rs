use super::*;
use crate::alignment::Side;

fn document(side: Side, id: &str, hash: u8) -> DocumentRow {
    DocumentRow {
        side,
        id: id.to_owned(),
        place: format!("heap/{id}"),
        hash: [hash; 32],
        format: None,
        encoding: None,
        url: Some(format!("https://example.org/{id}")),
        date: Some("2024-02-14".to_owned()),
        title: None,
        words: 12,
        signature: vec![1, 2, 3],
        shingles: vec![4],
        story: None,
        relation: None,
        state: DocumentState::Ready,
        reason: None,
    }
}

fn paired(source: &str, target: &str, key: u8) -> Paired {
    Paired {
        source: source.to_owned(),
        target: target.to_owned(),
        score: 0.9,
        kind: "pair".to_owned(),
        why: "number 27".to_owned(),
        runner_up: None,
        key: [key; 16],
    }
}

fn row(source: &str, target: &str, keys: [i64; 2]) -> UnitRow {
    let mut unit = crate::corpus::Unit {
        bead_type: "1-1".to_owned(),
        confidence: 0.75,
        ..crate::corpus::Unit::default()
    };
    unit.source.text = source.to_owned();
    unit.source.sentences = vec![0, 1];
    unit.source.role = "body";
    unit.target.text = target.to_owned();
    UnitRow {
        unit,
        marks: vec!["too_short".to_owned()],
        keys,
        words: [source.to_lowercase(), target.to_lowercase()],
    }
}

fn units(ledger: &Ledger) -> Vec<crate::corpus::Unit> {
    ledger.units().map(Result::unwrap).collect()
}

fn filled(folder: &Path) -> Ledger {
    let ledger = Ledger::create(folder).unwrap();
    for (place, id) in ["a", "b"].into_iter().enumerate() {
        let hash = u8::try_from(place).unwrap();
        ledger.put_document(&document(Side::Source, id, hash)).unwrap();
        ledger.put_document(&document(Side::Target, id, 10 + hash)).unwrap();
    }
    ledger.put_pairs(&[paired("a", "a", 1), paired("b", "b", 1)]).unwrap();
    for pair in ledger.waiting_pairs(10).unwrap() {
        ledger
            .put_units(
                pair.number,
                &[row("The ferry", "Паром", [7, 8]), row("Alone", "", [9, 0])],
            )
            .unwrap();
        ledger.set_pair_state(pair.number, PairState::Aligned, None).unwrap();
    }
    ledger
}

#[test]
fn document_and_content_are_read_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(folder.path()).unwrap();
    let written = document(Side::Target, "x", 3);
    ledger.put_document(&written).unwrap();
    let read = ledger.document(Side::Target, "x").unwrap();
    assert_eq!(format!("{read:?}"), format!("{written:?}"));
    assert!(ledger.knows(Side::Target, "x", &[3; 32]).unwrap());
    assert!(!ledger.knows(Side::Target, "x", &[4; 32]).unwrap());
    assert!(!ledger.knows(Side::Source, "x", &[3; 32]).unwrap());
    ledger
        .put_content(&[3; 32], &documents::pack("Паром".as_bytes()))
        .unwrap();
    assert_eq!(ledger.content(&[3; 32]).unwrap(), "Паром".as_bytes());
}

#[test]
fn documents_no_longer_seen_are_taken_out_with_their_content() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(folder.path());
    ledger.put_content(&[1; 32], b"x").unwrap();
    ledger.begin_scan().unwrap();
    ledger.see(Side::Source, "a").unwrap();
    ledger.see(Side::Target, "a").unwrap();
    ledger.see(Side::Target, "b").unwrap();
    assert_eq!(ledger.end_scan().unwrap(), 1);
    assert_eq!(ledger.counts().unwrap().ready, [1, 2]);
    assert!(ledger.content(&[1; 32]).is_err());
}

#[test]
fn unchanged_pairs_keep_their_units() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(folder.path());
    assert_eq!(units(&ledger).len(), 4);
    ledger.put_pairs(&[paired("a", "a", 1), paired("b", "b", 2)]).unwrap();
    let waiting = ledger.waiting_pairs(10).unwrap();
    assert_eq!(waiting.iter().map(|pair| &*pair.source).collect::<Vec<_>>(), ["b"]);
    ledger.put_pairs(&[paired("a", "a", 1)]).unwrap();
    assert_eq!(units(&ledger).len(), 2);
    assert_eq!(ledger.counts().unwrap().alone, [1, 1]);
}

fn boilerplate(stories: usize) -> Marks<'static> {
    Marks {
        boilerplate: Some(stories),
        ..Marks::default()
    }
}

#[test]
fn repetitions_are_marked_once() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(folder.path());
    for _ in 0..2 {
        ledger.put_marks(&boilerplate(2)).unwrap();
        let units = units(&ledger);
        let duplicates: Vec<_> = units.iter().map(|unit| unit.duplicate_of.as_deref()).collect();
        assert_eq!(duplicates, [None, None, Some("1:0"), None]);
        assert_eq!(units[0].reasons, ["boilerplate", "too_short"]);
        assert_eq!(units[0].source.sentences, [0, 1]);
        assert_eq!(units[0].source.date.as_deref(), Some("2024-02-14"));
    }
    // A dateline is alike by its nature.
    let dateline = || {
        let mut row = row("KAZAN, May 3. /TASS/.", "КАЗАНЬ, 3 мая. /ТАСС/.", [21, 22]);
        (row.unit.source.role, row.unit.target.role) = ("dateline", "dateline");
        row
    };
    for pair in [1, 2] {
        ledger.put_units(pair, &[dateline()]).unwrap();
    }
    ledger.put_marks(&boilerplate(2)).unwrap();
    assert_eq!(units(&ledger)[1].reasons, ["too_short"]);
    for pair in [1, 2] {
        ledger.put_units(pair, &[row("The ferry", "Паром", [7, 8])]).unwrap();
    }
    ledger.put_marks(&boilerplate(3)).unwrap();
    assert_eq!(units(&ledger)[0].reasons, ["too_short"]);
}

#[test]
fn tidied_ledgers_of_the_same_content_are_the_same_bytes() {
    let bytes = |detour: bool| {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = filled(folder.path());
        if detour {
            ledger.put_document(&document(Side::Source, "c", 9)).unwrap();
            ledger.begin_scan().unwrap();
            for (side, id) in [
                (Side::Source, "a"),
                (Side::Source, "b"),
                (Side::Target, "a"),
                (Side::Target, "b"),
            ] {
                ledger.see(side, id).unwrap();
            }
            ledger.end_scan().unwrap();
            drop(ledger);
            ledger = Ledger::open(folder.path()).unwrap();
        }
        let ledger = ledger.tidy().unwrap();
        drop(ledger);
        let first = std::fs::read(folder.path().join(FILE)).unwrap();
        drop(Ledger::open(folder.path()).unwrap().tidy().unwrap());
        assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), first);
        first
    };
    assert!(bytes(false) == bytes(true));
}

#[test]
fn only_one_may_write_and_others_may_look() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = filled(folder.path());
    let error = Ledger::create(folder.path()).unwrap_err().to_string();
    assert!(error.contains("another build"), "{error}");
    assert_eq!(Ledger::look(folder.path()).unwrap().counts().unwrap().pairs_aligned, 2);
    drop(ledger);
    assert!(Ledger::open(folder.path()).is_ok());
}

#[test]
fn build_that_was_stopped_before_anything_was_noted_can_begin_again() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Ledger::configuration_in(folder.path()).unwrap().is_none());
    // The file is there before its tables are, and the tables before the configuration.
    std::fs::write(folder.path().join(FILE), "").unwrap();
    assert!(Ledger::configuration_in(folder.path()).unwrap().is_none());
    drop(Ledger::create(folder.path()).unwrap());
    assert!(Ledger::configuration_in(folder.path()).unwrap().is_none());
    assert!(Ledger::open(folder.path()).is_ok());
}

#[test]
fn folders_that_are_no_corpus_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.txt"), "").unwrap();
    assert!(
        Ledger::create(folder.path())
            .unwrap_err()
            .to_string()
            .contains("not empty")
    );
    assert!(
        Ledger::look(folder.path())
            .unwrap_err()
            .to_string()
            .contains("is no corpus")
    );
    std::fs::write(
        folder.path().join(FILE),
        "not a database, but long enough to look like one".repeat(20),
    )
    .unwrap();
    let error = Ledger::look(folder.path()).unwrap_err().to_string();
    assert!(error.contains("damaged"), "{error}");
}
