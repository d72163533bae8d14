//! Evaluation: hypothesis beads against gold beads → precision, recall and F1.
//!
//! In: alignments as bare sentence indices, [`Beads`], read from a file in Vecalign's format or taken from an
//! [`Alignment`](crate::alignment::Alignment). Out: a [`Score`], which adds up over documents, so that the figures of a
//! collection are pooled and a long document counts for more than a short one. A [`NameList`] measures how names are matched.

mod beads;
pub mod calibrate;
mod count;
mod folder;
mod names;
mod report;
mod score;

pub use beads::{Beads, IndexBead};
pub use count::{Counts, Prf};
pub use folder::{GoldDocument, gold_documents};
pub use names::{NameList, NamePair};
pub use report::{DocumentScore, Report};
pub use score::{Score, TypeCounts};
