//! A store's life as a list of steps, the same for the same seed, and what must be there after each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::{Channel, Contact};
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::interaction::{Interaction, Kind, Outcome, Participant};
use touchbase::domain::record::{Record, RecordId, RecordKind};
use touchbase::store::disk::Disk;
use touchbase::store::drafts::Draft;
use touchbase::store::{GoingOn, Resting, Result, Seq, Store, StreamError, Which, Who};

use super::chance::Chance;
use super::model::{Model, found_in_pages};

/// Changes of a set that has a file of its own.
const MANY: usize = 520;

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

/// What is being thought up.
struct Making {
    chance: Chance,
    ids: Ids,
    model: Model,
    life: Life,
    /// What was there when a backup was made.
    backups: Vec<(Seq, BTreeMap<RecordId, Record>)>,
}

impl Life {
    /// `length` steps. `imports` says how many of them bring a set with a file of its own.
    pub fn new(seed: u64, length: usize, imports: usize) -> Self {
        let mut making = Making {
            chance: Chance::new(seed),
            ids: Ids::seeded(1_790_000_000_000, seed),
            model: Model::default(),
            backups: Vec::new(),
            life: Self { steps: Vec::new(), seqs: Vec::new(), sets: Vec::new(), restored: BTreeSet::new() },
        };
        let imports: Vec<usize> = (0..imports).map(|_| making.chance.below(length)).collect();
        while making.life.steps.len() < length {
            if imports.contains(&making.life.steps.len()) {
                making.import();
            } else {
                making.step();
            }
        }
        making.life
    }

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
        store.latest(RecordKind::Interaction, None, 1, |_| true)?;
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

impl Making {
    /// A step that changes what is there.
    fn sets(&mut self, step: Step, changes: Vec<Change>) {
        self.life.sets.push(changes.clone());
        self.model.apply(self.life.sets.len() as Seq, changes);
        self.does(step);
    }

    fn does(&mut self, step: Step) {
        self.life.steps.push(step);
        self.life.seqs.push(self.life.sets.len() as Seq);
    }

    fn import(&mut self) {
        let n = self.life.steps.len();
        let changes: Vec<Change> =
            (0..MANY).map(|each| Change::create(contact(&mut self.ids, &format!("Import {n} {each}")))).collect();
        self.sets(Step::Import(changes.clone()), changes);
    }

    fn step(&mut self) {
        match self.chance.below(26) {
            0..=2 => self.take_back(),
            3 => self.does(Step::Close),
            4 => self.does(Step::Reopen),
            5 => self.does(Step::Search),
            6 | 7 => {
                let contacts: Vec<ContactId> = self.model.contacts().iter().map(|contact| contact.id).collect();
                if let Some(contact) = self.chance.pick(&contacts) {
                    self.does(Step::Read(*contact));
                }
            }
            8 => self.draft(),
            9 => {
                self.backups.push((self.life.sets.len() as Seq, self.model.records.clone()));
                self.does(Step::Backup);
            }
            10 => self.restore(),
            11 | 12 => self.does(Step::Chores),
            13 => self.does(Step::Compact),
            _ => {
                let changes = self.changes();
                let set = Set::new(Label::new(Act::Edit, "a step"), changes);
                if !set.changes.is_empty() {
                    self.sets(Step::Commit(set.clone()), set.changes);
                }
            }
        }
    }

    /// Takes back what was done right before, or brings it back.
    fn take_back(&mut self) {
        let Some(last) = self.life.sets.last().cloned() else { return };
        let (inverse, set) = (Set { changes: last, ..Set::default() }.inverse().changes, self.life.steps.last());
        match set {
            Some(Step::Commit(_) | Step::Import(_)) => self.sets(Step::Undo, inverse),
            Some(Step::Undo) => self.sets(Step::Redo, inverse),
            _ => {}
        }
    }

    fn restore(&mut self) {
        let Some((seq, then)) = self.backups.last().cloned() else { return };
        let now = &self.model.records;
        let gone = now.values().filter(|record| !then.contains_key(&record.id())).cloned().map(Change::delete);
        let set =
            then.values().map(|record| Change { before: now.get(&record.id()).cloned(), after: Some(record.clone()) });
        let changes: Vec<Change> = gone.chain(set).filter(|change| !change.is_empty()).collect();
        if !changes.is_empty() {
            self.sets(Step::Restore(seq), changes);
            self.life.restored.insert(self.life.sets.len() as Seq);
            self.model.book = Model::of(self.model.records.clone()).book;
        }
    }

    fn draft(&mut self) {
        let number = self.chance.below(3) as u128;
        let text = format!("half a sentence {}", self.chance.draw());
        self.does(Step::Draft(Draft {
            id: uuid::Uuid::from_u128(number + 1),
            at: "2026-11-03T09:30:00+01:00".parse().unwrap(),
            author: "ana".to_owned(),
            pid: 1,
            form: "log".to_owned(),
            on: None,
            fields: vec![("text".to_owned(), text)],
        }));
    }

    fn changes(&mut self) -> Vec<Change> {
        let contacts = self.model.contacts();
        let who = self.chance.pick(&contacts).map(|who| (*who).clone());
        let day = self.chance.below(27) + 1;
        let number = self.chance.below(1_000);
        let due = format!("2026-12-{day:02}").parse().unwrap();
        match (self.chance.below(10), who) {
            (0, _) => {
                let added = "2026-01-05".parse().unwrap();
                vec![Change::create(Company::new(self.ids.draw(), format!("Works {number}"), added))]
            }
            (1, Some(who)) => {
                let notes = format!("Wants the list {number}. {}", "So it was said. ".repeat(number % 40));
                vec![Change::edit(who.clone(), Contact { notes, ..who })]
            }
            (2, Some(who)) => {
                let hanging = self.model.timeline(who.id.into()).into_iter().map(Change::delete);
                hanging.chain([Change::delete(who)]).collect()
            }
            (3 | 4, Some(who)) => {
                let text = format!("about list {number}");
                vec![Change::create(call(&mut self.ids, who.id, u32::try_from(day).unwrap(), &text))]
            }
            (5, Some(who)) => vec![Change::create(follow_up(&mut self.ids, who.id, due))],
            (6, Some(who)) => vec![Change::create(consent(&mut self.ids, who.id, due))],
            (7, Some(who)) => {
                let text = format!("the list is late {number}");
                let feedback = Feedback::new(self.ids.draw(), who.id, FeedbackKind::Complaint, text, due);
                vec![Change::create(feedback)]
            }
            (8, Some(who)) => {
                let closed = self.model.timeline(who.id.into()).into_iter().find_map(|record| match record {
                    Record::FollowUp(one) => Some(one),
                    _ => None,
                });
                let done = closed.map(|one| Change::edit(one.clone(), FollowUp { state: FollowUpState::Done, ..one }));
                done.into_iter().collect()
            }
            _ => {
                let person = contact(&mut self.ids, &format!("Contact {number}"));
                let calls = (0..self.chance.below(4)).map(|n| {
                    Change::create(call(&mut self.ids, person.id, u32::try_from(n).unwrap() + 1, "asked for the list"))
                });
                let calls: Vec<Change> = calls.collect();
                [Change::create(person)].into_iter().chain(calls).collect()
            }
        }
    }
}

pub fn contact(ids: &mut Ids, name: &str) -> Contact {
    Contact::new(ids.draw(), name, "2026-01-05".parse().unwrap())
}

/// A call on a day of November 2026.
pub fn call(ids: &mut Ids, with: ContactId, day: u32, text: &str) -> Interaction {
    Interaction {
        id: ids.draw(),
        at: format!("2026-11-{day:02}T09:30:00+01:00").parse().unwrap(),
        time_known: true,
        with: vec![Participant { contact: with, company: None }],
        kind: Kind::Call,
        direction: None,
        outcome: Outcome::Reached,
        minutes: None,
        text: text.to_owned(),
        topics: Vec::new(),
        automatic: false,
        pinned: false,
        source_id: String::new(),
    }
}

pub fn follow_up(ids: &mut Ids, contact: ContactId, due: chrono::NaiveDate) -> FollowUp {
    FollowUp {
        id: ids.draw(),
        contact,
        title: "send offer".to_owned(),
        due,
        time: None,
        made: "2026-11-01".parse().unwrap(),
        from: None,
        recurs: None,
        state: FollowUpState::Open,
        closed: None,
        closed_by: None,
        after: None,
        snoozed_until: None,
        source_id: String::new(),
    }
}

pub fn consent(ids: &mut Ids, contact: ContactId, day: chrono::NaiveDate) -> Consent {
    Consent {
        id: ids.draw(),
        contact,
        channel: Channel::Phone,
        purpose: None,
        state: ConsentState::Given,
        day,
        how: "on the phone".to_owned(),
        proof: String::new(),
    }
}
