//! Web addresses, e-mail addresses, handles and hashtags.

use super::Anchor;
use super::scan::{Gap, Kind, Scan};
use crate::alignment::EvidenceKind;
use crate::document::Span;

/// Endings that make `word.word` an address. Country codes that are common words of some language are left out.
const TOP_DOMAINS: &[&str] = &[
    "com", "org", "net", "info", "gov", "edu", "ru", "su", "рф", "eu", "uk", "ua", "by", "kz", "de", "fr", "pl", "cz",
    "ro", "hu", "io", "tv", "news",
];

/// A host with more tokens is none.
const LONGEST_HOST: usize = 24;

/// Finds the addresses of a sentence, looking at one run without white space after the other.
pub(super) fn find(scan: &mut Scan, anchors: &mut Vec<Anchor>) {
    let mut start = 0;
    while start < scan.tokens.len() {
        let length = scan.tokens[start + 1..]
            .iter()
            .take_while(|token| token.gap == Gap::None)
            .count();
        let end = start + 1 + length;
        if length >= 1 {
            in_run(scan, start, end, anchors);
        }
        start = end;
    }
}

fn in_run(scan: &mut Scan, start: usize, end: usize, anchors: &mut Vec<Anchor>) {
    let Some((from, kind)) = (start..end).find_map(|index| Some((index, begins(scan, index, end)?))) else {
        return;
    };
    let mut last = end;
    while last > from + 1 && matches!(scan.tokens[last - 1].kind, Kind::Mark(mark) if !is_address_end(mark)) {
        last -= 1;
    }
    if kind == EvidenceKind::Token || scan.mark(from) == Some('@') {
        last = from + 1 + (from + 1..end).take_while(|index| is_handle(scan, *index)).count();
    }
    let place = scan.span(from, last);
    anchors.push(Anchor::plain(kind, place, normal_form(scan.text, place)));
    scan.take(from, last);
}

/// Whether an address, handle or hashtag begins at a token of the run that ends at `end`.
fn begins(scan: &Scan, index: usize, end: usize) -> Option<EvidenceKind> {
    let is_word = |index: usize| index < end && scan.tokens[index].kind == Kind::Word;
    let mark = |index: usize| if index < end { scan.mark(index) } else { None };
    match scan.tokens[index].kind {
        Kind::Mark('@') if is_word(index + 1) => Some(EvidenceKind::Url),
        Kind::Mark('#') if is_word(index + 1) => Some(EvidenceKind::Token),
        Kind::Word if matches!(scan.lower(index), "http" | "https" | "ftp") => {
            (mark(index + 1) == Some(':') && mark(index + 2) == Some('/')).then_some(EvidenceKind::Url)
        }
        Kind::Word if scan.lower(index) == "www" && mark(index + 1) == Some('.') => Some(EvidenceKind::Url),
        Kind::Word | Kind::Digits => is_host(scan, index, end).then_some(EvidenceKind::Url),
        Kind::Mark(_) => None,
    }
}

/// Whether `name.domain`, perhaps with more parts or `someone@` before, begins at the token.
fn is_host(scan: &Scan, start: usize, end: usize) -> bool {
    let (mut index, end) = (start, end.min(start + LONGEST_HOST));
    let mut at_sign = false;
    while index + 2 < end {
        match scan.mark(index + 1) {
            Some('@') => at_sign = true,
            Some('.' | '-' | '_') => {}
            _ => return false,
        }
        if scan.tokens[index + 2].kind == Kind::Word && scan.mark(index + 1) == Some('.') {
            let domain = scan.lower(index + 2);
            let closed = !matches!(scan.mark(index + 3), Some('.' | '-' | '@')) || index + 4 >= end;
            if closed && (at_sign || TOP_DOMAINS.contains(&domain)) {
                return true;
            }
        }
        index += 2;
    }
    false
}

fn is_handle(scan: &Scan, index: usize) -> bool {
    matches!(scan.tokens[index].kind, Kind::Word | Kind::Digits | Kind::Mark('_'))
}

fn is_address_end(mark: char) -> bool {
    matches!(mark, '/' | '_' | '=' | '&' | '%' | '-' | '+' | '~' | '#')
}

/// Without protocol, `www.` and final slash; the host in lower case.
fn normal_form(text: &str, span: Span) -> String {
    let whole = span.of(text);
    if whole.starts_with(['@', '#']) {
        return whole.to_lowercase();
    }
    let address = whole.split_once("://").map_or(whole, |(_, address)| address);
    let host_end = address.find('/').unwrap_or(address.len());
    let (host, path) = address.split_at(host_end);
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    format!("{host}{}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::values;
    use crate::alignment::EvidenceKind::{Token, Url};

    #[test]
    fn addresses_get_one_normal_form() {
        let cases = [
            ("See https://www.Example.org/News/1/.", "example.org/News/1"),
            ("(http://example.org)", "example.org"),
            ("пишет Lenta.ru, что", "lenta.ru"),
            ("на сайте www.kremlin.ru.", "kremlin.ru"),
            ("mail to Press.Office@example.co.uk!", "press.office@example.co.uk"),
            ("tweeted @Some_One: yes", "@some_one"),
        ];
        for (text, value) in cases {
            assert_eq!(values("en", text, Url), [value], "{text}");
        }
    }

    #[test]
    fn hashtags_are_tokens() {
        assert_eq!(values("en", "with #MeToo2, again", Token), ["#metoo2"]);
    }

    #[test]
    fn sentences_without_a_space_are_no_address() {
        assert!(values("en", "He left.Then he came.", Url).is_empty());
        assert!(values("ru", "т.е. в т.ч. и др.", Url).is_empty());
    }
}
