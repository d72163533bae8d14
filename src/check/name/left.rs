//! The names that are left over on the two sides of a bead: which stand for each other, and which stand alone.

use super::mention::Mention;
use super::view::{Place, View};
use super::{ADDED, CHANGED, LOST};
use crate::alignment::Side;
use crate::check::dictionary::Dictionary;
use crate::check::{Context, Draft, Findings, Severity};
use crate::language::Language;

/// Names left over that sound as much alike as this are two spellings of one.
const TWO_SPELLINGS: f64 = 0.55;

/// From what certainty of both names together they are reported.
const SURE: f64 = 1.0;

/// The same where one of them only may be a name.
const LIKELY: f64 = 1.5;

/// What is less surely a name is reported only in the same place of a longer name, or against a name.
const NAME: f64 = 0.75;

/// What may be no name in the other language: abbreviations, acronyms, adjectives.
const NO_NAME: f64 = 0.22;

/// From what fit of the words beside two certain names it is an error.
const FITS: f32 = 0.2;

/// A name that is left over.
struct Left<'m, 'a> {
    name: &'m Mention<'a>,
    place: Place,
    certainty: f64,
    /// Whether it stands beside a name that the other side has: `Donald` beside `Trump`, which the other side says alone.
    expands: bool,
}

/// Reports the names left over on both sides of a bead.
pub(super) fn report(
    context: &Context<'_>,
    dictionary: Option<&'static Dictionary>,
    view: &View,
    place: usize,
    left: &[Vec<&Mention<'_>>; 2],
    findings: &mut Findings<'_>,
) {
    let [mut source, mut target] = Side::BOTH.map(|side| strange(context, dictionary, view, side, left));
    let mut changed = false;
    while let Some((one, two)) = best(view, &source, &target) {
        let (one, two) = (source.remove(one), target.remove(two));
        report_changed(context, view, place, &one, &two, findings);
        changed = true;
    }
    if !changed {
        report_alone(context, view, place, Side::Source, &source, findings);
        // An acronym may be any name: LSU is in Louisiana.
        if !left[Side::Source as usize].iter().any(|name| name.key.is_acronym()) {
            report_alone(context, view, place, Side::Target, &target, findings);
        }
    }
}

/// The names of one side that nothing on the other sounds like.
fn strange<'m, 'a>(
    context: &Context<'_>,
    dictionary: Option<&'static Dictionary>,
    view: &View,
    side: Side,
    left: &[Vec<&'m Mention<'a>>; 2],
) -> Vec<Left<'m, 'a>> {
    if view.says_the_capital(side.other()) {
        // "The Austrian capital" may stand for Vienna.
        return Vec::new();
    }
    let names = left[side as usize].iter();
    let strange = names.filter(|name| {
        // Languages that inflect have forms of ordinary words that no dictionary knows.
        let fit = !name.is_likely || context.language(side) == Some(Language::ENGLISH);
        fit && name.likeness(view.names_uncovered(side.other())) < TWO_SPELLINGS && !name.is_of_a_currency(context)
    });
    let is_left = |word: usize| left[side as usize].iter().any(|other| view.holds(other, word));
    strange
        .map(|name| Left {
            name,
            place: view.place(name),
            certainty: name.certainty(dictionary),
            expands: view.neighbours(name).iter().any(|&word| !is_left(word)),
        })
        .collect()
}

/// The two names that most surely stand for each other, if any do.
fn best(view: &View, source: &[Left], target: &[Left]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, f32, usize, usize)> = None;
    for (i, one) in source.iter().enumerate() {
        for (j, two) in target.iter().enumerate() {
            let in_place = view.are_in_one_place(one.place, two.place);
            let (certainty, fit) = (one.certainty + two.certainty, view.fit(one.place, two.place));
            let (low, high) = if one.certainty <= two.certainty {
                (one, two)
            } else {
                (two, one)
            };
            // What only may be a name needs a name that is certain to be one.
            let named = low.certainty >= NO_NAME
                && [low, high]
                    .iter()
                    .any(|name| name.certainty >= NAME && !name.name.is_likely)
                && !(low.certainty < NAME && high.expands)
                // Titles of films and books are translated.
                && !(low.certainty < 1.0 && view.is_title(one.name) && view.is_title(two.name));
            let likely = one.name.is_likely || two.name.is_likely;
            let accepted = certainty >= if likely { LIKELY } else { SURE } && (in_place || named);
            if accepted && best.is_none_or(|best| (certainty, fit) > (best.0, best.1)) {
                best = Some((certainty, fit, i, j));
            }
        }
    }
    best.map(|(_, _, one, two)| (one, two))
}

fn report_changed(
    context: &Context<'_>,
    view: &View,
    place: usize,
    one: &Left,
    two: &Left,
    findings: &mut Findings<'_>,
) {
    let message = format!("{} against {}", one.name.text(context), two.name.text(context));
    let mut draft = Draft::new(&CHANGED, message).in_bead(place);
    if one.certainty + two.certainty >= 2.0 && view.fit(one.place, two.place) >= FITS {
        draft = draft.with_severity(Severity::Error);
    }
    findings.add(draft.at(Side::Source, one.name.span).at(Side::Target, two.name.span));
}

/// Reports the names that only one side has: full names of the source, and names of the target.
fn report_alone(
    context: &Context<'_>,
    view: &View,
    place: usize,
    side: Side,
    names: &[Left],
    findings: &mut Findings<'_>,
) {
    let (kind, words) = match side {
        Side::Source => (&LOST, "is missing on the other side"),
        Side::Target => (&ADDED, "does not stand on the other side"),
    };
    for run in names.chunk_by(|one, two| one.name.is_right_before(two.name)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let certain = run.iter().all(|name| name.certainty >= NAME && !name.name.is_likely);
        // Countries and institutions are what translators add to explain.
        let explains = |name: &Left| name.expands || name.name.key.listed().is_some() || view.is_title(name.name);
        let alone = side == Side::Target && !run.iter().any(explains);
        if certain && (run.len() > 1 || alone) {
            let span = first.name.span.cover(last.name.span);
            let text = span.of(&context.pair().document(side).text);
            findings.add(
                Draft::new(kind, format!("{text} {words}"))
                    .in_bead(place)
                    .at(side, span),
            );
        }
    }
}
