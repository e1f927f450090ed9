//! What the book knows already and the archive doesn't yet: records by id, laid over what the archive says.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::Seq;
use super::archive::Broken;
use super::codec::{self, Place};
use crate::domain::change::Change;
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};

#[derive(Default)]
pub(super) struct Overlay {
    state: Mutex<State>,
    settled: Condvar,
}

#[derive(Default)]
struct State {
    /// The last set that touched a record, and what it left of it.
    records: HashMap<RecordId, (Seq, Option<Record>)>,
    /// A set too big to lie here: readers wait until the archive has it.
    big: Option<Seq>,
    /// The archive can't follow any more.
    stuck: bool,
    /// The last set that lies here or below.
    laid: Seq,
    /// Nothing comes any more: the archive is closed, or belongs to what was loaded before.
    closed: bool,
}

/// Records that lie over a timeline.
pub(super) struct Layer {
    /// All that the archive may not speak for.
    pub hidden: Vec<RecordId>,
    /// Those that stand in the timeline, the newest first.
    pub records: Vec<(Place, Record)>,
}

impl Overlay {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is laid over goes out from an archive that stands for all up to `seq`.
    pub fn begin(&self, seq: Seq) {
        self.lock().laid = seq;
    }

    /// Up to which set is known what records have become. Never later than what is read, which may stand for more.
    pub fn laid(&self) -> Seq {
        self.lock().laid
    }

    pub fn lay(&self, seq: Seq, changes: &[Change]) {
        let mut state = self.lock();
        if state.closed {
            return;
        }
        state.laid = seq;
        for change in changes {
            if let Some(id) = change.id() {
                state.records.insert(id, (seq, change.after.clone()));
            }
        }
    }

    /// A big set must come into the archive before anything is read.
    pub fn await_big(&self, seq: Seq) {
        let mut state = self.lock();
        if !state.closed {
            (state.big, state.laid) = (Some(seq), seq);
        }
    }

    /// From now on nothing comes any more.
    pub fn close(&self) {
        self.lock().closed = true;
    }

    pub fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Does `act`, unless it is closed, before it can be.
    pub fn while_open<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let state = self.lock();
        (!state.closed).then(act)
    }

    /// The archive has all up to `seq`.
    pub fn settle(&self, seq: Seq) {
        let mut state = self.lock();
        state.records.retain(|_, (touched, _)| *touched > seq);
        state.big = state.big.filter(|big| *big > seq);
        self.settled.notify_all();
    }

    /// The archive can't follow any more.
    pub fn stick(&self) {
        self.lock().stuck = true;
        self.settled.notify_all();
    }

    /// Waits for big sets.
    fn ready(&self) -> Result<MutexGuard<'_, State>, Broken> {
        let state = self.lock();
        let state = self
            .settled
            .wait_while(state, |state| state.big.is_some() && !state.stuck)
            .unwrap_or_else(PoisonError::into_inner);
        if state.big.is_some() { Err(Broken::Damaged("it doesn't follow".to_owned())) } else { Ok(state) }
    }

    /// What lies over a record; `None` if nothing does.
    pub fn record(&self, id: RecordId) -> Result<Option<Option<Record>>, Broken> {
        Ok(self.ready()?.records.get(&id).map(|(_, record)| record.clone()))
    }

    /// What lies over the records of a kind whose ids are `wanted`, by their ids.
    pub fn records(
        &self,
        kind: RecordKind,
        wanted: impl Fn(Uuid) -> bool,
    ) -> Result<BTreeMap<Uuid, Option<Record>>, Broken> {
        let state = self.ready()?;
        let laid = state.records.iter().filter(|(id, _)| id.kind == kind && wanted(id.id));
        Ok(laid.map(|(id, (_, record))| (id.id, record.clone())).collect())
    }

    pub fn timeline(&self, of: TimelineOf) -> Result<Layer, Broken> {
        let state = self.ready()?;
        let standing = state.records.values().filter_map(|(_, record)| record.as_ref());
        let mut records: Vec<(Place, Record)> = standing
            .filter(|record| record.timelines().contains(&of))
            .filter_map(|record| Some((codec::place(record)?, record.clone())))
            .collect();
        records.sort_unstable_by_key(|(place, _)| std::cmp::Reverse(*place));
        Ok(Layer { hidden: state.records.keys().copied().collect(), records })
    }
}
