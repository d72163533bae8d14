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

#[test]
fn of_several_negations_the_unpaired_one_is_found() {
    assert_eq!(
        found(
            "The bank did not confirm the report and the minister did not answer.",
            "Банк подтвердил сообщение, а министр не ответил."
        ),
        ["negation-lost: not confirm | подтвердил"]
    );
}

#[test]
fn negations_in_other_words_are_paired() {
    let cases = [
        (
            "The bank refused to confirm the report.",
            "Банк не подтвердил сообщение.",
        ),
        ("Nobody confirmed the report.", "Никто не подтвердил сообщение."),
        (
            "The bank never confirmed the report.",
            "Банк никогда не подтверждал сообщение.",
        ),
        (
            "The bank will not confirm the report.",
            "Банк отказывается подтвердить сообщение.",
        ),
        ("The report is unconfirmed.", "Сообщение не подтверждено."),
        ("He left without an answer.", "Он ушёл, не дав ответа."),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
}

#[test]
fn negations_in_form_only_are_left_alone() {
    let cases = [
        (
            "The bank and the ministry confirmed the report.",
            "Не только банк, но и министерство подтвердило сообщение.",
        ),
        (
            "The bank waited until the ministry confirmed the report.",
            "Банк ждал, пока министерство не подтвердит сообщение.",
        ),
        (
            "At least five banks confirmed it.",
            "Не менее пяти банков подтвердили это.",
        ),
        (
            "He was ranked No. 1 in the report.",
            "Он занял первое место в сообщении.",
        ),
        ("Could you confirm the report?", "Не могли бы вы подтвердить сообщение?"),
        ("Nobody was late for the ceremony.", "Nobody was late for the ceremony."),
        (
            "Isn't it time to confirm the report?",
            "Может, пора подтвердить сообщение?",
        ),
        (
            "The court wants to know whether the bank confirmed it.",
            "Суд хочет знать, не подтвердил ли это банк.",
        ),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
}
