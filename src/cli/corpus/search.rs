//! `beadwork corpus search`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anstyle::{Effects, Style};
use anyhow::Result;
use beadwork::alignment::Side;
use beadwork::corpus::ledger::Ledger;
use beadwork::corpus::search::{Filter, Hit, Wanted, search};
use beadwork::corpus::{Unit, UnitSide};
use beadwork::document::Span;
use clap::{Args, ColorChoice, ValueEnum};

use crate::cli::Outcome;
use crate::cli::options::parse_probability;
use crate::cli::output::{terminal_options, write_standard};

/// Find sentences of a corpus with their counterparts
///
/// Words are found in any form, in either language: санкция finds "санкциях", sanction finds "sanctions". Several words
/// must stand on the same side; "several words" in quotation marks are a phrase, word* is the beginning of a word, -word
/// must not stand there.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SearchArguments {
    /// The folder of the corpus
    corpus: PathBuf,

    /// What to look for
    query: String,

    /// The query is a regular expression, tried on the text as it stands
    #[arg(long)]
    regex: bool,

    /// Look on this side only
    #[arg(long, value_name = "SIDE")]
    side: Option<SideChoice>,

    /// Only documents of this day (2024-02-14), month or year, or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Only documents of this day, month or year, or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// Only units at least this sure
    #[arg(long, value_name = "P", value_parser = parse_probability, default_value_t = 0.0)]
    min_confidence: f64,

    /// Show at most N units
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    /// How to write what is found [default: text on a terminal, tsv in a pipe]
    #[arg(long, value_name = "FORMAT")]
    format: Option<SearchFormat>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  beadwork corpus search news санкция                        any form of the word
  beadwork corpus search news '\"central bank\" rate'          a phrase and a word
  beadwork corpus search news --regex '\\d+ (млн|million)'    as it stands
  beadwork corpus search news Minsk --since 2024-02 --until 2024-03 --format jsonl";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SideChoice {
    Source,
    Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SearchFormat {
    /// Both texts, with what was found marked
    Text,
    /// Unit, date, confidence, source and target, with tabs between
    Tsv,
    /// One JSON object a line
    Jsonl,
}

/// Runs the command.
pub(crate) fn run(arguments: &SearchArguments) -> Result<Outcome> {
    let ledger = Ledger::look(&arguments.corpus)?;
    let languages = ledger.configuration()?.languages()?;
    let wanted = if arguments.regex {
        Wanted::pattern(&arguments.query)?
    } else {
        Wanted::words(&arguments.query, languages)?
    };
    let mut hits = Vec::new();
    // One more than is shown, to know whether there are more.
    search(&ledger, &wanted, &arguments.filter(), |hit| {
        hits.push(hit);
        Ok(hits.len() <= arguments.limit)
    })?;
    let more = hits.len() > arguments.limit;
    hits.truncate(arguments.limit);
    let default = if io::stdout().is_terminal() {
        SearchFormat::Text
    } else {
        SearchFormat::Tsv
    };
    let format = arguments.format.unwrap_or(default);
    let mark = if terminal_options(arguments.color).colour {
        Mark::Colour
    } else {
        Mark::Signs
    };
    write_standard(|output| hits.iter().try_for_each(|hit| write_hit(output, hit, format, mark)))?;
    if more {
        writeln!(io::stderr(), "there are more; --limit shows them")?;
    }
    Ok(if hits.is_empty() {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

impl SearchArguments {
    fn filter(&self) -> Filter {
        Filter {
            side: self.side.map(|side| match side {
                SideChoice::Source => Side::Source,
                SideChoice::Target => Side::Target,
            }),
            since: self.since.clone(),
            until: self.until.clone(),
            min_confidence: self.min_confidence,
        }
    }
}

/// How the places are marked.
#[derive(Clone, Copy)]
enum Mark {
    Colour,
    Signs,
}

fn write_hit(output: &mut dyn Write, hit: &Hit, format: SearchFormat, mark: Mark) -> io::Result<()> {
    let Hit { unit, places } = hit;
    match format {
        SearchFormat::Text => {
            let Unit {
                pair, bead, confidence, ..
            } = unit;
            let date = date_of(unit);
            writeln!(
                output,
                "{pair}:{bead}  {date}  {confidence:.2}  {}  {}",
                unit.source.document, unit.target.document
            )?;
            writeln!(output, "  {}", marked(&unit.source.text, &places[0], mark))?;
            writeln!(output, "  {}\n", marked(&unit.target.text, &places[1], mark))
        }
        SearchFormat::Tsv => {
            let flat = |text: &str| text.replace(['\t', '\n', '\r'], " ");
            writeln!(
                output,
                "{}:{}\t{}\t{:.4}\t{}\t{}",
                unit.pair,
                unit.bead,
                date_of(unit),
                unit.confidence,
                flat(&unit.source.text),
                flat(&unit.target.text)
            )
        }
        SearchFormat::Jsonl => {
            let side = |of: &UnitSide, places: &[Span]| {
                serde_json::json!({
                    "document": of.document, "url": of.url, "date": of.date, "text": of.text, "places": places,
                })
            };
            let object = serde_json::json!({
                "unit": format!("{}:{}", unit.pair, unit.bead),
                "type": unit.bead_type,
                "confidence": unit.confidence,
                "src": side(&unit.source, &places[0]),
                "tgt": side(&unit.target, &places[1]),
                "reasons": unit.reasons,
                "findings": unit.findings,
            });
            writeln!(output, "{object}")
        }
    }
}

fn date_of(unit: &Unit) -> &str {
    let date = unit.source.date.as_deref().or(unit.target.date.as_deref());
    date.and_then(|date| date.get(..10)).unwrap_or("-")
}

/// The text with the places in bold, or between `»` and `«` where there are no colours.
fn marked(text: &str, places: &[Span], mark: Mark) -> String {
    if text.is_empty() {
        return "(no counterpart)".to_owned();
    }
    let style = Style::new().effects(Effects::BOLD | Effects::UNDERLINE);
    let (begin, end) = match mark {
        Mark::Colour => (style.render().to_string(), style.render_reset().to_string()),
        Mark::Signs => ("»".to_owned(), "«".to_owned()),
    };
    let mut marked = String::with_capacity(text.len());
    let mut at = 0;
    for place in places.iter().filter(|place| !place.is_empty()) {
        if place.start < at {
            continue;
        }
        marked.push_str(&text[at..place.start]);
        marked.push_str(&begin);
        marked.push_str(place.of(text));
        marked.push_str(&end);
        at = place.end;
    }
    marked.push_str(&text[at..]);
    marked
}
