//! Measures stores against what they are meant to hold, and prints figure, target and measured for each; `!` stands behind
//! what misses its target:
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example generate -- --contacts 1000 --interactions 10000 --store /tmp/small
//! cargo run --release --example generate -- --contacts 10000 --interactions 100000 --store /tmp/large
//! cargo run --release --example measure -- /tmp/small /tmp/large
//! ```
//!
//! It works on the stores named and adds sets to them. Words behind the stores name the subjects to measure: `store`,
//! `commits`, `verbs`, `sessions`, `line`; without any it is all of them. A busy machine makes everything slower: ratios are
//! taken in one run. System calls are counted by strace, where that is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod commits;
mod line;
mod sessions;
mod store;
mod table;
mod terminal;
#[path = "../../tests/support/thin_line.rs"]
mod thin_line;
mod verbs;

use std::path::{Path, PathBuf};

use touchbase::store::{Store, Who};

/// Measures one subject, a row of the table after the other.
type Measure = fn(&Subject);

/// What can be measured of a store.
const SUBJECTS: [(&str, Measure); 5] = [
    ("commits", commits::measure),
    ("verbs", verbs::measure),
    ("sessions", sessions::measure),
    ("line", line::measure),
    // The last: it takes the archive to pieces.
    ("store", store::measure),
];

/// A store that is measured, and the program it is measured with.
pub struct Subject {
    pub dir: PathBuf,
    pub program: PathBuf,
    /// Whether the targets for small stores hold.
    pub is_small: bool,
}

impl Subject {
    fn new(dir: &str) -> Self {
        let dir = Path::new(dir).canonicalize().unwrap_or_else(|error| panic!("{dir}: {error}"));
        let store = self::open(&dir);
        let contacts = store.book().contacts().len();
        println!("\n{} · {contacts} contacts, {} sets", dir.display(), store.position());
        Self { dir, program: program(), is_small: contacts < 5_000 }
    }

    pub fn open(&self) -> Store {
        open(&self.dir)
    }

    /// One of two targets: for small stores, and for large ones.
    pub fn target<T>(&self, small: T, large: T) -> T {
        if self.is_small { small } else { large }
    }
}

fn open(dir: &Path) -> Store {
    Store::open(dir, Who { author: "measure".into(), screen: true }).unwrap()
}

/// The program, as it was built beside this one.
fn program() -> PathBuf {
    let built = std::env::current_exe().unwrap().parent().unwrap().join("../touchbase");
    built.canonicalize().expect("cargo build --release makes the program first")
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if commits::is_writer(&arguments) {
        return commits::write(Path::new(&arguments[1]));
    }
    let is_subject = |argument: &&String| SUBJECTS.iter().any(|(name, _)| name == argument);
    let (subjects, stores): (Vec<&String>, Vec<&String>) = arguments.iter().partition(is_subject);
    assert!(!stores.is_empty(), "a store's directory is named");
    for dir in stores {
        let subject = Subject::new(dir);
        table::head();
        for (name, measure) in SUBJECTS {
            if subjects.is_empty() || subjects.iter().any(|wanted| *wanted == name) {
                measure(&subject);
            }
        }
    }
}
