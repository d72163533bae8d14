//! What template engines and scrapers leave behind: `{{date | filter}}`, `%s`, `undefined`.

/// How unfilled places of templates begin and end.
const BRACKETS: &[(&str, &str)] = &[
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("${", "}"),
    ("#{", "}"),
    ("<%", "%>"),
    ("[[", "]]"),
    ("%(", ")s"),
    ("<#", ">"),
];

/// Words that a script prints for a value it has not got.
const WORDS: &[&str] = &[
    "undefined",
    "null",
    "nan",
    "[object object]",
    "none",
    "%s",
    "%d",
    "%1$s",
    "&nbsp;",
    "lorem ipsum",
];

/// The text without unfilled places of templates; `None` if it has none.
pub(super) fn without_templates(text: &str) -> Option<String> {
    let mut rest = String::new();
    let mut at = 0;
    let mut found = false;
    while at < text.len() {
        let here = &text[at..];
        let place = BRACKETS.iter().find_map(|(open, close)| {
            let inside = here.strip_prefix(open)?;
            inside.find(close).map(|end| open.len() + end + close.len())
        });
        if let Some(length) = place {
            found = true;
            at += length;
            continue;
        }
        let Some(character) = here.chars().next() else { break };
        rest.push(character);
        at += character.len_utf8();
    }
    found.then_some(rest)
}

/// Whether the text is nothing but residue.
pub(super) fn is_residue(text: &str) -> bool {
    let bare = text.trim().to_lowercase();
    if WORDS.contains(&bare.as_str()) {
        return true;
    }
    without_templates(text).is_some_and(|rest| {
        let mut words = rest
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.all(|word| WORDS.contains(&word.to_lowercase().as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_blocks_are_residue() {
        for text in [
            "{{ tag.title }}",
            "${user.name}",
            "[[headline]] — %(place)s",
            "undefined",
            "{% block x %}",
        ] {
            assert!(is_residue(text), "{text}");
        }
        for text in [
            "Он назвал это {{шуткой}} дня.",
            "Null Island lies in the Gulf of Guinea",
            "5%",
            "12:31 {{x}}",
        ] {
            assert!(!is_residue(text), "{text}");
        }
        assert_eq!(
            without_templates("14 фев, 12:31 {{x | date}}").unwrap().trim(),
            "14 фев, 12:31"
        );
    }
}
