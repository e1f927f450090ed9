//! Saves that fail: it is said why, what was typed stays, nothing of it is saved, and Enter saves once there is room again.

use std::fs;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use touchbase::store::disk::{Call, Disk, Verdict};
use touchbase::store::{NoSaving, Warning};
use touchbase::text::Lang;
use touchbase::tui::app::Exit;
use touchbase::tui::event::Event;

use crate::play::Screen;
use crate::{SIZES, check_in, small};

/// Screens on a disk that has no room while it is told so. The archive is open, so that nothing but saves write.
fn with_full_disk(lang: Lang, size: (u16, u16)) -> (Screen, Arc<AtomicBool>) {
    let full = Arc::new(AtomicBool::new(false));
    let is_full = full.clone();
    let disk = Disk::hooked(move |call| match call {
        Call::Write(_) if is_full.load(Ordering::SeqCst) => Verdict::Fail(ErrorKind::StorageFull.into()),
        _ => Verdict::Go,
    });
    let mut screen = small(lang, size);
    screen.reopen_on(disk);
    let anybody = screen.store.book().contacts().next().unwrap().id;
    screen.store.contact(anybody).unwrap();
    (screen, full)
}

/// Plays `keys`, then on a full disk `save`: `typed` and the reason are on screen and nothing is saved. With room again `again`
/// saves.
fn check(keys: &str, save: &str, typed: &str, again: &str) {
    for size in SIZES {
        let (mut screen, full) = with_full_disk(Lang::En, size);
        screen.play(keys);
        let before = screen.store.book().clone();
        full.store(true, Ordering::SeqCst);
        screen.play(save).shows("no room on the disk").shows(typed);
        assert!(*screen.store.book() == before, "{keys}{save}: half of it is there");
        full.store(false, Ordering::SeqCst);
        screen.play(again).shows_not("no room");
        assert!(*screen.store.book() != before, "{keys}{save}: saved");
        assert_eq!(screen.open_again().position(), screen.store.position(), "{keys}{save}");
    }
}

#[test]
fn every_save_that_fails_keeps_what_was_typed() {
    for (keys, save, typed, again) in [
        ("ccall: asked for prices >> 2w send offer", "<enter>", "asked for prices >> 2w send offer", "<enter>"),
        ("<space><space>cboth came", "<enter>", "both came", "<enter>"),
        ("nprefers mornings", "<ctrl-s>", "prefers mornings", "<ctrl-s>"),
        ("fsend samples<tab>fri", "<enter>", "send samples", "<enter>"),
        ("bthe colour was wrong", "<ctrl-s>", "the colour was wrong", "<ctrl-s>"),
        ("aPia Lund<tab>Lund ApS", "<enter>", "Lund ApS", "<enter>"),
        ("e<tab><tab>Owner", "<ctrl-s>", "Owner", "<ctrl-s>"),
        ("toak, vip", "<enter>", "oak, vip", "<enter>"),
        ("<space><space>toak, vip", "<enter>", "oak, vip", "<enter>"),
        ("js2w", "<enter>", "2w", "<enter>"),
        ("x4asked for it<tab>1m", "<enter>", "asked for it", "<enter>"),
        ("3aPlaneworks", "<ctrl-s>", "Planeworks", "<ctrl-s>"),
        ("4e<end>, and dented", "<ctrl-s>", "and dented", "<ctrl-s>"),
        // Nothing is typed: a key does it again.
        ("j", "d", "Bernd Kaiser", "d"),
        ("<enter><tab>jj", "p", "wants a sample", "p"),
        ("2/zoe<enter>", "X2", "Zoë van Dijk", "X2"),
        ("cdone<enter>", "u", "Bernd Kaiser", "u"),
        ("cdone<enter>u", "<ctrl-r>", "Bernd Kaiser", "<ctrl-r>"),
    ] {
        check(keys, save, typed, again);
    }
}

#[test]
fn an_import_that_fails_stays_open() {
    let (mut screen, full) = with_full_disk(Lang::En, (80, 24));
    let path = screen.dir.path().join("one.vcf");
    fs::write(&path, "BEGIN:VCARD\nVERSION:3.0\nFN:Ada One\nEND:VCARD\n").unwrap();
    screen.play("I").paste(path.to_str().unwrap()).play("<enter><enter>").shows("1 new contact");
    full.store(true, Ordering::SeqCst);
    screen.play("<enter>").shows("no room on the disk").shows("1 new contact");
    full.store(false, Ordering::SeqCst);
    screen.play("<enter>").shows("Imported one.vcf");
}

#[test]
fn a_draft_that_cannot_be_kept_is_said_once_and_kept_as_soon_as_it_can_be() {
    let (mut screen, full) = with_full_disk(Lang::En, (120, 40));
    full.store(true, Ordering::SeqCst);
    screen.play("ccall: asked for").wait(3).shows("can't be kept as a draft yet").shows("no room on the disk");
    screen
        .wait(30)
        .shows_not("can't be kept")
        .play(" prices")
        .wait(3)
        .shows("asked for prices")
        .shows_not("can't be kept");
    screen.play("<esc>").shows("in this window alone");
    screen.play("c").shows("asked for prices").shows("is back").play("<esc>");
    assert_eq!(screen.store.drafts().list(), []);
    // Ending would lose it: that is asked for twice.
    screen.play("q").shows("goes when touchbase ends");
    assert_eq!(screen.app.exit(), None);
    full.store(false, Ordering::SeqCst);
    screen.wait(10);
    assert_eq!(screen.store.drafts().list().len(), 1);
    screen.play("q");
    assert_eq!(screen.app.exit(), Some(Exit::Quit));
    screen.restart().shows("A draft from earlier is kept");
    full.store(true, Ordering::SeqCst);
    let (mut screen, full) = with_full_disk(Lang::En, (120, 40));
    full.store(true, Ordering::SeqCst);
    screen.play("clost<esc>q").shows("goes when touchbase ends").play("q");
    assert_eq!(screen.app.exit(), Some(Exit::Quit));
}

#[test]
fn a_store_that_vanishes_is_said_and_goes_on_when_it_is_back() {
    let mut screen = small(Lang::En, (80, 24));
    let (store, away) = (screen.dir.path().join("store"), screen.dir.path().join("away"));
    screen.play("ccall: asked for prices");
    fs::rename(&store, &away).unwrap();
    screen.play("<enter>").shows("isn't there any more").shows("Put it back").shows("asked for prices");
    screen.play("<esc>").wait(30).shows("! store gone").shows("Deniz Çelik");
    assert!(!store.exists(), "nothing is made there");
    fs::rename(&away, &store).unwrap();
    screen.wait(10).shows_not("store gone").play("c").shows("asked for prices").play("<enter>").shows("Logged call");
    assert!(*screen.open_again().book() == *screen.store.book());
}

#[test]
fn what_is_to_be_said_of_the_place_is_said_at_the_start_before_drafts_are_named() {
    let path = || "/net/office/touchbase".into();
    check_in("network", "", |lang, size| {
        let mut screen = small(lang, size);
        screen.play("chalf a sent<esc>");
        screen.begin(Event::Place(vec![Warning::Network { path: path(), system: "NFS".into() }]));
        screen
    });
    let mut screen = small(Lang::En, (80, 24));
    screen.play("chalf a sent<esc>");
    screen.begin(Event::Place(vec![Warning::NoSaving { path: path(), why: NoSaving::Denied }]));
    screen.shows("Nothing can be saved").play("j").shows("A draft from earlier").play("j").shows_not("from earlier");
}

#[test]
fn the_header_says_for_as_long_as_nothing_can_be_saved() {
    check_in("read_only", "", |lang, size| {
        let mut screen = small(lang, size);
        let path = "/net/office/touchbase".into();
        screen.happens(Event::Place(vec![Warning::NoSaving { path, why: NoSaving::ReadOnly }]));
        screen
    });
}
