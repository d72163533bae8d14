//! Brackets, and quotation marks around titles.

use crate::segment::characters::{is_closing_bracket, is_word};
use crate::segment::context::{Context, First};
use crate::segment::lists::role;
use crate::segment::scan::{Kind, Pair};

/// A bracket longer than this, in bytes, holds sentences of its own wherever it stands.
const LONGEST_BRACKET: usize = 2000;

/// A quotation longer than this, in bytes, is no title.
const LONGEST_TITLE: usize = 120;

/// The bytes a title may have if no noun such as `film` says that it is one.
const LONGEST_UNTOLD_TITLE: usize = 60;

/// A bracket inside a sentence never splits it.
pub(super) fn bracket(context: &Context) -> Option<bool> {
    let brackets = context.around.iter().filter(|pair| !pair.is_quote);
    let splits_sentence = |pair: &Pair| pair.open > context.first_content && pair.close - pair.open <= LONGEST_BRACKET;
    for pair in brackets.filter(|pair| splits_sentence(pair)) {
        if pair.close >= context.site.left {
            return Some(false);
        }
        // The bracket closes here: an end if the sentence's own full stop follows, as in `(in 2015!).`, or was forgotten.
        let behind = &context.text[pair.close..context.site.left];
        if !context.opens()
            && !behind
                .trim_start_matches(is_closing_bracket)
                .contains(['.', '!', '?', '…'])
        {
            return Some(false);
        }
    }
    None
}

/// Titles such as `«Что? Где? Когда?»` or `"Guys. And Dolls"` are names, not speech.
pub(super) fn title(context: &Context) -> Option<bool> {
    let pair = context.around.iter().rev().find(|pair| pair.is_quote)?;
    let inside = pair.close >= context.site.left;
    if !inside && (context.site.kind == Kind::FullStop || context.site.stop_after_closing || context.opens()) {
        return None;
    }
    if !inside && context.right.first != First::Upper {
        return None;
    }
    is_title(context, pair).then_some(false)
}

/// A title begins with a capital, is short, and follows a word without any punctuation between.
fn is_title(context: &Context, pair: &Pair) -> bool {
    let length = pair.close - pair.open;
    let (word, word_start) = context.word_before(pair.open);
    let directly = context.text[..pair.open].trim_end().ends_with(is_word) && pair.open > context.first_content;
    let mut characters = context.text[pair.open..pair.close].chars().skip(1);
    let name_like = characters.next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if !directly || !name_like || word_start == pair.open || length > LONGEST_TITLE {
        return false;
    }
    context.lists.has_role(word, role::TITLE_NOUN)
        || (length <= LONGEST_UNTOLD_TITLE && goes_on_in_lower(context, pair))
}

/// Whether the sentence goes on behind a quotation without so much as a comma: `«Матч. Арена» показал`.
fn goes_on_in_lower(context: &Context, pair: &Pair) -> bool {
    let mut behind = context.text[pair.close..].chars().skip(1);
    behind.next() == Some(' ') && behind.next().is_some_and(char::is_lowercase)
}
