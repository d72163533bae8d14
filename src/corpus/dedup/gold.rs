//! How well stories are found in a heap with copies and updates: `cargo test --lib dedup::gold -- --ignored`.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use super::*;

/// Articles to make the heap of, by the variable `BEADWORK_GOLD` (folders separated by colons): `tgt.txt` below each
/// folder's folders, sentence by sentence.
fn articles() -> Vec<Vec<String>> {
    let folders = std::env::var("BEADWORK_GOLD").unwrap_or_default();
    let mut files = Vec::new();
    for folder in folders.split(':').filter(|folder| !folder.is_empty()) {
        let mut found: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().join("tgt.txt"))
            .collect();
        found.sort();
        files.extend(found);
    }
    let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
    let articles = texts.map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    articles.filter(|article| article.len() >= 5).collect()
}

/// Numbers without pattern, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// The edits by which one version becomes another, with what it then is.
const EDITS: [(&str, Kind); 6] = [
    ("typography", Kind::Copy),
    ("three words", Kind::Copy),
    ("line added", Kind::Copy),
    ("a figure", Kind::Update),
    ("a third cut", Kind::Update),
    ("half added", Kind::Update),
];

fn edited(article: &[String], edit: &str, other: &[String], chance: &mut Chance) -> String {
    let mut lines = article.to_vec();
    match edit {
        "typography" => lines
            .iter_mut()
            .for_each(|line| *line = line.replace(['«', '»'], "\"").replace(' ', "  ")),
        "three words" => {
            for _ in 0..3 {
                let line = chance.below(lines.len());
                let mut words: Vec<&str> = lines[line].split(' ').collect();
                let word = chance.below(words.len());
                if !words[word].chars().any(char::is_numeric) {
                    words[word] = "иначе";
                }
                lines[line] = words.join(" ");
            }
        }
        "line added" => lines.insert(
            chance.below(lines.len()),
            "Подписывайтесь на наш канал и читайте нас первыми.".to_owned(),
        ),
        "a figure" => {
            let line = chance.below(lines.len());
            lines[line].push_str(" Всего таких случаев было 4711.");
        }
        "a third cut" => lines.truncate(lines.len() - lines.len() / 3),
        _ => lines.extend((0..lines.len() / 2).map(|_| other[chance.below(other.len())].clone())),
    }
    lines.join("\n")
}

#[test]
#[ignore = "measures on texts outside the project; prints precision and recall"]
fn stories_of_a_heap() {
    let articles = articles();
    assert!(articles.len() > 1, "BEADWORK_GOLD names no folder of texts");
    let sentences: Vec<String> = articles.iter().flatten().cloned().collect();
    let mut chance = Chance(7);
    // Text, the article it comes from, and by which edit.
    let mut heap: Vec<(String, usize, Option<usize>)> = Vec::new();
    for (place, article) in articles.iter().enumerate() {
        heap.push((article.join("\n"), place, None));
        for (edit, (name, _)) in EDITS.iter().enumerate() {
            heap.push((edited(article, name, &sentences, &mut chance), place, Some(edit)));
        }
        // Every third time, two other articles and this one: none of the three stories.
        if place % 3 == 0 && place + 2 < articles.len() {
            heap.push((
                articles[place..place + 3].concat().join("\n"),
                articles.len() + place,
                None,
            ));
        }
    }
    let signatures: Vec<Signature> = heap.iter().map(|(text, ..)| Signature::of(text)).collect();
    let entries: Vec<Entry<'_>> = signatures
        .iter()
        .map(|signature| Entry { date: None, signature })
        .collect();
    let places = stories(&entries, &[], &Similarity::default());
    let is_digest = |place: usize| heap[place].1 >= articles.len();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for one in 0..heap.len() {
        for two in (0..one).filter(|&two| !is_digest(one) && !is_digest(two)) {
            match (heap[one].1 == heap[two].1, places[one].story == places[two].story) {
                (true, true) => right += 1,
                (false, true) => wrong += 1,
                (true, false) => missed += 1,
                (false, false) => {}
            }
        }
    }
    let digests = (0..heap.len()).filter(|&place| is_digest(place));
    let joined = digests
        .clone()
        .filter(|&one| (0..heap.len()).any(|two| one != two && places[one].story == places[two].story));
    let digests = (digests.count(), joined.count());
    let mut report = format!(
        "{} articles, {} documents: precision {:.4}, recall {:.4} of the pairs of documents; of {} digests {} joined to a story\n",
        articles.len(),
        heap.len(),
        story::share(right, right + wrong),
        story::share(right, right + missed),
        digests.0,
        digests.1
    );
    let merged = |one: usize, two: usize| heap[one].1 != heap[two].1 && places[one].story == places[two].story;
    for one in (0..heap.len()).filter(|&one| heap[one].2.is_none() && !is_digest(one)) {
        for two in (0..one).filter(|&two| heap[two].2.is_none() && !is_digest(two) && merged(one, two)) {
            let similarity = signatures[one].similarity(&signatures[two]);
            let beginning = |place: usize| heap[place].0.chars().take(80).collect::<String>();
            let _ = writeln!(
                report,
                "joined at {similarity:.2}: {:?} and {:?}",
                beginning(one),
                beginning(two)
            );
        }
    }
    for (edit, (name, expected)) in EDITS.iter().enumerate() {
        let of_edit = heap.iter().zip(&places).filter(|((.., found), _)| *found == Some(edit));
        let kinds: Vec<Kind> = of_edit.map(|(_, place)| place.kind).collect();
        let count = |kind: Kind| kinds.iter().filter(|found| **found == kind).count();
        let counts = [Kind::Original, Kind::Copy, Kind::Update].map(count);
        let _ = writeln!(
            report,
            "{name:12} should be {:8}: original, copy, update {counts:?}",
            expected.name()
        );
    }
    fs::write(std::env::temp_dir().join("beadwork-stories.txt"), &report).unwrap();
}

#[test]
#[ignore = "takes a gigabyte of memory; prints the time"]
fn stories_of_many_documents() {
    let count: usize = std::env::var("BEADWORK_DOCUMENTS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000);
    let mut chance = Chance(3);
    let mut made = std::time::Duration::ZERO;
    // Every tenth document is another version of one before it.
    let mut seeds: Vec<u64> = Vec::new();
    let mut signatures = Vec::new();
    for place in 0..count {
        let seed = if place % 10 == 9 {
            seeds[chance.below(seeds.len())]
        } else {
            place as u64
        };
        seeds.push(seed);
        let mut words = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut text = String::new();
        for _ in 0..200 {
            // A vocabulary of 20,000 words, the first of them common.
            let word = words.below(20_000).min(words.below(20_000)).min(words.below(20_000));
            let _ = write!(
                text,
                "x{} ",
                char::from_u32(0x430 + u32::try_from(word % 32).unwrap())
                    .unwrap()
                    .to_string()
                    .repeat(1 + word / 32 % 25)
                    + &"y".repeat(word / 800)
            );
        }
        let _ = write!(text, "v{}", "z".repeat(place % 50));
        let start = std::time::Instant::now();
        signatures.push(Signature::of(&text));
        made += start.elapsed();
    }
    let entries: Vec<Entry<'_>> = signatures
        .iter()
        .map(|signature| Entry { date: None, signature })
        .collect();
    let start = std::time::Instant::now();
    let places = stories(&entries, &[], &Similarity::default());
    let mut found: Vec<usize> = places.iter().map(|place| place.story).collect();
    found.sort_unstable();
    found.dedup();
    let mut expected = seeds.clone();
    expected.sort_unstable();
    expected.dedup();
    let report = format!(
        "{count} documents: {made:?} for signatures, {:?} for {} stories, of {}\n",
        start.elapsed(),
        found.len(),
        expected.len()
    );
    fs::write(std::env::temp_dir().join("beadwork-many.txt"), &report).unwrap();
    assert!(found.len().abs_diff(expected.len()) * 100 < expected.len(), "{report}");
}
