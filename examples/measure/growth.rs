//! How figures grow with the store: a column for each size, and between two columns by which factor it grew.

use crate::Column;
use crate::readme;
use crate::table::Value;

/// What is measured of a size of which only that is to be seen.
pub const SUBJECTS: [&str; 5] = ["start", "keys", "verbs", "asked", "commits"];

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
    "`list`, all of them",
    "`search xanthippe`",
    "`search müller`",
    "`query xanthippe`",
    "`show`",
    "memory of `due`, at most",
    "memory of `list`, at most",
];

/// Below this many milliseconds a figure is the machine's more than the store's.
const NOISE: f64 = 0.2;
/// A figure grows with the size to the power of this: about 1 is linearly.
const LINEAR: std::ops::RangeInclusive<f64> = 0.7..=1.12;
pub fn table(columns: &[Column]) -> String {
    let mut lines = Vec::new();
    let heads: Vec<String> = columns.iter().map(|column| readme::thousands(column.size.contacts)).collect();
    lines.push(format!("| contacts | {} | grows |", heads.join(" | x | ")));
    lines.push(format!("|---|{}---|", "---:|".repeat(2 * columns.len() - 1)));
    for name in FIGURES {
        let of =
            |column: &Column| column.figures.iter().find(|figure| figure.name == *name).map(|figure| figure.measured);
        let all: Vec<Option<Value>> = columns.iter().map(of).collect();
        if all.iter().any(Option::is_some) {
            lines.push(line(name, columns, &all));
        }
    }
    lines.join("\n")
}

fn line(name: &str, columns: &[Column], all: &[Option<Value>]) -> String {
    let mut cells = Vec::new();
    let mut steepest = 0.0_f64;
    for (at, value) in all.iter().enumerate() {
        if at > 0 {
            let factor = all[at - 1].zip(*value).map(|(before, now)| now.number() / before.number());
            cells.push(factor.map_or(String::new(), |factor| format!("{factor:.1}")));
            if let Some(factor) = factor.filter(|_| value.is_some_and(|now| now.number() > NOISE)) {
                let larger = columns[at].size.contacts as f64 / columns[at - 1].size.contacts as f64;
                steepest = steepest.max(factor.ln() / larger.ln());
            }
        }
        cells.push(value.map_or("–".to_owned(), |value| value.to_string()));
    }
    let how = match steepest {
        steep if steep > *LINEAR.end() => "**faster than linearly** !",
        steep if LINEAR.contains(&steep) => "linearly",
        0.3.. => "more slowly",
        _ => "hardly",
    };
    format!("| {name} | {} | {how} |", cells.join(" | "))
}
