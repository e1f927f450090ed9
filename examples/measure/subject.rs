//! What is measured: a store, and the program that works on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use touchbase::store::{Store, Who};

/// Whom nobody else is called, who is added first, and a part of the name that nobody else has.
pub const NAME: &str = "Quirinus Xanthippe";
pub const PART: &str = "xanthip";

/// A store that is measured, and the program it is measured with.
pub struct Subject {
    pub dir: PathBuf,
    pub program: PathBuf,
    /// Whether the targets for small stores hold.
    pub is_small: bool,
}

impl Subject {
    pub fn new(dir: &Path, is_small: bool) -> Self {
        let dir = dir.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
        Self { dir, program: program(), is_small }
    }

    pub fn open(&self) -> Store {
        open(&self.dir)
    }

    /// One of two targets: for small stores, and for large ones.
    pub fn target<T>(&self, small: T, large: T) -> T {
        if self.is_small { small } else { large }
    }

    /// Runs a verb on the store; what it prints.
    pub fn said(&self, arguments: &[&str]) -> String {
        let output = self.ran(arguments);
        assert!(output.status.code().is_some(), "{arguments:?} was killed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn ran(&self, arguments: &[&str]) -> Output {
        self.verb(arguments).output().unwrap()
    }

    /// A verb on the store, to be run.
    pub fn verb(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.env_clear().envs(environment(&self.dir)).args(arguments).stdin(Stdio::null());
        command
    }

    /// Adds the one whom nobody else is called, where they aren't there.
    pub fn with_name(&self) -> &Self {
        if !self.said(&["list", NAME]).contains(NAME) {
            self.said(&["add", NAME, "--every", "30d"]);
            self.said(&["log", NAME, "call: asked for prices"]);
        }
        self
    }
}

/// What the program finds around it: no configuration, English, UTC.
pub fn environment(dir: &Path) -> Vec<(&'static str, String)> {
    let store = dir.to_str().expect("a path in UTF-8");
    let all = [
        ("HOME", "/nonexistent"),
        ("PATH", "/usr/bin:/bin"),
        ("TERM", "xterm-256color"),
        ("LANG", "en_GB.UTF-8"),
        ("TZ", "UTC"),
        ("USER", "ana"),
        ("TOUCHBASE_STORE", store),
    ];
    all.map(|(name, value)| (name, value.to_owned())).into()
}

pub fn open(dir: &Path) -> Store {
    Store::open(dir, Who { author: "ana".into(), screen: true }).unwrap()
}

/// The program, as it was built beside this one.
fn program() -> PathBuf {
    let built = std::env::current_exe().unwrap().parent().unwrap().join("../touchbase");
    built.canonicalize().expect("cargo build --release makes the program first")
}
