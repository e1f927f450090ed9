//! Two companies that are one: the other one is picked, then both stand side by side (`merge`), before it is done.

use super::change::companies;
use crate::domain::act::{self, Piece, Takes};
use crate::domain::company::Company;
use crate::domain::id::CompanyId;
use crate::domain::pairs::Firm;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Problem, Save};
use crate::tui::outcome::Outcome;
use crate::tui::popups::merge;
use crate::tui::popups::pick::Pick;
use crate::tui::popups::work::Work;

/// Asks into which one `company` is merged.
pub fn open(company: &Company, ctx: &Ctx) -> Outcome {
    let from = company.id;
    let title = say!(ctx.text, "merge-title", company = company.name.as_str());
    let then = move |into: CompanyId, _: &Ctx| open_both(from, into);
    let (fitting, core) = (companies(vec![from]), Firm::of(&company.name));
    let find = move |typed: &str, ctx: &Ctx| {
        let mut found = fitting(typed, ctx);
        if typed.trim().is_empty() {
            // What is the same but for its legal form stands first.
            let may_be = |id: CompanyId| Firm::of(ctx.book.company_name_of(id)).may_be(&core);
            found.retain(|item| !may_be(item.value));
            found.splice(0..0, fitting(&core.core, ctx).into_iter().filter(|item| may_be(item.value)));
        }
        found
    };
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "merge-hint-into")).unchosen()))
}

/// Shows what merging `from` into `into` would do.
pub fn open_both(from: CompanyId, into: CompanyId) -> Outcome {
    merge::open_companies(into, from)
}

/// Merges one into the other, with what was chosen of their fields.
pub fn save(into: CompanyId, from: CompanyId, chosen: Vec<(Piece, Takes)>, ctx: &Ctx) -> Save {
    let save = Work::of(ctx).on_read(
        move |store| store.whole_company(from)?.ok_or(Problem::Gone),
        move |given, _, from| {
            let into = given.book.company(into).ok_or(act::ActError::Gone)?;
            act::merge_companies(&[from], into, &chosen, given.book)
        },
    );
    save.then(move |_| Outcome::SelectCompany(into))
}

/// Remembers that two aren't the same, however alike they look.
pub fn tell_apart(one: CompanyId, other: CompanyId, ctx: &Ctx) -> Outcome {
    Outcome::Save(Work::of(ctx).act(move |given, _| {
        let both = given.book.company(one).zip(given.book.company(other));
        both.map_or(Err(act::ActError::Gone), |(one, other)| act::tell_companies_apart(one, other))
    }))
}
