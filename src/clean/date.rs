//! Lines that are a time stamp and nothing else: `14 фев, 12:31`, `Sept. 12, 2024, 10:20 p.m.`, `Updated at 14:05`.

use super::lists::Lists;

/// What kind of time stamp a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A date or time alone; between paragraphs it may be a heading of a chronicle.
    Plain,
    /// With a word before it that says what it is: `Updated`.
    Labelled,
}

/// More words than this no stamp has.
const MOST_TOKENS: usize = 16;

/// Whether the text is a time stamp.
pub(super) fn stamp(text: &str, lists: &Lists) -> Option<Stamp> {
    if text.len() > 120 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase().replace('ё', "е");
    let normal = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    let (rest, kind) = match lists.behind_date_label(&normal) {
        Some(rest) => (rest, Stamp::Labelled),
        None => (normal.as_str(), Stamp::Plain),
    };
    is_stamp(rest, lists).then_some(kind)
}

fn is_stamp(text: &str, lists: &Lists) -> bool {
    let (mut tokens, mut months, mut numbers, mut clock) = (0, 0, 0, false);
    let separators = [' ', ',', '|', '•', '·', '(', ')', '—', '–', '/', '-', '+', '\u{a0}'];
    for token in text
        .split(separators)
        .filter(|token| !token.is_empty() && *token != "." && *token != ":")
    {
        tokens += 1;
        if is_number(token) {
            numbers += 1 + token.matches('.').count();
            clock |= is_clock(token);
        } else if lists.is_month(token) {
            months += 1;
        } else if is_suffixed(token, lists) {
            numbers += 1;
            clock |= token.contains(':');
        } else if !lists.is_date_word(token.trim_end_matches(':')) {
            return false;
        }
    }
    let dated = months > 0 && numbers > 0 || numbers >= 3;
    tokens <= MOST_TOKENS && months <= 2 && numbers <= 12 && (dated || clock)
}

/// `14`, `2024`, `14.02.2024`, `12:31`, `7.`
fn is_number(token: &str) -> bool {
    let parts = token.trim_end_matches(['.', ':']).split(['.', ':']);
    parts
        .clone()
        .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_clock(token: &str) -> bool {
    token
        .split_once(':')
        .is_some_and(|(hour, rest)| hour.len() <= 2 && rest.len() >= 2)
}

/// `12th`, `2024г.`, `5:30pm`, `05T12:05`
fn is_suffixed(token: &str, lists: &Lists) -> bool {
    let letters = token.find(|c: char| c.is_alphabetic()).unwrap_or(token.len());
    let (number, suffix) = token.split_at(letters);
    let iso = suffix
        .strip_prefix('t')
        .is_some_and(|time| is_number(time.trim_end_matches('z')));
    is_number(number) && (iso || lists.is_date_word(suffix) || suffix == "z")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Stamp> {
        stamp(text, Lists::bundled())
    }

    #[test]
    fn stamps_of_many_sites_are_known() {
        let plain = [
            "14 фев, 12:31",
            "Sept. 12, 2024, 10:20 p.m.",
            "3 ноября 2024, вс",
            "27.07.2025 11:20",
            "March 5, 2026, 12:05 p.m. Moscow time",
            "8 октября 2025 г., 14:00",
            "2026-03-05T12:05",
            "2026-03-05",
            "Monday, 3 November",
            "12th May 2025",
            "5:30pm",
            "17 September 2025",
        ];
        for text in plain {
            assert_eq!(of(text), Some(Stamp::Plain), "{text}");
        }
        for text in [
            "Updated at 14:05",
            "Обновлено в 14:05",
            "Обновлено: 15:47",
            "Published on 9 October 2025",
        ] {
            assert_eq!(of(text), Some(Stamp::Labelled), "{text}");
        }
    }

    #[test]
    fn sentences_and_figures_are_no_stamps() {
        for text in [
            "2024",
            "May",
            "The match starts at 19:30",
            "15",
            "В мае",
            "1 346",
            "214-213",
            "№ 1142-17",
            "Дата",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
