//! What the beads of a collection taught, taken out of the engine for later runs: [`Engine`] → [`Model`].

use super::constants::{LENGTH_VARIANCE, MODEL_MINIMUM};
use super::engine::Engine;
use super::length::LengthModel;
use super::lexicon::{Lexicon, LexiconEntry};
use super::model::{Frequencies, Model};
use super::prior::BeadCounts;
use super::tokens::{TokenType, TypeId, Unit, Vocabulary};
use super::{InduceOptions, Options};
use crate::language::Language;
use crate::lexicon::dictionary::DictionaryEntry;

impl Engine<'_> {
    /// What the beads of the last pass teach, for later runs.
    pub(super) fn model(mut self, languages: (Option<Language>, Option<Language>), options: &Options) -> Model {
        self.learn(options);
        let counts: Vec<BeadCounts> = self.pairs.iter().map(|state| state.counts.clone()).collect();
        let linked: Vec<(f64, f64)> = self
            .pairs
            .iter()
            .zip(&self.collection.pairs)
            .flat_map(|(state, (source, target))| state.linked_lengths(source, target))
            .collect();
        let length = self.pairs.first().map(|state| state.length.updated(&linked));
        Model {
            languages,
            lexicon: self.lexicon(),
            source: word_frequencies(&self.collection.source),
            target: word_frequencies(&self.collection.target),
            priors: self.priors.learned(&counts),
            length_ratio: length.as_ref().map_or(1.0, LengthModel::ratio),
            length_variance: length.as_ref().map_or(LENGTH_VARIANCE, LengthModel::variance),
        }
    }

    /// The pairs of words that the beads of the last pass teach, as the texts write them, the likeliest first for each
    /// source word.
    pub(super) fn dictionary(mut self, wanted: &InduceOptions, options: &Options) -> Vec<DictionaryEntry> {
        self.learn(options);
        let (sources, targets) = (&self.collection.source.types, &self.collection.target.types);
        let entries = self
            .translations
            .pairs()
            .filter_map(|(source, target, forward, reverse)| {
                let (source, target) = (&sources[source as usize], &targets[target as usize]);
                let common = source.count.min(target.count) >= wanted.minimum_count;
                let likely = forward.max(reverse) >= wanted.minimum_probability;
                (common && likely).then_some(())?;
                Some(DictionaryEntry {
                    source: written(source)?,
                    target: written(target)?,
                    weight: forward.min(1.0),
                    reverse: reverse.min(1.0),
                    part_of_speech: String::new(),
                    forbidden: false,
                    line: 0,
                })
            });
        let mut entries: Vec<DictionaryEntry> = entries.collect();
        entries.sort_by(|a, b| {
            let likelier = b.weight.total_cmp(&a.weight);
            a.source.cmp(&b.source).then(likelier).then(a.target.cmp(&b.target))
        });
        entries
    }

    /// The translations of words; anchors are found anew in every text.
    fn lexicon(&self) -> Lexicon {
        let (sources, targets) = (&self.collection.source.types, &self.collection.target.types);
        let likely = |(.., forward, reverse): &(TypeId, TypeId, f64, f64)| forward.max(*reverse) >= MODEL_MINIMUM;
        let pairs = self.translations.pairs().filter(likely);
        let entries = pairs.filter_map(|(source, target, forward, reverse)| {
            Some(LexiconEntry {
                source: key(&sources[source as usize])?,
                target: key(&targets[target as usize])?,
                forward: forward.min(1.0),
                reverse: reverse.min(1.0),
            })
        });
        Lexicon::new(entries.collect())
    }
}

fn word_frequencies(vocabulary: &Vocabulary) -> Frequencies {
    let words = vocabulary.types.iter();
    Frequencies::new(words.filter_map(|token| Some((key(token)?, token.count))))
}

/// A word as its first occurrence has it, in lower case; its stem is that of all its forms.
fn written(token: &TokenType) -> Option<String> {
    let is_word = matches!(token.unit, Unit::Word | Unit::Characters);
    (is_word && !token.surface.contains(char::is_control)).then(|| token.surface.to_string())
}

/// The key of a word, or of an anchor whose normal form is no value that every text has its own of.
fn key(token: &TokenType) -> Option<String> {
    let kept = !token.unit.is_value();
    // The columns and rows of the file.
    (kept && !token.form.contains(char::is_control)).then(|| token.key().into_owned())
}
