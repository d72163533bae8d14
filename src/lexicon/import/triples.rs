//! Probability tables of word aligners, one pair and its probability a line.
//!
//! | table | columns | probability |
//! |---|---|---|
//! | `fast_align -p` | source, target | natural logarithm of P(target given source), so that it is never above 0 |
//! | Moses' and eflomal's `lex.f2e`, `lex.e2f` | target, source | P(first given second), 0 to 1 |

use super::DictionaryFormat;
use super::builder::{Builder, lines};
use crate::error::Result;
use crate::lexicon::dictionary::Dictionary;

pub(super) fn read(name: &str, text: &str, format: DictionaryFormat) -> Result<Dictionary> {
    let mut builder = Builder::new(name, format);
    for (number, line) in lines(text) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [first, second, figure] = columns[..] else {
            builder.skip(number, format!("{} columns where 3 are needed", columns.len()));
            continue;
        };
        let Some(value) = figure.parse().ok().filter(|value: &f64| !value.is_nan()) else {
            builder.skip(number, format!("{figure:?} is no number"));
            continue;
        };
        if format == DictionaryFormat::Moses {
            builder.push_probability(number, second, first, value);
        } else if value <= 0.0 {
            builder.push_probability(number, first, second, value.exp());
        } else {
            builder.skip(
                number,
                format!("{figure} is no logarithm of a probability, which is at most 0"),
            );
        }
    }
    builder.finish(if format == DictionaryFormat::Moses {
        "target, source and a probability from 0 to 1"
    } else {
        "source, target and the natural logarithm of a probability"
    })
}
