//! What can go wrong with what comes in, in words.

use std::io;

use crate::error::{Error, ErrorKind};

/// A file that the system does not give.
pub(super) fn unreadable(place: &str, cause: &io::Error) -> Error {
    let (message, remedy) = match cause.kind() {
        io::ErrorKind::NotFound => ("no such file".to_owned(), "check the path"),
        io::ErrorKind::PermissionDenied => ("permission denied".to_owned(), "make it readable"),
        _ => (format!("cannot be read: {cause}"), "check the file"),
    };
    Error::new(ErrorKind::Read, place, message).with_remedy(remedy)
}

/// A compressed file or archive that breaks its format; `what` is a noun phrase.
pub(super) fn damaged(place: &str, what: &str, cause: impl std::fmt::Display) -> Error {
    let error = Error::new(ErrorKind::Syntax, place, format!("the {what} is damaged: {cause}"));
    error.with_remedy("fetch or make it again; what stands before is used")
}

/// A document that is larger than allowed.
pub(super) fn too_large(place: &str, largest: usize) -> Error {
    let message = format!("is larger than {}, which no article is", size(largest));
    Error::new(ErrorKind::TooLong, place, message).with_remedy("leave it out, or break it into documents")
}

/// Neither a file nor a folder.
pub(super) fn not_regular(place: &str) -> Error {
    Error::new(ErrorKind::Read, place, "is neither a file nor a folder").with_remedy("leave it out")
}

/// An archive in an archive.
pub(super) fn nested(place: &str) -> Error {
    Error::new(ErrorKind::NotText, place, "is an archive inside an archive").with_remedy("unpack the outer one first")
}

/// A file that is a list of documents, in a folder of documents.
pub(super) fn list_in_folder(place: &str) -> Error {
    Error::new(ErrorKind::NotText, place, "is a list, not a document")
        .with_remedy("give the list itself instead of its folder, or leave it out of the folder")
}

/// A file of data that is no document.
pub(super) fn no_document(place: &str) -> Error {
    Error::new(ErrorKind::NotText, place, "is a file of data, not a document").with_remedy("leave it out of the folder")
}

fn size(bytes: usize) -> String {
    match bytes {
        ..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}
