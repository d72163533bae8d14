//! Made-up units for tests.

use crate::corpus::{Unit, UnitSide};
use crate::document::Span;

/// The unit at `bead` of a pair: one sentence on either side.
pub(super) fn unit(pair: &str, bead: usize) -> Unit {
    let side = |language: &str, text: String| UnitSide {
        document: format!("{language}/{pair}.html"),
        url: Some(format!("https://example.org/{language}/{pair}?a=1&b=2")),
        date: Some("2024-02-14T10:30+03:00".to_owned()),
        sentences: vec![bead],
        span: Some(Span::new(100 * bead, 100 * bead + text.len())),
        starts: vec![0],
        text,
        role: "body",
    };
    Unit {
        pair: pair.to_owned(),
        bead,
        bead_type: "1-1".to_owned(),
        confidence: 0.9,
        source: side("en", format!("The bridge over the river was closed {bead} days ago.")),
        target: side("ru", format!("Мост через реку закрыли {bead} дней назад.")),
        story: pair.bytes().map(u64::from).sum(),
        ..Unit::default()
    }
}

/// A unit of two sentences and one, with everything that a format could stumble over.
pub(super) fn odd(pair: &str, bead: usize) -> Unit {
    let mut unit = unit(pair, bead);
    unit.bead_type = "2-1".to_owned();
    unit.moved = true;
    unit.source.text = "\"A < B & C\", said <b>O'Neil</b>.\u{7}\nSecond ]]> line\u{ffff} \u{1f600}\u{301}.".to_owned();
    unit.source.starts = vec![0, unit.source.text.find("Second").unwrap_or(0)];
    unit.source.sentences = vec![bead, bead + 1];
    unit.source.url = None;
    unit.target.text = "\u{feff}«А < Б & В», —\tсказал\u{a0}О'Нил\u{85}1,5\u{2028}млн.".to_owned();
    unit.target.date = None;
    unit.target.role = "title";
    unit.reasons = vec!["length-ratio".to_owned(), "numbers".to_owned()];
    unit.findings = vec!["accuracy/number:error".to_owned()];
    unit.duplicate_of = Some("a & b:3".to_owned());
    unit
}

/// A source sentence without counterpart.
pub(super) fn null(pair: &str, bead: usize) -> Unit {
    let mut unit = unit(pair, bead);
    unit.bead_type = "1-0".to_owned();
    unit.target = UnitSide {
        document: unit.target.document,
        ..UnitSide::default()
    };
    unit
}

/// A small corpus of so many pairs: every third has odd units, every other a sentence without counterpart.
pub(super) fn corpus(pairs: usize) -> impl Iterator<Item = Unit> {
    (0..pairs).flat_map(|number| {
        let pair = format!("pair-{number:04}");
        let mut units: Vec<Unit> = (0..4).map(|bead| unit(&pair, bead)).collect();
        if number % 3 == 0 {
            units.push(odd(&pair, 4));
        }
        if number % 2 == 0 {
            units.push(null(&pair, 6));
        }
        // Two pairs tell one story.
        for unit in &mut units {
            unit.story = number as u64 / 2;
        }
        units
    })
}
