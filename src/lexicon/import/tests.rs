//! Every format: a small dictionary, and what is wrong with a bad one.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::*;
use crate::error::ErrorKind;

/// Writes files into a folder of their own.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn read(name: &str, text: &str, options: &ImportOptions) -> Result<Dictionary> {
    let folder = folder(&[(name, text.as_bytes())]);
    read_dictionary(&folder.path().join(name), options)
}

fn read_plain(name: &str, text: &str) -> Dictionary {
    read(name, text, &ImportOptions::default()).unwrap()
}

fn pairs(dictionary: &Dictionary) -> Vec<(&str, &str)> {
    let entries = dictionary.entries.iter();
    entries
        .map(|entry| (entry.source.as_str(), entry.target.as_str()))
        .collect()
}

/// The error of reading a bad dictionary: its kind, and its message without the folder.
fn error(name: &str, text: &str) -> (ErrorKind, String) {
    let error = read(name, text, &ImportOptions::default()).unwrap_err();
    let message = error.to_string();
    let start = message.find(name).unwrap_or_default();
    (error.kind(), message[start..].to_owned())
}

#[test]
fn hunalign_has_the_target_first() {
    let dictionary = read_plain("a.dic", "маяк @ lighthouse\nморской конёк @ sea horse\n\nключ @ key\n");
    assert_eq!(dictionary.format, DictionaryFormat::Hunalign);
    assert_eq!(
        pairs(&dictionary),
        [("lighthouse", "маяк"), ("sea horse", "морской конёк"), ("key", "ключ")]
    );
    assert_eq!(dictionary.entries[2].line, 4);
}

#[test]
fn empty_side_is_passed_over_with_its_line() {
    let dictionary = read_plain(
        "a.dic",
        "маяк @ lighthouse\n @ key\nключ @ \nпарус @ sail\nякорь @ anchor\n",
    );
    assert_eq!(pairs(&dictionary).len(), 3);
    assert_eq!(
        dictionary.skipped.summary(),
        "lines 2 (no translation), 3 (no source word)"
    );
}

#[test]
fn tables_have_weights_headers_and_quotation_marks() {
    let plain = read_plain("a.tsv", "lighthouse\tмаяк\t0.8\nbeacon\tмаяк\n");
    assert_eq!(plain.format, DictionaryFormat::Tsv);
    assert_eq!(plain.entries[0].weight.to_bits(), 0.8_f64.to_bits());
    let named = read_plain(
        "a.csv",
        "id;Russian;English;Score\n1;\"маяк; бакен\";beacon;0,5\n\n2;парус;sail;\n",
    );
    assert_eq!(pairs(&named), [("маяк; бакен", "beacon"), ("парус", "sail")]);
    assert_eq!(named.languages, (Some(Language::RUSSIAN), Some(Language::ENGLISH)));
    assert_eq!((named.entries[0].weight, named.entries[1].weight), (0.5, 1.0));
    assert_eq!((named.entries[0].line, named.entries[1].line), (2, 4));
    let unclear = "sail\tпарус\tn\nkeel\tкиль\tn\noar\tвесло\tn\nmast\tмачта\tn\nbow\tнос\tn\n";
    assert!(error("a.tsv", unclear).1.starts_with("a.tsv:1: \"n\" is no weight"));
    let turned = read_plain("a.tsv", "translation\tword\tpos\nмаяк\tlighthouse\tn\n");
    assert_eq!(pairs(&turned), [("lighthouse", "маяк")]);
    assert_eq!(turned.entries[0].part_of_speech, "n");
}

#[test]
fn words_that_are_codes_of_languages_make_no_header() {
    let dictionary = read_plain("a.tsv", "no\tнет\nis\tесть\n");
    assert_eq!(pairs(&dictionary), [("no", "нет"), ("is", "есть")]);
}

#[test]
fn own_format_has_the_likeliest_first() {
    let dictionary = read_plain(
        "a.tsv",
        "# languages: en ru\nlighthouse\tn\tмаяк|светоч\nsail\tv\tплыть\n",
    );
    assert_eq!(dictionary.format, DictionaryFormat::Beadwork);
    assert_eq!(
        pairs(&dictionary),
        [("lighthouse", "маяк"), ("lighthouse", "светоч"), ("sail", "плыть")]
    );
    assert_eq!(dictionary.languages, (Some(Language::ENGLISH), Some(Language::RUSSIAN)));
    let second = &dictionary.entries[1];
    assert_eq!(
        (second.weight, second.part_of_speech.as_str(), second.line),
        (0.5, "n", 2)
    );
}

#[test]
fn muse_has_a_space_between_two_words() {
    let dictionary = read_plain("en-ru.txt", "lighthouse маяк\nlighthouse маяка\nsail парус\n");
    assert_eq!(dictionary.format, DictionaryFormat::Muse);
    assert_eq!(pairs(&dictionary)[2], ("sail", "парус"));
}

#[test]
fn fast_align_has_logarithms() {
    let dictionary = read_plain(
        "p.txt",
        "sail\tпарус\t-0.693147\nsail\tплыть\t-6\n<eps>\tи\t-0.1\nkeel\tкиль\t0\n",
    );
    assert_eq!(dictionary.format, DictionaryFormat::FastAlign);
    assert_eq!(pairs(&dictionary), [("sail", "парус"), ("keel", "киль")]);
    assert!((dictionary.entries[0].weight - 0.5).abs() < 1e-5);
    assert_eq!(dictionary.unlikely, 2);
}

#[test]
fn moses_has_the_target_first_and_may_be_compressed() {
    let text = "парус sail 0.75\nплыть sail 0.2\nNULL sail 0.05\nкиль keel 0.001\n";
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let folder = folder(&[("lex.f2e.gz", &packed.finish().unwrap())]);
    let dictionary = read_dictionary(&folder.path().join("lex.f2e.gz"), &ImportOptions::default()).unwrap();
    assert_eq!(dictionary.format, DictionaryFormat::Moses);
    assert_eq!(pairs(&dictionary), [("sail", "парус"), ("sail", "плыть")]);
    assert_eq!(dictionary.unlikely, 2);
}

const GIZA: (&str, &[u8]) = ("run.t3.final", b"0 2 0.3\n2 2 0.9\n3 3 0.5\n3 9 0.4\n");

#[test]
fn giza_numbers_are_looked_up_in_the_vocabularies() {
    let source: (&str, &[u8]) = ("run.trn.src.vcb", b"1 UNK 0\n2 sail 7\n3 keel 4\n");
    let target = ("run.trn.trg.vcb", "1 UNK 0\n2 парус 7\n3 киль 4\n".as_bytes());
    let folder = folder(&[GIZA, source, target]);
    let table = folder.path().join(GIZA.0);
    let dictionary = read_dictionary(&table, &ImportOptions::default()).unwrap();
    assert_eq!(pairs(&dictionary), [("sail", "парус"), ("keel", "киль")]);
    assert_eq!(dictionary.skipped.summary(), "line 4 (no target word has the number 9)");
    fs::rename(folder.path().join(source.0), folder.path().join("en.vcb")).unwrap();
    let message = read_dictionary(&table, &ImportOptions::default())
        .unwrap_err()
        .to_string();
    assert!(message.contains("--vocabulary"), "{message}");
    let given = ImportOptions {
        vocabularies: Some((folder.path().join("en.vcb"), folder.path().join(target.0))),
        ..ImportOptions::default()
    };
    assert_eq!(read_dictionary(&table, &given).unwrap(), dictionary);
}

#[test]
fn giza_tables_with_words_need_no_vocabulary() {
    let dictionary = read_plain("run.actual.ti.final", "sail парус 0.9\nNULL и 0.4\n");
    assert_eq!(
        (dictionary.format, pairs(&dictionary)),
        (DictionaryFormat::Giza, vec![("sail", "парус")])
    );
}

/// A number in dictd's base 64.
fn base64(number: usize) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = char::from(DIGITS[number % 64]).to_string();
    if number < 64 {
        digit
    } else {
        base64(number / 64) + &digit
    }
}

/// A dictd dictionary of articles by headword, compressed.
fn dictd(articles: &[(&str, &str)]) -> TempDir {
    let (mut index, mut text) = (String::new(), String::new());
    for (headword, article) in articles {
        let row = [headword, base64(text.len()).as_str(), base64(article.len()).as_str()].join("\t");
        index += &(row + "\n");
        text += article;
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    folder(&[
        ("mine.index", index.as_bytes()),
        ("mine.dict.dz", &packed.finish().unwrap()),
    ])
}

#[test]
fn dictd_articles_are_read_by_their_index() {
    let folder = dictd(&[
        ("00databaseinfo", "A dictionary of ships\nWritten for a test.\n"),
        (
            "dinghy",
            "Dinghy /dˈɪŋi/ <n>\n1. шлюпка, ялик\n2. [sport] швертбот <masc>\n   Synonyms: {boat}\n",
        ),
        ("mizzen", "mizzen\nбизань; бизань‐мачта\n"),
        ("riddle", "riddle /rˈɪdl/\n"),
    ]);
    let found = [
        ("Dinghy", "шлюпка"),
        ("Dinghy", "ялик"),
        ("Dinghy", "швертбот"),
        ("mizzen", "бизань"),
        ("mizzen", "бизань-мачта"),
    ];
    for name in ["mine.index", "mine.dict.dz"] {
        let dictionary = read_dictionary(&folder.path().join(name), &ImportOptions::default()).unwrap();
        assert_eq!(pairs(&dictionary), found);
        assert_eq!(
            (
                dictionary.entries[0].line,
                dictionary.entries[0].part_of_speech.as_str()
            ),
            (2, "n")
        );
        assert_eq!(dictionary.skipped.summary(), "line 4 (no translation in the article)");
    }
}

#[test]
fn dictd_without_its_other_half_or_cut_short_is_refused() {
    let folder = dictd(&[("mizzen", "mizzen\nбизань\n")]);
    let index = folder.path().join("mine.index");
    let message = |path: &Path| {
        read_dictionary(path, &ImportOptions::default())
            .unwrap_err()
            .to_string()
    };
    fs::write(&index, "mizzen\tA\tBA\n").unwrap();
    assert!(
        message(&index).contains("mine.index:1: the article is to end at byte 64"),
        "{}",
        message(&index)
    );
    fs::write(&index, "mizzen\t!\tBA\n").unwrap();
    assert!(
        message(&index).contains("mine.index:1: \"!\" is no number in base 64"),
        "{}",
        message(&index)
    );
    fs::write(folder.path().join("mine.dict.dz"), [0x1f, 0x8b, 8, 0, 0]).unwrap();
    assert!(
        message(&index).contains("mine.dict.dz: cannot be unpacked"),
        "{}",
        message(&index)
    );
    fs::remove_file(folder.path().join("mine.dict.dz")).unwrap();
    assert!(
        message(&index).contains("put the .index and the .dict"),
        "{}",
        message(&index)
    );
}

const TBX_2: &str = "<?xml version='1.0'?>\n<martif type='TBX' xml:lang='en'><text><body>\n\
    <termEntry id='1'>\n<langSet xml:lang='en'><tig><term>sea &amp; air</term>\
    <termNote type='partOfSpeech'>noun</termNote></tig>\n<tig><term>sea</term></tig></langSet>\n\
    <langSet xml:lang='ru-RU'><tig><term>мо<hi>ре</hi></term></tig></langSet></termEntry>\n\
    <termEntry id='2'><langSet xml:lang='de'><tig><term>Kiel</term></tig></langSet>\n\
    <langSet xml:lang='ru'><tig><term>киль</term></tig></langSet></termEntry>\n</body></text></martif>\n";

#[test]
fn tbx_2_gives_the_terms_of_two_languages() {
    let wanted = ImportOptions {
        from: Some(Language::ENGLISH),
        to: Some(Language::RUSSIAN),
        ..ImportOptions::default()
    };
    let dictionary = read("a.tbx", TBX_2, &wanted).unwrap();
    assert_eq!(pairs(&dictionary), [("sea & air", "море"), ("sea", "море")]);
    assert_eq!(
        (
            dictionary.entries[0].line,
            dictionary.entries[0].part_of_speech.as_str()
        ),
        (4, "noun")
    );
    assert_eq!(
        dictionary.skipped.summary(),
        "line 7 (no terms in both English and Russian)"
    );
    let undecided = error("a.tbx", TBX_2);
    assert_eq!(undecided.0, ErrorKind::Language);
    assert!(undecided.1.contains("3 languages (en, ru, de)"), "{undecided:?}");
}

#[test]
fn tbx_3_is_read_too() {
    let text = "<tbx type='TBX-Core' style='dca'><text><body><conceptEntry><langSec xml:lang='fr'><termSec>\
        <term>phare</term></termSec></langSec><langSec xml:lang='en'><termSec><term>lighthouse</term></termSec>\
        </langSec></conceptEntry></body></text></tbx>";
    let dictionary = read_plain("a.xml", text);
    assert_eq!(pairs(&dictionary), [("phare", "lighthouse")]);
    assert_eq!(dictionary.languages.1, Some(Language::ENGLISH));
}

#[test]
fn broken_xml_is_refused_with_its_line() {
    let broken = TBX_2.replace(
        "</langSet></termEntry>\n<termEntry id='2'>",
        "</langset></termEntry>\n<termEntry>",
    );
    let (kind, message) = error("a.tbx", &broken);
    assert_eq!(kind, ErrorKind::Syntax);
    assert!(message.starts_with("a.tbx:6: is no well-formed XML"), "{message}");
    assert!(
        error("b.tbx", "<?xml version='1.0'?><html/>")
            .1
            .contains("no term base")
    );
}

#[test]
fn columns_that_stand_the_other_way_round_are_turned_when_the_languages_are_given() {
    let wanted = ImportOptions {
        from: Some(Language::ENGLISH),
        to: Some(Language::RUSSIAN),
        ..ImportOptions::default()
    };
    let text = "lighthouse @ маяк на берегу\nanother ship @ другое судно\nthe harbour water @ вода в гавани\n";
    let dictionary = read("a.dic", text, &wanted).unwrap();
    assert_eq!(pairs(&dictionary)[0], ("lighthouse", "маяк на берегу"));
    assert_eq!(dictionary.languages, (Some(Language::ENGLISH), Some(Language::RUSSIAN)));
}

#[test]
fn legacy_encodings_are_told() {
    let (bytes, ..) =
        encoding_rs::WINDOWS_1251.encode("маяк @ lighthouse\nпарус @ sail\nякорь @ anchor\nлодка @ boat\n");
    let folder = folder(&[("a.dic", &bytes)]);
    let dictionary = read_dictionary(&folder.path().join("a.dic"), &ImportOptions::default()).unwrap();
    assert_eq!(pairs(&dictionary)[0], ("lighthouse", "маяк"));
}

#[test]
fn nothing_is_silently_empty() {
    let cases = [
        ("a.dic", "", ErrorKind::Empty, "a.dic: has no entries"),
        ("a.tsv", "# only a comment\n", ErrorKind::Empty, "a.tsv: has no entries"),
        ("a.txt", "\n \n", ErrorKind::Empty, "a.txt: has no entries"),
        (
            "a.dic",
            "один\nдва\n",
            ErrorKind::Syntax,
            "a.dic:1: no @ between two terms; no line fits",
        ),
        (
            "a.dic",
            "а @ a\nб\nв\n",
            ErrorKind::Syntax,
            "a.dic:2: no @ between two terms; 2 of 3 lines",
        ),
        (
            "a.tsv",
            "sail\tпарус\tbig\t1\t2\nkeel\tкиль\tn\t1\t2\n",
            ErrorKind::Syntax,
            "a.tsv:1: 5 columns",
        ),
        ("a.csv", "sail\nkeel\n", ErrorKind::Syntax, "a.csv:1: 1 column where"),
        (
            "a.txt",
            "one word after the other\nand no format\n",
            ErrorKind::Syntax,
            "a.txt:1: is in no format",
        ),
        (
            "a.f2e",
            "парус sail 7\n",
            ErrorKind::Syntax,
            "a.f2e:1: 7 is no probability",
        ),
        (
            "a.f2e",
            "парус sail 0.0001\n",
            ErrorKind::Empty,
            "a.f2e: all 1 pairs are of no word",
        ),
    ];
    for (name, text, kind, start) in cases {
        let found = error(name, text);
        assert_eq!(found.0, kind, "{found:?}");
        assert!(found.1.starts_with(start), "{start}: {found:?}");
        assert!(found.1.contains("; "), "no remedy: {found:?}");
    }
    let missing = read_dictionary(&PathBuf::from("/nowhere/a.dic"), &ImportOptions::default()).unwrap_err();
    assert!(missing.to_string().contains("no such file"), "{missing}");
}

#[test]
fn format_can_be_forced() {
    let forced = ImportOptions {
        format: Some(DictionaryFormat::Hunalign),
        ..ImportOptions::default()
    };
    assert_eq!(
        pairs(&read("a.txt", "маяк @ lighthouse\n", &forced).unwrap()),
        [("lighthouse", "маяк")]
    );
    for (name, format) in DictionaryFormat::ALL {
        assert_eq!(DictionaryFormat::from_name(name).unwrap(), format);
        assert_eq!(format.name(), name);
    }
    assert!(DictionaryFormat::from_name("babylon").unwrap_err().is_usage());
}

#[test]
fn status_tells_how_not_to_translate() {
    let table = "en,ru,status\nboard,правление,preferred\nboard,борт,forbidden\n";
    let term = |language: &str, text: &str, status: &str| {
        format!(
            "<langSec xml:lang='{language}'><termSec><term>{text}</term>\
             <termNote type='administrativeStatus'>{status}</termNote></termSec></langSec>"
        )
    };
    let base = format!(
        "<tbx><conceptEntry>{}{}</conceptEntry><conceptEntry>{}{}</conceptEntry></tbx>",
        term("en", "board", "preferredTerm-admn-sts"),
        term("ru", "правление", "admittedTerm-admn-sts"),
        term("en", "board", ""),
        term("ru", "борт", "deprecatedTerm-admn-sts")
    );
    let files = [
        ("a.csv", table, DictionaryFormat::Csv),
        ("a.tbx", base.as_str(), DictionaryFormat::Tbx),
    ];
    for (name, text, format) in files {
        let read = read_text_for_tests(name, text, format).unwrap();
        let forbidden: Vec<(&str, bool)> = read
            .entries
            .iter()
            .map(|entry| (entry.target.as_str(), entry.forbidden))
            .collect();
        assert_eq!(forbidden, [("правление", false), ("борт", true)], "{name}");
    }
}
