//! A draft into a record: fills what is empty, adds what is missing, and takes over what is newer in the file where nothing was
//! changed here. Says what it filled, and what the file says otherwise and stays as it is.

mod lists;
mod work;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::changes::Cards;
use super::choices::Side;
use super::known::{Companies, OWN};
use super::said::{self, Print, Said, Spot};
use super::{Field, keys};
use crate::domain::birthday::Birthday;
use crate::domain::cadence::Cadence;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, ForeignId, Referrer};
use crate::domain::country::Country;
use crate::domain::search::fold;
use crate::formats::draft::{Person, join_notes};

/// By which rules a draft comes into a record.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules<'a> {
    /// Nothing of it is the user's yet: what several cards say is put together where that can be.
    pub is_new: bool,
    /// It is the only card of theirs in the file: then it may be one that said other things before.
    pub is_only: bool,
    pub today: NaiveDate,
    pub country: Country,
    /// Whether what the file doesn't say any more goes here, too.
    pub empties: bool,
    /// Whose word stands where both say something and the user has changed it.
    pub wins: Option<Side>,
    /// Fields that the user decided: whether the file's comes in.
    pub fields: Option<&'a BTreeMap<Field, bool>>,
}

/// What became of a record.
#[derive(Debug, Clone, Default)]
pub struct Filled<'a> {
    rules: Rules<'a>,
    /// By the last import of this card.
    said: Said,
    /// Filled, changed or added to; each once, in the fields' order.
    pub fields: Vec<Field>,
    /// What the draft says otherwise; each once.
    pub kept: Vec<Field>,
    /// The names of the foreign properties that were added, one for each.
    pub foreign: Vec<String>,
    /// Companies that a job needs and that aren't known.
    pub wanted: Vec<String>,
}

/// What is to be done where file and record say different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Take,
    /// It stays, and that is told.
    Keep,
    /// It stays, and the file says nothing new.
    Leave,
}

impl<'a> Filled<'a> {
    fn new(rules: Rules<'a>, said: Said) -> Self {
        Self { rules, said, ..Self::default() }
    }

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

    /// What the user decided about a field.
    fn choice(&self, field: Field) -> Option<bool> {
        self.rules.fields.and_then(|fields| fields.get(&field).copied())
    }

    /// Of a value that is `own` here and another one in the file; `None` for nothing.
    fn verdict(&self, field: Field, own: Option<Print>, new: Option<Print>) -> Verdict {
        let was_said = |one: Option<Print>| one.is_some_and(|one| self.said.has(one));
        match (self.choice(field), own, new) {
            (_, None, None) => Verdict::Leave,
            (Some(true), _, Some(_)) => Verdict::Take,
            (Some(false), ..) => Verdict::Keep,
            (choice, Some(_), None) => {
                let goes = was_said(own) && (self.rules.empties || choice == Some(true));
                if goes { Verdict::Take } else { Verdict::Leave }
            }
            // Taken away here.
            (None, None, Some(_)) => {
                if was_said(new) {
                    Verdict::Leave
                } else {
                    Verdict::Take
                }
            }
            (None, Some(_), Some(_)) => match self.rules.wins {
                Some(Side::File) => Verdict::Take,
                Some(Side::Here) => Verdict::Keep,
                None if was_said(new) => Verdict::Leave,
                None if was_said(own) => Verdict::Take,
                None => Verdict::Keep,
            },
        }
    }

    fn text(&mut self, field: Field, spot: Spot, own: &mut String, new: &str) {
        if own == new {
            return;
        }
        let of = |text: &str| (!text.is_empty()).then(|| said::print(spot, text));
        match self.verdict(field, of(own), of(new)) {
            Verdict::Take => {
                new.clone_into(own);
                self.filled(field);
            }
            Verdict::Keep if fold(own) != fold(new) => self.kept(field),
            Verdict::Keep | Verdict::Leave => {}
        }
    }

    fn notes(&mut self, own: &mut String, new: &str) {
        let both_say = !new.is_empty() && !own.is_empty();
        if both_say && (own.contains(new) || self.rules.is_new && join_notes(own, new)) {
            return;
        }
        self.text(Field::Notes, Spot::Notes, own, new);
    }

    /// A value that is there or isn't.
    fn value<T: PartialEq + Clone>(
        &mut self,
        field: Field,
        spot: Spot,
        own: &mut Option<T>,
        new: &Option<T>,
        text: impl Fn(&T) -> String,
    ) {
        if own == new {
            return;
        }
        let of = |value: &Option<T>| value.as_ref().map(|value| said::print(spot, &text(value)));
        match self.verdict(field, of(own), of(new)) {
            Verdict::Take => {
                own.clone_from(new);
                self.filled(field);
            }
            Verdict::Keep => self.kept(field),
            Verdict::Leave => {}
        }
    }

    fn free(&mut self, own: &mut BTreeMap<String, String>, new: &BTreeMap<String, String>) {
        let mut names: Vec<&String> = new.keys().collect();
        let gone: Vec<String> = own.keys().filter(|name| !new.contains_key(*name)).cloned().collect();
        names.extend(&gone);
        for name in names {
            let mut value = own.get(name).cloned().unwrap_or_default();
            let said = new.get(name).map_or("", String::as_str);
            if value == said {
                continue;
            }
            let of = |text: &str| (!text.is_empty()).then(|| said::print(Spot::Free, &said::free(name, text)));
            match self.verdict(Field::Free, of(&value), of(said)) {
                Verdict::Take => {
                    said.clone_into(&mut value);
                    self.filled(Field::Free);
                }
                Verdict::Keep if !said.is_empty() && fold(&value) != fold(said) => self.kept(Field::Free),
                Verdict::Keep | Verdict::Leave => {}
            }
            if value.is_empty() {
                own.remove(name);
            } else {
                own.insert(name.clone(), value);
            }
        }
    }

    fn rhythm(&mut self, own: &mut Cadence, new: Cadence) {
        let of = |cadence: Cadence| (cadence != Cadence::ByTier).then_some(cadence);
        let mut set = of(*own);
        self.value(Field::Rhythm, Spot::Rhythm, &mut set, &of(new), said::debug);
        *own = set.unwrap_or(Cadence::ByTier);
    }

    /// Who is known as a contact stays it, where the file has no more than a name.
    fn referrer(&mut self, contact: &mut Contact, new: Option<&Referrer>) {
        let is_themself = new == Some(&Referrer::Contact(contact.id));
        let is_only_named =
            matches!((&contact.referred_by, new), (Some(Referrer::Contact(_)), Some(Referrer::Name(_))));
        if !is_themself && !is_only_named {
            self.value(Field::ReferredBy, Spot::ReferredBy, &mut contact.referred_by, &new.cloned(), said::debug);
        }
    }

    /// A year that was missing is filled in; one that the file hasn't stays.
    fn birthday(&mut self, own: &mut Option<Birthday>, new: Option<Birthday>) {
        if let (Some(known), Some(said)) = (*own, new)
            && (known.month(), known.day()) == (said.month(), said.day())
            && (known.year().is_none() || said.year().is_none())
            && self.choice(Field::Birthday).is_none()
        {
            if known.year().is_none() && said.year().is_some() {
                *own = new;
                self.filled(Field::Birthday);
            }
            return;
        }
        self.value(Field::Birthday, Spot::Birthday, own, &new, Birthday::to_string);
    }

    /// A name that was only written otherwise is the same.
    fn name(&mut self, contact: &mut Contact, new: &Contact) {
        if new.name == contact.name || keys::names(new).contains(&keys::name(&contact.name)) {
            return;
        }
        let of = |name: &str| Some(said::print(Spot::Name, name));
        match self.verdict(Field::Name, of(&contact.name), of(&new.name)) {
            Verdict::Take => {
                contact.name.clone_from(&new.name);
                self.filled(Field::Name);
            }
            Verdict::Keep => self.kept(Field::Name),
            Verdict::Leave => {}
        }
    }
}

/// Brings `person` into `contact`, who may be new with this file.
pub fn contact<'a>(contact: &mut Contact, rules: Rules<'a>, person: &Person, companies: &Companies) -> Filled<'a> {
    let new = &person.record;
    let mut filled = Filled::new(rules, Said::of(contact, &new.ids, rules.is_only));
    if !person.nameless {
        filled.name(contact, new);
    }
    let (own, said) = (&mut contact.name_parts, &new.name_parts);
    for (spot, own, said) in [
        (Spot::Honorific, &mut own.honorific, &said.honorific),
        (Spot::Given, &mut own.given, &said.given),
        (Spot::Middle, &mut own.middle, &said.middle),
        (Spot::Family, &mut own.family, &said.family),
        (Spot::Suffix, &mut own.suffix, &said.suffix),
        (Spot::Nickname, &mut own.nickname, &said.nickname),
    ] {
        filled.text(Field::NameParts, spot, own, said);
    }
    filled.text(Field::Salutation, Spot::Salutation, &mut contact.salutation, &new.salutation);
    filled.jobs(contact, person, companies);
    filled.mails(&mut contact.mails, &new.mails);
    filled.phones(&mut contact.phones, &new.phones);
    filled.addresses(&mut contact.addresses, &new.addresses);
    filled.handles(&mut contact.handles, &new.handles);
    filled.birthday(&mut contact.birthday, new.birthday);
    filled.text(Field::Language, Spot::Language, &mut contact.language, &new.language);
    filled.value(Field::Form, Spot::Form, &mut contact.address_form, &new.address_form, said::debug);
    filled.value(Field::Channel, Spot::Channel, &mut contact.preferred_channel, &new.preferred_channel, said::debug);
    filled.value(Field::Tier, Spot::Tier, &mut contact.tier, &new.tier, said::debug);
    filled.value(Field::Stage, Spot::Stage, &mut contact.stage, &new.stage, said::debug);
    filled.rhythm(&mut contact.cadence, new.cadence);
    let (own, said) = (&mut contact.do_not_contact, &new.do_not_contact);
    filled.value(Field::DoNotContact, Spot::DoNotContact, own, said, said::debug);
    filled.text(Field::Owner, Spot::Owner, &mut contact.owner, &new.owner);
    filled.text(Field::Source, Spot::Source, &mut contact.source, &new.source);
    filled.referrer(contact, new.referred_by.as_ref());
    filled.free(&mut contact.fields, &new.fields);
    contact.archived |= rules.is_new && new.archived;
    filled.tags(&mut contact.tags, &new.tags);
    filled.notes(&mut contact.notes, &new.notes);
    filled.ids(&mut contact.ids, &elsewhere(&new.ids, contact.id.0));
    filled.foreign(&mut contact.foreign, &new.foreign);
    filled
}

/// Keeps with a contact, as they are now, what the cards that were brought into them say.
pub fn remember(contact: &mut Contact, cards: &Cards, companies: &Companies) {
    let said = cards.iter().map(|(_, person)| said(person, companies));
    said::note(contact, &said.collect::<Vec<_>>());
}

fn said<'p>(person: &'p Person, companies: &Companies) -> said::Card<'p> {
    let named = person.companies.iter().filter(|name| !name.is_empty()).map(|name| work::named(name)).collect();
    said::Card { record: &person.record, jobs: work::jobs(person, companies), companies: named }
}

/// The same for somebody new of whom `contact` holds no more than the name, and who has this card alone: there is nothing
/// to compare with, and all that the card says is taken over.
pub fn only_card<'a>(contact: &mut Contact, rules: Rules<'a>, person: Person, companies: &Companies) -> Filled<'a> {
    let mut filled = Filled::new(rules, Said::default());
    filled.jobs(contact, &person, companies);
    said::note(contact, &[said(&person, companies)]);
    let mut new = person.record;
    filled.foreign(&mut contact.foreign, &new.foreign);
    new.fields.retain(|_, text| !text.is_empty());
    *contact = Contact {
        id: contact.id,
        name: std::mem::take(&mut contact.name),
        added: contact.added,
        imported: std::mem::take(&mut contact.imported),
        jobs: std::mem::take(&mut contact.jobs),
        foreign: std::mem::take(&mut contact.foreign),
        mails: each_once(new.mails, |mail| keys::mail(&mail.value)),
        phones: each_once(new.phones, |phone| keys::Number::of(&phone.value, rules.country)),
        addresses: each_once(new.addresses, keys::place),
        handles: each_once(new.handles, |handle| keys::page(&handle.value)),
        tags: each_once(new.tags, |tag| fold(tag)),
        ids: each_once(elsewhere(&new.ids, contact.id.0), lists::id_key),
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

/// Brings the draft `new` into `own`, which may be new with this file. What was said of companies isn't kept: only what is missing
/// comes in.
pub fn company<'a>(own: &mut Company, rules: Rules<'a>, new: &Company) -> Filled<'a> {
    let mut filled = Filled::new(rules, Said::default());
    if keys::company(&own.name) != keys::company(&new.name) {
        filled.kept(Field::Name);
    }
    // Where these stand is of no matter: nothing of them was said.
    filled.text(Field::Industry, Spot::Source, &mut own.industry, &new.industry);
    filled.text(Field::Size, Spot::Source, &mut own.size, &new.size);
    filled.value(Field::Tier, Spot::Tier, &mut own.tier, &new.tier, said::debug);
    filled.free(&mut own.fields, &new.fields);
    filled.text(Field::Web, Spot::Handle, &mut own.web, &new.web);
    filled.mails(&mut own.mails, &new.mails);
    filled.phones(&mut own.phones, &new.phones);
    filled.addresses(&mut own.addresses, &new.addresses);
    filled.tags(&mut own.tags, &new.tags);
    filled.notes(&mut own.notes, &new.notes);
    own.archived |= rules.is_new && new.archived;
    filled.ids(&mut own.ids, &elsewhere(&new.ids, own.id.0));
    filled.foreign(&mut own.foreign, &new.foreign);
    filled
}

/// Ids that aren't the record's own.
fn elsewhere(ids: &[ForeignId], own: Uuid) -> Vec<ForeignId> {
    let is_own = |id: &ForeignId| OWN.contains(&id.source.as_str()) && keys::id(&id.value) == own.to_string();
    ids.iter().filter(|id| !is_own(id)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ContactId, Ids};
    use crate::formats::draft::Draft;
    use crate::formats::vcard;

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
            let rules = Rules { is_new: true, ..Rules::default() };
            let mut companies = Companies::default();
            companies.add_name("Hof", Ids::seeded(2, 2).draw());
            let [mut brought, mut taken] = [(); 2].map(|()| Contact::new(id, "Anna Müller", Default::default()));
            let of_brought = contact(&mut brought, rules, &person, &companies);
            remember(&mut brought, &vec![(0, person.clone())], &companies);
            let of_taken = only_card(&mut taken, rules, person, &companies);
            assert_eq!(taken, brought, "{lines}");
            let told = |filled: &Filled| (filled.kept.clone(), filled.foreign.clone(), filled.wanted.clone());
            assert_eq!(told(&of_taken), told(&of_brought), "{lines}");
        }
    }
}
