//! English and Russian letters in UTF-8: most letters of most texts, told by their bytes faster than by the tables of
//! Unicode.

/// What a byte begins.
const NOTHING: u8 = 0;
/// A letter of its own.
const LETTER: u8 = 1;
/// A figure.
const FIGURE: u8 = 2;
/// The first byte of the letters from `А` to `п`, and of `Ё`.
const FIRST: u8 = 3;
/// The first byte of the letters from `р` to `я`, and of `ё`.
const SECOND: u8 = 4;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [NOTHING; 256];
    let mut letter = 0;
    while letter < 26 {
        classes[b'a' as usize + letter] = LETTER;
        classes[b'A' as usize + letter] = LETTER;
        letter += 1;
    }
    let mut figure = 0;
    while figure < 10 {
        classes[b'0' as usize + figure] = FIGURE;
        figure += 1;
    }
    classes[0xd0] = FIRST;
    classes[0xd1] = SECOND;
    classes
}

/// Whether two bytes are a Russian letter.
fn is_russian(first: u8, next: u8) -> bool {
    matches!((first, next), (0xd0, 0x81 | 0x90..=0xbf) | (0xd1, 0x80..=0x8f | 0x91))
}

fn end_of(text: &[u8], at: usize, last_class: u8) -> usize {
    let mut end = at;
    while let Some(&byte) = text.get(end) {
        let class = CLASSES[usize::from(byte)];
        if class == NOTHING {
            break;
        }
        if class < FIRST {
            if class > last_class {
                break;
            }
            end += 1;
        } else if text.get(end + 1).is_some_and(|next| is_russian(byte, *next)) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// How far English and Russian letters reach from a place in UTF-8 text on.
pub(crate) fn letters_end(text: &[u8], at: usize) -> usize {
    end_of(text, at, LETTER)
}

/// How far English and Russian letters and figures reach from a place in UTF-8 text on.
pub(crate) fn letters_and_figures_end(text: &[u8], at: usize) -> usize {
    end_of(text, at, FIGURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_two_alphabets() {
        let is_plain =
            |letter: char| letter.is_ascii_alphabetic() || matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё');
        for letter in '\0'..='\u{3000}' {
            let text = letter.to_string();
            let length = if is_plain(letter) { text.len() } else { 0 };
            assert_eq!(letters_end(text.as_bytes(), 0), length, "{letter:?}");
            let length = if letter.is_ascii_digit() { 1 } else { length };
            assert_eq!(letters_and_figures_end(text.as_bytes(), 0), length, "{letter:?}");
        }
        assert_eq!(letters_end("да2 no".as_bytes(), 2), 4);
        assert_eq!(letters_and_figures_end("да2 no".as_bytes(), 0), 5);
    }
}
