use crate::check::fixture::findings_of;

fn found(source: &str, target: &str) -> Vec<String> {
    findings_of("name", &[(source, target)])
}

#[test]
fn changed_names_are_found() {
    let cases = [
        (
            "The bus left for Perm with Anna Petrova.",
            "Автобус отправился в Рязань с Анной Петровой.",
            "name-changed: Perm | Рязань",
        ),
        (
            "Petrova and Orlova met in Perm.",
            "Петрова встретилась с Кузнецовой в Перми.",
            "name-changed: Orlova | Кузнецовой",
        ),
        (
            "Tikhonov said nothing in court on Friday.",
            "В пятницу в суде Варламов ничего не сказал.",
            "name-changed: Tikhonov | Варламов",
        ),
        (
            "The village of Krasny Bor was cut off.",
            "Деревня Красная Гора была отрезана от мира.",
            "name-changed: Bor | Гора",
        ),
    ];
    for (source, target, expected) in cases {
        assert_eq!(found(source, target), [expected], "{source}");
    }
}

#[test]
fn the_same_name_said_otherwise_is_no_finding() {
    let cases = [
        (
            "The German envoy met Irina Vlasova.",
            "Посол Германии встретился с И. В. Власовой.",
        ),
        ("The Foreign Ministry in Moscow declined.", "Московский МИД отказался."),
        (
            "Talks went on in the Austrian capital.",
            "Переговоры продолжились в Вене.",
        ),
        ("Prices rose to 30 dollars.", "Цены выросли до 30 долларов США."),
        ("Orlov left the capital.", "Подполковник Орлов покинул столицу."),
        (
            "On Monday President Orlov spoke.",
            "В понедельник Президент Орлов выступил.",
        ),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
}

#[test]
fn exchanged_names_are_found_and_free_word_order_is_not() {
    let source = "The minister Orlov met the governor Tikhonov on Friday.";
    assert_eq!(
        found(source, "Министр Тихонов встретился в пятницу с губернатором Орловым."),
        ["name-swapped: Orlov, Tikhonov | Тихонов, Орловым"]
    );
    assert_eq!(
        found(
            "The speech was read by minister Orlov and praised by governor Tikhonov.",
            "Речь прочитал министр Тихонов, похвалил её губернатор Орлов."
        )
        .len(),
        1
    );
    // A name that stands twice stands in the same order.
    assert_eq!(
        found(
            "The minister Orlov met the governor Tikhonov, and later Orlov left for Perm.",
            "Министр Тихонов встретился с губернатором Орловым, а затем Орлов уехал в Пермь."
        ),
        ["name-swapped: Orlov, Tikhonov | Тихонов, Орловым"]
    );
    assert_eq!(
        found(source, "С губернатором Тихоновым в пятницу встретился министр Орлов."),
        [""; 0]
    );
}

#[test]
fn appositions_and_titles_are_no_finding() {
    let cases = [
        (
            "Six remain in hospital, said Irina Vlasova, chief physician of the Tikhonov Central District Hospital.",
            "Шестеро остаются в больнице, рассказала главный врач Тихоновской ЦРБ И. В. Власова.",
        ),
        (
            "“The Ferryman,” made by Lagunov, tells of Riga.",
            "«Паромщик» Лагунова рассказывает о Риге.",
        ),
    ];
    for (source, target) in cases {
        assert_eq!(found(source, target), [""; 0], "{source}");
    }
}

#[test]
fn prepositions_tell_where_a_name_belongs() {
    let source = "The orchestra played in Riga on Friday before it flew to Perm for a festival.";
    assert_eq!(
        found(
            source,
            "В пятницу оркестр играл в Риге, а затем улетел на фестиваль в Пермь."
        ),
        [""; 0]
    );
    assert_eq!(
        found(
            source,
            "В пятницу оркестр играл в Перми, а затем улетел на фестиваль в Ригу."
        ),
        ["name-swapped: Riga, Perm | Перми, Ригу"]
    );
    // What belongs to a name may stand behind it.
    assert_eq!(
        found(
            "On Friday Lagunov's Tikhonov scored twice.",
            "В пятницу Тихонов из команды Лагунова забил дважды."
        ),
        [""; 0]
    );
}

#[test]
fn strange_names_are_found() {
    assert_eq!(
        found("He called the company.", "Он позвонил в компанию Dropbox."),
        ["name-added:  | Dropbox"]
    );
    assert_eq!(found("He called the company.", "Он позвонил в компанию."), [""; 0]);
}

#[test]
fn two_spellings_are_found_and_case_endings_are_not() {
    let spelled = |one: &str, two: &str| {
        let source = [format!("Yesterday {one} spoke."), format!("Then {two} left.")];
        let target = ["Вчера Прозоровский выступил.", "Потом увезли Прозоровского."];
        findings_of(
            "name-spelling",
            &[(source[0].as_str(), target[0]), (source[1].as_str(), target[1])],
        )
    };
    assert_eq!(spelled("Prozorovsky", "Prozorovsky"), [""; 0]);
    assert_eq!(spelled("Prozorovsky", "Prozarovsky"), ["name-spelling: Prozarovsky | "]);
}

#[test]
fn listed_spellings_are_one_name() {
    let pair = crate::check::fixture::pair(&[(
        "The bus left for Perm with Anna Petrova.",
        "Автобус отправился в Рязань с Анной Петровой.",
    )]);
    let count = |settings: &str| {
        let settings = crate::check::Settings::parse("beadwork.toml", settings).unwrap();
        let findings = crate::check::run(&pair, &settings);
        findings
            .iter()
            .filter(|finding| finding.kind.id == "name-changed")
            .count()
    };
    assert_eq!(count("[variants]\nOmsk = [\"Рязань\"]\n"), 1);
    assert_eq!(count("[variants]\nPerm = [\"Рязань\"]\n"), 0);
}
