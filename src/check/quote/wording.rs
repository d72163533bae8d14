//! What the checks of quotations know about a language: [`Wording`].

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::check::Word;
use crate::language::Language;

/// Words of a language; `begin*` stands for any word that begins so.
#[derive(Debug)]
pub(super) struct Wording {
    language: Language,
    /// How many words it takes to say what English says in one.
    pub(super) wordiness: f64,
    /// Words that something has to follow: no phrase ends with them.
    hanging: WordList,
    /// What tells who speaks: verbs of saying and thinking, and phrases such as `according`.
    attributes: WordList,
}

static WORDINGS: [Wording; 2] = [
    Wording {
        language: Language::ENGLISH,
        wordiness: 1.0,
        hanging: WordList::new(
            "a an the of at from with by into and or but that which who whose because if than as my your his its our \
            their i he she we they very no",
        ),
        attributes: WordList::new(
            "said say says saying told tell tells telling add added adds adding note noted notes noting stress* \
            explain* claim* admit* recall* announc* argu* tweet* wrote write* writing accord* ask asked asks asking \
            repl* answer* declar* stated states statement report* warn* call called calls describ* quot* vow* pledg* \
            insist* conclud* joke* suggest* comment* respond* thought thinks believ* remark* predict* posted shout* \
            chant* cried cries sang wonder* complain* promis* confirm* denied denies acknowledg* emphasi* spoke \
            testif*",
        ),
    },
    Wording {
        language: Language::RUSSIAN,
        wordiness: 0.8,
        hanging: WordList::new(
            "в во на с со к ко о об от из у за по под над при про для без через между и а но или либо что чтобы \
            если как чем который которая которое которые которого которых котором которой потому не ни бы столь \
            очень уже я ты он она оно мы вы они мой твой наш ваш",
        ),
        attributes: WordList::new(
            "сказ* говор* заяв* сообщ* добав* отмет* отмеч* подчерк* поясн* расска* призна* напис* пис* объясн* \
            счита* утвержда* слов* мнени* соглас* спрос* спраш* ответ* отвеч* цитир* предупре* назв* назыв* опис* клян* \
            покля* настаив* заключ* пошут* шут* предполож* комментир* прокоммент* дум* подум* полага* увер* убежд* \
            замет* замеч* предсказ* гласит значит* говорит* крич* скандир* пел* пою* удивл* жалова* обеща* подтвер* \
            отриц* выска* выступ* выраз* указ* продолж* вспомин* вспомн* констат* доба* призв* призыва* переда* \
            сетует сетова* твит* публик* опублик* интерес* поинтерес* резюм* восклик* прошепт* реч*",
        ),
    },
];

/// What is known about a language.
pub(super) fn wording(language: Option<Language>) -> Option<&'static Wording> {
    WORDINGS.iter().find(|wording| Some(wording.language) == language)
}

impl Wording {
    /// Whether something has to follow the word.
    pub(super) fn hangs(&self, word: &Word) -> bool {
        self.hanging.has(word)
    }

    /// Whether the word tells who speaks.
    pub(super) fn attributes(&self, word: &Word) -> bool {
        self.attributes.has(word)
    }
}

/// A list of words, `begin*` for any word that begins so.
#[derive(Debug)]
pub(super) struct WordList {
    text: &'static str,
    /// The entries by their first letter, once somebody looked something up.
    by_letter: OnceLock<FxHashMap<char, Vec<Listed>>>,
}

/// An entry of a list.
#[derive(Clone, Copy, Debug)]
enum Listed {
    Whole(&'static str),
    Beginning(&'static str),
}

impl WordList {
    /// The words of a text, with spaces between.
    pub(super) const fn new(text: &'static str) -> Self {
        Self {
            text,
            by_letter: OnceLock::new(),
        }
    }

    /// Whether a word stands in the list.
    pub(super) fn has(&self, word: &Word) -> bool {
        let by_letter = self.by_letter.get_or_init(|| by_letter(self.text));
        let letter = word.lower.chars().next();
        let entries = letter.and_then(|letter| by_letter.get(&letter)).into_iter().flatten();
        entries.into_iter().any(|entry| match entry {
            Listed::Whole(whole) => word.lower == *whole,
            Listed::Beginning(beginning) => word.lower.starts_with(beginning),
        })
    }
}

fn by_letter(text: &'static str) -> FxHashMap<char, Vec<Listed>> {
    let mut lists: FxHashMap<char, Vec<Listed>> = FxHashMap::default();
    for entry in text.split_whitespace() {
        let listed = match entry.strip_suffix('*') {
            Some(beginning) => Listed::Beginning(beginning),
            None => Listed::Whole(entry),
        };
        if let Some(letter) = entry.chars().next() {
            lists.entry(letter).or_default().push(listed);
        }
    }
    lists
}
