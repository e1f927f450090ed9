//! Whose a card is: somebody's of the book or of the file, or somebody new's. By ids, mail, phone, name and company that is told at once;
//! where the name is another one it is told when all cards were read, since another of them may be that one's own.

use std::collections::{HashMap, HashSet};

use super::Planning;
use crate::domain::contact::{CARD_ID, Contact, ForeignId};
use crate::domain::id::ContactId;
use crate::domain::pairs::{Alike, Reason};
use crate::formats::draft::{Cleaned, Cleaning, Person};
use crate::formats::import::changes::{card_id, without_id};
use crate::formats::import::keys::{self, Keys};
use crate::formats::import::known::{Found, Near};
use crate::formats::import::said::{has_source_given, has_source_said, strong_of_contact};
use crate::formats::import::{Double, Here};

impl Planning<'_> {
    pub(super) fn sort_person<E>(&mut self, index: u32, mut person: Person, here: &Here<E>) -> Result<(), E> {
        let mut one_company = Vec::new();
        for name in &person.companies {
            let is_known = self.plan.companies.named(name).is_some();
            let id = self.plan.companies.learn(name, || self.ids.draw());
            self.mentioned.extend(id);
            let other = id.and_then(|id| self.plan.companies.name_of(id)).filter(|other| !is_known && other != name);
            one_company.extend(other.map(|other| format!("{name}, {other}")));
        }
        let keys = Keys::of(&person, &self.plan.companies);
        let may_be = self.leave_others_ids(index, &mut person, &keys, here)?;
        self.plan.mark = self.plan.mark.wrapping_add(person.mark.all);
        if let Some(who) = self.known.who_had(person.mark) {
            self.give(index, &person, &keys, who);
            return Ok(());
        }
        if self.known.was_left(person.mark) {
            self.left_before.push((index, may_be));
            return Ok(());
        }
        // Of cards that were read before it was said then.
        for property in one_company {
            let line = self.lines.last().copied().unwrap_or_default();
            self.tell(&person.record.name, Cleaned { line, property, what: Cleaning::OneCompany });
        }
        self.find_person(index, person, &keys, may_be);
        Ok(())
    }

    /// Those of cards that were left out before: of the same file they are asked about as before, whatever has come in from it.
    pub(super) fn sort_left(&mut self) {
        for (index, may_be) in std::mem::take(&mut self.left_before) {
            let Some((_, person)) = self.cards_of(&[index]).pop() else { continue };
            let keys = Keys::of(&person, &self.plan.companies);
            match self.known.may_be(person.mark, self.plan.mark) {
                Some(who) => {
                    let of = self.known.people[who].id;
                    let new = self.enter(index, person, &keys);
                    self.left.insert(new, of);
                }
                None => self.find_person(index, person, &keys, may_be),
            }
        }
    }

    fn find_person(&mut self, index: u32, person: Person, keys: &Keys, may_be: Option<ContactId>) {
        match self.find(index, &person, keys) {
            Found::One(who) => self.give(index, &person, keys, who),
            Found::Near(near) => self.later.push((index, Some(near))),
            // Whose address it is a card behind it may tell.
            Found::Nobody if person.nameless && !person.record.mails.is_empty() => self.later.push((index, None)),
            Found::Nobody => {
                let new = self.enter(index, person, keys);
                self.plan.doubles.extend(may_be.map(|who| (new, Double::of(who, vec![Reason::Name(Alike::Loose)]))));
            }
        }
    }

    /// Who a card is of, as far as it is known by then.
    fn find(&self, index: u32, person: &Person, keys: &Keys) -> Found {
        let part = self.file.part(index as usize);
        self.known.find(person, keys, &|card| self.file.part(card as usize) == part)
    }

    /// Decides on those of whom somebody in the book alone has the mail address or the phone number: a card with another surname is
    /// theirs, unless the file has them by their own name, or several who may be.
    pub(super) fn sort_later<E>(&mut self, here: &Here<E>) -> Result<(), E> {
        let later = std::mem::take(&mut self.later);
        let mut claims: HashMap<usize, HashSet<String>> = HashMap::new();
        let mut there: HashMap<usize, Option<Contact>> = HashMap::new();
        let mut cards: Vec<(u32, Option<Near>, Person)> = Vec::new();
        // Who of these is reached in one way.
        let mut reached: HashMap<String, HashSet<String>> = HashMap::new();
        for (index, near) in later {
            let Some((_, person)) = self.cards_of(&[index]).pop() else { continue };
            if let Some(Near { who, by_mail }) = near {
                if let std::collections::hash_map::Entry::Vacant(unread) = there.entry(who) {
                    unread.insert((here.contacts)(&[self.known.people[who].id])?.pop());
                }
                if there.get(&who).into_iter().flatten().any(|there| is_likely_theirs(there, &person, by_mail)) {
                    claims.entry(who).or_default().insert(claim(&person));
                }
            }
            for way in self.ways(&person, true).chain(self.ways(&person, false)) {
                reached.entry(way).or_default().insert(claim(&person));
            }
            cards.push((index, near, person));
        }
        let is_in_file: HashSet<usize> =
            there.keys().copied().filter(|who| !self.known.people[*who].cards.is_empty()).collect();
        for (index, near, person) in cards {
            let keys = Keys::of(&person, &self.plan.companies);
            // A card that was read after it may have told whose it is, or that others are reached so, too.
            let near = match self.find(index, &person, &keys) {
                Found::One(known) => {
                    self.give(index, &person, &keys, known);
                    continue;
                }
                found => near.filter(|near| found == Found::Near(*near) && !is_in_file.contains(&near.who)),
            };
            let Some(Near { who, by_mail }) = near else {
                self.enter(index, person, &keys);
                continue;
            };
            let id = self.known.people[who].id;
            let Some(Some(there)) = there.get(&who) else {
                self.enter(index, person, &keys);
                continue;
            };
            let is_one = |claims: Option<&HashSet<String>>| claims.is_none_or(|claims| claims.len() == 1);
            let is_alone = is_one(claims.get(&who)) && self.ways(&person, by_mail).all(|way| is_one(reached.get(&way)));
            let is_renamed = !person.nameless && keys::is_renamed(there, &person.record);
            let is_theirs = is_alone && is_likely_theirs(there, &person, by_mail);
            if is_theirs {
                self.give(index, &person, &keys, who);
                continue;
            }
            let may_be = is_alone && (by_mail || is_renamed || person.nameless);
            let new = self.enter(index, person, &keys);
            if may_be {
                let reason = if by_mail { Reason::Mail } else { Reason::Phone };
                self.plan.doubles.insert(new, Double::of(id, vec![reason]));
            }
        }
        // What is said first of somebody stands first in the file.
        self.known.people.iter_mut().for_each(|one| one.cards.sort_unstable());
        Ok(())
    }

    /// By what somebody may be known whatever their name is: mail addresses of their own, or phone numbers.
    fn ways<'p>(&self, person: &'p Person, by_mail: bool) -> impl Iterator<Item = String> + use<'p> {
        let country = self.plan.options.country;
        let mails = person.record.mails.iter().map(|one| keys::mail(&one.value)).filter(|mail| !keys::is_shared(mail));
        let phones = person.record.phones.iter().map(move |one| keys::whole_phone(&one.value, country));
        mails.filter(move |_| by_mail).chain(phones.filter(move |number| !by_mail && !number.is_empty()))
    }

    /// The card is somebody's who is known.
    fn give(&mut self, index: u32, person: &Person, keys: &Keys, who: usize) {
        self.note_move(index, who, keys.company);
        self.known.add_card(person, keys, who);
        self.put(index, person, who);
    }

    /// The card is the first of somebody new; who that is.
    fn enter(&mut self, index: u32, person: Person, keys: &Keys) -> ContactId {
        let id = self.ids.draw();
        if let Some(who) = self.known.namesake(&keys.names) {
            self.namesakes.insert(id, who);
        }
        let who = self.known.add_person(&person, keys, id);
        self.put(index, &person, who);
        let created = self.create(id, &[index], vec![(index as usize, person)]);
        self.plan.created.extend(created);
        id
    }

    fn put(&mut self, index: u32, person: &Person, who: usize) {
        let entrant = &mut self.known.people[who];
        entrant.cards.push(index);
        if !person.consents.is_empty() {
            self.consenting.insert(entrant.id);
        }
        let referrer = keys::id(&person.referrer_id);
        if !referrer.is_empty() {
            self.referrer_ids.insert(referrer);
        }
    }

    /// Takes the ids away by which a card would be somebody's of whom it doesn't tell; says who of the book it may tell of all the same,
    /// since their given names are alike. Where the same source gave them the same id, that is enough.
    fn leave_others_ids<E>(
        &mut self,
        index: u32,
        person: &mut Person,
        keys: &Keys,
        here: &Here<E>,
    ) -> Result<Option<ContactId>, E> {
        let mut may_be = None;
        // Who came in by such a card without its id before is who it tells of.
        let own = self.known.of_foreign(&card_id(keys::card(person)));
        // Each of them: the first may be their own, and another one isn't for that.
        for id in person.record.ids.clone() {
            let known = self.known.of_foreign(&id).filter(|_| id.source != CARD_ID && !person.nameless);
            let Some(who) = known.filter(|who| !self.known.is_called(*who, &keys.names)) else { continue };
            let entrant = &self.known.people[who];
            let (is_new, known) = (entrant.is_new, entrant.id);
            let there = if is_new {
                self.cards_of(entrant.cards.get(..1).unwrap_or_default()).pop().map(|(_, first)| first.record)
            } else {
                (here.contacts)(&[known])?.pop()
            };
            let is_own = own.is_some_and(|own| own != who);
            let is_another = |there: &Contact| is_own || keys::is_another(there, keys, &id.value);
            let Some(there) = there.filter(is_another) else { continue };
            if !is_new && !is_own && keys::is_renamed(&there, &person.record) {
                if has_source_given(&there.imported, person.origin, &id) {
                    continue;
                }
                may_be = may_be.or(Some(known));
            }
            let line = self.lines.last().copied().unwrap_or_default();
            let property = format!("{} ({})", id.value, there.name);
            self.tell(&person.record.name, Cleaned { line, property, what: Cleaning::IdOfAnother });
            without_id(person, &id);
            self.plan.others.entry(index).or_default().push(id);
        }
        Ok(may_be)
    }

    /// Who recommended somebody may stand behind them in the file.
    pub(super) fn find_referrers(&mut self) {
        for id in std::mem::take(&mut self.referrer_ids) {
            if let Some(who) = self.known.of_id(&id) {
                self.plan.referrers.insert(id, who);
            }
        }
    }
}

/// Whether a card of somebody who is called otherwise is theirs who alone has its mail address, or else its phone number.
fn is_likely_theirs(there: &Contact, person: &Person, by_mail: bool) -> bool {
    // Another name and mail address at once, and the number that this source said of them.
    let is_their_row = || {
        let is_without_id = person.record.ids.iter().all(ForeignId::is_own);
        is_without_id && has_source_said(&there.imported, person.origin, &strong_of_contact(&person.record))
    };
    person.nameless || keys::is_renamed(there, &person.record) && (by_mail || is_their_row())
}

/// By what cards that are near somebody are told apart: rows without a name by all that they say.
fn claim(person: &Person) -> String {
    if person.nameless { keys::card(person) } else { keys::name(&person.record.name) }
}
