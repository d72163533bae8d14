//! Web addresses of versions: what they share.

use super::term::hash64;

/// Digits of an id; fewer are counters and years.
const ID_DIGITS: usize = 5;
/// Letters and digits of a slug or path; fewer are rubrics.
const SLUG_LETTERS: usize = 10;

/// The hash of an address, by which the same one in another writing is found: scheme, `www.`, fragment and the last
/// slash are left out.
pub(super) fn identity(url: &str) -> u64 {
    let (host, path) = split(url);
    hash64(&format!("{host}{path}"))
}

/// Parts of an address that versions may share: ids, slugs and the path without its language.
pub(super) fn parts(url: &str) -> Vec<String> {
    let (_, path) = split(url);
    let path = path.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let mut parts: Vec<String> = Vec::new();
    for run in path.split(|letter: char| !letter.is_ascii_digit()) {
        if run.len() >= ID_DIGITS {
            parts.push(format!("id {run}"));
        }
    }
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    if let Some(last) = segments.last() {
        let slug = last.split('.').next().unwrap_or_default();
        if letters(slug) >= SLUG_LETTERS && slug.contains(['-', '_']) {
            parts.push(format!("slug {slug}"));
        }
    }
    let rest: Vec<&str> = segments.into_iter().filter(|segment| !is_language(segment)).collect();
    let rest = rest.join("/");
    if letters(&rest) >= SLUG_LETTERS {
        parts.push(format!("path {rest}"));
    }
    parts.sort();
    parts.dedup();
    parts
}

/// Whether a segment names a language or country: `en`, `ru`, `eng`, `en-gb`.
fn is_language(segment: &str) -> bool {
    let mut parts = segment.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    let short = (2..=3).contains(&first.len()) && first.bytes().all(|letter| letter.is_ascii_alphabetic());
    short && parts.next().is_none_or(|region| region.len() == 2) && parts.next().is_none()
}

/// Host and path in lower case.
fn split(url: &str) -> (String, String) {
    let lower = url.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    match rest.split_once('/') {
        Some((host, path)) => (host.to_owned(), format!("/{}", path.trim_end_matches('/'))),
        None => (rest.to_owned(), "/".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_address_in_another_writing() {
        let first = identity("https://www.Example.org/en/a/");
        assert_eq!(first, identity("http://example.org/en/a#top"));
        assert_ne!(first, identity("https://example.org/ru/a"));
    }

    #[test]
    fn versions_share_ids_slugs_and_paths() {
        let shared = |one: &str, two: &str| {
            let two = parts(two);
            parts(one)
                .into_iter()
                .filter(|part| two.contains(part))
                .collect::<Vec<_>>()
        };
        let one = shared(
            "https://example.org/en/news/1234567",
            "https://example.org/ru/news/1234567",
        );
        assert_eq!(one, ["id 1234567", "path news/1234567"]);
        let two = shared(
            "https://example.org/world/ferry-leaves-riga.html",
            "https://ru.example.org/x/ferry-leaves-riga",
        );
        assert_eq!(two, ["slug ferry-leaves-riga"]);
        assert!(shared("https://example.org/en/2024", "https://example.org/ru/2024").is_empty());
    }
}
