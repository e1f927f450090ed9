//! The store on real directories: what is saved is there again, whatever happens in between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "support/store.rs"]
mod support;

#[path = "store/basics.rs"]
mod basics;
