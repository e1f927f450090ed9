//! Contacts change company: to which one is picked or typed, then from which day on and as what.

use crate::domain::act::{self, Employer, NewJob};
use crate::domain::company::Company;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::search::Query;
use crate::domain::when::{self, Look};
use crate::explain;
use crate::say;
use crate::text::days;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Problem;
use crate::tui::outcome::Outcome;
use crate::tui::popups::pick::Pick;
use crate::tui::popups::sheet::{Sheet, whom};
use crate::tui::popups::work::Work;
use crate::tui::widgets::field::{Field, Reading};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::picker::{Find, Item};

/// Companies that are listed at the most: nobody goes through more.
const LIMIT: usize = 200;

/// Asks where the contacts work now.
pub fn open(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "change-title", who = whom(&contacts, ctx));
    let company_of = |id: &ContactId| ctx.book.facts_of(*id).and_then(|facts| facts.company);
    // Where all of them are already.
    let but =
        contacts.first().and_then(company_of).filter(|one| contacts.iter().all(|id| company_of(id) == Some(*one)));
    let but: Vec<CompanyId> = but.into_iter().collect();
    let employed = contacts.iter().any(|id| company_of(id).is_some());
    let known = companies(but);
    let find = move |typed: &str, ctx: &Ctx| {
        let known = known(typed, ctx).into_iter();
        let name = typed.trim();
        let mut items: Vec<Item<Employer>> = Vec::new();
        if name.is_empty() && employed {
            items.push(Item { value: Employer::Nobody, words: say!(ctx.text, "change-nobody"), aside: String::new() });
        }
        items.extend(known.map(|item| Item {
            value: Employer::Known(item.value),
            words: item.words,
            aside: item.aside,
        }));
        if !name.is_empty() && ctx.company_named(name).is_none() {
            let words = say!(ctx.text, "change-new", company = name);
            items.push(Item { value: Employer::Named(name.to_owned()), words, aside: String::new() });
        }
        items
    };
    let then = move |at: Employer, ctx: &Ctx| since(contacts.clone(), at, ctx);
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "change-hint")).unchosen()))
}

/// The companies that fit, archived ones and those in `but` left out; all by name while nothing is typed.
pub fn companies(but: Vec<CompanyId>) -> Find<CompanyId> {
    Box::new(move |typed, ctx| {
        let query = Query::plain(typed);
        let item = |company: &Company| {
            let aside = [company.industry.as_str(), crate::tui::briefing::company::city(company)];
            let aside = aside.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            Item { value: company.id, words: company.name.clone(), aside }
        };
        let all = ctx.book.companies_by_name().filter_map(|id| ctx.book.company(id));
        let all = all.filter(|company| !company.archived && !but.contains(&company.id));
        if query.is_empty() {
            return all.take(LIMIT).map(item).collect();
        }
        let mut found: Vec<(i64, &Company)> = all.filter_map(|c| Some((query.rank_company(c, "")?, c))).collect();
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().take(LIMIT).map(|(_, company)| item(company)).collect()
    })
}

/// Asks since when, and as what.
fn since(contacts: Vec<ContactId>, at: Employer, ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let who = whom(&contacts, ctx);
    let company = match &at {
        Employer::Known(id) => ctx.book.company(*id).map_or_else(String::new, |company| company.name.clone()),
        Employer::Named(name) => name.clone(),
        Employer::Nobody => String::new(),
    };
    let day = Field::line("day", say!(text, "field-since"), "").placeholder(say!(text, "day-today")).read_by(past_day);
    let (title, fields) = if at == Employer::Nobody {
        (say!(text, "change-leaves", who = who), vec![day])
    } else {
        let role = Field::line("role", say!(text, "field-role"), "");
        (say!(text, "change-to", who = who, company = company), vec![role, day])
    };
    let submit = move |form: &mut Form, ctx: &Ctx| {
        let day = match form.text("day") {
            "" => ctx.today,
            typed => match when::read(typed, ctx.today, Look::Back, ctx.settings) {
                Ok(when) => when.day,
                Err(error) => {
                    form.refuse("day", explain::day(ctx.text, &error).what);
                    return Outcome::Stay;
                }
            },
        };
        let job = NewJob { at: at.clone(), role: form.text("role").to_owned(), day };
        let movers = contacts.clone();
        let save = Work::of(ctx).on_read(
            move |store| {
                let mut read = Vec::new();
                for id in movers {
                    read.push(store.mover(id, day)?.ok_or(Problem::Gone)?);
                }
                Ok(read)
            },
            move |given, ids, movers| act::change_company(given, ids, &movers, &job),
        );
        Outcome::Save(save)
    };
    let said = say!(text, "change-stays");
    Outcome::Open(Box::new(
        Sheet::new(title, "change", None, Form::new(fields), Box::new(submit)).without_draft().saying(said),
    ))
}

/// A day that was or is: nobody can be told where they will work.
fn past_day(typed: &str, ctx: &Ctx) -> Reading {
    match crate::tui::popups::readings::back(typed, ctx) {
        Reading::Means(_) => match when::read(typed, ctx.today, Look::Back, ctx.settings) {
            Ok(when) if when.day > ctx.today => {
                let day = days::with_weekday(ctx.text, when.day, ctx.today);
                Reading::Wrong(say!(ctx.text, "error-act-not-yet", day = day))
            }
            Ok(when) => Reading::Means(days::moment(ctx.text, when.day, None, ctx.today)),
            Err(_) => Reading::Nothing,
        },
        other => other,
    }
}
