//! Copying a mail address or phone number to the terminal's clipboard; of several it is asked which.

use super::menu::{Entry, Menu};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;
use crate::tui::widgets::toast::Toast;

pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    let rows = target.contacts.iter().filter_map(|id| ctx.book.contact(*id));
    let values: Vec<String> =
        rows.flat_map(|row| row.phones.iter().chain(&row.mails)).map(|address| address.value.clone()).collect();
    match &values[..] {
        [] => Outcome::Say(Toast::warning(say!(ctx.text, "copy-nothing"))),
        [one] => copy(one.clone(), ctx),
        _ => {
            let entries = values.into_iter().map(|value| Entry::new(value.clone(), value)).collect();
            let then =
                |mut values: Vec<String>, ctx: &Ctx| values.pop().map_or(Outcome::Stay, |value| copy(value, ctx));
            Outcome::Open(Box::new(Menu::one(say!(ctx.text, "copy-which"), entries, Box::new(then))))
        }
    }
}

pub fn copy(value: String, ctx: &Ctx) -> Outcome {
    let said = Toast::good(say!(ctx.text, "copy-done", what = value.as_str()));
    Outcome::All(vec![Outcome::Do(Effect::CopyText(value)), Outcome::Say(said)])
}
