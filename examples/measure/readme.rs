//! The tables as the README has them: between marks, with the day and the machine.

use std::fs;

use chrono::Local;

use crate::table::Figure;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Both sizes beside each other, of the figures that have a target.
pub fn speed(small: &[Figure], large: &[Figure]) -> String {
    let mut lines = vec![
        "| figure | small: target | measured | large: target | measured |".to_owned(),
        "|---|---:|---:|---:|---:|".to_owned(),
    ];
    let mut names: Vec<&str> = Vec::new();
    for figure in small.iter().chain(large).filter(|figure| figure.target.is_some()) {
        if !names.contains(&figure.name.as_str()) {
            names.push(&figure.name);
        }
    }
    for name in names {
        let [small, large] = [small, large].map(|all| cells(all.iter().find(|figure| figure.name == name)));
        lines.push(format!("| {name} | {small} | {large} |"));
    }
    lines.join("\n")
}

fn cells(figure: Option<&Figure>) -> String {
    let Some(figure) = figure else { return "– | –".to_owned() };
    let target = figure.target.map_or("–".to_owned(), |target| target.to_string());
    let sign = if figure.misses() { " !" } else { "" };
    match figure.range {
        Some((_, worst)) if worst != figure.measured => format!("{target} | {}{sign} ({worst})", figure.measured),
        _ => format!("{target} | {}{sign}", figure.measured),
    }
}

/// Puts a table between the marks of this name, with where and when it was made.
pub fn put(name: &str, table: &str) {
    let readme = fs::read_to_string(README).unwrap();
    let (begin, end) = (format!("<!-- {name}: "), format!("<!-- /{name} -->"));
    let from = readme.find(&begin).unwrap_or_else(|| panic!("no mark {begin:?} in the README"));
    let from = from + readme[from..].find('\n').unwrap() + 1;
    let to = readme.find(&end).unwrap_or_else(|| panic!("no mark {end:?} in the README"));
    let made = format!("{}{}\n\n{table}\n{}", &readme[..from], machine(), &readme[to..]);
    fs::write(README, made).unwrap();
    eprintln!("{README}: {name} is made anew");
}

/// The day, and on what it was measured.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("", |(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (day, system) = (Local::now().format("%-d %B %Y"), std::env::consts::OS);
    format!("Measured on {day}: {cores} cores ({model}), {system}.")
}

pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let places = digits.len();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (places - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many targets are met, of how many.
pub fn met(figures: &[Figure]) -> (usize, usize) {
    let with_target: Vec<&Figure> = figures.iter().filter(|figure| figure.target.is_some()).collect();
    (with_target.iter().filter(|figure| !figure.misses()).count(), with_target.len())
}
