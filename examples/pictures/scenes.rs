//! What the pictures show: the screens on the sample data of one day, each in a dark and a light look.

use std::path::PathBuf;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use touchbase::config::left::Screens;
use touchbase::domain::change::{Act, Label, Set};
use touchbase::domain::id::Ids;
use touchbase::domain::sample::sample;
use touchbase::domain::settings::Settings;
use touchbase::store::{Store, Who};
use touchbase::text::{Lang, Text};
use touchbase::tui::app::{App, Choices, Now};
use touchbase::tui::event::Event;
use touchbase::tui::keymap::Keymap;
use touchbase::tui::look::Look;
use touchbase::tui::offscreen;

use super::svg;

/// A Monday morning.
const MOMENT: &str = "2026-11-23T09:30:00+01:00";
const SIZE: (u16, u16) = (120, 32);

/// Name, title, and the keys that lead there from the agenda.
const SCENES: &[(&str, &str, &str)] = &[
    ("agenda", "The agenda: whom to touch base with today, and why", "j"),
    ("contact", "A contact: facts and timeline", "j<enter>"),
    (
        "form",
        "The form of a new contact: labels, pick lists, dates read as they are typed",
        "aGreta Lindqvist<tab>Harbour<down><tab>Head of purchasing<tab>greta@harbour-finch.example<tab>+44 20 7946 0142<tab>oak<tab>\
         <right><tab><right><right><tab>30d<tab>12 March 1984<tab><right><right><tab>Plays the cello; call after ten<shift-tab><shift-tab>",
    ),
    ("palette", "The palette: actions, contacts, companies and views by a few letters", ":con"),
    ("month", "The calendar: how many are due on each day of the month", "gklll<<"),
    ("feedback", "Feedback: what customers said, and how far it has come", "4"),
    ("reports", "Reports: what the history of all means, with who is behind each bar", "5jjjjjjl"),
    ("company", "A company: facts, people, and all that happened with them", "3/harbour<enter><enter>"),
];

/// Looks with what stands behind a picture's name.
const LOOKS: [(&str, &str); 2] = [("dark", ""), ("light", "-light")];

/// Names and contents.
pub fn pictures() -> Vec<(String, String)> {
    let clock: DateTime<FixedOffset> = MOMENT.parse().unwrap();
    let now = Now { instant: Instant::now(), clock };
    let mut pictures = Vec::new();
    for (name, title, keys) in SCENES {
        for (look, suffix) in LOOKS {
            let cells = play(keys, look, now);
            pictures.push((format!("{name}{suffix}"), svg::picture(title, &cells)));
        }
    }
    pictures
}

/// Where the picture of this name lies.
pub fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "pictures", &format!("{name}.svg")].iter().collect()
}

/// What is on screen after these keys.
fn play(keys: &str, look: &str, now: Now) -> Buffer {
    // A store of its own: what is typed stays as a draft.
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("store"), Who { author: "ana".into(), screen: false }).unwrap();
    let changes = sample(now.clock.date_naive(), *now.clock.offset(), &mut Ids::seeded(1_795_000_000_000, 1));
    store.commit(Set::new(Label { act: Act::Sample, ..Label::default() }, changes), store.position()).unwrap();
    let choices = Choices {
        text: Text::new(Lang::En),
        settings: Settings::default(),
        look: Look::named(look).unwrap(),
        keys: Keymap::default(),
        today: Some(now.clock.date_naive()),
        author: "ana".into(),
        ascii: false,
        opens: false,
        demo: false,
        read_only: None,
        mappings: None,
        views: None,
        view: None,
        mouse: true,
        left: Screens::default(),
    };
    let mut app = App::new(store.clone(), choices, now);
    offscreen::happens(&mut app, &store, Event::Deadline, now);
    for key in offscreen::keys(keys).unwrap() {
        offscreen::happens(&mut app, &store, Event::Key(key), now);
    }
    let cells = offscreen::cells(&mut app, SIZE);
    store.close();
    cells
}
