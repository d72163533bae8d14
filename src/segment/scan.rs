//! One pass over the bytes of a block: where a sentence might end, and which brackets and quotation marks belong together.
//!
//! For Latin, Greek and Cyrillic text this pass proposes every boundary between words that UAX#29 does, and more (after an ellipsis,
//! before a dash, before a figure), several times faster. Text of any other script is proposed by UAX#29 itself.

use super::characters::{
    is_closing_bracket, is_cyrillic, is_dash, is_double_quote, is_opening_bracket, is_quote, is_terminator, is_word,
};
use super::foreign;
use super::marks::{footnote_length, omission_length, pictographs_length, spaced_guillemet_length};

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
    let (has_foreign, mut found) = (scanner.foreign, scanner.found);
    if has_foreign {
        foreign::add_sites(text, &mut found.sites);
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
        bytes
            .iter()
            .position(|byte| INTERESTING[usize::from(*byte)])
            .map(|offset| from + offset)
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
                self.foreign |= foreign::is_foreign(character);
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
            let lower = self.before(stop).is_some_and(char::is_lowercase);
            return lower && (kind != Kind::FullStop || (is_cyrillic(next) && self.ends_with_lower_word(stop)));
        }
        matches!(next, '«' | '“' | '„' | '—') || (!next.is_lowercase() && !next.is_numeric() && next.is_alphabetic())
    }

    /// Whether a Cyrillic word of four or more small letters ends here: `ушёл.Она` is two sentences, `Лента.Ру` is none.
    fn ends_with_lower_word(&self, at: usize) -> bool {
        let mut letters = 0;
        for character in self.text[..at].chars().rev().take_while(|c| is_word(*c)) {
            if !is_cyrillic(character) || !character.is_lowercase() {
                return false;
            }
            letters += 1;
            if letters > 40 {
                return false;
            }
        }
        letters >= 4
    }

    fn closing(&self, from: usize) -> Closing {
        let mut closing = Closing {
            end: from,
            quote: false,
        };
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
    let free_next = next
        .is_none_or(|c| c.is_whitespace() || is_closing_bracket(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
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
