//! Names across scripts: pairs that are one name, and pairs that are not.

use super::{best, values};
use crate::alignment::EvidenceKind::Name;
use crate::anchor::{Anchor, name};

/// Pairs of one name, the Russian in some case.
const SAME: &[(&str, &str)] = &[
    ("Peskov", "Песков"),
    ("Peskov", "Пескова"),
    ("Peskov", "Песковым"),
    ("Peskova", "Песковой"),
    ("Lavrov", "Лаврову"),
    ("Zakharova", "Захарова"),
    ("Zakharova", "Захаровой"),
    ("Zakharova", "Захарову"),
    ("Ryabkov", "Рябков"),
    ("Shoigu", "Шойгу"),
    ("Medvedev", "Медведева"),
    ("Mishustin", "Мишустиным"),
    ("Matviyenko", "Матвиенко"),
    ("Volodin", "Володина"),
    ("Kadyrov", "Кадырову"),
    ("Sobyanin", "Собянин"),
    ("Solovyov", "Соловьев"),
    ("Solovyov", "Соловьёв"),
    ("Yeltsin", "Ельцина"),
    ("Gorbachev", "Горбачёв"),
    ("Zhirinovsky", "Жириновский"),
    ("Zhirinovsky", "Жириновского"),
    ("Navalny", "Навального"),
    ("Navalny", "Навальный"),
    ("Dvorkovich", "Дворкович"),
    ("Chubais", "Чубайс"),
    ("Kudrin", "Кудриным"),
    ("Nabiullina", "Набиуллиной"),
    ("Siluanov", "Силуанов"),
    ("Shuvalov", "Шувалов"),
    ("Bastrykin", "Бастрыкин"),
    ("Tsvetkov", "Цветков"),
    ("Shchegolev", "Щеголев"),
    ("Khabirov", "Хабирову"),
    ("Minnikhanov", "Минниханов"),
    ("Yuzhno", "Южно"),
    ("Vladivostok", "Владивостоке"),
    ("Novosibirsk", "Новосибирска"),
    ("Chelyabinsk", "Челябинском"),
    ("Khabarovsk", "Хабаровске"),
    ("Krasnoyarsk", "Красноярск"),
    ("Voronezh", "Воронеже"),
    ("Tula", "Туле"),
    ("Samara", "Самары"),
    ("Omsk", "Омске"),
    ("Perm", "Перми"),
    ("Sochi", "Сочи"),
    ("Arkhangelsk", "Архангельска"),
    ("Kaliningrad", "Калининграде"),
    ("Yakutsk", "Якутске"),
    ("Vyacheslav", "Вячеслава"),
    ("Oleg", "Олега"),
    ("Olga", "Ольги"),
    ("Natalya", "Наталье"),
    ("Natalia", "Наталья"),
    ("Irina", "Ирины"),
    ("Anna", "Анне"),
    ("Svetlana", "Светланой"),
    ("Tatiana", "Татьяна"),
    ("Tatyana", "Татьяны"),
    ("Ivan", "Иваном"),
    ("Vladimir", "Владимиру"),
    ("Viktor", "Виктора"),
    ("Victor", "Виктор"),
    ("Konstantin", "Константином"),
    ("Denis", "Дениса"),
    ("Roman", "Романа"),
    ("Alexey", "Алексея"),
    ("Aleksei", "Алексеем"),
    ("Alexander", "Александра"),
    ("Sergei", "Сергею"),
    ("Dmitry", "Дмитрия"),
    ("Yury", "Юрий"),
    ("Maria", "Марией"),
    ("Maxim", "Максима"),
    ("Yekaterina", "Екатерины"),
    ("Tchaikovsky", "Чайковского"),
    ("Khrushchev", "Хрущев"),
    ("Obama", "Обамы"),
    ("Clinton", "Клинтон"),
    ("Hamilton", "Гамильтон"),
    ("Cameron", "Кэмероном"),
    ("Corbyn", "Корбин"),
    ("Thatcher", "Тэтчер"),
    ("Sarkozy", "Саркози"),
    ("Hollande", "Олланд"),
    ("Berlusconi", "Берлускони"),
    ("Stoltenberg", "Столтенберг"),
    ("Guterres", "Гутерриш"),
    ("Kavanaugh", "Кавано"),
    ("Livingston", "Ливингстоне"),
    ("Gerrard", "Джеррарда"),
    ("Jackson", "Джексона"),
    ("Jacobs", "Джейкобс"),
    ("Anderson", "Андерсон"),
    ("Robinson", "Робинсоном"),
    ("Williams", "Уильямс"),
    ("Watson", "Уотсон"),
    ("Wilson", "Вильсон"),
    ("Sharapova", "Шараповой"),
    ("Djokovic", "Джокович"),
    ("Federer", "Федереру"),
    ("Schumacher", "Шумахер"),
    ("Spielberg", "Спилберга"),
    ("Schwarzenegger", "Шварценеггер"),
    ("Chelsea", "Челси"),
    ("Liverpool", "Ливерпуля"),
    ("Arizona", "Аризоне"),
    ("Alaska", "Аляски"),
    ("Panama", "Панамы"),
    ("Philadelphia", "Филадельфии"),
    ("Barcelona", "Барселоны"),
    ("Madrid", "Мадриде"),
    ("Hamburg", "Гамбурге"),
    ("Frankfurt", "Франкфурт"),
    ("Mike", "Майк"),
    ("Dave", "Дейв"),
    ("Wade", "Уэйд"),
    ("Utah", "Юта"),
    ("Lee", "Ли"),
    ("Kim", "Кима"),
    ("Sarah", "Сара"),
    ("Blake", "Блейка"),
    ("Bryan", "Брайан"),
    ("Jack", "Джек"),
    ("Gary", "Гэри"),
    ("Max", "Макс"),
    ("Harry", "Гарри"),
    ("Bjorn", "Бьорн"),
    ("Neal", "Нил"),
    ("Daley", "Дейли"),
    ("NATO", "НАТО"),
    ("Novak", "Новак"),
    ("Brent", "Brent"),
    ("Xi Jinping", "Си Цзиньпина"),
    ("Trump", "Трампом"),
    ("Moscow", "московский"),
    ("Kyiv", "Киева"),
    ("U.S.", "США"),
    ("UN", "ООН"),
    ("WHO", "ВОЗ"),
    ("EU", "Евросоюза"),
    ("Saint Petersburg", "Петербурга"),
    ("New York", "Нью-Йорке"),
];

/// Pairs of different names.
const DIFFERENT: &[(&str, &str)] = &[
    ("Petrov", "Петр"),
    ("Petrov", "Павлов"),
    ("Ivanov", "Иван"),
    ("Ivanova", "Ивановна"),
    ("Romanov", "Роман"),
    ("Peskov", "Лавров"),
    ("Peskov", "Песчаный"),
    ("Putin", "Путник"),
    ("Putin", "Потанин"),
    ("Orlov", "Козлов"),
    ("Sokolov", "Соколовский"),
    ("Kuznetsov", "Кузьмин"),
    ("Novikov", "Новак"),
    ("Moroz", "Морозов"),
    ("Medvedev", "Медведчук"),
    ("Shoigu", "Шейх"),
    ("Lavrov", "Лавренов"),
    ("Smirnov", "Смирдин"),
    ("Zaitsev", "Зиничев"),
    ("Zakharova", "Сахаров"),
    ("Omsk", "Томск"),
    ("Tomsk", "Омск"),
    ("Tula", "Тверь"),
    ("Perm", "Парма"),
    ("Kursk", "Курган"),
    ("Samara", "Самарканд"),
    ("Novosibirsk", "Новороссийск"),
    ("Donetsk", "Луганск"),
    ("Kazan", "Казахстан"),
    ("Austria", "Австралия"),
    ("Australia", "Австрия"),
    ("Iran", "Ирак"),
    ("Iraq", "Иран"),
    ("India", "Индонезия"),
    ("Niger", "Нигерия"),
    ("Slovakia", "Словения"),
    ("Latvia", "Литва"),
    ("Lithuania", "Латвия"),
    ("Sweden", "Швейцария"),
    ("Switzerland", "Швеция"),
    ("China", "Чили"),
    ("Georgia", "Григорий"),
    ("Dmitry", "Дмитриев"),
    ("Andrey", "Андреев"),
    ("Nikolay", "Николаев"),
    ("Alexey", "Александр"),
    ("Sergey", "Сергеев"),
    ("Maria", "Марина"),
    ("Marina", "Мария"),
    ("Yelena", "Алина"),
    ("Viktor", "Виктория"),
    ("Trump", "Трамплин"),
    ("Johnson", "Джонатан"),
    ("Clinton", "Клинт"),
    ("Wilson", "Вилсов"),
    ("Hamilton", "Гамлет"),
    ("Washington", "Веллингтон"),
    ("UN", "ЕС"),
    ("EU", "ООН"),
    ("FBI", "ФСБ"),
    ("FSB", "ФБР"),
    ("IMF", "МОК"),
    ("NATO", "НАСА"),
    ("London", "Лондонград"),
    ("Berlin", "Берн"),
    ("Boris", "Барсук"),
];

fn similarity(english: &str, russian: &str) -> f64 {
    let english = format!("then {english} said");
    let russian = format!("тогда {russian} сказал");
    best(Name, ("en", &english), ("ru", &russian))
}

#[test]
fn one_name_in_two_scripts_is_found() {
    let missed: Vec<String> = SAME
        .iter()
        .map(|(english, russian)| (english, russian, similarity(english, russian)))
        .filter(|(_, _, alike)| *alike < 0.5)
        .map(|(english, russian, alike)| format!("{english} {russian} {alike:.2}"))
        .collect();
    assert!(
        missed.is_empty(),
        "{} of {}:\n{}",
        missed.len(),
        SAME.len(),
        missed.join("\n")
    );
}

#[test]
fn different_names_are_kept_apart() {
    let taken: Vec<String> = DIFFERENT
        .iter()
        .map(|(english, russian)| (english, russian, similarity(english, russian)))
        .filter(|(_, _, alike)| *alike >= 0.5)
        .map(|(english, russian, alike)| format!("{english} {russian} {alike:.2}"))
        .collect();
    assert!(
        taken.is_empty(),
        "{} of {}:\n{}",
        taken.len(),
        DIFFERENT.len(),
        taken.join("\n")
    );
}

#[test]
fn same_names_share_an_index_key() {
    for (english, russian) in SAME
        .iter()
        .filter(|(english, russian)| !english.contains(' ') && !russian.contains(' '))
    {
        let (one, two) = (name::key(english), name::key(russian));
        if one.similarity(&two) >= 0.5 {
            assert!(
                one.keys().iter().any(|key| two.keys().contains(key)),
                "{english} {russian}"
            );
        }
    }
}

#[test]
fn names_match_in_other_pairs_of_languages() {
    let cases = [
        (("en", "then Zelensky said"), ("uk", "тоді Зеленського спитали")),
        (("en", "then Mitsotakis said"), ("el", "τότε ο Μητσοτάκης είπε")),
        (("en", "then Winston said"), ("ro", "atunci Winstonul zise")),
        (("en", "then Winston said"), ("hu", "akkor Winstonnak mondta")),
        (("en", "then Winston said"), ("pl", "wtedy Winstona spytano")),
        (("de", "dann kam Müller"), ("fr", "puis vint Müller")),
        (("ru", "тогда Борисов сказал"), ("bg", "тогава Борисов каза")),
        (("en", "then Erdogan said"), ("tr", "sonra Erdoğan dedi")),
        (("ru", "тогда Шульц сказал"), ("de", "dann sagte Schulz")),
    ];
    for (source, target) in cases {
        assert!(best(Name, source, target) >= 0.5, "{source:?} {target:?}");
    }
}

#[test]
fn names_at_the_start_of_a_sentence_need_a_reason() {
    let cases = [
        ("ru", "Москва ждет", vec!["Moscow"]),
        ("ru", "Компания ждет", vec![]),
        ("ru", "Иван Песков ждет", vec!["ivan", "peskov"]),
        ("en", "However they wait", vec![]),
        ("en", "Peskov waits", vec![]),
        ("en", "Peskov waits\nThen Peskov goes", vec!["peskov", "peskov"]),
        ("ru", "как компания «Алмаз» сообщила", vec!["almaz"]),
        ("ru", "он сказал: «Мы пойдем туда вместе со всеми»", vec![]),
        ("en", "How Many People Came Here Today", vec![]),
        ("en", "the iPhone and I", vec!["iphone"]),
    ];
    for (language, text, expected) in cases {
        assert_eq!(values(language, text, Name), expected, "{text}");
    }
}

#[test]
fn key_of_an_anchor_tells_the_listed_name() {
    let anchors = super::of_kind("ru", "жители Германии и Песков", Name);
    let listed = |anchor: &Anchor| match &anchor.detail {
        crate::anchor::Detail::Name(key) => key.listed(),
        _ => None,
    };
    assert_eq!(anchors.iter().map(listed).collect::<Vec<_>>(), [Some("Germany"), None]);
}
