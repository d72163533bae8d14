//! JSON Lines: the alignment that beadwork itself writes, and what corpora are exchanged in.
//!
//! A line is an object with the texts under `src` and `tgt` (as strings, or as objects with a `text`), `source` and `target`,
//! or, by language, under `translation`.

use serde_json::{Map, Value};

use super::{Bitext, Unit};
use crate::error::{Error, ErrorKind, Result};
use crate::language::Language;

/// Reads one object a line; empty lines are left out.
pub(super) fn parse(name: &str, text: &str, wanted: [Option<Language>; 2]) -> Result<Bitext> {
    let mut bitext = Bitext::default();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fail = |message: String| {
            let error = Error::new(ErrorKind::Syntax, name, message).at_line(number + 1);
            error.with_remedy(
                "give objects with the texts under \"src\" and \"tgt\", or under \"translation\" by language",
            )
        };
        let object: Map<String, Value> =
            serde_json::from_str(line).map_err(|error| fail(format!("is no JSON object: {error}")))?;
        let (source, target) =
            texts(&object, wanted, &mut bitext).ok_or_else(|| fail("has no pair of texts".to_owned()))?;
        let id = object
            .get("bead")
            .or_else(|| object.get("id"))
            .map_or((number + 1).to_string(), |id| match id {
                Value::String(id) => id.clone(),
                other => other.to_string(),
            });
        bitext.units.push(Unit {
            id,
            line: Some(number + 1),
            source,
            target,
        });
    }
    Ok(bitext)
}

fn texts(object: &Map<String, Value>, wanted: [Option<Language>; 2], bitext: &mut Bitext) -> Option<(String, String)> {
    for (source, target) in [("src", "tgt"), ("source", "target")] {
        if let (Some(source), Some(target)) = (object.get(source), object.get(target)) {
            return Some((string(source)?, string(target)?));
        }
    }
    let translation = object.get("translation")?.as_object()?;
    let language = |code: &String| code.parse::<Language>().ok();
    let mut codes: Vec<(&String, Option<Language>)> = translation.keys().map(|code| (code, language(code))).collect();
    // The order of the keys is not kept, so that English comes first unless the user says otherwise.
    codes.sort_by_key(|(code, language)| {
        (
            wanted[0].is_none_or(|wanted| Some(wanted) != *language),
            *code != "en",
            *code,
        )
    });
    let (source, from) = *codes.first()?;
    let (target, to) = *codes
        .iter()
        .skip(1)
        .find(|(_, language)| wanted[1].is_none_or(|wanted| Some(wanted) == *language))?;
    bitext.source_language = from;
    bitext.target_language = to;
    Some((string(translation.get(source)?)?, string(translation.get(target)?)?))
}

/// A text, or the text of an object; null is none.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Null => Some(String::new()),
        Value::Object(object) => object.get("text").and_then(string),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_is_read() {
        let text = "{\"bead\":7,\"src\":{\"text\":\"One.\"},\"tgt\":{\"text\":\"Раз.\"}}\n\n\
            {\"translation\":{\"ru\":\"Два.\",\"en\":\"Two.\"}}\n{\"source\":\"Three.\",\"target\":null}";
        let bitext = parse("x.jsonl", text, [None, None]).unwrap();
        let units: Vec<_> = bitext
            .units
            .iter()
            .map(|unit| (&*unit.id, &*unit.source, &*unit.target))
            .collect();
        assert_eq!(
            units,
            [("7", "One.", "Раз."), ("3", "Two.", "Два."), ("4", "Three.", "")]
        );
        assert_eq!(bitext.target_language, Some(Language::RUSSIAN));
    }

    #[test]
    fn bad_line_is_named() {
        for text in [
            "{\"src\":\"a\",\"tgt\":\"b\"}\n[]",
            "{\"src\":\"a\",\"tgt\":\"b\"}\n{\"src\":\"a\"}",
        ] {
            let error = parse("x.jsonl", text, [None, None]).unwrap_err();
            assert!(error.to_string().starts_with("x.jsonl:2:"), "{error}");
        }
    }
}
