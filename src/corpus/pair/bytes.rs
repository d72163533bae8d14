//! Signatures as bytes, to be kept.

use super::signature::Signature;
use super::term::{Term, TermKind};
use crate::language::Language;

/// The first byte; another number is another layout or another way of reading texts.
const VERSION: u8 = 1;

const TITLE: u8 = 4;
const WEAK: u8 = 8;
const ACRONYM: u8 = 16;
const LOOK: u8 = 32;
const TEXT: u8 = 64;

impl Signature {
    /// The signature as bytes: version, language, length, day, addresses, then the terms in the order of their keys.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        let code = self.language.as_ref().map_or("", Language::code);
        write_text(&mut bytes, code);
        write_number(&mut bytes, u64::from(self.letters));
        // Even numbers are days from 1970 on, odd ones days before; 0 is no day.
        let day = self
            .day
            .map_or(0, |day| 1 + (i64::from(day) << 1 ^ i64::from(day) >> 31).unsigned_abs());
        write_number(&mut bytes, day);
        let own: Vec<u64> = self.address.into_iter().collect();
        for addresses in [&own, &self.alternates] {
            write_number(&mut bytes, addresses.len() as u64);
            addresses.iter().for_each(|address| bytes.extend(address.to_le_bytes()));
        }
        write_number(&mut bytes, self.terms.len() as u64);
        let mut before = 0;
        for term in &self.terms {
            write_number(&mut bytes, u64::from(term.key() - before));
            before = term.key();
            write_term(&mut bytes, term);
        }
        bytes
    }

    /// The signature in these bytes; `None` if they are of another version or damaged, and the document has to be read
    /// again.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        if read_byte(&mut rest)? != VERSION {
            return None;
        }
        let language = match read_text(&mut rest)? {
            "" => None,
            code => Some(code.parse().ok()?),
        };
        let letters = u32::try_from(read_number(&mut rest)?).ok()?;
        let day = match read_number(&mut rest)?.checked_sub(1) {
            None => None,
            Some(folded) => Some(i32::try_from((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed()).ok()?),
        };
        let address = read_addresses(&mut rest)?.first().copied();
        let alternates = read_addresses(&mut rest)?;
        let count = read_number(&mut rest)?;
        let mut terms = Vec::new();
        let mut key = 0;
        for _ in 0..count {
            key = u32::try_from(read_number(&mut rest)?).ok()?.checked_add(key)?;
            terms.push(read_term(&mut rest, key)?);
        }
        rest.is_empty().then_some(Self {
            language,
            letters,
            day,
            address,
            alternates,
            terms,
        })
    }
}

fn write_term(bytes: &mut Vec<u8>, term: &Term) {
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    bytes.push(term.place);
    bytes.push(
        (term.count.max(1) - 1) & 3
            | flag(term.title, TITLE)
            | flag(term.weak, WEAK)
            | flag(term.acronym, ACRONYM)
            | flag(term.look != 0, LOOK)
            | flag(term.text.is_some(), TEXT),
    );
    if term.look != 0 {
        bytes.extend(term.look.to_le_bytes());
    }
    if let Some(text) = &term.text {
        write_text(bytes, text);
    }
}

fn read_term(rest: &mut &[u8], key: u32) -> Option<Term> {
    let place = read_byte(rest)?;
    let flags = read_byte(rest)?;
    let look = if flags & LOOK == 0 {
        0
    } else {
        u32::from_le_bytes(*take(rest, 4)?.first_chunk()?)
    };
    let text = if flags & TEXT == 0 {
        None
    } else {
        Some(read_text(rest)?.into())
    };
    Some(Term {
        kind: *TermKind::ALL.get((key >> 28) as usize)?,
        hash: key & ((1 << 28) - 1),
        look,
        place,
        count: (flags & 3) + 1,
        title: flags & TITLE != 0,
        weak: flags & WEAK != 0,
        acronym: flags & ACRONYM != 0,
        text,
    })
}

/// Seven bits a byte, the lowest first; all but the last byte have the highest bit set.
fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        bytes.push(u8::try_from(number & 127).unwrap_or_default() | 128);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

fn read_number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..63).step_by(7) {
        let byte = read_byte(rest)?;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Some(number);
        }
    }
    None
}

fn write_text(bytes: &mut Vec<u8>, text: &str) {
    write_number(bytes, text.len() as u64);
    bytes.extend(text.as_bytes());
}

fn read_text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(read_number(rest)?).ok()?;
    std::str::from_utf8(take(rest, length)?).ok()
}

fn read_addresses(rest: &mut &[u8]) -> Option<Vec<u64>> {
    let count = read_number(rest)?;
    (0..count)
        .map(|_| Some(u64::from_le_bytes(*take(rest, 8)?.first_chunk()?)))
        .collect()
}

fn read_byte(rest: &mut &[u8]) -> Option<u8> {
    take(rest, 1)?.first().copied()
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(taken)
}
