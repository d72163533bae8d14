//! Whatever the bytes, nothing panics, hangs or grows.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 11] = [
    "x.jsonl",
    "x.tsv",
    "x.warc",
    "x.warc.gz",
    "x.zip",
    "x.tar",
    "x.tar.gz",
    "x.html",
    "x",
    "x.jsonl.gz",
    "x.json",
];

/// Whole inputs of each kind, to be broken.
fn whole(kind: usize) -> Vec<u8> {
    let page = "<html lang=en><title>Ferry</title><time datetime=2024-02-14></time><p>The ferry returned.</html>";
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2024-02-14T10:30:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(page.len() as u64);
    tar.append_data(&mut header, "a/1.html", page.as_bytes()).unwrap();
    let tar = tar.into_inner().unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("1.html", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(page.as_bytes()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let lines = "{\"id\": 1, \"text\": \"One.\", \"date\": \"2024-02-14\"}\n{\"html\": \"<p>\"}\n";
    match kind {
        0 => lines.into(),
        1 => b"id\ttext\tdate\n1\tOne.\\n\t2024-02-14\n".to_vec(),
        2 => record.repeat(2).into(),
        3 => [gzip(&record), gzip(&record)].concat(),
        4 => zip,
        5 => tar,
        6 => gzip(tar),
        7 | 8 => page.into(),
        9 => gzip(lines),
        _ => b"[{\"text\": \"One.\"}, {\"id\": 2, \"html\": \"<p>Two.\"}]".to_vec(),
    }
}

/// Reads everything; there are never more documents and errors than bytes.
fn exhaust(name: &str, bytes: &[u8]) {
    let heap = Heap::new();
    heap.put(name, bytes);
    let options = Options { largest: 1 << 16 };
    let mut count = 0;
    for item in open(&heap.path(""), &options).unwrap().take(10_000) {
        count += 1;
        if let Ok(item) = item {
            assert!(item.bytes.len() <= options.largest);
            let _ = super::super::read(&item, &crate::read::Options::default());
        }
    }
    assert!(count <= bytes.len() + 1, "{count} of {} bytes", bytes.len());
}

#[test]
fn whole_inputs_are_read() {
    for (kind, name) in NAMES.iter().enumerate() {
        let heap = Heap::new();
        let path = heap.put(name, whole(kind));
        let items = open_at(&path, &Options::default());
        assert!(
            !items.is_empty() && items.iter().all(Result::is_ok),
            "{name}: {items:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_under_any_name(name in 0..NAMES.len(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        exhaust(NAMES[name], &bytes);
    }

    #[test]
    fn whole_inputs_with_broken_bytes(
        kind in 0..NAMES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
        insert in prop::option::of((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..20))),
    ) {
        let mut bytes = whole(kind);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((at, inserted)) = insert {
            let at = at.index(bytes.len());
            bytes.splice(at..at, inserted);
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        exhaust(NAMES[kind], &bytes);
    }

    #[test]
    fn any_page_and_any_date(text in "[\\PC<>=\"' a-z:/.-]{0,200}", date in "[0-9T:+Z./ a-zA-Z,-]{0,30}") {
        let _ = metadata::of_page(&text);
        let _ = metadata::of_page(&format!("<meta name=date content='{date}'><time datetime='{date}'>"));
        let _ = metadata::date::of_address(&format!("http://x/{date}"));
        if let Some(normal) = metadata::date::normal(&date) {
            // What is normal stays as it is.
            prop_assert_eq!(metadata::date::normal(&normal), Some(normal));
        }
    }
}
