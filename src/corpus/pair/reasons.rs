//! What the documents of a pair share, in words.

use rustc_hash::FxHashMap;

use super::dictionary;
use super::heap::Type;
use super::matching::{Heaps, Matching, Options};
use super::score::{Match, Scorer};
use super::term::TermKind;

/// So many reasons are given.
const MOST: usize = 6;
/// Terms that match less surely are no reason.
const STRONG: f32 = 0.5;

/// Words of the lexicon by the hashes of source and target stem.
type Words = FxHashMap<(u32, u32), String>;

/// Says of each pair what its documents share, the strongest first.
pub(super) fn add(heaps: &Heaps, matching: &mut Matching, options: &Options) {
    let mut scorer = heaps.scorer();
    let chosen: Vec<Vec<(u32, u32)>> = matching
        .pairs
        .iter()
        .map(|pair| strongest(heaps, &mut scorer, pair.source, pair.target))
        .collect();
    let words = words(heaps, &chosen, options);
    for (pair, chosen) in matching.pairs.iter_mut().zip(chosen) {
        let said = chosen.into_iter().filter_map(|(source, target)| {
            let of_source = &heaps.heaps[0].types[source as usize];
            let of_target = &heaps.heaps[1].types[target as usize];
            say(of_source, of_target, &words)
        });
        pair.reasons = said.take(MOST).collect();
    }
}

/// The types that both documents have, the most telling first; each side's type once.
fn strongest(heaps: &Heaps, scorer: &mut Scorer, source: usize, target: usize) -> Vec<(u32, u32)> {
    let ids = |found: &Match| {
        let [one, two] = found.places;
        (
            heaps.heaps[0].documents[source][one].id,
            heaps.heaps[1].documents[target][two].id,
        )
    };
    let matches = scorer.matches(source, target);
    let mut telling: Vec<(f32, u32, u32)> = matches
        .iter()
        .filter(|found| found.strength >= STRONG)
        .map(|found| {
            let (one, two) = ids(found);
            (
                found.strength * heaps.worths[0].of(one) * heaps.worths[1].of(two),
                one,
                two,
            )
        })
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut chosen: Vec<(u32, u32)> = Vec::new();
    for (_, one, two) in telling {
        if !chosen.iter().any(|known| known.0 == one || known.1 == two) {
            chosen.push((one, two));
        }
        if chosen.len() == 2 * MOST {
            break;
        }
    }
    chosen
}

/// The words that the lexicon has for the chosen pairs of types.
fn words(heaps: &Heaps, chosen: &[Vec<(u32, u32)>], options: &Options) -> Words {
    let mut words = Words::default();
    let Some(known) = dictionary::of(heaps.languages).filter(|_| !options.no_lexicon) else {
        return words;
    };
    let hash = |side: usize, id: u32| heaps.heaps[side].types[id as usize].hash;
    for (source, target) in chosen.iter().flatten() {
        words.insert((hash(0, *source), hash(1, *target)), String::new());
    }
    for of in known.iter() {
        if let Some(word) = words.get_mut(&(of.hashes[0], of.hashes[1])) {
            *word = of.words.to_string();
        }
    }
    words
}

/// A pair of types in words; `None` if there are none for it.
fn say(source: &Type, target: &Type, words: &Words) -> Option<String> {
    let both = || {
        let [one, two] = [source.text.as_deref()?, target.text.as_deref()?];
        Some(if one == two {
            one.to_owned()
        } else {
            format!("{one}/{two}")
        })
    };
    match source.kind {
        TermKind::Word => {
            if let Some(name) = both() {
                return Some(format!("name {name}"));
            }
            let word = words.get(&(source.hash, target.hash))?;
            (!word.is_empty()).then(|| format!("word {word}"))
        }
        TermKind::Listed => Some(format!("name {}", both()?)),
        TermKind::Number => Some(format!("number {}", both()?)),
        TermKind::Date => Some(format!("date {}", both()?)),
        TermKind::Time => Some(format!("time {}", both()?)),
        TermKind::Code => Some(format!("code {}", both()?)),
        TermKind::Url => Some(format!("address {}", both()?)),
        TermKind::Address => Some("part of the address".to_owned()),
    }
}
