//! When a document was published.

use crate::anchor::{Anchor, Detail};
use crate::corpus::Metadata;
use crate::document::{Document, Role};
use jiff::civil::Date;

/// Days since the first of January 1970: by the metadata, else by a time stamp or dateline of the page that says the year.
pub(super) fn published(document: &Document, anchors: &[Vec<Anchor>], metadata: &Metadata) -> Option<i32> {
    let known = metadata.date.as_deref().and_then(of_text);
    known.or_else(|| {
        let stamped = (0..document.sentences.len())
            .filter(|&sentence| matches!(document.sentence_role(sentence), Role::Date | Role::Dateline));
        stamped
            .filter_map(|sentence| anchors.get(sentence))
            .flatten()
            .find_map(of_anchor)
    })
}

/// The day that a date such as `2024-02-14T10:30` begins with.
fn of_text(text: &str) -> Option<i32> {
    let date: Date = text.get(..10)?.parse().ok()?;
    number(date)
}

fn of_anchor(anchor: &Anchor) -> Option<i32> {
    let Detail::Date(date) = anchor.detail else { return None };
    let year = i16::try_from(date.year?).ok()?;
    let date = Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day?).ok()?);
    number(date.ok()?)
}

fn number(date: Date) -> Option<i32> {
    let first = Date::constant(1970, 1, 1);
    Some(first.until(date).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_of_the_metadata_is_counted_in_days() {
        assert_eq!(of_text("1970-01-02"), Some(1));
        assert_eq!(of_text("2024-02-14T10:30+03:00"), Some(19767));
        assert_eq!(of_text("14 February"), None);
    }
}
