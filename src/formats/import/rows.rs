//! What would become of each record of the file, one by one and in its order, for whoever looks at it before it comes in; and what of
//! one record would change, field by field.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};

use super::changes::{companies, unnamed};
use super::deciding::Decided;
use super::entries::{Closing, EntryFate, EntryKind, Gone, of_record};
use super::fill::{self, Rules};
use super::known::Entrant;
use super::values::{self, Value};
use super::{AlikeCompany, Choice, Choices, Double, Field, Here, Organisation, Plan, Updated, UpdatedCompany};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::formats::draft::Refusal;
use crate::formats::{ReadFile, json};

/// A record of the file and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// On which it begins.
    pub line: usize,
    pub name: String,
    /// What tells it from others of the same name: a company; of an entry whose it is, and in brackets whom it names besides.
    pub aside: String,
    pub fate: Fate,
    /// Of an entry.
    pub about: Option<About>,
    /// Of a record of a whole store.
    pub kind: Option<RecordKind>,
    /// Whether it is a company's, and nobody's.
    pub is_company: bool,
    /// The row of the first record of the same person or company, if this is another one.
    pub joins: Option<usize>,
    /// In which fields it changes who is here, as it is planned.
    pub fields: Vec<Field>,
    /// In which it says something else and what is here stays, as it is planned.
    pub kept: Vec<Field>,
    /// Whether a newer file was read before: what stands here stays where both say something.
    pub is_older: bool,
    /// The new contact whom it brings, if it is somebody's; of an entry those whom it concerns.
    pub of: Vec<ContactId>,
    /// Of a new company: one that is here, and that it may be.
    pub alike: Option<AlikeCompany>,
    /// Of an entry: those who may be meant, where several are called as it says.
    pub may_be: Vec<ContactId>,
}

impl Row {
    pub(in crate::formats) fn new(line: usize, name: String, fate: Fate) -> Self {
        let (aside, about, kind, joins) = Default::default();
        let (fields, kept, of, alike, may_be) = Default::default();
        Self {
            line,
            name,
            aside,
            fate,
            about,
            kind,
            is_company: false,
            joins,
            fields,
            kept,
            is_older: false,
            of,
            alike,
            may_be,
        }
    }
}

/// What an entry is, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    pub kind: EntryKind,
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
    /// Whether it is still open whose it is.
    pub can_be_given: bool,
    /// Whether somebody whom it names can become a contact.
    pub names_somebody: bool,
    /// Whether a promise that the file ended before goes on.
    pub begins_again: bool,
    /// Whether it is a promise that the user ended here and the file still has open.
    pub may_go_on: bool,
}

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    New,
    /// It comes in as new, and may be someone who is here or whom another row brings.
    MaybeDuplicate(Double),
    /// It was here, under the same id, and was deleted.
    Deleted {
        on: NaiveDate,
    },
    Changed {
        of: RecordId,
    },
    Unchanged {
        of: RecordId,
    },
    Refused(Refusal),
    /// A record of a whole store that is here otherwise: it stays so.
    Differs {
        of: RecordId,
    },
    /// A record of a whole store that can't come in.
    Rejected(json::Why),
    /// Nothing that touchbase keeps; of which kind it is.
    Skipped {
        kind: String,
    },
    /// It concerns nobody who is known.
    Unmatched,
    /// A follow-up or interaction that the calendar it came from doesn't hold any more; it `stays` if it was changed here.
    Closes {
        of: RecordId,
        why: Gone,
        stays: bool,
    },
}

/// A field in which the file says something else than what is here. No values where there is nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    pub field: Field,
    pub here: Vec<Value>,
    pub file: Vec<Value>,
    /// What stands here then.
    pub after: Vec<Value>,
    /// Whether it will stand here as the file has it, or with what it adds.
    pub taken: bool,
}

/// What a record says, field by field; `people` are those whom it concerns.
pub fn told(record: &Record, people: &str, book: &Book) -> Vec<(Field, Vec<Value>)> {
    let all = |of: &dyn Fn(Field) -> Vec<Value>| {
        let fields = Field::ALL.into_iter().map(|field| (field, of(field)));
        fields.filter(|(_, values)| !values.is_empty()).collect()
    };
    match record {
        Record::Contact(contact) => all(&|field| values::of_contact(contact, field, book)),
        Record::Company(company) => all(&|field| values::of_company(company, field, book)),
        entry => {
            let mut told: Vec<(Field, Vec<Value>)> = Vec::new();
            for (field, value) in of_record(entry, people) {
                match told.iter_mut().find(|(of, _)| *of == field) {
                    Some((_, values)) => values.push(value),
                    None => told.push((field, vec![value])),
                }
            }
            told
        }
    }
}

/// The row of the first of somebody's cards, if the one at `place` isn't that.
fn first_of(cards: &[u32], place: usize) -> Option<usize> {
    cards.first().filter(|_| place > 0).map(|card| *card as usize)
}

impl Plan {
    /// A row for each record of the file, in its order: the first is the record at 0. Behind them one for each of what its
    /// calendar doesn't hold any more, which stands on no line: 0.
    pub fn rows(&self, file: &ReadFile, book: &Book) -> Vec<Row> {
        let mut rows: Vec<Option<Row>> = vec![None; file.len()];
        let mut put = |card: u32, row: Row| {
            if let Some(place) = rows.get_mut(card as usize) {
                *place = Some(row);
            }
        };
        let created = self.created.iter().map(|one| (one.contact, (one.name.as_str(), &one.lines, None)));
        let known = self.updated.iter().chain(&self.unchanged);
        let known = known.map(|one| (one.contact, (one.name.as_str(), &one.lines, Some(one))));
        let named: HashMap<ContactId, (&str, &Vec<usize>, Option<&Updated>)> = created.chain(known).collect();
        let employers: HashMap<CompanyId, &str> =
            self.organisations.iter().map(|organisation| (organisation.id, organisation.name.as_str())).collect();
        let employer = |company: Option<CompanyId>| {
            let id = company?;
            let known = employers.get(&id).map(|name| (*name).to_owned());
            known.or_else(|| book.company(id).map(|company| company.name.clone()))
        };
        for entrant in &self.people {
            let Some((name, lines, known)) = named.get(&entrant.id) else { continue };
            for (place, (card, line)) in entrant.cards.iter().zip(*lines).enumerate() {
                let aside = employer(entrant.works_at).unwrap_or_default();
                let joins = first_of(&entrant.cards, place);
                let (fields, kept) = known.map(|one| (one.fields.clone(), one.kept.clone())).unwrap_or_default();
                let is_older = known.is_some_and(|one| one.is_older);
                let of = if entrant.is_new { vec![entrant.id] } else { Vec::new() };
                let new = Row::new(*line, (*name).to_owned(), self.fate_of(entrant));
                put(*card, Row { aside, joins, fields, kept, is_older, of, ..new });
            }
        }
        let lines: HashMap<CompanyId, (&Vec<usize>, Option<&UpdatedCompany>)> = self.companies_of_plan().collect();
        for organisation in &self.organisations {
            let Some((lines, known)) = lines.get(&organisation.id) else { continue };
            let of = RecordId::new(RecordKind::Company, organisation.id.0);
            let deleted = self.deleted_companies.get(&organisation.id);
            let (fields, kept) = known.map(|one| (one.fields.clone(), one.kept.clone())).unwrap_or_default();
            let is_older = known.is_some_and(|one| one.is_older);
            let fate = match (self.companies.is_here(organisation.id), fields.is_empty(), deleted) {
                (false, _, Some(on)) => Fate::Deleted { on: *on },
                (false, ..) => Fate::New,
                (true, false, _) => Fate::Changed { of },
                (true, true, _) => Fate::Unchanged { of },
            };
            for (place, (card, line)) in organisation.cards.iter().zip(*lines).enumerate() {
                let joins = first_of(&organisation.cards, place);
                let (fields, kept) = (fields.clone(), kept.clone());
                let alike = self.alike_companies.get(&organisation.id).cloned();
                let new = Row::new(*line, organisation.name.clone(), fate.clone());
                put(*card, Row { is_company: true, joins, fields, kept, is_older, alike, ..new });
            }
        }
        for entry in &self.entries {
            let kind = entry.record().map(|of| (of, entry.fate));
            let fate = match kind {
                None => Fate::Unmatched,
                Some((_, EntryFate::New)) => Fate::New,
                Some((of, EntryFate::Changed)) => Fate::Changed { of },
                Some((of, EntryFate::Unchanged)) => Fate::Unchanged { of },
                Some((_, EntryFate::Unmatched)) => Fate::Unmatched,
                Some((_, EntryFate::Deleted { on })) => Fate::Deleted { on },
                Some((_, EntryFate::Over)) => Fate::Skipped { kind: "over".to_owned() },
            };
            let about = Some(About {
                kind: entry.kind,
                day: entry.day,
                time: entry.time,
                can_be_given: entry.can_be_given(),
                names_somebody: entry.newcomer.is_some(),
                begins_again: entry.begins_again(),
                may_go_on: entry.may_go_on(),
            });
            let aside = self.people_of(entry, book);
            let (may_be, is_older, of) = (entry.may_be.clone(), entry.is_older(), entry.concerned());
            let new = Row::new(entry.line, entry.title.clone(), fate);
            put(entry.card, Row { aside, about, may_be, is_older, of, ..new });
        }
        for skipped in &self.skipped {
            let fate = Fate::Skipped { kind: skipped.kind.clone() };
            put(skipped.card, Row::new(skipped.line, skipped.name.clone(), fate));
        }
        let mut refused = self.refused.iter();
        let rows = rows.into_iter().map(|row| {
            row.or_else(|| {
                // They are all that is left, in the file's order.
                let refused = refused.next()?;
                let name = refused.name.clone().unwrap_or_default();
                let fate = Fate::Refused(refused.why);
                Some(Row::new(refused.line, name, fate))
            })
        });
        let none = || Row::new(0, String::new(), Fate::Unmatched);
        let closings = self.closings.iter().map(|closing| self.row_of(closing, book));
        rows.map(|row| row.unwrap_or_else(none)).chain(closings).collect()
    }

    fn row_of(&self, closing: &Closing, book: &Book) -> Row {
        let about = About {
            kind: closing.kind,
            day: closing.day,
            time: closing.time,
            can_be_given: false,
            names_somebody: false,
            begins_again: false,
            may_go_on: false,
        };
        let fate = Fate::Closes { of: closing.record, why: closing.why, stays: closing.stays };
        let aside = self.names(closing.with.iter().copied(), book);
        Row { aside, about: Some(about), ..Row::new(0, closing.title.clone(), fate) }
    }

    fn fate_of(&self, entrant: &Entrant) -> Fate {
        let of = RecordId::new(RecordKind::Contact, entrant.id.0);
        match (entrant.is_new, entrant.changes) {
            (true, _) => match (self.deleted.get(&entrant.id), self.doubles.get(&entrant.id)) {
                (Some(on), _) => Fate::Deleted { on: *on },
                (None, Some(double)) => Fate::MaybeDuplicate(double.clone()),
                (None, None) => Fate::New,
            },
            (false, true) => Fate::Changed { of },
            (false, false) => Fate::Unchanged { of },
        }
    }

    /// The lines of each company's own cards, and of one that is here what they change about it.
    fn companies_of_plan(&self) -> impl Iterator<Item = (CompanyId, (&Vec<usize>, Option<&UpdatedCompany>))> {
        let created = self.companies_created.iter().map(|one| (one.company, (&one.lines, None)));
        let known = self.companies_updated.iter().chain(&self.companies_unchanged);
        created.chain(known.map(|one| (one.company, (&one.lines, Some(one)))))
    }

    /// Contacts who are here, and which records of the file they are.
    pub fn known_rows(&self) -> impl Iterator<Item = (ContactId, impl Iterator<Item = usize>)> {
        let known = self.people.iter().filter(|entrant| !entrant.is_new);
        known.map(|entrant| (entrant.id, entrant.cards.iter().map(|card| *card as usize)))
    }

    /// Whose card it is.
    fn whose(&self, card: u32) -> Option<&Entrant> {
        // They stand in the order of their first cards, and most have one.
        let before = self.people.partition_point(|one| one.cards.first().is_some_and(|first| *first <= card));
        let near = before.checked_sub(1).and_then(|at| self.people.get(at)).filter(|one| one.cards.contains(&card));
        near.or_else(|| self.people.iter().find(|one| one.cards.contains(&card)))
    }

    /// In what the record at `row` differs from what is here, and what of it comes in with these choices. Of somebody new all that
    /// the file says. An entry comes in whole. `book` is what [`Self::book_after`] gives.
    pub fn changes_of<E>(
        &self,
        file: &ReadFile,
        row: usize,
        choices: &Choices,
        here: &Here<E>,
        book: &Book,
    ) -> Result<Vec<FieldChange>, E> {
        let Ok(card) = u32::try_from(row) else { return Ok(Vec::new()) };
        if let Some(organisation) = self.organisations.iter().find(|one| one.cards.contains(&card)) {
            return Ok(self.changes_of_company(file, organisation, &[card], choices));
        }
        if let Some(changes) = self.changes_of_entry_at(file, row, choices, here, book)? {
            return Ok(changes);
        }
        let Some(entrant) = self.whose(card) else { return Ok(Vec::new()) };
        let cards = self.cards_of(file, &[card], &Decided::default());
        let (target, is_new) = match choices.of(row) {
            Some(Choice::New) => (entrant.id, true),
            Some(Choice::Into(target)) => (target, false),
            // Beside whom they look like, so that it can be told what would come of it.
            _ => match self.doubles.get(&entrant.id) {
                Some(double) if choices.of(row) != Some(Choice::Take) => (double.of, false),
                _ => (entrant.id, entrant.is_new),
            },
        };
        // Another row may bring them.
        // Unless that stays out: then this one is the first of theirs.
        let comes = |one: &Entrant| one.cards.iter().any(|card| choices.of(*card as usize) != Some(Choice::Leave));
        let brought = self.people.iter().find(|one| one.id == target && one.is_new && !one.cards.contains(&card));
        let brought = brought.filter(|one| comes(one));
        let brought = brought.map(|other| self.cards_of(file, &other.cards, &Decided::default()));
        let there = match &brought {
            Some(others) => self.new_contact(target, others.clone(), choices),
            None if is_new => None,
            None => (here.contacts)(&[target])?.pop(),
        };
        let said = self.said_by(target, &cards);
        let contact = self.last_contact_change(entrant, &cards, row, choices).filter(|_| target == entrant.id);
        let after = match (&there, brought) {
            (None, _) => self.new_contact(target, cards, choices),
            (Some(_), Some(others)) => self.new_contact(target, [others, cards].concat(), choices),
            (Some(there), None) => match self.edit(&cards, &[], there.clone(), choices) {
                Some(Change { after: Some(Record::Contact(after)), .. }) => Some(after),
                _ => Some(there.clone()),
            },
        };
        let none = || Contact::new(target, "", self.options.today);
        let (before, said, after) = (there.unwrap_or_else(none), said.unwrap_or_else(none), after.unwrap_or_else(none));
        let of = |one: &Contact, field: Field| values::of_contact(one, field, book);
        let mut changes = values::differences(|field| [of(&before, field), of(&said, field), of(&after, field)]);
        // It is another of their present jobs: nothing is kept against it.
        let is_beside = said.jobs.first().is_some_and(|job| {
            let is_it = |other: &Job| (other.company, &other.role, other.to) == (job.company, &job.role, job.to);
            after.jobs.iter().skip(1).any(is_it)
        });
        let of_job = [Field::Company, Field::Role, Field::Department];
        changes.retain(|change| change.taken || !is_beside || !of_job.contains(&change.field));
        let place = changes.partition_point(|change| change.field < Field::LastContact);
        contact.into_iter().for_each(|contact| changes.insert(place, contact));
        Ok(changes)
    }

    /// The companies that are here and change, each with the fields.
    pub fn changed_companies<'a>(
        &'a self,
        file: &'a ReadFile,
        choices: &'a Choices,
    ) -> impl Iterator<Item = (&'a UpdatedCompany, Vec<FieldChange>)> {
        self.companies_updated.iter().filter_map(|updated| {
            let organisation = self.organisations.iter().find(|one| one.id == updated.company)?;
            Some((updated, self.changes_of_company(file, organisation, &organisation.cards, choices)))
        })
    }

    fn changes_of_company(
        &self,
        file: &ReadFile,
        organisation: &Organisation,
        cards: &[u32],
        choices: &Choices,
    ) -> Vec<FieldChange> {
        let none = || Company::new(organisation.id, "", self.options.today);
        let before = self.companies.record(organisation.id).cloned();
        let after = match self.company_change(file, organisation, cards, choices) {
            Some(Change { after: Some(Record::Company(after)), .. }) => Some(after),
            _ => before.clone(),
        };
        let (before, after) = (before.unwrap_or_else(none), after.unwrap_or_else(none));
        // Only named by people, if it has no card.
        let named = || Company::new(organisation.id, &organisation.name, self.options.today);
        let said = companies(file, cards).next().map_or_else(named, |(_, draft)| draft.record);
        // No field that a file fills names a contact.
        let nobody = Book::default();
        let of = |company: &Company, field| values::of_company(company, field, &nobody);
        values::differences(|field| [of(&before, field), of(&said, field), of(&after, field)])
    }

    /// What cards alone say.
    fn said_by(&self, id: ContactId, cards: &super::changes::Cards) -> Option<Contact> {
        let mut contact = unnamed(id, cards, self.options.today)?;
        let rules =
            Rules { is_new: true, today: self.options.today, country: self.options.country, ..Rules::default() };
        for (_, person) in cards {
            fill::contact(&mut contact, rules, person, &self.companies);
        }
        Some(contact)
    }

    /// The book with the companies that the file brings, or would if it were chosen: by their names jobs are told.
    pub fn book_after(&self, book: &Book) -> Book {
        let mut book = book.bare();
        for one in &self.companies_created {
            book.apply(&Change::create(Company::new(one.company, &one.name, self.options.today)));
        }
        for (id, name) in self.companies.new_ones() {
            if book.company(id).is_none() {
                book.apply(&Change::create(Company::new(id, name, self.options.today)));
            }
        }
        book
    }
}
