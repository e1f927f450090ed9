//! The companies as a list that has views.

use super::{CompaniesScreen, VIEWS, View};
use crate::domain::view::Look;
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::listing::viewing::{Viewed, Viewing};
use crate::tui::views::Taken;

impl Viewed for CompaniesScreen {
    fn viewing(&mut self) -> &mut Viewing {
        &mut self.viewing
    }

    fn own_views(&self, ctx: &Ctx) -> Vec<String> {
        vec![say!(ctx.text, "views-all"), say!(ctx.text, "contacts-archived")]
    }

    fn taken(&mut self) -> Taken {
        match (&self.viewing.kept, self.view) {
            (Some(kept), View::Kept) => Taken::Named(kept.view.name.clone()),
            _ => Taken::Own(VIEWS.iter().position(|view| *view == self.view).unwrap_or(0)),
        }
    }

    fn filter(&mut self) -> &mut Filter {
        &mut self.filter
    }

    fn list_again(&mut self, ctx: &Ctx) {
        self.list_anew(ctx);
    }

    fn show(&mut self, own: Option<usize>, ctx: &Ctx) {
        self.view = own.map_or(View::Kept, |own| VIEWS.get(own).copied().unwrap_or_default());
        self.filter = Filter::default();
        self.list_anew(ctx);
    }

    fn looks(&mut self, _before: &Look, ctx: &Ctx) {
        self.list_anew(ctx);
    }
}
