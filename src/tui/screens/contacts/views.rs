//! Which view is taken, and what is told of views: by pop-ups, and from where they are kept.

use super::{ContactsScreen, VIEWS, View};
use crate::config::views::NoView;
use crate::domain::id::{ContactId, IdSet};
use crate::domain::search::{Query, fold};
use crate::domain::view::{self, Look};
use crate::explain;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::outcome::Outcome;
use crate::tui::popups::views::{Now, pick};
use crate::tui::views::{Taken, Tell, ViewAct};
use crate::tui::widgets::toast::Toast;

/// A view that is kept, in force.
pub(super) struct Kept {
    pub view: view::View,
    query: Query,
}

impl Kept {
    fn new(view: view::View) -> Self {
        let query = Query::plain(&view.filter);
        Self { view, query }
    }

    /// Whom its filter lets through; `None` for everybody.
    pub fn fitting(&self, ctx: &Ctx) -> Option<IdSet<ContactId>> {
        let query = ctx.query(&self.query);
        (!query.is_empty()).then(|| ctx.index().fitting(&query).into_iter().collect())
    }
}

impl ContactsScreen {
    /// The views that Tab goes through.
    pub(super) fn views(&self) -> Vec<View> {
        self.kept.iter().map(|_| View::Kept).chain(VIEWS).collect()
    }

    /// Takes a view: whom it holds, in its order and columns. What was typed as a filter goes.
    pub(super) fn take(&mut self, taken: &Taken, ctx: &Ctx) {
        let kept = match taken {
            Taken::Named(name) => ctx.views.iter().find(|view| view.name == *name).cloned(),
            _ => None,
        };
        self.view = match taken {
            Taken::WithoutRhythm => View::WithoutRhythm,
            Taken::Archived => View::Archived,
            _ if kept.is_some() => View::Kept,
            _ => View::All,
        };
        self.filter = Filter::default();
        self.list.marked.end_range();
        let look = kept.as_ref().map_or_else(Look::default, |view| view.look.clone());
        self.kept = kept.map(Kept::new);
        self.whole = Default::default();
        self.look_as(look);
        self.list_anew(ctx);
    }

    /// Order and columns from now on.
    fn look_as(&mut self, look: Look) {
        if self.look.sort != look.sort {
            match look.sort.is_empty() {
                true => self.order.by_name(),
                false => self.order.ask_anew(),
            }
            self.whole = Default::default();
        }
        self.look = look;
    }

    /// The list as it is: what of it would be kept.
    fn now(&self) -> Now {
        let (taken, own) = match (&self.kept, self.view) {
            (Some(kept), View::Kept) => (Taken::Named(kept.view.name.clone()), kept.view.filter.as_str()),
            (_, View::WithoutRhythm) => (Taken::WithoutRhythm, ""),
            (_, View::Archived) => (Taken::Archived, ""),
            _ => (Taken::All, ""),
        };
        let both = [own, self.filter.typed_text()].map(str::trim);
        let filter = both.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ");
        Now { taken, filter, look: self.look.clone() }
    }

    pub(super) fn told(&mut self, tell: &Tell, ctx: &Ctx) -> Outcome {
        match tell {
            Tell::Take(taken) => self.take(taken, ctx),
            Tell::Sort(column) => {
                let mut look = self.look.clone();
                look.sort_by(*column);
                self.look_as(look);
                self.list_anew(ctx);
            }
            Tell::Columns(columns) => self.look = Look { columns: columns.clone(), ..self.look.clone() }.whole(),
        }
        Outcome::Stay
    }

    /// These views are kept now, since this was done.
    pub(super) fn views_are(&mut self, act: &ViewAct, wrong: &[NoView], ctx: &Ctx) -> Outcome {
        let text = ctx.text;
        let wrong = wrong.first().map(|wrong| Outcome::Say(Toast::warning(explain::view(text, wrong).to_string())));
        let outcome = match act {
            ViewAct::Begin(None) => Outcome::Stay,
            ViewAct::Begin(Some(wanted)) => {
                match ctx.views.iter().find(|view| fold(&view.name) == fold(wanted)) {
                    Some(view) => self.take(&Taken::Named(view.name.clone()), ctx),
                    None => {
                        let names: Vec<String> = ctx.views.iter().map(|view| view.name.clone()).collect();
                        return Outcome::Say(Toast::warning(explain::no_view(text, wanted, &names).to_string()));
                    }
                }
                Outcome::Stay
            }
            ViewAct::Pick => pick(self.now(), ctx),
            ViewAct::Save(view, _) => {
                self.take(&Taken::Named(view.name.clone()), ctx);
                let words = match &view.key {
                    Some(key) => say!(text, "views-saved-key", name = view.name.as_str(), key = key.as_str()),
                    None => say!(text, "views-saved", name = view.name.as_str()),
                };
                Outcome::Say(Toast::good(words))
            }
            ViewAct::Delete(name) => {
                if self.kept.as_ref().is_some_and(|kept| kept.view.name == *name) {
                    self.take(&Taken::All, ctx);
                }
                Outcome::Say(Toast::good(say!(text, "views-deleted", name = name.as_str())))
            }
        };
        Outcome::All(wrong.into_iter().chain([outcome]).collect())
    }
}
