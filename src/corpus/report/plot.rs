//! Plots: columns, bars and stacks, as inline SVG whose words stand beside it, so that they keep their size on a telephone.

use maud::{Markup, html};

use super::statistics::Split;
use crate::report::wording::percent;

/// Height of the columns in the drawing's own units; the page stretches it.
const HEIGHT: f64 = 100.0;

/// Counts of values in steps of equal width; values beyond the ends count into the outermost steps.
#[derive(Clone, Debug)]
pub(super) struct Histogram {
    low: f64,
    high: f64,
    pub(super) bins: Vec<Split>,
}

impl Histogram {
    pub(super) fn new(low: f64, high: f64, bins: usize) -> Self {
        Self {
            low,
            high,
            bins: vec![Split::default(); bins],
        }
    }

    /// Counts a value; what is no number is not counted.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    pub(super) fn add(&mut self, value: f64, kept: bool) {
        if value.is_nan() || self.bins.is_empty() {
            return;
        }
        let share = (value - self.low) / (self.high - self.low);
        let last = self.bins.len() - 1;
        // Clamped first, so that nothing is lost by the cast.
        let bin = (share * self.bins.len() as f64).clamp(0.0, last as f64) as usize;
        self.bins[bin].add(kept);
    }

    /// Where a step begins.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn start(&self, bin: usize) -> f64 {
        self.low + (self.high - self.low) * bin as f64 / self.bins.len() as f64
    }

    /// The middle of the step that the median of those that are kept falls into.
    pub(super) fn median(&self) -> Option<f64> {
        let total: u64 = self.bins.iter().map(|bin| bin.kept).sum();
        let mut before = 0;
        let bin = self.bins.iter().position(|bin| {
            before += bin.kept;
            before * 2 >= total && total > 0
        })?;
        Some(f64::midpoint(self.start(bin), self.start(bin + 1)))
    }
}

/// A column of a plot.
pub(super) struct Column {
    /// What it stands for, in words.
    pub(super) name: String,
    pub(super) split: Split,
}

/// Columns side by side.
pub(super) struct Plot {
    pub(super) heading: &'static str,
    /// What there is to see, in a sentence.
    pub(super) said: String,
    pub(super) columns: Vec<Column>,
    /// What stands below, evenly spread.
    pub(super) marks: Vec<String>,
    /// Whether columns tell what is kept from what is left out.
    pub(super) splits: bool,
}

impl Plot {
    /// The plot with a heading, marks below, and the figures folded away.
    pub(super) fn draw(&self) -> Markup {
        let most = self
            .columns
            .iter()
            .map(|column| column.split.total())
            .max()
            .unwrap_or(0);
        let label = format!("{}: {}", self.heading, self.said);
        html! {
            figure.plot {
                figcaption { h3 { (self.heading) } p { (self.said) } }
                div.frame {
                    span.most aria-hidden="true" { (grouped(most)) }
                    svg viewBox={ "0 0 " (self.columns.len() * 10) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label=(label) {
                        @for (at, column) in self.columns.iter().enumerate() { (self.bar(at, column, most)) }
                    }
                }
                div.marks aria-hidden="true" { @for mark in &self.marks { span { (mark) } } }
                (self.figures())
            }
        }
    }

    fn bar(&self, at: usize, column: &Column, most: u64) -> Markup {
        let (kept, out) = (height(column.split.kept, most), height(column.split.out, most));
        let left = at * 10;
        html! {
            g {
                title {
                    (column.name) ": " (grouped(column.split.kept))
                    @if self.splits { " kept, " (grouped(column.split.out)) " left out" }
                }
                rect.ground x=(left) y="0" width="10" height=(HEIGHT) {}
                rect.kept x=(left + 1) y=(rounded(HEIGHT - kept)) width="8" height=(rounded(kept)) {}
                @if column.split.out > 0 {
                    rect.out x=(left + 1) y=(rounded(HEIGHT - kept - out)) width="8" height=(rounded(out)) {}
                }
            }
        }
    }

    /// The figures as a table.
    fn figures(&self) -> Markup {
        let shown = || self.columns.iter().filter(|column| column.split.total() > 0);
        html! {
            @if shown().next().is_some() {
                details.figures {
                    summary { "Figures" }
                    table {
                        @if self.splits {
                            thead { tr { td {} th scope="col" { "kept" } th scope="col" { "left out" } } }
                        }
                        tbody {
                            @for column in shown() {
                                tr {
                                    th scope="row" { (column.name) }
                                    td { (grouped(column.split.kept)) }
                                    @if self.splits { td { (grouped(column.split.out)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Part of a bar: its class, what it is in words, how many.
pub(super) type Part<'a> = (&'a str, &'a str, u64);

/// A bar across the page, in parts, with what they mean below.
pub(super) fn stack(name: &str, parts: &[Part]) -> Markup {
    let total: u64 = parts.iter().map(|(_, _, count)| count).sum();
    html! {
        figure.stack {
            figcaption { b { (name) } " " span.count { (grouped(total)) } }
            (strip(parts, total))
            p.key {
                @for (class, what, count) in parts.iter().filter(|(_, _, count)| *count > 0) {
                    span.part { (swatch(class)) (what) " " b { (grouped(*count)) } " " span.share { (percent(share(*count, total))) } } " "
                }
            }
        }
    }
}

/// The bar alone; `full` is how many would fill it.
pub(super) fn strip(parts: &[Part], full: u64) -> Markup {
    let mut before = 0;
    let placed = parts.iter().map(|(class, what, count)| {
        before += count;
        (class, what, *count, before - count)
    });
    html! {
        svg.strip width="100%" height="14" role="img" aria-label=(words(parts)) {
            rect.track width="100%" height="14" rx="3" {}
            @for (class, what, count, start) in placed.filter(|(_, _, count, _)| *count > 0) {
                rect class=(class) x={ (rounded(share(start, full) * 100.0)) "%" } width={ (rounded(share(count, full) * 100.0)) "%" } height="14" {
                    title { (what) ": " (grouped(count)) }
                }
            }
        }
    }
}

fn words(parts: &[Part]) -> String {
    let words: Vec<String> = parts.iter().map(|(_, what, count)| format!("{what} {count}")).collect();
    words.join(", ")
}

/// A square in the colour of a part.
pub(super) fn swatch(class: &str) -> Markup {
    html! { svg.swatch width="10" height="10" aria-hidden="true" { rect class=(class) width="10" height="10" rx="2" {} } }
}

#[allow(clippy::cast_precision_loss)] // A drawing needs no more than a few digits.
pub(super) fn share(count: u64, total: u64) -> f64 {
    if total == 0 { 0.0 } else { count as f64 / total as f64 }
}

fn height(count: u64, most: u64) -> f64 {
    share(count, most) * HEIGHT
}

fn rounded(value: f64) -> String {
    format!("{:.2}", value.max(0.0))
}

/// A count for people: `12,345`.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
