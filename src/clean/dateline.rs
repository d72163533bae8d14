//! Cuts datelines off: `MOSCOW, February 14. /TASS/.` becomes a block of its own.
//!
//! A dateline with an agency's mark in slashes, or one that ends in a full stop, is a unit. One that a dash joins to its
//! sentence (`GENEVA (Reuters) - …`, `YAROSLAVL, Russia — …`) stays with it.

use super::lists::Lists;
use super::{is_open, text_of};
use crate::document::{Block, Role, Span};

/// A dateline begins one of the first blocks, menu entries and captions included.
const REACH: usize = 15;
/// No dateline is longer, in bytes.
const LONGEST: usize = 240;
const DASHES: [char; 3] = ['—', '–', '-'];

/// Cuts the first dateline off its paragraph.
pub(super) fn split(text: &str, blocks: &mut Vec<Block>, lists: &Lists) {
    if blocks.iter().any(|block| block.role == Role::Dateline) {
        return;
    }
    let open = |block: &&Block| is_open(block) || block.role == Role::Lead;
    let places = blocks.iter().enumerate().filter(|(_, block)| open(block)).take(REACH);
    let found = places
        .into_iter()
        .find_map(|(index, block)| end(text_of(text, block), lists).map(|length| (index, block.span.start + length)));
    let Some((index, end)) = found else { return };
    let whole = blocks[index].span;
    let rest = Span::new(end, whole.end).trimmed(text);
    if !rest.is_empty() {
        let role = blocks[index].role;
        blocks.insert(index + 1, Block { span: rest, role });
    }
    blocks[index] = Block {
        span: Span::new(whole.start, end).trimmed(text),
        role: Role::Dateline,
    };
}

/// The length of the dateline at the start of a paragraph.
fn end(text: &str, lists: &Lists) -> Option<usize> {
    let reach = text
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= LONGEST)
        .last()?;
    let head = if text.len() <= LONGEST { text } else { &text[..reach] };
    with_agency(text, head, lists).or_else(|| with_stop(text, head, lists))
}

/// `VOLOGDA, November 3. /Sever-Inform/.`
fn with_agency(text: &str, head: &str, lists: &Lists) -> Option<usize> {
    let open = head.find(" /")? + 1;
    let inside = &head[open + 1..];
    let close = inside.find('/')?;
    let agency = &inside[..close];
    if agency.len() > 120 || !agency.starts_with(char::is_alphabetic) || agency.ends_with(' ') {
        return None;
    }
    let before = head[..open].trim_end();
    let place_only = is_place(before.trim_end_matches(['.', ',']), true);
    if !place_only && !is_place_and_date(before, lists) {
        return None;
    }
    let end = open + 1 + close + 1;
    let end = end + usize::from(text[end..].starts_with(['.', ':']));
    let rest = text[end..].trim_start();
    (!rest.starts_with(DASHES) && (rest.is_empty() || rest.len() < text.len() - end)).then_some(end)
}

/// `MOSCOW, May 5.` · `MOSCOW, May 5 (Agency).` · `МОСКВА, 5 мая — Агентство.`
fn with_stop(text: &str, head: &str, lists: &Lists) -> Option<usize> {
    let (comma, _) = head.match_indices(", ").find(|(at, _)| is_place(&head[..*at], true))?;
    let mut at = comma + 2;
    if date_length(&head[at..], lists).is_none() {
        // A region or country may stand between the city and the date.
        let region = head[at..].find(", ")?;
        if !is_place(&head[at..at + region], false) {
            return None;
        }
        at += region + 2;
    }
    at += date_length(&head[at..], lists)?;
    let rest = head[at..].trim_start();
    at = head.len() - rest.len();
    if let Some(agency) = rest.strip_prefix('(').and_then(|inside| inside.find(')')) {
        at += agency + 2;
    } else if let Some(dash) = rest.chars().next().filter(|c| DASHES.contains(c)) {
        at += dash.len_utf8();
        at += agency_length(&head[at..])?;
    }
    let behind = text[at..].strip_prefix('.')?;
    (is_new_sentence(behind) && !joined_by_dash(behind)).then_some(at + 1)
}

/// The length of an agency's name before a full stop: ` Agency News`, ` «Name № 1»`.
fn agency_length(text: &str) -> Option<usize> {
    let stop = text
        .match_indices('.')
        .map(|(at, _)| at)
        .find(|at| is_new_sentence(&text[at + 1..]))?;
    let name = text[..stop].trim();
    let quoted = name.starts_with(['«', '"', '“', '„']) && name.ends_with(['»', '"', '”', '“']);
    let words = name.split_whitespace().count();
    let capital = name.split_whitespace().all(|word| {
        word.trim_start_matches(['«', '"', '“', '„'])
            .starts_with(char::is_uppercase)
    });
    ((1..=5).contains(&words) && (quoted || capital && words <= 4)).then_some(stop)
}

fn is_new_sentence(behind: &str) -> bool {
    let rest = behind.trim_start();
    let opening = |c: char| c.is_uppercase() || c.is_numeric() || "«\"“„—–-<[(".contains(c);
    rest.is_empty() || rest.len() < behind.len() && rest.starts_with(opening)
}

/// `INTERFAX.RU — Совет …`: an agency behind the full stop that a dash joins to the sentence.
fn joined_by_dash(behind: &str) -> bool {
    for (count, word) in behind.split_whitespace().take(4).enumerate() {
        if word.chars().all(|c| DASHES.contains(&c)) {
            return count > 0;
        }
        if !word.starts_with(|c: char| c.is_uppercase() || "«\"“„".contains(c)) {
            return false;
        }
    }
    false
}

/// `VOLOGDA, November 3.` · `Москва. 5 мая.` · `VELIKY USTYUG, Russia, May 5`
fn is_place_and_date(text: &str, lists: &Lists) -> bool {
    let cuts = text.match_indices([',', '.']).map(|(at, _)| at);
    cuts.into_iter().any(|at| {
        let (place, rest) = (&text[..at], text[at + 1..].trim_start());
        let dated =
            date_length(rest, lists).is_some_and(|length| rest[length..].trim_matches(['.', ',', ' ']).is_empty());
        dated && place.split(", ").all(|part| is_place(part, false))
    })
}

/// Whether the text is the name of a place: a few words that begin with capitals, or are written in capitals only.
fn is_place(text: &str, capitals_only: bool) -> bool {
    let mut words = 0;
    for word in text.split([' ', '/']).filter(|word| !word.is_empty()) {
        words += 1;
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let plain = word.chars().all(|c| c.is_alphabetic() || "-.'’()".contains(c));
        let capital = letters().next().is_some_and(char::is_uppercase);
        let all_capital = letters().all(|c| !c.is_lowercase());
        if !plain || !capital || capitals_only && !all_capital {
            return false;
        }
    }
    (1..=5).contains(&words) && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// The length of a day and month at the start of the text: `5 мая 2024 г`, `Jan. 22, 2024`, without the last full stop.
fn date_length(text: &str, lists: &Lists) -> Option<usize> {
    let mut end = 0;
    let (mut day, mut month, mut year) = (false, false, false);
    let mut at = 0;
    for token in text.split_inclusive(' ').take(5) {
        let word = token.trim_end().trim_end_matches(',');
        let bare = word.trim_end_matches('.');
        let lower = bare.to_lowercase();
        let digits = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
        match (digits, bare.len()) {
            (true, 1..=2) if !day => day = true,
            (true, 4) if day && month && !year => year = true,
            _ if !month && lists.is_month(&lower) => month = true,
            _ if year && matches!(lower.as_str(), "г" | "года") => {}
            _ => break,
        }
        end = at + bare.len();
        at += token.len();
        if day && month && word.ends_with('.') && !lists.is_month(&lower) {
            break;
        }
    }
    (day && month).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Option<&str> {
        end(text, Lists::bundled()).map(|length| &text[..length])
    }

    #[test]
    fn units_are_cut_off() {
        let cases = [
            (
                "PSKOV, March 3. /Sever-Press/. The ice broke.",
                "PSKOV, March 3. /Sever-Press/.",
            ),
            (
                "ПСКОВ, 3 марта. /Корр. Север-Пресс Анна Лисова/. Лед тронулся.",
                "ПСКОВ, 3 марта. /Корр. Север-Пресс Анна Лисова/.",
            ),
            (
                "НИЖНИЙ ТАГИЛ, 7 июня 2024 года. /СП/. Завод встал.",
                "НИЖНИЙ ТАГИЛ, 7 июня 2024 года. /СП/.",
            ),
            (
                "ST. PETERSBURG, Jan. 22. /Sever-Press/. Snow fell.",
                "ST. PETERSBURG, Jan. 22. /Sever-Press/.",
            ),
            ("LONDON, May 5. Shares fell on Friday.", "LONDON, May 5."),
            (
                "VELIKY USTYUG, Russia, May 5. Shares fell.",
                "VELIKY USTYUG, Russia, May 5.",
            ),
            (
                "ПСКОВ, 21 июня – «Дорожка №1». Бегун победил.",
                "ПСКОВ, 21 июня – «Дорожка №1».",
            ),
            (
                "МОСКВА, 5 мая — Север Новости. Совет собрался.",
                "МОСКВА, 5 мая — Север Новости.",
            ),
            ("MOSCOW /Sever-Press/. The ice broke.", "MOSCOW /Sever-Press/."),
            (
                "Псков, 3 марта. /Север-Пресс/. Лед тронулся.",
                "Псков, 3 марта. /Север-Пресс/.",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn joined_datelines_and_text_stay_whole() {
        let cases = [
            "YAROSLAVL, Russia — A drama opened the festival.",
            "MOSCOW (Reuters) - Shares fell.",
            "Псков. 5 мая. СЕВЕР.RU — Совет собрался.",
            "ПСКОВ, 5 мая. СЕВЕР.RU — Совет собрался.",
            "PERM, March 5 - Producer Kamphos rose. It fell.",
            "NATO, May 5 was the day when it began.",
            "He paid 5/6 of the price. /Sic/ he said.",
            "In Moscow, May 5. was warm / cold / wet.",
            "",
            "А",
        ];
        for text in cases {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
