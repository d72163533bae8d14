//! Dates and parts of dates.

use super::{best, check_values, values};
use crate::alignment::EvidenceKind::{Date, Number};

#[test]
fn days_have_one_form() {
    check_values(
        Date,
        &[
            ("ru", "14 февраля", "02-14"),
            ("ru", "14 февраля 2023 г.", "2023-02-14"),
            ("ru", "14 февраля 2023 года", "2023-02-14"),
            ("ru", "14-го февраля", "02-14"),
            ("ru", "четырнадцатого февраля", "02-14"),
            ("ru", "двадцать первого февраля", "02-21"),
            ("ru", "14.02.2023", "2023-02-14"),
            ("ru", "14.02.23 в Москве", "2023-02-14"),
            ("en", "2023-02-14", "2023-02-14"),
            ("en", "14/02/2023", "2023-02-14"),
            ("en", "02/14/2023", "2023-02-14"),
            ("en", "February 14", "02-14"),
            ("en", "February 14, 2023, in Moscow", "2023-02-14"),
            ("en", "Feb. 14 in Moscow", "02-14"),
            ("en", "14 Feb 2023", "2023-02-14"),
            ("en", "14 February", "02-14"),
            ("en", "the 14th of February", "02-14"),
            ("en", "February 14th", "02-14"),
            ("en", "MOSCOW, February 14. /TASS/.", "02-14"),
            ("ru", "МОСКВА, 14 февраля. /ТАСС/.", "02-14"),
            ("en", "on May 9", "05-09"),
            ("en", "the fourteenth of February", "02-14"),
            ("de", "am 14. Februar 2023", "2023-02-14"),
            ("fr", "le 14 février 2023", "2023-02-14"),
            ("fr", "le 1er février", "02-01"),
            ("es", "el 14 de febrero de 2023", "2023-02-14"),
            ("hu", "2023. február 14.", "2023-02-14"),
            ("uk", "14 лютого 2023 року", "2023-02-14"),
            ("pl", "14 lutego 2023 r.", "2023-02-14"),
            ("el", "14 Φεβρουαρίου 2023", "2023-02-14"),
            ("tr", "14 Şubat 2023", "2023-02-14"),
            ("ru", "14–16 февраля", "02-14 | 02-16"),
            ("ru", "с 14 по 16 февраля", "02-14 | 02-16"),
            ("en", "February 14–16", "02-14 | 02-16"),
            ("en", "14 and 15 February", "02-14 | 02-15"),
        ],
    );
}

#[test]
fn months_and_week_days_count_when_they_are_clear() {
    check_values(
        Date,
        &[
            ("en", "in March 2019", "2019-03"),
            ("ru", "в марте 2019 года", "2019-03"),
            ("ru", "с марта 2019 г. по май", "2019-03 | 05"),
            ("en", "since February", "02"),
            ("en", "he came in May", "05"),
            ("en", "you may go", ""),
            ("en", "May I go?", ""),
            ("en", "they march on", ""),
            ("en", "on Monday", "monday"),
            ("ru", "в понедельник", "monday"),
            ("ru", "в среду", "wednesday"),
            ("ru", "окружающую среду", ""),
            ("ro", "mai mult", ""),
            ("ru", "в марте 20 человек", "03"),
            ("en", "Monday, February 14", "monday | 02-14"),
            ("en", "34 February", "02"),
            ("en", "version 1.2.2023.5", ""),
        ],
    );
}

#[test]
fn numbers_of_a_date_are_no_numbers() {
    for (language, text) in [
        ("ru", "14 февраля 2023 г."),
        ("en", "Feb. 14, 2023"),
        ("en", "14.02.2023"),
    ] {
        assert!(values(language, text, Number).is_empty(), "{text}");
    }
    assert_eq!(values("en", "on February 14, 20 people", Number), ["20"]);
    assert_eq!(values("en", "in February 2,000 people", Number), ["2000"]);
}

#[test]
fn dates_compare_by_their_parts() {
    let date = |english, russian| best(Date, ("en", english), ("ru", russian));
    assert!(date("February 14, 2023", "14 февраля 2023 г.") > 0.99);
    assert!((0.85..0.95).contains(&date("February 14", "14 февраля 2023 г.")));
    assert!(date("February 14, 2022", "14 февраля 2023 г.") < 0.1);
    assert!(date("February 14", "15 февраля") < 0.1);
    assert!(date("03/04/2023", "4 марта 2023 года") > 0.75);
    assert!(date("in February", "14 февраля") < 0.6);
    assert!(date("on Monday", "в понедельник") > 0.99);
    assert!(date("on Monday", "во вторник") < 0.1);
}
