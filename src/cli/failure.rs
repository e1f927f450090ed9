//! How a verb ends: its exit status, or why it failed, and how that is printed.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::json;
use crate::domain::display::safe;
use crate::error::{Clashing, Conflicting, Error};

/// How many of those who fit are listed for people; the sentence says how many there are.
const CANDIDATES: usize = 20;

/// How a verb ends well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    Done = 0,
    /// Nothing was found, or with `--check` someone is due.
    Nothing = 1,
    /// Nothing could be read.
    Unread = 2,
    /// Something in the store is damaged.
    Damaged = 3,
}

/// Why a verb stops.
#[derive(Debug)]
pub enum Failure {
    Said(Error),
    /// Nobody reads on: no mistake.
    PipeClosed,
    /// The output can't be written.
    Output(io::Error),
}

/// How a verb ends.
pub type Outcome = Result<Status, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Said(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::PipeClosed } else { Self::Output(error) }
    }
}

/// Prints an error on standard error: sentence, hint and candidates, or as JSON.
pub fn print_error(error: &Error, as_json: bool) {
    let mut out = io::stderr().lock();
    // Where standard error is closed, too, there is nobody left to tell.
    let _ = if as_json { write_json(&mut out, error) } else { write_words(&mut out, error) };
}

fn write_words(out: &mut impl Write, error: &Error) -> io::Result<()> {
    writeln!(out, "touchbase: {}", safe(&error.what))?;
    for candidate in error.candidates.iter().take(CANDIDATES) {
        writeln!(out, "  {}  {}  {}", safe(&candidate.short), safe(&candidate.name), safe(&candidate.company))?;
    }
    if error.candidates.len() > CANDIDATES {
        writeln!(out, "  …")?;
    }
    for conflict in &error.conflicts {
        conflict.said.iter().try_for_each(|line| writeln!(out, "{}", safe(line)))?;
    }
    match &error.hint {
        Some(hint) => writeln!(out, "{}", safe(hint)),
        None => Ok(()),
    }
}

fn write_json(out: &mut impl Write, error: &Error) -> io::Result<()> {
    let candidates: Vec<_> = error
        .candidates
        .iter()
        .map(|c| json!({ "id": c.id, "name": c.name, "company": json::text(&c.company) }))
        .collect();
    let mut told =
        json!({ "kind": error.kind.name(), "message": error.what, "hint": error.hint, "candidates": candidates });
    if !error.conflicts.is_empty() {
        told["conflicts"] = error.conflicts.iter().map(conflict_json).collect();
    }
    json::write(out, &json!({ "error": told }))
}

fn conflict_json(conflict: &Conflicting) -> Value {
    let both = |clash: &Clashing| json!({ "field": clash.field, "theirs": clash.theirs, "yours": clash.yours });
    json!({
        "kind": conflict.kind,
        "id": conflict.id,
        "name": conflict.called,
        "deleted": conflict.deleted,
        "set": conflict.set,
        "at": json::moment(conflict.at),
        "author": conflict.author,
        "made_on": if conflict.screen { "screen" } else { "command_line" },
        "terminal": conflict.terminal,
        "process": conflict.process,
        "fields": conflict.clashes.iter().map(both).collect::<Vec<_>>(),
    })
}
