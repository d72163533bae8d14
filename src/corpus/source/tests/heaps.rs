//! Folders and single files.

use super::*;
use crate::document::Format;
use crate::error::ErrorKind;
use crate::language::Language;

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let heap = Heap::new();
    heap.put("b/2.txt", "Two.");
    heap.put("b/10.html", "<p>Ten.");
    heap.put("a.txt", "One.");
    heap.put("c.md", "# Three");
    heap.put("b/page_files/style.css", "p {}");
    heap.put("b/page_files/photo.jpg", b"\xff\xd8\xff");
    heap.put(".git/config", "x");
    heap.put("__MACOSX/a.txt", "x");
    assert_eq!(heap.listed(""), ["a.txt", "b/10.html", "b/2.txt", "c.md"]);
    assert_eq!(heap.listed(""), heap.listed(""));
    let items = heap.open("");
    let first = items[0].as_ref().unwrap();
    assert_eq!(first.place, heap.path("a.txt").to_string_lossy());
    assert_eq!(text(first), "One.");
}

#[test]
fn archives_and_dumps_in_a_folder_are_opened_in_their_place() {
    let heap = Heap::new();
    heap.put("a.txt", "One.");
    heap.put(
        "b.jsonl.gz",
        gzip("{\"text\": \"Two.\"}\n{\"id\": \"three\", \"text\": \"Three.\"}\n"),
    );
    heap.put("c.html.gz", gzip("<p>Four."));
    heap.put("d.txt", "Five.");
    assert_eq!(
        heap.listed(""),
        ["a.txt", "b.jsonl.gz:1", "three", "c.html.gz", "d.txt"]
    );
    let page = heap.open("").remove(3).unwrap();
    assert_eq!((text(&page).as_str(), page.format), ("<p>Four.", Some(Format::Html)));
}

#[test]
fn what_is_no_document_is_an_error_in_its_place() {
    let heap = Heap::new();
    heap.put("a.txt", "One.");
    heap.put("b.csv", "1,2");
    heap.put("c.tsv", "path\na.txt\n");
    heap.put("d.txt", "Two.");
    assert_eq!(
        heap.listed(""),
        [
            "a.txt",
            "! b.csv: is a file of data, not a document; leave it out of the folder",
            "! c.tsv: is a list, not a document; give the list itself instead of its folder, or leave it out of the folder",
            "d.txt",
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_lead_out_of_the_heap_but_not_round_in_it() {
    use std::os::unix::fs::symlink;
    let (heap, other) = (Heap::new(), Heap::new());
    heap.put("a/1.txt", "One.");
    other.put("deep/2.txt", "Two.");
    symlink(heap.path("a"), heap.path("again")).unwrap();
    symlink(heap.path(""), heap.path("a/round")).unwrap();
    symlink(other.path("deep"), heap.path("b")).unwrap();
    symlink(other.path(""), heap.path("c")).unwrap();
    symlink(heap.path("nowhere"), heap.path("d.txt")).unwrap();
    symlink(heap.path("a/1.txt"), heap.path("e.txt")).unwrap();
    assert_eq!(
        heap.listed(""),
        [
            "a/1.txt",
            "b/2.txt",
            "! c: is a link to a folder that holds this one; take the link out of the folder",
            "! d.txt: no such file; check the path",
            "e.txt",
        ]
    );
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let heap = Heap::new();
    heap.put("b.txt", "One.");
    let made = std::process::Command::new("mkfifo").arg(heap.path("a.txt")).status();
    assert!(made.unwrap().success());
    assert_eq!(
        heap.listed(""),
        ["! a.txt: is neither a file nor a folder; leave it out", "b.txt"]
    );
}

#[test]
fn a_single_document_is_a_heap_of_one() {
    let heap = Heap::new();
    heap.put("a.html", "<p>One.");
    let item = only(heap.open("a.html"));
    assert_eq!((item.id.as_str(), item.format), ("a.html", Some(Format::Html)));
    let error = open(&heap.path("b.html"), &Options::default()).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Read);
    assert!(heap.open("").len() == 1);
}

#[test]
fn contents_tell_what_a_strange_name_does_not() {
    let heap = Heap::new();
    heap.put(
        "dump",
        gzip("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    );
    assert!(heap.listed("dump").is_empty());
    heap.put("README", "Read me.");
    assert_eq!(heap.listed("README"), ["README"]);
}

#[test]
fn a_large_document_is_refused_and_the_rest_goes_on() {
    let heap = Heap::new();
    heap.put("a.txt", "x".repeat(5000));
    heap.put("b.txt.gz", gzip("y".repeat(5000)));
    heap.put("c.txt", "One.");
    let items = open_at(&heap.path(""), &Options { largest: 4096 });
    let large = "is larger than 4 KB, which no article is; leave it out, or break it into documents";
    assert_eq!(
        heap.names(items),
        [
            format!("! a.txt: {large}"),
            format!("! b.txt.gz: {large}"),
            "c.txt".to_owned()
        ]
    );
}

#[test]
fn a_page_is_read_cleaned_and_dated() {
    let heap = Heap::new();
    let page = "<!doctype html><html lang=en><head><title>Ferry returns</title>\
        <meta property='article:published_time' content='2024-02-14T10:30:00Z'></head><body><nav><a href=/>Home</a></nav>\
        <article><h1>Ferry returns</h1><p>The ferry that left the harbour on Monday has returned after two hours.</p>\
        <p>Nobody of the 112 people on board was hurt, and they were taken to a tug boat.</p></article></body></html>";
    heap.put("a.html", page);
    let (document, metadata) = read(&only(heap.open("a.html")), &crate::read::Options::default()).unwrap();
    assert_eq!(document.language, Some(Language::ENGLISH));
    assert_eq!(metadata.date.as_deref(), Some("2024-02-14T10:30Z"));
    assert_eq!(metadata.title.as_deref(), Some("Ferry returns"));
    heap.put("b.html", "<html><body><nav><a href=/>Home</a></nav></body></html>");
    let error = read(&only(heap.open("b.html")), &crate::read::Options::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Empty);
}
