//! Whatever is done and taken back, the book is what its records make it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::domain::act;
use crate::domain::agenda::{Agenda, DAYS_AHEAD};
use crate::domain::agenda_mark::{AgendaMark, Snooze};
use crate::domain::cadence::{Cadence, Span};
use crate::domain::change::{Change, Label, Set};
use crate::domain::company::Company;
use crate::domain::consent::{Consent, ConsentState};
use crate::domain::contact::{Channel, Contact, DoNotContact, Job, Referrer, Stage, Tier};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::{FollowUp, FollowUpState};
use crate::domain::id::Ids;
use crate::domain::interaction::{Interaction, Kind, Outcome, Participant};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::settings::Settings;

/// All records, as the store would keep them.
#[derive(Default)]
struct Records(BTreeMap<RecordId, Record>);

impl Records {
    fn apply(&mut self, change: &Change) {
        let id = change.id().unwrap();
        assert_eq!(self.0.get(&id), change.before.as_ref(), "a change says what was there before");
        match change.after.clone() {
            Some(after) => self.0.insert(id, after),
            None => self.0.remove(&id),
        };
    }

    /// The `nth` of a kind, if there are any.
    fn nth(&self, kind: RecordKind, nth: usize) -> Option<&Record> {
        let all: Vec<&Record> = self.0.values().filter(|record| record.kind() == kind).collect();
        (!all.is_empty()).then(|| all[nth % all.len()])
    }

    fn contact(&self, nth: usize) -> Option<&Contact> {
        match self.nth(RecordKind::Contact, nth) {
            Some(Record::Contact(contact)) => Some(contact),
            _ => None,
        }
    }

    fn timeline(&self, contact: ContactId) -> Vec<Record> {
        self.0.values().filter(|record| record.timelines().contains(&contact.into())).cloned().collect()
    }

    /// The book that these records make.
    fn book(&self) -> Book {
        let mut book = Book::default();
        // By kind, contacts and companies first.
        self.0.values().for_each(|record| book.apply(&Change::create(record.clone())));
        book
    }

    /// Fills up what was taken back.
    fn refill(&self, book: &mut Book) {
        for contact in book.to_refill() {
            let mut interactions = Vec::new();
            for record in self.timeline(contact) {
                if let Record::Interaction(one) = record {
                    interactions.push(one);
                }
            }
            book.refill(contact, &interactions);
        }
    }
}

/// Something done, with numbers that choose to whom and how.
type Step = (u8, usize, usize, u8);

fn step(records: &Records, ids: &mut Ids, (what, who, other, how): Step) -> Vec<Change> {
    let day = NaiveDate::default() + Days::new(20_000 + u64::from(how % 8));
    let contact = records.contact(who);
    let (Some(contact), Some(second)) = (contact, records.contact(other)) else {
        return vec![Change::create(Contact::new(ids.draw(), "Anna", day))];
    };
    let id = contact.id;
    match what % 15 {
        0 => vec![Change::create(Contact::new(ids.draw(), "Berg", day))],
        1..4 => vec![Change::create(interaction(ids, id, second.id, day, how))],
        4 | 5 => edit(records, RecordKind::Interaction, who, |record| {
            if let Record::Interaction(r) = record {
                let new = interaction(ids, id, second.id, day, how);
                *r = Interaction {
                    id: r.id,
                    with: if how.is_multiple_of(2) { r.with.clone() } else { new.with.clone() },
                    ..new
                };
            }
        }),
        6 => delete(records, RecordKind::Interaction, other),
        7 => {
            let due = day + Days::new(u64::from(how / 8));
            vec![Change::create(FollowUp::new(ids.draw(), id, "", due, day))]
        }
        8 => edit(records, RecordKind::FollowUp, other, |record| {
            if let Record::FollowUp(r) = record {
                r.state = [FollowUpState::Open, FollowUpState::Done][usize::from(how % 2)];
                r.contact = second.id;
            }
        }),
        9 => vec![Change::create(Feedback {
            id: ids.draw(),
            contact: id,
            company: None,
            kind: [FeedbackKind::Wish, FeedbackKind::Complaint][usize::from(how / 2 % 2)],
            text: "x".into(),
            day,
            topic: String::new(),
            score: None,
            promised: None,
            state: [FeedbackState::Open, FeedbackState::Resolved][usize::from(how % 2)],
            resolved: None,
            told: (how % 4 == 1).then_some(day),
            answer: String::new(),
            severity: None,
            owner: String::new(),
            promise: String::new(),
            replies: Vec::new(),
            cause: String::new(),
            goodwill: None,
            from: None,
            snoozed_until: None,
            source_id: String::new(),
        })],
        10 => {
            let mut changes = delete(records, RecordKind::Feedback, other);
            changes.extend(delete(records, RecordKind::FollowUp, who));
            changes
        }
        11 => vec![Change::create(Consent {
            id: ids.draw(),
            contact: id,
            channel: Channel::ALL[usize::from(how % 3)],
            purpose: None,
            state: [ConsentState::Given, ConsentState::Withdrawn][usize::from(how % 2)],
            day,
            how: String::new(),
            proof: String::new(),
        })],
        12 => delete(records, RecordKind::Consent, other),
        13 => {
            let mark = RecordId::new(RecordKind::AgendaMark, id.0);
            let before = records.0.get(&mark).cloned();
            let snooze = Snooze { until: day, set: moment(day) };
            let after = match how % 5 {
                0 => AgendaMark { cadence: Some(snooze), retry: Some(snooze), ..AgendaMark::new(id) },
                1 => AgendaMark { cadence_from: Some(day), ..AgendaMark::new(id) },
                2 => AgendaMark { birthday: Some(snooze), congratulated: Some(day), ..AgendaMark::new(id) },
                _ => AgendaMark { off_until: Some(day), ..AgendaMark::new(id) },
            };
            let after = (before.is_none() || how.is_multiple_of(2)).then(|| after.into());
            vec![Change { before, after }]
        }
        _ if how.is_multiple_of(3) => {
            let company = Company::new(ids.draw(), "Bau", day);
            let job = Job { company: Some(company.id), ..Job::default() };
            let mut after = Contact { name: "Celik".into(), tier: Some(Tier::B), jobs: vec![job], ..contact.clone() };
            match how / 3 % 6 {
                0 => after.cadence = Cadence::Every(Span::days(u16::from(how))),
                1 => after.stage = Some(if after.stage.is_none() { Stage::Lead } else { Stage::Former }),
                2 => after.archived = !after.archived,
                3 => after.birthday = Some(day.into()),
                4 => after.do_not_contact = Some(DoNotContact { until: Some(day), ..DoNotContact::default() }),
                _ if second.id != id => after.referred_by = Some(Referrer::Contact(second.id)),
                _ => after.cadence = Cadence::Never,
            }
            vec![Change::create(company), Change::edit(contact.clone(), after)]
        }
        _ if how % 3 == 1 => match records.nth(RecordKind::Company, other) {
            Some(Record::Company(company)) => {
                let mut after = company.clone();
                match how / 3 % 6 {
                    0..=2 => after.cadence = Cadence::Every(Span::days(1 + u16::from(how / 8))),
                    3 => after.archived = !after.archived,
                    4 => after.tier = Some(Tier::A),
                    _ => after.snoozed = Some(Snooze { until: day, set: moment(day) }),
                }
                vec![Change::edit(company.clone(), after)]
            }
            _ => Vec::new(),
        },
        _ => {
            let mark = match records.0.get(&RecordId::new(RecordKind::AgendaMark, id.0)) {
                Some(Record::AgendaMark(mark)) => Some(mark),
                _ => None,
            };
            act::delete_contact(contact, &records.timeline(id), mark).changes
        }
    }
}

fn edit(records: &Records, kind: RecordKind, nth: usize, change: impl FnOnce(&mut Record)) -> Vec<Change> {
    let Some(before) = records.nth(kind, nth) else { return Vec::new() };
    let mut after = before.clone();
    change(&mut after);
    vec![Change::edit(before.clone(), after)]
}

fn delete(records: &Records, kind: RecordKind, nth: usize) -> Vec<Change> {
    records.nth(kind, nth).cloned().map(Change::delete).into_iter().collect()
}

fn interaction(ids: &mut Ids, one: ContactId, other: ContactId, day: NaiveDate, how: u8) -> Interaction {
    let mut with = vec![Participant { contact: one, company: None }];
    if other != one {
        with.push(Participant { contact: other, company: None });
    }
    Interaction {
        id: ids.draw(),
        at: moment(day),
        time_known: false,
        with,
        kind: Kind::ALL[usize::from(how % 10)],
        direction: None,
        outcome: [Outcome::Reached, Outcome::NoAnswer, Outcome::LeftMessage][usize::from(how % 3)],
        minutes: None,
        text: format!("{how}"),
        topics: Vec::new(),
        purpose: None,
        worth: String::new(),
        automatic: how.is_multiple_of(7),
        pinned: how.is_multiple_of(5),
        source_id: String::new(),
    }
}

fn moment(day: NaiveDate) -> DateTime<FixedOffset> {
    day.and_hms_opt(12, 0, 0).unwrap().and_utc().fixed_offset()
}

/// The agenda takes over what changed, and is what it would be if it were made anew.
fn follows(agenda: &mut Agenda, one_touch_counts: bool, book: &Book) -> Result<(), TestCaseError> {
    let today = NaiveDate::default() + Days::new(20_004);
    let settings = Settings { one_touch_counts, ..Settings::default() };
    agenda.update(book, &settings, today, DAYS_AHEAD);
    prop_assert_eq!(&*agenda, &Agenda::new(book, &settings, today, DAYS_AHEAD));
    Ok(())
}

/// The same book, as it is read from an image of it.
fn from_image(book: &Book) -> Book {
    Book::over(Arc::new(Laid::new(book.bare())))
}

/// The book, one over its image, and one over an earlier image of it are what the records make it, in all that is asked of them.
fn check(books: &[&Book], records: &Records) -> Result<(), TestCaseError> {
    let expect = records.book();
    let today = NaiveDate::default() + Days::new(20_004);
    for (nth, book) in books.iter().enumerate() {
        for one_touch_counts in [false, true] {
            let settings = Settings { one_touch_counts, ..Settings::default() };
            let once = Agenda::once(&book.bare(), &settings, today, DAYS_AHEAD);
            prop_assert_eq!(once, Agenda::new(&expect, &settings, today, DAYS_AHEAD), "agenda of book {}", nth);
        }
        prop_assert_eq!(*book, &expect, "book {}", nth);
        prop_assert_eq!(book.misfits(&expect), 0, "columns of book {}", nth);
        prop_assert_eq!(book.contacts().len(), expect.facts().count());
        prop_assert!(book.by_name().eq(book.by_name_facts().map(|facts| facts.id)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_book_is_what_its_records_make_it(steps in prop::collection::vec(any::<Step>(), 1..60)) {
        let mut ids = Ids::seeded(1_700_000_000_000, 1);
        let mut records = Records::default();
        let mut book = Book::default();
        // Of one all is asked at each step, of the other nothing until the end.
        let (mut agenda, mut counting) = (Agenda::default(), Agenda::default());
        let (mut over, mut silent) = (Book::default(), Book::default());
        for one in steps {
            let set = Set::new(Label::default(), step(&records, &mut ids, one));
            let before = book.clone();
            for change in &set.changes {
                records.apply(change);
                [&mut book, &mut over, &mut silent].into_iter().for_each(|book| book.apply(change));
            }
            [&mut book, &mut over, &mut silent].into_iter().for_each(|book| records.refill(book));
            check(&[&over], &records)?;
            follows(&mut agenda, false, &over)?;
            follows(&mut counting, true, &over)?;
            if one.3.is_multiple_of(4) {
                check(&[&book, &from_image(&book), &silent.bare()], &records)?;
            }

            // Taken back, all is as it was; done again, as it was then.
            let after = book.clone();
            for (set, expect) in [(set.clone().inverse(), before), (set, after)] {
                for change in &set.changes {
                    records.apply(change);
                    book.apply(change);
                    over.apply(change);
                }
                records.refill(&mut book);
                records.refill(&mut over);
                prop_assert_eq!(&book, &expect);
                prop_assert_eq!(&over, &expect);
                follows(&mut agenda, false, &over)?;
                follows(&mut counting, true, &over)?;
            }
            if one.3.is_multiple_of(7) {
                over = from_image(&over);
                silent = from_image(&silent);
            }
        }
        check(&[&silent], &records)?;
    }
}

#[test]
fn of_an_image_no_more_is_kept_than_was_changed() {
    let mut ids = Ids::seeded(1_700_000_000_000, 1);
    let day: NaiveDate = "2026-11-01".parse().unwrap();
    let mut book = Book::default();
    let people: Vec<Contact> = (0..9_000).map(|n| Contact::new(ids.draw(), format!("P {n}"), day)).collect();
    people.iter().for_each(|person| book.apply(&Change::create(person.clone())));
    let mut book = from_image(&book);
    let stamp = book.stamp();
    assert_eq!(book.contacts().count(), 9_000);
    let edited = Contact { name: "Zoe".into(), ..people[4].clone() };
    book.apply(&Change::edit(people[4].clone(), edited));
    assert_eq!(book.contact(people[4].id).unwrap().name, "Zoe");
    assert_eq!(book.changed_since(&stamp).unwrap().len(), 1);
    let laid = Laid::new(book.bare());
    assert_eq!(laid.before().contacts.iter().flatten().count(), 8_999, "the others are as they were");
}

#[test]
fn an_edit_of_the_third_newest_needs_no_refill() {
    let mut ids = Ids::seeded(1_700_000_000_000, 1);
    let mut book = Book::default();
    let day: NaiveDate = "2026-11-01".parse().unwrap();
    let anna = Contact::new(ids.draw(), "Anna", day);
    book.apply(&Change::create(anna.clone()));
    let calls: Vec<Interaction> =
        (0..5).map(|n| interaction(&mut ids, anna.id, anna.id, day + Days::new(n), 10)).collect();
    calls.iter().for_each(|call| book.apply(&Change::create(call.clone())));
    let after = Interaction { text: "edited".into(), pinned: false, ..calls[2].clone() };
    book.apply(&Change::edit(calls[2].clone(), after));
    assert!(book.to_refill().contains(&anna.id), "a pin that goes lets another one in");
    book.refill(anna.id, &calls);
    let after = Interaction { text: "edited".into(), ..calls[2].clone() };
    book.apply(&Change::edit(calls[2].clone(), after));
    assert!(book.to_refill().is_empty());
    assert_eq!(book.contact(anna.id).unwrap().interactions.list[2].text, "edited");
}

#[test]
fn a_decision_that_is_taken_back_leaves_the_one_before_in_force() {
    let mut ids = Ids::seeded(1_700_000_000_000, 1);
    let mut book = Book::default();
    let day: NaiveDate = "2026-11-01".parse().unwrap();
    let [anna, twin] = ["Anna", "Anna"].map(|name| Contact::new(ids.draw(), name, day));
    let mut decide = |on: &Contact, day: NaiveDate, state| Consent {
        id: ids.draw(),
        contact: on.id,
        channel: Channel::Mail,
        purpose: None,
        state,
        day,
        how: String::new(),
        proof: String::new(),
    };
    let withdrawn = decide(&anna, day, ConsentState::Withdrawn);
    let given = decide(&twin, day + Days::new(7), ConsentState::Given);
    let merged = Consent { contact: anna.id, ..given.clone() };
    book.apply(&Change::create(anna.clone()));
    book.apply(&Change::create(twin.clone()));
    book.apply(&Change::create(withdrawn));
    book.apply(&Change::create(given.clone()));
    let mail = |book: &Book, of: &Contact| book.contact(of.id).unwrap().consent(Channel::Mail);
    let goes_over = Change::edit(given, merged);
    book.apply(&goes_over);
    assert_eq!(mail(&book, &anna), ConsentState::Given);
    assert_eq!(mail(&book, &twin), ConsentState::Unknown);
    book.apply(&goes_over.clone().inverse());
    assert_eq!(mail(&book, &anna), ConsentState::Withdrawn);
    assert_eq!(mail(&book, &twin), ConsentState::Given);
}
