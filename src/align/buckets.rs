//! Words that may look alike, together.

use std::sync::Arc;

use super::cognate::Skeleton;
use super::tokens::TypeId;

/// Words by their first two letters.
pub(super) struct Buckets<'a> {
    looks: &'a [(TypeId, Arc<Skeleton>)],
    /// The first word of each bucket, and the next word in the bucket of each word; one behind the last for none.
    first: Vec<u32>,
    next: Vec<u32>,
}

impl<'a> Buckets<'a> {
    #[allow(clippy::cast_possible_truncation)] // There are no more words than `TypeId` has numbers.
    pub(super) fn new(looks: &'a [(TypeId, Arc<Skeleton>)]) -> Self {
        let mut first = vec![looks.len() as u32; Self::COUNT];
        let mut next = vec![looks.len() as u32; looks.len()];
        // From the last to the first, so that each bucket is in order.
        for (place, (_, look)) in looks.iter().enumerate().rev() {
            let bucket = Self::place(look);
            next[place] = first[bucket];
            first[bucket] = place as u32;
        }
        Self { looks, first, next }
    }

    const COUNT: usize = 26 * 26;

    fn place(look: &Skeleton) -> usize {
        let [one, two] = look.beginning().map(|letter| usize::from(letter - b'a'));
        26 * one + two
    }

    /// The words that begin as this one does, in order.
    pub(super) fn of(&self, look: &Skeleton) -> impl Iterator<Item = &'a (TypeId, Arc<Skeleton>)> {
        let looks = self.looks;
        let mut place = self.first[Self::place(look)] as usize;
        std::iter::from_fn(move || {
            let found = looks.get(place)?;
            place = self.next[place] as usize;
            Some(found)
        })
    }
}
