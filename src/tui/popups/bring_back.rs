//! What a form is about was deleted meanwhile: it is brought back, with all that went with it, and what was typed is saved; or that
//! stays a draft.

use super::Popup;
use super::edited::{what, who};
use super::menu::{Entry as Choice, Menu};
use crate::domain::display::safe;
use crate::say;
use crate::store::Entry;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::wrap;

/// Columns of what is said.
const COLUMNS: usize = 68;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    BringBack,
    KeepDraft,
}

/// The question, over the form. `by`: the set that took it away.
pub fn ask(by: &Entry, ctx: &Ctx) -> Box<dyn Popup> {
    let said = safe(&say!(ctx.text, "gone-said", who = who(by, ctx), what = what(by, ctx))).to_string();
    let mut lines: Vec<String> = wrap::rows(&said, COLUMNS).into_iter().map(|row| said[row].to_owned()).collect();
    lines.push(String::new());
    let entries = vec![
        Choice::new(Answer::BringBack, say!(ctx.text, "gone-bring-back")),
        Choice::new(Answer::KeepDraft, say!(ctx.text, "gone-keep")),
    ];
    let set = by.seq;
    let then = move |chosen: Vec<Answer>, _: &Ctx| match chosen.first() {
        Some(Answer::BringBack) => Outcome::BringBack(set),
        // The form goes, and what was typed in it stays.
        Some(Answer::KeepDraft) => Outcome::Close,
        None => Outcome::Stay,
    };
    Box::new(Menu::one(say!(ctx.text, "gone-title"), entries, Box::new(then)).saying(lines))
}
