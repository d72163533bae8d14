use crate::check::fixture::findings_of;

fn found(source: &str, target: &str) -> Vec<String> {
    findings_of("negation", &[(source, target)])
}

#[test]
fn lost_and_gained_negations_are_found() {
    assert_eq!(
        found("The bank did not confirm the report.", "Банк подтвердил сообщение."),
        ["negation-lost: not confirm | подтвердил"]
    );
    assert_eq!(
        found("The bank confirmed the report.", "Банк не подтвердил сообщение."),
        ["negation-gained: confirmed | не подтвердил"]
    );
}
