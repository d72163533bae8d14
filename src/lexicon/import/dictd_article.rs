//! An article of a dictd dictionary in FreeDict's layout: text → [`Article`].
//!
//! ```text
//! headword /pronunciation/ <part of speech>
//! 1. translation, translation <part of speech>
//! 2. [subject] translation
//!    "example" - its translation
//!    Synonyms: {word}, {word}
//! ```

/// A headword with its translations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) headword: String,
    pub(super) part_of_speech: String,
    pub(super) translations: Vec<String>,
}

impl Article {
    /// The article of a text: the first line is the headword, the others are about it.
    pub(super) fn of(text: &str) -> Self {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let mut article = lines.next().map(Self::of_headword).unwrap_or_default();
        for line in lines {
            article.add_line(line);
        }
        article
    }

    fn of_headword(line: &str) -> Self {
        let (_, marks) = without(line, '<', '>');
        Self {
            headword: plain(line),
            part_of_speech: marks.first().map(|mark| mark.trim().to_owned()).unwrap_or_default(),
            translations: Vec::new(),
        }
    }

    fn add_line(&mut self, line: &str) {
        let text = without_number(line.trim());
        let label = text.split_whitespace().next().is_some_and(|word| word.ends_with(':'));
        let indented = line.starts_with([' ', '\t']);
        if text.starts_with(['"', '{', '“', '„']) || (label && (indented || is_label(text))) {
            return;
        }
        for piece in split(text) {
            // Behind the part of speech stands an abbreviation of the word at best.
            let piece = piece.trim().split(" <").next().unwrap_or_default();
            let translation = plain(piece);
            if !translation.is_empty() && !self.translations.contains(&translation) {
                self.translations.push(translation);
            }
        }
    }
}

fn is_label(text: &str) -> bool {
    let labels = [
        "see:",
        "synonym:",
        "synonyms:",
        "antonym:",
        "antonyms:",
        "note:",
        "notes:",
        "entry:",
    ];
    let lower = text.to_lowercase();
    labels.iter().any(|label| lower.starts_with(label))
}

/// The text behind the number of a sense.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let behind = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < text.len());
    behind
        .filter(|text| text.starts_with(' '))
        .map_or(text, str::trim_start)
}

/// The translations of a line: divided by commas and semicolons outside of brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut pieces, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// The words alone: no pronunciation, part of speech, subject or remark.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [('<', '>'), ('[', ']'), ('(', ')'), ('{', '}')] {
        text = without(&text, open, close).0;
    }
    // A pronunciation that begins the text has a space before it too, then.
    without_sound(&format!(" {text}"))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text without its brackets of a kind, and what stood in them; a bracket that is never closed stays.
fn without(text: &str, open: char, close: char) -> (String, Vec<String>) {
    let (mut rest, mut inside) = (String::new(), Vec::new());
    let mut remaining = text;
    while let Some((before, after)) = remaining.split_once(open) {
        let Some((bracket, behind)) = after.split_once(close) else {
            break;
        };
        rest.push_str(before);
        rest.push(' ');
        inside.push(bracket.to_owned());
        remaining = behind;
    }
    rest.push_str(remaining);
    (rest, inside)
}

/// A text without its pronunciations, `/…/` behind a space.
fn without_sound(text: &str) -> String {
    let (mut rest, mut remaining) = (String::new(), text);
    while let Some((before, after)) = remaining.split_once(" /") {
        let Some((_, behind)) = after.split_once('/') else {
            break;
        };
        rest.push_str(before);
        remaining = behind;
    }
    rest + remaining
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> (String, String, Vec<String>) {
        let article = Article::of(text);
        (article.headword, article.part_of_speech, article.translations)
    }

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn senses_are_numbered_and_divided_by_commas() {
        let (headword, _, translations) = article("harbour /hˈɑːbə/\n1. гавань, порт\n2. приют\n");
        assert_eq!(headword, "harbour");
        assert_eq!(translations, strings(&["гавань", "порт", "приют"]));
    }

    #[test]
    fn notes_examples_and_references_are_no_translations() {
        let text = "Hafen /hˈaːfən/ (Hfn. /hˈaː/) <masc, n, sg>\n [naut.] harbour <n>hbr.,  /hˈ/, port (of call) <n>\n      \
                    \"im Hafen\"  - in port\n   Synonyms: {Port}, {Reede}\n\n see: {Häfen}\n         Note: am Meer\n";
        let (headword, part_of_speech, translations) = article(text);
        assert_eq!((headword.as_str(), part_of_speech.as_str()), ("Hafen", "masc, n, sg"));
        assert_eq!(translations, strings(&["harbour", "port"]));
    }

    #[test]
    fn brackets_that_are_never_closed_stay() {
        let (.., translations) = article("odd\nstrange (rare, queer\n");
        assert_eq!(translations, strings(&["strange (rare, queer"]));
    }
}
