//! What the spelling of a name tells of the language it comes from and of its bearer: reasons to compare two names more
//! strictly, or not at all.

use super::{syllable, transliterate};

/// Where a name comes from, as far as its spelling shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// `-ov`, `-sky`, `-enko`: written in Latin letters by a system, so that vowels agree.
    Slavic,
    /// Chinese syllables, which differ by their vowels.
    Chinese {
        /// Whether it is no more than one.
        single: bool,
    },
    /// Anything else.
    Other,
}

/// An ending that names of the other kind do not have in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// `Ivanova`; in Cyrillic a form that only women's names have: `Ивановой`.
    Woman,
    /// `Ivanov`; in Cyrillic a form that only men's names have: `Ивановым`.
    Man,
    /// `Victoria`, `Викторию`.
    Iya,
    /// In Cyrillic: a consonant, or one before the vowel of a case: `Виктор`, `Виктора`.
    Consonant,
    /// Nothing that tells.
    Open,
}

const LATIN_SLAVIC: &[&str] = &[
    "ov", "ova", "ev", "eva", "sky", "skiy", "skaya", "enko", "ovich", "evich", "ovych",
];

const CYRILLIC_SLAVIC: &[&str] = &["ов", "ев", "ск", "енк", "ович", "евич"];

/// Whether a name has letters beside each other that Palladius writes Chinese syllables with.
fn is_palladius(lower: &str) -> bool {
    let mut before = (' ', ' ');
    lower.chars().any(|letter| {
        let sign = matches!(
            (before, letter),
            ((_, 'ч'), 'ж')
                | ((_, 'ц'), 'з')
                | ((_, 'э' | 'ю'), 'й')
                | ((_, 'х'), 'э')
                | (('а' | 'и' | 'э' | 'у', 'н'), 'ь')
        );
        before = (before.1, letter);
        sign
    })
}

/// Names of one or of two scripts must be this much alike; `None` if nothing is known of their origins.
pub(super) fn threshold(one: Origin, two: Origin) -> Option<f32> {
    match (one, two) {
        (Origin::Slavic, Origin::Slavic) => Some(0.935),
        (Origin::Chinese { single: true }, _) | (_, Origin::Chinese { single: true }) => Some(0.955),
        (Origin::Chinese { .. }, Origin::Chinese { .. }) => Some(0.94),
        _ => None,
    }
}

impl Origin {
    /// The origin of a lower-case name.
    pub(super) fn of(lower: &str, cyrillic: bool) -> Self {
        if cyrillic {
            let stem = transliterate::without_case(lower);
            return if is_palladius(lower) {
                Self::Chinese { single: false }
            } else if CYRILLIC_SLAVIC.iter().any(|end| stem.ends_with(end)) {
                Self::Slavic
            } else {
                Self::Other
            };
        }
        if LATIN_SLAVIC.iter().any(|end| lower.ends_with(end)) {
            return Self::Slavic;
        }
        match syllable::chinese_syllables(lower) {
            0 => Self::Other,
            count => Self::Chinese { single: count == 1 },
        }
    }
}

impl Ending {
    /// The ending of a lower-case name.
    pub(super) fn of(lower: &str, cyrillic: bool) -> Self {
        let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
        if !cyrillic {
            return match () {
                () if ends(&["ova", "eva", "skaya"]) => Self::Woman,
                () if ends(&["ov", "ev", "sky", "skiy"]) => Self::Man,
                () if ends(&["ia", "iya"]) => Self::Iya,
                () => Self::Open,
            };
        }
        match () {
            () if ends(&["ия", "ии", "ию", "ией"]) => Self::Iya,
            () if ends(&["овой", "евой", "ская", "ской", "скую"]) => Self::Woman,
            () if ends(&["ов", "ев", "овым", "евым", "ский", "ского", "скому", "ским"]) => {
                Self::Man
            }
            () if has_hard_end(lower) => Self::Consonant,
            () => Self::Open,
        }
    }

    /// Whether names with these endings cannot be the same.
    pub(super) fn excludes(self, other: Self) -> bool {
        let pair = |one, two| (self, other) == (one, two) || (other, self) == (one, two);
        pair(Self::Woman, Self::Man) || pair(Self::Iya, Self::Consonant)
    }
}

/// Whether a Cyrillic name ends in a consonant, or in one and a vowel that no name in `ия` has there.
fn has_hard_end(lower: &str) -> bool {
    const CONSONANTS: &str = "бвгджзклмнпрстфхцчшщ";
    const SOFT: &str = "жцчшщ"; // `Giorgia` is `Джорджа`.
    let mut letters = lower.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), _) if CONSONANTS.contains(last) => true,
        (Some('а' | 'у' | 'о' | 'ы'), Some(before)) => CONSONANTS.contains(before) && !SOFT.contains(before),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_women_from_men() {
        let excluded = |latin: &str, cyrillic: &str| Ending::of(latin, false).excludes(Ending::of(cyrillic, true));
        for (latin, cyrillic) in [("ivanova", "иванов"), ("ivanov", "ивановой"), ("victoria", "виктора")]
        {
            assert!(excluded(latin, cyrillic), "{latin} {cyrillic}");
        }
        for (latin, cyrillic) in [("ivanova", "ивановой"), ("ivanov", "иванова"), ("victoria", "викторию")]
        {
            assert!(!excluded(latin, cyrillic), "{latin} {cyrillic}");
        }
    }

    #[test]
    fn origins_show_in_the_spelling() {
        assert_eq!(Origin::of("zhou", false), Origin::Chinese { single: true });
        assert_eq!(Origin::of("hunan", false), Origin::Chinese { single: false });
        assert_eq!(Origin::of("karimov", false), Origin::Slavic);
        assert_eq!(Origin::of("каримовым", true), Origin::Slavic);
        assert_eq!(Origin::of("smith", false), Origin::Other);
    }
}
