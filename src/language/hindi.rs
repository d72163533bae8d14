//! Hindi. No stemmer: with words cut to six letters alignment comes out better than with Snowball's.

use super::{Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"hi"),
    months: [
        "जनवरी",
        "फरवरी फ़रवरी",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई",
        "अगस्त",
        "सितंबर सितम्बर",
        "अक्टूबर अक्तूबर",
        "नवंबर नवम्बर",
        "दिसंबर दिसम्बर",
    ],
    weekdays: [
        "सोमवार",
        "मंगलवार",
        "बुधवार",
        "गुरुवार गुरूवार बृहस्पतिवार",
        "शुक्रवार",
        "शनिवार",
        "रविवार इतवार",
    ],
    cardinals: &[
        (2, "दो"),
        (3, "तीन"),
        (4, "चार"),
        (5, "पांच पाँच"),
        (6, "छह छः"),
        (7, "सात"),
        (8, "आठ"),
        (9, "नौ"),
        (10, "दस"),
    ],
    scales: &[
        (2, "", "सौ"),
        (3, "", "हजार हज़ार"),
        (5, "", "लाख"),
        (6, "", "मिलियन"),
        (7, "", "करोड़"),
        (9, "", "अरब बिलियन"),
    ],
    units: &[
        (Unit::Percent, "प्रतिशत फीसदी फ़ीसदी"),
        (Unit::Currency(*b"USD"), "डॉलर"),
        (Unit::Currency(*b"EUR"), "यूरो"),
        (Unit::Currency(*b"GBP"), "पाउंड"),
        (Unit::Currency(*b"INR"), "रुपये रुपए रुपया रूपये"),
    ],
    ..Profile::PLAIN
};
