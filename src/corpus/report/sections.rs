//! The parts of the page, from top to bottom.

use maud::{Markup, html};

use super::plot::{Column, Plot, grouped, share, stack, strip, swatch};
use super::samples::Sample;
use super::statistics::{BANDS, Rule, Split, Statistics};
use crate::language::Language;
use crate::report::wording::{Level, percent};

/// More months than this are shown by years.
const MOST_MONTHS: usize = 60;

/// What the sides are called.
fn names(statistics: &Statistics) -> [String; 2] {
    let name =
        |language: Option<Language>, other: &str| language.map_or(other.to_owned(), |known| known.name().to_owned());
    [
        name(statistics.options.from, "Source"),
        name(statistics.options.to, "Target"),
    ]
}

/// The title and the counts.
pub(super) fn masthead(statistics: &Statistics) -> Markup {
    let units = statistics.units;
    let [source, target] = names(statistics);
    let failed: u64 = statistics.documents.iter().map(|side| side.failed).sum();
    let left_out = 1.0 - share(units.kept, units.total());
    html! {
        header.masthead {
            h1 { "Parallel corpus, " (source) " and " (target) }
            h2.name { (statistics.options.title) }
            dl.facts {
                (fact("pairs of documents", statistics.pairs, ""))
                (fact("units", units.total(), ""))
                (fact("kept", units.kept, "moved"))
                div { dt { "left out" } dd { (if units.total() == 0 { "–".to_owned() } else { percent(left_out) }) } }
                (fact("moved", statistics.moved, ""))
                (fact(&format!("characters kept, {source}"), statistics.characters[0], "only-source"))
                (fact(&format!("characters kept, {target}"), statistics.characters[1], "only-target"))
                @if failed > 0 { (fact("documents failed", failed, "low")) }
            }
        }
    }
}

fn fact(name: &str, count: u64, class: &str) -> Markup {
    html! { div class=(class) { dt { (name) } dd { (grouped(count)) } } }
}

/// What becomes of documents and units.
pub(super) fn becomes(statistics: &Statistics) -> Markup {
    let names = names(statistics);
    let units = statistics.units;
    let by_rule = units.out.saturating_sub(statistics.null + statistics.repeated);
    html! {
        section #becomes {
            h2 { "What becomes of it" }
            @for (documents, name) in statistics.documents.iter().zip(&names).filter(|(documents, _)| documents.total() > 0) {
                (stack(&format!("{name} documents"), &[
                    ("kept", "with a counterpart", documents.paired),
                    ("null", "without", documents.unpaired),
                    ("out", "left out", documents.left_out),
                    ("bad", "failed", documents.failed),
                ]))
            }
            (stack("Units", &[
                ("kept", "kept", units.kept),
                ("null", "without counterpart", statistics.null),
                ("twin", "repeated", statistics.repeated),
                ("out", "left out by rules", by_rule),
            ]))
        }
    }
}

/// What each rule takes, with samples.
pub(super) fn rules(statistics: &Statistics) -> Markup {
    let mut rules: Vec<(&String, &Rule)> = statistics.rules.iter().collect();
    rules.sort_by_key(|(_, rule)| std::cmp::Reverse(rule.total()));
    let most = rules.first().map_or(0, |(_, rule)| rule.total());
    html! {
        section #rules {
            h2 { "What each rule takes" }
            @if rules.is_empty() { p.empty { "No rule marked anything." } } @else {
                p.key {
                    span.part { (swatch("bad")) "left out for this alone" } " "
                    span.part { (swatch("out")) "left out, for other reasons too" } " "
                    span.part { (swatch("null")) "only marked" }
                }
                @for (name, rule) in rules { (rule_row(statistics, name, rule, most)) }
            }
        }
    }
}

fn rule_row(statistics: &Statistics, name: &str, rule: &Rule, most: u64) -> Markup {
    let parts = [
        ("bad", "for this alone", rule.alone),
        ("out", "with others", rule.among),
        ("null", "only marked", rule.marked),
    ];
    html! {
        details.rule {
            summary {
                span.code { (name) }
                (strip(&parts, most))
                span.number { (grouped(rule.total())) " " span.share { (percent(share(rule.total(), statistics.units.total()))) } }
            }
            (list(statistics, &rule.samples.sorted()))
        }
    }
}

/// The plots.
pub(super) fn plots(statistics: &Statistics) -> Markup {
    html! {
        section #plots {
            h2 { "Shape" }
            p.key { span.part { (swatch("kept")) "kept" } " " span.part { (swatch("out")) "left out" } }
            div.plots {
                (confidence(statistics))
                (ratio(statistics))
                (types(statistics))
                (months(statistics))
            }
        }
    }
}

fn confidence(statistics: &Statistics) -> Markup {
    let histogram = &statistics.confidence;
    let name = |bin: usize| {
        format!(
            "{:.0}% to {:.0}%",
            histogram.start(bin) * 100.0,
            histogram.start(bin + 1) * 100.0
        )
    };
    let said = histogram.median().map_or("Nothing is kept.".to_owned(), |median| {
        format!("The median of what is kept is {}.", percent(median))
    });
    let marks = ["0%", "25%", "50%", "75%", "100%"].map(str::to_owned).to_vec();
    let columns = of_bins(&histogram.bins, name);
    Plot {
        heading: "Confidence",
        said,
        columns,
        marks,
        splits: true,
    }
    .draw()
}

fn ratio(statistics: &Statistics) -> Markup {
    let histogram = &statistics.ratio;
    let [source, target] = names(statistics);
    let name = |bin: usize| {
        format!(
            "{:.2} to {:.2}",
            histogram.start(bin).exp2(),
            histogram.start(bin + 1).exp2()
        )
    };
    let said = histogram.median().map_or("Nothing is kept.".to_owned(), |median| {
        format!(
            "{target} characters for each {source} one; the median of what is kept is {:.2}.",
            median.exp2()
        )
    });
    let marks = ["¼", "½", "1", "2", "4"].map(str::to_owned).to_vec();
    let columns = of_bins(&histogram.bins, name);
    Plot {
        heading: "Ratio of lengths",
        said,
        columns,
        marks,
        splits: true,
    }
    .draw()
}

fn of_bins(bins: &[Split], name: impl Fn(usize) -> String) -> Vec<Column> {
    let column = |(at, split): (usize, &Split)| Column {
        name: name(at),
        split: *split,
    };
    bins.iter().enumerate().map(column).collect()
}

/// The bead types, the commonest first.
fn types(statistics: &Statistics) -> Markup {
    let mut types: Vec<(&String, &Split)> = statistics.types.iter().collect();
    types.sort_by_key(|(_, split)| std::cmp::Reverse(split.total()));
    let most = types.first().map_or(0, |(_, split)| split.total());
    let all = statistics.units.total();
    html! {
        figure.plot.bars {
            figcaption { h3 { "Sentences joined" } p { "How many of either side make a unit." } }
            @for (kind, split) in types.into_iter().take(12) {
                div.bar {
                    span.code { (kind.replace('-', "–")) }
                    (strip(&[("kept", "kept", split.kept), ("out", "left out", split.out)], most))
                    span.number { (grouped(split.total())) " " span.share { (percent(share(split.total(), all))) } }
                }
            }
        }
    }
}

/// Pairs over time, without gaps.
fn months(statistics: &Statistics) -> Markup {
    let said = match statistics.undated {
        0 => "Every pair has a date.".to_owned(),
        1 => "One pair has no date.".to_owned(),
        undated => format!("{} pairs have no date.", grouped(undated)),
    };
    let (columns, heading) = match timeline(statistics) {
        columns if columns.len() <= MOST_MONTHS => (columns, "Pairs per month"),
        _ => (years(statistics), "Pairs per year"),
    };
    let marks: Vec<String> = match (columns.first(), columns.last()) {
        (Some(first), Some(last)) if columns.len() > 1 => vec![first.name.clone(), last.name.clone()],
        (Some(only), _) => vec![only.name.clone()],
        _ => Vec::new(),
    };
    Plot {
        heading,
        said,
        columns,
        marks,
        splits: false,
    }
    .draw()
}

fn timeline(statistics: &Statistics) -> Vec<Column> {
    let number = |(year, month): (u16, u8)| u32::from(year) * 12 + u32::from(month) - 1;
    let keys = statistics.months.keys();
    let (Some(first), Some(last)) = (keys.clone().next(), keys.clone().next_back()) else {
        return Vec::new();
    };
    // A date that is centuries off makes years of the months, not a million columns.
    let end = number(*last).min(number(*first) + u32::try_from(MOST_MONTHS).unwrap_or(0) + 1);
    let column = |month: u32| {
        let key = (
            u16::try_from(month / 12).unwrap_or(0),
            u8::try_from(month % 12 + 1).unwrap_or(1),
        );
        let kept = statistics.months.get(&key).copied().unwrap_or(0);
        Column {
            name: format!("{}-{:02}", key.0, key.1),
            split: Split { kept, out: 0 },
        }
    };
    (number(*first)..=end).map(column).collect()
}

fn years(statistics: &Statistics) -> Vec<Column> {
    let mut years: Vec<(u16, u64)> = Vec::new();
    for ((year, _), count) in &statistics.months {
        match years.last_mut() {
            Some((last, sum)) if last == year => *sum += count,
            _ => years.push((*year, *count)),
        }
    }
    let column = |(year, kept): (u16, u64)| Column {
        name: year.to_string(),
        split: Split { kept, out: 0 },
    };
    years.into_iter().map(column).collect()
}

/// Why documents failed or were left out.
pub(super) fn failures(statistics: &Statistics) -> Markup {
    let mut failures: Vec<_> = statistics.failures.iter().collect();
    failures.sort_by_key(|(_, failure)| std::cmp::Reverse(failure.count));
    html! {
        @if !failures.is_empty() {
            section #failures {
                h2 { "Documents that are not in it" }
                div.wide {
                    table {
                        thead { tr { th scope="col" { "documents" } th scope="col" { "why" } th scope="col" { "such as" } } }
                        tbody {
                            @for (reason, failure) in failures {
                                tr { td { (grouped(failure.count)) } th scope="row" { (reason) } td.place-name { (failure.place) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the checks found.
pub(super) fn findings(statistics: &Statistics) -> Markup {
    html! {
        @if !statistics.findings.is_empty() {
            section #checks {
                h2 { "What the checks found" }
                div.wide {
                    table {
                        thead { tr { th scope="col" { "check" } th scope="col" { "errors" } th scope="col" { "warnings" } th scope="col" { "hints" } } }
                        tbody {
                            @for (check, counts) in &statistics.findings {
                                tr { th scope="row" { (check) } @for count in counts { td { (grouped(*count)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Samples by band of confidence, the surest first.
pub(super) fn bands(statistics: &Statistics) -> Markup {
    let bands: Vec<(usize, Vec<&Sample>)> = statistics
        .bands
        .iter()
        .map(super::samples::Samples::sorted)
        .enumerate()
        .rev()
        .collect();
    html! {
        section #samples {
            h2 { "Samples by confidence" }
            @if bands.iter().all(|(_, samples)| samples.is_empty()) { p.empty { "There is nothing to show." } }
            @for (band, samples) in bands.into_iter().filter(|(_, samples)| !samples.is_empty()) {
                h3.band { (band_name(band)) }
                (list(statistics, &samples))
            }
        }
    }
}

fn band_name(band: usize) -> String {
    let start = BANDS[band] * 100.0;
    match BANDS.get(band + 1) {
        Some(end) => format!("{start:.0}% to {:.0}%", end * 100.0),
        None => format!("{start:.0}% and above"),
    }
}

fn list(statistics: &Statistics, samples: &[&Sample]) -> Markup {
    let languages = [statistics.options.from, statistics.options.to];
    html! {
        ol.samples { @for sample in samples { (card(sample, languages)) } }
    }
}

fn card(sample: &Sample, languages: [Option<Language>; 2]) -> Markup {
    let level = Level::of(sample.confidence);
    html! {
        li.sample.dropped[!sample.kept] {
            p.about {
                span.level.{ "l-" (level.name()) } { (percent(sample.confidence)) }
                " " (sample.bead_type.replace('-', "–"))
                @if sample.moved { " " span.tag { "moved" } }
                @for reason in &sample.reasons { " " span.tag.code { (reason) } }
                " " span.fate { (if sample.kept { "kept" } else { "left out" }) }
            }
            div.texts {
                @for (side, language) in sample.sides.iter().zip(languages) {
                    div {
                        @if side.text.is_empty() { p.nothing { "nothing" } } @else {
                            p.words lang=[language.as_ref().map(Language::code)] dir="auto" { (side.text) }
                        }
                        p.from { (side.document) @if let Some(date) = &side.date { " · " (date) } }
                    }
                }
            }
        }
    }
}
