//! Message catalogues of gettext.

use std::io::Cursor;

use super::{Bitext, Unit};
use crate::error::{Error, ErrorKind, Result};

/// Reads the translated messages; of one with plural forms, the singular and the first form.
pub(super) fn parse(name: &str, text: &str) -> Result<Bitext> {
    let catalog = polib::po_file::parse_from_reader(Cursor::new(text.as_bytes())).map_err(|error| {
        Error::new(ErrorKind::Syntax, name, format!("is no message catalogue: {error}"))
            .with_remedy("check it with `msgfmt --check`")
    })?;
    let units = catalog
        .messages()
        .filter(|message| message.is_translated() && !message.is_fuzzy())
        .enumerate()
        .map(|(number, message)| {
            let target = if message.is_plural() {
                message
                    .msgstr_plural()
                    .ok()
                    .and_then(|forms| forms.first().cloned())
                    .unwrap_or_default()
            } else {
                message.msgstr().unwrap_or_default().to_owned()
            };
            Unit {
                // Where the program says it; else which of the messages it is.
                id: match message.source().lines().next() {
                    Some(place) if !place.is_empty() => place.to_owned(),
                    _ => (number + 1).to_string(),
                },
                line: None,
                source: one_line(message.msgid()),
                target: one_line(&target),
            }
        });
    Ok(Bitext {
        units: units.filter(|unit| !unit.source.is_empty()).collect(),
        source_language: None,
        target_language: catalog.metadata.language.parse().ok(),
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const CATALOGUE: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: ru\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\
        \"Content-Transfer-Encoding: 8bit\\n\"\n\"MIME-Version: 1.0\\n\"\n\n\
        #: a.c:7\nmsgid \"Save the \"\n\"file\"\nmsgstr \"Сохранить файл\"\n\nmsgid \"Not yet\"\nmsgstr \"\"\n";

    #[test]
    fn translated_messages_are_read() {
        let bitext = parse("x.po", CATALOGUE).unwrap();
        assert_eq!(bitext.target_language, Some(Language::RUSSIAN));
        let units: Vec<_> = bitext
            .units
            .iter()
            .map(|unit| (&*unit.id, &*unit.source, &*unit.target))
            .collect();
        assert_eq!(units, [("a.c:7", "Save the file", "Сохранить файл")]);
    }
}
