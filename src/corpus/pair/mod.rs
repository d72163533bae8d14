//! Which document belongs to which, by content: two heaps of [`Signature`]s → [`Matching`].
//!
//! A signature says what a document speaks of: stems, names, numbers, dates, each by a stable hash. Terms of the two
//! heaps are linked (`links`): equal facts, names that sound alike, words that look alike or that the bundled lexicon has
//! for translations. An inverted index over rare terms finds a few candidates for each document (`candidates`), which are
//! then compared in full (`score`); a logistic model over what they share, and over how much better it is than the next
//! best, gives the probability that they are versions of one article (`probability`), and `assign` makes pairs of it.

mod address;
mod assign;
mod bytes;
mod candidates;
mod copies;
mod day;
mod dictionary;
mod digest;
mod examples;
mod heap;
mod links;
mod locality;
mod look;
mod matching;
mod probability;
mod reasons;
mod score;
mod sign;
mod signature;
mod term;
mod weight;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use examples::examples;
pub use matching::{Entry, Kind, Matching, Options, PairedDocuments, RunnerUp, Unmatched, match_documents};
pub use probability::{FEATURES, Features, WEIGHTS};
pub use sign::{Loaded, sign, sign_all};
pub use signature::Signature;
pub use write::write;
