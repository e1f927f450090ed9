//! What the verbs do to a company: forms, tags, merging, archiving and deleting. Verbs that need a person ask which of its
//! people is meant.

pub mod change;
pub mod form;
mod goes;
mod merge;

pub use merge::{open_both as open_merge, save as save_merge, tell_apart};

use super::edited::Edited;
use super::menu::{Entry, Menu};
use super::pick::Pick;
use super::sheet::Sheet;
use super::{copy, health, open, order, readings, snooze};
use crate::domain::act::Buyer;
use crate::domain::company::Company;
use crate::domain::health::Whose;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::Record;
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::domain::standing;
use crate::say;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::target::Target;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::form::clashes::Texts;
use crate::tui::widgets::picker::Item;
use crate::tui::widgets::toast::Toast;

/// What an action does to the selected company; `None` for one that means the same everywhere.
pub fn act(action: Action, company: Option<CompanyId>, ctx: &Ctx) -> Option<Outcome> {
    let known = matches!(
        action,
        Action::Log
            | Action::FollowUp
            | Action::Feedback
            | Action::Order
            | Action::Note
            | Action::Done
            | Action::Snooze
            | Action::Edit
            | Action::Tags
            | Action::Move
            | Action::Delete
            | Action::Off
            | Action::Copy
            | Action::OpenLink
            | Action::Health
    );
    if !known {
        return None;
    }
    let Some(company) = company.and_then(|id| ctx.book.company(id)) else {
        return Some(Outcome::Say(Toast::warning(say!(
            ctx.text,
            "company-none",
            key = ctx.keys.shown(Action::GoCompanies)
        ))));
    };
    Some(match action {
        Action::Snooze if ctx.entry(company.id).is_some() => {
            snooze::of_company(company.id, people(company.id, ctx), ctx)
        }
        Action::Done | Action::Snooze => match people(company.id, ctx) {
            people if people.is_empty() => nobody(company, ctx),
            people => super::open(action, &Target { contacts: people, item: None, day: None }, ctx),
        },
        Action::Edit => Outcome::Open(form::edit(company, ctx)),
        Action::Order => Outcome::Open(order::new(Buyer::Company(company.id), ctx)),
        Action::Tags => tags(company, ctx),
        Action::Move => merge::open(company, ctx),
        Action::Delete => goes::delete(company, ctx),
        Action::Off => goes::off(company, ctx),
        Action::Copy => copied(company, ctx),
        Action::OpenLink => open::company(company, ctx),
        Action::Health => health::of(Whose::Company(company.id), ctx),
        _ => for_one_of(company, action, ctx),
    })
}

/// What an action does to a company that stands on the agenda itself.
pub fn act_on_agenda(action: Action, company: CompanyId, ctx: &Ctx) -> Option<Outcome> {
    match action {
        Action::Snooze => Some(snooze::of_company(company, Vec::new(), ctx)),
        action => act(action, Some(company), ctx),
    }
}

/// The company of the target's contact opens.
pub fn visit(target: &Target, ctx: &Ctx) -> Outcome {
    let rows = target.contacts.iter().filter_map(|id| ctx.book.contact(*id));
    match rows.filter_map(|row| row.company).next() {
        Some(company) => Outcome::Go(Goto::Company(company)),
        None => Outcome::Say(Toast::warning(say!(ctx.text, "company-of-nobody"))),
    }
}

/// Who works there now, archived contacts left out.
fn people(company: CompanyId, ctx: &Ctx) -> Vec<ContactId> {
    let people = standing::people(ctx.book, company).now;
    people.into_iter().filter(|row| !row.archived).map(|row| row.id).collect()
}

fn nobody(company: &Company, ctx: &Ctx) -> Outcome {
    Outcome::Say(Toast::warning(say!(ctx.text, "company-works-nobody", company = company.name.as_str())))
}

/// Does it for one of the company's people: asks which, where there are several. What is logged is with the key contact, or the deputy.
fn for_one_of(company: &Company, action: Action, ctx: &Ctx) -> Outcome {
    let people = people(company.id, ctx);
    if let Some(one) = standing::spokesperson(ctx.book, company, ctx.today).filter(|_| action == Action::Log) {
        return super::open(action, &Target::contact(one), ctx);
    }
    match people[..] {
        [] => nobody(company, ctx),
        [one] => super::open(action, &Target::contact(one), ctx),
        _ => {
            let title = format!(
                "{} · {}",
                action.label(ctx.text),
                say!(ctx.text, "company-whom", company = company.name.as_str())
            );
            let find = move |typed: &str, ctx: &Ctx| {
                let query = Query::plain(typed);
                let fits =
                    |row: &&Row| query.is_empty() || query.rank_tagged(&row.name, &row.role, &row.tags).is_some();
                let rows = people.iter().filter_map(|id| ctx.book.contact(*id)).filter(fits);
                rows.map(|row| Item { value: row.id, words: row.name.clone(), aside: row.role.clone() }).collect()
            };
            let then = move |id: ContactId, ctx: &Ctx| super::open(action, &Target::contact(id), ctx);
            Outcome::Open(Box::new(Pick::new(title, Box::new(find), Box::new(then), ctx)))
        }
    }
}

fn tags(company: &Company, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "tags-title", who = company.name.as_str());
    let mut form = Form::new(vec![
        Field::line("tags", say!(ctx.text, "field-tags"), "")
            .placeholder(say!(ctx.text, "field-tags-hint"))
            .joined_by(", ")
            .suggest_by(form::known_tags),
    ]);
    let edited = Edited::new(company.clone(), ctx.read, written_tags);
    form.begin(&written_tags(edited.before(), ctx));
    Outcome::Open(Box::new(Sheet::edit(title, "tags", edited, form, tagged)))
}

fn written_tags(record: &Record, _: &Ctx) -> Texts {
    match record {
        Record::Company(company) => vec![("tags".into(), readings::tags_typed(&company.tags))],
        _ => Vec::new(),
    }
}

/// The company with the tags that the form says.
fn tagged(form: &mut Form, before: &Record, _: &Ctx) -> Option<Record> {
    let Record::Company(before) = before else { return None };
    Some(Company { tags: readings::tags(form.text("tags")), ..before.clone() }.into())
}

fn copied(company: &Company, ctx: &Ctx) -> Outcome {
    let reached = company.phones.iter().chain(&company.mails).map(|value| value.value.clone());
    let values: Vec<String> = reached.chain((!company.web.is_empty()).then(|| company.web.clone())).collect();
    match &values[..] {
        [] => Outcome::Say(Toast::warning(say!(ctx.text, "company-copy-nothing"))),
        [one] => copy::copy(one.clone(), ctx),
        _ => {
            let entries = values.into_iter().map(|value| Entry::new(value.clone(), value)).collect();
            let then =
                |mut values: Vec<String>, ctx: &Ctx| values.pop().map_or(Outcome::Stay, |value| copy::copy(value, ctx));
            Outcome::Open(Box::new(Menu::one(say!(ctx.text, "copy-which"), entries, Box::new(then))))
        }
    }
}
