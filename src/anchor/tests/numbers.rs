//! Numbers and times in figures and words.

use super::{best, check_values, of_kind};
use crate::alignment::EvidenceKind::{Number, Token};

#[test]
fn figures_are_read_by_value() {
    check_values(
        Number,
        &[
            ("en", "1,234.5 tonnes", "1234.5"),
            ("ru", "1 234,5 тонны", "1234.5"),
            ("ru", "1\u{a0}234,5 тонны", "1234.5"),
            ("ru", "1\u{2009}234,5 тонны", "1234.5"),
            ("ru", "1\u{202f}234\u{202f}567 тонн", "1234567"),
            ("ru", "1.234,5 тонны", "1234.5"),
            ("de", "1.234,5 Tonnen", "1234.5"),
            ("fr", "1 234,5 tonnes", "1234.5"),
            ("de", "1'234.5 Tonnen", "1234.5"),
            ("en", "1,234 people", "1234"),
            ("de", "1.234 Leute", "1234"),
            ("ru", "выросла на 1,234", "1.234"),
            ("en", "grew by 1.234", "1.234"),
            ("en", "7.50 and 7.5", "7.5 | 7.5"),
            ("ru", "более 5 000 человек", "5000"),
            ("ru", "в 2019 100 человек", "2019 | 100"),
            ("en", "in 2019 100 people", "2019 | 100"),
            ("en", "1,234,567 people", "1234567"),
            ("en", "2,06,737 people", "206737"),
            ("en", "1,23,45,678.50 of it", "12345678.5"),
            ("en", "items 1,22,33", "1 | 22 | 33"),
            ("en", "14 lakh voters and 4.67 crores", "1400000 | 46700000"),
            ("en", "0.25 of it", "0.25"),
            ("en", "version 1.2.3 is out", ""),
            ("en", "items 1,2,3", "1 | 2 | 3"),
            ("zh", "共有１２３人", "123"),
            ("ar", "عدد ١٢٣ شخصا", "123"),
            ("en", "score 3-2 at home", "3 | 2"),
            ("en", "score of 3:2", "3 | 2"),
            ("en", "call 12345678901234567890", ""),
            ("en", "a -5 degree frost", "-5"),
            ("ru", "до −12 градусов", "-12"),
            ("ru", "минус 30 градусов", "-30"),
            ("en", "in 2019 and 2020", "2019 | 2020"),
            ("ru", "в 2019 г. и 2020 году", "2019 | 2020"),
            ("ru", "5–7 человек", "5 | 7"),
            ("ru", "от 5 до 7 человек", "5 | 7"),
        ],
    );
}

#[test]
fn scales_and_units_belong_to_the_number() {
    check_values(
        Number,
        &[
            ("en", "1.5 million people", "1500000"),
            ("ru", "1,5 млн человек", "1500000"),
            ("ru", "1,5 миллиона человек", "1500000"),
            ("en", "$1.5 billion", "1500000000 USD"),
            ("en", "$1.5bn", "1500000000 USD"),
            ("en", "$5m deal", "5000000 USD"),
            ("en", "US$20 million", "20000000 USD"),
            ("ru", "1,5 млрд долл.", "1500000000 USD"),
            ("ru", "1,5 миллиарда долларов США", "1500000000 USD"),
            ("en", "5 billion US dollars", "5000000000 USD"),
            ("ru", "5 млрд американских долларов", "5000000000 USD"),
            ("en", "1.5 bln rubles", "1500000000 RUB"),
            ("ru", "20 тыс. руб.", "20000 RUB"),
            ("ru", "100 ₽", "100 RUB"),
            ("en", "€300", "300 EUR"),
            ("ru", "300 евро", "300 EUR"),
            ("en", "£12,000", "12000 GBP"),
            ("ru", "3 трлн юаней", "3000000000000 CNY"),
            ("ru", "2 млн 300 тыс. человек", "2300000"),
            ("en", "EUR 40 million", "40000000 EUR"),
            ("en", "7.5%", "7.5%"),
            ("ru", "7,5%", "7.5%"),
            ("ru", "7,5 процента", "7.5%"),
            ("ru", "на 10 процентов", "10%"),
            ("en", "10 percent", "10%"),
            ("en", "10 per cent of", "10%"),
            ("en", "five percent", "5%"),
            ("en", "0.3 percentage points", "0.3 pp"),
            ("ru", "на 0,3 п. п. выше", "0.3 pp"),
            ("ru", "на 2 процентных пункта", "2 pp"),
            ("en", "5-7 million people", "5000000 | 7000000"),
            ("ru", "5–7% жителей", "5% | 7%"),
            ("en", "a 5-million-dollar deal", "5000000 USD"),
            ("fr", "5 pour cent", "5%"),
            ("de", "3 Mrd. Euro Schulden", "3000000000 EUR"),
            ("uk", "15 тис. грн торік", "15000 UAH"),
            ("pl", "20 mln złotych", "20000000 PLN"),
            ("hu", "20 ezer forint", "20000 HUF"),
            ("en", "50 cents", "50 XCT"),
            ("en", "2 and a half million", "2500000"),
        ],
    );
}

#[test]
fn words_are_read_in_every_case() {
    check_values(
        Number,
        &[
            ("en", "twenty-one men", "21"),
            ("en", "a hundred and five men", "105"),
            ("en", "two hundred thousand men", "200000"),
            ("en", "half a million men", "500000"),
            ("en", "two and a half million men", "2500000"),
            ("en", "a dozen men", "12"),
            ("en", "one million men", "1000000"),
            ("en", "a million men", "1000000"),
            ("en", "millions of men", "~1000000"),
            ("en", "one of them", ""),
            ("en", "twenty and five", "20 | 5"),
            ("en", "the twenty-first century", "21"),
            ("ru", "ноль градусов", "0"),
            ("ru", "двадцатью тремя людьми", "23"),
            ("ru", "девятьсот девяносто девять человек", "999"),
            ("ru", "двое погибших", "2"),
            ("ru", "полтора миллиарда", "1500000000"),
            ("ru", "полторы тысячи", "1500"),
            ("ru", "полмиллиона рублей", "500000 RUB"),
            ("ru", "два с половиной миллиона", "2500000"),
            ("ru", "около ста человек", "100"),
            ("ru", "с тремястами бойцами", "300"),
            ("ru", "тысяча рублей", "1000 RUB"),
            ("ru", "тысячи людей", "~1000"),
            ("ru", "миллионы людей", "~1000000"),
            ("ru", "один из них", ""),
            ("ru", "один процент", "1%"),
            ("ru", "сорока тысячам", "40000"),
            ("ru", "две тысячи девятнадцатого года", "2019"),
            ("ru", "двадцать первого ребенка", "21"),
            ("ru", "свою семью", ""),
            ("ru", "сто двадцать пять тысяч триста", "125300"),
            ("ru", "минус пять градусов", "-5"),
            ("fr", "quatre-vingt-dix personnes", "90"),
            ("fr", "soixante-quinze personnes", "75"),
            ("es", "treinta y tres personas", "33"),
            ("de", "fünfundzwanzig Leute", "25"),
            ("pt", "cento e vinte pessoas", "120"),
            ("uk", "п’ять осіб", "5"),
            ("pl", "pięciu osób", "5"),
        ],
    );
}

#[test]
fn ordinals_decades_compounds_and_roman_numerals_are_numbers() {
    check_values(
        Number,
        &[
            ("en", "the 3rd place", "3"),
            ("ru", "3-й раз", "3"),
            ("ru", "43-летний водитель", "43"),
            ("en", "the 43-year-old driver", "43"),
            ("en", "a 14-minute film", "14"),
            ("ru", "14-минутный фильм", "14"),
            ("ru", "сорокатрехлетний водитель", "43"),
            ("ru", "пятилетний план", "5"),
            ("ru", "двухсотлетие", "200"),
            ("en", "the forty-three-year-old", "43"),
            ("ru", "в XIX веке", "19"),
            ("en", "in the 19th century", "19"),
            ("fr", "au XXe siècle", ""),
            ("es", "del siglo XX", "20"),
            ("en", "World War II", "2"),
            ("en", "the 1990s", "1990s"),
            ("ru", "в 1990-е годы", "1990s"),
            ("ru", "в 90-х", "90s"),
            ("en", "the '90s", "90s"),
            ("ru", "в 1990-м году", "1990"),
            ("ru", "20-е место", "20s"),
        ],
    );
}

#[test]
fn times_have_one_form() {
    check_values(
        Number,
        &[
            ("en", "at 22:00 sharp", "22:00"),
            ("ru", "в 22:00 мск", "22:00"),
            ("ru", "в 22.00 начался", "22:00"),
            ("ru", "в 06:40 и 6:40", "06:40 | 06:40"),
            ("en", "at 10 p.m. Moscow time", "22:00"),
            ("en", "at 10pm", "22:00"),
            ("en", "at 10:30 a.m.", "10:30"),
            ("en", "at 12 am", "00:00"),
            ("en", "at 10.30pm", "22:30"),
            ("ru", "в 10 часов вечера", "22:00"),
            ("ru", "в 10 вечера", "22:00"),
            ("ru", "в 6 утра", "06:00"),
            ("ru", "в 3 часа дня", "15:00"),
            ("ru", "12 дня подряд", "12"),
            ("ru", "5 часов работы", "5"),
            ("de", "um 22.00 Uhr", "22:00"),
            ("de", "um 22 Uhr", "22:00"),
            ("en", "21:15:30 UTC", "21:15"),
            ("ru", "на 22,5 метра", "22.5"),
        ],
    );
}

#[test]
fn codes_are_tokens_not_numbers() {
    check_values(
        Token,
        &[
            ("en", "an RA-25656 jet", "ra25656"),
            ("ru", "вертолет Ми-8 упал", "mi8"),
            ("en", "a Mi-8 helicopter", "mi8"),
            ("ru", "Су-30СМ взлетел", "su30sm"),
            ("en", "the 5G network", "5g"),
            ("en", "a B2B deal", "b2b"),
            ("ru", "рейс SU-1234 задержан", "su1234"),
            ("en", "a Boeing-737 jet", ""),
            ("en", "the 43-year-old", ""),
            ("en", "a $5BN deal", ""),
        ],
    );
}

#[test]
fn numbers_compare_by_value_unit_and_form() {
    let number = |english, russian| best(Number, ("en", english), ("ru", russian));
    assert!(number("$1.5 billion", "1,5 млрд долл.") > 0.99);
    assert!(number("$1.5 billion", "полтора миллиарда") > 0.85);
    assert!(number("5%", "5 рублей") < 0.5);
    assert!(number("1,500 men", "1.500 человек") > 0.99);
    assert!(number("1.500 men", "1.500 человек") > 0.75);
    assert!(number("from 14 to 18 thousand", "14 тысяч") > 0.75);
    assert!(number("in the 1990s", "в 90-е") > 0.75);
    assert!(number("at 10:30", "в 22:30") > 0.6);
    assert!(number("at 10:30 a.m.", "в 22:30") < 0.1);
    assert!(number("5 men", "пятеро мужчин") > 0.99);
    assert!(number("1,234 men", "1,235 человек") < 0.1);
    assert!((0.5..0.7).contains(&number("two men", "двое мужчин")));
    assert!(of_kind("en", "two men", Number).iter().all(|anchor| anchor.weak));
}

#[test]
fn numerals_of_the_news_are_exact() {
    check_values(
        Number,
        &[
            ("ru", "с двадцатью тремя делегатами", "23"),
            ("ru", "с семью миллионами жителей", "7000000"),
            ("ru", "с двадцатью семью делегатами", "27"),
            ("ru", "увидел семью соседа", ""),
            ("ru", "около полутора миллиардов рублей", "1500000000 RUB"),
            ("ru", "пять с половиной лет", "5.5"),
            ("en", "two and a half years", "2.5"),
            ("en", "half a million people", "500000"),
            ("ru", "более полумиллиона человек", "500000"),
            ("ru", "в девяностых годах", "90s"),
            ("ru", "в девяностые", "90s"),
            ("en", "in the nineties", "90s"),
            ("en", "since the mid-1990s", "1990s"),
            ("ru", "до двухтысячных", "2000s"),
            ("ru", "XIX век", "19"),
            ("en", "nineteenth century", "19"),
            ("ru", "вырос вдвое", "2"),
            ("en", "a twofold rise", "2"),
            ("en", "prices doubled", "2"),
            ("ru", "втрое меньше", "3"),
            ("ru", "вчетверо", "4"),
            ("ru", "дважды в год", "2"),
            ("ru", "четверо рыбаков", "4"),
            ("en", "a dozen eggs", "12"),
            ("en", "two dozen eggs", "24"),
            ("ru", "дюжину яиц", "12"),
            ("ru", "две дюжины яиц", "24"),
            ("ru", "пять десятков яиц", "50"),
            ("ru", "полсотни яиц", "50"),
            ("ru", "полторы сотни яиц", "150"),
            ("ru", "десятки людей", "~10"),
            ("en", "dozens of people", "~10"),
            ("ru", "сотни тысяч людей", "~100000"),
            ("en", "hundreds of thousands of people", "~100000"),
            ("ru", "треть населения", "0.3333"),
            ("en", "a third of the people", "0.3333"),
            ("en", "for a third time", "3"),
            ("en", "two-thirds of the people", "0.6667"),
            ("ru", "две трети населения", "0.6667"),
            ("ru", "четверть населения", "0.25"),
            ("en", "a quarter of the people", "0.25"),
            ("en", "three quarters of them", "0.75"),
            ("ru", "три четверти", "0.75"),
            ("en", "four-fifths of them", "0.8"),
            ("ru", "четыре пятых", "0.8"),
            ("ru", "половина жителей", "0.5"),
            ("en", "half of them", "0.5"),
            ("en", "the second quarter", "2"),
            ("ru", "во втором квартале", "2"),
            ("en", "in the old quarter", ""),
            ("en", "a second later", ""),
            ("en", "60 metres per second", "60"),
            ("en", "the second man", "2"),
            ("en", "one in five", "5"),
            ("ru", "каждый пятый", "5"),
            ("ru", "1,5-2 млн человек", "1500000 | 2000000"),
            ("en", "at noon", "12:00"),
            ("ru", "в полдень", "12:00"),
            ("en", "by midnight", "00:00"),
            ("ru", "до полуночи", "00:00"),
            ("ru", "один из нас", ""),
            ("en", "one may ask", ""),
        ],
    );
    assert!(best(Number, ("en", "in the 1990s"), ("ru", "в девяностых")) > 0.7);
    assert!(best(Number, ("en", "hundreds of men"), ("ru", "сотни людей")) > 0.5);
    assert!(best(Number, ("en", "in the nineteenth century"), ("ru", "в XIX веке")) > 0.9);
}
