//! From two heaps of articles to a parallel corpus.
//!
//! `source` reads what comes in: folders, lists, dumps and archives, one [`Item`] a document. `pair` finds which documents
//! belong together. `ledger` keeps everything in one `SQLite` file, so that a build can be stopped at any moment;
//! `build` takes the documents through the steps, `annotate` says what is odd about each [`Unit`], `dedup` finds the
//! repeated ones, `output` writes what is kept.

pub mod annotate;
pub mod build;
pub mod configuration;
pub mod dedup;
pub mod item;
pub mod ledger;
pub mod output;
pub mod pair;
pub mod report;
pub mod search;
pub mod select;
pub mod settings;
pub mod source;
pub mod unit;

pub use item::{Item, Metadata};
pub use settings::Settings;
pub use unit::{Unit, UnitSide};
