//! `backup`: all that is in the store as one file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::Local;
use serde_json::{Map, Value, json};

use super::failure::{Failure, Outcome, Status};
use super::lines::INPUT;
use super::session::Session;
use super::work::Work;
use crate::domain::record::RecordKind;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::{Backup, BackupError, Counts, Reason, StoreError};
use crate::text::size::size;

/// Write all that is in the store to one file, and read it back
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without FILE it goes to backups/ in the store's directory, where all of the last 24 hours, the newest of the last 7 days and of the \
                        last 4 weeks stay. FILE can be a directory; - writes to standard output. The file is compressed JSON lines \
                        (zcat shows them) with a checksum; touchbase restore brings it back. Backups hold everything the store \
                        holds: only their owner can read them."
)]
pub struct Args {
    /// The file to write, or the directory to write it to
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Take the place of a file that is there
    #[arg(long)]
    force: bool,
}

impl Args {
    /// Whether something in the store's directory is changed by it.
    pub fn changes(&self) -> bool {
        self.file.is_none()
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    match args.file.as_deref() {
        Some(path) if path == Path::new(INPUT) => to_output(session),
        Some(path) if fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) => {
            let opened = fs::OpenOptions::new().write(true).open(path);
            let mut file = opened.map_err(|error| cannot_write(session, path, &error))?;
            let work = Work::begin(session);
            let written = session.store.back_up_to(&mut file, &work.going_on());
            match written {
                Ok(counts) => told(session, &path.display().to_string(), counts, None),
                Err(error) => Err(failed(session, &work, error, Some(path))),
            }
        }
        path => to_file(session, path, args.force),
    }
}

fn to_file(session: &mut Session, path: Option<&Path>, force: bool) -> Outcome {
    let target = path.map(|path| target(session, path, force)).transpose()?;
    let work = Work::begin(session);
    let backup = match session.store.back_up(target.as_deref(), &work.going_on()) {
        Ok(backup) => backup,
        Err(error) => return Err(failed(session, &work, error.into(), None)),
    };
    drop(work);
    if session.out.is_json() {
        session.out.json(&as_json(&backup))?;
    }
    let shown = backup.path.display().to_string();
    if !session.out.is_json() && !session.out.is_terminal() {
        session.out.line(&shown)?;
    }
    told(session, &shown, backup.counts, Some(backup.bytes))
}

/// Where it goes: into a directory under a name of its own.
fn target(session: &Session, path: &Path, force: bool) -> Result<PathBuf, Error> {
    if path.is_dir() {
        return Ok(Backup::free_name(path, Local::now().fixed_offset()));
    }
    // Where a link stands, what it leads to is renewed.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if !force && fs::symlink_metadata(&path).is_ok() {
        let shown = path.display().to_string();
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-backup-there", path = shown))
            .hint(say!(session.text, "hint-backup-there")));
    }
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::metadata(above) {
        Ok(meta) if meta.is_dir() => Ok(path),
        Ok(_) => Err(cannot_write(session, &path, &io::ErrorKind::NotADirectory.into())),
        Err(error) => Err(cannot_write(session, &path, &error)),
    }
}

fn to_output(session: &mut Session) -> Outcome {
    if session.out.is_terminal() {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-backup-terminal"))
            .hint(say!(session.text, "hint-backup-terminal"))
            .into());
    }
    let work = Work::begin(session);
    let written = session.store.back_up_to(&mut io::stdout().lock(), &work.going_on());
    match written {
        Ok(counts) => told(session, INPUT, counts, None),
        Err(error) => Err(failed(session, &work, error, None)),
    }
}

fn told(session: &Session, path: &str, counts: Counts, bytes: Option<u64>) -> Outcome {
    let mut what = explain::records(&session.text, counts);
    what.extend(bytes.map(|bytes| size(&session.text, bytes)));
    session.tell(&say!(session.text, "backup-done", path = path, what = what.join(", ")));
    Ok(Status::Done)
}

fn failed(session: &Session, work: &Work, error: BackupError, path: Option<&Path>) -> Failure {
    if matches!(error, BackupError::Store(StoreError::Stopped)) {
        work.end_if_asked(session);
    }
    work.clear();
    match (error, path) {
        (BackupError::Store(error), _) => session.store_error(&error).into(),
        (BackupError::Output(error), Some(path)) => cannot_write(session, path, &error).into(),
        (BackupError::Output(error), None) => error.into(),
    }
}

fn cannot_write(session: &Session, path: &Path, error: &io::Error) -> Error {
    let (path, reason) = (path.display().to_string(), explain::reason(&session.text, error));
    Error::new(ErrorKind::Output, say!(session.text, "error-write-file", path = path, reason = reason))
}

/// A backup as `--json` tells of it.
pub fn as_json(backup: &Backup) -> Value {
    json!({
        "file": backup.path.display().to_string(),
        "at": backup.at.to_rfc3339(),
        "before": before(backup.reason),
        "store": backup.store.to_string(),
        "version": backup.version,
        "set": backup.seq,
        "records": counts_json(backup.counts),
        "bytes": backup.bytes,
    })
}

fn before(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::Kept => None,
        Reason::Restore => Some("restore"),
        Reason::Repair => Some("repair"),
        Reason::Migration => Some("migration"),
    }
}

/// All kinds, also those of which there are none.
pub fn counts_json(counts: Counts) -> Value {
    let mut all = Map::new();
    for (kind, count) in counts.iter() {
        let name = match kind {
            RecordKind::Contact => "contacts",
            RecordKind::Company => "companies",
            RecordKind::Interaction => "interactions",
            RecordKind::FollowUp => "follow_ups",
            RecordKind::Feedback => "feedback",
            RecordKind::Consent => "consents",
            RecordKind::AgendaMark => "agenda_marks",
            RecordKind::Order => "orders",
        };
        all.insert(name.to_owned(), count.into());
    }
    Value::Object(all)
}
