//! The list of checksums, as `sha256sum` writes and checks it: [`write`], [`read`], [`digest`].

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind, Result};

/// The name of the list.
pub(super) const SUMS: &str = "SHA256SUMS";

/// Files that a system or a tool puts into any folder, and that nobody misses.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Where the uploader of Hugging Face notes how far it is.
const UPLOADS: &str = ".cache/huggingface/";

/// Bytes that a file is read in.
const CHUNK: usize = 1 << 16;

/// The SHA-256 of a file in lower-case hexadecimal, and its length.
pub(super) fn digest(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut length = 0;
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        hasher.update(&chunk[..read]);
        length += read as u64;
    }
    let mut text = String::with_capacity(64);
    for byte in hasher.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok((text, length))
}

/// Writes the list of all files in the folder. The sums in `known` are not computed again.
pub(super) fn write(folder: &Path, known: &FxHashMap<String, String>, skipped: &[&str]) -> io::Result<u64> {
    let mut output = BufWriter::new(File::create(folder.join(SUMS))?);
    let mut files = 0;
    walk(folder, "", &mut |name| {
        if name == SUMS || skipped.contains(&name) {
            return Ok(());
        }
        files += 1;
        match known.get(name) {
            Some(sum) => writeln!(output, "{sum}  {name}"),
            None => writeln!(output, "{}  {name}", digest(&folder.join(name))?.0),
        }
    })?;
    output.flush()?;
    Ok(files)
}

/// Calls `visit` for each line of the list: its sum and the name of its file.
///
/// # Errors
/// [`ErrorKind::Read`] if there is no list, [`ErrorKind::Syntax`] for a line that is none.
pub(super) fn read(folder: &Path, mut visit: impl FnMut(&str, &str)) -> Result<()> {
    let path = folder.join(SUMS);
    let unreadable = |error: &io::Error| {
        Error::new(
            ErrorKind::Read,
            folder.to_string_lossy(),
            format!("has no readable {SUMS}: {error}"),
        )
        .with_remedy("give the folder of a written corpus")
    };
    let file = File::open(&path).map_err(|error| unreadable(&error))?;
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| unreadable(&error))?;
        match line.split_once("  ") {
            Some((sum, name)) if sum.len() == 64 && !name.is_empty() => visit(sum, name),
            _ => {
                let error = Error::new(
                    ErrorKind::Syntax,
                    path.to_string_lossy(),
                    "is no line of a list of SHA-256 sums",
                );
                return Err(error.at_line(index + 1).with_remedy("write the corpus again"));
            }
        }
    }
    Ok(())
}

fn is_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    LITTER.contains(&last) || name.starts_with(UPLOADS)
}

/// The files in the folder that the list does not name, sorted. What systems leave in any folder is passed over.
pub(super) fn superfluous(folder: &Path) -> Result<Vec<String>> {
    let mut listed = FxHashSet::default();
    read(folder, |_, name| {
        listed.insert(name.to_owned());
    })?;
    let mut found = Vec::new();
    let walked = walk(folder, "", &mut |name| {
        if name != SUMS && !listed.contains(name) && !is_litter(name) {
            found.push(name.to_owned());
        }
        Ok(())
    });
    walked.map_err(|error| {
        Error::new(
            ErrorKind::Read,
            folder.to_string_lossy(),
            format!("cannot be read: {error}"),
        )
    })?;
    Ok(found)
}

/// Calls `visit` with the path of every file below the folder, `/` between its parts, in a fixed order.
fn walk(folder: &Path, prefix: &str, visit: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry)))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|(first, _), (second, _)| first.cmp(second));
    for (name, entry) in entries {
        let path = format!("{prefix}{name}");
        // A link is a file here: what it points to is not ours.
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), visit)?;
        } else {
            visit(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_has_every_file_and_the_known_sum_of_a_text() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["b/abc", "z", ".lock"] {
            fs::write(folder.path().join(name), "abc").unwrap();
        }
        assert_eq!(write(folder.path(), &FxHashMap::default(), &[".lock"]).unwrap(), 2);
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let text = fs::read_to_string(folder.path().join(SUMS)).unwrap();
        assert_eq!(text, format!("{sum}  b/abc\n{sum}  z\n"));
        assert_eq!(superfluous(folder.path()).unwrap(), [".lock"]);
    }

    #[test]
    fn litter_of_systems_and_uploaders_is_passed_over() {
        for name in [".DS_Store", "data/Thumbs.db", ".cache/huggingface/upload/data.lock"] {
            assert!(is_litter(name), "{name}");
        }
        for name in ["notes.txt", "DS_Store", "data/.cache/huggingface/x", ".git/config"] {
            assert!(!is_litter(name), "{name}");
        }
    }

    #[test]
    fn broken_list_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            superfluous(folder.path())
                .unwrap_err()
                .to_string()
                .contains("has no readable SHA256SUMS")
        );
        fs::write(folder.path().join(SUMS), format!("{}  a\nrubbish\n", "0".repeat(64))).unwrap();
        let error = superfluous(folder.path()).unwrap_err().to_string();
        assert!(error.contains("SHA256SUMS:2: is no line"), "{error}");
    }
}
