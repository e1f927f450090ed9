//! In which session something was done, in words.

use crate::say;
use crate::store::{Entry, MadeIn};
use crate::text::Text;

/// `screen on pts/3`, `command line`.
pub fn made_in(text: &Text, made_in: &MadeIn) -> String {
    match (made_in.screen, &made_in.terminal) {
        (true, Some(terminal)) => say!(text, "made-in-screen-on", terminal = terminal.as_str()),
        (true, None) => say!(text, "made-in-screen"),
        (false, Some(terminal)) => say!(text, "made-in-verb-on", terminal = terminal.as_str()),
        (false, None) => say!(text, "made-in-verb"),
    }
}

/// The same for the history; of one without a terminal with its process: `command line, process 4711`.
pub fn made_in_process(text: &Text, made: &MadeIn) -> String {
    match (&made.terminal, made.process) {
        (None, Some(process)) => {
            say!(text, "made-in-process", place = made_in(text, made), process = process.to_string())
        }
        _ => made_in(text, made),
    }
}

/// Who did it, and where: `ben (screen on pts/3)`.
pub fn made_by(text: &Text, entry: &Entry) -> String {
    format!("{} ({})", entry.author, made_in(text, &MadeIn::of(&entry.session)))
}
