//! Who recommended us to whom: from a contact up to the first of the chain, and down to all who came by them. Who was merged into
//! another is that one; a name that isn't a contact ends a chain.

use std::collections::HashSet;

use super::book::Book;
use super::id::{ById, ContactId, IdSet};
use super::search::compare;

/// Somebody who came by a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referred {
    pub contact: ContactId,
    /// Who recommended us to them.
    pub by: ContactId,
    /// 1 for those whom the contact recommended us to, 2 for whom these did, and so on.
    pub depth: usize,
}

/// By whom a contact came, by whom that one, and so on: the nearest first.
pub fn referrers(book: &Book, contact: ContactId) -> Vec<ContactId> {
    let mut seen = IdSet::from_iter([contact]);
    let up = |id: &ContactId| book.referred_by(*id).filter(|by| seen.insert(*by));
    std::iter::successors(Some(contact), up).skip(1).collect()
}

/// All who came by a contact, each behind the one by whom they came, those of one by name.
pub fn referred(book: &Book, contact: ContactId) -> Vec<Referred> {
    let mut by: ById<ContactId, Vec<ContactId>> = ById::default();
    for (who, referrer) in book.all_referred() {
        by.entry(referrer).or_default().push(who);
    }
    by.values_mut().for_each(|all| {
        all.sort_by(|a, b| compare(book.name(*a), book.name(*b)).then(a.cmp(b)));
    });
    let mut seen: HashSet<ContactId> = HashSet::from([contact]);
    let mut all = Vec::new();
    let children = |of: ContactId, depth: usize| {
        let all = by.get(&of).map(Vec::as_slice).unwrap_or_default();
        all.iter().rev().map(move |who| Referred { contact: *who, by: of, depth }).collect::<Vec<_>>()
    };
    let mut open = children(contact, 1);
    while let Some(one) = open.pop() {
        // What files and others at the same time brought may go round.
        if seen.insert(one.contact) {
            all.push(one);
            open.extend(children(one.contact, one.depth + 1));
        }
    }
    all
}

/// Whether a contact can't have come by another, since that one came by them.
pub fn goes_round(book: &Book, contact: ContactId, by: ContactId) -> bool {
    by == contact || referrers(book, by).contains(&contact)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::change::Change;
    use crate::domain::contact::{Contact, Referrer};
    use crate::domain::id::Ids;

    /// People by their letters, `AB` where A recommended us to B.
    fn book_of(people: &str, pairs: &[&str]) -> (Book, Vec<Contact>) {
        let (mut book, mut ids) = (Book::default(), Ids::seeded(1, 1));
        let day = "2026-11-01".parse().unwrap();
        let mut all: Vec<Contact> = people.chars().map(|name| Contact::new(ids.draw(), name, day)).collect();
        for pair in pairs {
            let [by, who] = [0, 1].map(|at| people.chars().position(|one| Some(one) == pair.chars().nth(at)).unwrap());
            all[who].referred_by = Some(Referrer::Contact(all[by].id));
        }
        all.iter().for_each(|one| book.apply(&Change::create(one.clone())));
        (book, all)
    }

    fn up(book: &Book, contact: ContactId) -> String {
        referrers(book, contact).into_iter().map(|id| book.name(id)).collect()
    }

    fn down(book: &Book, contact: ContactId) -> String {
        let all = referred(book, contact);
        all.iter().map(|one| format!("{}{}", book.name(one.contact), one.depth)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_tree_goes_up_and_down() {
        let (mut book, all) = book_of("ABCDEF", &["AC", "AB", "BE", "BD"]);
        assert_eq!((up(&book, all[4].id), down(&book, all[4].id)), ("BA".into(), String::new()));
        assert_eq!((up(&book, all[0].id), down(&book, all[0].id)), (String::new(), "B1 D2 E2 C1".into()));
        assert_eq!((up(&book, all[5].id), down(&book, all[5].id)), (String::new(), String::new()));
        // Who is merged into another, who takes the place.
        let mut after = all[5].clone();
        after.remember(&all[1]);
        book.apply(&Change::edit(all[5].clone(), after));
        book.apply(&Change::delete(all[1].clone()));
        assert_eq!((down(&book, all[5].id), up(&book, all[4].id)), ("D1 E1".into(), "F".into()));
        // Who is deleted ends the chain.
        book.apply(&Change::delete(all[0].clone()));
        assert_eq!(up(&book, all[2].id), "");
    }

    #[test]
    fn nobody_comes_by_whom_they_brought() {
        let (book, all) = book_of("ABCD", &["AB", "BC"]);
        assert!(goes_round(&book, all[0].id, all[2].id) && goes_round(&book, all[0].id, all[0].id));
        assert!(!goes_round(&book, all[2].id, all[0].id) && !goes_round(&book, all[0].id, all[3].id));
        // One that is there all the same doesn't go on for ever.
        let (book, all) = book_of("ABC", &["AB", "BC", "CA"]);
        assert_eq!((up(&book, all[0].id), down(&book, all[0].id)), ("CB".into(), "B1 C2".into()));
    }

    proptest! {
        /// Whoever is above somebody has them below, and the other way round.
        #[test]
        fn up_and_down_say_the_same(by in prop::collection::vec(prop::option::of(0usize..12), 12)) {
            let names = "ABCDEFGHIJKL";
            // Only by one before: nothing goes round.
            let letter = |at: usize| &names[at..=at];
            let pairs: Vec<String> = by.iter().enumerate().filter_map(|(who, by)| {
                by.filter(|by| *by < who).map(|by| format!("{}{}", letter(by), letter(who)))
            }).collect();
            let (book, all) = book_of(names, &pairs.iter().map(String::as_str).collect::<Vec<_>>());
            for one in &all {
                for other in &all {
                    let above = referrers(&book, one.id).iter().position(|id| *id == other.id).map(|at| at + 1);
                    let below = referred(&book, other.id).iter().find(|of| of.contact == one.id).map(|of| of.depth);
                    prop_assert_eq!(above, below);
                }
            }
        }
    }
}
