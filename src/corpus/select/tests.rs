use proptest::prelude::*;

use super::*;
use crate::corpus::UnitSide;

fn unit() -> Unit {
    let side = |text: &str, date: Option<&str>| UnitSide {
        document: "heap/1.html".to_owned(),
        date: date.map(str::to_owned),
        sentences: vec![0],
        text: text.to_owned(),
        role: "body",
        ..UnitSide::default()
    };
    Unit {
        pair: "p1".to_owned(),
        bead: 3,
        bead_type: "1-2".to_owned(),
        confidence: 0.85,
        source: side("Nobody was hurt.", Some("2024-02-14T10:30")),
        target: side("Никто не пострадал.", None),
        reasons: vec!["length_ratio".to_owned(), "moved".to_owned()],
        findings: vec!["accuracy/number:warning".to_owned()],
        story: 7,
        ..Unit::default()
    }
}

fn keeps(condition: &str) -> bool {
    Selection::parse(condition)
        .unwrap_or_else(|error| panic!("{condition}: {error}"))
        .keeps(&unit())
}

#[test]
fn conditions_hold_or_do_not() {
    let holding = [
        "confidence >= 0.8",
        "confidence > .8 and confidence ≤ 1",
        "type == \"1-2\"",
        "type = 1-2",
        "type != 1-1",
        "length_ratio and not identical",
        "defect",
        "note or defect",
        "not moved",
        "accuracy and accuracy/number and finding",
        "finding:warning and accuracy/number:info",
        "not finding:error",
        "source.date >= 2024-01-01 and source.date < 2024-02-15",
        "source.date == 2024-02",
        "source.date == 2024",
        "source.date and not target.date",
        "not target.date < 2030-01-01 and not target.date != 2024",
        "role == body and source.role ~ /^b/",
        "source.text matches /NOBODY/i",
        "source.text ~ \"hurt\\\\.$\"",
        "target.words == 3 and words >= 3 and source.length == 16",
        "story == 7 and bead == 3 and pair == p1",
        "source.document ~ /heap\\/1/ and not source.url",
        "identical or (moved or confidence > 0.5) and not empty",
        "NOT identical AND type == '1-2'",
        "not duplicate",
    ];
    for condition in holding {
        assert!(keeps(condition), "{condition}");
        assert!(!keeps(&format!("not ({condition})")), "{condition}");
    }
}

#[test]
fn findings_are_named_by_kind_check_and_category() {
    let mut unit = unit();
    unit.findings = vec!["number-changed:error".to_owned(), "date-lost:warning".to_owned()];
    let keeps = |condition: &str| Selection::parse(condition).unwrap().keeps(&unit);
    for condition in [
        "number-changed",
        "number",
        "accuracy/number",
        "accuracy",
        "accuracy:error",
        "date:warning",
        "finding:error",
    ] {
        assert!(keeps(condition), "{condition}");
    }
    for condition in ["date:error", "url", "accuracy/untranslated", "style", "number-lost"] {
        assert!(!keeps(condition), "{condition}");
    }
}

#[test]
fn errors_name_the_column_and_what_was_expected() {
    let cases = [
        ("confidence >= high", "column 15: found \"high\", expected a number", ""),
        ("confidence", "column 1: confidence is a number", "confidence >= 1"),
        (
            "not lenght_ratio",
            "column 5: there is no reason, check or field called \"lenght_ratio\"",
            "did you mean length_ratio?",
        ),
        ("not ratio", "called \"ratio\"", "length_ratio"),
        ("zzzz", "called \"zzzz\"", "docs/corpus.md"),
        ("source.dat > 2024", "source.dat", "source.date"),
        ("(moved", "column 7: found the end, expected and, or or \")\"", ""),
        ("moved)", "column 6: there is no \"(\"", ""),
        (
            "moved identical",
            "column 7: found \"identical\", expected and, or or the end",
            "",
        ),
        ("moved and", "column 10: found the end, expected a name", ""),
        ("", "column 1: found the end", ""),
        (
            "type > 1-1",
            "column 6: type cannot be compared with \">\"",
            "use ==, != or ~",
        ),
        (
            "moved == 1",
            "column 7: moved cannot be compared",
            "say moved or not moved",
        ),
        (
            "identical == 1",
            "identical is no field",
            "say identical or not identical",
        ),
        (
            "source.date >= yesterday",
            "column 16: found \"yesterday\", expected a date",
            "",
        ),
        ("source.date >= 2024-13-01", "expected a date", ""),
        ("source.text ~ /a(/", "column 15: /a(/ is no pattern", ""),
        ("source.text ~ word", "expected a pattern", ""),
        ("type == \"1-1", "column 9: the \" that ends", ""),
        (
            "moved & defect",
            "column 7: '&' means nothing here",
            "write and, or, not",
        ),
        ("finding:eror", "called \"finding:eror\"", "finding"),
    ];
    for (condition, message, remedy) in cases {
        let error = Selection::parse(condition).unwrap_err();
        assert!(
            error.is_usage() && error.message().contains(message),
            "{condition}: {error}"
        );
        assert!(
            error.remedy().unwrap_or_default().contains(remedy),
            "{condition}: {error}"
        );
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
    let deep = "(".repeat(100_000);
    assert!(Selection::parse(&deep).unwrap_err().message().contains("too many"));
}

#[test]
fn default_is_what_it_says() {
    let default = Selection::default();
    assert_eq!(default, Selection::parse(DEFAULT_KEEP).unwrap());
    assert_eq!(default.to_string(), DEFAULT_KEEP);
}

#[test]
fn loss_names_the_first_clause_and_the_codes() {
    let selection = Selection::parse("confidence >= 0.5 and not defect and not finding").unwrap();
    let loss = selection.why_not(&unit()).unwrap();
    assert_eq!(
        (loss.clause.as_str(), loss.codes),
        ("not defect", vec!["length_ratio".to_owned()])
    );
    let selection = Selection::parse("confidence >= 0.9").unwrap();
    let loss = selection.why_not(&unit()).unwrap();
    assert_eq!((loss.clause.as_str(), loss.codes.len()), ("confidence >= 0.9", 0));
    assert_eq!(
        Selection::parse("moved or length_ratio").unwrap().why_not(&unit()),
        None
    );
}

fn expressions() -> impl Strategy<Value = Expression> {
    let names = [
        "defect",
        "identical",
        "source.date",
        "moved",
        "number-changed",
        "accuracy:error",
        "finding",
    ];
    let flags = prop::sample::select(names.to_vec()).prop_map(|name| Expression::Flag(names::flag(name).unwrap()));
    let comparisons = prop_oneof![
        any::<f32>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("confidence >= {number}")),
        "[ -~а-я«]{0,12}"
            .prop_map(|text| { format!("pair == \"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }),
        "[a-zа-я/ \"]{1,8}".prop_map(|text| format!("source.text ~ /{}/i", text.replace('/', "\\/"))),
        Just("source.date < 2024-02".to_owned()),
    ];
    let leaves = prop_oneof![flags, comparisons.prop_map(|text| parser::parse(&text).unwrap())];
    leaves.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expression::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expression::Or),
            inner.prop_map(Expression::negated),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = Selection::parse(&text);
    }

    #[test]
    fn words_in_any_order_are_read_or_refused(words in prop::collection::vec(prop::sample::select(vec![
        "and", "or", "not", "(", ")", "confidence", ">=", "0.5", "~", "/x/", "\"", "defect", "matches", "type", "==", "1-1", "/",
    ]), 0..12)) {
        if let Ok(selection) = Selection::parse(&words.join(" ")) {
            prop_assert_eq!(Selection::parse(&selection.to_string()).unwrap(), selection);
        }
    }

    #[test]
    fn what_is_written_is_read_again(expression in expressions()) {
        let text = expression.to_string();
        let read = parser::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        prop_assert_eq!(read, expression);
    }
}
