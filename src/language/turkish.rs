//! Turkish.

use super::{Language, Profile, Unit};

pub(super) static PROFILE: Profile = Profile {
    language: Language::short(*b"tr"),
    stemmer: Some(snowball_stemmers_rs::Algorithm::Turkish),
    decimal_sign: ',',
    months: [
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
    ],
    weekdays: [
        "pazartesi",
        "salı",
        "çarşamba",
        "perşembe",
        "cuma",
        "cumartesi",
        "pazar",
    ],
    homographs: "ocak ekim pazar aralık",
    cardinals: &[
        (0, "sıfır"),
        (2, "iki"),
        (3, "üç"),
        (4, "dört"),
        (5, "beş"),
        (6, "altı"),
        (7, "yedi"),
        (8, "sekiz"),
        (9, "dokuz"),
        (10, "on"),
        (20, "yirmi"),
        (30, "otuz"),
        (40, "kırk"),
        (50, "elli"),
        (60, "altmış"),
        (70, "yetmiş"),
        (80, "seksen"),
        (90, "doksan"),
    ],
    ordinals: &[
        (1, "birinci"),
        (2, "ikinci"),
        (3, "üçüncü"),
        (4, "dördüncü"),
        (5, "beşinci"),
    ],
    scales: &[
        (2, "yüz", ""),
        (3, "", "bin"),
        (6, "milyon", ""),
        (9, "milyar", ""),
        (12, "trilyon", ""),
    ],
    units: &[
        (Unit::Currency(*b"USD"), "dolar doları"),
        (Unit::Currency(*b"EUR"), "euro avro"),
        (Unit::Currency(*b"TRY"), "lira lirası tl"),
    ],
    century_words: "yüzyıl yüzyılda yüzyılın",
    function_words: "bir ve veya ya da de ki ile için gibi kadar ama fakat ancak çünkü eğer ben sen o biz siz onlar bu \
        şu ne kim nasıl nerede neden her daha en çok az değil var yok olan olarak sonra önce ise mi mı",
    ..Profile::PLAIN
};
