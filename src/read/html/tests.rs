use crate::document::{Document, Role};
use crate::read::{Options, read_bytes};

fn page(html: &str) -> Document {
    read_bytes("x.html", html.as_bytes(), &Options::default()).unwrap()
}

fn blocks(document: &Document) -> Vec<(Role, &str)> {
    document
        .blocks
        .iter()
        .map(|block| (block.role, block.span.of(&document.text)))
        .collect()
}

fn role_of(document: &Document, start: &str) -> Role {
    let found = blocks(document).into_iter().find(|(_, text)| text.starts_with(start));
    found
        .unwrap_or_else(|| panic!("no block {start:?} in {:#?}", blocks(document)))
        .0
}

const FIRST: &str =
    "The ferry left the harbour an hour late on Monday, because the captain was waiting for the pilot, the port said.";
const SECOND: &str = "Nobody was hurt. The passengers, most of them students, spent the hour on deck, and the cook made soup for everybody.";
const THIRD: &str = "It was the third delay of the month. The port has promised a second pilot boat, which is to be built in the spring.";

#[test]
fn text_is_what_a_browser_shows_and_leads_back_to_the_source() {
    let source = "<p>R&amp;D,\r\n   <b>5&nbsp;km</b> <i> of</i>  road</p >\r\n<p>a &lt; b</p><script>var x = '<p>no</p>';</script>";
    let document = page(source);
    assert_eq!(document.text, "R&D, 5\u{a0}km of road\na < b\n");
    let spans: Vec<&str> = document
        .blocks
        .iter()
        .map(|block| document.source_span(block.span).of(source))
        .collect();
    assert_eq!(spans, ["R&amp;D,\r\n   <b>5&nbsp;km</b> <i> of</i>  road", "a &lt; b"]);
}

#[test]
fn blocks_end_where_a_browser_starts_a_line() {
    let texts = |html: &str| {
        blocks(&page(html))
            .iter()
            .map(|(_, text)| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        texts("<div>a b<p>c d<p>e f<li>g h<li>i j</div>k l"),
        ["a b", "c d", "e f", "g h", "i j", "k l"]
    );
    assert_eq!(
        texts("<table><tr><td>one<td>two<tr><td>six</table>seven"),
        ["one", "two", "six", "seven"]
    );
    assert_eq!(
        texts("First.<br>Second<br>line.<br><br>Third"),
        ["First.", "Second\nline.", "Third"]
    );
    assert_eq!(texts("<pre>one\ntwo\n\nsix</pre>"), ["one\ntwo", "six"]);
    assert_eq!(
        texts("<p>seen<span hidden> not</span><p style='display: none'>no<p>also"),
        ["seen", "also"]
    );
    assert_eq!(texts("<p>a <b>b</p></b></i></div><p>c <a href='x"), ["a b", "c"]);
    assert_eq!(texts("no tags at all &mdash; none"), ["no tags at all — none"]);
}

#[test]
fn marks_of_a_modern_page_give_the_roles() {
    let html = format!(
        "<html><head><title>Late ferry</title></head><body><header><h1>The Harbour News</h1><nav><a href=/>Home</a></nav></header>
        <main><article><h1>Ferry leaves an hour late</h1><h2>The pilot had overslept</h2>
        <span class=author>Anna Lisova</span> <time>3 May 2024</time>
        <figure><img><figcaption>The ferry at the quay <span class=credit>Pavel Orlov</span></figcaption></figure>
        <p>{FIRST}</p><aside><a href=/1>Another ferry</a></aside><p>{SECOND} <time>At 6:40</time> it left.</p><h2>Plans</h2><p>{THIRD}</p>
        <p><a href=/2>Earlier delays of the ferry</a></p></article>
        <ul class=tags><li><a href=/t rel=tag>ferry</a></ul></main>
        <form><button>Subscribe</button></form><footer>The Harbour News, Pier 1</footer></body></html>"
    );
    let document = page(&html);
    let expected = [
        (Role::Navigation, "The Harbour News"),
        (Role::Navigation, "Home"),
        (Role::Title, "Ferry leaves an hour late"),
        (Role::Lead, "The pilot had overslept"),
        (Role::Byline, "Anna Lisova"),
        (Role::Date, "3 May 2024"),
        (Role::Caption, "The ferry at the quay"),
        (Role::Credit, "Pavel Orlov"),
        (Role::Body, FIRST),
        (Role::Related, "Another ferry"),
    ];
    assert_eq!(blocks(&document)[..10], expected);
    let rest = [
        ("Plans", Role::Body),
        ("It was", Role::Body),
        ("Earlier", Role::Related),
        ("ferry", Role::Tags),
    ];
    for (start, role) in rest {
        assert_eq!(role_of(&document, start), role, "{start}");
    }
    assert_eq!(role_of(&document, "Nobody"), Role::Body);
    assert_eq!(role_of(&document, "Subscribe"), Role::Navigation);
    assert_eq!(role_of(&document, "The Harbour News, Pier"), Role::Navigation);
}

#[test]
fn a_page_of_divs_is_read_by_its_class_names() {
    let html = format!(
        "<html><head><title>Ferry leaves an hour late | News</title></head><body class='page with-sidebar'>
        <div class='page-with-sidebar'><div class=topMenu><a href=/>Home</a> <a href=/n>News</a></div>
        <div class=newsDate>03.05.2024 10:20</div><div class=big>Ferry leaves an hour late</div>
        <div class=text><div>{FIRST}</div><div class='photo__text'>The quay</div><div>{SECOND}</div><div>{THIRD}</div></div>
        <div class=readMore><a href=/2>Another ferry</a></div><div class=comments>Comments</div></div></body></html>"
    );
    let document = page(&html);
    let expected = [
        ("Home", Role::Navigation),
        ("03.05", Role::Date),
        ("Ferry", Role::Title),
        ("The ferry", Role::Body),
        ("The quay", Role::Caption),
        ("Nobody", Role::Body),
        ("It was", Role::Body),
        ("Another", Role::Related),
        ("Comments", Role::Navigation),
    ];
    for (start, role) in expected {
        assert_eq!(role_of(&document, start), role, "{start}");
    }
}

#[test]
fn a_second_article_keeps_its_headline() {
    let document = page(&format!(
        "<html><body><article><h1>Ferry leaves an hour late</h1><p>{FIRST}</p><p>{SECOND}</p></article>
        <article><h1>Bridge closed</h1><p>{THIRD}</p></article></body></html>"
    ));
    assert_eq!(role_of(&document, "Ferry"), Role::Title);
    assert_eq!(role_of(&document, "Bridge"), Role::Body);
}

#[test]
fn hostile_pages_take_no_longer_than_their_size() {
    let deep = "<div>".repeat(100_000) + FIRST + &"</div>".repeat(100_000);
    assert_eq!(blocks(&page(&deep)), [(Role::Body, FIRST)]);
    let misnested = "<b><p>".repeat(30_000) + FIRST + &"</b></p></i></td>".repeat(30_000);
    assert_eq!(page(&misnested).blocks.len(), 1);
    let links = "<a href=/x><div>".repeat(20_000) + FIRST + &"</a>".repeat(20_000);
    assert_eq!(page(&links).blocks.len(), 1);
    let attributes = (0..20_000).fold(String::new(), |all, number| all + &format!(" a{number}=1"));
    assert_eq!(page(&format!("<p{attributes}>{FIRST}")).blocks.len(), 1);
}

#[test]
fn hidden_pages_and_xhtml_are_read() {
    assert_eq!(blocks(&page("<body style='display:none'><p>Seen after all")).len(), 1);
    let xhtml =
        format!("<?xml version='1.0'?><html><head><script src='x'/><title/></head><body><p>{FIRST}</p></body></html>");
    assert_eq!(blocks(&page(&xhtml)), [(Role::Body, FIRST)]);
}
