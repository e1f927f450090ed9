//! A store's life as a list of steps, the same for the same seed, and what must be there after each.

mod making;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::id::ContactId;
use touchbase::domain::record::{Record, RecordId, RecordKind};
use touchbase::store::disk::Disk;
use touchbase::store::drafts::Draft;
use touchbase::store::{GoingOn, Resting, Result, Seq, Store, StreamError, Wanted, Which, Who};

use super::model::{Model, found_in_pages};

#[derive(Clone, Debug)]
pub enum Step {
    Commit(Set),
    Import(Vec<Change>),
    Undo,
    Redo,
    /// Reads a timeline, for which the archive is opened.
    Read(ContactId),
    Search,
    Draft(Draft),
    Backup,
    /// Brings the backup back that was made of so many sets.
    Restore(Seq),
    Close,
    /// What a screen at rest does: a backup a day, the journal's beginning trimmed.
    Chores,
    /// The archive is copied afresh.
    Compact,
    /// As after `kill -9`.
    Reopen,
}

/// What is done one after the other.
pub struct Life {
    pub steps: Vec<Step>,
    /// How many sets there are after each step.
    pub seqs: Vec<Seq>,
    /// What each set changes; number 1 is the first.
    sets: Vec<Vec<Change>>,
    /// Those that brought a backup back.
    restored: BTreeSet<Seq>,
}

/// What of a set a report calls missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    All,
    /// Some of it may be there.
    Some,
}

impl Life {
    /// What must be there when the sets up to `seq` are.
    pub fn model(&self, seq: Seq) -> Model {
        let mut model = Model::default();
        for (seq, changes) in (1..=seq).zip(&self.sets) {
            model.apply(seq, changes.clone());
            if self.restored.contains(&seq) {
                model.book = Model::of(model.records.clone()).book;
            }
        }
        model
    }

    /// Of each record that was ever there what it may be where some sets are `missing`, and all others up to `seq` are there.
    pub fn may_be(&self, seq: Seq, missing: &BTreeMap<Seq, Missing>) -> BTreeMap<RecordId, Vec<Option<Record>>> {
        let mut may: BTreeMap<RecordId, Vec<Option<Record>>> = BTreeMap::new();
        let known = self.restored.range(..=seq).rfind(|seq| !missing.contains_key(seq));
        let before = known.copied().unwrap_or(0);
        // A backup that was brought back holds whatever was lost before.
        let held = self.model(before).records;
        for id in self.sets.iter().flatten().filter_map(Change::id) {
            may.insert(id, vec![held.get(&id).cloned()]);
        }
        for (seq, change) in (1..=seq)
            .zip(&self.sets)
            .skip_while(|(seq, _)| *seq <= before)
            .flat_map(|(seq, changes)| changes.iter().map(move |change| (seq, change)))
        {
            let may = may.entry(change.id().unwrap()).or_default();
            match missing.get(&seq) {
                None => *may = vec![change.after.clone()],
                Some(Missing::Some) => may.push(change.after.clone()),
                Some(Missing::All) => {}
            }
        }
        may
    }

    /// How many sets there are after so many steps.
    pub fn seq_after(&self, steps: usize) -> Seq {
        steps.checked_sub(1).map_or(0, |last| self.seqs[last])
    }

    /// Drafts as they may be when `done` steps are done and another may be under way: each with all it may say.
    pub fn drafts(&self, done: usize) -> Vec<Vec<&Draft>> {
        let mut kept: Vec<Vec<&Draft>> = Vec::new();
        for (n, step) in self.steps.iter().enumerate().take(done + 1) {
            let Step::Draft(draft) = step else { continue };
            match kept.iter_mut().find(|of| of[0].id == draft.id) {
                Some(of) if n < done => *of = vec![draft],
                Some(of) => of.push(draft),
                None if n < done => kept.push(vec![draft]),
                None => {}
            }
        }
        kept
    }

    /// Opens it once more, reads from the archive and closes it.
    pub fn read_again(&self, dir: &Path, disk: &Disk) -> Result<()> {
        let store = Store::open_on(disk.clone(), dir, Who { author: "ana".to_owned(), screen: true })?;
        store.latest(RecordKind::Interaction, None, 1, Wanted::All)?;
        store.close();
        Ok(())
    }

    /// Lives it in `dir`, and tells how many steps are done after each. Ends early where one fails.
    pub fn run(&self, dir: &Path, disk: &Disk, mut done: impl FnMut(usize)) -> Result<Option<Store>> {
        let today = Arc::new(AtomicUsize::new(0));
        let read = today.clone();
        let disk = disk.clone().with_clock(move || day(read.load(Ordering::SeqCst)));
        let open = || Store::open_on(disk.clone(), dir, Who { author: "ana".to_owned(), screen: true });
        let mut store = Some(open()?);
        done(0);
        for (step, n) in self.steps.iter().zip(1..) {
            today.store(n, Ordering::SeqCst);
            if let Step::Reopen = step {
                drop(store.take());
                store = Some(open()?);
            } else if let Some(store) = &store {
                step.run(store, day(n))?;
            }
            done(n);
        }
        Ok(store)
    }
}

impl Step {
    /// What is being done, for a table.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Commit(_) => "commit",
            Self::Import(_) => "import",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Read(_) => "read",
            Self::Search => "search",
            Self::Draft(_) => "draft",
            Self::Backup => "backup",
            Self::Restore(_) => "restore",
            Self::Chores => "chores",
            Self::Compact => "compact",
            Self::Close => "close",
            Self::Reopen => "open",
        }
    }

    fn run(&self, store: &Store, now: DateTime<FixedOffset>) -> Result<()> {
        match self {
            Self::Commit(set) => drop(store.commit(set.clone(), store.position())?),
            Self::Import(changes) => {
                let changes = changes.iter().cloned().map(Ok::<_, ()>);
                match store.commit_stream(Label::new(Act::Import, "many.vcf"), store.position(), changes) {
                    Err(StreamError::Store(error)) => return Err(error),
                    Err(StreamError::Stream(())) => unreachable!(),
                    Ok(_) => {}
                }
            }
            Self::Undo => drop(store.undo(Which::Last)?),
            Self::Redo => drop(store.redo()?),
            Self::Read(contact) => drop(store.timeline((*contact).into(), 0, 9)?),
            Self::Search => drop(found_in_pages(store, "list", 5)?),
            Self::Draft(draft) => store.drafts().save(draft)?,
            Self::Backup => drop(store.back_up(None, &going_on())?),
            Self::Restore(seq) => {
                let wanted = store.backups().good.into_iter().find(|backup| backup.seq == *seq).unwrap();
                let restoring = store.plan_restore(&wanted.path, &going_on())?;
                store.restore(&restoring, &going_on())?;
            }
            Self::Chores => {
                let resting: Resting = Arc::new(|| true);
                let done = store.chores(now, &resting)?;
                assert!(done.unwell.is_empty() && !done.others, "{:?}", done.unwell);
            }
            Self::Compact => drop(store.compact(true, |_| true)?),
            Self::Close => store.close(),
            Self::Reopen => {}
        }
        Ok(())
    }
}

/// The day on which a step is done: long after the one before, so that the journal's beginning grows old.
pub fn day(step: usize) -> DateTime<FixedOffset> {
    let first: DateTime<FixedOffset> = "2026-01-05T09:00:00+01:00".parse().unwrap();
    first + TimeDelta::days(15 * i64::try_from(step).unwrap())
}

fn going_on() -> GoingOn {
    Arc::new(|_, _| true)
}
