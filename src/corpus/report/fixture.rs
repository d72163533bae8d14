//! A made-up corpus, as large as a test wants it.

use super::{Options, Outcome, Statistics};
use crate::alignment::Side;
use crate::corpus::unit::{Unit, UnitSide};
use crate::language::Language;

const ENGLISH: [&str; 4] = [
    "The ferry \"Onega\" left the harbour at 6:40 and returned two hours later.",
    "None of the 112 passengers was hurt, the captain of the port said.",
    "R&D <script>alert(1)</script> is no part of the story.",
    "The next ferry will leave on Thursday, if the weather lets it, and everybody who has a ticket may use it, said the company, \
     which has run the line since 1998 and has never lost a ship, a passenger or so much as a suitcase.",
];
const RUSSIAN: [&str; 4] = [
    "Паром «Онега» вышел из гавани в 6:40 и через два часа вернулся.",
    "Никто из 112 пассажиров не пострадал, сообщил капитан порта.",
    "НИОКР <script>alert(1)</script> к делу не относятся.",
    "Следующий паром уйдёт в четверг, если позволит погода, и билеты на него действительны, сообщила компания, которая \
     обслуживает линию с 1998 года и не потеряла ни одного судна, ни одного пассажира и ни одного чемодана.",
];

/// A unit that depends on its number only.
pub(crate) fn unit(number: usize) -> Unit {
    let noise = number.wrapping_mul(2_654_435_761) >> 7;
    let pair = number / 12;
    let side = |document: &str, text: &str| UnitSide {
        document: format!("{document}/{pair:05}.html"),
        date: (!pair.is_multiple_of(9)).then(|| format!("20{}-{:02}-14", 22 + pair % 3, 1 + pair % 12)),
        sentences: if text.is_empty() { Vec::new() } else { vec![number % 12] },
        text: text.to_owned(),
        role: "body",
        ..UnitSide::default()
    };
    let null = noise.is_multiple_of(11);
    #[allow(clippy::cast_precision_loss)]
    let confidence = 1.0 - ((noise % 1000) as f64 / 1000.0).powi(4);
    let mut reasons: Vec<String> = Vec::new();
    for (code, every) in [
        ("length_ratio", 9),
        ("numbers", 13),
        ("no_urls", 31),
        ("boilerplate_across_documents", 23),
    ] {
        if noise % every == 1 {
            reasons.push(code.to_owned());
        }
    }
    if confidence < 0.6 {
        reasons.push("low_confidence".to_owned());
    }
    reasons.sort();
    Unit {
        pair: format!("pair-{pair:05}"),
        bead: number % 12,
        bead_type: if null {
            "1-0"
        } else {
            ["1-1", "1-1", "1-1", "1-2", "2-1"][noise % 5]
        }
        .to_owned(),
        confidence,
        moved: noise.is_multiple_of(29),
        source: side("en", ENGLISH[noise % 4]),
        target: side(
            "ru",
            if null {
                ""
            } else {
                RUSSIAN[(noise + usize::from(noise.is_multiple_of(17))) % 4]
            },
        ),
        reasons,
        findings: if noise % 13 == 1 {
            vec!["accuracy/number:error".to_owned()]
        } else {
            Vec::new()
        },
        duplicate_of: (noise % 37 == 2).then(|| "pair-00000:1".to_owned()),
        ..Unit::default()
    }
}

/// The statistics of a made-up corpus with so many units.
pub(crate) fn statistics(units: usize) -> Statistics {
    let mut statistics = Statistics::new(Options {
        title: "Ferry news <2022–2024>".to_owned(),
        from: Some(Language::ENGLISH),
        to: Some(Language::RUSSIAN),
        ..Options::default()
    });
    for document in 0..units / 12 {
        let side = Some(if document % 2 == 0 { Side::Source } else { Side::Target });
        statistics.document(side, Outcome::Paired);
        statistics.document(
            side,
            if document % 5 == 0 {
                Outcome::Unpaired
            } else {
                Outcome::Paired
            },
        );
        if document % 40 == 0 {
            statistics.document(side, Outcome::LeftOut("is in Ukrainian"));
            let place = format!("heap/{document}.html");
            statistics.document(
                side,
                Outcome::Failed {
                    reason: "holds no text",
                    place: &place,
                },
            );
        }
    }
    for number in 0..units {
        let unit = unit(number);
        let kept = unit.reasons.iter().all(|reason| reason == "no_urls")
            && unit.duplicate_of.is_none()
            && !unit.target.text.is_empty();
        statistics.add(&unit, kept);
    }
    statistics
}
