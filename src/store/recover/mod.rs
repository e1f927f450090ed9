//! Mending a store whose truth is damaged: base, journal, the files of big sets, or the file that names the generation.
//!
//! Nothing damaged is changed. The next generation is built beside it, out of what covers most: what the journal goes out
//! from, a copy of the archive, or a backup. The journal's good lines follow, and what no source has is named. Where none
//! covers all, what can be saved of a damaged archive is laid under what is newer. The damaged generation is kept aside
//! whole.

mod build;
mod scan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::build::{BrokenArchive, Building};
use self::scan::Scan;
use super::archive::{self, Archive, Broken};
use super::disk::Disk;
use super::error::{Result, StoreError, at};
use super::generation::{Making, Old};
use super::journal;
use super::layout::{self, Layout, Origin};
use super::line::SetRef;
use super::lock::{CommitLock, Held};
use super::report::{Found, Missing, Report, Sets, runs};
use super::seal::Seal;
use super::snapshot::Snapshot;
use super::{Seq, Who, backup, keeper, load, sets, side};
use crate::domain::change::{Act, Label};

/// Out of what the next generation is built.
enum Source {
    /// A store that was begun empty: its journal tells all.
    Nothing,
    /// What the journal goes out from, or a backup.
    Snapshot(PathBuf),
    /// A copy of the archive, already where the new one is to be.
    Archive(Box<Archive>),
}

/// Mends the store in `dir`, where something said `why` it is damaged, and tells what was found and what is missing. Nothing
/// is told where its truth is whole: another session mended it, or the damage is none of it.
///
/// # Errors
/// `why`, where nothing is left out of which a store could be built, or where another process has what is needed; and what
/// the disk says. Then all is as it was.
pub(super) fn mended(dir: &Path, who: &Who, disk: &Disk, why: StoreError) -> Result<Option<Report>> {
    // Where nothing may be written, this is so, too.
    let Ok(lock) = CommitLock::open(dir, disk) else { return Err(why) };
    let held = lock.hold_through_work()?;
    let ahead = if let StoreError::Ahead { archive, .. } = why { archive } else { 0 };
    // What was loaded may have gone out from an image, past what is damaged.
    if let Some(last) = load::loads(dir)
        && is_whole(dir, ahead.max(last))?
    {
        return Ok(None);
    }
    mend(dir, who, disk, &held, ahead, why).map(Some)
}

/// The same where it is known that its truth is damaged: it was looked through whole.
pub(super) fn mended_anyway(dir: &Path, who: &Who, disk: &Disk, why: StoreError) -> Result<Report> {
    let held = CommitLock::open(dir, disk)?.hold_through_work()?;
    let ahead = if let StoreError::Ahead { archive, .. } = why { archive } else { 0 };
    mend(dir, who, disk, &held, ahead, why)
}

/// Whether base, journal and the files of big sets are whole and reach to set `end`.
fn is_whole(dir: &Path, end: Seq) -> Result<bool> {
    let layout = Layout::read(dir)?;
    let scan = Scan::of(&layout)?;
    let base = layout.base();
    let is_based = match Snapshot::check(&base) {
        Ok((head, _)) => head.origin == layout.origin && head.position.seq >= scan.first,
        Err(_) => !base.exists() && scan.begins_empty(),
    };
    Ok(scan.found.is_empty() && scan.last >= end && is_based)
}

fn mend(dir: &Path, who: &Who, disk: &Disk, held: &Held, ahead: Seq, why: StoreError) -> Result<Report> {
    let mut found = Vec::new();
    let old = match Layout::read(dir) {
        Ok(layout) if !is_elsewheres(&layout, held) => layout,
        Ok(_) | Err(StoreError::Damaged { .. }) => {
            let Some(layout) = in_force(dir, held) else { return Err(why) };
            if layout.generation().exists() {
                layout.put_in_force(disk)?;
            }
            found.push(Found::Current);
            if load::loads(dir).is_some() {
                let mut report = Report::new(found);
                report.keep(dir, disk)?;
                return Ok(report);
            }
            layout
        }
        Err(error) => return Err(error),
    };
    let mut scan = Scan::of(&old)?;
    if scan.end_is_foreign && held.any_witness().is_none() {
        scan.reaches(scan.last + 1);
    }
    let backups = backups(&old);
    let witness = held.witness(old.origin).map_or(0, |end| end.seq);
    let imaged = side::position(&old).map_or(0, |end| end.seq);
    let known = ahead.max(witness).max(imaged).max(Seal::last(&old.archive(), old.origin).unwrap_or_default());
    scan.reaches(backups.iter().map(|(_, upto)| *upto).fold(known, Seq::max));

    let mut making = Making::begin(&old, who, disk)?;
    let mut choice = Choice { best: None, found, broken: None };
    choice.base(&old, &scan);
    if !choice.is_whole() {
        match keeper::taken_away(dir, disk) {
            Ok(_) => choice.archive(&old, &making, &mut scan, disk)?,
            Err(StoreError::Busy { pid, terminal } | StoreError::NewerKeeper { pid, terminal, .. }) => {
                return Err(StoreError::MendingNeeds { path: dir.to_owned(), pid, terminal });
            }
            Err(error) => return Err(error),
        }
        for (path, upto) in backups {
            choice.offer(&scan, Source::Snapshot(path), upto);
        }
    }
    if choice.best.is_none() {
        // What the journal itself tells is all that is left.
        choice.offer(&scan, Source::Nothing, 0);
    }
    let Choice { best, mut found, broken } = choice;
    let Some((source, upto, unknown)) = best else { return Err(why) };
    if matches!(source, Source::Nothing) && broken.is_none() && scan.is_silent() {
        // It would be an empty store where there was one.
        return Err(why);
    }
    let backup = match &source {
        Source::Snapshot(path) if *path != old.base() => {
            path.file_name().map(|name| name.to_string_lossy().into_owned())
        }
        _ => None,
    };

    let mut building = Building::begin(source, &old, &making, disk)?;
    let salvaged = broken.filter(|_| !unknown.is_empty());
    building.follow(&scan, upto, salvaged.as_ref())?;
    let bare = building.complete()?;
    history(&mut making, &scan)?;
    let mut base = making.barrier(Label { act: Act::Repair, ..Label::default() })?;
    building.each(|record| base.push(&record))?;
    base.finish()?;
    building.finish(making.layout().origin, making.end())?;
    if let Some(salvaged) = &salvaged {
        disk.remove_dir(&salvaged.path).map_err(at(&salvaged.path))?;
    }

    found.append(&mut scan.found);
    let mut report = Report::new(found);
    report.missing = missing(&old, &scan, &unknown, salvaged.is_some());
    let untold = scan.lost.iter().chain(scan.broken.keys()).filter(|seq| !unknown.contains(seq)).copied();
    report.untold = runs(untold.collect::<BTreeSet<Seq>>());
    report.backup = backup;
    report.bare = bare;
    // Before it is in force: else, where everything ends here, nobody would be told. Told twice is better.
    report.keep(dir, disk)?;
    match making.finish(held, Old::Aside) {
        Ok((_, aside)) => {
            report.aside = aside;
            let _ = report.keep(dir, disk);
            Ok(report)
        }
        Err(error) => {
            report.is_void(disk);
            Err(error)
        }
    }
}

/// What has been found to build out of, the best so far.
struct Choice {
    /// With the set up to which it holds all, and those behind that aren't known whole.
    best: Option<(Source, Seq, BTreeSet<Seq>)>,
    found: Vec<Found>,
    /// A copy of the archive that isn't sound.
    broken: Option<BrokenArchive>,
}

impl Choice {
    fn is_whole(&self) -> bool {
        self.best.as_ref().is_some_and(|(_, _, unknown)| unknown.is_empty())
    }

    /// Of sources that leave the same unknown the first stays.
    fn offer(&mut self, scan: &Scan, source: Source, upto: Seq) {
        let unknown = scan.unknown_after(upto);
        if self.best.as_ref().is_none_or(|(_, _, best)| unknown.len() < best.len()) {
            self.best = Some((source, upto, unknown));
        }
    }

    /// What the journal goes out from, read to its end; or nothing, for a store that was begun empty.
    fn base(&mut self, old: &Layout, scan: &Scan) {
        let path = old.base();
        match Snapshot::check(&path) {
            Ok((head, _)) if head.origin == old.origin => {
                if head.position.seq < scan.first {
                    self.found.push(Found::Base);
                }
                self.offer(scan, Source::Snapshot(path), head.position.seq);
            }
            Err(StoreError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                if scan.begins_empty() {
                    self.offer(scan, Source::Nothing, 0);
                } else {
                    self.found.push(Found::Base);
                }
            }
            _ => self.found.push(Found::Base),
        }
    }

    /// A copy of the archive: opening it may change it.
    fn archive(&mut self, old: &Layout, making: &Making, scan: &mut Scan, disk: &Disk) -> Result<()> {
        let (from, to) = (old.archive(), making.layout().archive());
        if !from.exists() {
            return Ok(());
        }
        let opened = Archive::open_copy(&from, &to, old.origin, disk);
        let mut stood = 0;
        let checked = opened.and_then(|archive| {
            stood = archive.durable().seq;
            archive.check().map(|_| archive)
        });
        match checked {
            Ok(archive) => {
                let upto = archive.whole();
                scan.reaches(archive.touched());
                // What was offered before knew less.
                self.best = self.best.take().map(|(source, upto, _)| {
                    let unknown = scan.unknown_after(upto);
                    (source, upto, unknown)
                });
                self.offer(scan, Source::Archive(Box::new(archive)), upto);
                Ok(())
            }
            Err(Broken::Io(error)) => Err(at(&to)(error)),
            Err(Broken::Locked | Broken::Ahead { .. } | Broken::Older(_)) => Ok(()),
            Err(Broken::Damaged(what)) => {
                self.found.push(Found::Archive { what });
                let broken = making.layout().generation().join("salvage");
                if to.exists() {
                    disk.remove_dir(&to).map_err(at(&to))?;
                }
                archive::copy(&from, &broken, disk).map_err(|_| StoreError::damaged(&from, "it can't be copied"))?;
                self.broken = Some(BrokenArchive { path: broken, stood });
                Ok(())
            }
        }
    }
}

/// The generation in force, where nothing names it any more: the one that was committed to last, else the newest.
fn in_force(dir: &Path, held: &Held) -> Option<Layout> {
    let mut generations = layout::generations(dir);
    generations.sort_unstable_by(|a, b| b.cmp(a));
    let is_possible = |origin: &Origin| generations.is_empty() || generations.contains(&origin.generation);
    let witness = held.any_witness().map(|(origin, _)| origin).filter(is_possible);
    let named = generations.into_iter().find_map(|generation| {
        let layout =
            Layout { dir: dir.to_owned(), origin: Origin { generation, store: uuid::Uuid::nil() }, part: false };
        let of_journal = journal::origin(&layout.journal());
        of_journal
            .or_else(|| Some(Snapshot::open(&layout.base()).ok()?.head.origin))
            .filter(|of| of.generation == generation)
    });
    // Where no generation is left, a backup says whose it was.
    let backed_up = || {
        let backup = backup::list(dir).good.into_iter().next()?;
        Some(Origin { store: backup.store, generation: backup.generation })
    };
    let origin = witness.or(named).or_else(backed_up)?;
    Some(Layout { dir: dir.to_owned(), origin, part: false })
}

/// Whether the file that names the generation belongs to another store than what lies here.
fn is_elsewheres(layout: &Layout, held: &Held) -> bool {
    let here = journal::origin(&layout.journal());
    here.is_some_and(|origin| {
        origin != layout.origin && held.any_witness().is_none_or(|(of, _)| of.store == origin.store)
    })
}

/// The backups of this store that are whole, the newest first, each with the set up to which it holds all.
fn backups(old: &Layout) -> Vec<(PathBuf, Seq)> {
    let of_this = backup::list(&old.dir).good.into_iter().filter(|backup| backup.store == old.origin.store);
    let whole = of_this.filter(|backup| Snapshot::check(&backup.path).is_ok());
    whole.map(|backup| (backup.path, backup.seq)).collect()
}

/// The history as far as it can be read, and in the place of what can't that it was lost.
fn history(making: &mut Making, scan: &Scan) -> Result<()> {
    making.history_after(scan.first)?;
    scan.lines(|seq, line| {
        making.lost(seq - 1)?;
        match (scan.broken.contains_key(&seq), scan.set_of(line)) {
            (true, _) => making.lost(seq),
            (false, Some(set)) => making.set(&set).and_then(|()| making.line(line)),
            (false, None) => making.line(line),
        }
    })?;
    making.lost(scan.last)
}

/// What is missing, each set that something is known of by itself.
fn missing(old: &Layout, scan: &Scan, unknown: &BTreeSet<Seq>, perhaps_there: bool) -> Vec<Missing> {
    let lost = unknown.iter().copied().filter(|seq| !scan.told.contains(seq));
    let (said, unsaid): (Vec<Seq>, Vec<Seq>) = lost.partition(|seq| scan.said.contains_key(seq));
    let mut all: Vec<Missing> = runs(unsaid)
        .into_iter()
        .map(|sets| Missing { sets, label: None, at: None, of: None, perhaps_there })
        .chain(said.into_iter().map(|seq| {
            let of = scan.broken.get(&seq).map(|set: &SetRef| (sets::salvage(old, set).lost, set.count));
            let (label, at) = scan.said.get(&seq).cloned().unzip();
            Missing { sets: Sets { first: seq, last: seq }, label, at, of, perhaps_there }
        }))
        .collect();
    all.sort_unstable_by_key(|missing| missing.sets.first);
    all
}
