//! The table: figure, target, measured; and how something is timed.

use std::time::{Duration, Instant};

/// What is measured, and what it is meant to be at most.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
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

impl Value {
    fn said(self) -> String {
        match self {
            Millis(value) => format!("{value:.3} ms"),
            Times(value) => format!("{value:.2} x"),
            Count(value) => value.to_string(),
            Megabytes(value) => format!("{value:.1} MB"),
        }
    }
}

pub fn head() {
    println!("{:<70} {:>12} {:>12}", "figure", "target", "measured");
}

/// A row. Where there is no target, none is said.
pub fn row(figure: &str, target: Option<Value>, measured: impl Into<Value>) {
    let measured = measured.into();
    let misses = target.is_some_and(|target| measured > target);
    let said = target.map(Value::said).unwrap_or_default();
    println!("{figure:<70} {said:>12} {:>12}{}", measured.said(), if misses { " !" } else { "" });
}

/// A row of what can't be measured here, and why.
pub fn without(figure: &str, why: &str) {
    println!("{figure:<70} {:>12} {why:>12}", "");
}

/// Several times of the same: the middle one, and in the row after it the worst.
pub fn rows(figure: &str, target: Option<Value>, mut all: Vec<Duration>) {
    all.sort_unstable();
    row(figure, target, all[all.len() / 2]);
    row("… the worst of them", None, all[all.len() - 1]);
}

pub fn once(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

/// The middle one of so many tries.
pub fn middle(tries: usize, mut act: impl FnMut()) -> Duration {
    middle_of((0..tries).map(|_| once(&mut act)).collect())
}

pub fn middle_of(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all[all.len() / 2]
}

pub fn ratio(a: Duration, b: Duration) -> Value {
    Times(a.as_secs_f64() / b.as_secs_f64())
}
