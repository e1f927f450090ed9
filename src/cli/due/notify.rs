//! `due --notify`: says that somebody is due to whoever isn't looking, by the first of the configured ways that works.

use std::path::PathBuf;

use serde_json::json;

use super::{Glance, desktop, post};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::config::Way;
use crate::domain::display::safe;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

/// What is said: a line, and more of it.
pub struct Notice {
    pub title: String,
    pub body: String,
}

/// Why a way doesn't work.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unheard {
    #[error("no desktop")]
    NoDesktop,
    #[error("no terminal")]
    NoTerminal,
    #[error("nobody to send it to")]
    NoRecipient,
    #[error("no {0}")]
    NoProgram(&'static str),
    #[error("no answer")]
    NoAnswer,
    /// How the program ended, as the system says it.
    #[error("{0}")]
    Failed(String),
}

/// Where nobody is due nothing is said. It is an error if no way works: nobody would know.
pub fn run(session: &mut Session, due: &Glance) -> Result<(), Failure> {
    let mut failed = Vec::new();
    let mut by = None;
    if due.count > 0 {
        let notice = notice(session, due);
        for way in session.notices.by.clone() {
            match give(session, way, &notice) {
                Ok(()) => {
                    by = Some(way);
                    break;
                }
                Err(why) => failed.push(format!("{}: {}", way.name(), said(&session.text, &why))),
            }
        }
        if by.is_none() && !session.notices.by.is_empty() {
            let what = say!(session.text, "error-notify", reasons = failed.join("; "));
            return Err(Error::new(ErrorKind::Output, what).hint(say!(session.text, "hint-notify")).into());
        }
    }
    if session.out.is_json() {
        session.out.json(&json!({ "due": due.count, "by": by.map(Way::name) }))?;
    } else if session.out.is_terminal() {
        session.tell(&match by {
            Some(way) => say!(session.text, "due-notified", count = due.count, by = way.name()),
            None if due.count == 0 => say!(session.text, "due-nobody"),
            None => say!(session.text, "due-silent"),
        });
    }
    Ok(())
}

fn give(session: &Session, way: Way, notice: &Notice) -> Result<(), Unheard> {
    match way {
        Way::Desktop => desktop::notice(notice),
        Way::Mail => post::mail(&session.notices.mail, &session.author, notice, session.now),
        Way::Bell => post::ring(),
    }
}

fn said(text: &Text, why: &Unheard) -> String {
    match why {
        Unheard::NoDesktop => say!(text, "notify-no-desktop"),
        Unheard::NoTerminal => say!(text, "notify-no-terminal"),
        Unheard::NoRecipient => say!(text, "notify-no-recipient"),
        Unheard::NoProgram(name) => say!(text, "notify-no-program", name = *name),
        Unheard::NoAnswer => say!(text, "notify-no-answer"),
        Unheard::Failed(how) => how.clone(),
    }
}

/// Names are text from outside: a notice is no place for what they may do to a terminal, either.
fn notice(session: &Session, due: &Glance) -> Notice {
    let mut lines: Vec<String> = Vec::new();
    if session.notices.names {
        lines.extend(due.first.iter().map(|(name, reason)| format!("{} · {}", safe(name), safe(reason))));
        let more = due.count.saturating_sub(lines.len());
        if more > 0 {
            lines.push(say!(session.text, "cli-also-more", count = more));
        }
    }
    Notice { title: say!(session.text, "due-notice", count = due.count), body: lines.join("\n") }
}

/// A program by its name: on the path, or where the system keeps what only its services need.
pub fn program(name: &'static str) -> Result<PathBuf, Unheard> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/usr/lib", "/sbin"].map(PathBuf::from);
    let places = std::env::split_paths(&path).filter(|place| place.is_absolute()).chain(system);
    places.map(|place| place.join(name)).find(|file| file.is_file()).ok_or(Unheard::NoProgram(name))
}
