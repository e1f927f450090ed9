//! For the tests of reports: people, companies and what happened with them, told in a few words.

use chrono::NaiveDate;

use super::{Asked, Cell, Report, Section};
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job};
use crate::domain::day::Day;
use crate::domain::follow_up::FollowUpState;
use crate::domain::health::Whose;
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::ledger::{Entry, Ledger, Person, What};
use crate::domain::money::{Currency, Money};
use crate::domain::settings::Settings;

pub const TODAY: &str = "2026-11-21";

/// Contacts and companies are known by name; who isn't there yet is added on 1 Jan 2020.
pub struct Story {
    pub ids: Ids,
    pub settings: Settings,
    pub today: NaiveDate,
    pub since: Option<NaiveDate>,
    pub contacts: Vec<Contact>,
    pub companies: Vec<Company>,
    pub marks: Vec<AgendaMark>,
    pub entries: Vec<Entry>,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

impl Story {
    pub fn new() -> Self {
        Self {
            ids: Ids::seeded(1, 1),
            settings: Settings::default(),
            today: day(TODAY),
            since: None,
            contacts: Vec::new(),
            companies: Vec::new(),
            marks: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// `Anna@Acme` works at Acme.
    pub fn contact(&mut self, who: &str) -> ContactId {
        let (name, company) = who.split_once('@').map_or((who, None), |(name, company)| (name, Some(company)));
        if let Some(known) = self.contacts.iter().find(|one| one.name == name) {
            return known.id;
        }
        let mut contact = Contact::new(self.ids.draw(), name, day("2020-01-01"));
        let id = contact.id;
        let company = company.map(|company| self.company(company));
        contact.jobs.extend(company.map(|company| Job { company: Some(company), ..Job::default() }));
        self.contacts.push(contact);
        id
    }

    pub fn company(&mut self, name: &str) -> CompanyId {
        if let Some(known) = self.companies.iter().find(|one| one.name == name) {
            return known.id;
        }
        let company = Company::new(self.ids.draw(), name, day("2020-01-01"));
        let id = company.id;
        self.companies.push(company);
        id
    }

    /// Where they work.
    fn person(&mut self, who: &str) -> Person {
        let contact = self.contact(who);
        let company = self.contacts.iter().find(|one| one.id == contact).and_then(|one| one.jobs.first()?.company);
        Person { contact: Some(contact), company }
    }

    /// What happened with them, `Anna, Tom`; `@Acme` is the company alone.
    pub fn event(&mut self, on: &str, who: &str, what: What) {
        let person = |who: &str, story: &mut Self| match who.strip_prefix('@') {
            Some(company) => Person { contact: None, company: Some(story.company(company)) },
            None => story.person(who),
        };
        let people = who.split(',').map(|who| person(who.trim(), self)).collect();
        self.entries.push(Entry { day: Day::from(day(on)), what, people });
    }

    pub fn interaction(&mut self, on: &str, who: &str, kind: Kind, direction: Option<Direction>, outcome: Outcome) {
        self.event(on, who, What::Interaction { kind, direction, outcome, automatic: false });
    }

    /// A call of ours that reached them.
    pub fn touch(&mut self, on: &str, who: &str) {
        self.interaction(on, who, Kind::Call, Some(Direction::Out), Outcome::Reached);
    }

    /// A follow-up that was made on a day for another: `2026-01-02 2026-01-09`, `… done 2026-01-08`, `… cancelled`.
    pub fn promise(&mut self, who: &str, line: &str) {
        let mut words = line.split(' ');
        let mut next = || words.next().map(|word| word.to_owned());
        let (made, due) = (next().unwrap(), next().unwrap());
        let state = match next().as_deref() {
            None => FollowUpState::Open,
            Some("done") => FollowUpState::Done,
            Some("cancelled") => FollowUpState::Cancelled,
            Some(other) => panic!("no state {other}"),
        };
        let closed = next().map(|on| day(&on).into());
        self.event(&due, who, What::FollowUp { made: day(&made).into(), state, closed });
    }

    /// `1234.50`, or `5 USD`.
    pub fn order(&mut self, on: &str, who: &str, amount: &str) {
        self.event(on, who, What::Order(Money::read(amount, Currency::EUR).unwrap()));
    }

    pub fn of(&self, report: Report) -> Vec<Section> {
        let (book, ledger) = (self.book(), self.ledger());
        let (settings, today, since) = (&self.settings, self.today, self.since);
        report.of(&Asked { book: &book, settings, ledger: &ledger, today, since })
    }

    pub fn book(&self) -> Book {
        let mut book = Book::default();
        self.companies.iter().for_each(|one| book.apply(&Change::create(one.clone())));
        self.contacts.iter().for_each(|one| book.apply(&Change::create(one.clone())));
        self.marks.iter().for_each(|one| book.apply(&Change::create(one.clone())));
        book
    }

    pub fn ledger(&self) -> Ledger {
        let employer = |one: &Contact| one.jobs.first().and_then(|job| job.company);
        let contacts = self.contacts.iter().map(|one| (one.id, employer(one)));
        let mut making = Ledger::begin(contacts, self.companies.iter().map(|one| one.id));
        self.entries.iter().for_each(|entry| making.push(entry));
        making.finish()
    }

    pub fn name(&self, who: Whose) -> &str {
        match who {
            Whose::Contact(id) => self.contacts.iter().find(|one| one.id == id).map_or("?", |one| &one.name),
            Whose::Company(id) => self.companies.iter().find(|one| one.id == id).map_or("?", |one| &one.name),
        }
    }

    /// The rows of a section of which anything is told: which have customers.
    pub fn counted(&self, section: &Section) -> Vec<String> {
        let rows = section.rows.iter().filter(|row| !row.whose.is_empty()).cloned().collect();
        self.told(&Section { rows, ..section.clone() })
    }

    /// A section's rows as programs have them, with a word where there is no figure: `2026-10: 3 0.2500 few - open · Anna, Tom`.
    pub fn told(&self, section: &Section) -> Vec<String> {
        let told = |cell: &Cell| match cell {
            Cell::TooFew(_) => "few".to_owned(),
            Cell::NotYet => "open".to_owned(),
            Cell::Nothing => "-".to_owned(),
            cell => cell.plain(),
        };
        let rows = section.rows.iter().map(|row| {
            assert_eq!(row.cells.len(), section.heads.len(), "{section:?}");
            let cells: Vec<String> = row.cells.iter().map(told).collect();
            let names: Vec<&str> = row.whose.iter().map(|who| self.name(*who)).collect();
            let whose = if names.is_empty() { String::new() } else { format!(" · {}", names.join(", ")) };
            format!("{}: {}{whose}", row.label.plain(), cells.join(" "))
        });
        rows.collect()
    }
}
