//! Damage to what is the truth: mended from whatever covers it, and said exactly what isn't there.

use std::fs;
use std::path::{Path, PathBuf};

use touchbase::domain::book::Book;
use touchbase::domain::change::{Act, Change};
use touchbase::domain::contact::Contact;
use touchbase::store::{Damage, Report, Sets, Store, StoreError, Which};

use crate::support::*;

/// Ana is added, called twice and renamed; Tom is added last: sets 1 to 5.
struct Life {
    place: Place,
    ana: Contact,
    book: Book,
}

fn life(with_archive: bool) -> Life {
    let place = place();
    let store = open(&place.dir);
    let mut ids = store.ids();
    let ana = contact(&mut ids, "Ana Berg");
    add(&store, &ana);
    for day in [3, 4] {
        let call = call(&mut ids, ana.id, day, "asked for the price list");
        commit(&store, set(Act::Log, "Ana Berg", [Change::create(call)])).unwrap();
    }
    let renamed = Contact { name: "Ana Lind".to_owned(), ..ana.clone() };
    commit(&store, set(Act::Edit, "Ana Lind", [Change::edit(ana.clone(), renamed.clone())])).unwrap();
    add(&store, &contact(&mut ids, "Tom Olsen"));
    if with_archive {
        store.contact(ana.id).unwrap();
    }
    store.close();
    let book = store.book().clone();
    Life { place, ana: renamed, book }
}

fn journal(dir: &Path) -> PathBuf {
    dir.join("gen-1/journal/000001.jsonl")
}

/// Spoils the line of a set so that its checksum is wrong; the JSON stays readable.
fn spoil(dir: &Path, seq: usize) {
    let path = journal(dir);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    lines[seq] = lines[seq].replace("\"changes\"", "\"changed\"");
    fs::write(&path, lines.concat()).unwrap();
}

/// Opens the store, which is mended by it, and says what was told.
fn mended(dir: &Path) -> (Store, Report) {
    let store = open(dir);
    let mut told = store.mended();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(store.unseen_reports(), told, "it is kept until somebody has seen it");
    (store, told.remove(0))
}

/// The store is as any other: saving, taking back and opening go on.
fn goes_on(store: Store, dir: &Path) {
    let mut ids = store.ids();
    let nora = contact(&mut ids, "Nora Lind");
    add(&store, &nora);
    assert_eq!(store.contact(nora.id).unwrap(), Some(nora.clone()));
    store.undo(Which::Mine).unwrap();
    add(&store, &nora);
    store.close();
    let book = store.book().clone();
    drop(store);
    let again = open(dir);
    assert_eq!(*again.book(), book);
    assert_eq!(again.mended(), []);
    assert_eq!(again.contact(nora.id).unwrap(), Some(nora));
}

fn one(seq: u64) -> Vec<Sets> {
    vec![Sets { first: seq, last: seq }]
}

fn missing(report: &Report) -> Vec<Sets> {
    report.missing.iter().map(|missing| missing.sets).collect()
}

#[test]
fn what_the_archive_has_is_not_missing() {
    for side in [true, false] {
        let Life { place, ana, book } = life(true);
        spoil(&place.dir, 3);
        if !side {
            fs::remove_file(place.dir.join("gen-1/side")).unwrap();
        } else {
            // What was read before isn't read again: the damage shows where the past is told.
            let store = open(&place.dir);
            assert_eq!(store.history(99).unwrap().len(), 6);
            assert_eq!(store.mended().len(), 1);
            goes_on(store, &place.dir);
            continue;
        }
        let (store, report) = mended(&place.dir);
        assert_eq!((missing(&report), &report.untold), (vec![], &one(3)));
        assert!(report.found.contains(&Damage::Journal { file: "journal/000001.jsonl".into() }), "{report:?}");
        assert!(report.aside.as_ref().is_some_and(|aside| aside.join("journal/000001.jsonl").exists()));
        assert_eq!(*store.book(), book);
        assert_eq!(store.contact(ana.id).unwrap(), Some(ana.clone()));
        let acts: Vec<Act> = store.history(99).unwrap().iter().map(|entry| entry.label.act).collect();
        assert_eq!(acts, [Act::Repair, Act::Add, Act::Edit, Act::Lost, Act::Log, Act::Add]);
        assert!(matches!(store.undo(Which::Seq(1)), Err(StoreError::ChangedSince(since)) if since.by.seq == 6));
        assert!(matches!(store.undo(Which::Last), Err(StoreError::ChangedSince(since)) if since.by.seq == 6));
        assert!(
            matches!(store.undo(Which::Seq(6)), Err(StoreError::ChangedSince(since)) if since.by.seq == 6),
            "nor the mending"
        );
        goes_on(store, &place.dir);
    }
}

#[test]
fn without_an_archive_it_is_said_what_is_missing() {
    let Life { place, ana, .. } = life(false);
    fs::remove_file(place.dir.join("gen-1/side")).unwrap();
    spoil(&place.dir, 2);
    let (store, report) = mended(&place.dir);
    assert_eq!(missing(&report), one(2));
    let said = &report.missing[0];
    assert_eq!(
        said.label.as_ref().map(|label| (label.act, label.names.clone())),
        Some((Act::Log, vec!["Ana Berg".into()]))
    );
    assert_eq!(store.timeline(ana.id.into(), 0, 9).unwrap().len(), 1);
    assert_eq!(store.contact(ana.id).unwrap(), Some(ana));
    goes_on(store, &place.dir);
}

#[test]
fn what_hung_on_a_lost_contact_is_found_again() {
    let Life { place, ana, .. } = life(false);
    fs::remove_file(place.dir.join("gen-1/side")).unwrap();
    spoil(&place.dir, 1);
    spoil(&place.dir, 4);
    let (store, report) = mended(&place.dir);
    assert_eq!(missing(&report), [one(1), one(4)].concat());
    assert_eq!(report.bare, 1);
    let there = store.contact(ana.id).unwrap().unwrap();
    assert_eq!(there.name, "Ana Berg", "as the sets about them say");
    assert_eq!(store.timeline(ana.id.into(), 0, 9).unwrap().len(), 2);
    goes_on(store, &place.dir);
}

#[test]
fn a_lost_end_is_in_the_archive_or_named() {
    for with_archive in [true, false] {
        let Life { place, book, .. } = life(with_archive);
        let text = fs::read_to_string(journal(&place.dir)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        fs::write(journal(&place.dir), lines[..4].concat()).unwrap();
        let (store, report) = mended(&place.dir);
        assert!(report.found.contains(&Damage::JournalCut), "{report:?}");
        let lost = vec![Sets { first: 4, last: 5 }];
        if with_archive {
            assert_eq!((missing(&report), &report.untold), (vec![], &lost));
            assert_eq!(*store.book(), book);
        } else {
            assert_eq!((missing(&report), report.untold.len()), (lost, 0));
            assert_eq!(store.book().contacts().len(), 1);
        }
        goes_on(store, &place.dir);
    }
}

#[test]
fn an_archive_that_is_ahead_is_the_truth() {
    let Life { place, book, ana } = life(true);
    let text = fs::read_to_string(journal(&place.dir)).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(journal(&place.dir), lines[..4].concat()).unwrap();
    for other in ["lock", "gen-1/side", "gen-1/archive.seal"] {
        fs::remove_file(place.dir.join(other)).unwrap();
    }
    let store = open(&place.dir);
    assert_eq!(store.book().contacts().len(), 1, "nothing but the archive knows better");
    assert_eq!(store.contact(ana.id).unwrap(), Some(ana));
    let report = store.mended().remove(0);
    assert_eq!((missing(&report), &report.untold), (vec![], &vec![Sets { first: 4, last: 5 }]));
    assert_eq!(*store.book(), book);
    goes_on(store, &place.dir);
}

#[test]
fn a_session_at_work_mends_what_is_damaged_under_it() {
    let Life { place, .. } = life(false);
    let store = open(&place.dir);
    let mut ids = store.ids();
    store.contact(store.book().contacts().next().unwrap().id).unwrap();
    add(&store, &contact(&mut ids, "Nora Lind"));
    let book = store.book().clone();
    let text = fs::read_to_string(journal(&place.dir)).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(journal(&place.dir), lines[..5].concat()).unwrap();
    let eva = contact(&mut ids, "Eva Çelik");
    add(&store, &eva);
    let report = store.mended().remove(0);
    assert_eq!((missing(&report), &report.untold), (vec![], &vec![Sets { first: 5, last: 6 }]));
    assert_eq!(store.book().contacts().len(), book.contacts().len() + 1);
    goes_on(store, &place.dir);
}

#[test]
fn the_file_that_names_the_generation_can_be_guessed() {
    for spoiled in [None, Some(""), Some("{}"), Some(r#"{"format":1,"touchbase":"0","store":"x","generation":1}"#)] {
        let Life { place, book, .. } = life(true);
        let current = place.dir.join("CURRENT");
        match spoiled {
            None => fs::remove_file(&current).unwrap(),
            Some(text) => fs::write(&current, text).unwrap(),
        }
        let (store, report) = mended(&place.dir);
        assert_eq!(report.found, [Damage::Current], "{spoiled:?}");
        assert!(!report.is_loss());
        assert_eq!(*store.book(), book);
        goes_on(store, &place.dir);
    }
    let Life { place, book, .. } = life(true);
    let current = place.dir.join("CURRENT");
    let text = fs::read_to_string(&current).unwrap().replace("\"generation\":1", "\"generation\":7");
    fs::write(&current, sealed(&text)).unwrap();
    let (store, _) = mended(&place.dir);
    assert_eq!(*store.book(), book);
    goes_on(store, &place.dir);
}

#[test]
fn a_big_set_loses_only_the_lines_that_are_damaged() {
    for with_archive in [false, true] {
        let place = place();
        let store = open(&place.dir);
        let mut ids = store.ids();
        let many: Vec<Change> = (0..700).map(|n| Change::create(contact(&mut ids, &format!("Contact {n}")))).collect();
        commit(&store, set(Act::Import, "contacts.vcf", many)).unwrap();
        if with_archive {
            store.close();
        }
        drop(store);
        let file = fs::read_dir(place.dir.join("gen-1/sets")).unwrap().next().unwrap().unwrap().path();
        let text = fs::read_to_string(&file).unwrap().replace("Contact 77\"", "Contact 7x\"");
        fs::write(&file, text).unwrap();
        let _ = fs::remove_file(place.dir.join("gen-1/side"));
        let (store, report) = mended(&place.dir);
        if with_archive {
            assert_eq!((missing(&report), &report.untold), (vec![], &one(1)));
            assert_eq!(store.book().contacts().len(), 700);
        } else {
            assert_eq!(report.missing[0].of, Some((1, 700)));
            assert_eq!(store.book().contacts().len(), 699);
        }
        goes_on(store, &place.dir);
    }
}

#[test]
fn a_backup_is_what_is_left() {
    let Life { place, book, .. } = life(false);
    let store = open(&place.dir);
    let going_on: touchbase::store::GoingOn = std::sync::Arc::new(|_, _| true);
    store.back_up(None, &going_on).unwrap();
    let mut ids = store.ids();
    add(&store, &contact(&mut ids, "Nora Lind"));
    drop(store);
    fs::remove_dir_all(place.dir.join("gen-1/journal")).unwrap();
    fs::remove_dir_all(place.dir.join("gen-1/archive")).unwrap();
    let (store, report) = mended(&place.dir);
    assert!(report.backup.is_some());
    assert_eq!(missing(&report), one(6));
    assert_eq!(*store.book(), book);
    goes_on(store, &place.dir);
}

#[test]
fn a_generation_that_is_gone_whole_is_built_from_a_backup() {
    for current in [true, false] {
        let Life { place, book, .. } = life(true);
        let store = open(&place.dir);
        let going_on: touchbase::store::GoingOn = std::sync::Arc::new(|_, _| true);
        store.back_up(None, &going_on).unwrap();
        drop(store);
        fs::remove_dir_all(place.dir.join("gen-1")).unwrap();
        if !current {
            fs::remove_file(place.dir.join("CURRENT")).unwrap();
            assert!(matches!(Store::open(&place.dir, screen()), Err(StoreError::Lost { .. })));
            continue;
        }
        let (store, report) = mended(&place.dir);
        assert_eq!((missing(&report), report.backup.is_some()), (vec![], true));
        assert_eq!(*store.book(), book);
        goes_on(store, &place.dir);
    }
}

#[test]
fn what_was_restored_and_is_gone_is_named() {
    let Life { place, .. } = life(true);
    let store = open(&place.dir);
    let going_on: touchbase::store::GoingOn = std::sync::Arc::new(|_, _| true);
    let backup = store.back_up(None, &going_on).unwrap();
    let mut ids = store.ids();
    add(&store, &contact(&mut ids, "Nora Lind"));
    let plan = store.plan_restore(&backup.path, &going_on).unwrap();
    store.restore(&plan, &going_on).unwrap();
    assert_eq!(store.position(), 7);
    drop(store);
    fs::remove_dir_all(place.dir.join("gen-2")).unwrap();
    let (store, report) = mended(&place.dir);
    assert_eq!(missing(&report), one(7), "the restore itself");
    goes_on(store, &place.dir);
}

#[test]
fn where_nothing_is_left_nothing_is_made_up() {
    let Life { place, .. } = life(false);
    for gone in ["journal", "archive"] {
        let _ = fs::remove_dir_all(place.dir.join("gen-1").join(gone));
    }
    let names = |dir: &Path| {
        let mut all: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        all.retain(|name| name != "keeper");
        all.sort();
        all
    };
    let before = names(&place.dir);
    assert!(matches!(Store::open(&place.dir, screen()), Err(StoreError::Damaged { .. })));
    assert_eq!(names(&place.dir), before);
}

#[test]
fn a_session_that_watches_follows_into_the_next_generation() {
    let Life { place, .. } = life(true);
    spoil(&place.dir, 2);
    let (tell, told) = std::sync::mpsc::channel();
    // With the side file the damage isn't met.
    let watching = open(&place.dir);
    watching.watch(move |notice| drop(tell.send(notice))).unwrap();
    fs::remove_file(place.dir.join("gen-1/side")).unwrap();
    let (store, _) = mended(&place.dir);
    let wait = |seq: u64| {
        while watching.position() < seq {
            told.recv_timeout(std::time::Duration::from_secs(20)).expect("it is told of what others saved");
        }
    };
    wait(6);
    let mut ids = store.ids();
    for seq in 7..10 {
        add(&store, &contact(&mut ids, "Nora Lind"));
        wait(seq);
    }
    assert_eq!(*watching.book(), *store.book());
}

#[test]
fn a_store_of_which_the_journal_and_all_that_names_it_are_gone_is_no_new_one() {
    let Life { place, ana, book } = life(true);
    for gone in ["CURRENT", "lock"] {
        fs::remove_file(place.dir.join(gone)).unwrap();
    }
    for entry in fs::read_dir(place.dir.join("gen-1/journal")).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    match Store::open(&place.dir, screen()) {
        Err(StoreError::Damaged { .. }) => {}
        Err(error) => panic!("{error:?}"),
        Ok(store) => {
            assert_eq!(*store.book(), book);
            assert_eq!(store.contact(ana.id).unwrap(), Some(ana));
        }
    }
}

#[test]
fn a_backup_that_knows_more_than_the_journal_is_believed() {
    let Life { place, book, .. } = life(false);
    let store = open(&place.dir);
    let going_on: touchbase::store::GoingOn = std::sync::Arc::new(|_, _| true);
    store.back_up(None, &going_on).unwrap();
    store.close();
    drop(store);
    let text = fs::read_to_string(journal(&place.dir)).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(journal(&place.dir), lines[..4].concat()).unwrap();
    for gone in ["lock", "gen-1/side", "gen-1/archive.seal"] {
        fs::remove_file(place.dir.join(gone)).unwrap();
    }
    fs::remove_dir_all(place.dir.join("gen-1/archive")).unwrap();
    let (store, report) = mended(&place.dir);
    assert_eq!((missing(&report), &report.untold), (vec![], &vec![Sets { first: 4, last: 5 }]));
    assert_eq!(*store.book(), book);
    goes_on(store, &place.dir);
}

#[test]
fn a_line_that_was_never_a_set_is_no_loss() {
    let Life { place, book, .. } = life(false);
    let mut text = fs::read_to_string(journal(&place.dir)).unwrap();
    text.push_str("hello world\n");
    fs::write(journal(&place.dir), text).unwrap();
    let (store, report) = mended(&place.dir);
    assert_eq!((missing(&report), report.untold.len()), (vec![], 0), "{report:?}");
    assert_eq!(*store.book(), book);
    goes_on(store, &place.dir);
}

#[test]
fn what_is_on_a_screen_is_not_restored() {
    let Life { place, .. } = life(false);
    let going_on: touchbase::store::GoingOn = std::sync::Arc::new(|_, _| true);
    let screen = open(&place.dir);
    let backup = screen.back_up(None, &going_on).unwrap();
    screen.let_archive_go();
    let verb = Store::open(&place.dir, verb()).unwrap();
    let plan = verb.plan_restore(&backup.path, &going_on).unwrap();
    assert!(matches!(verb.restore(&plan, &going_on), Err(StoreError::OnScreen { .. })));
    assert_eq!(verb.history(1).unwrap()[0].label.act, Act::Add);
    screen.restore(&plan, &going_on).unwrap();
    drop(screen);
    let plan = verb.plan_restore(&backup.path, &going_on).unwrap();
    verb.restore(&plan, &going_on).unwrap();
}

/// The screen lets the archive go for that, and opens it anew when it needs it.
#[test]
fn what_a_screen_has_open_mends_the_store() {
    let Life { place, book, .. } = life(true);
    let screen = open(&place.dir);
    let someone = screen.book().contacts().next().unwrap().id;
    assert!(screen.contact(someone).unwrap().is_some());
    spoil(&place.dir, 2);
    fs::remove_file(place.dir.join("gen-1/side")).unwrap();
    let (store, report) = mended(&place.dir);
    assert_eq!((missing(&report), &*store.book()), (vec![], &book), "{report:?}");
    screen.refresh().unwrap();
    assert!(screen.contact(someone).unwrap().is_some());
    drop(screen);
    goes_on(store, &place.dir);
}

#[test]
fn another_screen_is_told_of_the_mending() {
    let Life { place, .. } = life(true);
    let other = open(&place.dir);
    spoil(&place.dir, 2);
    fs::remove_file(place.dir.join("gen-1/side")).unwrap();
    drop(mended(&place.dir));
    let told: Vec<Act> = other.refresh().unwrap().iter().map(|entry| entry.label.act).collect();
    assert_eq!(told, [Act::Repair]);
}
