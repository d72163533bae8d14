//! Tests of the whole page.

use std::path::PathBuf;

use super::*;

/// Writes the page of a corpus folder to look at: `BEADWORK_CORPUS=corpora/x BEADWORK_REPORT=x.html cargo test -- --ignored`.
#[test]
#[ignore = "writes a file to look at"]
fn write_report_of_corpus() {
    let folder = PathBuf::from(std::env::var("BEADWORK_CORPUS").unwrap());
    let page = render(&fixture::corpus(&folder));
    std::fs::write(std::env::var("BEADWORK_REPORT").unwrap(), page).unwrap();
}
