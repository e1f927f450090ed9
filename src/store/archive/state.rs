//! What an archive says of itself, under a key of its own that changes in one batch with what it tells of.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Broken, Result};
use crate::store::Seq;
use crate::store::journal::Position;
use crate::store::layout::Origin;
use crate::store::tally::Tally;

/// sled knows where pages lie. Before that it held them, and before that each entry was a key of it.
pub(super) const FORM: u32 = 2;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct State {
    /// How entries lie: [`FORM`].
    #[serde(default)]
    pub form: u32,
    pub origin: Origin,
    /// By which its file of pages is known.
    #[serde(default)]
    pub pages: Uuid,
    /// All sets up to here are in it and on the disk.
    pub durable: Position,
    /// All sets up to here are in it, be it not on the disk.
    #[serde(default)]
    pub whole: Seq,
    /// The last set of which anything is in it.
    pub touched: Seq,
    pub tally: Tally,
    /// Bytes of all pages that count.
    #[serde(default)]
    pub packed: u64,
    /// How long its files were when it was copied afresh; 0 if it never was.
    #[serde(default)]
    pub fresh: u64,
}

impl State {
    pub fn new(origin: Origin, pages: Uuid) -> Self {
        Self {
            form: FORM,
            origin,
            pages,
            durable: Position::START,
            whole: 0,
            touched: 0,
            tally: Tally::default(),
            packed: 0,
            fresh: 0,
        }
    }

    pub fn read(bytes: &[u8]) -> Result<Self> {
        rmp_serde::from_slice(bytes).map_err(Broken::damaged)
    }

    pub fn bytes(&self) -> Result<Vec<u8>> {
        rmp_serde::to_vec_named(self).map_err(Broken::damaged)
    }
}
