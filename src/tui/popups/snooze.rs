//! Snooze: hide a reason until a day. Of several reasons it is asked which; a late complaint can't be hidden, and it is
//! said why.

use super::draft::DraftOn;
use super::menu::{Entry, Menu};
use super::readings;
use super::reasons::{self, Standing};
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Given, Item};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::when::Look;
use crate::explain;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::toast::Toast;

/// What `s` does to the target.
pub fn open(target: &Target, ctx: &Ctx) -> Outcome {
    of(&target.contacts, reasons::of(target, ctx), ctx)
}

/// What it does to a company: its own rhythm, and whatever stands on the agenda for its people.
pub fn of_company(company: CompanyId, people: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let own = ctx.entry(company).map(|entry| entry.reasons).unwrap_or_default();
    let own = own.into_iter().map(|reason| Standing { whom: company.into(), reason });
    let all = own.chain(reasons::of(&Target { contacts: people.clone(), item: None, day: None }, ctx)).collect();
    of(&people, all, ctx)
}

fn of(contacts: &[ContactId], standing: Vec<Standing>, ctx: &Ctx) -> Outcome {
    let given = Given { book: ctx.book, settings: ctx.settings, today: ctx.today, now: ctx.now };
    let mut why_not = None;
    let can: Vec<&Standing> = standing
        .iter()
        .filter(|standing| {
            let refused = act::can_snooze(&given, standing.item()).err();
            let can = refused.is_none();
            why_not = why_not.take().or(refused);
            can
        })
        .collect();
    let why_not = why_not.map(|error| explain::act(ctx.text, &error, ctx.book, ctx.today));
    let why_not = why_not.map(|error| error.to_string().replace('\n', " · "));
    match (can.len(), why_not) {
        (0, Some(words)) => Outcome::Say(Toast::warning(words)),
        (0, None) => Outcome::Say(Toast::warning(say!(ctx.text, "snooze-nothing", who = whom(contacts, ctx)))),
        (_, why_not) => choose(contacts.to_vec(), &can, why_not, ctx),
    }
}

/// Asks which, if there are several; then until when. What can't be hidden is named with the reason.
fn choose(contacts: Vec<ContactId>, can: &[&Standing], why_not: Option<String>, ctx: &Ctx) -> Outcome {
    let with_name = can.iter().any(|standing| standing.whom != can[0].whom);
    let all: Vec<(Item, String)> =
        can.iter().map(|standing| (standing.item(), standing.words(with_name, ctx))).collect();
    let why_not: Vec<String> = why_not.map(|words| format!("! {words}")).into_iter().collect();
    if all.len() == 1 {
        return day(contacts, all, &why_not, ctx);
    }
    let entries = all.into_iter().map(|(item, words)| Entry::new((item, words.clone()), words)).collect();
    let title = say!(ctx.text, "snooze-which", who = whose(can.iter().map(|standing| standing.item()), &contacts, ctx));
    let then = move |chosen: Vec<(Item, String)>, ctx: &Ctx| day(contacts.clone(), chosen, &[], ctx);
    Outcome::Open(Box::new(Menu::many(title, entries, Box::new(then)).saying(why_not)))
}

/// The company, where it is about its rhythm; else these contacts.
fn whose(mut items: impl Iterator<Item = Item>, contacts: &[ContactId], ctx: &Ctx) -> String {
    let company = items.find_map(|item| if let Item::Account(id) = item { Some(id) } else { None });
    company.map_or_else(|| whom(contacts, ctx), |id| ctx.book.company_name_of(id).to_owned())
}

fn day(contacts: Vec<ContactId>, chosen: Vec<(Item, String)>, why_not: &[String], ctx: &Ctx) -> Outcome {
    let (items, mut said): (Vec<Item>, Vec<String>) = chosen.into_iter().unzip();
    said.extend_from_slice(why_not);
    let title = say!(ctx.text, "snooze-title", who = whose(items.iter().copied(), &contacts, ctx));
    let form = Form::new(vec![
        Field::line("until", say!(ctx.text, "field-until"), "")
            .placeholder(say!(ctx.text, "field-until-hint"))
            .read_by(readings::until)
            .day(Look::Ahead),
    ]);
    // A day typed for one promise isn't offered for another.
    let on = match items[..] {
        [Item::FollowUp(id)] => Some(RecordId::new(RecordKind::FollowUp, id.0)).into(),
        [Item::Feedback(id)] => Some(RecordId::new(RecordKind::Feedback, id.0)).into(),
        [Item::Account(id)] => Some(RecordId::new(RecordKind::Company, id.0)).into(),
        _ => DraftOn::contacts(&contacts),
    };
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(until) = readings::day_of(form, "until", ctx) else { return Outcome::Stay };
        let items = items.clone();
        let save = Work::of(ctx).act(move |given, _| act::snooze(given, &items, until));
        Outcome::Save(save.about(contacts.clone()))
    };
    Outcome::Open(Box::new(Sheet::new(title, "snooze", on, form, Box::new(submit)).saying(said.join("\n"))))
}
