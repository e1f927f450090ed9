//! A draft into a record: fills what is empty, adds what is missing, overwrites nothing. Says what it filled, and what the
//! file says otherwise and stays as it is.

use std::collections::BTreeMap;

use super::known::{Companies, OWN};
use super::{Field, keys};
use uuid::Uuid;

use crate::domain::birthday::Birthday;
use crate::domain::cadence::Cadence;
use crate::domain::company::Company;
use crate::domain::contact::{Address, Contact, ForeignId, Job, Labelled, Referrer};
use crate::domain::search::fold;
use crate::formats::draft::{Person, join_notes};

/// Foreign properties of which a record has one at most, whatever it says.
const SINGLE: &[&str] = &["PHOTO", "LOGO", "SOUND", "GENDER", "ANNIVERSARY", "BDAY", "X-ABSHOWAS", "KIND"];

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// Nothing of it is the user's yet: what several cards say is put together where that can be.
    is_new: bool,
    /// Filled or added to; each once, in the fields' order.
    pub fields: Vec<Field>,
    /// What the draft says otherwise; each once.
    pub kept: Vec<Field>,
    /// The names of the foreign properties that were added, one for each.
    pub foreign: Vec<String>,
    /// Companies that a job needs and that aren't known.
    pub wanted: Vec<String>,
}

impl Filled {
    fn filled(&mut self, field: Field) {
        if !self.fields.contains(&field) {
            self.fields.push(field);
        }
    }

    fn kept(&mut self, field: Field) {
        if !self.kept.contains(&field) {
            self.kept.push(field);
        }
    }

    fn text(&mut self, field: Field, own: &mut String, new: &str) {
        if new.is_empty() || own == new {
        } else if own.is_empty() {
            new.clone_into(own);
            self.filled(field);
        } else if fold(own) != fold(new) {
            self.kept(field);
        }
    }

    fn notes(&mut self, own: &mut String, new: &str) {
        if own.contains(new) {
        } else if !(self.is_new && !own.is_empty() && join_notes(own, new)) {
            self.text(Field::Notes, own, new);
        }
    }

    /// Adds what isn't there yet: two items are one if their keys are equal.
    fn list<T: Clone, K: PartialEq>(&mut self, field: Field, own: &mut Vec<T>, new: &[T], key: impl Fn(&T) -> K) {
        let mut known: Vec<K> = own.iter().map(&key).collect();
        for item in new {
            let key = key(item);
            if !known.contains(&key) {
                own.push(item.clone());
                known.push(key);
                self.filled(field);
            }
        }
    }

    /// A value that is there or isn't.
    fn value<T: PartialEq + Clone>(&mut self, field: Field, own: &mut Option<T>, new: &Option<T>) {
        match (own.as_ref(), new) {
            (_, None) => {}
            (None, Some(_)) => {
                own.clone_from(new);
                self.filled(field);
            }
            (Some(own), Some(new)) if own != new => self.kept(field),
            (Some(_), Some(_)) => {}
        }
    }

    fn free(&mut self, own: &mut BTreeMap<String, String>, new: &BTreeMap<String, String>) {
        for (name, value) in new.iter().filter(|(_, value)| !value.is_empty()) {
            self.text(Field::Free, own.entry(name.clone()).or_default(), value);
        }
    }

    fn rhythm(&mut self, own: &mut Cadence, new: Cadence) {
        if new == Cadence::ByTier || *own == new {
        } else if *own == Cadence::ByTier {
            *own = new;
            self.filled(Field::Rhythm);
        } else {
            self.kept(Field::Rhythm);
        }
    }

    fn mails(&mut self, own: &mut Vec<Labelled>, new: &[Labelled]) {
        self.list(Field::Mails, own, new, |mail| keys::mail(&mail.value));
    }

    fn phones(&mut self, own: &mut Vec<Labelled>, new: &[Labelled]) {
        self.list(Field::Phones, own, new, |phone| keys::Number::of(&phone.value));
    }

    fn addresses(&mut self, own: &mut Vec<Address>, new: &[Address]) {
        self.list(Field::Addresses, own, new, place);
    }

    fn tags(&mut self, own: &mut Vec<String>, new: &[String]) {
        self.list(Field::Tags, own, new, |tag| fold(tag));
    }

    fn ids(&mut self, own: &mut Vec<ForeignId>, new: &[ForeignId]) {
        self.list(Field::Ids, own, new, |id| (id.source.clone(), keys::id(&id.value)));
    }

    fn foreign(&mut self, own: &mut Vec<String>, new: &[String]) {
        for lines in new.iter().filter(|lines| !lines.is_empty()) {
            let name = property_name(lines);
            if own.contains(lines) {
            } else if SINGLE.contains(&name.as_str()) && own.iter().any(|known| property_name(known) == name) {
                self.kept(Field::Foreign);
            } else {
                own.push(lines.clone());
                self.foreign.push(name);
                self.filled(Field::Foreign);
            }
        }
    }

    /// Who is known as a contact stays it, where the file has no more than a name.
    fn referrer(&mut self, contact: &mut Contact, new: Option<&Referrer>) {
        let is_themself = new == Some(&Referrer::Contact(contact.id));
        let is_only_named =
            matches!((&contact.referred_by, new), (Some(Referrer::Contact(_)), Some(Referrer::Name(_))));
        if !is_themself && !is_only_named {
            self.value(Field::ReferredBy, &mut contact.referred_by, &new.cloned());
        }
    }

    fn birthday(&mut self, own: &mut Option<Birthday>, new: Option<Birthday>) {
        let (Some(known), Some(said)) = (*own, new) else {
            if own.is_none() && new.is_some() {
                *own = new;
                self.filled(Field::Birthday);
            }
            return;
        };
        let same_day = (known.month(), known.day()) == (said.month(), said.day());
        match (known.year(), said.year()) {
            (None, Some(_)) if same_day => {
                *own = new;
                self.filled(Field::Birthday);
            }
            (_, None) if same_day => {}
            _ if known == said => {}
            _ => self.kept(Field::Birthday),
        }
    }

    fn jobs(&mut self, contact: &mut Contact, person: &Person, companies: &Companies) {
        let none_known = contact.jobs.iter().all(|job| job.to.is_some());
        for (job, name) in person.record.jobs.iter().zip(&person.companies) {
            let company = companies.named(name).filter(|_| !name.is_empty());
            if self.one_job(&mut contact.jobs, Job { company, ..job.clone() }, name, none_known)
                && company.is_none()
                && !name.is_empty()
            {
                self.wanted.push(name.clone());
            }
        }
    }

    /// Whether the job is theirs now, or was before: else they work elsewhere.
    fn one_job(&mut self, own: &mut Vec<Job>, new: Job, name: &str, none_known: bool) -> bool {
        if new.to.is_some() {
            self.past_job(own, new);
            return true;
        }
        let there = own.iter().position(|known| known.company == new.company && new.company.is_some());
        let current = own.iter().position(|known| known.to.is_none());
        match there.or(current) {
            Some(at) if !none_known => self.job(&mut own[at], &new, name),
            _ => {
                let said = [(Field::Company, name), (Field::Role, &*new.role), (Field::Department, &*new.department)];
                said.iter().filter(|(_, text)| !text.is_empty()).for_each(|(field, _)| self.filled(*field));
                let past = own.iter().position(|known| known.to.is_some());
                let place = if none_known { past.unwrap_or(own.len()) } else { 0 };
                own.insert(place, new);
                true
            }
        }
    }

    /// A job that they held: another one unless company, role and beginning are the same.
    fn past_job(&mut self, own: &mut Vec<Job>, new: Job) {
        let same = |known: &Job| {
            known.company == new.company
                && fold(&known.role) == fold(&new.role)
                && (known.from, known.to) == (new.from, new.to)
        };
        if !own.iter().any(same) {
            own.push(new);
            self.filled(Field::PastJobs);
        }
    }

    fn job(&mut self, own: &mut Job, new: &Job, name: &str) -> bool {
        if !name.is_empty() && own.company.is_none() {
            own.company = new.company;
            self.filled(Field::Company);
        } else if !name.is_empty() && own.company != new.company {
            // They work elsewhere by now, as it is known here: then the rest is of the other job too.
            self.kept(Field::Company);
            return false;
        }
        self.text(Field::Role, &mut own.role, &new.role);
        self.text(Field::Department, &mut own.department, &new.department);
        self.value(Field::Role, &mut own.from, &new.from);
        true
    }
}

/// Brings `person` into `contact`, who may be new with this file.
pub fn contact(contact: &mut Contact, is_new: bool, person: &Person, companies: &Companies) -> Filled {
    let mut filled = Filled { is_new, ..Filled::default() };
    let new = &person.record;
    let named = keys::names(new).contains(&keys::name(&contact.name));
    if !named && !person.nameless {
        filled.kept(Field::Name);
    }
    let (own, said) = (&mut contact.name_parts, &new.name_parts);
    for (own, said) in [
        (&mut own.honorific, &said.honorific),
        (&mut own.given, &said.given),
        (&mut own.middle, &said.middle),
        (&mut own.family, &said.family),
        (&mut own.suffix, &said.suffix),
        (&mut own.nickname, &said.nickname),
    ] {
        filled.text(Field::NameParts, own, said);
    }
    filled.text(Field::Salutation, &mut contact.salutation, &new.salutation);
    filled.jobs(contact, person, companies);
    filled.mails(&mut contact.mails, &new.mails);
    filled.phones(&mut contact.phones, &new.phones);
    filled.addresses(&mut contact.addresses, &new.addresses);
    filled.list(Field::Handles, &mut contact.handles, &new.handles, |handle| page(&handle.value));
    filled.birthday(&mut contact.birthday, new.birthday);
    filled.text(Field::Language, &mut contact.language, &new.language);
    filled.value(Field::Form, &mut contact.address_form, &new.address_form);
    filled.value(Field::Channel, &mut contact.preferred_channel, &new.preferred_channel);
    filled.value(Field::Tier, &mut contact.tier, &new.tier);
    filled.value(Field::Stage, &mut contact.stage, &new.stage);
    filled.rhythm(&mut contact.cadence, new.cadence);
    filled.value(Field::DoNotContact, &mut contact.do_not_contact, &new.do_not_contact);
    filled.text(Field::Owner, &mut contact.owner, &new.owner);
    filled.text(Field::Source, &mut contact.source, &new.source);
    filled.referrer(contact, new.referred_by.as_ref());
    filled.free(&mut contact.fields, &new.fields);
    contact.archived |= is_new && new.archived;
    filled.tags(&mut contact.tags, &new.tags);
    filled.notes(&mut contact.notes, &new.notes);
    filled.ids(&mut contact.ids, &elsewhere(&new.ids, contact.id.0));
    filled.foreign(&mut contact.foreign, &new.foreign);
    filled
}

/// Brings the draft `new` into `own`, which may be new with this file.
pub fn company(own: &mut Company, is_new: bool, new: &Company) -> Filled {
    let mut filled = Filled { is_new, ..Filled::default() };
    if keys::company(&own.name) != keys::company(&new.name) {
        filled.kept(Field::Name);
    }
    filled.text(Field::Industry, &mut own.industry, &new.industry);
    filled.text(Field::Size, &mut own.size, &new.size);
    filled.value(Field::Tier, &mut own.tier, &new.tier);
    filled.free(&mut own.fields, &new.fields);
    filled.text(Field::Web, &mut own.web, &new.web);
    filled.mails(&mut own.mails, &new.mails);
    filled.phones(&mut own.phones, &new.phones);
    filled.addresses(&mut own.addresses, &new.addresses);
    filled.tags(&mut own.tags, &new.tags);
    filled.notes(&mut own.notes, &new.notes);
    own.archived |= is_new && new.archived;
    filled.ids(&mut own.ids, &elsewhere(&new.ids, own.id.0));
    filled.foreign(&mut own.foreign, &new.foreign);
    filled
}

/// Ids that aren't the record's own.
fn elsewhere(ids: &[ForeignId], own: Uuid) -> Vec<ForeignId> {
    let own = own.to_string();
    ids.iter().filter(|id| !OWN.contains(&id.source.as_str()) || keys::id(&id.value) != own).cloned().collect()
}

/// An address as it is compared, whatever its label.
fn place(address: &Address) -> String {
    let parts = [&address.post_box, &address.extended, &address.street, &address.postcode, &address.city];
    parts.map(|part| keys::name(part)).join("|")
}

/// A page or handle as it is compared.
fn page(text: &str) -> String {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("https://").or(lower.strip_prefix("http://")).unwrap_or(&lower);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

/// The name of the property that a foreign line is, in capitals.
fn property_name(lines: &str) -> String {
    let full = lines.split([':', ';', '\n']).next().unwrap_or_default();
    full.rsplit('.').next().unwrap_or_default().to_ascii_uppercase()
}
