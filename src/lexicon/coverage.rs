//! How much of a text the program can match with the other version before it has learned anything: [`coverage`].

use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use super::Bundled;
use crate::alignment::EvidenceKind;
use crate::anchor::{Anchor, blocking_keys, similarity};
use crate::document::{Document, Span};
use crate::language::{Stemmer, vocabulary};

/// Anchors this alike are the same.
const MATCH: f64 = 0.5;

/// A side of a pair: a segmented document and the anchors of its sentences.
pub type Side<'a> = (&'a Document, &'a [Vec<Anchor>]);

/// What became of the content words of one side: those that are no function words and no numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// How many content words it has.
    pub words: usize,
    /// Those with an entry in the lexicon.
    pub entries: usize,
    /// Those without, which are part of a name, number, date, code or address that the other side has too.
    pub anchors: usize,
    /// The stems of the others: how often each occurs, and its first form.
    uncovered: FxHashMap<String, (usize, String)>,
}

impl Coverage {
    /// The share of the words with an entry or a match, 0 to 1; 1 for no words.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // Texts have fewer than 2^52 words.
    pub fn share(&self) -> f64 {
        if self.words == 0 {
            return 1.0;
        }
        (self.entries + self.anchors) as f64 / self.words as f64
    }

    /// Adds the words of another text.
    pub fn add(&mut self, other: Self) {
        self.words += other.words;
        self.entries += other.entries;
        self.anchors += other.anchors;
        for (stem, (count, form)) in other.uncovered {
            self.miss(stem, count, &form);
        }
    }

    /// Words that are not covered, the most frequent first: how often, and a form.
    #[must_use]
    pub fn uncovered(&self) -> Vec<(usize, &str)> {
        let mut list: Vec<(usize, &str)> = self
            .uncovered
            .values()
            .map(|(count, form)| (*count, form.as_str()))
            .collect();
        list.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        list
    }

    fn miss(&mut self, stem: String, count: usize, form: &str) {
        let entry = self.uncovered.entry(stem).or_insert_with(|| (0, form.to_owned()));
        entry.0 += count;
        // Of two forms of a stem the first in the alphabet, whatever the order of the texts.
        if form < entry.1.as_str() {
            form.clone_into(&mut entry.1);
        }
    }
}

/// The coverage of both sides of a pair by the lexicon of their languages and by each other's names and numbers.
#[must_use]
pub fn coverage(lexicon: Option<&Bundled>, source: Side<'_>, target: Side<'_>) -> [Coverage; 2] {
    let has = |side: usize, stem: &str| {
        lexicon.is_some_and(|lexicon| {
            if side == 0 {
                lexicon.has_source(stem)
            } else {
                lexicon.has_target(stem)
            }
        })
    };
    [
        of_side(source, target.1, |stem| has(0, stem)),
        of_side(target, source.1, |stem| has(1, stem)),
    ]
}

fn of_side((document, anchors): Side<'_>, others: &[Vec<Anchor>], has_entry: impl Fn(&str) -> bool) -> Coverage {
    let (stemmer, known) = (Stemmer::new(document.language), vocabulary(document.language));
    let others = Index::new(others);
    let mut coverage = Coverage::default();
    for (sentence, found) in document.sentences.iter().zip(anchors) {
        let matched: Vec<Span> = found
            .iter()
            .filter(|anchor| others.has(anchor))
            .map(|anchor| anchor.span)
            .collect();
        for (offset, word) in sentence.span.of(&document.text).unicode_word_indices() {
            let lower = normal(word);
            if !lower.starts_with(char::is_alphabetic) || known.meaning(&lower).function {
                continue;
            }
            let start = sentence.span.start + offset;
            let span = Span::new(start, start + word.len());
            let stem = stemmer.stem(&lower).into_owned();
            coverage.words += 1;
            if has_entry(&stem) {
                coverage.entries += 1;
            } else if matched.iter().any(|anchor| anchor.overlaps(span)) {
                coverage.anchors += 1;
            } else {
                coverage.miss(stem, 1, &lower);
            }
        }
    }
    coverage
}

/// Lower case, `ё` as `е`, without the English possessive.
fn normal(word: &str) -> String {
    let lower = word.to_lowercase().replace('ё', "е").replace('’', "'");
    lower.strip_suffix("'s").map_or(lower.clone(), str::to_owned)
}

/// The anchors of a side, by their keys.
struct Index<'a> {
    anchors: FxHashMap<String, Vec<&'a Anchor>>,
}

impl<'a> Index<'a> {
    fn new(anchors: &'a [Vec<Anchor>]) -> Self {
        let mut index: FxHashMap<String, Vec<&Anchor>> = FxHashMap::default();
        for anchor in anchors.iter().flatten().filter(|anchor| stands_for_words(anchor)) {
            for key in blocking_keys(anchor) {
                index.entry(key).or_default().push(anchor);
            }
        }
        Self { anchors: index }
    }

    fn has(&self, anchor: &Anchor) -> bool {
        let keys = blocking_keys(anchor);
        let mut near = keys.iter().filter_map(|key| self.anchors.get(key)).flatten();
        stands_for_words(anchor) && near.any(|other| similarity(anchor, other) >= MATCH)
    }
}

fn stands_for_words(anchor: &Anchor) -> bool {
    !matches!(anchor.kind, EvidenceKind::Quote | EvidenceKind::Punctuation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anchor;
    use crate::document::{Block, Format, Role, Sentence};
    use crate::language::Language;

    fn document(language: Language, text: &str) -> (Document, Vec<Vec<Anchor>>) {
        let mut document = Document::plain("test", text.to_owned(), Format::Lines, "UTF-8");
        let span = Span::new(0, text.len());
        document.language = Some(language);
        document.blocks.push(Block { span, role: Role::Body });
        document.sentences.push(Sentence { span, block: 0 });
        let anchors = anchor::find(&document);
        (document, anchors)
    }

    #[test]
    fn words_are_covered_by_entries_and_by_what_both_sides_name() {
        let source = document(
            Language::ENGLISH,
            "Yesterday the government's frobnicator met Vershilov, 5 times.",
        );
        let target = document(Language::RUSSIAN, "Правительство встретило Вершилова 5 раз.");
        let lexicon = Bundled::of(Language::ENGLISH, Language::RUSSIAN);
        let [english, russian] = coverage(lexicon.as_ref(), (&source.0, &source.1), (&target.0, &target.1));
        assert_eq!(
            (english.words, english.entries, english.anchors),
            (5, 3, 1),
            "{english:?}"
        );
        assert_eq!(english.uncovered(), [(1, "frobnicator")]);
        assert_eq!((russian.words, russian.anchors), (4, 1), "{russian:?}");
        let mut both = english.clone();
        both.add(english);
        assert_eq!(both.uncovered(), [(2, "frobnicator")]);
        assert!((both.share() - 0.8).abs() < 1e-9);
    }

    #[test]
    fn without_a_lexicon_only_anchors_count() {
        let side = document(Language::ENGLISH, "met Vershilov");
        let [one, two] = coverage(None, (&side.0, &side.1), (&side.0, &side.1));
        assert_eq!((one.words, one.entries, one.anchors), (2, 0, 1));
        assert_eq!(one, two);
        assert!((Coverage::default().share() - 1.0).abs() < 1e-9);
    }
}
