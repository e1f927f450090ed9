//! The store on real directories: what is saved is there again, whatever happens in between.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "support/every_field.rs"]
mod every_field;
#[path = "support/store.rs"]
mod support;
#[path = "support/trials/mod.rs"]
mod trials;
#[path = "support/untouched.rs"]
mod untouched;

#[path = "store/archive.rs"]
mod archive;
#[path = "store/backup.rs"]
mod backup;
#[path = "store/basics.rs"]
mod basics;
#[path = "store/chores.rs"]
mod chores;
#[path = "store/compact.rs"]
mod compact;
#[path = "store/damage.rs"]
mod damage;
#[path = "store/faults.rs"]
mod faults;
#[path = "store/full.rs"]
mod full;
#[path = "store/golden.rs"]
mod golden;
#[path = "store/keeper.rs"]
mod keeper;
#[path = "store/meanwhile.rs"]
mod meanwhile;
#[path = "store/migrate.rs"]
mod migrate;
#[path = "store/privacy.rs"]
mod privacy;
#[path = "store/processes.rs"]
mod processes;
#[path = "store/random.rs"]
mod random;
#[path = "store/read_only.rs"]
mod read_only;
#[path = "store/recover.rs"]
mod recover;
#[path = "store/room.rs"]
mod room;
#[path = "store/segments.rs"]
mod segments;
#[path = "store/side.rs"]
mod side;
#[path = "store/sound.rs"]
mod sound;
#[path = "store/suite.rs"]
mod suite;
#[path = "store/texts.rs"]
mod texts;
#[path = "store/trim.rs"]
mod trim;
#[path = "store/undo.rs"]
mod undo;
#[path = "store/verify.rs"]
mod verify;
