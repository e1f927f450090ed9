//! From a key until the frame that it leads to has come over the line, one key after the other in rest.

use std::time::Duration;

use crate::Subject;
use crate::subject::NAME;
use crate::table::{Value, rows, worst};
use crate::terminal::Terminal;

/// How often each key is tried.
const TRIES: usize = 20;
/// How often each query is typed; of each letter the best counts, as what else the machine did is nobody's figure.
const ROUNDS: usize = 3;

/// What stands for a letter that changed nothing on the screen.
const NO_FRAME: Duration = Duration::from_secs(3600);

/// What people type, letter by letter: names and parts of them, with umlauts and without, companies, addresses, several words, what
/// narrows, a letter that nearly everybody has, and what nobody has.
const QUERIES: &[&str] = &[
    "e",
    "a",
    "n",
    "i",
    "s",
    "x",
    "ö",
    "ü",
    "mueller",
    "müller",
    "MÜLLER",
    "muller",
    "schm",
    "anna",
    "anna müller",
    "müller anna",
    "strasse",
    "straße",
    "cicek",
    "çiçek",
    "o'brien",
    "von der heide",
    "karl-heinz",
    "gmbh",
    "tischlerei",
    "ag",
    "en",
    "er",
    "@",
    "example",
    ".com",
    "+49",
    "0",
    "30 23",
    "#messe",
    "#e",
    "co:bau",
    "firma:a",
    "tier:a",
    "tier:a e",
    "stage:regular",
    "due",
    "due a",
    "-e",
    "anna -müller",
    "田中",
    "παπ",
    "шев",
    "nnnn",
    "qqqqq",
    "eaeiou",
    "a e i o u",
    "sdlkfj",
    "berlin",
    "ein",
    "mann",
];

pub fn measure(subject: &Subject) {
    subject.with_name();
    let millis = |small, large| Some(Value::Millis(subject.target(small, large)));
    let target = millis(1.0, 5.0);
    let mut screen = Terminal::open(subject);
    screen.full();
    rows("key to frame: `j` on the agenda", target, pressed(&mut screen, "j", TRIES));
    screen.key("2");
    rows("… `j` on the contacts", target, pressed(&mut screen, "j", TRIES));
    rows("… half a page there", target, pressed(&mut screen, "\x04", TRIES));
    screen.key("gg");
    let (opening, back) = there_and_back(&mut screen, "\r", "q", Some("j"));
    rows("… opening a contact", target, opening);
    rows("… and back", target, back);
    let tabs = ["1", "2", "3", "4"].map(|tab| format!("… tab {tab}"));
    let mut all = vec![Vec::new(); tabs.len()];
    for _ in 0..TRIES {
        for (at, took) in all.iter_mut().enumerate() {
            took.extend(screen.key(&(at + 1).to_string()));
        }
    }
    tabs.iter().zip(all).for_each(|(name, took)| rows(name, target, took));
    screen.key("3");
    let (opening, _) = there_and_back(&mut screen, "\r", "q", Some("j"));
    rows("… opening a company", target, opening);
    screen.key("2");
    filter(&mut screen, millis(1.0, 16.0));
}

fn pressed(screen: &mut Terminal, key: &str, tries: usize) -> Vec<Duration> {
    (0..tries).filter_map(|_| screen.key(key)).collect()
}

/// Two keys in turns, and one in between that leads on.
fn there_and_back(screen: &mut Terminal, there: &str, back: &str, on: Option<&str>) -> (Vec<Duration>, Vec<Duration>) {
    let (mut going, mut coming) = (Vec::new(), Vec::new());
    for _ in 0..TRIES {
        going.extend(screen.key(there));
        coming.extend(screen.key(back));
        on.and_then(|key| screen.key(key));
    }
    (going, coming)
}

/// Each letter of each query in the filter of the contacts.
fn filter(screen: &mut Terminal, target: Option<Value>) {
    let mut best: Vec<(Duration, String)> = Vec::new();
    for query in QUERIES.iter().chain([&NAME]) {
        let mut letters: Vec<Duration> = Vec::new();
        for _ in 0..ROUNDS {
            screen.key("/");
            for (at, letter) in query.chars().enumerate() {
                let took = screen.key(&letter.to_string()).unwrap_or(NO_FRAME);
                match letters.get_mut(at) {
                    Some(best) => *best = took.min(*best),
                    None => letters.push(took),
                }
            }
            // What is typed is emptied, the filter goes.
            screen.key("\x18");
            screen.key("\x1b");
        }
        let frames = letters.iter().filter(|took| **took < NO_FRAME).count();
        assert!(frames + 1 >= letters.len(), "letters of {query:?} without a frame");
        let ends = query.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let typed = letters.into_iter().zip(ends.map(|end| query[..end].to_owned()));
        best.extend(typed.filter(|(took, _)| *took < NO_FRAME));
    }
    let (_, slowest) = best.iter().max().unwrap();
    let note = format!("{} queries typed; worst at {slowest:?}", best.len());
    let times = best.iter().map(|(took, _)| *took).collect();
    worst("key to frame in the fuzzy filter, worst of all queries", target, times, &note);
}
