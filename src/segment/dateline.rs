//! The dateline at the head of a paragraph: place, date and agency.

use super::characters::is_dash;
use super::context::floor_boundary;
use super::lists::{Lists, role};

/// The head of a paragraph that must not be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Where it ends.
    pub(super) end: usize,
    /// It is a unit of its own; otherwise a dash joins it to the first sentence.
    pub(super) is_unit: bool,
}

/// The longest dateline, in bytes.
const LONGEST: usize = 220;

/// The most words of a dateline before its agency.
const MOST_WORDS: usize = 9;

/// Finds the dateline that `text` begins with.
pub(super) fn find(text: &str, lists: Lists) -> Option<Dateline> {
    let head = &text[..floor_boundary(text, LONGEST)];
    in_slashes(head, lists)
        .or_else(|| joined_by_dash(head, lists))
        .or_else(|| in_stops(head, lists))
}

/// `MOSCOW, February 14. /TASS/.`
fn in_slashes(head: &str, lists: Lists) -> Option<Dateline> {
    let open = head.find('/')?;
    let close = open + 1 + head[open + 1..].find('/')?;
    let agency = &head[open + 1..close];
    if !is_place_and_date(&head[..open], lists) || !agency.trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    let behind = head[close + 1..].trim_start_matches(' ');
    if behind.starts_with(is_dash) {
        let end = head.len() - behind.len();
        return Some(Dateline { end, is_unit: false });
    }
    let end = close + 1 + head[close + 1..].bytes().take_while(|byte| *byte == b'.').count();
    let free = head[end..].starts_with(char::is_whitespace) || end == head.len();
    free.then_some(Dateline { end, is_unit: true })
}

/// `TASHKENT. Nov 12 (Interfax) - Uzbekistan`
fn joined_by_dash(head: &str, lists: Lists) -> Option<Dateline> {
    let spaced = |(at, dash): &(usize, &str)| {
        head[..*at].ends_with(char::is_whitespace) && head[at + dash.len()..].starts_with(char::is_whitespace)
    };
    let (end, _) = head.match_indices(is_dash).find(spaced)?;
    let before = head[..end].trim_end();
    let dated = before.contains(|c: char| c.is_ascii_digit()) || !before.contains(char::is_lowercase);
    (before.contains('.') && dated && is_place_and_date(before, lists)).then_some(Dateline { end, is_unit: false })
}

/// `Киев. 5 мая. УНИАН.`: place, date and perhaps agency, each with a full stop.
fn in_stops(head: &str, lists: Lists) -> Option<Dateline> {
    let (place, rest) = head.split_once(['.', ','])?;
    let place_words = place.split_whitespace().count();
    if place_words > 3
        || !place
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
    {
        return None;
    }
    let (date, behind) = rest.split_once(". ")?;
    if !is_date(date, lists) {
        return None;
    }
    let agency = behind.split_once(". ").map_or("", |(agency, _)| agency);
    let named = (1..=3).contains(&agency.split_whitespace().count())
        && agency
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | ' ' | '-' | '/'));
    let start_of_rest = head.len() - behind.len();
    let end = if named {
        start_of_rest + agency.len() + 1
    } else {
        start_of_rest - 1
    };
    Some(Dateline { end, is_unit: true })
}

/// A day and the name of a month, in either order, perhaps with a year.
fn is_date(text: &str, lists: Lists) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).take(5).collect();
    let day = |word: &&str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let month = |word: &&str| word.starts_with(char::is_alphabetic) && lists.has_role(word, role::TIME);
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let dated = words.len() <= 4 && words.iter().filter(|word| day(word)).count() == 1 && words.iter().any(&month);
    dated && words.iter().all(|word| day(word) || month(word) || year(word))
}

/// Words with capitals, figures and names of months, the first one a place: in capitals, or with a stop or comma behind.
fn is_place_and_date(text: &str, lists: Lists) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let place = first.trim_end_matches([',', '.']);
    let capitals = place.chars().count() >= 2 && place.chars().all(|c| c.is_uppercase() || is_dash(c));
    let head = text.split([',', '.']).next().unwrap_or_default();
    let parted = head.len() < text.len()
        && head.split_whitespace().count() <= 3
        && head.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    if !capitals && !parted {
        return false;
    }
    let mut count = 0;
    words.all(|word| {
        count += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let fits = bare.is_empty() || !bare.starts_with(char::is_lowercase) || lists.has_role(bare, role::TIME);
        count < MOST_WORDS && fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<(&str, bool)> {
        let lists = Lists::of(Some("ru"), None);
        find(text, lists).map(|dateline| (&text[..dateline.end], dateline.is_unit))
    }

    #[test]
    fn an_agency_in_slashes_makes_a_unit() {
        assert_eq!(
            head("ОМСК, 3 мая. /ТАСС/. Мост открыт."),
            Some(("ОМСК, 3 мая. /ТАСС/.", true))
        );
        assert_eq!(
            head("БЕЛГРАД, 3 мая /Корр. Анна Ли/ Мост"),
            Some(("БЕЛГРАД, 3 мая /Корр. Анна Ли/", true))
        );
        assert_eq!(
            head("ОМСК, 3 мая. /ТАСС/ — Мост открыт."),
            Some(("ОМСК, 3 мая. /ТАСС/ ", false))
        );
        assert_eq!(head("/ТАСС/. Мост открыт."), None);
        assert_eq!(head("Он и/или она. Мост/туннель"), None);
    }

    #[test]
    fn full_stops_hold_it_together() {
        assert_eq!(
            head("Омск. 3 мая. УНИАН. Мост открыт."),
            Some(("Омск. 3 мая. УНИАН.", true))
        );
        assert_eq!(
            head("Нижний Новгород, 3 мая. Мост открыт."),
            Some(("Нижний Новгород, 3 мая.", true))
        );
        assert_eq!(head("Омск. Мост открыт. Люди идут."), None);
        assert_eq!(head("Омск, 3 раза. Мост открыт."), None);
    }

    #[test]
    fn a_dash_joins_it_to_the_sentence() {
        assert_eq!(
            head("Омск. 3 мая. ОМСК-ПРЕСС — Мост открыт."),
            Some(("Омск. 3 мая. ОМСК-ПРЕСС ", false))
        );
        assert_eq!(head("Мост открыт 3 мая. Губернатор — рад."), None);
    }
}
