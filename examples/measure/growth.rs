//! How figures grow with the store: a column for each size, and between two columns by which factor it grew.

use crate::life::Size;
use crate::readme;
use crate::table::{Figure, Value};
use crate::{apart, made};

/// What is measured of each size.
const SUBJECTS: [&str; 5] = ["start", "asked", "commits", "keys", "verbs"];

/// The figures of them that stand in the table.
const FIGURES: &[&str] = &[
    "program start to first full frame",
    "… to every contact findable",
    "computing the agenda",
    "key to frame: `j` on the agenda",
    "key to frame in the fuzzy filter, worst of all queries",
    "a search over all that was said, first hits",
    "a commit",
    "`log`, no session open",
    "`follow-up`",
    "`done`",
    "`due`",
    "`list`",
    "`search xanthippe`",
    "`search müller`",
    "`query xanthippe`",
    "`show`",
    "memory of `due`, at most",
    "memory of `list`, at most",
];

/// Below this many milliseconds a figure is the machine's more than the store's.
const NOISE: f64 = 0.2;
/// Between these factors what grows with ten times as much grows linearly; above, faster; below, more slowly.
const LINEAR: std::ops::RangeInclusive<f64> = 5.0..=13.0;

struct Column {
    size: Size,
    figures: Vec<Figure>,
}

/// Measures stores of all sizes, made one after the other, and prints the table.
pub fn measure(markdown: bool) {
    let sizes = [1_000, 10_000, 100_000].map(Size::of);
    let largest = Size { interactions: 1_000_000, ..Size::of(1_000_000) };
    let columns: Vec<Column> = sizes.into_iter().chain([largest]).map(column).collect();
    let table = table(&columns);
    println!("\n{table}");
    if markdown {
        readme::put("growth", &table);
    }
}

fn column(size: Size) -> Column {
    let room = tempfile::tempdir().unwrap();
    let dir = made::room(room.path(), "store");
    eprintln!("{} contacts, {} interactions: made", size.contacts, size.interactions);
    apart::make(size, &dir);
    let mut figures = Vec::new();
    for subject in SUBJECTS {
        eprintln!("{} contacts: {subject}", size.contacts);
        apart::measure(subject, &dir, size.contacts < 5_000, |figure| figures.push(figure));
    }
    Column { size, figures }
}

fn table(columns: &[Column]) -> String {
    let mut lines = Vec::new();
    let heads: Vec<String> = columns.iter().map(|column| readme::thousands(column.size.contacts)).collect();
    lines.push(format!("| contacts | {} | grows |", heads.join(" | x | ")));
    lines.push(format!("|---|{}---|", "---:|".repeat(2 * columns.len() - 1)));
    for name in FIGURES {
        let of =
            |column: &Column| column.figures.iter().find(|figure| figure.name == *name).map(|figure| figure.measured);
        let all: Vec<Option<Value>> = columns.iter().map(of).collect();
        lines.push(line(name, &all));
    }
    lines.join("\n")
}

fn line(name: &str, all: &[Option<Value>]) -> String {
    let mut cells = Vec::new();
    let mut factors = Vec::new();
    for (at, value) in all.iter().enumerate() {
        if at > 0 {
            let factor =
                all[at - 1].zip(*value).map(|(before, now)| (now.number() / before.number().max(1e-9), now.number()));
            cells.push(factor.map_or(String::new(), |(factor, _)| format!("{factor:.1}")));
            factors.extend(factor.filter(|(_, now)| *now > NOISE).map(|(factor, _)| factor));
        }
        cells.push(value.map_or("–".to_owned(), |value| value.to_string()));
    }
    let steepest = factors.into_iter().fold(0.0, f64::max);
    let how = if steepest > *LINEAR.end() {
        "**faster than linearly** !"
    } else if LINEAR.contains(&steepest) {
        "linearly"
    } else if steepest >= 2.0 {
        "more slowly"
    } else {
        "hardly"
    };
    format!("| {name} | {} | {how} |", cells.join(" | "))
}
