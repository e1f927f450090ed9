//! The question after an import, where somebody is there to be asked.

use std::io::{self, BufRead, Write};

use crate::cli::session::Session;
use crate::domain::act::RhythmChoice;
use crate::domain::contact::Tier;
use crate::domain::when;
use crate::explain;
use crate::say;
use crate::text::days;

/// How the new contacts are to be kept, and the tier that was chosen for them. `None` if there is no answer.
pub fn rhythm(session: &Session, count: usize) -> Option<(RhythmChoice, Option<Tier>)> {
    let every =
        |tier| session.settings.rhythm_of(Some(tier)).map_or("–".to_owned(), |span| days::span(&session.text, span));
    session.tell_lines(&say!(
        session.text,
        "import-question",
        count = count,
        a = every(Tier::A),
        b = every(Tier::B),
        c = every(Tier::C)
    ));
    loop {
        write!(io::stderr(), "> ").ok()?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer).ok()? == 0 {
            return None;
        }
        match answer.trim().to_lowercase().as_str() {
            "" | "n" => return Some((RhythmChoice::None, None)),
            "a" => return Some((RhythmChoice::ByTier, Some(Tier::A))),
            "b" => return Some((RhythmChoice::ByTier, Some(Tier::B))),
            "c" => return Some((RhythmChoice::ByTier, Some(Tier::C))),
            span => match when::read_span(span) {
                Ok(span) => return Some((RhythmChoice::Every(span), None)),
                Err(_) => session.tell_lines(&explain::span(&session.text, span).to_string()),
            },
        }
    }
}
