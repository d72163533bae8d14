//! Web addresses, e-mail addresses and handles that one side lost or changed.

use super::{Check, Context, Draft, Findings, Kind, Severity};
use crate::alignment::{EvidenceKind, Side};
use crate::anchor::{self, Anchor};

/// An address of one side that the other does not have.
static LOST: Kind = Kind {
    id: "url-lost",
    category: "accuracy/mistranslation",
    severity: Severity::Warning,
    catches: "A web address, e-mail address, hashtag or handle that stands on one side only.",
    example: ("Write to help@example.org.", "Пишите нам."),
    misses: "An address that leads elsewhere although it is spelled the same.",
};

pub(super) static CHECK: Check = Check { kinds: &[&LOST], find };

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (place, bead) in context.linked() {
        for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
            let here = context.anchors_of(bead, side);
            let mut addresses = here.filter(|anchor| anchor.kind == EvidenceKind::Url).peekable();
            if addresses.peek().is_none() {
                continue;
            }
            let neighbours = context.neighbourhood(bead, other);
            let there: Vec<&Anchor> = neighbours
                .iter()
                .flat_map(|&sentence| context.anchors(other, sentence))
                .collect();
            for address in addresses {
                if there.iter().all(|anchor| anchor::similarity(address, anchor) == 0.0) {
                    let message = format!("{} is missing on the other side", address.value);
                    findings.add(Draft::new(&LOST, message).in_bead(place).at(side, address.span));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;

    #[test]
    fn lost_address_is_found() {
        let found = fixture::findings(&[("Write to help@example.org today.", "Пишите нам сегодня.")]);
        assert_eq!(found, ["url-lost: help@example.org | "]);
    }

    #[test]
    fn address_in_the_neighbourhood_is_not_lost() {
        let pairs = [
            ("Write to help@example.org today.", "Пишите нам сегодня."),
            ("We answer at once.", "Мы ответим сразу: help@example.org."),
        ];
        assert_eq!(fixture::findings(&pairs), [""; 0]);
    }
}
