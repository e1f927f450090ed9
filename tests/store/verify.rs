//! A store looked through whole: a fine one is fine and stays as it is to the byte, and every damage is found and named.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use touchbase::domain::act::{Gone, Merging, merge_contacts};
use touchbase::domain::agenda_mark::AgendaMark;
use touchbase::domain::change::{Act, Change};
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::{Channel, Contact, Job, Referrer};
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::record::RecordKind;
use touchbase::domain::search::Words;
use touchbase::store::disk::Disk;
use touchbase::store::verify::{Checked, Finding, State, Subject, Unchecked};
use touchbase::store::{GoingOn, Mended, Search, Store, StoreError, Which, repair, verify};

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
    let store = Store::open_on(Disk::default().with_segments(6 << 10), &place.dir, screen()).unwrap();
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
    let repaired = repair(&place.dir, &screen(), &on()).unwrap();
    assert!(repaired.done.is_empty() && repaired.after.is_none() && repaired.backup.is_none(), "{repaired:?}");
    assert!(all(&place.dir) == before, "there was nothing to mend");
}

/// A copy of a store's directory.
fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() { copy(&path, &to.join(name)) } else { fs::copy(&path, to.join(name)).map(drop).unwrap() }
    }
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn middle(path: &Path) {
    flip(path, fs::read(path).unwrap().len() / 2);
}

/// The only file of a directory, or one of them.
fn any(dir: &Path) -> PathBuf {
    fs::read_dir(dir).unwrap().next().unwrap().unwrap().path()
}

fn segments(dir: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(dir.join("gen-1/journal")).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// The lines of a file, changed.
fn relined(path: &Path, change: impl FnOnce(&mut Vec<&[u8]>)) {
    let bytes = fs::read(path).unwrap();
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    change(&mut lines);
    fs::write(path, lines.concat()).unwrap();
}

struct Case {
    what: &'static str,
    spoil: fn(&Path),
    /// In which row it is found, and as what.
    found: Subject,
    as_: fn(&Finding) -> bool,
}

/// Spoils a copy of a fine store in each way: it is found where it should be and nothing else is called damaged; nothing is
/// changed by looking; and a repaired one is fine and holds `all` contacts unless sets were lost.
fn check(place: &Place, cases: &[Case]) {
    let contacts = open(&place.dir).book().contacts().len();
    let dir = place.dir.with_file_name("spoiled");
    for Case { what, spoil, found, as_ } in cases {
        copy(&place.dir, &dir);
        spoil(&dir);
        let before = all(&dir);
        let checked = checked(&dir);
        assert!(all(&dir) == before, "{what}: something was changed by looking");
        let damaged: Vec<Subject> = checked.rows.iter().filter(|row| row.is_damaged()).map(|row| row.what).collect();
        assert!(damaged.contains(found), "{what}: {checked:#?}");
        assert!(damaged.iter().all(|one| one == found), "{what}: {checked:#?}");
        let row = checked.row(*found).unwrap();
        assert!(row.found.iter().any(as_), "{what}: {row:?}");
        let repaired = repair(&dir, &screen(), &on()).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let after = repaired.after.as_ref().unwrap();
        assert!(after.is_fine(), "{what}: {repaired:#?}");
        let lost = repaired.done.iter().any(|one| matches!(one, Mended::Report(report) if report.is_loss()));
        let store = open(&dir);
        assert!(lost || store.book().contacts().len() == contacts, "{what}: contacts are gone: {repaired:#?}");
        assert!(store.mended().is_empty(), "{what}: something was left to mend");
        drop(store);
        fine(&dir, what);
    }
}

#[test]
fn damage_to_the_truth_is_found_and_mended() {
    let lost: fn(&Finding) -> bool = |found| matches!(found, Finding::Lost { .. });
    let gone: fn(&Finding) -> bool = |found| matches!(found, Finding::Gone { .. });
    let current: fn(&Finding) -> bool = |found| matches!(found, Finding::Current { .. });
    let any_of: fn(&Finding) -> bool = |found| matches!(found, Finding::Damaged { .. });
    let cut: fn(&Finding) -> bool = |found| matches!(found, Finding::Cut { .. });
    let (place_, journal, sets) = (Subject::Place, Subject::Journal, Subject::Sets);
    let case = |what, found, as_, spoil| Case { what, spoil, found, as_ };
    check(
        &filled(),
        &[
            case("CURRENT gone", place_, current, |dir| fs::remove_file(dir.join("CURRENT")).unwrap()),
            case("CURRENT emptied", place_, current, |dir| fs::write(dir.join("CURRENT"), "").unwrap()),
            case("a byte of a line", journal, lost, |dir| middle(&segments(dir)[0])),
            case("a line gone", journal, lost, |dir| relined(&segments(dir)[1], |lines| _ = lines.remove(2))),
            case("a line twice", journal, any_of, |dir| relined(&segments(dir)[1], |lines| lines.insert(2, lines[2]))),
            case("rubbish between", journal, any_of, |dir| relined(&segments(dir)[1], |lines| lines.insert(2, b"?\n"))),
            case("the last line gone", journal, cut, |dir| {
                relined(segments(dir).last().unwrap(), |lines| _ = lines.pop());
            }),
            case("cut in the middle", journal, cut, |dir| {
                let path = segments(dir).pop().unwrap();
                let half = fs::metadata(&path).unwrap().len() / 2;
                fs::File::options().write(true).open(path).unwrap().set_len(half).unwrap();
            }),
            case("a segment gone", journal, gone, |dir| fs::remove_file(&segments(dir)[1]).unwrap()),
            case("the first segment gone", journal, gone, |dir| fs::remove_file(&segments(dir)[0]).unwrap()),
            case("a segment emptied", journal, any_of, |dir| fs::write(&segments(dir)[1], "").unwrap()),
            case("a head", journal, any_of, |dir| flip(&segments(dir)[1], 5)),
            case("a big set", sets, any_of, |dir| middle(&any(&dir.join("gen-1/sets")))),
            case("a big set gone", sets, gone, |dir| fs::remove_file(any(&dir.join("gen-1/sets"))).unwrap()),
        ],
    );
}

#[test]
fn damage_to_what_is_made_of_it_is_found_and_mended() {
    let damaged: fn(&Finding) -> bool = |found| matches!(found, Finding::Damaged { .. });
    let open_: fn(&Finding) -> bool = |found| matches!(found, Finding::Open { .. });
    let case = |what, found, as_, spoil| Case { what, spoil, found, as_ };
    check(
        &filled(),
        &[
            case("archive", Subject::Archive, damaged, |dir| {
                let db = dir.join("gen-1/archive/db");
                let mut bytes = fs::read(&db).unwrap();
                bytes.iter_mut().skip(2_000).step_by(500).for_each(|byte| *byte ^= 0x5a);
                fs::write(db, bytes).unwrap();
            }),
            case("side", Subject::Side, damaged, |dir| middle(&dir.join("gen-1/side"))),
            case("side cut", Subject::Side, damaged, |dir| fs::write(dir.join("gen-1/side"), "tb").unwrap()),
            case("texts", Subject::Texts, damaged, |dir| flip(&dir.join("gen-1/texts"), 1600)),
            case("texts cut", Subject::Texts, damaged, |dir| fs::write(dir.join("gen-1/texts"), "tb").unwrap()),
            case(
                "a backup",
                Subject::Backups,
                |found| matches!(found, Finding::Backup(..)),
                |dir| {
                    middle(&any(&dir.join("backups")));
                },
            ),
            case(
                "the lock",
                Subject::Place,
                |found| matches!(found, Finding::Witness),
                |dir| {
                    fs::write(dir.join("lock"), "rubbish").unwrap();
                },
            ),
            case("a file others can read", Subject::Place, open_, |dir| {
                fs::set_permissions(segments(dir)[0].as_path(), fs::Permissions::from_mode(0o644)).unwrap();
            }),
            case("a directory others can read", Subject::Place, open_, |dir| {
                fs::set_permissions(dir.join("gen-1"), fs::Permissions::from_mode(0o755)).unwrap();
            }),
        ],
    );
}

#[test]
fn damage_to_what_the_journal_goes_out_from_is_found_and_mended() {
    let place = filled();
    fs::remove_file(&segments(&place.dir)[1]).unwrap();
    let repaired = repair(&place.dir, &screen(), &on()).unwrap();
    assert!(matches!(repaired.done[..], [Mended::Report(_)]), "{repaired:#?}");
    let store = open(&place.dir);
    add(&store, &contact(&mut store.ids(), "Eva Lind"));
    store.close();
    drop(store);
    let checked = fine(&place.dir, "mended");
    assert_eq!(checked.row(Subject::Base).unwrap().state, State::Fine);
    let case = |what, as_, spoil| Case { what, spoil, found: Subject::Base, as_ };
    check(
        &place,
        &[
            case("base", |found| matches!(found, Finding::Damaged { .. }), |dir| middle(&dir.join("gen-2/base"))),
            case(
                "base gone",
                |found| matches!(found, Finding::Gone { .. }),
                |dir| {
                    fs::remove_file(dir.join("gen-2/base")).unwrap();
                },
            ),
        ],
    );
}

#[test]
fn an_archive_that_lags_behind_is_fine() {
    let place = filled();
    let old = place.dir.with_file_name("old");
    let seal = place.dir.join("gen-1/archive.seal");
    let sealed = fs::read(&seal).unwrap();
    copy(&place.dir.join("gen-1/archive"), &old);
    let store = open(&place.dir);
    let mut ids = store.ids();
    let nora = contact(&mut ids, "Nora Lind");
    add(&store, &nora);
    store.contact(nora.id).unwrap();
    store.close();
    drop(store);
    copy(&old, &place.dir.join("gen-1/archive"));
    let checked = checked(&place.dir);
    assert!(checked.row(Subject::Archive).unwrap().is_damaged(), "it knew more: {checked:#?}");
    fs::write(&seal, sealed).unwrap();
    fine(&place.dir, "behind");
}

#[test]
fn what_was_filled_up_from_timelines_is_fine() {
    let place = filled();
    let store = open(&place.dir);
    let person = store.book().contacts().find(|row| row.interactions.list.len() == 3).unwrap().id;
    for call in store.timeline(person.into(), 0, 2).unwrap() {
        commit(&store, set(Act::Delete, "", [Change::delete(call)])).unwrap();
    }
    assert!(!store.book().to_refill().is_empty());
    store.refill().unwrap();
    store.close();
    drop(store);
    fine(&place.dir, "filled up");
}

#[test]
fn what_names_something_deleted_is_told_and_no_damage() {
    let place = filled();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let nora = contact(&mut ids, "Nora Lind");
    add(&store, &nora);
    let call = call(&mut ids, nora.id, 3, "asked for oak");
    let promise =
        FollowUp { from: Some(call.id), ..FollowUp::new(ids.draw(), nora.id, "send it", nora.added, nora.added) };
    commit(&store, set(Act::Log, "Nora Lind", [Change::create(call.clone()), Change::create(promise)])).unwrap();
    commit(&store, set(Act::Delete, "Nora Lind", [Change::delete(call)])).unwrap();
    store.close();
    drop(store);
    let checked = fine(&place.dir, "dangling");
    let found = &checked.row(Subject::References).unwrap().found;
    let expect = (RecordKind::FollowUp, RecordKind::Interaction, 1);
    assert!(matches!(found[..], [Finding::Dangling { from, to, count }] if (from, to, count) == expect), "{found:?}");
}

#[test]
fn who_names_somebody_that_was_merged_names_whom_they_became() {
    let place = filled();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let [nora, twin, mut friend] = ["Nora Lind", "Nora Lint", "Ole Vik"].map(|name| contact(&mut ids, name));
    friend.referred_by = Some(Referrer::Contact(twin.id));
    for one in [&nora, &twin, &friend] {
        add(&store, one);
    }
    let whole = |one: &Contact| store.whole_contact(one.id).unwrap().unwrap();
    let merging = Merging { kept: whole(&nora), gone: vec![Gone::from(whole(&twin))] };
    let set = merge_contacts(&[merging], &store.book(), "2026-11-21".parse().unwrap(), &mut store.ids()).unwrap();
    commit(&store, set).unwrap();
    store.close();
    drop(store);
    let checked = fine(&place.dir, "merged");
    let found = &checked.row(Subject::References).unwrap().found;
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn while_a_session_is_open_all_but_its_archive_is_checked() {
    let place = filled();
    // With its image the archive would be read as it lies.
    fs::remove_file(place.dir.join("gen-1/archive/index")).unwrap();
    let store = open(&place.dir);
    let someone = store.book().contacts().next().unwrap().id;
    store.contact(someone).unwrap();
    let checked = fine(&place.dir, "open");
    let archive = &checked.row(Subject::Archive).unwrap().state;
    let is_held = matches!(archive, State::NotChecked(Unchecked::Keeper { pid, .. }) if *pid == std::process::id());
    assert!(is_held, "{archive:?}");
    flip(&place.dir.join("gen-1/texts"), 1600);
    let repaired = repair(&place.dir, &screen(), &on()).unwrap();
    let looked_through = repaired.before.row(Subject::Archive).unwrap();
    assert!(matches!(looked_through.state, State::Fine), "the session let it go: {:?}", looked_through.state);
    assert!(repaired.after.unwrap().is_fine());
    assert!(store.contact(someone).unwrap().is_some(), "and opens it again");
}

#[test]
fn while_others_commit_a_fine_store_is_fine() {
    let place = filled();
    let ended = Arc::new(AtomicBool::new(false));
    let commits = {
        let (dir, ended) = (place.dir.clone(), ended.clone());
        thread::spawn(move || {
            let store = open(&dir);
            let mut ids = store.ids();
            let mut count = 0;
            while !ended.load(Ordering::Relaxed) {
                add(&store, &contact(&mut ids, "Nora Lind"));
                count += 1;
            }
            count
        })
    };
    for _ in 0..5 {
        fine(&place.dir, "others commit");
    }
    ended.store(true, Ordering::Relaxed);
    assert!(commits.join().unwrap() > 0);
    fine(&place.dir, "they ended");
}

#[test]
fn told_to_stop_it_stops_and_nothing_is_changed() {
    let place = filled();
    flip(&place.dir.join("gen-1/texts"), 1600);
    let before = all(&place.dir);
    for until in [0, 1, 2, 3] {
        let calls = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let going_on: GoingOn = Arc::new(move |_, _| calls.fetch_add(1, Ordering::Relaxed) < until);
        assert!(matches!(verify(&place.dir, &going_on), Err(StoreError::Stopped)), "after {until}");
        assert!(matches!(repair(&place.dir, &screen(), &going_on), Err(StoreError::Stopped)), "after {until}");
        assert!(all(&place.dir) == before, "after {until}");
    }
}

#[test]
fn where_there_is_no_store_none_is_made() {
    let place = place();
    assert!(verify(&place.dir, &on()).is_err());
    assert!(!place.dir.exists());
    fs::create_dir(&place.dir).unwrap();
    assert!(matches!(repair(&place.dir, &screen(), &on()), Err(StoreError::NoStore { .. })));
    assert_eq!(fs::read_dir(&place.dir).unwrap().count(), 0);
}
