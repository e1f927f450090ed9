//! Forms, pop-ups, the contacts and one contact's screen, by snapshot and by play: keys in, screen out.

use std::io;

use super::play::Screen;
use super::{check, small};
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::{Contact, Tier};
use touchbase::domain::interaction::{Direction, Interaction, Kind, Outcome, Participant};
use touchbase::domain::record::{Record, RecordId, RecordKind};
use touchbase::domain::row::Row;
use touchbase::store::{Notice, StoreError};
use touchbase::text::Lang;
use touchbase::tui::app::Now;
use touchbase::tui::effect::Ask;
use touchbase::tui::event::Event;

pub fn english() -> Screen {
    small(Lang::En, (120, 40))
}

/// The contact of this name as the book has it now.
pub fn row(screen: &Screen, name: &str) -> Row {
    let book = screen.store.book();
    let found = book.contacts().find(|row| row.name == name);
    found.unwrap_or_else(|| panic!("no contact {name}")).clone()
}

/// The full record of the contact of this name.
pub fn contact(screen: &Screen, name: &str) -> Contact {
    screen.store.contact(row(screen, name).id).unwrap().unwrap()
}

fn company_of(screen: &Screen, name: &str) -> String {
    screen.store.book().company_name(&row(screen, name)).to_owned()
}

#[test]
fn pop_ups_look_like_this() {
    check("add", "aMia Ols<tab>nor");
    check("edit", "e");
    check("follow_up", "fsend samples<tab>fri 14:30<tab>every 3m");
    check("feedback", "bdelivered late<tab>");
    check("note", "nlikes oak");
    check("snooze_which", "s");
    check("snooze", "js2w");
    check("done_which", "d");
    check("off", "x");
    check("delete", "X");
    check("move", "m");
    check("tags", "t");
    check("import", "I/nowhere/");
}

#[test]
fn screens_look_like_this() {
    check("contacts", "2");
    check("contacts_filter", "2/atel");
    check("contacts_without_rhythm", "2<tab>");
    check("contacts_archived", "2<tab><tab>");
    check("contact", "<enter>");
    check("contact_timeline", "<enter><tab>j");
}

#[test]
fn a_contact_is_added_with_a_company_that_is_picked() {
    let mut screen = english();
    screen.play("aPia Lund<tab>nor<down><enter><tab>Buyer<tab>pia@example.com<tab><tab>oak, #vip<tab>a");
    screen.play("<enter>").shows("Added Pia Lund");
    let pia = contact(&screen, "Pia Lund");
    assert_eq!(company_of(&screen, "Pia Lund"), "Nordlys AS");
    assert_eq!((pia.tags.as_slice(), pia.tier), (["oak".to_owned(), "vip".to_owned()].as_slice(), Some(Tier::A)));
    assert_eq!(pia.current_job().unwrap().role, "Buyer");
    assert_eq!(screen.store.book().companies().len(), 6, "no company was made twice");
}

#[test]
fn a_new_company_comes_with_its_contact_and_goes_with_it() {
    let mut screen = english();
    screen.play("aPia Lund<tab>Lund ApS").shows("new company").play("<enter>").shows("Added Pia Lund");
    assert_eq!(company_of(&screen, "Pia Lund"), "Lund ApS");
    screen.play("u");
    assert!(screen.store.book().companies().all(|company| company.name != "Lund ApS"));
}

#[test]
fn a_contact_without_a_name_is_refused_at_the_field() {
    let mut screen = english();
    screen.play("a<tab>Nordlys AS<ctrl-s>").shows("✗ ").shows("New contact");
    assert!(screen.store.book().contacts().all(|row| !row.name.is_empty()));
}

#[test]
fn odd_mails_are_warned_about_and_taken() {
    let mut screen = english();
    screen
        .play("aPia<tab><tab><tab>pia at home")
        .shows("looks unlike a mail address")
        .play("<enter>")
        .shows("Added Pia");
    assert_eq!(row(&screen, "Pia").mails[0].value, "pia at home");
}

#[test]
fn what_the_form_does_not_show_stays() {
    let mut screen = english();
    let mut before = contact(&screen, "Deniz Çelik");
    before.source = "trade fair".into();
    before.foreign = vec!["X-UNKNOWN:1".into()];
    let edit = Change::edit(contact(&screen, "Deniz Çelik"), before);
    let set = Set::new(Label::new(Act::Edit, "Deniz"), [edit]);
    screen.store.commit(set, screen.store.position()).unwrap();
    screen.play("e").shows("Deniz Çelik").play("<tab><tab>Owner<ctrl-s>").shows("· Deniz Çelik · u takes");
    let after = contact(&screen, "Deniz Çelik");
    assert_eq!((after.source.as_str(), after.foreign.len()), ("trade fair", 1));
    assert_eq!(after.current_job().unwrap().role, "Owner");
    assert_eq!(after.notes, "Collects old planes. Never before ten.");
}

#[test]
fn a_form_and_somebody_else_do_not_overwrite_each_other() {
    let mut screen = english();
    screen.play("e<tab><tab>Owner");
    let before = contact(&screen, "Deniz Çelik");
    let after = Contact { language: "tr".into(), ..before.clone() };
    let set = Set::new(Label::new(Act::Edit, "Deniz"), [Change::edit(before, after)]);
    screen.store.commit(set, screen.store.position()).unwrap();
    screen.play("<ctrl-s>").shows("Changed job · Deniz Çelik");
    let after = contact(&screen, "Deniz Çelik");
    assert_eq!((after.language.as_str(), after.current_job().unwrap().role.as_str()), ("tr", "Owner"));
}

#[test]
fn esc_keeps_a_form_as_a_draft() {
    let mut screen = english();
    screen.play("e<tab><tab>Owner and q<esc>").shows("kept as a draft");
    screen.play("e").shows("Owner and q").shows("is back");
    screen.play("<ctrl-s>").shows("· Deniz Çelik · u takes");
    assert!(screen.store.drafts().list().is_empty());
}

#[test]
fn a_form_draft_outlives_the_session() {
    let mut screen = english();
    screen.play("bthe colour was wrong").restart();
    screen.play("b").shows("the colour was wrong").play("<ctrl-s>").shows("Feedback: ");
}

#[test]
fn a_follow_up_needs_a_day_and_shows_it_resolved() {
    let mut screen = english();
    screen.play("jfsend samples<enter>").shows("✗ ").shows("Follow-up · Bernd Kaiser");
    screen.play("fri 14:30").shows("Fri 27 Nov 14:30").play("<tab>every 3m").shows("every 3 m");
    screen.play("<enter>").shows("· Bernd Kaiser · u takes");
    let book = screen.store.book();
    let made = book.follow_ups().find(|follow_up| follow_up.title == "send samples").unwrap();
    assert_eq!(made.due.to_string(), "2026-11-27");
    assert!(made.recurs.is_some());
}

#[test]
fn a_complaint_is_done_and_comes_back() {
    let mut screen = english();
    screen.play("d").shows("complaint, 9 d late").play("1").shows("Done: ");
    screen.shows_not("complaint, 9 d late").play("u").shows("complaint, 9 d late");
}

#[test]
fn of_several_reasons_all_can_be_done() {
    let mut screen = english();
    screen.play("da").shows("Done: ");
    // What is left asks after the complaint.
    let left = screen
        .store
        .book()
        .follow_ups_of(row(&screen, "Deniz Çelik").id)
        .iter()
        .map(|one| one.title.clone())
        .collect::<Vec<_>>();
    assert_eq!(left, ["check back: late twice"]);
    assert!(screen.store.book().feedback_of(row(&screen, "Deniz Çelik").id).is_empty());
}

#[test]
fn a_late_complaint_is_not_snoozed_but_the_rest_is() {
    let mut screen = english();
    screen.play("s").shows_not("complaint, 9 d late: “late twice” until");
    screen
        .play("<esc>js")
        .shows("send offer")
        .play("2w")
        .shows("Mon 7 Dec")
        .play("<enter>")
        .shows("Snoozed send offer until Mon 7 Dec");
    screen.shows_not("3 d   Bernd Kaiser").selects("Tom Berg").play("u").shows("3 d   Bernd Kaiser");
}

#[test]
fn off_the_agenda_in_all_ways() {
    for (keys, gone) in [("x1", true), ("x3", true), ("x5", true), ("x6", true)] {
        let mut screen = english();
        // Mia stands there for her rhythm alone.
        screen.play("jjjj").selects("Mia Olsen").play(keys).shows("Mia Olsen");
        assert_eq!(!screen.picture().contains("every 90 d            │"), gone, "{keys}");
        screen.play("u").selects("Mia Olsen");
    }
    let mut screen = english();
    screen.play("jjjjx2mon<enter>").shows("Mia Olsen").play("x4asked for it<tab>1m<enter>");
    assert!(screen.store.book().contacts().any(|row| row.do_not_contact.is_some()));
    // As it stands; a day before the reason is the day; and the way back.
    screen
        .play("<esc>2/mia<enter>x4asked for it<tab>1m<enter>")
        .play("x4")
        .shows("asked for it")
        .shows("2026-12-21")
        .play("<ctrl-u>1.3.2027: on leave<tab><ctrl-u>");
    screen.shows("→ until ").play("<enter>");
    let not = row(&screen, "Mia Olsen").do_not_contact.unwrap();
    assert_eq!((not.reason.as_str(), not.until), ("on leave", Some("2027-03-01".parse().unwrap())));
    screen.play("x").shows("may be contacted again").play("8").shows("Changed do not contact · Mia Olsen");
    assert_eq!(row(&screen, "Mia Olsen").do_not_contact, None);
    // The filter begins anew.
    screen.play("/anna").shows("Anna Müller");
}

#[test]
fn deleting_someone_with_a_history_offers_archive_first() {
    let mut screen = english();
    screen.play("X").shows("3 interactions").shows("archive instead").play("<enter>").shows("Archived Deniz Çelik");
    screen.play("2<tab><tab>").shows("Deniz Çelik").play("X").shows_not("archive instead");
    screen.play("<enter>").play("X2").shows("Deleted");
    assert!(screen.store.book().contacts().all(|row| row.name != "Deniz Çelik"));
    screen.play("u");
    assert_eq!(row(&screen, "Deniz Çelik").interactions.count, 3);
}

#[test]
fn a_mark_of_automatic_mail_is_taken_off_and_it_counts_as_a_touch() {
    let mut screen = english();
    let mia = row(&screen, "Mia Olsen").id;
    let mail = Interaction {
        id: screen.store.ids().draw(),
        with: vec![Participant { contact: mia, company: None }],
        at: "2026-11-17T08:00:00+01:00".parse().unwrap(),
        time_known: true,
        kind: Kind::Mail,
        direction: Some(Direction::In),
        outcome: Outcome::Reached,
        minutes: None,
        topics: Vec::new(),
        text: "Re: offer".into(),
        source_id: String::new(),
        purpose: None,
        worth: String::new(),
        automatic: true,
        pinned: false,
    };
    let set = Set::new(Label::new(Act::Log, "Mia"), [Change::create(mail.clone())]);
    screen.store.commit(set, screen.store.position()).unwrap();
    screen.play("2/mia ols<enter><enter>").shows("automatic").play("<tab>e").shows("no, sent automatically");
    screen.play("<tab><tab><tab><right><ctrl-s>").shows_not("automatic");
    let after = screen.store.record(RecordId::new(RecordKind::Interaction, mail.id.0)).unwrap();
    assert!(matches!(after, Some(Record::Interaction(one)) if !one.automatic && one.text == mail.text));
}

#[test]
fn an_interaction_goes_to_another_person() {
    let mut screen = english();
    screen.play("mi").shows("wants a sample").play("mia").play("<enter>").shows("Moved");
    assert_eq!(row(&screen, "Mia Olsen").interactions.count, 2);
    assert_eq!(row(&screen, "Deniz Çelik").interactions.count, 2);
}

#[test]
fn tags_of_one_and_of_many() {
    let mut screen = english();
    screen.play("toak, #vip<enter>").shows("Tags +oak +vip · Deniz Çelik");
    assert_eq!(row(&screen, "Deniz Çelik").tags, ["oak", "vip"]);
    screen.play("gg<space><space>tfair, -vip<enter>").shows("Tags +fair -vip ·");
    assert_eq!(row(&screen, "Deniz Çelik").tags, ["oak", "fair"]);
    assert_eq!(row(&screen, "Bernd Kaiser").tags, ["fair"]);
}

#[test]
fn contacts_are_found_as_they_are_typed() {
    let mut screen = english();
    screen.play("2/muller").shows("Anna Müller").shows_not("Bernd").selects("Anna Müller");
    screen.play("<enter>").selects("Anna Müller").play("<enter>").shows("everything fine, new colleague in March");
    screen.play("<esc>").selects("Anna Müller").play("<esc>").shows("Bernd Kaiser");
}

#[test]
fn the_last_line_of_the_agenda_opens_those_without_a_rhythm() {
    let mut screen = english();
    screen.play("G<enter>").shows("[without rhythm 5]").shows("Zoë van Dijk").shows_not("Mia Olsen");
    screen.play("<esc>").shows("[Contacts 8]").shows("Mia Olsen");
}

#[test]
fn names_are_sorted_without_marks() {
    let mut screen = english();
    let picture = screen.play("2").picture();
    let at = |name: &str| picture.find(name).unwrap_or_else(|| panic!("no {name}:\n{picture}"));
    let order = ["Tom Berg", "Deniz Çelik", "Zoë van Dijk", "Bernd Kaiser", "Anna Müller", "Jan Novák", "Mia Olsen"];
    assert!(order.windows(2).all(|two| at(two[0]) < at(two[1])), "{picture}");
}

#[test]
fn a_record_opens_the_next_one_and_its_timeline_takes_verbs() {
    let mut screen = english();
    screen.play("<enter>").shows("─ Deniz Çelik ─").shows("Collects old planes");
    screen.play("J").shows("─ Bernd Kaiser ─").shows("asked for an offer for the roof").play("K");
    screen.play("<tab>jjp").shows("Pinned").shows("⚑");
    screen.play("e").shows("Edit what was logged").play("<ctrl-u>wants two samples<ctrl-s>").shows("wants two samples");
    screen
        .play("X<enter>")
        .shows("two samples")
        .play("X2")
        .shows("Deleted")
        .shows_not("two samples")
        .play("<esc><esc>")
        .shows("Next 7 days");
}

#[test]
fn hostile_text_stays_in_its_field() {
    let mut screen = english();
    screen.play("a").paste("Eve\u{1b}[31m\u{202e}\u{200b}").play("<enter>").shows("Added Eve");
    assert!(!screen.picture().contains('\u{1b}'));
    screen.play("2").shows("Eve[31m");
}

#[test]
fn a_vcard_file_comes_in_with_its_rhythm() {
    let mut screen = english();
    let path = screen.dir.path().join("new contacts.vcf");
    let card = |name: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:+49301234\r\nEND:VCARD\r\n");
    std::fs::write(&path, card("Ada One") + &card("Bo Two") + "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n").unwrap();
    let begun = path.to_str().unwrap().strip_suffix("contacts.vcf").unwrap().to_owned();
    screen.play("I").paste(&begun).play("<tab>").shows("contacts.vcf").play("<enter><enter>");
    screen.shows("2 new contacts").shows("1 unreadable").shows("How are the 2 new contacts to be kept?");
    screen.play("<tab>30d").shows("every 30 d").play("<tab>fair<enter>").shows("Imported new contacts.vcf");
    let ada = row(&screen, "Ada One");
    assert_eq!((ada.cadence, ada.tags.as_slice()), (Cadence::Every(Span::days(30)), ["fair".to_owned()].as_slice()));
    assert!(ada.mark.unwrap().cadence_from.is_some(), "the first days are spread");
    screen.play("I").paste(path.to_str().unwrap()).play("<enter><enter>").shows("2 already here").play("<enter>");
    screen.shows_not("already here").play("u");
    assert!(screen.store.book().contacts().all(|row| row.name != "Ada One"), "one undo takes all of it back");
}

#[test]
fn a_file_of_another_format_is_refused_by_name() {
    let mut screen = english();
    let path = screen.dir.path().join("page.vcf");
    std::fs::write(&path, "<!DOCTYPE html><p>Anna").unwrap();
    screen.play("I").paste(path.to_str().unwrap()).play("<enter>").shows("page.vcf is no vCard, table or calendar");
    screen.play("<ctrl-u>/nowhere.vcf<enter>").shows("no such file");
}

#[test]
fn marked_contacts_are_named_in_pop_ups() {
    let mut screen = english();
    screen.play("<space><space>f").shows("Follow-up · 2 contacts: Deniz Çelik, Bernd Kaiser");
    screen.play("call<tab>mon<enter>").shows("· Deniz Çelik, Bernd Kaiser · u takes");
    assert_eq!(screen.store.book().follow_ups().filter(|follow_up| follow_up.title == "call").count(), 2);
}

#[test]
fn the_timeline_shows_what_was_done() {
    let mut screen = english();
    screen.play("j<enter>d").shows("Done: ").shows("done 21 Nov");
    let bernd = row(&screen, "Bernd Kaiser").id;
    let timeline = screen.store.timeline(bernd.into(), 0, 10).unwrap();
    assert!(timeline.iter().any(|record| matches!(record, Record::FollowUp(done) if !done.is_open())));
}

#[test]
fn the_book_stays_in_sight_while_another_process_has_the_archive() {
    let mut screen = english();
    screen.play("<enter>");
    let of = row(&screen, "Deniz Çelik").id.into();
    // Something changed, and what is then asked for can't be read.
    drop(screen.app.update(Event::Notice(Notice::Changed(Vec::new())), Now::read()));
    let busy = StoreError::Busy { pid: 4711, terminal: "pts/3".into() };
    screen.happens(Event::Unread(Ask::Timeline { of, skip: 0, limit: 50 }, busy.into()));
    screen.shows("4711").shows("pts/3").shows("wants a sample of the new oak").shows("deniz@example.com");
    screen.play("j").shows_not("4711").shows("Timeline 7");
}

#[test]
fn the_list_goes_to_the_contact_that_was_added() {
    let mut screen = english();
    screen.play("2aPia Lund<enter>").selects("Pia Lund").play("u").shows("[Contacts 8]");
}

#[test]
fn a_form_larger_than_the_screen_follows_the_focus() {
    let mut screen = english();
    screen.resize(60, 15).play("a").shows("Name").shows_not("Personal notes");
    screen.play("<shift-tab>").shows("Personal notes").shows_not("Company").play("<tab>").shows("Company");
}

#[test]
fn a_form_is_kept_while_it_is_typed() {
    let mut screen = english();
    screen.play("fsend").wait(2);
    assert_eq!(screen.store.drafts().list()[0].fields, [("title".to_owned(), "send".to_owned())]);
}

#[test]
fn an_old_timeline_is_read_page_by_page() {
    let mut screen = english();
    let mia = row(&screen, "Mia Olsen").id;
    let book_day =
        |day: u64| "2025-01-01T09:30:00+01:00".parse::<chrono::DateTime<_>>().unwrap() + chrono::Days::new(day);
    let mut ids = screen.store.ids();
    let notes = (0..150).map(|day| {
        Change::create(Interaction {
            id: ids.draw(),
            at: book_day(day),
            time_known: false,
            with: vec![Participant { contact: mia, company: None }],
            kind: Kind::Note,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text: format!("note number {day}"),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        })
    });
    let set = Set::new(Label::new(Act::Note, "Mia"), notes);
    screen.store.commit(set, screen.store.position()).unwrap();
    screen.play("jjjj").selects("Mia Olsen").play("<enter>").shows("Timeline 50+").shows("note number 149");
    screen.play("<tab>").play(&"j".repeat(30)).shows("Timeline 150+");
    screen.play(&"j".repeat(100)).shows("Timeline 151").play("G").shows("note number 0");
}

#[test]
fn the_focused_item_is_edited() {
    let mut screen = english();
    screen.play("<tab>e").shows("Edit feedback · Deniz Çelik").shows("late twice").play("<end>, and dented<ctrl-s>");
    screen.shows("late twice, and dented").play("je").shows("Edit follow-up · Deniz Çelik").shows("2026-11-24");
    screen.play("<tab><ctrl-u>mon<enter>").shows("Mon 23 Nov");
}

#[test]
fn what_is_typed_before_the_record_is_read_goes_behind_it() {
    let mut screen = english();
    screen.burst("e the 2nd<tab><tab>Owner<enter>").shows("Changed job, name · Deniz Çelik the 2nd");
    let deniz = contact(&screen, "Deniz Çelik the 2nd");
    assert_eq!(deniz.current_job().unwrap().role, "Owner");
    assert_eq!(deniz.notes, "Collects old planes. Never before ten.");
}

#[test]
fn what_is_typed_while_nobody_answers_is_for_nothing_and_a_save_is_told_so() {
    let mut screen = english();
    let deniz = row(&screen, "Deniz Çelik").id;
    let key = |key: &str| Event::Key(touchbase::tui::keymap::Key::parse(key).unwrap().event());
    for name in ["e", "x", "y"] {
        drop(screen.app.update(key(name), Now::read()));
    }
    let busy = || StoreError::Busy { pid: 4711, terminal: "pts/3".into() };
    screen.shows_not("Name").unanswered(Event::Unread(Ask::Contact(deniz), busy().into()));
    screen.shows("4711").shows_not("Name").shows_not("Nothing can be typed");
    screen.unanswered(key("z")).unanswered(key("ctrl-s")).shows("4711").shows("Nothing can be typed or saved");
    screen.wait(1).shows("Name").shows_not("4711").shows_not("Nothing can be typed");
    screen.play("!<enter>").shows("Changed name · Deniz Çelik!");
}

#[test]
fn a_form_in_which_nothing_was_changed_offers_nothing_to_take_back() {
    let mut screen = english();
    screen.play("e<ctrl-s>").shows("Nothing changed").shows_not("takes it back");
    screen.play("<tab>e<ctrl-s>").shows("Nothing changed").shows_not("takes it back");
}

#[test]
fn an_item_of_a_timeline_that_is_being_read_gets_its_key() {
    let mut screen = english();
    screen.burst("<enter><tab>jj").burst("X").shows("Delete this interaction?");
    screen.play("<esc><esc><esc>").burst("<enter><tab>e<end>!<ctrl-s>").shows("send price list!");
}

#[test]
fn keys_behind_a_path_are_meant_for_what_is_in_the_file() {
    let mut screen = english();
    let path = screen.dir.path().join("one.vcf");
    std::fs::write(&path, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada One\r\nEND:VCARD\r\n").unwrap();
    screen.play("I").paste(path.to_str().unwrap()).burst("<enter><enter><enter>").shows("Imported one.vcf");
}

#[test]
fn a_draft_is_kept_when_a_field_is_left_and_thrown_away_by_two_keys() {
    let mut screen = english();
    screen.play("fsend it");
    assert!(screen.store.drafts().list().is_empty());
    screen.play("<tab>");
    assert_eq!(screen.store.drafts().list()[0].fields, [("title".to_owned(), "send it".to_owned())]);
    screen.play("2w<ctrl-x>").shows("Ctrl-x throw away").play("<ctrl-x>").shows("The draft is thrown away");
    assert!(screen.store.drafts().list().is_empty());
    screen.shows_not("✎").play("f").shows_not("is back").play("<esc>");
    // One that says nothing any more goes, too.
    screen.play("eq<esc>").shows("✎").play("e<backspace><esc>").shows_not("✎");
    assert!(screen.store.drafts().list().is_empty());
}

#[test]
fn enter_takes_the_record_that_is_begun_before_it_saves() {
    let mut screen = english();
    screen.play("aPia Lund<tab>hofm").shows("Enter take the suggestion").play("<enter>").shows("Hofmann GmbH");
    screen.play("<enter>").shows("Added Pia Lund");
    assert_eq!(screen.store.book().companies().filter(|company| company.name.starts_with("Hofm")).count(), 1);
    // What is typed stays as it is when the suggestions are closed.
    screen.play("aPim Lund<tab>Hofm<esc><enter>").shows("Added Pim Lund");
    assert!(screen.store.book().companies().any(|company| company.name == "Hofm"));
}

#[test]
fn a_form_whose_record_cannot_be_read_goes_unless_that_may_be_over_in_a_moment() {
    let busy: fn() -> StoreError = || StoreError::Busy { pid: 4711, terminal: "pts/3".into() };
    let broken: fn() -> StoreError =
        || StoreError::Unwritable { path: "/x".into(), source: io::ErrorKind::Other.into() };
    for (keys, title) in
        [("e", "Edit · Deniz"), ("t", "Tags"), ("<space><space>t", "Tags"), ("<space><space>e", "mixed")]
    {
        for (problem, stays) in [(busy, true), (broken, false)] {
            let mut screen = english();
            let (before, last) = keys.split_at(keys.len() - 1);
            screen.play(before);
            let deniz = row(&screen, "Deniz Çelik").id;
            let key = Event::Key(touchbase::tui::keymap::Key::parse(last).unwrap().event());
            screen.unanswered(key).unanswered(Event::Unread(Ask::Contact(deniz), problem().into()));
            if stays {
                screen.shows(title).shows("4711").wait(1).shows(title).shows_not("4711");
            } else {
                screen.shows("Deniz Çelik can't be changed at the moment: ").shows_not(title).shows_not("draft");
            }
        }
    }
}

#[test]
fn nobody_gets_an_interaction_by_a_blind_enter() {
    let mut screen = english();
    screen.play("mi<enter>").shows("Move the visit of 3 Oct").play("<down><enter>").shows("Moved");
    assert_eq!(row(&screen, "Bernd Kaiser").interactions.count, 2, "the one touched last stands first");
}

#[test]
fn who_is_there_already_is_named() {
    let mut screen = english();
    screen.play("atom berg").shows("already there").shows("Already here? Tom Berg");
    screen.play("<tab><tab><tab>Deniz@example.com").shows("Deniz Çelik has it already").play("<enter>");
    assert_eq!(row(&screen, "tom berg").mails[0].value, "Deniz@example.com", "a warning, no refusal");
}

#[test]
fn who_was_added_on_the_agenda_is_selected_among_the_contacts() {
    let mut screen = english();
    screen.play("aPia Lund<enter>").shows("Added Pia Lund · 2 shows all contacts").play("2").selects("Pia Lund");
}

#[test]
fn a_birthday_on_a_leap_day_is_said_as_such() {
    let mut screen = english();
    let birthday = "<tab>".repeat(9) + "29.2.";
    screen.play("aPia").play(&birthday).shows("→ 29 Feb (28 Feb in other years)");
}

#[test]
fn a_missed_birthday_is_late_nowhere() {
    let contact = Contact {
        birthday: Some("--11-20".parse().unwrap()),
        ..Contact::new(touchbase::domain::id::Ids::seeded(1, 1).draw(), "Mehmet", "2026-01-01".parse().unwrap())
    };
    let mut screen = Screen::new(Lang::En, (120, 40), super::small_world::TODAY, vec![Change::create(contact)]);
    screen.shows("–   Mehmet").play("2").shows_not("late").shows("20 Nov");
}

#[test]
fn typing_behind_the_tags_begins_a_new_one() {
    let mut screen = english();
    screen.play("toak<enter>").play("tvip<enter>");
    assert_eq!(row(&screen, "Deniz Çelik").tags, ["oak", "vip"]);
}

#[test]
fn an_import_names_what_it_takes_otherwise_and_asks_how_often() {
    let mut screen = english();
    let path = screen.dir.path().join("odd.vcf");
    std::fs::write(&path, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada One\r\nBDAY:soon\r\nEND:VCARD\r\n").unwrap();
    screen.play("I").paste(path.to_str().unwrap()).play("<enter><enter>").shows("Ada One: BDAY: no day");
    screen.play("<left><enter>").shows("how often?").play("6w<enter>").shows("Imported odd.vcf");
    screen.play("I").paste(path.to_str().unwrap()).play("<enter><enter>").shows("nothing to import").shows_not("Enter");
    screen.play("<enter>").shows_not("nothing to import");
}

#[test]
fn a_path_needs_no_more_than_its_beginning() {
    let mut screen = english();
    let dir = screen.dir.path().join("cards");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("one.vcf"), "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada One\r\nEND:VCARD\r\n").unwrap();
    screen.play("I").paste(dir.to_str().unwrap().strip_suffix("ds").unwrap());
    screen.play("<enter><enter><enter>").shows("1 new contact");
}

#[test]
fn an_empty_book_offers_an_import() {
    let mut screen = Screen::new(Lang::En, (80, 24), super::small_world::TODAY, Vec::new());
    screen.play("I").shows("Import a file").play("<esc>aPia<enter>ju").shows("I imports a file");
}

#[test]
fn a_company_is_meant_without_its_legal_form() {
    let mut screen = small(Lang::En, (120, 40));
    screen
        .play("aIda Holm<tab>Kaiser Ba")
        .shows("new company")
        .play("<backspace><backspace><backspace>")
        .shows("new company");
    screen.play(" Bau GmbH").shows("Kaiser Bau").shows_not("new company").play("<ctrl-s>");
    let company = |screen: &Screen, name: &str| {
        let book = screen.store.book();
        let row = book.contacts().find(|row| row.name == name).unwrap();
        book.company_name(row).to_owned()
    };
    assert_eq!(company(&screen, "Ida Holm"), "Kaiser Bau");
    screen.play("aTom Holm<tab>Hofmann").shows("Hofmann GmbH").play("<ctrl-s>");
    assert_eq!(company(&screen, "Tom Holm"), "Hofmann GmbH");
}
