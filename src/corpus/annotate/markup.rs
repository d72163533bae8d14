//! What web pages and template engines leave in a text.

use super::context::ratio;
use super::{Context, HARDRULES, Level, OPUSFILTER, Rule, Threshold};

pub(super) static BREADCRUMBS: Rule = Rule {
    code: "breadcrumbs",
    meaning: "A side is a path through a site: `Home > World > Europe`, `News | Sport`.",
    level: Level::Defect,
    threshold: Some(Threshold {
        meaning: "words between two separators, at most",
        default: 4.0,
    }),
    equivalents: &[(HARDRULES, "no_breadcrumbs")],
    find: breadcrumbs,
};

pub(super) static TEMPLATE_RESIDUE: Rule = Rule {
    code: "template_residue",
    meaning: "An unfilled place of a template stands in the text: `{{ date }}`, `${title}`. The rest may be fine.",
    level: Level::Note,
    threshold: None,
    equivalents: &[(HARDRULES, "no_literals"), (OPUSFILTER, "RegExpFilter")],
    find: |context| context.on_either(|side| residue(side.text).map(str::to_owned)),
};

pub(super) static HTML: Rule = Rule {
    code: "html",
    meaning: "Tags or character references of HTML stand in the text: `<br>`, `&nbsp;`.",
    level: Level::Note,
    threshold: None,
    equivalents: &[(OPUSFILTER, "HtmlTagFilter"), ("OpusCleaner", "deescape-special-chars")],
    find: |context| context.on_either(|side| html(side.text).map(str::to_owned)),
};

/// What stands between the steps of a path.
const SEPARATORS: [&str; 10] = [">", ">>", "|", "||", "›", "»", "→", "•", "·", "/"];

/// A path: short pieces without a full stop between separators that stand alone, one `|` or two of the others.
fn breadcrumbs(context: &Context<'_>) -> Option<String> {
    let longest = context.threshold(&BREADCRUMBS);
    context.on_either(|side| {
        let words: Vec<&str> = side.text.split_whitespace().collect();
        let mut separators = words.iter().filter(|word| SEPARATORS.contains(word));
        let enough = match (separators.next(), separators.next()) {
            (Some(&first), None) => matches!(first, "|" | "||" | ">" | "›"),
            (first, _) => first.is_some(),
        };
        let mut pieces = words.split(|word| SEPARATORS.contains(word));
        let short = pieces.all(|piece| !piece.is_empty() && ratio(piece.len(), 1) <= longest);
        let ends = side.text.trim_end().ends_with(['.', '!', '?', '…', '"', '»', '”']);
        (enough && short && !ends).then(|| side.text.to_owned())
    })
}

/// How unfilled places of templates begin and end.
const BRACKETS: [(&str, &str); 6] = [
    ("{{", "}}"),
    ("{%", "%}"),
    ("${", "}"),
    ("<%", "%>"),
    ("%(", ")s"),
    ("[object ", "]"),
];

/// The first unfilled place of a template.
fn residue(text: &str) -> Option<&str> {
    text.char_indices().find_map(|(at, _)| place_at(text, at))
}

/// The unfilled place of a template that begins here.
fn place_at(text: &str, at: usize) -> Option<&str> {
    let here = &text[at..];
    BRACKETS.iter().find_map(|(open, close)| {
        let inside = here.strip_prefix(open)?;
        let end = inside.find(close)?;
        Some(&here[..open.len() + end + close.len()])
    })
}

/// The text without the unfilled places of templates.
pub(super) fn without_residue(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if let Some(place) = place_at(text, at) {
            at += place.len();
        } else {
            clean.push(character);
            at += character.len_utf8();
        }
    }
    clean
}

/// Elements that articles are made of.
const TAGS: [&str; 24] = [
    "a",
    "b",
    "i",
    "p",
    "br",
    "em",
    "hr",
    "li",
    "ol",
    "td",
    "th",
    "tr",
    "ul",
    "div",
    "img",
    "sub",
    "sup",
    "font",
    "span",
    "table",
    "strong",
    "script",
    "iframe",
    "blockquote",
];

/// The first tag or character reference.
fn html(text: &str) -> Option<&str> {
    let places = text
        .char_indices()
        .filter(|(_, character)| matches!(character, '<' | '&'));
    let mut found = places.filter_map(|(at, character)| {
        let here = &text[at..];
        if character == '<' { tag(here) } else { reference(here) }
    });
    found.next()
}

fn tag(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let name = inside.trim_start_matches('/');
    let end = name.find(|character: char| !character.is_ascii_alphanumeric())?;
    let known = TAGS.contains(&name[..end].to_ascii_lowercase().as_str());
    let close = inside.find('>')?;
    known.then(|| &text[..close + 2])
}

fn reference(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('&')?;
    let end = inside.find(';').filter(|end| (2..=8).contains(end))?;
    let name = &inside[..end];
    let number = name.strip_prefix('#').is_some_and(|digits| {
        let digits = digits.trim_start_matches(['x', 'X']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let known = [
        "nbsp", "amp", "quot", "apos", "lt", "gt", "laquo", "raquo", "mdash", "ndash", "hellip", "ldquo",
    ];
    let known = known.contains(&name) || ["rdquo", "rsquo", "lsquo", "shy", "bull", "copy", "euro"].contains(&name);
    (number || known).then(|| &text[..end + 2])
}
