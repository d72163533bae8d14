//! Codes: letters with figures, such as `RA-25656`, `Ми-8`, `F-16`, `5G`.

use super::Anchor;
use super::scan::{Case, Kind, Scan, is_hyphen};
use super::transliterate;
use crate::alignment::EvidenceKind;

/// Finds the codes of a sentence. A word of more than four letters before the figures is a name with a number
/// (`Boeing-737` is also written `Boeing 737`), and is left to the kinds behind.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let mut index = 0;
    while index < scan.tokens.len() {
        let Some(end) = code_at(scan, index) else {
            index += 1;
            continue;
        };
        let place = scan.span(index, end);
        let value = normal_form(place.of(scan.text));
        anchors.push(Anchor::plain(EvidenceKind::Token, place, value));
        scan.take(index, end);
        index = end;
    }
}

/// The end of the code at a token.
fn code_at(scan: &Scan, index: usize) -> Option<usize> {
    let token = scan.tokens[index];
    let joined_on = index > 0 && scan.is_close(index) && !is_open_mark(scan, index - 1);
    let free = !token.used && !joined_on;
    match token.kind {
        Kind::Word if free => letters_first(scan, index),
        Kind::Digits if free => figures_first(scan, index),
        _ => None,
    }
}

fn is_open_mark(scan: &Scan, index: usize) -> bool {
    matches!(scan.tokens[index].kind, Kind::Mark(mark) if !mark.is_alphanumeric() && !is_hyphen(mark) && mark != '.' && mark != ',')
}

/// `RA-25656`, `Ми-8`, `C4`, `B2B`.
fn letters_first(scan: &Scan, index: usize) -> Option<usize> {
    let token = scan.tokens[index];
    let capital = token.case != Case::Lower;
    let hyphen = usize::from(scan.is_close_mark(index + 1, is_hyphen));
    let figures_at = index + 1 + hyphen;
    if !capital
        || !scan.is_close(figures_at)
        || scan.lower(index).chars().nth(4).is_some()
        || scan.figures(figures_at).is_none()
    {
        return None;
    }
    if hyphen == 1 && token.meaning.month.is_some() {
        return None;
    }
    let mut end = figures_at + 1;
    while part_behind(scan, end) {
        end += 1 + usize::from(scan.mark(end).is_some());
    }
    Some(end)
}

/// Whether another part of the code is joined on: `МС-21-300`, `Су-30СМ`.
fn part_behind(scan: &Scan, end: usize) -> bool {
    if !scan.is_close(end) {
        return false;
    }
    let at = end + usize::from(scan.mark(end).is_some_and(is_hyphen));
    let Some(part) = scan.tokens.get(at).filter(|_| scan.is_close(at)) else {
        return false;
    };
    match part.kind {
        Kind::Digits => !part.used,
        Kind::Word => matches!(part.case, Case::Upper | Case::Initial) && !part.used,
        Kind::Mark(_) => false,
    }
}

/// `5G`, `737MAX`: capitals straight behind figures that no unit, scale or ordinal explains.
fn figures_first(scan: &Scan, index: usize) -> Option<usize> {
    let word = scan.tokens.get(index + 1).filter(|_| scan.is_close(index + 1))?;
    let meaning = word.meaning;
    let explained = meaning.unit.is_some() || meaning.numeral.is_some() || meaning.day_part.is_some();
    let capitals = matches!(word.case, Case::Upper | Case::Initial);
    let fits = word.kind == Kind::Word && capitals && !explained && !word.used && scan.figures(index).is_some();
    let amount = index > 0 && matches!(scan.tokens[index - 1].kind, Kind::Mark('$' | '€' | '£' | '.' | ','));
    let mut end = index + 2;
    while fits && part_behind(scan, end) {
        end += 1 + usize::from(scan.mark(end).is_some());
    }
    (fits && !amount).then_some(end)
}

/// Latin lower-case letters and digits only, so that `Ми-8` and `Mi-8` agree. Cyrillic letters that look Latin are
/// what is meant in some codes and not in others; both sides are folded alike.
fn normal_form(code: &str) -> String {
    let latin = transliterate::latin(&code.to_lowercase());
    let folded = latin
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| match letter {
            'c' => 'k',
            'w' => 'v',
            'y' | 'j' => 'i',
            'h' => 'x',
            letter => letter,
        });
    let mut folded: String = folded.collect();
    folded = folded.replace("kx", "x");
    folded
}
