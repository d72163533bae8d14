//! Formats by their names and by the extensions of files.

use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// Name, extensions (the first is the one to write) and format.
pub(super) type Entry<T> = (&'static str, &'static [&'static str], T);

/// The format of a name.
pub(super) fn by_name<T: Copy>(formats: &[Entry<T>], name: &str) -> Result<T> {
    let found = formats
        .iter()
        .find(|(known, _, _)| known.eq_ignore_ascii_case(name.trim()));
    found.map(|(_, _, format)| *format).ok_or_else(|| {
        let names: Vec<&str> = formats.iter().map(|(name, _, _)| *name).collect();
        Error::new(ErrorKind::Usage, "", format!("{name:?} is no output format"))
            .with_remedy(format!("use one of {}", names.join(", ")))
    })
}

/// The format of a file's extension.
pub(super) fn by_extension<T: Copy>(formats: &[Entry<T>], path: &Path) -> Result<T> {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    let known = |extensions: &[&str]| extensions.iter().any(|known| known.eq_ignore_ascii_case(extension));
    let found = formats.iter().find(|(_, extensions, _)| known(extensions));
    found.map(|(_, _, format)| *format).ok_or_else(|| {
        let message = match extension {
            "" => "the name has no extension that tells the output format".to_owned(),
            _ => format!("the extension .{extension} names no output format"),
        };
        Error::new(ErrorKind::Usage, path.to_string_lossy(), message)
            .with_remedy(format!("use one of {}, or give --format", extensions(formats)))
    })
}

/// All extensions for a message: `.txt, .tsv`.
fn extensions<T>(formats: &[Entry<T>]) -> String {
    let all = formats.iter().flat_map(|(_, extensions, _)| extensions.iter());
    all.map(|extension| format!(".{extension}"))
        .collect::<Vec<_>>()
        .join(", ")
}
