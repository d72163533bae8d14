use crate::check::fixture::findings_of;

fn found(source: &str, target: &str) -> Vec<String> {
    findings_of("quote", &[(source, target)])
}

#[test]
fn missing_marks_are_found() {
    assert_eq!(
        found("\"We will come,\" he said.", "«Мы придём, — сказал он."),
        ["quote-unclosed:  | «Мы придём, — сказал он."]
    );
    assert_eq!(
        found("\"We will come,\" he said.", "«Мы придём», — сказал он."),
        [""; 0]
    );
}

#[test]
fn words_put_out_of_the_quotation_are_found() {
    let source = "\"The government will build a new school in the village next year,\" he said.";
    assert_eq!(
        found(
            source,
            "«Правительство построит в деревне новую школу» в следующем году, — сказал он."
        ),
        ["quote-boundary: next, year | следующем году"]
    );
    assert_eq!(
        found(
            source,
            "«Правительство построит в деревне новую школу в следующем году», — сказал он."
        ),
        [""; 0]
    );
    let split = "«Правительство построит, — сказал он, — в деревне новую школу в следующем году».";
    assert_eq!(found(source, split), [""; 0]);
}

#[test]
fn cut_quotations_are_found() {
    let source = "\"We waited a long time for this bridge, and now the farmers can finally sell their milk in the city,\" he said.";
    let cut = found(source, "«Мы долго ждали этого моста», — сказал он.");
    assert!(cut.len() == 1 && cut[0].starts_with("quote-shortened"), "{cut:?}");
    let shown = found(source, "«Мы долго ждали этого моста <...>», — сказал он.");
    assert_eq!(shown, [""; 0]);
}

#[test]
fn sentence_cut_out_of_a_quotation_is_found() {
    // The block has to hold the whole quotation.
    let mut pair = crate::check::fixture::pair(&[
        ("\"We will come.", "«Мы придём."),
        ("We promise.", ""),
        ("Then we leave,\" he said.", "Потом уйдём», — сказал он."),
    ]);
    for document in [&mut pair.source, &mut pair.target] {
        document.blocks.truncate(1);
        document.blocks[0].span.end = document.text.len();
        for sentence in &mut document.sentences {
            sentence.block = 0;
        }
    }
    let findings = crate::check::run(&pair, &crate::check::Settings::default());
    let ids: Vec<&str> = findings.iter().map(|finding| finding.kind.id).collect();
    assert!(ids.contains(&"quote-shortened"), "{ids:?}");
}

#[test]
fn another_speaker_is_found() {
    assert_eq!(
        found(
            "\"It is too late,\" Sergei Ivanov said.",
            "«Слишком поздно», — сказал Сергей Морозов."
        ),
        ["quote-speaker: Ivanov | Морозов"]
    );
    assert_eq!(
        found(
            "\"It is too late,\" Sergei Ivanov said.",
            "«Слишком поздно», — сказал Сергей Иванов."
        ),
        [""; 0]
    );
}

#[test]
fn names_in_quotation_marks_are_no_quotations() {
    assert_eq!(
        found(
            "Gazprom and Livingston signed it.",
            "«Газпром» и «Ливингстон» подписали его."
        ),
        [""; 0]
    );
}

#[test]
fn quotation_that_goes_on_outside_is_found() {
    let source = "\"The government will build a new school in the village next year,\" he said.";
    let moved = found(
        source,
        "«Правительство построит новую школу в» деревне в следующем году, — сказал он.",
    );
    assert!(moved.len() == 1 && moved[0].starts_with("quote-boundary"), "{moved:?}");
}

#[test]
fn lost_speakers_are_found() {
    let source = "\"The government will build a new school in the village next year,\" the minister said.";
    let bare = "«Правительство построит в деревне новую школу в следующем году».";
    let lost = found(source, bare);
    assert!(lost.len() == 1 && lost[0].starts_with("quote-attribution"), "{lost:?}");
    let kept = "«Правительство построит в деревне новую школу в следующем году», — сообщил министр.";
    assert_eq!(found(source, kept), [""; 0]);
    // The sentence before names the speaker.
    let pair = [
        ("The minister spoke on Monday.", "В понедельник министр сказал так."),
        (source, bare),
    ];
    assert_eq!(findings_of("quote", &pair), [""; 0]);
}

#[test]
fn insertions_are_told_and_never_lost() {
    let source =
        "\"He [the minister of public transport] will build a new school in our village next year,\" she said.";
    let target = "«Он построит в нашей деревне новую школу в следующем году», — сказала она.";
    assert_eq!(
        found(source, target),
        ["quote-insertion: the minister of public transport | "]
    );
    let both =
        "«Он [министр общественного транспорта] построит в нашей деревне новую школу в следующем году», — сказала она.";
    assert_eq!(found(source, both), [""; 0]);
}
