//! Corruptions of quotations.

use beadwork::read::bitext::Unit;

use super::edits::{names, strange_name, words};
use super::figures::replace;

/// English and Russian verbs of saying, by their beginnings.
const ENGLISH: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "noted",
    "explained",
    "wrote",
    "admitted",
];
const RUSSIAN: &[&str] = &[
    "сказал",
    "заявил",
    "отметил",
    "добавил",
    "сообщил",
    "написал",
    "рассказал",
    "пояснил",
    "говорит",
    "считает",
    "подчеркнул",
    "объяснил",
    "признал",
    "утверждает",
];

fn says(word: &str, verbs: &[&str]) -> bool {
    verbs.iter().any(|verb| word.starts_with(verb))
}

/// The inside of the first quotation of at least so many words.
fn quotation(text: &str, least: usize) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(open) = text[from..].find('«') {
        let start = from + open + '«'.len_utf8();
        let end = start + text[start..].find('»')?;
        if text[start..end].split_whitespace().count() >= least {
            return Some(start..end);
        }
        from = end;
    }
    None
}

pub(super) fn quote_truncated(text: &str) -> Option<String> {
    let inside = quotation(text, 8)?;
    let words = words(&text[inside.clone()]);
    let (at, word) = words[words.len() / 2];
    let cut = inside.start + at + word.len();
    Some(replace(text, cut..inside.end, ""))
}

pub(super) fn mark_moved(text: &str) -> Option<String> {
    let inside = quotation(text, 8)?;
    let words = words(&text[inside.clone()]);
    let (at, word) = words[words.len() - 4];
    let place = inside.start + at + word.len();
    let rest = text[place..inside.end].to_owned();
    Some(replace(text, place..inside.end + '»'.len_utf8(), &format!("»{rest}")))
}

/// Puts a strange name in the place of the one beside a verb of saying, outside of quotation marks.
pub(super) fn speaker_changed(unit: &Unit, stranger: &Unit) -> Option<(String, String)> {
    let text = &unit.target;
    let is_speaker = |&(at, name): &(usize, &str)| {
        let outside = text[..at].matches('«').count() == text[..at].matches('»').count();
        let before = words(&text[..at]).last().is_some_and(|(_, word)| says(word, RUSSIAN));
        let behind = words(&text[at + name.len()..]);
        outside && (before || behind.first().is_some_and(|(_, word)| says(word, RUSSIAN)))
    };
    let (at, name) = names(text).into_iter().find(is_speaker)?;
    let other = strange_name(unit, stranger)?;
    Some((unit.source.clone(), replace(text, at..at + name.len(), other)))
}

/// Takes away all but the quotation, where the English says outside of it who speaks.
pub(super) fn attribution_removed(unit: &Unit) -> Option<(String, String)> {
    let outside: String = unit.source.split(['"', '“', '”']).step_by(2).collect();
    if !words(&outside).iter().any(|(_, word)| says(word, ENGLISH)) {
        return None;
    }
    let text = unit.target.trim();
    let inside = quotation(text, 8)?;
    let mark = '«'.len_utf8();
    let (before, behind) = (&text[..inside.start - mark], &text[inside.end + mark..]);
    let attributes = |text: &str| words(text).iter().any(|(_, word)| says(word, RUSSIAN));
    let alone = !before.contains('«') && !behind.contains('«') && (attributes(before) || attributes(behind));
    alone.then(|| {
        (
            unit.source.clone(),
            format!("{}.", &text[inside.start - mark..inside.end + mark]),
        )
    })
}
