//! Mending what `verify` finds: each kind of file in its way, so that nothing is thrown away by which something could be saved.
//!
//! The truth is mended by `recover`, in a generation of its own. What is made from it is set aside or removed, and made anew.
//! A backup that can't be used gets a name by which it doesn't count. Ended half way, what was done is done, and the next
//! time goes on from there.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use super::backup::{Backup, GoingOn, Reason, Step};
use super::compact::Compacted;
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::layout::{self, Layout};
use super::migrate::STEPS;
use super::report::{Found, Report};
use super::session::Inner;
use super::verify::{Checked, Finding, Subject, verify};
use super::{Who, generation, keeper, load, recover, seal};

/// What was found, what was done, and what came of it.
#[derive(Debug)]
pub struct Repaired {
    pub before: Checked,
    /// What the store was before, or once its truth was mended; none where nothing of that kind was damaged.
    pub backup: Option<Backup>,
    pub done: Vec<Mended>,
    /// None where there was nothing to do.
    pub after: Option<Checked>,
}

/// Something that was put right.
#[derive(Debug)]
pub enum Mended {
    /// So many files could be read by others.
    Modes(u64),
    /// Base, journal or the files of big sets; whatever else was damaged with them.
    Report(Report),
    /// The archive is built anew; where the old one lies now.
    Archive(Option<PathBuf>),
    Side,
    Texts,
    Witness,
    /// A backup that can't be used, and its name now.
    Backup(PathBuf, PathBuf),
}

/// Looks through the store in `dir` and mends what can be mended.
///
/// # Errors
/// `Busy` where another process has the archive and doesn't let it go: then nothing is changed. `Stopped` where `going_on` says no. What keeps the
/// store from being mended or backed up.
pub fn repair(dir: &Path, who: &Who, going_on: &GoingOn) -> Result<Repaired> {
    repair_on(&Disk::default(), dir, who, going_on)
}

/// The same on a disk that may fail: for tests.
pub fn repair_on(disk: &Disk, dir: &Path, who: &Who, going_on: &GoingOn) -> Result<Repaired> {
    if keeper::held_by(dir).is_some() {
        // So that it can be looked through, too.
        keeper::taken_away(dir, disk)?.leave();
    }
    let before = verify(dir, going_on)?;
    let mut repaired = Repaired { before, backup: None, done: Vec::new(), after: None };
    if repaired.before.is_fine() {
        return Ok(repaired);
    }
    Repair { dir, who, disk, going_on }.all(&mut repaired)?;
    repaired.after = Some(verify(dir, going_on)?);
    Ok(repaired)
}

/// Copies the archive of the store in `dir` afresh, which gives room back; says what came of it.
///
/// # Errors
/// `Busy` where another process has the archive and doesn't let it go; `Stopped` where `going_on` says no. The archive is as it was then.
pub fn compact(dir: &Path, who: &Who, going_on: &GoingOn) -> Result<Option<Compacted>> {
    layout::require_store(dir)?;
    let inner = Inner::open(dir, who.clone(), Disk::default(), STEPS)?;
    let going_on = going_on.clone();
    let compacted = inner.compact(true, move |done| going_on(Step::Compacting, done));
    inner.close();
    compacted
}

struct Repair<'a> {
    dir: &'a Path,
    who: &'a Who,
    disk: &'a Disk,
    going_on: &'a GoingOn,
}

impl Repair<'_> {
    fn all(&self, repaired: &mut Repaired) -> Result<()> {
        let Repaired { before, backup, done, .. } = repaired;
        // Before anything is opened: what others can read is refused there.
        let modes = make_private(self.dir).map_err(at(self.dir))?;
        if modes > 0 {
            done.push(Mended::Modes(modes));
        }
        if let Some(why) = truth(before, self.dir) {
            if is_sound(before) && load::loads(self.dir).is_some() {
                // Where it can't be, the damaged files are kept whole all the same.
                *backup = self.back_up(done).or_else(|error| stopped(error).map_or(Ok(None), Err))?;
            }
            if done.iter().any(|one| matches!(one, Mended::Report(_))) {
                done.extend(recover::mended(self.dir, self.who, self.disk, why)?.map(Mended::Report));
            } else {
                done.push(Mended::Report(recover::mended_anyway(self.dir, self.who, self.disk, why)?));
            }
        } else if before.is_damaged(Subject::Archive) {
            done.push(Mended::Archive(self.set_archive_aside()?));
        }
        let opened = [Subject::Archive, Subject::Side, Subject::Texts, Subject::Backups];
        let witness = before.row(Subject::Place).is_some_and(|row| has(&row.found, |f| matches!(f, Finding::Witness)));
        if before.is_truth_damaged() || witness || opened.into_iter().any(|what| before.is_damaged(what)) {
            if backup.is_none() {
                *backup = self.back_up(done)?;
            }
            self.images(before, done)?;
        }
        if witness {
            self.note()?;
            done.push(Mended::Witness);
        }
        self.backups(before, done)
    }

    fn open(&self) -> Result<Arc<Inner>> {
        Inner::open(self.dir, self.who.clone(), self.disk.clone(), STEPS)
    }

    fn back_up(&self, done: &mut Vec<Mended>) -> Result<Option<Backup>> {
        let inner = self.open()?;
        let backup = inner.back_up(None, Reason::Repair, self.going_on);
        inner.close();
        // What the session itself found and mended; images of what is there are told of by themselves.
        let reports = std::mem::take(&mut *inner.reports.lock().unwrap_or_else(PoisonError::into_inner));
        let is_image = |found: &Found| matches!(found, Found::Side | Found::Texts);
        let told = reports.into_iter().filter(|report| !report.found.iter().all(is_image));
        done.extend(told.map(Mended::Report));
        backup.map(Some)
    }

    fn set_archive_aside(&self) -> Result<Option<PathBuf>> {
        let _keeper = keeper::taken_away(self.dir, self.disk)?;
        let archive = Layout::read(self.dir)?.archive();
        let _ = self.disk.remove(&seal::place(&archive));
        generation::set_aside(self.dir, &archive, self.disk)
    }

    /// The images of the book and of the texts, where they were damaged.
    fn images(&self, before: &Checked, done: &mut Vec<Mended>) -> Result<()> {
        let (side, texts) = (before.is_damaged(Subject::Side), before.is_damaged(Subject::Texts));
        let layout = Layout::read(self.dir)?;
        for (path, _) in [(layout.side(), side), (layout.texts(), texts)].iter().filter(|(_, is_damaged)| *is_damaged) {
            // Another generation has none of the damaged ones.
            match self.disk.remove(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(path)(error)),
                _ => {}
            }
        }
        let inner = self.open()?;
        if side {
            inner.write_side(0)?;
            done.push(Mended::Side);
        }
        if texts {
            inner.keep_texts(true);
            done.push(Mended::Texts);
        }
        inner.close();
        Ok(())
    }

    /// Notes in the lock how far the journal reaches.
    fn note(&self) -> Result<()> {
        let inner = self.open()?;
        let mut session = inner.session();
        let (_held, _) = inner.begin(&mut session)?;
        inner.note(session.layout.origin, session.end);
        Ok(())
    }

    fn backups(&self, before: &Checked, done: &mut Vec<Mended>) -> Result<()> {
        let found = before.row(Subject::Backups).map(|row| row.found.as_slice()).unwrap_or_default();
        for finding in found.iter().filter(|finding| finding.is_damage()) {
            let Finding::Backup(path, _) = finding else { continue };
            let mut name = path.clone().into_os_string();
            name.push(".damaged");
            let to = PathBuf::from(name);
            match self.disk.rename(path, &to) {
                // It was no longer wanted.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                renamed => renamed.map_err(at(path))?,
            }
            done.push(Mended::Backup(path.clone(), to));
        }
        if done.iter().any(|mended| matches!(mended, Mended::Backup(..))) {
            let dir = layout::backups(self.dir);
            self.disk.sync_dir(&dir).map_err(at(&dir))?;
        }
        Ok(())
    }
}

/// What is wrong with the truth, if anything is.
fn truth(before: &Checked, dir: &Path) -> Option<StoreError> {
    let ahead = before.row(Subject::Archive).into_iter().flat_map(|row| &row.found).find_map(|finding| match finding {
        Finding::Ahead { archive, journal } => {
            Some(StoreError::Ahead { path: dir.to_owned(), archive: *archive, journal: *journal })
        }
        _ => None,
    });
    let damaged = || before.is_truth_damaged().then(|| StoreError::damaged(dir, "what it holds can't be read whole"));
    ahead.or_else(damaged)
}

/// Whether the archive could be looked through and is sound in itself, as far as that is known without the truth.
fn is_sound(before: &Checked) -> bool {
    before.row(Subject::Archive).is_some_and(|row| row.count > 0 && row.found.is_empty())
}

fn has(found: &[Finding], is: impl Fn(&Finding) -> bool) -> bool {
    found.iter().any(is)
}

/// The error, where it is that the user wanted an end.
fn stopped(error: StoreError) -> Option<StoreError> {
    matches!(error, StoreError::Stopped).then_some(error)
}

/// Takes away what others may do with the files in `path`, where they are this user's; says with how many.
fn make_private(path: &Path) -> io::Result<u64> {
    let meta = fs::symlink_metadata(path)?;
    if meta.is_symlink() || meta.uid() != rustix::process::geteuid().as_raw() {
        return Ok(0);
    }
    let mut count = 0;
    if meta.permissions().mode() & 0o077 != 0 {
        fs::set_permissions(path, Permissions::from_mode(if meta.is_dir() { 0o700 } else { 0o600 }))?;
        count += 1;
    }
    if meta.is_dir() {
        for entry in fs::read_dir(path)? {
            count += make_private(&entry?.path())?;
        }
    }
    Ok(count)
}
