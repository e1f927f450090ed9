//! New feedback: praise, a complaint, a wish or a survey answer.

use super::Popup;
use super::readings;
use super::sheet::{Sheet, record_of, whom};
use super::work::Work;
use crate::domain::act::{self, NewFeedback};
use crate::domain::feedback::FeedbackKind;
use crate::domain::id::ContactId;
use crate::domain::when::{self, Look};
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// The kinds, by their names in drafts; what hurts most stands first.
const KINDS: [(&str, FeedbackKind); 4] = [
    ("complaint", FeedbackKind::Complaint),
    ("praise", FeedbackKind::Praise),
    ("wish", FeedbackKind::Wish),
    ("survey", FeedbackKind::Survey),
];

/// New feedback of each of `contacts`.
pub fn new(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let text = ctx.text;
    let title = say!(text, "feedback-new", who = whom(&contacts, ctx));
    let on = record_of(&contacts);
    let kinds = KINDS.map(|(name, kind)| (name, names::feedback(text, kind))).to_vec();
    let mut form = Form::new(vec![
        Field::choice("kind", say!(text, "field-kind"), kinds, "complaint"),
        Field::area("text", say!(text, "field-text"), "", 4),
        Field::line("topic", say!(text, "field-topic"), "").placeholder(say!(text, "field-topic-hint")),
        Field::line("score", say!(text, "field-score"), "")
            .placeholder(say!(text, "field-score-hint"))
            .read_by(readings::score),
        Field::line("promised", say!(text, "field-promised"), "")
            .placeholder(say!(text, "field-promised-hint"))
            .read_by(readings::ahead),
    ]);
    // Most feedback that needs writing down is a complaint: the text comes first.
    form.focus_on("text");
    let submit = move |form: &mut Form, ctx: &Ctx| {
        if form.text("text").is_empty() {
            form.refuse("text", say!(ctx.text, "error-act-empty"));
            return Outcome::Stay;
        }
        let new = read(form, ctx);
        let contacts = contacts.clone();
        let save = Work::of(ctx).act(move |given, ids| act::add_feedback(given, ids, &contacts, &new));
        Outcome::Save(save)
    };
    Box::new(Sheet::new(title, "feedback", on, form, Box::new(submit)))
}

fn read(form: &Form, ctx: &Ctx) -> NewFeedback {
    let kind = KINDS.into_iter().find(|(name, _)| *name == form.text("kind"));
    let promised = when::read(form.text("promised"), ctx.today, Look::Ahead, ctx.settings);
    NewFeedback {
        kind: kind.map_or(FeedbackKind::Complaint, |(_, kind)| kind),
        text: form.text("text").to_owned(),
        topic: form.text("topic").trim_start_matches('#').to_owned(),
        score: form.text("score").parse().ok(),
        promised: promised.ok().map(|when| when.day),
    }
}
