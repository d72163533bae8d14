//! Abbreviations of the lists, and words that look like abbreviations.

use super::may_abbreviate;
use super::time::only_says_when;
use crate::segment::characters::{is_roman_numeral, lacks_vowel};
use crate::segment::context::{Context, First, is_figure};
use crate::segment::lists::{Class, is_shouted, role};

/// Judges the full stop behind an abbreviation.
pub(super) fn full_stop(context: &Context) -> Option<bool> {
    if !may_abbreviate(context) {
        return None;
    }
    if begins_joined_abbreviation(context) {
        return Some(false);
    }
    match class_of(context) {
        Some((class, start)) => by_class(context, class, start),
        None => looks_abbreviated(context).then_some(false),
    }
}

/// Whether the full stop stands behind an abbreviation of any class, or behind what looks like one.
pub(super) fn is_abbreviation(context: &Context) -> bool {
    begins_joined_abbreviation(context)
        || class_of(context).is_some()
        || (!context.word.is_empty() && lacks_vowel(context.word))
}

fn by_class(context: &Context, class: Class, unit_start: usize) -> Option<bool> {
    match class {
        Class::Seldom => Some(context.opens() && !only_says_when(context)),
        Class::May => Some(may_end(context)),
        Class::AfterFigure if is_unit(context, unit_start) => Some(may_end(context)),
        Class::Never | Class::AfterFigure => Some(false),
        Class::BeforeFigure => {
            let numbered = context.right.first == First::Figure
                || (is_roman_numeral(context.right.word) && !context.right.rest.starts_with('.') && !context.opens());
            numbered.then_some(false)
        }
    }
}

/// `9 a.m. They` ends; `9 a.m. GMT`, `9 p.m. Moscow time`, `5 руб. 20 коп.` and `etc. (see` go on.
fn may_end(context: &Context) -> bool {
    let right = &context.right;
    let sum = context.text[context.site.right..].starts_with(['$', '€', '£', '¥', '₽', '₴']);
    let goes_on = (right.first == First::Figure && !sum)
        || (right.bracket && !bracket_is_sentence(context))
        || context.lists.has_role(right.word, role::CONTINUER)
        || names_a_time(context);
    !goes_on && !only_says_when(context)
}

/// Whether the bracket that opens on the right holds a whole sentence.
fn bracket_is_sentence(context: &Context) -> bool {
    let right = context.text[context.site.right..].chars().take(200);
    let mut last = ' ';
    for character in right {
        if character == ')' {
            return matches!(last, '.' | '!' | '?' | '…');
        }
        last = character;
    }
    false
}

/// `Moscow time`, `Central European Time`.
fn names_a_time(context: &Context) -> bool {
    let mut rest = context.right.rest.split_whitespace();
    for _ in 0..2 {
        let Some(word) = rest.next() else { return false };
        if word
            .trim_end_matches(|c: char| !c.is_alphabetic())
            .eq_ignore_ascii_case("time")
        {
            return context.right.first == First::Upper && !context.opens();
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}

/// Whether a figure, or a word such as `млн` behind one, stands before the word: `120 кв. м`, `XII в`.
fn is_unit(context: &Context, unit_start: usize) -> bool {
    let (before, start) = context.word_before(unit_start);
    if before.is_empty() {
        return false;
    }
    is_figure(before) || (context.lists.has_role(before, role::QUANTITY) && start > context.start)
}

/// How the lists class the joined abbreviation that the word ends (`т. д`), the word, or its last part (`Jan.-Nov`);
/// and where the abbreviation begins.
pub(super) fn class_of(context: &Context) -> Option<(Class, usize)> {
    joined_class(context).or_else(|| {
        phrase_class(context)
            .or_else(|| context.lists.class(context.word, !context.word_is_first()))
            .or_else(|| hyphened_class(context))
            .or_else(|| shouted_class(context))
            .map(|class| (class, context.word_start))
    })
}

/// The class of the abbreviation that the word ends together with the one or two words before it.
pub(super) fn joined_class(context: &Context) -> Option<(Class, usize)> {
    let (second, second_start) = dotted_before(context, context.word_start)?;
    let of_three = dotted_before(context, second_start).and_then(|(first, start)| {
        let class = context
            .lists
            .class(&format!("{first}.{second}.{}", context.word), false);
        class.map(|class| (class, start))
    });
    of_three.or_else(|| {
        let class = context.lists.class(&format!("{second}.{}", context.word), false);
        class.map(|class| (class, second_start))
    })
}

/// The class of a word together with the word before it: `et al`, `и пр`.
fn phrase_class(context: &Context) -> Option<Class> {
    if context.word.len() > 10 {
        return None;
    }
    let (before, start) = context.word_before(context.word_start);
    let spaced = context.text[start + before.len()..context.word_start]
        .chars()
        .all(char::is_whitespace);
    (spaced && !before.is_empty() && before.len() <= 10)
        .then(|| context.lists.class(&format!("{before} {}", context.word), false))?
}

/// The class of a word in capitals among others in capitals: `УЛ. ЛЕНИНА`.
fn shouted_class(context: &Context) -> Option<Class> {
    let shouted = is_shouted(context.word) && (is_shouted(context.right.word) || context.right.first == First::Figure);
    shouted.then(|| context.lists.class(&context.word.to_lowercase(), false))?
}

/// The word before an offset, if a full stop and at most spaces part them.
fn dotted_before<'a>(context: &Context<'a>, offset: usize) -> Option<(&'a str, usize)> {
    let (word, start) = context.word_before(offset);
    let between = &context.text[start + word.len()..offset];
    (!word.is_empty() && between.trim_end() == ".").then_some((word, start))
}

/// Whether the word and the next one make an abbreviation, as in `z. B.` or `U. S.`
fn begins_joined_abbreviation(context: &Context) -> bool {
    let right = &context.right;
    let short = |word: &str| word.chars().count() <= 3;
    right.rest.starts_with('.')
        && short(context.word)
        && short(right.word)
        && context
            .lists
            .class(&format!("{}.{}", context.word, right.word), false)
            .is_some()
}

fn hyphened_class(context: &Context) -> Option<Class> {
    let (first, last) = context.word.rsplit_once(['-', '‑', '–'])?;
    let part = first.ends_with('.') || (first.chars().count() <= 2 && !is_figure(first));
    (part && last.chars().nth(1).is_some()).then(|| context.lists.class(last, false))?
}

/// Short words without a vowel that no list knows: before a figure (`разд`), or with a capital before a name (`Sgt`).
fn looks_abbreviated(context: &Context) -> bool {
    let word = context.word;
    let letters = word.chars().count();
    if !(2..=5).contains(&letters) || !lacks_vowel(word) {
        return false;
    }
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    let lower = characters.all(char::is_lowercase);
    match context.right.first {
        First::Figure => lower && !is_unit(context, context.word_start),
        First::Upper => capital && lower && !context.opens(),
        _ => false,
    }
}
