//! The question after an import, where somebody is there to be asked.

use std::io::{self, BufRead, Write};

use crate::cli::session::Session;
use crate::domain::act::RhythmChoice;
use crate::domain::when;
use crate::explain;
use crate::say;

/// How the new contacts are to be kept. `None` if there is no answer.
pub fn rhythm(session: &Session, count: usize) -> Option<RhythmChoice> {
    session.tell_lines(&say!(session.text, "import-question", count = count));
    loop {
        write!(io::stderr(), "> ").ok()?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer).ok()? == 0 {
            return None;
        }
        match answer.trim() {
            "" | "n" => return Some(RhythmChoice::None),
            "t" | "s" => return Some(RhythmChoice::ByTier),
            span => match when::read_span(span) {
                Ok(span) => return Some(RhythmChoice::Every(span)),
                Err(_) => session.tell_lines(&explain::span(&session.text, span).to_string()),
            },
        }
    }
}
