//! Single capitals with a full stop: initials of names, and letters that are none.

use super::{may_abbreviate, right_is_cyrillic};
use crate::segment::context::{Context, First, looks_like_initials};
use crate::segment::lists::role;

/// `И. И. Мечников` goes on; `Сергей К. Его`, `Group B. Spain`, `-20 °C. Ночью` end.
pub(super) fn full_stop(context: &Context) -> Option<bool> {
    if !may_abbreviate(context) || !looks_like_initials(context.word) {
        return None;
    }
    let single = context.word.chars().count() == 1;
    // `U.S` and `Ph.D` are in the lists; what is not, such as `J.R.R`, is the initials of a name.
    if !single && super::abbreviation::class_of(context).is_some() {
        return None;
    }
    if single && is_joined_abbreviation(context) {
        return None;
    }
    Some(ends(context, single))
}

/// `U. S.`, `S. A.`: spaced letters that the lists know.
fn is_joined_abbreviation(context: &Context) -> bool {
    super::abbreviation::joined_class(context).is_some()
}

fn ends(context: &Context, single: bool) -> bool {
    if context.right.first != First::Upper {
        return false;
    }
    if matches!(context.before_word(), Some('°' | 'º' | '˚')) {
        return true;
    }
    let (before, _) = before_initials(context);
    if before.is_empty() {
        return false;
    }
    let label = context.lists.has_role(before, role::LABEL);
    let foreign = single && context.word.is_ascii() && right_is_cyrillic(context);
    (single && label) || foreign || context.opens()
}

/// The word before a chain of initials, still inside the sentence.
fn before_initials<'a>(context: &Context<'a>) -> (&'a str, usize) {
    let (mut word, mut start) = context.word_before(context.word_start);
    for _ in 0..4 {
        let is_link = looks_like_initials(word) && context.text[start + word.len()..].starts_with('.');
        if !is_link {
            break;
        }
        (word, start) = context.word_before(start);
    }
    (word, start)
}
