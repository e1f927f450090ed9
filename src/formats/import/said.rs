//! What an import said of a contact, so that the next one of the same source tells what was changed here from what is new in the
//! file: fingerprints of all values of a card, kept with the contact under a fingerprint of the card's id.
//!
//! A value that stands here and was said is the file's, and gives way to a newer one; one that was said and doesn't stand here any
//! more was changed by the user, and stays so. Fingerprints are thirty bits of a checksum, written in five signs: some fifteen
//! of them take less room than the card's mail address and note.

use std::collections::{BTreeMap, BTreeSet};

use super::keys;
use crate::domain::cadence::Cadence;
use crate::domain::contact::{CARD_ID, Contact, ForeignId, Job};
use crate::formats::vcard;

/// Where a value stands. The signs are kept with contacts and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Spot {
    Id = b'i',
    Name = b'n',
    Honorific = b'h',
    Given = b'g',
    Middle = b'm',
    Family = b'f',
    Suffix = b'x',
    Nickname = b'k',
    Salutation = b'a',
    Company = b'c',
    Role = b'r',
    Department = b'd',
    JobSince = b'j',
    Mail = b'e',
    Phone = b'p',
    Address = b'A',
    Handle = b'w',
    Birthday = b'b',
    Language = b'l',
    Form = b's',
    Channel = b'C',
    Tier = b't',
    Stage = b'S',
    Rhythm = b'R',
    DoNotContact = b'D',
    Owner = b'o',
    Source = b'O',
    ReferredBy = b'B',
    Tag = b'T',
    Notes = b'N',
    Free = b'F',
    Foreign = b'X',
    /// What an entry says of itself.
    Entry = b'E',
}

/// Thirty bits that stand for a value.
pub type Print = u32;

/// The fingerprint of a value.
pub fn print(spot: Spot, value: &str) -> Print {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&[spot as u8]);
    crc.update(value.as_bytes());
    crc.finalize() >> 2
}

/// What a card said, by fingerprints.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said(BTreeSet<Print>);

impl Said {
    /// What was said last by the card with these ids, if it is known.
    pub fn of(contact: &Contact, ids: &[ForeignId], is_only: bool) -> Self {
        place(contact, ids, is_only)
            .and_then(|key| contact.imported.get(&key))
            .map_or_else(Self::default, |text| Self::read(text))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, print: Print) -> bool {
        self.0.contains(&print)
    }

    fn read(text: &str) -> Self {
        Self(text.as_bytes().chunks_exact(SIGNS).filter_map(read_print).collect())
    }

    fn write(&self) -> String {
        self.0.iter().fold(String::with_capacity(self.0.len() * SIGNS), |mut text, print| {
            put_print(&mut text, *print);
            text
        })
    }
}

/// What a card says.
pub struct Card<'a> {
    pub record: &'a Contact,
    /// Its jobs with the companies as far as they are known here.
    pub jobs: Vec<Job>,
    /// The names of all of them.
    pub companies: Vec<Print>,
}

/// Notes with a contact, as it is now, what cards say. What several say that have one id is kept together.
pub fn note(contact: &mut Contact, cards: &[Card]) {
    let mut all: BTreeMap<String, BTreeSet<Print>> = BTreeMap::new();
    let mut replaced: Vec<String> = Vec::new();
    let is_only = cards.len() == 1;
    for Card { record: card, jobs, companies } in cards {
        let Some(key) = card.ids.first().map(key) else { continue };
        let before = Said::of(contact, &card.ids, is_only);
        let said = all.entry(key.clone()).or_default();
        if !before.is_empty() && said.is_empty() {
            // What the file says no more and stands here may yet be emptied.
            said.extend(prints(contact, &contact.jobs).filter(|print| before.has(*print)));
        }
        said.extend(prints(card, jobs).chain(companies.iter().copied()));
        replaced.extend(place(contact, &card.ids, is_only).filter(|old| *old != key));
    }
    replaced.iter().for_each(|old| _ = contact.imported.remove(old));
    contact.imported.extend(all.into_iter().map(|(key, said)| (key, Said(said).write())));
}

/// Under what a card with these ids stands: its own, or where the file gives it none and it says other things by now, the only one
/// that came without.
fn place(contact: &Contact, ids: &[ForeignId], is_only: bool) -> Option<String> {
    let first = ids.first()?;
    let key = key(first);
    if contact.imported.contains_key(&key) {
        return Some(key);
    }
    if first.source != CARD_ID || !is_only {
        return None;
    }
    let name = |id: &ForeignId| id.value.split('|').next().map(str::to_owned);
    let others =
        contact.ids.iter().filter(|id| id.source == CARD_ID && *id != first && name(id) == name(first)).map(self::key);
    let mut others = others.filter(|key| contact.imported.contains_key(key));
    others.next().filter(|_| others.next().is_none())
}

fn key(id: &ForeignId) -> String {
    let mut text = String::with_capacity(SIGNS);
    put_print(&mut text, print(Spot::Id, &format!("{}\0{}", id.source, keys::id(&id.value))));
    text
}

/// All that a contact or card says; `jobs` are its jobs with the companies they have here.
fn prints<'a>(one: &'a Contact, jobs: &'a [Job]) -> impl Iterator<Item = Print> + 'a {
    let parts = &one.name_parts;
    let texts = [
        (Spot::Name, &one.name),
        (Spot::Honorific, &parts.honorific),
        (Spot::Given, &parts.given),
        (Spot::Middle, &parts.middle),
        (Spot::Family, &parts.family),
        (Spot::Suffix, &parts.suffix),
        (Spot::Nickname, &parts.nickname),
        (Spot::Salutation, &one.salutation),
        (Spot::Language, &one.language),
        (Spot::Owner, &one.owner),
        (Spot::Source, &one.source),
        (Spot::Notes, &one.notes),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(spot, text)| print(spot, text));
    let choices = [
        (Spot::Birthday, one.birthday.map(|day| day.to_string())),
        (Spot::Form, one.address_form.as_ref().map(debug)),
        (Spot::Channel, one.preferred_channel.as_ref().map(debug)),
        (Spot::Tier, one.tier.as_ref().map(debug)),
        (Spot::Stage, one.stage.as_ref().map(debug)),
        (Spot::Rhythm, (one.cadence != Cadence::ByTier).then(|| debug(&one.cadence))),
        (Spot::DoNotContact, one.do_not_contact.as_ref().map(debug)),
        (Spot::ReferredBy, one.referred_by.as_ref().map(debug)),
    ];
    let choices = choices.into_iter().filter_map(|(spot, text)| Some(print(spot, &text?)));
    let jobs = jobs.iter().filter(|job| job.to.is_none()).flat_map(|job| {
        let company = job.company.map(|company| print(Spot::Company, &company.to_string()));
        let role = (!job.role.is_empty()).then(|| print(Spot::Role, &job.role));
        let department = (!job.department.is_empty()).then(|| print(Spot::Department, &job.department));
        [company, role, department, job.from.map(|day| print(Spot::JobSince, &debug(&day)))].into_iter().flatten()
    });
    let lists = one.mails.iter().map(|mail| print(Spot::Mail, &keys::mail(&mail.value)));
    let lists = lists.chain(one.phones.iter().map(|phone| print(Spot::Phone, &keys::phone(&phone.value))));
    let lists = lists.chain(one.addresses.iter().map(|address| print(Spot::Address, &keys::place(address))));
    let lists = lists.chain(one.handles.iter().map(|handle| print(Spot::Handle, &keys::page(&handle.value))));
    let lists = lists.chain(one.tags.iter().map(|tag| print(Spot::Tag, tag)));
    let lists = lists.chain(one.fields.iter().map(|(name, value)| print(Spot::Free, &free(name, value))));
    let lists = lists
        .chain(one.foreign.iter().filter(|lines| !vcard::is_beside(lines)).map(|lines| print(Spot::Foreign, lines)));
    texts.chain(choices).chain(jobs).chain(lists)
}

/// A free field as one text.
pub fn free(name: &str, value: &str) -> String {
    format!("{name}\0{value}")
}

/// A choice as a text.
pub fn debug(choice: &impl std::fmt::Debug) -> String {
    format!("{choice:?}")
}

/// Signs of a fingerprint, six bits each.
const SIGNS: usize = 5;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn put_print(text: &mut String, print: Print) {
    let sign = |at: usize| ALPHABET[(print >> (6 * at) & 63) as usize];
    text.extend((0..SIGNS).map(|at| char::from(sign(at))));
}

fn read_print(signs: &[u8]) -> Option<Print> {
    let value = |sign: &u8| ALPHABET.iter().position(|known| known == sign).and_then(|at| u32::try_from(at).ok());
    signs.iter().rev().try_fold(0, |print, sign| Some(print << 6 | value(sign)?))
}

/// A fingerprint as text, for what carries its own.
pub fn signs(print: Print) -> String {
    let mut text = String::with_capacity(SIGNS);
    put_print(&mut text, print);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_read_again() {
        let said = Said((0..40_u32).map(|n| print(Spot::Mail, &n.to_string())).chain([0, u32::MAX >> 2]).collect());
        assert_eq!(Said::read(&said.write()), said);
        assert_eq!(said.write().len(), 42 * SIGNS);
        assert!(said.has(print(Spot::Mail, "7")) && !said.has(print(Spot::Phone, "7")));
        assert_eq!(Said::read("!!!!!"), Said::default(), "what isn't ours says nothing");
    }
}
