//! Measures touchbase against what it is meant to hold, on a small store and a large one that it makes, and prints figure, target
//! and measured for each; `!` stands behind what misses its target:
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example measure                  # all of it, on stores made for it: half an hour
//! cargo run --release --example measure -- verbs keys    # some subjects
//! cargo run --release --example measure -- DIR verbs     # on a store that is there, to which it adds sets
//! cargo run --release --example measure -- --growth      # with how figures grow, from 1,000 contacts to 1,000,000: an hour
//! ```
//!
//! With `--markdown` the tables go into the README, too. Of several tries the median is held against the target; the best
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
    // Before what is due is done.
    ("asked", asked::measure),
    ("saving", saving::measure),
    ("verbs", verbs::measure),
    ("sessions", sessions::measure),
    ("line", line::measure),
    ("memory", memory::measure),
    ("import", import::measure),
    // Almost the last: it adds some hundred contacts.
    ("commits", commits::measure),
    // The last: it takes the archive to pieces.
    ("store", store::measure),
];

/// Contacts of the small store and of the large one.
const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
/// More there never are.
const MOST_INTERACTIONS: usize = 1_000_000;

/// What was measured of a store of one size.
struct Column {
    size: Size,
    figures: Vec<Figure>,
}

#[derive(Parser)]
#[command(about = "Measures touchbase against what it is meant to hold")]
struct Arguments {
    /// Subjects to measure (start, keys, saving, verbs, sessions, line, memory, import, asked, commits, store), and directories of stores to
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
    let is_subject = |word: &&String| SUBJECTS.iter().any(|(name, _)| name == word);
    let (subjects, dirs): (Vec<&String>, Vec<&String>) = arguments.what.iter().partition(is_subject);
    let wanted = |name: &str| subjects.is_empty() || subjects.iter().any(|subject| *subject == name);
    if !dirs.is_empty() {
        let figures = dirs.iter().flat_map(|dir| measure(&PathBuf::from(dir), &wanted)).collect();
        return end(&[figures]);
    }
    let sizes = match &arguments.sizes[..] {
        [] if arguments.growth => &[SMALL, LARGE, 10_000, 1_000_000],
        [] => &[SMALL, LARGE][..],
        sizes => sizes,
    };
    let mut columns: Vec<Column> = Vec::new();
    for contacts in sizes {
        columns.push(column(*contacts, &wanted));
        columns.sort_by_key(|column| column.size.contacts);
        let of = |contacts| columns.iter().find(|column| column.size.contacts == contacts);
        if let Some((small, large)) =
            of(SMALL).zip(of(LARGE)).filter(|_| arguments.markdown && [SMALL, LARGE].contains(contacts))
        {
            readme::put("speed", &readme::speed(&small.figures, &large.figures));
        }
    }
    if arguments.growth {
        let table = growth::table(&columns);
        println!("\n{table}");
        if arguments.markdown {
            readme::put("growth", &table);
        }
    }
    end(&columns.into_iter().map(|column| column.figures).collect::<Vec<_>>());
}

/// Makes a store and measures it: the small one and the large one in all that is wanted, others in what shows how figures grow.
fn column(contacts: usize, wanted: &dyn Fn(&str) -> bool) -> Column {
    let size = Size::of(contacts);
    let size = Size { interactions: size.interactions.min(MOST_INTERACTIONS), ..size };
    let room = tempfile::tempdir().unwrap();
    let dir = made::room(room.path(), "store");
    eprintln!("making a store of {contacts} contacts with {} interactions", size.interactions);
    apart::make(size, &dir);
    let is_whole = [SMALL, LARGE].contains(&contacts);
    let wanted = |name: &str| wanted(name) && (is_whole || growth::SUBJECTS.contains(&name));
    Column { size, figures: measure(&dir, &wanted) }
}

/// Measures a store and prints its table.
fn measure(dir: &Path, wanted: &dyn Fn(&str) -> bool) -> Vec<Figure> {
    let contacts = apart::contacts(dir);
    println!("\n{} · {} contacts · {}", dir.display(), readme::thousands(contacts), readme::machine());
    table::head();
    let mut figures = Vec::new();
    for (name, _) in SUBJECTS.iter().filter(|(name, _)| wanted(name)) {
        apart::measure(name, dir, contacts < 5_000, |figure| {
            println!("{figure}");
            figures.push(figure);
        });
    }
    figures
}

fn end(columns: &[Vec<Figure>]) {
    let (met, all) = columns.iter().map(|figures| readme::met(figures)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    println!("\n{met} of {all} targets are met.");
}
