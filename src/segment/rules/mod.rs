//! The rules that judge a possible boundary, each in a file of its own, and their order.

mod abbreviation;
mod ellipsis;
mod enclosure;
mod follow;
mod initial;
mod number;
mod time;

use super::characters::is_cyrillic;
use super::context::{Context, First};
use super::scan::Kind;

/// A rule says whether the sentence ends here, or nothing if it does not care.
type Rule = fn(&Context) -> Option<bool>;

/// The rules in order; the first that speaks is followed.
const RULES: [Rule; 10] = [
    enclosure::bracket,
    enclosure::title,
    follow::continuation,
    omission,
    follow::attribution,
    number::full_stop,
    initial::full_stop,
    abbreviation::full_stop,
    ellipsis::stammer,
    follow::marked_name,
];

/// Whether the sentence ends at the site of the context. What no rule forbids is an end.
pub(super) fn ends(context: &Context) -> bool {
    RULES.iter().find_map(|rule| rule(context)).unwrap_or(true)
}

/// `... <...> And` without a terminator before the mark: only a word that opens sentences tells.
fn omission(context: &Context) -> Option<bool> {
    (context.site.kind == Kind::Omission).then(|| context.opens())
}

/// Whether the site is a lone full stop behind a word, so that the word may be an abbreviation.
fn may_abbreviate(context: &Context) -> bool {
    context.site.kind == Kind::FullStop
        && !context.word.is_empty()
        && !context.site.closes_quote
        && !context.site.stop_after_closing
        && context
            .before_word()
            .is_none_or(|c| !matches!(c, '/' | '@' | '=' | '_' | '#'))
}

/// Whether the right side begins with a Cyrillic letter.
fn right_is_cyrillic(context: &Context) -> bool {
    context.right.first == First::Upper && context.right.word.starts_with(is_cyrillic)
}
