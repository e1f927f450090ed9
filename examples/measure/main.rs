//! Measures touchbase against what it is meant to hold, on a small store and a large one that it makes, and prints figure, target
//! and measured for each; `!` stands behind what misses its target:
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example measure                  # all of it, on stores made for it: half an hour
//! cargo run --release --example measure -- verbs keys    # some subjects
//! cargo run --release --example measure -- DIR verbs     # on a store that is there, to which it adds sets
//! cargo run --release --example measure -- --growth      # how figures grow, from 1,000 contacts to 1,000,000
//! ```
//!
//! With `--markdown` the table goes into the README, too. Of several tries the median is held against the target; the best
//! and the worst stand beside it. A busy machine makes everything slower: ratios are taken in one run. System calls are
//! counted by strace, where that is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

mod apart;
mod asked;
mod commits;
mod growth;
mod import;
mod keys;
#[path = "../generate/life/mod.rs"]
mod life;
mod line;
mod made;
mod memory;
mod readme;
mod saving;
mod sessions;
mod start;
mod store;
mod subject;
mod table;
mod terminal;
#[path = "../../tests/support/thin_line.rs"]
mod thin_line;
mod verbs;

use std::path::{Path, PathBuf};

use clap::Parser;

use life::Size;
use subject::Subject;
use table::Figure;

/// Measures one subject, a row of the table after the other.
type Measure = fn(&Subject);

/// What can be measured of a store.
const SUBJECTS: [(&str, Measure); 11] = [
    ("start", start::measure),
    ("keys", keys::measure),
    ("saving", saving::measure),
    ("commits", commits::measure),
    ("verbs", verbs::measure),
    ("sessions", sessions::measure),
    ("line", line::measure),
    ("memory", memory::measure),
    ("import", import::measure),
    ("asked", asked::measure),
    // The last: it takes the archive to pieces.
    ("store", store::measure),
];

#[derive(Parser)]
#[command(about = "Measures touchbase against what it is meant to hold")]
struct Arguments {
    /// Subjects to measure (start, keys, saving, commits, verbs, sessions, line, memory, import, asked, store), and directories of stores to
    /// measure, to which sets are added; all subjects and stores made for it if none is named
    what: Vec<String>,
    /// How figures grow from 1,000 contacts to 1,000,000
    #[arg(long)]
    growth: bool,
    /// Contacts of the stores that are made: 1000 and 100000, with --growth also 10000 and 1000000
    #[arg(long, value_delimiter = ',')]
    sizes: Vec<usize>,
    /// The table goes into the README, too
    #[arg(long)]
    markdown: bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if apart::do_if_asked(&arguments) {
        return;
    }
    let arguments = Arguments::parse();
    if arguments.growth {
        let sizes = chosen(arguments.sizes, &[1_000, 10_000, 100_000, 1_000_000]);
        return growth::measure(&sizes, arguments.markdown);
    }
    let is_subject = |word: &&String| SUBJECTS.iter().any(|(name, _)| name == word);
    let (subjects, dirs): (Vec<&String>, Vec<&String>) = arguments.what.iter().partition(is_subject);
    let wanted = |name: &str| subjects.is_empty() || subjects.iter().any(|subject| *subject == name);
    let mut columns = [Vec::new(), Vec::new()];
    if dirs.is_empty() {
        for contacts in chosen(arguments.sizes, &[1_000, 100_000]) {
            let room = tempfile::tempdir().unwrap();
            let dir = made::room(room.path(), "store");
            eprintln!("making a store of {contacts} contacts");
            apart::make(Size::of(contacts), &dir);
            measure(&dir, &wanted, &mut columns);
        }
    }
    for dir in dirs {
        measure(&PathBuf::from(dir), &wanted, &mut columns);
    }
    let (met, all) = columns.iter().map(|figures| readme::met(figures)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    println!("\n{met} of {all} targets are met.");
    if arguments.markdown {
        readme::put("speed", &readme::speed(&columns[0], &columns[1]));
    }
}

fn chosen(sizes: Vec<usize>, usual: &[usize]) -> Vec<usize> {
    if sizes.is_empty() { usual.to_vec() } else { sizes }
}

/// Measures a store and prints its table; keeps the figures with those of small or of large stores.
fn measure(dir: &Path, wanted: &dyn Fn(&str) -> bool, columns: &mut [Vec<Figure>; 2]) {
    let contacts = apart::contacts(dir);
    let is_small = contacts < 5_000;
    println!("\n{} · {} contacts · {}", dir.display(), readme::thousands(contacts), readme::machine());
    table::head();
    for (name, _) in SUBJECTS.iter().filter(|(name, _)| wanted(name)) {
        apart::measure(name, dir, is_small, |figure| {
            println!("{figure}");
            columns[usize::from(!is_small)].push(figure);
        });
    }
}
