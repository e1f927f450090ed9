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
    by_contact: Grouped,
    by_company: Grouped,
}

/// Numbers of events, group by group, each group's by day and each once.
#[derive(Debug, Default)]
struct Grouped {
    numbers: Vec<u32>,
    /// Where each group's begin there, and where the last one's end.
    starts: Vec<u32>,
}

impl Grouped {
    /// Of so many groups; `each` gives the groups of all events with their numbers, in the order of the numbers.
    fn of(count: usize, events: &[Event], each: impl Fn(&mut dyn FnMut(usize, u32))) -> Self {
        let mut starts = vec![0_u32; count + 1];
        each(&mut |group, _| starts[group + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0; starts.last().copied().unwrap_or_default() as usize];
        each(&mut |group, number| {
            numbers[next[group] as usize] = number;
            next[group] += 1;
        });
        for span in starts.windows(2) {
            numbers[span[0] as usize..span[1] as usize].sort_unstable_by_key(|at| (events[*at as usize].day, *at));
        }
        Self { numbers, starts }
    }

    fn get(&self, group: usize) -> &[u32] {
        let place = |at: usize| self.starts.get(at).copied().unwrap_or_default() as usize;
        self.numbers.get(place(group)..place(group + 1)).unwrap_or_default()
    }
}

impl Ledger {
    /// Of these contacts, with where each works, and companies; what concerns others, who aren't there any more, is left out.
    pub fn begin(
        contacts: impl IntoIterator<Item = (ContactId, Option<CompanyId>)>,
        companies: impl IntoIterator<Item = CompanyId>,
    ) -> Making {
        let mut contacts: Vec<_> = contacts.into_iter().collect();
        contacts.sort_unstable();
        let mut ledger = Self { companies: companies.into_iter().collect(), ..Self::default() };
        ledger.companies.sort_unstable();
        ledger.contacts.extend(contacts.iter().map(|(contact, _)| *contact));
        let of_company: ByTail = ledger.companies.iter().map(|id| id.0).zip(0..).collect();
        let employer = |company: &Option<CompanyId>| company.and_then(|id| of_company.get(&id.0)).copied();
        Making {
            of_contact: ledger.contacts.iter().map(|id| id.0).zip(0..).collect(),
            employers: contacts.iter().map(|(_, company)| employer(company).unwrap_or(NOBODY)).collect(),
            of_company,
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
        self.by_contact.get(contact).iter().map(|at| &self.events[*at as usize])
    }

    /// The same of the company of a number: what happened with those who were there then, what it bought, and what is promised to
    /// those who work there now.
    pub fn of_company(&self, company: usize) -> impl DoubleEndedIterator<Item = &Event> + Clone {
        self.by_company.get(company).iter().map(|at| &self.events[*at as usize])
    }

    /// The number of a company, if it was there.
    pub fn company_number(&self, company: CompanyId) -> Option<usize> {
        self.companies.binary_search(&company).ok()
    }
}

/// A ledger in the making.
#[derive(Debug)]
pub struct Making {
    ledger: Ledger,
    of_contact: ByTail,
    of_company: ByTail,
    /// Where each contact works.
    employers: Vec<u32>,
}

type ByTail = HashMap<Uuid, u32, BuildHasherDefault<Tail>>;

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
                Some(Some(contact)) => {
                    let is_promise = matches!(entry.what, What::FollowUp { .. });
                    let company = if is_promise { self.employers[*contact as usize] } else { company };
                    self.ledger.people.push((*contact, company));
                }
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
        let group = |count: usize, of: fn(&(u32, u32)) -> u32| {
            Grouped::of(count, &ledger.events, |take| {
                for (number, event) in (0_u32..).zip(&ledger.events) {
                    let people = &ledger.people[event.start as usize..(event.start + event.count) as usize];
                    for (at, person) in people.iter().enumerate() {
                        let group = of(person);
                        // Of two from one company only the first.
                        if group != NOBODY && people[..at].iter().all(|other| of(other) != group) {
                            take(group as usize, number);
                        }
                    }
                }
            })
        };
        let by_contact = group(ledger.contacts.len(), |(contact, _)| *contact);
        let by_company = group(ledger.companies.len(), |(_, company)| *company);
        (ledger.by_contact, ledger.by_company) = (by_contact, by_company);
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
        let mut making = Ledger::begin([(bernd, None), (anna, Some(acme))], [acme]);
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
        let of_acme: Vec<String> = ledger.of_company(0).map(|event| NaiveDate::from(event.day).to_string()).collect();
        assert_eq!(
            of_acme,
            ["2026-02-01", "2026-02-15", "2026-03-01", "2026-05-01"],
            "what is promised to who works there, a meeting of two once, and what it bought"
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
        let alone = Ledger::begin([(ids.draw(), None)], []).finish();
        assert_eq!(alone.of(0).count(), 0, "one with whom nothing has happened");
    }
}
