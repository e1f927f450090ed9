//! New feedback, or feedback edited: praise, a complaint, a wish or a survey answer.

use super::Popup;
use super::draft::DraftOn;
use super::edited::Edited;
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, NewFeedback};
use crate::domain::feedback::{Feedback, FeedbackKind};
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::domain::when::{self, Look};
use crate::say;
use crate::store::Seq;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::Texts;

/// The kinds, by their names in drafts; what hurts most stands first.
const KINDS: [(&str, FeedbackKind); 4] = [
    ("complaint", FeedbackKind::Complaint),
    ("praise", FeedbackKind::Praise),
    ("wish", FeedbackKind::Wish),
    ("survey", FeedbackKind::Survey),
];

/// New feedback of each of `contacts`.
pub fn new(contacts: Vec<ContactId>, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "feedback-new", who = whom(&contacts, ctx));
    let on = DraftOn::contacts(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(new) = read(form, ctx) else { return Outcome::Stay };
        let contacts = contacts.clone();
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::add_feedback(given, ids, &contacts, &new)))
    };
    Box::new(Sheet::new(title, "feedback", on, form(ctx), Box::new(submit)))
}

/// Feedback that is there, to be changed; it is no older than the position `read`.
pub fn edit(feedback: &Feedback, read: Seq, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "feedback-edit", who = ctx.name(feedback.contact));
    let edited = Edited::new(feedback.clone(), read, write);
    let mut form = form(ctx);
    form.begin(&write(edited.before(), ctx));
    Box::new(Sheet::edit(title, "feedback", edited, form, apply))
}

/// What stands in each field.
fn write(record: &Record, _: &Ctx) -> Texts {
    let Record::Feedback(one) = record else { return Vec::new() };
    let kind = KINDS.iter().find(|(_, kind)| *kind == one.kind).map_or("complaint", |(name, _)| name);
    vec![
        ("kind".into(), kind.into()),
        ("text".into(), one.text.clone()),
        ("topic".into(), one.topic.clone()),
        ("score".into(), one.score.map(|score| score.to_string()).unwrap_or_default()),
        ("promised".into(), one.promised.map(|day| day.to_string()).unwrap_or_default()),
    ]
}

/// The feedback as the form says.
fn apply(form: &mut Form, before: &Record, ctx: &Ctx) -> Option<Record> {
    let Record::Feedback(before) = before else { return None };
    let NewFeedback { kind, text, topic, score, promised } = read(form, ctx)?;
    Some(Feedback { kind, text, topic, score, promised, ..before.clone() }.into())
}

fn form(ctx: &Ctx) -> Form {
    let text = ctx.text;
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
            .read_by(readings::ahead)
            .day(Look::Ahead),
    ]);
    // Most feedback that needs writing down is a complaint: the text comes first.
    form.focus_on("text");
    form
}

/// What the form says; `None`, and a word at the text, where there is none.
fn read(form: &mut Form, ctx: &Ctx) -> Option<NewFeedback> {
    if form.text("text").is_empty() && form.text("score").is_empty() {
        form.refuse("text", say!(ctx.text, "error-act-empty"));
        return None;
    }
    let kind = KINDS.into_iter().find(|(name, _)| *name == form.text("kind"));
    let promised = when::read(form.text("promised"), ctx.today, Look::Ahead, ctx.settings);
    Some(NewFeedback {
        kind: kind.map_or(FeedbackKind::Complaint, |(_, kind)| kind),
        text: form.text("text").to_owned(),
        topic: form.text("topic").trim_start_matches('#').to_owned(),
        score: form.text("score").parse().ok(),
        promised: promised.ok().map(|when| when.day),
    })
}
