//! The guides say what the checks and the rules for corpora are: `docs/checks.md` and `docs/corpus.md` are kept up to date
//! with their descriptions.
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

/// Asks whether a part of a guide is as it should be, or writes it.
fn check_part(guide: &str, marker: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(guide);
    let page = fs::read_to_string(&path).unwrap();
    let begin = page.find(marker).expect("the guide has lost its first marker") + marker.len();
    let end = begin + page[begin..].find(END).expect("the guide has lost its second marker");
    if std::env::var_os("BEADWORK_WRITE_GUIDE").is_some() {
        fs::write(&path, format!("{}\n{wanted}{}", &page[..begin], &page[end..])).unwrap();
        return;
    }
    assert!(
        page[begin..end] == format!("\n{wanted}"),
        "{guide} is out of date; BEADWORK_WRITE_GUIDE=1 cargo test guide writes it anew"
    );
}

#[test]
fn guide_describes_the_checks_as_they_are() {
    check_part("docs/checks.md", BEGIN, &kinds());
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

#[cfg(feature = "corpus")]
mod corpus {
    use std::fmt::Write;

    use beadwork::corpus::annotate::{RULES, Rule, Thresholds};
    use beadwork::corpus::{Settings, select};

    use super::{cell, check_part};

    const REASONS: &str = "<!-- The table of reasons is written by `BEADWORK_WRITE_GUIDE=1 cargo test guide`. -->\n";
    const FIELDS: &str = "<!-- The list of fields is written by `BEADWORK_WRITE_GUIDE=1 cargo test guide`. -->\n";

    fn row(rule: &Rule) -> String {
        let default = Thresholds::default().of(rule);
        let threshold = rule
            .threshold
            .map_or(String::new(), |threshold| format!("{default} ({})", threshold.meaning));
        let names: Vec<String> = rule
            .equivalents
            .iter()
            .map(|(tool, name)| format!("{tool}: {name}"))
            .collect();
        let (code, level) = (rule.code, rule.level.name());
        let cells = [rule.meaning, &threshold, &names.join("; ")].map(cell);
        format!("| `{code}` | {level} | {} |\n", cells.join(" | "))
    }

    /// Both parts in one test: two would write the file at the same time.
    #[test]
    fn guide_describes_the_rules_and_fields_as_they_are() {
        let mut table =
            String::from("| reason | level | meaning | threshold | the same elsewhere |\n|---|---|---|---|---|\n");
        table.extend(RULES.iter().map(|rule| row(rule)));
        check_part("docs/corpus.md", REASONS, &format!("{table}\n"));
        let mut list = String::from("| field | meaning |\n|---|---|\n");
        for (name, meaning) in select::fields() {
            let _ = writeln!(list, "| `{name}` | {meaning} |");
        }
        check_part("docs/corpus.md", FIELDS, &format!("{list}\n"));
    }

    #[test]
    fn settings_and_selections_of_the_guide_are_read() {
        let page = include_str!("../docs/corpus.md");
        let blocks = |kind: &str| -> Vec<&str> {
            let after = page.split(kind).skip(1);
            after
                .filter_map(|rest| rest.split("```").next())
                .map(str::trim)
                .collect()
        };
        let settings = Settings::parse("beadwork.toml", blocks("```toml\n")[0]).unwrap();
        assert!(settings.keep.is_some() && settings.thresholds != Thresholds::default());
        let selections: Vec<select::Selection> = blocks("```text\n")
            .iter()
            .filter_map(|text| text.parse().ok())
            .collect();
        assert_eq!(selections.len(), 2);
        assert_eq!(selections[1], select::Selection::default());
        let rows = page
            .lines()
            .filter(|line| line.starts_with("| ") && line.ends_with("` |"));
        let selections = rows.filter_map(|row| row.split('`').nth(1));
        let wrong: Vec<&str> = selections
            .filter(|text| text.parse::<select::Selection>().is_err())
            .collect();
        assert_eq!(wrong, [""; 0]);
    }
}
