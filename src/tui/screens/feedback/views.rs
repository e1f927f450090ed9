//! Feedback as a list that has views.

use super::{FeedbackScreen, VIEWS, View};
use crate::domain::feedback::Feedback;
use crate::domain::view::{Look, feedback_fits};
use crate::say;
use crate::tui::ctx::Ctx;
use crate::tui::filter::Filter;
use crate::tui::listing::viewing::{Viewed, Viewing};

impl FeedbackScreen {
    /// The views that Tab goes through.
    pub(super) fn views(&self) -> Vec<View> {
        self.viewing.kept.iter().map(|_| View::Kept).chain(VIEWS).collect()
    }

    /// Whether the kept view's filter lets one through, where it is in force; `None` where it lets all through.
    pub(super) fn in_view<'a>(&'a self, ctx: &'a Ctx<'a>) -> Option<impl Fn(&Feedback) -> bool + 'a> {
        let kept = self.viewing.kept.as_ref().filter(|kept| self.view == View::Kept && !kept.query.is_empty())?;
        let of_contact = ctx.query(&kept.query).of_contact();
        Some(move |one: &Feedback| {
            let asked = of_contact.as_ref().map(|query| ctx.index().asked(query));
            asked.is_none_or(|asked| asked.fits(one.contact)) && feedback_fits(&kept.query, one, ctx.book)
        })
    }
}

impl Viewed for FeedbackScreen {
    fn viewing(&mut self) -> &mut Viewing {
        &mut self.viewing
    }

    fn own_views(&self, ctx: &Ctx) -> Vec<String> {
        let text = ctx.text;
        vec![say!(text, "feedback-view-open"), say!(text, "feedback-view-to-be-told"), say!(text, "feedback-view-all")]
    }

    fn in_force(&self) -> usize {
        self.view as usize
    }

    fn put_in_force(&mut self, view: usize, ctx: &Ctx) {
        self.go_to(VIEWS.get(view).copied().unwrap_or(View::Kept), ctx);
    }

    fn filter(&mut self) -> &mut Filter {
        &mut self.filter
    }

    fn narrow_all(&mut self, typed: &str, ctx: &Ctx) {
        self.filter = self.filter.narrowed(typed);
        self.go_to(View::All, ctx);
    }

    fn list_again(&mut self, ctx: &Ctx) {
        self.stale = true;
        self.look(ctx);
    }

    fn looks(&mut self, _before: &Look, ctx: &Ctx) {
        self.list_anew(ctx);
    }
}
