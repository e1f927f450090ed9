//! A store in a temporary directory, and short ways to fill it.

use std::path::Path;

use tempfile::TempDir;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::store::{Committed, Result, Store, Who};

pub use crate::trials::records::{call, contact, follow_up};

pub fn screen() -> Who {
    Who { author: "ana".to_owned(), screen: true }
}

pub fn verb() -> Who {
    Who { author: "ana".to_owned(), screen: false }
}

/// A directory for a store; the store's lies in it and is not made yet.
pub struct Place {
    _above: TempDir,
    pub dir: std::path::PathBuf,
}

pub fn place() -> Place {
    let above = tempfile::tempdir().unwrap();
    Place { dir: above.path().join("store"), _above: above }
}

pub fn open(dir: &Path) -> Store {
    Store::open(dir, screen()).unwrap()
}

pub fn set(act: Act, name: &str, changes: impl IntoIterator<Item = Change>) -> Set {
    Set::new(Label::new(act, name), changes)
}

/// Commits on what the book says now.
pub fn commit(store: &Store, set: Set) -> Result<Committed> {
    let read = store.position();
    store.commit(set, read)
}

pub fn add(store: &Store, contact: &Contact) -> Committed {
    commit(store, set(Act::Add, &contact.name, [Change::create(contact.clone())])).unwrap()
}

/// A JSON object as one line with its checksum, as the store's files have it.
pub fn sealed(json: &str) -> String {
    let content = json.trim_end().strip_suffix('}').unwrap();
    let content = content.split(",\"crc\":").next().unwrap();
    format!("{content},\"crc\":\"{:08x}\"}}\n", crc32fast::hash(content.as_bytes()))
}

const CHILD: &str = "TOUCHBASE_TEST_CHILD";

/// Runs the test `name` of this file in a process of its own, in which `as_child` gives a store's directory, and then
/// looks at what it left.
pub fn child(name: &str, look: impl FnOnce(&Place)) {
    let place = place();
    let out = command(name, &place.dir).output().unwrap();
    assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    look(&place);
}

/// The test `name` of this file as a process of its own.
pub fn command(name: &str, dir: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args([name, "--exact", "--nocapture"]).env(CHILD, dir);
    command
}

/// The store's directory where this process was started by `child`; else the test has nothing to do.
pub fn as_child() -> Option<std::path::PathBuf> {
    std::env::var_os(CHILD).map(Into::into)
}
