//! What happened, as figures are made of it: of each interaction, follow-up, feedback and order the few things that are counted,
//! without a word of text, for everybody at once.
//!
//! Owns what an [`Entry`] says of a record, and the [`Ledger`] of all entries, each contact's in the order of their days. What is
//! made of it are pure figures elsewhere; where the entries lie is the store's.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use uuid::Uuid;

use super::day::Day;
use super::feedback::{FeedbackKind, FeedbackState};
use super::follow_up::FollowUpState;
use super::id::{CompanyId, ContactId};
use super::interaction::{Direction, Interaction, Kind, Outcome};
use super::money::Money;
use super::record::Record;

/// What one record tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The day it happened; of a follow-up the day it is due.
    pub day: Day,
    pub what: What,
    /// Whom it concerns: of an interaction all who took part; of what a company alone bought nobody but that.
    pub people: Vec<Person>,
}

/// Somebody it concerns, and the company they were at then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub contact: Option<ContactId>,
    pub company: Option<CompanyId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Interaction {
        kind: Kind,
        direction: Option<Direction>,
        outcome: Outcome,
        automatic: bool,
    },
    FollowUp {
        made: Day,
        state: FollowUpState,
        /// The day it was done or cancelled.
        closed: Option<Day>,
    },
    Feedback {
        kind: FeedbackKind,
        state: FeedbackState,
        /// The day an answer is due: of a complaint always one, else where one was promised.
        due: Option<Day>,
        resolved: Option<Day>,
        told: Option<Day>,
        score: Option<u8>,
    },
    /// What was bought, or (negative) given back.
    Order(Money),
}

impl What {
    /// Whether it counts as contact: as [`Interaction::is_touch`] says.
    pub fn is_touch(self) -> bool {
        matches!(self, Self::Interaction { kind, outcome: Outcome::Reached, automatic: false, .. } if kind != Kind::Note)
    }

    /// Whether something was bought.
    pub fn is_purchase(self) -> bool {
        matches!(self, Self::Order(amount) if amount.minor > 0)
    }
}

impl Entry {
    /// `None` of records that are no event.
    pub fn of(record: &Record) -> Option<Self> {
        let alone = |contact, company| vec![Person { contact: Some(contact), company }];
        Some(match record {
            Record::Interaction(one) => Self::from(one),
            Record::FollowUp(one) => {
                let (made, closed) = (Day::from(one.made), one.closed.map(Day::from));
                let what = What::FollowUp { made, state: one.state, closed };
                Self { day: one.due.into(), what, people: alone(one.contact, None) }
            }
            Record::Feedback(one) => {
                let due = one.due().or(one.promised).map(Day::from);
                let [resolved, told] = [one.resolved, one.told].map(|day| day.map(Day::from));
                let what = What::Feedback { kind: one.kind, state: one.state, due, resolved, told, score: one.score };
                Self { day: one.day.into(), what, people: alone(one.contact, one.company) }
            }
            Record::Order(one) => {
                let people = vec![Person { contact: one.contact, company: one.company }];
                Self { day: one.day.into(), what: What::Order(one.amount), people }
            }
            Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => return None,
        })
    }
}

impl From<&Interaction> for Entry {
    fn from(one: &Interaction) -> Self {
        let Interaction { kind, direction, outcome, automatic, .. } = *one;
        let what = What::Interaction { kind, direction, outcome, automatic };
        let people = one.with.iter().map(|with| Person { contact: Some(with.contact), company: with.company });
        Self { day: one.day().into(), what, people: people.collect() }
    }
}

/// An entry among all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    pub day: Day,
    pub what: What,
    start: u32,
    count: u32,
}

/// No contact, or no company.
const NOBODY: u32 = u32::MAX;

/// All entries. Contacts and companies are numbered in the order of their ids, so that figures have a place for each.
#[derive(Debug, Default)]
pub struct Ledger {
    contacts: Vec<ContactId>,
    companies: Vec<CompanyId>,
    events: Vec<Event>,
    /// Of each event the numbers of contact and company.
    people: Vec<(u32, u32)>,
    /// Numbers of events, contact by contact, each contact's by day.
    by_contact: Vec<u32>,
    /// Where each contact's begin there, and where the last one's end.
    starts: Vec<u32>,
}

impl Ledger {
    /// Of these contacts and companies; what concerns others, who aren't there any more, is left out.
    pub fn begin(
        contacts: impl IntoIterator<Item = ContactId>,
        companies: impl IntoIterator<Item = CompanyId>,
    ) -> Making {
        let mut ledger = Self { contacts: contacts.into_iter().collect(), ..Self::default() };
        ledger.companies.extend(companies);
        ledger.contacts.sort_unstable();
        ledger.companies.sort_unstable();
        let numbers = |ids: &mut dyn Iterator<Item = Uuid>| ids.zip(0..).collect();
        Making {
            of_contact: numbers(&mut ledger.contacts.iter().map(|id| id.0)),
            of_company: numbers(&mut ledger.companies.iter().map(|id| id.0)),
            ledger,
        }
    }

    pub fn contacts(&self) -> &[ContactId] {
        &self.contacts
    }

    pub fn companies(&self) -> &[CompanyId] {
        &self.companies
    }

    /// The number of a contact, if they were there.
    pub fn number(&self, contact: ContactId) -> Option<usize> {
        self.contacts.binary_search(&contact).ok()
    }

    /// All, in no order, each once however many took part.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The numbers of those whom an event concerns: the contact, and the company at that time.
    pub fn people(&self, event: &Event) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
        let number = |at: u32| (at != NOBODY).then_some(at as usize);
        let all = &self.people[event.start as usize..(event.start + event.count) as usize];
        all.iter().map(move |(contact, company)| (number(*contact), number(*company)))
    }

    /// What concerns the contact of a number, the oldest first.
    pub fn of(&self, contact: usize) -> impl DoubleEndedIterator<Item = &Event> + Clone {
        let place = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        self.by_contact[place(contact)..place(contact + 1)].iter().map(|at| &self.events[*at as usize])
    }
}

/// A ledger in the making.
#[derive(Debug)]
pub struct Making {
    ledger: Ledger,
    of_contact: HashMap<Uuid, u32, BuildHasherDefault<Tail>>,
    of_company: HashMap<Uuid, u32, BuildHasherDefault<Tail>>,
}

impl Making {
    /// The next entry, in any order.
    pub fn push(&mut self, entry: &Entry) {
        let start = self.ledger.people.len();
        for person in &entry.people {
            let contact = person.contact.map(|id| self.of_contact.get(&id.0));
            let company = person.company.and_then(|id| self.of_company.get(&id.0)).copied().unwrap_or(NOBODY);
            match contact {
                // Somebody who isn't there any more.
                Some(None) => {}
                Some(Some(contact)) => self.ledger.people.push((*contact, company)),
                None if company == NOBODY => {}
                None => self.ledger.people.push((NOBODY, company)),
            }
        }
        let count = self.ledger.people.len() - start;
        if count > 0 {
            let (start, count) = (start as u32, count as u32);
            self.ledger.events.push(Event { day: entry.day, what: entry.what, start, count });
        }
    }

    pub fn finish(self) -> Ledger {
        let mut ledger = self.ledger;
        let mut starts = vec![0_u32; ledger.contacts.len() + 1];
        let of = |contact: u32| (contact != NOBODY).then_some(contact as usize);
        for at in ledger.people.iter().filter_map(|(contact, _)| of(*contact)) {
            starts[at + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        ledger.by_contact = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for (number, event) in (0_u32..).zip(&ledger.events) {
            for (contact, _) in &ledger.people[event.start as usize..(event.start + event.count) as usize] {
                if let Some(contact) = of(*contact) {
                    ledger.by_contact[next[contact] as usize] = number;
                    next[contact] += 1;
                }
            }
        }
        for span in starts.windows(2) {
            ledger.by_contact[span[0] as usize..span[1] as usize].sort_by_key(|at| ledger.events[*at as usize].day);
        }
        ledger.starts = starts;
        ledger
    }
}

/// The end of an id, which is drawn by lot: it needs no hashing.
#[derive(Debug, Default)]
struct Tail(u64);

impl Hasher for Tail {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(tail) = bytes.last_chunk() {
            // The lowest bits choose the place, the highest tell neighbours apart: both are to differ.
            self.0 = u64::from_le_bytes(*tail).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::follow_up::FollowUp;
    use crate::domain::id::Ids;
    use crate::domain::money::Currency;
    use crate::domain::order::Order;

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn each_contact_has_what_concerns_them_by_day() {
        let mut ids = Ids::seeded(1, 1);
        let (anna, bernd, gone): (ContactId, ContactId, ContactId) = (ids.draw(), ids.draw(), ids.draw());
        let acme: CompanyId = ids.draw();
        let follow_up =
            |contact, due| FollowUp::new(Ids::seeded(9, 9).draw(), contact, "call", day(due), day("2026-01-01"));
        let mut making = Ledger::begin([bernd, anna], [acme]);
        for one in [follow_up(anna, "2026-03-01"), follow_up(gone, "2026-02-01"), follow_up(anna, "2026-02-01")] {
            making.push(&Entry::of(&one.into()).unwrap());
        }
        let order = Order {
            id: ids.draw(),
            contact: None,
            company: Some(acme),
            day: day("2026-05-01"),
            amount: Money::new(100, Currency::EUR),
            what: String::new(),
            reference: String::new(),
            source_id: String::new(),
        };
        making.push(&Entry::of(&order.into()).unwrap());
        let people =
            vec![anna, bernd].into_iter().map(|id| Person { contact: Some(id), company: Some(acme) }).collect();
        let what =
            What::Interaction { kind: Kind::Meeting, direction: None, outcome: Outcome::Reached, automatic: false };
        making.push(&Entry { day: day("2026-02-15").into(), what, people });
        let ledger = making.finish();

        let days = |contact| {
            let days = ledger.of(ledger.number(contact).unwrap()).map(|event| NaiveDate::from(event.day).to_string());
            days.collect::<Vec<_>>()
        };
        assert_eq!(days(anna), ["2026-02-01", "2026-02-15", "2026-03-01"]);
        assert_eq!(days(bernd), ["2026-02-15"]);
        assert_eq!(ledger.number(gone), None);
        assert_eq!(ledger.events().len(), 4, "what concerns only somebody who is gone isn't there");
        let order = ledger.events().iter().find(|event| event.what.is_purchase()).unwrap();
        assert_eq!(
            ledger.people(order).collect::<Vec<_>>(),
            [(None, Some(0))],
            "what a company alone bought is nobody's"
        );
        assert!(
            ledger.events().iter().filter(|event| event.what.is_touch()).count() == 1,
            "a meeting of two is one touch"
        );
    }

    #[test]
    fn nothing_is_a_ledger_too() {
        let ledger = Ledger::begin([], []).finish();
        assert!(ledger.events().is_empty() && ledger.contacts().is_empty());
        let mut ids = Ids::seeded(1, 1);
        let alone = Ledger::begin([ids.draw()], []).finish();
        assert_eq!(alone.of(0).count(), 0, "one with whom nothing has happened");
    }
}
