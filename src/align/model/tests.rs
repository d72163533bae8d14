use proptest::prelude::*;

use super::*;

fn model(words: &[(String, u32)], pairs: &[(String, String, f64, f64)], ratio: f64) -> Model {
    let entries = pairs.iter().map(|(source, target, forward, reverse)| LexiconEntry {
        source: source.clone(),
        target: target.clone(),
        forward: *forward,
        reverse: *reverse,
    });
    Model {
        languages: (Some(Language::ENGLISH), None),
        lexicon: Lexicon::new(entries.collect()),
        source: Frequencies::new(words.iter().cloned()),
        target: Frequencies::default(),
        priors: PriorBase::default(),
        length_ratio: ratio,
        length_variance: 6.8,
    }
}

fn written(model: &Model) -> String {
    let mut bytes = Vec::new();
    model.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #[test]
    fn what_was_read_is_written_the_same(
        words in prop::collection::vec(("[a-zж ]{1,5}", 0..9_u32), 0..9),
        pairs in prop::collection::vec(("[a-c]{1,3}", "[а-в]{1,3}", 0.0..=1.0, 0.0..=1.0), 0..9),
        ratio in 0.05..20.0,
    ) {
        let first = written(&model(&words, &pairs, ratio));
        let read = Model::parse("test.model", &first).unwrap();
        prop_assert_eq!(read.languages(), (Some(Language::ENGLISH), None));
        prop_assert_eq!(written(&read), first);
    }

    #[test]
    fn broken_files_are_errors(at in 0..400_usize, put in "\\PC|\t|\n") {
        let whole = written(&model(&[("a".to_owned(), 2)], &[("a".to_owned(), "б".to_owned(), 0.5, 0.5)], 1.0));
        let at = (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        let _ = Model::parse("test.model", &format!("{}{put}{}", &whole[..at], &whole[at..]));
        if at < whole.len() - 1 {
            prop_assert!(Model::parse("test.model", &whole[..at]).is_err());
        }
    }
}

#[test]
fn errors_name_file_line_and_remedy() {
    let whole = written(&model(&[("a".to_owned(), 2)], &[], 1.0));
    let cases = [
        ("", "m: is not a model"),
        ("beadwork model\t2\n", "m: is a model of version \"2\""),
        (
            &whole.replace("length\t1.0", "length\t-1.0"),
            "m:3: \"-1.00000\" is no positive number",
        ),
        (
            &whole.replace("source\ta\t2", "source\ta"),
            "m:22: 2 columns where 3 are needed",
        ),
        (&whole.replace("source\ta\t2\n", ""), "m:22: 22 rows"),
        (&whole.replace("null run\t0.3", "null run\t7"), "m:4: "),
        (&format!("{whole}more\n"), "m:24: a row behind the end"),
    ];
    for (text, start) in cases {
        let message = Model::parse("m", text).unwrap_err().to_string();
        assert!(message.starts_with(start), "{message}");
        assert!(message.contains("--save-model"), "{message}");
    }
}

#[test]
fn unknown_languages_fit_any() {
    let model = model(&[], &[], 1.0);
    assert!(!model.is_of_other_languages(Some(Language::ENGLISH), Some(Language::RUSSIAN)));
    assert!(!model.is_of_other_languages(None, None));
    assert!(model.is_of_other_languages(Some(Language::RUSSIAN), Some(Language::ENGLISH)));
}
