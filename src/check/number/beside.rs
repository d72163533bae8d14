//! What the words beside a number say of it: whose age it is, that it is not exact, that it stands in a law; and shares in words.

use super::measure::Measure;
use crate::alignment::Side;
use crate::check::Context;
use crate::document::Span;

/// Years, where English gives an age without them: `aged 40`, `at the age of 17`, `he was 13 when`,
/// `Track Palin, 26, spent`.
pub(super) fn age(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> Option<Measure> {
    let text = &context.pair().document(side).text;
    let words = context.words(side, sentence);
    let before = words.partition_point(|word| word.span.end <= number.start);
    let near = &words[before.saturating_sub(2)..before];
    let said = near.iter().any(|word| matches!(&*word.lower, "age" | "aged" | "ages"));
    let is_or_was = near
        .last()
        .is_some_and(|word| matches!(&*word.lower, "was" | "is" | "am" | "turned" | "turns"));
    let behind = words
        .get(before..)
        .unwrap_or_default()
        .iter()
        .find(|word| word.span.start >= number.end);
    let then = behind.is_none_or(|word| matches!(&*word.lower, "when" | "at" | "and" | "i" | "he" | "she"));
    let young = number
        .of(text)
        .parse()
        .is_ok_and(|years: u8| (1..=110).contains(&years));
    let between_commas = || {
        let name = near
            .last()
            .is_some_and(|word| word.capital && text.get(word.span.end..number.start) == Some(", "));
        name && text.get(number.end..).is_some_and(|behind| behind.starts_with(", "))
    };
    (young && (said || is_or_was && then || between_commas())).then_some(Measure::YEARS)
}

/// Years, where a number counts those of a life: `his 50th birthday`, `in her 40s`.
pub(super) fn of_life(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> Option<Measure> {
    let text = &context.pair().document(side).text;
    let words = context.words(side, sentence);
    let before = words.partition_point(|word| word.span.end <= number.start);
    let behind = words[before..].iter().find(|word| word.span.start >= number.end);
    let celebrated =
        behind.is_some_and(|word| word.lower.starts_with("birthday") || word.lower.starts_with("anniversar"));
    let whose = before.checked_sub(1).map(|place| &*words[place].lower);
    let decade = number.of(text).ends_with('s') && matches!(whose, Some("his" | "her" | "their" | "my" | "our"));
    (celebrated || decade).then_some(Measure::YEARS)
}

/// Beginnings of words before a number that say that it is not exact.
const APPROXIMATE: &[&str] = &[
    "about",
    "around",
    "almost",
    "nearly",
    "roughly",
    "approximately",
    "some",
    "over",
    "more",
    "than",
    "least",
    "under",
    "less",
    "up",
    "close",
    "estimated",
    "circa",
    "около",
    "почти",
    "примерно",
    "приблизительно",
    "порядка",
    "более",
    "больше",
    "свыше",
    "менее",
    "меньше",
    "не",
    "до",
    "чем",
    "порядком",
    "без",
    "ориентировочно",
];

/// Whether one of the two words before a number says that it is not exact.
pub(super) fn is_approximate(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> bool {
    let words = context.words(side, sentence);
    let before = words.partition_point(|word| word.span.end <= number.start);
    let near = &words[before.saturating_sub(2)..before];
    near.iter().any(|word| APPROXIMATE.contains(&&*word.lower))
}

/// Beginnings of words that give a share or a number of times, and the lowest and highest values they can stand for.
const SHARES: &[(&str, f64, f64)] = &[
    ("half", 0.4, 0.6),
    ("halv", 0.4, 0.6),
    ("полов", 0.4, 0.6),
    ("majority", 0.5, 1.0),
    ("большинств", 0.5, 1.0),
    ("third", 0.28, 0.38),
    ("трет", 0.28, 0.38),
    ("quarter", 0.2, 0.3),
    ("четверт", 0.2, 0.3),
    ("twice", 2.0, 2.0),
    ("twofold", 2.0, 2.0),
    ("doubl", 2.0, 2.0),
    ("вдвое", 2.0, 2.0),
    ("дважды", 2.0, 2.0),
    ("удво", 2.0, 2.0),
    ("tripl", 3.0, 3.0),
    ("threefold", 3.0, 3.0),
    ("втрое", 3.0, 3.0),
    ("трижды", 3.0, 3.0),
    ("утро", 3.0, 3.0),
    ("dozen", 12.0, 12.0),
    ("дюжин", 12.0, 12.0),
    // Compounds: двухметровый, девятивходовой, "two-way".
    ("дву", 1.9, 2.1),
    ("трех", 2.9, 3.1),
    ("четырех", 3.9, 4.1),
    ("пяти", 5.0, 5.0),
    ("шести", 6.0, 6.0),
    ("семи", 7.0, 7.0),
    ("восьми", 8.0, 8.0),
    ("девяти", 9.0, 9.0),
    ("десяти", 10.0, 10.0),
];

/// Whether a word in lower case can stand for this share or number of times.
pub(super) fn share_in_word(word: &str, share: f64) -> bool {
    let mut shares = SHARES.iter();
    shares.any(|(beginning, low, high)| (*low..=*high).contains(&share) && word.starts_with(beginning))
}

/// Whether a word in lower case can stand for so many years: `decade`, and `decades` for 20, 30 and so on.
pub(super) fn years_in_word(word: &str, years: f64) -> bool {
    let several = |one: f64| years >= 2.0 * one && years < 10.0 * one && years % one == 0.0;
    match word {
        "decades" | "десятилетий" | "десятилетия" => several(10.0),
        "centuries" | "столетий" | "веков" => several(100.0),
        _ if word.starts_with("decade") || word.starts_with("десятилет") => (years - 10.0).abs() < 0.5,
        _ if word.starts_with("centur") || word.starts_with("столет") => (years - 100.0).abs() < 0.5,
        _ => false,
    }
}

/// Words right before a number that make it a place in a law or a paper.
const PLACES: &[&str] = &[
    "article",
    "articles",
    "art",
    "section",
    "sections",
    "paragraph",
    "para",
    "clause",
    "ст",
    "статья",
    "статье",
    "статьи",
    "статью",
    "статей",
    "статьями",
    "статьям",
    "ч",
    "часть",
    "части",
    "частью",
    "п",
    "пп",
    "пункт",
    "пункта",
    "пункту",
    "пункте",
    "абзац",
];

/// Whether a number names a place in a law or a paper: `ч. 1 ст. 238`.
pub(super) fn is_reference(context: &Context<'_>, side: Side, sentence: usize, number: Span) -> bool {
    let text = &context.pair().document(side).text;
    let words = context.words(side, sentence);
    let before = words.partition_point(|word| word.span.end <= number.start);
    before.checked_sub(1).map(|place| &words[place]).is_some_and(|word| {
        let between = text.get(word.span.end..number.start).unwrap_or("-");
        between.trim_matches([' ', '.', '\u{a0}']).is_empty() && PLACES.contains(&&*word.lower)
    })
}
