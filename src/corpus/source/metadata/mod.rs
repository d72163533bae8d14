//! What a page says of itself: date, address, title, language, versions in other languages.
//!
//! `page` reads it from the source of a web page, `json_ld` from the data for search engines in it; `date` makes every
//! date that can be understood one of a form. What cannot be understood is left out, never guessed.

pub mod date;
mod json_ld;
mod page;

#[cfg(test)]
mod tests;

pub use page::of_page;

use crate::anchor::{self, Detail};
use crate::corpus::item::Metadata;
use crate::document::{Block, Document, Format, Role, Sentence, Span};

/// Completes what is known of a document by what it says of itself.
///
/// The date is that which is known already, else that of the page's mark-up, of its address, of its date line if the
/// document is cleaned, and at last when it was fetched.
#[must_use]
pub fn complete(mut known: Metadata, document: &Document) -> Metadata {
    if document.format == Format::Html {
        let page = of_page(document.source());
        known.url = known.url.or(page.url);
        known.date = known.date.or(page.date);
        known.title = known.title.or(page.title);
        known.language = known.language.or(page.language);
        known.alternates.extend(page.alternates);
    }
    let own = known.url.clone();
    known.alternates.retain(|(_, address)| Some(address) != own.as_ref());
    known.date = known.date.or_else(|| date::of_address(own.as_deref()?));
    known.date = known.date.or_else(|| date_of_blocks(document));
    known.date = known.date.or_else(|| known.fetched.clone());
    known
}

/// An address as a list or an archive writes it, with spaces as a browser sends them; `None` if it cannot be one.
pub(super) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && !text.contains(char::is_control)).then(|| text.replace(char::is_whitespace, "%20"))
}

/// A text without line breaks and other runs of white space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The date that stands as a block of its own in a cleaned document (`14 February 2024, 10:30`), or in its date line, if it has
/// day, month and year.
///
/// Of several dates in the first such block the earliest is taken: the others are those of updates.
#[must_use]
pub fn date_of_blocks(document: &Document) -> Option<String> {
    let of_role = |role: Role| {
        let mut blocks = document.blocks.iter().filter(move |block| block.role == role);
        blocks.find_map(|block| earliest(document, block))
    };
    of_role(Role::Date).or_else(|| of_role(Role::Dateline))
}

/// The earliest full date in a block.
fn earliest(document: &Document, block: &Block) -> Option<String> {
    let text = block.span.of(&document.text).to_owned();
    let span = Span::new(0, text.len());
    let mut alone = Document::plain("", text, Format::Lines, document.encoding);
    alone.language = document.language;
    alone.blocks = vec![Block { span, role: Role::Body }];
    alone.sentences = vec![Sentence { span, block: 0 }];
    let full = anchor::find(&alone)
        .into_iter()
        .flatten()
        .filter_map(|anchor| match anchor.detail {
            Detail::Date(found) if !found.ambiguous => {
                let civil = jiff::civil::Date::new(
                    i16::try_from(found.year?).ok()?,
                    i8::try_from(found.month).ok()?,
                    i8::try_from(found.day?).ok()?,
                );
                civil.ok().filter(|civil| date::is_plausible(*civil))
            }
            _ => None,
        });
    full.min().map(|civil| civil.to_string())
}
