//! What follows: small letters, punctuation, dashes, attributions of speech.

use crate::segment::characters::is_word;
use crate::segment::context::{Context, First, word_length};
use crate::segment::lists::role;
use crate::segment::scan::Kind;

/// The words between a quotation and its verb of speech: `"Why?" Prime Minister Anna Berg asked`.
const LONGEST_SPEAKER: usize = 5;

/// A sentence does not end before a small letter, a comma, or the dash of an attribution.
pub(super) fn continuation(context: &Context) -> Option<bool> {
    let right = &context.right;
    match right.first {
        First::Nothing | First::Continuation => Some(false),
        First::Lower if context.without_capitals => Some(ends_without_capitals(context)),
        First::Lower => (!is_brand(right.word) && !is_address(context)).then_some(false),
        // `«Когда?» — Песков`: the dash belongs to the quotation, unless another one opens.
        _ if right.dash && context.site.closes_quote && !context.site.stop_after_closing && !right.quote => Some(false),
        _ => None,
    }
}

/// In a block without capitals a terminator ends the sentence, unless it may be an abbreviation's or an attribution follows.
fn ends_without_capitals(context: &Context) -> bool {
    let spaced = context.site.right > context.site.left;
    let plain = match context.site.kind {
        Kind::FullStop => context.word.chars().count() != 1 && !super::abbreviation::is_abbreviation(context),
        Kind::Strong => true,
        _ => false,
    };
    spaced && plain && !context.site.closes_quote && !context.right.dash
}

/// Names written with a small letter first: iPhone, eBay, macOS.
fn is_brand(word: &str) -> bool {
    word.chars().take(8).skip(1).any(char::is_uppercase)
}

/// `https://...` may begin a sentence.
fn is_address(context: &Context) -> bool {
    let right = &context.right;
    (matches!(right.word, "http" | "https") && right.rest.starts_with("://"))
        || (right.word == "www" && right.rest.starts_with('.'))
}

/// `"Is it true?" Peskov asked.` is one sentence.
pub(super) fn attribution(context: &Context) -> Option<bool> {
    let asks = matches!(context.site.kind, Kind::Strong | Kind::Ellipsis);
    let right = &context.right;
    let pronoun = context.opens() && !right.rest.starts_with('.');
    if !asks || !context.site.closes_quote || right.first != First::Upper || right.quote || pronoun {
        return None;
    }
    let mut rest = right.rest;
    for _ in 0..LONGEST_SPEAKER {
        // Initials, an age or a party may stand between: `J. Smith, 45, asked`, `Ann Berg (D-Ore.) asked`.
        let next = behind_bracket(rest).trim_start_matches(is_between_names);
        let word = &next[..word_length(next)];
        if context.lists.has_role(word, role::SPEECH_VERB) {
            return Some(false);
        }
        if !word.starts_with(|c: char| c.is_uppercase() && is_word(c)) {
            return None;
        }
        rest = &next[word.len()..];
    }
    None
}

fn is_between_names(character: char) -> bool {
    matches!(character, '.' | ',' | ' ' | '\u{a0}') || character.is_ascii_digit()
}

/// The text behind a bracket, if one begins it.
fn behind_bracket(text: &str) -> &str {
    let bracket = text.trim_start().strip_prefix('(');
    bracket
        .and_then(|inside| inside.split_once(')'))
        .map_or(text, |(_, behind)| behind)
}

/// Names with a mark of their own: `Yahoo! News`. They stand in the lists with their mark.
pub(super) fn marked_name(context: &Context) -> Option<bool> {
    if context.site.kind != Kind::Strong || context.word.is_empty() || context.opens() {
        return None;
    }
    let name = &context.text[context.word_start..context.site.left];
    context.lists.class(name, false).map(|_| false)
}
