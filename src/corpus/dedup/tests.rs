use proptest::prelude::*;

use super::*;
use crate::corpus::{Unit, UnitSide};
use crate::language::Language;

const LANGUAGES: [Option<Language>; 2] = [Some(Language::ENGLISH), Some(Language::RUSSIAN)];

fn unit(source: &str, target: &str) -> Unit {
    let side = |text: &str| UnitSide {
        text: text.to_owned(),
        ..UnitSide::default()
    };
    Unit {
        source: side(source),
        target: side(target),
        ..Unit::default()
    }
}

/// A report of some length without pattern: words by number.
fn report(story: u64, words: usize) -> Vec<String> {
    let mut state = story.wrapping_mul(0x9e37_79b9).wrapping_add(12345);
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        format!(
            "w{}",
            char::from(b'a' + u8::try_from((state >> 33) % 26).unwrap())
                .to_string()
                .repeat(1 + usize::try_from((state >> 50) % 40).unwrap())
        )
    };
    (0..words).map(|_| next()).collect()
}

#[test]
fn signature_estimates_the_share_of_common_shingles() {
    let words = report(1, 400);
    let one = Signature::of(&words.join(" "));
    assert!((one.similarity(&one) - 1.0).abs() < 1e-9);
    assert!(one.similarity(&Signature::of(&report(2, 400).join(" "))) < 0.1);
    // The first half: about 198 of 398 shingles.
    let half = Signature::of(&words[..200].join(" "));
    assert!((one.similarity(&half) - 0.5).abs() < 0.13, "{}", one.similarity(&half));
    assert!(one.containment(&half) > 0.8);
    assert_eq!(
        Signature::of("").similarity(&Signature::of("")).to_bits(),
        0.0_f64.to_bits()
    );
}

#[test]
fn signature_is_read_as_it_is_written() {
    let signature = Signature::of("Five people were hurt on 3 May.");
    assert_eq!(Signature::from_bytes(&signature.to_bytes()), Some(signature.clone()));
    assert_eq!(signature.to_bytes().len(), 532);
    assert_eq!(Signature::from_bytes(&[0; 531]), None);
}

#[test]
fn figures_are_known_whatever_their_order() {
    let figures = |text: &str| Signature::of(text).figures;
    assert_eq!(figures("5 of 10 were hurt"), figures("Of 10, 5 were hurt"));
    assert_ne!(figures("5 of 10 were hurt"), figures("6 of 10 were hurt"));
}

#[test]
fn signatures_of_two_sides_make_one() {
    let (one, two) = (report(1, 60).join(" "), report(2, 60).join(" "));
    let both = Signature::of(&one).with(&Signature::of(&two));
    let together = Signature::of(&format!("{one} {two}"));
    assert!(both.similarity(&together) > 0.9);
}

fn places(texts: &[(&str, Option<&str>)], links: &[(usize, usize)]) -> Vec<Place> {
    let signatures: Vec<Signature> = texts.iter().map(|(text, _)| Signature::of(text)).collect();
    let entries: Vec<Entry<'_>> = texts
        .iter()
        .zip(&signatures)
        .map(|((_, date), signature)| Entry { date: *date, signature })
        .collect();
    stories(&entries, links, &Similarity::default())
}

const REPORT: &str = "A ferry with 27 passengers on board ran aground near the island on Tuesday morning, the coast guard said. \
    Nobody was hurt. The passengers were taken to the mainland by fishing boats, and the ferry was towed to the port \
    in the afternoon. The cause is being looked into by the ministry of transport, which did not rule out that the chart was out of date.";

#[test]
fn copies_and_updates_follow_the_first_by_date() {
    let copy = REPORT
        .replace("fishing boats", "fishing  boats")
        .replace("towed to the port", "towed to port");
    let update = REPORT.replace("27", "29");
    let other = report(5, 60).join(" ");
    let found = places(
        &[
            (&update, Some("2024-03-05T12:00+03:00")),
            (&other, Some("2024-03-01")),
            (&copy, Some("2024-03-05T09:30:00Z")),
            (REPORT, Some("2024-03-05")),
        ],
        &[],
    );
    let summary: Vec<_> = found
        .iter()
        .map(|place| (place.story, place.kind, place.earlier))
        .collect();
    // The update came at nine in Greenwich, before the copy.
    assert_eq!(
        summary,
        [
            (0, Kind::Update, Some(3)),
            (1, Kind::Original, None),
            (0, Kind::Copy, Some(3)),
            (0, Kind::Original, None)
        ]
    );
}

#[test]
fn report_that_grew_is_the_same_story() {
    let longer = format!("{REPORT} {}", report(9, 90).join(" "));
    let found = places(&[(REPORT, None), (&longer, None)], &[]);
    assert_eq!((found[1].story, found[1].kind), (0, Kind::Update));
}

#[test]
fn digest_tells_none_of_its_stories() {
    let (one, two) = (report(1, 100).join(" "), report(2, 100).join(" "));
    let digest = format!("{one} {two}");
    let long = report(3, 360).join(" ");
    let appended = format!("{long} {}", report(4, 140).join(" "));
    let found = places(
        &[
            (&one, None),
            (&two, None),
            (&digest, None),
            (&long, None),
            (&appended, None),
            (&report(4, 140).join(" "), None),
        ],
        &[],
    );
    assert_eq!(
        found.iter().map(|place| place.story).collect::<Vec<_>>(),
        [0, 1, 2, 3, 3, 5]
    );
}

#[test]
fn links_join_stories_but_not_versions() {
    let (one, two) = (report(1, 60).join(" "), report(2, 60).join(" "));
    let found = places(&[(&one, None), (&two, None), (&one, None)], &[(1, 2)]);
    assert_eq!(found.iter().map(|place| place.story).collect::<Vec<_>>(), [0, 0, 0]);
    assert_eq!(found.iter().map(|place| place.version).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(found[1].kind, Kind::Original);
    assert_eq!((found[2].kind, found[2].earlier), (Kind::Copy, Some(0)));
}

#[test]
fn texts_without_words_are_no_copies() {
    let found = places(&[("", None), ("", None), ("* * *", None)], &[]);
    assert!(found.iter().all(|place| place.kind == Kind::Original));
}

#[test]
fn policies_choose_among_the_versions() {
    let signature = Signature::of(REPORT);
    let entry = |date| Entry {
        date,
        signature: &signature,
    };
    let entries = [entry(Some("2024-01-02")), entry(None), entry(Some("2024-01-01"))];
    let found = stories(&entries, &[], &Similarity::default());
    let pairs = [(0, 0), (1, 1), (2, 2)];
    let kept = |policy| keep_pairs(&entries, &found, &pairs, policy);
    assert_eq!(kept(Policy::All), [true; 3]);
    assert_eq!(kept(Policy::First), [false, false, true]);
    assert_eq!(kept(Policy::Latest), [true, false, false]);
    assert_eq!(Policy::from_name("latest"), Some(Policy::Latest));
}

#[test]
fn dates_are_compared_by_time() {
    assert_eq!(story::moment("1970-01-02"), Some(86400));
    assert_eq!(story::moment("1970-01-01T03:00+03:00"), Some(0));
    assert_eq!(story::moment("1970-01-01T00:01"), Some(60));
    assert_eq!(story::moment("soon"), None);
}

#[test]
fn exact_duplicates_have_the_same_keys() {
    let units = [
        unit("Nobody was hurt.", "Никто не пострадал."),
        unit("Nobody was hurt.", "Пострадавших нет."),
        unit("NOBODY  was hurt.", "Никто не пострадал."),
        unit("5 were hurt.", "5 пострадали."),
        unit("6 were hurt.", "6 пострадали."),
    ];
    let keys: Vec<_> = units
        .iter()
        .map(|unit| [&unit.source.text, &unit.target.text].map(|text| key(text)))
        .collect();
    let first = |at: usize| keys.iter().position(|other| *other == keys[at]).unwrap();
    assert_eq!([0, 1, 2, 3, 4].map(first), [0, 1, 0, 3, 4]);
}

#[test]
fn small_edits_are_near_and_other_facts_are_updates() {
    let first = unit(
        "The ferry with five passengers on board ran aground near the island of Gotland on Tuesday.",
        "Паром с пятью пассажирами на борту сел на мель у острова Готланд во вторник.",
    );
    let cases = [
        (
            "The ferry with five passengers aboard ran aground near the island of Gotland on Tuesday.",
            Some(Relation::Near),
        ),
        (
            "the ferry with five passengers on board ran aground near the island of Gotland on Tuesday",
            Some(Relation::Near),
        ),
        (
            "The ferry with six passengers on board ran aground near the island of Gotland on Tuesday.",
            Some(Relation::Update),
        ),
        (
            "The ferry with 5 passengers on board ran aground near the island of Gotland on Tuesday.",
            Some(Relation::Update),
        ),
        (
            "The ferry with five passengers on board ran aground near the island of Saaremaa on Tuesday.",
            Some(Relation::Update),
        ),
        (
            "The ferry with five passengers on board ran aground near the island of Gotland on Monday.",
            Some(Relation::Update),
        ),
        (
            "The ferry with five passengers on board has not ran aground near the island of Gotland on Tuesday.",
            Some(Relation::Update),
        ),
        ("Fishing boats took everybody to the mainland in the afternoon.", None),
    ];
    for (source, expected) in cases {
        let other = unit(source, &first.target.text);
        assert_eq!(relation(&first, &other, LANGUAGES), expected, "{source}");
        assert_eq!(relation(&other, &first, LANGUAGES), expected, "{source}");
        let listed = near_duplicates(&[&first, &other], LANGUAGES);
        assert_eq!(
            listed,
            expected
                .map(|relation| (1, 0, relation))
                .into_iter()
                .collect::<Vec<_>>(),
            "{source}"
        );
    }
    assert_eq!(relation(&first, &first.clone(), LANGUAGES), Some(Relation::Same));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn normal_form_is_its_own(text in "[ -~а-яА-ЯёЁ«»„“”–—…№½²\u{a0}]{0,40}") {
        let once = normal(&text);
        prop_assert_eq!(normal(&once), once.clone());
        prop_assert_eq!(key(&text), key(&format!(" {text}  ")));
    }

    #[test]
    fn similarity_is_symmetric(one in "[a-d ]{0,60}", two in "[a-d ]{0,60}") {
        let (first, second) = (Signature::of(&one), Signature::of(&two));
        prop_assert_eq!(first.similarity(&second).to_bits(), second.similarity(&first).to_bits());
        prop_assert_eq!(first.containment(&second).to_bits(), second.containment(&first).to_bits());
        let (one, two) = (unit(&one, "x"), unit(&two, "x"));
        prop_assert_eq!(relation(&one, &two, LANGUAGES), relation(&two, &one, LANGUAGES));
    }

    #[test]
    fn order_of_the_list_only_renames_stories(edits in prop::collection::vec((0_u64..4, 0_usize..50, any::<bool>()), 1..25), turn in 0_usize..25) {
        let texts: Vec<String> = edits.iter().map(|&(story, cut, grown)| {
            let words = report(story, 80);
            let kept = words[..80 - cut].join(" ");
            if grown { format!("{kept} {}", report(story + 10, cut).join(" ")) } else { kept }
        }).collect();
        let listed: Vec<(&str, Option<&str>)> = texts.iter().map(|text| (text.as_str(), None)).collect();
        let mut turned = listed.clone();
        let turn = turn % listed.len();
        turned.rotate_left(turn);
        let (found, other) = (places(&listed, &[]), places(&turned, &[]));
        for one in 0..listed.len() {
            for two in 0..listed.len() {
                let there = |at: usize| other[(at + listed.len() - turn) % listed.len()].story;
                prop_assert_eq!(found[one].story == found[two].story, there(one) == there(two));
            }
        }
    }

    #[test]
    fn documents_added_behind_keep_the_numbers_before(stories in prop::collection::vec((0_u64..3, 0_usize..20), 2..16)) {
        let texts: Vec<String> = stories.iter().map(|&(story, cut)| report(story, 80)[..80 - cut].join(" ")).collect();
        let listed: Vec<(&str, Option<&str>)> = texts.iter().map(|text| (text.as_str(), None)).collect();
        let before = places(&listed[..listed.len() - 1], &[]);
        let after = places(&listed, &[]);
        for (one, two) in before.iter().zip(&after) {
            prop_assert!(two.story <= one.story);
        }
    }
}
