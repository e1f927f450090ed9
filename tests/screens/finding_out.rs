//! Finding out what can be done: what may follow a key, and the help.

use super::play::Screen;
use super::{check, check_played, demo, small};
use touchbase::text::{Lang, Text};
use touchbase::tui::action::{Action, Place, TABLE};
use touchbase::tui::keymap::Keymap;

#[test]
fn what_may_follow_is_shown_to_whoever_rests() {
    check_played("keys_follow", |screen| {
        screen.play_unanswered("g").wait_unanswered(400);
    });
}

#[test]
fn a_quick_second_key_is_not_kept_waiting() {
    let mut screen = small(Lang::En, (80, 24));
    let before = screen.play("jj").picture();
    screen.play_unanswered("g").wait_unanswered(200).shows_not("g and then").play_unanswered("g").selects("Deniz");
    screen.wait_unanswered(1000).shows_not("and then");
    // It goes with the key that follows, with one that means nothing there, and with Esc.
    for key in ["g", "q", "<esc>"] {
        screen.play_unanswered("g").wait_unanswered(400).shows("g and then").play_unanswered(key);
        screen.shows_not("and then").wait_unanswered(1000).shows_not("and then");
    }
    screen.play("jj").wait(10);
    assert_eq!(screen.picture(), before);
}

#[test]
fn what_follows_is_known_of_own_keys_too() {
    let own = ["Z a".to_owned(), "ctrl-x".to_owned()];
    let keys = Keymap::new([("add", &own[..])]).unwrap();
    let mut screen = demo(Lang::En, (80, 24));
    screen.with_keys(keys).play_unanswered("Z").wait_unanswered(400).shows("Z and then").shows("a  Add a contact");
    screen.play("a").shows("New contact");
    // What can't be done isn't offered.
    let keys = Keymap::new([("add", &own[..]), ("agenda", &["Z b".to_owned()][..])]).unwrap();
    screen.reopen_read_only(keys).play_unanswered("Z").wait_unanswered(400).shows("b  Agenda").shows_not("Add a");
}

#[test]
fn the_help_lists_the_keys() {
    check("help", "?");
}

#[test]
fn the_help_is_narrowed_by_keys_names_and_other_words() {
    let mut screen = small(Lang::En, (80, 24));
    for (typed, found) in [
        ("star", "Change tags"),
        ("X", "Delete"),
        ("x", "Off the agenda"),
        ("gg", "To the first"),
        ("ctrl-d", "Half a page down"),
        ("snooze", "Snooze"),
        ("gdpr", "Consent"),
        ("complaint", "New feedback"),
    ] {
        screen.play("?").play(typed).selects(found).play("<esc>");
    }
    small(Lang::De, (80, 24)).play("?Stern").selects("Tags").play("<esc>?rückgängig").selects("zurücknehmen");
    screen.play("?quux").shows("Nothing here is called that. The palette (:)").play("<enter>").shows("? help");
}

#[test]
fn the_help_finds_by_names_words_keys_and_headings_and_nothing_by_scattered_letters() {
    let mut screen = small(Lang::En, (80, 40));
    screen.play("?star").shows("Change tags").shows("Pin an interaction").shows_not("kind:").shows_not("head:");
    screen.shows_not("Snooze").shows_not("Half a page");
    // Whole words stand before those that only begin so ("start" is a word for the agenda).
    screen.play("<down>").selects("Pin an").play("<down>").selects("New feedback").play("<down>").selects("Agenda");
    screen.play("<esc>?moving").shows("Half a page down").shows_not("Change tags");
    let mut screen = small(Lang::De, (80, 40));
    screen
        .play("?abbeste")
        .selects("Einwilligung")
        .play("<esc>?beste")
        .shows("Hier heißt nichts so")
        .shows_not("Einwilligung");
}

#[test]
fn the_help_finds_inside_of_words_what_begins_none() {
    let mut screen = small(Lang::En, (80, 40));
    screen.play("?age").selects("Agenda").shows_not("Half a page up").play("<esc>?genda").shows("Off the agenda");
}

#[test]
fn a_key_that_does_nothing_says_so_until_the_next_one() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("Z").shows("· no action on Z here · ? lists keys").play("j").shows_not("no action");
    screen.play("gq").shows("no action on gq here").play("U").shows("no action on U here").play("<esc>");
    screen.shows_not("no action");
    // What is typed as text means itself, and what is to be heeded stays.
    screen.play("/Z").shows_not("no action").play("<esc>:Z").shows_not("no action").play("<esc>");
    screen.play("2%u").shows("nothing to take back").play("Z").shows("nothing to take back").shows_not("no action");
    // So does a menu over the screen.
    screen.play("1kkx").shows("Off the agenda").play("Z").shows("· no action on Z here · ? lists keys");
    screen.play("j").shows_not("no action").play("?Z").shows("no action on Z here · Esc closes");
    screen.play("<esc><esc>").shows_not("no action");
    small(Lang::De, (80, 24)).play("Z").shows("· Z bewirkt hier nichts · ? zeigt die Tasten");
}

/// So do keys in what is no menu: a form's choice, a last question, what is only read, a merge, the columns of a list.
#[test]
fn a_dead_key_in_any_pop_up_is_said() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("2x?").shows("up and down").play("Z").shows("no action on Z here · Esc closes").play("<esc><esc>");
    screen.play("ggX").play("Z").shows("no action on Z here").play("<esc>");
    screen.play("b").play("<tab>Z").shows_not("no action").play("<esc>");
    let path = screen.dir.path().join("one.csv");
    std::fs::write(&path, "Name;E-Mail\nDeniz Çelik;deniz@example.com\n").unwrap();
    screen.play("I").paste(path.to_str().unwrap()).play("<enter><enter>").shows("already here, unchanged");
    screen.play("g").shows("no action on g here · Esc closes").play("<esc>x<enter>").shows("nothing to import");
    screen.play("g").shows("no action on g here · Esc closes").play("q").shows_not("nothing to import");
}

#[test]
fn the_palette_knows_other_words_and_says_where_an_action_applies() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play(":reschedule").selects("Snooze").play("<esc>:unsubscribe").selects("Consent");
    screen.play("<esc>:sort").shows("in: Contacts, Companies, Feedback").play("<enter>");
    screen.shows("applies in: Contacts, Companies, Feedback").play("2:sort").selects("Sort").shows_not("in: Contacts");
    let mut screen = small(Lang::De, (80, 24));
    screen.play(":umplanen").selects("ückstellen").play("<esc>:abbestellen").selects("Einwilligung");
    screen.play("<esc>:sortieren").shows("in: Kontakte, Firmen, Rückmeldungen");
}

#[test]
fn the_help_does_what_is_selected() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("?").selects("Log what happened").play("<down>").selects("New follow-up").play("<up><up>");
    screen.selects("Log what happened").shows("With whom is selected or marked").play("<enter>").shows("Log: Deniz");
    // The selection passes over headings.
    screen.play("<esc>?").shows("Keys of this");
    screen.play("<pgdn><pgdn><pgdn><pgdn><pgdn>").selects("done 1, keep").play("<enter>").shows_not("Keys of this");
}

#[test]
fn each_action_stands_whole_in_the_help_of_its_screens() {
    for (lang, size) in [(Lang::En, (80, 130)), (Lang::De, (80, 130))] {
        let help = small(lang, size).play("?").picture();
        for action in Action::of(Place::Agenda, false) {
            assert!(help.contains(&action.help(&Text::new(lang))), "{action:?} isn't in the help:\n{help}");
        }
        // The others' lines are as long at the most.
        for info in TABLE {
            let words = info.action.help(&Text::new(lang));
            assert!(words.chars().count() <= 61, "{words:?} is too long for the help");
        }
    }
}

/// Messages and empty screens name the key that goes on, as it is in force.
#[test]
fn what_is_said_names_the_key_in_force() {
    let other = |action: &str, key: &str| (action.to_owned(), [key.to_owned()]);
    let rebound = [other("palette", "ctrl-g"), other("edit", "Z"), other("help", "Y")];
    let keys = Keymap::new(rebound.iter().map(|(action, keys)| (action.as_str(), &keys[..]))).unwrap();
    let mut screen = small(Lang::En, (120, 40));
    screen.with_keys(keys).play("Gd").shows("No contact is selected here · Ctrl-g finds one by name");
    screen.play("<ctrl-g>quux").shows("Nothing of that name applies here. Y on the screen lists").play("<esc>");
    screen.play("2/anna<enter>o").shows("Z adds one");
}

#[test]
fn what_was_chosen_in_the_palette_stands_first_in_later_sessions_too() {
    let mut screen = Screen::new(Lang::En, (80, 24), super::small_world::TODAY, super::small_world::changes());
    let first = |screen: &mut Screen| {
        let picture = screen.play(":").picture();
        let line = picture.lines().find(|line| line.contains('▌')).unwrap_or_default().to_owned();
        screen.play("<esc>");
        line
    };
    screen.play("2").play(":").play("columns<enter>").play("<esc>");
    let here = first(&mut screen);
    assert!(here.contains("Columns of"), "{here}");
    screen.restart().play("2");
    let (later, sets) = (first(&mut screen), screen.store.history(10).unwrap().len());
    assert_eq!(later, here);
    screen.play(":").play("columns<enter>").play("<esc>");
    assert_eq!(screen.store.history(10).unwrap().len(), sets, "nothing of it is history");
}

#[test]
fn a_message_leaves_the_selected_line_in_sight() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("2G");
    let selected = screen.selected();
    screen
        .play("t+foo<enter>")
        .shows("Tags")
        .selects(selected.trim_start_matches('▌').trim().split("  ").next().unwrap());
    screen.play("3a").play("Zz Works<ctrl-s>").shows("Added").selects("Zz Works");
}
