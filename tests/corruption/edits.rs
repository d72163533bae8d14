//! The corruptions: each changes one thing in one of the two texts, or finds nothing to change.

use beadwork::read::bitext::Unit;

use super::figures::{
    currency, day_shifted, digit_changed, digits_transposed, magnitude, month_changed, points, replace, unit_changed,
};
use super::quotes::{attribution_removed, mark_moved, quote_truncated, speaker_changed};
use super::terms::term_replaced;

/// A kind of corruption.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// The beginnings of the IDs of the checks that have to notice.
    pub(super) checks: &'static [&'static str],
    /// The corrupted source and target; the second unit is another one, to take strange words from.
    pub(super) corrupt: fn(&Unit, &Unit) -> Option<(String, String)>,
}

const NUMBERS: &[&str] = &["number", "date"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "one digit changed",
        checks: NUMBERS,
        corrupt: |unit, _| in_target(unit, digit_changed),
    },
    Kind {
        name: "two digits transposed",
        checks: NUMBERS,
        corrupt: |unit, _| in_target(unit, digits_transposed),
    },
    Kind {
        name: "million for billion",
        checks: NUMBERS,
        corrupt: |unit, _| in_target(unit, magnitude),
    },
    Kind {
        name: "percentage points for per cent",
        checks: &["number"],
        corrupt: |unit, _| in_target(unit, points),
    },
    Kind {
        name: "date shifted by a day",
        checks: &["date"],
        corrupt: |unit, _| in_target(unit, day_shifted),
    },
    Kind {
        name: "month changed",
        checks: &["date"],
        corrupt: |unit, _| in_target(unit, month_changed),
    },
    Kind {
        name: "currency changed",
        checks: &["number"],
        corrupt: |unit, _| in_target(unit, currency),
    },
    Kind {
        name: "unit changed",
        checks: &["number"],
        corrupt: |unit, _| in_target(unit, unit_changed),
    },
    Kind {
        name: "name replaced",
        checks: &["name"],
        corrupt: name_replaced,
    },
    Kind {
        name: "two names swapped",
        checks: &["name"],
        corrupt: |unit, _| in_target(unit, names_swapped),
    },
    Kind {
        name: "negation dropped",
        checks: &["negation"],
        corrupt: |unit, _| negates(&unit.source).then(|| in_target(unit, negation_dropped))?,
    },
    Kind {
        name: "negation inserted",
        checks: &["negation"],
        corrupt: |unit, _| in_target(unit, negation_inserted),
    },
    Kind {
        name: "clause deleted",
        checks: &["omission", "number", "name", "date", "quote"],
        corrupt: |unit, _| in_target(unit, clause_deleted),
    },
    Kind {
        name: "quote truncated",
        checks: &["quote", "omission"],
        corrupt: |unit, _| in_target(unit, quote_truncated),
    },
    Kind {
        name: "quotation mark moved",
        checks: &["quote"],
        corrupt: |unit, _| in_target(unit, mark_moved),
    },
    Kind {
        name: "speaker changed",
        checks: &["quote-speaker", "name"],
        corrupt: speaker_changed,
    },
    Kind {
        name: "attribution removed",
        checks: &["quote", "omission"],
        corrupt: |unit, _| attribution_removed(unit),
    },
    Kind {
        name: "term of a glossary replaced",
        checks: &["terminology"],
        corrupt: |unit, _| term_replaced(unit),
    },
    Kind {
        name: "left untranslated",
        checks: &["untranslated"],
        corrupt: untranslated,
    },
];

fn in_target(unit: &Unit, edit: fn(&str) -> Option<String>) -> Option<(String, String)> {
    let target = edit(&unit.target)?;
    (target != unit.target).then(|| (unit.source.clone(), target))
}

/// Names that do not begin the sentence or a quotation, with their places: all words with a capital in a row.
///
/// `Национальной метеорологической службы` is none: its first word alone is no name.
pub(super) fn names(text: &str) -> Vec<(usize, &str)> {
    let words = words(text);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    // "Вы", "Ваша": politeness, not names.
    let polite = |word: &str| ["Вы", "Вас", "Вам", "Вами"].contains(&word) || word.starts_with("Ваш");
    let gap = |from: usize, to: usize| &text[from..to];
    let mut names = Vec::new();
    let mut index = 1;
    while index < words.len() {
        let (start, first) = words[index];
        if !capital(first) || polite(first) {
            index += 1;
            continue;
        }
        let (before, word) = words[index - 1];
        // Behind a capital or a particle stands the rest of a name.
        let part = capital(word) || matches!(word, "де" | "ван" | "фон" | "аль" | "бен");
        let inside = !part
            && gap(before + word.len(), start)
                .chars()
                .all(|c| c.is_whitespace() || c == ',');
        let mut end = index;
        while end + 1 < words.len()
            && capital(words[end + 1].1)
            && matches!(
                gap(words[end].0 + words[end].1.len(), words[end + 1].0),
                " " | "-" | "\u{a0}"
            )
        {
            end += 1;
        }
        let (last, word) = words[end];
        let behind = words.get(end + 1).map_or("", |(_, word)| word);
        let adjective = word.chars().count() > 4
            && [
                "ой", "ая", "ую", "ого", "ому", "ый", "ий", "ым", "им", "ом", "ых", "их", "ые", "ое", "ие",
            ]
            .iter()
            .any(|ending| word.ends_with(ending))
            && behind.starts_with(char::is_lowercase);
        if inside && !adjective && first.chars().count() > 3 {
            names.push((start, &text[start..last + word.len()]));
        }
        index = end + 1;
    }
    names
}

pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn name_replaced(unit: &Unit, stranger: &Unit) -> Option<(String, String)> {
    let (at, name) = *names(&unit.target).first()?;
    let other = strange_name(unit, stranger)?;
    Some((unit.source.clone(), replace(&unit.target, at..at + name.len(), other)))
}

/// A name of another unit that this one does not have.
pub(super) fn strange_name<'a>(unit: &Unit, stranger: &'a Unit) -> Option<&'a str> {
    let is_strange = |other: &str| words(other).iter().all(|(_, word)| !unit.target.contains(word));
    let mut names = names(&stranger.target).into_iter();
    names.find(|(_, other)| is_strange(other)).map(|(_, other)| other)
}

fn names_swapped(text: &str) -> Option<String> {
    let names = names(text);
    let &(first_at, first) = names.first()?;
    let &(second_at, second) = names.iter().find(|(at, name)| {
        // Two names of a list may stand in any order.
        let between = words(text.get(first_at + first.len()..*at).unwrap_or_default());
        let told = between
            .iter()
            .filter(|(_, word)| word.starts_with(char::is_lowercase) && *word != "и");
        *name != first && told.count() >= 2
    })?;
    let text = replace(text, second_at..second_at + second.len(), first);
    Some(replace(&text, first_at..first_at + first.len(), second))
}

/// Whether an English text negates in so many words: what it says plainly (`fail`) and the Russian by a negation is lost
/// by dropping that too, but there is nothing that a check could compare.
fn negates(text: &str) -> bool {
    let negations = [
        "not", "no", "never", "without", "nobody", "none", "nothing", "neither", "cannot", "t",
    ];
    words(&text.to_lowercase())
        .iter()
        .any(|(_, word)| negations.contains(word))
}

/// Leaves alone what is no negation (`не только`, `пока не`) and what another word goes on negating (`никто не`).
fn negation_dropped(text: &str) -> Option<String> {
    let last_word = |text: &str| text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let at = text.match_indices(" не ").map(|(at, _)| at).find(|&at| {
        let (before, behind) = (&text[..at], &text[at + " не ".len()..]);
        let in_form_only = [
            "только",
            "менее",
            "более",
            "раз ",
            "просто",
            "исключено",
            "столько",
            "хуже",
            "меньше",
        ]
        .iter()
        .any(|word| behind.starts_with(word));
        let until = ["пока", "если", "чуть", "едва", "вряд ли", "тем", "ли", "бы"]
            .iter()
            .any(|word| last_word(before).ends_with(word));
        let clause = before
            .rsplit([',', '.', '—', ';', ':'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let until = until || clause.split_whitespace().any(|word| word == "пока" || word == "до");
        let clause = format!(
            "{clause} {}",
            behind.split([',', '.', '—', ';', ':']).next().unwrap_or_default()
        );
        let concord = words(&clause).iter().any(|(_, word)| {
            ["ни", "нигде", "никуда"].contains(word) || word.starts_with("ник") || word.starts_with("ниче")
        });
        !in_form_only && !until && !concord
    })?;
    Some(replace(text, at..at + " не ".len(), " "))
}

fn negation_inserted(text: &str) -> Option<String> {
    if text.contains(" не ") || text.contains(" нет ") || text.contains(" ни ") {
        return None;
    }
    let verb = |word: &str| {
        let endings = [
            "лся",
            "лась",
            "лись",
            "ал",
            "ала",
            "али",
            "ил",
            "ила",
            "или",
            "ел",
            "ела",
            "ели",
            "ает",
            "ует",
            "яет",
            "еет",
            "ают",
            "уют",
            "яют",
            "еют",
            "ится",
            "ятся",
            "ается",
            "уются",
        ];
        // Nouns that end so.
        let nouns = [
            "материал",
            "персонал",
            "капитал",
            "финал",
            "скандал",
            "генерал",
            "канал",
            "журнал",
            "сигнал",
            "потенциал",
            "сериал",
            "квартал",
            "арсенал",
            "идеал",
            "портал",
            "отдел",
            "раздел",
            "предел",
            "детали",
            "медали",
            "правила",
            "начала",
            "канала",
            "раздела",
            "отдела",
            "автомобил",
            "печали",
            "спортзал",
            "вокзал",
            "терминал",
        ];
        word.chars().count() > 4
            && !nouns.iter().any(|noun| word.starts_with(noun))
            && !["тели", "дели"].iter().any(|ending| word.ends_with(ending))
            && word.chars().all(char::is_lowercase)
            && endings.iter().any(|ending| word.ends_with(ending))
    };
    let (at, _) = words(text).into_iter().skip(1).find(|(_, word)| verb(word))?;
    Some(replace(text, at..at, "не "))
}

/// Takes out what stands between two commas, or between the last comma and the full stop, if it is four words or more.
fn clause_deleted(text: &str) -> Option<String> {
    let commas: Vec<usize> = text.match_indices(", ").map(|(at, _)| at).collect();
    let end = text.trim_end().trim_end_matches(['.', '!', '?', '»', '"', '“']).len();
    let ends = commas.iter().skip(1).copied().chain([end]);
    let clauses = commas.iter().copied().zip(ends);
    let (from, to) = clauses
        .filter(|(from, to)| from < to && !text[*from..*to].contains(['«', '»', '"']))
        .find(|(from, to)| text[*from..*to].split_whitespace().count() >= 5)?;
    Some(replace(text, from..to, ""))
}

fn untranslated(unit: &Unit, _: &Unit) -> Option<(String, String)> {
    let enough = unit
        .source
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_lowercase))
        .count()
        >= 3;
    enough.then(|| (unit.source.clone(), unit.source.clone()))
}
