//! What the checks found: a list above the texts, marks in the texts, and notes under the passages.
//!
//! The list is filtered by severity with style alone and folded by check, so that both work without the script.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::View;
use super::beads::beginning;
use super::wording::counted;
use crate::alignment::{AlignedPair, Side};
use crate::check::{self, Finding, Severity};
use crate::document::Span;

/// Of more findings than this only the checks with errors are unfolded.
const MOST_UNFOLDED: usize = 30;

/// Of a finding that stands in more passages than this, only the first are linked.
const MOST_LINKS: usize = 6;

/// Findings by where they are shown.
pub(super) struct Flags<'a> {
    findings: &'a [Finding],
    /// For each side and sentence: the places of findings in it, with the findings' numbers.
    of_sentence: [Vec<Vec<(Span, usize)>>; 2],
    /// For each bead, the numbers of its findings.
    of_bead: Vec<Vec<usize>>,
}

impl<'a> Flags<'a> {
    pub(super) fn new(pair: &AlignedPair, findings: &'a [Finding]) -> Self {
        let of_sentence = Side::BOTH.map(|side| places_by_sentence(pair, findings, side));
        Self {
            findings,
            of_bead: numbers_by_bead(pair, findings, &of_sentence),
            of_sentence,
        }
    }

    /// The numbers of the findings of a bead.
    pub(super) fn of_bead(&self, place: usize) -> &[usize] {
        self.of_bead.get(place).map_or(&[], Vec::as_slice)
    }

    /// The first beads that have a finding.
    fn beads_of(&self, number: usize) -> Vec<usize> {
        if let Some(place) = self.findings[number].bead {
            return vec![place];
        }
        let beads = self.of_bead.iter().enumerate();
        let places = beads.filter(|(_, numbers)| numbers.binary_search(&number).is_ok());
        places.map(|(place, _)| place).take(MOST_LINKS).collect()
    }

    /// How many beads have findings.
    pub(super) fn flagged_beads(&self) -> usize {
        self.of_bead.iter().filter(|numbers| !numbers.is_empty()).count()
    }

    /// Cuts a part of a sentence where the places of findings begin and end; with each piece the findings there.
    pub(super) fn cut(&self, text: &str, side: Side, sentence: usize, part: Span) -> Vec<(Span, Vec<usize>)> {
        let places = &self.of_sentence[side as usize][sentence];
        let mut cuts: Vec<usize> = places.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.retain(|&cut| part.start < cut && cut < part.end && text.is_char_boundary(cut));
        cuts.extend([part.start, part.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let pieces = cuts.windows(2).map(|ends| Span::new(ends[0], ends[1]));
        pieces
            .map(|piece| {
                let here = places.iter().filter(|(span, _)| span.contains(piece));
                (piece, here.map(|&(_, number)| number).collect())
            })
            .collect()
    }

    /// The worst severity among findings, as a class.
    pub(super) fn worst(&self, numbers: &[usize]) -> &'static str {
        let severities = numbers.iter().map(|&number| self.findings[number].severity);
        severities.max().unwrap_or(Severity::Info).name()
    }

    /// What findings say, each on a line.
    pub(super) fn messages(&self, numbers: &[usize]) -> String {
        let messages = numbers.iter().map(|&number| self.findings[number].message.as_str());
        messages.collect::<Vec<_>>().join("\n")
    }

    /// The numbers of the findings of each check, worst first; the checks with the worst findings first.
    fn by_check(&self) -> Vec<(&'static str, Vec<usize>)> {
        let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
        for name in check::names() {
            let all = self.findings.iter().enumerate();
            let mut numbers: Vec<usize> = all.filter(|(_, f)| f.kind.check() == name).map(|(n, _)| n).collect();
            numbers.sort_by_key(|&number| Reverse(self.findings[number].severity));
            if !numbers.is_empty() {
                groups.push((name, numbers));
            }
        }
        groups.sort_by_key(|(_, numbers)| Reverse(self.findings[numbers[0]].severity));
        groups
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// `2 errors, 1 warning`.
    fn tally(&self) -> String {
        let severities = Severity::ALL.into_iter().rev();
        let counts = severities.map(|severity| (severity, self.count(severity)));
        let words = counts
            .filter(|(_, count)| *count > 0)
            .map(|(severity, count)| counted(count, severity.name()));
        words.collect::<Vec<_>>().join(", ")
    }
}

/// The findings of each bead; one that names no bead belongs to all those that its places stand in.
fn numbers_by_bead(
    pair: &AlignedPair,
    findings: &[Finding],
    of_sentence: &[Vec<Vec<(Span, usize)>>; 2],
) -> Vec<Vec<usize>> {
    let beads = pair.alignment.beads.iter();
    let mut of_bead: Vec<Vec<usize>> = beads
        .map(|bead| {
            let places = Side::BOTH.into_iter().flat_map(|side| {
                let sentences = bead.side(side).iter();
                sentences.flat_map(move |&sentence| &of_sentence[side as usize][sentence])
            });
            let numbers = places.map(|&(_, number)| number);
            numbers.filter(|&number| findings[number].bead.is_none()).collect()
        })
        .collect();
    for (number, finding) in findings.iter().enumerate() {
        if let Some(numbers) = finding.bead.and_then(|place| of_bead.get_mut(place)) {
            numbers.push(number);
        }
    }
    for numbers in &mut of_bead {
        numbers.sort_unstable();
        numbers.dedup();
    }
    of_bead
}

fn places_by_sentence(pair: &AlignedPair, findings: &[Finding], side: Side) -> Vec<Vec<(Span, usize)>> {
    let sentences = &pair.document(side).sentences;
    let mut places = vec![Vec::new(); sentences.len()];
    for (number, finding) in findings.iter().enumerate() {
        for &span in finding.spans(side) {
            let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
            let behind = sentences.partition_point(|sentence| sentence.span.start < span.end);
            for (of_sentence, sentence) in places.iter_mut().zip(sentences).take(behind).skip(first) {
                let start = span.start.max(sentence.span.start);
                of_sentence.push((Span::new(start, span.end.min(sentence.span.end)), number));
            }
        }
    }
    places
}

/// The list of all findings.
pub(super) fn section(view: &View, flags: &Flags) -> Markup {
    html! {
        section.findings #findings aria-labelledby="findings-title" {
            h2 #findings-title { "Findings" }
            @if flags.findings.is_empty() {
                p.tally { "The checks found nothing." }
            } @else {
                p.tally { (flags.tally()) }
                (sieve(flags))
                @for (name, numbers) in flags.by_check() { (group(view, flags, name, &numbers)) }
            }
        }
    }
}

/// What the list can be filtered by.
fn sieve(flags: &Flags) -> Markup {
    html! {
        div.sieve role="group" aria-label="Show findings" {
            @for severity in Severity::ALL.into_iter().rev() {
                @let count = flags.count(severity);
                @if count > 0 {
                    label { input #{ "show-" (severity.name()) } type="checkbox" checked; (counted(count, severity.name())) }
                }
            }
            label hidden {
                "of " select #check-choice {
                    option value="" selected { "all checks" }
                    @for (name, numbers) in flags.by_check() { option value=(name) { (name) " (" (numbers.len()) ")" } }
                }
            }
        }
    }
}

fn group(view: &View, flags: &Flags, name: &str, numbers: &[usize]) -> Markup {
    let worst = flags.findings[numbers[0]].severity;
    let open = flags.findings.len() <= MOST_UNFOLDED || worst == Severity::Error;
    html! {
        details.check data-check=(name) open[open] {
            summary { (name) span.count { (numbers.len()) } }
            ol { @for &number in numbers { (entry(view, flags, number)) } }
        }
    }
}

fn entry(view: &View, flags: &Flags, number: usize) -> Markup {
    let finding = &flags.findings[number];
    let severity = finding.severity.name();
    html! {
        li #{ "finding-" (number + 1) } class={ "finding " (severity) } {
            span.badge { (severity) }
            div.said {
                p { (finding.message) }
                (words(view, finding))
                @if let Some(suggestion) = &finding.suggestion {
                    p { "Suggestion: " span lang=[view.language(Side::Target)] dir="auto" { (suggestion) } }
                }
                p.about {
                    @for place in flags.beads_of(number) {
                        a href={ "#bead-" (place + 1) } { (name_of(view, place)) } " · "
                    }
                    (finding.kind.id) " · " (finding.kind.category) " · ID " code { (finding.fingerprint) }
                }
            }
        }
    }
}

/// What a bead is called: by the file that holds both sides, else by its number.
fn name_of(view: &View, place: usize) -> String {
    let unit = view.pair.unit(place);
    unit.map_or_else(|| format!("passage {}", place + 1), ToString::to_string)
}

/// The marked words of both sides, unless the message says them already.
fn words(view: &View, finding: &Finding) -> Markup {
    let sides = Side::BOTH.map(|side| (side, marked(view.pair, finding, side)));
    html! {
        @if sides.iter().any(|(_, words)| !finding.message.contains(words)) {
            p.words {
                @for (position, (side, words)) in sides.iter().filter(|(_, words)| !words.is_empty()).enumerate() {
                    @if position > 0 { " ↔ " }
                    span lang=[view.language(*side)] dir="auto" { (words) }
                }
            }
        }
    }
}

/// The marked words of one side; of each place the beginning.
fn marked(pair: &AlignedPair, finding: &Finding, side: Side) -> String {
    let text = &pair.document(side).text;
    let places = finding
        .spans(side)
        .iter()
        .filter_map(|span| text.get(span.start..span.end));
    places.map(beginning).collect::<Vec<_>>().join(" … ")
}

/// What was found in a passage, under it.
pub(super) fn notes(flags: &Flags, place: usize) -> Markup {
    let numbers = flags.of_bead(place);
    html! {
        @if !numbers.is_empty() {
            ul.notes {
                @for &number in numbers {
                    @let finding = &flags.findings[number];
                    li class={ "note " (finding.severity.name()) } {
                        a href={ "#finding-" (number + 1) } {
                            span.hidden { (finding.severity.name()) ": " } (finding.message)
                        }
                    }
                }
            }
        }
    }
}
