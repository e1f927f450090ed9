//! `due --brief`: one line for a prompt or a greeting.

use serde_json::json;

use super::{Brief, Glance};
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::say;
use crate::text::Text;

/// How many a line names.
const NAMED: usize = 3;

/// Prints nothing where nobody is due: a prompt stays as it is.
pub fn run(session: &mut Session, due: &Glance, how: Brief) -> Result<(), Failure> {
    if session.out.is_json() {
        let first = due.first.iter().take(NAMED).map(|(name, _)| name).collect::<Vec<_>>();
        let first = if how == Brief::Names { json!(first) } else { json!([]) };
        return Ok(session.out.json(&json!({ "due": due.count, "first": first }))?);
    }
    if due.count == 0 {
        return Ok(());
    }
    let line = match how {
        Brief::Names => words(&session.text, due),
        Brief::Count => due.count.to_string(),
    };
    Ok(session.out.line(&line)?)
}

/// `6 due: Deniz Çelik, Bernd Kaiser, Sofia Rossi and 3 more`.
fn words(text: &Text, due: &Glance) -> String {
    let names: Vec<&str> = due.first.iter().take(NAMED).map(|(name, _)| name.as_str()).collect();
    let (names, more) = (names.join(", "), due.count.saturating_sub(names.len()));
    let names = if more > 0 { say!(text, "label-and-more", names = names, more = more) } else { names };
    say!(text, "due-brief", count = due.count, names = names)
}
