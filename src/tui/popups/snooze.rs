//! Snooze: hide a reason until a day. Of several reasons it is asked which; a late complaint can't be hidden, and it is
//! said why.

use super::menu::{Entry, Menu};
use super::readings;
use super::reasons::{self, Standing};
use super::sheet::{Sheet, whom};
use super::work::Work;
use crate::domain::act::{self, Given, Item};
use crate::domain::id::ContactId;
use crate::domain::when::{self, Look};
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
    let given = Given { book: ctx.book, settings: ctx.settings, today: ctx.today, now: ctx.now };
    let standing = reasons::of(target, ctx);
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
    match (can.len(), why_not) {
        (0, Some(error)) => {
            let words = explain::act(ctx.text, &error, ctx.book, ctx.today).to_string().replace('\n', " · ");
            Outcome::Say(Toast::warning(words))
        }
        (0, None) => Outcome::Say(Toast::warning(say!(ctx.text, "snooze-nothing", who = whom(&target.contacts, ctx)))),
        (1, _) => ask_day(&target.contacts, &can, ctx),
        _ => choose(target.contacts.clone(), &can, ctx),
    }
}

fn choose(contacts: Vec<ContactId>, can: &[&Standing], ctx: &Ctx) -> Outcome {
    let with_name = contacts.len() > 1;
    let entries = can
        .iter()
        .map(|standing| Entry::new((standing.item(), standing.words(with_name, ctx)), standing.words(with_name, ctx)));
    let title = say!(ctx.text, "snooze-which", who = whom(&contacts, ctx));
    let then = move |chosen: Vec<(Item, String)>, ctx: &Ctx| {
        let (items, words): (Vec<Item>, Vec<String>) = chosen.into_iter().unzip();
        day(contacts.clone(), items, words.join(" · "), ctx)
    };
    Outcome::Open(Box::new(Menu::many(title, entries.collect(), Box::new(then))))
}

fn ask_day(contacts: &[ContactId], can: &[&Standing], ctx: &Ctx) -> Outcome {
    let items = can.iter().map(|standing| standing.item()).collect();
    let words: Vec<String> = can.iter().map(|standing| standing.words(false, ctx)).collect();
    day(contacts.to_vec(), items, words.join(" · "), ctx)
}

fn day(contacts: Vec<ContactId>, items: Vec<Item>, what: String, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "snooze-title", who = whom(&contacts, ctx));
    let form = Form::new(vec![
        Field::line("until", say!(ctx.text, "field-until"), "")
            .placeholder(say!(ctx.text, "field-until-hint"))
            .read_by(readings::ahead),
    ]);
    let on = super::sheet::record_of(&contacts);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let until = match when::read(form.text("until"), ctx.today, Look::Ahead, ctx.settings) {
            Ok(when) => when.day,
            Err(no_day) => {
                form.refuse("until", explain::day(ctx.text, &no_day).what);
                return Outcome::Stay;
            }
        };
        let items = items.clone();
        let save = Work::of(ctx).act(move |given, _| act::snooze(given, &items, until));
        Outcome::Save(save.about(contacts.clone()))
    };
    Outcome::Open(Box::new(Sheet::new(title, "snooze", on, form, Box::new(submit)).saying(what)))
}
