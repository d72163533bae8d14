//! The ingredients of the model that can be left out, to measure what each is worth.

/// An ingredient of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ingredient {
    /// The lengths of the sentences.
    Lengths,
    /// Numbers, dates, names, codes and addresses as seeds.
    Anchors,
    /// Words that look or sound alike as seeds.
    Cognates,
    /// Punctuation and quotation marks as seeds.
    Punctuation,
    /// The lexicon that comes with the program.
    Lexicon,
    /// The document's share of the background.
    DocumentBackground,
    /// Scoring a bead without what it taught itself.
    LeaveOneOut,
    /// The discount on every learned count.
    Discount,
    /// Counting only links on which both directions agree.
    Agreement,
    /// Sentences being left out in runs.
    NullRuns,
    /// Words of known translation counting against beads without it.
    UnknownWords,
    /// Priors learned from the texts.
    LearnedPriors,
    /// The search for moved passages.
    Moved,
    /// The weights trained on gold.
    Rating,
}

impl Ingredient {
    /// Every ingredient.
    pub const ALL: [Self; 14] = [
        Self::Lengths,
        Self::Anchors,
        Self::Cognates,
        Self::Punctuation,
        Self::Lexicon,
        Self::DocumentBackground,
        Self::LeaveOneOut,
        Self::Discount,
        Self::Agreement,
        Self::NullRuns,
        Self::UnknownWords,
        Self::LearnedPriors,
        Self::Moved,
        Self::Rating,
    ];

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lengths => "lengths",
            Self::Anchors => "anchors",
            Self::Cognates => "cognates and identical words",
            Self::Punctuation => "punctuation",
            Self::Lexicon => "lexicon",
            Self::DocumentBackground => "document background",
            Self::LeaveOneOut => "leave-one-out",
            Self::Discount => "discount",
            Self::Agreement => "agreement",
            Self::NullRuns => "runs of nulls",
            Self::UnknownWords => "unknown-word term",
            Self::LearnedPriors => "learned priors",
            Self::Moved => "moved passages",
            Self::Rating => "trained weights",
        }
    }
}
