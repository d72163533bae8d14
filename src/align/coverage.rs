//! Coverage: how much of what a group of sentences says the other group accounts for.
//!
//! The score adds up likelihoods and so takes every token for independent; a bead of long sentences soon looks certain.
//! Coverage says the same in shares, and by the kind of token.

use super::background::Background;
use super::block::{Block, Range};
use super::hits::{Gain, Scratch};
use super::lexical::Lexical;
use super::side::SideModel;
use super::tokens::{TokenType, TypeId, Unit};
use crate::alignment::EvidenceKind;

/// Number of kinds of tokens that are looked at apart.
pub(super) const CLASSES: usize = 4;
/// Figures and dates.
pub(super) const NUMBERS: usize = 0;
/// Names, codes and addresses.
pub(super) const NAMES: usize = 1;
/// Quotation marks.
pub(super) const QUOTES: usize = 2;
/// Question and exclamation marks.
pub(super) const MARKS: usize = 3;
/// All other tokens.
const OTHERS: u8 = 4;

/// The class of each of a side's tokens.
#[allow(clippy::cast_possible_truncation)] // There are five classes.
pub(super) fn classes(tokens: &[TypeId], background: &Background<'_>) -> Vec<u8> {
    let class = |id: &TypeId| class(background.token_type(*id)).map_or(OTHERS, |class| class as u8);
    tokens.iter().map(class).collect()
}

fn class(token: &TokenType) -> Option<usize> {
    match &token.unit {
        Unit::Anchor(anchor) => match anchor.kind {
            EvidenceKind::Number | EvidenceKind::Date => Some(NUMBERS),
            EvidenceKind::Name | EvidenceKind::Token | EvidenceKind::Url => Some(NAMES),
            EvidenceKind::Quote => Some(QUOTES),
            EvidenceKind::Punctuation if matches!(&*token.form, "?" | "!") => Some(MARKS),
            _ => None,
        },
        _ => token.is_mostly_name().then_some(NAMES),
    }
}

/// What each sentence of a side has to tell.
pub(super) struct SideFacts {
    /// ln 1 / background probability of each token.
    information: Vec<f32>,
    first: Vec<usize>,
    sentences: Vec<Told>,
}

/// What a group of sentences tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Tokens.
    pub(super) tokens: f64,
    /// Their information, in nats.
    pub(super) information: f64,
    /// Of that, what has known translations.
    pub(super) known: f64,
    /// Tokens by class.
    pub(super) classes: [f64; CLASSES],
}

impl Told {
    fn add(&mut self, other: &Self, share: f64) {
        self.tokens += share * other.tokens;
        self.information += share * other.information;
        self.known += share * other.known;
        for (sum, count) in self.classes.iter_mut().zip(other.classes) {
            *sum += share * count;
        }
    }
}

impl SideFacts {
    pub(super) fn new(side: &SideModel<'_>) -> Self {
        let mut facts = Self {
            information: Vec::new(),
            first: Vec::new(),
            sentences: Vec::with_capacity(side.count()),
        };
        for sentence in 0..side.count() {
            facts.first.push(facts.information.len());
            let inverse = side.tokens.inverse_background(sentence).iter();
            facts.information.extend(inverse.map(|inverse| inverse.ln().max(0.0)));
            let mut told = Told::default();
            for position in 0..side.tokens.types(sentence).len() {
                told.add(&facts.token(side, sentence, position), 1.0);
            }
            facts.sentences.push(told);
        }
        facts
    }

    fn token(&self, side: &SideModel<'_>, sentence: usize, position: usize) -> Told {
        let information = f64::from(self.information[self.first[sentence] + position]);
        let mut classes = [0.0; CLASSES];
        if let Some(count) = classes.get_mut(usize::from(side.tokens.classes(sentence)[position])) {
            *count = 1.0;
        }
        Told {
            tokens: 1.0,
            information,
            known: information * f64::from(side.masses(sentence)[position]),
            classes,
        }
    }

    /// What the sentences of a range tell.
    pub(super) fn told(&self, (from, to): Range) -> Told {
        let mut told = Told::default();
        for sentence in &self.sentences[from..to] {
            told.add(sentence, 1.0);
        }
        told
    }
}

/// How much of one side of a bead the other accounts for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coverage {
    /// Log-likelihood ratio of the side's tokens given the other side.
    pub(super) lexical: f64,
    /// All that the side tells.
    pub(super) told: Told,
    /// Of that, what the other side accounts for.
    pub(super) covered: Told,
    /// The least information of a sentence that is accounted for, in nats,
    pub(super) least: f64,
    /// and the least share of a sentence's information.
    pub(super) least_share: f64,
}

impl Coverage {
    /// The share of the information that is accounted for.
    pub(super) fn share(&self) -> f64 {
        self.covered.information / self.told.information.max(1.0)
    }

    /// The information whose translations are known but missing, in nats.
    pub(super) fn missed(&self) -> f64 {
        (self.told.known - self.covered.known).max(0.0)
    }

    /// Its share.
    pub(super) fn missed_share(&self) -> f64 {
        self.missed() / self.told.information.max(1.0)
    }
}

/// One side of a bead whose tokens are told, given the sentences of the other.
pub(super) struct TellingSide<'a> {
    pub(super) model: &'a SideModel<'a>,
    pub(super) facts: &'a SideFacts,
    pub(super) sentences: Range,
    pub(super) others: Range,
    pub(super) forward: bool,
}

impl TellingSide<'_> {
    /// The coverage of the side; `missed` is the score without any hit.
    pub(super) fn coverage(
        &self,
        block: &Block,
        (missed, rest, share): (f64, f64, f64),
        scratch: &mut Scratch,
    ) -> Coverage {
        let told = self.facts.told(self.sentences);
        let (mut covered, mut gain) = (Told::default(), Gain::default());
        let (mut least, mut least_share) = (f64::INFINITY, 1.0_f64);
        for sentence in self.sentences.0..self.sentences.1 {
            let unknown = self.model.unknown(sentence);
            let mut of_sentence = Told::default();
            let hits = (self.others.0..self.others.1).map(|other| {
                if self.forward {
                    block.on_target(other, sentence)
                } else {
                    block.on_source(sentence, other)
                }
            });
            let (masses, classes) = (self.model.masses(sentence), self.model.tokens.classes(sentence));
            let information = &self.facts.information[self.facts.first[sentence]..];
            scratch.merge(hits, unknown.len(), |position, weight| {
                let missed = rest * f64::from(unknown[position]);
                let hit = f64::from(weight) * share;
                gain.add(hit, missed);
                let (share, information) = (hit / (hit + missed), f64::from(information[position]));
                of_sentence.tokens += share;
                of_sentence.information += share * information;
                of_sentence.known += share * (information * f64::from(masses[position]));
                if let Some(covered) = of_sentence.classes.get_mut(usize::from(classes[position])) {
                    *covered += share;
                }
            });
            least = least.min(of_sentence.information);
            least_share =
                least_share.min(of_sentence.information / self.facts.sentences[sentence].information.max(1.0));
            covered.add(&of_sentence, 1.0);
        }
        Coverage {
            lexical: missed + gain.total(),
            told,
            covered,
            least,
            least_share,
        }
    }
}

/// Both sides of a bead: source given target, target given source. `None` if a side has no tokens.
pub(super) struct BeadCoverage {
    pub(super) source: Coverage,
    pub(super) target: Coverage,
}

impl BeadCoverage {
    pub(super) fn new(
        (source, target): (&SideModel<'_>, &SideModel<'_>),
        (source_facts, target_facts): (&SideFacts, &SideFacts),
        lexical: &Lexical,
        (block, s, t): (&Block, Range, Range),
        scratch: &mut Scratch,
    ) -> Self {
        let of_source = TellingSide {
            model: source,
            facts: source_facts,
            sentences: s,
            others: t,
            forward: false,
        };
        let of_target = TellingSide {
            model: target,
            facts: target_facts,
            sentences: t,
            others: s,
            forward: true,
        };
        Self {
            source: of_source.coverage(
                block,
                (lexical.missed_source, lexical.source_rest, lexical.source_share),
                scratch,
            ),
            target: of_target.coverage(
                block,
                (lexical.missed_target, lexical.target_rest, lexical.target_share),
                scratch,
            ),
        }
    }
}
