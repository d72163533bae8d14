//! Aligned pairs made by hand, for the tests of the report and of the exports.

use std::path::Path;

use crate::alignment::{AlignedPair, Alignment, Bead, Evidence, EvidenceKind, Side};
use crate::check::{self, Finding, Fingerprint, Severity};
use crate::document::{Block, Document, Format, Role, Sentence, Span};
use crate::language::Language;

/// A document from blocks of sentences: blocks are separated by an empty line, sentences by a space.
pub(crate) fn document(name: &str, language: &str, blocks: &[(Role, &[&str])]) -> Document {
    let mut document = Document::plain(name, String::new(), Format::Text, "UTF-8");
    document.language = language.parse::<Language>().ok();
    for (role, sentences) in blocks {
        if !document.text.is_empty() {
            document.text.push_str("\n\n");
        }
        let start = document.text.len();
        for (position, sentence) in sentences.iter().enumerate() {
            if position > 0 {
                document.text.push(' ');
            }
            let at = document.text.len();
            document.text.push_str(sentence);
            document.sentences.push(Sentence {
                span: Span::new(at, document.text.len()),
                block: document.blocks.len(),
            });
        }
        document.blocks.push(Block {
            span: Span::new(start, document.text.len()),
            role: *role,
        });
    }
    document
}

/// A pair without beads.
pub(crate) fn pair(source: Document, target: Document) -> AlignedPair {
    AlignedPair {
        id: "test".to_owned(),
        source,
        target,
        alignment: Alignment::default(),
        units: Vec::new(),
    }
}

/// Adds a bead.
pub(crate) fn bead(pair: &mut AlignedPair, source: &[usize], target: &[usize], confidence: f64) {
    pair.alignment.beads.push(Bead {
        source: source.to_vec(),
        target: target.to_vec(),
        confidence,
        ..Bead::default()
    });
}

/// Adds evidence to the last bead: the first occurrence of either text in the bead's sentences.
pub(crate) fn evidence(pair: &mut AlignedPair, kind: EvidenceKind, texts: [&str; 2], value: &str, weight: f64) {
    let last = pair.alignment.beads.last().unwrap();
    let [source, target] = [(Side::Source, texts[0]), (Side::Target, texts[1])].map(|(side, text)| {
        let within = pair.bead_span(last, side).unwrap();
        let at = within.start + within.of(&pair.document(side).text).find(text).unwrap();
        Span::new(at, at + text.len())
    });
    let reason = Evidence {
        kind,
        source,
        target,
        value: value.to_owned(),
        weight,
    };
    pair.alignment.beads.last_mut().unwrap().evidence.push(reason);
}

/// An English and a Russian version with every kind of bead, of evidence and of block that the exports know.
pub(crate) fn article() -> AlignedPair {
    let mut pair = pair(english(), russian());
    bead(&mut pair, &[1], &[1], 0.982_46);
    evidence(
        &mut pair,
        EvidenceKind::Number,
        ["1.5 million", "1,5\u{a0}млн"],
        "1500000",
        4.25,
    );
    evidence(&mut pair, EvidenceKind::Name, ["Tver", "Твери"], "tvr", 2.0);
    bead(&mut pair, &[], &[2], 0.7);
    bead(&mut pair, &[2], &[4], 0.91);
    evidence(&mut pair, EvidenceKind::Date, ["March 3", "3 марта"], "03-03", 3.5);
    bead(&mut pair, &[3], &[5, 6], 0.88);
    evidence(
        &mut pair,
        EvidenceKind::Name,
        ["Vera Lunina", "Вера Лунина"],
        "vr lnn",
        5.0,
    );
    evidence(&mut pair, EvidenceKind::Token, ["Lunina", "Лунина"], "lunina", 1.0);
    bead(&mut pair, &[4, 5], &[9], 0.41);
    pair.alignment.beads.last_mut().unwrap().moved = true;
    evidence(&mut pair, EvidenceKind::Number, ["40%", "40%"], "40%", 3.0);
    bead(&mut pair, &[6], &[], 0.66);
    bead(&mut pair, &[7], &[7], 0.73);
    evidence(
        &mut pair,
        EvidenceKind::Quote,
        ["\"<script>alert(1)</script> & co\"", "«<script>alert(1)</script> & co»"],
        "\"",
        0.8,
    );
    evidence(
        &mut pair,
        EvidenceKind::Token,
        ["<script>alert(1)</script>", "<script>alert(1)</script>"],
        "<script>",
        6.0,
    );
    bead(&mut pair, &[8], &[8], 0.97);
    evidence(
        &mut pair,
        EvidenceKind::Url,
        ["bridge.example/plan", "bridge.example/plan"],
        "bridge.example/plan",
        7.0,
    );
    pair
}

fn english() -> Document {
    document(
        "news/en.txt",
        "en",
        &[
            (Role::Navigation, &["Home | News | Weather"]),
            (Role::Title, &["Tver spends 1.5 million on a footbridge"]),
            (Role::Dateline, &["TVER, March 3."]),
            (
                Role::Body,
                &[
                    "The bridge over the Tmaka will open in May, chief architect Vera Lunina said, and will stay free.",
                    "Prices of steel have fallen by 40%.",
                ],
            ),
            (
                Role::Body,
                &[
                    "That helped.",
                    "Trams will stop nearby.",
                    "A visitor wrote \"<script>alert(1)</script> & co\" into the guest book.",
                    "The plan is at bridge.example/plan.",
                ],
            ),
            (Role::Tags, &["bridges", "Tver"]),
        ],
    )
}

fn russian() -> Document {
    document(
        "news/ru.txt",
        "ru",
        &[
            (Role::Residue, &["{{ date | short }}"]),
            (Role::Title, &["В Твери потратят 1,5\u{a0}млн на пешеходный мост"]),
            (Role::Lead, &["Его ждали двадцать лет"]),
            (Role::Credit, &["© Фото автора"]),
            (Role::Dateline, &["ТВЕРЬ, 3 марта."]),
            (
                Role::Body,
                &[
                    "Мост через Тьмаку откроют в мае.",
                    "Проход будет бесплатным, сообщила главный архитектор Вера Лунина.",
                    "В книге отзывов кто-то написал «<script>alert(1)</script> & co».",
                    "План: bridge.example/plan.",
                ],
            ),
            (Role::Body, &["Помогло и то, что сталь\nподешевела на 40%."]),
        ],
    )
}

/// What checks could have found in the pair of [`article`]: two in one bead, one across sentences, one in no bead.
pub(crate) fn findings(pair: &AlignedPair) -> Vec<Finding> {
    let place = |side: Side, text: &str| {
        let at = pair.document(side).text.find(text).unwrap();
        Span::new(at, at + text.len())
    };
    let kinds = |id: &str| check::kinds().find(|kind| kind.id == id).unwrap();
    let finding = |id: &str, severity, bead: Option<usize>, source: &[&str], target: &[&str], message: &str| Finding {
        kind: kinds(id),
        severity,
        bead,
        source: source.iter().map(|text| place(Side::Source, text)).collect(),
        target: target.iter().map(|text| place(Side::Target, text)).collect(),
        message: message.to_owned(),
        suggestion: None,
        fingerprint: Fingerprint(0x0123_4567_89ab_cd00 + u64::try_from(message.len()).unwrap()),
    };
    let mut list = vec![
        finding(
            "number-lost",
            Severity::Warning,
            Some(0),
            &["spends 1.5"],
            &[],
            "spends <1.5> is lost",
        ),
        finding(
            "number-changed",
            Severity::Error,
            Some(0),
            &["1.5 million"],
            &["1,5\u{a0}млн"],
            "1.5 against 1,6",
        ),
        finding(
            "date-changed",
            Severity::Error,
            Some(2),
            &["March 3"],
            &["3 марта"],
            "another day",
        ),
        finding(
            "url-lost",
            Severity::Info,
            None,
            &["helped. Trams", "bridge.example/plan"],
            &[],
            "two places",
        ),
    ];
    list[1].suggestion = Some("1,5\u{a0}млн".to_owned());
    list
}

/// A pair whose target is written from right to left.
pub(crate) fn right_to_left() -> AlignedPair {
    let source = document(
        "en.txt",
        "en",
        &[(Role::Body, &["The library opens at 10 on Sunday.", "Entry is free."])],
    );
    let target = document("he.txt", "he", &[(Role::Body, &["הספרייה נפתחת ביום ראשון בשעה 10."])]);
    let mut pair = pair(source, target);
    bead(&mut pair, &[0], &[0], 0.9);
    evidence(&mut pair, EvidenceKind::Number, ["10", "10"], "10", 2.0);
    bead(&mut pair, &[1], &[], 0.9);
    pair
}

/// A pair of `count` equal sentences on either side, three to a paragraph.
pub(crate) fn long(count: usize) -> AlignedPair {
    let blocks = |sentences: &'static [&'static str]| vec![(Role::Body, sentences); count.div_ceil(3)];
    let source = document("en.txt", "en", &blocks(&["One is 1.", "Two is 2.", "Three is 3."]));
    let target = document(
        "ru.txt",
        "ru",
        &blocks(&["Один — это 1.", "Два — это 2.", "Три — это 3."]),
    );
    let mut pair = pair(source, target);
    for index in 0..pair.source.sentences.len() {
        bead(&mut pair, &[index], &[index], 0.95);
        let digit = ["1", "2", "3"][index % 3];
        evidence(&mut pair, EvidenceKind::Number, [digit, digit], digit, 1.0);
    }
    pair
}

/// A pair of a corpus folder by its gold alignment, with made-up confidences and equal figures as evidence.
pub(crate) fn corpus(folder: &Path) -> AlignedPair {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&read("meta.json")).unwrap();
    let side = |name: &str, roles: &str, language: &str, shown: &str| {
        let text = read(name);
        let lines: Vec<&str> = text.lines().collect();
        let roles: Vec<Role> = (0..lines.len()).map(|line| role(&meta[roles], line)).collect();
        let mut blocks: Vec<(Role, Vec<&str>)> = Vec::new();
        for (line, role) in lines.iter().zip(roles) {
            match blocks.last_mut() {
                Some((last, block)) if *last == role && role == Role::Body && block.len() < 3 => block.push(line),
                _ => blocks.push((role, vec![line])),
            }
        }
        let blocks: Vec<(Role, &[&str])> = blocks.iter().map(|(role, block)| (*role, block.as_slice())).collect();
        document(meta[shown].as_str().unwrap(), meta[language].as_str().unwrap(), &blocks)
    };
    let source = side("src.txt", "roles_src", "src_lang", "raw_src");
    let target = side("tgt.txt", "roles_tgt", "tgt_lang", "raw_tgt");
    let mut pair = pair(source, target);
    for line in read("gold.txt").lines() {
        gold_bead(&mut pair, line);
    }
    mark_moved(&mut pair);
    pair
}

fn role(roles: &serde_json::Value, line: usize) -> Role {
    let holds = |role: &&Role| {
        roles[role.name()]
            .as_array()
            .is_some_and(|lines| lines.contains(&line.into()))
    };
    Role::ALL.iter().find(holds).copied().unwrap_or(Role::Body)
}

fn gold_bead(pair: &mut AlignedPair, line: &str) {
    let (source, target) = line.split_once(':').unwrap();
    let indices = |text: &str, document: &Document| -> Vec<usize> {
        let numbers = text
            .trim_matches(['[', ']'])
            .split(", ")
            .filter_map(|number| number.parse().ok());
        numbers
            .filter(|&index| document.sentence_role(index).is_content())
            .collect()
    };
    let (source, target) = (indices(source, &pair.source), indices(target, &pair.target));
    if source.is_empty() && target.is_empty() {
        return;
    }
    let spread = [0.97, 0.99, 0.93, 0.71, 0.98, 0.88, 0.995, 0.48, 0.96];
    let confidence = spread[pair.alignment.beads.len() % spread.len()];
    bead(pair, &source, &target, confidence);
    if source.is_empty() || target.is_empty() {
        return;
    }
    let last = pair.alignment.beads.last().unwrap().clone();
    let figures = Side::BOTH.map(|side| figures(&pair.bead_text(&last, side)));
    for figure in &figures[0] {
        if let Some(other) = figures[1].iter().find(|other| other.replace(',', ".") == *figure) {
            evidence(pair, EvidenceKind::Number, [figure, other], figure, 2.5);
        }
    }
}

fn figures(text: &str) -> Vec<String> {
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let pieces = pieces.map(|piece| piece.trim_matches(['.', ',']).to_owned());
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// Marks the beads outside one longest increasing chain of the target's sentences.
fn mark_moved(pair: &mut AlignedPair) {
    let beads = &pair.alignment.beads;
    let linked: Vec<usize> = (0..beads.len()).filter(|&index| !beads[index].is_null()).collect();
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (position, &index) in linked.iter().enumerate() {
        let before = (0..position).filter(|&earlier| beads[linked[earlier]].target[0] < beads[index].target[0]);
        let previous = before.max_by_key(|&earlier| best[earlier].0);
        best.push((previous.map_or(1, |earlier| best[earlier].0 + 1), previous));
    }
    let mut kept = vec![false; linked.len()];
    let mut at = (0..linked.len()).max_by_key(|&position| best[position].0);
    while let Some(position) = at {
        kept[position] = true;
        at = best[position].1;
    }
    for (position, index) in linked.into_iter().enumerate() {
        pair.alignment.beads[index].moved = !kept[position];
    }
}
