//! Who may be the person that is being typed in: looked up in the index that the book keeps for searching, so that nothing has to
//! be made first.

use std::cmp::Reverse;

use super::features::Features;
use super::score::reached_alike;
use super::{Likeness, Reason, index, nicknames, score};
use crate::domain::book::Book;
use crate::domain::contact::Contact;
use crate::domain::find;
use crate::domain::id::{ContactId, IdSet};
use crate::domain::search::Query;

/// So many of those who fit a name best are compared.
const ALIKE: usize = 50;
/// So many ways to call somebody for short are looked up.
const WAYS: usize = 24;
/// At so many companies of the typed name, and of so many people there, names in other letters are compared.
const COMPANIES: usize = 4;
const COLLEAGUES: usize = 200;

/// Who of the book may be this person, of whom some is known by now, the likeliest first; `company` is the name of the one they
/// work for. Those of other ids only.
pub fn likely(book: &Book, typed: &Contact, company: &str) -> Vec<(ContactId, Likeness)> {
    let who = Features::of_contact(typed, company);
    let mut candidates: IdSet<ContactId> = holders(book, typed);
    if !who.name.is_empty() {
        candidates.extend(book.index().search(&Query::plain(&typed.name), ALIKE));
        candidates.extend(ways(&who.name).iter().flat_map(|name| find::contacts_called(book, name)));
        candidates.extend(colleagues(book, company));
    }
    candidates.remove(&typed.id);
    let likeness = |id: ContactId| {
        let row = book.contact(id)?;
        Some((id, score(&who, &Features::of_row(row, book.company_name(row)))?))
    };
    let mut likely: Vec<(ContactId, Likeness)> = candidates.into_iter().filter_map(likeness).collect();
    index::sort(&mut likely);
    likely
}

/// All who may be meant by what is typed, with the reasons: the [`likely`], then whoever else has one of the addresses or numbers.
pub fn there_already(book: &Book, typed: &Contact, company: &str) -> Vec<(ContactId, Vec<Reason>)> {
    let who = Features::of_contact(typed, company);
    let mut all: Vec<_> = likely(book, typed, company).into_iter().map(|(id, found)| (id, found.reasons)).collect();
    let others = holders(book, typed).into_iter().filter(|id| *id != typed.id && all.iter().all(|(one, _)| one != id));
    let reached = |id: ContactId| {
        let row = book.contact(id)?;
        let reasons = reached_alike(&who, &Features::of_row(row, book.company_name(row)));
        (!reasons.is_empty()).then_some((id, reasons))
    };
    let mut others: Vec<(ContactId, Vec<Reason>)> = others.filter_map(reached).collect();
    // A mailbox or number that many have says the least.
    let is_own = |reasons: &[Reason]| reasons.iter().any(|one| matches!(one, Reason::Mail | Reason::Mobile));
    others.sort_unstable_by_key(|(id, reasons)| (Reverse(is_own(reasons)), *id));
    all.extend(others);
    all
}

/// Those who have one of the addresses or numbers.
fn holders(book: &Book, typed: &Contact) -> IdSet<ContactId> {
    let mails = typed.mails.iter().flat_map(|mail| find::with_mail(book, &mail.value));
    let phones = typed.phones.iter().flat_map(|phone| find::contacts_with_phone(book, &phone.value));
    mails.chain(phones).collect()
}

/// Those who work at the company of this name, with its legal form or without: among them one may be written in other letters.
fn colleagues(book: &Book, company: &str) -> Vec<ContactId> {
    let companies = if company.trim().is_empty() { Vec::new() } else { find::companies_like(book, company) };
    let people = companies.into_iter().take(COMPANIES).flat_map(|id| book.people_of(id).now);
    people.take(COLLEAGUES).collect()
}

/// A folded name with its words turned round, and with what they stand for, in both orders.
fn ways(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let turned: Vec<&str> = words.iter().rev().copied().collect();
    let mut ways = vec![turned.join(" ")];
    for words in [words, turned] {
        for (at, word) in words.iter().enumerate() {
            for other in nicknames::instead_of(word) {
                let mut way: Vec<&str> = words.clone();
                way[at] = other;
                ways.push(way.join(" "));
            }
        }
    }
    ways.truncate(WAYS);
    ways
}
