//! The trials in bounded numbers, with fixed seeds. `cargo run --release --example faults` makes more of them.

use crate::trials::damages::{self, Ending};
use crate::trials::outcome::Table;
use crate::trials::{self, Plan, job, kills, losses};

/// What the other tests start, each time in a process of its own.
#[test]
fn job() {
    job::do_if_asked();
}

fn require(table: &Table, count: usize, refused: bool) {
    assert_eq!(table.count(), count);
    assert!(table.wrong.is_empty(), "{table}\n{}\n{}", table.wrong.join("\n"), table.refused.join("\n"));
    assert!(refused || table.refused.is_empty(), "{table}\n{}", table.refused.join("\n"));
}

fn plans() -> Vec<Plan> {
    (1..=4).map(|seed| Plan { seed, length: 24, imports: usize::from(seed % 2 == 0), segment: 3_000 }).collect()
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let trials: Vec<_> = plans().iter().flat_map(|plan| kills::of_a_life(plan, 25)).collect();
    require(&trials::all(trials), 100, false);
}

#[test]
fn what_was_acknowledged_is_there_after_the_power_went() {
    let trials: Vec<_> = plans().iter().flat_map(|plan| losses::of_a_life(plan, 40)).collect();
    require(&trials::all(trials), 160, false);
}

#[test]
fn what_is_damaged_is_mended_or_reported() {
    let endings = [Ending::Closed, Ending::Twice, Ending::Killed, Ending::Closed];
    let trials = plans().into_iter().zip(endings).flat_map(|(plan, ending)| damages::of_a_life(&plan, ending, 50));
    require(&trials::all(trials.collect()), 200, false);
}

#[test]
fn a_mending_that_is_cut_short_is_begun_again() {
    let endings = [Ending::Closed, Ending::Killed];
    let trials = plans().into_iter().zip(endings).flat_map(|(plan, ending)| damages::of_a_mending(&plan, ending, 25));
    require(&trials::all(trials.collect()), 50, false);
}
