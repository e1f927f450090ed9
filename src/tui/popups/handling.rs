//! `d` on feedback: acknowledged, resolved, the customer told, or open again. The next step stands first, so that `d` and Enter
//! walk it along; what came of it may be noted on the way, and what they were told meanwhile. Where others said the same, all of them
//! can be told at once.

use super::draft::DraftOn;
use super::edited::Edited;
use super::menu::{Entry, Menu};
use super::readings;
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Handling};
use crate::domain::complaint::{Goodwill, Reply};
use crate::domain::feedback::{Feedback, FeedbackKind, Standing};
use crate::domain::id::{ContactId, FeedbackId};
use crate::domain::record::{Record, RecordKind};
use crate::domain::topic;
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
    /// Whether all of it are complaints that are open.
    are_complaints: bool,
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
    let step = |to| Entry::new(Step::To(to), words(to, first, ctx));
    let mut entries: Vec<Entry<Step>> = Standing::ALL.into_iter().filter(|to| *to > first).map(step).collect();
    let together = handled.one.as_ref().map(|one| together(one, ctx)).unwrap_or_default();
    if let Some(one) = handled.one.as_ref().filter(|_| together.len() > 1) {
        let words = say!(ctx.text, "handling-topic", count = together.len(), topic = one.topic.as_str());
        entries.push(Entry::new(Step::All, words).letter('t'));
    }
    if first < Standing::Told {
        entries.push(Entry::new(Step::Reply, say!(ctx.text, "handling-reply")).letter('m'));
    }
    entries.extend((last > Standing::Open).then_some(Standing::Open).map(step));
    let title = handled.said.clone();
    let then = move |chosen: Vec<Step>, ctx: &Ctx| match chosen.first() {
        Some(Step::To(to)) => bring(&handled, *to, ctx),
        Some(Step::Reply) => reply(handled.clone(), ctx),
        Some(Step::All) => {
            let topic = handled.one.as_ref().map_or("", |one| &one.topic);
            let title = say!(ctx.text, "handling-topic-title", count = together.len(), topic = topic);
            let all = Handled { said: title, ..Handled::of(&together, ctx.read, ctx) };
            answer(all, Standing::Told, ctx)
        }
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

/// What may become of it.
#[derive(Clone, Copy)]
enum Step {
    To(Standing),
    /// The customer was told something, which isn't the end of it.
    Reply,
    /// All that wait for the same are told.
    All,
}

/// What is answered with it: what others said on the same topic; nothing where one answer can't be for all.
fn together(one: &Feedback, ctx: &Ctx) -> Vec<Feedback> {
    let all = topic::answered_together(ctx.book, &one.topic, None);
    let is_among = !one.topic.trim().is_empty() && all.iter().any(|other| other.id == one.id);
    if is_among { all.into_iter().cloned().collect() } else { Vec::new() }
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
        let are_complaints = feedback.iter().all(|one| one.kind == FeedbackKind::Complaint && one.is_open());
        Self { ids: feedback.iter().map(|one| one.id).collect(), contacts, one, read, are_complaints, said }
    }

    fn save(&self, handling: Handling, ctx: &Ctx) -> Outcome {
        let ids = self.ids.clone();
        let save =
            Work::of(ctx).on_feedback(ids, move |given, ids, feedback| act::handle(given, ids, feedback, &handling));
        Outcome::Save(save.about(self.contacts.clone()))
    }

    /// The same for the only one, as the form has it.
    fn save_one(&self, edited: &Edited, handling: Handling, ctx: &Ctx) -> Outcome {
        let Record::Feedback(before) = edited.before().clone() else { return Outcome::Stay };
        let is_there = handling.to > Standing::Open && before.standing() >= handling.to;
        let save = Work::of(ctx).read_at(edited.read()).act(move |given, ids| {
            let Handling { answer, cause, goodwill, .. } = &handling;
            if !is_there || answer.is_none() && cause.is_none() && goodwill.is_none() {
                return act::handle(given, ids, &[before], &handling);
            }
            // Others have brought it there meanwhile: what came of it is left.
            let after = Feedback {
                answer: answer.clone().unwrap_or_else(|| before.answer.clone()),
                cause: cause.clone().unwrap_or_else(|| before.cause.clone()),
                goodwill: goodwill.clone().unwrap_or_else(|| before.goodwill.clone()),
                ..before.clone()
            };
            Ok(act::edit(given, before, after, Vec::new()))
        });
        Outcome::Save(save.about(self.contacts.clone()))
    }
}

/// What stands in the fields.
fn write(record: &Record, _: &Ctx) -> Texts {
    let Record::Feedback(one) = record else { return Vec::new() };
    vec![
        ("answer".into(), one.answer.clone()),
        ("cause".into(), one.cause.clone()),
        ("goodwill".into(), one.goodwill.as_ref().map(ToString::to_string).unwrap_or_default()),
    ]
}

fn words(to: Standing, from: Standing, ctx: &Ctx) -> String {
    match to {
        Standing::Open => say!(ctx.text, "handling-open"),
        Standing::Acknowledged => say!(ctx.text, "handling-acknowledged"),
        Standing::Resolved => say!(ctx.text, "handling-resolved"),
        Standing::Told if from == Standing::Resolved => say!(ctx.text, "handling-told"),
        Standing::Told => say!(ctx.text, "handling-resolved-and-told"),
        // Nothing is brought there.
        Standing::Asked => names::standing(ctx.text, to),
    }
}

fn bring(handled: &Handled, to: Standing, ctx: &Ctx) -> Outcome {
    match to {
        Standing::Asked => Outcome::Stay,
        Standing::Open | Standing::Acknowledged => handled.save(Handling::new(to, ctx.today), ctx),
        Standing::Resolved | Standing::Told => answer(handled.clone(), to, ctx),
    }
}

/// Asks what they were told, and when.
fn reply(handled: Handled, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let form = Form::new(vec![
        Field::area("reply", say!(text, "field-reply"), "", 3),
        Field::line("day", say!(text, "field-told"), "")
            .placeholder(say!(text, "field-told-hint"))
            .read_by(readings::back)
            .day(Look::Back),
    ]);
    let title = say!(text, "handling-reply-title", what = handled.said.as_str());
    let on = DraftOn::several(RecordKind::Feedback, handled.ids.iter().map(|id| id.0));
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(day) = readings::day_back(form, "day", ctx) else { return Outcome::Stay };
        let reply = Reply { day, text: form.text("reply").to_owned() };
        if reply.text.is_empty() {
            form.refuse("reply", say!(ctx.text, "error-act-empty"));
            return Outcome::Stay;
        }
        let save = Work::of(ctx)
            .on_feedback(handled.ids.clone(), move |given, _, feedback| act::reply(given, feedback, &reply));
        Outcome::Save(save.about(handled.contacts.clone()))
    };
    Outcome::Open(Box::new(Sheet::new(title, "reply", on, form, Box::new(submit))))
}

/// Asks what came of it, and of telling also when; Enter alone is fine.
fn answer(handled: Handled, to: Standing, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let mut fields = vec![
        Field::line("answer", say!(text, "field-answer"), "")
            .placeholder(say!(text, "field-answer-hint"))
            .joined_by("; "),
    ];
    // Why a complaint came about is asked once, when it ends.
    if handled.are_complaints {
        fields.extend([
            Field::line("cause", say!(text, "field-cause"), "")
                .placeholder(say!(text, "field-answer-hint"))
                .joined_by("; "),
            Field::line("goodwill", say!(text, "field-goodwill"), "").placeholder(say!(text, "field-goodwill-hint")),
        ]);
    }
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
        let typed = |name: &str| form.is_changed(name).then(|| form.text(name).to_owned());
        let (answer, cause) = (typed("answer"), typed("cause"));
        let goodwill = typed("goodwill").map(|given| Goodwill::read(&given, ctx.settings.currency()));
        day.map(|day| Handling { to, day, answer, cause, goodwill })
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
