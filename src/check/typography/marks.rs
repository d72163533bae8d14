//! Brackets without partner, and marks that a text uses in two ways.

use super::{BRACKET, DASH, QUOTES};
use crate::alignment::{Bead, Side};
use crate::check::{Context, Draft, Findings, Kind, Severity};
use crate::document::Span;

const OPENING: [char; 2] = ['(', '['];
const CLOSING: [char; 2] = [')', ']'];

/// The rarer of two marks is a slip only if the other is so many times as frequent.
const TIMES: usize = 5;

/// The first bracket of each side of a bead that has no partner.
pub(super) fn find_brackets(context: &Context<'_>, place: usize, bead: &Bead, findings: &mut Findings<'_>) {
    let found = Side::BOTH.map(|side| lone_bracket(context, bead, side));
    for (side, other) in [(Side::Source, Side::Target), (Side::Target, Side::Source)] {
        let Some(span) = found[side as usize] else { continue };
        let text = context.pair().bead_text(bead, other);
        let paired = found[other as usize].is_none() && text.contains(OPENING) && text.contains(CLOSING);
        let severity = if paired { Severity::Warning } else { Severity::Info };
        let bracket = span.of(&context.pair().document(side).text);
        let message = format!("{bracket} has no partner");
        let draft = Draft::new(&BRACKET, message).in_bead(place).with_severity(severity);
        findings.add(draft.at(side, span));
    }
}

fn lone_bracket(context: &Context<'_>, bead: &Bead, side: Side) -> Option<Span> {
    let document = context.pair().document(side);
    let mut open: Vec<(usize, char)> = Vec::new();
    for &sentence in bead.side(side) {
        let span = document.sentences[sentence].span;
        let text = span.of(&document.text);
        for (at, c) in text.char_indices() {
            if OPENING.contains(&c) {
                open.push((span.start + at, c));
            } else if let Some(kind) = CLOSING.iter().position(|closing| *closing == c) {
                match open.last() {
                    Some((_, opening)) if *opening == OPENING[kind] => {
                        open.pop();
                    }
                    // The smiley :) and the list item 1) open nothing.
                    _ if closes_nothing(&text[..at]) => {}
                    _ => return Some(Span::new(span.start + at, span.start + at + 1)),
                }
            }
        }
    }
    // A sad smiley opens nothing.
    open.retain(|(at, _)| !document.text[..*at].ends_with([':', ';', '(']));
    open.first().map(|(at, _)| Span::new(*at, at + 1))
}

fn closes_nothing(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_item = word.chars().count() <= 2 && word.chars().all(char::is_alphanumeric);
    is_item || before.ends_with([':', ';', '-', ')', '='])
}

/// Marks of one kind in a text that otherwise uses another: the first of them.
pub(super) fn find_mixed(context: &Context<'_>, side: Side, findings: &mut Findings<'_>) {
    let mut quotes = Tally::default();
    let mut dashes = Tally::default();
    for sentence in 0..context.pair().document(side).sentences.len() {
        let Some(bead) = context.bead_of(side, sentence) else {
            continue;
        };
        let start = context.pair().document(side).sentences[sentence].span.start;
        let text = context.text(side, sentence);
        for (at, c) in text.char_indices() {
            match c {
                '«' | '“' | '„' => quotes.usual += 1,
                // An inch sign stands behind a digit.
                '"' if !text[..at].ends_with(|c: char| c.is_ascii_digit()) => quotes.slip(bead, start + at),
                '–' | '—' => dashes.usual += 1,
                '-' if text[..at].ends_with(char::is_whitespace) && text[at + 1..].starts_with(char::is_whitespace) => {
                    dashes.slip(bead, start + at);
                }
                _ => {}
            }
        }
    }
    quotes.report(
        side,
        &QUOTES,
        "a straight quotation mark among typographic ones",
        findings,
    );
    dashes.report(side, &DASH, "a hyphen in the place of a dash", findings);
}

#[derive(Default)]
struct Tally {
    usual: usize,
    slips: usize,
    /// The bead and place of the first slip.
    first: Option<(usize, usize)>,
}

impl Tally {
    fn slip(&mut self, bead: usize, at: usize) {
        self.slips += 1;
        self.first.get_or_insert((bead, at));
    }

    fn report(&self, side: Side, kind: &'static Kind, message: &str, findings: &mut Findings<'_>) {
        let Some((bead, at)) = self.first.filter(|_| self.usual >= TIMES * self.slips.div_ceil(2)) else {
            return;
        };
        let message = format!("{message}: {} against {}", self.slips, self.usual);
        findings.add(Draft::new(kind, message).in_bead(bead).at(side, Span::new(at, at + 1)));
    }
}
