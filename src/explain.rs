//! What went wrong, as it is said to the user: typed errors of the layers below become one sentence and one hint in the
//! language in force. The one place of it, so that command line and screens say the same.

mod act;
mod column;
mod condition;
mod conflict;
mod field;
mod import;
mod line;
mod made_in;
mod mending;
mod record;
mod values;
mod verify;
mod view;
mod whole;
mod work;

use std::io;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::config::{ConfigError, Problem, Source};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::store::{NoSaving, StoreError, Unwell, Warning};
use crate::text::{Text, days};

pub use act::{act, nobody, nobody_but, several, several_companies};
pub use column::{becomes, column, columns, mapping, meaning, rows_are, separator};
pub use condition::{no_condition, no_segment};
pub use conflict::{conflicts, met, part, since, who};
pub use field::{field_error, in_field};
pub use import::{
    cleaning, entry, entry_kind, field, foreign, gone, passed_over, refusal, skipped, unreadable, updated,
};
pub use line::{ceiling, day, line, only_head, span};
pub use made_in::{made_by, made_in, made_in_process};
pub use mending::{Mending, mending};
pub use record::{no_money, odd, wrong};
pub use values::{change, foreign_fact, stays, values};
pub use verify::{counted, finding, findings, state, subject, sum, unchecked};
pub use view::{no_column, no_view, view};
pub use whole::{whole, whole_refused};
pub use work::{records, step};

/// The store can't do what was asked.
pub fn store(text: &Text, error: &StoreError, today: NaiveDate) -> Error {
    let at = |path: &Path| path.display().to_string();
    let refused = |what| Error::new(ErrorKind::Store, what);
    match error {
        StoreError::Io { path, source } => {
            let hint = match source.kind() {
                io::ErrorKind::PermissionDenied => say!(text, "hint-store-permission", path = at(path)),
                _ => say!(text, "hint-store-io"),
            };
            refused(say!(text, "error-store-io", path = at(path), reason = reason(text, source))).hint(hint)
        }
        StoreError::Full { path } => {
            refused(say!(text, "error-store-full", path = at(path))).hint(say!(text, "hint-store-full"))
        }
        StoreError::Open { path, mend } => refused(say!(text, "error-store-open", path = at(path))).hint(say!(
            text,
            "hint-store-open",
            mend = mend.as_str()
        )),
        StoreError::Owned { path, owner, mend } => {
            let owner = say!(text, "store-owner", number = u64::from(*owner));
            refused(say!(text, "error-store-owned", path = at(path), owner = owner)).hint(say!(
                text,
                "hint-store-owned",
                mend = mend.as_str()
            ))
        }
        StoreError::ReadOnly { path } => {
            Error::new(ErrorKind::Usage, say!(text, "error-store-open-read-only", path = at(path)))
                .hint(say!(text, "hint-store-open-read-only"))
        }
        StoreError::Absent { path } => {
            refused(say!(text, "error-store-absent", path = at(path))).hint(say!(text, "hint-store-absent"))
        }
        StoreError::NoStore { path } => {
            refused(say!(text, "error-store-none", path = at(path))).hint(say!(text, "hint-store-none"))
        }
        StoreError::Unwritable { path, source } => {
            refused(say!(text, "error-store-unwritable", path = at(path), reason = reason(text, source)))
                .hint(say!(text, "hint-store-unwritable"))
        }
        StoreError::Gone { path } => {
            refused(say!(text, "error-store-gone", path = at(path))).hint(say!(text, "hint-store-gone"))
        }
        StoreError::Replaced { path } => {
            refused(say!(text, "error-store-replaced", path = at(path))).hint(say!(text, "hint-store-replaced"))
        }
        StoreError::Lost { path } => {
            refused(say!(text, "error-store-lost", path = at(path))).hint(say!(text, "hint-store-lost"))
        }
        StoreError::Newer { path, version } => {
            let own = env!("CARGO_PKG_VERSION");
            refused(say!(text, "error-store-newer", path = at(path), version = version.as_str(), own = own))
                .hint(say!(text, "hint-store-newer"))
        }
        StoreError::Older { path, form } => {
            refused(say!(text, "error-store-older", path = at(path), form = form.to_string()))
                .hint(say!(text, "hint-store-older"))
        }
        StoreError::Damaged { path, what } => {
            refused(say!(text, "error-store-damaged", path = at(path), what = what.as_str()))
                .hint(say!(text, "hint-store-damaged"))
        }
        StoreError::Unmended { path, what } => {
            refused(say!(text, "error-store-damaged", path = at(path), what = what.as_str()))
                .hint(say!(text, "hint-store-unmended"))
        }
        StoreError::NotABackup { path } => {
            Error::new(ErrorKind::Usage, say!(text, "error-not-a-backup", path = at(path)))
                .hint(say!(text, "hint-not-a-backup"))
        }
        StoreError::OtherStore { path } => Error::new(
            ErrorKind::Usage,
            say!(text, "error-other-store", path = at(path)),
        )
        .hint(say!(text, "hint-other-store", path = at(path))),
        StoreError::Stopped => Error::new(ErrorKind::Store, say!(text, "error-stopped")),
        StoreError::Ahead { path, .. } => {
            refused(say!(text, "error-store-damaged", path = at(path), what = error.to_string()))
                .hint(say!(text, "hint-store-damaged"))
        }
        StoreError::OnScreen { path } => {
            refused(say!(text, "error-store-on-screen", path = at(path))).hint(say!(text, "hint-restore-busy"))
        }
        StoreError::MendingNeeds { path, pid, terminal } => {
            let place = if terminal.is_empty() { pid.to_string() } else { format!("{terminal}, {pid}") };
            refused(say!(text, "error-store-mending", path = at(path), place = place.as_str())).hint(say!(
                text,
                "hint-store-mending",
                place = place.as_str()
            ))
        }
        StoreError::Busy { pid, terminal } => {
            let (pid, terminal) = (pid.to_string(), terminal.trim_start_matches("/dev/"));
            let what = if terminal.is_empty() {
                say!(text, "error-store-busy", pid = pid)
            } else {
                say!(text, "error-store-busy-on", pid = pid, terminal = terminal)
            };
            refused(what).hint(say!(text, "hint-store-busy"))
        }
        StoreError::NewerKeeper { pid, terminal, version } => {
            let terminal = terminal.trim_start_matches("/dev/");
            let place = if terminal.is_empty() { pid.to_string() } else { format!("{terminal}, {pid}") };
            let own = env!("CARGO_PKG_VERSION");
            let what = say!(text, "error-store-newer-keeper", version = version.as_str(), place = place, own = own);
            refused(what).hint(say!(text, "hint-store-newer-keeper"))
        }
        StoreError::Saving { pid, terminal } => {
            let number = pid.to_string();
            let what = match (pid, terminal.as_str()) {
                (0, _) => say!(text, "error-store-saving"),
                (_, "") => say!(text, "error-store-saving-by", pid = number),
                (_, terminal) => say!(text, "error-store-saving-on", pid = number, terminal = terminal),
            };
            refused(what).hint(say!(text, "hint-store-saving"))
        }
        StoreError::Conflict(conflicts) => conflict::conflicts(text, conflicts, today),
        StoreError::Changed(_) => changed(text),
        StoreError::NothingToUndo => Error::new(ErrorKind::NotFound, say!(text, "error-undo-nothing")),
        StoreError::NoSuchSet(set) => {
            Error::new(ErrorKind::NotFound, say!(text, "error-undo-no-such", set = set.to_string()))
                .hint(say!(text, "hint-undo-no-such"))
        }
        StoreError::Trimmed { seq, first } => Error::new(
            ErrorKind::NotFound,
            say!(text, "error-undo-trimmed", set = seq.to_string(), first = first.to_string()),
        ),
        StoreError::AlreadyUndone(set) => {
            Error::new(ErrorKind::Changed, say!(text, "error-undo-already", set = set.to_string()))
        }
        StoreError::ChangedSince(since) => conflict::since(text, since, today),
    }
}

/// Others changed the same, and it isn't known how.
fn changed(text: &Text) -> Error {
    Error::new(ErrorKind::Changed, say!(text, "error-store-changed")).hint(say!(text, "hint-store-changed"))
}

/// What is to be said of the store's place before anything goes wrong there.
pub fn warning(text: &Text, warning: &Warning) -> String {
    match warning {
        Warning::Network { path, system } => {
            let path = path.display().to_string();
            say!(text, "warning-network", path = path, system = system.as_str())
        }
        Warning::Clock { now, last } => {
            // With the year, which may be what is wrong.
            let said =
                |at: &DateTime<FixedOffset>| format!("{} {}", days::dated(text, at.date_naive()), at.format("%H:%M"));
            say!(text, "warning-clock", now = said(now), last = said(last))
        }
        Warning::NoSaving { path, why } => {
            let reason = match why {
                NoSaving::Full => say!(text, "reason-full"),
                NoSaving::ReadOnly => say!(text, "reason-read-only"),
                NoSaving::Denied => say!(text, "reason-permission"),
                NoSaving::Gone => say!(text, "reason-gone"),
            };
            say!(text, "warning-no-saving", path = path.display().to_string(), reason = reason)
        }
    }
}

/// What was noticed while nothing happened, and what to do.
pub fn unwell(text: &Text, unwell: &Unwell, today: NaiveDate) -> String {
    let why = |error: &StoreError| match error {
        // Nothing was to be saved.
        StoreError::Full { .. } => say!(text, "reason-full"),
        error => store(text, error, today).what,
    };
    match unwell {
        Unwell::Store(error) => say!(text, "unwell-store", why = why(error)),
        Unwell::NoBackup { last: None, why: error } => say!(text, "unwell-never", why = why(error)),
        Unwell::NoBackup { last: Some(last), why: error } => {
            let day = days::with_weekday(text, last.date_naive(), today);
            say!(text, "unwell-no-backup", day = day, why = why(error))
        }
    }
}

/// How touchbase is started to change something, where `by` says that nothing may be changed.
pub fn read_only(text: &Text, by: Source) -> String {
    match by {
        Source::Flag(_) | Source::Default => say!(text, "read-only-flag"),
        Source::Environment(name) => say!(text, "read-only-environment", name = name),
        Source::File(line) => say!(text, "read-only-file", line = line.to_string()),
    }
}

/// The configuration file is wrong.
pub fn config(text: &Text, error: &ConfigError) -> Error {
    let path = error.path.display().to_string();
    let line = error.line.unwrap_or(1).to_string();
    let did_you_mean =
        |near: &Option<String>| near.as_ref().map(|near| say!(text, "hint-did-you-mean", near = near.as_str()));
    let (what, hint) = match &error.problem {
        Problem::Unreadable(source) => {
            let hint = say!(text, "hint-config-init", path = path.as_str());
            let hint = (source.kind() == io::ErrorKind::NotFound).then_some(hint);
            (say!(text, "error-config-unreadable", path = path, reason = reason(text, source)), hint)
        }
        Problem::Syntax(reason) => (
            say!(text, "error-config-syntax", path = path, line = line, reason = reason.as_str()),
            Some(say!(text, "hint-config-syntax")),
        ),
        Problem::UnknownKey { key, nearest, more } => {
            let keys = crate::config::KEYS.join(", ");
            let hint = did_you_mean(nearest).unwrap_or_else(|| say!(text, "hint-config-keys", keys = keys));
            let what = if more.is_empty() {
                say!(text, "error-config-key", path = path, line = line, key = key.as_str())
            } else {
                let first = (error.line.unwrap_or(1), key.clone());
                let all = std::iter::once(&first)
                    .chain(more)
                    .map(|(line, key)| say!(text, "config-key-at", key = key.as_str(), line = line.to_string()));
                say!(text, "error-config-keys", path = path, keys = all.collect::<Vec<_>>().join(", "))
            };
            (what, Some(hint))
        }
        Problem::WrongValue { key, value, allowed, nearest } => {
            let values = say!(text, "hint-config-values", values = allowed.join(", "));
            let hint = did_you_mean(nearest).map_or(values.clone(), |near| format!("{near} {values}"));
            let what =
                say!(text, "error-config-value", path = path, line = line, key = key.as_str(), value = value.as_str());
            (what, Some(hint))
        }
    };
    Error { hint, ..Error::new(ErrorKind::Usage, what) }
}

/// Why the system refused, without its numbers; in the system's words where there are no own ones.
pub fn reason(text: &Text, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => say!(text, "reason-not-found"),
        io::ErrorKind::PermissionDenied => say!(text, "reason-permission"),
        io::ErrorKind::IsADirectory => say!(text, "reason-directory"),
        io::ErrorKind::NotADirectory => say!(text, "reason-not-directory"),
        io::ErrorKind::ReadOnlyFilesystem => say!(text, "reason-read-only"),
        io::ErrorKind::FileTooLarge => say!(text, "reason-too-large"),
        io::ErrorKind::InvalidData => say!(text, "reason-not-text"),
        _ => {
            let said = error.to_string();
            said.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}
