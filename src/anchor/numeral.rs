//! Numbers in words: `двадцатью тремя`, `half a million`, `twenty-first`.

use super::decimal::Decimal;
use super::number::Form;
use super::scan::{Kind, Scan, is_hyphen};
use crate::language::Numeral;

/// A number in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelled {
    /// The token behind it.
    pub(super) end: usize,
    /// Its value.
    pub(super) value: Decimal,
    /// What kind of number it is.
    pub(super) form: Form,
    /// Whether it is a single word below one hundred, not a scale.
    pub(super) single: bool,
}

/// What has been read of a number in words: `total` up to the last scale, `current` behind it.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: u64,
    current: u64,
    last_scale: Option<u8>,
    words: usize,
    ordinal: bool,
    decade: bool,
    /// Whether `current` holds a word, be it zero.
    filled: bool,
}

impl Sum {
    /// Adds the next numeral; false if it belongs to another number.
    fn add(&mut self, numeral: Numeral, vigesimal: bool) -> bool {
        match numeral {
            Numeral::Cardinal(value) => self.add_below_thousand(u64::from(value), vigesimal),
            Numeral::Ordinal(value) => {
                let added = self.add_below_thousand(u64::from(value), vigesimal);
                self.ordinal |= added;
                added
            }
            Numeral::Scale { exponent, alone } => self.add_scale(exponent, alone),
            Numeral::Decade(value) => {
                let added = self.add_below_thousand(u64::from(value), vigesimal);
                (self.ordinal, self.decade) = (self.ordinal | added, self.decade | added);
                added
            }
            Numeral::Several(exponent) => {
                // "Пять десятков", "two hundreds".
                let times = 10_u64.pow(u32::from(exponent));
                let fits = self.filled && (1..100).contains(&self.current) && exponent <= 2;
                self.current *= if fits { times } else { 1 };
                fits
            }
            Numeral::ShortScale(_) | Numeral::Fraction(..) => false,
        }
    }

    fn add_below_thousand(&mut self, value: u64, vigesimal: bool) -> bool {
        let last_two = self.current % 100;
        let fits = match value {
            _ if !self.filled => true,
            0 => false,
            20 if vigesimal && last_two == 4 => {
                self.current += 76; // Quatre-vingts is 80.
                return true;
            }
            1..=9 => last_two == 0 || last_two >= 20 && last_two.is_multiple_of(10),
            10..=19 => last_two == 0 || last_two == 60 || last_two == 80,
            20..=99 => last_two == 0,
            _ => self.current.is_multiple_of(1000),
        };
        if fits {
            self.current += value;
            self.filled = true;
        }
        fits
    }

    fn add_scale(&mut self, exponent: u8, alone: bool) -> bool {
        if !self.filled && !alone {
            return false;
        }
        let times = if self.filled { self.current } else { 1 };
        if exponent == 2 {
            let fits = (1..100).contains(&times);
            self.current = if fits { times * 100 } else { self.current };
            self.filled |= fits;
            return fits;
        }
        if self.last_scale.is_some_and(|last| last <= exponent) || times == 0 {
            return false;
        }
        let Some(group) = 10_u64
            .checked_pow(u32::from(exponent))
            .and_then(|power| power.checked_mul(times))
        else {
            return false;
        };
        self.total += group;
        (self.current, self.filled, self.last_scale) = (0, false, Some(exponent));
        true
    }

    fn value(&self) -> Option<Decimal> {
        Some(Decimal::new(
            i64::try_from(self.total.checked_add(self.current)?).ok()?,
            0,
        ))
    }
}

/// The number in words that begins at a token, the longest that makes sense.
pub(super) fn spelled(scan: &Scan, start: usize) -> Option<Spelled> {
    if let Some(Numeral::Fraction(mantissa, exponent)) = scan.meaning(start).numeral {
        return fraction(scan, start, Decimal::new(i64::from(mantissa), exponent));
    }
    if let Some(several) = several(scan, start) {
        return Some(several);
    }
    let vigesimal = scan.vocabulary.profile.vigesimal;
    let (mut sum, mut at, mut end) = (Sum::default(), start, start);
    while let Some(numeral) = scan.meaning(at).numeral {
        if sum.words == 0 && is_other_word(scan, at) || !sum.add(numeral, vigesimal) {
            break;
        }
        sum.words += 1;
        end = at + 1;
        if sum.ordinal {
            break;
        }
        at = next_word(scan, end, &sum);
    }
    if end == start {
        return None;
    }
    let value = sum.value()?;
    let single = sum.words == 1 && sum.last_scale.is_none() && value.whole().is_some_and(|whole| whole < 100);
    let spelled = Spelled {
        end,
        value,
        form: match sum {
            Sum { decade: true, .. } => Form::Decade,
            Sum { ordinal: true, .. } => Form::Ordinal,
            _ => Form::Cardinal,
        },
        single,
    };
    Some(if sum.ordinal {
        spelled
    } else {
        with_half(scan, times_twelve(scan, spelled))
    })
}

/// Whether a numeral is another word here: "семью" is the family unless a scale follows, "a second later" a time.
fn is_other_word(scan: &Scan, at: usize) -> bool {
    let meaning = scan.meaning(at);
    if !meaning.homograph {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |before| scan.lower(before));
    match meaning.numeral {
        Some(Numeral::Cardinal(_)) => !matches!(scan.meaning(at + 1).numeral, Some(Numeral::Scale { .. })),
        Some(Numeral::Ordinal(_)) => {
            let unit = matches!(before, "per" | "split" | "each") || at > 0 && scan.figures(at - 1).is_some();
            let behind = scan.lower(at + 1);
            unit || matches!(before, "a" | "one") && (behind.is_empty() || matches!(behind, "later" | "ago" | "or"))
        }
        _ => false,
    }
}

/// `hundreds`, `сотни тысяч`, `tens of millions`: the size that is told.
fn several(scan: &Scan, start: usize) -> Option<Spelled> {
    let size = |at: usize| match scan.meaning(at).numeral {
        Some(Numeral::Several(exponent) | Numeral::Scale { exponent, alone: false }) => Some(exponent),
        _ => None,
    };
    let (mut exponent, mut end) = (size(start)?, start + 1);
    while let Some((more, at)) = [end, end + usize::from(scan.lower(end) == "of")]
        .into_iter()
        .find_map(|at| Some((size(at)?, at)))
    {
        (exponent, end) = (exponent.saturating_add(more), at + 1);
    }
    Some(Spelled {
        end,
        value: Decimal::new(1, 0).scaled(exponent),
        form: Form::Several,
        single: false,
    })
}

/// `two dozen`: a dozen itself is a numeral of its own.
fn times_twelve(scan: &Scan, spelled: Spelled) -> Spelled {
    let is_dozen = |at: usize| {
        let word = scan.lower(at);
        !word.is_empty() && scan.vocabulary.profile.dozens.split(' ').any(|dozen| dozen == word)
    };
    let times = spelled.value.whole().filter(|whole| (1..100).contains(whole));
    match times.and_then(|whole| whole.checked_mul(12)) {
        Some(value) if is_dozen(spelled.end) => Spelled {
            end: spelled.end + 1,
            value: Decimal::new(value, 0),
            single: false,
            ..spelled
        },
        _ => spelled,
    }
}

/// Where the next word of the number would stand: past a hyphen or a joiner such as `and`.
fn next_word(scan: &Scan, at: usize, sum: &Sum) -> usize {
    if scan.is_close_mark(at, is_hyphen) && scan.is_close(at + 1) {
        return at + 1;
    }
    let joined_from = u64::from(scan.vocabulary.profile.joined_from);
    let large = sum.total > 0 || sum.current >= joined_from;
    let small_behind = matches!(
        scan.meaning(at + 1).numeral,
        Some(Numeral::Cardinal(1..=99) | Numeral::Ordinal(_))
    );
    at + usize::from(large && small_behind && scan.vocabulary.is_joiner(scan.lower(at)))
}

/// `полтора`, `полмиллиона`, `half a million`, `полтора миллиарда`.
fn fraction(scan: &Scan, start: usize, value: Decimal) -> Option<Spelled> {
    const ARTICLES: &[&str] = &["a", "an", "of", "one"];
    let mut at = start + 1;
    while ARTICLES.contains(&scan.lower(at)) || scan.is_close_mark(at, is_hyphen) {
        at += 1;
    }
    let spelled = |end, value| Spelled {
        end,
        value,
        form: Form::Cardinal,
        single: false,
    };
    match scan.meaning(at).numeral {
        Some(Numeral::Scale { exponent, .. }) if exponent > 2 => Some(spelled(at + 1, value.scaled(exponent))),
        Some(Numeral::Several(exponent)) if at == start + 1 => Some(spelled(at + 1, value.scaled(exponent))),
        _ => (value.whole().is_some() || value == Decimal::new(15, -1)).then(|| spelled(start + 1, value)),
    }
}

/// Adds the half of `two and a half million`, `два с половиной миллиона`.
fn with_half(scan: &Scan, spelled: Spelled) -> Spelled {
    let Some((end, value)) = half_behind(scan, spelled.end, spelled.value) else {
        return spelled;
    };
    let mut behind = Spelled {
        end,
        value,
        single: false,
        ..spelled
    };
    if let Some(Numeral::Scale { exponent, .. }) = scan.meaning(end).numeral {
        behind.value = value.scaled(exponent);
        behind.end += 1;
    }
    behind
}

/// The end and sum if a phrase for one half stands behind a whole number.
pub(super) fn half_behind(scan: &Scan, at: usize, value: Decimal) -> Option<(usize, Decimal)> {
    value.whole().filter(|whole| (1..1000).contains(whole))?;
    let phrases = scan.vocabulary.profile.and_a_half.split('|');
    let fits = |phrase: &str| {
        let mut end = at;
        for word in phrase.split_whitespace() {
            end += usize::from(scan.is_close_mark(end, is_hyphen));
            if scan.lower(end) != word || scan.tokens[end].kind != Kind::Word {
                return None;
            }
            end += 1;
        }
        (end > at).then_some(end)
    };
    let end = phrases.into_iter().find_map(fits)?;
    Some((end, value.plus(Decimal::new(5, -1))?))
}
