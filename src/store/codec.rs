//! How a record lies in the archive: version byte, checksum, MessagePack with field names, so that fields may come, go
//! and move; and the keys under which it and its timeline entries lie.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};

const VERSION: u8 = 1;

pub(super) fn encode(record: &Record) -> Result<Vec<u8>, rmp_serde::encode::Error> {
    let packed = rmp_serde::to_vec_named(record)?;
    let mut value = Vec::with_capacity(packed.len() + 5);
    value.push(VERSION);
    value.extend_from_slice(&crc32fast::hash(&packed).to_le_bytes());
    value.extend_from_slice(&packed);
    Ok(value)
}

/// `None` if it is damaged or of another version.
pub(super) fn decode(value: &[u8]) -> Option<Record> {
    let (&[VERSION, a, b, c, d], packed) = value.split_first_chunk()? else { return None };
    (crc32fast::hash(packed) == u32::from_le_bytes([a, b, c, d])).then(|| rmp_serde::from_slice(packed).ok())?
}

/// A record's key: its kind and id.
pub(super) fn record_key(id: RecordId) -> [u8; 17] {
    let mut key = [id.kind.byte(); 17];
    key[1..].copy_from_slice(id.id.as_bytes());
    key
}

/// Of a timeline entry's key what comes after whose it is: moment, kind and id, sorted by moment.
pub(super) type Place = [u8; 25];

/// Where a record stands in its timelines; `None` if it stands in none.
pub(super) fn place(record: &Record) -> Option<Place> {
    let mut place = [0; 25];
    place[..8].copy_from_slice(&moment_bytes(record.moment()?));
    place[8..].copy_from_slice(&record_key(record.id()));
    Some(place)
}

/// Which record stands at a place.
pub(super) fn placed(place: &[u8]) -> Option<RecordId> {
    let (kind, id) = place.get(8..)?.split_first()?;
    Some(RecordId::new(RecordKind::from_byte(*kind)?, Uuid::from_slice(id).ok()?))
}

/// What the key of a timeline entry begins with, as a record's does with its kind.
pub(super) const ENTRY: u8 = 0x80;

/// What the keys of a timeline's entries begin with.
pub(super) fn timeline_key(TimelineOf(of): TimelineOf) -> [u8; 17] {
    let mut key = [ENTRY; 17];
    key[1..].copy_from_slice(of.as_bytes());
    key
}

/// What lies under the key of a pinned interaction's timeline entry; under those of others nothing lies.
const PINNED: &[u8] = &[1];

/// The keys of a record's timeline entries.
pub(super) fn timeline_keys(record: &Record) -> Vec<Vec<u8>> {
    let Some(place) = place(record) else { return Vec::new() };
    record.timelines().into_iter().map(|of| [timeline_key(of).as_slice(), &place].concat()).collect()
}

/// What lies under them.
pub(super) fn timeline_value(record: &Record) -> &'static [u8] {
    if is_pinned(record) { PINNED } else { &[] }
}

pub(super) fn is_pinned(record: &Record) -> bool {
    matches!(record, Record::Interaction(interaction) if interaction.pinned)
}

/// A timeline's entry.
pub(super) struct Standing {
    pub place: Place,
    pub pinned: bool,
}

impl Standing {
    /// What stands behind `of`, whose timeline it is, in a key, with what lies under that.
    pub fn read(of: &[u8], key: &[u8], value: &[u8]) -> Option<Self> {
        let place = key.strip_prefix(of)?.try_into().ok()?;
        Some(Self { place, pinned: value == PINNED })
    }
}

/// Microseconds since 1970, so that earlier sorts before later, before 1970 too.
fn moment_bytes(moment: DateTime<Utc>) -> [u8; 8] {
    (moment.timestamp_micros() ^ i64::MIN).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_sorts_before_later() {
        let moments =
            ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2026-11-21T09:00:00.5Z"];
        let keys = moments.map(|moment| moment_bytes(moment.parse().unwrap()));
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
