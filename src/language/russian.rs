//! Russian.

use super::{Language, Profile};

pub(super) static PROFILE: Profile = Profile {
    language: Language::RUSSIAN,
    stemmer: Some(snowball_stemmers_rs::Algorithm::Russian),
};
