//! A place to work at: a directory with a store, and the binary.

use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A store of its own in a directory of its own.
pub struct Desk {
    dir: TempDir,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub status: i32,
}

impl Desk {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A desk with the contacts that most tests need.
    pub fn with_contacts() -> Self {
        let desk = Self::new();
        let anna = ["--email", "anna@hofmann.example", "--phone", "+49 711 220-13", "--every", "30d", "--tag", "oak"];
        desk.ok(&[&["add", "Anna Müller", "--company", "Hofmann GmbH", "--tier", "A"], &anna[..]].concat());
        desk.ok(&["add", "Anna Berg", "--company", "Nordlys AS"]);
        desk.ok(&["add", "Deniz Çelik", "--company", "Atelier Çelik", "--birthday", "--11-23"]);
        desk
    }

    /// A path in the desk's directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The store's directory.
    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    /// Writes a file, and gives its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The binary with nothing of the environment but what a test says.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_on("2026-11-21", arguments)
    }

    fn command_on(&self, today: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("TZ", "UTC")
            .env("TOUCHBASE_STORE", self.store())
            .args(["--today", today])
            .args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(arguments))
    }

    /// Runs it on another day.
    pub fn run_on(&self, today: &str, arguments: &[&str]) -> Said {
        said(&mut self.command_on(today, arguments))
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Said {
        said(self.command(arguments).write_stdin(input))
    }

    /// Runs it, which must go well, and gives its standard output.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.status, 0, "{arguments:?}: {said:?}");
        said.out
    }

    /// The first word of what it prints: the id of what it made.
    pub fn id(&self, arguments: &[&str]) -> String {
        self.ok(arguments).lines().next().unwrap().to_owned()
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(&[arguments, &["--json"]].concat())).unwrap()
    }

    /// It must end with `status`, and standard error must hold each of `err`.
    pub fn fails(&self, arguments: &[&str], status: i32, err: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.status, status, "{arguments:?}: {said:?}");
        for words in err {
            assert!(said.err.contains(words), "{arguments:?} doesn't say {words:?} but {:?}", said.err);
        }
        said
    }
}

pub fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().expect("it ends by itself"),
    }
}
