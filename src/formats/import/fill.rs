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
use crate::formats::vcard::{self, Foreign};

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
        self.list(Field::Ids, own, new, id_key);
    }

    fn foreign(&mut self, own: &mut Vec<String>, new: &[String]) {
        // What is here as it stands is most of it; only where something isn't, all is compared by what it says.
        let mut here: Option<Foreign> = own.is_empty().then(Foreign::default);
        for lines in new.iter().filter(|lines| !lines.is_empty()) {
            if own.contains(lines) {
                continue;
            }
            let here = here.get_or_insert_with(|| Foreign::of(own));
            let name = property_name(lines);
            let is_beside = vcard::is_beside(lines);
            if here.has(lines) {
            } else if !is_beside
                && SINGLE.contains(&name.as_str())
                && own.iter().any(|known| property_name(known) == name)
            {
                self.kept(Field::Foreign);
            } else {
                own.push(lines.clone());
                self.foreign.extend((!is_beside).then_some(name));
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
    let named = || new.name == contact.name || keys::names(new).contains(&keys::name(&contact.name));
    if !person.nameless && !named() {
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

/// The same for somebody new of whom `contact` holds no more than the name, and who has this card alone: there is nothing
/// to compare with, and all that the card says is taken over.
pub fn only_card(contact: &mut Contact, person: Person, companies: &Companies) -> Filled {
    let mut filled = Filled { is_new: true, ..Filled::default() };
    filled.jobs(contact, &person, companies);
    let mut new = person.record;
    filled.foreign(&mut contact.foreign, &new.foreign);
    new.fields.retain(|_, text| !text.is_empty());
    *contact = Contact {
        id: contact.id,
        name: std::mem::take(&mut contact.name),
        added: contact.added,
        jobs: std::mem::take(&mut contact.jobs),
        foreign: std::mem::take(&mut contact.foreign),
        mails: each_once(new.mails, |mail| keys::mail(&mail.value)),
        phones: each_once(new.phones, |phone| keys::Number::of(&phone.value)),
        addresses: each_once(new.addresses, place),
        handles: each_once(new.handles, |handle| page(&handle.value)),
        tags: each_once(new.tags, |tag| fold(tag)),
        ids: each_once(elsewhere(&new.ids, contact.id.0), id_key),
        referred_by: new.referred_by.filter(|by| *by != Referrer::Contact(contact.id)),
        ..new
    };
    filled
}

/// A list without what is the same by its key as something before it.
fn each_once<T, K: PartialEq>(mut list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    if list.len() > 1 {
        let mut known: Vec<K> = Vec::new();
        list.retain(|item| {
            let key = key(item);
            let is_first = !known.contains(&key);
            known.extend(is_first.then_some(key));
            is_first
        });
    }
    list
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

/// An id elsewhere as it is compared.
fn id_key(id: &ForeignId) -> (String, String) {
    (id.source.clone(), keys::id(&id.value))
}

/// Ids that aren't the record's own.
fn elsewhere(ids: &[ForeignId], own: Uuid) -> Vec<ForeignId> {
    let is_own = |id: &ForeignId| OWN.contains(&id.source.as_str()) && keys::id(&id.value) == own.to_string();
    ids.iter().filter(|id| !is_own(id)).cloned().collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ContactId, Ids};
    use crate::formats::draft::Draft;

    /// Whoever is new and has one card is what they would be if it were compared with nothing.
    #[test]
    fn an_only_card_is_taken_over_as_it_would_be_brought_in() {
        let id: ContactId = Ids::seeded(1, 1).draw();
        let own = format!("UID:urn:uuid:{id}\nX-TOUCHBASE-REFERRED-BY:Anna;{id}");
        for lines in [
            "NOTE:one\nEMAIL:a@b.c\nEMAIL;TYPE=work:A@B.C\nTEL:+49 30 123456\nTEL;TYPE=cell:030 123456\nTEL:110",
            "N:Müller;Anna;M.;Dr.;jr\nNICKNAME:An\nORG:Hof;Einkauf\nTITLE:Chefin\nORG:Bau\nROLE:Rat\nLANG:de",
            "ORG:Hof\nX-TOUCHBASE-JOB:2020-01-01;2021-01-01;Rat;;Hof\nX-TOUCHBASE-JOB:2020-01-01;2021-01-01;rat;;hof",
            "CATEGORIES:a,A,b\nURL:https://www.a.example/\nURL:a.example\nBDAY:1971-12-24\nX-TOUCHBASE-TIER:a",
            "ADR:;;Hof 3;Berlin;;10115;\nADR;TYPE=home:;;Hof 3;berlin;;10115;\nUID:x\nUID:X\nX-TOUCHBASE-FIELD:k;",
            "PHOTO:a\nPHOTO:b\nX-OTHER:1\nX-TOUCHBASE-FIELD:k;v\nX-TOUCHBASE-ARCHIVED:yes\nX-TOUCHBASE-CADENCE:30d",
            "X-TOUCHBASE-DO-NOT-CONTACT:always;rude\nX-TOUCHBASE-STAGE:key\nX-TOUCHBASE-FORM:du\nX-TOUCHBASE-OWNER:o",
            "X-TOUCHBASE-SOURCE:fair\nX-TOUCHBASE-CHANNEL:mail\nX-TOUCHBASE-SALUTATION:Frau",
            &own,
        ] {
            let text = format!("BEGIN:VCARD\nVERSION:4.0\nFN:Anna Müller\n{lines}\nEND:VCARD\n");
            let card = vcard::read(text.as_bytes()).unwrap().card(0).unwrap().unwrap();
            let Draft::Person(person) = card.draft else { panic!("{lines}") };
            let mut companies = Companies::default();
            companies.add_name("Hof", Ids::seeded(2, 2).draw());
            let [mut brought, mut taken] = [(); 2].map(|()| Contact::new(id, "Anna Müller", Default::default()));
            let of_brought = contact(&mut brought, true, &person, &companies);
            let of_taken = only_card(&mut taken, person, &companies);
            assert_eq!(taken, brought, "{lines}");
            let told = |filled: &Filled| (filled.kept.clone(), filled.foreign.clone(), filled.wanted.clone());
            assert_eq!(told(&of_taken), told(&of_brought), "{lines}");
        }
    }
}
