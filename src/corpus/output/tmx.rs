//! Translation Memory eXchange, version 1.4b, unit by unit.
//!
//! Valid by the rules of the format: properties stand before the text. Like the memory of a single pair it has no dates
//! of its own and no document type line.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::settings::{Layout, Settings};
use super::sink::{ShardWriter, Sharded, Sink};
use super::words::{legal, numbers, span};
use crate::corpus::{Unit, UnitSide};
use crate::language::Language;

/// The layout below `destination`.
pub(super) fn sink(destination: &Path, settings: &Settings) -> io::Result<Box<dyn Sink>> {
    let languages = [settings.from, settings.to];
    let open = move |file| Memory::start(BufWriter::new(file), languages);
    Ok(Box::new(Sharded::new(destination, Layout::Tmx, "tmx", open)?))
}

struct Memory {
    writer: Writer<BufWriter<File>>,
    languages: [Language; 2],
}

impl Memory {
    fn start(output: BufWriter<File>, languages: [Language; 2]) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(output, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let tmx = BytesStart::new("tmx").with_attributes([("version", "1.4")]);
        writer.write_event(Event::Start(tmx))?;
        let attributes = [
            ("creationtool", "beadwork"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "beadwork"),
            ("adminlang", "en"),
            ("srclang", languages[0].code()),
            ("datatype", "plaintext"),
        ];
        writer
            .create_element("header")
            .with_attributes(attributes)
            .write_empty()?;
        writer.write_event(Event::Start(BytesStart::new("body")))?;
        Ok(Self { writer, languages })
    }
}

impl ShardWriter for Memory {
    fn write(&mut self, unit: &Unit) -> io::Result<()> {
        let languages = self.languages;
        self.writer
            .create_element("tu")
            .with_attribute(("tuid", legal(&unit.name()).as_str()))
            .write_inner_content(|writer| {
                properties(writer, unit)?;
                variant(writer, &unit.source, languages[0])?;
                variant(writer, &unit.target, languages[1])
            })?;
        Ok(())
    }

    fn close(mut self) -> io::Result<()> {
        for name in ["body", "tmx"] {
            self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        }
        let mut output = self.writer.into_inner();
        output.write_all(b"\n")?;
        output.flush()
    }
}

fn properties(writer: &mut Writer<BufWriter<File>>, unit: &Unit) -> io::Result<()> {
    property(writer, "x-pair", &unit.pair)?;
    property(writer, "x-type", &unit.bead_type)?;
    property(writer, "x-confidence", &format!("{:.4}", unit.confidence))?;
    property(writer, "x-moved", if unit.moved { "yes" } else { "no" })?;
    property(writer, "x-story", &unit.story.to_string())?;
    property(writer, "x-reasons", &unit.reasons.join(" "))?;
    property(writer, "x-findings", &unit.findings.join(" "))?;
    property(
        writer,
        "x-duplicate-of",
        unit.duplicate_of.as_deref().unwrap_or_default(),
    )
}

fn variant(writer: &mut Writer<BufWriter<File>>, side: &UnitSide, language: Language) -> io::Result<()> {
    writer
        .create_element("tuv")
        .with_attribute(("xml:lang", language.code()))
        .write_inner_content(|writer| {
            property(writer, "x-document", &side.document)?;
            property(writer, "x-url", side.url.as_deref().unwrap_or_default())?;
            property(writer, "x-date", side.date.as_deref().unwrap_or_default())?;
            property(writer, "x-span", &span(side.span))?;
            property(writer, "x-sentences", &numbers(&side.sentences))?;
            property(writer, "x-role", side.role)?;
            let text = legal(&side.text);
            writer.create_element("seg").write_text_content(BytesText::new(&text))?;
            Ok(())
        })?;
    Ok(())
}

/// A property; nothing for what is not known.
fn property(writer: &mut Writer<BufWriter<File>>, name: &str, value: &str) -> io::Result<()> {
    if !value.is_empty() {
        let value = legal(value);
        writer
            .create_element("prop")
            .with_attribute(("type", name))
            .write_text_content(BytesText::new(&value))?;
    }
    Ok(())
}
