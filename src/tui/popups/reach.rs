//! What `y` and `o` do with an address or number once it is chosen: copy it or open it. Where the channel is withdrawn, or its
//! contact is not to be contacted, a reason is asked for first and kept as a note.

use super::sheet::Sheet;
use super::work::Work;
use crate::domain::act;
use crate::domain::consent::May;
use crate::domain::contact::Channel;
use crate::domain::id::ContactId;
use crate::domain::link::Link;
use crate::domain::record::{RecordId, RecordKind};
use crate::say;
use crate::text::may;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Effect;
use crate::tui::event::Copied;
use crate::tui::outcome::Outcome;
use crate::tui::popups::menu::Entry;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::toast::Toast;

/// An address or number of a contact or a company.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// `None` for a company's own.
    pub contact: Option<ContactId>,
    /// `None` for a web page, through which nobody is contacted.
    pub channel: Option<Channel>,
    pub value: String,
    /// What is opened; `None` to copy it.
    pub link: Option<Link>,
}

/// There is nothing to copy or open; said with the key that adds something, where that may be.
pub fn nothing(said: String, ctx: &Ctx) -> Outcome {
    let edit = || say!(ctx.text, "reach-add", nothing = said.as_str(), key = ctx.keys.shown(Action::Edit));
    Outcome::Say(Toast::warning(if ctx.read_only { said } else { edit() }))
}

impl Address {
    fn may<'a>(&self, ctx: &Ctx<'a>) -> May<'a> {
        match (self.channel, self.contact.and_then(|id| ctx.book.contact(id))) {
            (Some(channel), Some(row)) => row.may(channel, ctx.today),
            _ => May::Allowed,
        }
    }

    /// As a menu has it: crossed out where it may not be used.
    pub fn entry(&self, ctx: &Ctx) -> Entry<Self> {
        let entry = Entry::new(self.clone(), self.value.clone());
        if self.may(ctx).is_allowed() { entry } else { entry.struck() }
    }
}

/// Uses an address, after a reason was given where one is needed.
pub fn reach(address: Address, ctx: &Ctx) -> Outcome {
    let channel = address.channel.unwrap_or(Channel::Mail);
    match (may::why_not(ctx.text, channel, address.may(ctx), ctx.today), address.contact) {
        (Some(why_not), Some(_)) if ctx.read_only => {
            Outcome::Say(Toast::warning(say!(ctx.text, "reach-read-only", why = why_not)))
        }
        (Some(why_not), Some(contact)) => ask_reason(address, contact, why_not, ctx),
        _ => match done(&address, ctx) {
            Done::Copied(what, said) => Outcome::Do(Effect::CopyText(Copied::new(what, said))),
            Done::Opened(link, said) => {
                Outcome::All(vec![Outcome::Do(Effect::OpenLink(link)), Outcome::Say(Toast::good(said))])
            }
        },
    }
}

/// What is done, and the words for it. That something is copied is said once it is.
enum Done {
    Copied(String, String),
    Opened(Link, String),
}

/// Without a desktop a link is copied instead.
fn done(address: &Address, ctx: &Ctx) -> Done {
    let text = ctx.text;
    let copied = |what: &str, said| Done::Copied(what.to_owned(), said);
    match &address.link {
        None => copied(&address.value, say!(text, "copy-done", what = address.value.as_str())),
        Some(link) if ctx.opens => Done::Opened(link.clone(), say!(text, "open-done", what = link.as_str())),
        Some(link) => copied(link.as_str(), say!(text, "open-no-desktop", what = link.as_str())),
    }
}

fn ask_reason(address: Address, contact: ContactId, why_not: String, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "reach-title", what = address.value.as_str(), who = ctx.name(contact));
    let said = say!(ctx.text, "reach-why-not", why = why_not.as_str());
    let form = Form::new(vec![
        Field::line("reason", say!(ctx.text, "field-reason"), "").placeholder(say!(ctx.text, "reach-reason-hint")),
    ]);
    let on = RecordId::new(RecordKind::Contact, contact.0);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let reason = form.text("reason").trim().to_owned();
        if reason.is_empty() {
            form.refuse("reason", say!(ctx.text, "reach-no-reason"));
            return Outcome::Stay;
        }
        let note = say!(ctx.text, "reach-note", what = address.value.as_str(), why = why_not.as_str(), reason = reason);
        let (said, effect) = match done(&address, ctx) {
            Done::Copied(what, said) => {
                let said = say!(ctx.text, "reach-said", said = said);
                (say!(ctx.text, "reach-kept"), Effect::CopyText(Copied::new(what, said)))
            }
            Done::Opened(link, said) => (say!(ctx.text, "reach-said", said = said), Effect::OpenLink(link)),
        };
        let save = Work::of(ctx).act(move |given, ids| act::note(given, ids, &[contact], &note));
        Outcome::Save(save.said(said).then(move |_| Outcome::Do(effect)))
    };
    let sheet = Sheet::new(title, "reach", Some(on), form, Box::new(submit)).saying(said).without_draft();
    Outcome::Open(Box::new(sheet))
}
