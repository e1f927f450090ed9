//! A store looked through whole: a fine one is fine and stays as it is to the byte, and every damage is found and named.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use touchbase::domain::agenda_mark::AgendaMark;
use touchbase::domain::change::{Act, Change};
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::{Channel, Contact, Job};
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::record::RecordKind;
use touchbase::domain::search::Words;
use touchbase::store::disk::Disk;
use touchbase::store::verify::{Checked, Finding, State, Subject, Unchecked};
use touchbase::store::{GoingOn, Search, Store, StoreError, Which, verify};

use crate::support::*;

pub fn on() -> GoingOn {
    Arc::new(|_, _| true)
}

/// Everything of a directory: names, modes, times and content.
pub fn all(dir: &Path) -> Vec<(PathBuf, u32, i64, i64, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let meta = entry.metadata().unwrap();
        let content = if meta.is_dir() { Vec::new() } else { fs::read(entry.path()).unwrap() };
        found.push((entry.path(), meta.permissions().mode(), meta.mtime(), meta.mtime_nsec(), content));
        if meta.is_dir() {
            found.extend(all(&entry.path()));
        }
    }
    found.sort();
    found
}

/// A closed store with records of every kind, big sets, undone ones, several segments, an archive, a side file, texts and
/// two backups.
pub fn filled() -> Place {
    let place = place();
    let store = Store::open_on(Disk::default().with_segments(16 << 10), &place.dir, screen()).unwrap();
    let mut ids = store.ids();
    let day = "2026-11-20".parse().unwrap();
    let company = Company { notes: "Likes oak.".into(), ..Company::new(ids.draw(), "Kaiser Bau", day) };
    commit(&store, set(Act::Add, "Kaiser Bau", [Change::create(company.clone())])).unwrap();
    let mut people = Vec::new();
    for n in 0..12 {
        let job = Job { company: Some(company.id), ..Job::default() };
        let person = Contact { jobs: vec![job], ..contact(&mut ids, &format!("Contact {n}")) };
        add(&store, &person);
        for day in 1..=5 {
            let one = call(&mut ids, person.id, day, &format!("said number {day} of {n}"));
            commit(&store, set(Act::Log, &person.name, [Change::create(one)])).unwrap();
        }
        people.push(person);
    }
    let with = people[0].id;
    let open = FollowUp::new(ids.draw(), with, "send offer", day, day);
    let done = FollowUp { state: FollowUpState::Done, ..FollowUp::new(ids.draw(), with, "sent", day, day) };
    let feedback = Feedback::new(ids.draw(), with, FeedbackKind::Complaint, "late twice", day);
    let consent = Consent {
        id: ids.draw(),
        contact: with,
        channel: Channel::Mail,
        purpose: None,
        state: ConsentState::Given,
        day,
        how: "by phone".into(),
        proof: String::new(),
    };
    let mark = AgendaMark { off_until: Some(day), ..AgendaMark::new(with) };
    commit(
        &store,
        set(
            Act::FollowUp,
            "Contact 0",
            [
                Change::create(open),
                Change::create(done),
                Change::create(feedback),
                Change::create(consent),
                Change::create(mark),
            ],
        ),
    )
    .unwrap();
    for name in ["many.vcf", "more.vcf"] {
        let many = (0..600).map(|n| Change::create(contact(&mut ids, &format!("{name} {n}")))).collect::<Vec<_>>();
        commit(&store, set(Act::Import, name, many)).unwrap();
    }
    store.undo(Which::Last).unwrap();
    let gone = call(&mut ids, people[1].id, 9, "never happened");
    commit(&store, set(Act::Log, "Contact 1", [Change::create(gone)])).unwrap();
    store.undo(Which::Last).unwrap();
    store.contact(with).unwrap();
    store.search_texts(&Search::new(Words::new("said"), 9), &|| true).unwrap();
    store.back_up(None, &on()).unwrap();
    add(&store, &contact(&mut ids, "Nora Lind"));
    store.back_up(None, &on()).unwrap();
    store.close();
    place
}

fn checked(dir: &Path) -> Checked {
    verify(dir, &on()).unwrap()
}

#[track_caller]
pub fn fine(dir: &Path, what: &str) -> Checked {
    let checked = checked(dir);
    assert!(checked.is_fine(), "{what}: {checked:#?}");
    checked
}

fn state(checked: &Checked, what: Subject) -> &State {
    &checked.row(what).unwrap().state
}

#[test]
fn a_fine_store_is_fine_and_nothing_of_it_changes() {
    let place = filled();
    let before = all(&place.dir);
    let checked = fine(&place.dir, "closed");
    assert!(all(&place.dir) == before, "something was changed");
    for row in &checked.rows {
        let expect = if row.what == Subject::Base { State::Absent } else { State::Fine };
        assert_eq!(row.state, expect, "{row:?}");
        assert!(row.found.is_empty(), "{row:?}");
    }
    let counts = checked.records.unwrap();
    let expect = [(RecordKind::Contact, 613), (RecordKind::Company, 1), (RecordKind::Interaction, 60)];
    assert!(expect.into_iter().all(|(kind, count)| counts.of(kind) == count), "{counts:?}");
    let count = |what| checked.row(what).unwrap().count;
    assert_eq!((count(Subject::Sets), count(Subject::Side), count(Subject::Backups)), (3, 613, 2));
    assert_eq!(count(Subject::Journal), checked.seq);
    assert_eq!(count(Subject::Archive), counts.total());
    assert!(fs::read_dir(place.dir.join("gen-1/journal")).unwrap().count() > 1, "several segments");
}
