//! Sets that grow together: [`Clusters`].

/// A partition of the numbers below a limit into sets, each known by its smallest member (union-find).
#[derive(Clone, Debug)]
pub(super) struct Clusters {
    parents: Vec<u32>,
}

impl Clusters {
    /// Each number by itself. More than `u32::MAX` of them are more than a signature of each fits in memory.
    pub(super) fn new(count: usize) -> Self {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            parents: (0..count).collect(),
        }
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    /// The smallest member of the set of a number.
    pub(super) fn of(&mut self, member: usize) -> usize {
        let mut member = member;
        while self.parents[member] as usize != member {
            let parent = self.parents[member] as usize;
            self.parents[member] = self.parents[parent];
            member = parent;
        }
        member
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.of(one), self.of(two));
        let (smaller, larger) = (one.min(two), one.max(two));
        self.parents[larger] = self.parents[smaller];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_known_by_their_smallest_member() {
        let mut clusters = Clusters::new(6);
        clusters.join(5, 3);
        clusters.join(4, 1);
        clusters.join(4, 5);
        let sets: Vec<usize> = (0..6).map(|member| clusters.of(member)).collect();
        assert_eq!(sets, [0, 1, 2, 1, 1, 1]);
    }
}
