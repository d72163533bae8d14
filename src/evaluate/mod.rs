//! Evaluation: hypothesis beads against gold beads → precision, recall and F1.
