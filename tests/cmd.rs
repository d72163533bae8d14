//! The command line by snapshots: `tests/cmd/*.md` hold commands and what they print.
//!
//! `TRYCMD=overwrite cargo test cmd` writes what they print now; read the difference before committing it.

#[test]
fn commands_print_what_the_snapshots_say() {
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "100").env("NO_COLOR", "1");
    cases.insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).unwrap();
    cases.case("tests/cmd/*.md");
}
