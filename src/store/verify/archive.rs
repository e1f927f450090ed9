//! The archive: whether it is sound in itself, and holds of each record what base and journal say.
//!
//! sled writes when it opens, and most when something is damaged: it is looked at on a copy in a private temporary
//! directory, which is brought up to the journal's end first. The copy is made before that is noted, so that it can't know more.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::truth::{Print, Whole, print};
use super::{Beat, Difference, Finding, Row, State, Subject, Unchecked};
use crate::domain::record::RecordId;
use crate::store::Seq;
use crate::store::archive::{Archive, Broken};
use crate::store::backup::GoingOn;
use crate::store::error::{Result, StoreError};
use crate::store::following::{Unread, bring_up};
use crate::store::guard::within;
use crate::store::journal::Position;
use crate::store::keeper;
use crate::store::layout::Layout;
use crate::store::scratch::Scratch;
use crate::store::seal::{self, Seal};

/// What there is to be looked at.
pub(super) enum Copied {
    Absent,
    Not(Unchecked),
    At(Copy),
}

pub(super) struct Copy {
    path: PathBuf,
    /// The directory in which it lies as long as this lives.
    _scratch: Scratch,
    /// The last set that was in it when it was sealed.
    sealed: Seq,
}

/// How often a copy is tried of what changes meanwhile.
const TRIES: usize = 3;

/// Copies the archive, if nobody has it open.
pub(super) fn copy(layout: &Layout) -> Copied {
    let own = layout.archive();
    for _ in 0..TRIES {
        if let Some((pid, terminal)) = keeper::held_by(&layout.dir) {
            return Copied::Not(Unchecked::Keeper { pid, terminal });
        }
        if !own.exists() || seal::is_empty(&own) {
            return Copied::Absent;
        }
        let before = stats(&own);
        let sealed = Seal::last(&own, layout.origin).unwrap_or_default();
        let copied = Scratch::make()
            .and_then(|scratch| Ok(Copied::At(Copy { path: scratch.copy(&own)?, _scratch: scratch, sealed })));
        // Whoever came and went meanwhile has left a trace.
        if before.is_ok() && before.ok() == stats(&own).ok() && keeper::held_by(&layout.dir).is_none() {
            return copied.unwrap_or_else(|error| Copied::Not(Unchecked::Copy(said(&error))));
        }
    }
    Copied::Not(Unchecked::Changing)
}

fn said(error: &io::Error) -> String {
    error.to_string()
}

/// Names, lengths and times of the archive's files.
fn stats(dir: &Path) -> io::Result<Vec<(PathBuf, u64, i64, i64)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        if meta.is_dir() {
            all.append(&mut stats(&entry.path())?);
        } else {
            all.push((entry.path(), meta.len(), meta.mtime(), meta.mtime_nsec()));
        }
    }
    all.sort_unstable();
    Ok(all)
}

/// Looks through the copy.
pub(super) fn check(
    layout: &Layout,
    copied: Copied,
    end: Position,
    truth: Option<&Whole>,
    going_on: &GoingOn,
) -> Result<Row> {
    let mut row = Row::new(Subject::Archive);
    let own = layout.archive();
    let Copy { path, sealed, _scratch } = match copied {
        Copied::Absent => return Ok(Row { state: State::Absent, ..row }),
        Copied::Not(why) => return Ok(Row::unchecked(Subject::Archive, why)),
        Copied::At(copy) => copy,
    };
    row.bytes = Seal::size(&path).unwrap_or_default();
    let origin = layout.origin;
    let of_thread = path.clone();
    let opened = within(&path, move || {
        let archive = Archive::open_passing(&of_thread, origin)?;
        archive.check().map(|tally| (archive, tally))
    });
    let (archive, tally) = match opened {
        Ok(opened) => opened,
        Err(Broken::Io(error)) => return Ok(Row { state: State::NotChecked(Unchecked::Copy(said(&error))), ..row }),
        // It is built anew when it is needed.
        Err(Broken::Older(_)) => return Ok(Row { state: State::Absent, ..row }),
        Err(broken) => {
            row.damaged(&own, what(broken));
            return Ok(row);
        }
    };
    row.count = tally.records.total();
    if archive.touched() < sealed {
        row.damaged(&own, format!("it held set {sealed} and ends at set {}", archive.touched()));
        archive.close();
        return Ok(row);
    }
    let Some(truth) = truth else {
        archive.close();
        row.state = State::NotChecked(Unchecked::Truth);
        return Ok(row);
    };
    if archive.touched() > end.seq {
        row.find(Finding::Ahead { archive: archive.touched(), journal: end.seq });
        archive.close();
        return Ok(row);
    }
    let mut beat = Beat::new(going_on, Subject::Archive);
    let compared = bring_up(archive, layout, end, |archive| compare(archive, &truth.prints, &mut beat));
    match compared {
        Ok(Ok(Ok(difference))) if difference.is_none() => {}
        Ok(Ok(Ok(difference))) => row.find(Finding::Differs(difference)),
        Ok(Ok(Err(broken))) | Err(Unread::Archive(broken)) => row.damaged(&own, what(broken)),
        Ok(Err(stopped)) => return Err(stopped),
        Err(Unread::Store(error)) => row.fail(error)?,
    }
    Ok(row)
}

/// In how many records it isn't what the truth says.
fn compare(
    archive: &Archive,
    truth: &HashMap<RecordId, Print>,
    beat: &mut Beat,
) -> std::result::Result<std::result::Result<Difference, Broken>, StoreError> {
    let (mut found, mut fitting) = (Difference::default(), 0);
    for record in archive.all() {
        beat.tick()?;
        let record = match record {
            Ok(record) => record,
            Err(broken) => return Ok(Err(broken)),
        };
        match truth.get(&record.id()) {
            None => found.old += 1,
            Some(of_truth) if of_truth.record != print(&record) => found.other += 1,
            Some(_) => fitting += 1,
        }
    }
    found.missing = (truth.len() as u64).saturating_sub(fitting + found.other);
    Ok(Ok(found))
}

fn what(broken: Broken) -> String {
    match broken {
        Broken::Damaged(what) => what,
        Broken::Io(error) => said(&error),
        Broken::Locked => "it can't be opened".to_owned(),
        Broken::Older(_) => "it is of an older form".to_owned(),
        Broken::Ahead { archive, journal } => format!("it knows set {archive}, and the journal ends at {journal}"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::change::{Act, Change, Label, Set};
    use crate::domain::contact::Contact;
    use crate::store::disk::Disk;
    use crate::store::{Store, Who, repair, verify};

    /// Sound in itself, and yet it says something else than the journal.
    #[test]
    fn an_archive_that_says_something_else_is_found_and_built_anew() {
        let dir = tempfile::tempdir().unwrap();
        let (dir, who) = (dir.path().join("store"), Who { author: "ana".to_owned(), screen: true });
        let store = Store::open(&dir, who.clone()).unwrap();
        let mut ids = store.ids();
        let people: Vec<Contact> =
            (0..3).map(|n| Contact::new(ids.draw(), format!("Contact {n}"), "2026-01-05".parse().unwrap())).collect();
        let changes = people.iter().cloned().map(Change::create);
        store.commit(Set::new(Label::new(Act::Add, "all"), changes), 0).unwrap();
        store.contact(people[0].id).unwrap();
        store.close();
        let layout = Layout::read(&dir).unwrap();
        let spoil = |changes: &[Change]| {
            let archive = Archive::open(&layout.archive(), layout.origin, &Disk::default()).unwrap();
            archive.apply(changes, archive.touched()).unwrap();
            archive.mark(archive.durable()).unwrap();
            archive.close();
        };
        let renamed = Contact { name: "Somebody".to_owned(), ..people[0].clone() };
        let stray = Contact::new(ids.draw(), "Stray", people[0].added);
        spoil(&[Change::edit(people[0].clone(), renamed), Change::delete(people[1].clone()), Change::create(stray)]);
        let going_on: GoingOn = Arc::new(|_, _| true);
        let checked = verify(&dir, &going_on).unwrap();
        let found = &checked.row(Subject::Archive).unwrap().found;
        let expect = Difference { missing: 1, other: 1, old: 1 };
        assert!(matches!(found[..], [Finding::Differs(difference)] if difference == expect), "{checked:#?}");
        let repaired = repair(&dir, &who, &going_on).unwrap();
        assert!(repaired.after.as_ref().is_some_and(|after| after.is_fine()), "{repaired:#?}");
        let backup = repaired.backup.unwrap();
        assert_eq!(backup.counts.total(), 3, "the backup is of the truth");
        assert_eq!(store.contact(people[0].id).unwrap().as_ref(), Some(&people[0]));
    }
}
