//! The guide says what the checks are: `docs/checks.md` is kept up to date with their descriptions.
//!
//! `BEADWORK_WRITE_GUIDE=1 cargo test guide` writes the lists anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use beadwork::check::{self, Kind};

const BEGIN: &str = "<!-- The lists from here on are written by `BEADWORK_WRITE_GUIDE=1 cargo test guide`. -->\n";
const END: &str = "<!-- Up to here. -->\n";

/// A table of all kinds, then each with its example.
fn kinds() -> String {
    let mut text = String::from("| kind | severity | category | catches |\n|---|---|---|---|\n");
    for kind in check::kinds() {
        let (id, severity, category) = (kind.id, kind.severity, kind.category);
        let catches = cell(kind.catches);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| [{id}](#{id}) | {severity} | {category} | {catches} |");
    }
    for kind in check::kinds() {
        text.push_str(&entry(kind));
    }
    text.push('\n');
    text
}

fn entry(kind: &Kind) -> String {
    let mut text = format!("\n### {}\n\n{}\n", kind.id, kind.catches);
    let (source, target) = kind.example;
    if !(source.is_empty() && target.is_empty()) {
        let shown = |text: &str| {
            if text.is_empty() {
                "(nothing)".to_owned()
            } else {
                text.to_owned()
            }
        };
        let _ = write!(text, "\n```text\n{}\n{}\n```\n", shown(source), shown(target));
    }
    if !kind.misses.is_empty() {
        let _ = write!(text, "\nNot caught: {}\n", kind.misses);
    }
    text
}

/// Text in a table: a bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn guide_describes_the_checks_as_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let page = fs::read_to_string(&path).unwrap();
    let begin = page.find(BEGIN).expect("the guide has lost its first marker") + BEGIN.len();
    let end = page.find(END).expect("the guide has lost its second marker");
    let wanted = format!("\n{}", kinds());
    if std::env::var_os("BEADWORK_WRITE_GUIDE").is_some() {
        fs::write(&path, format!("{}{wanted}{}", &page[..begin], &page[end..])).unwrap();
        return;
    }
    assert!(
        page[begin..end] == wanted,
        "docs/checks.md is out of date; BEADWORK_WRITE_GUIDE=1 cargo test guide writes it anew"
    );
}

/// The settings file that the guide shows is one that the program reads.
#[test]
fn settings_of_the_guide_are_read() {
    let page = include_str!("../docs/checks.md");
    let example = page
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap();
    let settings = check::Settings::parse("beadwork.toml", example).unwrap();
    assert!(!settings.severities.is_empty() && !settings.accepted.is_empty());
    assert!(!settings.glossary.files.is_empty() && !settings.glossary.forbidden.is_empty());
    assert!(!settings.variants.is_empty());
}
