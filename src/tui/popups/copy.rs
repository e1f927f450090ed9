//! `y`: copying a mail address or phone number to the terminal's clipboard; of several it is asked which.

use super::menu::Menu;
use super::reach::{Address, nothing, reach};
use crate::domain::contact::Channel;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::event::Copied;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;

pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    let rows = target.contacts.iter().filter_map(|id| ctx.book.contact(*id));
    let addresses = rows.flat_map(|row| {
        let phones = row.phones.iter().map(|phone| (Channel::Phone, phone));
        let all = phones.chain(row.mails.iter().map(|mail| (Channel::Mail, mail)));
        all.map(|(channel, value)| Address {
            contact: Some(row.id),
            channel: Some(channel),
            value: value.value.clone(),
            link: None,
        })
    });
    let mut addresses: Vec<Address> = addresses.collect();
    match addresses.len() {
        0 => nothing(say!(ctx.text, "copy-nothing"), ctx),
        1 => reach(addresses.remove(0), ctx),
        _ => {
            let entries = addresses.iter().map(|address| address.entry(ctx)).collect();
            let then =
                |mut chosen: Vec<Address>, ctx: &Ctx| chosen.pop().map_or(Outcome::Stay, |address| reach(address, ctx));
            Outcome::Open(Box::new(Menu::one(say!(ctx.text, "copy-which"), entries, Box::new(then))))
        }
    }
}

/// Copies what no channel forbids: a company's address.
pub fn copy(value: String, ctx: &Ctx) -> Outcome {
    let said = say!(ctx.text, "copy-done", what = value.as_str());
    Outcome::Do(Effect::CopyText(Copied::new(value, said)))
}
