//! Stores in temporary directories.

use std::convert::Infallible;

use tempfile::TempDir;
use touchbase::domain::change::{Act, Change, Label};
use touchbase::store::{Store, Who};

use crate::made;

/// A store that was closed in order, and the directory that goes with it.
pub fn store(contacts: usize) -> TempDir {
    let room = tempfile::tempdir().unwrap();
    let store = open(&room);
    let made = made::life(contacts);
    let changes = made.records().map(|record| Ok::<_, Infallible>(Change::create(record)));
    store.commit_stream(Label::new(Act::Sample, "made up"), store.position(), changes).unwrap();
    store.close();
    room
}

pub fn open(room: &TempDir) -> Store {
    Store::open(&room.path().join("store"), Who { author: "ana".into(), screen: true }).unwrap()
}
