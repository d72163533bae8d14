use crate::check::Severity::{Info, Warning};
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
            "Thousands of fans came.",
            "Пришли миллионы болельщиков.",
            "number-changed: Thousands | миллионы",
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
        ("Expect 1 to 2 inches of rain.", "Ожидается до 2,5–5 см осадков."),
        ("It was a sunny 80 degrees.", "Было солнечно, 27 градусов."),
        ("Call 0800 555 111 now.", "Звоните: 0800 555 111."),
        (
            "St. Martin's was built a decade later.",
            "Церковь построена на 10 лет позже.",
        ),
        ("It was on his 21st birthday.", "Это было в его 21-й день рождения."),
        ("They met decades ago.", "Они встретились 30 лет назад."),
        ("The 6-foot-6 forward", "Двухметровый нападающий"),
        ("We sell 14 K gold.", "Мы продаём золото 14 карат."),
        ("A 9-input switcher", "Девятивходовой коммутатор"),
        ("A 650 pound pig", "Свинья весом 300 кг"),
        ("It is 70 mph.", "Скорость 112 км/ч."),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
}

#[test]
fn other_units_are_not_the_same_said_otherwise() {
    let cases = [
        (
            "St. Martin's was built a decade later.",
            "Церковь построена на 10 месяцев позже.",
        ),
        ("At 2pm the vans were inside.", "В 2 минуты дня фургоны были внутри."),
        ("They met decades ago.", "Они встретились 30 месяцев назад."),
    ];
    for (source, target) in cases {
        let found = found(source, target);
        assert!(found.iter().any(|finding| finding.starts_with("number-")), "{source}");
    }
}

#[test]
fn near_values_are_no_rounding() {
    let cases = [
        ("It opened in 2020.", "Открылся в 2023 году."),
        ("Nearly 30 minutes passed.", "Прошло почти 33 минуты."),
        ("He was fined $250,000.", "Его оштрафовали на 253 000 долларов."),
        ("The winds reach 85 mph.", "Ветер достигает 131 км/ч."),
        ("Call 0800 555 111 now.", "Звоните: 0800 555 112."),
    ];
    for (source, target) in cases {
        let found = found(source, target);
        assert!(
            found.iter().any(|finding| finding.starts_with("number-changed")),
            "{source} {found:?}"
        );
    }
}

#[test]
fn explanations_for_foreign_readers_are_no_finding() {
    let cases = [
        (
            "He promised 200,000 rubles (about $2,000) to each.",
            "Он пообещал каждому по 200 тыс. руб.",
        ),
        (
            "The winds reached 100 miles per hour (161 kilometers per hour).",
            "Скорость ветра достигала 161 километра в час.",
        ),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
    assert_eq!(
        found(
            "The winds reached 100 miles per hour (161 kilometers per hour).",
            "Скорость ветра достигала 100 миль в час (611 километров в час)."
        ),
        ["number-lost:  | 611"]
    );
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
            "He died aged 85.",
            "Он умер в возрасте 85 месяцев.",
            "number-unit: 85 | 85",
        ),
        (
            "Tyler was 13 when it began.",
            "Тайлеру было 13 месяцев, когда это началось.",
            "number-unit: 13 | 13",
        ),
        (
            "It is 300 kilometers away.",
            "До него 300 метров.",
            "number-unit: 300 | 300",
        ),
        (
            "He lost 100lbs.",
            "Он потерял 100 долларов.",
            "number-unit: 100 | 100 долларов",
        ),
        (
            "He spoke on his 50th birthday.",
            "Он выступил, когда ему исполнилось 50 месяцев.",
            "number-unit: 50th | 50",
        ),
        (
            "The victim, in his 40s, was shot.",
            "Жертва, 40 месяцев, была застрелена.",
            "number-unit: 40s | 40",
        ),
    ];
    for (source, target, expected) in cases {
        assert_eq!(found(source, target), [expected], "{source}");
    }
}

#[test]
fn lost_places_in_a_law_are_only_information() {
    let severities = |target: &str| {
        let pair = crate::check::fixture::pair(&[("A criminal case was opened.", target)]);
        let findings = crate::check::run(&pair, &crate::check::Settings::default());
        findings.iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities("Возбуждено дело по ч. 1 ст. 238 УК РФ."), [Info, Info]);
    assert_eq!(severities("Возбуждено дело на 238 человек."), [Warning]);
}
