use super::*;
use crate::document::{Block, Format, Role, Span};

fn code(text: &str) -> String {
    detect_text(text).map_or_else(String::new, |language| language.code().to_owned())
}

fn document(name: &str, text: &str) -> Document {
    let mut document = Document::plain(name, text.to_owned(), Format::Text, "UTF-8");
    document.blocks.push(Block {
        span: Span::new(0, text.len()),
        role: Role::Body,
    });
    document
}

const ENGLISH: &str = "The ferry left the harbour an hour late because the captain was waiting for the pilot.";
const RUSSIAN: &str = "Паром вышел из гавани на час позже, потому что капитан ждал лоцмана.";

#[test]
fn languages_of_one_script_are_told_apart() {
    assert_eq!(code(ENGLISH), "en");
    assert_eq!(code(RUSSIAN), "ru");
    assert_eq!(
        code("Пором вийшов із гавані на годину пізніше, бо капітан чекав на лоцмана."),
        "uk"
    );
    assert_eq!(
        code("Паром выйшаў з гавані на гадзіну пазней, бо капітан чакаў лоцмана."),
        "be"
    );
    assert_eq!(
        code("Трајект је напустио луку сат времена касније, јер је капетан чекао пилота."),
        "sr"
    );
    assert_eq!(
        code("Фериботът напусна пристанището с един час закъснение, защото капитанът чакаше пилота."),
        "bg"
    );
    assert_eq!(
        code("Die Fähre verließ den Hafen eine Stunde zu spät, weil der Kapitän auf den Lotsen wartete."),
        "de"
    );
}

#[test]
fn only_english_is_plainly_english() {
    let english = format!("{ENGLISH} The crew and the passengers of the ferry had to wait with them. ").repeat(3);
    let german = "Die Fähre verließ den Hafen eine Stunde zu spät, weil der Kapitän auf den Lotsen wartete. ".repeat(5);
    let quoting = format!("{german}{ENGLISH}");
    assert!(is_plainly_english(&english));
    assert!(!is_plainly_english(ENGLISH), "too short");
    assert!(!is_plainly_english(&quoting));
    assert_eq!(code(&english), "en");
    assert_eq!(code(&quoting), "de");
}

#[test]
fn scripts_of_the_east_decide_at_once() {
    assert_eq!(
        code("船長がパイロットを待っていたため、フェリーは一時間遅れて出港した。"),
        "ja"
    );
    assert_eq!(code("선장이 도선사를 기다리느라 여객선이 한 시간 늦게 출항했다."), "ko");
    assert_eq!(code("由于船长在等引水员，渡轮晚了一个小时离港。"), "zh");
}

#[test]
fn names_in_another_script_do_not_mislead() {
    assert_eq!(
        code("Компания Volga Shipping & Trading Group сообщила, что судно Northern Star вышло в море."),
        "ru"
    );
    assert_eq!(code("12 345"), "");
}

#[test]
fn a_pair_in_one_language_is_refused_unless_both_are_given() {
    let (mut source, mut target) = (document("a.txt", ENGLISH), document("b.txt", ENGLISH));
    let error = detect_pair(&mut source, &mut target, None, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Language);
    let message = error.to_string();
    assert!(
        message.contains("a.txt") && message.contains("b.txt") && message.contains("English"),
        "{message}"
    );
    let (english, russian) = (Language::ENGLISH, Language::RUSSIAN);
    assert!(detect_pair(&mut source, &mut target, Some(english), None).is_err());
    detect_pair(&mut source, &mut target, Some(english), Some(english)).unwrap();
    detect_pair(&mut source, &mut target, None, Some(russian)).unwrap();
    assert_eq!(target.language, Some(russian));
}

#[test]
fn an_unknown_language_names_the_file_and_the_option() {
    let (mut source, mut target) = (document("a.txt", ENGLISH), document("b.txt", "12 345"));
    let message = detect_pair(&mut source, &mut target, None, None)
        .unwrap_err()
        .to_string();
    assert!(message.starts_with("b.txt: ") && message.contains("--to"), "{message}");
}

#[test]
fn a_short_english_letter_is_plainly_english_and_others_are_not() {
    let english = "Could you check the order for me and tell me which of your boxes are still on the way from the harbour? \
        They were sent with this number.";
    assert!(is_plainly_english(english));
    for other in [
        "Kunt u de bestelling controleren of is het pakket nog onderweg van de haven naar de winkel in de straat, want wij \
            wachten al dagen en dat is te lang.",
        "Kan du tjekke ordren og sige, om den stadig er undervejs fra havnen, eller om den er blevet sendt med et andet skib \
            for nogle dage siden?",
    ] {
        assert!(!is_plainly_english(other), "{other}");
    }
}

#[test]
fn letters_are_counted_by_script() {
    let text = "Ёж: naïve text of 25 letters, かな カナ 漢字 한글 ελ 12\u{a0}%";
    let share = Share::of(text);
    assert_eq!(
        (share.letters, share.script()),
        (text.chars().filter(|c| c.is_alphabetic()).count(), Script::Latin)
    );
    let russian = Share::of("Паром вышел из гавани, Ferry №5 — нет: ё");
    assert_eq!((russian.letters, russian.script()), (27, Script::Cyrillic));
    assert_eq!(Share::of("").letters, 0);
}
