//! Roles from words alone, wherever a block stands.

use super::date::{Stamp, stamp};
use super::lists::{Lists, Match, normalize};
use super::{residue, text_of};
use crate::document::{Block, Role};

/// Furniture is short; longer blocks are not looked at. In bytes.
const LONGEST: usize = 600;

/// Gives every open block the role that its words tell; captions and navigation get a more special one.
pub(super) fn mark(text: &str, blocks: &mut [Block], lists: &Lists) {
    for block in blocks.iter_mut() {
        let may_become: &[Role] = match block.role {
            Role::Body => &Role::ALL,
            Role::Caption => &[Role::Credit],
            Role::Navigation => &[Role::Tags, Role::Byline, Role::Related, Role::Residue],
            _ => &[],
        };
        if may_become.is_empty() {
            continue;
        }
        if let Some(role) = role(text_of(text, block), lists).filter(|role| may_become.contains(role)) {
            block.role = role;
        }
    }
}

/// The role that a block's words tell; `None` for text and for what only its place can tell.
fn role(text: &str, lists: &Lists) -> Option<Role> {
    if text.len() > LONGEST {
        return None;
    }
    if residue::is_residue(text) {
        return Some(Role::Residue);
    }
    let stamped = residue::without_templates(text).is_some_and(|rest| stamp(rest.trim(), lists).is_some());
    if stamped || stamp(text, lists) == Some(Stamp::Labelled) {
        return Some(Role::Date);
    }
    if is_hashtags(text) {
        return Some(Role::Tags);
    }
    let text = without_brackets(text);
    copyright(text).or_else(|| listed(text, lists))
}

/// The text without the brackets around all of it: `(Photo: Ed Farrow)`.
fn without_brackets(text: &str) -> &str {
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.filter(|inside| !inside.contains(['(', ')'])).unwrap_or(text)
}

/// `© Name/Agency` is a picture's credit, `© 2024 Review` the foot of a page.
fn copyright(text: &str) -> Option<Role> {
    let rest = text
        .strip_prefix('©')
        .or_else(|| text.strip_prefix("(c) "))
        .or_else(|| text.strip_prefix("(C) "))?;
    let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let year = rest.split(|c: char| !c.is_ascii_digit()).any(is_year);
    let words = rest.split_whitespace().count();
    match (year, words) {
        (true, _) => Some(Role::Navigation),
        (false, ..=14) => Some(Role::Credit),
        _ => None,
    }
}

fn is_hashtags(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let tag = |word: &str| {
        word.strip_prefix('#')
            .is_some_and(|tag| tag.chars().any(char::is_alphabetic))
    };
    words.peek().is_some() && words.all(tag)
}

/// What the lists say, where the rest of the block does not contradict.
fn listed(text: &str, lists: &Lists) -> Option<Role> {
    let found = lists.role_of(&normalize(text))?;
    let all: Vec<&str> = text.split_whitespace().collect();
    let words = all.len();
    let rest = all.get(found.words..).unwrap_or_default();
    let stopped = text.ends_with(['.', '?', '…']);
    let fits = match found.role {
        _ if !found.open && found.words == 0 => !stopped,
        Role::Byline => is_names(&found, rest, stopped),
        Role::Credit => words <= 16 && is_credited(&found, rest),
        Role::Related => words <= 25 && (!stopped || text.contains(':')),
        _ => words <= 40,
    };
    fits.then_some(found.role)
}

/// Whether the words are names of people, as behind `By`.
fn is_names(found: &Match, words: &[&str], stopped: bool) -> bool {
    let capital = |word: &&&str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let numbered = words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    let most = if found.vague { 8 } else { 16 };
    let capitals = words.iter().filter(capital).count();
    !numbered && (1..=most).contains(&words.len()) && capitals * 2 > words.len() && !(stopped && found.vague)
}

/// Behind a bare `Фото` a name or `из` must follow: `Фото Дениса Лахтина`, not `Фото попало в сеть`.
fn is_credited(found: &Match, words: &[&str]) -> bool {
    let named = |word: &&str| word.chars().next().is_some_and(char::is_uppercase) || *word == "из";
    !found.vague || !found.open || words.len() <= 8 && words.first().is_some_and(named)
}

/// The credit at the end of a caption: the offset of its first byte.
pub(super) fn credit_start(text: &str, lists: &Lists) -> Option<usize> {
    if text.len() > LONGEST {
        return None;
    }
    let starts = text.match_indices([' ', '\n']).map(|(at, _)| at + 1);
    starts.into_iter().find(|start| {
        let head = text[..*start].trim_end();
        let tail = &text[*start..];
        let marked = tail.starts_with('©');
        (marked || head.ends_with(['.', '!', '?', '…', '"', '»', '”', '|', '/']))
            && role(tail, lists) == Some(Role::Credit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Role> {
        role(text, Lists::bundled())
    }

    #[test]
    fn furniture_is_known_by_its_words() {
        let cases = [
            ("© Никита Лунин/ТАСС", Role::Credit),
            ("© 2024 Volga Review", Role::Navigation),
            ("By Olga Tarkhova", Role::Byline),
            ("By Our Science Correspondent", Role::Byline),
            ("Беседовал Тимур Азов", Role::Byline),
            ("Reporting by Ivan Petrov; editing by Anna Lee", Role::Byline),
            ("Фото Дениса Лунина", Role::Credit),
            ("(Photo: Ed Farrow/Daily Ferrier)", Role::Credit),
            ("Read more: Why apricots bloom too early", Role::Related),
            ("Адрес страницы: http://vestnik.example/1", Role::Navigation),
            ("Tags: cinema, festivals", Role::Tags),
            ("#Пермь #теплоход", Role::Tags),
            ("Updated at 14:05", Role::Date),
            ("14 FEB, 12:58 {{item.date | formatDate}}", Role::Date),
            ("{{ tag.title }}", Role::Residue),
            ("Подписывайтесь на «Кама» в мессенджерах!", Role::Navigation),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn text_is_not_taken_for_furniture() {
        let cases = [
            "By 2030 the company will build two more plants.",
            "By Monday evening the water had gone down.",
            "Хорошо.",
            "— Подробнее?",
            "Фото попало в сеть на следующий день.",
            "Share prices fell on Friday.",
            "Home prices rose",
            "14 февраля",
            "Подготовил документы и ушел.",
            "Видео, снятое очевидцем, показали в суде.",
            "Он назвал это {{шуткой}}.",
        ];
        for text in cases {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn credit_behind_a_caption_is_found() {
        let text = "The bridge at dawn. Photo: Anna Orlova";
        let start = credit_start(text, Lists::bundled()).unwrap();
        assert_eq!(&text[start..], "Photo: Anna Orlova");
        let text = "The bridge at dawn. (Photo: Anna Orlova/Review)";
        let start = credit_start(text, Lists::bundled()).unwrap();
        assert_eq!(&text[start..], "(Photo: Anna Orlova/Review)");
        assert_eq!(
            credit_start("The bridge at dawn. Photographers came early.", Lists::bundled()),
            None
        );
    }
}
