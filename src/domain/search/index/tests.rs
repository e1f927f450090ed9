//! What is found, and in which order.

use super::*;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Job, Labelled};
use crate::domain::id::Ids;
use crate::domain::record::Record;
use crate::domain::search::Query;

/// A book of people: name, company, mail, phone, tags.
fn book_of(people: &[(&str, &str, &str, &str, &str)]) -> Book {
    let mut ids = Ids::seeded(1_700_000_000_000, 3);
    let mut book = Book::default();
    let day = "2026-11-21".parse().unwrap();
    for (name, company, mail, phone, tags) in people {
        let company = Company::new(ids.draw(), *company, day);
        let mut contact = Contact::new(ids.draw(), *name, day);
        contact.jobs.push(Job { company: Some(company.id), ..Job::default() });
        contact.mails.push(Labelled::new("", *mail));
        contact.phones.push(Labelled::new("", *phone));
        contact.tags = tags.split_whitespace().map(str::to_owned).collect();
        book.apply(&Change::create(company));
        book.apply(&Change::create(contact));
    }
    book
}

fn people() -> Book {
    book_of(&[
        ("Anna Müller", "Hofmann GmbH", "anna@example.com", "+49 170 1234567", "key Messe2024"),
        ("Hans Mueller", "Straße & Söhne", "", "", "messe2024"),
        ("Max Muller", "Kaiser Bau", "max@hofmann.example", "", ""),
        ("Susanna Berg", "Annabelle Mode", "", "", "key"),
        ("Çiçek Yılmaz", "Müllerei Nord", "", "", ""),
        ("Anna Bergmann", "", "", "", ""),
    ])
}

fn names(book: &Book, ids: Vec<ContactId>) -> Vec<&str> {
    ids.into_iter().map(|id| book.contact(id).unwrap().name.as_str()).collect()
}

#[track_caller]
fn check(typed: &str, expect: &[&str]) {
    let book = people();
    assert_eq!(names(&book, Index::new(&book).search(&Query::new(typed), 10)), expect, "{typed:?}");
}

#[test]
fn everyone_is_found_however_they_are_typed() {
    for typed in ["mueller", "muller", "müller", "MÜLLER", "mu\u{308}ller"] {
        check(typed, &["Anna Müller", "Hans Mueller", "Max Muller", "Çiçek Yılmaz"]);
    }
    check("strasse", &["Hans Mueller"]);
    check("cicek", &["Çiçek Yılmaz"]);
    check("yilmaz cicek", &["Çiçek Yılmaz"]);
    check("0170 1234", &["Anna Müller"]);
    check("+49170", &["Anna Müller"]);
    check("xyz", &[]);
    check("", &[]);
}

#[test]
fn the_nearest_stands_first() {
    check("anna", &["Anna Bergmann", "Anna Müller", "Susanna Berg"]);
    check("anna bergmann", &["Anna Bergmann"]);
    check("berg", &["Susanna Berg", "Anna Bergmann"]);
    check("hofmann", &["Anna Müller", "Max Muller"]);
    check("bg", &["Anna Bergmann", "Susanna Berg"]);
}

#[test]
fn tags_narrow() {
    check("#key", &["Anna Müller", "Susanna Berg"]);
    check("#MESSE", &["Anna Müller", "Hans Mueller"]);
    check("#messe muller", &["Anna Müller", "Hans Mueller"]);
    check("#key #messe", &["Anna Müller"]);
    check("#esse", &[]);
}

#[test]
fn what_fits_is_highlighted() {
    for (typed, text, expect) in [
        ("muller", "Anna Müller", "Anna [Müller]"),
        ("mueller", "Anna Müller", "Anna [Müller]"),
        ("mu", "Anna Mueller", "Anna [Mue]ller"),
        ("strasse", "Straße 7", "[Straße] 7"),
        ("be an", "Anna Berg", "[An]na [Be]rg"),
        ("amr", "Anna Müller", "[A]nna [M]ülle[r]"),
        ("u\u{308}", "Mu\u{308}ller", "M[u]\u{308}ller"),
        ("xyz", "Anna", "Anna"),
        ("", "Anna", "Anna"),
    ] {
        let mut shown = text.to_owned();
        for range in Query::new(typed).highlights(text).into_iter().rev() {
            shown.insert(range.end, ']');
            shown.insert(range.start, '[');
        }
        assert_eq!(shown, expect, "{typed:?} in {text:?}");
    }
}

#[test]
fn scattered_letters_fit_only_in_a_filter() {
    let book = people();
    let index = Index::new(&book);
    assert!(index.search(&Query::plain("amr"), 10).is_empty());
    assert_eq!(names(&book, index.search(&Query::plain("mülle"), 1)), ["Anna Müller"]);
    assert!(Query::new("kb").rank("Kaiser Bau") < Query::new("bau").rank("Kaiser Bau"));
    assert_eq!(Query::new("nord").rank("Kaiser Bau"), None);
}

#[test]
fn the_index_follows_the_book() {
    let mut book = people();
    let mut index = Index::new(&book);
    let apply = |book: &mut Book, index: &mut Index, change: Change| {
        let changed = change.id().unwrap();
        book.apply(&change);
        index.update(book, changed);
    };
    for round in 0..100 {
        let row = book.contacts().next().unwrap().clone();
        let before = Contact::new(row.id, row.name.clone(), row.added);
        let after = Contact { name: format!("Round {round} Ñandú"), ..before.clone() };
        apply(&mut book, &mut index, Change::edit(before, after.clone()));
        assert_eq!(names(&book, index.search(&Query::new(&format!("nandu {round}")), 1)), [&*after.name]);
    }
    assert!(index.over.ids().len() < 200, "what is unused is given back");

    let company = book.companies().find(|c| c.name == "Kaiser Bau").unwrap().clone();
    let renamed = Company { name: "Zwirn AG".into(), ..company.clone() };
    apply(&mut book, &mut index, Change::edit(company, renamed));
    if book.contacts().any(|row| book.company_name(row) == "Zwirn AG") {
        assert_eq!(index.search(&Query::new("zwirn"), 10).len(), 1);
    }
    for row in book.contacts().cloned().collect::<Vec<_>>() {
        let gone = Record::Contact(Contact::new(row.id, row.name, row.added));
        apply(&mut book, &mut index, Change { before: Some(gone), after: None });
    }
    assert!(index.search(&Query::new("a"), 10).is_empty());
    assert!(index.over_places.is_empty());
}
