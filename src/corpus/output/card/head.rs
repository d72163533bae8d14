//! The head of the card, in YAML, as the Hugging Face Hub reads it.

use std::fmt::Write;

use super::present;
use crate::corpus::output::settings::{Layout, Settings};
use crate::corpus::output::tally::Tally;

/// The licences that the Hub knows by name; others are `other` with a name.
const LICENSES: [&str; 50] = [
    "afl-3.0",
    "agpl-3.0",
    "apache-2.0",
    "artistic-2.0",
    "bsd",
    "bsd-2-clause",
    "bsd-3-clause",
    "bsl-1.0",
    "cc",
    "cc-by-2.0",
    "cc-by-2.5",
    "cc-by-3.0",
    "cc-by-4.0",
    "cc-by-nc-2.0",
    "cc-by-nc-3.0",
    "cc-by-nc-4.0",
    "cc-by-nc-nd-3.0",
    "cc-by-nc-nd-4.0",
    "cc-by-nc-sa-2.0",
    "cc-by-nc-sa-3.0",
    "cc-by-nc-sa-4.0",
    "cc-by-nd-4.0",
    "cc-by-sa-3.0",
    "cc-by-sa-4.0",
    "cc0-1.0",
    "cdla-permissive-1.0",
    "cdla-permissive-2.0",
    "cdla-sharing-1.0",
    "c-uda",
    "etalab-2.0",
    "eupl-1.1",
    "eupl-1.2",
    "gfdl",
    "gpl",
    "gpl-2.0",
    "gpl-3.0",
    "isc",
    "lgpl",
    "lgpl-2.1",
    "lgpl-3.0",
    "mit",
    "mpl-2.0",
    "odbl",
    "odc-by",
    "other",
    "pddl",
    "unknown",
    "unlicense",
    "wtfpl",
    "zlib",
];

/// Upper ends of the sizes by which the Hub sorts data sets, in rows.
const SIZES: [(u64, &str); 6] = [
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
];

/// The head with its lines `---`.
pub(super) fn text(settings: &Settings, layouts: &[Layout], tally: &Tally) -> String {
    let mut languages = [settings.from.code(), settings.to.code()];
    languages.sort_unstable();
    let [first, second] = languages;
    let mut head = format!(
        "---\npretty_name: {}\nlanguage:\n- {first}\n- {second}\n",
        quoted(&settings.name)
    );
    head += &license(settings.license.as_deref());
    head += "task_categories:\n- translation\nmultilinguality:\n- translation\n";
    // Writing to a string cannot fail.
    let _ = writeln!(head, "size_categories:\n- {}", size(tally.total(|split| split.linked)));
    head += "tags:\n- parallel-corpus\n- sentence-alignment\n";
    if layouts.contains(&Layout::HuggingFace) {
        let _ = writeln!(head, "configs:\n- config_name: {first}-{second}\n  data_files:");
        for split in present(tally) {
            let _ = writeln!(head, "  - split: {0}\n    path: data/{0}-*.parquet", split.name());
        }
    }
    head + "---\n\n"
}

fn license(license: Option<&str>) -> String {
    let Some(license) = license else {
        return "license: unknown\n".to_owned();
    };
    let identifier = license.trim().to_lowercase().replace(' ', "-");
    if LICENSES.contains(&identifier.as_str()) {
        return format!("license: {identifier}\n");
    }
    format!("license: other\nlicense_name: {}\n", quoted(license))
}

fn size(rows: u64) -> &'static str {
    SIZES
        .iter()
        .find(|(end, _)| rows < *end)
        .map_or("n>100M", |(_, name)| name)
}

/// A string in YAML: a string of JSON is one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_those_of_the_hub_or_other() {
        assert_eq!(license(Some("CC-BY-4.0")), "license: cc-by-4.0\n");
        assert_eq!(
            license(Some("Terms: \"x\"")),
            "license: other\nlicense_name: \"Terms: \\\"x\\\"\"\n"
        );
        assert_eq!(license(None), "license: unknown\n");
    }

    #[test]
    fn sizes_are_those_of_the_hub() {
        assert_eq!(
            [0, 999, 1000, 999_999, 200_000_000].map(size),
            ["n<1K", "n<1K", "1K<n<10K", "100K<n<1M", "n>100M"]
        );
    }
}
