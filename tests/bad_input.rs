//! Whatever is wrong with a file, the program says which file and what to do, and loses nothing.

use std::fs;

use crate::support::{Folder, Run, article};

/// A folder with a good pair, `en.txt` and `ru.txt`.
fn folder() -> Folder {
    let folder = Folder::new();
    let (english, russian) = article(3);
    folder.file("en.txt", english);
    folder.file("ru.txt", russian);
    folder
}

/// Aligns the good English text with a bad file, in either order.
fn align_with(folder: &Folder, name: &str, bytes: &[u8]) -> [Run; 2] {
    folder.file(name, bytes);
    [
        folder.run(&["align", "en.txt", name]),
        folder.run(&["align", name, "en.txt"]),
    ]
}

#[test]
fn good_pair_passes() {
    let run = folder().run(&["align", "en.txt", "ru.txt"]);
    assert!(run.expect_success().stdout.contains("мельник"), "{run:#?}");
}

#[test]
fn empty_file_is_refused() {
    let folder = folder();
    for (name, bytes) in [
        ("empty.txt", &b""[..]),
        ("blank.txt", b" \n\n \t\n"),
        ("mark.txt", b"\xef\xbb\xbf\n"),
        ("empty.html", b""),
        ("tags.html", b"<html><body><p></p></body></html>"),
    ] {
        for run in align_with(&folder, name, bytes) {
            run.expect_refusal(3, name);
        }
        folder.run(&["segment", name]).expect_refusal(3, name);
    }
}

#[test]
fn binary_file_is_refused() {
    let folder = folder();
    let noise: Vec<u8> = (0..4000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0])
        .collect();
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &noise].concat();
    let document = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".as_slice(), &noise].concat();
    let archive = [b"PK\x03\x04\x14\0\x06\0".as_slice(), &noise].concat();
    for (name, bytes) in [
        ("noise.txt", &noise),
        ("picture.txt", &picture),
        ("report.txt", &document),
        ("letter.html", &archive),
    ] {
        for run in align_with(&folder, name, bytes) {
            run.expect_refusal(3, name);
        }
        folder.run(&["segment", name]).expect_refusal(3, name);
    }
}

#[test]
fn same_language_twice_is_refused() {
    let folder = folder();
    let (english, _) = article(5);
    for run in align_with(&folder, "also-english.txt", english.as_bytes()) {
        run.expect_refusal(3, "also-english.txt");
    }
}

#[test]
fn same_language_twice_can_be_asked_for() {
    let folder = folder();
    folder.file("old.txt", article(4).0);
    folder
        .run(&["align", "en.txt", "old.txt", "--from", "en", "--to", "en"])
        .expect_success();
}

#[test]
fn line_of_fifty_megabytes_is_refused() {
    let folder = folder();
    let line = "no end in sight and ".repeat(50_000_000 / 20);
    for run in align_with(&folder, "line.txt", line.as_bytes()) {
        run.expect_refusal(3, "line.txt");
    }
    folder.run(&["segment", "line.txt"]).expect_refusal(3, "line.txt");
}

#[test]
fn deeply_nested_page_is_read_or_refused() {
    let folder = folder();
    let (_, russian) = article(2);
    let depth = 100_000;
    for tag in ["div", "b", "table", "ul"] {
        let page = format!(
            "<html><body>{}<p>{russian}</p>{}</body></html>",
            format!("<{tag}>").repeat(depth),
            format!("</{tag}>").repeat(depth)
        );
        folder.file("deep.html", page);
        let run = folder.run(&["align", "en.txt", "deep.html"]);
        if run.code == Some(0) {
            assert!(run.stdout.contains("мельник"), "<{tag}>: {run:#?}");
        } else {
            run.expect_refusal(3, "deep.html");
        }
        // The threads that work on many pairs have less room than the first one.
        folder.file("pairs.tsv", "deep\ten.txt\tdeep.html\ngood\ten.txt\tru.txt\n");
        let run = folder.run(&["align", "--pairs", "pairs.tsv", "--out-dir", "out", "--format", "tsv"]);
        assert!(matches!(run.code, Some(0 | 3)), "<{tag}>: {run:#?}");
        assert!(
            String::from_utf8(folder.read("out/good.tsv"))
                .unwrap()
                .contains("мельник")
        );
    }
}

#[test]
fn broken_utf8_is_refused() {
    let folder = folder();
    let (_, russian) = article(6);
    // Cut inside a two-byte letter, and a byte that is never part of UTF-8.
    let mut bytes = russian.into_bytes();
    let cut = bytes.iter().rposition(|&byte| byte == 0xd0).unwrap();
    bytes.splice(cut + 1..cut + 2, [0xff, b' ']);
    for run in align_with(&folder, "broken.txt", &bytes) {
        run.expect_refusal(3, "broken.txt");
    }
}

#[test]
fn wrong_encoding_label_is_refused() {
    let folder = folder();
    folder
        .run(&["align", "en.txt", "ru.txt", "--encoding", "klingon"])
        .expect_refusal(2, "klingon");
}

#[test]
fn missing_file_is_refused() {
    let folder = folder();
    folder
        .run(&["align", "en.txt", "nowhere.txt"])
        .expect_refusal(3, "nowhere.txt");
    folder
        .run(&["align", "nowhere.txt", "ru.txt"])
        .expect_refusal(3, "nowhere.txt");
    folder.run(&["segment", "nowhere.txt"]).expect_refusal(3, "nowhere.txt");
    folder.run(&["eval", "--gold", "nowhere"]).expect_refusal(3, "nowhere");
    folder
        .run(&["align", "en.txt", "ru.txt", "--abbreviations", "nowhere.txt"])
        .expect_refusal(3, "nowhere.txt");
    folder
        .run(&["align", "--pairs", "nowhere.tsv", "--out-dir", "out", "--format", "tsv"])
        .expect_refusal(3, "nowhere.tsv");
}

#[test]
fn folder_is_no_file() {
    let folder = folder();
    fs::create_dir(folder.path().join("articles")).unwrap();
    folder
        .run(&["align", "articles", "ru.txt"])
        .expect_refusal(3, "articles");
}

#[test]
fn unwritable_output_is_refused_and_the_other_is_written() {
    let folder = folder();
    fs::create_dir(folder.path().join("taken.tsv")).unwrap();
    for output in ["no/such/folder/out.tsv", "taken.tsv", "en.txt/out.tsv"] {
        folder
            .run(&["align", "en.txt", "ru.txt", "-o", output])
            .expect_refusal(3, output);
        folder
            .run(&["align", "en.txt", "ru.txt", "-o", output, "-o", "good.tsv"])
            .expect_refusal(3, output);
        assert!(String::from_utf8(folder.read("good.tsv")).unwrap().contains("мельник"));
        fs::remove_file(folder.path().join("good.tsv")).unwrap();
    }
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 3, "temporary files are left: {left:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn full_disk_is_reported() {
    let folder = folder();
    folder.file("gold/one/gold.txt", "[0]:[0]\n");
    for command in ["segment ru.txt", "align en.txt ru.txt", "eval --gold gold --hyp gold"] {
        let arguments: Vec<_> = command.split(' ').collect();
        folder
            .run_into("/dev/full", &arguments)
            .expect_refusal(3, "standard output");
    }
}

#[test]
fn unknown_extension_is_refused_before_any_work() {
    let folder = folder();
    folder
        .run(&["align", "nowhere.txt", "ru.txt", "-o", "out.docx"])
        .expect_refusal(2, "out.docx");
}

#[test]
fn input_is_never_written_over() {
    let folder = folder();
    let before = folder.read("ru.txt");
    folder
        .run(&["align", "en.txt", "ru.txt", "--format", "tsv", "-o", "./ru.txt"])
        .expect_refusal(2, "ru.txt");
    folder.file("pairs.tsv", "ru\ten.txt\tru.txt\n");
    let run = folder.run(&["align", "--pairs", "pairs.tsv", "--out-dir", ".", "--format", "table"]);
    assert_eq!(run.code, Some(3), "{run:#?}");
    assert_eq!(folder.read("ru.txt"), before);
}

#[test]
fn list_of_pairs_is_never_written_over() {
    let folder = folder();
    let list = "pairs\ten.txt\tru.txt\n";
    folder.file("pairs.tsv", list);
    let run = folder.run(&["align", "--pairs", "pairs.tsv", "--out-dir", ".", "--format", "tsv"]);
    assert_eq!(run.code, Some(3), "{run:#?}");
    assert!(run.stderr.contains("pairs.tsv: is an input"), "{run:#?}");
    assert_eq!(folder.read("pairs.tsv"), list.as_bytes());
    let run = folder.run(&[
        "align",
        "--pairs",
        "pairs.tsv",
        "--out-dir",
        "en.txt",
        "--format",
        "tsv",
    ]);
    run.expect_refusal(3, "en.txt: is a file, not a folder");
}

#[test]
fn page_of_furniture_alone_is_refused() {
    let folder = folder();
    let page = "<html><body><nav><a href=/>Главная</a> <a href=/n>Новости</a></nav>\
        <footer>© 2024 Агентство. Все права защищены.</footer></body></html>";
    for run in align_with(&folder, "menu.html", page.as_bytes()) {
        run.expect_refusal(3, "menu.html");
        assert!(run.stderr.contains("--all-blocks"), "{run:#?}");
    }
    folder
        .run(&["align", "en.txt", "menu.html", "--all-blocks"])
        .expect_success();
    folder.run(&["segment", "menu.html"]).expect_success();
}

#[test]
fn model_and_alignment_do_not_take_each_other_away() {
    let folder = folder();
    folder
        .run(&["align", "en.txt", "ru.txt", "-o", "out.tsv", "--save-model", "out.tsv"])
        .expect_refusal(2, "out.tsv");
    folder
        .run(&[
            "align",
            "en.txt",
            "ru.txt",
            "-o",
            "out.tsv",
            "--save-model",
            "none/model",
        ])
        .expect_refusal(3, "none/model");
    assert!(String::from_utf8(folder.read("out.tsv")).unwrap().contains("мельник"));
    folder.file("pairs.tsv", "one\ten.txt\tru.txt\n");
    let many = [
        "align",
        "--pairs",
        "pairs.tsv",
        "--out-dir",
        "out",
        "--format",
        "tsv",
        "--save-model",
    ];
    folder
        .run(&[&many[..], &["ru.txt"]].concat())
        .expect_refusal(2, "ru.txt");
    folder
        .run(&[&many[..], &["none/model"]].concat())
        .expect_refusal(3, "none/model");
    assert!(
        String::from_utf8(folder.read("out/one.tsv"))
            .unwrap()
            .contains("мельник")
    );
}

#[test]
fn too_many_threads_are_refused() {
    let folder = folder();
    for threads in ["0", "100000", "-1", "two"] {
        let option = format!("--threads={threads}");
        let run = folder.run(&["align", "en.txt", "ru.txt", &option]);
        assert_eq!(run.code, Some(2), "{run:#?}");
        assert!(run.stderr.contains("give a number from 1 to 1024"), "{run:#?}");
    }
}

#[test]
fn probability_below_zero_is_refused() {
    let run = folder().run(&["align", "en.txt", "ru.txt", "--min-confidence", "-1"]);
    assert_eq!(run.code, Some(2), "{run:#?}");
    assert!(run.stderr.contains("give a number from 0 to 1"), "{run:#?}");
}

#[test]
fn bad_pair_does_not_stop_the_others() {
    let folder = folder();
    folder.file("empty.txt", "");
    folder.file(
        "lists/pairs.tsv",
        "# id\tA\tB\n\
         first\ten.txt\tru.txt\n\
         second\ten.txt\tnowhere.txt\n\
         third\ten.txt\n\
         ../../fourth\ten.txt\tru.txt\n\
         fifth\tempty.txt\tru.txt\n",
    );
    let run = folder.run(&[
        "align",
        "--pairs",
        "lists/pairs.tsv",
        "--out-dir",
        "out/deep",
        "--format",
        "tsv",
    ]);
    assert_eq!(run.code, Some(3), "{run:#?}");
    let lines: Vec<_> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 4, "{run:#?}");
    for (line, subject) in lines
        .iter()
        .zip(["nowhere.txt", "lists/pairs.tsv:4", "empty.txt", "2 of 5 pairs aligned"])
    {
        assert!(line.contains(subject), "{subject}: {run:#?}");
    }
    let mut written: Vec<_> = fs::read_dir(folder.path().join("out/deep"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(written, ["_._.._fourth.tsv", "first.tsv"]);
    assert!(
        String::from_utf8(folder.read("out/deep/first.tsv"))
            .unwrap()
            .contains("мельник")
    );
}

#[test]
fn bad_gold_is_named_with_its_line() {
    let folder = Folder::new();
    folder.file("gold/one/gold.txt", "[0]:[0]\n[1]-[1]\n");
    folder
        .run(&["eval", "--gold", "gold", "--hyp", "gold"])
        .expect_refusal(3, "gold/one/gold.txt:2");
}

#[test]
fn bad_dictionary_is_refused_everywhere() {
    let folder = folder();
    let bad: [(&str, &[u8], &str); 7] = [
        ("empty.dic", b"", "empty.dic: "),
        ("marks.dic", b"\xff\xfe", "marks.dic: "),
        ("words.dic", b"mill\nriver\n", "words.dic:1: "),
        ("mostly.dic", b"a @ b\nmill\nriver\n", "mostly.dic:2: "),
        ("picture.tsv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.tsv: "),
        ("cut.tbx", b"<?xml version='1.0'?><martif><termEntry>", "cut.tbx: "),
        ("half.index", b"mill\tA\tB\n", "half.index: "),
    ];
    for (name, bytes, subject) in bad {
        folder.file(name, bytes);
        for command in [
            vec!["align", "en.txt", "ru.txt", "--lexicon", name],
            vec!["lexicon", "import", name],
            vec!["lexicon", "stats", name],
            vec!["lexicon", "check", name],
            vec!["lexicon", "lookup", "mill", "--lexicon", name],
        ] {
            folder.run(&command).expect_refusal(3, subject);
        }
    }
    folder
        .run(&["align", "en.txt", "ru.txt", "--lexicon", "."])
        .expect_refusal(3, ".: is a folder");
}

#[test]
fn dictionary_of_other_languages_is_refused_and_an_unused_one_is_named() {
    let folder = folder();
    folder.file("german.tsv", "# languages: de en\nM\u{fc}hle\tmill\n");
    folder.file(
        "mine.dic",
        "\u{43c}\u{435}\u{43b}\u{44c}\u{43d}\u{438}\u{446}\u{430} @ mill\n",
    );
    folder
        .run(&["align", "en.txt", "ru.txt", "--lexicon", "german.tsv"])
        .expect_refusal(3, "german.tsv");
    let run = folder.run(&[
        "align",
        "en.txt",
        "ru.txt",
        "--lexicon",
        "mine.dic",
        "--lexicon",
        "german.tsv",
    ]);
    run.expect_success();
    assert!(run.stderr.contains("warning: german.tsv: not used"), "{run:#?}");
}
