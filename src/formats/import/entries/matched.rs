//! Whom an entry concerns, of those who are here and those whom the file brings.

use super::coming::called;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::interaction::Participant;
use crate::formats::draft::{Entry, Whom};

/// An entry whose people are known, before it is known whether it is here.
#[derive(Debug)]
pub struct Matched {
    pub card: u32,
    pub line: usize,
    /// When the file says it was last revised.
    pub revised: Option<i64>,
    pub(super) with: Vec<(Participant, bool)>,
    /// What the others are called, of whom nobody is known.
    pub(super) strangers: Vec<String>,
    /// The company that ordered, where nobody of it is named.
    pub company: Option<CompanyId>,
    /// Of a name that several have: it, and all of them.
    several: Vec<(String, Vec<Candidate>)>,
    /// Those who may be meant.
    pub(super) may_be: Vec<ContactId>,
}

/// Somebody who may be meant: whether they are new, and where they were.
pub type Candidate = (ContactId, bool, Option<CompanyId>);

/// Who is meant by what an entry says.
pub enum Meant {
    One(Candidate),
    /// All of that name.
    Several(String, Vec<Candidate>),
    Nobody,
}

/// Whom an entry concerns: `titled` are those whom its title names; else `find` says of each whom it names who that is.
pub fn matched(card: u32, line: usize, entry: &Entry, titled: Vec<Meant>, find: impl FnMut(&Whom) -> Meant) -> Matched {
    let revised = entry.revised.map(|(_, at)| at);
    let (with, strangers, several, may_be) = Default::default();
    let mut matched = Matched { card, line, revised, with, strangers, company: None, several, may_be };
    let (is_titled, mut find) = (!titled.is_empty(), find);
    titled.into_iter().for_each(|meant| matched.take(meant));
    for whom in entry.with.iter().filter(|_| !is_titled) {
        match find(whom) {
            // What it is called itself names nobody.
            Meant::Nobody if whom.mail.is_empty() && whom.phone.is_empty() && entry.text().starts_with(&whom.name) => {}
            Meant::Nobody => matched.strangers.push(called(whom).to_owned()),
            meant => matched.take(meant),
        }
    }
    matched
}

impl Matched {
    fn take(&mut self, meant: Meant) {
        match meant {
            Meant::One((contact, is_new, company)) => {
                if !self.with.iter().any(|(known, _)| known.contact == contact) {
                    self.with.push((Participant { contact, company }, is_new));
                }
            }
            Meant::Several(name, all) => self.several.push((name, all)),
            Meant::Nobody => {}
        }
    }

    /// Of several who have a name it is the only one who is here or comes in; those who stay out are nobody.
    pub fn decide(&mut self, stays_out: impl Fn(ContactId) -> bool) {
        for (name, all) in std::mem::take(&mut self.several) {
            let mut there = all.iter().filter(|(one, ..)| !stays_out(*one));
            match (there.next(), there.next()) {
                (Some(one), None) => self.take(Meant::One(*one)),
                _ => {
                    self.strangers.push(name);
                    self.may_be.extend(all.into_iter().map(|(one, ..)| one));
                }
            }
        }
    }
}
