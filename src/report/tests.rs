//! Tests of the whole page. What a browser makes of it is tested in `tests/browser`.

use std::path::PathBuf;

use super::*;
use crate::document::Role;

/// Writes the page of a folder of `corpora/` to look at:
/// `BEADWORK_CORPUS=corpora/x BEADWORK_REPORT=x.html cargo test --lib write_report -- --ignored`.
#[test]
#[ignore = "writes a file to look at"]
fn write_report_of_corpus() {
    let folder = PathBuf::from(std::env::var("BEADWORK_CORPUS").unwrap());
    let page = render(&fixture::corpus(&folder));
    std::fs::write(std::env::var("BEADWORK_REPORT").unwrap(), page).unwrap();
}

#[test]
fn page_escapes_the_text_and_loads_nothing() {
    let page = render(&fixture::article());
    assert_eq!(page.matches("<script>").count(), 1, "the page's own script only");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("&amp; co"));
    for address in ["src=", "http://", "https://", "@import", "url(", "style="] {
        assert!(!page.contains(address), "{address}");
    }
    assert_eq!(page, render(&fixture::article()));
}

#[test]
fn page_names_what_stands_in_one_version_only() {
    let page = render(&fixture::article());
    assert!(page.contains("<div class=\"cell absent source\"><p>only in Russian</p></div>"));
    assert!(page.contains("<div class=\"cell absent target\"><p>only in English</p></div>"));
}

#[test]
fn moved_passage_and_its_place_link_to_each_other() {
    let page = render(&fixture::article());
    assert!(page.contains("class=\"elsewhere\" href=\"#place-5\""));
    let place = page.find("id=\"place-5\"").unwrap();
    assert!(page[place..].contains("href=\"#bead-5\""));
    assert!(
        page.find("id=\"bead-8\"").unwrap() < place,
        "its place in the target is the end"
    );
}

#[test]
fn counterparts_share_their_number_and_overlaps_are_flat() {
    let page = render(&fixture::article());
    let mark = |kind: &str, number: &str, text: &str| {
        page.contains(&format!("<mark class=\"e-{kind}\" data-e=\"{number}\""))
            && page.contains(&format!(">{text}</mark>"))
    };
    assert!(mark("number", "0", "1.5 million") && mark("number", "0", "1,5\u{a0}млн"));
    // "Vera Lunina" is a name of which "Lunina" is a token too.
    assert!(mark("name", "0", "Vera ") && mark("token", "1 0", "Lunina"));
    assert!(page.contains("title=\"same number: 1500000 (weight 4.2)\""));
}

#[test]
fn furniture_is_folded_at_the_bottom() {
    let page = render(&fixture::article());
    let bottom = &page[page.find("Left out of the comparison").unwrap()..];
    assert!(bottom.contains("Home | News | Weather") && bottom.contains("© Фото автора"));
    assert!(
        bottom.contains("tags ×1, menu ×1") && bottom.contains("credit ×1, leftover ×1"),
        "{bottom}"
    );
    assert!(!bottom.contains("Trams"));
}

#[test]
fn empty_pair_gives_a_page_that_says_so() {
    let blocks: [(Role, &[&str]); 1] = [(Role::Navigation, &["Menu <b>"])];
    let page = render(&fixture::pair(
        fixture::document("a.txt", "en", &blocks),
        fixture::document("b.txt", "?", &[]),
    ));
    assert!(page.contains("Neither version has sentences to compare"));
    assert!(page.contains("two versions compared") && page.contains("Menu &lt;b&gt;"));
}

#[test]
fn long_pair_stays_light() {
    let page = render(&fixture::long(5000));
    assert!(page.len() < 8_000_000, "{}", page.len());
    assert!(page.matches("<path").count() < 10);
}

fn checked() -> String {
    let pair = fixture::article();
    render_with_findings(&pair, &fixture::findings(&pair))
}

#[test]
fn findings_are_listed_by_check_the_worst_first() {
    let page = checked();
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is missing"));
    assert!(page.contains("<p class=\"tally\">2 errors, 1 warning, 1 info</p>"));
    assert!(
        place("id=\"finding-2\"") < place("id=\"finding-1\""),
        "the error before the warning"
    );
    assert!(
        place("data-check=\"date\"") < place("data-check=\"url\""),
        "the check with errors first"
    );
    assert!(page.contains("spends &lt;1.5&gt; is lost"));
    assert!(page.contains("0123456789abcd0f"), "the ID, to accept it");
}

#[test]
fn findings_and_passages_link_to_each_other() {
    let page = checked();
    let entry = &page[page.find("id=\"finding-3\"").unwrap()..];
    assert!(entry[..entry.find("</li>").unwrap()].contains("href=\"#bead-3\""));
    let bead = &page[page.find("id=\"bead-3\"").unwrap()..];
    assert!(bead[..bead.find("id=\"bead-4\"").unwrap()].contains("href=\"#finding-3\""));
    // Two name their bead; one names none and stands in three.
    assert_eq!(page.matches(" has-findings\"").count(), 5);
    let entry = &page[page.find("id=\"finding-4\"").unwrap()..];
    let entry = &entry[..entry.find("</li>").unwrap()];
    assert!(
        ["#bead-5", "#bead-6", "#bead-8"]
            .iter()
            .all(|link| entry.contains(link)),
        "{entry}"
    );
}

#[test]
fn places_of_findings_are_marked_across_evidence_and_sentences() {
    let page = checked();
    // Evidence "1.5 million" and two findings overlap: every piece has the marks of both.
    let spends = "<mark class=\"flagged warning\" title=\"spends &lt;1.5&gt; is lost\">spends </mark>";
    assert!(page.contains(spends), "{page}");
    let both =
        "<mark class=\"flagged error\" title=\"spends &lt;1.5&gt; is lost\n1.5 against 1,6\"><mark class=\"e-number\"";
    assert!(page.contains(both));
    // A place that reaches over two sentences is marked in both.
    let marked = |text: &str| {
        page.contains(&format!(
            "<mark class=\"flagged info\" title=\"two places\">{text}</mark>"
        ))
    };
    assert!(marked("helped.") && marked("Trams"));
}

#[test]
fn checked_page_says_that_nothing_was_found_and_the_other_nothing_of_checks() {
    assert!(render_with_findings(&fixture::article(), &[]).contains("The checks found nothing."));
    let page = render(&fixture::article());
    assert!(!page.contains("id=\"findings\"") && !page.contains("With findings"));
}
