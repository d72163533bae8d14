//! How a build is going: a bar with rate and time left on a terminal, plain lines now and then in a log.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use beadwork::corpus::build::{Observer, Step};
use beadwork::corpus::ledger::Failure;
use indicatif::{ProgressBar, ProgressStyle};

/// How often a log gets a line.
const INTERVAL: Duration = Duration::from_secs(10);

/// How many failures are named one by one; the ledger has all.
const NAMED: usize = 20;

/// Tells the user, on standard error.
pub(super) struct Progress {
    terminal: bool,
    bar: ProgressBar,
    step: &'static str,
    total: Option<usize>,
    done: usize,
    begun: Instant,
    said: Instant,
    pub(super) failures: usize,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            bar: ProgressBar::hidden(),
            step: "",
            total: None,
            done: 0,
            begun: Instant::now(),
            said: Instant::now(),
            failures: 0,
        }
    }

    /// A line above the bar, or in the log. Nobody is left to tell if standard error is closed.
    fn say(&self, line: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr(), "{line}");
        });
    }

    /// How far the step is, with rate and time left.
    fn state(&self) -> String {
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        #[allow(clippy::cast_precision_loss)] // Counts are far below 2^52.
        let rate = self.done as f64 / seconds;
        match self.total {
            Some(total) if self.done < total && rate > 0.0 => {
                #[allow(clippy::cast_precision_loss)]
                let left = (total - self.done) as f64 / rate;
                format!("{}: {} of {total}, {rate:.0}/s, {left:.0} s left", self.step, self.done)
            }
            _ => format!("{}: {}, {rate:.0}/s", self.step, self.done),
        }
    }
}

/// What a step does, as a word before a count.
const fn name(step: Step) -> &'static str {
    match step {
        Step::Read => "documents looked at",
        Step::Pair => "pairing documents",
        Step::Learn => "learning from pairs",
        Step::Align => "pairs aligned",
        Step::Mark => "looking for repetitions",
        Step::Write => "units written",
    }
}

impl Observer for Progress {
    fn begin(&mut self, step: Step, total: Option<usize>) {
        self.step = name(step);
        (self.total, self.done) = (total, 0);
        (self.begun, self.said) = (Instant::now(), Instant::now());
        if !self.terminal {
            return;
        }
        let template = match total {
            Some(_) => "{msg} {bar:30} {pos}/{len}, {per_sec:.0}, {eta} left",
            None => "{msg} {spinner} {pos}, {per_sec:.0}",
        };
        self.bar = total.map_or_else(ProgressBar::new_spinner, |total| ProgressBar::new(total as u64));
        // The template is a constant; without it the bar looks plainer.
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_message(self.step);
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&mut self, done: usize) {
        self.done += done;
        self.bar.inc(done as u64);
        if !self.terminal && self.said.elapsed() >= INTERVAL {
            self.say(&self.state());
            self.said = Instant::now();
        }
    }

    fn fail(&mut self, failure: &Failure) {
        self.failures += 1;
        let Failure { name, reason } = failure;
        match self.failures {
            ..=NAMED if name.is_empty() => self.say(&format!("beadwork: {reason}")),
            ..=NAMED => self.say(&format!("beadwork: {name}: {reason}")),
            failures if failures == NAMED + 1 => {
                self.say("beadwork: more failures follow; `beadwork corpus status` lists them all");
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        self.bar.finish_and_clear();
        self.bar = ProgressBar::hidden();
        if !self.terminal && (self.done > 0 || self.begun.elapsed() >= INTERVAL) {
            self.say(&self.state());
        }
    }
}
