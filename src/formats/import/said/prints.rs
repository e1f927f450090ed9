//! Fingerprints of what cards and records say, value by value.

use std::collections::BTreeMap;

use super::Said;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::company::Company;
use crate::domain::contact::{Address, Contact, Job, Labelled};
use crate::domain::search::fold;
use crate::formats::import::{keys, notes};
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
    PastJob = b'P',
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
    Ceiling = b'U',
    DoNotContact = b'D',
    Owner = b'o',
    Source = b'O',
    ReferredBy = b'B',
    Tag = b'T',
    Notes = b'N',
    Free = b'F',
    Foreign = b'X',
    Industry = b'I',
    Size = b'z',
    Web = b'W',
    /// What an entry says of itself.
    Entry = b'E',
}

/// Thirty bits that stand for a value.
pub type Print = u32;

/// The fingerprint of a value.
pub fn print(spot: Spot, value: &str) -> Print {
    let mut printing = Printing::of(spot);
    printing.update(value);
    printing.print()
}

/// A fingerprint of a value that is given in pieces.
#[derive(Debug, Clone)]
pub struct Printing(crc32fast::Hasher);

impl Printing {
    pub fn of(spot: Spot) -> Self {
        let mut crc = crc32fast::Hasher::new();
        crc.update(&[spot as u8]);
        Self(crc)
    }

    pub fn update(&mut self, more: &str) {
        self.0.update(more.as_bytes());
    }

    /// Of all that was given so far.
    pub fn print(&self) -> Print {
        self.0.clone().finalize() >> 2
    }
}

/// What of a contact's card tells it from others of its source whatever their names are.
pub fn strong_of_contact(one: &Contact) -> Vec<Print> {
    strong(&one.mails, &one.phones).collect()
}

/// The same of a company's.
pub fn strong_of_company(one: &Company) -> Vec<Print> {
    let web = (!one.web.is_empty()).then(|| print(Spot::Web, &one.web));
    // Several people read a company's addresses, and yet they are its own.
    let mails = one.mails.iter().map(|mail| print(Spot::Mail, &keys::mail(&mail.value)));
    strong(&[], &one.phones).chain(mails).chain(web).collect()
}

fn strong<'a>(mails: &'a [Labelled], phones: &'a [Labelled]) -> impl Iterator<Item = Print> + 'a {
    let mails = mails.iter().map(|mail| keys::mail(&mail.value)).filter(|mail| !keys::is_shared(mail));
    let phones = phones.iter().map(|phone| keys::phone(&phone.value)).filter(|digits| digits.len() >= DIGITS);
    mails.map(|mail| print(Spot::Mail, &mail)).chain(phones.map(|phone| print(Spot::Phone, &phone)))
}

/// Digits of a phone number at least by which somebody can be told.
const DIGITS: usize = 6;

/// What of a contact or card was said, as far as it still stands here.
pub fn standing(prints: Vec<Print>, notes: &str, said: &Said) -> Vec<Print> {
    let mut prints: Vec<Print> = prints.into_iter().filter(|print| said.has(*print)).collect();
    if let notes::Part::One(part) = notes::part(notes, said) {
        prints.extend(of_notes(&notes[part]));
    }
    prints
}

/// A note, and that there was one: which was said doesn't show which of the fingerprints is the note's.
fn of_notes(notes: &str) -> impl Iterator<Item = Print> {
    let texts = [notes, ""].into_iter().filter(move |_| !notes.is_empty());
    texts.map(|text| print(Spot::Notes, text))
}

/// All that a contact or card says; `jobs` are its jobs with the companies they have here.
pub fn of_contact(one: &Contact, jobs: &[Job]) -> Vec<Print> {
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
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(spot, text)| print(spot, text));
    let choices = [
        (Spot::Birthday, one.birthday.map(|day| day.to_string())),
        (Spot::Form, one.address_form.as_ref().map(debug)),
        (Spot::Channel, one.preferred_channel.as_ref().map(debug)),
        (Spot::Tier, one.tier.as_ref().map(debug)),
        (Spot::Stage, one.stage.as_ref().map(debug)),
        (Spot::Rhythm, rhythm(one.cadence)),
        (Spot::Ceiling, (one.ceiling != Ceiling::ByTier).then(|| debug(&one.ceiling))),
        (Spot::DoNotContact, one.do_not_contact.as_ref().map(debug)),
        (Spot::ReferredBy, one.referred_by.as_ref().map(debug)),
    ];
    let choices = choices.into_iter().filter_map(|(spot, text)| Some(print(spot, &text?)));
    let past = jobs.iter().filter(|job| job.to.is_some()).map(|job| print(Spot::PastJob, &past_job(job)));
    let jobs = jobs.iter().filter(|job| job.to.is_none()).flat_map(|job| {
        let company = job.company.map(|company| print(Spot::Company, &company.to_string()));
        let role = (!job.role.is_empty()).then(|| print(Spot::Role, &job.role));
        let department = (!job.department.is_empty()).then(|| print(Spot::Department, &job.department));
        [company, role, department, job.from.map(|day| print(Spot::JobSince, &debug(&day)))].into_iter().flatten()
    });
    let lists = lists(&one.mails, &one.phones, &one.addresses, &one.tags);
    let lists = lists.chain(one.handles.iter().map(|handle| print(Spot::Handle, &keys::page(&handle.value))));
    let lists = lists.chain(of_rest(&one.fields, &one.foreign, &one.notes));
    texts.chain(choices).chain(jobs).chain(past).chain(lists).collect()
}

/// All that a company or a card of one says.
pub fn of_company(one: &Company) -> Vec<Print> {
    let texts =
        [(Spot::Name, &one.name), (Spot::Industry, &one.industry), (Spot::Size, &one.size), (Spot::Web, &one.web)];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(spot, text)| print(spot, text));
    let tier = one.tier.as_ref().map(|tier| print(Spot::Tier, &debug(tier)));
    let rhythm = rhythm(one.cadence).map(|rhythm| print(Spot::Rhythm, &rhythm));
    let lists = lists(&one.mails, &one.phones, &one.addresses, &one.tags);
    texts.chain(tier).chain(rhythm).chain(lists).chain(of_rest(&one.fields, &one.foreign, &one.notes)).collect()
}

fn rhythm(cadence: Cadence) -> Option<String> {
    (cadence != Cadence::ByTier).then(|| debug(&cadence))
}

fn lists<'a>(
    mails: &'a [Labelled],
    phones: &'a [Labelled],
    addresses: &'a [Address],
    tags: &'a [String],
) -> impl Iterator<Item = Print> + 'a {
    let mails = mails.iter().map(|mail| print(Spot::Mail, &keys::mail(&mail.value)));
    let phones = phones.iter().map(|phone| print(Spot::Phone, &keys::phone(&phone.value)));
    let addresses = addresses.iter().map(|address| print(Spot::Address, &keys::place(address)));
    mails.chain(phones).chain(addresses).chain(tags.iter().map(|tag| print(Spot::Tag, tag)))
}

fn of_rest<'a>(
    fields: &'a BTreeMap<String, String>,
    foreign: &'a [String],
    notes: &'a str,
) -> impl Iterator<Item = Print> + 'a {
    let free = fields.iter().map(|(name, value)| print(Spot::Free, &free(name, value)));
    let foreign = foreign.iter().filter(|lines| !vcard::is_beside(lines)).map(|lines| print(Spot::Foreign, lines));
    free.chain(foreign).chain(of_notes(notes))
}

/// A job that somebody held, as one text.
pub fn past_job(job: &Job) -> String {
    debug(&(job.company, fold(&job.role), job.from, job.to))
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
pub(super) const SIGNS: usize = 5;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn put_print(text: &mut String, print: Print) {
    put_signs(text, print, SIGNS);
}

pub(super) fn put_signs(text: &mut String, bits: u32, count: usize) {
    let sign = |at: usize| ALPHABET[(bits >> (6 * at) & 63) as usize];
    text.extend((0..count).map(|at| char::from(sign(at))));
}

pub(super) fn read_print(signs: &[u8]) -> Option<Print> {
    let value = |sign: &u8| ALPHABET.iter().position(|known| known == sign).and_then(|at| u32::try_from(at).ok());
    signs.iter().rev().try_fold(0, |print, sign| Some(print << 6 | value(sign)?))
}

/// A fingerprint as text, for what carries its own.
pub fn signs(print: Print) -> String {
    let mut text = String::with_capacity(SIGNS);
    put_print(&mut text, print);
    text
}
