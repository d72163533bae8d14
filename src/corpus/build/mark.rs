//! Marks what only all documents and units together tell: stories, copies, repeated texts.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use siphasher::sip::SipHasher13;

use super::{Build, Key, Observer, Plan, Step};
use crate::alignment::Side;
use crate::corpus::Unit;
use crate::corpus::annotate;
use crate::corpus::dedup::{self, Policy, Relation};
use crate::corpus::ledger::{DocumentMark, Marks, PairMark};
use crate::error::{Error, ErrorKind, Result};

/// A document, as the search for stories needs it.
struct Told {
    side: Side,
    id: String,
    date: Option<String>,
    signature: dedup::Signature,
}

/// Looks for stories and repetitions, unless nothing has changed since.
pub(super) fn run(build: &Build<'_>, observer: &mut dyn Observer) -> Result<()> {
    let policy = policy(build.recipe.plan)?;
    let key = Key::new("mark")
        .with(policy.name().as_bytes())
        .with(build.recipe.plan.settings_text.as_bytes())
        .finish();
    if build.is_done("marked", &key)? {
        return Ok(());
    }
    observer.begin(Step::Mark, None);
    let documents = documents(build)?;
    let entries: Vec<dedup::Entry<'_>> = documents.iter().map(Told::entry).collect();
    let (numbers, links) = links(build, &documents)?;
    let places = dedup::stories(&entries, &links, &build.recipe.plan.settings.similarity);
    let kept = dedup::keep_pairs(&entries, &places, &links, policy);
    let of_documents = documents.iter().zip(&places).map(|(document, place)| DocumentMark {
        side: document.side,
        id: &document.id,
        story: documents[place.story].story(),
        relation: place.kind.name(),
    });
    let mut stories: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (&number, &(source, _)) in numbers.iter().zip(&links) {
        stories.entry(places[source].story).or_default().push(number);
    }
    let of_pairs = numbers
        .iter()
        .zip(kept)
        .map(|(&number, kept)| PairMark { number, kept });
    build.ledger.put_marks(&Marks {
        documents: of_documents.collect(),
        pairs: of_pairs.collect(),
        near: near_duplicates(build, stories.values())?,
        boilerplate: boilerplate(build),
    })?;
    build.ledger.set("marked", key)?;
    observer.end();
    Ok(())
}

/// Which versions of a story are written.
pub(super) fn policy(plan: &Plan) -> Result<Policy> {
    let Some(name) = &plan.configuration.versions else {
        return Ok(plan.settings.versions);
    };
    Policy::from_name(name).ok_or_else(|| {
        let names = Policy::ALL.map(Policy::name).join(", ");
        Error::new(ErrorKind::Usage, "", format!("{name:?} is no choice of versions"))
            .with_remedy(format!("use one of {names}"))
    })
}

/// The units that nearly repeat an earlier one of their story. The units of one story are in memory at a time.
fn near_duplicates<'a>(build: &Build<'_>, stories: impl Iterator<Item = &'a Vec<i64>>) -> Result<Vec<(i64, i64)>> {
    let languages = build.recipe.languages.map(Some);
    let mut near = Vec::new();
    for pairs in stories.filter(|pairs| pairs.len() > 1) {
        let mut units = Vec::new();
        for &pair in pairs {
            units.extend(build.ledger.linked_units_of(pair)?);
        }
        let texts: Vec<&Unit> = units.iter().map(|(_, unit)| unit).collect();
        let found = dedup::near_duplicates(&texts, languages).into_iter();
        let found = found.filter(|(.., relation)| *relation == Relation::Near);
        near.extend(found.map(|(place, earlier, _)| (units[place].0, units[earlier].0)));
    }
    Ok(near)
}

/// In so many pairs the same text is boilerplate; `None` if the user does not want to know.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A threshold is not negative.
fn boilerplate(build: &Build<'_>) -> Option<usize> {
    let rule = annotate::rule("boilerplate")?;
    let thresholds = &build.recipe.plan.settings.thresholds;
    thresholds
        .is_on(rule)
        .then(|| (thresholds.of(rule).ceil() as usize).max(2))
}

fn documents(build: &Build<'_>) -> Result<Vec<Told>> {
    let mut documents = Vec::new();
    for side in Side::BOTH {
        build.ledger.each_document(side, |row| {
            documents.push(Told {
                side,
                signature: dedup::Signature::from_bytes(&row.shingles).unwrap_or_else(|| dedup::Signature::of("")),
                id: row.id,
                date: row.date,
            });
            Ok(())
        })?;
    }
    Ok(documents)
}

/// The numbers of the pairs, and the places of their documents.
type Links = (Vec<i64>, Vec<(usize, usize)>);

fn links(build: &Build<'_>, documents: &[Told]) -> Result<Links> {
    let mut places: [FxHashMap<&str, usize>; 2] = [FxHashMap::default(), FxHashMap::default()];
    for (place, document) in documents.iter().enumerate() {
        places[document.side as usize].insert(&document.id, place);
    }
    let mut numbers = Vec::new();
    let mut links = Vec::new();
    for pair in build.ledger.all_pairs()? {
        let found = (places[0].get(&*pair.source), places[1].get(&*pair.target));
        if let (Some(&source), Some(&target)) = found {
            numbers.push(pair.number);
            links.push((source, target));
        }
    }
    Ok((numbers, links))
}

impl Told {
    fn entry(&self) -> dedup::Entry<'_> {
        dedup::Entry {
            date: self.date.as_deref(),
            signature: &self.signature,
        }
    }

    /// The number of the story that begins with this document: the same whatever other documents there are, and positive
    /// in 64 bits with a sign, which is what Parquet and `SQLite` have.
    fn story(&self) -> u64 {
        let mut name = vec![self.side as u8];
        name.extend_from_slice(self.id.as_bytes());
        SipHasher13::new().hash(&name) >> 1
    }
}
