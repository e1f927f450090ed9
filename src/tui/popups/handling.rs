//! `d` on feedback: acknowledged, resolved, the customer told, or open again. The next step stands first, so that `d` and Enter
//! walk it along; what came of it may be noted on the way.

use super::draft::DraftOn;
use super::menu::{Entry, Menu};
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Handling};
use crate::domain::feedback::{Feedback, Standing};
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::record::RecordKind;
use crate::say;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// What is handled together.
#[derive(Clone)]
struct Handled {
    ids: Vec<FeedbackId>,
    contacts: Vec<ContactId>,
    /// What was noted so far, where it is one only.
    answer: String,
    /// As a title says it.
    said: String,
}

/// Asks how far `feedback` is brought.
pub fn open(feedback: &[Feedback], ctx: &Ctx) -> Outcome {
    let (Some(first), Some(last)) =
        (feedback.iter().map(Feedback::standing).min(), feedback.iter().map(Feedback::standing).max())
    else {
        return Outcome::Stay;
    };
    let handled = Handled::of(feedback, ctx);
    let ahead = Standing::ALL.into_iter().filter(|to| *to > first);
    let back = (last > Standing::Open).then_some(Standing::Open);
    let entries = ahead.chain(back).map(|to| Entry::new(to, words(to, first, ctx))).collect();
    let title = handled.said.clone();
    let then = move |chosen: Vec<Standing>, ctx: &Ctx| match chosen.first() {
        Some(to) => bring(&handled, *to, ctx),
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

impl Handled {
    fn of(feedback: &[Feedback], ctx: &Ctx) -> Self {
        let mut contacts: Vec<ContactId> = feedback.iter().map(|one| one.contact).collect();
        contacts.sort_unstable();
        contacts.dedup();
        let who = whom(&contacts, ctx);
        let (answer, said) = match feedback {
            [one] => {
                let kind = names::feedback(ctx.text, one.kind);
                (one.answer.clone(), format!("{kind} · {who}"))
            }
            many => (String::new(), say!(ctx.text, "handling-many", count = many.len(), who = who)),
        };
        Self { ids: feedback.iter().map(|one| one.id).collect(), contacts, answer, said }
    }

    fn save(&self, handling: Handling, ctx: &Ctx) -> Outcome {
        let ids = self.ids.clone();
        let save = Work::of(ctx).on_feedback(ids, move |given, feedback| act::handle(given, feedback, &handling));
        Outcome::Save(save.about(self.contacts.clone()))
    }
}

fn words(to: Standing, from: Standing, ctx: &Ctx) -> String {
    match to {
        Standing::Open => say!(ctx.text, "handling-open"),
        Standing::Acknowledged => say!(ctx.text, "handling-acknowledged"),
        Standing::Resolved => say!(ctx.text, "handling-resolved"),
        Standing::Told if from == Standing::Resolved => say!(ctx.text, "handling-told"),
        Standing::Told => say!(ctx.text, "handling-resolved-and-told"),
    }
}

fn bring(handled: &Handled, to: Standing, ctx: &Ctx) -> Outcome {
    match to {
        Standing::Open | Standing::Acknowledged => handled.save(Handling { to, day: ctx.today, answer: None }, ctx),
        Standing::Resolved | Standing::Told => answer(handled.clone(), to, ctx),
    }
}

/// Asks what came of it, and of telling also when; Enter alone is fine.
fn answer(handled: Handled, to: Standing, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let mut fields = vec![
        Field::line("answer", say!(text, "field-answer"), &handled.answer).placeholder(say!(text, "field-answer-hint")),
    ];
    let title = if to == Standing::Told {
        fields.push(
            Field::line("day", say!(text, "field-told"), "")
                .placeholder(say!(text, "field-told-hint"))
                .read_by(readings::back),
        );
        say!(text, "handling-told-title", what = handled.said.as_str())
    } else {
        say!(text, "handling-resolved-title", what = handled.said.as_str())
    };
    let on = DraftOn::several(RecordKind::Feedback, handled.ids.iter().map(|id| id.0));
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let day = if to == Standing::Told { readings::day_back(form, "day", ctx) } else { Some(ctx.today) };
        let Some(day) = day else { return Outcome::Stay };
        let answer = form.is_changed("answer").then(|| form.text("answer").to_owned());
        handled.save(Handling { to, day, answer }, ctx)
    };
    Outcome::Open(Box::new(Sheet::new(title, "handling", on, Form::new(fields), Box::new(submit))))
}
