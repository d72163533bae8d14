//! What the HTML standard says of elements: which end a paragraph, which are void, which show nothing.

/// Elements that begin and end a block.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "iframe",
    "textarea",
    "video",
    "audio",
    "noscript",
    "svg",
    "template",
];

/// Elements without content and end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose text no reader sees.
const INVISIBLE: &[&str] = &[
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "noembed", "noframes", "object",
    "audio", "video", "canvas", "datalist", "textarea", "title", "rp",
];

/// Elements that may stand in a `<head>`; any other ends it.
const OF_HEAD: &[&str] = &[
    "base", "link", "meta", "noscript", "script", "style", "template", "title",
];

/// Elements that an end tag of an outer element does not reach across.
const SCOPE: &[&str] = &["button", "caption", "html", "object", "table", "td", "template", "th"];

/// Elements of a table, whose scope is the table.
const OF_TABLE: &[&str] = &["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// A start tag, the elements it closes when they are open, and the element that protects them.
const CLOSES: &[(&str, &[&str], &[&str])] = &[
    ("li", &["li"], &["ul", "ol", "menu"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("option", &["option"], &["select"]),
    ("optgroup", &["option", "optgroup"], &["select"]),
    ("td", &["td", "th"], &["table"]),
    ("th", &["td", "th"], &["table"]),
    ("tr", &["tr"], &["table"]),
    ("tbody", &["tbody", "thead", "tfoot"], &["table"]),
    ("thead", &["tbody", "thead", "tfoot"], &["table"]),
    ("tfoot", &["tbody", "thead", "tfoot"], &["table"]),
];

pub(super) fn is_block(name: &str) -> bool {
    BLOCK.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(super) fn is_invisible(name: &str) -> bool {
    INVISIBLE.contains(&name)
}

pub(super) fn is_of_head(name: &str) -> bool {
    OF_HEAD.contains(&name)
}

pub(super) fn is_scope(name: &str) -> bool {
    SCOPE.contains(&name)
}

pub(super) fn is_of_table(name: &str) -> bool {
    OF_TABLE.contains(&name)
}

/// The elements that a start tag closes, and those that protect them.
pub(super) fn closes(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    CLOSES
        .iter()
        .find(|(tag, _, _)| *tag == name)
        .map_or((&[], &[]), |(_, closed, by)| (closed, by))
}

/// 1 to 6 for `h1` to `h6`, else 0.
pub(super) fn heading_level(name: &str) -> u8 {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => level - b'0',
        _ => 0,
    }
}
