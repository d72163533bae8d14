//! Writes entries as the one table that every other dictionary is turned into; [`import`](super::import) reads it.

use std::io::{self, Write};

use super::dictionary::DictionaryEntry;
use crate::language::Language;

/// Writes a comment with the languages, a header and the entries with tabs between the columns.
///
/// The columns are `source`, `target`, `weight`, `reverse` and `part of speech`.
///
/// # Errors
/// If `output` fails.
pub fn write<'a>(
    languages: (Option<Language>, Option<Language>),
    entries: impl IntoIterator<Item = &'a DictionaryEntry>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let code = |language: Option<Language>| language.unwrap_or(Language::UNDETERMINED);
    writeln!(output, "# languages: {} {}", code(languages.0), code(languages.1))?;
    writeln!(output, "source\ttarget\tweight\treverse\tpart of speech")?;
    for entry in entries {
        let (weight, reverse) = (figure(entry.weight), figure(entry.reverse));
        let DictionaryEntry {
            source,
            target,
            part_of_speech,
            ..
        } = entry;
        writeln!(output, "{source}\t{target}\t{weight}\t{reverse}\t{part_of_speech}")?;
    }
    Ok(())
}

/// A weight with up to four digits behind the point.
fn figure(weight: f64) -> String {
    let digits = format!("{weight:.4}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::import::{DictionaryFormat, read_text_for_tests};

    #[test]
    fn what_is_written_is_read_again() {
        let text = "fr,en,probability,reverse,pos\nphare,lighthouse,0.75,0.5,n\nchien de mer,dogfish,100,,\n";
        let first = read_text_for_tests("a.csv", text, DictionaryFormat::Csv).unwrap();
        let mut written = Vec::new();
        write(first.languages, &first.entries, &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert_eq!(
            written,
            "# languages: fr en\nsource\ttarget\tweight\treverse\tpart of speech\n\
             phare\tlighthouse\t0.75\t0.5\tn\nchien de mer\tdogfish\t100\t100\t\n"
        );
        let second = read_text_for_tests("a.tsv", &written, DictionaryFormat::Tsv).unwrap();
        assert_eq!(second.languages, first.languages);
        let without_lines = |entries: &[DictionaryEntry]| -> Vec<DictionaryEntry> {
            entries
                .iter()
                .map(|entry| DictionaryEntry {
                    line: 0,
                    ..entry.clone()
                })
                .collect()
        };
        assert_eq!(without_lines(&second.entries), without_lines(&first.entries));
    }
}
