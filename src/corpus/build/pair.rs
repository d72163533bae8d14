//! Finds which documents belong together.

use super::{Build, Key, Observer, Step};
use crate::alignment::Side;
use crate::corpus::ledger::Paired;
use crate::corpus::pair;
use crate::error::Result;

/// Pairs the documents, unless nothing has changed since they were paired.
pub(super) fn run(build: &Build<'_>, observer: &mut dyn Observer) -> Result<()> {
    let mut key = Key::new("pair");
    key.add(format!("{:?}", build.recipe.plan.configuration.min_score).as_bytes());
    let mut heaps: [Vec<pair::Entry>; 2] = [Vec::new(), Vec::new()];
    let mut hashes: [Vec<[u8; 32]>; 2] = [Vec::new(), Vec::new()];
    for side in Side::BOTH {
        build.ledger.each_document(side, |row| {
            key.add(row.id.as_bytes());
            key.add(&row.hash);
            // Signatures of another version of the program are read as empty: such a document is paired with nothing.
            let signature = pair::Signature::from_bytes(&row.signature).unwrap_or_default();
            hashes[side as usize].push(row.hash);
            heaps[side as usize].push(pair::Entry { id: row.id, signature });
            Ok(())
        })?;
    }
    let key = key.finish();
    if build.is_done("paired", &key)? {
        return Ok(());
    }
    observer.begin(Step::Pair, None);
    let [from, to] = build.recipe.languages;
    let mut options = pair::Options {
        from: Some(from),
        to: Some(to),
        ..pair::Options::default()
    };
    if let Some(score) = build.recipe.plan.configuration.min_score {
        options.min_score = score;
    }
    let matching = pair::match_documents(&heaps[0], &heaps[1], &options);
    let pairs: Vec<Paired> = matching
        .pairs
        .iter()
        .map(|found| paired(build, found, &heaps, &hashes))
        .collect();
    build.ledger.put_pairs(&pairs)?;
    build.ledger.set("paired", key)?;
    observer.end();
    Ok(())
}

fn paired(
    build: &Build<'_>,
    found: &pair::PairedDocuments,
    heaps: &[Vec<pair::Entry>; 2],
    hashes: &[Vec<[u8; 32]>; 2],
) -> Paired {
    let key = Key::new("align")
        .with(&hashes[0][found.source])
        .with(&hashes[1][found.target])
        .with(build.recipe.plan.settings_text.as_bytes());
    let runner_up = found.runner_up.as_ref();
    Paired {
        source: heaps[0][found.source].id.clone(),
        target: heaps[1][found.target].id.clone(),
        score: found.score,
        kind: found.kind.name().to_owned(),
        why: found.reasons.join("; "),
        runner_up: runner_up.map(|rival| (heaps[rival.side as usize][rival.document].id.clone(), rival.score)),
        key: key.finish(),
    }
}
