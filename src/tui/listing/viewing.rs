//! What a list that has views does with them: which one is in force, its order and columns, and what pop-ups and the files of views
//! tell it.

use crate::config::views::NoView;
use crate::domain::search::{Query, fold};
use crate::domain::view::{self, List, Look};
use crate::explain;
use crate::say;
use crate::tui::action::Action;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::filter::Filter;
use crate::tui::outcome::Outcome;
use crate::tui::popups::views::{Columns, Now, ask, pick, sort};
use crate::tui::screens::Narrowed;
use crate::tui::views::{Taken, Tell, Told, ViewAct};
use crate::tui::widgets::toast::Toast;

/// A view that is kept, taken by a list.
pub struct Kept {
    pub view: view::View,
    pub query: Query,
}

/// How a list is viewed.
#[derive(Default)]
pub struct Viewing {
    pub look: Look,
    /// The kept view that was taken last; whether it is in force the list says.
    pub kept: Option<Kept>,
    /// The views are being read, for one to be picked: keys are meant for the pick list.
    pub picking: bool,
}

impl Viewing {
    /// As the list is by itself.
    pub fn of(list: List) -> Self {
        Self { look: Look::of(list), ..Self::default() }
    }
}

/// A list that has views. Its own ones are numbered; the first is the one to which Esc goes back.
pub trait Viewed {
    fn viewing(&mut self) -> &mut Viewing;

    /// What its own views are called where they are picked.
    fn own_views(&self, ctx: &Ctx) -> Vec<String>;

    /// The place of the view in force among its own, behind which the kept one stands.
    fn in_force(&self) -> usize;

    /// The view at this place is in force, the kept one behind its own; what it holds is listed.
    fn put_in_force(&mut self, view: usize, ctx: &Ctx);

    /// What is typed as a filter besides.
    fn filter(&mut self) -> &mut Filter;

    /// Shows all that a filter lets through, which is typed so.
    fn narrow_all(&mut self, typed: &str, ctx: &Ctx) {
        *self.filter() = self.filter().narrowed(typed);
        self.list_again(ctx);
    }

    /// Lists what the filter lets through since it is another.
    fn list_again(&mut self, ctx: &Ctx);

    /// Its order, or its columns, are others than these were.
    fn looks(&mut self, before: &Look, ctx: &Ctx);
}

/// Takes a view: what it holds, in its order and columns.
pub fn take(list: &mut impl Viewed, taken: &Taken, ctx: &Ctx) {
    let viewing = list.viewing();
    let of = viewing.look.list;
    let kept = match taken {
        Taken::Named(name) => ctx.views.iter().find(|view| view.look.list == of && view.name == *name).cloned(),
        Taken::Own(_) => None,
    };
    let look = kept.as_ref().map_or_else(|| Look::of(of), |view| view.look.clone());
    let own = match (taken, &kept) {
        (_, Some(_)) => None,
        (Taken::Own(own), None) => Some(*own),
        (Taken::Named(_), None) => Some(0),
    };
    viewing.kept = kept.map(|view| Kept { query: Query::whole(of, &view.filter), view });
    let before = std::mem::replace(&mut viewing.look, look);
    list.looks(&before, ctx);
    show(list, own, ctx);
}

/// One of its own views is in force, else the kept one, without filter; the look is the view's already.
fn show(list: &mut impl Viewed, own: Option<usize>, ctx: &Ctx) {
    *list.filter() = Filter::of(list.viewing().look.list);
    list.put_in_force(own.unwrap_or(list.own_views(ctx).len()), ctx);
}

/// The view in force: one of its own, or the kept one.
fn taken(list: &mut impl Viewed, ctx: &Ctx) -> Taken {
    let (view, own) = (list.in_force(), list.own_views(ctx).len());
    match &list.viewing().kept {
        _ if view < own => Taken::Own(view),
        Some(kept) => Taken::Named(kept.view.name.clone()),
        None => Taken::Own(0),
    }
}

/// To what a list is narrowed; `view` is the place of the view in force among its own, behind which the kept one stands.
pub fn narrowed(viewing: &Viewing, view: usize, filter: &Filter) -> Narrowed {
    let kept = viewing.kept.as_ref().map(|kept| kept.view.name.clone());
    Narrowed { view, kept, filter: filter.as_typed() }
}

/// Narrows the list to that again.
pub fn narrow(list: &mut impl Viewed, to: &Narrowed, ctx: &Ctx) {
    let kept = list.viewing().kept.as_ref().map(|kept| kept.view.name.clone());
    if kept != to.kept {
        take(list, &to.kept.clone().map_or(Taken::Own(0), Taken::Named), ctx);
    }
    let is_own = to.view < list.own_views(ctx).len();
    let is_kept = !is_own && list.viewing().kept.is_some();
    show(list, if is_kept { None } else { Some(if is_own { to.view } else { 0 }) }, ctx);
    *list.filter() = Filter::again_as(&to.filter);
    list.list_again(ctx);
}

/// What an action of views opens; `None` if it is none of them.
pub fn acted(list: &mut impl Viewed, action: Action, ctx: &Ctx) -> Option<Outcome> {
    let viewing = list.viewing();
    match action {
        Action::Views => {
            viewing.picking = ctx.views_dir.is_some();
            Some(ask(ViewAct::Pick(viewing.look.list), ctx))
        }
        Action::Sort => Some(sort(&viewing.look, ctx)),
        Action::ListColumns => Some(Outcome::Open(Box::new(Columns::new(&viewing.look)))),
        _ => None,
    }
}

/// Takes in what pop-ups tell the list, and what became of the files of views.
pub fn answered(list: &mut impl Viewed, answer: &Answer, ctx: &Ctx) -> Outcome {
    if matches!(answer, Answer::Views { .. } | Answer::Unread { ask: Ask::Views { .. }, .. }) {
        let was_picking = std::mem::take(&mut list.viewing().picking);
        if let Answer::Unread { why, .. } = answer {
            return if was_picking { Outcome::Say(Toast::error(why.clone())) } else { Outcome::Stay };
        }
    }
    let of = list.viewing().look.list;
    match answer {
        Answer::Tell(tell) if tell.list == of => told(list, tell, ctx),
        Answer::Views { act, wrong, .. } if act.list() == of => views_are(list, act, wrong, ctx),
        _ => Outcome::Stay,
    }
}

fn told(list: &mut impl Viewed, tell: &Tell, ctx: &Ctx) -> Outcome {
    let look = &mut list.viewing().look;
    let before = look.clone();
    match &tell.told {
        Told::Take(taken) => {
            take(list, taken, ctx);
            return Outcome::Stay;
        }
        Told::Narrow(typed) => {
            list.narrow_all(typed, ctx);
            return Outcome::Stay;
        }
        Told::Sort(column) => look.sort_by(*column),
        Told::Columns(columns) => *look = Look { columns: columns.clone(), ..before.clone() }.whole(),
    }
    list.looks(&before, ctx);
    Outcome::Stay
}

/// The list as it is: what of it would be kept.
fn now(list: &mut impl Viewed, ctx: &Ctx) -> Now {
    let (taken, typed, own) = (taken(list, ctx), list.filter().typed_text().to_owned(), list.own_views(ctx));
    let viewing = list.viewing();
    let of_view = match (&taken, &viewing.kept) {
        (Taken::Named(_), Some(kept)) => kept.view.filter.as_str(),
        _ => "",
    };
    let both = [of_view, typed.as_str()].map(str::trim);
    let filter = both.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ");
    Now { taken, own, filter, look: viewing.look.clone() }
}

/// These views are kept now, since this was done.
fn views_are(list: &mut impl Viewed, act: &ViewAct, wrong: &[NoView], ctx: &Ctx) -> Outcome {
    let text = ctx.text;
    let of = list.viewing().look.list;
    let wrong = wrong.first().map(|wrong| Outcome::Say(Toast::warning(explain::view(text, wrong).to_string())));
    let outcome = match act {
        ViewAct::Begin(None) => Outcome::Stay,
        ViewAct::Begin(Some(wanted)) => {
            let of_list = || ctx.views.iter().filter(|view| view.look.list == of);
            match of_list().find(|view| fold(&view.name) == fold(wanted)) {
                Some(view) => take(list, &Taken::Named(view.name.clone()), ctx),
                None => {
                    let names: Vec<String> = of_list().map(|view| view.name.clone()).collect();
                    return Outcome::Say(Toast::warning(explain::no_view(text, wanted, &names).to_string()));
                }
            }
            Outcome::Stay
        }
        ViewAct::Pick(_) => pick(now(list, ctx), ctx),
        ViewAct::Save(view, _) => {
            take(list, &Taken::Named(view.name.clone()), ctx);
            let words = match &view.key {
                Some(key) => say!(text, "views-saved-key", name = view.name.as_str(), key = key.as_str()),
                None => say!(text, "views-saved", name = view.name.as_str()),
            };
            Outcome::Say(Toast::good(words))
        }
        ViewAct::Delete(_, name) => {
            if list.viewing().kept.as_ref().is_some_and(|kept| kept.view.name == *name) {
                take(list, &Taken::Own(0), ctx);
            }
            Outcome::Say(Toast::good(say!(text, "views-deleted", name = name.as_str())))
        }
    };
    Outcome::All(wrong.into_iter().chain([outcome]).collect())
}
