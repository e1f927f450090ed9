//! Screens that may only read: nothing that changes the store is offered or done, and others' changes are seen.

use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::store::drafts::Draft;
use touchbase::store::{Notice, Store, Who};
use touchbase::text::{Lang, Text};
use touchbase::tui::action::{Action, Info, Place, TABLE};
use touchbase::tui::effect::Effect;
use touchbase::tui::event::Event;
use touchbase::tui::keymap::Keymap;

use crate::play::Screen;
use crate::untouched::Untouched;
use crate::{SIZES, check_in, small, small_world};

const HOW: &str = "Start touchbase without --read-only";

/// Where each place is, from the agenda on; nothing leads to lists in pop-ups but what changes something.
fn way(place: Place) -> Option<&'static str> {
    match place {
        Place::Agenda => Some(""),
        Place::Contacts => Some("2"),
        Place::Contact => Some("2<enter>"),
        Place::Companies => Some("3"),
        Place::Company => Some("3<enter>"),
        Place::Feedback => Some("4"),
        Place::Reports => Some("5l"),
        Place::Duplicates => Some("gd"),
        Place::Month => Some("gk<enter>"),
        Place::Said | Place::Import | Place::Columns | Place::Welcome | Place::Choice => None,
    }
}

/// Whether something in the store would be changed.
fn changes(effect: &Effect) -> bool {
    match effect {
        Effect::Save(..)
        | Effect::TakeBack(_)
        | Effect::BringBack(_)
        | Effect::SaveDraft(_)
        | Effect::RemoveDraft(_)
        | Effect::RemoveTaken(_)
        | Effect::SettleDraft { .. }
        | Effect::Import(..)
        | Effect::BackUp(_) => true,
        Effect::SeenMended(reports) => !reports.is_empty(),
        Effect::Ask(_)
        | Effect::Look(..)
        | Effect::ListDrafts
        | Effect::LookAtPlace
        | Effect::LookForMended
        | Effect::Check(_)
        | Effect::Refill
        | Effect::CopyText(_)
        | Effect::OpenLink(_)
        | Effect::Write(_)
        | Effect::KeepLeft(..)
        | Effect::KeepTheme { .. } => false,
    }
}

/// Every action on the keyboard: those without a key get one.
fn keys() -> Keymap {
    let free = ('a'..='z').map(|c| [format!("alt-{c}")]);
    let without = TABLE.iter().filter(|info| info.keys.is_empty());
    let given: Vec<(&str, [String; 1])> = without.zip(free).map(|(info, key)| (info.name, key)).collect();
    Keymap::new(given.iter().map(|(name, key)| (*name, &key[..]))).unwrap()
}

/// The keys of an action, as they are played.
fn played(info: &Info, keys: &Keymap) -> String {
    let chord = keys.chords(info.action)[0].written();
    let keys = chord.split(' ').map(|key| match key {
        "<" => "<<".to_owned(),
        key if key.len() > 1 => format!("<{key}>"),
        key => key.to_owned(),
    });
    keys.collect()
}

fn read_only(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = small(lang, size);
    screen.reopen_read_only(Keymap::default());
    screen
}

#[test]
fn the_header_says_so() {
    check_in("read_only_session", "", read_only);
}

#[test]
fn no_action_changes_anything() {
    let keys = keys();
    let mut screen = small(Lang::En, (120, 40));
    screen.reopen_read_only(keys.clone());
    let before = Untouched::of(&screen.dir.path().join("store"));
    for info in TABLE {
        for (place, way) in info.places.iter().filter_map(|place| Some((place, way(*place)?))) {
            let what = format!("{} in {place:?}", info.name);
            let look = |effect: &Effect| assert!(!changes(effect), "{what} changes something");
            screen.begin_read_only(keys.clone()).play(way);
            let picture = screen.play_seen(&played(info, &keys), &look).picture();
            assert_eq!(picture.contains(HOW), info.changes, "{what}:\n{picture}");
            if !info.changes && info.action != Action::Quit {
                // Whatever it opened, nothing comes of what is typed there.
                screen.play_seen("<enter>x, y<enter><ctrl-s><ctrl-s><esc><esc>", &look).wait(5);
            }
        }
    }
    before.still("an action");
}

#[test]
fn what_would_change_something_is_not_offered() {
    for size in SIZES {
        let mut screen = small(Lang::En, size);
        screen.reopen_read_only(Keymap::default());
        for place in ["", "<space>", "2", "2<space>", "2<enter>", "3", "3<enter>", "4"] {
            screen.begin_read_only(Keymap::default()).play(place);
            let picture = screen.picture();
            let footer = format!("{}  ", picture.lines().last().unwrap());
            for info in TABLE.iter().filter(|info| info.changes && !info.keys.is_empty()) {
                // The same key may mean something else elsewhere.
                let hint = format!(" {} {} ", info.keys[0], info.action.label(&Text::new(Lang::En)));
                assert!(!footer.contains(&hint), "{hint:?} is offered after {place:?}: {footer}");
            }
            assert!(footer.contains("? help"), "{footer}");
        }
        for opened in ["?", ":"] {
            screen
                .begin_read_only(Keymap::default())
                .play(opened)
                .shows_not("New follow-up")
                .play("log ")
                .shows_not("Log ");
        }
    }
}

#[test]
fn drafts_stay_where_they_are() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("casked for prices<esc>").wait(3);
    let kept: Vec<Draft> = screen.store.drafts().list();
    assert_eq!(kept.len(), 1);
    screen.reopen_read_only(Keymap::default());
    let before = Untouched::of(&screen.dir.path().join("store"));
    screen.shows_not("draft").shows_not("✎").play("c").shows(HOW).shows_not("asked for prices").play("<esc>q");
    before.still("a session");
    screen.restart().shows("A draft from earlier is kept");
    assert_eq!(screen.store.drafts().list(), kept);
}

#[test]
fn an_empty_store_offers_nothing_that_changes_it() {
    for (lang, offered, not) in
        [(Lang::En, "sample data", ["Import", "Add"]), (Lang::De, "Beispieldaten", ["importieren", "anlegen"])]
    {
        let mut screen = Screen::new(lang, (80, 24), small_world::TODAY, Vec::new());
        screen.reopen_read_only(Keymap::default()).shows(offered);
        for words in not {
            screen.shows_not(words);
        }
        screen.play("a").play("i").shows_not("vCard");
    }
}

#[test]
fn empty_lists_name_no_key_that_changes_something() {
    let world = || {
        let mut screen = small(Lang::En, (80, 24));
        screen.reopen_read_only(Keymap::default());
        screen
    };
    world().play("2<tab><tab>").shows("Nobody is archived.").shows_not("offers it");
    world().play("3<tab>").shows("No company is archived.").shows_not("archives one");
}

#[test]
fn what_others_change_is_seen() {
    let mut screen = small(Lang::En, (120, 40));
    screen.reopen_read_only(Keymap::default());
    let other = Store::open(&screen.dir.path().join("store"), Who { author: "ben".into(), screen: false }).unwrap();
    let pia = Contact::new(other.ids().draw(), "Pia Lund", small_world::TODAY.parse().unwrap());
    let set = Set::new(Label::new(Act::Add, "Pia Lund"), [Change::create(pia)]);
    other.commit(set, other.position()).unwrap();
    let entries = screen.store.refresh().unwrap();
    screen.happens(Event::Notice(Notice::Changed(entries)));
    screen.play("2").shows("Pia Lund");
}
