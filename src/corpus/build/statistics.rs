//! Counts a corpus for its report.

use super::Plan;
use super::write::Choices;
use crate::corpus::ledger::{DocumentState, Ledger};
use crate::corpus::report::{Options, Outcome, Statistics};
use crate::error::Result;

/// What there is to say about a corpus. Takes time linear in its units, and memory that does not depend on them.
///
/// # Errors
/// If the choices are wrong or the ledger cannot be read.
pub fn statistics(ledger: &Ledger, plan: &Plan, samples: usize) -> Result<Statistics> {
    let [from, to] = plan.configuration.languages()?;
    let selection = Choices::of(&plan.configuration, &plan.settings)?.selection;
    let mut statistics = Statistics::new(Options {
        title: plan.configuration.name.clone(),
        from: Some(from),
        to: Some(to),
        samples,
    });
    ledger.each_fate(|side, state, place, reason, paired| {
        let outcome = match state {
            DocumentState::Ready if paired => Outcome::Paired,
            DocumentState::Ready => Outcome::Unpaired,
            DocumentState::LeftOut => Outcome::LeftOut(reason),
            DocumentState::Failed => Outcome::Failed { reason, place },
        };
        statistics.document(Some(side), outcome);
    })?;
    for message in ledger.troubles()? {
        let (reason, place) = (message.as_str(), "");
        statistics.document(None, Outcome::Failed { reason, place });
    }
    for unit in ledger.units_to_write() {
        let unit = unit?;
        match selection.why_not(&unit) {
            None => statistics.add(&unit, true),
            Some(loss) => statistics.add_lost(&unit, &loss.codes),
        }
    }
    Ok(statistics)
}
