//! Japanese. Its words stand without spaces, so the lists hold what is looked for behind figures and inside runs of
//! characters.

use super::{Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"ja"),
    weekdays: [
        "月曜日 月曜",
        "火曜日 火曜",
        "水曜日 水曜",
        "木曜日 木曜",
        "金曜日 金曜",
        "土曜日 土曜",
        "日曜日 日曜",
    ],
    scales: &[
        (2, "", "百"),
        (3, "", "千"),
        (4, "", "万"),
        (8, "", "億"),
        (12, "", "兆"),
    ],
    units: &[
        (Unit::Percent, "パーセント"),
        (Unit::PercentagePoint, "ポイント"),
        (Unit::Currency(*b"USD"), "ドル 米ドル"),
        (Unit::Currency(*b"EUR"), "ユーロ"),
        (Unit::Currency(*b"GBP"), "ポンド"),
        (Unit::Currency(*b"JPY"), "円"),
        (Unit::Currency(*b"RUB"), "ルーブル"),
        (Unit::Currency(*b"CNY"), "元 人民元"),
        (Unit::Currency(*b"KRW"), "ウォン"),
    ],
    year_words: "年",
    ..Profile::PLAIN
};
