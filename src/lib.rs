//! Aligns two language versions of an article sentence by sentence: what corresponds to what, how sure that is and why,
//! and what one side left out.
//!
//! Two files, as a user has them, become an [`AlignedPair`](alignment::AlignedPair):
//!
//! ```no_run
//! use beadwork::alignment::Side;
//! use beadwork::pipeline::{Options, align_files};
//!
//! # fn main() -> Result<(), beadwork::error::Error> {
//! let pair = align_files("en.html".as_ref(), "ru.html".as_ref(), &Options::default())?;
//! for bead in &pair.alignment.beads {
//!     println!("{} {:.2}", bead.bead_type(), bead.confidence);
//!     println!("  {}", pair.bead_text(bead, Side::Source));
//!     println!("  {}", pair.bead_text(bead, Side::Target));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Text in memory goes the same way:
//!
//! ```
//! use beadwork::pipeline::{Options, align_documents};
//! use beadwork::read::{self, read_bytes};
//!
//! # fn main() -> Result<(), beadwork::error::Error> {
//! let english = "The ferry left Riga at 6:40 with 27 passengers. Nobody was hurt.";
//! let russian = "Паром вышел из Риги в 6:40. На борту было 27 пассажиров. Никто не пострадал.";
//! let read = |name: &str, text: &str| read_bytes(name, text.as_bytes(), &read::Options::default());
//! let pair = align_documents(read("en", english)?, read("ru", russian)?, &Options::default())?;
//!
//! let first = &pair.alignment.beads[0];
//! assert_eq!((first.source.as_slice(), first.target.as_slice()), (&[0][..], &[0, 1][..]));
//! // The anchors that carried it, with their spans in both texts.
//! assert!(first.evidence.iter().any(|evidence| evidence.value == "27"));
//! # Ok(())
//! # }
//! ```
//!
//! Data flows one way, and each stage is a module: [`read`] → [`clean`] → [`detect`] → [`segment`] → [`anchor`] →
//! [`lexicon`] → [`align`] → [`check`] → [`export`]. They share the nouns of [`document`] and [`alignment`]; [`pipeline`] calls them in
//! order, and [`evaluate`] measures the result against gold. Dictionaries of one's own are read by [`lexicon::import`] and given to
//! the aligner as [`align::dictionary::GivenDictionary`]. To write a pair to a file, see [`export::save`].

pub mod alignment;
pub mod document;
pub mod error;
pub mod language;

// The stages, in the order of the flow.
pub mod read;

pub mod clean;

pub mod detect;

pub mod segment;

pub mod anchor;

pub mod lexicon;

pub mod align;

pub mod check;

pub mod evaluate;

pub mod report;

pub mod export;

pub mod pipeline;

#[cfg(feature = "corpus")]
pub mod corpus;
