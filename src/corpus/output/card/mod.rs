//! The card of a corpus, `README.md`: what is in it, how it was made, what it is good for.
//!
//! The head between the two lines `---` is for the Hugging Face Hub; the rest is for people. Nothing in it depends on when
//! or where it was written.

mod head;

use super::settings::{Layout, Settings, Source};
use super::split::Split;
use super::tally::{BANDS, SplitTally, Tally};

/// The name of the file.
pub(super) const CARD: &str = "README.md";

/// What each column is, for those who have only the corpus.
const FIELDS: [(&str, &str); 16] = [
    ("`translation`", "the text of both sides by language"),
    (
        "`pair`, `bead`",
        "the pair of documents; the place of the unit in its alignment, from 0",
    ),
    ("`type`", "source sentences, target sentences: `1-2`"),
    (
        "`confidence`",
        "the estimated probability that exactly these sentences correspond, 0 to 1",
    ),
    ("`moved`", "whether the unit stands elsewhere in one of the documents"),
    (
        "`source_document`, `target_document`",
        "the documents, by their names in the corpus",
    ),
    ("`source_url`, `target_url`", "their addresses, if known"),
    ("`source_date`, `target_date`", "when they were published, if known"),
    (
        "`source_span`, `target_span`",
        "from the first to the last sentence, in bytes of the decoded file",
    ),
    (
        "`source_sentences`, `target_sentences`",
        "the indices of the sentences in the document, from 0",
    ),
    (
        "`source_role`, `target_role`",
        "what the first sentence is part of: `title`, `lead`, `body`, `caption`, ...",
    ),
    (
        "`reasons`",
        "what is odd about the unit: the codes of the rules that it breaks",
    ),
    (
        "`findings`",
        "what the checks found, with the worst severity: `number-changed:error`",
    ),
    ("`story`", "documents that tell the same story have the same number"),
    ("`duplicate_of`", "the unit that this one repeats, as `pair:bead`"),
    (
        "`src`, `tgt`",
        "in JSON Lines only: the same for either side, and its text",
    ),
];

/// Heads of columns with numbers.
const NUMBERS: [&str; 7] = [
    "units",
    "share",
    "number",
    "documents",
    "units that break it",
    "left out",
    "kept",
];

/// The text of the card.
pub(super) fn text(settings: &Settings, layouts: &[Layout], tally: &Tally) -> String {
    let parts = [
        head::text(settings, layouts, tally),
        introduction(settings, layouts, tally),
        figures(settings, tally),
        fields(),
        making(settings, tally),
        origin(settings),
        format!(
            "## Splits\n\n{} No story is in two splits: all its documents, updates and copies are in one.\n\n",
            settings.splitter.description()
        ),
        license(settings),
        limits(settings),
    ];
    let mut text = parts.concat();
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn introduction(settings: &Settings, layouts: &[Layout], tally: &Tally) -> String {
    let (from, to) = (settings.from.name(), settings.to.name());
    let head = format!(
        "# {}\n\nA parallel corpus of {from} and {to}: {} aligned units from {} pairs of documents. A unit is the smallest \
         group of sentences of which one side translates the other. Made with beadwork {}.\n\n",
        cell(&settings.name),
        grouped(tally.total(|split| split.linked)),
        grouped(tally.total(|split| split.pairs)),
        env!("CARGO_PKG_VERSION"),
    );
    let folders = layouts.iter().map(|layout| {
        let what = match layout {
            Layout::HuggingFace => "Parquet, for `datasets.load_dataset`",
            Layout::Moses => "one unit a line, a file for each language, and `.ids` with where each line comes from",
            Layout::Tmx => "translation memories, TMX 1.4b",
            Layout::Xces => "stand-off links as in OPUS (`cesAlign`), and the linked sentences of each document",
            Layout::Jsonl => "JSON Lines, one unit a line with everything known of it",
        };
        format!("- `{}`: {what}\n", layout.folder())
    });
    let sums = "\n`SHA256SUMS` has the checksum of every file, `manifest.json` the number of rows of each.\n\n";
    [head].into_iter().chain(folders).chain([sums.to_owned()]).collect()
}

fn figures(settings: &Settings, tally: &Tally) -> String {
    let row = |name: &str, figure: &dyn Fn(&SplitTally) -> u64| {
        let splits = tally
            .splits
            .iter()
            .map(|split| format!(" {} |", grouped(figure(split))));
        format!(
            "| {name} |{} {} |\n",
            splits.collect::<String>(),
            grouped(tally.total(figure))
        )
    };
    let mut text = String::from("## Figures\n\n| | train | validation | test | all |\n|---|--:|--:|--:|--:|\n");
    text += &row("pairs of documents", &|split| split.pairs);
    text += &row("aligned units", &|split| split.linked);
    if tally.total(|split| split.nulls) > 0 {
        text += &row("sentences without counterpart (XCES and JSON Lines only)", &|split| {
            split.nulls
        });
    }
    text += &row(&format!("{} words", settings.from.name()), &|split| split.words[0]);
    text += &row(&format!("{} words", settings.to.name()), &|split| split.words[1]);
    text += &days(tally);
    text += "\nWords are counted by the rules of Unicode (UAX #29).\n\n";
    text += &shares("type", tally.types.iter().map(|(name, &units)| (name.clone(), units)));
    let ends = BANDS.iter().map(|end| format!("{end:.2}"));
    let bands = ["0.00".to_owned()]
        .into_iter()
        .chain(ends.clone())
        .zip(ends.chain(["1.00".to_owned()]));
    let bands = bands
        .zip(tally.bands)
        .map(|((first, last), units)| (format!("{first} to {last}"), units));
    text += &shares("confidence", bands);
    text + &format!(
        "{} of the units stand elsewhere in one of their documents, {} repeat another unit.\n\n",
        grouped(tally.moved),
        grouped(tally.duplicates)
    )
}

fn days(tally: &Tally) -> String {
    let known = || tally.splits.iter().filter_map(|split| split.days.as_ref());
    let Some(first) = known().map(|(first, _)| first).min() else {
        return String::new();
    };
    let last = known().map(|(_, last)| last).max().unwrap_or(first);
    let cells = tally.splits.iter().map(|split| match &split.days {
        Some((first, last)) => format!(" {first} to {last} |"),
        None => " |".to_owned(),
    });
    format!("| days |{} {first} to {last} |\n", cells.collect::<String>())
}

/// A table of how many units are of each kind.
fn shares(heading: &str, rows: impl Iterator<Item = (String, u64)>) -> String {
    let rows: Vec<(String, u64)> = rows.filter(|(_, units)| *units > 0).collect();
    let all: u64 = rows.iter().map(|(_, units)| units).sum();
    if all == 0 {
        return String::new();
    }
    let rows = rows.into_iter().map(|(name, units)| {
        // Permille, rounded, in integers.
        let share = (units * 1000 + all / 2) / all;
        [cell(&name), grouped(units), format!("{}.{} %", share / 10, share % 10)]
    });
    table([heading, "units", "share"], rows)
}

fn fields() -> String {
    let rows = FIELDS.map(|(name, meaning)| [name, meaning].map(str::to_owned));
    format!("## Fields\n\n{}", table(["field", "meaning"], rows.into_iter()))
}

fn making(settings: &Settings, tally: &Tally) -> String {
    let figures = &settings.figures;
    let mut text = format!(
        "## How it was made\n\nbeadwork {} read the documents, found which belong together by what they say, aligned the \
         sentences of all pairs as one collection, noted what is odd about each unit and what its checks found, and marked \
         repeated units.\n\n",
        env!("CARGO_PKG_VERSION")
    );
    let counts = [
        (format!("{} documents read", settings.from.name()), figures.documents[0]),
        (format!("{} documents read", settings.to.name()), figures.documents[1]),
        ("documents that could not be read or aligned".to_owned(), figures.failed),
        (
            format!("{} documents without counterpart", settings.from.name()),
            figures.unpaired[0],
        ),
        (
            format!("{} documents without counterpart", settings.to.name()),
            figures.unpaired[1],
        ),
        ("pairs aligned".to_owned(), figures.pairs),
        ("units before anything was left out".to_owned(), figures.units),
        ("units left out as repeated".to_owned(), figures.duplicates),
    ];
    let known = counts.iter().filter(|(_, number)| *number > 0);
    text += &table(
        ["", "number"],
        known.map(|(name, number)| [name.clone(), grouped(*number)]),
    );
    text += &figures.keep.as_ref().map_or_else(
        || "No condition was set on the units.\n\n".to_owned(),
        |keep| format!("Kept are the units for which {} holds.\n\n", code(keep)),
    );
    text += &rules(settings, tally);
    let configuration = settings.configuration.iter();
    text + &table(
        ["setting", "value"],
        configuration.map(|(name, value)| [cell(name), code(value)]),
    )
}

fn rules(settings: &Settings, tally: &Tally) -> String {
    let mut text = String::new();
    let reasons = &settings.figures.reasons;
    if reasons.is_empty() {
        let kept = tally.reasons.iter().map(|(name, units)| [code(name), grouped(*units)]);
        text += &table(["rule that kept units break", "units"], kept);
    } else {
        let rows = reasons.iter().map(|reason| {
            let kept = tally.reasons.get(&reason.code).copied().unwrap_or_default();
            let numbers = [reason.units, reason.left_out, kept].map(grouped);
            let [units, left_out, kept] = numbers;
            [code(&reason.code), phrase(&reason.meaning), units, left_out, kept]
        });
        text += &table(["rule", "meaning", "units that break it", "left out", "kept"], rows);
    }
    let findings = tally.findings.iter().map(|(name, units)| [code(name), grouped(*units)]);
    text + &table(["finding in kept units", "units"], findings)
}

fn origin(settings: &Settings) -> String {
    let sources = &settings.figures.sources;
    if sources.is_empty() {
        return String::from(
            "## Where the texts come from\n\nEvery unit names its documents, their addresses and dates.\n\n",
        );
    }
    let row = |source: &Source| {
        let dates = source.dates.as_ref().map(|(first, last)| format!("{first} to {last}"));
        let language = source.language.as_ref().map_or("", |language| language.name());
        [
            cell(&source.name),
            language.to_owned(),
            grouped(source.documents),
            cell(&dates.unwrap_or_default()),
        ]
    };
    format!(
        "## Where the texts come from\n\nEvery unit names its documents, their addresses and dates.\n\n{}",
        table(["source", "language", "documents", "dates"], sources.iter().map(row))
    )
}

fn license(settings: &Settings) -> String {
    match &settings.license {
        Some(license) => format!("## Licence\n\n{}\n\n", cell(license)),
        None => String::from(
            "## Licence\n\nUnknown: nobody has said under which terms the texts may be used. Articles are usually protected by \
             copyright. Find out the terms of every source, set the licence in the configuration and write the corpus \
             again before you pass it on.\n\n",
        ),
    }
}

fn limits(settings: &Settings) -> String {
    format!(
        "## Known limits\n\n\
         - The alignment is made by a program. A unit of confidence 0.8 is wrong about one time in five; choose your own bar.\n\
         - Reporters adapt rather than translate: a side may say more or less than the other, and figures may differ. \
         `reasons` and `findings` mark what was noticed.\n\
         - Which version was written first is not known: {} is called the source only because it was given first.\n\
         - Sentences were split by rules; a wrong split shows as a unit of several sentences.\n\
         - Repeated units are marked as far as their texts tell; a story retold in other words is not noticed.\n",
        settings.from.name()
    )
}

/// A table, or nothing if it has no rows.
fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<String> = rows.map(|row| format!("| {} |\n", row.join(" | "))).collect();
    if rows.is_empty() {
        return String::new();
    }
    // Numbers stand on the right, under their heads.
    let sides = heads.map(|head| if NUMBERS.contains(&head) { "--:|" } else { "---|" });
    format!("| {} |\n|{}\n{}\n", heads.join(" | "), sides.concat(), rows.concat())
}

/// A text in Markdown that neither ends a cell of a table nor is mark-up.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' => cell.extend(['\\', c]),
            '<' => cell.push_str("&lt;"),
            '&' => cell.push_str("&amp;"),
            c if c.is_control() => cell.push(' '),
            c => cell.push(c),
        }
    }
    cell
}

/// Markdown of our own that must not end a cell of a table.
fn phrase(markdown: &str) -> String {
    markdown.replace('|', "\\|").replace(char::is_control, " ")
}

/// A text in Markdown as code.
fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() || c == '`' { ' ' } else { c })
        .collect();
    if text.is_empty() {
        text
    } else {
        format!("`{}`", text.replace('|', "\\|"))
    }
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The splits that have files of Parquet: those with units, and training if none has.
fn present(tally: &Tally) -> Vec<Split> {
    let has_units = |split: &Split| tally.splits[split.index()].linked > 0;
    let present: Vec<Split> = Split::ALL.into_iter().filter(has_units).collect();
    if present.is_empty() {
        vec![Split::Train]
    } else {
        present
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_cells() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(cell("a|b<c>\n*"), "a\\|b&lt;c> \\*");
        assert_eq!(code("a`|b"), "`a \\|b`");
        assert_eq!(phrase("`a|b` *c*\n"), "`a\\|b` *c* ");
    }
}
