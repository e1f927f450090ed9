//! What an archive holds, counted and summed up: kept with every change, so that what is missing, doubled or old shows when
//! all is counted again.

use serde::{Deserialize, Serialize};

use super::counts::Counts;
use crate::domain::record::RecordKind;

/// Counts and sums over all records and timeline entries; the same whatever the order they came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Tally {
    pub records: Counts,
    /// Timeline entries.
    pub entries: u64,
    /// Of all keys and values.
    pub bytes: u64,
    records_sum: u64,
    entries_sum: u64,
}

impl Tally {
    /// Counts in what lies under a key.
    pub fn add(&mut self, key: &[u8], value: &[u8]) {
        match kind(key) {
            Some(kind) => {
                self.records.add(kind);
                self.records_sum = self.records_sum.wrapping_add(weight(key, value));
            }
            None => {
                self.entries += 1;
                self.entries_sum = self.entries_sum.wrapping_add(weight(key, value));
            }
        }
        self.bytes += (key.len() + value.len()) as u64;
    }

    /// Counts it out again.
    pub fn take(&mut self, key: &[u8], value: &[u8]) {
        match kind(key) {
            Some(kind) => {
                self.records.take(kind);
                self.records_sum = self.records_sum.wrapping_sub(weight(key, value));
            }
            None => {
                self.entries = self.entries.saturating_sub(1);
                self.entries_sum = self.entries_sum.wrapping_sub(weight(key, value));
            }
        }
        self.bytes = self.bytes.saturating_sub((key.len() + value.len()) as u64);
    }

    /// Whether the records are the same.
    pub fn same_records(&self, other: &Self) -> bool {
        (self.records, self.records_sum) == (other.records, other.records_sum)
    }

    /// Whether the timeline entries are the same.
    pub fn same_entries(&self, other: &Self) -> bool {
        (self.entries, self.entries_sum) == (other.entries, other.entries_sum)
    }
}

/// Of what kind the record under a key is; `None` for a timeline's entry.
fn kind(key: &[u8]) -> Option<RecordKind> {
    RecordKind::from_byte(*key.first()?)
}

/// A number that tells a key with its value from all others: their checksums, well mixed (SplitMix64), so that the sums
/// of two differences don't meet.
fn weight(key: &[u8], value: &[u8]) -> u64 {
    let both = u64::from(crc32fast::hash(key)) << 32 | u64::from(crc32fast::hash(value));
    let z = both.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::codec::ENTRY;
    use super::*;

    #[test]
    fn what_is_taken_out_again_leaves_nothing() {
        let mut tally = Tally::default();
        let things: Vec<[u8; 2]> = (1..=7).map(|kind| [kind, kind]).chain([[ENTRY, 3]]).collect();
        things.iter().for_each(|key| tally.add(key, key));
        assert_eq!((tally.records.total(), tally.entries, tally.bytes), (7, 1, 32));
        let whole = tally;
        tally.take(&things[2], &things[2]);
        tally.add(&things[2], b"other");
        assert!(tally != whole && tally.same_entries(&whole), "another value shows");
        tally.take(&things[2], b"other");
        things.iter().filter(|key| key[0] != 3).for_each(|key| tally.take(key, key));
        assert_eq!(tally, Tally::default());
    }
}
