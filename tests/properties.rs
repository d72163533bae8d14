//! What holds for any text and any alignment.

use beadwork::alignment::{AlignedPair, Alignment, Bead, Side};
use beadwork::document::{Document, Format, Span};
use beadwork::error::ErrorKind;
use beadwork::evaluate::{Beads, IndexBead, Score};
use beadwork::{align, pipeline, read};
use proptest::prelude::*;

/// A piece of text such as an article might hold, ordinary or odd.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 34] = [
        "the",
        "Minister",
        "said",
        "ноябрь",
        "в",
        "Петров",
        "заявил",
        "1,5 млн",
        "1.5 million",
        "14 февраля",
        "2024",
        "25%",
        "$3 bn",
        "т. е.",
        "Dr.",
        "U.S.",
        "И. И.",
        "…",
        "?!",
        "—",
        "«Да»,",
        "\"No.\"",
        "<...>",
        "[sic]",
        "https://a.example/x",
        "{{ date }}",
        "© Анна/ТАСС",
        "MOSCOW, May 3. /TASS/.",
        "日本語。",
        "\u{a0}",
        "\u{200b}",
        "👩‍🚀",
        "e\u{301}",
        "\u{202e}",
    ];
    prop_oneof![
        12 => proptest::sample::select(&PIECES[..]).prop_map(ToOwned::to_owned),
        2 => "[A-Za-zА-Яа-я]{1,9}[.!?]?",
        1 => "\\PC{1,6}",
    ]
}

fn paragraph() -> impl Strategy<Value = String> {
    (proptest::collection::vec(piece(), 1..24), "[.!?…]?").prop_map(|(pieces, end)| pieces.join(" ") + &end)
}

fn text() -> impl Strategy<Value = String> {
    (proptest::collection::vec(paragraph(), 1..7), "(\n|\n\n|\r\n|\n \n)")
        .prop_map(|(paragraphs, gap)| paragraphs.join(&gap))
}

fn page() -> impl Strategy<Value = String> {
    const TAGS: [&str; 8] = ["p", "h1", "li", "div", "figcaption", "nav", "blockquote", "td"];
    let element = (proptest::sample::select(&TAGS[..]), paragraph());
    proptest::collection::vec(element, 1..8).prop_map(|elements| {
        let elements = elements.iter().map(|(tag, text)| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<{tag}>{text}&nbsp;&mdash; <b>x</b></{tag}>\n")
        });
        format!(
            "<!doctype html><html><body>{}</body></html>",
            elements.collect::<String>()
        )
    })
}

fn alignment_lists() -> impl Strategy<Value = Vec<(Vec<usize>, Vec<usize>)>> {
    // Cuts two rows of sentences into beads, null beads among them.
    proptest::collection::vec((0..4_usize, 0..4_usize), 0..30).prop_map(|sizes| {
        let (mut source, mut target) = (0, 0);
        let mut beads = Vec::new();
        for (m, n) in sizes {
            beads.push(((source..source + m).collect(), (target..target + n).collect()));
            source += m;
            target += n;
        }
        beads
    })
}

fn index_beads(lists: &[(Vec<usize>, Vec<usize>)]) -> Beads {
    let beads = lists.iter().cloned();
    Beads(beads.map(|(source, target)| IndexBead { source, target }).collect())
}

fn read_as(text: &str, format: Format) -> Option<Document> {
    let options = read::Options {
        format: Some(format),
        ..read::Options::default()
    };
    // Text without a letter may be refused; it must not be misread.
    read::read_bytes("made-up", text.as_bytes(), &options).ok()
}

fn segmented(text: &str, format: Format) -> Option<Document> {
    let mut document = read_as(text, format)?;
    pipeline::segment_document(&mut document, None, &pipeline::Options::default().segmenter);
    Some(document)
}

fn visible(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Blocks and sentences lie in order and apart, and together hold all that is visible.
fn check_spans(document: &Document) -> Result<(), TestCaseError> {
    let in_order = |spans: &[Span]| spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let blocks: Vec<_> = document.blocks.iter().map(|block| block.span).collect();
    let sentences: Vec<_> = document.sentences.iter().map(|sentence| sentence.span).collect();
    prop_assert!(in_order(&blocks), "{blocks:?}");
    prop_assert!(in_order(&sentences), "{sentences:?}");
    for sentence in &document.sentences {
        prop_assert!(!sentence.span.is_empty() && sentence.span == sentence.span.trimmed(&document.text));
        prop_assert!(document.blocks[sentence.block].span.contains(sentence.span));
        let source = document.source_span(sentence.span);
        prop_assert!(
            document
                .source()
                .get(source.start..source.end)
                .is_some_and(|text| !text.is_empty())
        );
    }
    let joined: String = sentences.iter().map(|span| visible(span.of(&document.text))).collect();
    prop_assert_eq!(joined, visible(&document.text));
    Ok(())
}

/// Every sentence that is aligned stands in exactly one bead of its side, and with `all` every sentence is.
fn check_beads(pair: &AlignedPair, all: bool) -> Result<(), TestCaseError> {
    for side in Side::BOTH {
        let document = pair.document(side);
        let mut times = vec![0; document.sentences.len()];
        for bead in &pair.alignment.beads {
            prop_assert!(!bead.side(side).is_empty() || bead.is_null());
            prop_assert!(bead.side(side).is_sorted());
            prop_assert!((0.0..=1.0).contains(&bead.confidence), "{bead:?}");
            prop_assert!(
                !bead.is_null() || bead.source.len() + bead.target.len() == 1,
                "{bead:?}"
            );
            bead.side(side).iter().for_each(|&sentence| times[sentence] += 1);
        }
        for (sentence, times) in times.into_iter().enumerate() {
            let aligned = all || document.sentence_role(sentence).is_content();
            prop_assert_eq!(times, u32::from(aligned), "sentence {} of {:?}", sentence, side);
        }
    }
    let ordered = Alignment::in_reading_order(pair.alignment.beads.clone());
    prop_assert_eq!(&ordered, &pair.alignment, "not in reading order");
    Ok(())
}

/// The aligned pair; `None` for a page that is refused because it has no article on it.
fn aligned(source: Document, target: Document, options: align::Options) -> Option<AlignedPair> {
    let options = pipeline::Options {
        any_languages: true,
        align: options,
        ..pipeline::Options::default()
    };
    match pipeline::align_documents(source, target, &options) {
        Ok(pair) => Some(pair),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Empty, "{error}");
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_rebuild_the_text(text in text()) {
        for format in [Format::Text, Format::Lines, Format::Markdown] {
            if let Some(document) = segmented(&text, format) {
                check_spans(&document)?;
            }
        }
    }

    #[test]
    fn spans_rebuild_the_page(page in page()) {
        let document = segmented(&page, Format::Html);
        prop_assert!(document.is_some(), "a page with text is refused");
        check_spans(&document.unwrap())?;
    }

    #[test]
    fn every_sentence_stands_in_one_bead(a in text(), b in page(), all_blocks: bool, monotone: bool) {
        let pair = read_as(&a, Format::Text).zip(read_as(&b, Format::Html));
        let options = align::Options { all_blocks, monotone, ..align::Options::default() };
        if let Some(pair) = pair.and_then(|(source, target)| aligned(source, target, options)) {
            check_beads(&pair, all_blocks)?;
            let split = AlignedPair { alignment: pair.alignment.clone().split_below(0.7), ..pair };
            check_beads(&split, all_blocks)?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["x.txt", "x.html", "x.md", "x"] {
            if let Ok(mut document) = read::read_bytes(name, &bytes, &read::Options::default()) {
                pipeline::segment_document(&mut document, None, &pipeline::Options::default().segmenter);
                check_spans(&document)?;
            }
        }
    }

    #[test]
    fn gold_against_itself_is_perfect(lists in alignment_lists()) {
        let beads = index_beads(&lists);
        let score = Score::of(&beads, &beads);
        for counts in [score.strict, score.lax, score.strict_nonull, score.lax_nonull, score.links, score.null_src] {
            prop_assert_eq!((counts.right, counts.found), (counts.proposed, counts.wanted));
        }
        if score.gold_beads > 0 {
            prop_assert!(score.strict.prf().f1 > 1.0 - 1e-12);
        }
    }

    #[test]
    fn strict_is_never_above_lax(gold in alignment_lists(), hypothesis in alignment_lists()) {
        let score = Score::of(&index_beads(&gold), &index_beads(&hypothesis));
        prop_assert!(score.strict.prf().f1 <= score.lax.prf().f1);
        prop_assert!(score.strict.right <= score.strict.proposed && score.lax.found <= score.lax.wanted);
    }

    #[test]
    fn vecalign_format_is_read_back(lists in alignment_lists()) {
        let beads = index_beads(&lists);
        prop_assert_eq!(Beads::parse("made-up", &beads.to_string()).unwrap(), beads);
    }

    #[test]
    fn any_line_is_a_bead_or_an_error(line in "[\\[\\]0-9, :.x-]{0,30}") {
        if let Ok(beads) = Beads::parse("made-up", &line) {
            prop_assert_eq!(Beads::parse("made-up", &beads.to_string()).unwrap(), beads);
        }
    }

    #[test]
    fn beads_are_put_in_reading_order_without_loss(lists in alignment_lists()) {
        let beads: Vec<_> = lists.iter().map(|(source, target)| Bead {
            source: source.clone(),
            target: target.clone(),
            confidence: 0.5,
            ..Bead::default()
        }).collect();
        let split = Alignment { beads: beads.clone() }.split_below(0.9);
        for side in Side::BOTH {
            let before: usize = beads.iter().map(|bead| bead.side(side).len()).sum();
            let after: Vec<_> = split.beads.iter().flat_map(|bead| bead.side(side).iter().copied()).collect();
            prop_assert_eq!(after, (0..before).collect::<Vec<_>>());
        }
    }
}
