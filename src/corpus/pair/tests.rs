//! Pairing of made-up articles.

use super::*;
use crate::alignment::Side;
use crate::corpus::Metadata;
use crate::language::Language;
use crate::read::read_bytes;
use crate::segment::Segmenter;

/// Articles of one event in English and Russian.
const STORIES: [(&str, &str); 6] = [
    (
        "Ferry leaves Riga with 27 passengers\n\nThe ferry Baltic Star left Riga at 6:40 with 27 passengers on board, \
         the captain Andris Berzins said.\n\nThe voyage to Stockholm takes 17 hours, the company added.",
        "Паром вышел из Риги с 27 пассажирами\n\nПаром Baltic Star вышел из Риги в 6:40, на борту было 27 пассажиров, \
         сообщил капитан Андрис Берзиньш.\n\nПлавание до Стокгольма длится 17 часов, добавили в компании.",
    ),
    (
        "Museum in Kazan buys a meteorite\n\nThe museum in Kazan paid 3.5 million rubles for a meteorite that weighs 112 \
         kilograms, its director Rustam Galeev told reporters on March 14.\n\nThe stone fell near Orenburg in 1937.",
        "Музей в Казани купил метеорит\n\nМузей в Казани заплатил 3,5 млн рублей за метеорит весом 112 килограммов, \
         рассказал журналистам 14 марта директор Рустам Галеев.\n\nКамень упал под Оренбургом в 1937 году.",
    ),
    (
        "Farmers in Normandy fear for the apple harvest\n\nFrost destroyed 40 percent of the blossom in Normandy, said \
         Claire Martin, who owns 230 hectares of orchards.\n\nCider may cost twice as much next year.",
        "Фермеры Нормандии опасаются за урожай яблок\n\nМороз уничтожил 40% цветков в Нормандии, сказала Клэр Мартен, \
         владеющая 230 гектарами садов.\n\nСидр в следующем году может подорожать вдвое.",
    ),
    (
        "Bridge over the Ob will be closed\n\nThe bridge in Barnaul will be closed for repairs from May 5, the mayor's \
         office said. About 61,000 cars cross it every day.\n\nA detour of 19 kilometres has been signposted.",
        "Мост через Обь закроют\n\nМост в Барнауле закроют на ремонт с 5 мая, сообщили в мэрии. Ежедневно по нему \
         проезжает около 61 тысячи автомобилей.\n\nОбъезд длиной 19 километров обозначен знаками.",
    ),
    (
        "Orchestra from Tromso plays under water\n\nNine musicians from Tromso gave a concert in a pool. Sigrid Nilsen \
         had built the instruments herself, it took her 8 years.\n\nTickets were sold out within 50 minutes.",
        "Оркестр из Тромсё играет под водой\n\nДевять музыкантов из Тромсё дали концерт в бассейне. Инструменты Сигрид \
         Нильсен построила сама, на это ушло 8 лет.\n\nБилеты раскупили за 50 минут.",
    ),
    (
        "Chess club wins against prison team\n\nThe club of Leeds beat a team of prisoners by 6.5 to 1.5. The youngest \
         player, Oliver Grant, is eleven.\n\nThe return match is planned for September 30.",
        "Шахматный клуб победил команду тюрьмы\n\nКлуб из Лидса победил команду заключенных со счетом 6,5:1,5. Самому \
         младшему игроку, Оливеру Гранту, одиннадцать лет.\n\nОтветный матч запланирован на 30 сентября.",
    ),
];

fn entry(id: &str, text: &str, metadata: Metadata) -> Entry {
    let document = read_bytes(id, text.as_bytes(), &crate::read::Options::default()).unwrap();
    let loaded = Loaded {
        id: id.to_owned(),
        document,
        metadata,
    };
    sign(loaded, None, &Segmenter::default())
}

fn plain(id: &str, text: &str) -> Entry {
    entry(id, text, Metadata::default())
}

/// English and Russian versions of these stories; the Russian ones in the opposite order.
fn heaps(english: &[usize], russian: &[usize]) -> [Vec<Entry>; 2] {
    let sources = english
        .iter()
        .map(|&story| plain(&format!("en{story}"), STORIES[story].0));
    let targets = russian
        .iter()
        .rev()
        .map(|&story| plain(&format!("ru{story}"), STORIES[story].1));
    [sources.collect(), targets.collect()]
}

/// The pairs by the ids of their documents.
fn ids(matching: &Matching, [sources, targets]: &[Vec<Entry>; 2]) -> Vec<(String, String)> {
    let pairs = matching.pairs.iter();
    let mut ids: Vec<_> = pairs
        .map(|pair| (sources[pair.source].id.clone(), targets[pair.target].id.clone()))
        .collect();
    ids.sort();
    ids
}

fn of_stories(stories: &[usize]) -> Vec<(String, String)> {
    stories
        .iter()
        .map(|story| (format!("en{story}"), format!("ru{story}")))
        .collect()
}

#[test]
fn versions_are_found_and_strays_left_alone() {
    let heaps = heaps(&[0, 1, 2, 3, 4], &[1, 2, 3, 4, 5]);
    let matching = match_documents(&heaps[0], &heaps[1], &Options::default());
    assert_eq!(ids(&matching, &heaps), of_stories(&[1, 2, 3, 4]));
    let alone: Vec<(Side, &str)> = matching
        .unmatched
        .iter()
        .map(|alone| {
            (
                alone.side,
                heaps[usize::from(alone.side == Side::Target)][alone.document]
                    .id
                    .as_str(),
            )
        })
        .collect();
    assert_eq!(alone, [(Side::Source, "en0"), (Side::Target, "ru5")]);
    for pair in &matching.pairs {
        assert!(pair.score > 0.5 && pair.score <= 1.0 && pair.kind == Kind::Pair);
        assert!(!pair.reasons.is_empty());
    }
}

#[test]
fn reasons_say_what_is_shared() {
    let heaps = heaps(&[0, 1, 2, 3, 4, 5], &[0, 1, 2, 3, 4, 5]);
    let matching = match_documents(&heaps[0], &heaps[1], &Options::default());
    let museum = matching
        .pairs
        .iter()
        .find(|pair| heaps[0][pair.source].id == "en1")
        .unwrap();
    let reasons = museum.reasons.join("; ");
    assert!(reasons.contains("word director/директор"), "{reasons}");
    assert!(
        reasons.contains("name galeev/галеев"),
        "{reasons}"
    );
}

#[test]
fn order_of_the_input_does_not_matter() {
    let heaps = heaps(&[0, 1, 2, 3, 5], &[0, 1, 3, 4, 5]);
    let straight = match_documents(&heaps[0], &heaps[1], &Options::default());
    let turned = heaps.clone().map(|mut heap| {
        heap.reverse();
        heap
    });
    let other = match_documents(&turned[0], &turned[1], &Options::default());
    assert_eq!(ids(&straight, &heaps), ids(&other, &turned));
    let scores = |matching: &Matching| matching.pairs.iter().map(|pair| pair.score).collect::<Vec<_>>();
    let reasons = |matching: &Matching| {
        matching
            .pairs
            .iter()
            .map(|pair| pair.reasons.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (scores(&straight), reasons(&straight)),
        (scores(&other), reasons(&other))
    );
}

#[test]
fn swapped_heaps_give_the_mirror_image() {
    let heaps = heaps(&[0, 1, 2, 3, 5], &[0, 1, 3, 4, 5]);
    let straight = match_documents(&heaps[0], &heaps[1], &Options::default());
    let [sources, targets] = heaps.clone();
    let swapped = [targets, sources];
    let mirror = match_documents(&swapped[0], &swapped[1], &Options::default());
    let mut turned: Vec<_> = ids(&mirror, &swapped)
        .into_iter()
        .map(|(one, two)| (two, one))
        .collect();
    turned.sort();
    assert_eq!(ids(&straight, &heaps), turned);
    for pair in &straight.pairs {
        let same = mirror
            .pairs
            .iter()
            .find(|other| (other.target, other.source) == (pair.source, pair.target));
        assert!((same.unwrap().score - pair.score).abs() < 1e-3);
    }
}

#[test]
fn copy_does_not_steal_the_partner() {
    let mut heaps = heaps(&[0, 1, 2, 3], &[0, 1, 2, 3]);
    let update = STORIES[1].1.replace(
        "\n\nКамень упал под Оренбургом в 1937 году.",
        "\n\nПодробности уточняются.",
    );
    heaps[1].push(plain("update", &update));
    let matching = match_documents(&heaps[0], &heaps[1], &Options::default());
    assert_eq!(ids(&matching, &heaps), of_stories(&[0, 1, 2, 3]));
    let pair = matching
        .pairs
        .iter()
        .find(|pair| heaps[0][pair.source].id == "en1")
        .unwrap();
    let runner_up = pair.runner_up.unwrap();
    assert_eq!(
        (runner_up.side, heaps[1][runner_up.document].id.as_str()),
        (Side::Target, "update")
    );
    let copy = matching
        .unmatched
        .iter()
        .find(|alone| alone.side == Side::Target)
        .unwrap();
    assert_eq!(copy.copy_of.map(|original| heaps[1][original].id.as_str()), Some("ru1"));
}

#[test]
fn digest_of_two_articles_is_said_to_be_one() {
    let mut heaps = heaps(&[2, 3, 5], &[0, 1, 2, 3, 4, 5]);
    heaps[0].push(plain("digest", &format!("{}\n\n{}", STORIES[0].0, STORIES[1].0)));
    let matching = match_documents(&heaps[0], &heaps[1], &Options::default());
    let digest: Vec<(&str, Kind)> = matching
        .pairs
        .iter()
        .filter(|pair| heaps[0][pair.source].id == "digest")
        .map(|pair| (heaps[1][pair.target].id.as_str(), pair.kind))
        .collect();
    assert_eq!(digest.len(), 2, "{digest:?}");
    assert!(
        digest.contains(&("ru0", Kind::Digest)) && digest.contains(&("ru1", Kind::Digest)),
        "{digest:?}"
    );
}

#[test]
fn page_that_names_the_other_is_its_version() {
    // The texts share nothing.
    let [english, russian] = [STORIES[0].0, STORIES[5].1];
    let url = |url: &str| Metadata {
        url: Some(url.to_owned()),
        ..Metadata::default()
    };
    let sources = [entry(
        "a",
        english,
        Metadata {
            alternates: vec![(Language::RUSSIAN, "https://example.org/ru/x".to_owned())],
            ..url("https://example.org/en/y")
        },
    )];
    let targets = [
        entry("b", russian, url("https://www.example.org/ru/x/")),
        plain("c", STORIES[3].1),
    ];
    let matching = match_documents(&sources, &targets, &Options::default());
    assert_eq!((matching.pairs.len(), matching.pairs[0].target), (1, 0));
    assert!(matching.pairs[0].score > 0.9);
}

#[test]
fn days_apart_count() {
    let dated = |story: usize, side: usize, date: &str| {
        let text = if side == 0 { STORIES[story].0 } else { STORIES[story].1 };
        let metadata = Metadata {
            date: Some(date.to_owned()),
            ..Metadata::default()
        };
        entry(&format!("{side}{story}{date}"), text, metadata)
    };
    let sources: Vec<Entry> = (0..4).map(|story| dated(story, 0, "2024-03-01")).collect();
    let pairs = |date: &str, window: Option<u32>| {
        let targets: Vec<Entry> = (0..4).map(|story| dated(story, 1, date)).collect();
        let options = Options {
            window,
            ..Options::default()
        };
        let matching = match_documents(&sources, &targets, &options);
        (
            matching.pairs.len(),
            matching.pairs.iter().map(|pair| pair.score).sum::<f64>(),
        )
    };
    let (near, far) = (pairs("2024-03-02", None), pairs("2024-03-20", None));
    assert!(near.0 == 4 && near.1 > far.1, "{near:?} {far:?}");
    assert_eq!((pairs("2024-03-20", Some(7)).0, pairs("2024-03-05", Some(7)).0), (0, 4));
}

#[test]
fn empty_heap_has_no_pairs() {
    let [sources, _] = heaps(&[0, 1], &[]);
    let matching = match_documents(&sources, &[], &Options::default());
    assert!(matching.pairs.is_empty());
    assert_eq!(matching.unmatched.len(), 2);
    assert_eq!(match_documents(&[], &[], &Options::default()), Matching::default());
}

#[test]
fn languages_without_lexicon_are_paired_by_names_and_figures() {
    let spanish = [
        "El ferry Baltic Star salió de Riga a las 6:40 con 27 pasajeros, dijo el capitán Andris Berzins. El viaje a \
         Estocolmo dura 17 horas.",
        "El museo de Kazán pagó 3,5 millones de rublos por un meteorito de 112 kilogramos, dijo Rustam Galeev el 14 de \
         marzo. La piedra cayó cerca de Oremburgo en 1937.",
    ];
    let sources: Vec<Entry> = (0..6)
        .map(|story| plain(&format!("en{story}"), STORIES[story].0))
        .collect();
    let targets: Vec<Entry> = spanish
        .iter()
        .zip(0..)
        .map(|(text, at)| plain(&format!("es{at}"), text))
        .collect();
    let matching = match_documents(&sources, &targets, &Options::default());
    let found: Vec<(usize, usize)> = matching.pairs.iter().map(|pair| (pair.source, pair.target)).collect();
    assert_eq!(found, [(0, 0), (1, 1)]);
}

#[test]
fn signature_survives_its_bytes_and_is_small() {
    let metadata = Metadata {
        url: Some("https://example.org/en/ferry-leaves-riga".to_owned()),
        date: Some("1969-12-30".to_owned()),
        alternates: vec![(Language::RUSSIAN, "https://example.org/ru/1".to_owned())],
        ..Metadata::default()
    };
    for (english, russian) in STORIES {
        for text in [english, russian] {
            let signature = entry("a", text, metadata.clone()).signature;
            let bytes = signature.to_bytes();
            assert!(bytes.len() < 2 * text.chars().count(), "{}", bytes.len());
            assert_eq!(Signature::from_bytes(&bytes), Some(signature));
            for length in 0..bytes.len() {
                assert_eq!(Signature::from_bytes(&bytes[..length]), None);
            }
        }
    }
    assert_eq!(Signature::from_bytes(&[99, 0]), None);
}

#[test]
fn list_has_a_row_for_every_document() {
    let heaps = heaps(&[0, 1, 2], &[1, 2, 3]);
    let matching = match_documents(&heaps[0], &heaps[1], &Options::default());
    let places = heaps.map(|heap| {
        heap.into_iter()
            .map(|entry| format!("heap\t{}", entry.id))
            .collect::<Vec<_>>()
    });
    let mut output = Vec::new();
    write(&matching, [&places[0], &places[1]], &mut output).unwrap();
    let text = String::from_utf8(output).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 7), "{text}");
    assert_eq!(rows[0][0], "#path A");
    assert_eq!(rows[1][..2], ["heap en1", "heap ru1"]);
    assert_eq!((rows[3][0], rows[3][1], rows[3][3]), ("heap en0", "-", "alone"));
    assert_eq!((rows[4][0], rows[4][1]), ("-", "heap ru3"));
}
