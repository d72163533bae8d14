//! Corruptions of figures: digits, magnitudes, dates, currencies, units.

/// Runs of digits that stand alone, not in a code such as `Су-57`.
fn digit_runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, '-' | '@' | '#' | '/'));
    runs.retain(|run| !letter(text[..run.start].chars().next_back()) && !letter(text[run.end..].chars().next()));
    runs
}

pub(super) fn replace(text: &str, range: std::ops::Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

pub(super) fn digit_changed(text: &str) -> Option<String> {
    let run = digit_runs(text).into_iter().next()?;
    let at = run.end - 1;
    let digit = text.as_bytes()[at] - b'0';
    let changed = 1 + (digit + 2) % 9;
    Some(replace(text, at..run.end, &changed.to_string()))
}

pub(super) fn digits_transposed(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let places = digit_runs(text).into_iter().flat_map(|run| run.start + 1..run.end);
    // A zero in front would be no number.
    let at = places
        .into_iter()
        .find(|&at| bytes[at] != bytes[at - 1] && bytes[at] != b'0')?;
    let swapped: String = [char::from(bytes[at]), char::from(bytes[at - 1])].iter().collect();
    Some(replace(text, at - 1..at + 1, &swapped))
}

/// The first of these words with what stands for it, where the word ends.
fn swap_word(text: &str, words: &[(&str, &str)]) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    for (from, to) in words {
        for (at, _) in lower.match_indices(from) {
            let end = at + from.len();
            if !letter(lower[..at].chars().next_back()) && !letter(lower[end..].chars().next()) {
                return Some(replace(text, at..end, to));
            }
        }
    }
    None
}

pub(super) fn magnitude(text: &str) -> Option<String> {
    swap_word(
        text,
        &[
            ("млн", "млрд"),
            ("млрд", "млн"),
            ("миллионов", "миллиардов"),
            ("миллиардов", "миллионов"),
            ("миллиона", "миллиарда"),
            ("миллиарда", "миллиона"),
            ("миллион", "миллиард"),
            ("миллиард", "миллион"),
            ("тысяч", "миллионов"),
            ("тыс", "млн"),
            ("трлн", "млрд"),
            ("триллионов", "миллиардов"),
        ],
    )
}

pub(super) fn points(text: &str) -> Option<String> {
    if let Some(at) = text.find('%') {
        return Some(replace(text, at..at + 1, " процентного пункта"));
    }
    swap_word(
        text,
        &[
            ("процентов", "процентных пунктов"),
            ("процента", "процентных пункта"),
            ("процент", "процентный пункт"),
        ],
    )
}

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

pub(super) fn day_shifted(text: &str) -> Option<String> {
    for run in digit_runs(text) {
        let behind = text[run.end..].trim_start();
        let day: u32 = text[run.clone()].parse().ok()?;
        if (1..28).contains(&day) && MONTHS.iter().any(|month| behind.starts_with(month)) {
            return Some(replace(text, run, &(day + 1).to_string()));
        }
    }
    None
}

pub(super) fn month_changed(text: &str) -> Option<String> {
    let months: Vec<(&str, &str)> = (0..12).map(|month| (MONTHS[month], MONTHS[(month + 5) % 12])).collect();
    swap_word(text, &months)
}

pub(super) fn currency(text: &str) -> Option<String> {
    for (sign, other) in [("$", "€"), ("€", "$"), ("£", "$"), ("₽", "$")] {
        // "$EGC" is no amount.
        let amount = |at: &usize| {
            let behind = text[at + sign.len()..].trim_start();
            behind.starts_with(|c: char| c.is_ascii_digit())
                || text[..*at]
                    .trim_end()
                    .ends_with(|c: char| c.is_ascii_digit() || c == '.' || c.is_lowercase())
        };
        if let Some(at) = text.find(sign).filter(amount) {
            return Some(replace(text, at..at + sign.len(), other));
        }
    }
    swap_word(
        text,
        &[
            ("долларов", "евро"),
            ("доллара", "евро"),
            ("доллар", "евро"),
            ("евро", "долларов"),
            ("рублей", "долларов"),
            ("рубля", "доллара"),
            ("руб", "долл"),
            ("фунтов", "долларов"),
            ("иен", "долларов"),
            ("юаней", "долларов"),
        ],
    )
}

pub(super) fn unit_changed(text: &str) -> Option<String> {
    let units = [
        ("километров", "метров"),
        ("километра", "метра"),
        ("км", "м"),
        ("метров", "километров"),
        ("метра", "километра"),
        ("тонн", "килограммов"),
        ("тонны", "килограмма"),
        ("килограммов", "тонн"),
        ("кг", "т"),
        ("часов", "минут"),
        ("часа", "минуты"),
        ("минут", "часов"),
        ("минуты", "часа"),
        ("секунд", "минут"),
        ("дней", "месяцев"),
        ("недель", "месяцев"),
        ("месяцев", "недель"),
        ("лет", "месяцев"),
        ("года", "месяца"),
        ("сантиметров", "метров"),
        ("см", "м"),
        ("градусов", "процентов"),
    ];
    digit_runs(text).into_iter().find_map(|run| {
        let rest = &text[run.end..];
        let word = rest.trim_start();
        let gap = rest.len() - word.len();
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let (_, other) = units.iter().find(|(unit, _)| *unit == &word[..end])?;
        // "2024 года" names a year, and is no amount.
        let is_year = run.len() == 4 && word.starts_with("год");
        (gap > 0 && !is_year).then(|| replace(text, run.end + gap..run.end + gap + end, other))
    })
}
