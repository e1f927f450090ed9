//! Figures: what one is called, what it is meant to be at most, what it is; and how something is timed.

use std::fmt;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// What is measured, and what it is meant to be at most.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub enum Value {
    Millis(f64),
    /// How many times as long as something else.
    Times(f64),
    Count(u64),
    Megabytes(f64),
}

use Value::{Count, Megabytes, Millis, Times};

impl From<Duration> for Value {
    fn from(took: Duration) -> Self {
        Millis(took.as_secs_f64() * 1_000.0)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Millis(value) if *value >= 1_000.0 => write!(f, "{:.2} s", value / 1_000.0),
            Millis(value) if *value >= 100.0 => write!(f, "{value:.0} ms"),
            Millis(value) if *value >= 10.0 => write!(f, "{value:.1} ms"),
            Millis(value) => write!(f, "{value:.2} ms"),
            Times(value) => write!(f, "{value:.2} x"),
            Count(value) => write!(f, "{value}"),
            Megabytes(value) => write!(f, "{value:.1} MB"),
        }
    }
}

impl Value {
    pub fn number(self) -> f64 {
        match self {
            Millis(value) | Times(value) | Megabytes(value) => value,
            Count(value) => value as f64,
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub name: String,
    pub target: Option<Value>,
    /// What is held against the target: of several tries the median.
    pub measured: Value,
    /// Of several tries the best and the worst.
    pub range: Option<(Value, Value)>,
    /// What else is to be said of it.
    pub note: String,
}

impl Figure {
    pub fn misses(&self) -> bool {
        self.target.is_some_and(|target| self.measured > target)
    }
}

/// Width of the names.
const NAMES: usize = 74;

pub fn head() {
    println!("{:<NAMES$} {:>9} {:>10}   {:>10} {:>10}", "figure", "target", "measured", "best", "worst");
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = self.target.map(|target| target.to_string()).unwrap_or_default();
        let sign = if self.misses() { '!' } else { ' ' };
        write!(f, "{:<NAMES$} {target:>9} {:>10} {sign}", self.name, self.measured.to_string())?;
        if let Some((best, worst)) = self.range {
            write!(f, " {:>10} {:>10}", best.to_string(), worst.to_string())?;
        }
        if self.note.is_empty() { Ok(()) } else { write!(f, "  {}", self.note) }
    }
}

/// Tells a figure to the process that prints the table.
fn tell(figure: &Figure) {
    println!("{}", serde_json::to_string(figure).unwrap());
}

/// A row. Where there is no target, none is said.
pub fn row(name: &str, target: Option<Value>, measured: impl Into<Value>) {
    noted(name, target, measured, "");
}

/// A row with something said of it.
pub fn noted(name: &str, target: Option<Value>, measured: impl Into<Value>, note: &str) {
    tell(&Figure { name: name.into(), target, measured: measured.into(), range: None, note: note.into() });
}

/// Several times of the same: the median counts, best and worst stand beside it.
pub fn rows(name: &str, target: Option<Value>, all: Vec<Duration>) {
    rows_noted(name, target, all, "");
}

pub fn rows_noted(name: &str, target: Option<Value>, mut all: Vec<Duration>, note: &str) {
    all.sort_unstable();
    let range = Some((all[0].into(), all[all.len() - 1].into()));
    tell(&Figure { name: name.into(), target, measured: all[all.len() / 2].into(), range, note: note.into() });
}

/// Several times of which the worst counts.
pub fn worst(name: &str, target: Option<Value>, mut all: Vec<Duration>, note: &str) {
    all.sort_unstable();
    let (median, worst) = (all[all.len() / 2], all[all.len() - 1]);
    let range = Some((median.into(), worst.into()));
    let note = format!("(median beside it) {note}");
    tell(&Figure { name: name.into(), target, measured: worst.into(), range, note: note.trim_end().into() });
}

pub fn once(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

/// The middle one of so many tries.
pub fn middle(tries: usize, act: impl FnMut()) -> Duration {
    middle_of(times(tries, act))
}

pub fn times(tries: usize, mut act: impl FnMut()) -> Vec<Duration> {
    (0..tries).map(|_| once(&mut act)).collect()
}

pub fn middle_of(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all[all.len() / 2]
}

pub fn ratio(a: Duration, b: Duration) -> Value {
    Times(a.as_secs_f64() / b.as_secs_f64())
}
