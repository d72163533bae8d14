//! The attributes of a start tag that matter for reading.

use html5gum::StartTag;

use super::mark::Attributes;

/// Whether an element is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hiding {
    Shown,
    /// Nobody sees it.
    Hidden,
    /// `aria-hidden`: seen, but not read aloud; often an icon, sometimes a page behind a dialogue.
    FromReaders,
}

/// What a start tag's attributes say.
pub(super) struct Read {
    pub(super) marks: Attributes,
    pub(super) hiding: Hiding,
    /// It links to another page, not to a place in this one, a mailbox or a telephone.
    pub(super) links_away: bool,
}

/// Reads a start tag's attributes.
pub(super) fn read(tag: &StartTag<usize>) -> Read {
    let mut read = Read {
        marks: Attributes::default(),
        hiding: Hiding::Shown,
        links_away: false,
    };
    for (name, value) in &tag.attributes {
        let value = String::from_utf8_lossy(&value.value);
        let value = value.trim();
        match name.as_slice() {
            b"class" | b"id" => append(&mut read.marks.names, value),
            b"rel" | b"itemprop" => append(&mut read.marks.rel, &value.to_ascii_lowercase()),
            b"role" => read.marks.aria_role = value.to_ascii_lowercase(),
            b"hidden" => read.hiding = Hiding::Hidden,
            b"style" if hides(value) => read.hiding = Hiding::Hidden,
            b"aria-hidden" if value == "true" && read.hiding == Hiding::Shown => read.hiding = Hiding::FromReaders,
            b"href" => read.links_away = links_away(value),
            _ => {}
        }
    }
    read
}

fn append(list: &mut String, value: &str) {
    if !list.is_empty() {
        list.push(' ');
    }
    list.push_str(value);
}

fn hides(style: &str) -> bool {
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    style
        .split(';')
        .any(|rule| rule.starts_with("display:none") || rule.starts_with("visibility:hidden"))
}

fn links_away(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    !(lower.starts_with('#') || lower.starts_with("mailto:") || lower.starts_with("tel:"))
}
