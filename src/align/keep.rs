//! What training keeps: pairs with links enough to be translations, and what each bead contributed to them.

use std::ops::Range;

use rayon::prelude::*;

use super::candidates::Candidates;
use super::chunk::{CHUNK, Chunk};
use super::constants::{COUNT_MINIMUM, OWN_LINK_MINIMUM, OWN_LINK_SHARE};
use super::lone::LoneRows;
use super::seed_rows::SeedRows;
use super::tokens::TypeId;
use super::training::{BeadLink, Counted, Learned, Training};
use super::training_set::{TrainingSet, number};

impl Training {
    /// What is worth keeping: entries, and of each bead the links that are a share of their pair's count worth taking out
    /// again.
    pub(super) fn learned(self, (set, seeds): (&TrainingSet, &SeedRows), chunks: &[Chunk], discount: f64) -> Learned {
        let (starts, entries, kept) = self.kept((set, seeds), chunks, discount);
        let of_chunk = |chunk: &Chunk| {
            let (mut ends, mut links) = (Vec::with_capacity(CHUNK), Vec::new());
            for bead in 0..chunk.starts.len() - 1 {
                let (source, target) = (set.source.list(chunk.first + bead), set.target.list(chunk.first + bead));
                let mut lone = chunk.lone.each_ref().map(|lone| lone.rows(bead).peekable());
                for (place, (row, &(source, _))) in chunk.rows(bead).zip(source).enumerate() {
                    let before = links.len();
                    let mut push = |entry: u32, amount: f32| {
                        let count = entries
                            .get(entry as usize)
                            .map_or(f64::MAX, |entry: &Counted| entry.count);
                        if f64::from(amount) > OWN_LINK_MINIMUM.max(OWN_LINK_SHARE * count) {
                            links.push(BeadLink { source, entry, amount });
                        }
                    };
                    for (lone, rows) in chunk.lone.iter().zip(&mut lone) {
                        let Some((row, _)) = rows.next_if(|(_, lone)| *lone == place) else {
                            continue;
                        };
                        let of_source = starts[source as usize]..starts[source as usize + 1];
                        for (entry, counted) in of_source.clone().zip(&entries[of_source]) {
                            let place = target.binary_search_by_key(&counted.target, |(id, _)| *id);
                            if let Some(amount) = place.ok().and_then(|place| lone.links((bead, row), place)) {
                                push(number(entry), amount);
                            }
                        }
                    }
                    for (&candidate, &amount) in chunk.candidates[row.clone()].iter().zip(&chunk.links[row]) {
                        push(kept[candidate as usize], amount);
                    }
                    links[before..].sort_unstable_by_key(|link| link.entry);
                }
                ends.push(links.len());
            }
            (ends, links)
        };
        let of_chunks: Vec<(Vec<usize>, Vec<BeadLink>)> = chunks.par_iter().map(of_chunk).collect();
        let mut link_starts = vec![0];
        let mut links = Vec::with_capacity(of_chunks.iter().map(|(_, links)| links.len()).sum());
        for (ends, of_chunk) in of_chunks {
            link_starts.extend(ends.iter().map(|end| links.len() + end));
            links.extend(of_chunk);
        }
        Learned {
            starts,
            entries,
            link_starts,
            links,
        }
    }

    /// The entries, the first of each source type, and the number that each candidate has among them.
    fn kept(
        &self,
        (set, all_seeds): (&TrainingSet, &SeedRows),
        chunks: &[Chunk],
        discount: f64,
    ) -> (Vec<usize>, Vec<Counted>, Vec<u32>) {
        let sources = self.candidates.starts.len() - 1;
        let lone = lone_rows(set, chunks);
        let of_types = |chunk: usize| {
            let types = chunk * TYPES_CHUNK..((chunk + 1) * TYPES_CHUNK).min(sources);
            self.kept_of(types, (set, all_seeds), &lone, discount + COUNT_MINIMUM)
        };
        let of_chunks: Vec<KeptRows> = (0..sources.div_ceil(TYPES_CHUNK))
            .into_par_iter()
            .map(of_types)
            .collect();
        let count = of_chunks.iter().map(|rows| rows.entries.len()).sum();
        let (mut entries, mut kept) = (Vec::with_capacity(count), vec![u32::MAX; self.candidates.targets.len()]);
        let mut starts = Vec::with_capacity(sources + 1);
        starts.push(0);
        for rows in of_chunks {
            let before = entries.len();
            starts.extend(rows.ends.iter().map(|end| before + end));
            for (entry, candidate) in rows.entries {
                if let Some(candidate) = candidate {
                    kept[candidate as usize] = number(entries.len());
                }
                entries.push(entry);
            }
        }
        (starts, entries, kept)
    }

    /// The entries of a range of source types that have more links than `least` or are seeds.
    fn kept_of(
        &self,
        types: Range<usize>,
        (set, all_seeds): (&TrainingSet, &SeedRows),
        lone: &[LoneRow<'_>],
        least: f64,
    ) -> KeptRows {
        let Candidates {
            starts, targets, seeds, ..
        } = &self.candidates;
        let first_seed = seeds.partition_point(|(place, _)| (*place as usize) < starts[types.start]);
        let first_lone = lone.partition_point(|row| (row.source as usize) < types.start);
        let (mut seeds, mut lone) = (
            seeds[first_seed..].iter().peekable(),
            lone[first_lone..].iter().peekable(),
        );
        let mut kept = KeptRows::default();
        // Entries of one source type.
        let mut found: Vec<(Counted, Option<u32>)> = Vec::new();
        for source in types {
            found.clear();
            while let Some(of_bead) = lone.next_if(|row| row.source as usize == source) {
                let of_target = set.target.list(of_bead.bead);
                let cells = of_bead.rows.kept((of_bead.place, of_bead.row), least);
                found.extend(cells.map(|(place, links, seed)| {
                    let (target, count) = (of_target[place].0, f64::from(links));
                    (Counted { target, seed, count }, None)
                }));
                if self.candidates.lone[source] {
                    // Other source types have the seeds that they do not meet among the candidates.
                    let met = found.len();
                    for &(target, seed) in all_seeds.row(source) {
                        if found[..met].iter().all(|(counted, _)| counted.target != target) {
                            let (seed, count) = (Some(seed), 0.0);
                            found.push((Counted { target, seed, count }, None));
                        }
                    }
                }
            }
            let row = starts[source]..starts[source + 1];
            for (place, (&target, &count)) in row.clone().zip(targets[row.clone()].iter().zip(&self.counts[row])) {
                let seed = seeds
                    .next_if(|(seeded, _)| *seeded as usize == place)
                    .map(|(_, seed)| *seed);
                if seed.is_some() || count > least {
                    found.push((Counted { target, seed, count }, Some(number(place))));
                }
            }
            found.sort_unstable_by_key(|(counted, _)| counted.target);
            kept.entries.extend_from_slice(&found);
            kept.ends.push(kept.entries.len());
        }
        kept
    }
}

/// Source types whose entries are kept together.
const TYPES_CHUNK: usize = 1024;

/// The entries of some source types.
#[derive(Default)]
struct KeptRows {
    /// Each with its number among the candidates, if it is one of them.
    entries: Vec<(Counted, Option<u32>)>,
    /// The end of each source type's.
    ends: Vec<usize>,
}

/// A row of a table of types that are in one bead only.
struct LoneRow<'a> {
    source: TypeId,
    rows: &'a LoneRows,
    bead: usize,
    /// Place of the bead in its chunk.
    place: usize,
    row: usize,
}

/// All such rows, by source type.
fn lone_rows<'a>(set: &TrainingSet, chunks: &'a [Chunk]) -> Vec<LoneRow<'a>> {
    let mut all = Vec::new();
    for chunk in chunks {
        for place in 0..chunk.starts.len() - 1 {
            let bead = chunk.first + place;
            let source = set.source.list(bead);
            for rows in &chunk.lone {
                all.extend(rows.rows(place).map(|(row, at)| LoneRow {
                    source: source[at].0,
                    rows,
                    bead,
                    place,
                    row,
                }));
            }
        }
    }
    all.sort_by_key(|row| row.source);
    all
}
