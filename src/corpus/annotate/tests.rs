use super::*;
use crate::corpus::UnitSide;

fn unit(source: &str, target: &str) -> Unit {
    let side = |text: &str| UnitSide {
        sentences: vec![0],
        text: text.to_owned(),
        role: "body",
        ..UnitSide::default()
    };
    Unit {
        bead_type: "1-1".to_owned(),
        confidence: 0.99,
        source: side(source),
        target: side(target),
        ..Unit::default()
    }
}

fn annotator() -> Annotator {
    Annotator::new(Some(Language::ENGLISH), Some(Language::RUSSIAN), Thresholds::default())
}

fn codes(source: &str, target: &str) -> Vec<String> {
    let mut unit = unit(source, target);
    annotator().annotate(&mut unit);
    unit.reasons
}

const RUSSIAN: &str = "Министерство в среду никак не прокомментировало это решение.";
const ENGLISH: &str = "The ministry made no comment on the decision on Wednesday.";

#[test]
fn each_rule_finds_what_it_is_for() {
    let cases = [
        ("empty", ENGLISH, ""),
        ("identical", "«BBC News»", "\"BBC  news\""),
        (
            "untranslated",
            "The song about old houses and gardens",
            "Он спел The song about old houses and gardens",
        ),
        ("length_ratio", "No.", RUSSIAN),
        ("too_short", "Two words", "Два слова"),
        ("only_symbols", "* * *", "* * *"),
        ("only_symbols", "{{ article.date }} —", RUSSIAN),
        ("only_numbers", "10:45 17.02.2024", "10:45 17.02.2024"),
        ("only_url", "https://example.org/a and", RUSSIAN),
        ("only_url", "https://example.org/a @desk #news", RUSSIAN),
        ("breadcrumbs", "Home > World > Europe", "Главная > Мир > Европа"),
        ("breadcrumbs", "Sport | News", "Спорт | Новости"),
        ("template_residue", "Updated on {{ date | short }} by the desk", RUSSIAN),
        ("html", "It was late.<br/>The guests&nbsp;left.", RUSSIAN),
        ("escaped_unicode", ENGLISH, "\\u0441\\u043b\\u043e\\u0432\\u043e"),
        ("mojibake", ENGLISH, "РњРёРЅРёСЃС‚РµСЂСЃС‚РІРѕ РјРѕР»С‡РёС‚"),
        ("mojibake", ENGLISH, "ÐœÐ¸Ð½Ð¸Ñ�Ñ‚Ñ€"),
        ("mojibake", ENGLISH, "???????????? ? ????? ?? ???"),
        ("unicode_noise", "The ministry\u{7}made no comment.", RUSSIAN),
        ("glued_words", "The ministry made no comment.Then it did.", RUSSIAN),
        ("glued_words", "theMinistryMadeNoComment on it", RUSSIAN),
        ("spaced_letters", "T h e  m i n i s t r y", RUSSIAN),
        (
            "repeated_words",
            "the council of the council of the council of the council of ministers",
            RUSSIAN,
        ),
        (
            "numbers_differ",
            "It sold 1.5 million cars in March.",
            "В марте она продала 1,5 млрд машин.",
        ),
        ("titles", "Ministry Makes No Comment", "Министерство Промолчало Опять"),
        (
            "wrong_language",
            ENGLISH,
            "Das Ministerium hat sich am Mittwoch nicht zu der Entscheidung äußern wollen.",
        ),
        (
            "wrong_language",
            ENGLISH,
            "Міністерство в середу не прокоментувало це рішення, повідомляє наш кореспондент.",
        ),
    ];
    for (code, source, target) in cases {
        let found = codes(source, target);
        let expected = !(source.contains("/a and"));
        assert_eq!(
            found.iter().any(|found| found == code),
            expected,
            "{code}: {source} | {target}: {found:?}"
        );
    }
}

#[test]
fn correct_pairs_have_no_defect() {
    let cases = [
        ("MOSCOW, February 14. /TASS/.", "МОСКВА, 14 февраля. /ТАСС/."),
        (ENGLISH, RUSSIAN),
        ("Yes, of course.", "Да."),
        (
            "It sold 1.5 million cars, up 7.5%.",
            "Она продала 1,5 млн машин, на 7,5 % больше.",
        ),
        (
            "Had he had had time, he said, that that would help.",
            "Он сказал, что будь у него время, это бы помогло.",
        ),
        (
            "The YouTube channel McDonald's and PricewaterhouseCoopers run",
            "Канал в YouTube, который ведут McDonald's и PricewaterhouseCoopers",
        ),
        ("No, no, no! he cried.", "Нет, нет, нет! — закричал он."),
        (
            "Read <...> more at AT&T; see [Ed.]",
            "Читайте <...> подробнее у AT&T; см. [Ред.]",
        ),
        ("The score was 3/4 and/or a draw.", "Счёт был 3/4 и/или ничья."),
        (
            "The council of the town of Oak has read it all.",
            "Он написал «The History of the Town and the People Who Live in It Today» и ещё одну книгу.",
        ),
        ("What???", "Что???"),
        (
            "Salt Lake City is where the Rhein-Neckar-Arena is not",
            "Солт-Лейк-Сити не там, где Рейн-Неккар-Арена",
        ),
    ];
    for (source, target) in cases {
        let mut unit = unit(source, target);
        annotator().annotate(&mut unit);
        assert_eq!(unit.reasons_of(Level::Defect).collect::<Vec<_>>(), [""; 0], "{source}");
    }
}

#[test]
fn one_rule_alone_is_a_reason_with_details() {
    let reasons = annotator().reasons(&unit("No.", RUSSIAN));
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].detail, "3 letters against 53");
}

#[test]
fn what_the_aligner_says_counts() {
    let mut unit = unit(ENGLISH, RUSSIAN);
    unit.confidence = 0.3;
    unit.moved = true;
    annotator().annotate(&mut unit);
    assert_eq!(unit.reasons, ["low_confidence", "moved"]);
}

#[test]
fn thresholds_and_switches_hold() {
    let mut thresholds = Thresholds::default();
    thresholds.set("length_ratio", 100.0).unwrap();
    thresholds.switch_off("too_short").unwrap();
    let annotator = Annotator::new(None, None, thresholds);
    assert!(annotator.reasons(&unit("No.", RUSSIAN)).is_empty());
    assert!(annotator.reasons(&unit("No.", "Нет.")).is_empty());
}

#[test]
fn rules_have_codes_of_their_own_and_are_described() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
            "{}",
            rule.code
        );
        assert!(rule.meaning.len() > 20 && !rule.meaning.ends_with(' '), "{}", rule.code);
    }
}

#[test]
fn tally_counts_what_each_rule_takes_alone() {
    let mut tally = Tally::default();
    for reasons in [vec!["moved", "length_ratio"], vec!["identical", "length_ratio"], vec![]] {
        let mut unit = unit(ENGLISH, RUSSIAN);
        unit.reasons = reasons.into_iter().map(str::to_owned).collect();
        tally.add(&unit);
    }
    assert_eq!(
        (tally.units, tally.having["length_ratio"], tally.alone["length_ratio"]),
        (3, 2, 1)
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_looked_at(source in "\\PC{0,60}", target in "[а-яА-Я0-9 .,\\\\u{}<>%&|\u{7}-\u{ff}]{0,60}") {
        let mut unit = unit(&source, &target);
        annotator().annotate(&mut unit);
        let known = unit.reasons.iter().all(|code| rule(code).is_some());
        proptest::prop_assert!(known);
    }
}
