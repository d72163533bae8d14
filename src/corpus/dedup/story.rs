//! Which documents tell the same story, and which of them came first: [`stories`].

use rustc_hash::FxHashMap;

use super::cluster::Clusters;
use super::signature::Signature;

/// A document as the search for stories sees it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// When it was published, as in [`Metadata::date`](crate::corpus::Metadata::date), if known.
    pub date: Option<&'a str>,
    /// What it is recognised by.
    pub signature: &'a Signature,
}

/// How alike documents of one story are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similarity {
    /// Two documents with this share of common shingles tell the same story.
    pub story: f64,
    /// So do those of which the longer has this share of the shorter's shingles: a report that grew. A digest, which
    /// has several reports that are not alike, tells none of their stories.
    pub containment: f64,
    /// With this share of common shingles and the same figures, the later one is a copy.
    pub copy: f64,
}

impl Default for Similarity {
    fn default() -> Self {
        Self {
            story: 0.6,
            containment: 0.8,
            copy: 0.75,
        }
    }
}

impl Similarity {
    fn relation(&self, one: &Signature, two: &Signature) -> Relation {
        let similarity = one.similarity(two);
        if similarity >= self.story {
            Relation::Alike
        } else if similarity >= LEAST && self.has(one, two) {
            Relation::Contained
        } else {
            Relation::None
        }
    }

    /// Whether a document has most of a shorter one.
    fn has(&self, long: &Signature, short: &Signature) -> bool {
        long.containment(short) >= self.containment
    }

    fn is_copy(&self, one: &Signature, two: &Signature) -> bool {
        one.text == two.text || one.figures == two.figures && one.similarity(two) >= self.copy
    }
}

/// How two documents are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Alike,
    /// The longer has most of the shorter.
    Contained,
    None,
}

/// A report that grew to more than some three times its length is a new one. More would miss grown reports (recall .980
/// at .42, .991 at .3), and find fewer digests out, because fewer of their reports are seen in them.
const LEAST: f64 = 0.3;

/// What a document is within its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first to tell it in its language.
    Original,
    /// The same text as an earlier one, but for small edits; all figures are the same.
    Copy,
    /// An earlier one with other figures, or with passages added, cut or changed.
    Update,
}

impl Kind {
    /// The lower-case name: `original`, `copy`, `update`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Copy => "copy",
            Self::Update => "update",
        }
    }
}

/// The place of a document among the stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The story, by the place of the first of its documents in the list: it stays the same when documents are added
    /// behind, unless one of them shows that two stories are one.
    pub story: usize,
    /// The documents of the story whose texts are alike: those of one language. By the first of them in the list.
    pub version: usize,
    /// What the document is within its version.
    pub kind: Kind,
    /// The earlier document of which it is the copy or update: the one most like it.
    pub earlier: Option<usize>,
}

/// The place of each document among the stories.
///
/// Documents are joined if they are alike (see [`Similarity`]) or linked, as the two sides of a pair are; who is joined
/// to one of a story belongs to it. Among those alike, the first by date is the original; undated ones come last, and
/// the order of the list decides between equals. Takes about 600 bytes a document, the signatures included, and time
/// near-linear in their number, but for stories of thousands of versions.
///
/// # Panics
/// If a link names a document that is not in the list.
#[must_use]
pub fn stories(entries: &[Entry<'_>], links: &[(usize, usize)], similarity: &Similarity) -> Vec<Place> {
    let mut alike = Clusters::new(entries.len());
    join_identical(entries, &mut alike);
    let mut contained = Vec::new();
    for band in 0..BANDS {
        join_band(entries, band, similarity, &mut alike, &mut contained);
    }
    join_contained(entries, contained, similarity, &mut alike);
    let mut linked = alike.clone();
    for &(one, two) in links {
        linked.join(one, two);
    }
    let mut places: Vec<Place> = (0..entries.len())
        .map(|entry| Place {
            story: linked.of(entry),
            version: alike.of(entry),
            kind: Kind::Original,
            earlier: None,
        })
        .collect();
    for members in versions(entries, &places) {
        mark(entries, &members, similarity, &mut places);
    }
    places
}

/// The signature is cut into so many bands of [`ROWS`] values; two texts are compared if they agree in one of them.
/// At a similarity of .6 that happens with a probability of .9999, at .3 with .68, at .01 with .00004.
const BANDS: usize = 42;
const ROWS: usize = 3;

/// So many texts of a band are compared with each other at most, the nearest in the list.
const COMPARED: usize = 1000;

/// Joins documents of the same text, so that a text that stands a thousand times is compared with others once.
fn join_identical(entries: &[Entry<'_>], alike: &mut Clusters) {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    for (place, entry) in entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.signature.words > 0)
    {
        let first = *first.entry(entry.signature.text).or_insert(place);
        if first != place {
            alike.join(first, place);
        }
    }
}

/// Joins documents that agree in one band and are alike.
fn join_band(
    entries: &[Entry<'_>],
    band: usize,
    similarity: &Similarity,
    alike: &mut Clusters,
    contained: &mut Vec<(usize, usize)>,
) {
    let mut seen = rustc_hash::FxHashSet::default();
    let with_words = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.signature.words > 0);
    let mut keys: Vec<([u32; ROWS], u32)> = Vec::with_capacity(entries.len());
    for (place, entry) in with_words {
        if seen.insert(entry.signature.text) {
            let values = entry.signature.values();
            let key = std::array::from_fn(|row| values[band * ROWS + row]);
            keys.push((key, u32::try_from(place).unwrap_or(u32::MAX)));
        }
    }
    drop(seen);
    keys.sort_unstable();
    for bucket in keys.chunk_by(|one, two| one.0 == two.0) {
        for (at, &(_, later)) in bucket.iter().enumerate() {
            for &(_, earlier) in bucket[..at].iter().rev().take(COMPARED) {
                let (one, two) = (earlier as usize, later as usize);
                if alike.of(one) == alike.of(two) {
                    continue;
                }
                match similarity.relation(entries[one].signature, entries[two].signature) {
                    Relation::Alike => alike.join(one, two),
                    Relation::Contained => contained.push((one, two)),
                    Relation::None => {}
                }
            }
        }
    }
}

/// Joins reports with those that they grew to, of pairs of which the longer has most of the shorter.
fn join_contained(entries: &[Entry<'_>], pairs: Vec<(usize, usize)>, similarity: &Similarity, alike: &mut Clusters) {
    let words = |entry: usize| (entries[entry].signature.words, entry);
    let mut pairs: Vec<(usize, usize)> = pairs
        .into_iter()
        .map(|(one, two)| {
            if words(one) < words(two) {
                (two, one)
            } else {
                (one, two)
            }
        })
        .collect();
    // The shorter first: a flash belongs to the report by the time that the long story is asked whose it is.
    pairs.sort_unstable_by_key(|&(long, short)| (words(long), words(short)));
    pairs.dedup();
    let copies = copies(&pairs, alike);
    for of_one in pairs.chunk_by(|one, two| one.0 == two.0) {
        let long = of_one[0].0;
        let own = alike.of(long);
        let mut inside: Vec<(usize, usize)> = of_one.iter().map(|&(_, short)| (alike.of(short), short)).collect();
        inside.retain(|&(version, _)| version != own);
        inside.dedup_by_key(|&mut (version, _)| version);
        let others = copies.get(&long).map_or(&[][..], Vec::as_slice);
        if let [(_, short)] = *inside.as_slice() {
            let has = |&&other: &&usize| similarity.has(entries[other].signature, entries[short].signature);
            // What only one version of a report has was put beside it: the report did not grow out of it.
            if 2 * others.iter().filter(has).count() >= others.len() {
                alike.join(long, short);
            }
        }
    }
}

/// So many other versions of a long report are asked whether they have a short one, too.
const ASKED: usize = 20;

/// The documents that are alike to the longer of each pair.
fn copies(pairs: &[(usize, usize)], alike: &mut Clusters) -> FxHashMap<usize, Vec<usize>> {
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for &(long, _) in pairs {
        members.entry(alike.of(long)).or_default();
    }
    for entry in 0..alike.len() {
        if let Some(members) = members.get_mut(&alike.of(entry)) {
            members.push(entry);
        }
    }
    let mut copies: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for &(long, _) in pairs {
        copies.entry(long).or_insert_with(|| {
            let others = members[&alike.of(long)].iter().copied().filter(|&other| other != long);
            others.take(ASKED).collect()
        });
    }
    copies
}

/// The documents of each version that has more than one, in order of time.
fn versions(entries: &[Entry<'_>], places: &[Place]) -> Vec<Vec<usize>> {
    let mut order: Vec<(usize, bool, Option<i64>, usize)> = places
        .iter()
        .enumerate()
        .map(|(entry, place)| {
            let time = entries[entry].date.and_then(moment);
            (place.version, time.is_none(), time, entry)
        })
        .collect();
    order.sort_unstable();
    let versions = order
        .chunk_by(|one, two| one.0 == two.0)
        .filter(|version| version.len() > 1);
    versions
        .map(|version| version.iter().map(|member| member.3).collect())
        .collect()
}

/// A member of a large version is compared with so many before it, and with the first.
const LOOK_BACK: usize = 200;

/// Says of each member of a version, in order of time, what it is.
fn mark(entries: &[Entry<'_>], members: &[usize], similarity: &Similarity, places: &mut [Place]) {
    for (at, &member) in members.iter().enumerate().skip(1) {
        let signature = entries[member].signature;
        let near = &members[at.saturating_sub(LOOK_BACK)..at];
        let first = members[..1].iter().filter(|_| at > LOOK_BACK);
        let mut best = (-1.0, members[0]);
        for &earlier in first.chain(near) {
            let other = entries[earlier].signature;
            let found = if other.text == signature.text {
                2.0
            } else {
                signature.similarity(other)
            };
            if found > best.0 {
                best = (found, earlier);
            }
        }
        let copy = similarity.is_copy(signature, entries[best.1].signature);
        places[member].kind = if copy { Kind::Copy } else { Kind::Update };
        places[member].earlier = Some(best.1);
    }
}

/// Which versions of a story are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// All of them, marked.
    #[default]
    All,
    /// The first by date.
    First,
    /// The latest by date.
    Latest,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::All, Self::First, Self::Latest];

    /// The name, as the settings file has it: `all`, `first`, `latest`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::First => "first",
            Self::Latest => "latest",
        }
    }

    /// The policy of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }
}

/// Which pairs of documents a policy keeps: of those whose sources are versions of one text, the first or the latest by
/// the date of the source, then by the place in the list.
///
/// # Panics
/// If a pair names a document that is not in the list.
#[must_use]
pub fn keep_pairs(entries: &[Entry<'_>], places: &[Place], pairs: &[(usize, usize)], policy: Policy) -> Vec<bool> {
    if policy == Policy::All {
        return vec![true; pairs.len()];
    }
    let time = |pair: usize| {
        let time = entries[pairs[pair].0].date.and_then(moment);
        match policy {
            // Undated pairs are chosen last.
            Policy::Latest => (time.is_some(), time, pair),
            Policy::All | Policy::First => (time.is_none(), time, pair),
        }
    };
    let mut chosen: FxHashMap<usize, usize> = FxHashMap::default();
    for pair in 0..pairs.len() {
        let chosen = chosen.entry(places[pairs[pair].0].version).or_insert(pair);
        let better = match policy {
            Policy::Latest => time(pair) > time(*chosen),
            Policy::All | Policy::First => time(pair) < time(*chosen),
        };
        if better {
            *chosen = pair;
        }
    }
    (0..pairs.len())
        .map(|pair| chosen.get(&places[pairs[pair].0].version) == Some(&pair))
        .collect()
}

/// The time of a date in seconds: of a day its beginning, without an offset as in Greenwich; `None` if it is no date.
pub(super) fn moment(date: &str) -> Option<i64> {
    if let Ok(time) = date.parse::<jiff::Timestamp>() {
        return Some(time.as_second());
    }
    let civil = date.parse::<jiff::civil::DateTime>().ok()?;
    let time = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(time.timestamp().as_second())
}

/// A share; 0 of nothing.
#[allow(clippy::cast_precision_loss)] // Counts of shingles and words are far below 2^52.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
