//! Units of lexical evidence: sentences → token types.
//!
//! A sentence becomes a list of tokens: each anchor that says what the words mean (number, date, code, address, name of
//! several words) is one token, each remaining word is a token by its stem, and each mark of punctuation that
//! translations keep is a token too. What is a word depends on the [`Script`].

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::alignment::EvidenceKind;
use crate::anchor::Anchor;
use crate::document::{Document, Span};
use crate::language::Stemmer;

use super::constants::SENTENCE_WORDS;
use super::script::{CLUSTERS, SYLLABLES, Script};

/// Number of a token type in its side's [`Vocabulary`].
pub(super) type TypeId = u32;

/// What a token type is made of.
#[derive(Clone, Debug)]
pub(super) enum Unit {
    /// A word, by its stem.
    Word,
    /// One or more characters of a script without spaces.
    Characters,
    /// The beginning of a word in a language that piles up endings.
    Beginning,
    /// An anchor; of its many occurrences the first stands for all.
    Anchor(Anchor),
}

impl Unit {
    /// Whether it is a value that every text has its own of, so that an earlier run says nothing about it.
    pub(super) fn is_value(&self) -> bool {
        match self {
            Self::Word | Self::Characters | Self::Beginning => false,
            Self::Anchor(anchor) => {
                matches!(
                    anchor.kind,
                    EvidenceKind::Number | EvidenceKind::Date | EvidenceKind::Url
                )
            }
        }
    }
}

/// A token type.
#[derive(Clone, Debug)]
pub(super) struct TokenType {
    pub(super) unit: Unit,
    /// The stem or the anchor's normal form.
    pub(super) form: String,
    /// The first occurrence as written, in lower case.
    pub(super) surface: String,
    /// The word as a name, if it is one somewhere.
    pub(super) name: Option<Anchor>,
    /// Number of tokens that are names.
    pub(super) named: u32,
    /// Number of tokens of this type.
    pub(super) count: u32,
}

impl TokenType {
    /// Whether most of its tokens are names.
    pub(super) fn is_mostly_name(&self) -> bool {
        self.name.is_some() && 2 * self.named >= self.count
    }

    /// The name by which texts of another run can find the type: a word's form, an anchor's kind and normal form.
    pub(super) fn key(&self) -> String {
        match &self.unit {
            Unit::Word | Unit::Characters | Unit::Beginning => self.form.clone(),
            Unit::Anchor(anchor) => format!("{} {}", anchor.kind.name(), self.form),
        }
    }
}

/// The token types of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) types: Vec<TokenType>,
    numbers: FxHashMap<(Option<EvidenceKind>, String), TypeId>,
}

impl Vocabulary {
    fn add(&mut self, unit: Unit, form: String, surface: &str) -> TypeId {
        let kind = match &unit {
            Unit::Anchor(anchor) => Some(anchor.kind),
            Unit::Word | Unit::Characters | Unit::Beginning => None,
        };
        let next = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
        let number = *self.numbers.entry((kind, form.clone())).or_insert(next);
        if number == next {
            self.types.push(TokenType {
                unit,
                form,
                surface: surface.to_lowercase(),
                count: 0,
                name: None,
                named: 0,
            });
        }
        self.types[number as usize].count += 1;
        number
    }

    /// Takes in another vocabulary and gives the number that each of its types has here.
    pub(super) fn merge(&mut self, other: Self) -> Vec<TypeId> {
        let mut keys: Vec<(Option<EvidenceKind>, String)> = vec![Default::default(); other.types.len()];
        for (key, number) in other.numbers {
            keys[number as usize] = key;
        }
        let mut renumbered = Vec::with_capacity(keys.len());
        for (key, token) in keys.into_iter().zip(other.types) {
            let next = TypeId::try_from(self.types.len()).unwrap_or(TypeId::MAX);
            let number = *self.numbers.entry(key).or_insert(next);
            if number == next {
                self.types.push(token);
            } else {
                self.types[number as usize].count += token.count;
                self.types[number as usize].named += token.named;
            }
            renumbered.push(number);
        }
        renumbered
    }

    pub(super) fn len(&self) -> usize {
        self.types.len()
    }

    /// The number of the type with this [`TokenType::key`], if the text has it.
    pub(super) fn by_key(&self, key: &str) -> Option<TypeId> {
        // No word has a space in it, so that what has one is an anchor.
        let Some((kind, form)) = key.split_once(' ') else {
            return self.word(key);
        };
        let kind = EvidenceKind::from_name(kind)?;
        self.numbers.get(&(Some(kind), form.to_owned())).copied()
    }

    /// The number of the word with this form, if the text has it.
    pub(super) fn word(&self, form: &str) -> Option<TypeId> {
        self.numbers.get(&(None, form.to_owned())).copied()
    }
}

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
    let stemmer = Stemmer::new(document.language);
    let mut vocabulary = Vocabulary::default();
    let sentences = chosen
        .iter()
        .map(|&sentence| {
            let found = anchors.get(sentence).map_or(&[][..], Vec::as_slice);
            sentence_tokens(document, sentence, found, &stemmer, &mut vocabulary)
        })
        .collect();
    (sentences, vocabulary)
}

fn sentence_tokens(
    document: &Document,
    sentence: usize,
    anchors: &[Anchor],
    stemmer: &Stemmer,
    vocabulary: &mut Vocabulary,
) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for anchor in anchors.iter().take(SENTENCE_WORDS) {
        if anchor.kind == EvidenceKind::Quote {
            add_quotation_marks(anchor, &document.text, vocabulary, &mut tokens);
        } else if !is_name_of_one_word(anchor, &document.text) {
            let surface = anchor.span.of(&document.text);
            let id = vocabulary.add(Unit::Anchor(anchor.clone()), anchor.value.clone(), surface);
            tokens.push(Token { id, span: anchor.span });
        }
    }
    let mut words = Words {
        text: &document.text,
        stemmer,
        vocabulary,
        tokens,
        clusters: Vec::new(),
    };
    let span = document.sentences[sentence].span;
    for (offset, word) in span.of(&document.text).unicode_word_indices().take(SENTENCE_WORDS) {
        let start = span.start + offset;
        let place = Span::new(start, start + word.len());
        let over = anchors.iter().filter(|anchor| anchor.span.overlaps(place));
        let covered = |anchor: &Anchor| stands_for_words(anchor.kind) && !is_name_of_one_word(anchor, &document.text);
        if !over.clone().any(covered) {
            words.add(place, over.clone().find(|anchor| anchor.kind == EvidenceKind::Name));
        }
    }
    words.end_clusters();
    words.tokens
}

/// What is quoted differs between languages; that a quotation begins or ends does not.
fn add_quotation_marks(anchor: &Anchor, text: &str, vocabulary: &mut Vocabulary, tokens: &mut Vec<Token>) {
    let passage = anchor.span.of(text);
    let marks = [passage.char_indices().next(), passage.char_indices().next_back()];
    let marks = marks.into_iter().flatten().filter(|(_, mark)| !mark.is_alphanumeric());
    for (at, mark) in marks {
        let start = anchor.span.start + at;
        let span = Span::new(start, start + mark.len_utf8());
        let id = vocabulary.add(Unit::Anchor(anchor.clone()), "\"".to_owned(), "\"");
        tokens.push(Token { id, span });
    }
}

/// Whether an anchor of this kind takes the place of the words it spans; the others are marks around words.
fn stands_for_words(kind: EvidenceKind) -> bool {
    !matches!(kind, EvidenceKind::Quote | EvidenceKind::Punctuation)
}

/// Such a name stays a word, with the name as a second reason to be somebody's translation: one word then has one
/// type, whether it opens a sentence or not, and German nouns are not taken for names of their own.
fn is_name_of_one_word(anchor: &Anchor, text: &str) -> bool {
    anchor.kind == EvidenceKind::Name && anchor.span.of(text).chars().all(char::is_alphanumeric)
}

/// The words of a sentence on their way to tokens.
struct Words<'a> {
    text: &'a str,
    stemmer: &'a Stemmer,
    vocabulary: &'a mut Vocabulary,
    tokens: Vec<Token>,
    /// Adjacent clusters of a script without spaces.
    clusters: Vec<Span>,
}

impl Words<'_> {
    fn add(&mut self, span: Span, name: Option<&Anchor>) {
        let word = span.of(self.text);
        let script = Script::of(word);
        let follows = self.clusters.last().is_some_and(|last| last.end == span.start);
        if script != Script::Clusters || !follows {
            self.end_clusters();
        }
        match script {
            Script::Clusters => self.clusters.push(span),
            Script::Han => self.push(Unit::Characters, word.to_owned(), span),
            Script::Hiragana => {}
            Script::Spaced | Script::Katakana | Script::Hangul => self.add_word(script, span, name),
        }
    }

    fn push(&mut self, unit: Unit, form: String, span: Span) {
        let id = self.vocabulary.add(unit, form, span.of(self.text));
        self.tokens.push(Token { id, span });
    }

    fn end_clusters(&mut self) {
        let clusters = std::mem::take(&mut self.clusters);
        for unit in clusters.windows(CLUSTERS.min(clusters.len()).max(1)) {
            let span = unit[0].cover(unit[unit.len() - 1]);
            self.push(Unit::Characters, span.of(self.text).to_owned(), span);
        }
    }

    fn add_word(&mut self, script: Script, span: Span, name: Option<&Anchor>) {
        let normal = normal_form(span.of(self.text));
        if normal.is_empty() {
            return;
        }
        let form = match script {
            Script::Katakana => normal.chars().filter(|letter| *letter != 'ー').collect(),
            Script::Hangul => normal.chars().take(SYLLABLES).collect(),
            _ => self.stemmer.stem(&normal).into_owned(),
        };
        let beginning = self.stemmer.beginning(&form).map(|beginning| format!("{beginning}-"));
        self.push(Unit::Word, form, span);
        if let (Some(name), Some(token)) = (name, self.tokens.last()) {
            let of_type = &mut self.vocabulary.types[token.id as usize];
            of_type.name.get_or_insert_with(|| name.clone());
            of_type.named += 1;
        }
        if let Some(beginning) = beginning {
            self.push(Unit::Beginning, beginning, span);
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
    Some(stemmer.stem(&normal).into_owned())
}

/// The word in lower case, without stress marks and soft hyphens, which no two texts set alike.
fn normal_form(word: &str) -> String {
    let letters = word.nfkc().flat_map(char::to_lowercase);
    letters
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
        .filter(|letter| !matches!(letter, '\u{301}' | '\u{ad}'))
        .collect()
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
        types.map(|token| token.form.clone()).collect()
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
    fn languages_that_pile_up_endings_have_beginnings_too() {
        assert_eq!(forms("tr", "başkanlık"), ["başkanlık", "başka-"]);
    }
}
