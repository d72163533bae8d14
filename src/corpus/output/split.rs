//! Training, validation and test: [`Split`], [`Splitter`].
//!
//! A story goes to one split as a whole, with all its updates and copies, so that nothing a model is tested on was
//! told to it in training. The decision needs the story and its date alone: no unit has to wait for another.

use jiff::civil::Date;
use siphasher::sip::SipHasher13;

use crate::error::{Error, ErrorKind, Result};

/// What a part of a corpus is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Split {
    /// To learn from.
    Train,
    /// To choose settings by.
    Validation,
    /// To measure with.
    Test,
}

impl Split {
    /// Every split, in the order of the card.
    pub const ALL: [Self; 3] = [Self::Train, Self::Validation, Self::Test];

    /// The name, which is that of the files too.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }

    /// The place in [`Self::ALL`].
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// Decides which story is for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splitter {
    rule: Rule,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    /// Parts of train, validation and test.
    Shares([u32; 3]),
    /// The first day of validation and that of test.
    Days(Option<Date>, Option<Date>),
}

impl Default for Splitter {
    /// 98 parts for training, one for validation, one for test.
    fn default() -> Self {
        Self {
            rule: Rule::Shares([98, 1, 1]),
        }
    }
}

impl Splitter {
    /// By chance: so many parts for training, validation and test.
    ///
    /// The chance is a hash of the story's number, so that a story stays where it is when others come, and a larger
    /// share for test, taken from training, keeps all that was in it.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if all parts are 0.
    pub fn by_story(parts: [u32; 3]) -> Result<Self> {
        if parts == [0; 3] {
            return Err(usage("a split of 0/0/0 leaves no place for a story").with_remedy("give parts such as 98/1/1"));
        }
        Ok(Self {
            rule: Rule::Shares(parts),
        })
    }

    /// By chance, the parts written `98/1/1`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if these are not three whole numbers, or all are 0.
    pub fn from_parts(text: &str) -> Result<Self> {
        let parts: Option<Vec<u32>> = text.split('/').map(|part| part.trim().parse().ok()).collect();
        match parts.and_then(|parts| parts.try_into().ok()) {
            Some(parts) => Self::by_story(parts),
            None => Err(usage(format!("{text:?} is no split")).with_remedy("give three whole numbers such as 98/1/1")),
        }
    }

    /// By date: what began on `test_from` (`2024-06-01`) or later is for test, what began on `validation_from` or
    /// later but before that for validation, all else and what has no date for training.
    ///
    /// The first document of a story decides, so that everything in test is from `test_from` or later; an update of
    /// an older story stays with it in training.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if a day is none, both are missing, or validation does not begin before test.
    pub fn by_date(validation_from: Option<&str>, test_from: Option<&str>) -> Result<Self> {
        let [validation, test] = [validation_from, test_from].map(|text| text.map(cut).transpose());
        let (validation, test) = (validation?, test?);
        if let (Some(first), Some(second)) = (validation, test)
            && first >= second
        {
            return Err(usage(format!(
                "validation from {first} does not begin before test from {second}"
            ))
            .with_remedy("give validation the earlier day"));
        }
        if validation.is_none() && test.is_none() {
            return Err(
                usage("a split by date needs a day").with_remedy("give the first day of test, of validation or both")
            );
        }
        Ok(Self {
            rule: Rule::Days(validation, test),
        })
    }

    /// Where a story goes whose first document is of this date, if that is known.
    #[must_use]
    pub fn split(&self, story: u64, date: Option<&str>) -> Split {
        match self.rule {
            Rule::Shares(parts) => by_chance(story, parts),
            Rule::Days(validation, test) => match date.and_then(day) {
                Some(day) if test.is_some_and(|from| day >= from) => Split::Test,
                Some(day) if validation.is_some_and(|from| day >= from) => Split::Validation,
                _ => Split::Train,
            },
        }
    }

    /// Whether the date of a story matters.
    #[must_use]
    pub fn needs_date(&self) -> bool {
        matches!(self.rule, Rule::Days(..))
    }

    /// The rule, as a sentence for readers of the corpus.
    #[must_use]
    pub fn description(&self) -> String {
        match self.rule {
            Rule::Shares([train, validation, test]) => format!(
                "Stories are split by chance (a hash of the story's number) into {train} parts for train, \
                 {validation} for validation and {test} for test."
            ),
            Rule::Days(validation, test) => {
                let from = |name: &str, day: Option<Date>| day.map(|day| format!("from {day} for {name}"));
                let rules: Vec<String> = [from("validation", validation), from("test", test)]
                    .into_iter()
                    .flatten()
                    .collect();
                format!(
                    "Stories are split by the date of their first document: {}; older ones and those without a date \
                     are for train.",
                    rules.join(", ")
                )
            }
        }
    }
}

/// Test stands first on the line that the hash points into, training last.
fn by_chance(story: u64, [train, validation, test]: [u32; 3]) -> Split {
    let [train, validation, test] = [train, validation, test].map(u128::from);
    let hash = u128::from(SipHasher13::new().hash(&story.to_le_bytes()));
    let place = (hash * (train + validation + test)) >> 64;
    if place < test {
        Split::Test
    } else if place < test + validation {
        Split::Validation
    } else {
        Split::Train
    }
}

/// The day of a date such as `2024-02-14T10:30+03:00`, as it is written.
pub(super) fn day(date: &str) -> Option<Date> {
    date.get(..10)?.parse().ok()
}

fn cut(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| usage(format!("{text:?} is no day")).with_remedy("write it as 2024-06-01"))
}

fn usage(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Usage, "", message)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_are_kept_and_stable() {
        let splitter = Splitter::from_parts("80/15/5").unwrap();
        let mut counts = [0; 3];
        for story in 0..20_000 {
            counts[splitter.split(story, None).index()] += 1;
        }
        let [train, validation, test] = counts;
        assert!((15_800..16_200).contains(&train), "{counts:?}");
        assert!((2_850..3_150).contains(&validation), "{counts:?}");
        assert!((900..1_100).contains(&test), "{counts:?}");
        // Another hash would move stories from train to test between two versions of the program.
        let first: Vec<_> = (0..200)
            .filter(|&story| splitter.split(story, None) == Split::Test)
            .collect();
        assert_eq!(first, [23, 24, 43, 75, 124, 126, 127, 152, 154, 168]);
    }

    #[test]
    fn larger_test_keeps_what_was_in_it() {
        let [small, large] = ["98/1/1", "90/1/9"].map(|parts| Splitter::from_parts(parts).unwrap());
        for story in 0..5_000 {
            assert!(small.split(story, None) != Split::Test || large.split(story, None) == Split::Test);
        }
    }

    #[test]
    fn date_cuts_by_the_day_and_undated_is_train() {
        let splitter = Splitter::by_date(Some("2024-05-01"), Some("2024-06-01")).unwrap();
        let cases = [
            (Some("2024-04-30T23:59+03:00"), Split::Train),
            (Some("2024-05-01"), Split::Validation),
            (Some("2024-05-31T10:00"), Split::Validation),
            (Some("2024-06-01T00:00Z"), Split::Test),
            (Some("soon"), Split::Train),
            (Some("2024-06-0я"), Split::Train),
            (None, Split::Train),
        ];
        for (date, split) in cases {
            assert_eq!(splitter.split(7, date), split, "{date:?}");
        }
        let only_test = Splitter::by_date(None, Some("2024-06-01")).unwrap();
        assert_eq!(only_test.split(7, Some("2024-05-31")), Split::Train);
    }

    #[test]
    fn nonsense_is_said_with_a_remedy() {
        let messages = [
            Splitter::from_parts("98/2"),
            Splitter::from_parts("0/0/0"),
            Splitter::by_date(None, Some("1 June")),
            Splitter::by_date(Some("2024-06-01"), Some("2024-06-01")),
            Splitter::by_date(None, None),
        ];
        let messages = messages.map(|result| result.unwrap_err().to_string());
        let expected = [
            "\"98/2\" is no split; give three whole numbers such as 98/1/1",
            "a split of 0/0/0 leaves no place for a story; give parts such as 98/1/1",
            "\"1 June\" is no day; write it as 2024-06-01",
            "validation from 2024-06-01 does not begin before test from 2024-06-01; give validation the earlier day",
            "a split by date needs a day; give the first day of test, of validation or both",
        ];
        assert_eq!(messages, expected);
    }

    proptest! {
        #[test]
        fn same_story_always_goes_to_the_same_split(
            story: u64,
            parts in (0u32..100, 0u32..100, 1u32..100),
            date in proptest::option::of("20[0-3][0-9]-(0[1-9]|1[0-2])-[0-2][0-9]")
        ) {
            let by_story = Splitter::by_story([parts.0, parts.1, parts.2]).unwrap();
            prop_assert_eq!(by_story.split(story, None), by_story.split(story, date.as_deref()));
            let by_date = Splitter::by_date(Some("2010-01-01"), Some("2020-01-01")).unwrap();
            prop_assert_eq!(by_date.split(story, date.as_deref()), by_date.split(story.wrapping_add(1), date.as_deref()));
        }
    }
}
