//! Message catalogues of gettext.

use std::io::Cursor;

use polib::message::MessageView;

use super::{Bitext, Unit};
use crate::error::{Error, ErrorKind, Result};

/// Reads the translated messages. One with plural forms gives a unit for each form: the first says the singular, the
/// others the plural; the only form of a language without number says the plural.
pub(super) fn parse(name: &str, text: &str) -> Result<Bitext> {
    let catalog = polib::po_file::parse_from_reader(Cursor::new(text.as_bytes())).map_err(|error| {
        Error::new(ErrorKind::Syntax, name, format!("is no message catalogue: {error}"))
            .with_remedy("check it with `msgfmt --check`")
    })?;
    let lines = lines(text, catalog.messages().count());
    let mut units = Vec::new();
    for (number, message) in catalog.messages().enumerate() {
        if !message.is_translated() || message.is_fuzzy() {
            continue;
        }
        // Where the program says it; else which of the messages it is.
        let id = match message.source().lines().next() {
            Some(place) if !place.is_empty() => place.to_owned(),
            _ => (number + 1).to_string(),
        };
        let line = lines.as_ref().map(|lines| lines[number]);
        for (form, (source, target)) in forms(message).into_iter().enumerate() {
            units.push(Unit {
                id: match form {
                    0 => id.clone(),
                    more => format!("{id} form {}", more + 1),
                },
                line,
                source: one_line(source),
                target: one_line(target),
            });
        }
    }
    Ok(Bitext {
        units: units.into_iter().filter(|unit| !unit.source.is_empty()).collect(),
        source_language: None,
        target_language: catalog.metadata.language.parse().ok(),
    })
}

/// The texts of a message with their translations.
fn forms(message: &dyn MessageView) -> Vec<(&str, &str)> {
    let (Ok(plural), Ok(translations)) = (message.msgid_plural(), message.msgstr_plural()) else {
        return vec![(message.msgid(), message.msgstr().unwrap_or_default())];
    };
    if let [only] = translations.as_slice() {
        return vec![(plural, only)];
    }
    let sources = std::iter::once(message.msgid()).chain(std::iter::repeat(plural));
    sources.zip(translations.iter().map(String::as_str)).collect()
}

/// The line that each message begins in, by its `msgid`; `None` if there are not as many as messages.
fn lines(text: &str, messages: usize) -> Option<Vec<usize>> {
    let numbered = text.lines().enumerate();
    let begins = numbered.filter(|(_, line)| line.trim_start().starts_with("msgid "));
    let all: Vec<usize> = begins.map(|(number, _)| number + 1).collect();
    // The first is the header, which is no message.
    let behind = all.len().checked_sub(messages)?;
    (behind <= 1).then(|| all[behind..].to_vec())
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
        assert_eq!(bitext.units[0].line, Some(9));
    }

    #[test]
    fn plural_forms_are_units() {
        let text = format!(
            "{CATALOGUE}\n#: b.c:1\nmsgid \"%d file\"\nmsgid_plural \"%d files\"\n\
            msgstr[0] \"%d файл\"\nmsgstr[1] \"%d файла\"\nmsgstr[2] \"%d файлов\"\n"
        )
        .replace(
            "Language: ru\\n\"",
            "Language: ru\\n\"\n\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n\"",
        );
        let bitext = parse("x.po", &text).unwrap();
        let units: Vec<_> = bitext.units[1..]
            .iter()
            .map(|unit| (&*unit.id, &*unit.source, &*unit.target))
            .collect();
        assert_eq!(
            units,
            [
                ("b.c:1", "%d file", "%d файл"),
                ("b.c:1 form 2", "%d files", "%d файла"),
                ("b.c:1 form 3", "%d files", "%d файлов")
            ]
        );
    }
}
