//! Translation Memory eXchange 1.1 to 1.4b.

use quick_xml::events::BytesStart;

use super::xml::{self, Handler, SegmentText, attribute};
use super::{Bitext, Unit};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// A unit as the file has it: a text for each language.
#[derive(Default)]
struct Variants {
    id: Option<String>,
    line: usize,
    texts: Vec<(Option<Language>, String)>,
}

#[derive(Default)]
struct Memory {
    units: Vec<Variants>,
    source: Option<Language>,
    /// The language of the variant that is open.
    language: Option<Language>,
    in_segment: bool,
    segment: SegmentText,
}

impl Handler for Memory {
    fn open(&mut self, element: &BytesStart<'_>, line: usize) {
        match element.local_name().as_ref() {
            "header" => self.source = attribute(element, "srclang").and_then(|code| code.parse().ok()),
            "tu" => self.units.push(Variants {
                id: attribute(element, "tuid"),
                line,
                texts: Vec::new(),
            }),
            "tuv" => self.language = attribute(element, "lang").and_then(|code| code.parse().ok()),
            "seg" => self.in_segment = true,
            name => self.segment.open(name),
        }
    }

    fn close(&mut self, name: &str) {
        if name != "seg" {
            self.segment.close(name);
            return;
        }
        self.in_segment = false;
        let text = self.segment.take();
        if let Some(unit) = self.units.last_mut() {
            unit.texts.push((self.language, text));
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_segment {
            self.segment.push(text);
        }
    }
}

/// Reads a memory; of one with more than two languages, those wanted, else its source language and the first other.
pub(super) fn parse(name: &str, text: &str, wanted: [Option<Language>; 2]) -> Result<Bitext> {
    let mut memory = Memory::default();
    xml::read(name, text, &mut memory)?;
    let first = memory
        .units
        .iter()
        .flat_map(|unit| &unit.texts)
        .find_map(|(language, _)| *language);
    let source = wanted[0].or(memory.source).or(first);
    let mut others = memory
        .units
        .iter()
        .flat_map(|unit| &unit.texts)
        .filter_map(|(language, _)| *language);
    let target = wanted[1].or_else(|| others.find(|other| Some(*other) != source));
    if source.is_none() || target.is_none() {
        let error = Error::new(ErrorKind::Language, name, "has no two languages");
        return Err(error.with_remedy("check the xml:lang of its variants"));
    }
    let units = memory.units.into_iter().map(|unit| {
        let of = |wanted: Option<Language>| {
            let found = unit.texts.iter().find(|(language, _)| *language == wanted);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let (source, target) = (of(source), of(target));
        Unit {
            id: unit.id.unwrap_or_else(|| unit.line.to_string()),
            line: Some(unit.line),
            source,
            target,
        }
    });
    Ok(Bitext {
        units: units
            .filter(|unit| !unit.source.is_empty() || !unit.target.is_empty())
            .collect(),
        source_language: source,
        target_language: target,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMORY: &str = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"en-GB\"/><body>\n\
        <tu tuid=\"a1\"><tuv xml:lang=\"ru\"><seg>Он <bpt i=\"1\">&lt;b&gt;</bpt>сказал<ept i=\"1\">&lt;/b&gt;</ept>: «да».</seg></tuv>\
        <tuv xml:lang=\"en\"><seg>He said \"yes\" &amp; left.</seg></tuv></tu>\n\
        <tu><tuv xml:lang=\"en\"><seg>Two.</seg></tuv><tuv xml:lang=\"de\"><seg>Zwei.</seg></tuv></tu>\n</body></tmx>";

    #[test]
    fn source_is_the_language_of_the_header() {
        let bitext = parse("x.tmx", MEMORY, [None, None]).unwrap();
        assert_eq!(bitext.source_language, Some(Language::ENGLISH));
        assert_eq!(bitext.target_language, Some(Language::RUSSIAN));
        let unit = &bitext.units[0];
        assert_eq!(
            (&*unit.id, &*unit.source, &*unit.target),
            ("a1", "He said \"yes\" & left.", "Он сказал: «да».")
        );
        assert_eq!((&*bitext.units[1].source, &*bitext.units[1].target), ("Two.", ""));
    }

    #[test]
    fn languages_can_be_chosen() {
        let bitext = parse("x.tmx", MEMORY, [Some("de".parse().unwrap()), Some(Language::ENGLISH)]).unwrap();
        assert_eq!((&*bitext.units[1].source, &*bitext.units[1].target), ("Zwei.", "Two."));
    }

    #[test]
    fn broken_file_is_named_with_its_line() {
        let error = parse("x.tmx", "<tmx>\n<body>\n</tmx>", [None, None]).unwrap_err();
        assert!(error.to_string().starts_with("x.tmx:3:"), "{error}");
    }
}
