//! Data for search engines in a page: JSON-LD with the types of schema.org.

use serde_json::{Map, Value};

/// What the data says of the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) date: Option<String>,
    pub(super) title: Option<String>,
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
}

/// Reads the content of a `<script type="application/ld+json">`; `None` if it describes no article.
pub(super) fn read(script: &str) -> Option<Facts> {
    let value: Value = serde_json::from_str(bare(script)).ok()?;
    let object = article(&value)?;
    let text = |key: &str| text(object.get(key)?);
    let address = text("url").or_else(|| match object.get("mainEntityOfPage")? {
        Value::Object(page) => page.get("@id").and_then(self::text),
        other => self::text(other),
    });
    Some(Facts {
        date: text("datePublished").or_else(|| text("dateCreated")),
        title: text("headline"),
        address,
        language: text("inLanguage"),
    })
}

/// The script without the comment or CDATA marks that hide it from old browsers.
fn bare(script: &str) -> &str {
    let mut script = script.trim();
    for (start, end) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")] {
        if let Some(inside) = script.strip_prefix(start) {
            script = inside.trim().strip_suffix(end).unwrap_or(inside).trim();
        }
    }
    script
}

/// The first object that is an article, in the order of the data. Depth is bounded by the reader of JSON.
fn article(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Array(values) => values.iter().find_map(article),
        Value::Object(object) if is_article(object) => Some(object),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .into_iter()
            .find_map(|key| article(object.get(key)?)),
        _ => None,
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is_type = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        let name = name.rsplit(['/', ':']).next().unwrap_or_default();
        name.ends_with("Article") || name.ends_with("Posting") || name == "Report"
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is_type),
        Some(name) => is_type(name),
        None => false,
    }
}

/// A text, or the first of several.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.first().and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_among_other_things() {
        let script = r#"<!-- {"@context": "https://schema.org", "@graph": [
            {"@type": "Organization", "name": "Paper", "datePublished": "1999-01-01"},
            {"@type": ["NewsArticle"], "headline": "Ferry returns", "datePublished": "2024-02-14T10:30:00+03:00",
             "mainEntityOfPage": {"@id": "https://news.example/ferry"}, "inLanguage": "en"}]} -->"#;
        let facts = read(script).unwrap();
        assert_eq!(facts.date.as_deref(), Some("2024-02-14T10:30:00+03:00"));
        assert_eq!(facts.title.as_deref(), Some("Ferry returns"));
        assert_eq!(facts.address.as_deref(), Some("https://news.example/ferry"));
        assert_eq!(facts.language.as_deref(), Some("en"));
    }

    #[test]
    fn what_is_no_article_or_broken_says_nothing() {
        for script in [
            "",
            "{",
            "[]",
            r#"{"@type": "WebSite", "datePublished": "2024-02-14"}"#,
            r#"{"datePublished": "2024-02-14"}"#,
        ] {
            assert_eq!(read(script), None, "{script}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(read(&deep), None);
    }
}
