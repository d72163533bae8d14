//! Saved pages in the manner of real sites, and which role every piece of them has.
//!
//! `tests/pages/NAME.html` is a page, `NAME.roles` what is expected of it: one sentence a line, behind its role. With
//! `BEADWORK_WRITE_ROLES=1` the test writes the files anew, to be read through.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::support::Folder;

#[test]
fn every_piece_of_a_page_has_its_role() {
    let folder = Folder::new();
    let mut pages: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 6, "{pages:?}");
    for page in pages {
        let found = roles(&folder, &page);
        let expected = page.with_extension("roles");
        if std::env::var_os("BEADWORK_WRITE_ROLES").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found.trim_end(), expected.trim_end(), "{}", page.display());
    }
}

fn roles(folder: &Folder, page: &Path) -> String {
    let run = folder.run(&["segment", "--format", "jsonl", page.to_str().unwrap()]);
    let mut roles = String::new();
    for line in run.expect_success().stdout.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap().replace('\n', " ");
        writeln!(roles, "{:<10} {}", text("role"), text("text")).unwrap();
    }
    roles
}
