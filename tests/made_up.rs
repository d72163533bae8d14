//! Made-up documents in two made-up languages, related as Spanish and Portuguese are, whose alignment is known.

use beadwork::alignment::Alignment;
use beadwork::document::{Document, Format};
use beadwork::{align, pipeline, read};

/// What a sentence says: the numbers of its words, and a figure now and then.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    pub(crate) words: Vec<usize>,
    pub(crate) figure: Option<u64>,
}

/// A stream of numbers that look random, always the same for a seed.
#[derive(Clone, Debug)]
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Sentences that say things of their own, of a vocabulary that grows with their number as that of real texts does.
pub(crate) fn sayings(count: usize, seed: u64) -> Vec<Saying> {
    let mut numbers = Numbers::new(seed);
    let vocabulary = 60 + 2 * count;
    let saying = |_| {
        let length = 5 + numbers.below(9);
        // Some words are frequent, most are rare.
        let mut word = || match numbers.below(3) {
            0 => numbers.below(20),
            _ => 20 + numbers.below(vocabulary),
        };
        let words = (0..length).map(|_| word()).collect();
        let figure = (numbers.below(3) == 0).then(|| 100 + numbers.below(90_000) as u64);
        Saying { words, figure }
    };
    (0..count).map(saying).collect()
}

fn word(number: usize) -> String {
    const SYLLABLES: [&str; 13] = [
        "ba", "den", "fo", "gul", "hi", "kam", "lo", "mer", "nu", "pi", "ras", "tev", "wo",
    ];
    // The first syllables of neighbours differ most.
    let mut rest = (number + 1) * 1_117 + 2_197;
    let mut word = String::new();
    while rest > 0 {
        word += SYLLABLES[rest % SYLLABLES.len()];
        rest /= SYLLABLES.len();
    }
    word
}

/// A saying in the first language.
pub(crate) fn first(saying: &Saying) -> String {
    let words = saying.words.iter().map(|&number| word(number));
    sentence(words.collect(), saying.figure)
}

/// A saying in the second language, which turns the order of the words about and has other endings.
pub(crate) fn second(saying: &Saying) -> String {
    let words = saying.words.iter().rev().map(|&number| word(number) + "ex");
    sentence(words.collect(), saying.figure)
}

fn sentence(mut words: Vec<String>, figure: Option<u64>) -> String {
    words.extend(figure.map(|figure| figure.to_string()));
    let text = words.join(" ");
    let mut letters = text.chars();
    let capital = letters.next().map(|letter| letter.to_uppercase().to_string());
    capital.unwrap_or_default() + letters.as_str() + "."
}

/// The alignment of two lists of sentences, without the lexicon that comes with the program.
pub(crate) fn aligned(source: &[String], target: &[String]) -> Alignment {
    let options = pipeline::Options {
        any_languages: true,
        from: "en".parse().ok(),
        to: "de".parse().ok(),
        align: align::Options {
            no_lexicon: true,
            ..align::Options::default()
        },
        ..pipeline::Options::default()
    };
    let pair = pipeline::align_documents(document(source), document(target), &options).unwrap();
    pair.alignment
}

fn document(sentences: &[String]) -> Document {
    let options = read::Options {
        format: Some(Format::Lines),
        ..read::Options::default()
    };
    read::read_bytes("made-up", sentences.join("\n").as_bytes(), &options).unwrap()
}
