//! `o`: opening mail, web or phone in the desktop's own programs; of several it is asked which. The full record is read for it:
//! the book doesn't know the pages.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Popup;
use super::menu::Menu;
use super::reach::{Address, nothing, reach};
use crate::domain::company::Company;
use crate::domain::contact::{Channel, Contact};
use crate::domain::id::ContactId;
use crate::domain::link::{Link, handle_channel};
use crate::domain::row::Row;
use crate::say;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::window;

/// What `o` does to the target.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    match target.only() {
        Some(contact) => Outcome::Open(Box::new(Opening { contact })),
        None => Outcome::Say(Toast::warning(say!(ctx.text, "open-one-only"))),
    }
}

/// What `o` does to a company: its page, mails and phones.
pub fn company(company: &Company, ctx: &Ctx) -> Outcome {
    let address = |value: &str, link: Option<Link>| {
        link.map(|link| Address { contact: None, channel: None, value: value.to_owned(), link: Some(link) })
    };
    let page = address(&company.web, Link::web(&company.web));
    let mails = company.mails.iter().filter_map(|mail| address(&mail.value, Link::mail(&mail.value)));
    let phones = company.phones.iter().filter_map(|phone| address(&phone.value, Link::phone(&phone.value)));
    choose(page.into_iter().chain(mails).chain(phones).collect(), ctx)
}

/// While the record is being read.
struct Opening {
    contact: ContactId,
}

impl Popup for Opening {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(Ask::Contact(self.contact))
    }

    fn update(&mut self, input: &Input, _ctx: &Ctx) -> Outcome {
        if input.leaves() { Outcome::Finish } else { Outcome::Stay }
    }

    /// What is typed meanwhile is meant for what comes then.
    fn waits(&self, _input: &Input) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let inner = window::draw(ctx.name(self.contact), 40, 1, frame, area, ctx);
        if ctx.reads_long {
            frame.render_widget(Line::styled(say!(ctx.text, "popup-reading"), ctx.theme.style(Role::Dim)), inner);
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![("Esc".into(), say!(ctx.text, "hint-close"))]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        let full = match answer {
            Answer::Contact { id, contact, .. } if *id == self.contact => contact.as_deref(),
            // What the book knows is better than nothing.
            Answer::Unread { ask: Ask::Contact(id), .. } if *id == self.contact => None,
            _ => return Outcome::Stay,
        };
        let Some(row) = ctx.book.contact(self.contact) else { return Outcome::Finish };
        Outcome::All(vec![Outcome::Finish, choose(addresses(row, full, ctx), ctx)])
    }
}

fn choose(mut addresses: Vec<Address>, ctx: &Ctx) -> Outcome {
    match addresses.len() {
        0 => nothing(say!(ctx.text, "open-nothing"), ctx),
        1 => reach(addresses.remove(0), ctx),
        _ => {
            let entries = addresses.iter().map(|address| address.entry(ctx)).collect();
            let then =
                |mut chosen: Vec<Address>, ctx: &Ctx| chosen.pop().map_or(Outcome::Stay, |address| reach(address, ctx));
            Outcome::Open(Box::new(Menu::one(say!(ctx.text, "open-which"), entries, Box::new(then))))
        }
    }
}

/// Mails, pages (their company's too) and phones that can be opened.
fn addresses(row: &Row, full: Option<&Contact>, ctx: &Ctx) -> Vec<Address> {
    let address = |channel: Option<Channel>, value: &str, link: Option<Link>| {
        link.map(|link| Address { contact: Some(row.id), channel, value: value.to_owned(), link: Some(link) })
    };
    let company = row.company.and_then(|id| ctx.book.company(id)).map(|company| company.web.as_str());
    let handles = full.map(|contact| contact.handles.as_slice()).unwrap_or_default();
    let mails = row.mails.iter().filter_map(|mail| address(Some(Channel::Mail), &mail.value, Link::mail(&mail.value)));
    let pages = handles.iter().filter_map(|page| address(handle_channel(page), &page.value, Link::web(&page.value)));
    let company = company.into_iter().filter_map(|page| address(None, page, Link::web(page)));
    let phones =
        row.phones.iter().filter_map(|phone| address(Some(Channel::Phone), &phone.value, Link::phone(&phone.value)));
    let mut all: Vec<Address> = Vec::new();
    for one in mails.chain(pages).chain(company).chain(phones) {
        // Their page is often their company's.
        if all.iter().all(|known| known.link != one.link) {
            all.push(one);
        }
    }
    all
}
