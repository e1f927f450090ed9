//! Who is there already and may be the person that is being typed in.

use crate::domain::contact::{Contact, Labelled};
use crate::domain::field::Field as Named;
use crate::domain::field::read_labelled;
use crate::domain::id::ContactId;
use crate::domain::pairs::{self, Likeness};
use crate::say;
use crate::store::Seq;
use crate::text::pairs::reasons;
use crate::tui::ctx::Ctx;
use crate::tui::popups::readings;
use crate::tui::widgets::form::Form;

/// Who it may be, as far as what is typed tells.
#[derive(Default)]
pub(super) struct Like {
    /// What was typed when that was looked up, and on which book.
    typed: Option<(Contact, String, Seq)>,
    found: Option<(ContactId, Likeness)>,
}

impl Like {
    /// Looks anew if something else is typed now.
    pub fn look(&mut self, form: &Form, ctx: &Ctx) {
        let typed = (typed(form, ctx), form.text("company").to_owned(), ctx.read);
        if self.typed.as_ref() == Some(&typed) {
            return;
        }
        self.found = pairs::likely(ctx.book, &typed.0, &typed.1).into_iter().next();
        self.typed = Some(typed);
    }

    pub fn contact(&self) -> Option<ContactId> {
        self.found.as_ref().map(|(id, _)| *id)
    }

    /// Who it may be and why, for a line under the form.
    pub fn said(&self, ctx: &Ctx) -> Option<String> {
        let (id, likeness) = self.found.as_ref()?;
        let row = ctx.book.contact(*id)?;
        let typed = self.typed.as_ref().map_or("", |(contact, ..)| &contact.name);
        let why = reasons(ctx.text, &likeness.reasons, [&row.name, typed]);
        let who = match ctx.book.company_name(row) {
            "" => row.name.clone(),
            company => format!("{}, {company}", row.name),
        };
        Some(say!(ctx.text, "contact-like", who = who, why = why))
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
