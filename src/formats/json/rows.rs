//! What would become of each record of a document, as the records of any other file are shown before they come in: row by row, and
//! field by field.

use std::collections::HashMap;

use super::plan::{Plan, led};
use super::read::WholeFile;
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordKind};
use crate::domain::row::excerpt;
use crate::formats::import::{About, EntryKind, Fate, FieldChange, Row, told};

/// Characters of a text that are told.
const TITLE: usize = 60;

/// Who is who, here and in the document.
pub struct Names {
    book: Book,
    contacts: HashMap<ContactId, String>,
}

impl Names {
    /// By the contacts and companies that the document brings, and those of the book.
    pub fn of(file: &WholeFile, plan: &Plan, book: &Book) -> Self {
        let mut names = Self { book: book.bare(), contacts: HashMap::new() };
        for index in &plan.created {
            match plan.record(file, *index) {
                Some(Record::Contact(contact)) => _ = names.contacts.insert(contact.id, contact.name),
                Some(Record::Company(company)) => names.book.apply(&Change::create(company)),
                _ => {}
            }
        }
        names
    }

    fn contact(&self, id: ContactId) -> &str {
        self.contacts.get(&id).map_or_else(|| self.book.name(id), String::as_str)
    }

    fn all(&self, record: &Record) -> String {
        super::plan::contacts(record).into_iter().map(|id| self.contact(id)).collect::<Vec<_>>().join(", ")
    }
}

impl Plan {
    /// The record at `index` as it would come in; `None` where none can be read.
    pub fn record(&self, file: &WholeFile, index: usize) -> Option<Record> {
        Some(led(file.record(index)?.ok()?, &self.merged))
    }

    /// A row for each record, in the document's order.
    pub fn rows(&self, file: &WholeFile, names: &Names) -> Vec<Row> {
        let mut fates: HashMap<usize, Fate> = self.created.iter().map(|index| (*index, Fate::New)).collect();
        fates.extend(self.kept.iter().map(|kept| (kept.index, Fate::Differs { of: kept.id })));
        fates.extend(self.refused.iter().map(|one| (one.index, Fate::Rejected(one.why.clone()))));
        let row = |index: usize| {
            let (line, record) = (file.line(index), self.record(file, index));
            let fate = fates.remove(&index);
            let Some(record) = record else {
                let fate = fate.unwrap_or(Fate::Unmatched);
                return Row { kind: file.kind(index), ..Row::new(line, String::new(), fate) };
            };
            let fate = fate.unwrap_or(Fate::Unchanged { of: record.id() });
            let about = about(&record);
            let aside = match &record {
                Record::Contact(contact) => {
                    let works_at = contact.jobs.iter().find(|job| job.to.is_none()).and_then(|job| job.company);
                    works_at.map(|id| names.book.company_name_of(id).to_owned()).unwrap_or_default()
                }
                Record::Consent(consent) => excerpt(&consent.how, TITLE),
                Record::AgendaMark(_) => String::new(),
                Record::Order(order) if order.contact.is_none() => {
                    order.company.map(|id| names.book.company_name_of(id).to_owned()).unwrap_or_default()
                }
                record => names.all(record),
            };
            let name = title(&record).unwrap_or_else(|| names.all(&record));
            let (is_company, kind) = (record.kind() == RecordKind::Company, Some(record.kind()));
            Row { aside, about, is_company, kind, ..Row::new(line, name, fate) }
        };
        (0..file.len()).map(row).collect()
    }

    /// What the record at `index` says, field by field, beside what is `here`: of one that is here only what differs, which stays.
    pub fn changes_of(&self, file: &WholeFile, index: usize, here: Option<&Record>, names: &Names) -> Vec<FieldChange> {
        let Some(said) = self.record(file, index) else { return Vec::new() };
        let told = |record: &Record| told(record, &names.all(record), &names.book);
        let (mut here, file) = (here.map(told).unwrap_or_default(), told(&said));
        let is_new = here.is_empty();
        let fields = file.into_iter().filter_map(|(field, file)| {
            let place = here.iter().position(|(of, _)| *of == field);
            let here = place.map(|place| here.swap_remove(place).1).unwrap_or_default();
            let after = if is_new { file.clone() } else { here.clone() };
            (here != file).then_some(FieldChange { field, here, file, after, taken: is_new })
        });
        fields.collect()
    }
}

/// What a record itself is called; what has nothing of the kind is told by whom it concerns.
fn title(record: &Record) -> Option<String> {
    match record {
        Record::Contact(r) => Some(r.name.clone()),
        Record::Company(r) => Some(r.name.clone()),
        Record::Interaction(r) => Some(excerpt(&r.text, TITLE)),
        Record::FollowUp(r) => Some(excerpt(&r.title, TITLE)),
        Record::Feedback(r) => Some(excerpt(&r.text, TITLE)),
        Record::Order(r) => Some(excerpt(format!("{} {}", r.amount, r.what).trim(), TITLE)),
        Record::Consent(_) | Record::AgendaMark(_) => None,
    }
}

fn about(record: &Record) -> Option<About> {
    let (kind, day, time) = match record {
        Record::Interaction(one) => (EntryKind::Interaction(one.kind), one.day(), one.time()),
        Record::FollowUp(one) => (EntryKind::FollowUp, one.due, one.time),
        Record::Feedback(one) => (EntryKind::Feedback(one.kind), one.day, None),
        Record::Order(one) => (EntryKind::Order, one.day, None),
        Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => return None,
    };
    Some(About { kind, day, time, can_be_given: false, names_somebody: false, begins_again: false, may_go_on: false })
}
