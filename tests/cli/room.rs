//! A store that can't be written: all can be read, what can't be saved is said, and nothing is changed.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::desk::Desk;
use crate::shelf::Shelf;
use crate::untouched::Untouched;

#[test]
fn a_store_that_cannot_be_written_can_be_read() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "call: asked for the price list >> 2w send offer"]);
    fs::remove_file(desk.store().join("lock")).unwrap();
    let shelf = Shelf::of(desk);
    let before = Untouched::of(&shelf.desk.store());
    for (arguments, words) in [
        (&["due", "--days", "30"][..], "send offer"),
        (&["list"], "Deniz Çelik"),
        (&["search", "price list"], "Anna Müller"),
        (&["query", "anna@hofmann"], "anna@hofmann.example"),
        (&["history"], "Logged call with Anna Müller"),
        (&["history", "anna m"], "asked for the price list"),
        (&["show", "anna m"], "asked for the price list"),
        (&["export", "--format", "json"], "asked for the price list"),
    ] {
        let said = shelf.run(arguments);
        assert!(said.status == 0 && said.out.contains(words), "{arguments:?}: {said:?}");
    }
    for arguments in [
        &["add", "Mia Olsen"][..],
        &["log", "anna m", "call: again"],
        &["follow-up", "anna m", "offer", "--due", "mon"],
        &["feedback", "anna m", "late", "--kind", "complaint"],
        &["tag", "anna m", "--", "+oak2"],
        &["undo"],
    ] {
        let said = shelf.run(arguments);
        assert_eq!(said.status, 3, "{arguments:?}: {said:?}");
        assert!(said.err.contains("can't be written: permission denied; nothing was saved"), "{said:?}");
        assert!(said.err.contains("It can be read all the same") && said.out.is_empty(), "{said:?}");
        let german = shelf.run(&[&["--lang", "de"], arguments].concat());
        assert!(german.err.contains("kann nicht geschrieben werden: keine Berechtigung"), "{german:?}");
        let json = shelf.run(&[arguments, &["--json"]].concat());
        assert!(json.err.contains("\"kind\":\"store\""), "{json:?}");
    }
    before.still("what could not be saved");
    shelf.allow(0o700, 0o600);
    let said = shelf.run(&["log", "anna m", "call: again"]);
    assert_eq!(said.status, 0, "{said:?}");
}

#[test]
fn what_is_left_of_a_store_is_no_new_one() {
    let desk = Desk::new();
    fs::create_dir_all(desk.store().join("drafts")).unwrap();
    fs::write(desk.store().join("drafts/a.json"), "{}").unwrap();
    fs::set_permissions(desk.store(), Permissions::from_mode(0o700)).unwrap();
    let before = Untouched::of(&desk.store());
    desk.fails(&["list"], 3, &["has lost its store", "Nothing was made there"]);
    desk.fails(&["--lang=de", "add", "Mia"], 3, &["fehlen die Daten", "nichts angelegt"]);
    before.still("a store that is lost");
}
