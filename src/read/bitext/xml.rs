//! What the XML formats share: events with lines, and the text of a segment without its codes.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::{Error, ErrorKind, Result};

/// What a format does with the parts of a file.
pub(crate) trait Handler {
    /// An element begins on this line.
    fn open(&mut self, element: &BytesStart<'_>, line: usize);
    /// An element ends.
    fn close(&mut self, name: &str);
    /// Text, with its references resolved.
    fn text(&mut self, text: &str);
}

/// Reads a file through to its end.
///
/// # Errors
/// If it is no well-formed XML.
pub(crate) fn read(name: &str, text: &str, handler: &mut impl Handler) -> Result<()> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let line = lines.advance(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(element)) => handler.open(&element, line),
            Ok(Event::Empty(element)) => {
                handler.open(&element, line);
                handler.close(element.local_name().as_ref());
            }
            Ok(Event::End(element)) => handler.close(element.local_name().as_ref()),
            Ok(Event::Text(content)) => handler.text(&content.xml10_content()),
            Ok(Event::CData(content)) => handler.text(&content.xml10_content()),
            Ok(Event::GeneralRef(reference)) => handler.text(&resolved(&reference)),
            Ok(_) => {}
            Err(error) => {
                let line = lines.advance(reader.error_position());
                let error = Error::new(ErrorKind::Syntax, name, format!("is no well-formed XML: {error}"));
                return Err(error.at_line(line).with_remedy("repair the file, or export it again"));
            }
        }
    }
}

/// Counts lines up to places that only grow.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn advance(&mut self, to: u64) -> usize {
        let to = usize::try_from(to).unwrap_or(usize::MAX);
        let passed = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        self.line += passed.split(|byte| *byte == b'\n').count() - 1;
        self.at = self.at.max(to);
        self.line
    }
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.xml10_content();
    resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.trim().to_owned())
}

/// The text of a segment, without what stands for native mark-up.
#[derive(Default)]
pub(super) struct SegmentText {
    text: String,
    /// How many elements that hold native codes are open.
    codes: usize,
}

/// Elements whose content is native mark-up: TMX 1.4 and XLIFF 1.2.
const CODES: [&str; 5] = ["bpt", "ept", "ph", "it", "ut"];

impl SegmentText {
    pub(super) fn open(&mut self, name: &str) {
        self.codes += usize::from(CODES.contains(&name));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.codes -= usize::from(CODES.contains(&name) && self.codes > 0);
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.codes == 0 {
            self.text.push_str(text);
        }
    }

    /// The text on one line, and a fresh start.
    pub(super) fn take(&mut self) -> String {
        self.codes = 0;
        std::mem::take(&mut self.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
