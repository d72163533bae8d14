//! One pass over the bytes of a block: where a sentence might end, and which brackets and quotation marks belong together.
//!
//! For Latin, Greek and Cyrillic text this pass proposes every boundary that UAX#29 does and more (after an ellipsis,
//! before a dash, before a figure), several times faster. Text of any other script is proposed by UAX#29 itself.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{
    is_closing_bracket, is_dash, is_double_quote, is_opening_bracket, is_pictograph, is_quote, is_word,
};

/// What stands at the possible end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.`, which may belong to an abbreviation.
    FullStop,
    /// `?`, `!` and their like.
    Strong,
    /// `…` or `...`.
    Ellipsis,
    /// A terminator of a script that this pass does not know, found by UAX#29.
    Foreign,
    /// Nothing: an omission mark such as `<...>` follows.
    Omission,
}

/// A possible boundary between sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// Where the terminator begins.
    pub(super) stop: usize,
    /// Behind the terminator and what closes with it: here the left sentence would end.
    pub(super) left: usize,
    /// Here the right sentence would begin.
    pub(super) right: usize,
    /// What terminates.
    pub(super) kind: Kind,
    /// Whether a quotation closes between `stop` and `left`.
    pub(super) closes_quote: bool,
    /// Whether a further full stop stands behind the closing marks: `?».`
    pub(super) stop_after_closing: bool,
}

/// A pair of brackets or double quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Where the opening mark begins.
    pub(super) open: usize,
    /// Where the closing mark begins.
    pub(super) close: usize,
    /// Quotation marks, not brackets.
    pub(super) is_quote: bool,
}

/// What the pass found, in text order (pairs by their opening mark).
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) sites: Vec<Site>,
    pub(super) pairs: Vec<Pair>,
}

/// Deeper nesting than this is not text.
const DEEPEST: usize = 32;

/// Scans a block.
pub(super) fn scan(text: &str, semicolon_ends: bool) -> Scan {
    let mut scanner = Scanner {
        text,
        semicolon_ends,
        open: Vec::new(),
        found: Scan::default(),
        foreign: false,
    };
    let mut at = 0;
    while let Some(next) = scanner.next_interesting(at) {
        at = scanner.step(next);
    }
    let foreign = scanner.foreign;
    let mut found = scanner.found;
    if foreign {
        add_foreign_sites(text, &mut found.sites);
    }
    found.pairs.sort_unstable_by_key(|pair| pair.open);
    found
}

struct Scanner<'a> {
    text: &'a str,
    semicolon_ends: bool,
    /// Opening marks that wait for their closing ones.
    open: Vec<(usize, char)>,
    found: Scan,
    foreign: bool,
}

/// Bytes at which a character begins that the scanner must look at.
static INTERESTING: [bool; 256] = interesting_bytes();

const fn interesting_bytes() -> [bool; 256] {
    let mut table = [false; 256];
    let ascii = b".!?;\"()[]{}<";
    let mut index = 0;
    while index < ascii.len() {
        table[ascii[index] as usize] = true;
        index += 1;
    }
    // U+0080 to U+00BF have guillemets; above Cyrillic begin the scripts left to UAX#29, and general punctuation.
    table[0xc2] = true;
    let mut lead = 0xd5;
    while lead < 256 {
        table[lead] = true;
        lead += 1;
    }
    table
}

impl<'a> Scanner<'a> {
    fn next_interesting(&self, from: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[from..];
        bytes.iter().position(|byte| INTERESTING[usize::from(*byte)]).map(|offset| from + offset)
    }

    fn rest(&self, from: usize) -> &'a str {
        &self.text[from..]
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Deals with the character at `at` and says where to go on.
    fn step(&mut self, at: usize) -> usize {
        let Some(character) = self.rest(at).chars().next() else {
            return self.text.len();
        };
        let behind = at + character.len_utf8();
        match character {
            ';' if !self.semicolon_ends => behind,
            _ if is_terminator(character) || character == ';' => self.terminator(at),
            '[' | '<' | '(' => self.bracket_or_omission(at, character),
            _ if is_opening_bracket(character) => self.push(at, character, behind),
            _ if is_closing_bracket(character) => self.close_bracket(at, character, behind),
            _ if is_double_quote(character) => self.quote(at, character, behind),
            _ => {
                self.foreign |= is_foreign(character);
                behind
            }
        }
    }

    fn push(&mut self, at: usize, character: char, behind: usize) -> usize {
        if self.open.len() < DEEPEST {
            self.open.push((at, character));
        }
        behind
    }

    fn close_bracket(&mut self, at: usize, character: char, behind: usize) -> usize {
        let matching = |open: char| is_opening_bracket(open) && closes(open) == character;
        if let Some(index) = self.open.iter().rposition(|(_, open)| matching(*open)) {
            self.close_pair(index, at, false);
        }
        behind
    }

    fn close_pair(&mut self, index: usize, close: usize, is_quote: bool) {
        let open = self.open[index].0;
        self.open.truncate(index);
        self.found.pairs.push(Pair { open, close, is_quote });
    }

    fn quote(&mut self, at: usize, character: char, behind: usize) -> usize {
        let next = self.rest(behind).chars().next();
        let opened = self.open.iter().rposition(|(_, open)| is_double_quote(*open));
        if opens(self.before(at), character, next, opened.is_some()) {
            // A second straight quotation mark that opens means that the first was none, or was never closed.
            if let Some(index) = opened.filter(|index| character == '"' && self.open[*index].1 == '"') {
                self.open.truncate(index);
            }
            return self.push(at, character, behind);
        }
        if let Some(index) = opened {
            self.close_pair(index, at, true);
        }
        behind
    }

    /// `[...]`, `<...>`, `(…)` as one thing, any other bracket as an opening one.
    fn bracket_or_omission(&mut self, at: usize, character: char) -> usize {
        let behind = at + 1;
        let Some(length) = omission_length(self.rest(at)) else {
            return if character == '<' {
                behind
            } else {
                self.push(at, character, behind)
            };
        };
        let left = self.text[..at].trim_end().len();
        if character != '(' && left < at && self.found.sites.last().is_none_or(|site| site.left < left) {
            self.found.sites.push(Site {
                stop: left,
                left,
                right: at,
                kind: Kind::Omission,
                closes_quote: false,
                stop_after_closing: false,
            });
        }
        at + length
    }

    /// Takes a run of terminators and what closes with it, and notes the site unless the text goes on unspaced.
    fn terminator(&mut self, stop: usize) -> usize {
        let run = self.rest(stop);
        let length = run.find(|c| !is_terminator(c) && c != ';').unwrap_or(run.len());
        let after_run = stop + length;
        if let Some(last) = self.found.sites.last_mut().filter(|site| stop < site.left) {
            last.stop_after_closing = true;
            return after_run;
        }
        let kind = kind_of_run(&run[..length]);
        let closing = self.closing(after_run);
        let right = closing.end + (self.rest(closing.end).len() - self.rest(closing.end).trim_start().len());
        if right < self.text.len() && (right > closing.end || self.may_be_glued(stop, right, kind)) {
            self.found.sites.push(Site {
                stop,
                left: closing.end,
                right,
                kind,
                closes_quote: closing.quote,
                stop_after_closing: false,
            });
        }
        after_run
    }

    /// Where a sentence may begin without a space before it: `сказал он.«Да`, `Что?Где`, `ушёл…Потом`.
    fn may_be_glued(&self, stop: usize, right: usize, kind: Kind) -> bool {
        let Some(next) = self.rest(right).chars().next() else {
            return false;
        };
        if next.is_uppercase() {
            return kind != Kind::FullStop && self.before(stop).is_some_and(char::is_lowercase);
        }
        matches!(next, '«' | '“' | '„' | '—') || (!next.is_lowercase() && !next.is_numeric() && next.is_alphabetic())
    }

    fn closing(&self, from: usize) -> Closing {
        let mut closing = Closing { end: from, quote: false };
        loop {
            let rest = self.rest(closing.end);
            let mut characters = rest.chars();
            let Some(first) = characters.next() else { break };
            let second = characters.next();
            let length = if is_closing_bracket(first) || first == '\u{fe0f}' {
                first.len_utf8()
            } else if is_quote(first) {
                let opened = self.open.iter().any(|(_, open)| is_double_quote(*open));
                if opens(self.before(closing.end), first, second, opened) {
                    break;
                }
                closing.quote = true;
                first.len_utf8()
            } else if let Some(length) = footnote_length(rest).or_else(|| spaced_guillemet_length(rest)) {
                closing.quote |= first.is_whitespace();
                length
            } else if is_terminator(first) && closing.end > from {
                first.len_utf8()
            } else {
                break;
            };
            closing.end += length;
        }
        closing.end += pictographs_length(self.rest(closing.end));
        closing
    }
}

struct Closing {
    end: usize,
    quote: bool,
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‼' | '‽' | '⁇' | '⁈' | '⁉')
}

fn kind_of_run(run: &str) -> Kind {
    if run == "." {
        Kind::FullStop
    } else if run.contains(|c| !matches!(c, '.' | '…')) {
        Kind::Strong
    } else {
        Kind::Ellipsis
    }
}

const fn closes(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '（' => '）',
        _ => '】',
    }
}

/// Whether a quotation mark opens, by its neighbours and, where they do not tell, by its own shape.
fn opens(before: Option<char>, mark: char, next: Option<char>, inside: bool) -> bool {
    let free_before = before.is_none_or(|c| {
        c.is_whitespace() || is_dash(c) || is_opening_bracket(c) || matches!(c, '«' | '“' | '„' | '‘' | '"' | '/' | '=')
    });
    let free_next =
        next.is_none_or(|c| c.is_whitespace() || is_closing_bracket(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
    match (free_before, free_next) {
        (true, false) => !matches!(mark, '」' | '』' | '》'),
        (false, true) => matches!(mark, '「' | '『' | '《'),
        _ => match mark {
            '"' => !inside,
            '“' => !inside || free_before,
            _ => matches!(mark, '«' | '„' | '‟' | '‘' | '‚' | '‹' | '「' | '『' | '《'),
        },
    }
}

/// Length of an omission mark at the beginning of `text`: dots or an ellipsis in brackets.
pub(super) fn omission_length(text: &str) -> Option<usize> {
    let close = match text.as_bytes().first()? {
        b'[' => ']',
        b'<' => '>',
        b'(' => ')',
        _ => return None,
    };
    let inside = &text[1..];
    let dots = inside.trim_start_matches(['.', '…', ' ', '\u{a0}']);
    let length = inside.len() - dots.len();
    let marked = inside[..length].contains("..") || inside[..length].contains('…');
    (marked && length <= 12 && dots.starts_with(close)).then(|| length + 2)
}

/// Length of a footnote mark such as `[12]`.
fn footnote_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=3).contains(&digits) && inside[digits..].starts_with(']')).then_some(digits + 2)
}

/// Length of a space and the closing guillemet behind it, which the French put there.
fn spaced_guillemet_length(text: &str) -> Option<usize> {
    let space = text.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
    let rest = text[space.len_utf8()..].strip_prefix('»')?;
    let free = rest.chars().next().is_none_or(|c| !is_word(c));
    free.then(|| space.len_utf8() + '»'.len_utf8())
}

/// Length of pictographs, spaced or not, that close a sentence.
fn pictographs_length(text: &str) -> usize {
    let shown = text.trim_start_matches([' ', '\u{a0}']);
    let behind = shown.trim_start_matches(is_pictograph);
    if shown.len() == behind.len() {
        return 0;
    }
    let length = text.len() - behind.len();
    length + pictographs_length(behind)
}

/// Characters whose sentences only UAX#29 can tell.
const fn is_foreign(character: char) -> bool {
    !matches!(character,
        '\u{80}'..='\u{530}' | '\u{1e00}'..='\u{203b}' | '\u{203e}'..='\u{2dff}' | '\u{1f000}'..='\u{1faff}')
}

/// Adds the boundaries of UAX#29 behind terminators that the pass above does not know.
fn add_foreign_sites(text: &str, sites: &mut Vec<Site>) {
    // A hard line break is no boundary, but UAX#29 takes it for one; a space of the same length is none.
    let unbroken = text.replace(['\n', '\r', '\u{b}', '\u{c}'], " ").replace('\u{85}', "\u{a0}");
    let unbroken = unbroken.replace(['\u{2028}', '\u{2029}'], "\u{2003}");
    let known = sites.len();
    for (start, _) in unbroken.split_sentence_bound_indices().skip(1) {
        let left = unbroken[..start].trim_end().len();
        let closing = |c: char| is_quote(c) || is_closing_bracket(c) || is_pictograph(c) || c.is_whitespace();
        let stop = unbroken[..left].trim_end_matches(closing).len();
        if unbroken[..stop].ends_with(is_terminator) || stop == 0 {
            continue;
        }
        sites.push(Site {
            stop,
            left,
            right: start + (unbroken[start..].len() - unbroken[start..].trim_start().len()),
            kind: Kind::Foreign,
            closes_quote: unbroken[stop..left].contains(is_quote),
            stop_after_closing: false,
        });
    }
    if sites.len() > known {
        sites.sort_by_key(|site| site.left);
        sites.dedup_by_key(|site| site.left);
    }
}
