//! A company goes: into the archive, or for good. Where people work there, archiving is offered first.

use crate::domain::act;
use crate::domain::company::Company;
use crate::domain::id::CompanyId;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::standing;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Problem, Save};
use crate::tui::outcome::Outcome;
use crate::tui::popups::delete::{self, Answer};
use crate::tui::popups::menu::Menu;
use crate::tui::popups::work::{Work, unchanged_since};

/// Into the archive, or out of it: at once, since it is taken back with a key.
pub fn archive(company: &Company, ctx: &Ctx) -> Outcome {
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
