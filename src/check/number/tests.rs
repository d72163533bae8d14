use crate::check::fixture::findings_of;

fn found(source: &str, target: &str) -> Vec<String> {
    findings_of("number", &[(source, target)])
}

#[test]
fn changed_numbers_are_found() {
    let cases = [
        (
            "Eleven people were injured.",
            "Пострадали двенадцать человек.",
            "number-changed: Eleven | двенадцать",
        ),
        (
            "It cost $5 million.",
            "Это стоило 5 млрд долларов.",
            "number-changed: $5 million | 5 млрд долларов",
        ),
        (
            "Prices rose by 7.5%.",
            "Цены выросли на 5,7 %.",
            "number-changed: 7.5% | 5,7 %",
        ),
        (
            "The train left at 10 p.m.",
            "Поезд ушёл в 21:00.",
            "number-changed: 10 p.m. | 21:00",
        ),
    ];
    for (source, target, expected) in cases {
        assert_eq!(found(source, target), [expected], "{source}");
    }
}

#[test]
fn the_same_said_otherwise_is_no_finding() {
    let cases = [
        ("It is 100 miles away.", "До него 160 километров."),
        ("More than half agreed.", "Согласились 52%."),
        ("The train left at 10 p.m.", "Поезд ушёл в 22:00."),
        ("In the 21st century", "В XXI веке"),
        ("1.5 million rubles", "полтора миллиона рублей"),
        ("One of the two brothers", "Брат"),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
}

#[test]
fn other_unit_is_found() {
    let cases = [
        (
            "It costs 5 million euros.",
            "Это стоит 5 млн долларов.",
            "number-unit: 5 million euros | 5 млн долларов",
        ),
        (
            "The rate rose by 2 percentage points.",
            "Ставка выросла на 2%.",
            "number-unit: 2 percentage points | 2%",
        ),
        (
            "It is 300 kilometers away.",
            "До него 300 метров.",
            "number-unit: 300 | 300",
        ),
    ];
    for (source, target, expected) in cases {
        assert_eq!(found(source, target), [expected], "{source}");
    }
}
