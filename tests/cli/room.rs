//! A store that can't be written: all can be read, what can't be saved is said, and nothing is changed.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;

use crate::desk::{Desk, Said, said};

/// Somebody who may do nothing that isn't allowed. root may do all.
const NOBODY: u32 = 65_534;

/// A desk whose store may only be read.
struct Shelf {
    desk: Desk,
    program: std::path::PathBuf,
    is_root: bool,
}

impl Shelf {
    fn of(desk: Desk) -> Self {
        // Where an ordinary user can reach it.
        let program = desk.path("touchbase");
        let built = Path::new(env!("CARGO_BIN_EXE_touchbase"));
        fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(|_| ())).unwrap();
        let is_root = rustix::process::geteuid().is_root();
        let shelf = Self { desk, program, is_root };
        if is_root {
            each(&shelf.desk.path(""), &|path| chown(path, Some(NOBODY), Some(NOBODY)).unwrap());
        }
        shelf.allow(0o500, 0o400);
        shelf
    }

    /// The modes of the store's directories and files.
    fn allow(&self, dirs: u32, files: u32) {
        let store = self.desk.store();
        fs::set_permissions(&store, Permissions::from_mode(0o700)).unwrap();
        each(&store, &|path| {
            let mode = if path.is_dir() { 0o700 } else { files };
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        });
        each(&store, &|path| {
            if path.is_dir() {
                fs::set_permissions(path, Permissions::from_mode(dirs)).unwrap();
            }
        });
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let mut command = std::process::Command::new(&self.program);
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let home = self.desk.path("");
        command.env_clear().env("HOME", home).env("TZ", "UTC").env("TOUCHBASE_STORE", self.desk.store());
        command.args(["--today", "2026-11-21"]).args(arguments);
        said(&mut assert_cmd::Command::from_std(command))
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.allow(0o700, 0o600);
    }
}

/// All that lies under `path`, and it.
fn each(path: &Path, act: &dyn Fn(&Path)) {
    act(path);
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        each(&entry.path(), act);
    }
}

/// The names of all files under `dir`, with their lengths.
fn files(dir: &Path) -> Vec<(String, u64)> {
    let all = std::cell::RefCell::new(Vec::new());
    each(dir, &|path| {
        let length = if path.is_file() { fs::metadata(path).unwrap().len() } else { 0 };
        all.borrow_mut().push((path.display().to_string(), length));
    });
    all.into_inner()
}

#[test]
fn a_store_that_cannot_be_written_can_be_read() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "call: asked for the price list >> 2w send offer"]);
    fs::remove_file(desk.store().join("lock")).unwrap();
    let shelf = Shelf::of(desk);
    let before = files(&shelf.desk.store());
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
    assert_eq!(files(&shelf.desk.store()), before, "nothing was changed");
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
    let before = files(&desk.store());
    desk.fails(&["list"], 3, &["has lost its store", "Nothing was made there"]);
    desk.fails(&["--lang=de", "add", "Mia"], 3, &["fehlen die Daten", "nichts angelegt"]);
    assert_eq!(files(&desk.store()), before);
}
