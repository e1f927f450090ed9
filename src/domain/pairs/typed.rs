//! Who may be the person that is being typed in: looked up in the index that the book keeps for searching, so that nothing has to
//! be made first.

use super::features::Features;
use super::{Likeness, index, nicknames, score};
use crate::domain::book::Book;
use crate::domain::contact::Contact;
use crate::domain::find;
use crate::domain::id::{ContactId, IdSet};
use crate::domain::search::{Query, fold};

/// So many of those who fit a name best are compared.
const ALIKE: usize = 50;
/// So many ways to call somebody for short are looked up.
const WAYS: usize = 24;

/// Who of the book may be this person, of whom some is known by now, the likeliest first; `company` is the name of the one they
/// work for. Those of other ids only.
pub fn likely(book: &Book, typed: &Contact, company: &str) -> Vec<(ContactId, Likeness)> {
    let who = Features::of_contact(typed, company);
    let mut candidates: IdSet<ContactId> = IdSet::default();
    for mail in typed.mails.iter().filter(|mail| mail.value.contains('@')) {
        candidates.extend(book.index().with_mail(&fold(mail.value.trim())));
    }
    for phone in &typed.phones {
        candidates.extend(find::contacts_with_phone(book, &phone.value));
    }
    if !who.name.is_empty() {
        candidates.extend(book.index().search(&Query::plain(&typed.name), ALIKE));
        candidates.extend(ways(&who.name).iter().flat_map(|name| find::contacts_called(book, name)));
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
