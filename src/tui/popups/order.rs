//! A new order, or one edited: for how much, when, what, and by which number both sides know it.

use super::Popup;
use super::draft::DraftOn;
use super::edited::Edited;
use super::readings;
use super::sheet::Sheet;
use super::work::Work;
use crate::domain::act::{self, Buyer, NewOrder};
use crate::domain::money::Money;
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::when::Look;
use crate::explain;
use crate::say;
use crate::store::Seq;
use crate::text::money;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::Outcome;
use crate::tui::target::Target;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::Texts;
use crate::tui::widgets::toast::Toast;

/// An order of the only contact that is meant.
pub fn of_target(target: &Target, ctx: &Ctx) -> Outcome {
    match target.only() {
        Some(contact) => Outcome::Open(new(Buyer::Contact(contact), ctx)),
        None => Outcome::Say(Toast::warning(say!(ctx.text, "order-one-by-one"))),
    }
}

/// A new order of `by`.
pub fn new(by: Buyer, ctx: &Ctx) -> Box<dyn Popup> {
    let (who, on) = match by {
        Buyer::Contact(id) => (ctx.name(id).to_owned(), DraftOn::contacts(&[id])),
        Buyer::Company(id) => {
            (ctx.book.company_name_of(id).to_owned(), Some(RecordId::new(RecordKind::Company, id.0)).into())
        }
    };
    let title = say!(ctx.text, "order-new", who = who);
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let Some(new) = read(form, ctx) else { return Outcome::Stay };
        Outcome::Save(Work::of(ctx).act(move |given, ids| act::add_order(given, ids, by, &new)))
    };
    Box::new(Sheet::new(title, "order", on, form(ctx), Box::new(submit)))
}

/// One that is there, to be changed; it is no older than the position `read`.
pub fn edit(order: &Order, read: Seq, ctx: &Ctx) -> Box<dyn Popup> {
    let company = order.company.map_or("", |id| ctx.book.company_name_of(id));
    let title = say!(ctx.text, "order-edit", who = order.contact.map_or(company, |id| ctx.name(id)));
    let edited = Edited::new(order.clone(), read, write);
    let mut form = form(ctx);
    form.begin(&write(edited.before(), ctx));
    Box::new(Sheet::edit(title, "order", edited, form, apply))
}

/// What stands in each field.
fn write(record: &Record, ctx: &Ctx) -> Texts {
    let Record::Order(one) = record else { return Vec::new() };
    vec![
        ("amount".into(), money::shown(ctx.text, one.amount)),
        ("day".into(), one.day.to_string()),
        ("what".into(), one.what.clone()),
        ("reference".into(), one.reference.clone()),
    ]
}

/// The order as the form says.
fn apply(form: &mut Form, before: &Record, ctx: &Ctx) -> Option<Record> {
    let Record::Order(before) = before else { return None };
    let NewOrder { day, amount, what, reference } = read(form, ctx)?;
    Some(Order { day, amount, what, reference, ..before.clone() }.into())
}

fn form(ctx: &Ctx) -> Form {
    let text = ctx.text;
    let currency = ctx.settings.currency().to_string();
    Form::new(vec![
        Field::line("amount", say!(text, "field-order-amount"), "")
            .placeholder(say!(text, "field-order-amount-hint", currency = currency))
            .read_by(readings::amount),
        Field::line("day", say!(text, "field-order-day"), "")
            .placeholder(say!(text, "field-order-day-hint"))
            .read_by(readings::back)
            .day(Look::Back),
        Field::line("what", say!(text, "field-order-what"), "").joined_by(" / "),
        Field::line("reference", say!(text, "field-order-reference"), "")
            .placeholder(say!(text, "field-order-reference-hint")),
    ])
}

/// What the form says; `None`, and a word at the field, where that is no order.
fn read(form: &mut Form, ctx: &Ctx) -> Option<NewOrder> {
    let amount = match Money::read(form.text("amount"), ctx.settings.currency()) {
        Ok(amount) => amount,
        Err(no) => {
            let why = explain::no_money(ctx.text, form.text("amount").trim(), &no).what;
            form.refuse("amount", why);
            return None;
        }
    };
    let day = readings::day_back(form, "day", ctx)?;
    let (what, reference) = (form.text("what").trim().to_owned(), form.text("reference").trim().to_owned());
    Some(NewOrder { day, amount, what, reference })
}
