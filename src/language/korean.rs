//! Korean. Particles follow its words without a space, so the lists hold the beginnings of words.

use super::{Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"ko"),
    weekdays: ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
    scales: &[
        (2, "", "백"),
        (3, "", "천"),
        (4, "", "만"),
        (8, "", "억"),
        (12, "", "조"),
    ],
    units: &[
        (Unit::Percent, "퍼센트 프로"),
        (Unit::PercentagePoint, "퍼센트포인트 포인트"),
        (Unit::Currency(*b"USD"), "달러"),
        (Unit::Currency(*b"EUR"), "유로"),
        (Unit::Currency(*b"GBP"), "파운드"),
        (Unit::Currency(*b"JPY"), "엔"),
        (Unit::Currency(*b"RUB"), "루블"),
        (Unit::Currency(*b"CNY"), "위안"),
        (Unit::Currency(*b"KRW"), "원"),
    ],
    year_words: "년",
    ..Profile::PLAIN
};
