//! Makes trials of the store, which kills, power that goes and damaged files must not hurt, and prints a table of what came
//! of them: `cargo run --release --example faults -- --rounds N [--seed S]`. A round is a life of a store killed 25 times,
//! one in which the power goes 40 times, and one of which files are damaged 50 times, and another 15 times with the mending cut short.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it is run by hand")]

#[path = "../../tests/support/trials/mod.rs"]
mod trials;

use std::process::ExitCode;

use trials::damages::{self, Ending};
use trials::outcome::Table;
use trials::{Plan, job, kills, losses};

fn argument(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1).map(|number| number.parse().unwrap())
}

fn main() -> ExitCode {
    if job::do_if_asked() {
        return ExitCode::SUCCESS;
    }
    let (rounds, first) = (argument("--rounds").unwrap_or(1), argument("--seed").unwrap_or(1));
    let mut table = Table::default();
    for seed in first..first + rounds {
        let plan = Plan { seed, length: 24, imports: usize::from(seed % 2 == 0), segment: 3_000 };
        let ending = [Ending::Closed, Ending::Twice, Ending::Killed][usize::try_from(seed % 3).unwrap()];
        let mut trials = kills::of_a_life(&plan, 25);
        trials.extend(losses::of_a_life(&plan, 40));
        trials.extend(damages::of_a_life(&plan, ending, 50));
        trials.extend(damages::of_a_mending(&plan, ending, 15));
        table.take(trials::all(trials));
        eprintln!(
            "seed {seed}: {} trials, {} wrong, {} refused",
            table.count(),
            table.wrong.len(),
            table.refused.len()
        );
    }
    println!("{table}");
    table.wrong.iter().chain(&table.refused).for_each(|wrong| println!("{wrong}"));
    if table.wrong.is_empty() && table.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
