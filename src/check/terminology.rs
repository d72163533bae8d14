//! Terms of a glossary that the translation does not use, or uses although the glossary forbids them.

mod glossary;

use super::{Check, Context, Draft, Findings, Kind, Severity, Word};
use crate::alignment::{Bead, Side};
use crate::document::Span;
use crate::language::Stemmer;
pub use glossary::Glossary;
use glossary::{Term, Terms};

static MISSING: Kind = Kind {
    id: "terminology-missing",
    category: "terminology/wrong-term",
    severity: Severity::Warning,
    catches: "A source term whose translation in the glossary does not stand in the target.",
    example: ("The holding company was sold.", "Фирму продали."),
    misses: "Translations that the glossary does not list, although they may be right.",
};

static FORBIDDEN: Kind = Kind {
    id: "terminology-forbidden",
    category: "terminology/wrong-term",
    severity: Severity::Warning,
    catches: "A target term that the glossary forbids.",
    example: ("The holding company was sold.", "Холдинговая фирма была продана."),
    misses: "Other words for the same.",
};

pub(super) static CHECK: Check = Check {
    kinds: &[&MISSING, &FORBIDDEN],
    find,
};

fn find(context: &Context<'_>, findings: &mut Findings<'_>) {
    let languages = Side::BOTH.map(|side| context.language(side));
    let glossaries = context.settings().terms.iter();
    for terms in glossaries.filter_map(|glossary| glossary.for_languages(languages)) {
        for (place, bead) in context.linked() {
            find_missing(context, terms, (place, bead), findings);
            find_forbidden(context, terms, (place, bead), findings);
        }
    }
    for side in Side::BOTH {
        find_listed(context, side, findings);
    }
}

/// The forbidden terms of the settings, on the side of their language.
fn find_listed(context: &Context<'_>, side: Side, findings: &mut Findings<'_>) {
    let stemmer = Stemmer::new(context.language(side));
    let forbidden = context.settings().glossary.forbidden.iter();
    let forbidden = forbidden.filter(|term| context.language(side) == Some(term.language));
    let terms: Vec<Term> = forbidden
        .map(|forbidden| Term::new(&forbidden.term, &stemmer))
        .collect();
    let sentences = 0..context.pair().document(side).sentences.len();
    for sentence in sentences.filter(|_| !terms.is_empty()) {
        let Some(place) = context.bead_of(side, sentence) else {
            continue;
        };
        let words = context.words(side, sentence);
        for span in terms.iter().filter_map(|term| position(words, &term.stems)) {
            let text = span.of(&context.pair().document(side).text);
            let message = format!("{text} is a forbidden term");
            findings.add(Draft::new(&FORBIDDEN, message).in_bead(place).at(side, span));
        }
    }
}

fn find_missing(context: &Context<'_>, terms: &Terms, (place, bead): (usize, &Bead), findings: &mut Findings<'_>) {
    for &sentence in &bead.source {
        for (span, rendering) in terms.sources_in(context.words(Side::Source, sentence)) {
            let around = context.neighbourhood(bead, Side::Target);
            let stands = |term: &Term| {
                let mut sentences = around.iter();
                sentences.any(|&at| position(context.words(Side::Target, at), &term.stems).is_some())
            };
            let Some(wanted) = rendering.accepted.first() else {
                continue;
            };
            if !rendering.accepted.iter().any(stands) {
                let text = span.of(&context.pair().document(Side::Source).text);
                let message = format!("the glossary translates {text} as {}", wanted.text);
                let draft = Draft::new(&MISSING, message).in_bead(place).at(Side::Source, span);
                findings.add(draft.suggesting(&wanted.text));
            }
        }
    }
}

fn find_forbidden(context: &Context<'_>, terms: &Terms, (place, bead): (usize, &Bead), findings: &mut Findings<'_>) {
    for &sentence in &bead.target {
        for (span, wanted) in terms.forbidden_in(context.words(Side::Target, sentence)) {
            let text = span.of(&context.pair().document(Side::Target).text);
            let draft = Draft::new(&FORBIDDEN, format!("the glossary forbids {text}"));
            let draft = draft.in_bead(place).at(Side::Target, span);
            findings.add(match wanted {
                Some(wanted) => draft.suggesting(wanted),
                None => draft,
            });
        }
    }
}

/// Where words with these stems stand in a row.
fn position(words: &[Word], stems: &[String]) -> Option<Span> {
    let mut runs = words.windows(stems.len().max(1));
    let run = runs.find(|run| run.iter().zip(stems).all(|(word, stem)| word.stem == *stem))?;
    Some(run.first()?.span.cover(run.last()?.span))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Settings, fixture, run};
    use super::*;

    fn found(source: &str, target: &str) -> Vec<(&'static str, Option<String>)> {
        let folder = std::env::temp_dir().join(format!("beadwork-glossary-{}-{}", std::process::id(), source.len()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("terms.csv");
        let table = "en,ru,status\nholding company,холдинговая компания,preferred\n\
                     holding company,холдинговая фирма,forbidden\nboard,правление,\nboard,совет директоров,\n";
        std::fs::write(&path, table).unwrap();
        let settings = Settings {
            terms: vec![Arc::new(Glossary::read(&path).unwrap())],
            ..Settings::default()
        };
        std::fs::remove_dir_all(&folder).unwrap();
        let findings = run(&fixture::pair(&[(source, target)]), &settings).into_iter();
        findings
            .filter(|finding| finding.kind.id.starts_with("terminology"))
            .map(|finding| (finding.kind.id, finding.suggestion))
            .collect()
    }

    #[test]
    fn terms_are_found_in_any_form() {
        assert_eq!(
            found(
                "The holding companies merged.",
                "Слияние холдинговых компаний завершено."
            ),
            []
        );
        assert_eq!(found("The board resigned.", "Члены совета директоров ушли."), []);
        let wanted = Some("холдинговая компания".to_owned());
        assert_eq!(
            found("The holding company was sold today.", "Компанию сегодня продали."),
            [("terminology-missing", wanted)]
        );
    }

    #[test]
    fn forbidden_terms_are_found_with_what_should_stand_there() {
        let wanted = Some("холдинговая компания".to_owned());
        let found = found("The holding company was then sold.", "Потом продали холдинговую фирму.");
        assert_eq!(
            found,
            [
                ("terminology-missing", wanted.clone()),
                ("terminology-forbidden", wanted)
            ]
        );
    }
}
