//! Made-up heaps of English and Russian articles that belong together.

use std::fs;
use std::path::Path;

use crate::made_up::Numbers;

/// A thing in both languages, in the cases that the sentences need.
struct Words {
    english: &'static [&'static str],
    russian: &'static [&'static str],
}

const CITIES: Words = Words {
    english: &[
        "Moscow", "Riga", "Kazan", "Tallinn", "Samara", "Vilnius", "Tomsk", "Omsk", "Perm", "Minsk", "Almaty",
        "Yerevan",
    ],
    russian: &[
        "Москва",
        "Рига",
        "Казань",
        "Таллин",
        "Самара",
        "Вильнюс",
        "Томск",
        "Омск",
        "Пермь",
        "Минск",
        "Алма-Ата",
        "Ереван",
    ],
};

const PEOPLE: Words = Words {
    english: &[
        "Ivan Petrov",
        "Olga Smirnova",
        "Pavel Kuznetsov",
        "Anna Morozova",
        "Maxim Volkov",
        "Irina Belova",
        "Oleg Tarasov",
        "Vera Zaitseva",
        "Denis Gromov",
        "Elena Frolova",
    ],
    russian: &[
        "Иван Петров",
        "Ольга Смирнова",
        "Павел Кузнецов",
        "Анна Морозова",
        "Максим Волков",
        "Ирина Белова",
        "Олег Тарасов",
        "Вера Зайцева",
        "Денис Громов",
        "Елена Фролова",
    ],
};

const THINGS: Words = Words {
    english: &[
        "bridge", "museum", "library", "stadium", "hospital", "theatre", "station", "school",
    ],
    russian: &[
        "мост",
        "музей",
        "библиотека",
        "стадион",
        "больница",
        "театр",
        "вокзал",
        "школа",
    ],
};

/// What an article says: English and Russian with `C`ity, `P`erson, `T`hing and `N`umber left open.
const SENTENCES: &[(&str, &str)] = &[
    (
        "The city council discussed a new project: {T}.",
        "Городской совет обсудил новый проект: {T}.",
    ),
    (
        "The work will cost {N} million rubles.",
        "Работы обойдутся в {N} миллионов рублей.",
    ),
    (
        "\"We have waited for this for years,\" said {P}.",
        "«Мы ждали этого много лет», — сообщает {P}.",
    ),
    (
        "More than {N} people came to the opening.",
        "На открытие пришли более {N} человек.",
    ),
    (
        "According to the mayor, {N} families will get new homes.",
        "По словам мэра, {N} семей получат новое жильё.",
    ),
    (
        "The police have not commented on the accident so far.",
        "Полиция пока не прокомментировала аварию.",
    ),
    (
        "Winter came early, and {N} streets were closed because of snow.",
        "Зима пришла рано, и {N} улиц закрыли из-за снега.",
    ),
    (
        "The next meeting will take place in {N} days.",
        "Следующее заседание пройдёт через {N} дней.",
    ),
    (
        "Trains from {C} were late by {N} minutes.",
        "Поезда (город отправления — {C}) опоздали на {N} минут.",
    ),
    ("The head of the project is {P}.", "Руководитель проекта — {P}."),
    (
        "Scientists found {N} old coins near the river.",
        "Учёные нашли {N} старых монет возле реки.",
    ),
    (
        "Prices for bread rose by {N} percent over the year.",
        "Цены на хлеб выросли за год на {N} процентов.",
    ),
];

/// Writes so many pairs of articles to the folders `en` and `ru`, and to each as many strays as a tenth of that.
///
/// Articles with the same seed and number are the same.
pub(crate) fn write(folder: &Path, pairs: usize, seed: u64) {
    for side in ["en", "ru"] {
        fs::create_dir_all(folder.join(side)).unwrap();
    }
    for number in 0..pairs {
        let (english, russian) = article(number, seed);
        fs::write(folder.join("en").join(format!("e{number:05}.txt")), english).unwrap();
        fs::write(folder.join("ru").join(format!("r{number:05}.txt")), russian).unwrap();
    }
    for number in 0..pairs / 10 {
        let (english, _) = article(2 * pairs + number, seed);
        let (_, russian) = article(3 * pairs + number, seed);
        fs::write(folder.join("en").join(format!("stray{number:05}.txt")), english).unwrap();
        fs::write(folder.join("ru").join(format!("stray{number:05}.txt")), russian).unwrap();
    }
}

/// An article in both languages.
pub(crate) fn article(number: usize, seed: u64) -> (String, String) {
    let mut numbers = Numbers::new(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
    let city = numbers.below(CITIES.english.len());
    let person = numbers.below(PEOPLE.english.len());
    let thing = numbers.below(THINGS.english.len());
    let day = 1 + numbers.below(27);
    let mut english = format!(
        "{} opens a new {} after {} years\n\n",
        CITIES.english[city], THINGS.english[thing], day
    );
    let mut russian = format!(
        "{}: новый {} открыт через {} лет\n\n",
        CITIES.russian[city], THINGS.russian[thing], day
    );
    english.extend([
        &CITIES.english[city].to_uppercase(),
        ", March ",
        &day.to_string(),
        ". /TASS/. ",
    ]);
    russian.extend([
        &CITIES.russian[city].to_uppercase(),
        ", ",
        &day.to_string(),
        " марта. /ТАСС/. ",
    ]);
    for place in 0..6 + numbers.below(5) {
        let (of_english, of_russian) = SENTENCES[numbers.below(SENTENCES.len())];
        let figure = (11 + numbers.below(9_000)).to_string();
        let fill = |text: &str, city: &str, person: &str, thing: &str| {
            text.replace("{C}", city)
                .replace("{P}", person)
                .replace("{T}", thing)
                .replace("{N}", &figure)
        };
        let end = if place % 3 == 2 { "\n\n" } else { " " };
        english.push_str(&fill(
            of_english,
            CITIES.english[city],
            PEOPLE.english[person],
            THINGS.english[thing],
        ));
        english.push_str(end);
        // Now and then a sentence is left out.
        if numbers.below(8) > 0 {
            russian.push_str(&fill(
                of_russian,
                CITIES.russian[city],
                PEOPLE.russian[person],
                THINGS.russian[thing],
            ));
            russian.push_str(end);
        }
    }
    (english, russian)
}
