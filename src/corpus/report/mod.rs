//! How a corpus looks: [`Statistics`], gathered unit by unit → one self-contained page.
//!
//! As the report of a pair, the page loads nothing from anywhere and a content security policy forbids everything but its
//! own style; it has no script at all. The same statistics give the same bytes, in whatever order units of different
//! pairs came.

mod plot;
mod samples;
mod sections;
mod statistics;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use statistics::{Options, Outcome, Statistics};

/// The style of the report of a pair, whose colours and words the page shares, and what is its own.
const STYLE: &str = concat!(
    include_str!("../../report/assets/style.css"),
    include_str!("assets/style.css")
);
/// Hash of [`STYLE`]; a test tells the new one after an edit.
const STYLE_HASH: &str = "sha256-IikTzZfml7joTlGUwur/xEFFQJlFTvEwtBgbeG9b2UI=";

/// The page as HTML.
#[must_use]
pub fn page(statistics: &Statistics) -> String {
    let page: Markup = html! {
        (DOCTYPE)
        html lang="en" {
            (head(statistics))
            body.corpus {
                a.skip href="#plots" { "Skip to the plots" }
                (sections::masthead(statistics))
                main {
                    (sections::becomes(statistics))
                    (sections::rules(statistics))
                    (sections::plots(statistics))
                    (sections::failures(statistics))
                    (sections::findings(statistics))
                    (sections::bands(statistics))
                }
                footer {
                    p {
                        "Made by beadwork " (env!("CARGO_PKG_VERSION")) ". "
                        "The confidence of a unit is the estimated probability that exactly these sentences correspond. "
                        "Samples are chosen by a hash of their names: the same ones each time, at random otherwise."
                    }
                }
            }
        }
    };
    page.into_string()
}

fn head(statistics: &Statistics) -> Markup {
    let policy = format!("default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'");
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("beadwork ", env!("CARGO_PKG_VERSION")));
            title { (statistics.options.title) " – corpus" }
            style { (PreEscaped(STYLE)) }
        }
    }
}
