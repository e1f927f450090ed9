//! Whose a record of a file is: picked by hand.

use crate::domain::id::ContactId;
use crate::say;
use crate::tui::answer::Chosen;
use crate::tui::ctx::Ctx;
use crate::tui::importing::Held;
use crate::tui::outcome::Outcome;
use crate::tui::popups::pick::{self, Pick};

/// Asks whose the record `row` of the held files is, which is called `name`.
pub fn open(held: Held, row: usize, name: &str, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "import-into-title", name = name);
    let then = move |who: ContactId, _: &Ctx| Outcome::Chosen(held.clone(), Chosen::Into(row, who));
    Outcome::Open(Box::new(Pick::new(title, pick::contacts(Vec::new()), Box::new(then), ctx).unchosen()))
}
