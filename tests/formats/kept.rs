//! A book with its full records, as a store keeps them, for imports one after the other.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use touchbase::domain::act::{RhythmChoice, delete_contact, keep_new};
use touchbase::domain::book::Book;
use touchbase::domain::change::Change;
use touchbase::domain::contact::{Contact, LEFT_CARD, READ_CARD};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::pairs::{Features, Pairs};
use touchbase::domain::record::{Record, RecordId};
use touchbase::domain::settings::Settings;
use touchbase::formats::import::{Choices, FieldChange, Here, Known, Options, Perhaps, Plan, plan, promises, telling};
use touchbase::formats::{self, ReadFile, Reading};

/// Whether a record hangs on this contact.
fn hangs(record: &Record, contact: ContactId) -> bool {
    record.timelines().iter().any(|of| of.0 == contact.0)
}

/// As if it had been entered here, and no import told of it.
pub fn as_if_entered(contact: &mut Contact) {
    contact.imported.clear();
    contact.ids.retain(|id| ![READ_CARD, LEFT_CARD].contains(&id.source.as_str()));
}

#[derive(Debug)]
pub struct Kept {
    book: Book,
    contacts: HashMap<ContactId, Contact>,
    /// What hangs on them, and companies.
    others: BTreeMap<RecordId, Record>,
    ids: Ids,
    /// Whether it is asked whom somebody new may be, and who was deleted here; then they stay out.
    asks: bool,
    /// What the user deleted, the last first.
    gone: Vec<Record>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            book: Book::default(),
            contacts: HashMap::new(),
            others: BTreeMap::new(),
            ids: Ids::seeded(1_700_000_000_000, 7),
            asks: false,
            gone: Vec::new(),
        }
    }
}

impl Kept {
    /// One in which it is asked whom somebody new may be, as on the command line: they stay out.
    pub fn asking() -> Self {
        Self { asks: true, ..Self::default() }
    }

    pub fn people(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    /// All that is kept, in one order.
    pub fn sorted(&self) -> (BTreeMap<ContactId, &Contact>, &BTreeMap<RecordId, Record>) {
        (self.contacts.iter().map(|(id, one)| (*id, one)).collect(), &self.others)
    }

    /// Interactions, follow-ups, feedback and companies.
    pub fn others(&self) -> impl Iterator<Item = &Record> {
        self.others.values()
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The user changes everyone.
    pub fn change(&mut self, change: impl Fn(&mut Contact)) {
        for contact in self.contacts.values_mut() {
            let before = contact.clone();
            change(contact);
            self.book.apply(&Change::edit(before, contact.clone()));
        }
    }

    /// The user changes what hangs on people.
    pub fn change_others(&mut self, mut change: impl FnMut(&mut Record)) {
        for record in self.others.values_mut() {
            let before = record.clone();
            change(record);
            self.book.apply(&Change { before: Some(before), after: Some(record.clone()) });
        }
    }

    /// The user deletes people, with all that hangs on them alone.
    pub fn delete_people(&mut self, is_meant: impl Fn(&Contact) -> bool) {
        let meant: Vec<Contact> = self.contacts.values().filter(|one| is_meant(one)).cloned().collect();
        for contact in meant {
            let timeline: Vec<Record> = self.others.values().filter(|one| hangs(one, contact.id)).cloned().collect();
            self.apply(delete_contact(&contact, &timeline, None).changes);
            self.gone.insert(0, contact.into());
        }
    }

    /// The user deletes what hangs on people.
    pub fn delete_entries(&mut self, mut is_meant: impl FnMut(&Record) -> bool) {
        let is_entry = |one: &&Record| !matches!(one, Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_));
        let meant: Vec<Record> = self.others().filter(is_entry).filter(|one| is_meant(one)).cloned().collect();
        for entry in meant {
            self.apply(vec![Change { before: Some(entry.clone()), after: None }]);
            self.gone.insert(0, entry);
        }
    }

    /// Imports a file and says what came of it.
    pub fn import(&mut self, bytes: &[u8]) -> Plan {
        self.import_together(&[bytes])
    }

    /// The same of several files that come in together.
    pub fn import_together(&mut self, files: &[&[u8]]) -> Plan {
        let today = "2026-11-21".parse().unwrap();
        let file = ReadFile::join(files.iter().map(|bytes| formats::read(bytes, &Reading::on(today)).unwrap()));
        let options = Options { today, ..Options::default() };
        let asks = self.asks;
        self.import_with(&file, options, |plan| {
            let mut choices = Choices::default();
            if asks {
                plan.decide(Perhaps::Leave, false, &mut choices);
            }
            choices
        })
    }

    /// The same of a file that is read, with what was decided about the plan.
    pub fn import_with(&mut self, file: &ReadFile, options: Options, decide: impl FnOnce(&Plan) -> Choices) -> Plan {
        let there = |id: &ContactId| self.contacts.get(id).cloned();
        let contacts = |ids: &[ContactId]| -> Result<_, Infallible> { Ok(ids.iter().filter_map(there).collect()) };
        let record = |id: RecordId| Ok(self.others.get(&id).cloned());
        let timeline = |id: ContactId| Ok(self.others.values().filter(|one| hangs(one, id)).cloned().collect());
        let from_calendars = || promises(&self.book);
        let pairs = Pairs::of(&self.book);
        let likely = |who: &Features| pairs.likely(who);
        let deleted = |wants: &dyn Fn(&Record) -> bool| {
            Ok(self.gone.iter().filter(|one| wants(one)).map(|one| (one.clone(), options.today)).collect())
        };
        let here = Here {
            contacts: &contacts,
            record: &record,
            timeline: &timeline,
            promises: &from_calendars,
            likely: if self.asks { Some(&likely) } else { None },
            deleted: if self.asks { Some(&deleted) } else { None },
        };
        let known = Known::of(&self.book, options.country);
        let plan = plan(file, known, &mut self.ids, &options, &here, &|_| Ok(())).unwrap();
        let choices = decide(&plan);
        let changes: Vec<Change> =
            plan.with_changes(file, &here, &choices, |changes| changes.map(Result::unwrap).collect());
        if choices == Choices::default() && plan.entries.is_empty() {
            assert_eq!(changes.len(), plan.changes_count(), "as many changes as the plan says");
        }
        // As they are kept whose rhythm is asked.
        let (new, choice) = (plan.newcomers(file, &choices), (RhythmChoice::ByTier, None));
        let changes = changes.into_iter().map(Ok::<_, Infallible>);
        let kept: Vec<_> = keep_new(&Settings::default(), &options.today, new, choice, changes).flatten().collect();
        self.apply(kept);
        plan
    }

    /// What becomes of a record of a file, field by field.
    pub fn told(&mut self, file: &ReadFile, row: usize) -> Vec<FieldChange> {
        let there = |id: &ContactId| self.contacts.get(id).cloned();
        let contacts = |ids: &[ContactId]| -> Result<_, Infallible> { Ok(ids.iter().filter_map(there).collect()) };
        let record = |id: RecordId| Ok(self.others.get(&id).cloned());
        let timeline = |id: ContactId| Ok(self.others.values().filter(|one| hangs(one, id)).cloned().collect());
        let promises = || promises(&self.book);
        let here = Here {
            contacts: &contacts,
            record: &record,
            timeline: &timeline,
            promises: &promises,
            likely: None,
            deleted: None,
        };
        let options = Options { today: "2026-11-21".parse().unwrap(), ..Options::default() };
        let known = Known::of(&self.book, options.country);
        let plan = plan(file, known, &mut self.ids, &options, &here, &|_| Ok(())).unwrap();
        plan.changes_of(file, row, &Choices::default(), &here, &self.book).unwrap()
    }

    /// Somebody is here.
    pub fn add_contact(&mut self, contact: &Contact) {
        self.apply(vec![Change::create(contact.clone())]);
    }

    /// The user adds what hangs on people.
    pub fn add(&mut self, record: Record) {
        self.book.apply(&Change::create(record.clone()));
        self.others.insert(record.id(), record);
    }

    fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            self.book.apply(&change);
            if let Some(Record::Contact(contact)) = &change.after {
                let contact = contact.clone();
                for job in &contact.jobs {
                    assert!(job.company.is_none_or(|id| self.book.company(id).is_some()), "a company that is there");
                }
                self.contacts.insert(contact.id, contact);
            } else if let Some(record) = change.after {
                self.others.insert(record.id(), record);
            } else if let Some(Record::Contact(contact)) = &change.before {
                self.contacts.remove(&contact.id);
            } else if let Some(record) = change.before {
                self.others.remove(&record.id());
            }
        }
    }
}

#[test]
fn what_is_stopped_while_it_is_read_or_brought_in_ends_there() {
    let cards: String = (0..2_000)
        .map(|n| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berg {n}\nEMAIL:anna{n}@example.com\nEND:VCARD\n"))
        .collect();
    let today = "2026-11-21".parse().unwrap();
    let file = formats::read(cards.as_bytes(), &Reading::on(today)).unwrap();
    let options = Options { today, ..Options::default() };
    let contacts = |_: &[ContactId]| Ok::<_, u64>(Vec::new());
    let (record, timeline) = (|_| Ok(None), |_| Ok(Vec::new()));
    let promises = Vec::new;
    let here = Here {
        contacts: &contacts,
        record: &record,
        timeline: &timeline,
        promises: &promises,
        likely: None,
        deleted: None,
    };
    let planned = |tell: &dyn Fn(u64) -> Result<(), u64>| {
        let known = Known::of(&Book::default(), options.country);
        plan(&file, known, &mut Ids::seeded(1, 1), &options, &here, tell)
    };
    let none = Choices::default();
    let stopped = |count: u64| if count < 1_000 { Ok(()) } else { Err(count) };
    assert_eq!(planned(&stopped).unwrap_err(), 1_024);
    let plan = planned(&|_| Ok(())).unwrap();
    assert_eq!(plan.created.len(), 2_000);
    assert!(plan.created.iter().map(|created| created.lines[0]).eq((0..2_000).map(|n| n * 5 + 1)), "in their order");
    let changes =
        plan.with_changes(&file, &here, &none, |changes| changes.map(Result::unwrap).collect::<Vec<Change>>());
    assert_eq!(changes.len(), 2_000);
    assert!(
        plan.with_changes(&file, &here, &none, |changes| changes.next().is_some()),
        "who takes only some has an end, too"
    );
    let made = |tell: &dyn Fn(u64) -> Result<(), u64>| {
        plan.with_changes(&file, &here, &none, |changes| telling(changes, &tell).take_while(Result::is_ok).count())
    };
    assert_eq!(made(&stopped), 1_024, "whoever takes them sees the error");
    assert_eq!(made(&|_| Ok(())), 2_000);
}
