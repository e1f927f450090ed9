//! Whose a record of a file is: picked by hand.

use crate::domain::id::ContactId;
use crate::say;
use crate::tui::answer::Chosen;
use crate::tui::ctx::Ctx;
use crate::tui::importing::Held;
use crate::tui::outcome::Outcome;
use crate::tui::popups::pick::{self, Pick};

/// Asks whose these records of the held files are, of which the first is called `name`; `may_be` stand first.
pub fn open(held: Held, rows: Vec<usize>, name: &str, may_be: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let title = match rows.len() {
        1 => say!(ctx.text, "import-into-title", name = name),
        count => say!(ctx.text, "import-into-several", count = count),
    };
    let then = move |who: ContactId, _: &Ctx| Outcome::Chosen(held.clone(), Chosen::Into(rows.clone(), who));
    Outcome::Open(Box::new(Pick::new(title, pick::contacts_first(may_be), Box::new(then), ctx).unchosen()))
}
