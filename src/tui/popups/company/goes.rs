//! A company goes: into the archive, or for good. Where people work there, archiving is offered first.

use chrono::Days;

use crate::domain::act::{self, CompanyOff};
use crate::domain::agenda::company_rhythm;
use crate::domain::company::Company;
use crate::domain::id::CompanyId;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::standing;
use crate::domain::when::Look;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Problem, Save};
use crate::tui::outcome::Outcome;
use crate::tui::popups::delete::{self, Answer};
use crate::tui::popups::draft::DraftOn;
use crate::tui::popups::menu::{Entry, Menu};
use crate::tui::popups::readings;
use crate::tui::popups::sheet::Sheet;
use crate::tui::popups::work::{Work, unchanged_since};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;

/// Ways off the agenda.
#[derive(Clone, Copy)]
enum Way {
    Today,
    UntilDay,
    NoRhythm,
    Archive,
}

/// Off the agenda, if it has a rhythm by which it comes there; else into the archive, or out of it.
pub fn off(company: &Company, ctx: &Ctx) -> Outcome {
    if company.archived || company_rhythm(company, ctx.settings).is_none() {
        return archive(company, ctx);
    }
    let text = ctx.text;
    let entries = vec![
        Entry::new(Way::Today, say!(text, "off-today")),
        Entry::new(Way::UntilDay, say!(text, "off-until")),
        Entry::new(Way::NoRhythm, say!(text, "off-no-rhythm")),
        Entry::new(Way::Archive, say!(text, "off-archive")),
    ];
    let id = company.id;
    let then = move |chosen: Vec<Way>, ctx: &Ctx| match chosen.first() {
        Some(Way::Today) => {
            let tomorrow = ctx.today.checked_add_days(Days::new(1)).unwrap_or(ctx.today);
            take(id, CompanyOff::Until(tomorrow), ctx)
        }
        Some(Way::UntilDay) => until_day(id, ctx),
        Some(Way::NoRhythm) => take(id, CompanyOff::NoRhythm, ctx),
        Some(Way::Archive) => put_away(id, true, ctx),
        None => Outcome::Stay,
    };
    let title = say!(text, "off-title", who = company.name.as_str());
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then))))
}

fn until_day(id: CompanyId, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "off-until-title", who = ctx.book.company_name_of(id));
    let form = Form::new(vec![
        Field::line("until", say!(ctx.text, "field-until"), "")
            .placeholder(say!(ctx.text, "field-until-hint"))
            .read_by(readings::ahead)
            .day(Look::Ahead),
    ]);
    let on: DraftOn = Some(RecordId::new(RecordKind::Company, id.0)).into();
    let submit = move |form: &mut Form, ctx: &Ctx| match readings::day_of(form, "until", ctx) {
        Some(until) => take(id, CompanyOff::Until(until), ctx),
        None => Outcome::Stay,
    };
    Outcome::Open(Box::new(Sheet::new(title, "off", on, form, Box::new(submit))))
}

fn take(id: CompanyId, how: CompanyOff, ctx: &Ctx) -> Outcome {
    let id = RecordId::new(RecordKind::Company, id.0);
    Outcome::Save(Work::of(ctx).on_record(id, move |given, record| match record {
        Record::Company(company) => act::company_off(given, &company, how),
        _ => Err(act::ActError::Gone),
    }))
}

/// Into the archive, or out of it: at once, since it is taken back with a key.
fn archive(company: &Company, ctx: &Ctx) -> Outcome {
    put_away(company.id, !company.archived, ctx)
}

fn put_away(id: CompanyId, archived: bool, ctx: &Ctx) -> Outcome {
    let id = RecordId::new(RecordKind::Company, id.0);
    Outcome::Save(Work::of(ctx).on_record(id, move |given, record| match record {
        Record::Company(company) => Ok(act::archive_company(given, &company, archived)),
        _ => Err(act::ActError::Gone),
    }))
}

/// Asks whether it is to go.
pub fn delete(company: &Company, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let people = standing::people(ctx.book, company.id);
    let mut said = Vec::new();
    if !people.now.is_empty() || !people.others.is_empty() {
        let count = people.now.len() + people.others.len();
        said =
            vec![say!(text, "company-delete-people", count = count), say!(text, "company-delete-stays"), String::new()];
    }
    let entries = delete::entries(!said.is_empty() && !company.archived, ctx);
    let title = say!(text, "delete-title", what = company.name.as_str());
    let (id, read) = (company.id, ctx.read);
    let then = move |chosen: Vec<Answer>, ctx: &Ctx| match chosen.first() {
        Some(Answer::Archive) => put_away(id, true, ctx),
        Some(Answer::Delete) => Outcome::Save(Save::set(move |store| {
            let whole = store.whole_company(id)?.ok_or(Problem::Gone)?;
            unchanged_since(store, act::delete_company(&whole), read)
        })),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}
