//! How many records there are of each kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::record::RecordKind;

/// How many records of each kind. In JSON: `{"contact": 12, …}`, without the kinds of which there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<RecordKind, u64>", into = "BTreeMap<RecordKind, u64>")]
pub struct Counts([u64; RecordKind::ALL.len()]);

impl Counts {
    pub fn of(&self, kind: RecordKind) -> u64 {
        self.0[place(kind)]
    }

    /// One more of a kind.
    pub fn add(&mut self, kind: RecordKind) {
        self.0[place(kind)] += 1;
    }

    /// One less of a kind.
    pub fn take(&mut self, kind: RecordKind) {
        self.0[place(kind)] = self.0[place(kind)].saturating_sub(1);
    }

    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// All kinds, in their order, each with its number.
    pub fn iter(&self) -> impl Iterator<Item = (RecordKind, u64)> {
        RecordKind::ALL.into_iter().map(|kind| (kind, self.of(kind)))
    }
}

fn place(kind: RecordKind) -> usize {
    usize::from(kind.byte()) - 1
}

impl From<BTreeMap<RecordKind, u64>> for Counts {
    fn from(by_kind: BTreeMap<RecordKind, u64>) -> Self {
        Self(RecordKind::ALL.map(|kind| by_kind.get(&kind).copied().unwrap_or_default()))
    }
}

impl From<Counts> for BTreeMap<RecordKind, u64> {
    fn from(counts: Counts) -> Self {
        counts.iter().filter(|(_, count)| *count > 0).collect()
    }
}
