//! Thinking up a life.

use std::collections::{BTreeMap, BTreeSet};

use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::company::Company;
use touchbase::domain::contact::Contact;
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::record::{Record, RecordId};
use touchbase::store::Seq;
use touchbase::store::drafts::Draft;

use super::{Life, Step};
use crate::trials::chance::Chance;
use crate::trials::model::Model;
use crate::trials::records::{call, consent, contact, follow_up};

/// Changes of a set that has a file of its own.
const MANY: usize = 520;

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
            about: String::new(),
            on: None,
            session: String::new(),
            open: false,
            goes_on_with: None,
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
