//! What came of it, and the table of all.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What a store does after something went wrong with its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// All that was acknowledged is there.
    Equal,
    /// Something is missing, and the report names exactly that.
    Reported,
    /// It isn't opened, or not read, and says why.
    Refused(String),
    /// Something is missing, doubled or half there, and nothing says so.
    Silent(String),
    Panic(String),
    Hang,
}

impl Outcome {
    const NAMES: [&str; 6] = ["equal", "reported", "refused", "lost silently", "panic", "hang"];

    fn column(&self) -> usize {
        match self {
            Self::Equal => 0,
            Self::Reported => 1,
            Self::Refused(_) => 2,
            Self::Silent(_) => 3,
            Self::Panic(_) => 4,
            Self::Hang => 5,
        }
    }
}

/// Outcomes by what was done to which file.
#[derive(Default)]
pub struct Table {
    rows: BTreeMap<(String, String), [usize; 6]>,
    /// What isn't as it must be, each told whole.
    pub wrong: Vec<String>,
    /// What isn't opened or read any more.
    pub refused: Vec<String>,
}

impl Table {
    /// Adds an outcome. `told` says how it is made again.
    pub fn add(&mut self, kind: &str, file: &str, told: &str, outcome: &Outcome) {
        self.rows.entry((kind.to_owned(), file.to_owned())).or_default()[outcome.column()] += 1;
        let told = || format!("{kind} × {file} ({told}): {outcome:?}");
        match outcome {
            Outcome::Equal | Outcome::Reported => {}
            Outcome::Refused(_) => self.refused.push(told()),
            Outcome::Silent(_) | Outcome::Panic(_) | Outcome::Hang => self.wrong.push(told()),
        }
    }

    /// Takes over another table's.
    pub fn take(&mut self, other: Self) {
        for (row, counts) in other.rows {
            let all = self.rows.entry(row).or_default();
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        }
        self.wrong.extend(other.wrong);
        self.refused.extend(other.refused);
    }

    pub fn count(&self) -> usize {
        self.rows.values().flatten().sum()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<16}{:<26}", "what", "file")?;
        Outcome::NAMES.iter().try_for_each(|name| write!(f, "{name:>15}"))?;
        writeln!(f)?;
        let mut all = [0; 6];
        for ((kind, file), counts) in &self.rows {
            write!(f, "{kind:<16}{file:<26}")?;
            counts.iter().try_for_each(|count| write!(f, "{count:>15}"))?;
            writeln!(f)?;
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        }
        write!(f, "{:<42}", "all")?;
        all.iter().try_for_each(|count| write!(f, "{count:>15}"))
    }
}
