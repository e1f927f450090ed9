//! A directory with a store in it, and verbs on it.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use tempfile::TempDir;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::contact::Contact;
use touchbase::store::{Committed, Result, Store, Who, verify};

pub struct Place {
    /// Removed with all that is in it when this goes, if it is its own.
    _own: Option<TempDir>,
    above: PathBuf,
    /// Where the store's directory lies in it.
    below: String,
}

/// How a verb ended and what it said.
#[derive(Debug)]
pub struct Said {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Takes the image away by which a store's archive is read as it lies, if it is there.
pub fn wake(store: &Path) {
    let _ = std::fs::remove_file(store.join("gen-1/archive/index"));
}

impl Place {
    /// A directory with no store in it yet.
    pub fn new() -> Self {
        let own = tempfile::tempdir().unwrap();
        Self { above: own.path().to_owned(), below: String::new(), _own: Some(own) }
    }

    /// A store with contacts of these names.
    pub fn with(names: &[&str]) -> Self {
        Self::new().filled(names)
    }

    /// The same in this directory.
    pub fn at(above: &Path, names: &[&str]) -> Self {
        Self { above: above.to_owned(), below: String::new(), _own: None }.filled(names)
    }

    fn filled(self, names: &[&str]) -> Self {
        let store = self.open();
        names.iter().for_each(|name| drop(add(&store, name).unwrap()));
        store.close();
        self
    }

    /// The same in a directory whose path is longer than a socket's may be.
    pub fn deep(names: &[&str]) -> Self {
        let place = Self { below: "deep".repeat(40), ..Self::new() };
        std::fs::create_dir(place.above.join(&place.below)).unwrap();
        place.filled(names)
    }

    pub fn home(&self) -> &Path {
        &self.above
    }

    pub fn dir(&self) -> PathBuf {
        self.above.join(&self.below).join("store")
    }

    /// Whoever needs the archive from now on doesn't read it as it lies, but opens it or asks who has it open.
    pub fn wake(&self) {
        wake(&self.dir());
    }

    pub fn open(&self) -> Store {
        Store::open(&self.dir(), Who { author: "ana".into(), screen: true }).unwrap()
    }

    /// The binary with nothing of the environment but what is said here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command.env_clear().env("HOME", self.home()).env("TZ", "UTC").env("TOUCHBASE_STORE", self.dir());
        command.args(["--today", "2026-11-21"]).args(arguments).stdin(Stdio::null());
        command
    }

    pub fn verb(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(arguments))
    }

    /// Runs it, which must go well, and gives what it prints.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> String {
        let said = self.verb(arguments);
        assert_eq!(said.status, Some(0), "{arguments:?}: {said:?}");
        said.out
    }

    /// It must end with status 3 and say each of `words`.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str], words: &[&str]) {
        let said = self.verb(arguments);
        assert_eq!(said.status, Some(3), "{arguments:?}: {said:?}");
        for word in words {
            assert!(said.err.contains(word), "{arguments:?} doesn't say {word:?} but {:?}", said.err);
        }
    }

    /// Opens it anew: how often each name stands there. All its files must be fine.
    #[track_caller]
    pub fn names(&self) -> BTreeMap<String, usize> {
        let checked = verify(&self.dir(), &(Arc::new(|_, _| true) as _)).unwrap();
        assert!(checked.is_fine(), "{checked:?}");
        let mut names = BTreeMap::new();
        for row in self.open().book().contacts() {
            *names.entry(row.name.clone()).or_default() += 1;
        }
        names
    }

    /// Writes other text of the same length into the journal's first segment: those who have read past it see nothing.
    pub fn damage(&self, what: &str, instead: &str) {
        let segment =
            OpenOptions::new().read(true).write(true).open(self.dir().join("gen-1/journal/000001.jsonl")).unwrap();
        let text = std::io::read_to_string(&segment).unwrap();
        segment.write_all_at(instead.as_bytes(), text.find(what).unwrap() as u64).unwrap();
    }

    /// Every byte of the journal.
    pub fn journal(&self) -> Vec<u8> {
        let dir = std::fs::read_dir(self.dir()).unwrap().map(|entry| entry.unwrap().path());
        let mut generations: Vec<PathBuf> = dir.filter(|path| path.join("journal").is_dir()).collect();
        generations.sort();
        let mut segments: Vec<PathBuf> = generations
            .iter()
            .flat_map(|generation| std::fs::read_dir(generation.join("journal")).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect();
        segments.sort();
        segments.iter().flat_map(|path| std::fs::read(path).unwrap()).collect()
    }
}

pub fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Adds a contact of this name.
pub fn add(store: &Store, name: &str) -> Result<Committed> {
    let contact = Contact::new(store.ids().draw(), name, "2026-01-05".parse().unwrap());
    store.commit(Set::new(Label::new(Act::Add, name), [Change::create(contact)]), store.position())
}

/// The same with the key of a retry.
pub fn add_once(store: &Store, name: &str, key: &str) -> Result<Committed> {
    let contact = Contact::new(store.ids().draw(), name, "2026-01-05".parse().unwrap());
    store.commit_once(Set::new(Label::new(Act::Add, name), [Change::create(contact)]), store.position(), key)
}
