//! English.

use super::{Language, Profile};

pub(super) static PROFILE: Profile = Profile {
    language: Language::ENGLISH,
    stemmer: Some(snowball_stemmers_rs::Algorithm::English),
};
