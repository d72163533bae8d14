//! Compiles the bundled lexicons, see `src/lexicon/compile`: every folder `lexicon/<source>-<target>`, as people edit it,
//! becomes one table that the program carries inside and looks words up in as it is.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/lexicon/compile/mod.rs"]
mod compile;

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=src/lexicon/compile");
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("lexicon");
    let output = PathBuf::from(variable("OUT_DIR"));
    run(&root, &output).unwrap_or_else(|message| panic!("{message}"));
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Writes a table for each language pair, and the list of them for `src/lexicon/mod.rs`.
fn run(root: &Path, output: &Path) -> Result<(), String> {
    let mut list = String::from("&[\n");
    for (source, target) in compile::language_pairs(root)? {
        let name = format!("{source}-{target}");
        write(
            &output.join(format!("{name}.table")),
            &compile::compile(&root.join(&name), [&source, &target])?,
        )?;
        let bytes = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.table\"))");
        writeln!(list, "(\"{source}\", \"{target}\", {bytes}),").map_err(|error| error.to_string())?;
    }
    list.push(']');
    write(&output.join("lexicons.rs"), list.as_bytes())?;
    frequencies(&root.join("frequencies"), output)
}

/// Writes the frequency bands of each language, and the list of them for `src/lexicon/frequency.rs`.
fn frequencies(folder: &Path, output: &Path) -> Result<(), String> {
    let mut list = String::from("&[\n");
    for (language, file) in compile::frequency_files(folder)? {
        let name = format!("{language}.bands");
        write(&output.join(&name), &compile::frequencies(&file)?)?;
        writeln!(
            list,
            "(\"{language}\", include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))),"
        )
        .map_err(|error| error.to_string())?;
    }
    list.push(']');
    write(&output.join("frequencies.rs"), list.as_bytes())
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
}
