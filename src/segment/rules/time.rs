//! Statements of time at the beginning of a sentence.

use crate::segment::context::{Context, REACH, floor_boundary, is_figure};
use crate::segment::lists::role;

/// A statement of time has no more words than this.
const LONGEST: usize = 9;

/// `В 2025 г. В. Путин`, `In Jan. Putin`: what stands before the full stop only says when, so a sentence it is not.
pub(super) fn only_says_when(context: &Context) -> bool {
    let stop = context.site.stop;
    let near = floor_boundary(context.text, stop.saturating_sub(REACH)).max(context.first_content);
    let text = &context.text[near..stop];
    let clause = text.rfind(", ").map(|comma| &text[comma + 2..]);
    (near == context.first_content && says_when(context, text, false))
        || clause.is_some_and(|clause| says_when(context, clause, true))
}

fn says_when(context: &Context, text: &str, is_clause: bool) -> bool {
    let lists = &context.lists;
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_matches(['.', '«', '(', '"', '“', ',']))
        .peekable();
    // Inside a sentence only a clause that a conjunction begins can begin with a time.
    let joined = words.next_if(|word| lists.has_role(word, role::CONJUNCTION)).is_some();
    if is_clause && !joined {
        return false;
    }
    if !words.peek().is_some_and(|word| lists.has_role(word, role::PREPOSITION)) {
        return false;
    }
    let mut count = 0;
    words.all(|word| {
        count += 1;
        count <= LONGEST && (is_figure(word) || lists.has_role(word, role::PREPOSITION | role::TIME | role::QUANTITY))
    }) && count > 0
}
