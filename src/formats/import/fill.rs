//! A draft into a record: fills what is empty, adds what is missing, and takes over what is newer in the file where nothing was
//! changed here. Says what it filled, and what the file says otherwise and stays as it is.

mod alone;
mod company;
mod lists;
mod single;
mod work;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

pub use self::alone::only_card;
pub use self::company::{company, remember_company, remember_company_name};
pub use self::work::named;
use super::changes::Cards;
use super::choices::Side;
use super::companies::Companies;
use super::known::is_ours;
use super::said::{self, Said, Spot};
use super::{Field, keys, seen};
use crate::domain::contact::{Contact, ForeignId};
use crate::domain::country::Country;
use crate::formats::draft::{Origin, Person};

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
    /// By the last imports of this card and others.
    said: Said,
    origin: Origin,
    /// Filled, changed or added to; each once, in the fields' order.
    pub fields: Vec<Field>,
    /// What the draft says otherwise; each once.
    pub kept: Vec<Field>,
    /// The names of the foreign properties that were added, one for each.
    pub foreign: Vec<String>,
    /// Companies that a job needs and that aren't in the book.
    pub wanted: Vec<String>,
    /// Whether something is noted by which the card is known again: that is touchbase's own, and no change.
    pub is_noted: bool,
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
    fn new(rules: Rules<'a>, said: Said, origin: Origin) -> Self {
        Self { rules, said, origin, ..Self::default() }
    }

    /// Whether the card is older than the one that came in last: it doesn't take back what is newer, unless that is asked for.
    pub fn is_outdated(&self) -> bool {
        self.said.is_after(self.origin) && self.rules.wins != Some(Side::File)
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
}

/// Brings `person` into `contact`, who may be new with this file. What this card said before, just as it is, came in then: where it
/// isn't so here, that was meant.
pub fn contact<'a>(contact: &mut Contact, rules: Rules<'a>, person: &Person, companies: &Companies) -> Filled<'a> {
    let is_asked_for = rules.empties || rules.fields.is_some() || rules.wins == Some(Side::File);
    if !is_asked_for && seen::is_read(contact, person.mark) {
        let Filled { kept, .. } = bring(&mut contact.clone(), rules, person, companies);
        return Filled { rules, kept, ..Filled::default() };
    }
    bring(contact, rules, person, companies)
}

fn bring<'a>(contact: &mut Contact, rules: Rules<'a>, person: &Person, companies: &Companies) -> Filled<'a> {
    let new = &person.record;
    let said = Said::of((&*contact).into(), person.origin, &new.ids, rules.is_only, &said::strong_of_contact(new));
    let mut filled = Filled::new(rules, said, person.origin);
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
    filled.ceiling(&mut contact.ceiling, new.ceiling);
    let (own, said) = (&mut contact.do_not_contact, &new.do_not_contact);
    filled.value(Field::DoNotContact, Spot::DoNotContact, own, said, said::debug);
    filled.text(Field::Owner, Spot::Owner, &mut contact.owner, &new.owner);
    filled.text(Field::Source, Spot::Source, &mut contact.source, &new.source);
    filled.referrer(contact, new.referred_by.as_ref());
    filled.free(&mut contact.fields, &new.fields);
    contact.archived |= rules.is_new && new.archived;
    filled.tags(&mut contact.tags, &new.tags);
    filled.notes(&mut contact.notes, &new.notes);
    let here = contact.ids.clone();
    filled.ids(&mut contact.ids, &elsewhere(&new.ids, contact.id.0, &here));
    filled.foreign(&mut contact.foreign, &new.foreign);
    filled
}

/// Keeps with a contact, as they are now, what the cards that were brought into them say.
pub fn remember(contact: &mut Contact, cards: &Cards, companies: &Companies) {
    let marks = cards.iter().map(|(_, person)| (person.mark, person.origin));
    let cards: Vec<said::Card> = cards.iter().map(|(_, person)| said(person, companies)).collect();
    let here = &*contact;
    let standing = |said: &Said| said::standing(said::of_contact(here, &here.jobs), &here.notes, said);
    contact.imported = said::note(here.into(), &cards, standing);
    seen::read(&mut contact.ids, marks);
}

/// What a card says, with its jobs at the companies as far as they are known here, and the names of all of them.
fn said<'p>(person: &'p Person, companies: &Companies) -> said::Card<'p> {
    let record = &person.record;
    let mut prints = said::of_contact(record, &work::jobs(person, companies));
    prints.extend(person.companies.iter().filter(|name| !name.is_empty()).map(|name| work::named(name)));
    said::Card { origin: person.origin, ids: &record.ids, prints, strong: said::strong_of_contact(record) }
}

/// Ids that aren't the record's own, nor were those of one that was merged into it, nor are `here` as those of another kind of
/// file: an older card isn't another program's.
fn elsewhere(ids: &[ForeignId], own: Uuid, here: &[ForeignId]) -> Vec<ForeignId> {
    let own = own.to_string();
    let is_here = |value: &str| here.iter().any(|known| is_ours(known) && keys::id(&known.value) == value);
    let is_told = |value: &str| value == own || is_here(value);
    ids.iter().filter(|id| !(is_ours(id) && is_told(&keys::id(&id.value)))).cloned().collect()
}
