//! The README's list of keys is made from the action table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what is wrong by panicking")]

use touchbase::domain::condition::{self, Depth, Kind};
use touchbase::domain::view::List;
use touchbase::text::{Lang, Text};
use touchbase::tui::action::{Action, Place, TABLE};
use touchbase::tui::keymap::Keymap;

const BEGIN: &str = "<!-- keys: made from the action table; `cargo test` says so when they differ -->\n";
const END: &str = "<!-- /keys -->";

/// With `README_UPDATE=1` the list is written instead of compared.
#[test]
fn the_list_of_keys_is_the_action_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the list's beginning");
    let (listed, after) = rest.split_once(END).expect("the list's end");
    let list = list();
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write(path, format!("{before}{BEGIN}{list}{END}{after}")).unwrap();
    } else {
        assert_eq!(listed, list, "make it anew with README_UPDATE=1 cargo test --test readme");
    }
}

const FIELDS: &str = "<!-- fields: made from the table of figures; `cargo test` says so when they differ -->\n";
const FIELDS_END: &str = "<!-- /fields -->";

/// With `README_UPDATE=1` it is written, too.
#[test]
fn the_table_of_fields_is_that_of_conditions() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(FIELDS).expect("the table's beginning");
    let (listed, after) = rest.split_once(FIELDS_END).expect("the table's end");
    let table = fields();
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write(path, format!("{before}{FIELDS}{table}{FIELDS_END}{after}")).unwrap();
    } else {
        assert_eq!(listed, table, "make it anew with README_UPDATE=1 cargo test --test readme the_table");
    }
}

fn fields() -> String {
    let mut table = String::from("| of | field | also | is | read from |\n|---|---|---|---|---|\n");
    for (of, list) in [("contact", List::Contacts), ("company", List::Companies)] {
        for figure in condition::described(list) {
            let kind = match figure.kind {
                Kind::Text | Kind::Phone => "text".to_owned(),
                Kind::Number => "number".to_owned(),
                Kind::Day(_) => "day".to_owned(),
                Kind::Birthday => "birthday".to_owned(),
                Kind::Choice(all, _) => all.join(", ").to_lowercase(),
                Kind::YesNo => "yes, no".to_owned(),
            };
            let from = if figure.depth == Depth::Full { "full records" } else { "the book" };
            let others = figure.others.join(", ");
            table.push_str(&format!("| {of} | `{}` | {others} | {kind} | {from} |\n", figure.name));
        }
    }
    table.push_str(
        "| contact | `address.city`, `phone.mobile`, `field.NAME` | PLZ, Mobil, Feld.NAME | text | full records |\n",
    );
    table
}

fn list() -> String {
    let (keys, text) = (Keymap::default(), Text::new(Lang::En));
    let mut list = String::from("| key | does | in | name |\n|---|---|---|---|\n");
    for info in TABLE.iter().filter(|info| info.places != [Place::Welcome]) {
        let chords: Vec<String> = keys.chords(info.action).iter().map(|chord| format!("`{chord}`")).collect();
        let places = places(info.action);
        list.push_str(&format!("| {} | {} | {places} | {} |\n", chords.join(" "), info.action.help(&text), info.name));
    }
    list
}

/// Where an action applies: nothing is said of what applies on every screen.
fn places(action: Action) -> String {
    let screens = [(Place::Agenda, "agenda"), (Place::Contacts, "contacts"), (Place::Contact, "a contact")];
    let others =
        [(Place::Duplicates, "duplicates"), (Place::Import, "an import"), (Place::Columns, "columns of a table")];
    let of = |all: &[(Place, &'static str)]| -> Vec<&str> {
        all.iter().filter(|(place, _)| action.info().places.contains(place)).map(|(_, name)| *name).collect()
    };
    let here = of(&screens);
    // Nothing but moves and what there is everywhere stands on those, too.
    let here = if here.is_empty() { of(&others) } else { here };
    if here.len() == screens.len() { String::new() } else { here.join(", ") }
}
