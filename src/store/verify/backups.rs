//! The backups, each read whole.

use std::io;
use std::path::Path;

use super::{Finding, Row, State, Subject};
use crate::store::backup::{self, GoingOn, Step};
use crate::store::error::{Result, StoreError};
use crate::store::snapshot::Snapshot;

pub(super) fn check(dir: &Path, going_on: &GoingOn) -> Result<Row> {
    let mut row = Row::new(Subject::Backups);
    let mut done = 0;
    let listed = backup::list(dir);
    for (path, error) in listed.unusable {
        row.count += 1;
        row.find(Finding::Backup(path, error));
    }
    for backup in listed.good {
        let before = done;
        done += backup.counts.total();
        let going_on = |read| going_on(Step::Verifying(Subject::Backups), before + read);
        let read = Snapshot::open(&backup.path).and_then(|snapshot| snapshot.check_all(&going_on));
        row.count += 1;
        row.bytes += backup.bytes;
        match read {
            Ok(_) => {}
            Err(StoreError::Stopped) => return Err(StoreError::Stopped),
            // It was no longer wanted.
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => row.count -= 1,
            Err(error) => row.find(Finding::Backup(backup.path, error)),
        }
    }
    if row.count == 0 {
        row.state = State::Absent;
    }
    Ok(row)
}
