//! What stands in a field, value by value: as programs write it, and as what it is, so that people are told in their own words.
//! Between what is here, in the file and afterwards it says where they differ.
//!
//! How values are said is `explain::values`'s.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::{EntryKind, Field, FieldChange};
use crate::domain::birthday::Birthday;
use crate::domain::book::Book;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::ceiling::Ceiling;
use crate::domain::company::Company;
use crate::domain::contact::{Address, AddressForm, Channel, Contact, DoNotContact, ForeignId, Job, Labelled, Stage};
use crate::domain::field::{self, FieldName, company_values, contact_values};
use crate::domain::follow_up::FollowUpState;
use crate::domain::interaction::Outcome;
use crate::domain::money::Money;
use crate::formats::vcard;

/// One of the values of a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As it is written for programs, in no language: `mobile: +49 171 2`, `1971-12-24`.
    pub plain: String,
    pub is: Is,
}

/// What a value is, where readers of another language are told otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Is {
    /// What `plain` says.
    Text,
    Day(NaiveDate),
    Birthday(Birthday),
    /// A mail, phone, page or address; perhaps without a label.
    Labelled {
        label: String,
        value: String,
    },
    /// A free field, or an id elsewhere by its source.
    Named {
        name: String,
        value: String,
    },
    Form(AddressForm),
    Channel(Channel),
    Stage(Stage),
    Rhythm(Cadence),
    Ceiling(Ceiling),
    DoNotContact(DoNotContact),
    /// A job, and the name of its company.
    Job(Job, String),
    /// What an entry is, and what else is told of one.
    Entry(EntryKind),
    Moment(NaiveDate, Option<NaiveTime>),
    Minutes(u32),
    Outcome(Outcome),
    Repeats(Span),
    State(FollowUpState),
    Money(Money),
    /// A property that has no field.
    Foreign,
}

impl Value {
    pub fn text(plain: impl Into<String>) -> Self {
        Self { plain: plain.into(), is: Is::Text }
    }

    pub fn is(plain: impl Into<String>, is: Is) -> Self {
        Self { plain: plain.into(), is }
    }

    pub fn day(day: NaiveDate) -> Self {
        Self { plain: day.to_string(), is: Is::Day(day) }
    }

    fn named(name: &str, value: &str) -> Self {
        let is = Is::Named { name: name.to_owned(), value: value.to_owned() };
        Self { plain: format!("{name}: {value}"), is }
    }
}

impl Field {
    /// Whether the file's values are added to those that are here.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::Mails
                | Self::Phones
                | Self::Addresses
                | Self::Handles
                | Self::Web
                | Self::Tags
                | Self::PastJobs
                | Self::Free
                | Self::Ids
                | Self::Foreign
        )
    }
}

/// The values of a field as programs write them, in one text.
pub fn plain(values: &[Value]) -> String {
    values.iter().map(|value| value.plain.as_str()).collect::<Vec<_>>().join(" · ")
}

/// The fields in which the file says something and something else than what is here: `values` are what is here, in the file, and
/// will be.
pub fn differences(values: impl Fn(Field) -> [Vec<Value>; 3]) -> Vec<FieldChange> {
    let fields = Field::ALL.into_iter().filter_map(|field| {
        let [here, file, after] = values(field);
        let says_more = file.iter().any(|value| !here.contains(value));
        (here != after || says_more).then(|| FieldChange { field, taken: here != after, here, file, after })
    });
    fields.collect()
}

pub fn of_contact(one: &Contact, field: Field, book: &Book) -> Vec<Value> {
    use field::Field as F;
    let of = |field| contact_values(one, &FieldName::Whole(field), book);
    let texts = |fields: &[F]| fields.iter().flat_map(|field| of(*field)).map(Value::text).collect::<Vec<_>>();
    let is = |field, is: Option<Is>| of(field).into_iter().zip(is).map(|(plain, is)| Value { plain, is }).collect();
    match field {
        Field::Name => texts(&[F::Name]),
        Field::NameParts => {
            texts(&[F::Honorific, F::GivenName, F::MiddleName, F::FamilyName, F::NameSuffix, F::Nickname])
        }
        Field::Salutation => texts(&[F::Salutation]),
        Field::Company => texts(&[F::Company]),
        Field::Role => texts(&[F::Role]),
        Field::Department => texts(&[F::Department]),
        Field::PastJobs => other_jobs(one, book),
        Field::Mails => labelled(of(F::Email), &one.mails),
        Field::Phones => labelled(of(F::Phone), &one.phones),
        Field::Addresses => addresses(of(F::Address), &one.addresses),
        Field::Handles => labelled(of(F::Web), &one.handles),
        Field::Birthday => is(F::Birthday, one.birthday.map(Is::Birthday)),
        Field::Language => texts(&[F::Language]),
        Field::Form => is(F::Form, one.address_form.map(Is::Form)),
        Field::Channel => is(F::Channel, one.preferred_channel.map(Is::Channel)),
        Field::Tier => texts(&[F::Tier]),
        Field::Stage => is(F::Stage, one.stage.map(Is::Stage)),
        Field::Rhythm => {
            let plain = of(F::Every).into_iter().filter(|plain| !plain.is_empty());
            plain.map(|plain| Value { plain, is: Is::Rhythm(one.cadence) }).collect()
        }
        Field::Ceiling => {
            let plain = of(F::Ceiling).into_iter().filter(|plain| !plain.is_empty());
            plain.map(|plain| Value { plain, is: Is::Ceiling(one.ceiling) }).collect()
        }
        Field::DoNotContact => is(F::Dnc, one.do_not_contact.clone().map(Is::DoNotContact)),
        Field::Owner => texts(&[F::Owner]),
        Field::Source => texts(&[F::Source]),
        Field::ReferredBy => texts(&[F::ReferredBy]),
        Field::Tags => texts(&[F::Tag]),
        Field::Notes => texts(&[F::Notes]),
        Field::Free => free(&one.fields),
        Field::Ids => ids(&one.ids),
        Field::Foreign => foreign(&one.foreign),
        _ => Vec::new(),
    }
}

pub fn of_company(one: &Company, field: Field, book: &Book) -> Vec<Value> {
    use field::Field as F;
    let of = |field| company_values(one, &FieldName::Whole(field), book);
    let texts = |field| of(field).into_iter().map(Value::text).collect();
    match field {
        Field::Name => texts(F::Name),
        Field::Industry => texts(F::Industry),
        Field::Size => texts(F::Size),
        Field::Mails => labelled(of(F::Email), &one.mails),
        Field::Phones => labelled(of(F::Phone), &one.phones),
        Field::Addresses => addresses(of(F::Address), &one.addresses),
        Field::Web => texts(F::Web),
        Field::Tier => texts(F::Tier),
        Field::Rhythm => {
            let plain = of(F::Every).into_iter().filter(|plain| !plain.is_empty());
            plain.map(|plain| Value { plain, is: Is::Rhythm(one.cadence) }).collect()
        }
        Field::Tags => texts(F::Tag),
        Field::Notes => texts(F::Notes),
        Field::Ids => ids(&one.ids),
        Field::Free => free(&one.fields),
        Field::Foreign => foreign(&one.foreign),
        _ => Vec::new(),
    }
}

/// All but the present one that stands first, which has fields of its own.
fn other_jobs(one: &Contact, book: &Book) -> Vec<Value> {
    let mut others = one.clone();
    let first = others.jobs.iter().position(|job| job.to.is_none());
    let mut place = 0..;
    others.jobs.retain(|_| place.next() != first);
    let plain = contact_values(&others, &FieldName::Whole(field::Field::Job), book);
    let jobs = others.jobs.into_iter().map(|job| {
        let company = job.company.and_then(|id| book.company(id)).map(|company| company.name.clone());
        Is::Job(job, company.unwrap_or_default())
    });
    plain.into_iter().zip(jobs).map(|(plain, is)| Value { plain, is }).collect()
}

fn labelled(plain: Vec<String>, list: &[Labelled]) -> Vec<Value> {
    let is = |one: &Labelled| Is::Labelled { label: one.label.clone(), value: one.value.clone() };
    plain.into_iter().zip(list).map(|(plain, one)| Value { plain, is: is(one) }).collect()
}

fn addresses(plain: Vec<String>, list: &[Address]) -> Vec<Value> {
    let is = |one: &Address| Is::Labelled { label: one.label.clone(), value: one.on_one_line() };
    plain.into_iter().zip(list).map(|(plain, one)| Value { plain, is: is(one) }).collect()
}

/// Those that touchbase made for itself say nothing to people.
fn ids(ids: &[ForeignId]) -> Vec<Value> {
    ids.iter().filter(|id| !id.is_own()).map(|id| Value::named(&id.source, &id.value)).collect()
}

fn free(fields: &BTreeMap<String, String>) -> Vec<Value> {
    fields.iter().map(|(name, value)| Value::named(name, value)).collect()
}

fn foreign(foreign: &[String]) -> Vec<Value> {
    foreign.iter().map(|entry| Value { plain: entry.replace(vcard::BESIDE, ""), is: Is::Foreign }).collect()
}
