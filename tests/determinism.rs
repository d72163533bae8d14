//! The same bytes come out for any number of threads, and every time.

use crate::support::{Folder, article};

const THREADS: [&str; 3] = ["1", "2", "8"];

#[test]
fn pairs_come_out_the_same_for_any_number_of_threads() {
    let folder = Folder::new();
    let mut list = vec!["bad\tnowhere.txt\t1.ru.txt".to_owned()];
    for pair in 1..=12 {
        let (english, russian) = article(1 + pair % 4);
        folder.file(&format!("{pair}.en.txt"), english);
        folder.file(&format!("{pair}.ru.txt"), russian);
        list.push(format!("pair-{pair}\t{pair}.en.txt\t{pair}.ru.txt"));
    }
    folder.file("pairs.tsv", list.join("\n"));
    for format in ["tsv", "jsonl", "tmx", "html"] {
        let outputs = THREADS.map(|threads| {
            let out = format!("out-{format}-{threads}");
            let arguments = [
                "align",
                "--pairs",
                "pairs.tsv",
                "--format",
                format,
                "--out-dir",
                &out,
                "--threads",
                threads,
            ];
            let run = folder.run(&arguments);
            assert_eq!(run.code, Some(3), "{run:#?}");
            let files = (1..=12).map(|pair| folder.read(&format!("{out}/pair-{pair}.{format}")));
            (files.collect::<Vec<_>>(), run.stderr)
        });
        for output in &outputs[1..] {
            assert!(*output == outputs[0], "{format} differs between numbers of threads");
        }
    }
}

#[test]
fn check_of_many_pairs_comes_out_the_same_for_any_number_of_threads() {
    let folder = Folder::new();
    let mut list = vec!["bad\tnowhere.txt\t1.ru.txt".to_owned()];
    for pair in 1..=12 {
        let (english, russian) = article(1 + pair % 4);
        // Every pair has another address that the other side lacks.
        folder.file(
            &format!("{pair}.en.txt"),
            format!("{english}\n\nSee site{pair}.example.org."),
        );
        folder.file(&format!("{pair}.ru.txt"), format!("{russian}\n\nСмотрите на сайте."));
        list.push(format!("pair-{pair}\t{pair}.en.txt\t{pair}.ru.txt"));
    }
    folder.file("pairs.tsv", list.join("\n"));
    for more in [None, Some("--isolated")] {
        let outputs = THREADS.map(|threads| {
            let (text, lines) = (format!("{threads}.txt"), format!("{threads}.jsonl"));
            let arguments = [
                "check",
                "--pairs",
                "pairs.tsv",
                "-o",
                &text,
                "-o",
                &lines,
                "--threads",
                threads,
            ];
            let run = folder.run(&arguments.into_iter().chain(more).collect::<Vec<_>>());
            assert_eq!(run.code, Some(3), "{run:#?}");
            (folder.read(&text), folder.read(&lines), run.stderr)
        });
        let found = String::from_utf8_lossy(&outputs[0].1);
        assert!(found.lines().count() >= 12, "{found}");
        assert!(outputs.iter().all(|output| *output == outputs[0]));
    }
}

#[test]
fn one_pair_comes_out_the_same_for_any_number_of_threads() {
    let folder = Folder::new();
    let (english, russian) = article(40);
    folder.file("en.txt", english);
    folder.file("ru.txt", russian);
    let outputs = THREADS.map(|threads| {
        let arguments = ["align", "en.txt", "ru.txt", "--format", "jsonl", "--threads", threads];
        folder.run(&arguments).expect_success().stdout.clone()
    });
    assert!(outputs[0].lines().count() > 100);
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

#[test]
fn evaluation_comes_out_the_same_for_any_number_of_threads() {
    let folder = Folder::new();
    for document in 1..=9 {
        let lines = |text: &str| text.replace("\n\n", "\n");
        let (english, russian) = article(document);
        folder.file(&format!("gold/{document}/src.txt"), lines(&english));
        folder.file(&format!("gold/{document}/tgt.txt"), lines(&russian));
        let beads = (0..document).map(|index| format!("[{index}]:[{index}]\n"));
        folder.file(&format!("gold/{document}/gold.txt"), beads.collect::<String>());
    }
    let outputs = THREADS.map(|threads| {
        let arguments = ["eval", "--gold", "gold", "--json", "--per-doc", "--threads", threads];
        folder.run(&arguments).expect_success().stdout.clone()
    });
    assert!(outputs.iter().all(|output| *output == outputs[0]));
    // One line a paragraph, the figures of each its own: the diagonal is found.
    assert!(
        outputs[0].contains("\"strict\":{\"p\":1.0,\"r\":1.0,\"f1\":1.0}"),
        "{}",
        outputs[0]
    );
}
