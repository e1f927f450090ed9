//! What the benches work on: the generator's people, in two sizes. Where `cargo test` only tries whether a bench
//! runs, a small one is enough.

#[path = "../../examples/generate/life/mod.rs"]
mod people;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use criterion::Criterion;
use people::{Life, Size};

/// A Friday morning.
const MOMENT: &str = "2026-11-20T09:30:00+01:00";

/// How many contacts.
pub fn sizes() -> &'static [usize] {
    if std::env::args().any(|argument| argument == "--bench") { &[1_000, 100_000] } else { &[100] }
}

/// Short enough that all benches together end in a few minutes.
pub fn criterion() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .sample_size(20)
}

pub fn clock() -> DateTime<FixedOffset> {
    MOMENT.parse().unwrap()
}

/// Two interactions a contact: what more there is costs the archive, which no bench asks for.
pub fn life(contacts: usize) -> Life {
    let today: NaiveDate = clock().date_naive();
    Life::new(Size { interactions: contacts * 2, ..Size::of(contacts) }, 1, today)
}
