//! Bytes → text: byte-order marks, a given label, a page's own `<meta charset>`, UTF-8, else a statistical guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::{Decoded, line_of};
use crate::error::{Error, ErrorKind, Result};

/// How far into a page its `<meta charset>` is looked for; the HTML standard says 1024 bytes.
const META_REACH: usize = 1024;

const COMMON: &str = "utf-8, utf-16le, windows-1251, koi8-r, ibm866, iso-8859-5, windows-1252, shift_jis, gb18030";

/// Decodes a file's bytes; `html` says whether a `<meta charset>` counts.
pub(super) fn decode(name: &str, bytes: &[u8], label: Option<&str>, html: bool) -> Result<Decoded> {
    let given = label.map(encoding_of).transpose()?;
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_strictly(name, bytes, mark, encoding);
    }
    if let Some(encoding) = given {
        return decode_strictly(name, bytes, 0, encoding);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return decode_strictly(name, bytes, 0, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(decoded(text.to_owned(), UTF_8));
    }
    let declared = if html { declared_in_page(bytes) } else { None };
    if let Some(text) = declared.and_then(|encoding| decode_whole(bytes, encoding)) {
        return Ok(text);
    }
    if is_nearly_utf8(bytes) {
        return decode_strictly(name, bytes, 0, UTF_8);
    }
    decode_strictly(name, bytes, 0, guess(bytes))
}

fn decoded(text: String, encoding: &'static Encoding) -> Decoded {
    Decoded {
        text,
        encoding: encoding.name(),
    }
}

fn encoding_of(label: &str) -> Result<&'static Encoding> {
    // The labels of withdrawn encodings lead to `REPLACEMENT`, which decodes nothing.
    Encoding::for_label(label.trim().as_bytes())
        .filter(|encoding| *encoding != REPLACEMENT)
        .ok_or_else(|| {
            Error::new(
                ErrorKind::Usage,
                "",
                format!("{label:?} is no known character encoding"),
            )
            .with_remedy(format!("use a WHATWG label; the common ones are {COMMON}"))
        })
}

fn decode_whole(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| decoded(text.into_owned(), encoding))
}

/// Decodes the bytes behind a byte-order mark of `mark` bytes, or says which byte does not belong.
fn decode_strictly(name: &str, bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Result<Decoded> {
    let body = &bytes[mark..];
    decode_whole(body, encoding).ok_or_else(|| {
        let offset = mark + first_error(body, encoding);
        let remedy = if encoding == UTF_8 {
            "repair the file, or give its encoding with --encoding, such as windows-1251"
        } else {
            "give another encoding with --encoding, or repair the file"
        };
        let message = format!("byte {offset} is not valid {}", encoding.name());
        Error::new(ErrorKind::Encoding, name, message)
            .at_line(line_of(bytes, offset))
            .with_remedy(remedy)
    })
}

/// The offset of the first byte that does not belong into the encoding.
fn first_error(bytes: &[u8], encoding: &'static Encoding) -> usize {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0; 4096];
    let mut read = 0;
    loop {
        let (result, taken, _) = decoder.decode_to_utf8_without_replacement(&bytes[read..], &mut buffer, true);
        read += taken;
        match result {
            DecoderResult::InputEmpty => return read,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, extra) => {
                return read.saturating_sub(usize::from(length) + usize::from(extra));
            }
        }
    }
}

/// UTF-16 without a byte-order mark: zeros (of ASCII letters, spaces, line ends) stand at every other place only.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs < 2 || !bytes.len().is_multiple_of(2) || !bytes.contains(&0) {
        return None;
    }
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd * 20 >= pairs && even == 0 {
        UTF_16LE
    } else if even * 20 >= pairs && odd == 0 {
        UTF_16BE
    } else {
        return None;
    };
    let text = decode_whole(bytes, encoding)?.text;
    let strange = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    (strange == 0).then_some(encoding)
}

/// The encoding a page declares in its first bytes, as `charset=…` in a `<meta>` or XML declaration.
fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_REACH)].to_ascii_lowercase();
    let label = value_after(&head, b"charset").or_else(|| value_after(&head, b"encoding"))?;
    let encoding = Encoding::for_label(label)?;
    // A page whose declaration could be read is not in UTF-16, whatever it says.
    let impossible = [UTF_8, UTF_16LE, UTF_16BE, REPLACEMENT].contains(&encoding);
    (!impossible).then_some(encoding)
}

fn value_after<'a>(head: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = head.windows(name.len()).position(|window| window == name)?;
    let rest = head[at + name.len()..]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| b"\"' ;>/?\r\n\t".contains(byte))
        .unwrap_or(rest.len());
    Some(&rest[..end])
}

/// Whether much of what is beyond ASCII is valid UTF-8: then the rest is damage or was put in from elsewhere, and no
/// one encoding reads all of it. Text in a one-byte or an East Asian encoding is valid by chance at few places only.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        // Every character beyond ASCII has one byte that begins it.
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid * 2 >= broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Паром «Онега» вышел из Петрозаводска в 6:40 и через два часа вернулся: на борту заметили дым.\n\
        Пассажиров — их было 112 — пересадили на катер. Никто не пострадал, сообщил капитан порта.\n";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode("x.txt", bytes, None, false).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn russian_is_read_in_every_common_encoding() {
        for label in ["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "utf-8"] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            // A dash and guillemets are not in every one of them.
            let text = RUSSIAN.replace(['«', '»'], "\"").replace('—', "-");
            let (bytes, _, unmappable) = encoding.encode(&text);
            assert!(!unmappable, "{label}");
            assert_eq!(read(&bytes).0, text, "{label}");
        }
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
        assert_eq!(read(&bytes), (RUSSIAN.to_owned(), "windows-1251"));
    }

    #[test]
    fn utf16_and_marked_utf8_are_read_with_and_without_mark() {
        let little: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = RUSSIAN.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), (RUSSIAN.to_owned(), "UTF-16LE"));
        assert_eq!(read(&big), (RUSSIAN.to_owned(), "UTF-16BE"));
        assert_eq!(
            read(&[b"\xff\xfe", &little[..]].concat()),
            (RUSSIAN.to_owned(), "UTF-16LE")
        );
        assert_eq!(
            read(&[b"\xfe\xff", &big[..]].concat()),
            (RUSSIAN.to_owned(), "UTF-16BE")
        );
        assert_eq!(
            read(&[b"\xef\xbb\xbf", RUSSIAN.as_bytes()].concat()),
            (RUSSIAN.to_owned(), "UTF-8")
        );
    }

    #[test]
    fn a_page_may_say_its_encoding_but_bytes_have_the_last_word() {
        let page = format!("<meta charset='windows-1251'><p>Дым</p>{RUSSIAN}");
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&page);
        assert_eq!(decode("x.html", &bytes, None, true).unwrap().encoding, "windows-1251");
        // Saved again as UTF-8 by a browser that left the declaration as it was.
        assert_eq!(decode("x.html", page.as_bytes(), None, true).unwrap().text, page);
    }

    #[test]
    fn broken_utf8_names_the_byte_and_the_line() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        let line_end = RUSSIAN.find('\n').unwrap();
        bytes[line_end + 4] = 0xff;
        let error = decode("x.txt", &bytes, None, false).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Encoding);
        let message = error.to_string();
        assert!(message.starts_with("x.txt:2: byte "), "{message}");
        assert!(message.contains("--encoding"), "{message}");
    }

    #[test]
    fn files_glued_of_two_encodings_are_refused_and_east_asian_ones_read() {
        let (old, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
        let glued = [RUSSIAN.as_bytes(), &old].concat();
        let error = decode("x.txt", &glued, None, false).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Encoding);
        for (label, text) in [
            (
                "gbk",
                "渡轮于周二早晨离开码头，两小时后返航：船员发现机舱冒烟。乘客已被转移到拖船上，无人受伤。",
            ),
            (
                "shift_jis",
                "フェリーは火曜日の朝に港を出たが、二時間後に引き返した。乗組員が煙に気づいたためだ。けが人はいない。",
            ),
            (
                "euc-kr",
                "여객선은 화요일 아침 항구를 떠났으나 두 시간 뒤 되돌아왔다. 승무원이 연기를 발견했기 때문이다.",
            ),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(read(&bytes).0, text, "{label}");
        }
    }

    #[test]
    fn a_given_label_is_obeyed_or_refused() {
        let (bytes, _, _) = encoding_rs::KOI8_U.encode("шлюпка");
        assert_eq!(decode("x", &bytes, Some("KOI8-R"), false).unwrap().text, "шлюпка");
        let error = decode("x", &bytes, Some("cp1251x"), false).err().unwrap();
        assert!(
            error.is_usage() && error.to_string().contains("windows-1251"),
            "{error}"
        );
        assert_eq!(
            decode("x", b"\xff", Some("utf-8"), false).err().unwrap().kind(),
            ErrorKind::Encoding
        );
    }
}
