//! The records that `examples/generate` makes up: the same at every run, whole, and in the shape of life.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what is wrong by panicking")]

#[path = "../examples/generate/life/mod.rs"]
mod life;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use touchbase::domain::agenda::{Section, agenda};
use touchbase::domain::book::Book;
use touchbase::domain::change::Change;
use touchbase::domain::id::{CompanyId, ContactId, InteractionId};
use touchbase::domain::record::Record;
use touchbase::domain::settings::Settings;
use touchbase::domain::validate::{self, Findings};

use life::{Life, Size};

fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

fn records(size: Size, seed: u64) -> Vec<Record> {
    Life::new(size, seed, today()).records().collect()
}

#[test]
fn the_same_seed_makes_the_same_records() {
    let (one, again, other) = (records(Size::of(60), 7), records(Size::of(60), 7), records(Size::of(60), 8));
    assert!(one == again);
    let same = one.iter().filter(|record| other.contains(record)).count();
    assert_eq!(same, 0, "another seed makes others");
}

#[test]
fn there_are_as_many_as_asked_for() {
    for size in [
        Size::of(100),
        Size { interactions: 77, ..Size::of(100) },
        Size { interactions: 2_000, companies: 1, follow_ups: 3, feedback: 0, ..Size::of(10) },
        Size { interactions: 0, ..Size::of(10) },
        Size { companies: 2, ..Size::of(0) },
    ] {
        let mut counted = Size { contacts: 0, companies: 0, interactions: 0, follow_ups: 0, feedback: 0 };
        for record in records(size, 1) {
            match record {
                Record::Contact(_) => counted.contacts += 1,
                Record::Company(_) => counted.companies += 1,
                Record::Interaction(_) => counted.interactions += 1,
                Record::FollowUp(_) => counted.follow_ups += 1,
                Record::Feedback(_) => counted.feedback += 1,
                Record::Consent(_) | Record::AgendaMark(_) | Record::Order(_) => {}
            }
        }
        assert_eq!(counted, size);
    }
}

#[test]
fn what_hangs_on_somebody_hangs_on_who_is_there() {
    let mut ids = HashSet::new();
    let (mut contacts, mut companies) = (HashSet::<ContactId>::new(), HashSet::<CompanyId>::new());
    let mut happened: HashSet<InteractionId> = HashSet::new();
    let mut before = None;
    for record in records(Size::of(400), 1) {
        assert!(ids.insert(record.id().id), "{record:?} has another's id");
        match &record {
            Record::Company(company) => drop(companies.insert(company.id)),
            Record::Contact(contact) => {
                contacts.insert(contact.id);
                let known = |company: Option<CompanyId>| company.is_none_or(|id| companies.contains(&id));
                assert!(contact.jobs.iter().all(|job| known(job.company)), "{contact:?}");
            }
            Record::Interaction(one) => {
                happened.insert(one.id);
                assert!(one.with.iter().all(|with| contacts.contains(&with.contact)), "{one:?}");
                // Those of which no time is known stand at noon.
                assert!(before <= Some(one.day()), "{one:?} comes after {before:?}");
                assert!(one.day() < today(), "{one:?}");
                before = Some(one.day());
            }
            Record::FollowUp(one) => {
                assert!(contacts.contains(&one.contact) && one.from.is_none_or(|from| happened.contains(&from)));
                assert!(one.is_open() == one.closed.is_none() && one.made <= today(), "{one:?}");
            }
            Record::Feedback(one) => {
                assert!(contacts.contains(&one.contact) && one.from.is_none_or(|from| happened.contains(&from)));
            }
            Record::Consent(one) => assert!(contacts.contains(&one.contact), "{one:?}"),
            Record::Order(one) => assert!(one.contact.is_some_and(|id| contacts.contains(&id)), "{one:?}"),
            Record::AgendaMark(_) => {}
        }
    }
}

#[test]
fn all_of_it_could_have_been_typed() {
    for record in records(Size::of(400), 1) {
        let findings = match &record {
            Record::Contact(one) => validate::contact(one, today()),
            Record::Company(one) => validate::company(one),
            Record::Interaction(one) => validate::interaction(one, today()),
            Record::FollowUp(one) => validate::follow_up(one),
            Record::Feedback(one) => validate::feedback(one),
            Record::Consent(one) => validate::consent(one),
            Record::Order(one) => validate::order(one),
            Record::AgendaMark(_) => continue,
        };
        assert_eq!(findings, Findings::default(), "{record:?}");
    }
}

#[test]
fn a_third_of_the_contacts_have_two_thirds_of_the_touches() {
    let mut touches: HashMap<ContactId, usize> = HashMap::new();
    for record in records(Size::of(3_000), 1) {
        match record {
            Record::Contact(contact) => drop(touches.insert(contact.id, 0)),
            Record::Interaction(one) if one.is_touch() => {
                one.with.iter().for_each(|with| *touches.entry(with.contact).or_default() += 1);
            }
            _ => {}
        }
    }
    let mut touches: Vec<usize> = touches.into_values().collect();
    touches.sort_unstable_by(|a, b| b.cmp(a));
    let third: usize = touches[..1_000].iter().sum();
    let share = third as f64 / touches.iter().sum::<usize>() as f64;
    assert!((0.62..0.75).contains(&share), "{share}");
    assert!(touches[0] > 500, "{} with the one with whom most was", touches[0]);
    let few = touches.iter().filter(|count| **count <= 3).count();
    assert!(few > 800, "{few} have three at the most");
}

#[test]
fn its_agenda_is_that_of_a_book_that_is_kept_up() {
    let mut book = Book::default();
    records(Size::of(3_000), 1).into_iter().for_each(|record| book.apply(&Change::create(record)));
    let agenda = agenda(&book, &Settings::default(), today(), 7);
    assert!((20..120).contains(&agenda.due()), "{} of 3000 are due", agenda.due());
    assert!(
        (60..400).contains(&agenda.section(Section::Next).len()),
        "{} come in a week",
        agenda.section(Section::Next).len()
    );
}
