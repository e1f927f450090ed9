//! The contacts as a list that has views.

use super::{ContactsScreen, VIEWS, View};
use crate::domain::id::{ContactId, IdSet};
use crate::domain::view::Look;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::listing::viewing::{Viewed, Viewing};

impl ContactsScreen {
    /// The views that Tab goes through.
    pub(super) fn views(&self) -> Vec<View> {
        self.viewing.kept.iter().map(|_| View::Kept).chain(VIEWS).collect()
    }

    /// Whom the kept view's filter lets through, where it is in force; `None` for everybody.
    pub(super) fn fitting(&self, ctx: &Ctx) -> Option<IdSet<ContactId>> {
        let kept = self.viewing.kept.as_ref().filter(|_| self.view == View::Kept)?;
        let query = ctx.query(&kept.query);
        (!query.is_empty()).then(|| ctx.index().fitting(&query).into_iter().collect())
    }
}

impl Viewed for ContactsScreen {
    fn viewing(&mut self) -> &mut Viewing {
        &mut self.viewing
    }

    fn own_views(&self, ctx: &Ctx) -> Vec<String> {
        let text = ctx.text;
        vec![say!(text, "views-all"), say!(text, "contacts-without-rhythm"), say!(text, "contacts-archived")]
    }

    fn in_force(&self) -> usize {
        self.view as usize
    }

    fn put_in_force(&mut self, view: usize, ctx: &Ctx) {
        self.whole = Default::default();
        self.go_to(VIEWS.get(view).copied().unwrap_or(View::Kept), ctx);
    }

    fn filter(&mut self) -> &mut Filter {
        &mut self.filter
    }

    fn list_again(&mut self, ctx: &Ctx) {
        self.list_anew(ctx);
    }

    fn looks(&mut self, before: &Look, ctx: &Ctx) {
        if self.viewing.look.sort == before.sort {
            return;
        }
        match self.viewing.look.sort.is_empty() {
            true => self.order.by_name(),
            false => self.order.ask_anew(),
        }
        self.whole = Default::default();
        self.list_anew(ctx);
    }
}
