//! Ids of records: a UUIDv7 in a newtype for each kind, so that a company's id can't stand where a contact's must.
//!
//! Owns parsing and showing ids. Where new ones come from is given from outside (`Ids`), since the domain asks neither
//! the clock nor the random source.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A person.
    ContactId,
    /// An organisation.
    CompanyId,
    /// One thing that happened.
    InteractionId,
    /// A promise.
    FollowUpId,
    /// Praise, complaint, wish or survey answer.
    FeedbackId,
    /// One decision on one channel.
    ConsentId,
    /// One purchase, or what was given back of it.
    OrderId,
}

impl InteractionId {
    /// When it was entered, in Unix milliseconds: what a UUIDv7 begins with.
    pub fn entered_millis(self) -> i64 {
        self.0.as_bytes()[..6].iter().fold(0, |millis, byte| millis << 8 | i64::from(*byte))
    }
}

/// The id of what comes from elsewhere under an id of its own, the same however often it comes: a UUIDv7 of the moment `millis` (Unix
/// milliseconds, never before 1970), whose rest is made of `source`.
pub fn of_source(millis: i64, source: &str) -> Uuid {
    let digest = digest(source).to_be_bytes();
    let mut rest = [0; 10];
    rest.copy_from_slice(&digest[6..]);
    // The first bytes of so short a digest say least; they go into those that nobody types.
    rest.iter_mut().zip(&digest[..6]).for_each(|(byte, first)| *byte ^= first);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or_default(), &rest).into_uuid()
}

/// A digest of a text that stays the same for all time: FNV-1a of 128 bits. It tells texts apart, and keeps no secret.
pub fn digest(text: &str) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    text.bytes().fold(BASIS, |digest, byte| (digest ^ u128::from(byte)).wrapping_mul(PRIME))
}

/// A map by id. Ids are random already: the last eight bytes stand for all, nothing needs to be mixed.
pub type ById<K, V> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// The same of ids alone.
pub type IdSet<K> = HashSet<K, BuildHasherDefault<IdHasher>>;

/// The hasher of [`ById`] and [`IdSet`]. An id with its kind in front is hashed as well as without.
#[derive(Debug, Clone, Copy, Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        if let Some(end) = bytes.last_chunk() {
            self.0 = u64::from_le_bytes(*end);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Where new ids come from.
pub struct Ids(Box<dyn FnMut() -> Uuid + Send>);

impl Ids {
    /// Ids from `source`, which gives a new UUIDv7 at each call.
    pub fn new(source: impl FnMut() -> Uuid + Send + 'static) -> Self {
        Self(Box::new(source))
    }

    /// The same ids at every run, for sample data and tests: UUIDv7 from `millis` (Unix milliseconds) on.
    pub fn seeded(millis: u64, seed: u64) -> Self {
        let mut state = seed;
        let mut at = millis;
        Self::new(move || {
            at += 1;
            // SplitMix64: well spread, and no crate needed for ids that nobody has to be unable to guess.
            let mut draw = || {
                state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                z ^ (z >> 31)
            };
            let mut random = [0; 10];
            random[..8].copy_from_slice(&draw().to_le_bytes());
            random[8..].copy_from_slice(&draw().to_le_bytes()[..2]);
            uuid::Builder::from_unix_timestamp_millis(at, &random).into_uuid()
        })
    }

    /// The next id, of whichever kind is asked for.
    pub fn draw<T: From<Uuid>>(&mut self) -> T {
        (self.0)().into()
    }
}

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ids")
    }
}

/// Digits of an id by which people name it, at the least.
const SHORTEST: usize = 4;

/// The last `digits` hexadecimal digits of `id`, without hyphens; all 32 at the most.
pub fn short(id: Uuid, digits: usize) -> String {
    let mut room = Uuid::encode_buffer();
    let hex = id.simple().encode_lower(&mut room);
    hex[32 - digits.clamp(SHORTEST, 32)..].to_owned()
}

/// How many digits from the end tell `id` from all of `others` (`id` itself may be among them): 4 at the least.
pub fn unique_digits(id: Uuid, others: impl IntoIterator<Item = Uuid>) -> usize {
    let value = id.as_u128();
    others
        .into_iter()
        .filter(|other| *other != id)
        .map(|other| (value ^ other.as_u128()).trailing_zeros() as usize / 4 + 1)
        .fold(SHORTEST, usize::max)
}

/// The end of an id, as somebody typed it: four digits or more, up to the whole id; hyphens don't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    value: u128,
    mask: u128,
}

impl Ending {
    /// `None` if it can't be the end of an id.
    pub fn read(typed: &str) -> Option<Self> {
        let digits: String = typed.trim().chars().filter(|c| *c != '-').collect();
        if !(SHORTEST..=32).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let value = u128::from_str_radix(&digits, 16).ok()?;
        Some(Self { value, mask: u128::MAX >> (128 - 4 * digits.len()) })
    }

    pub fn names(self, id: Uuid) -> bool {
        id.as_u128() & self.mask == self.value
    }
}

/// Whether `typed` names `id`: the whole id, with or without hyphens, or its end of four digits or more.
pub fn names(typed: &str, id: Uuid) -> bool {
    Ending::read(typed).is_some_and(|ending| ending.names(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_named_by_its_end() {
        let mut ids = Ids::seeded(1_700_000_000_000, 7);
        let (a, b): (Uuid, Uuid) = (ids.draw(), ids.draw());
        assert!(names(&short(a, unique_digits(a, [a, b])), a));
        assert!(names(&a.to_string(), a), "the whole id with hyphens");
        assert!(!names(&short(a, 4)[1..], a), "three digits are too few");
        assert!(!names("", a));
        assert_ne!(a, b);
    }

    #[test]
    fn an_id_of_elsewhere_is_always_the_same() {
        let id = of_source(1_700_000_000_000, "mail:a@x.example");
        assert_eq!(id, of_source(1_700_000_000_000, "mail:a@x.example"));
        assert_eq!((id.get_version_num(), InteractionId(id).entered_millis()), (7, 1_700_000_000_000));
        assert_eq!(InteractionId(of_source(-1, "x")).entered_millis(), 0);
        let ids: HashSet<Uuid> = (0..10_000).map(|n| of_source(0, &format!("mail:{n}@x.example"))).collect();
        assert_eq!(ids.len(), 10_000);
        let ends: HashSet<String> = ids.iter().map(|id| short(*id, 8)).collect();
        assert!(ends.len() > 9_990, "their ends differ, too: {}", ends.len());
        // The published test vector of FNV-1a.
        assert_eq!(digest("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }

    #[test]
    fn digits_grow_until_they_tell_two_ids_apart() {
        let a = Uuid::from_u128(0x1111_2222_3333_4444_5555_6666_7777_8888);
        let b = Uuid::from_u128(0x1111_2222_3333_4444_5555_6666_7771_8888);
        assert_eq!(unique_digits(a, [a]), 4);
        assert_eq!(unique_digits(a, [b]), 5);
    }
}
