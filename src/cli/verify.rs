//! `verify`: looks through all files of the store and changes nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::backup::counts_json;
use super::failure::{Failure, Outcome, Status};
use super::output::{Output, tell};
use super::session::Start;
use super::table::{Cell, Table};
use super::work::Work;
use crate::config;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::verify::{Checked, Finding, Row, State, Subject, Unchecked};
use crate::store::{self, StoreError};
use crate::text::size::size;
use crate::text::{Lang, Text};

/// Look through the whole store: every file, and whether they fit together
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every line of the journal, every record and every backup is read; nothing is changed, and sessions can go on \
                        working. Ends with 3 where something is damaged. The archive is checked on a copy in the temporary directory, \
                        unless a session has it open. touchbase repair mends what can be mended."
)]
pub struct Args {}

pub fn run(start: &Start, out: &mut Output) -> Outcome {
    refuse_once(start, "verify")?;
    let work = Work::of(&start.text, start.json);
    let checked = store::verify(&start.store, &work.going_on());
    let checked = checked.map_err(|error| failed(start, &work, &error))?;
    drop(work);
    if out.is_json() {
        out.json(&as_json(&checked))?;
    } else {
        show(&start.text, out, &checked)?;
        out.finish()?;
        explain::findings(&start.text, &checked, &start.store).iter().for_each(|line| tell(line));
        tell(&explain::sum(&start.text, &checked));
    }
    Ok(if checked.is_fine() { Status::Done } else { Status::Damaged })
}

/// The key of a retry stands for a set.
pub fn refuse_once(start: &Start, verb: &str) -> Result<(), Failure> {
    match start.once {
        Some(_) => Err(Error::new(ErrorKind::Usage, say!(start.text, "error-once", verb = verb)).into()),
        None => Ok(()),
    }
}

pub fn failed(start: &Start, work: &Work, error: &StoreError) -> Failure {
    if matches!(error, StoreError::Stopped) && work.was_asked() {
        if !start.json {
            tell(&say!(start.text, "error-stopped"));
        }
        work.end();
    }
    work.clear();
    explain::store(&start.text, error, config::now(start.today).date_naive()).into()
}

/// The table: what, how many, how much, state.
pub fn show(text: &Text, out: &mut Output, checked: &Checked) -> std::io::Result<()> {
    let mut table = Table::default();
    for row in &checked.rows {
        let bytes = if row.bytes > 0 { size(text, row.bytes) } else { String::new() };
        let state = explain::state(text, &row.state);
        let state = match row.state {
            State::Damaged => Cell::late(state),
            State::Fine => Cell::new(state),
            State::Absent | State::NotChecked(_) => Cell::dim(state),
        };
        let what = explain::subject(text, row.what);
        table.push([what.into(), explain::counted(text, row).into(), Cell::right(bytes), state]);
    }
    out.table(&table)
}

pub fn as_json(checked: &Checked) -> Value {
    json!({
        "fine": checked.is_fine(),
        "set": checked.seq,
        "records": checked.records.map(counts_json),
        "checks": checked.rows.iter().map(row_json).collect::<Vec<Value>>(),
    })
}

fn row_json(row: &Row) -> Value {
    let state = match row.state {
        State::Fine => "fine",
        State::Damaged => "damaged",
        State::Absent => "absent",
        State::NotChecked(_) => "not_checked",
    };
    let why = match &row.state {
        State::NotChecked(Unchecked::Truth) => Some("truth"),
        State::NotChecked(Unchecked::Keeper { .. }) => Some("open"),
        State::NotChecked(Unchecked::Copy(_)) => Some("no_copy"),
        State::NotChecked(Unchecked::Changing) => Some("changing"),
        _ => None,
    };
    // Sentences are for people; programs get them in one language.
    let english = Text::new(Lang::En);
    let found = |finding: &Finding| json!({ "damage": finding.is_damage(), "message": explain::finding(&english, finding, Path::new("")) });
    json!({
        "what": name(row.what),
        "count": row.count,
        "bytes": row.bytes,
        "state": state,
        "why": why,
        "found": row.found.iter().map(found).collect::<Vec<Value>>(),
        "more": row.more,
    })
}

/// As `--json` names it.
pub fn name(what: Subject) -> &'static str {
    match what {
        Subject::Place => "files",
        Subject::Journal => "journal",
        Subject::Sets => "sets",
        Subject::Base => "base",
        Subject::Archive => "archive",
        Subject::Side => "side",
        Subject::Texts => "texts",
        Subject::Backups => "backups",
        Subject::References => "references",
    }
}
