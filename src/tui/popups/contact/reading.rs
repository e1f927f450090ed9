//! Reading the contact that a form changes: before anything can be typed, and again after a save that was refused.

use std::collections::HashSet;

use crossterm::event::{KeyCode, KeyModifiers};

use super::{ContactForm, Of, fields};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::say;
use crate::store::Seq;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::edited::Edited;
use crate::tui::popups::sheet;
use crate::tui::theme::Role;
use crate::tui::widgets::field::kind;
use crate::tui::widgets::form::clashes::Texts;

/// A contact that is there.
pub(super) struct Known {
    pub id: ContactId,
    pub name: String,
    /// `None` until it has been read.
    pub record: Option<Edited>,
    /// Whether it is being read.
    pub asked: bool,
    /// Whether it is to be read again.
    pub stale: bool,
    /// Why it can't be read, as long as it can't. What is typed then is for nothing.
    unread: Option<String>,
    /// It isn't there any more: the form shows what a draft has, and saving asks whether to bring it back.
    is_gone: bool,
}

impl Known {
    /// One that is asked for when the form opens.
    pub fn new(id: ContactId, name: &str) -> Self {
        Self { id, name: name.to_owned(), record: None, asked: true, stale: false, unread: None, is_gone: false }
    }

    /// What couldn't be saved may have changed meanwhile: it is read again, and what was typed stays.
    pub fn reads_again(&mut self) -> Option<Ask> {
        let wanted = self.wanted_again();
        self.asked |= wanted.is_some();
        wanted
    }

    pub fn wanted_again(&mut self) -> Option<Ask> {
        std::mem::take(&mut self.stale).then_some(Ask::Contact(self.id))
    }

    /// Whether it has to be there before a key means anything.
    pub fn waits(&self) -> bool {
        self.asked && self.unread.is_none()
    }

    fn is_unread(&self) -> bool {
        self.record.is_none() && !self.is_gone
    }
}

fn write(record: &Record, ctx: &Ctx) -> Texts {
    if let Record::Contact(contact) = record { fields::texts(contact, ctx) } else { Vec::new() }
}

impl ContactForm {
    pub(super) fn is_unread(&self) -> bool {
        self.known().is_some_and(Known::is_unread)
    }

    /// A key while the record isn't there: nothing can be typed yet, and whoever wants to save is told so.
    pub(super) fn unread_key(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Stay };
        let saves =
            key.code == KeyCode::Enter || key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('s');
        if saves && self.remarks.under.as_ref().is_none_or(|(role, _)| *role != Role::Error) {
            self.remarks.say(Role::Warning, say!(ctx.text, "popup-not-read"));
        }
        if input.leaves() { Outcome::Close } else { Outcome::Stay }
    }

    /// What is said in the place of fields, as long as the record isn't there. What comes at once needs no word before. Empty
    /// fields would look like a contact of whom nothing is known.
    pub(super) fn said_unread(&self, ctx: &Ctx) -> Vec<(Role, String)> {
        let reading = ctx.reads_long.then(|| (Role::Dim, say!(ctx.text, "popup-reading")));
        let unread = self.known().and_then(|known| known.unread.clone()).map(|why| (Role::Warning, why));
        unread.or(reading).into_iter().chain(self.remarks.under.clone()).collect()
    }

    /// An answer that may be about the record. The screen below reads it, too: what is typed here stands on what it was made of.
    pub(super) fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        let about = match answer {
            Answer::Contact { id, .. } | Answer::Unread { ask: Ask::Contact(id), .. } => *id,
            _ => return Outcome::Stay,
        };
        let Some(known) = self.known_mut().filter(|known| known.id == about) else { return Outcome::Stay };
        let is_wanted = known.asked || known.record.is_none();
        known.asked = false;
        if !is_wanted {
            return Outcome::Stay;
        }
        match answer {
            Answer::Contact { contact: Some(contact), read, .. } => self.arrived(contact, *read, ctx),
            Answer::Contact { contact: None, .. } => {
                known.is_gone = true;
                self.remarks.say(Role::Error, say!(ctx.text, "error-act-gone"));
            }
            Answer::Unread { why, passes, .. } => return self.stays_unread(why, *passes, ctx),
            _ => {}
        }
        Outcome::Stay
    }

    fn stays_unread(&mut self, why: &str, passes: bool, ctx: &Ctx) -> Outcome {
        let Of::Known(known) = &mut self.of else { return Outcome::Stay };
        known.stale = true;
        match known.is_unread() {
            true => known.unread = Some(why.to_owned()),
            false => self.remarks.say(Role::Warning, why),
        }
        // Nothing can be done in a form that stays without its record.
        if known.record.is_none() && !passes {
            return Outcome::GiveUp(sheet::unusable(&known.name, why, ctx));
        }
        Outcome::Stay
    }

    /// The record is here. The first time it fills what no draft has; later what was typed stays, and where both changed a field
    /// it is said.
    fn arrived(&mut self, contact: &Contact, read: Seq, ctx: &Ctx) {
        let Of::Known(known) = &mut self.of else { return };
        let again = known.record.is_some();
        let mut texts = fields::texts(contact, ctx);
        let is_there: HashSet<String> = texts.iter().map(|(name, _)| name.clone()).collect();
        let others = self.form.names().into_iter().filter(|name| !is_there.contains(name));
        texts.extend(others.map(|name| (name, String::new())));
        for (name, text) in &texts {
            if !again && !self.resumed.contains(name) {
                self.form.fill(name, text);
            } else if self.form.rebase(name, text) && again {
                let field = kind::of_label(name).unwrap_or(name);
                let text = if text.is_empty() { "–" } else { text.as_str() };
                self.form.remark(field, say!(ctx.text, "contact-meanwhile", text = text));
            }
        }
        if !again {
            self.form.meet_draft(&say!(ctx.text, "form-since-draft"));
        }
        known.record = Some(Edited::new(contact.clone(), read, write));
        (known.unread, known.is_gone) = (None, false);
        if !again && self.remarks.under.as_ref().is_some_and(|(role, _)| *role != Role::Draft) {
            self.remarks.under = None;
        }
    }
}
