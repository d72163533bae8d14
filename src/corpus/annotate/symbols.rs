//! No words at all.

use super::context::ratio;
use super::{Context, HARDRULES, Level, OPUSFILTER, Rule, Threshold};
use crate::alignment::Side;

pub(super) static ONLY_SYMBOLS: Rule = Rule {
    code: "only_symbols",
    meaning: "A side has neither letters nor digits, or nothing but what a template engine left.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[(HARDRULES, "no_only_symbols"), (OPUSFILTER, "AlphabetRatioFilter")],
    find: |context| {
        let found = Side::BOTH.into_iter().find(|&side| {
            let facts = context.side(side);
            let text = context.clean_text(side);
            facts.letters + facts.digits == 0 || !text.chars().any(char::is_alphanumeric)
        });
        found.map(|side| context.side(side).text.to_owned())
    },
};

pub(super) static ONLY_NUMBERS: Rule = Rule {
    code: "only_numbers",
    meaning: "A side has digits, but hardly letters.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "letters among letters and digits, at least",
        default: 0.1,
    }),
    equivalents: &[(HARDRULES, "no_only_numbers"), (OPUSFILTER, "AlphabetRatioFilter")],
    find: |context| {
        let least = context.threshold(&ONLY_NUMBERS);
        context.on_either(|side| {
            let few = side.digits > 0 && ratio(side.letters, side.letters + side.digits) < least;
            few.then(|| side.text.to_owned())
        })
    },
};

pub(super) static ONLY_URL: Rule = Rule {
    code: "only_url",
    meaning: "A side is nothing but addresses, names of accounts and hashtags.",
    level: Level::Defect,
    threshold: None,
    equivalents: &[(HARDRULES, "no_urls")],
    find: only_url,
};

fn only_url(context: &Context<'_>) -> Option<String> {
    context.on_either(|side| {
        let mut words = side.text.split_whitespace().peekable();
        let found = words.peek().is_some() && words.all(is_address);
        found.then(|| side.text.to_owned())
    })
}

/// Whether a word is an address of the web or of mail, the name of an account, or a hashtag.
pub(super) fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|character: char| "()[]<>.,;:!?«»\"“”'".contains(character));
    let begins = ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|start| word.starts_with(start));
    let named = word.strip_prefix(['@', '#']).is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|character| character.is_alphanumeric() || character == '_')
    });
    let mail = word
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    begins || named || mail || is_host(word)
}

/// Whether it is a bare host, perhaps with a path: `example.org/news`.
fn is_host(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let ascii = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let Some((name, top)) = host.rsplit_once('.').filter(|_| ascii) else {
        return false;
    };
    let known = [
        "com", "org", "net", "ru", "info", "uk", "de", "fr", "eu", "io", "gov", "edu", "ua", "by", "kz", "su",
    ];
    !name.is_empty() && known.contains(&top.to_ascii_lowercase().as_str())
}
