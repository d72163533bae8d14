//! Tests of the statistics and the whole page. What a browser makes of it is tested in `tests/browser`.

use super::plot::{Histogram, grouped};
use super::*;
use crate::alignment::Side;
use crate::corpus::unit::{Unit, UnitSide};

/// Writes pages for `tests/browser`: `BEADWORK_SAMPLES=FOLDER cargo test --lib write_samples -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn write_samples_of_the_corpus_report() {
    let folder = std::path::PathBuf::from(std::env::var("BEADWORK_SAMPLES").unwrap()).join("corpus");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("report.html"), page(&fixture::statistics(24_000))).unwrap();
    std::fs::write(folder.join("empty.html"), page(&Statistics::new(Options::default()))).unwrap();
}

fn unit(confidence: f64, source: &str, target: &str) -> Unit {
    let side = |text: &str| UnitSide {
        document: "d".to_owned(),
        sentences: if text.is_empty() { Vec::new() } else { vec![0] },
        text: text.to_owned(),
        ..UnitSide::default()
    };
    Unit {
        pair: "p".to_owned(),
        bead_type: "1-1".to_owned(),
        confidence,
        source: side(source),
        target: side(target),
        ..Unit::default()
    }
}

#[test]
fn hash_is_that_of_the_style() {
    assert_eq!(STYLE_HASH, crate::report::policy::tests::hash_of(STYLE));
}

#[test]
fn the_page_escapes_texts_and_loads_nothing() {
    let page = page(&fixture::statistics(600));
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("Ferry news &lt;2022–2024&gt;"));
    for address in [
        "src=", "http://", "https://", "@import", "url(", "style=", "onclick", "NaN", "inf%",
    ] {
        assert!(!page.contains(address), "{address}");
    }
    assert_eq!(page, super::page(&fixture::statistics(600)));
}

#[test]
fn an_empty_corpus_has_a_page() {
    let page = page(&Statistics::new(Options::default()));
    assert!(page.contains("No rule marked anything.") && page.contains("There is nothing to show."));
    assert!(!page.contains("NaN"));
}

#[test]
fn units_are_counted_once_by_what_becomes_of_them() {
    let mut statistics = Statistics::new(Options::default());
    statistics.add(&unit(0.9, "four", "four more"), true);
    statistics.add(&unit(0.9, "alone", ""), false);
    let mut twice = unit(0.2, "one", "two");
    twice.duplicate_of = Some("p:0".to_owned());
    statistics.add(&twice, false);
    let mut marked = unit(f64::NAN, "one", "two");
    marked.reasons = vec!["a".to_owned(), "b".to_owned()];
    statistics.add(&marked, false);
    marked.reasons.pop();
    statistics.add(&marked, false);
    statistics.add(&marked, true);
    assert_eq!((statistics.units.kept, statistics.units.out), (2, 4));
    assert_eq!(
        (
            statistics.null,
            statistics.repeated,
            statistics.pairs,
            statistics.undated
        ),
        (1, 1, 1, 1)
    );
    assert_eq!(statistics.characters, [7, 11]);
    let rule = |name: &str| {
        let rule = &statistics.rules[name];
        (rule.alone, rule.among, rule.marked)
    };
    assert_eq!((rule("a"), rule("b")), ((1, 1, 1), (0, 1, 0)));
}

#[test]
fn pairs_are_counted_by_month_without_gaps() {
    let mut statistics = Statistics::new(Options::default());
    for (pair, date) in [
        ("a", "2023-11-30"),
        ("b", "2024-02-14T10:30Z"),
        ("c", "2024-02-15"),
        ("d", "nonsense"),
    ] {
        let mut unit = unit(1.0, "x", "y");
        unit.pair = pair.to_owned();
        unit.target.date = Some(date.to_owned());
        statistics.add(&unit, true);
        statistics.add(&unit, true);
    }
    let page = page(&statistics);
    for month in ["2023-11: 1", "2023-12: 0", "2024-01: 0", "2024-02: 2"] {
        assert!(page.contains(&format!("<title>{month}</title>")), "{month}");
    }
    assert!(page.contains("One pair has no date."));
}

#[test]
fn a_date_that_is_centuries_off_makes_years_of_the_months() {
    let mut statistics = Statistics::new(Options::default());
    for (pair, date) in [("a", "1024-02-14"), ("b", "2024-02-14"), ("c", "65535-12-01")] {
        let mut unit = unit(1.0, "x", "y");
        (unit.pair, unit.source.date) = (pair.to_owned(), Some(date.to_owned()));
        statistics.add(&unit, true);
    }
    let page = page(&statistics);
    assert!(page.contains("Pairs per year") && page.contains("<title>65535: 1</title>") && page.len() < 100_000);
}

#[test]
fn samples_do_not_depend_on_the_order_and_stay_few() {
    let numbers: Vec<usize> = (0..1200).collect();
    let gather = |numbers: &[usize]| {
        let mut statistics = Statistics::new(Options::default());
        for number in numbers {
            statistics.add(&fixture::unit(*number), number % 2 == 0);
        }
        statistics
    };
    let backwards: Vec<usize> = numbers.iter().rev().copied().collect();
    let (one, other) = (gather(&numbers), gather(&backwards));
    assert_eq!(page(&one), page(&other));
    let shown: Vec<usize> = one.bands.iter().map(|band| band.sorted().len()).collect();
    assert_eq!(shown, [6; 5]);
    let long = unit(0.99, &"x".repeat(5000), "y");
    let mut statistics = Statistics::new(Options::default());
    statistics.add(&long, true);
    assert!(page(&statistics).contains(&format!("{}…", "x".repeat(600))));
}

#[test]
fn documents_and_failures_are_counted() {
    let mut statistics = Statistics::new(Options::default());
    statistics.document(Some(Side::Source), Outcome::Paired);
    statistics.document(Some(Side::Target), Outcome::Unpaired);
    for place in ["a.html", "b.html"] {
        statistics.document(
            None,
            Outcome::Failed {
                reason: "holds no text",
                place,
            },
        );
    }
    for number in 0..1000 {
        statistics.document(Some(Side::Target), Outcome::LeftOut(&number.to_string()));
    }
    assert!(statistics.failures.len() <= 201);
    assert_eq!(
        statistics.failures.values().map(|failure| failure.count).sum::<u64>(),
        1002
    );
    let page = page(&statistics);
    assert!(page.contains("<td>2</td><th scope=\"row\">holds no text</th><td class=\"place-name\">a.html</td>"));
}

#[test]
fn values_beyond_the_ends_count_into_the_outermost_steps() {
    let mut histogram = Histogram::new(0.0, 1.0, 4);
    for value in [-5.0, 0.0, 0.24, 0.25, 1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        histogram.add(value, true);
    }
    let counts: Vec<u64> = histogram.bins.iter().map(|bin| bin.kept).collect();
    assert_eq!(counts, [4, 1, 0, 2]);
    assert_eq!(histogram.median(), Some(0.125));
    assert_eq!(Histogram::new(0.0, 1.0, 4).median(), None);
}

#[test]
fn counts_are_grouped() {
    assert_eq!(
        [0, 999, 1000, 1_234_567].map(grouped),
        ["0", "999", "1,000", "1,234,567"]
    );
}
