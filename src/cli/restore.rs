//! `restore`: the store as a backup says; without a file, which backups there are.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::backup::{as_json, counts_json};
use super::failure::{Failure, Outcome, Status};
use super::session::Session;
use super::table::{Cell, Table};
use super::work::Work;
use crate::domain::record::RecordKind;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::{Backup, Difference, Restoring, StoreError};
use crate::text::size::size;
use crate::text::{Lang, Text, days};

/// Make the store what a backup says; without FILE list the backups
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The file is read and checked whole, and what would change is shown, before anything is done. Then the store \
                        is backed up itself: restoring that one is the way back. Sets from before can't be undone any more. FILE \
                        can be a bare name in backups/. A backup of another store comes only into an empty one: name a new directory \
                        with --store."
)]
pub struct Args {
    /// A backup
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
    /// Don't ask
    #[arg(long)]
    yes: bool,
}

impl Args {
    /// Whether the store is changed by it.
    pub fn changes(&self) -> bool {
        self.file.is_some() && !self.dry_run
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let Some(file) = &args.file else { return list(session) };
    if !args.dry_run && !args.yes && !session.can_ask() {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-restore-yes"))
            .hint(say!(session.text, "hint-restore-yes"))
            .into());
    }
    let file = found(session, file);
    let work = Work::begin(session);
    let planned = session.store.plan_restore(&file, &work.going_on());
    let restoring = planned.map_err(|error| failed(session, &work, &file, &error))?;
    drop(work);
    if args.dry_run {
        return show(session, &restoring);
    }
    said(session, &restoring).iter().for_each(|line| session.tell(line));
    if is_same(&restoring) {
        return done(session, &restoring, None);
    }
    if !args.yes && !agreed(session) {
        session.tell(&say!(session.text, "restore-not"));
        return Ok(Status::Done);
    }
    let work = Work::begin(session);
    let restored = session.store.restore(&restoring, &work.going_on());
    let restored = restored.map_err(|error| failed(session, &work, &file, &error))?;
    drop(work);
    let path = restoring.backup.path.display().to_string();
    session.tell(&say!(session.text, "restore-done", path = path));
    if let Some(before) = &restored.before {
        let name = before.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        session.tell(&say!(session.text, "restore-undo", name = name));
    }
    done(session, &restoring, restored.before.as_ref().map(|before| (before, restored.seq)))
}

/// The file that was named: as it stands, else under `backups/`.
fn found(session: &Session, file: &Path) -> PathBuf {
    let kept = session.store.backups_dir().join(file);
    let is_bare = file.components().count() == 1;
    if is_bare && !file.exists() && kept.exists() { kept } else { file.to_owned() }
}

fn failed(session: &Session, work: &Work, file: &Path, error: &StoreError) -> Failure {
    if matches!(error, StoreError::Stopped) {
        work.end_if_asked(session);
    }
    work.clear();
    let text = &session.text;
    match error {
        StoreError::Busy { pid, terminal } => {
            let pid = pid.to_string();
            let what = if terminal.is_empty() {
                say!(text, "error-restore-busy", pid = pid)
            } else {
                say!(text, "error-restore-busy-on", pid = pid, terminal = terminal.as_str())
            };
            Error::new(ErrorKind::Store, what).hint(say!(text, "hint-restore-busy")).into()
        }
        StoreError::Damaged { path, .. } if path == file => {
            Error { hint: Some(say!(text, "hint-restore-damaged")), ..session.store_error(error) }.into()
        }
        StoreError::Io { path, source } if path == file => session.cannot_read(path, source).into(),
        error => session.store_error(error).into(),
    }
}

fn is_same(restoring: &Restoring) -> bool {
    [&restoring.new, &restoring.changed, &restoring.gone].iter().all(|difference| difference.counts.total() == 0)
}

/// What the backup is, and what would change, in lines.
fn said(session: &Session, restoring: &Restoring) -> Vec<String> {
    let text = &session.text;
    let backup = &restoring.backup;
    let mut what = explain::records(text, backup.counts);
    what.push(size(text, backup.bytes));
    let (path, when) = (backup.path.display().to_string(), when(session, backup));
    let mut lines = vec![
        say!(text, "restore-file", path = path, when = when, version = backup.version.as_str(), what = what.join(", ")),
        say!(text, "restore-store", store = backup.store.to_string()),
    ];
    if is_same(restoring) {
        lines.push(say!(text, "restore-same"));
        return lines;
    }
    for (difference, is) in [(&restoring.new, Is::New), (&restoring.changed, Is::Changed), (&restoring.gone, Is::Gone)]
    {
        if difference.counts.total() > 0 {
            let what = with_names(text, difference);
            lines.push(match is {
                Is::New => say!(text, "restore-new", what = what),
                Is::Changed => say!(text, "restore-changed", what = what),
                Is::Gone => say!(text, "restore-gone", what = what),
            });
        }
    }
    lines
}

#[derive(Clone, Copy)]
enum Is {
    New,
    Changed,
    Gone,
}

/// `2 contacts, 5 interactions (Anna Berg, Tom Kern …)`.
fn with_names(text: &Text, difference: &Difference) -> String {
    let what = explain::records(text, difference.counts).join(", ");
    let more = if difference.more { " …" } else { "" };
    if difference.names.is_empty() { what } else { format!("{what} ({}{more})", difference.names.join(", ")) }
}

fn when(session: &Session, backup: &Backup) -> String {
    let at = backup.at.naive_local();
    days::moment(&session.text, at.date(), Some(at.time()), session.today())
}

/// What would change, as data.
fn show(session: &mut Session, restoring: &Restoring) -> Outcome {
    if session.out.is_json() {
        session.out.json(&planned_json(restoring))?;
    } else if session.out.is_terminal() {
        for line in said(session, restoring) {
            session.out.line(&line)?;
        }
    } else {
        let mut table = Table::default();
        let counts =
            [&restoring.new, &restoring.changed, &restoring.gone].map(|difference| counts_json(difference.counts));
        for kind in counts[0].as_object().into_iter().flat_map(|kinds| kinds.keys()) {
            let cells = counts.iter().map(|of| Cell::new(of[kind].to_string()));
            table.push(std::iter::once(Cell::new(kind)).chain(cells));
        }
        session.out.table(&table)?;
    }
    Ok(Status::Done)
}

fn planned_json(restoring: &Restoring) -> Value {
    let of = |difference: &Difference| json!({ "records": counts_json(difference.counts), "names": difference.names });
    json!({
        "backup": as_json(&restoring.backup),
        "new": of(&restoring.new),
        "changed": of(&restoring.changed),
        "gone": of(&restoring.gone),
    })
}

fn done(session: &mut Session, restoring: &Restoring, before: Option<(&Backup, u64)>) -> Outcome {
    if session.out.is_json() {
        let mut all = planned_json(restoring);
        all["before"] = before.map_or(Value::Null, |(before, _)| as_json(before));
        session.out.json(&all)?;
    } else if let Some((before, _)) = before.filter(|_| !session.out.is_terminal()) {
        session.out.line(&before.path.display().to_string())?;
    }
    Ok(Status::Done)
}

/// Whether somebody says yes.
fn agreed(session: &Session) -> bool {
    let mut answer = String::new();
    let asked = write!(io::stderr(), "{} ", say!(session.text, "restore-question"));
    let read = asked.and_then(|()| io::stdin().lock().read_line(&mut answer));
    let answer = answer.trim().to_lowercase();
    let yes: &[&str] = if session.text.lang() == Lang::De { &["j", "ja", "y", "yes"] } else { &["y", "yes"] };
    read.is_ok() && yes.contains(&answer.as_str())
}

/// The backups that are there, the latest first.
fn list(session: &mut Session) -> Outcome {
    let found = session.store.backups();
    if session.out.is_json() {
        session.out.json(&found.good.iter().map(as_json).collect::<Vec<_>>())?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    for backup in &found.good {
        let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (contacts, records) = (backup.counts.of(RecordKind::Contact), backup.counts.total());
        table.push(if session.out.is_terminal() {
            // The name says when and why, too: where there is no room, these go.
            vec![
                Cell::new(name),
                Cell::whole(when(session, backup)),
                Cell::whole(say!(session.text, "records-contacts", count = contacts)),
                Cell::right(say!(session.text, "records-all", count = records)),
                Cell::right(size(&session.text, backup.bytes)),
            ]
        } else {
            let before = as_json(backup)["before"].as_str().unwrap_or_default().to_owned();
            let numbers = [contacts, records, backup.bytes].map(|number| Cell::new(number.to_string()));
            let mut row = vec![Cell::new(name), Cell::new(backup.at.to_rfc3339()), Cell::new(before)];
            row.extend(numbers);
            row
        });
    }
    session.out.table(&table)?;
    session.out.finish()?;
    if found.good.is_empty() {
        session.tell(&say!(session.text, "restore-none"));
    }
    for (_, error) in &found.unusable {
        session.tell(&session.store_error(error).what);
    }
    Ok(Status::Done)
}
