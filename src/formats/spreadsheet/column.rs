//! The columns of a table: how each is called, and what stands in it.

use super::{Shape, Whose};
use crate::domain::book::Book;
use crate::domain::contact::{Address, Channel, Labelled, Referrer};
use crate::domain::field::{AddressPart, Field, FieldName, channel_name, company_values, contact_values, write_tag};
use crate::domain::row::{ConsentNow, Row};
use crate::formats::csv::{IDS, RAW};
use crate::formats::proof;

/// A column. Numbers are from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    Id,
    /// `contact` or `company`.
    Kind,
    /// A field with one value.
    One(Field),
    /// Since when they have their job.
    Since,
    PastJob(usize),
    Mail(usize),
    MailLabel(usize),
    Phone(usize),
    PhoneLabel(usize),
    Part(usize, AddressPart),
    AddressLabel(usize),
    Web(usize),
    WebLabel(usize),
    Tags,
    DoNotContact,
    NoContactReason,
    Consent(Channel),
    /// What holds for one purpose, a line each.
    Consents,
    ReferredBy,
    /// The id of the contact who recommended them.
    ReferrerId,
    LastContact,
    /// Nothing: its head says that the cells aren't guarded.
    Raw,
    /// An id elsewhere: its source, and which of several.
    Elsewhere(String, usize),
    /// A free field.
    Free(String),
}

/// The columns that a table of this shape has: at least one of each kind.
pub fn columns(shape: &Shape, guarded: bool) -> Vec<Column> {
    use Field::*;
    let one = |fields: &[Field]| fields.iter().map(|field| Column::One(*field)).collect::<Vec<_>>();
    let numbered = |count: usize, of: &dyn Fn(usize) -> Vec<Column>| (0..count.max(1)).flat_map(of).collect::<Vec<_>>();
    let address =
        |n| AddressPart::ALL.into_iter().map(|part| Column::Part(n, part)).chain([Column::AddressLabel(n)]).collect();
    [
        vec![Column::Id, Column::Kind],
        one(&[Name, Honorific, GivenName, MiddleName, FamilyName, NameSuffix, Nickname, Salutation, Form]),
        one(&[Company, Role, Department]),
        vec![Column::Since],
        (0..shape.past_jobs).map(Column::PastJob).collect(),
        one(&[Industry, Size]),
        numbered(shape.mails, &|n| vec![Column::Mail(n), Column::MailLabel(n)]),
        numbered(shape.phones, &|n| vec![Column::Phone(n), Column::PhoneLabel(n)]),
        numbered(shape.addresses, &address),
        numbered(shape.webs, &|n| vec![Column::Web(n), Column::WebLabel(n)]),
        one(&[Birthday, Language, Channel, Tier, Stage, Every, Ceiling]),
        vec![Column::Tags, Column::DoNotContact, Column::NoContactReason],
        // What holds for one purpose is newer than what holds for all of its day.
        [Column::Consents]
            .into_iter()
            .chain(crate::domain::contact::Channel::ALL.into_iter().map(Column::Consent))
            .collect(),
        one(&[Owner, Source]),
        vec![Column::ReferredBy],
        shape.referrers.then_some(Column::ReferrerId).into_iter().collect(),
        one(&[Notes]),
        vec![Column::LastContact],
        one(&[Added, Archived]),
        (!guarded).then_some(Column::Raw).into_iter().collect(),
        shape
            .ids
            .iter()
            .flat_map(|(source, count)| (0..*count).map(|n| Column::Elsewhere(source.clone(), n)))
            .collect(),
        shape.fields.iter().cloned().map(Column::Free).collect(),
    ]
    .concat()
}

impl Column {
    /// The same words in every language, so that scripts and imports find them.
    pub fn head(&self) -> String {
        let numbered = |name: &str, n: usize| if n == 0 { name.to_owned() } else { format!("{name} {}", n + 1) };
        let spaced = |name: &str| name.replace('_', " ");
        match self {
            Self::Id => "id".to_owned(),
            Self::Kind => "kind".to_owned(),
            Self::One(field) => spaced(field.name()),
            Self::Since => "job since".to_owned(),
            Self::PastJob(n) => numbered("past job", *n),
            Self::Mail(n) => numbered("email", *n),
            Self::MailLabel(n) => format!("{} label", numbered("email", *n)),
            Self::Phone(n) => numbered("phone", *n),
            Self::PhoneLabel(n) => format!("{} label", numbered("phone", *n)),
            Self::Part(n, part) => numbered(&spaced(part.name()), *n),
            Self::AddressLabel(n) => format!("{} label", numbered("address", *n)),
            Self::Web(n) => numbered("web", *n),
            Self::WebLabel(n) => format!("{} label", numbered("web", *n)),
            Self::Tags => "tags".to_owned(),
            Self::DoNotContact => "do not contact".to_owned(),
            Self::NoContactReason => "do not contact reason".to_owned(),
            Self::Consent(channel) => format!("consent {}", channel_name(*channel)),
            Self::Consents => "consents".to_owned(),
            Self::ReferredBy => "referred by".to_owned(),
            Self::ReferrerId => "referred by id".to_owned(),
            Self::LastContact => "last contact".to_owned(),
            Self::Raw => RAW.to_owned(),
            Self::Elsewhere(source, _) => format!("{IDS}{source}"),
            Self::Free(name) => format!("field.{name}"),
        }
    }

    /// What stands in it; empty where there is nothing, or only what holds of everybody.
    pub(super) fn cell(&self, book: &Book, whose: &Whose) -> String {
        let (mails, phones, addresses, tags, fields, ids) = match whose {
            Whose::Contact(c) => (&c.mails, &c.phones, &c.addresses, &c.tags, &c.fields, &c.ids),
            Whose::Company(c) => (&c.mails, &c.phones, &c.addresses, &c.tags, &c.fields, &c.ids),
        };
        let label = |list: &[Labelled], n: usize| list.get(n).map(|item| item.label.clone()).unwrap_or_default();
        let value = |list: &[Labelled], n: usize| list.get(n).map(|item| item.value.clone()).unwrap_or_default();
        match (self, whose) {
            (Self::Id, Whose::Contact(c)) => c.id.to_string(),
            (Self::Id, Whose::Company(c)) => c.id.to_string(),
            (Self::Kind, Whose::Contact(_)) => "contact".to_owned(),
            (Self::Kind, Whose::Company(_)) => "company".to_owned(),
            (Self::One(field), Whose::Contact(c)) => first(contact_values(c, &FieldName::Whole(*field), book)),
            (Self::One(field), Whose::Company(c)) => first(company_values(c, &FieldName::Whole(*field), book)),
            (Self::Mail(n), _) => value(mails, *n),
            (Self::MailLabel(n), _) => label(mails, *n),
            (Self::Phone(n), _) => value(phones, *n),
            (Self::PhoneLabel(n), _) => label(phones, *n),
            (Self::Part(n, part), _) => addresses.get(*n).map(|a: &Address| part.of(a).to_owned()).unwrap_or_default(),
            (Self::AddressLabel(n), _) => addresses.get(*n).map(|a| a.label.clone()).unwrap_or_default(),
            (Self::Tags, _) => tags.iter().map(|tag| write_tag(tag)).collect::<Vec<_>>().join(", "),
            (Self::Elsewhere(source, n), _) => {
                let id = ids.iter().filter(|id| id.source == *source).nth(*n);
                id.map(|id| id.value.clone()).unwrap_or_default()
            }
            (Self::Free(name), _) => fields.get(name).cloned().unwrap_or_default(),
            (Self::Web(0), Whose::Company(c)) => c.web.clone(),
            (_, Whose::Company(_)) => String::new(),
            (of_contact, Whose::Contact(c)) => of_contact.of_contact(book, c),
        }
    }

    fn of_contact(&self, book: &Book, contact: &crate::domain::contact::Contact) -> String {
        let row = book.contact(contact.id);
        let not = contact.do_not_contact.as_ref();
        match self {
            Self::Since => {
                contact.current_job().and_then(|job| job.from).map(|day| day.to_string()).unwrap_or_default()
            }
            Self::PastJob(n) => {
                let jobs = contact_values(contact, &FieldName::Whole(Field::Job), book);
                let now = contact.jobs.iter().position(|job| job.to.is_none());
                let mut past = jobs.into_iter().enumerate().filter(|(at, _)| now != Some(*at));
                past.nth(*n).map(|(_, job)| job).unwrap_or_default()
            }
            Self::Web(n) => contact.handles.get(*n).map(|handle| handle.value.clone()).unwrap_or_default(),
            Self::WebLabel(n) => contact.handles.get(*n).map(|handle| handle.label.clone()).unwrap_or_default(),
            Self::DoNotContact => {
                not.map(|not| not.until.map_or("yes".to_owned(), |day| day.to_string())).unwrap_or_default()
            }
            Self::NoContactReason => not.map(|not| not.reason.clone()).unwrap_or_default(),
            Self::Consent(channel) => {
                let decision = row.and_then(|row| row.decision(*channel));
                decision.map(consent).unwrap_or_default()
            }
            Self::Consents => {
                let told = |one: &ConsentNow| Some((one.purpose?.name(), channel_name(one.channel), consent(one)));
                let lines = row.into_iter().flat_map(Row::in_force_for_one).filter_map(told);
                let lines = lines.filter(|(_, _, said)| !said.is_empty());
                lines
                    .map(|(purpose, channel, said)| format!("{channel} {purpose} {said}"))
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            Self::ReferredBy => match &contact.referred_by {
                Some(Referrer::Contact(id)) => {
                    book.stands_for(*id).map(|id| book.name(id).to_owned()).unwrap_or_default()
                }
                Some(Referrer::Name(name)) => name.clone(),
                None => String::new(),
            },
            Self::ReferrerId => match &contact.referred_by {
                Some(Referrer::Contact(id)) => book.stands_for(*id).unwrap_or(*id).to_string(),
                Some(Referrer::Name(_)) | None => String::new(),
            },
            Self::LastContact => row.and_then(|row| row.last_contact()).map(|day| day.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// `withdrawn 2025-05-03: told us on the phone [proof: mail of 3 May]`.
fn consent(decision: &ConsentNow) -> String {
    use crate::domain::consent::ConsentState;
    let state = match decision.state {
        ConsentState::Unknown => return String::new(),
        ConsentState::Given => "given",
        ConsentState::Withdrawn => "withdrawn",
    };
    let how = proof::write(&decision.how, &decision.proof);
    let how = if how.is_empty() { how } else { format!(": {how}") };
    format!("{state} {}{how}", decision.day)
}

fn first(values: Vec<String>) -> String {
    values.into_iter().next().unwrap_or_default()
}
