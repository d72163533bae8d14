//! Units of lexical evidence: sentences → token types.
//!
//! A sentence becomes a list of tokens: each anchor that says what the words mean (number, date, code, address, name of
//! several words) is one token, each remaining word is a token by its stem, and each mark of punctuation that
//! translations keep is a token too. What is a word depends on the [`Script`].

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::alignment::EvidenceKind;
use crate::anchor::Anchor;
use crate::document::{Document, Span};
use crate::language::{Stemmer, plain};

use super::constants::SENTENCE_WORDS;
use super::forms::{self, Forms};
use super::script::{CLUSTERS, Script};
pub(super) use super::vocabulary::{TokenType, TypeId, Unit, Vocabulary};

/// A token: its type and where it stands in the document's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) id: TypeId,
    pub(super) span: Span,
}

/// The sentences of one side as tokens.
pub(super) type Sentences = Vec<Vec<Token>>;

/// Cuts the chosen sentences of a document into tokens of a vocabulary of its own.
pub(super) fn tokenise(document: &Document, anchors: &[Vec<Anchor>], chosen: &[usize]) -> (Sentences, Vocabulary) {
    let mut vocabulary = Vocabulary::for_text(document.text.len());
    let sentences = forms::with_forms(document.language, |forms| {
        let mut tokeniser = Tokeniser {
            text: &document.text,
            forms,
            vocabulary: &mut vocabulary,
            tokens: Vec::new(),
            words: Vec::new(),
            clusters: Vec::new(),
            covers: Vec::new(),
        };
        let tokens = |&sentence: &usize| {
            let found = anchors.get(sentence).map_or(&[][..], Vec::as_slice);
            tokeniser.sentence(document.sentences[sentence].span, found)
        };
        chosen.iter().map(tokens).collect()
    });
    (sentences, vocabulary)
}

/// Finds the words of a text of English and Russian letters, figures and plain punctuation as the rules of Unicode (UAX #29)
/// do, which are slower; says whether the text is such.
fn plain_words(text: &str, words: &mut Vec<(usize, usize)>) -> bool {
    words.clear();
    let (bytes, mut at) = (text.as_bytes(), 0);
    // The mark between the last word and this place, if it is the only thing.
    let mut joiner = None;
    loop {
        let end = plain::letters_and_figures_end(bytes, at);
        if end > at {
            match words.last_mut() {
                Some(last) if joiner.is_some_and(|mark| joins(bytes[last.1 - 1], mark, bytes[at])) => last.1 = end,
                _ => words.push((at, end)),
            }
        }
        let Some(mark) = text[end..].chars().next() else {
            return true;
        };
        joiner = match mark {
            ' ' | '-' | '–' | '—' | '(' | ')' | '«' | '»' | '“' | '”' | '„' | '!' | '?' | '…' | '/' | '%' | '$'
            | '"' | '\u{a0}' => None,
            '.' | ',' | ';' | ':' | '\'' | '’' => (end > at).then_some(mark),
            _ => return false,
        };
        at = end + mark.len_utf8();
    }
}

/// Whether a mark between two letters or two figures, of which the bytes beside it are given, makes one word of what stands
/// around it: `don't`, `т.е`, `3.5` (rules WB6, WB7, WB11 and WB12).
fn joins(before: u8, mark: char, after: u8) -> bool {
    match (before.is_ascii_digit(), after.is_ascii_digit()) {
        (false, false) => matches!(mark, '.' | ':' | '\'' | '’'),
        (true, true) => matches!(mark, '.' | ',' | ';' | '\'' | '’'),
        _ => false,
    }
}

/// Whether an anchor of this kind takes the place of the words it spans; the others are marks around words.
fn stands_for_words(kind: EvidenceKind) -> bool {
    !matches!(kind, EvidenceKind::Quote | EvidenceKind::Punctuation)
}

/// Such a name stays a word, with the name as a second reason to be somebody's translation: one word then has one
/// type, whether it opens a sentence or not, and German nouns are not taken for names of their own.
fn is_name_of_one_word(anchor: &Anchor, text: &str) -> bool {
    let one = |text: &str| {
        plain::letters_and_figures_end(text.as_bytes(), 0) == text.len() || text.chars().all(char::is_alphanumeric)
    };
    anchor.kind == EvidenceKind::Name && one(anchor.span.of(text))
}

/// An anchor over words.
#[derive(Clone, Copy)]
struct Cover<'a> {
    anchor: &'a Anchor,
    /// Whether the words are no tokens of their own.
    instead: bool,
}

/// A document's sentences on their way to tokens.
struct Tokeniser<'a> {
    text: &'a str,
    forms: &'a mut Forms,
    vocabulary: &'a mut Vocabulary,
    tokens: Vec<Token>,
    /// The words of the sentence.
    words: Vec<(usize, usize)>,
    /// Adjacent clusters of a script without spaces.
    clusters: Vec<Span>,
    covers: Vec<Cover<'a>>,
}

impl<'a> Tokeniser<'a> {
    fn sentence(&mut self, span: Span, anchors: &'a [Anchor]) -> Vec<Token> {
        self.covers.clear();
        for (place, anchor) in anchors.iter().enumerate() {
            let one_word = is_name_of_one_word(anchor, self.text);
            if stands_for_words(anchor.kind) {
                self.covers.push(Cover {
                    anchor,
                    instead: !one_word,
                });
            }
            if place >= SENTENCE_WORDS {
                continue;
            }
            if anchor.kind == EvidenceKind::Quote {
                self.add_quotation_marks(anchor);
            } else if !one_word {
                let unit = || Unit::Anchor(Box::new(anchor.clone()));
                self.push(Some(anchor.kind), &anchor.value, anchor.span, unit);
            }
        }
        let text = span.of(self.text);
        let mut words = std::mem::take(&mut self.words);
        if !plain_words(text, &mut words) {
            words.clear();
            let found = text.unicode_word_indices().take(SENTENCE_WORDS);
            words.extend(found.map(|(at, word)| (at, at + word.len())));
        }
        for (from, to) in words.drain(..).take(SENTENCE_WORDS) {
            self.word(Span::new(span.start + from, span.start + to));
        }
        self.words = words;
        self.end_clusters();
        let tokens = self.tokens.as_slice().into();
        self.tokens.clear();
        tokens
    }

    /// What is quoted differs between languages; that a quotation begins or ends does not.
    fn add_quotation_marks(&mut self, anchor: &Anchor) {
        let passage = anchor.span.of(self.text);
        let marks = [passage.char_indices().next(), passage.char_indices().next_back()];
        let marks = marks.into_iter().flatten().filter(|(_, mark)| !mark.is_alphanumeric());
        for (at, mark) in marks {
            let start = anchor.span.start + at;
            let span = Span::new(start, start + mark.len_utf8());
            let unit = || Unit::Anchor(Box::new(anchor.clone()));
            let id = self.vocabulary.add(Some(anchor.kind), "\"", "\"", unit);
            self.tokens.push(Token { id, span });
        }
    }

    fn word(&mut self, span: Span) {
        let mut name = None;
        for cover in self.covers.iter().filter(|cover| cover.anchor.span.overlaps(span)) {
            if cover.instead {
                return;
            }
            name = name.or(Some(cover.anchor));
        }
        let word = span.of(self.text);
        let script = Script::of(word);
        let follows = self.clusters.last().is_some_and(|last| last.end == span.start);
        if script != Script::Clusters || !follows {
            self.end_clusters();
        }
        match script {
            Script::Clusters => self.clusters.push(span),
            Script::Han => self.push(None, word, span, || Unit::Characters),
            Script::Hiragana => {}
            Script::Spaced | Script::Katakana | Script::Hangul => self.add_word(script, span, name),
        }
    }

    fn push(&mut self, kind: Option<EvidenceKind>, form: &str, span: Span, unit: impl FnOnce() -> Unit) {
        let id = self.vocabulary.add(kind, form, span.of(self.text), unit);
        self.tokens.push(Token { id, span });
    }

    fn end_clusters(&mut self) {
        if self.clusters.is_empty() {
            return;
        }
        let clusters = std::mem::take(&mut self.clusters);
        for unit in clusters.windows(CLUSTERS.min(clusters.len()).max(1)) {
            let span = unit[0].cover(unit[unit.len() - 1]);
            self.push(None, span.of(self.text), span, || Unit::Characters);
        }
    }

    fn add_word(&mut self, script: Script, span: Span, name: Option<&Anchor>) {
        let word = span.of(self.text);
        let form = self.forms.of(word, script);
        if form.stem.is_empty() {
            return;
        }
        let id = self.vocabulary.add_word(form);
        self.tokens.push(Token { id, span });
        if let Some(name) = name {
            let of_type = &mut self.vocabulary.types[id as usize];
            of_type.name.get_or_insert_with(|| Box::new(name.clone()));
            of_type.named += 1;
        }
        if let Some(beginning) = &form.beginning {
            let id = self.vocabulary.add(None, beginning, word, || Unit::Beginning);
            self.tokens.push(Token { id, span });
        }
    }
}

/// The form by which a vocabulary knows this word; `None` if it is not one word.
pub(super) fn word_form(word: &str, stemmer: &Stemmer) -> Option<String> {
    let word = word.trim();
    let normal = normal_form(word);
    if normal.is_empty() || word.unicode_words().collect::<Vec<_>>() != [word] {
        return None;
    }
    match Script::of(word) {
        Script::Clusters | Script::Hiragana => None,
        Script::Han => Some(word.to_owned()),
        script => Some(forms::form_of(script, &normal, stemmer).into_owned()),
    }
}

/// The word in lower case, without stress marks and soft hyphens, which no two texts set alike.
pub(super) fn normal_form(word: &str) -> String {
    if let Some(plain) = plainly_lower(word, 'е') {
        return plain;
    }
    let letters = word.nfkc().flat_map(char::to_lowercase);
    letters
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
        .filter(|letter| !matches!(letter, '\u{301}' | '\u{ad}'))
        .collect()
}

/// A word of ASCII and Russian letters in lower case, with `yo` for `ё`; `None` for other words. The tables of Unicode are
/// slow, and most words are such.
pub(super) fn plainly_lower(word: &str, yo: char) -> Option<String> {
    if word.is_ascii() {
        return Some(word.to_ascii_lowercase());
    }
    // Most words are in small letters already.
    if word.as_bytes().chunks_exact(2).all(is_small) && word.len().is_multiple_of(2) {
        return Some(word.to_owned());
    }
    let mut lower = String::with_capacity(word.len());
    for letter in word.chars() {
        lower.push(match letter {
            'а'..='я' => letter,
            'А'..='Я' => char::from_u32(u32::from(letter) + 0x20)?,
            'ё' | 'Ё' => yo,
            _ if letter.is_ascii() => letter.to_ascii_lowercase(),
            _ => return None,
        });
    }
    Some(lower)
}

/// Whether two bytes are a small letter of the Russian alphabet other than `ё`.
fn is_small(bytes: &[u8]) -> bool {
    matches!(bytes, [0xd0, 0xb0..=0xbf] | [0xd1, 0x80..=0x8f])
}

/// A word as written, in lower case.
pub(super) fn lower(word: &str) -> String {
    plainly_lower(word, 'ё').unwrap_or_else(|| word.to_lowercase())
}

/// [`lower`], and [`normal_form`] if it is another.
pub(super) fn lower_and_normal(word: &str) -> (String, Option<String>) {
    match plainly_lower(word, 'ё') {
        Some(lower) => {
            let normal = (!lower.is_ascii() && lower.contains('ё')).then(|| lower.replace('ё', "е"));
            (lower, normal)
        }
        None => (word.to_lowercase(), Some(normal_form(word))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Format, Role, Sentence};

    fn forms(language: &str, text: &str) -> Vec<String> {
        let mut document = Document::plain("test", text.to_owned(), Format::Lines, "UTF-8");
        let span = Span::new(0, text.len());
        document.language = language.parse().ok();
        document.blocks.push(Block { span, role: Role::Body });
        document.sentences.push(Sentence { span, block: 0 });
        let anchors = crate::anchor::find(&document);
        let (sentences, vocabulary) = tokenise(&document, &anchors, &[0]);
        let types = sentences[0].iter().map(|token| &vocabulary.types[token.id as usize]);
        types.map(|token| token.form.to_string()).collect()
    }

    #[test]
    fn scripts_have_their_own_units() {
        assert_eq!(forms("zh", "他说话"), ["他", "说", "话"]);
        assert_eq!(forms("ja", "コンピューターを見た"), ["コンピュタ", "見"]);
        assert_eq!(forms("ko", "서울에서 만났다"), ["서울", "만났"]);
        assert_eq!(forms("th", "กาแฟดี"), ["กาแ", "าแฟ", "แฟดี"]);
        assert_eq!(forms("th", "ดี"), ["ดี"]);
    }

    #[test]
    fn names_are_words_and_quotation_marks_count_each() {
        assert_eq!(forms("en", "we met Smith"), ["we", "met", "smith"]);
        assert_eq!(forms("en", "he said \"yes\""), ["\"", "\"", "he", "said", "yes"]);
    }

    #[test]
    fn plain_texts_have_the_words_of_unicode() {
        let mut words = Vec::new();
        for text in [
            "Он сказал: «Да» — и ушёл (в 10 часов).",
            "It cost $3 or 5%, he said; \"yes\", no...",
            "раз-два/три …четыре! ",
            "don't; it’s 3.5 or 1,000; т.е. in the U.S.A., 5.b and a.5, 10:30, ratio a:b, x;y x,y 1;2 1'2 'a' ''b''",
            "12,5% к 2020 г., 'x', a.'b, a..b, 1:2 \"a\"b\" 5\"6 г.Москва",
            "",
        ] {
            assert!(plain_words(text, &mut words), "{text}");
            let found: Vec<(usize, &str)> = words.iter().map(|&(from, to)| (from, &text[from..to])).collect();
            assert_eq!(found, text.unicode_word_indices().collect::<Vec<_>>(), "{text}");
        }
        for text in ["naïve", "а\u{301}", "x_y", "🙂"] {
            assert!(!plain_words(text, &mut words), "{text}");
        }
    }

    #[test]
    fn plain_words_are_lowered_as_all_others() {
        for word in ["Слово", "ЁЛКА", "USA-шный", "x2", "Straße", "ΣΊΣΥΦΟΣ", "Їжак"] {
            assert_eq!(lower(word), word.to_lowercase());
            let slow: String = word.nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(normal_form(word).replace('е', "ё"), slow.replace('е', "ё"));
        }
    }

    #[test]
    fn languages_that_pile_up_endings_have_beginnings_too() {
        assert_eq!(forms("tr", "başkanlık"), ["başkanlık", "başka-"]);
    }
}
