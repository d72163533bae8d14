//! Ellipses.

use crate::segment::context::{Context, First};
use crate::segment::scan::Kind;

/// The words before `... I` that make it a hesitation and no end.
const HESITATION: usize = 3;

/// `Я… Я не знаю`, `W-well... Well`, `But... I can't`: the speaker stammers, the sentence goes on.
pub(super) fn stammer(context: &Context) -> Option<bool> {
    let right = &context.right;
    if context.site.kind != Kind::Ellipsis || right.first != First::Upper || right.dash || context.site.closes_quote {
        return None;
    }
    let again = right.word.to_lowercase();
    let word = context.word.rsplit('-').next().unwrap_or_default().to_lowercase();
    let repeats = !word.is_empty() && (word == again || (word.chars().count() <= 2 && again.starts_with(&word)));
    let pronoun = matches!(right.word.split(['\'', '’']).next(), Some("I"));
    let words = context.text[context.start..context.site.stop]
        .split_whitespace()
        .take(HESITATION + 1)
        .count();
    (repeats || (pronoun && words <= HESITATION)).then_some(false)
}
