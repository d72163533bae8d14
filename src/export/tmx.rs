//! Translation Memory eXchange, version 1.4b.
//!
//! Only linked beads become units: a unit with one language says nothing to a translation memory. There are no dates
//! in the file, so that the same pair gives the same bytes, and no document type line: many readers would look for the
//! DTD beside the file and fail.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::text::{flat, rounded};
use crate::alignment::{AlignedPair, Bead, Side};
use crate::document::Document;

/// Writes the memory.
pub(super) fn write(pair: &AlignedPair, output: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(output, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("tmx")
        .with_attribute(("version", "1.4"))
        .write_inner_content(|tmx| {
            header(tmx, pair)?;
            tmx.create_element("body")
                .write_inner_content(|body| units(body, pair))?;
            Ok(())
        })?;
    writer.into_inner().write_all(b"\n")
}

fn header(writer: &mut Writer<&mut dyn Write>, pair: &AlignedPair) -> io::Result<()> {
    let source = match pair.source.language {
        Some(_) => language(&pair.source),
        // The standard's word for "any language may be the source".
        None => "*all*",
    };
    let attributes = [
        ("creationtool", "beadwork"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", "beadwork"),
        ("adminlang", "en"),
        ("srclang", source),
        ("datatype", "plaintext"),
    ];
    writer
        .create_element("header")
        .with_attributes(attributes)
        .write_empty()?;
    Ok(())
}

fn units(writer: &mut Writer<&mut dyn Write>, pair: &AlignedPair) -> io::Result<()> {
    for (index, bead) in pair
        .alignment
        .beads
        .iter()
        .enumerate()
        .filter(|(_, bead)| !bead.is_null())
    {
        let number = (index + 1).to_string();
        writer
            .create_element("tu")
            .with_attribute(("tuid", number.as_str()))
            .write_inner_content(|unit| {
                properties(unit, bead)?;
                Side::BOTH
                    .into_iter()
                    .try_for_each(|side| variant(unit, pair, bead, side))
            })?;
    }
    Ok(())
}

fn properties(writer: &mut Writer<&mut dyn Write>, bead: &Bead) -> io::Result<()> {
    let values = [
        ("x-confidence", format!("{:.4}", rounded(bead.confidence, 4))),
        ("x-type", bead.bead_type().to_string()),
        ("x-moved", if bead.moved { "yes" } else { "no" }.to_owned()),
        ("x-sentences", format!("{:?}:{:?}", bead.source, bead.target)),
    ];
    for (name, value) in values {
        writer
            .create_element("prop")
            .with_attribute(("type", name))
            .write_text_content(BytesText::new(&value))?;
    }
    Ok(())
}

fn variant(writer: &mut Writer<&mut dyn Write>, pair: &AlignedPair, bead: &Bead, side: Side) -> io::Result<()> {
    let text = legal(&flat(pair, bead, side));
    let language = language(pair.document(side));
    writer
        .create_element("tuv")
        .with_attribute(("xml:lang", language))
        .write_inner_content(|variant| {
            variant
                .create_element("seg")
                .write_text_content(BytesText::new(&text))?;
            Ok(())
        })?;
    Ok(())
}

/// The language code; `und` is the code for a language that is not known.
fn language(document: &Document) -> &str {
    document.language.as_ref().map_or("und", |language| language.code())
}

/// Takes out what XML 1.0 cannot hold, not even as a character reference. Control characters are gone already.
fn legal(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}
