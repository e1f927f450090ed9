//! New feedback, or feedback edited: praise, a complaint, a wish or a survey answer.

use super::Popup;
use super::draft::DraftOn;
use super::edited::Edited;
use super::sheet::{Sheet, whom};
use super::work::Work;
use super::{bulk, readings};
use crate::domain::act::{self, NewFeedback};
use crate::domain::clean;
use crate::domain::complaint::{Goodwill, Reply, Severity};
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
    let form = form(false, ctx);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(new) = read(form, ctx) else { return Outcome::Stay };
        let contacts = contacts.clone();
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::add_feedback(given, ids, &contacts, &new)))
    };
    Box::new(Sheet::new(title, "feedback", on, form, Box::new(submit)))
}

/// Feedback that is there, to be changed; it is no older than the position `read`.
pub fn edit(feedback: &Feedback, read: Seq, ctx: &Ctx) -> Box<dyn Popup> {
    let title = say!(ctx.text, "feedback-edit", who = ctx.name(feedback.contact));
    let edited = Edited::new(feedback.clone(), read, write);
    let mut form = form(true, ctx);
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
        ("severity".into(), one.severity.map_or("", Severity::name).into()),
        ("owner".into(), one.owner.clone()),
        ("promise".into(), one.promise.clone()),
        ("replies".into(), written(&one.replies)),
        ("cause".into(), one.cause.clone()),
        ("goodwill".into(), one.goodwill.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("answer".into(), one.answer.clone()),
    ]
}

/// The feedback as the form says.
fn apply(form: &mut Form, before: &Record, ctx: &Ctx) -> Option<Record> {
    let Record::Feedback(before) = before else { return None };
    let NewFeedback { kind, text, topic, score, promised, severity, owner, promise } = read(form, ctx)?;
    let replies = match form.is_changed("replies") {
        true => replies(form, before, ctx)?,
        false => before.replies.clone(),
    };
    // A line can't show all that may stand there.
    let left =
        |name: &str, before: &String| if form.is_changed(name) { form.text(name).into() } else { before.clone() };
    let (cause, answer) = (left("cause", &before.cause), left("answer", &before.answer));
    let goodwill = Goodwill::read(form.text("goodwill"), ctx.settings.currency());
    let after = Feedback { kind, text, topic, score, promised, severity, owner, promise, ..before.clone() };
    Some(Feedback { replies, cause, goodwill, answer, ..after }.into())
}

/// What they were told, a line each with its day before it.
fn written(replies: &[Reply]) -> String {
    let line = |reply: &Reply| format!("{} {}", reply.day, clean::one_line(&reply.text, "; ").text);
    replies.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The same read again; `None`, and a word at the field, where a line has no day that can be.
fn replies(form: &mut Form, of: &Feedback, ctx: &Ctx) -> Option<Vec<Reply>> {
    let mut after = Feedback { replies: Vec::new(), ..of.clone() };
    for line in form.text("replies").lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (day, text) = line.split_once(' ').unwrap_or((line, ""));
        let read = when::read(day, ctx.today, Look::Back, ctx.settings).ok().map(|when| when.day);
        match read.filter(|day| *day <= ctx.today && !text.trim().is_empty()) {
            Some(day) => after.told_meanwhile(Reply { day, text: text.trim().to_owned() }),
            None => {
                form.refuse("replies", say!(ctx.text, "form-no-reply"));
                return None;
            }
        }
    }
    Some(after.replies)
}

/// The fields; of feedback that is there, also what came of it. What few pieces of feedback have is added as it is needed.
fn form(is_there: bool, ctx: &Ctx) -> Form {
    let text = ctx.text;
    let severities = Severity::ALL.map(|one| (one.name(), names::severity(text, one)));
    let severities = [("", say!(text, "severity-none"))].into_iter().chain(severities).collect();
    let kinds = KINDS.map(|(name, kind)| (name, names::feedback(text, kind))).to_vec();
    let mut fields = vec![
        Field::choice("kind", say!(text, "field-kind"), kinds, "complaint"),
        Field::area("text", say!(text, "field-text"), "", 3),
        Field::line("topic", say!(text, "field-topic"), "").placeholder(say!(text, "field-topic-hint")),
        Field::line("score", say!(text, "field-score"), "")
            .placeholder(say!(text, "field-score-hint"))
            .read_by(readings::score),
        Field::line("promised", say!(text, "field-promised"), "")
            .placeholder(say!(text, "field-promised-hint"))
            .read_by(readings::ahead)
            .day(Look::Ahead),
        Field::choice("severity", say!(text, "field-severity"), severities, ""),
        Field::line("owner", say!(text, "field-owner"), "")
            .placeholder(say!(text, "field-feedback-owner-hint"))
            .suggest_by(bulk::owners)
            .extra(),
        Field::line("promise", say!(text, "field-promise"), "")
            .placeholder(say!(text, "field-promise-hint"))
            .joined_by("; ")
            .extra(),
    ];
    if is_there {
        fields.extend([
            Field::area("replies", say!(text, "field-replies"), "", 3)
                .placeholder(say!(text, "field-replies-hint"))
                .extra(),
            Field::line("cause", say!(text, "field-cause"), "").joined_by("; ").extra(),
            Field::line("goodwill", say!(text, "field-goodwill"), "")
                .placeholder(say!(text, "field-goodwill-hint"))
                .extra(),
            Field::line("answer", say!(text, "field-answer"), "").joined_by("; ").extra(),
        ]);
    }
    let mut form = Form::new(fields);
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
    let kind = kind.map_or(FeedbackKind::Complaint, |(_, kind)| kind);
    Some(NewFeedback {
        topic: form.text("topic").trim_start_matches('#').to_owned(),
        score: form.text("score").parse().ok(),
        promised: promised.ok().map(|when| when.day),
        severity: Severity::ALL.into_iter().find(|one| one.name() == form.text("severity")),
        owner: form.text("owner").to_owned(),
        promise: form.text("promise").to_owned(),
        ..NewFeedback::new(kind, form.text("text"))
    })
}
