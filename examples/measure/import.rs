//! An import of a file of cards into an empty store: how long until it is saved, until it is in the archive, and what it takes.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::Subject;
use crate::made;
use crate::memory::of;
use crate::table::{Value, row, rows};
use crate::terminal::Terminal;

pub fn measure(subject: &Subject) {
    let cards = subject.target(1_000, 100_000);
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("cards.vcf");
    made::cards(cards, &file);
    let (mut saved, mut archived, mut most) = (Vec::new(), Vec::new(), 0.0_f64);
    for number in 0..subject.target(5, 1) {
        let dir = made::room(room.path(), &format!("store-{number}"));
        let import = Import::run(&Subject::new(&dir, subject.is_small), &file);
        saved.push(import.saved);
        archived.push(import.ended);
        most = most.max(import.most);
    }
    let target = |small, large| Some(Value::Millis(subject.target(small, large)));
    let size = fs::metadata(&file).unwrap().len() as f64 / 1e6;
    rows("import of a vCard file, 1,000 / 100,000 cards: saved", target(100.0, 5_000.0), saved);
    rows("… in the archive", target(200.0, 10_000.0), archived);
    row("… its memory, at most", None, Value::Megabytes(most));
    let store = Subject::new(&room.path().join("store-0"), subject.is_small);
    let mut screen = Terminal::open(&store);
    screen.until("the header", |shown| shown.contains("touchbase"));
    screen.settle();
    let session = of(screen.pid(), "VmRSS").unwrap().number();
    row("… the file that it reads", None, Value::Megabytes(size));
    row("… over what a session on that store takes", Some(Value::Megabytes(100.0)), Value::Megabytes(most - session));
}

struct Import {
    saved: Duration,
    ended: Duration,
    /// Megabytes.
    most: f64,
}

impl Import {
    fn run(subject: &Subject, file: &Path) -> Self {
        let (began, mut saved, mut most) = (Instant::now(), None, 0.0);
        let mut verb = subject.verb(&["import", file.to_str().unwrap()]);
        let mut child = verb.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let status = loop {
            if saved.is_none() && is_saved(&subject.dir) {
                saved = Some(began.elapsed());
            }
            if let Some(now) = of(child.id(), "VmHWM") {
                most = now.number();
            }
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            std::thread::sleep(Duration::from_micros(500));
        };
        assert!(status.success(), "the import fails");
        let ended = began.elapsed();
        Self { saved: saved.unwrap_or(ended), ended, most }
    }
}

/// Whether the journal names a set behind its head: what it names is durable.
fn is_saved(dir: &Path) -> bool {
    let Ok(segments) = fs::read_dir(dir.join("gen-1/journal")) else { return false };
    let is_named = |journal: Vec<u8>| journal.iter().filter(|byte| **byte == b'\n').count() > 1;
    segments.flatten().any(|segment| fs::read(segment.path()).is_ok_and(is_named))
}
