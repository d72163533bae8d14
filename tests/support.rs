//! Runs the program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder for the files of one test; it goes away with the value.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the program here with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, Stdio::piped())
    }

    /// Runs the program here with its standard output into a file that exists.
    pub(crate) fn run_into(&self, file: &str, arguments: &[&str]) -> Run {
        let file = fs::OpenOptions::new().write(true).open(file).unwrap();
        self.run_with(arguments, file.into())
    }

    fn run_with(&self, arguments: &[&str], stdout: Stdio) -> Run {
        let child = Command::new(env!("CARGO_BIN_EXE_beadwork"))
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn();
        let output = child.unwrap().wait_with_output().unwrap();
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Asserts that all went well and nothing was complained about.
    #[track_caller]
    pub(crate) fn expect_success(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{self:#?}");
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self
    }

    /// Asserts that the program refused with one line that names `subject` and a remedy.
    #[track_caller]
    pub(crate) fn expect_refusal(&self, code: i32, subject: &str) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert_eq!(self.stdout, "", "{self:#?}");
        assert_eq!(self.stderr.lines().count(), 1, "{self:#?}");
        assert!(self.stderr.starts_with("beadwork: "), "{self:#?}");
        assert!(self.stderr.contains(subject), "{subject} is not named: {self:#?}");
        let remedy = self.stderr.split_once("; ").map_or("", |(_, remedy)| remedy.trim());
        assert!(remedy.len() > 5, "no remedy: {self:#?}");
        self
    }
}

/// An article of `paragraphs` paragraphs in English and in Russian, with figures that differ from one to the next.
pub(crate) fn article(paragraphs: usize) -> (String, String) {
    let figures = (1..=paragraphs).map(|number| (number * 37 + 5, 1900 + number * 3));
    let english = figures.clone().map(|(boats, year)| {
        format!(
            "The river carried {boats} boats past the old mill in {year}. Nobody in the village had counted them \
             before. \"We shall count them again next spring,\" said the miller, Pavel Sedov."
        )
    });
    let russian = figures.map(|(boats, year)| {
        format!(
            "В {year} году мимо старой мельницы по реке прошли {boats} лодок. До этого никто в деревне их не \
             считал. «Следующей весной мы снова их посчитаем», — сказал мельник Павел Седов."
        )
    });
    let joined = |paragraphs: Vec<String>| paragraphs.join("\n\n") + "\n";
    (joined(english.collect()), joined(russian.collect()))
}
