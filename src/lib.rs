//! touchbase: whom to touch base with today, and why.
//!
//! This page is the architecture: where a line of code lives, what each layer never does, and which test holds it.
//!
//! # Two ideas
//!
//! 1. A session holds a [`domain::book::Book`] in memory, and it changes only by [`domain::change::Change`] `{ before,
//!    after }`: one record before and after, `None` for not there. Create, edit, delete, import and undo are this one
//!    shape; what one act changes is one [`domain::change::Set`]. Undo is its inverse, the history is the list of sets, a
//!    conflict is a record that a later set touched.
//! 2. The journal is the truth; sled is how the bulk of it is read. Any session commits by one append to a checksummed
//!    journal and one `fdatasync`, under a lock held for that moment. sled (the *archive*) follows behind in whichever
//!    session has it open. Nothing that sled does can lose a change.
//!
//! # Where a line of code lives
//!
//! | what | layer | may import | never |
//! |---|---|---|---|
//! | what is true | [`domain`] | nothing of ours | does I/O, asks the clock, knows a screen or the store |
//! | what is kept | [`store`] | domain, error | prints, holds words for the user |
//! | what is exchanged | [`formats`] | domain, error | opens a file |
//! | what is said | [`text`] | domain, error | asks the environment |
//! | what went wrong, in words | [`explain`] | store, formats, domain, text, config, error | does I/O |
//! | what is seen | `tui` | store, formats, domain, text, explain, config, paths, error | imports cli; does I/O outside `effect` |
//! | what is typed | `cli` | the same | imports tui |
//!
//! `tests/architecture.rs` reads the `use` paths and fails on what this table forbids.
//!
//! # Glossary
//!
//! One word per thing, in code, on screen and in documents: *contact* a person; *company* an organisation; *interaction*
//! what happened; *touch* an interaction that counts as contact ([`domain::interaction::Interaction::is_touch`]);
//! *cadence* how often someone is to be touched; *follow-up* a promise with a day; *agenda* who is due, with the reasons;
//! *change*, *set*, *journal*, *book*, *archive* as above; *keeper* the session that has the archive open.

pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod explain;
pub mod formats;
pub mod paths;
pub mod store;
pub mod text;
pub mod tui;
