//! The HTML comparison report: [`AlignedPair`] → one self-contained page.
