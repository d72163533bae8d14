//! What verification notices.

use std::fs;

use super::super::*;
use super::{settings, write_all};

#[test]
fn verify_names_every_damage() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write_all(&destination, fixture::corpus(20), &settings());
    let path = |name: &str| destination.join(name);
    let mut parquet = fs::read(path("data/train-00001-of-00006.parquet")).unwrap();
    parquet[100] ^= 1;
    fs::write(path("data/train-00001-of-00006.parquet"), parquet).unwrap();
    fs::remove_file(path("moses/train.ids")).unwrap();
    fs::write(path("tmx/notes.txt"), "x").unwrap();
    let manifest = fs::read_to_string(path("manifest.json")).unwrap();
    fs::write(
        path("manifest.json"),
        manifest.replacen("\"rows\": 10", "\"rows\": 11", 1),
    )
    .unwrap();
    let report = verify(&destination).unwrap();
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    let expected = [
        "data/train-00000-of-00006.parquet: has 10 rows where the manifest has 11",
        "data/train-00001-of-00006.parquet: was changed or damaged: its checksum is another",
        "manifest.json: was changed or damaged: its checksum is another",
        "moses/train.ids: is missing",
        "tmx/notes.txt: does not belong to the corpus",
    ];
    assert_eq!(problems, expected);
    fs::remove_file(path("SHA256SUMS")).unwrap();
    assert!(
        verify(&destination)
            .unwrap_err()
            .to_string()
            .contains("has no readable SHA256SUMS")
    );
    assert!(
        verify(folder.path())
            .unwrap_err()
            .to_string()
            .contains("has no readable manifest.json")
    );
}

#[test]
fn verify_does_not_leave_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().join("corpus");
    write_all(&destination, std::iter::empty(), &settings());
    let sums = fs::read_to_string(destination.join("SHA256SUMS")).unwrap();
    fs::write(
        destination.join("SHA256SUMS"),
        format!("{sums}{}  ../outside\n", "0".repeat(64)),
    )
    .unwrap();
    let report = verify(&destination).unwrap();
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].to_string(), "../outside: is outside of the corpus");
}
