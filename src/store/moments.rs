//! New ids. They begin with the moment at which they are drawn, and lists go by that; but clocks are set back, and two
//! machines' clocks differ. So none is drawn from before the newest that the store knows: what comes later stands later.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use uuid::{ContextV7, Timestamp, Uuid};

use crate::domain::change::Change;
use crate::domain::id::Ids;
use crate::domain::record::RecordId;

/// A clock that was ahead by more than this isn't followed: the ids would tell nothing any more.
const FOLLOWED: u64 = 400 * 86_400_000;

/// Ids that are drawn in the same millisecond, by whichever thread, are told apart and stay in order.
static CONTEXT: Mutex<Option<ContextV7>> = Mutex::new(None);

/// The newest moment of any id that a session has seen, in Unix milliseconds.
#[derive(Default)]
pub(super) struct Newest(AtomicU64);

impl Newest {
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// There is one from this moment.
    pub fn see(&self, millis: u64) {
        self.0.fetch_max(millis, Ordering::Relaxed);
    }

    pub fn see_all(&self, changes: &[Change]) {
        self.see_ids(changes.iter().filter_map(Change::id));
    }

    pub fn see_ids(&self, ids: impl IntoIterator<Item = RecordId>) {
        self.see(ids.into_iter().filter_map(|record| millis(record.id)).max().unwrap_or_default());
    }

    /// Ids from now on, or from the newest that is known where the clock says less.
    pub fn ids(&self) -> Ids {
        let newest = self.get();
        Ids::new(move || draw(newest))
    }
}

fn draw(newest: u64) -> Uuid {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = u64::try_from(now.as_millis()).unwrap_or_default();
    let at = if newest > now && newest - now < FOLLOWED { newest } else { now };
    let mut context = CONTEXT.lock().unwrap_or_else(PoisonError::into_inner);
    let context = context.get_or_insert_with(ContextV7::new);
    let nanos = u32::try_from(at % 1_000 * 1_000_000).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(&*context, at / 1_000, nanos))
}

/// The moment that an id begins with; `None` where it has none.
fn millis(id: Uuid) -> Option<u64> {
    let of_moment = id.get_version_num() == 7;
    of_moment.then(|| id.as_bytes()[..6].iter().fold(0, |millis, byte| millis << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_never_go_back_behind_the_newest_that_is_known() {
        let newest = Newest::default();
        let first: Uuid = newest.ids().draw();
        let now = millis(first).unwrap();
        for (known, least) in [(0, now), (now - 86_400_000, now), (now + 86_400_000, now + 86_400_000)] {
            newest.see(known);
            let mut ids = newest.ids();
            let drawn: Vec<Uuid> = (0..1_000).map(|_| ids.draw()).collect();
            assert!(drawn.is_sorted() && drawn.iter().all(|id| millis(*id) >= Some(least)), "{known}");
        }
        // What is far from any clock isn't followed. The ids of this process go on in order.
        newest.see(u64::MAX);
        let last: Uuid = newest.ids().draw();
        assert!(millis(last).unwrap() < now + 2 * 86_400_000);
    }
}
