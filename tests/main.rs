//! All integration tests, one module per subject, in one binary: linking once is much faster than linking each.

mod corruption;
mod guide;
mod layering;
mod lexicon;
mod made_up;
mod models;
mod properties;
mod search;

#[cfg(feature = "cli")]
mod bad_input;
#[cfg(feature = "cli")]
mod checks;
#[cfg(feature = "cli")]
mod cmd;
#[cfg(all(feature = "cli", feature = "corpus"))]
mod corpus;
#[cfg(feature = "cli")]
mod determinism;
#[cfg(all(feature = "cli", feature = "corpus"))]
mod heaps;
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod readme;
#[cfg(feature = "cli")]
mod support;
