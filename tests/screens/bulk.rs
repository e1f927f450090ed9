//! Marked contacts: every verb acts on all of them in one set, says on whom before, and is taken back by one key.

use super::forms::{contact, english, row};
use super::play::Screen;
use super::{check, small_world};
use touchbase::domain::act::{self, Given, Off};
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::change::Change;
use touchbase::domain::contact::{Channel, Contact, Stage, Tier};
use touchbase::domain::id::Ids;
use touchbase::domain::settings::Settings;
use touchbase::store::Notice;
use touchbase::text::Lang;
use touchbase::tui::event::Event;

#[test]
fn pop_ups_of_several_look_like_this() {
    check("bulk_edit", "2ggvjjje");
    check("bulk_tags", "2ggvjjjt");
    check("bulk_delete", "2ggvjjjX");
    check("bulk_delete_confirm", "2ggvjjjX23<enter>");
    check("bulk_log", "2ggvjjjcasked for prices");
    check("bulk_off", "2ggvjjjx");
}

/// Marks the first two of the contacts and plays `keys`; then one undo takes all of it back.
/// `stays`: what is only put to them leaves them marked, and says so.
fn undone_at_once(keys: &str, said: &str, stays: bool) {
    let mut screen = english();
    screen.play("2gg<space><space>");
    let before = all(&screen);
    screen.play(keys).shows(said);
    match stays {
        true => screen.shows("2 stay marked · Esc").shows("2 marked"),
        false => screen.shows_not(" marked"),
    };
    assert_ne!(all(&screen), before, "{keys} changes something");
    screen.play("u").shows("Taken back");
    assert_eq!(all(&screen), before, "{keys} then u is nothing");
}

/// All that the book holds, as text.
fn all(screen: &Screen) -> Vec<String> {
    let book = screen.store.book();
    let mut all: Vec<String> = book.contacts().map(|row| format!("{row:?}")).collect();
    all.extend(book.follow_ups().map(|follow_up| format!("{follow_up:?}")));
    all.extend(book.contacts().flat_map(|row| book.feedback_of(row.id)).map(|feedback| format!("{feedback:?}")));
    all.sort();
    all
}

#[test]
fn each_verb_on_several_is_one_set() {
    undone_at_once("tfair<enter>", "Tags +fair", true);
    undone_at_once("eb<enter>", "Changed tier", true);
    undone_at_once("e<tab>l<enter>", "Changed stage", true);
    undone_at_once("e<tab><tab>45d<enter>", "Changed rhythm", true);
    undone_at_once("e<tab><tab><tab>Ina<enter>", "Changed owner", true);
    undone_at_once("fcall back<tab>2w<enter>", "Follow-up call back", true);
    undone_at_once("nmet at the fair<ctrl-s>", "Note", true);
    undone_at_once("ccalled<enter>", "Logged call with", false);
    undone_at_once("cmeeting: at the fair<enter>", "Logged meeting with", false);
    undone_at_once("bcomplaint<ctrl-s>", "Feedback", true);
    undone_at_once("x1", "Off the agenda", false);
    undone_at_once("x3", "No rhythm", false);
    undone_at_once("x6", "Archived", false);
    undone_at_once("X1", "Archived", false);
    undone_at_once("X22<enter>", "Deleted", false);
}

#[test]
fn only_what_is_touched_changes() {
    let mut screen = english();
    let (anna, bernd) = (contact(&screen, "Anna Müller"), contact(&screen, "Bernd Kaiser"));
    screen.play("2/anna<enter><space>/<ctrl-u>bernd<enter>");
    screen.play("<esc>gg");
    mark(&mut screen, &["Anna Müller", "Bernd Kaiser"]);
    screen.play("e").shows("2 contacts: ").play("<tab><tab><tab><tab>en<tab>p<enter>").shows("Changed ");
    for (name, before) in [("Anna Müller", anna), ("Bernd Kaiser", bernd)] {
        let expect = Contact { language: "en".into(), preferred_channel: Some(Channel::Phone), ..before };
        assert_eq!(contact(&screen, name), expect);
    }
}

/// Marks these contacts in the list of all.
fn mark(screen: &mut Screen, names: &[&str]) {
    screen.play("1").play("2gg");
    if screen.picture().contains(" marked") {
        screen.play("<esc>");
    }
    for name in names {
        let listed = screen.picture();
        let at = |name: &str| listed.lines().position(|line| line.contains(name)).unwrap_or_else(|| panic!("{listed}"));
        let first = listed.lines().position(|line| line.starts_with('▌')).unwrap();
        screen.play(&"j".repeat(at(name) - first)).play("<space>").play("gg");
    }
}

#[test]
fn where_they_differ_it_is_said_and_a_dash_empties() {
    let mut screen = english();
    mark(&mut screen, &["Anna Müller", "Deniz Çelik"]);
    screen.play("e").shows("[mixed]").shows("Only what is touched changes");
    screen.play("<ctrl-s>").shows("✗ nothing is touched yet");
    screen.play("<tab><tab>30d<ctrl-s>").shows("Changed rhythm").play("2");
    for name in ["Anna Müller", "Deniz Çelik"] {
        assert_eq!(row(&screen, name).cadence, Cadence::Every(Span::days(30)));
    }
    mark(&mut screen, &["Anna Müller", "Deniz Çelik"]);
    screen.play("e<tab><tab><ctrl-u><ctrl-s>").shows("Changed rhythm");
    assert_eq!(row(&screen, "Anna Müller").cadence, Cadence::ByTier);
    mark(&mut screen, &["Anna Müller", "Deniz Çelik"]);
    screen.play("e<tab><tab>often<ctrl-s>").shows("✗ ");
}

#[test]
fn several_are_deleted_only_when_their_number_is_typed() {
    let mut screen = english();
    mark(&mut screen, &["Anna Müller", "Deniz Çelik"]);
    screen.play("X").shows("With them goes").shows("archive instead").play("2").shows("How many").play("<enter>");
    screen.shows("type 2 to delete them").play("1<enter>").shows("type 2").play("<esc>");
    assert!(screen.store.book().contacts().any(|row| row.name == "Anna Müller"), "Esc keeps them");
    screen.shows("2 marked").play("X2").play("2<enter>").shows("Deleted ").shows_not("marked");
    assert!(screen.store.book().contacts().all(|row| row.name != "Anna Müller" && row.name != "Deniz Çelik"));
    screen.play("u");
    assert_eq!(row(&screen, "Deniz Çelik").interactions.count, 3);
}

#[test]
fn marks_stay_after_esc() {
    let mut screen = english();
    for keys in ["e", "t", "f", "n", "c", "x", "X", "s", "b"] {
        screen.play("1gg<space><space>").play(keys).play("<esc>");
        assert!(screen.picture().contains(" * "), "after {keys} and Esc:\n{}", screen.picture());
        screen.play("<esc><esc>");
    }
}

#[test]
fn the_archive_gives_back() {
    let mut screen = english();
    screen.play("2gg<space><space>x6").shows("Archived").play("2<tab><tab>").play("<space><space>x");
    screen.shows("back from the archive").play("6").shows("No longer archived: ");
    assert!(screen.store.book().contacts().all(|row| !row.archived));
}

#[test]
fn four_hundred_are_one_set() {
    let mut ids = Ids::seeded(1, 1);
    let all = (0..400).map(|n| {
        let contact = Contact::new(ids.draw(), format!("Contact {n:03}"), "2026-01-01".parse().unwrap());
        Change::create(Contact { stage: Some(Stage::Regular), ..contact })
    });
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, all.collect());
    screen.play("2ggvGe").shows("400 contacts: Contact 000").play("a<enter>").shows("and 397 more").shows("u takes");
    assert!(screen.store.book().contacts().all(|row| row.tier == Some(Tier::A)));
    screen.play("u");
    assert!(screen.store.book().contacts().all(|row| row.tier.is_none()));
    screen.play("ggvGX").shows("400 contacts").play("1").shows("Archived").play("u");
    assert!(screen.store.book().contacts().all(|row| !row.archived));
}

#[test]
fn marks_stay_after_what_is_only_put_to_them() {
    for list in ["1gg", "2gg"] {
        let mut screen = english();
        screen.play(list).play("<space><space>").shows(" 2 marked ");
        for keys in ["tfair<enter>", "nmet<ctrl-s>", "fcall<tab>2w<enter>"] {
            screen.play(keys).shows("2 stay marked · Esc");
        }
        screen.play("s1").play("<esc>").play("casked<enter>").shows("Logged call").shows_not("marked");
    }
}

#[test]
fn marks_survive_the_filter_and_verbs_say_who_is_not_in_sight() {
    let mut screen = english();
    screen.play("2/anna<enter><space>").shows("1 marked").shows_not("filtered out");
    screen
        .play("/<ctrl-u>bernd<enter>")
        .shows("1 marked (1 filtered out)")
        .play("<space>")
        .shows("2 marked (1 filtered out)");
    for keys in ["t", "e", "f", "n", "b", "x", "X"] {
        screen.play(keys).shows("2 contacts, 1 filtered out: Bernd Kaiser, Anna Müller").play("<esc>");
    }
    screen.play("c").shows("Log for 2 (1 filtered out): Bernd Kaiser, Anna Müller").play("<esc>");
    screen.play("tfair<enter>").shows("2 stay marked");
    for name in ["Anna Müller", "Bernd Kaiser"] {
        assert!(row(&screen, name).tags.contains(&"fair".to_owned()), "{name}");
    }
    // Esc takes the filter away first, then the marks.
    screen.play("<esc>").shows("2 marked").shows_not("filtered out").play("<esc>").shows_not("marked");
    screen.play("/anna<enter><space>/<ctrl-u>bernd<enter>").play("t").shows("Tags · Anna Müller, filtered out");
}

#[test]
fn one_key_marks_all_that_is_listed_and_unmarks_them_again() {
    for place in ["", "2", "4"] {
        let mut screen = english();
        screen.play(place).play("%").shows(" marked").play("%").shows_not(" marked");
    }
    let mut screen = english();
    screen.play("2/müller<enter>%").shows("1 marked").play("/<ctrl-u>kaiser<enter>").shows("1 marked (1 filtered out)");
    screen.play("%").shows("2 marked (1 filtered out)").play("%").shows("1 marked (1 filtered out)");
    // With none of those in sight marked, those are marked that are missing.
    screen.play("<esc>").shows("1 marked").play("%").play("t").shows(" contacts").play("<esc>%").shows_not(" marked");
}

#[test]
fn marks_survive_the_filter_of_the_agenda_and_of_feedback() {
    let mut screen = english();
    screen.play("<space>/bernd<enter>").shows("1 marked (1 filtered out)").play("t").shows("Deniz Çelik, filtered out");
    screen.play("<esc><esc><esc>").play("4gg<space>/nordlys<enter>").shows("1 marked (1 filtered out)");
    screen.play("X").shows(", filtered out").play("<esc><esc>").shows("1 marked").shows_not("filtered out");
}

#[test]
fn marks_go_with_who_is_gone() {
    let mut screen = english();
    screen.play("2/anna<enter><space>/<ctrl-u>bernd<enter>").shows("1 marked (1 filtered out)");
    let other = screen.open_again();
    let today = small_world::TODAY.parse().unwrap();
    let now = format!("{}T09:00:00+01:00", small_world::TODAY).parse().unwrap();
    let gone = {
        let (book, settings) = (other.book(), Settings::default());
        let given = Given { book: &book, settings: &settings, today, now };
        act::off(&given, &[contact(&screen, "Anna Müller")], &Off::Archive)
    };
    other.commit(gone, other.position()).unwrap();
    let entries = screen.store.refresh().unwrap();
    screen.happens(Event::Notice(Notice::Changed(entries)));
    screen.shows_not("marked");
}
