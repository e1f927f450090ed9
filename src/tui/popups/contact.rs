//! Adding a contact, and editing one, with every field: those that are filled and those that are usually asked for are shown,
//! the others are added.
//!
//! Owns saving, at the position at which the record was read. Reading that is `reading`'s; which fields there are is `fields`',
//! what they change `typed`'s.

mod fields;
mod like;
mod reading;
mod typed;

pub use fields::{contacts, known_tags, reference};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::draft::{Content, DraftOf};
use super::edited::Edited;
use super::remarks::Remarks;
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
use crate::store::Seq;
use crate::tui::action::Action;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Save};
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Form, Pressed};
use like::Like;
use reading::Known;
use typed::{Typed, Words, applied};

/// The form of one contact.
pub struct ContactForm {
    form: Form,
    of: Of,
    /// Fields that a draft filled: what stands there was meant for all of the field.
    resumed: Vec<String>,
    remarks: Remarks,
    /// Who is there already and may be the same.
    like: Like,
}

/// Whose form it is.
enum Of {
    /// With the name of the company that it began with.
    New(String),
    /// One that is there.
    Known(Known),
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
        remarks: Remarks::default(),
        like: Like::default(),
    })
}

/// A contact to be changed.
pub fn edit(id: ContactId, ctx: &Ctx) -> Box<dyn Popup> {
    let of = Of::Known(Known::new(id, ctx.name(id)));
    Box::new(ContactForm {
        form: fields::form(false, ctx),
        of,
        resumed: Vec::new(),
        remarks: Remarks::default(),
        like: Like::default(),
    })
}

impl ContactForm {
    fn save(&mut self, ctx: &Ctx) -> Outcome {
        if !self.form.check(ctx) {
            return Outcome::Stay;
        }
        let save = match &self.of {
            Of::New(_) => self.add(ctx),
            Of::Known(known) => match known.record.as_ref().map(|edited| (edited.before(), edited.read())) {
                Some((Record::Contact(before), read)) => {
                    let before = Box::new(before.clone());
                    self.change(before, read, ctx)
                }
                // There is none to be read.
                _ => Work::on_missing(&[known.id], ctx),
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
            _ => self.remarks.say(Role::Error, words),
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

    fn known(&self) -> Option<&Known> {
        if let Of::Known(known) = &self.of { Some(known) } else { None }
    }

    fn known_mut(&mut self) -> Option<&mut Known> {
        if let Of::Known(known) = &mut self.of { Some(known) } else { None }
    }

    fn id(&self) -> Option<ContactId> {
        self.known().map(|known| known.id)
    }
}

/// Whether it opens who is there already: Ctrl-o.
fn opens_like(input: &Input) -> bool {
    let is = |key: &KeyEvent| key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('o');
    matches!(input, Input::Key(key) if is(key))
}

impl Popup for ContactForm {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        self.id().map_or(Outcome::Stay, |id| Outcome::Ask(Ask::Contact(id)))
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        if self.is_unread() {
            return self.unread_key(input, ctx);
        }
        let reads = self.known_mut().and_then(Known::reads_again);
        let is_read_again = reads.is_some();
        if self.like.is_any() && opens_like(input) {
            return self.like.opened(ctx);
        }
        let pressed = self.form.update(input, ctx);
        if matches!(self.of, Of::New(_)) {
            self.like.look(&self.form, ctx);
        }
        self.remarks.decided(&self.form, ctx);
        let then = match pressed {
            Pressed::Here => Outcome::Stay,
            Pressed::Nothing(key) => Outcome::NoKey(key.into()),
            Pressed::Close => Outcome::Close,
            Pressed::ThrowAway => Outcome::ThrowAway,
            Pressed::Save if is_read_again => Outcome::Stay,
            Pressed::Save => self.save(ctx),
        };
        Outcome::All(vec![reads.map_or(Outcome::Stay, Outcome::Ask), then])
    }

    fn waits(&self, _input: &Input) -> bool {
        self.known().is_some_and(Known::waits)
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let title = match &self.of {
            Of::New(_) => say!(ctx.text, "contact-new"),
            Of::Known(known) => say!(ctx.text, "contact-edit", who = known.name.as_str()),
        };
        if self.is_unread() {
            let said = self.said_unread(ctx);
            return sheet::draw_unread(&title, &said, self.form.height(), frame, area, ctx);
        }
        let quiet = self.remarks.quiet(self.known().and_then(|known| known.record.as_ref()), ctx);
        // Who is there already matters more than that a draft is back.
        let said = self.remarks.under.clone();
        let like = self.like.said(ctx).filter(|_| said.as_ref().is_none_or(|(role, _)| *role == Role::Draft));
        let under = like.map(|words| (Role::Warning, words)).or(said);
        sheet::draw(&title, &quiet, &mut sheet::Said::default(), &mut self.form, under.as_ref(), frame, area, ctx);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        if self.is_unread() {
            return vec![("Esc".into(), say!(ctx.text, "hint-close"))];
        }
        let mut hints = self.form.hints(say!(ctx.text, "hint-save"), ctx);
        if self.like.is_any() {
            // Behind saving, so that it has room in a narrow footer, too.
            hints.insert(1.min(hints.len()), ("Ctrl-o".into(), say!(ctx.text, "contact-like-open")));
        }
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

    fn long_text(&mut self) -> Option<&str> {
        if self.is_unread() { None } else { self.form.long_text() }
    }

    fn rewrite(&mut self, text: &str, ctx: &Ctx) {
        self.form.rewrite(text, ctx);
        self.remarks.decided(&self.form, ctx);
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
        if matches!(self.of, Of::New(_)) {
            self.like.look(&self.form, ctx);
        }
        self.remarks.say(Role::Draft, say!(ctx.text, "popup-resumed"));
    }

    fn remarks(&mut self) -> Option<&mut Remarks> {
        Some(&mut self.remarks)
    }

    fn read_again(&mut self) -> Option<Ask> {
        self.known_mut().filter(|known| known.record.is_none() && !known.asked).and_then(Known::wanted_again)
    }

    fn edits(&mut self) -> Option<(&mut Edited, &mut Form)> {
        let Of::Known(Known { record: Some(record), .. }) = &mut self.of else { return None };
        Some((record, &mut self.form))
    }

    fn save_again(&mut self, ctx: &Ctx) -> Outcome {
        self.save(ctx)
    }

    fn outdated(&mut self) {
        self.known_mut().into_iter().for_each(|known| known.stale = true);
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        self.heard(answer, ctx)
    }
}
