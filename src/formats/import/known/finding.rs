//! Who is meant: by a card of the file, an entry of it, or an id.

use std::hash::BuildHasher;

use super::{Entrant, Found, Key, Known, Near, OWN, Who, has_uid, is_ours};
use crate::domain::contact::{ForeignId, LEFT_CARD, READ_CARD};
use crate::domain::id::{CompanyId, ContactId};
use crate::formats::draft::{Mark, Person, Whom};
use crate::formats::import::keys::{self, Keys};
use crate::formats::import::seen;
use crate::formats::monica;

impl Known {
    /// Whose this card was when it was read before.
    pub(in crate::formats::import) fn who_had(&self, mark: Mark) -> Option<usize> {
        self.get(&Key::Id(READ_CARD, &seen::value(mark)))
    }

    /// Whether this card was left out of a file.
    pub(in crate::formats::import) fn was_left(&self, mark: Mark) -> bool {
        self.get(&Key::Id(LEFT_CARD, &seen::value(mark))).is_some()
    }

    /// Who this card may be of, as it was left out of this file.
    pub(in crate::formats::import) fn may_be(&self, mark: Mark, file: u64) -> Option<usize> {
        self.get(&Key::Id(LEFT_CARD, &seen::left_in(mark, file)))
    }

    /// Who a person of the file is, if they are known: by an id; by a mail address or phone number, where the names agree,
    /// or where the file gives none and only one of the book has it; by name and company. Two of a file that both have an id
    /// of their own are two; so are two of a name at one switchboard who differ in mail and company. `is_beside` says of a card whether it stands in
    /// the same file.
    pub(in crate::formats::import) fn find(
        &self,
        person: &Person,
        Keys { names, mails, phones, company }: &Keys,
        is_beside: &dyn Fn(u32) -> bool,
    ) -> Found {
        let mut found = self.with_id(person);
        let has_uid = has_uid(&person.record.ids);
        let may_be = |who: &usize| !(has_uid && self.people[*who].is_told);
        let alike = |who: &usize| {
            let other = &self.people[*who];
            let differ = company.zip(other.works_at).is_some_and(|(one, other)| one != other);
            !(differ && other.has_mail && !mails.is_empty())
        };
        // A number alone says nothing about two rows without names.
        let numbers = if person.nameless { &[][..] } else { phones };
        for name in names {
            let by = |key: Key| self.get(&key).filter(may_be);
            let by_mail = || mails.iter().find_map(|mail| by(Key::MailAndName(mail, name)));
            let by_phone = || {
                let of = |phone: &String| by(Key::PhoneAndName(phone, name)).filter(alike);
                numbers.iter().find_map(of)
            };
            found = found.or_else(|| by_mail().or_else(by_phone));
        }
        if person.nameless {
            let by_mail = || mails.iter().find_map(|mail| self.get(&Key::Mail(mail)));
            found = found.or_else(by_mail);
        } else if company.is_some() || mails.is_empty() && phones.is_empty() {
            // A name alone is somebody only where nothing tells them apart. Two of a name in one company, each with an id of
            // their own, are two; two rows of a file may be, and so may those of two files that both have mail addresses.
            let named = || names.iter().find_map(|name| self.get(&Key::CompanyAndName(*company, name)));
            let is_apart = |other: &Entrant| {
                let is_in_file = other.cards.iter().any(|card| is_beside(*card));
                has_uid && other.has_uid || is_in_file || other.is_mailed && !mails.is_empty()
            };
            // Of new ones the name alone is too little.
            let brought = || company.and_then(|at| names.iter().find_map(|name| self.get(&Key::BroughtAt(at, name))));
            let is_one = |who: &usize| !is_apart(&self.people[*who]);
            found = found.or_else(|| named().filter(is_one)).or_else(|| brought().filter(is_one));
        }
        if let Some(who) = found {
            return Found::One(who);
        }
        let by_mail = mails.iter().find_map(|mail| self.get(&Key::Mail(mail)));
        // What a card without an id said last of somebody may have been changed here.
        let by_told = || mails.iter().find_map(|mail| self.get(&Key::ToldMail(mail)));
        let numbers = || person.record.phones.iter().map(|phone| keys::whole_phone(&phone.value, self.country));
        let by_phone = || numbers().filter(|one| !one.is_empty()).find_map(|one| self.get(&Key::Phone(&one)));
        let near = by_mail.map(|who| Near { who, by_mail: true });
        let near = near.or_else(|| by_phone().map(|who| Near { who, by_mail: false }));
        let near = near.or_else(|| by_told().map(|who| Near { who, by_mail: true }));
        near.map_or(Found::Nobody, Found::Near)
    }

    /// Whom an entry of the file means: by the id, in the program's name if one is told; by a mail address or phone number, with
    /// the name or where only one person has it; by name and company, where they work or did; by a name that only one person has.
    /// `company` is the one that is named, if any is.
    pub(in crate::formats::import) fn whom(
        &self,
        whom: &Whom,
        company: Option<CompanyId>,
        program: &str,
    ) -> Option<usize> {
        let (id, name) = (keys::id(&whom.id), keys::name(&whom.name));
        let (mail, phone) = (keys::mail(&whom.mail), keys::phone(&whom.phone));
        let of = |is_told: bool, key: Key| is_told.then(|| self.get(&key)).flatten();
        let by_id = || {
            let told =
                [program, OWN[0], OWN[1]].into_iter().find_map(|source| of(!id.is_empty(), Key::Id(source, &id)));
            told.or_else(|| of(!id.is_empty(), Key::AnyId(&id)))
        };
        // Of whom it tells who was deleted here, nobody is told by the name alone: another one may be called so.
        let is_gone = [&mail, &phone, &id].into_iter().any(|key| self.gone.contains(key));
        let is_named = !name.is_empty() && !is_gone;
        let number = keys::whole_phone(&whom.phone, self.country);
        // Who works nowhere, as far as it is known, may work there.
        let may_be = |who: &usize| company.is_none() && whom.company.is_empty() || self.people[*who].works_at.is_none();
        by_id()
            .or_else(|| of(is_named && !mail.is_empty(), Key::MailAndName(&mail, &name)))
            .or_else(|| of(!mail.is_empty(), Key::Mail(&mail)))
            .or_else(|| of(is_named && !phone.is_empty(), Key::PhoneAndName(&phone, &name)))
            .or_else(|| of(!number.is_empty(), Key::Phone(&number)))
            .or_else(|| of(is_named && company.is_some(), Key::CompanyAndName(company, &name)))
            .or_else(|| of(is_named, Key::Name(&name)).filter(may_be))
    }

    /// Who has one of a card's ids.
    fn with_id(&self, person: &Person) -> Option<usize> {
        person.record.ids.iter().find_map(|id| self.of_foreign(id))
    }

    /// Who has this id. One that touchbase gave is the same in a table and in a card, and that of somebody who was merged into another
    /// one elsewhere is their own here.
    pub(in crate::formats::import) fn of_foreign(&self, id: &ForeignId) -> Option<usize> {
        let value = keys::id(&id.value);
        let as_own = || OWN.iter().filter(|_| is_ours(id)).find_map(|source| self.get(&Key::Id(source, &value)));
        self.get(&Key::Id(&id.source, &value)).or_else(as_own)
    }

    /// Somebody of the book who has just one of these full names.
    pub(in crate::formats::import) fn namesake(&self, names: &[String]) -> Option<ContactId> {
        let full = names.iter().filter(|name| name.contains(' '));
        let whos = full.filter_map(|name| self.index.get(&self.state.hash_one(Key::Name(name))));
        let people = whos.filter_map(|who| {
            self.people.get(match who {
                Who::One(who) | Who::Several(who) => *who as usize,
            })
        });
        people.filter(|one| !one.is_new).map(|one| one.id).next()
    }

    /// Whether someone of the book has just one of these names.
    pub(in crate::formats::import) fn is_called(&self, who: usize, names: &[String]) -> bool {
        names.iter().any(|name| self.people[who].name.is_some_and(|called| self.hash_of(name) == Some(called)))
    }

    /// Who has this id, compared as [`keys::id`] gives it, in a file that touchbase or another program that tells who
    /// recommended whom may have written.
    pub(in crate::formats::import) fn of_id(&self, id: &str) -> Option<ContactId> {
        let who = OWN.iter().chain([&monica::SOURCE]).find_map(|source| self.get(&Key::Id(source, id)))?;
        Some(self.people[who].id)
    }
}
