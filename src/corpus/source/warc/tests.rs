//! Web archives made by hand, whole and broken.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::document::Format;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, content: &str, uri: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-01-02T03:04:05Z\r\n\
         WARC-Target-URI: {uri}\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let answer = [head.as_bytes(), b"\r\n\r\n", body].concat();
    record(
        "response",
        "application/http; msgtype=response",
        "https://a.example/1",
        &answer,
    )
}

fn page(text: &str) -> Vec<u8> {
    answer(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html",
        format!("<p>{text}").as_bytes(),
    )
}

fn read(bytes: Vec<u8>) -> Vec<Result<Item>> {
    let name = Name {
        id: "a.warc".to_owned(),
        place: "a.warc".to_owned(),
    };
    let stream: Stream = Box::new(std::io::Cursor::new(bytes));
    Warc::new(stream, name, Options { largest: 10_000 }).unwrap().collect()
}

fn shown(bytes: Vec<u8>) -> Vec<String> {
    let shown = |item: Result<Item>| match item {
        Ok(item) => format!("{} {}", item.id, String::from_utf8_lossy(&item.bytes)),
        Err(error) => format!("! {error}"),
    };
    read(bytes).into_iter().map(shown).collect()
}

const REST: &str = "nothing needs to be done; the rest of the archive is used";

#[test]
fn pages_are_found_among_records() {
    let records = [
        record("warcinfo", "application/warc-fields", "", b"software: x\r\n"),
        record(
            "request",
            "application/http; msgtype=request",
            "https://a.example/1",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        page("One."),
        answer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>No."),
        answer("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        record(
            "response",
            "text/dns",
            "dns:a.example",
            b"20250102030405 a.example. 300 IN A 1.2.3.4",
        ),
        record("conversion", "text/plain", "https://a.example/2", b"Two."),
        record("resource", "text/html", "urn:text:https://a.example/1", b"<p>Note."),
        record(
            "resource",
            "text/html; charset=windows-1251",
            "<https://a.example/3>",
            b"<p>\xd2\xf0\xe8.",
        ),
        record(
            "revisit",
            "application/http; msgtype=response",
            "https://a.example/1",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
    ]
    .concat();
    let items: Vec<Item> = read(records.clone()).into_iter().map(Result::unwrap).collect();
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["a.warc:3", "a.warc:7", "a.warc:9"]);
    assert_eq!(items[0].metadata.url.as_deref(), Some("https://a.example/1"));
    assert_eq!(items[0].metadata.fetched.as_deref(), Some("2025-01-02T03:04Z"));
    assert_eq!(items[0].metadata.date, None);
    assert_eq!(
        (items[0].format, items[1].format),
        (Some(Format::Html), Some(Format::Text))
    );
    assert_eq!(items[2].encoding.as_deref(), Some("windows-1251"));
    assert_eq!(items[2].metadata.url.as_deref(), Some("https://a.example/3"));
    // Packed as a whole, or record by record, it is the same.
    assert_eq!(shown(gzip(&records)), shown(records));
}

#[test]
fn answers_are_joined_and_unpacked() {
    let html = "Content-Type: text/html";
    let body = |head: &str, body: &[u8]| shown(answer(&format!("HTTP/1.1 200 OK\r\n{html}\r\n{head}"), body)).remove(0);
    let expected = "a.warc:1 <p>Ferry";
    assert_eq!(
        body("Transfer-Encoding: chunked", b"3\r\n<p>\r\n5;x=y\r\nFerry\r\n0\r\n\r\n"),
        expected
    );
    assert_eq!(body("Transfer-Encoding: chunked", b"<p>Ferry"), expected);
    assert_eq!(body("Content-Encoding: gzip", &gzip(b"<p>Ferry")), expected);
    assert_eq!(body("Content-Encoding: gzip", b"<p>Ferry"), expected);
    assert_eq!(body("Content-Encoding: br", b"<p>Ferry"), expected);
    let packed = gzip(b"<p>Ferry");
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    assert_eq!(
        body("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", &chunked),
        expected
    );
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(b"<p>Ferry").unwrap();
    assert_eq!(body("Content-Encoding: deflate", &zlib.finish().unwrap()), expected);
    let error = body("Content-Encoding: br", b"\x8b\x03\x80\xff\xfe\x03");
    assert!(
        error.starts_with("! a.warc:1: the page is compressed by br, which cannot be unpacked"),
        "{error}"
    );
    let large = body("Content-Encoding: gzip", &gzip(&vec![b' '; 20_000]));
    assert!(
        large.starts_with("! a.warc:1: the page is larger than an article is"),
        "{large}"
    );
    let cut = body("Content-Encoding: gzip", &packed[..12]);
    assert!(cut.starts_with("! a.warc:1: the page cannot be unpacked"), "{cut}");
}

#[test]
fn the_server_names_the_encoding_if_the_bytes_agree() {
    let encoding = |label: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: Text/HTML; Charset=\"{label}\"");
        read(answer(&head, body)).remove(0).unwrap().encoding
    };
    let windows = b"<p>\xcf\xe0\xf0\xee\xec";
    assert_eq!(encoding("windows-1251", windows).as_deref(), Some("windows-1251"));
    assert_eq!(encoding("cp1251", windows).as_deref(), Some("windows-1251"));
    assert_eq!(encoding("utf-8", windows), None);
    assert_eq!(encoding("windows-1251", "<p>Паром".as_bytes()), None);
    assert_eq!(encoding("x-nonsense", windows), None);
}

#[test]
fn a_broken_record_is_told_and_the_rest_goes_on() {
    let good = |bytes: Vec<u8>| [page("One."), bytes, page("Three.")].concat();
    let told = |what: &str| {
        vec![
            "a.warc:1 <p>One.".to_owned(),
            format!("! a.warc:2: a broken record: {what}; {REST}"),
            "a.warc:3 <p>Three.".to_owned(),
        ]
    };
    let said = String::from_utf8(page("Two.")).unwrap();
    let length = said
        .split("Content-Length: ")
        .nth(1)
        .unwrap()
        .split('\r')
        .next()
        .unwrap()
        .to_owned();
    let with_length = |new: &str| said.replace(&format!("Content-Length: {length}"), &format!("Content-Length: {new}"));
    // Too short, too long, senseless, missing.
    assert_eq!(
        shown(good(with_length("5").into())),
        told("it is longer or shorter than it says")
    );
    assert_eq!(
        shown(good(with_length("80").into())),
        told("it is longer or shorter than it says")
    );
    assert_eq!(
        shown(good(with_length("900").into())),
        told("it is shorter than it says")
    );
    assert_eq!(
        shown(good(with_length("many").into())),
        told("it does not say how long it is")
    );
    assert_eq!(
        shown(good(said.replace("Content-Length", "X-Length").into())),
        told("it does not say how long it is")
    );
    assert_eq!(
        shown(good(said.replace("WARC-Date:", "WARC Date").into())),
        told("its header breaks the format")
    );
    assert_eq!(
        shown(good(b"garbage\r\nand more of it\r\n".to_vec())),
        told("it does not begin as a record does")
    );
    // A huge one is passed over without being kept.
    let huge = page(&"x".repeat(20_000));
    let names = shown(good(huge));
    assert!(names[1].starts_with("! a.warc:2: is larger than 9 KB"), "{names:?}");
    assert_eq!(names[2], "a.warc:3 <p>Three.");
}

#[test]
fn a_length_beyond_all_numbers_is_no_trouble() {
    let said = String::from_utf8(page("One.")).unwrap();
    let at = said.find("Content-Length: ").unwrap();
    let end = at + said[at..].find('\r').unwrap();
    for length in ["18446744073709551615", "18446744073709551616", "-1"] {
        let bytes = format!("{}Content-Length: {length}{}", &said[..at], &said[end..]);
        let names = shown(bytes.into());
        assert!(
            names.len() == 1 && names[0].starts_with("! a.warc:1: a broken record"),
            "{names:?}"
        );
    }
}

#[test]
fn the_end_may_be_missing() {
    let whole = [page("One."), page("Two.")].concat();
    let names = shown(whole[..whole.len() - 4].to_vec());
    assert_eq!(names, ["a.warc:1 <p>One.", "a.warc:2 <p>Two."]);
    let names = shown(whole[..whole.len() - 6].to_vec());
    assert_eq!(
        names[1],
        format!("! a.warc:2: a broken record: it is shorter than it says; {REST}")
    );
    let names = shown(whole[..whole.len() / 2 + 30].to_vec());
    assert_eq!(
        names[1],
        format!("! a.warc:2: a broken record: its header has no end; {REST}")
    );
    assert_eq!(shown(Vec::new()), [""; 0]);
}

#[test]
fn a_broken_gzip_member_does_not_take_the_others() {
    let noise: Vec<String> = (0..400_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_string())
        .collect();
    let noise = noise.join(" ");
    let members = [
        gzip(&page("One.")),
        gzip(&page(&noise)),
        gzip(&page("Three.")),
        gzip(&page("Four.")),
    ];
    let broken = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut second = members[1].clone();
        change(&mut second);
        shown([&members[0][..], &second, &members[2], &members[3]].concat())
    };
    let cut = broken(&|member| member.truncate(member.len() / 2));
    let flipped = broken(&|member| {
        let half = member.len() / 2;
        member[half..half + 8].fill(0xff);
    });
    let headless = broken(&|member| member[0] = 0x20);
    for names in [cut, flipped, headless] {
        assert_eq!(names[0], "a.warc:1 <p>One.");
        assert!(names[1].starts_with("! a.warc:2: a broken record"), "{names:?}");
        assert!(names.iter().any(|name| name.ends_with("<p>Four.")), "{names:?}");
        assert!(names.len() >= 3, "{names:?}");
    }
}

#[test]
fn padding_behind_the_last_member_is_passed_over() {
    let bytes = [gzip(&page("One.")), vec![0; 700]].concat();
    assert_eq!(shown(bytes), ["a.warc:1 <p>One."]);
}
