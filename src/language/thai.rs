//! Thai. Its words stand without spaces, so the lists hold what is looked for inside runs of letters.

use super::{Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"th"),
    months: [
        "มกราคม",
        "กุมภาพันธ์",
        "มีนาคม",
        "เมษายน",
        "พฤษภาคม",
        "มิถุนายน",
        "กรกฎาคม",
        "สิงหาคม",
        "กันยายน",
        "ตุลาคม",
        "พฤศจิกายน",
        "ธันวาคม",
    ],
    weekdays: [
        "วันจันทร์",
        "วันอังคาร",
        "วันพุธ",
        "วันพฤหัสบดี วันพฤหัส",
        "วันศุกร์",
        "วันเสาร์",
        "วันอาทิตย์",
    ],
    scales: &[
        (3, "", "พัน"),
        (4, "", "หมื่น"),
        (5, "", "แสน"),
        (6, "", "ล้าน"),
        (9, "", "พันล้าน"),
        (12, "", "ล้านล้าน"),
    ],
    units: &[
        (Unit::Percent, "เปอร์เซ็นต์"),
        (Unit::Currency(*b"USD"), "ดอลลาร์ ดอลลาร์สหรัฐ เหรียญสหรัฐ"),
        (Unit::Currency(*b"EUR"), "ยูโร"),
        (Unit::Currency(*b"GBP"), "ปอนด์"),
        (Unit::Currency(*b"JPY"), "เยน"),
        (Unit::Currency(*b"CNY"), "หยวน"),
        (Unit::Currency(*b"THB"), "บาท"),
    ],
    ..Profile::PLAIN
};
