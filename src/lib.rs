//! touchbase: whom to touch base with today, and why.
//!
//! This page is the architecture: where a line of code lives, what each layer never does, and which test holds it.
//!
//! # Two ideas
//!
//! 1. A session holds a [`domain::book::Book`], and it changes only by [`domain::change::Change`] `{ before,
//!    after }`: one record before and after, `None` for not there. Create, edit, delete, import and undo are this one
//!    shape; what one act changes is one [`domain::change::Set`]. Undo is its inverse, the history is the list of sets, a
//!    conflict is a record that a later set touched.
//! 2. The journal, with the base that it goes out from, is the truth; sled is the index by which the bulk of it is read. Any session
//!    commits by one append to a checksummed journal and one `fdatasync`, under a lock held for that moment. sled (the
//!    *archive*) follows behind in whichever session has it open. Nothing that sled does can lose a change.
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
//! | what is chosen, and where files lie | [`config`], [`paths`] | domain, text, error | opens the store |
//! | what is seen | `tui` | store, formats, domain, text, explain, config, paths, error | imports cli; does I/O outside `effect` |
//! | what is typed | `cli` | the same | imports tui |
//!
//! `tests/architecture.rs` reads the `use` paths and fails on what this table forbids, on what is to be absent (the domain
//! names no clock and no file, only the store names sled) and on words that stand in one catalogue only.
//!
//! Inside the layers a file is called after what it is about:
//!
//! - `domain`: one file for each record ([`domain::contact`], [`domain::follow_up`], …) and `record` for all kinds of them;
//!   `row` and `book` are what stands in memory, over an image of which only what is asked for is read; `when` and `log_line` read what people write; `workdays` says on which days one works, with `holidays` by country and region; `agenda` says who is due, `called` whom segments call to it; `act` makes
//!   the set for everything that can be done, for screens and verbs alike; `merge` brings together what two changed at the same time; `field` is the one table of all fields, by name, read from text and written as text;
//!   `spread` plans how a pile goes to several days (whom which day brings, `agenda::ahead` knows); `condition` is what must hold of somebody, over every field and figure: filters and segments, `members` who was in one, day by day; `find` names one contact, `search` filters many, `view` is how a list (contacts, companies, feedback) looks: columns, order, filter; `said` is what was said as it is searched; `mail` says which way a mail went and with whom it counts;
//!   `pairs` says who may be there twice, and why; `country` how phone numbers are compared and shown; `ceiling` how many touches are welcome in a span; `standing` says how things stand with companies and who speaks for one, `referrals` who came by whom; `money` an exact amount of a currency, `revenue` what orders come to; `ledger` all that happened, as figures are made of it, `health` how a relationship stands (who reckons it puts it into `settings`, beside who is `called`, so that lists and agenda stay functions of book, settings and day); `report` what reports have in common, with a file for each, `survey` whom one may ask and when they were last, `nps` what the scores come to;
//!   `display` is the only way in which text from outside reaches a terminal; `sample` is the sample data.
//! - `store`, what is true: `layout` (directory, generations, modes), `journal`, `sets` and `line`, `load`; `snapshot` (all records in one
//!   file: the base that the journal goes out from, and every backup); `replay` reads base and journal as one; `lock` and `commit`,
//!   `check` with `needs` (what others did meanwhile is merged, or is a `conflict`),
//!   `session` (the book and how it keeps up), `past`, `undo` and `once` (a retry does nothing again), `unsaved` (what a failed save
//!   left), `moments` (ids in order whatever the clock says).
//! - `store`, what is made of it: `segments` (who is in each, and who was), `side` (the book's image) with `imaging` (when it is written, and that
//!   the session goes over to it), `texts` (what was said, searched, and what is counted, without the archive), `archive` (entries
//!   sorted and packed in pages, some tens in each, which lie in a file of their own; sled is its index) with
//!   `tally`, `seal` and `guard` (whether it can be trusted), `opening` and `following` (how it comes up and keeps up), `scratch` (where
//!   nothing can be written), `compact`; `query` is what is asked of it and `answering` who answers; `reading`, `layers`, `overlay` and `records` read full
//!   records and timelines, `at_rest` without sled where little is asked; `keeper` is who has it open: the lock, and the socket over which the others ask; `process` how a process is
//!   named to others, `made_in` how a session is, `slow` that its opening takes long.
//! - `store`, what keeps it whole: `recover` (mending, with `salvage`), `report` (what was found and what is missing), `generation`
//!   (the next one, built beside the old), `verify` and `repair`, `backup` and `restore`, `trim` and `chores` (what is too old goes, and
//!   what a rest is used for), `migrate` (older forms), `place` (network, room, permission); `drafts` and `watch`; `disk` is the one seam
//!   through which files are written, so that tests can make it fail at every call.
//! - `formats`: `sniff`, `file` (several files of any format as one), `together` (work on each of many records, on all processors), `vcard`, `csv` (a table by its mapping), `calendar`, `monica`, `json`, `mail` (what mail
//!   programs and delivery filters pipe), and `import`: `known` (who is here, and who is meant), `planning` (whose each card is), `seen`
//!   (cards that were read before as they are), `said` (what each source said last, by prints) and `fill` (a card into a record), `entries` (what
//!   happened), `rows` with their fates and the user's `choices`, and `changes`, the set.
//! - `cli`: a file for each verb, named after it (`complete` is the one that only shells type, by the scripts in `packaging/`); `grammar` reads the command line by the part of it that is named; `output` for tables,
//!   lines and JSON; `purposed` keeps a list to those who may be reached for a purpose; `bulk` finds those for whom a verb is without their names; `lines` reads JSON lines from standard input.
//! - `text`: `catalogue` finds and parses a message when it is first said, `message` puts its values in; the rest is how days, names
//!   and reasons are written.
//! - `tui`: `action` is the one table behind keys, footer, help and README; `app` turns events into effects and does no
//!   I/O; `effect` is the only place that does; `screens` (with a chart and table for `reports`) and `popups` are what is seen, `widgets` only paint; `judged` of whom filters hold that are judged in a thread, `views` is what is asked of views that are kept, `listing` what lists have in common: heading, rows in columns, views; `panes` is how two share a screen's room;
//!   `terminal` writes to the line and `keyboard` reads from it, so that neither makes the screen wait; `signals`, `ending` and `stopping` are
//!   the ways out and back; `theme` says how each role looks, `look` which theme is in force on this terminal; `mouse` is what the mouse did, `spots` what lies where on the frame, as each painter notes it; `editor` is the user's own,
//!   over the screens; `clipboard` is what `y` copies to; `offscreen` plays it without a terminal, for tests and pictures.
//!
//! # Adding things
//!
//! A screen: its file in `tui/screens`, a variant in its `mod`, an action with its keys, words in both catalogues, a snapshot.
//! A verb: its file in `cli`, a line in its `mod` and in `grammar`, words, a test. A kind of record: its file in `domain`, a variant in
//! `record`, its part in `book`, in the book's image (`store/side`) and in `merge`, neither of which compiles without it; commit,
//! undo and sessions need nothing.
//!
//! # Glossary
//!
//! One word per thing, in code, on screen and in documents: *contact* a person; *company* an organisation; *interaction*
//! what happened; *touch* an interaction that counts as contact ([`domain::interaction::Interaction::is_touch`]);
//! *cadence* how often someone is to be touched; *follow-up* a promise with a day; *agenda* who is due, with the reasons;
//! *change*, *set*, *journal*, *base*, *book*, *archive* as above; *keeper* the session that has the archive open.

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
