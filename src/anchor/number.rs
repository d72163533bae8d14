//! Numbers by value, with their unit: in figures, in words, Roman, ordinals, decades.

use super::decimal::Decimal;
use super::figures::{self, Figures};
use super::scan::{Case, Gap, Kind, Scan, is_dash, is_hyphen};
use super::unit::{behind_stop, unit_before, unit_behind};
use super::{Anchor, Detail, numeral, roman, share, time};
use crate::alignment::EvidenceKind;
use crate::language::{Meaning, Numeral, Unit, Vocabulary, WordRole};

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value; for a decade the first year.
    pub value: Decimal,
    /// Its value if the writer followed the other custom of point and comma: 1500 for `1.500` in English.
    pub other: Option<Decimal>,
    /// What it counts, if a percent sign, a currency or the like stands beside it.
    pub unit: Option<Unit>,
    /// What kind of number it is.
    pub form: Form,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// How many.
    Cardinal,
    /// Which one.
    Ordinal,
    /// `1990s`, `90-е`.
    Decade,
    /// Some number of this size: `hundreds`.
    Several,
}

impl Number {
    pub(super) fn new(value: Decimal, form: Form) -> Self {
        Self {
            value,
            other: None,
            unit: None,
            form,
        }
    }

    fn text(&self) -> String {
        let value = self.value;
        match (self.unit, self.form) {
            (Some(Unit::Percent), _) => format!("{value}%"),
            (Some(unit), _) => format!("{value} {}", unit.name()),
            (None, Form::Decade) => format!("{value}s"),
            (None, Form::Several) => format!("~{value}"),
            (None, _) => value.to_string(),
        }
    }

    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys = vec![format!("number {}", self.value.magnitude())];
        keys.extend(self.other.map(|other| format!("number {}", other.magnitude())));
        keys.extend(self.decade().map(|decade| format!("decade {decade}")));
        keys
    }

    fn decade(&self) -> Option<i64> {
        self.value
            .whole()
            .filter(|_| self.form == Form::Decade)
            .map(|whole| whole % 100)
    }

    /// Whether the values agree in another reading, or the decades without their century.
    fn may_mean(&self, other: &Self) -> bool {
        let reading = self.other == Some(other.value) || other.other == Some(self.value);
        reading || self.decade().is_some() && self.decade() == other.decade()
    }

    pub(super) fn similarity(&self, other: &Self) -> f64 {
        let value = if self.value == other.value {
            1.0
        } else if self.value.magnitude() == other.value.magnitude() {
            0.7 // A minus that may be a dash.
        } else if self.may_mean(other) {
            0.8
        } else {
            return 0.0;
        };
        let form = if self.form == other.form { 1.0 } else { 0.8 };
        let unit = match (self.unit, other.unit) {
            (one, two) if one == two => 1.0,
            (Some(Unit::Currency(_)), None) | (None, Some(Unit::Currency(_))) => 0.9,
            (Some(_), None) | (None, Some(_)) => 0.75,
            (Some(Unit::Percent), Some(Unit::PercentagePoint)) | (Some(Unit::PercentagePoint), Some(Unit::Percent)) => {
                0.7
            }
            _ => 0.4,
        };
        value * form * unit
    }
}

/// A number while its neighbourhood is read: the tokens `start..end`.
struct Found {
    start: usize,
    end: usize,
    number: Number,
    weak: bool,
    /// Whether a scale word belongs to it.
    scaled: bool,
}

/// Finds the numbers and times of a sentence.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let mut index = 0;
    while index < scan.tokens.len() {
        let token = scan.tokens[index];
        index = match token.kind {
            _ if token.used => index + 1,
            Kind::Digits => at_digits(scan, index, anchors),
            Kind::Word if token.counts => at_word(scan, index, anchors),
            Kind::Word | Kind::Mark(_) => index + 1,
        };
    }
}

/// Whether a number or a time may begin with a word, in small letters.
pub(super) fn may_count(word: &str, case: Case, meaning: &Meaning, vocabulary: &Vocabulary) -> bool {
    let meant = meaning.numeral.is_some() || meaning.part.is_some() || meaning.time.is_some();
    let roman = matches!(case, Case::Upper | Case::Initial);
    meant || roman || vocabulary.compound(word).is_some()
}

fn at_digits(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    if let Some(end) = time::at(scan, index, anchors) {
        return end;
    }
    let figures = match figures::read(scan, index) {
        Ok(figures) => figures,
        Err(end) => return end,
    };
    let mut found = from_figures(scan, index, &figures);
    let Some(mut second) = range_end(scan, found.end) else {
        found.number.other = found.number.other.or_else(|| scaled_like_next(scan, &found));
        return push(scan, &found, anchors);
    };
    // "5–7 million", "5–7%": what stands behind the second end holds for both.
    if !found.scaled && found.number.unit.is_none() {
        found.number.unit = second.number.unit;
        found.number.value = same_scale(&found, &second).unwrap_or(found.number.value);
    } else if second.number.unit.is_none() {
        second.number.unit = found.number.unit;
    }
    push(scan, &found, anchors);
    push(scan, &second, anchors)
}

/// The second end of a range whose first ends at a token.
fn range_end(scan: &Scan, at: usize) -> Option<Found> {
    scan.mark(at).filter(|mark| is_dash(*mark))?;
    let figures = figures::read(scan, at + 1).ok()?;
    Some(from_figures(scan, at + 1, &figures))
}

/// "From 14 to 18 thousand" may mean 14 thousand: the other reading.
fn scaled_like_next(scan: &Scan, found: &Found) -> Option<Decimal> {
    const BETWEEN: &[&str] = &[
        "to", "and", "or", "до", "и", "или", "bis", "und", "à", "et", "a", "y", "і",
    ];
    let joined = !found.scaled && found.number.unit.is_none() && BETWEEN.contains(&scan.lower(found.end));
    let figures = joined.then(|| figures::read(scan, found.end + 1).ok()).flatten()?;
    let (exponent, _) = scale_at(scan, figures.end)?;
    Some(found.number.value.scaled(exponent))
}

/// The first end of a range times the scale of the second.
fn same_scale(first: &Found, second: &Found) -> Option<Decimal> {
    let exponent = [3, 6, 9, 12].into_iter().rev().find(|exponent| {
        let power = Decimal::new(1, 0).scaled(*exponent).whole();
        second.scaled && power.is_some_and(|power| second.number.value.magnitude().whole() >= Some(power))
    })?;
    Some(first.number.value.scaled(exponent))
}

/// A number in figures with its sign, ordinal suffix, scale and unit.
fn from_figures(scan: &Scan, index: usize, figures: &Figures) -> Found {
    let mut found = Found {
        start: index,
        end: figures.end,
        number: Number::new(figures.value, Form::Cardinal),
        weak: false,
        scaled: false,
    };
    found.number.other = figures.other;
    if !(figures.plain && ordinal_or_decade(scan, &mut found)) {
        half(scan, &mut found);
        scale(scan, &mut found);
    }
    unit(scan, &mut found);
    sign(scan, &mut found);
    found
}

/// `3rd`, `3-й`, `1990s`, `90-е`.
fn ordinal_or_decade(scan: &Scan, found: &mut Found) -> bool {
    let profile = scan.vocabulary.profile;
    let hyphen = usize::from(scan.is_close_mark(found.end, is_hyphen));
    let apostrophe = usize::from(scan.is_close_mark(found.end, super::scan::is_apostrophe));
    let at = found.end + hyphen.max(apostrophe);
    let suffix = scan.lower(at);
    if suffix.is_empty() || !scan.is_close(at) || scan.tokens[at].kind != Kind::Word {
        return false;
    }
    let listed = |list: &str| list.split(' ').any(|known| known == suffix);
    let tens = found
        .number
        .value
        .whole()
        .is_some_and(|whole| whole >= 10 && whole % 10 == 0);
    if tens && listed(profile.decade_suffixes) {
        found.number.form = Form::Decade;
    } else if apostrophe == 0 && listed(profile.ordinal_suffixes) {
        found.number.form = Form::Ordinal;
    } else {
        return false;
    }
    found.end = at + 1;
    true
}

fn half(scan: &Scan, found: &mut Found) {
    if let Some((end, value)) = numeral::half_behind(scan, found.end, found.number.value) {
        found.end = end;
        found.number.value = value;
    }
}

/// `million`, `млн`, `bn` behind figures, and smaller scales with figures behind that: `2 млн 300 тыс.`
fn scale(scan: &Scan, found: &mut Found) {
    let Some((mut exponent, end)) = scale_at(scan, found.end) else {
        return;
    };
    (found.end, found.scaled) = (end, true);
    if let Some((second, end)) = scale_at(scan, found.end) {
        exponent += second; // "5 тыс. млрд", "100 thousand million"
        found.end = end;
    }
    found.number.value = found.number.value.scaled(exponent);
    found.number.other = found.number.other.map(|other| other.scaled(exponent));
    add_close_figures(scan, found, exponent);
    let behind = figures::read(scan, found.end).ok();
    let rest = behind.and_then(|figures| Some((figures.value, scale_at(scan, figures.end)?)));
    if let Some((value, (smaller, end))) = rest.filter(|(_, (smaller, _))| *smaller < exponent) {
        found.number.value = found
            .number
            .value
            .plus(value.scaled(smaller))
            .unwrap_or(found.number.value);
        found.end = end;
    }
}

/// `3万5000`: figures straight behind a scale that are less than it.
fn add_close_figures(scan: &Scan, found: &mut Found, exponent: u8) {
    let Ok(rest) = figures::read(scan, found.end) else {
        return;
    };
    let below = rest.value.whole().zip(Decimal::new(1, 0).scaled(exponent).whole());
    let fits = scan.is_close(found.end) && below.is_some_and(|(rest, scale)| rest < scale);
    if fits && scale_at(scan, rest.end).is_none() {
        found.number.value = found.number.value.plus(rest.value).unwrap_or(found.number.value);
        found.end = rest.end;
    }
}

/// The power of ten of a scale word and the token behind it and its full stop.
fn scale_at(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    let word_at = at + usize::from(scan.is_close_mark(at, is_hyphen) && scan.is_close(at + 1));
    let end = word_at + 1;
    match scan.meaning(word_at).numeral? {
        Numeral::Scale { exponent, .. } if exponent > 2 => Some((exponent, end)),
        Numeral::ShortScale(exponent) => Some((exponent, behind_stop(scan, end))),
        _ => None,
    }
}

/// The unit behind or before a number.
fn unit(scan: &Scan, found: &mut Found) {
    let hyphen = usize::from(scan.is_close_mark(found.end, is_hyphen) && scan.is_close(found.end + 1));
    if let Some((unit, end)) = unit_behind(scan, found.end + hyphen) {
        found.number.unit = Some(unit);
        found.end = end;
    } else if let Some(unit) = found.start.checked_sub(1).and_then(|before| unit_before(scan, before)) {
        found.number.unit = Some(unit);
        found.start -= 1;
        // "$5m" is five million; "5m" is five metres as well.
        if scan.lower(found.end) == "m" && scan.is_close(found.end) {
            found.number.value = found.number.value.scaled(6);
            found.scaled = true;
            found.end += 1;
        }
    }
}

/// `-5`, `−5`, `минус 5`.
fn sign(scan: &Scan, found: &mut Found) {
    let Some(before) = found.start.checked_sub(1) else {
        return;
    };
    let token = scan.tokens[before];
    let negative = match token.kind {
        Kind::Mark('\u{2212}') => scan.is_close(found.start),
        Kind::Mark('-') => scan.is_close(found.start) && token.gap != Gap::None,
        Kind::Word => token.meaning.role == WordRole::Minus,
        _ => false,
    };
    if negative {
        found.start = before;
        found.number.value = found.number.value.negated();
    }
}

fn at_word(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    if let Some(end) = time::named(scan, index, anchors) {
        return end;
    }
    if let Some((value, end)) = share::at(scan, index) {
        let found = Found {
            start: index,
            end,
            number: Number::new(value, Form::Cardinal),
            weak: false,
            scaled: true,
        };
        return push(scan, &found, anchors);
    }
    if scan.tokens[index].meaning.numeral.is_some() {
        return at_numeral(scan, index, anchors);
    }
    let number = roman::at(scan, index).or_else(|| {
        let value = scan.vocabulary.compound(scan.lower(index))?;
        Some(Number::new(Decimal::new(i64::from(value), 0), Form::Cardinal))
    });
    let Some(number) = number else {
        return index + 1;
    };
    let found = Found {
        start: index,
        end: index + 1,
        number,
        weak: number.value.whole().is_some_and(|whole| whole <= 3) && number.form == Form::Cardinal,
        scaled: false,
    };
    push(scan, &found, anchors)
}

fn at_numeral(scan: &mut Scan, index: usize, anchors: &mut Vec<Anchor>) -> usize {
    let Some(spelled) = numeral::spelled(scan, index) else {
        return index + 1;
    };
    let mut found = Found {
        start: index,
        end: spelled.end,
        number: Number::new(spelled.value, spelled.form),
        weak: false,
        scaled: !spelled.single,
    };
    let counts = matches!(spelled.form, Form::Cardinal | Form::Several);
    if counts {
        unit(scan, &mut found);
        sign(scan, &mut found);
    }
    let small = spelled.value.whole().filter(|whole| spelled.single && *whole <= 3);
    let bare = found.number.unit.is_none();
    // "One" is a pronoun too often; "two" says little; "first" is half an adverb.
    if small == Some(1) && bare && counts {
        return found.end;
    }
    found.weak = bare && (small.is_some() || spelled.form == Form::Several);
    push(scan, &found, anchors)
}

fn push(scan: &mut Scan, found: &Found, anchors: &mut Vec<Anchor>) -> usize {
    let mut anchor = Anchor::plain(
        EvidenceKind::Number,
        scan.span(found.start, found.end),
        found.number.text(),
    );
    anchor.detail = Detail::Number(found.number);
    anchor.weak = found.weak;
    anchors.push(anchor);
    scan.take(found.start, found.end);
    found.end
}
