//! In which session something was done, in words.

use crate::say;
use crate::store::{Entry, MadeIn};
use crate::text::Text;

/// `screen on pts/3`; of one without a terminal its process: `verb, process 4711`.
pub fn made_in(text: &Text, made_in: &MadeIn) -> String {
    let process = made_in.process.map(|process| process.to_string());
    match (made_in.screen, &made_in.terminal, process) {
        (true, Some(terminal), _) => say!(text, "made-in-screen-on", terminal = terminal.as_str()),
        (true, None, Some(process)) => say!(text, "made-in-screen-process", process = process),
        (true, None, None) => say!(text, "made-in-screen"),
        (false, Some(terminal), _) => say!(text, "made-in-verb-on", terminal = terminal.as_str()),
        (false, None, Some(process)) => say!(text, "made-in-verb-process", process = process),
        (false, None, None) => say!(text, "made-in-verb"),
    }
}

/// Who did it, and where: `ben (screen on pts/3)`.
pub fn made_by(text: &Text, entry: &Entry) -> String {
    format!("{} ({})", entry.author, made_in(text, &MadeIn::of(&entry.session)))
}
