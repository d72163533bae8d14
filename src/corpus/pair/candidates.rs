//! Which documents of the other heap are worth a closer look: an inverted index, asked with rare terms only.

use rayon::prelude::*;

use super::heap::Heap;
use super::links::Links;
use super::weight::Worth;

/// So many documents are looked at closely.
const MOST: usize = 16;
/// Terms that more documents have are not looked up: stop words of the heap.
const MOST_HOLDERS: usize = 300;
/// Of a small heap, terms that a larger share of the documents has are not looked up.
const LARGEST_SHARE: f64 = 0.2;

/// The candidates of each document of a side, the likeliest first. Takes time linear in the documents, as each term that
/// is looked up has a limited number of holders.
pub(super) fn find(side: usize, own: &Heap, other: &Heap, links: &Links, worth: &Worth) -> Vec<Vec<u32>> {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    let most = MOST_HOLDERS.min((LARGEST_SHARE * other.documents.len() as f64) as usize + 3);
    let sizes: Vec<f32> = other.documents.iter().map(|entries| size(entries.len())).collect();
    let scores = || (vec![0.0_f32; other.documents.len()], Vec::<u32>::new());
    let documents = own.documents.par_iter().map_init(scores, |(scores, met), entries| {
        for entry in entries {
            let value = worth.of(entry.id);
            for link in links.of(side, entry.id) {
                let holders = other.holders(link.id);
                if holders.len() > most {
                    continue;
                }
                let gain = link.strength * value * value;
                for &holder in holders {
                    let score = &mut scores[holder as usize];
                    if *score == 0.0 {
                        met.push(holder);
                    }
                    *score += gain;
                }
            }
        }
        best(scores, met, &sizes)
    });
    documents.collect()
}

/// Long documents share more with any other.
#[allow(clippy::cast_precision_loss)]
fn size(terms: usize) -> f32 {
    (terms as f32 + 20.0).sqrt()
}

/// The best of the documents met; empties the scores.
fn best(scores: &mut [f32], met: &mut Vec<u32>, sizes: &[f32]) -> Vec<u32> {
    let mut ranked: Vec<(f32, u32)> = met
        .drain(..)
        .map(|document| {
            let score = std::mem::take(&mut scores[document as usize]);
            (score / sizes[document as usize], document)
        })
        .collect();
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if ranked.len() > MOST {
        ranked.select_nth_unstable_by(MOST, order);
        ranked.truncate(MOST);
    }
    ranked.sort_by(order);
    ranked.into_iter().map(|(_, document)| document).collect()
}
