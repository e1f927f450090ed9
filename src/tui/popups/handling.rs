//! `d` on feedback: acknowledged, resolved, the customer told, or open again. The next step stands first, so that `d` and Enter
//! walk it along; what came of it may be noted on the way.

use super::draft::DraftOn;
use super::edited::Edited;
use super::menu::{Entry, Menu};
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Handling};
use crate::domain::feedback::{Feedback, Standing};
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::record::{Record, RecordKind};
use crate::domain::when::Look;
use crate::say;
use crate::store::Seq;
use crate::text::names;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::Texts;

/// What is handled together.
#[derive(Clone)]
struct Handled {
    ids: Vec<FeedbackId>,
    contacts: Vec<ContactId>,
    /// The only one, as it was at that position.
    one: Option<Feedback>,
    read: Seq,
    /// As a title says it.
    said: String,
}

/// Asks how far `feedback`, which is no older than the position, is brought.
pub fn open(feedback: &[Feedback], read: Seq, ctx: &Ctx) -> Outcome {
    let (Some(first), Some(last)) =
        (feedback.iter().map(Feedback::standing).min(), feedback.iter().map(Feedback::standing).max())
    else {
        return Outcome::Stay;
    };
    let handled = Handled::of(feedback, read, ctx);
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
    fn of(feedback: &[Feedback], read: Seq, ctx: &Ctx) -> Self {
        let mut contacts: Vec<ContactId> = feedback.iter().map(|one| one.contact).collect();
        contacts.sort_unstable();
        contacts.dedup();
        let who = whom(&contacts, ctx);
        let (one, said) = match feedback {
            [one] => {
                let kind = names::feedback(ctx.text, one.kind);
                (Some(one.clone()), format!("{kind} · {who}"))
            }
            many => (None, say!(ctx.text, "handling-many", count = many.len(), who = who)),
        };
        Self { ids: feedback.iter().map(|one| one.id).collect(), contacts, one, read, said }
    }

    fn save(&self, handling: Handling, ctx: &Ctx) -> Outcome {
        let ids = self.ids.clone();
        let save = Work::of(ctx).on_feedback(ids, move |given, feedback| act::handle(given, feedback, &handling));
        Outcome::Save(save.about(self.contacts.clone()))
    }

    /// The same for the only one, as the form has it.
    fn save_one(&self, edited: &Edited, handling: Handling, ctx: &Ctx) -> Outcome {
        let Record::Feedback(before) = edited.before().clone() else { return Outcome::Stay };
        let is_there = handling.to > Standing::Open && before.standing() >= handling.to;
        let save = Work::of(ctx).read_at(edited.read()).act(move |given, _| match (is_there, &handling.answer) {
            // Others have brought it there meanwhile: what came of it is left.
            (true, Some(answer)) => {
                let after = Feedback { answer: answer.clone(), ..before.clone() };
                Ok(act::edit(given, before, after, Vec::new()))
            }
            _ => act::handle(given, &[before], &handling),
        });
        Outcome::Save(save.about(self.contacts.clone()))
    }
}

/// What stands in the fields.
fn write(record: &Record, _: &Ctx) -> Texts {
    if let Record::Feedback(one) = record { vec![("answer".into(), one.answer.clone())] } else { Vec::new() }
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
        Field::line("answer", say!(text, "field-answer"), "")
            .placeholder(say!(text, "field-answer-hint"))
            .joined_by("; "),
    ];
    let title = if to == Standing::Told {
        fields.push(
            Field::line("day", say!(text, "field-told"), "")
                .placeholder(say!(text, "field-told-hint"))
                .read_by(readings::back)
                .day(Look::Back),
        );
        say!(text, "handling-told-title", what = handled.said.as_str())
    } else {
        say!(text, "handling-resolved-title", what = handled.said.as_str())
    };
    let handling = move |form: &mut Form, ctx: &Ctx| {
        let day = if to == Standing::Told { readings::day_back(form, "day", ctx) } else { Some(ctx.today) };
        let answer = form.is_changed("answer").then(|| form.text("answer").to_owned());
        day.map(|day| Handling { to, day, answer })
    };
    let mut form = Form::new(fields);
    let sheet = match &handled.one {
        Some(one) => {
            let edited = Edited::new(one.clone(), handled.read, write);
            form.begin(&write(edited.before(), ctx));
            let submit = move |form: &mut Form, edited: &Edited, ctx: &Ctx| match handling(form, ctx) {
                Some(handling) => handled.save_one(edited, handling, ctx),
                None => Outcome::Stay,
            };
            Sheet::edit_by(title, "handling", edited, form, Box::new(submit))
        }
        None => {
            let on = DraftOn::several(RecordKind::Feedback, handled.ids.iter().map(|id| id.0));
            let submit = move |form: &mut Form, ctx: &Ctx| match handling(form, ctx) {
                Some(handling) => handled.save(handling, ctx),
                None => Outcome::Stay,
            };
            Sheet::new(title, "handling", on, form, Box::new(submit))
        }
    };
    Outcome::Open(Box::new(sheet))
}
