//! Adding a contact, and editing one, with every field: those that are filled and those that are usually asked for are shown,
//! the others are added.
//!
//! Owns reading the record, saving at the position it was read at, and what happens when somebody else changed it
//! meanwhile. Which fields there are is `fields`', what they change `typed`'s.

mod fields;
mod typed;

pub use fields::known_tags;

use std::collections::HashSet;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::draft::{Content, DraftOf};
use super::edited::{self, Edited, Refused};
use super::sheet;
use super::work::Work;
use crate::domain::act;
use crate::domain::clean;
use crate::domain::contact::Contact;
use crate::domain::field::FieldError;
use crate::domain::id::{ContactId, Ids};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::validate::{self, Wrong};
use crate::explain;
use crate::say;
use crate::store::{Conflict, Seq};
use crate::tui::action::Action;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Save};
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::field::kind;
use crate::tui::widgets::form::clashes::Texts;
use crate::tui::widgets::form::{Form, Pressed};
use typed::{Typed, Words, applied};

/// The form of one contact.
pub struct ContactForm {
    form: Form,
    of: Of,
    /// Fields that a draft filled: what stands there was meant for all of the field.
    resumed: Vec<String>,
    note: Option<(Role, String)>,
    /// Who has saved it elsewhere.
    saved_by: String,
    /// Why the record can't be read, as long as it can't. What is typed then is for nothing.
    unread: Option<String>,
    /// The contact isn't there any more: the form shows what a draft has, and saving asks whether to bring them back.
    is_gone: bool,
}

/// Whose form it is.
enum Of {
    /// With the name of the company that it began with.
    New(String),
    /// One that is there. The record is `None` until it has been read.
    Edited {
        id: ContactId,
        name: String,
        record: Option<Edited>,
        /// Whether the record is being read.
        asked: bool,
        /// Whether it is to be read again.
        stale: bool,
    },
}

/// A new contact, whose name may be known already.
pub fn new(name: &str, ctx: &Ctx) -> Box<dyn Popup> {
    begun("name", name, ctx)
}

/// A new contact who works at this company.
pub fn new_at(company: &str, ctx: &Ctx) -> Box<dyn Popup> {
    begun("company", company, ctx)
}

/// A new contact of whom one thing is known.
fn begun(field: &str, text: &str, ctx: &Ctx) -> Box<dyn Popup> {
    let mut form = fields::form(true, ctx);
    form.set(field, text);
    let company = if field == "company" { text } else { "" };
    Box::new(ContactForm {
        form,
        of: Of::New(company.to_owned()),
        resumed: Vec::new(),
        note: None,
        unread: None,
        is_gone: false,
        saved_by: String::new(),
    })
}

/// A contact to be changed.
pub fn edit(id: ContactId, ctx: &Ctx) -> Box<dyn Popup> {
    let of = Of::Edited { id, name: ctx.name(id).to_owned(), record: None, asked: true, stale: false };
    Box::new(ContactForm {
        form: fields::form(false, ctx),
        of,
        resumed: Vec::new(),
        note: None,
        unread: None,
        is_gone: false,
        saved_by: String::new(),
    })
}

impl ContactForm {
    fn save(&mut self, ctx: &Ctx) -> Outcome {
        if !self.form.check(ctx) {
            return Outcome::Stay;
        }
        let save = match &self.of {
            Of::New(_) => self.add(ctx),
            Of::Edited { record, .. } => match record.as_ref().map(|edited| (edited.before(), edited.read())) {
                Some((Record::Contact(before), read)) => {
                    let before = Box::new(before.clone());
                    self.change(before, read, ctx)
                }
                // There is none to be read.
                _ => self.id().and_then(|id| Work::on_missing(&[id], ctx)),
            },
        };
        save.map_or(Outcome::Stay, Outcome::Save)
    }

    fn add(&mut self, ctx: &Ctx) -> Option<Save> {
        let draft = Contact::new(ContactId(uuid::Uuid::nil()), "", ctx.today);
        let typed = self.typed(&draft, ctx)?;
        // Known beforehand, so that the list can go to the new one.
        let id = ContactId(uuid::Uuid::now_v7());
        let words = Words::of(ctx);
        let save = Work::of(ctx).act_or(move |given, ids| {
            let (contact, made) = applied(&typed, &draft, given, ids).map_err(|error| words.say(&error, given))?;
            Ok(act::add(given, Contact { id, ..contact }, made))
        });
        let key = ctx.keys.shown(Action::GoContacts);
        let said = say!(ctx.text, "contact-added", who = self.form.text("name"), key = key);
        Some(save.said(said).about([id]).then(move |_| Outcome::Select(id)))
    }

    fn change(&mut self, before: Box<Contact>, read: Seq, ctx: &Ctx) -> Option<Save> {
        let typed = self.typed(&before, ctx)?;
        let words = Words::of(ctx);
        let work = Work::of(ctx).read_at(read);
        Some(work.act_or(move |given, ids| {
            let (after, made) = applied(&typed, &before, given, ids).map_err(|error| words.say(&error, given))?;
            Ok(act::edit(given, *before, after, made))
        }))
    }

    /// What the form changes; `None`, and a word at the field, where it can't be saved.
    fn typed(&mut self, before: &Contact, ctx: &Ctx) -> Option<Typed> {
        if let Some((name, why)) = self.nameless(ctx) {
            self.form.refuse(&name, why);
            return None;
        }
        let typed = Typed::of(&self.form, before, ctx);
        // Ids that are thrown away: it is only looked whether it can be done.
        let after = match applied(&typed, before, &ctx.given(), &mut Ids::seeded(0, 0)) {
            Ok((mut after, _)) => {
                clean::contact(&mut after);
                after
            }
            Err(error) => {
                let FieldError::Value { name, .. } = &error else { return None };
                let name = typed::form_name(name.field());
                self.form.refuse(name, explain::field_error(ctx.text, &error, ctx.book).what);
                return None;
            }
        };
        let Some(wrong) = validate::contact(&after, ctx.today).wrong.into_iter().next() else { return Some(typed) };
        let words = explain::wrong(ctx.text, &wrong, ctx.today).what;
        match wrong {
            Wrong::NoName => self.form.refuse("name", words),
            Wrong::BirthdayAhead(_) => self.form.refuse("birthday", words),
            Wrong::ReferredByThemself => self.form.refuse("referred", words),
            _ => self.note = Some((Role::Error, words)),
        }
        None
    }

    /// A field of the user's own without a name, or with one that another has.
    fn nameless(&self, ctx: &Ctx) -> Option<(String, String)> {
        let mut known: Vec<&str> = Vec::new();
        for field in self.form.each("own").filter(|field| !field.text().trim().is_empty()) {
            match field.entry_label() {
                "" => return Some((field.name.to_string(), say!(ctx.text, "form-own-nameless"))),
                label if known.contains(&label) => {
                    return Some((field.name.to_string(), say!(ctx.text, "form-own-twice", name = label)));
                }
                label => known.push(label),
            }
        }
        None
    }

    /// A key while the record isn't there: nothing can be typed yet, and whoever wants to save is told so.
    fn unread_key(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let Input::Key(key) = input else { return Outcome::Stay };
        let saves =
            key.code == KeyCode::Enter || key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('s');
        if saves && self.note.as_ref().is_none_or(|(role, _)| *role != Role::Error) {
            self.note = Some((Role::Warning, say!(ctx.text, "popup-not-read")));
        }
        if input.leaves() { Outcome::Close } else { Outcome::Stay }
    }

    fn is_unread(&self) -> bool {
        matches!(self.of, Of::Edited { record: None, .. }) && !self.is_gone
    }

    /// The record is here. The first time it fills what no draft has; later what was typed stays, and where both changed a field
    /// it is said.
    fn arrived(&mut self, contact: Box<Contact>, read: Seq, ctx: &Ctx) {
        let Of::Edited { record, .. } = &mut self.of else { return };
        let again = record.is_some();
        let mut texts = fields::texts(&contact, ctx);
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
        *record = Some(Edited::new(*contact, read, write));
        (self.unread, self.is_gone) = (None, false);
        if !again && self.note.as_ref().is_some_and(|(role, _)| *role != Role::Draft) {
            self.note = None;
        }
    }

    fn edited(&self) -> Option<&Edited> {
        match &self.of {
            Of::Edited { record, .. } => record.as_ref(),
            Of::New(_) => None,
        }
    }

    fn id(&self) -> Option<ContactId> {
        match self.of {
            Of::New(_) => None,
            Of::Edited { id, .. } => Some(id),
        }
    }
}

fn write(record: &Record, ctx: &Ctx) -> Texts {
    if let Record::Contact(contact) = record { fields::texts(contact, ctx) } else { Vec::new() }
}

impl Popup for ContactForm {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        self.id().map_or(Outcome::Stay, |id| Outcome::Ask(Ask::Contact(id)))
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        if self.is_unread() {
            return self.unread_key(input, ctx);
        }
        let mut before = Outcome::Stay;
        // What couldn't be saved may have changed meanwhile: it is read again, and what was typed stays.
        if let Of::Edited { id, asked, stale, .. } = &mut self.of
            && std::mem::take(stale)
        {
            *asked = true;
            before = Outcome::Ask(Ask::Contact(*id));
        }
        let pressed = self.form.update(input, ctx);
        edited::note_decided(&mut self.note, &self.form, ctx);
        let then = match pressed {
            Pressed::Here => Outcome::Stay,
            Pressed::Close => Outcome::Close,
            Pressed::ThrowAway => Outcome::ThrowAway,
            Pressed::Save if !matches!(before, Outcome::Stay) => Outcome::Stay,
            Pressed::Save => self.save(ctx),
        };
        Outcome::All(vec![before, then])
    }

    fn waits(&self, _input: &Input) -> bool {
        matches!(self.of, Of::Edited { asked: true, .. }) && self.unread.is_none()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let title = match &self.of {
            Of::New(_) => say!(ctx.text, "contact-new"),
            Of::Edited { name, .. } => say!(ctx.text, "contact-edit", who = name.as_str()),
        };
        let edited = || self.edited().map(|edited| edited.said(ctx)).unwrap_or_default();
        let quiet = if self.saved_by.is_empty() { edited() } else { self.saved_by.clone() };
        if self.is_unread() {
            // What comes at once needs no word before. Empty fields would look like a contact of whom nothing is known.
            let reading = ctx.reads_long.then(|| (Role::Dim, say!(ctx.text, "popup-reading")));
            let unread = self.unread.clone().map(|why| (Role::Warning, why));
            let said: Vec<(Role, String)> = unread.or(reading).into_iter().chain(self.note.clone()).collect();
            return sheet::draw_unread(&title, &said, self.form.height(), frame, area, ctx);
        }
        let note = self.note.as_ref();
        sheet::draw(&title, &quiet, &mut sheet::Said::default(), &mut self.form, note, frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.is_unread() {
            return vec![("Esc".into(), say!(ctx.text, "hint-close"))];
        }
        let mut hints = self.form.hints(say!(ctx.text, "hint-save"), ctx);
        let close =
            if self.form.is_asking() { say!(ctx.text, "hint-close") } else { say!(ctx.text, "hint-close-draft") };
        hints.push(("Esc".into(), close));
        hints
    }

    fn draft(&self) -> Option<Content> {
        let fields = self.form.typed();
        // What it began with nobody typed.
        let begun = |of: &Of| matches!((of, fields.as_slice()), (Of::New(at), [(name, text)]) if name == "company" && text == at);
        if begun(&self.of) {
            return None;
        }
        let of = self.draft_of()?;
        (!fields.is_empty()).then_some(Content { of, fields })
    }

    fn left_field(&mut self) -> bool {
        self.form.was_left()
    }

    fn draft_of(&self) -> Option<DraftOf> {
        let on = self.id().map(|id| RecordId::new(RecordKind::Contact, id.0));
        Some(DraftOf { form: "contact", on: on.into() })
    }

    fn resume(&mut self, fields: &[(String, String)], ctx: &Ctx) {
        self.form.resume(fields);
        self.resumed = fields.iter().map(|(name, _)| name.clone()).collect();
        self.note = Some((Role::Draft, say!(ctx.text, "popup-resumed")));
    }

    fn saved_by(&mut self, words: String) {
        self.saved_by = words;
    }

    fn tell(&mut self, words: String) {
        self.note = Some((Role::Draft, words));
    }

    fn failed(&mut self, why: String) {
        self.note = Some((Role::Error, why));
    }

    fn read_again(&mut self) -> Option<Ask> {
        let Of::Edited { id, record: None, asked: false, stale, .. } = &mut self.of else { return None };
        std::mem::take(stale).then_some(Ask::Contact(*id))
    }

    fn conflicted(&mut self, conflicts: &[Conflict], words: String, ctx: &Ctx) -> Outcome {
        let refused = match &mut self.of {
            Of::Edited { record: Some(edited), .. } => edited.refused(&mut self.form, conflicts, ctx),
            _ => Refused::Other,
        };
        if refused == Refused::Again {
            return self.save(ctx);
        }
        self.note = Some(edited::note(refused, words, ctx));
        Outcome::Stay
    }

    fn save_again(&mut self, ctx: &Ctx) -> Outcome {
        self.save(ctx)
    }

    fn outdated(&mut self) {
        if let Of::Edited { stale, .. } = &mut self.of {
            *stale = true;
        }
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        // The screen below reads it, too: what is typed here stands on what it was made of.
        let wanted = matches!(&self.of, Of::Edited { record, asked, .. } if *asked || record.is_none());
        let about = match answer {
            Answer::Contact { id, .. } | Answer::Unread { ask: Ask::Contact(id), .. } => Some(*id),
            _ => None,
        };
        if let Of::Edited { id, asked, .. } = &mut self.of
            && about == Some(*id)
        {
            *asked = false;
        }
        match answer {
            Answer::Contact { id, contact: Some(contact), read } if Some(*id) == self.id() && wanted => {
                self.arrived(contact.clone(), *read, ctx);
            }
            Answer::Contact { id, contact: None, .. } if Some(*id) == self.id() && wanted => {
                self.is_gone = true;
                self.note = Some((Role::Error, say!(ctx.text, "error-act-gone")));
            }
            Answer::Unread { ask: Ask::Contact(id), why, passes } if Some(*id) == self.id() && wanted => {
                match self.is_unread() {
                    true => self.unread = Some(why.clone()),
                    false => self.note = Some((Role::Warning, why.clone())),
                }
                self.outdated();
                // Nothing can be done in a form that stays without its record.
                if let Of::Edited { name, record: None, .. } = &self.of
                    && !passes
                {
                    return Outcome::GiveUp(sheet::unusable(name, why, ctx));
                }
            }
            _ => {}
        }
        Outcome::Stay
    }
}
