//! Chinese, in simplified and traditional characters. Its words stand without spaces, so the lists hold what is looked
//! for behind figures and inside runs of characters.

use super::{Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"zh"),
    weekdays: [
        "星期一 周一 週一 礼拜一 禮拜一",
        "星期二 周二 週二 礼拜二 禮拜二",
        "星期三 周三 週三 礼拜三 禮拜三",
        "星期四 周四 週四 礼拜四 禮拜四",
        "星期五 周五 週五 礼拜五 禮拜五",
        "星期六 周六 週六 礼拜六 禮拜六",
        "星期日 星期天 周日 週日 礼拜天 禮拜天",
    ],
    scales: &[
        (2, "", "百"),
        (3, "", "千"),
        (4, "", "万 萬"),
        (8, "", "亿 億"),
        (12, "", "兆 万亿 萬億"),
    ],
    units: &[
        (Unit::Currency(*b"USD"), "美元 美金"),
        (Unit::Currency(*b"EUR"), "欧元 歐元"),
        (Unit::Currency(*b"GBP"), "英镑 英鎊"),
        (Unit::Currency(*b"JPY"), "日元 日圆 日圓"),
        (Unit::Currency(*b"RUB"), "卢布 盧布"),
        (Unit::Currency(*b"CNY"), "元 人民币 人民幣"),
        (Unit::PercentagePoint, "个百分点 個百分點"),
    ],
    year_words: "年",
    ..Profile::PLAIN
};
