//! No two documents of a heap have the same name: [`Unique`].

use std::hash::Hasher;

use rustc_hash::FxHashSet;
use siphasher::sip::SipHasher13;

use super::Items;
use crate::corpus::item::Item;
use crate::error::{Error, ErrorKind, Result};

/// Documents of which a second one with the same name is an error in its place.
pub(super) struct Unique {
    items: Items,
    // Hashes, not names: a million documents take some 10 MB. That two names of a million share one is less likely than
    // one in ten million.
    seen: FxHashSet<u64>,
}

impl Unique {
    pub(super) fn new(items: Items) -> Self {
        Self {
            items,
            seen: FxHashSet::default(),
        }
    }
}

impl Iterator for Unique {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        let item = match self.items.next()? {
            Ok(item) => item,
            Err(error) => return Some(Err(error)),
        };
        let mut hasher = SipHasher13::new();
        hasher.write(item.id.as_bytes());
        if self.seen.insert(hasher.finish()) {
            return Some(Ok(item));
        }
        let message = format!("a second document with the name {:?}", item.id);
        let error = Error::new(ErrorKind::Syntax, item.place, message);
        Some(Err(error.with_remedy("give each document a name of its own")))
    }
}
