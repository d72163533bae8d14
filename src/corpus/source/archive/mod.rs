//! Archives of documents: each member is one, or a dump of many. Nothing is extracted.

pub(super) mod tar;
pub(super) mod zip;

use super::failure;
use super::kind::{self, Kind};
use super::name::{Name, is_hidden_member};
use crate::error::Error;

/// What to do with a member of an archive.
enum Plan {
    /// Nobody wants to read it.
    PassOver,
    Refuse(Error),
    /// It is one document.
    Document,
    /// It holds documents.
    Dump(Kind),
}

/// What to do with a member, by its name.
fn plan(member: &str, name: &Name) -> Plan {
    if is_hidden_member(member) {
        return Plan::PassOver;
    }
    match kind::by_name(member) {
        Kind::Furniture => Plan::PassOver,
        Kind::Data => Plan::Refuse(failure::no_document(&name.place)),
        Kind::Table => Plan::Refuse(failure::list_in_folder(&name.place)),
        Kind::Zip | Kind::Tar => Plan::Refuse(failure::nested(&name.place)),
        kind @ (Kind::JsonLines | Kind::Json | Kind::Warc) => Plan::Dump(kind),
        Kind::Document(_) | Kind::Unknown => Plan::Document,
    }
}

/// The path of a member as it is shown: with `/`, and without `./` before it.
fn shown(path: &[u8]) -> String {
    let path = String::from_utf8_lossy(path).replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}
