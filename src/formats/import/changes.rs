//! The changes of a plan, one by one: each record is made when it is asked for, from its cards, what is there, and what the user
//! decided.

use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc;
use std::thread;

use chrono::NaiveDate;

use super::deciding::{Decided, Needed};
use super::entries::Strangers;
use super::fill::Rules;
use super::{Choice, Choices, Entrant, Field, Here, Organisation, Others, Plan, Referrers, STRIDE, fill, keys, seen};
use crate::domain::birthday::Birthday;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{CARD_ID, Contact, ForeignId, PROFILE_ID, Referrer};
use crate::domain::id::ContactId;
use crate::formats::ReadFile;
use crate::formats::draft::{Draft, Firm, Mark, Person};
use crate::formats::file::{AHEAD, LONG, PART};

/// Somebody's cards in the file: where each stands, and what it says.
pub type Cards = Vec<(usize, Person)>;

impl Plan {
    /// The changes one by one, given to `take`: companies before those who work there, people before what hangs on them. Whom
    /// `here` doesn't give any more is left out. Of a long file the cards of those who come next are read meanwhile.
    pub fn with_changes<E, T>(
        &self,
        file: &ReadFile,
        here: &Here<E>,
        choices: &Choices,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<Change, E>>) -> T,
    ) -> T {
        let decided = self.decided(choices);
        let people = decided.people(&self.people, choices);
        let cards_of = |entrant: &&Entrant| self.cards_of(file, &entrant.cards, &decided);
        let strangers = self.strangers(choices);
        match self.needed(file, here, choices, &decided) {
            Ok(needed) => parts(&people, cards_of, |parts| {
                let decided = (&decided, needed.as_ref(), &strangers);
                take(&mut self.stream(file, parts, here, choices, decided))
            }),
            Err(error) => take(&mut std::iter::once(Err(error))),
        }
    }

    /// `parts` are the people in their order, and their cards.
    fn stream<'a, E>(
        &'a self,
        file: &'a ReadFile,
        parts: impl Iterator<Item = (&'a [&'a Entrant], Vec<Cards>)>,
        here: &'a Here<E>,
        choices: &'a Choices,
        (decided, needed, strangers): (&'a Decided, Option<&'a Needed>, &'a Strangers),
    ) -> impl Iterator<Item = Result<Change, E>> {
        let more = needed.into_iter().flat_map(|needed| &needed.more);
        let companies = self.organisations.iter().chain(more).filter_map(move |organisation| {
            let cards: Vec<u32> = organisation.cards.iter().copied().filter(|card| decided.comes_in(*card)).collect();
            let is_wanted = !cards.is_empty() || needed.is_none_or(|needed| needed.has(organisation.id));
            is_wanted.then(|| self.company_change(file, organisation, &cards, choices)).flatten().map(Ok)
        });
        let people = parts.flat_map(move |(part, cards)| {
            let ids: Vec<ContactId> = part.iter().filter(|one| !one.is_new).map(|one| one.id).collect();
            let (before, failed) = match if ids.is_empty() { Ok(Vec::new()) } else { (here.contacts)(&ids) } {
                Ok(before) => (before, None),
                Err(error) => (Vec::new(), Some(Err(error))),
            };
            let mut before: HashMap<ContactId, Contact> = before.into_iter().map(|one| (one.id, one)).collect();
            let changes = part.iter().zip(cards).flat_map(move |(entrant, cards)| {
                let consents = self.consents_of(entrant, &cards, here, decided);
                let mark = match entrant.is_new {
                    // With their rhythm.
                    true => Ok(None),
                    false => self.mark_change(entrant, &cards, here, choices),
                };
                let left = self.marks_of(file, decided.left_of(entrant.id));
                let contact = match entrant.is_new {
                    true => self.new_contact(entrant.id, cards, choices).map(|mut contact| {
                        seen::leave(&mut contact.ids, left.iter().copied(), self.mark);
                        Change::create(contact)
                    }),
                    false => before.remove(&entrant.id).and_then(|before| self.edit(&cards, &left, before, choices)),
                };
                let consents = match consents {
                    Ok(consents) => consents.into_iter().map(|consent| Ok(Change::create(consent))).collect(),
                    Err(error) => vec![Err(error)],
                };
                contact.into_iter().map(Ok).chain(consents).chain(mark.transpose())
            });
            failed.into_iter().chain(changes)
        });
        let new = strangers.cards(self).filter_map(|(id, cards)| self.new_contact(id, cards, choices));
        let entries = self.entry_changes(file, here, choices, decided, strangers);
        companies
            .chain(people)
            .chain(new.map(|contact| Ok(Change::create(contact))))
            .chain(entries)
            .chain(self.closing_changes(here, decided))
    }

    /// Somebody's cards, as they may come in.
    pub(super) fn cards_of(&self, file: &ReadFile, cards: &[u32], decided: &Decided) -> Cards {
        let cards = people(file, cards, self.options.today, &self.referrers, &self.others);
        cards.map(|(row, person)| (row, decided.with_referrer_here(person))).collect()
    }

    fn marks_of(&self, file: &ReadFile, cards: &[u32]) -> Vec<Mark> {
        people(file, cards, self.options.today, &self.referrers, &self.others).map(|(_, person)| person.mark).collect()
    }

    fn rules<'a>(&self, is_new: bool, is_only: bool, row: usize, choices: &'a Choices) -> Rules<'a> {
        Rules {
            is_new,
            is_only,
            today: self.options.today,
            country: self.options.country,
            empties: self.options.empties || choices.empties,
            wins: choices.wins,
            fields: choices.fields(row),
        }
    }

    /// A new contact as these cards and choices make them.
    pub(super) fn new_contact(&self, id: ContactId, cards: Cards, choices: &Choices) -> Option<Contact> {
        let mut contact = unnamed(id, &cards, self.options.today)?;
        let is_only = cards.len() == 1;
        if is_only && choices.fields(cards[0].0).is_none() {
            for (row, person) in cards {
                fill::only_card(&mut contact, self.rules(true, true, row, choices), person, &self.companies);
            }
        } else {
            self.bring(&mut contact, true, &cards, choices);
            fill::remember(&mut contact, &cards, &self.companies);
        }
        contact.tier = contact.tier.or(choices.tier);
        for tag in &choices.tags {
            if !contact.tags.contains(tag) {
                contact.tags.push(tag.clone());
            }
        }
        Some(contact)
    }

    /// Brings cards into somebody, one after the other. Where the file's word is to stand, that is the first card's that says
    /// anything: what another one says otherwise doesn't replace it.
    /// Says whether anything stays as it is here because the user decided so.
    fn bring(&self, contact: &mut Contact, is_new: bool, cards: &Cards, choices: &Choices) -> bool {
        let mut keeps = false;
        let is_only = cards.len() == 1;
        let mut said: BTreeMap<Field, bool> = BTreeMap::new();
        for (row, person) in cards {
            let rules = self.rules(is_new, is_only && !is_new, *row, choices);
            let mut fields = rules.fields.cloned().unwrap_or_default();
            if choices.concerns(*row) {
                fields.extend(&said);
            }
            let rules = Rules { fields: (!fields.is_empty()).then_some(&fields), ..rules };
            let filled = fill::contact(contact, rules, person, &self.companies);
            keeps |= choices.keeps(*row) && !filled.kept.is_empty();
            said.extend(filled.fields.into_iter().filter(|field| field.is_single()).map(|field| (field, false)));
        }
        keeps
    }

    /// What these cards and choices change about somebody. The cards `left` may be theirs, and don't come in.
    pub(super) fn edit(&self, cards: &Cards, left: &[Mark], before: Contact, choices: &Choices) -> Option<Change> {
        let mut after = before.clone();
        let keeps = self.bring(&mut after, false, cards, choices);
        // What was kept against a file stays against the same file.
        let is_judged = cards.iter().any(|(card, person)| self.is_judged(&before, *card, person));
        if keeps || is_judged || after != before {
            fill::remember(&mut after, cards, &self.companies);
            self.remember_given(&mut after, cards, choices);
        }
        seen::leave(&mut after.ids, left.iter().copied(), self.mark);
        let change = Change::edit(before, after);
        (!change.is_empty()).then_some(change)
    }

    /// Whether an id was taken from a card of theirs that wasn't read before. Whose it is hangs on the others of the file, of which some
    /// may be left out: that the card was read is kept, so that next time it isn't judged again.
    pub(super) fn is_judged(&self, contact: &Contact, card: usize, person: &Person) -> bool {
        let is_taken = u32::try_from(card).is_ok_and(|card| self.others.contains_key(&card));
        is_taken && !seen::is_read(contact, person.mark)
    }

    /// Cards that were given to somebody whose id they have, though it wasn't believed: what they say is remembered under that id, by
    /// which they are theirs from now on.
    fn remember_given(&self, after: &mut Contact, cards: &Cards, choices: &Choices) {
        for (row, person) in cards.iter().filter(|(row, _)| matches!(choices.of(*row), Some(Choice::Into(_)))) {
            let others = u32::try_from(*row).ok().and_then(|card| self.others.get(&card));
            let ids = others.into_iter().flatten();
            let theirs: Vec<&ForeignId> = ids.filter(|id| after.ids.contains(id)).collect();
            for id in theirs {
                let mut person = person.clone();
                person.record.ids = vec![id.clone()];
                fill::remember(after, &vec![(*row, person)], &self.companies);
            }
        }
    }

    /// What these cards make of a company.
    pub(super) fn company_change(
        &self,
        file: &ReadFile,
        organisation: &Organisation,
        cards: &[u32],
        choices: &Choices,
    ) -> Option<Change> {
        let before = self.companies.record(organisation.id);
        let today = self.options.today;
        let mut after = match before {
            Some(before) => before.clone(),
            None => Company::new(organisation.id, &organisation.name, today),
        };
        let drafts: Vec<(usize, Firm)> = companies(file, cards).collect();
        if before.is_none() {
            after.added = added(drafts.iter().map(|(_, draft)| draft.record.added), today);
        }
        let is_taken = |row: &usize| choices.field(*row, Field::Name) != Some(false);
        if drafts.iter().all(|(row, _)| is_taken(row)) {
            organisation.renames(&mut after);
        }
        if before.is_some() {
            organisation.remember_called(&mut after);
        }
        let mut keeps = false;
        for (row, draft) in &drafts {
            let filled = fill::company(&mut after, self.rules(before.is_none(), false, *row, choices), draft);
            keeps |= choices.keeps(*row) && !filled.kept.is_empty();
        }
        if keeps || Some(&after) != before {
            fill::remember_company(&mut after, &drafts);
        }
        let change = Change { before: before.cloned().map(Into::into), after: Some(after.into()) };
        (!change.is_empty()).then_some(change)
    }
}

/// Gives `take` people in parts, each with their cards. Of many those of who comes next are read meanwhile.
fn parts<'a, P: Sync, T>(
    people: &'a [P],
    cards_of: impl Fn(&P) -> Cards + Send,
    take: impl FnOnce(&mut dyn Iterator<Item = (&'a [P], Vec<Cards>)>) -> T,
) -> T {
    let parts = people.chunks(PART);
    let read = move |part: &[P]| part.iter().map(&cards_of).collect::<Vec<_>>();
    if people.len() < LONG {
        return take(&mut parts.map(|part| (part, read(part))));
    }
    thread::scope(|scope| {
        let (ahead, cards) = mpsc::sync_channel(AHEAD);
        let mut reading = parts.clone();
        // Nobody takes any more, if it can't be sent.
        scope.spawn(move || reading.try_for_each(|part| ahead.send(read(part))).unwrap_or_default());
        take(&mut parts.zip(cards))
    })
}

/// The same with each part, until an error ends it.
pub fn each_part<P: Sync, E>(
    people: &[P],
    cards_of: impl Fn(&P) -> Cards + Send,
    mut take: impl FnMut(&[P], Vec<Cards>) -> Result<(), E>,
) -> Result<(), E> {
    parts(people, cards_of, |mut parts| (&mut parts).try_for_each(|(part, cards)| take(part, cards)))
}

/// Changes of which is told now and then how many there were. What `tell` says to that may end them.
pub fn telling<E>(
    changes: impl Iterator<Item = Result<Change, E>>,
    tell: &impl Fn(u64) -> Result<(), E>,
) -> impl Iterator<Item = Result<Change, E>> {
    changes.enumerate().map(move |(done, change)| {
        if done % STRIDE == 0 {
            tell(done as u64)?;
        }
        change
    })
}

/// A contact with the name that its cards give, and nothing else yet.
pub fn unnamed(id: ContactId, cards: &Cards, today: NaiveDate) -> Option<Contact> {
    let (_, named) = cards.iter().find(|(_, person)| !person.nameless).or(cards.first())?;
    let added = added(cards.iter().map(|(_, person)| person.record.added), today);
    Some(Contact::new(id, &named.record.name, added))
}

/// The first of the days added that cards tell, else today.
fn added(told: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> NaiveDate {
    told.filter(|day| *day != NaiveDate::default() && *day <= today).min().unwrap_or(today)
}

/// The people of some cards, as they may come in.
pub fn people(
    file: &ReadFile,
    cards: &[u32],
    today: NaiveDate,
    referrers: &Referrers,
    others: &Others,
) -> impl Iterator<Item = (usize, Person)> {
    cards.iter().filter_map(move |index| {
        let card = file.card(*index as usize)?.ok()?;
        match card.draft {
            Draft::Person(person) => {
                let mut person = admit(Person { origin: card.origin, ..person }, today);
                others.get(index).into_iter().flatten().for_each(|id| without_id(&mut person, id));
                if let Some(id) = referrers.get(&keys::id(&person.referrer_id)) {
                    person.record.referred_by = Some(Referrer::Contact(*id));
                }
                Some((*index as usize, person))
            }
            Draft::Company(_) | Draft::Entry(_) | Draft::Other { .. } => None,
        }
    })
}

pub fn companies(file: &ReadFile, cards: &[u32]) -> impl Iterator<Item = (usize, Firm)> {
    cards.iter().filter_map(|index| {
        let card = file.card(*index as usize)?.ok()?;
        match card.draft {
            Draft::Company(company) => {
                Some((*index as usize, Firm { record: admit_company(company), origin: card.origin }))
            }
            Draft::Person(_) | Draft::Entry(_) | Draft::Other { .. } => None,
        }
    })
}

/// A person as they may come in: with an id by which the card is known again, and no birthday that is still to come.
pub fn admit(mut person: Person, today: NaiveDate) -> Person {
    with_any_id(&mut person);
    person.mark = seen::mark(&person);
    if let Some(ahead) = person.record.birthday.filter(|day| is_ahead(*day, today)) {
        person.record.birthday = None;
        person.record.foreign.push(format!("BDAY:{ahead}"));
    }
    person
}

fn with_any_id(person: &mut Person) {
    if person.record.ids.is_empty() {
        let page = person.record.handles.iter().find_map(|handle| keys::profile(&handle.value));
        let page = page.map(|value| ForeignId { source: PROFILE_ID.to_owned(), value });
        person.record.ids.extend(page.into_iter().chain([card_id(keys::card(person))]));
    }
}

/// Takes an id away that is somebody else's.
pub fn without_id(person: &mut Person, id: &ForeignId) {
    person.record.ids.retain(|one| one != id);
    with_any_id(person);
}

/// A company as it may come in: with an id by which the card is known again.
pub fn admit_company(mut company: Company) -> Company {
    if company.ids.is_empty() {
        company.ids.push(card_id(keys::company(&company.name)));
    }
    company
}

/// The id by which a card without one is known again.
pub fn card_id(value: String) -> ForeignId {
    ForeignId { source: CARD_ID.to_owned(), value }
}

fn is_ahead(birthday: Birthday, today: NaiveDate) -> bool {
    birthday.year().is_some_and(|year| birthday.in_year(year) > today)
}
