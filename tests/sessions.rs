//! Many sessions on one store, in processes of their own that are killed, stopped and crowded: what was acknowledged is there
//! once, and whoever can't go on is told why.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it fails by panicking")]

#[path = "sessions/place.rs"]
mod place;
#[path = "sessions/puppet.rs"]
mod puppet;

#[path = "sessions/crowd.rs"]
mod crowd;
#[path = "sessions/generations.rs"]
mod generations;
#[path = "sessions/keeper.rs"]
mod keeper;
#[path = "sessions/lock.rs"]
mod lock;
#[path = "sessions/room.rs"]
mod room;
#[path = "sessions/strangers.rs"]
mod strangers;
#[path = "sessions/wire.rs"]
mod wire;
#[path = "sessions/writers.rs"]
mod writers;
