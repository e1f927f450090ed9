//! What of a document is new here: it comes in under the ids that it had. What is here already stays as it is. Nothing is judged:
//! what was once saved must come in again.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::read::WholeFile;
use super::{ORDER, list_name};
use crate::domain::book::Book;
use crate::domain::change::{Act, Change, Label};
use crate::domain::company::Company;
use crate::domain::contact::{ForeignId, Referrer, merged_promises};
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::pairs::{Features, Pairs, Reason};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::row::Row;
use crate::formats::import::OWN;
use crate::formats::together::together;

/// Who is here already. Borrows nothing, so that the book needn't be held meanwhile.
#[derive(Debug, Default)]
pub struct Known {
    contacts: HashSet<Uuid>,
    companies: HashSet<Uuid>,
    merged: Merged,
    /// Follow-ups that a merge took for the same as others, which stand for them.
    merged_promises: HashSet<FollowUpId>,
}

/// Companies and contacts that were merged into others, which stand for them.
pub(super) type Merged = HashMap<Uuid, Uuid>;

impl Known {
    pub fn of(book: &Book) -> Self {
        let companies: HashSet<Uuid> = book.companies().map(|company| company.id.0).collect();
        let contacts: HashSet<Uuid> = book.contact_ids().map(|id| id.0).collect();
        let into_company = |company: &Company| company.merged_ids().map(|id| (id, company.id.0)).collect::<Vec<_>>();
        let into_company = book.companies().flat_map(into_company).filter(|(id, _)| !companies.contains(id));
        let into_contact = book.merged().map(|(gone, into)| (gone.0, into.0)).filter(|(id, _)| !contacts.contains(id));
        // Who came here by a card or table that touchbase wrote is the one of that id.
        let of_company =
            book.companies().flat_map(|one| elsewhere(&one.ids).map(|id| (id, one.id.0)).collect::<Vec<_>>());
        let of_contact =
            book.each_contact().flat_map(|row| elsewhere(&row.ids).map(|id| (id, row.id.0)).collect::<Vec<_>>());
        let here = |(id, _): &(Uuid, Uuid)| contacts.contains(id) || companies.contains(id);
        let of_others = of_company.chain(of_contact).filter(|one| !here(one));
        let merged = of_others.chain(into_company).chain(into_contact).collect();
        let promises = |row: &Row| merged_promises(&row.ids).map(|(gone, _)| gone).collect::<Vec<_>>();
        let merged_promises = book.each_contact().flat_map(|row| promises(&row)).collect();
        Self { merged, contacts, companies, merged_promises }
    }

    /// Whether it may be here already. What hangs on somebody may hang on another by now.
    fn may_have(&self, record: &Record) -> bool {
        match record {
            Record::Contact(contact) => self.contacts.contains(&contact.id.0),
            Record::Company(company) => self.companies.contains(&company.id.0),
            _ => !self.contacts.is_empty(),
        }
    }
}

/// The ids that somebody has in another store of touchbase.
fn elsewhere(ids: &[ForeignId]) -> impl Iterator<Item = Uuid> {
    let own = ids.iter().filter(|id| OWN.contains(&id.source.as_str()));
    own.filter_map(|id| Uuid::try_parse(id.value.trim().trim_start_matches("urn:uuid:")).ok())
}

/// What the import of a document would do. Each record stands in exactly one of the lists, or is unchanged.
#[derive(Debug, Default)]
pub struct Plan {
    /// Places in the document, in the order in which they come in.
    pub created: Vec<usize>,
    /// Records that are here just so.
    pub unchanged: usize,
    pub kept: Vec<Kept>,
    pub refused: Vec<Refused>,
    /// New contacts who may be here already: see [`Plan::compare`].
    pub perhaps: Vec<Perhaps>,
    pub(super) merged: Merged,
}

/// A record that is here otherwise, or that was taken away from someone who is here, or a company, contact or follow-up
/// that is part of another by now; it stays so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its place in the document.
    pub index: usize,
    pub id: RecordId,
    /// A name or the beginning of a text.
    pub name: String,
    pub line: usize,
}

/// A new contact who may be here already, under another id: both will be here.
#[derive(Debug, Clone, PartialEq)]
pub struct Perhaps {
    pub name: String,
    pub line: usize,
    /// Who is here.
    pub of: ContactId,
    pub reasons: Vec<Reason>,
}

/// A record that can't come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its place in the document.
    pub index: usize,
    pub name: String,
    pub line: usize,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is no record of its list; in English, what is wrong.
    Unread(String),
    /// It hangs on nobody, or on a contact who is neither here nor in the document.
    NoContact,
    /// Another of this id stands before it.
    Twice,
}

/// Plans the import of a document. `full` gives records that are here; its first error ends the planning.
pub fn plan<E>(
    file: &WholeFile,
    known: &Known,
    full: &dyn Fn(RecordId) -> Result<Option<Record>, E>,
) -> Result<Plan, E> {
    let mut plan = Plan { merged: known.merged.clone(), ..Plan::default() };
    let mut seen: HashSet<RecordId> = HashSet::new();
    let mut order: Vec<usize> = (0..file.len()).collect();
    order.sort_by_key(|index| ORDER.iter().position(|kind| file.kind(*index) == Some(*kind)));
    for index in order {
        let line = || file.line(index);
        let record = match file.record(index) {
            Some(Ok(record)) => led(record, &plan.merged),
            Some(Err(what)) => {
                let name = file.kind(index).map_or("", list_name).to_owned();
                plan.refused.push(Refused { index, name, line: line(), why: Why::Unread(what) });
                continue;
            }
            None => continue,
        };
        let id = record.id();
        let contacts = contacts(&record);
        let has =
            |id: &ContactId| known.contacts.contains(&id.0) || seen.contains(&RecordId::new(RecordKind::Contact, id.0));
        let hangs = contacts.iter().all(has) && !(contacts.is_empty() && matches!(record, Record::Interaction(_)));
        let why = match () {
            () if seen.contains(&id) => Some(Why::Twice),
            () if !hangs => Some(Why::NoContact),
            () => None,
        };
        if let Some(why) = why {
            plan.refused.push(Refused { index, name: name(&record), line: line(), why });
            continue;
        }
        seen.insert(id);
        let there = if known.may_have(&record) { full(id)? } else { None };
        // What the agenda is told of someone who is here is as it is here, be it nothing.
        let is_settled = || match &record {
            Record::AgendaMark(mark) => known.contacts.contains(&mark.contact.0),
            // Part of another by now.
            Record::Company(company) => known.merged.contains_key(&company.id.0),
            Record::Contact(contact) => known.merged.contains_key(&contact.id.0),
            Record::FollowUp(one) => known.merged_promises.contains(&one.id),
            _ => false,
        };
        match there {
            Some(there) if there == record => plan.unchanged += 1,
            None if !is_settled() => plan.created.push(index),
            _ => plan.kept.push(Kept { index, id, name: name(&record), line: line() }),
        }
    }
    plan.kept.sort_by_key(|kept| kept.line);
    plan.refused.sort_by_key(|refused| refused.line);
    Ok(plan)
}

impl Plan {
    /// Looks who of the new contacts may be here already, as in other imports.
    pub fn compare(&mut self, file: &WholeFile, book: &Book) {
        let new = self.created.iter().filter(|index| file.kind(**index) == Some(RecordKind::Contact));
        let new: Vec<usize> = new.copied().collect();
        if new.is_empty() || book.contact_ids().next().is_none() {
            return;
        }
        let companies = self.created.iter().filter(|index| file.kind(**index) == Some(RecordKind::Company));
        let companies = companies.filter_map(|index| match self.record(file, *index)? {
            Record::Company(company) => Some((company.id, company.name)),
            _ => None,
        });
        let companies: HashMap<CompanyId, String> = companies.collect();
        let pairs = Pairs::of(book);
        let plan = &*self;
        let perhaps = together(&new, |index| {
            let Some(Record::Contact(contact)) = plan.record(file, *index) else { return None };
            let company = contact
                .company()
                .map_or("", |id| companies.get(&id).map_or_else(|| book.company_name_of(id), String::as_str));
            let (of, likeness) = pairs.likely(&Features::of_contact(&contact, company)).into_iter().next()?;
            Some(Perhaps { name: contact.name, line: file.line(*index), of, reasons: likeness.reasons })
        });
        self.perhaps = perhaps.into_iter().flatten().collect();
    }

    /// The changes one by one, each record read when it is asked for.
    pub fn changes<'a, E>(&'a self, file: &'a WholeFile) -> impl Iterator<Item = Result<Change, E>> + 'a
    where
        E: 'a,
    {
        self.created.iter().filter_map(|index| self.record(file, *index)).map(|record| Ok(Change::create(record)))
    }

    /// What the set is called.
    pub fn label(&self, file_name: &str) -> Label {
        Label { count: Some(self.created.len()), ..Label::new(Act::Import, file_name) }
    }
}

/// A record whose companies and contacts are those that stand for them here.
pub(super) fn led(mut record: Record, merged: &Merged) -> Record {
    let company = |company: &mut Option<CompanyId>| {
        if let Some(into) = company.and_then(|id| merged.get(&id.0)) {
            *company = Some(CompanyId(*into));
        }
    };
    let contact = |contact: &mut ContactId| *contact = merged.get(&contact.0).map_or(*contact, |into| ContactId(*into));
    match &mut record {
        Record::Contact(r) => {
            r.jobs.iter_mut().for_each(|job| company(&mut job.company));
            if let Some(Referrer::Contact(by)) = &mut r.referred_by {
                contact(by);
            }
        }
        Record::Interaction(r) => {
            for participant in &mut r.with {
                company(&mut participant.company);
                contact(&mut participant.contact);
            }
            // Two of them may be one by now.
            let mut seen = HashSet::new();
            r.with.retain(|participant| seen.insert(participant.contact));
        }
        Record::Feedback(r) => {
            company(&mut r.company);
            contact(&mut r.contact);
        }
        Record::FollowUp(r) => contact(&mut r.contact),
        Record::Consent(r) => contact(&mut r.contact),
        Record::AgendaMark(r) => contact(&mut r.contact),
        Record::Order(r) => {
            company(&mut r.company);
            if let Some(by) = &mut r.contact {
                contact(by);
            }
        }
        Record::Company(_) => {}
    }
    record
}

/// On whom a record hangs.
pub(super) fn contacts(record: &Record) -> Vec<ContactId> {
    match record {
        Record::Contact(_) | Record::Company(_) => Vec::new(),
        Record::Interaction(r) => r.with.iter().map(|participant| participant.contact).collect(),
        Record::FollowUp(r) => vec![r.contact],
        Record::Feedback(r) => vec![r.contact],
        Record::Consent(r) => vec![r.contact],
        Record::AgendaMark(r) => vec![r.contact],
        Record::Order(r) => r.contact.into_iter().collect(),
    }
}

/// By what people tell it.
fn name(record: &Record) -> String {
    const LONG: usize = 60;
    let text = match record {
        Record::Contact(r) => &r.name,
        Record::Company(r) => &r.name,
        Record::Interaction(r) => &r.text,
        Record::FollowUp(r) => &r.title,
        Record::Feedback(r) => &r.text,
        Record::Consent(r) => &r.how,
        Record::AgendaMark(_) => "",
        Record::Order(r) if r.what.is_empty() => &r.reference,
        Record::Order(r) => &r.what,
    };
    let text = if text.is_empty() { list_name(record.kind()) } else { text };
    crate::domain::row::excerpt(text, LONG)
}
