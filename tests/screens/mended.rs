//! Nothing lost, as the screens show it: what was mended, and backups.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

use touchbase::domain::change::{Act, Label};
use touchbase::domain::interaction::Kind;
use touchbase::store::{Damage, Missing, Report, Sets, StoreError, Unwell};
use touchbase::text::Lang;
use touchbase::tui::event::Event;

use crate::play::Screen;
use crate::{SIZES, check_in, small};

/// A report that says that so many sets are missing, and what the first of them did; of many what all of them did.
fn report(missing: u64, untold: Vec<Sets>) -> Report {
    let mut report = Report::new(vec![Damage::Journal { file: "journal/000002.jsonl".into() }]);
    report.at = "2026-11-21T08:55:00+01:00".parse().unwrap();
    report.untold = untold;
    for number in 0..missing {
        let set = 40 + number * 2;
        let known = number == 0 || missing > 10;
        let label = Label::new(Act::Log, "Anna Müller").of_kind(Kind::Call);
        report.missing.push(Missing {
            sets: Sets { first: set, last: set },
            label: known.then_some(label),
            at: known.then(|| "2026-11-14T09:12:00+01:00".parse().unwrap()),
            of: None,
            perhaps_there: false,
        });
    }
    report.backup = (missing > 0).then(|| "2026-11-20.backup".to_owned());
    report.aside = Some("/home/ana/.local/share/touchbase/aside/gen-1".into());
    report
}

fn untold() -> Vec<Sets> {
    vec![Sets { first: 7, last: 7 }]
}

/// Puts reports where a session that mends leaves them.
fn leave(screen: &Screen, reports: &[Report]) {
    let aside = screen.dir.path().join("store/aside");
    let _ = fs::DirBuilder::new().mode(0o700).create(&aside);
    for (number, report) in reports.iter().enumerate() {
        let path = aside.join(format!("2026-11-21T085{number}00.000.report"));
        fs::write(&path, serde_json::to_vec(report).unwrap()).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// Screens that are started on a store with these reports.
fn started(lang: Lang, size: (u16, u16), reports: &[Report]) -> Screen {
    let mut screen = small(lang, size);
    leave(&screen, reports);
    screen.restart();
    screen
}

#[test]
fn a_loss_opens_a_pop_up_at_the_start() {
    check_in("mended", "", |lang, size| started(lang, size, &[report(2, untold())]));
}

#[test]
fn many_losses_scroll() {
    check_in("mended_many", "<pgdn>", |lang, size| started(lang, size, &[report(0, untold()), report(40, vec![])]));
}

#[test]
fn what_lost_nothing_is_only_a_toast_and_seen_with_it() {
    check_in("mended_toast", "", |lang, size| started(lang, size, &[report(0, vec![])]));
    let mut screen = started(Lang::En, (80, 24), &[report(0, vec![])]);
    screen.shows("Nothing is missing").shows("gm");
    screen.restart().shows_not("Nothing is missing").play("gm").shows("Nothing is missing").shows("aside/gen-1");
}

#[test]
fn once_closed_it_was_seen_and_can_be_read_again() {
    for close in ["<enter>", "<esc>", "q"] {
        let mut screen = started(Lang::En, (80, 24), &[report(1, vec![])]);
        screen.shows("1 set is missing").play(close).shows_not("is missing");
        screen.restart().shows_not("is missing");
        screen.play(":mended<enter>").shows("1 set is missing").play("<esc>").shows_not("is missing").shows("Now 3");
    }
}

#[test]
fn unseen_it_comes_again() {
    let mut screen = started(Lang::En, (80, 24), &[report(1, vec![])]);
    screen.shows("1 set is missing").restart().shows("1 set is missing");
}

#[test]
fn a_form_that_is_being_filled_is_not_covered() {
    for size in SIZES {
        let mut screen = small(Lang::En, size);
        screen.play("ccall: asked for");
        leave(&screen, &[report(1, vec![])]);
        screen.reports_are_looked_for();
        screen.shows("call: asked for").shows("1 set is missing").shows("gm");
        screen
            .play(" prices<enter>")
            .shows("Logged call")
            .play("gm")
            .shows("What was mended")
            .shows("1 set is missing");
        screen.play("<esc>").restart().shows_not("is missing");
    }
}

#[test]
fn where_nothing_was_mended_that_is_said() {
    small(Lang::En, (80, 24))
        .play("gm")
        .shows("Nothing that was saved was ever damaged here")
        .play("<enter>")
        .shows_not("damaged");
}

#[test]
fn an_image_that_was_made_anew_is_told_once_and_not_kept() {
    let mut screen = small(Lang::En, (120, 40));
    screen.restart();
    let side = screen.dir.path().join("store/gen-1/side");
    fs::File::options().write(true).open(side).unwrap().set_len(4_096).unwrap();
    screen.restart().shows("have been made anew").shows_not("gm tells more");
    screen.play("gm").shows("Nothing that was saved was ever damaged here").play("<esc>");
    screen.restart().shows_not("have been made anew");
}

#[test]
fn the_store_is_looked_through_from_the_palette() {
    for (lang, keys, fine) in
        [(Lang::En, ":check", "All is fine up to set 1"), (Lang::De, ":prüfen", "Alles in Ordnung bis Satz 1")]
    {
        let mut screen = small(lang, (80, 24));
        screen.play(keys).play("<enter>").shows("ournal").shows(fine).play("<esc>").shows("Deniz Çelik");
    }
    let mut screen = small(Lang::En, (80, 24));
    screen.store.close();
    let journal = screen.dir.path().join("store/gen-1/journal/000001.jsonl");
    let mut bytes = fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, bytes).unwrap();
    screen.play(":check<enter>").shows("damaged").shows("journal/000001.jsonl");
}

#[test]
fn that_the_store_is_unwell_is_said_once_a_day() {
    let last = "2026-11-18T09:00:00+01:00".parse().ok();
    let unwell = || Event::Unwell(Unwell::NoBackup { last, why: StoreError::Full { path: "/backups".into() } });
    let mut screen = small(Lang::En, (80, 24));
    screen.happens(unwell());
    screen.shows("No backup could be written since Wed 18 Nov").shows("no room on the").play("j").wait(60);
    screen.happens(unwell());
    screen.shows_not("No backup");
    check_in("unwell", "", |lang, size| {
        let mut screen = small(lang, size);
        screen.happens(unwell());
        screen
    });
}

#[test]
fn a_backup_is_written_from_the_palette() {
    for size in SIZES {
        let mut screen = small(Lang::En, size);
        screen.play(":back up").shows("no backup yet").play("<enter>").shows("Backed up: ").shows("/backups/");
        assert_eq!(screen.store.backups().good.len(), 1);
        screen.play(":back up").shows("last ");
    }
}
