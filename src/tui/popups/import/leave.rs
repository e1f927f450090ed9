//! Leaving an import on which something was chosen: that would be lost, so it is asked first.

use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::menu::{Entry, Menu};
use crate::tui::widgets::toast::Toast;

/// Asks whether to leave, where so many choices would be lost.
pub fn open(choices: usize, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "import-leave", count = choices);
    let entries = vec![
        Entry::new(false, say!(ctx.text, "import-leave-stay")),
        Entry::new(true, say!(ctx.text, "import-leave-go")),
    ];
    let then = |chosen: Vec<bool>, ctx: &Ctx| match chosen[..] {
        [true] => Outcome::All(vec![Outcome::Go(Goto::Back), Outcome::Say(Toast::good(say!(ctx.text, "import-left")))]),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}
