//! From the start of the program until the first full frame stands, and until anybody can be found.

use std::time::Instant;

use portable_pty::CommandBuilder;

use crate::Subject;
use crate::subject::{NAME, PART};
use crate::table::{Value, rows, rows_noted};
use crate::terminal::Terminal;

const TRIES: usize = 15;

pub fn measure(subject: &Subject) {
    subject.with_name();
    let target = |small, large| Some(Value::Millis(subject.target(small, large)));
    let full = (0..TRIES).map(|_| {
        let began = Instant::now();
        Terminal::open(subject).full() - began
    });
    rows("program start to first full frame", target(8.0, 50.0), full.collect());
    // Typed before the program is there to read it.
    let keys = format!("2/{PART}");
    let found = (0..TRIES).map(|_| {
        let began = Instant::now();
        let mut screen = Terminal::open(subject);
        screen.press(&keys).shows(NAME) - began
    });
    rows("… to every contact findable", target(8.0, 80.0), found.collect());
    let empty = (0..TRIES).map(|_| {
        let began = Instant::now();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "printf '\\033[?1049hhere'"]);
        Terminal::run(command, subject).shows("here") - began
    });
    rows_noted("… what an empty process costs there (`sh` that prints a word)", None, empty.collect(), "");
}
