use crate::check::fixture::findings_of;

fn found(source: &str, target: &str) -> Vec<String> {
    findings_of("quote", &[(source, target)])
}

#[test]
fn missing_marks_are_found() {
    assert_eq!(
        found("\"We will come,\" he said.", "«Мы придём, — сказал он."),
        ["quote-unclosed:  | «Мы придём, — сказал он."]
    );
    assert_eq!(
        found("\"We will come,\" he said.", "«Мы придём», — сказал он."),
        [""; 0]
    );
}
