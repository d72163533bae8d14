use super::*;

fn english_russian() -> Bundled {
    Bundled::of(Language::ENGLISH, Language::RUSSIAN).unwrap()
}

#[test]
fn every_pair_is_of_one_word_a_side() {
    let lexicon = english_russian();
    assert!(lexicon.entries().count() > 10_000);
    for (stem, translation) in lexicon.entries() {
        let words = [&stem, &translation.stem, &translation.source, &translation.word];
        let single = |word: &&String| !word.is_empty() && !word.contains(char::is_whitespace);
        assert!(words.iter().all(single), "{translation:?}");
        assert!(translation.weight > 0.0 && translation.weight <= 1.0, "{translation:?}");
        assert!(
            !translation.topic.is_empty() && !translation.part_of_speech.is_empty(),
            "{translation:?}"
        );
    }
}

#[test]
fn words_are_found_in_any_form_and_both_directions() {
    let (there, back) = (
        english_russian(),
        Bundled::of(Language::RUSSIAN, Language::ENGLISH).unwrap(),
    );
    for (english, russian) in [
        ("governments", "правительства"),
        ("Said", "сказал"),
        ("waters", "водой"),
    ] {
        let stem = |language, word: &str| Stemmer::new(Some(language)).stem(&word.to_lowercase()).into_owned();
        let stems = [stem(Language::ENGLISH, english), stem(Language::RUSSIAN, russian)];
        let weight = |found: Option<Translation>| found.map(|translation| (translation.weight * 1000.0).round());
        let one = weight(there.lookup(english).find(|translation| translation.stem == stems[1]));
        let two = weight(back.lookup(russian).find(|translation| translation.stem == stems[0]));
        assert!(one.is_some() && one == two, "{english} {one:?} {two:?}");
    }
}

#[test]
fn translations_tell_where_they_come_from() {
    let found = english_russian().lookup("Germany").next().unwrap();
    assert_eq!((found.source.as_str(), found.word.as_str()), ("Germany", "Германия"));
    assert!(found.name && !found.term, "{found:?}");
    assert_eq!((found.part_of_speech, found.topic), ("country", "gazetteer/countries"));
}

#[test]
fn unknown_languages_and_words_have_nothing() {
    assert!(Bundled::of(Language::ENGLISH, Language::ENGLISH).is_none());
    assert_eq!(english_russian().lookup("qwrtpsdfg").count(), 0);
    assert_eq!(english_russian().lookup("").count(), 0);
}

#[test]
fn any_folder_becomes_a_lexicon() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("en-uk");
    std::fs::create_dir_all(folder.join("gazetteer")).unwrap();
    std::fs::create_dir(root.path().join("frequencies")).unwrap();
    std::fs::write(
        folder.join("nouns.tsv"),
        "# own\ngovernment\tn\tуряд\nnice\tadj\tгарний|приємний\n",
    )
    .unwrap();
    std::fs::write(
        folder.join("gazetteer/cities.tsv"),
        "Kyiv\tcity\tКиїв\nNice\tcity\tНіцца\n",
    )
    .unwrap();
    std::fs::write(folder.join("forms.uk.txt"), "Києва\tКиїв\n").unwrap();
    assert_eq!(
        compile::language_pairs(root.path()).unwrap(),
        [("en".to_owned(), "uk".to_owned())]
    );
    let table = compile::compile(&folder, ["en", "uk"]).unwrap();
    let lexicon = Bundled {
        table: Table::new(table.leak()).unwrap(),
        languages: [Language::ENGLISH, "uk".parse().unwrap()],
        reversed: false,
    };
    let words = |word: &str| -> Vec<String> { lexicon.lookup(word).map(|found| found.word).collect() };
    assert_eq!(words("governments"), ["уряд"]);
    assert_eq!(words("Nice"), ["гарний", "приємний"]);
    assert_eq!(words("kyiv")[0], "Київ");
    let stemmer = Stemmer::new(Some(lexicon.languages[1]));
    assert!(lexicon.has_target(&stemmer.stem("києва")));
}

#[test]
fn a_broken_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("nouns.tsv"), "house\tn\tдом\nhouse дом\n").unwrap();
    let message = compile::compile(folder.path(), ["en", "ru"]).unwrap_err();
    assert!(message.contains("nouns.tsv:2: 1 fields"), "{message}");
}

#[test]
fn frequencies_are_compiled_for_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("uk.tsv");
    std::fs::write(&file, "# bands\nуряд\t9\nі\t15\n").unwrap();
    assert_eq!(
        compile::frequency_files(folder.path()).unwrap(),
        [("uk".to_owned(), file.clone())]
    );
    let bands = fst::Map::new(compile::frequencies(&file).unwrap()).unwrap();
    assert_eq!(bands.get("уряд"), Some(9));
    std::fs::write(&file, "уряд\t16\n").unwrap();
    assert!(compile::frequencies(&file).unwrap_err().contains("уряд"));
}
