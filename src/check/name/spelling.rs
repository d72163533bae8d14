//! Names that one text spells in two ways.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::mention::{self, Mention};
use crate::alignment::{Bead, Side};
use crate::anchor;
use crate::check::{Context, Draft, Findings, Kind, Severity};
use crate::document::Span;

pub(in crate::check) static SPELLING: Kind = Kind {
    id: "name-spelling",
    category: "terminology/inconsistent",
    severity: Severity::Warning,
    catches: "A name that one text spells in two ways where the other always has the same spelling.",
    example: ("Zelensky spoke. Zelenskiy left.", "Зеленский выступил. Зеленский ушёл."),
    misses: "Two spellings that differ by an ending, or of which each stands for a spelling of its own.",
};

/// Shorter names differ by a letter without being the same.
const SHORTEST: usize = 5;

/// A spelling, and where it stands with which bead.
type Spellings = BTreeMap<String, Vec<(usize, Span)>>;

/// Reports the rarer spellings of each name.
pub(super) fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    // By side, the spellings of one side by the stem of the name on the other.
    let mut found: [BTreeMap<String, Spellings>; 2] = Default::default();
    for (place, bead) in context.linked() {
        let names = Side::BOTH.map(|side| mention::of_sentences(context, side, bead.side(side)));
        for [one, two] in pairs(&names) {
            let stems = [one, two].map(spelling);
            for (side, name) in [(0, one), (1, two)] {
                let spellings = found[side].entry(stems[1 - side].clone()).or_default();
                spellings
                    .entry(stems[side].clone())
                    .or_default()
                    .push((place, name.span));
            }
        }
    }
    for side in Side::BOTH {
        for spellings in found[side as usize].values() {
            report(context, side, spellings, findings);
        }
    }
}

/// The names of a bead that have one counterpart on either side: their spellings without case endings, and as written.
pub(in crate::check) fn spellings(context: &Context<'_>, bead: &Bead) -> Vec<([String; 2], [String; 2])> {
    let names = Side::BOTH.map(|side| mention::of_sentences(context, side, bead.side(side)));
    let pairs = pairs(&names).into_iter();
    pairs
        .map(|pair| (pair.map(spelling), pair.map(|name| name.text(context).to_owned())))
        .collect()
}

/// The names of a bead that have one counterpart on either side.
fn pairs<'m, 'a>(names: &'m [Vec<Mention<'a>>; 2]) -> Vec<[&'m Mention<'a>; 2]> {
    let fit = |name: &&Mention| name.words.len() == 1 && name.key.listed().is_none() && !name.key.is_acronym();
    let long = |name: &&Mention| name.words.iter().all(|word| word.lower.chars().count() >= SHORTEST);
    let [source, target] = [0, 1].map(|side| names[side].iter().filter(fit).filter(long).collect::<Vec<_>>());
    let alike = |one: &Mention, two: &Mention| one.is_same(two);
    let mut pairs = Vec::new();
    for one in &source {
        let mut partners = target.iter().filter(|two| alike(one, two));
        if let (Some(two), None) = (partners.next(), partners.next())
            && source.iter().filter(|other| alike(other, two)).count() == 1
        {
            pairs.push([*one, *two]);
        }
    }
    pairs
}

/// A name without its case ending, as it is compared.
fn spelling(name: &Mention) -> String {
    let lower = name.words.first().map_or("", |word| word.lower.as_str());
    let lower = mention::without_possessive(lower);
    anchor::without_case(lower).to_owned()
}

fn report(context: &Context<'_>, side: Side, spellings: &Spellings, findings: &mut Findings<'_>) {
    // The commonest, of several the one that comes first.
    let rank = |places: &[(usize, Span)]| (places.len(), Reverse(places.first().copied()));
    let Some((common, most)) = spellings.iter().max_by_key(|(_, places)| rank(places)) else {
        return;
    };
    let text = |span: &Span| span.of(&context.pair().document(side).text);
    for (rare, places) in spellings {
        let Some((place, span)) = places.first() else { continue };
        let usual = most.first().map_or(common.as_str(), |(_, span)| text(span));
        let accepted = context.settings().are_variants(text(span), usual);
        if rare == common || accepted || !are_spellings_of_one(rare, common) {
            continue;
        }
        let message = format!("{} here, {usual} elsewhere", text(span));
        let draft = Draft::new(&SPELLING, message).in_bead(*place).at(side, *span);
        findings.add(if side == Side::Target {
            draft.suggesting(usual)
        } else {
            draft
        });
    }
}

/// Whether two stems are different spellings, not forms of one: they differ inside by a letter or two, not by an ending
/// or by a vowel that comes and goes (`Павел`, `Павла`).
pub(in crate::check) fn are_spellings_of_one(one: &str, two: &str) -> bool {
    let letters = [one, two].map(|word| word.chars().collect::<Vec<_>>());
    let (short, long) = if letters[0].len() <= letters[1].len() {
        (&letters[0], &letters[1])
    } else {
        (&letters[1], &letters[0])
    };
    if short.len() < 4 || long.starts_with(short) || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let behind = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let changed = long.len().saturating_sub(same + behind);
    let comes_and_goes =
        long.len() > short.len() && matches!(long.get(same), Some('е' | 'о')) && same + 2 >= short.len();
    // A different ending is another form or another name.
    changed <= 2 && behind > 0 && !comes_and_goes
}
