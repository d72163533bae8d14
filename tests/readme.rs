//! The commands of the README run as written.

use std::path::Path;
use std::process::Command;

/// The lines of the README's `console` blocks that begin with `$ beadwork` or `$ printf`.
fn commands() -> Vec<String> {
    let readme = include_str!("../README.md");
    let shown = readme.lines().filter_map(|line| line.strip_prefix("$ "));
    shown
        .filter(|line| line.starts_with("beadwork ") || line.starts_with("printf "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn commands_of_the_readme_run_as_written() {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_beadwork"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // In a folder of its own, where `corpora` is the project's, so that nothing is left behind in the source.
    std::os::unix::fs::symlink(root.join("corpora"), folder.path().join("corpora")).unwrap();
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let commands = commands();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands {
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(folder.path())
            .env("PATH", &path)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {errors}");
    }
    for made in [
        "report.html",
        "memory.tmx",
        "beads.jsonl",
        "aligned/flights.html",
        "aligned/lake.html",
    ] {
        assert!(folder.path().join(made).metadata().unwrap().len() > 1000, "{made}");
    }
}

#[test]
fn first_command_of_the_readme_names_files_that_exist() {
    let readme = include_str!("../README.md");
    let first = readme.lines().find(|line| line.starts_with("$ cargo run")).unwrap();
    let files: Vec<&str> = first.split(' ').filter(|word| word.starts_with("corpora/")).collect();
    assert_eq!(files.len(), 2);
    for file in files {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists(), "{file}");
    }
}
