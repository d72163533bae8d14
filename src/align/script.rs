//! How writing systems cut text into units of evidence.

/// What of a word is a unit of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Words between spaces, by their stems.
    Spaced,
    /// Every character by itself: pairs of characters, which are words more often, are so rare that they lose more
    /// than they tell.
    Han,
    /// Nothing: Japanese endings and particles.
    Hiragana,
    /// A run is a word, most often a foreign one.
    Katakana,
    /// Words between spaces whose particles begin at the third syllable, roughly.
    Hangul,
    /// Every three neighbouring clusters of a letter and its marks: scripts whose words only a dictionary could tell.
    Clusters,
}

/// Clusters that make a unit in [`Script::Clusters`].
pub(super) const CLUSTERS: usize = 3;
/// Syllables of a Korean word that make a unit.
pub(super) const SYLLABLES: usize = 2;

impl Script {
    /// The script of a word, by its first letter.
    pub(crate) fn of(word: &str) -> Self {
        // No letter before U+0800 has a script of its own here, and all after have first bytes from 0xe0 on.
        if word.as_bytes().first().is_none_or(|byte| *byte < 0xe0) {
            return Self::Spaced;
        }
        match word.chars().next().unwrap_or(' ') {
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{1950}'..='\u{19df}'
            | '\u{1a20}'..='\u{1aaf}'
            | '\u{a9e0}'..='\u{a9ff}'
            | '\u{aa60}'..='\u{aa7f}' => Self::Clusters,
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            '\u{2e80}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                Self::Han
            }
            '\u{ac00}'..='\u{d7af}' => Self::Hangul,
            _ => Self::Spaced,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Script;

    #[test]
    fn script_is_told_by_the_first_letter() {
        for (word, script) in [
            ("word", Script::Spaced),
            ("слово", Script::Spaced),
            ("字", Script::Han),
            ("の", Script::Hiragana),
            ("ドル", Script::Katakana),
            ("서울에서", Script::Hangul),
            ("กา", Script::Clusters),
            ("", Script::Spaced),
        ] {
            assert_eq!(Script::of(word), script, "{word}");
        }
    }
}
