//! Data flows one way: a stage uses only the shared nouns and earlier stages.

use std::fs;
use std::path::{Path, PathBuf};

/// What every stage may use; these use nothing but each other.
const SHARED: [&str; 4] = ["document", "alignment", "error", "language"];

/// The stages in the order of the flow. A stage may use those before it.
const STAGES: [&str; 13] = [
    "read", "clean", "detect", "segment", "anchor", "lexicon", "align", "check", "evaluate", "report", "export",
    "pipeline", "corpus",
];

/// On top of the public functions, like any other user of the library.
const TOP: [&str; 3] = ["lib", "main", "cli"];

#[test]
fn stages_use_only_shared_nouns_and_earlier_stages() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut violations = Vec::new();
    for path in rust_files(&source) {
        let place = path.strip_prefix(&source).unwrap().to_owned();
        violations.extend(violations_in(&place, &fs::read_to_string(&path).unwrap()));
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in rust_files(&source) {
        let module = module_of(path.strip_prefix(&source).unwrap());
        let known = SHARED.iter().chain(&STAGES).chain(&TOP).any(|name| *name == module);
        assert!(
            known,
            "{module} is in no list of tests/layering.rs: where in the flow does it stand?"
        );
    }
}

#[test]
fn made_up_violations_are_found() {
    let found = |place: &str, text: &str| violations_in(Path::new(place), text);
    let cases = [
        ("clean/mod.rs", "use crate::segment::Segmenter;", "clean uses segment"),
        (
            "clean/unicode.rs",
            "fn f() { crate::align::align(); }",
            "clean uses align",
        ),
        (
            "read/text.rs",
            "use crate::{document::{Block, Role}, pipeline};",
            "read uses pipeline",
        ),
        (
            "read/html/tree.rs",
            "use super::super::super::export::write;",
            "read uses export",
        ),
        ("anchor/mod.rs", "use super::align;", "anchor uses align"),
        ("document.rs", "use crate::read::Options;", "document uses read"),
        ("align/mod.rs", "use crate::Options;", "align uses Options"),
        (
            "export/tsv.rs",
            "let x = 'a'; let y: &'static str = \"//\"; crate::pipeline::run();",
            "export uses pipeline",
        ),
    ];
    for (place, text, violation) in cases {
        assert_eq!(found(place, text), [format!("{place}: {violation}")], "{text}");
    }
}

#[test]
fn allowed_paths_pass() {
    let cases = [
        (
            "align/mod.rs",
            "use crate::{alignment::Alignment, anchor::{self, Anchor}, read as reading};",
        ),
        (
            "align/search.rs",
            "use super::Options; use crate::align::prior; // crate::export is later",
        ),
        (
            "read/mod.rs",
            "//! See [`clean`](crate::clean).\n/* crate::clean */ const S: &str = r#\"crate::clean \" \"#;",
        ),
        ("pipeline.rs", "use crate::{align, export}; use crate::error::Result;"),
        ("cli/align.rs", "use beadwork::pipeline; use super::super::cli;"),
        ("segment/lists.rs", "mod tests { use super::super::Segmenter; }"),
    ];
    for (place, text) in cases {
        assert_eq!(violations_in(Path::new(place), text), [""; 0], "{text}");
    }
}

/// The uses in a file, by its path below `src`, that its place in the flow forbids.
fn violations_in(place: &Path, text: &str) -> Vec<String> {
    let module = module_of(place);
    if TOP.contains(&module.as_str()) {
        return Vec::new();
    }
    let code = without_comments_and_literals(text);
    let used = crate_paths(&code)
        .into_iter()
        .chain(super_paths(&code, depth_of(place)));
    let forbidden = used.filter(|used| *used != module && !may_use(&module, used));
    forbidden
        .map(|used| format!("{}: {module} uses {used}", place.display()))
        .collect()
}

fn may_use(module: &str, used: &str) -> bool {
    let position = |name: &str| STAGES.iter().position(|stage| *stage == name);
    SHARED.contains(&used)
        || match (position(module), position(used)) {
            (Some(module), Some(used)) => used < module,
            _ => false,
        }
}

/// The top-level module a file belongs to: `read` for `read/html/tree.rs`.
fn module_of(place: &Path) -> String {
    let first = place.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// How many steps up it is from the module of a file to the root of the crate.
fn depth_of(place: &Path) -> usize {
    let is_folder_itself = place.file_name().is_some_and(|name| name == "mod.rs");
    place.components().count() - usize::from(is_folder_itself)
}

/// The first names behind `crate::`, also inside braces.
fn crate_paths(code: &str) -> Vec<String> {
    code.match_indices("crate::")
        .filter(|(at, _)| {
            !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '$')
        })
        .flat_map(|(at, found)| first_names(&code[at + found.len()..]))
        .collect()
}

/// The names of other top-level modules that are reached with `super::super::…`.
fn super_paths(code: &str, depth: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("super::") {
        rest = &rest[at..];
        let mut steps = 0;
        while let Some(behind) = rest.strip_prefix("super::") {
            steps += 1;
            rest = behind;
        }
        if steps >= depth {
            // Inside an inline module the path may end in the file's own module: only names of stages count.
            names.extend(
                first_names(rest)
                    .into_iter()
                    .filter(|name| STAGES.contains(&name.as_str())),
            );
        }
    }
    names
}

/// The first name of a path, or of each path in a group: `align` and `read` of `{align::{x, y}, read as r}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        let text = text.trim_start();
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut depth = 0_usize;
    let mut items = vec![String::new()];
    for character in group.chars() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {}
        }
        if depth > 0 || character != ',' {
            items.last_mut().unwrap().push(character);
        }
    }
    items
        .iter()
        .map(|item| name(item))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Rust code with its comments and the insides of its literals taken out.
fn without_comments_and_literals(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped_length(rest, &code);
        if skipped > 0 {
            code.push(' ');
            rest = &rest[skipped..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    code
}

/// The length of the comment or literal that `rest` starts with; 0 if it starts with neither.
fn skipped_length(rest: &str, before: &str) -> usize {
    let through = |start: usize, end: &str| rest[start..].find(end).map_or(rest.len(), |at| start + at + end.len());
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return through(2, "*/");
    }
    let in_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let hashes = rest
        .strip_prefix('r')
        .map(|raw| raw.len() - raw.trim_start_matches('#').len());
    if let Some(hashes) = hashes.filter(|&hashes| !in_word && rest[1 + hashes..].starts_with('"')) {
        return through(2 + hashes, &format!("\"{}", "#".repeat(hashes)));
    }
    match rest.as_bytes() {
        [b'"', ..] => quoted_length(rest, '"'),
        // A character literal, not a lifetime.
        [b'\'', b'\\', ..] => quoted_length(rest, '\''),
        [b'\'', ..] if rest.chars().nth(2) == Some('\'') => quoted_length(rest, '\''),
        _ => 0,
    }
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
