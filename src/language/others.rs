//! Languages of which only the stemmer is known: no file of their own yet.

use snowball_stemmers_rs::Algorithm;

/// The Snowball stemmer of a language without a [`Profile`](super::Profile), by its code.
pub(super) fn stemmer(code: &str) -> Option<Algorithm> {
    let found = STEMMERS.binary_search_by_key(&code, |(known, _)| known);
    found.ok().map(|index| STEMMERS[index].1)
}

/// Code and algorithm, in the order of the codes.
const STEMMERS: &[(&str, Algorithm)] = &[
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("eo", Algorithm::Esperanto),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fa", Algorithm::Persian),
    ("fi", Algorithm::Finnish),
    ("ga", Algorithm::Irish),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("ne", Algorithm::Nepali),
    ("no", Algorithm::Norwegian),
    ("sr", Algorithm::Serbian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("yi", Algorithm::Yiddish),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_known() {
        assert!(STEMMERS.is_sorted_by_key(|(code, _)| code));
        assert!(stemmer("cs").is_some());
        assert!(stemmer("xx").is_none());
    }
}
