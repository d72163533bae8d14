//! English.

use super::{DayPart, Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::ENGLISH,
    stemmer: Some(snowball_stemmers_rs::Algorithm::English),
    decimal_sign: '.',
    months: [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ],
    weekdays: [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ],
    homographs: "may march mar jan jun jul apr aug sep sept oct nov dec feb august second",
    cardinals: CARDINALS,
    ordinals: ORDINALS,
    scales: &[
        (2, "hundred", ""),
        (3, "thousand", ""),
        (6, "million", ""),
        (9, "billion", ""),
        (12, "trillion", ""),
    ],
    short_scales: &[(3, "k"), (6, "mln mn mio"), (9, "bn bln"), (12, "trn tn trln")],
    fractions: &[(5, -1, "half"), (25, -2, "quarter")],
    and_a_half: "and a half|and one half|and half",
    joiners: "and",
    units: UNITS,
    minus: "minus",
    ordinal_suffixes: "st nd rd th",
    decade_suffixes: "s",
    century_words: "century centuries",
    day_parts: &[(DayPart::Morning, "am"), (DayPart::Afternoon, "pm")],
    hour_words: "o'clock oclock",
    date_joiners: "of the",
    function_words: FUNCTION_WORDS,
    ..Profile::PLAIN
};

const CARDINALS: &[(u32, &str)] = &[
    (0, "zero"),
    (1, "one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve dozen"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (17, "seventeen"),
    (18, "eighteen"),
    (19, "nineteen"),
    (20, "twenty"),
    (30, "thirty"),
    (40, "forty fourty"),
    (50, "fifty"),
    (60, "sixty"),
    (70, "seventy"),
    (80, "eighty"),
    (90, "ninety"),
];

const ORDINALS: &[(u32, &str)] = &[
    (1, "first"),
    (2, "second"),
    (3, "third"),
    (4, "fourth"),
    (5, "fifth"),
    (6, "sixth"),
    (7, "seventh"),
    (8, "eighth"),
    (9, "ninth"),
    (10, "tenth"),
    (11, "eleventh"),
    (12, "twelfth"),
    (13, "thirteenth"),
    (14, "fourteenth"),
    (15, "fifteenth"),
    (16, "sixteenth"),
    (17, "seventeenth"),
    (18, "eighteenth"),
    (19, "nineteenth"),
    (20, "twentieth"),
    (30, "thirtieth"),
    (40, "fortieth"),
    (50, "fiftieth"),
    (60, "sixtieth"),
    (70, "seventieth"),
    (80, "eightieth"),
    (90, "ninetieth"),
    (100, "hundredth"),
];

const UNITS: &[(Unit, &str)] = &[
    (Unit::Percent, "percent pct per_cent"),
    (Unit::PercentagePoint, "pp percentage_point percentage_points p.p"),
    (Unit::Currency(*b"USD"), "dollar dollars usd"),
    (Unit::Currency(*b"EUR"), "euro euros eur"),
    (Unit::Currency(*b"GBP"), "gbp sterling"),
    (Unit::Currency(*b"RUB"), "ruble rubles rouble roubles rub rur"),
    (Unit::Currency(*b"CNY"), "yuan yuans cny rmb renminbi"),
    (Unit::Currency(*b"JPY"), "yen jpy"),
    (Unit::Currency(*b"UAH"), "hryvnia hryvnias uah"),
    (Unit::Currency(*b"INR"), "rupee rupees inr"),
    (Unit::Currency(*b"CHF"), "franc francs chf"),
    (Unit::Currency(*b"KZT"), "tenge kzt"),
    (Unit::Currency(*b"XCT"), "cent cents"),
];

const FUNCTION_WORDS: &str = "i a an the this that these those my your his her its our their me him them us you he she \
    it we they who whom whose which what when where why how in on at of for from by with without as to into onto over \
    under about above below between among through during before after since until till against within across behind \
    near off out up down and or but nor so yet if unless although though because while whereas than then there here \
    not no yes is are was were be been being am do does did have has had will would shall should can could may might \
    must also only just even still already again once never ever always often sometimes perhaps maybe however \
    meanwhile moreover therefore thus hence indeed instead otherwise besides according despite amid due all any both \
    each every either neither some many much more most few less least several such other another same own one two \
    three four five six seven eight nine ten first second third last next new old let like well now today yesterday \
    tomorrow mr mrs ms dr prof sir";
