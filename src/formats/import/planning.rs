//! Goes through the cards once and decides for each whose it is; then looks at those who are there already and says what
//! would change about them. Whose a card is decides `whose`, who of the new ones may be somebody else `doubles`; companies are `employers`', what happened with people `events`'.

mod deleted;
mod doubles;
mod employers;
mod events;
mod renamed;
mod whose;

use std::collections::{HashMap, HashSet};

use self::renamed::Move;
use super::changes::{Cards, admit, admit_company, each_part, people, unnamed};
use super::deciding::newcomer;
use super::entries::Matched;
use super::fill::{self, Filled, Rules};
use super::known::{Near, bit};
use super::last_contact::later;
use super::{CLEANED, Created, Entrant, Field, Here, Known, Options, Plan, STRIDE, Skipped, Updated};
use crate::domain::consent::Consent;
use crate::domain::contact::Contact;
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::formats::ReadFile;
use crate::formats::draft::{Card, Cleaned, Cleaning, Draft, Person};

/// Plans the import of `file` into the book that `known` was made of. `tell` is told now and then how many records are read. The
/// first error of it or of `here` ends the planning.
pub fn plan<E>(
    file: &ReadFile,
    known: Known,
    ids: &mut Ids,
    options: &Options,
    here: &Here<E>,
    tell: &dyn Fn(u64) -> Result<(), E>,
) -> Result<Plan, E> {
    let mut planning = Planning::new(file, known, ids, options);
    planning.sort_cards(here, tell)?;
    planning.look_at_new(here)?;
    planning.look_at_known(here, tell)?;
    planning.look_at_companies();
    planning.look_at_entries(here, tell)?;
    Ok(planning.plan)
}

struct Planning<'a> {
    file: &'a ReadFile<'a>,
    ids: &'a mut Ids,
    known: Known,
    plan: Plan,
    /// Where a company stands among the plan's organisations.
    places: HashMap<CompanyId, usize>,
    /// Of whom the file tells consents.
    consenting: HashSet<ContactId>,
    /// The ids of those who recommended somebody.
    referrer_ids: HashSet<String>,
    /// The line at which each card begins.
    lines: Vec<usize>,
    /// Cards of whom it can't be told yet whose they are, and who is near, if anybody is.
    later: Vec<(u32, Option<Near>)>,
    /// Whom the file brings, in its order.
    new: Vec<Entrant>,
    /// Entries, first by their places alone, then with whom they concern.
    entries: Vec<(u32, usize)>,
    matched: Vec<Matched>,
    /// New ones, and who is here with the same full name and other ways to be reached.
    namesakes: HashMap<ContactId, ContactId>,
    /// Cards that were left out of some file before, and who they may be for their ids.
    left_before: Vec<(u32, Option<ContactId>)>,
    /// Those of cards that were left out of this one before, and who they may be.
    left: HashMap<ContactId, ContactId>,
    /// Companies that the file names or has cards of.
    mentioned: HashSet<CompanyId>,
    moves: Vec<Move>,
    /// Of whom it is noted by what they are known again.
    noted: HashSet<ContactId>,
    /// Whether anybody was here before.
    is_anybody: bool,
}

impl<'a> Planning<'a> {
    fn new(file: &'a ReadFile<'a>, mut known: Known, ids: &'a mut Ids, options: &Options) -> Self {
        let is_anybody = !known.people.is_empty();
        known.are_several = file.are_several();
        let plan = Plan { options: *options, companies: std::mem::take(&mut known.companies), ..Plan::default() };
        let plan = Plan { promises: std::mem::take(&mut known.promises), ..plan };
        let (places, consenting, referrer_ids) = Default::default();
        let (lines, later, new, entries, matched) = Default::default();
        let (namesakes, mentioned, moves, noted) = Default::default();
        Self {
            file,
            ids,
            known,
            plan,
            places,
            consenting,
            referrer_ids,
            lines,
            later,
            new,
            entries,
            matched,
            namesakes,
            left_before: Vec::new(),
            left: HashMap::new(),
            mentioned,
            moves,
            noted,
            is_anybody,
        }
    }

    /// Decides for each card whose it is.
    fn sort_cards<E>(&mut self, here: &Here<E>, tell: &dyn Fn(u64) -> Result<(), E>) -> Result<(), E> {
        // At most a hundred, so none of them is beyond the limit.
        let outside = self.file.outside().map(|line| (String::new(), line));
        self.plan.cleaned.extend(outside);
        let file = self.file;
        file.each_card(|index, card| {
            if index % STRIDE == 0 {
                tell(index as u64)?;
            }
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            match card {
                Ok(card) => self.sort_card(index, card, here)?,
                Err(refused) => {
                    self.lines.push(refused.line);
                    self.plan.refused.push(refused);
                }
            }
            Ok(())
        })?;
        self.sort_left();
        self.sort_later(here)?;
        self.find_renamed(here)?;
        self.find_referrers();
        self.look_for_gone(here)?;
        self.match_entries();
        self.plan.cleaned.sort_by_key(|(_, cleaned)| cleaned.line);
        // Whom the file has besides is another one.
        let people = self.known.people.iter().filter(|one| !one.cards.is_empty());
        let in_file: HashSet<ContactId> = people.map(|one| one.id).collect();
        self.namesakes.retain(|_, who| !in_file.contains(who));
        self.known.forget();
        self.plan.people = std::mem::take(&mut self.known.people);
        self.plan.people.retain(|entrant| !entrant.cards.is_empty());
        self.plan.people.sort_by_key(|entrant| entrant.cards.first().copied());
        Ok(())
    }

    fn sort_card<E>(&mut self, index: u32, card: Card, here: &Here<E>) -> Result<(), E> {
        self.lines.push(card.line);
        self.plan.read += 1;
        let name = card.draft.name().to_owned();
        card.cleaned.into_iter().for_each(|cleaned| self.tell(&name, cleaned));
        match card.draft {
            Draft::Other { kind, name } => {
                self.plan.skipped.push(Skipped { card: index, line: card.line, name, kind });
            }
            Draft::Entry(_) => self.entries.push((index, card.line)),
            Draft::Company(company) => self.sort_company(index, &admit_company(company)),
            Draft::Person(person) => {
                let said = person.record.birthday;
                let person = admit(Person { origin: card.origin, ..person }, self.plan.options.today);
                if person.record.birthday != said {
                    let cleaned = Cleaned { line: card.line, property: "BDAY".to_owned(), what: Cleaning::NoDay };
                    self.tell(&name, cleaned);
                }
                self.sort_person(index, person, here)?;
            }
        }
        Ok(())
    }

    fn tell(&mut self, name: &str, cleaned: Cleaned) {
        if self.plan.cleaned.len() < CLEANED {
            self.plan.cleaned.push((name.to_owned(), cleaned));
        } else {
            self.plan.cleaned_more += 1;
        }
    }

    fn look_at_new<E>(&mut self, here: &Here<E>) -> Result<(), E> {
        let new: Vec<Entrant> = self.plan.people.extract_if(.., |entrant| entrant.is_new).collect();
        let ids = self.plan.created.iter().map(|created| created.contact);
        let places: HashMap<ContactId, usize> = ids.zip(0..).collect();
        for entrant in &new {
            if let Some(place) = places.get(&entrant.id).filter(|_| entrant.cards.len() > 1) {
                let cards = self.cards_of(&entrant.cards);
                if let Some(created) = self.create(entrant.id, &entrant.cards, cards) {
                    self.plan.created[*place] = created;
                }
            }
            if self.consenting.contains(&entrant.id) {
                let cards = self.cards_of(&entrant.cards);
                self.take_consents(entrant, &cards);
            }
        }
        // Some came late, and may have given their rows to who came later.
        self.plan.created.sort_by_key(|created| created.lines.first().copied());
        self.look_for_deleted(&new, here)?;
        self.look_for_doubles(&new, here)?;
        self.new = new;
        Ok(())
    }

    fn cards_of(&self, cards: &[u32]) -> Cards {
        people(self.file, cards, self.plan.options.today, &self.plan.referrers, &self.plan.others).collect()
    }

    /// Looks at those who are there already in the order of their ids, in which they lie in the store, and leaves those in the
    /// plan of whom something changes.
    fn look_at_known<E>(&mut self, here: &Here<E>, tell: &dyn Fn(u64) -> Result<(), E>) -> Result<(), E> {
        let mut known = std::mem::take(&mut self.plan.people);
        known.sort_unstable_by_key(|entrant| entrant.id);
        let (file, today, referrers) = (self.file, self.plan.options.today, self.plan.referrers.clone());
        let others = self.plan.others.clone();
        let cards_of = |entrant: &Entrant| people(file, &entrant.cards, today, &referrers, &others).collect::<Cards>();
        each_part(&known, cards_of, |part, cards| {
            tell(self.plan.read as u64)?;
            let ids: Vec<ContactId> = part.iter().map(|entrant| entrant.id).collect();
            let mut there: HashMap<ContactId, Contact> =
                (here.contacts)(&ids)?.into_iter().map(|one| (one.id, one)).collect();
            for (entrant, cards) in part.iter().zip(cards) {
                if let Some(contact) = there.remove(&entrant.id) {
                    self.look_at_one(entrant, &cards, contact);
                }
            }
            Ok(())
        })?;
        let plan = &mut self.plan;
        for list in [&mut plan.updated, &mut plan.unchanged] {
            list.sort_by_key(|updated| updated.lines.first().copied());
        }
        let changed: HashSet<ContactId> = plan.updated.iter().map(|updated| updated.contact).collect();
        for entrant in &mut known {
            entrant.changes = changed.contains(&entrant.id);
            entrant.is_noted = !entrant.changes && self.noted.contains(&entrant.id);
        }
        plan.noted = known.iter().filter(|entrant| entrant.is_noted).count();
        plan.people = std::mem::take(&mut self.new);
        plan.people.append(&mut known);
        plan.people.sort_by_key(|entrant| entrant.cards.first().copied());
        Ok(())
    }

    /// What becomes of the cards of someone new.
    fn create(&mut self, id: ContactId, cards: &[u32], people: Cards) -> Option<Created> {
        let mut contact = unnamed(id, &people, self.plan.options.today)?;
        let newcomer = newcomer(&people);
        let (mut kept, several) = (Vec::new(), people.len() > 1);
        for (place, (_, person)) in people.into_iter().enumerate() {
            let filled = if several {
                self.fill(&mut contact, (true, false), &person)
            } else {
                let filled = fill::only_card(&mut contact, self.rules(true, true), person, &self.plan.companies);
                self.want(id, &filled);
                filled
            };
            // Where there are several cards, the first one was counted when it was read.
            if place > 0 || !several {
                self.plan.keep_foreign(&filled);
            }
            kept.extend(filled.kept);
        }
        Some(Created { contact: id, name: contact.name, lines: self.lines_of(cards), newcomer, kept: once(kept) })
    }

    fn look_at_one(&mut self, entrant: &Entrant, cards: &Cards, mut contact: Contact) {
        let (mut fields, mut kept, mut is_older) = (Vec::new(), Vec::new(), false);
        let name = contact.name.clone();
        for (card, person) in cards {
            let filled = self.fill(&mut contact, (false, cards.len() == 1), person);
            if filled.is_noted || self.plan.is_judged(&contact, *card, person) {
                self.noted.insert(entrant.id);
            }
            self.plan.keep_foreign(&filled);
            is_older |= filled.is_outdated();
            fields.extend(filled.fields);
            kept.extend(filled.kept);
        }
        if self.take_consents(entrant, cards) {
            fields.push(Field::Consents);
        }
        if let Some(day) = later(entrant, cards) {
            fields.push(Field::LastContact);
            self.plan.renewed.insert(entrant.id, day);
        }
        let updated = Updated {
            contact: entrant.id,
            name,
            lines: self.lines_of(&entrant.cards),
            fields: once(fields),
            kept: once(kept),
            is_older,
        };
        let list = if updated.fields.is_empty() { &mut self.plan.unchanged } else { &mut self.plan.updated };
        list.push(updated);
    }

    /// Decisions on channels on which nothing is known of someone come in; whether there are any.
    fn take_consents(&mut self, entrant: &Entrant, cards: &Cards) -> bool {
        let mut decided = entrant.decided;
        let mut consents = Vec::new();
        let told = cards.iter().flat_map(|(_, person)| &person.consents);
        for consent in told.filter(|consent| consent.day <= self.plan.options.today) {
            if decided & bit(consent.channel, consent.purpose) == 0 {
                decided |= bit(consent.channel, consent.purpose);
                consents.push(Consent { contact: entrant.id, ..consent.clone() });
            }
        }
        // Of those of one day the first that is told is the newest.
        consents.iter_mut().rev().for_each(|consent| consent.id = self.ids.draw());
        let any = !consents.is_empty();
        if any {
            self.plan.consents.insert(entrant.id, consents);
        }
        any
    }

    /// Brings a card into a contact, and the companies that it takes into the plan.
    fn fill(&mut self, contact: &mut Contact, (is_new, is_only): (bool, bool), person: &Person) -> Filled<'static> {
        let filled = fill::contact(contact, self.rules(is_new, is_only), person, &self.plan.companies);
        self.want(contact.id, &filled);
        filled
    }

    fn rules(&self, is_new: bool, is_only: bool) -> Rules<'static> {
        let Options { today, country, empties } = self.plan.options;
        Rules { is_new, is_only, today, country, empties, ..Rules::default() }
    }

    fn lines_of(&self, cards: &[u32]) -> Vec<usize> {
        cards.iter().filter_map(|card| self.lines.get(*card as usize).copied()).collect()
    }
}

/// Each field once, in their order.
fn once(mut fields: Vec<Field>) -> Vec<Field> {
    fields.sort_unstable();
    fields.dedup();
    fields
}
