//! Adding, editing and pinning records.

use crate::domain::book::Book;
use crate::domain::change::{Act, Change, Label, Set};
use crate::domain::company::Company;
use crate::domain::find::{self, Found};
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::interaction::{Interaction, Participant};
use crate::domain::record::Record;
use crate::domain::search::fold;

use super::{ActError, Given, without_doubles};

/// A new contact, company or other record; `others` come with it and before it: its company, made by [`company_named`].
pub fn add(given: &Given, record: impl Into<Record>, others: Vec<Change>) -> Set {
    let record = record.into();
    let label = given.label_of(Act::Add, &record);
    Set::new(label, others.into_iter().chain([Change::create(record)]))
}

/// The company of this name, compared folded: the oldest of several; else the one that had it.
pub fn company_called(book: &Book, name: &str) -> Option<CompanyId> {
    let name = name.trim();
    let wanted = fold(name);
    let same = book.companies().filter(|company| fold(&company.name) == wanted).map(|company| company.id).min();
    same.or_else(|| match find::company(book, name) {
        Found::One(id) => Some(id),
        Found::None | Found::Several(_) => None,
    })
}

/// The company of this name, and the change that makes it if there is none yet.
pub fn company_named(given: &Given, ids: &mut Ids, name: &str) -> (CompanyId, Option<Change>) {
    let name = name.trim();
    if let Some(id) = company_called(given.book, name) {
        return (id, None);
    }
    let company = Company::new(ids.draw(), name, given.today);
    (company.id, Some(Change::create(company)))
}

/// One record edited; `others` come with it and before it. Empty if nothing changed. A company's old name still leads to it.
pub fn edit(given: &Given, before: impl Into<Record>, after: impl Into<Record>, others: Vec<Change>) -> Set {
    let (before, mut after) = (before.into(), after.into());
    // Not named among what was edited: it comes with the name.
    let fields = changed_fields(&before, &after).join(" ");
    let label = Label { what: fields, ..given.label_of(Act::Edit, &after) };
    if let (Record::Company(before), Record::Company(after)) = (&before, &mut after) {
        after.remember_name(before);
    }
    Set::new(label, others.into_iter().chain([Change::edit(before, after)]))
}

/// Pins an interaction to the briefing, or takes the pin off.
pub fn pin(given: &Given, interaction: &Interaction) -> Set {
    let after = Interaction { pinned: !interaction.pinned, ..interaction.clone() };
    let act = if after.pinned { Act::Pin } else { Act::Unpin };
    let label = of_interaction(given.label(act, &people(interaction)), interaction);
    Set::new(label, [Change::edit(interaction.clone(), after)])
}

/// Adds a person who took part in an interaction, too, at the company they are at now.
pub fn add_person(given: &Given, interaction: &Interaction, contact: ContactId) -> Result<Set, ActError> {
    given.must_be_there(&[contact])?;
    if people(interaction).contains(&contact) {
        return Err(ActError::TookPart);
    }
    let mut after = interaction.clone();
    after.with.push(Participant { contact, company: given.company_of(contact) });
    let label = of_interaction(given.label(Act::AddPerson, &[contact]), interaction);
    Ok(Set::new(label, [Change::edit(interaction.clone(), after)]))
}

pub(super) fn people(interaction: &Interaction) -> Vec<ContactId> {
    interaction.with.iter().map(|participant| participant.contact).collect()
}

/// The label of something done to an interaction.
pub(super) fn of_interaction(label: Label, interaction: &Interaction) -> Label {
    label.of_kind(interaction.kind).on(interaction.day())
}

/// The fields in which two versions of a record differ, as they are named in the journal.
pub(super) fn changed_fields(before: &Record, after: &Record) -> Vec<String> {
    let (before, after) = (before.fields(), after.fields());
    let names = before.keys().chain(after.keys());
    without_doubles(names.filter(|name| before.get(*name) != after.get(*name)).cloned())
}

/// The fields that changed of any of several records, as they are named in the journal, with spaces between.
pub(super) fn all_changed(changes: &[Change]) -> String {
    let fields = changes.iter().flat_map(|change| match (&change.before, &change.after) {
        (Some(before), Some(after)) => changed_fields(before, after),
        _ => Vec::new(),
    });
    without_doubles(fields).join(" ")
}

impl Given<'_> {
    /// Named after the record itself, or after whom it is about.
    pub(super) fn label_of(&self, act: Act, record: &Record) -> Label {
        match record {
            Record::Contact(contact) => Label::new(act, &contact.name),
            Record::Company(company) => Label::new(act, &company.name),
            Record::Interaction(interaction) => of_interaction(self.label(act, &people(interaction)), interaction),
            Record::FollowUp(follow_up) => self.label(act, &[follow_up.contact]).about(&follow_up.title),
            Record::Feedback(feedback) => self.label(act, &[feedback.contact]).about(&feedback.text),
            Record::Consent(consent) => self.label(act, &[consent.contact]),
            Record::AgendaMark(mark) => self.label(act, &[mark.contact]),
            Record::Order(order) => self.label_of_order(act, order),
        }
    }
}
