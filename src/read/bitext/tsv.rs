//! Tab-separated values: source text, target text, and what else there may be.

use super::{Bitext, Unit};
use crate::error::{Error, ErrorKind, Result};

/// Reads `source TAB target` lines; empty lines and lines that start with `#` followed by a space are left out.
pub(super) fn parse(name: &str, text: &str) -> Result<Bitext> {
    let mut bitext = Bitext::default();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(source), Some(target)) = (columns.next(), columns.next()) else {
            let error = Error::new(ErrorKind::Syntax, name, "no tab in the line").at_line(number + 1);
            return Err(error.with_remedy("put a tab between the source and the target text"));
        };
        bitext.units.push(Unit {
            id: (number + 1).to_string(),
            line: Some(number + 1),
            source: source.to_owned(),
            target: target.to_owned(),
        });
    }
    Ok(bitext)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_without_tab_is_named() {
        let bitext = parse("x.tsv", "a\tб\t0.9\n\n# c\nd\t").unwrap();
        assert_eq!(bitext.units.len(), 2);
        assert_eq!((&*bitext.units[1].source, &*bitext.units[1].target), ("d", ""));
        assert_eq!(bitext.units[1].id, "4");
        let error = parse("x.tsv", "a\tб\nc").unwrap_err();
        assert!(error.to_string().starts_with("x.tsv:2:"), "{error}");
    }
}
