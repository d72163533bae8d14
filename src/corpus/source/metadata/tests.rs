//! Pages that say more or less of themselves.

use super::*;
use crate::language::Language;
use crate::{clean, detect, read};

fn document(name: &str, text: &str) -> Document {
    let mut document = read::read_bytes(name, text.as_bytes(), &read::Options::default()).unwrap();
    clean::clean(&mut document);
    document.language = detect::detect(&document);
    document
}

#[test]
fn a_page_says_everything() {
    let page = of_page(
        r#"<!doctype html><html lang="ru-RU"><head><title>Паром &amp; катер | Газета</title>
        <meta property="og:title" content="Паром вернулся"><meta property="article:published_time" content="2024-02-14T10:30:00+03:00">
        <link rel="canonical" href="https://news.example/ru/parom"><meta property="og:url" content="https://news.example/?id=5">
        <link rel="alternate" hreflang="en" href="https://news.example/en/ferry">
        <link rel="alternate" hreflang="x-default" href="https://news.example/">
        <link rel="alternate" type="application/rss+xml" href="https://news.example/rss">
        </head><body><h1>Паром вернулся</h1><time datetime="2024-03-01">1 марта</time></body></html>"#,
    );
    assert_eq!(page.title.as_deref(), Some("Паром вернулся"));
    assert_eq!(page.date.as_deref(), Some("2024-02-14T10:30+03:00"));
    let plain = of_page("<title>\n Паром &amp; катер &laquo;Онега&raquo; </title><svg><title>Icon</title></svg>");
    assert_eq!(plain.title.as_deref(), Some("Паром & катер «Онега»"));
    let entity = of_page("<meta property=og:title content='Паром &amp; катер'>");
    assert_eq!(entity.title.as_deref(), Some("Паром & катер"));
    assert_eq!(page.url.as_deref(), Some("https://news.example/ru/parom"));
    assert_eq!(page.language, Some(Language::RUSSIAN));
    assert_eq!(
        page.alternates,
        [(Language::ENGLISH, "https://news.example/en/ferry".to_owned())]
    );
}

#[test]
fn each_source_of_a_date_is_read_and_the_surest_wins() {
    let date = |inside: &str| of_page(&format!("<html><head>{inside}</head></html>")).date;
    let sources = [
        r#"<meta property="article:published_time" content="2024-02-01">"#,
        r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-02-02"}</script>"#,
        r#"<meta name="DC.date" content="2024-02-03">"#,
        r#"<time pubdate datetime="2024-02-04">x</time>"#,
        r#"<time datetime="2024-02-05">x</time>"#,
    ];
    for (at, source) in sources.iter().enumerate() {
        assert_eq!(date(source), Some(format!("2024-02-0{}", at + 1)), "{source}");
        let all: String = sources[at..].iter().rev().copied().collect();
        assert_eq!(date(&all), Some(format!("2024-02-0{}", at + 1)), "{all}");
    }
    assert_eq!(
        date(r#"<span itemprop="datePublished" content="2024-02-06"></span>"#).as_deref(),
        Some("2024-02-06")
    );
    // What the surest says cannot be understood: the next one counts.
    let broken = r#"<meta property="article:published_time" content="soon"><meta name="date" content="14.02.2024">"#;
    assert_eq!(date(broken).as_deref(), Some("2024-02-14"));
}

#[test]
fn times_of_other_articles_are_not_taken() {
    let date = |body: &str| of_page(&format!("<body>{body}</body>")).date;
    let other = r#"<time datetime="2024-03-01">1 March</time>"#;
    let own = r#"<time datetime="2024-02-14T08:00">14 February</time>"#;
    assert_eq!(
        date(&format!("{other}<h1>Ferry</h1>{own}{other}")).as_deref(),
        Some("2024-02-14T08:00")
    );
    assert_eq!(date(&format!("{other}<h1>Ferry</h1><p>Text.")), None);
    assert_eq!(date(&format!("{other}{own}")), None);
}

#[test]
fn addresses_that_are_not_whole_are_left_out() {
    let url = |inside: &str| of_page(inside).url;
    assert_eq!(url(r#"<link rel="canonical" href="/ferry">"#), None);
    assert_eq!(url(r#"<link rel=canonical href="javascript:alert(1)">"#), None);
    assert_eq!(
        url(r#"<meta property=og:url content="HTTPS://news.example/x">"#).as_deref(),
        Some("HTTPS://news.example/x")
    );
}

#[test]
fn broken_pages_are_read_as_far_as_they_go() {
    assert_eq!(of_page(""), Metadata::default());
    assert_eq!(of_page("<html lang=en><title>Ferry").title, None);
    assert_eq!(of_page("<html lang=><meta content><link href>"), Metadata::default());
    assert_eq!(
        of_page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\""),
        Metadata::default()
    );
}

#[test]
fn what_is_known_goes_before_what_the_page_says() {
    let page = document(
        "x.html",
        r#"<html lang="en"><head><title>Ferry</title><meta name="date" content="2024-02-14">
        <link rel="alternate" hreflang="en" href="https://a.example/1"></head><p>The ferry returned to the harbour.</p>"#,
    );
    let known = Metadata {
        url: Some("https://a.example/1".to_owned()),
        date: Some("2024-02-13".to_owned()),
        fetched: Some("2025-01-01".to_owned()),
        ..Metadata::default()
    };
    let complete = complete(known, &page);
    assert_eq!(complete.date.as_deref(), Some("2024-02-13"));
    assert_eq!(complete.title.as_deref(), Some("Ferry"));
    // The page itself is no other version.
    assert_eq!(complete.alternates, []);
}

#[test]
fn the_date_comes_from_the_address_the_text_or_the_crawler_at_last() {
    let bare = document(
        "x.txt",
        "The ferry returned to the harbour.\n\nNobody was hurt, the captain said on Monday.\n",
    );
    let known = |url: Option<&str>| Metadata {
        url: url.map(str::to_owned),
        fetched: Some("2025-01-01T00:05Z".to_owned()),
        ..Metadata::default()
    };
    assert_eq!(complete(known(None), &bare).date.as_deref(), Some("2025-01-01T00:05Z"));
    let url = known(Some("https://a.example/2024/02/14/ferry"));
    assert_eq!(complete(url, &bare).date.as_deref(), Some("2024-02-14"));
    let dated = document(
        "x.txt",
        "Ferry returns to harbour\n\n14 February 2024, 10:30\n\nThe ferry returned to the harbour after two hours, the captain said.\n",
    );
    assert_eq!(complete(known(None), &dated).date.as_deref(), Some("2024-02-14"));
}

#[test]
fn a_date_line_counts_if_it_has_a_year() {
    let date = |text: &str| date_of_blocks(&document("x.txt", text));
    let story = "The ferry returned to the harbour after two hours, the captain of the port said on Tuesday.";
    assert_eq!(
        date(&format!("PERM, February 14, 2024. /Kama-News/. {story}\n")).as_deref(),
        Some("2024-02-14")
    );
    assert_eq!(date(&format!("PERM, February 14. /Kama-News/. {story}\n")), None);
    let russian =
        "Паром вернулся\n\n14 февраля 2024, 12:05\n\nПаром вернулся в гавань через два часа, сообщил капитан порта.\n";
    assert_eq!(date(russian).as_deref(), Some("2024-02-14"));
}
