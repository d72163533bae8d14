//! The prepositions before two names: `in London` is said as `в Лондоне`, not as `из Лондона`.

use crate::alignment::Side;
use crate::check::name::view::{Place, View};
use crate::language::Language;

/// English prepositions, and the Russian ones that say the same.
const TRANSLATIONS: [(&str, &str); 34] = [
    ("in", "в во на"),
    ("at", "в во на у"),
    ("on", "на в во о об"),
    ("from", "из от с со"),
    ("with", "с со"),
    ("to", "в во на к ко до"),
    ("for", "для за на"),
    ("into", "в во"),
    ("about", "о об про"),
    ("against", "против с"),
    ("between", "между"),
    ("after", "после"),
    ("before", "до перед"),
    ("over", "над"),
    ("through", "через"),
    ("under", "под при"),
    ("among", "среди"),
    ("near", "у около близ под"),
    // What these say, Russian says by a case.
    ("by", ""),
    ("of", ""),
    ("during", "во в"),
    ("across", "по"),
    ("via", "через"),
    ("within", "в"),
    ("outside", "вне за"),
    ("around", "вокруг по"),
    ("off", "от у с"),
    ("towards", "к"),
    ("toward", "к"),
    ("like", "как"),
    ("as", "как"),
    ("than", "чем"),
    ("without", "без"),
    ("behind", "за"),
];

/// Russian prepositions that no English one above has for a translation.
const OTHERS: &str = "обо изо ко";

/// How many words may stand between an English preposition and the name: articles and first names.
const ENGLISH_REACH: usize = 3;
const RUSSIAN_REACH: usize = 2;

/// The preposition of a name, in English and Russian.
#[derive(Clone, Copy, Debug)]
pub(super) struct Preposition<'a> {
    word: Option<&'a str>,
    language: Language,
}

/// The preposition of the name at a place; nothing in a language that has no list.
pub(super) fn of<'a>(view: &View<'a>, side: Side, place: Place) -> Option<Preposition<'a>> {
    let language = view.language(side)?;
    let (reach, articles): (usize, &[&str]) = match language {
        Language::ENGLISH => (ENGLISH_REACH, &["the", "a", "an", "his", "her", "its", "their"]),
        Language::RUSSIAN => (RUSSIAN_REACH, &[]),
        _ => return None,
    };
    let words = &view.words[side as usize];
    let mut word = None;
    for at in (0..place.0).rev().take(reach) {
        let parted = view
            .gap(side, at + 1)
            .contains([',', ';', ':', '—', '(', ')', '.', '«', '»', '"']);
        if parted {
            break;
        }
        let lower = words[at].lower.as_str();
        if is_preposition(language, lower) {
            word = Some(lower);
            break;
        }
        if !articles.contains(&lower) && !words[at].capital {
            break;
        }
    }
    Some(Preposition { word, language })
}

fn is_preposition(language: Language, word: &str) -> bool {
    if language == Language::ENGLISH {
        return TRANSLATIONS.iter().any(|(english, _)| *english == word);
    }
    let russian = TRANSLATIONS.iter().map(|(_, russian)| *russian).chain([OTHERS]);
    russian.flat_map(str::split_whitespace).any(|other| other == word)
}

/// How well two prepositions agree: 1 for translations, below 0 for those that are none.
pub(super) fn agreement(one: Option<Preposition>, two: Option<Preposition>) -> f32 {
    const DIFFERENT: f32 = -0.5;
    let (Some(one), Some(two)) = (one, two) else { return 0.0 };
    let (english, russian) = match (one.language, two.language) {
        (Language::ENGLISH, Language::RUSSIAN) => (one.word, two.word),
        (Language::RUSSIAN, Language::ENGLISH) => (two.word, one.word),
        _ => return 0.0,
    };
    match (english, russian) {
        (None, None) => 0.0,
        (Some("of" | "by"), None) => 0.2,
        (Some(english), Some(russian)) if are_translations(english, russian) => 1.0,
        _ => DIFFERENT,
    }
}

fn are_translations(english: &str, russian: &str) -> bool {
    let mut entries = TRANSLATIONS.iter().filter(|(word, _)| *word == english);
    entries.any(|(_, translations)| translations.split_whitespace().any(|word| word == russian))
}
