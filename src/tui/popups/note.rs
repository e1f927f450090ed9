//! A new note: text alone, no touch.

use super::Popup;
use super::draft::DraftOn;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act;
use crate::domain::id::ContactId;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// A new note on each of `contacts`.
pub fn new(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "note-new", who = whom(&contacts, ctx));
    let on = DraftOn::contacts(&contacts);
    let form = Form::new(vec![Field::area("text", say!(ctx.text, "field-text"), "", 8)]);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let note = form.text("text").to_owned();
        if note.is_empty() {
            form.refuse("text", say!(ctx.text, "error-act-empty"));
            return Outcome::Stay;
        }
        let contacts = contacts.clone();
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::note(given, ids, &contacts, &note)))
    };
    Box::new(Sheet::new(title, "note", on, form, Box::new(submit)))
}
