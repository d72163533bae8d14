//! What stands twice: units and documents that repeat others, and the stories that documents tell.
//!
//! Safe for news: figures belong to every key. `Five were hurt` and `Six were hurt` are two units, and a report whose
//! figures changed is no copy of the earlier one but its update.

mod cluster;
mod normal;
mod signature;
mod story;
mod unit;

pub use normal::{key, normal};
pub use signature::Signature;
pub use story::{Entry, Kind, Place, Policy, Similarity, keep_pairs, stories};
pub use unit::{Relation, near_duplicates, relation};

#[cfg(test)]
mod gold;
#[cfg(test)]
mod tests;
