//! Trials of the store: lives that are cut short by kills and by power that goes, and files that are damaged. The same for
//! the same seeds; run by the tests in bounded numbers and by the example `faults` in any.

pub mod chance;
pub mod check;
pub mod damages;
pub mod job;
pub mod kills;
pub mod life;
pub mod losses;
pub mod model;
pub mod outcome;
pub mod power;
pub mod records;

use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use self::life::Life;
use self::outcome::{Outcome, Table};

/// A life, and how large the journal's segments are in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    pub seed: u64,
    pub length: usize,
    pub imports: usize,
    pub segment: u64,
}

impl Plan {
    pub fn life(&self) -> Life {
        Life::new(self.seed, self.length, self.imports)
    }
}

/// One trial: what is done to which file, how it is made again, and what comes of it.
pub struct Trial {
    pub kind: String,
    pub file: String,
    pub told: String,
    pub outcome: Outcome,
}

/// A trial that is still to be made.
pub type Try = Box<dyn FnOnce() -> Trial + Send>;

/// A directory for a store; the store's lies in it and is not made yet.
pub fn room() -> (TempDir, PathBuf) {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join("store");
    (above, dir)
}

/// Makes all trials, two at a time.
pub fn all(trials: Vec<Try>) -> Table {
    let (trials, table) = (Mutex::new(trials.into_iter()), Mutex::new(Table::default()));
    let work = || {
        loop {
            let next = trials.lock().unwrap().next();
            let Some(trial) = next else { return };
            let Trial { kind, file, told, outcome } = trial();
            let mut made = Table::default();
            made.add(&kind, &file, &told, &outcome);
            table.lock().unwrap().take(made);
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
    table.into_inner().unwrap()
}
