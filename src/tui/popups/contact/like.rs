//! Who is there already and may be the person that is being typed in.

use crate::domain::contact::{Contact, Labelled};
use crate::domain::field::Field as Named;
use crate::domain::field::read_labelled;
use crate::domain::id::ContactId;
use crate::domain::pairs::{self, Reason};
use crate::say;
use crate::store::Seq;
use crate::text::pairs::reasons;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::pick::{Pick, contacts_first};
use crate::tui::popups::readings;
use crate::tui::widgets::form::Form;

/// So many who may be the same are named.
const NAMED: usize = 3;

/// Who it may be, as far as what is typed tells.
#[derive(Default)]
pub(super) struct Like {
    /// What was typed when that was looked up, and on which book.
    typed: Option<(Contact, String, Seq)>,
    found: Vec<(ContactId, Vec<Reason>)>,
}

impl Like {
    /// Looks anew if something else is typed now.
    pub fn look(&mut self, form: &Form, ctx: &Ctx) {
        let typed = (typed(form, ctx), form.text("company").to_owned(), ctx.read);
        if self.typed.as_ref() == Some(&typed) {
            return;
        }
        self.found = pairs::there_already(ctx.book, &typed.0, &typed.1);
        self.typed = Some(typed);
    }

    pub fn is_any(&self) -> bool {
        !self.found.is_empty()
    }

    /// Opens who it may be; of several one is picked.
    pub fn opened(&self, ctx: &Ctx) -> Outcome {
        let go = |id: ContactId| Outcome::All(vec![Outcome::Close, Outcome::Go(Goto::Contact(id))]);
        match &self.found[..] {
            [] => Outcome::Stay,
            [(only, _)] => go(*only),
            several => {
                let these = several.iter().map(|(id, _)| *id).collect();
                let title = say!(ctx.text, "contact-like-title");
                Outcome::Open(Box::new(Pick::new(title, contacts_first(these), Box::new(move |id, _| go(id)), ctx)))
            }
        }
    }

    /// Who it may be and why, for a line under the form.
    pub fn said(&self, ctx: &Ctx) -> Option<String> {
        let typed = self.typed.as_ref().map_or("", |(contact, ..)| &contact.name);
        let named: Vec<String> =
            self.found.iter().take(NAMED).filter_map(|found| self.one_said(found, typed, ctx)).collect();
        let who = named.join("; ");
        match self.found.len() {
            0 => None,
            1 => Some(say!(ctx.text, "contact-like", who = who)),
            count if count > NAMED => {
                let who = say!(ctx.text, "label-and-more", names = who, more = count - NAMED);
                Some(say!(ctx.text, "contact-like-several", who = who))
            }
            _ => Some(say!(ctx.text, "contact-like-several", who = who)),
        }
    }

    /// `Mike Lund, Hofmann (same mobile number)`: of several only the strongest reason, and no company.
    fn one_said(&self, (id, why): &(ContactId, Vec<Reason>), typed: &str, ctx: &Ctx) -> Option<String> {
        let row = ctx.book.contact(*id)?;
        let (company, most) = if self.found.len() > 1 { ("", 1) } else { (ctx.book.company_name(row), usize::MAX) };
        let why = reasons(ctx.text, &why[..why.len().min(most)], [&row.name, typed]);
        let who = if company.is_empty() { row.name.clone() } else { format!("{}, {company}", row.name) };
        Some(format!("{who} ({why})"))
    }
}

/// What is known of them by now.
fn typed(form: &Form, ctx: &Ctx) -> Contact {
    let mut contact = Contact::new(ContactId(uuid::Uuid::nil()), form.text("name"), ctx.today);
    contact.name_parts.nickname = form.text("nickname").to_owned();
    contact.mails = values(form, "mail", Named::Email);
    contact.phones = values(form, "phone", Named::Phone);
    contact.birthday = readings::read_birthday(form.text("birthday"), ctx).ok();
    contact
}

fn values(form: &Form, kind: &str, named: Named) -> Vec<Labelled> {
    let mut all = Vec::new();
    for (label, text) in form.entries(kind) {
        for part in readings::values(text) {
            let read = read_labelled(named, part).ok().filter(|read| label.is_empty() && !read.label.is_empty());
            all.push(read.unwrap_or_else(|| Labelled::new(label, part)));
        }
    }
    all
}
