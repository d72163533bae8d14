//! XLIFF 1.2 (`trans-unit`) and 2.x (`unit`, `segment`).

use quick_xml::events::BytesStart;

use super::xml::{self, Handler, SegmentText, attribute};
use super::{Bitext, Unit};
use crate::error::Result;
use crate::language::Language;

#[derive(Default)]
struct File {
    bitext: Bitext,
    /// The ID of the unit that is open, the line it begins in, and how many segments it had.
    unit: String,
    line: usize,
    segments: usize,
    /// Whether a proposal (`alt-trans`) or a note is open, whose texts are not the translation.
    aside: usize,
    /// The text that is open: `source` or `target`.
    open: bool,
    segment: SegmentText,
}

const ASIDES: [&str; 4] = ["alt-trans", "note", "matches", "seg-source"];

impl Handler for File {
    fn open(&mut self, element: &BytesStart<'_>, line: usize) {
        let language = |names: [&str; 2]| {
            let code = names.iter().find_map(|name| attribute(element, name));
            code.and_then(|code| code.parse::<Language>().ok())
        };
        match element.local_name().as_ref() {
            "file" | "xliff" => {
                let bitext = &mut self.bitext;
                bitext.source_language = bitext.source_language.or(language(["source-language", "srcLang"]));
                bitext.target_language = bitext.target_language.or(language(["target-language", "trgLang"]));
            }
            "trans-unit" | "unit" => {
                self.unit = attribute(element, "id").unwrap_or_else(|| line.to_string());
                self.line = line;
                self.segments = 0;
            }
            "source" | "target" if self.aside == 0 => self.open = true,
            name if ASIDES.contains(&name) => self.aside += 1,
            name => self.segment.open(name),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "source" if self.open => {
                self.segments += 1;
                let id = match self.segments {
                    1 => self.unit.clone(),
                    more => format!("{} segment {more}", self.unit),
                };
                let source = self.segment.take();
                self.bitext.units.push(Unit {
                    id,
                    line: Some(self.line),
                    source,
                    target: String::new(),
                });
                self.open = false;
            }
            "target" if self.open => {
                let target = self.segment.take();
                if let Some(unit) = self.bitext.units.last_mut() {
                    unit.target = target;
                }
                self.open = false;
            }
            name if ASIDES.contains(&name) => self.aside = self.aside.saturating_sub(1),
            name => self.segment.close(name),
        }
    }

    fn text(&mut self, text: &str) {
        if self.open {
            self.segment.push(text);
        }
    }
}

/// Reads the source and target of every unit; a unit without target has an empty one.
pub(super) fn parse(name: &str, text: &str) -> Result<Bitext> {
    let mut file = File::default();
    xml::read(name, text, &mut file)?;
    Ok(file.bitext)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bitext: &Bitext) -> Vec<(&str, &str, &str)> {
        let units = bitext.units.iter();
        units.map(|unit| (&*unit.id, &*unit.source, &*unit.target)).collect()
    }

    #[test]
    fn version_1_2_is_read() {
        let text = "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ru\"><body>\
            <trans-unit id=\"1\"><source>One <g id=\"1\">red</g> <x id=\"2\"/>cat</source><target>Один <ph id=\"1\">\\n</ph>кот</target>\
            <alt-trans><source>One</source><target>Раз</target></alt-trans></trans-unit>\
            <trans-unit id=\"2\"><source>Two</source></trans-unit></body></file></xliff>";
        let bitext = parse("x.xlf", text).unwrap();
        assert_eq!(texts(&bitext), [("1", "One red cat", "Один кот"), ("2", "Two", "")]);
        assert_eq!(bitext.target_language, Some(Language::RUSSIAN));
    }

    #[test]
    fn version_2_is_read() {
        let text = "<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"ru\"><file id=\"f\"><unit id=\"u\"><notes><note>x</note></notes>\
            <segment><source>One <pc id=\"1\">cat</pc></source><target>Один кот</target></segment>\
            <segment><source>Two</source><target>Два</target></segment></unit></file></xliff>";
        let bitext = parse("x.xlf", text).unwrap();
        assert_eq!(
            texts(&bitext),
            [("u", "One cat", "Один кот"), ("u segment 2", "Two", "Два")]
        );
        assert_eq!(bitext.source_language, Some(Language::ENGLISH));
    }
}
