//! Lists and dumps.

use super::*;
use crate::document::Format;
use crate::language::Language;

#[test]
fn a_dump_says_what_it_knows() {
    let heap = Heap::new();
    heap.put(
        "a.jsonl",
        "\u{feff}{\"id\": 17, \"text\": \"Паром \\u0432ернулся.\", \"url\": \"https://a.example/1\", \"date\": \"14.02.2024\", \
         \"title\": \" Паром\\n \", \"lang\": \"ru\", \"views\": [1, 2]}\r\n\
         \n\
         {\"html\": \"<p>Ferry\", \"published\": 1707895800, \"language\": \"English\", \"id\": null}\n\
         {\"content\": \"<html><p>Ferry</html>\", \"date\": \"soon\"}",
    );
    let items: Vec<Item> = heap.open("a.jsonl").into_iter().map(Result::unwrap).collect();
    let first = &items[0];
    assert_eq!((first.id.as_str(), text(first).as_str()), ("17", "Паром вернулся."));
    assert_eq!(first.place, format!("{}:1", heap.path("a.jsonl").display()));
    assert_eq!(
        (first.format, first.encoding.as_deref()),
        (Some(Format::Text), Some("utf-8"))
    );
    assert_eq!(
        first.metadata,
        Metadata {
            url: Some("https://a.example/1".to_owned()),
            date: Some("2024-02-14".to_owned()),
            title: Some("Паром".to_owned()),
            language: Some(Language::RUSSIAN),
            ..Metadata::default()
        }
    );
    assert_eq!(
        (items[1].id.as_str(), items[1].format),
        ("a.jsonl:3", Some(Format::Html))
    );
    assert_eq!(items[1].metadata.date.as_deref(), Some("2024-02-14T07:30Z"));
    assert_eq!(items[1].metadata.language, Some(Language::ENGLISH));
    assert_eq!((items[2].format, &items[2].metadata.date), (None, &None));
}

#[test]
fn each_broken_line_of_a_dump_is_named() {
    let heap = Heap::new();
    let lines = [
        "{\"text\": \"One.\"}",
        "{\"text\": \"Two.\"",
        "[{\"text\": \"Three.\"}]",
        "{\"id\": \"4\"}",
        "{\"text\": \"Five.\", \"html\": \"<p>Five.\"}",
        "{\"text\": [\"Six.\"]}",
        "{\"id\": \"a\\tb\", \"text\": \"Seven.\"}",
        "{\"text\": \"Eight.\", \"text\": \"8\"}",
        "{\"path\": \"nine.txt\"}",
        "{\"text\": \"\"}",
        "{\"id\": \"a.jsonl:1\", \"text\": \"Eleven.\"}",
        "{\"text\": \"Twelve.\"}",
    ];
    heap.put("a.jsonl", lines.join("\n"));
    assert_eq!(
        heap.listed("a.jsonl"),
        [
            "a.jsonl:1",
            "! a.jsonl:2: broken JSON: EOF while parsing an object at line 1 column 15; write one JSON object a line",
            "! a.jsonl:3: a JSON list, not an object; write one JSON object a line",
            "! a.jsonl:4: no document; give text, html, content or path",
            "a.jsonl:5",
            "! a.jsonl:6: \"text\" is no text; write a text in quotes",
            "! a.jsonl:7: the id holds a tab or line break; give an id without control characters",
            "! a.jsonl:8: broken JSON: duplicate field `text` at line 1 column 25; write one JSON object a line",
            "! a.jsonl:9: nine.txt: no such file; check the path",
            "! a.jsonl:10: no document; give text, html, content or path",
            "! a.jsonl:11: a second document with the name \"a.jsonl:1\"; give each document a name of its own",
            "a.jsonl:12",
        ]
    );
}

#[test]
fn a_long_line_is_passed_over_without_being_kept() {
    let heap = Heap::new();
    let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"One.\"}}\n", "x".repeat(20_000));
    heap.put("a.jsonl", long);
    let items = open_at(&heap.path("a.jsonl"), &Options { largest: 4096 });
    let names = heap.names(items);
    assert!(names[0].starts_with("! a.jsonl:1: is larger than 4 KB"), "{names:?}");
    assert_eq!(names[1], "a.jsonl:2");
}

#[test]
fn a_list_names_files_and_what_is_known_of_them() {
    let heap = Heap::new();
    heap.put("ru/1.html", "<p>Паром");
    heap.put("en/1.txt.gz", gzip("Ferry"));
    heap.put(
        "list.tsv",
        "# id\tlanguage\tpath\turl\tdate\ttitle\tnote\r\n\
         # a comment\r\n\
         a\tru\tru/1.html\thttps://a.example/1\t2024-02-14\tПаром\tx\r\n\
         \ten\ten/1.txt.gz\r\n\
         \r\n\
         c\ten\ten/2.txt\t\t\t\t\r\n\
         d\ten\r\n\
         e\ten\ten\r\n\
         1\t2\t3\t4\t5\t6\t7\t8\r\n",
    );
    let items = heap.open("list.tsv");
    let first = items[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.format), ("a", Some(Format::Html)));
    assert_eq!(first.place, heap.path("ru/1.html").to_string_lossy());
    assert_eq!(first.metadata.title.as_deref(), Some("Паром"));
    assert_eq!(text(items[1].as_ref().unwrap()), "Ferry");
    assert_eq!(
        heap.names(items),
        [
            "a",
            "en/1.txt.gz",
            "! list.tsv:6: en/2.txt: no such file; check the path",
            "! list.tsv:7: no document; give text, html, content or path",
            "! list.tsv:8: en is a folder; name a file",
            "! list.tsv:9: 8 columns where the header names 7; see the header line",
        ]
    );
}

#[test]
fn a_list_may_hold_the_texts_themselves() {
    let heap = Heap::new();
    heap.put(
        "list.tsv",
        "Text\tID\nOne.\\nTwo\\ttabs, C:\\\\new and \\x.\tfirst\n\tsecond\n",
    );
    let items = heap.open("list.tsv");
    assert_eq!(text(items[0].as_ref().unwrap()), "One.\nTwo\ttabs, C:\\new and \\x.");
    assert_eq!(heap.names(items)[0], "first");
}

#[test]
fn a_list_without_columns_is_refused() {
    let heap = Heap::new();
    heap.put("list.tsv", "# comment\na\tb\nc\td\n");
    let remedy = "begin with a line that names the columns, such as id, path, language, url, date, title";
    assert_eq!(
        heap.listed("list.tsv"),
        [format!(
            "! list.tsv:2: no column is named path, text, html or content; {remedy}"
        )]
    );
    heap.put("list.tsv", "path\turl\tpath\n");
    assert_eq!(
        heap.listed("list.tsv"),
        [format!("! list.tsv:1: two columns for the path; {remedy}")]
    );
    heap.put("list.tsv", b"path\n\xff\n");
    assert_eq!(
        heap.listed("list.tsv"),
        ["! list.tsv:2: is not valid UTF-8; save the list in UTF-8"]
    );
}

#[test]
fn a_dump_that_is_cut_off_gives_what_comes_before() {
    let heap = Heap::new();
    let line = |number: u32| format!("{{\"text\": \"Line {number} of {}.\"}}\n", number * 7919 % 1009);
    let lines: Vec<String> = (0..2000).map(line).collect();
    let packed = gzip(lines.concat());
    heap.put("a.jsonl.gz", &packed[..packed.len() / 2]);
    let items = heap.open("a.jsonl.gz");
    assert!(items.len() > 500 && items[..items.len() - 1].iter().all(Result::is_ok));
    let last = heap.names(items).pop().unwrap();
    assert!(
        last.starts_with("! a.jsonl.gz: the compressed file is damaged: it ends too early"),
        "{last}"
    );
}

#[test]
fn text_goes_before_a_page_and_a_page_before_a_path() {
    let heap = Heap::new();
    let lines = [
        "{\"path\": \"x\", \"content\": \"C\", \"html\": \"<p>\", \"text\": \"T\"}",
        "{\"path\": \"x\", \"content\": \"C\", \"html\": \"<p>\", \"text\": null}",
        "{\"path\": \"x\", \"content\": \"C\", \"html\": \"\"}",
    ];
    heap.put("a.jsonl", lines.join("\n"));
    let found: Vec<_> = heap
        .open("a.jsonl")
        .into_iter()
        .flatten()
        .map(|item| (text(&item), item.format))
        .collect();
    let expected = [("T", Some(Format::Text)), ("<p>", Some(Format::Html)), ("C", None)];
    assert_eq!(found, expected.map(|(text, format)| (text.to_owned(), format)));
}

#[test]
fn json_of_other_forms_is_read() {
    let heap = Heap::new();
    heap.put("one.json", "{\n  \"text\": \"One.\",\n  \"date\": \"2024-02-14\"\n}\n");
    heap.put(
        "list.json",
        "[{\"text\": \"One.\"}, 17,\n{\"id\": \"three\", \"text\": \"Three.\"}, {\"title\": \"x\"}]",
    );
    heap.put("lines.json", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
    heap.put("meta.json", "{\n  \"tool\": \"x\"\n}\n");
    heap.put("broken.json", "{\n  \"text\": \"x\"\n");
    heap.put("empty.json", "");
    assert_eq!(heap.listed("one.json"), ["one.json"]);
    assert_eq!(only(heap.open("one.json")).metadata.date.as_deref(), Some("2024-02-14"));
    assert_eq!(
        heap.listed("list.json"),
        [
            "list.json:1",
            "! list.json: document 2: is no JSON object; write one object a document",
            "three",
            "! list.json: document 4: no document; give text, html, content or path",
        ]
    );
    assert_eq!(heap.listed("lines.json"), ["lines.json:1", "lines.json:2"]);
    assert_eq!(
        heap.listed("meta.json"),
        ["! meta.json: no document; give text, html, content or path"]
    );
    for name in ["broken.json", "empty.json"] {
        let names = heap.listed(name);
        assert!(
            names.len() == 1 && names[0].starts_with(&format!("! {name}: broken JSON: EOF")),
            "{names:?}"
        );
    }
    let items = open_at(&heap.path("list.json"), &Options { largest: 20 });
    assert_eq!(
        heap.names(items),
        ["! list.json: is too large to be read at once; write one JSON object a line, and call it .jsonl"]
    );
}

#[test]
fn what_is_no_dump_at_all_is_given_up() {
    let heap = Heap::new();
    heap.put("a.jsonl", "word\n".repeat(5000));
    let names = heap.listed("a.jsonl");
    assert_eq!(names.len(), 21);
    let last = "! a.jsonl:21: none of the first 20 lines is JSON; the rest is not read; write one JSON object a line";
    assert_eq!(names[20], last);
    // Behind a good line, broken ones are only broken lines.
    heap.put("b.jsonl", format!("{{\"text\": \"One.\"}}\n{}", "word\n".repeat(100)));
    assert_eq!(heap.listed("b.jsonl").len(), 101);
}
