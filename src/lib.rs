//! Aligns two language versions of an article sentence by sentence.
//!
//! Data flows one way, and each stage is a module: [`read`] → [`clean`] → [`detect`] → [`segment`] → [`anchor`] →
//! [`align`] → [`export`]. They share the nouns of [`document`] and [`alignment`]; [`pipeline`] calls them in order.

pub mod alignment;
pub mod document;
pub mod error;
pub mod language;

pub mod read;

pub mod clean;

pub mod detect;

pub mod segment;

pub mod anchor;

pub mod align;

pub mod evaluate;
pub mod report;

pub mod export;

pub mod pipeline;
