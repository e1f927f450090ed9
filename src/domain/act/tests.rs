//! What every act changes: a set is written as its changes with semicolons between.

mod clock;
mod company;
mod done;
mod heard;
mod log;
mod moved;
mod rest;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::*;
use crate::domain::change::Set;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job, Stage, Tier};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::Ids;
use crate::domain::interaction::Interaction;
use crate::domain::log_line;

/// A Wednesday.
const TODAY: &str = "2026-11-18";

/// A book to act on, at ten o'clock.
struct Desk {
    book: Book,
    settings: Settings,
    ids: Ids,
    today: NaiveDate,
    now: DateTime<FixedOffset>,
}

impl Desk {
    fn new() -> Self {
        Self::on(TODAY)
    }

    fn on(today: &str) -> Self {
        Self {
            book: Book::default(),
            settings: Settings::default(),
            ids: Ids::seeded(1_795_000_000_000, 5),
            today: day(today),
            now: format!("{today}T10:00:00+01:00").parse().unwrap(),
        }
    }

    /// With these contacts, each at a company of its own.
    fn with(mut self, names: &[&str]) -> Self {
        for name in names {
            let company = Company::new(self.ids.draw(), format!("{name} GmbH"), self.today);
            let mut contact = Contact::new(self.ids.draw(), *name, day("2026-01-01"));
            contact.jobs.push(Job { company: Some(company.id), ..Job::default() });
            self.book.apply(&Change::create(company));
            self.book.apply(&Change::create(contact));
        }
        self
    }

    /// With an open follow-up of Anna's or whoever is named: `Anna offer 2026-11-18`.
    fn follow_up(mut self, text: &str) -> Self {
        let [who, title, due] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("{text:?}") };
        let (due, snoozed) = due.split_once('~').map_or((due, None), |(due, until)| (due, Some(day(until))));
        let follow_up = FollowUp {
            id: self.ids.draw(),
            contact: self.who(who),
            title: title.into(),
            due: day(due),
            time: None,
            made: day("2026-01-01"),
            from: None,
            about: None,
            recurs: None,
            state: FollowUpState::Open,
            closed: None,
            closed_by: None,
            after: None,
            snoozed_until: snoozed,
            source_id: String::new(),
        };
        self.book.apply(&Change::create(follow_up));
        self
    }

    fn who(&self, name: &str) -> ContactId {
        self.book.contacts().find(|row| row.name == name).unwrap_or_else(|| panic!("no {name}")).id
    }

    fn given(&self) -> Given<'_> {
        Given { book: &self.book, settings: &self.settings, today: self.today, now: self.now }
    }

    fn everyone(&self, names: &str) -> Vec<ContactId> {
        names.split_whitespace().map(|name| self.who(name)).collect()
    }

    fn promise(&self, title: &str) -> FollowUpId {
        self.book.follow_ups().find(|f| f.title == title).unwrap_or_else(|| panic!("no {title}")).id
    }

    /// Does something with what is given, and applies it to the book.
    fn act(&mut self, act: impl FnOnce(&Given, &mut Ids) -> Result<Set, ActError>) -> Result<Set, ActError> {
        let given = Given { book: &self.book, settings: &self.settings, today: self.today, now: self.now };
        let set = act(&given, &mut self.ids)?;
        set.changes.iter().for_each(|change| self.book.apply(change));
        Ok(set)
    }

    /// What a set changes, in words; an error by its name.
    fn tell(&self, done: &Result<Set, ActError>) -> String {
        match done {
            Ok(set) => set.changes.iter().map(|change| self.tell_change(change)).collect::<Vec<_>>().join("; "),
            Err(error) => format!("! {error}"),
        }
    }

    fn tell_change(&self, change: &Change) -> String {
        let name = |id: ContactId| self.book.contact(id).map_or("gone".to_owned(), |row| row.name.clone());
        let what = match change.after.as_ref().or(change.before.as_ref()).unwrap() {
            Record::Interaction(r) => {
                let with: Vec<String> = r.with.iter().map(|p| name(p.contact)).collect();
                let at = if r.time_known { r.at.format("%-d.%-m. %H:%M") } else { r.at.format("%-d.%-m.") };
                format!("{:?} {at} {} {:?}", r.kind, with.join("+"), r.text)
            }
            Record::FollowUp(r) => match r.state {
                FollowUpState::Open => {
                    let time = r.time.map(|time| time.format(" %H:%M").to_string()).unwrap_or_default();
                    let snoozed = r.snoozed_until.map(|day| format!(" until {day}")).unwrap_or_default();
                    format!("promise {} {:?} {}{time}{snoozed}", name(r.contact), r.title, r.due)
                }
                state => format!("{state:?} {:?} {}", r.title, r.closed.unwrap()).to_lowercase(),
            },
            Record::Feedback(r) => {
                let snoozed = r.snoozed_until.map(|day| format!(" until {day}")).unwrap_or_default();
                format!("{:?} {} {:?} {:?} {}{snoozed}", r.kind, name(r.contact), r.text, r.state, r.day)
            }
            Record::Contact(r) => format!("contact {}", r.name),
            Record::Company(r) => format!("company {}", r.name),
            Record::Consent(r) => format!("consent {}", name(r.contact)),
            Record::Order(r) => format!("order {} {}", r.contact.map(name).unwrap_or_default(), r.amount),
            Record::AgendaMark(r) => format!("mark {}", name(r.contact)),
        };
        if change.after.is_none() { format!("no {what}") } else { what }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no day"))
}
