//! ZIP and tar archives.

use std::io::Cursor;

use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, bytes)) in members.iter().enumerate() {
        let method = if number % 2 == 0 {
            CompressionMethod::Deflated
        } else {
            CompressionMethod::Stored
        };
        if name.ends_with('/') {
            writer.add_directory(*name, SimpleFileOptions::default()).unwrap();
        } else {
            writer
                .start_file(*name, SimpleFileOptions::default().compression_method(method))
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        if name.ends_with('/') {
            header.set_entry_type(tar::EntryType::Directory);
        }
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

const DUMP: &[u8] = b"{\"text\": \"Two.\"}\n{\"text\": \"Three.\"}\n";

/// A long name makes tar write a header of its own for it.
const LONG: &str = "news/a-very-long-name-of-a-folder-that-does-not-fit-into-the-hundred-bytes-of-a-header/and-a-long-name-of-a-file-in-it.txt";

fn members() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("news/", b""),
        ("news/1.html", b"<p>One."),
        ("news/dump.jsonl", DUMP),
        ("news/style.css", b"p {}"),
        ("news/.hidden.txt", b"x"),
        ("__MACOSX/news/._1.html", b"x"),
        ("news/inner.zip", b"PK\x03\x04"),
        (LONG, b"Four."),
        ("news/5.txt", b"Five."),
    ]
}

fn expected(archive: &str) -> Vec<String> {
    let nested = format!("! {archive}!news/inner.zip: is an archive inside an archive; unpack the outer one first");
    let member = |name: &str| format!("{archive}!{name}");
    vec![
        member("news/1.html"),
        member("news/dump.jsonl:1"),
        member("news/dump.jsonl:2"),
        nested,
        member(LONG),
        member("news/5.txt"),
    ]
}

#[test]
fn members_of_every_archive_are_documents() {
    let heap = Heap::new();
    heap.put("a.zip", zip_of(&members()));
    heap.put("a.tar", tar_of(&members()));
    heap.put("a.tar.gz", gzip(tar_of(&members())));
    heap.put("a.tgz", gzip(tar_of(&members())));
    for archive in ["a.zip", "a.tar", "a.tar.gz", "a.tgz"] {
        assert_eq!(heap.listed(archive), expected(archive));
        let texts: Vec<String> = heap
            .open(archive)
            .into_iter()
            .flatten()
            .map(|item| text(&item))
            .collect();
        assert_eq!(texts, ["<p>One.", "Two.", "Three.", "Four.", "Five."], "{archive}");
    }
    assert_eq!(heap.listed("").len(), 4 * expected("").len());
}

#[test]
fn large_members_are_refused_and_the_rest_goes_on() {
    let heap = Heap::new();
    let large = vec![b' '; 10_000];
    let packed = gzip(&large);
    let members: [(&str, &[u8]); 3] = [("1.txt", &large), ("2.txt.gz", &packed), ("3.txt", b"Three.")];
    heap.put("a.zip", zip_of(&members));
    heap.put("a.tar", tar_of(&members));
    for archive in ["a.zip", "a.tar"] {
        let names = heap.names(open_at(&heap.path(archive), &Options { largest: 4096 }));
        assert!(
            names[0].starts_with(&format!("! {archive}!1.txt: is larger than 4 KB")),
            "{names:?}"
        );
        assert!(
            names[1].starts_with(&format!("! {archive}!2.txt.gz: is larger than 4 KB")),
            "{names:?}"
        );
        assert_eq!(names[2], format!("{archive}!3.txt"));
    }
}

#[test]
fn a_zip_that_says_less_than_it_holds_is_refused() {
    let heap = Heap::new();
    let mut bytes = zip_of(&[("1.txt", &[b' '; 10_000])]);
    // The size in the directory at the end and in the header at the start: ten bytes.
    let size = 10_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    heap.put("a.zip", bytes);
    let items = open_at(&heap.path("a.zip"), &Options { largest: 4096 });
    assert!(items.len() == 1 && items[0].is_err());
}

#[test]
fn encrypted_members_are_told() {
    let heap = Heap::new();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .with_deprecated_encryption(b"secret")
        .unwrap();
    writer.start_file("1.txt", options).unwrap();
    writer.write_all(b"One.").unwrap();
    writer.start_file("2.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"Two.").unwrap();
    heap.put("a.zip", writer.finish().unwrap().into_inner());
    assert_eq!(
        heap.listed("a.zip"),
        [
            "! a.zip!1.txt: is encrypted; unpack the archive with its password first",
            "a.zip!2.txt"
        ]
    );
}

#[test]
fn paths_that_lead_out_of_an_archive_are_only_names() {
    let heap = Heap::new();
    heap.put(
        "in/a.zip",
        zip_of(&[("../../evil.txt", b"One."), ("/etc/passwd.txt", b"Two.")]),
    );
    assert_eq!(
        heap.listed("in/a.zip"),
        ["a.zip!../../evil.txt", "a.zip!/etc/passwd.txt"]
    );
    assert!(!heap.path("evil.txt").exists());
}

#[test]
fn archives_that_are_cut_off_give_what_comes_before() {
    let heap = Heap::new();
    let long: Vec<u8> = (0..20_000_u32)
        .flat_map(|number| (number * 7919).to_le_bytes())
        .collect();
    let whole = tar_of(&[("1.txt", b"One."), ("2.txt", &long)]);
    heap.put("a.tar", &whole[..whole.len() / 2]);
    let packed = gzip(&whole);
    heap.put("b.tar.gz", &packed[..packed.len() / 2]);
    for archive in ["a.tar", "b.tar.gz"] {
        let names = heap.listed(archive);
        assert_eq!(names[0], format!("{archive}!1.txt"));
        assert!(
            names[1].starts_with(&format!("! {archive}: the tar archive is damaged: it ends too early")),
            "{names:?}"
        );
        assert_eq!(names.len(), 2);
    }
    let zip = zip_of(&[("1.txt", b"One."), ("2.txt", &long)]);
    heap.put("c.zip", &zip[..zip.len() / 2]);
    let error = open_at(&heap.path("c.zip"), &Options::default()).remove(0).unwrap_err();
    assert!(error.to_string().contains("the ZIP archive is damaged"), "{error}");
    // A folder with a broken archive goes on.
    heap.put("d.txt", "One.");
    assert_eq!(heap.listed("").last().unwrap(), "d.txt");
}

#[test]
fn one_broken_member_of_a_zip_does_not_take_the_others() {
    let heap = Heap::new();
    let mut bytes = zip_of(&[("0.txt", b"x"), ("1.txt", b"The ferry returned."), ("2.txt", b"Two.")]);
    let at = bytes.windows(9).position(|window| window == b"The ferry").unwrap();
    bytes[at] ^= 1;
    heap.put("a.zip", bytes);
    let names = heap.listed("a.zip");
    assert!(
        names[1].starts_with("! a.zip!1.txt: the compressed file is damaged"),
        "{names:?}"
    );
    assert_eq!((names[0].as_str(), names[2].as_str()), ("a.zip!0.txt", "a.zip!2.txt"));
}
