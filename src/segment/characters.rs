//! What the segmenter wants to know of a character.

/// Hyphen, dashes and minus.
pub(super) const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// A quotation mark of either direction, single or double.
pub(super) const fn is_quote(character: char) -> bool {
    is_double_quote(character) || matches!(character, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›')
}

/// A double quotation mark (or a corner bracket, which is one) of either direction.
pub(super) const fn is_double_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '《' | '》'
    )
}

/// An opening bracket.
pub(super) const fn is_opening_bracket(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '（' | '【')
}

/// A closing bracket.
pub(super) const fn is_closing_bracket(character: char) -> bool {
    matches!(character, ')' | ']' | '}' | '）' | '】')
}

/// A pictograph, or one of the invisible characters that join and colour pictographs.
pub(super) const fn is_pictograph(character: char) -> bool {
    matches!(
        character,
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{200d}' | '\u{fe0f}'
    )
}

/// A character that words are made of: letters, figures, and the marks of any script.
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() || is_combining(character)
}

/// Marks that combine with the letter before them (the blocks that matter, not every plane).
const fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{980}'..='\u{e7f}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// A letter of the Cyrillic script.
pub(super) const fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{52f}')
}

/// Whether a word could be a Roman numeral (Cyrillic look-alikes count).
pub(super) fn is_roman_numeral(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 12
        && word
            .chars()
            .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'Х' | 'І' | '-' | '–' | '—'))
        && word.chars().any(char::is_alphabetic)
}

/// Whether a word is written with letters but has no vowel, in Latin or Cyrillic.
pub(super) fn lacks_vowel(word: &str) -> bool {
    word.chars().all(|c| {
        c.is_alphabetic()
            && (c.is_ascii() || is_cyrillic(c))
            && !"aeiouyаеёиоуыэюяіїєјѐѝAEIOUYАЕЁИОУЫЭЮЯІЇЄЈ".contains(c)
    })
}

/// Whether a word is of single letters with full stops or hyphens between them: `J.R.R`, `Ж.-П`, `Дж.Р`.
///
/// The first letter of each piece is a capital; a piece may have a second, small letter if another has just one.
pub(super) fn is_initials(word: &str) -> bool {
    let mut single = false;
    let all = word
        .split(['.', '-', '‑'])
        .filter(|piece| !piece.is_empty())
        .all(|piece| {
            let mut letters = piece.chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            let second = letters.next();
            single |= second.is_none();
            capital && second.is_none_or(char::is_lowercase) && letters.next().is_none()
        });
    all && single
}

/// A character that ends sentences in Latin, Greek and Cyrillic text.
pub(super) const fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‼' | '‽' | '⁇' | '⁈' | '⁉')
}
