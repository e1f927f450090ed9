//! The companies as a list that has views.

use super::{CompaniesScreen, VIEWS, View};
use crate::domain::view::Look;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::listing::viewing::{Viewed, Viewing};

impl Viewed for CompaniesScreen {
    fn viewing(&mut self) -> &mut Viewing {
        &mut self.viewing
    }

    fn own_views(&self, ctx: &Ctx) -> Vec<String> {
        vec![say!(ctx.text, "views-all"), say!(ctx.text, "contacts-archived")]
    }

    fn in_force(&self) -> usize {
        self.view as usize
    }

    fn put_in_force(&mut self, view: usize, ctx: &Ctx) {
        self.view = VIEWS.get(view).copied().unwrap_or(View::Kept);
        self.list_anew(ctx);
    }

    fn filter(&mut self) -> &mut Filter {
        &mut self.filter
    }

    fn list_again(&mut self, ctx: &Ctx) {
        self.list_anew(ctx);
    }

    fn looks(&mut self, _before: &Look, ctx: &Ctx) {
        self.list_anew(ctx);
    }
}
