//! Text that was decoded wrongly before it came here, and saved so: `Ïàðîì` or `РџР°СЂРѕРј` for `Паром`.
//!
//! What was done wrongly is undone: the bytes become those that the text had before. Nothing is guessed: letters with
//! accents do not stand side by side by the dozen in any language, and text that by chance is UTF-8 a second time does
//! not exist at this length.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use crate::corpus::item::Item;

/// So many letters have to be garbled.
const ENOUGH: usize = 40;

/// The item with the bytes that its text had before it was decoded wrongly; itself if it was not.
pub(super) fn undo(mut item: Item) -> Item {
    let utf8 = item
        .encoding
        .as_deref()
        .is_none_or(|encoding| encoding.eq_ignore_ascii_case("utf-8"));
    let text = std::str::from_utf8(&item.bytes).ok().filter(|_| utf8);
    if let Some((bytes, encoding)) = text.and_then(original) {
        item.bytes = bytes;
        item.encoding = encoding;
    }
    item
}

/// The bytes that a garbled text had, and their encoding if it is known for sure.
fn original(text: &str) -> Option<(Vec<u8>, Option<String>)> {
    let signs = Signs::of(text);
    let twice = |encoding: &'static Encoding| {
        let bytes = encoded(text, encoding)?;
        std::str::from_utf8(&bytes)
            .is_ok()
            .then(|| (bytes, Some("utf-8".to_owned())))
    };
    if signs.accented >= ENOUGH {
        return twice(WINDOWS_1252).or_else(|| {
            let legacy = signs.neighbours * 10 >= signs.accented * 6;
            // Which of the old encodings it was is found out when it is read.
            legacy
                .then(|| encoded(text, WINDOWS_1252))
                .flatten()
                .map(|bytes| (bytes, None))
        });
    }
    // In UTF-8 read as windows-1251, every Russian letter is two, and the first is Р or С.
    let pairs = signs.leading >= ENOUGH && signs.leading * 3 >= signs.cyrillic;
    pairs.then(|| twice(WINDOWS_1251)).flatten()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

/// What garbled texts have many of.
#[derive(Default)]
struct Signs {
    /// Latin letters with accents, such as Windows has them.
    accented: usize,
    /// Those that stand behind another one.
    neighbours: usize,
    cyrillic: usize,
    /// Capital Р and С.
    leading: usize,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self::default();
        let mut behind = false;
        for character in text.chars() {
            let accented = matches!(character, '\u{c0}'..='\u{ff}');
            signs.accented += usize::from(accented);
            signs.neighbours += usize::from(accented && behind);
            signs.cyrillic += usize::from(matches!(character, '\u{400}'..='\u{4ff}'));
            signs.leading += usize::from(matches!(character, 'Р' | 'С'));
            behind = accented;
        }
        signs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::KOI8_R;

    const RUSSIAN: &str = "Паром «Онега» вышел из гавани в 6:40 и через два часа вернулся: команда заметила дым. \
        Никто из 112 пассажиров не пострадал, их пересадили на буксир — сообщил капитан порта.";

    fn read(bytes: &[u8], encoding: Option<&str>) -> String {
        let item = undo(Item {
            bytes: bytes.to_vec(),
            encoding: encoding.map(str::to_owned),
            ..Item::default()
        });
        let options = crate::read::Options {
            encoding: item.encoding.clone(),
            ..Default::default()
        };
        crate::read::read_bytes("x.txt", &item.bytes, &options).unwrap().text
    }

    #[test]
    fn wrong_decoding_is_undone() {
        let legacy = WINDOWS_1251.encode(RUSSIAN).0;
        let garbled = WINDOWS_1252.decode(&legacy).0;
        assert!(garbled.starts_with("Ïàðîì"));
        assert_eq!(read(garbled.as_bytes(), None), RUSSIAN);
        assert_eq!(read(garbled.as_bytes(), Some("utf-8")), RUSSIAN);
        let page = format!("<html lang=\"ru\"><meta charset=\"utf-8\"><p class=\"paragraph\">{garbled}</p></html>");
        let item = undo(Item {
            bytes: page.into_bytes(),
            ..Item::default()
        });
        let document = crate::read::read_bytes("x.html", &item.bytes, &crate::read::Options::default()).unwrap();
        assert_eq!(document.text.trim(), RUSSIAN);
        let twice = WINDOWS_1252.decode(RUSSIAN.as_bytes()).0;
        assert_eq!(read(twice.as_bytes(), None), RUSSIAN);
        let twice = WINDOWS_1251.decode(RUSSIAN.as_bytes()).0;
        assert!(twice.starts_with("РџР°СЂРѕРј"));
        assert_eq!(read(twice.as_bytes(), None), RUSSIAN);
        let plain = RUSSIAN.replace(['«', '»'], "\"").replace('—', "-");
        let koi = KOI8_R.encode(&plain).0;
        assert_eq!(read(WINDOWS_1252.decode(&koi).0.as_bytes(), None), plain);
    }

    #[test]
    fn texts_of_all_languages_stay_as_they_are() {
        for text in [
            RUSSIAN,
            "РОССИЯ И США: СССР, РСФСР, СССР, СРСР. ".repeat(20).as_str(),
            "Á ferðinni með föður sínum út í Viðey árið þegar ærnar týndust úti á æðarvarpinu. "
                .repeat(10)
                .as_str(),
            "Où étaient les élèves hébétés, fâchés, bâillonnés et même créés là-bas, naïfs et gênés ? "
                .repeat(10)
                .as_str(),
            "Créée, hébétée, bâillonnée et gênée, naïve, désossée, déréglée, dévêtue, préférée, théâtrée. "
                .repeat(10)
                .as_str(),
            "Cô ấy đã đến nhà hàng và ăn phở, rồi đi về phía bờ hồ để nghỉ ngơi một lát. "
                .repeat(10)
                .as_str(),
            "The ferry left. ".repeat(50).as_str(),
        ] {
            let item = undo(Item {
                bytes: text.as_bytes().to_vec(),
                ..Item::default()
            });
            assert_eq!(String::from_utf8(item.bytes).unwrap(), text);
        }
        let legacy = WINDOWS_1251.encode(RUSSIAN).0.into_owned();
        let item = undo(Item {
            bytes: legacy.clone(),
            encoding: Some("windows-1251".to_owned()),
            ..Item::default()
        });
        assert_eq!((item.bytes, item.encoding.as_deref()), (legacy, Some("windows-1251")));
    }
}
