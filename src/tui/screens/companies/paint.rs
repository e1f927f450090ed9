//! How the list is painted: the views with their numbers, the columns, the rows in sight, the filter under them, the briefing
//! beside them; and what is said where there are none.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{CompaniesScreen, VIEWS, View, rows};
use crate::say;
use crate::tui::action::Action;
use crate::tui::briefing::company::{self, Around};
use crate::tui::ctx::Ctx;
use crate::tui::listing;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::{list, rule};

pub(super) fn draw(screen: &mut CompaniesScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    if area.width < NARROW {
        return draw_list(screen, frame, area, ctx);
    }
    let left = Rect { width: area.width * 60 / 100, ..area };
    let border = Rect { x: left.right(), width: 1, ..area };
    let right = Rect { x: border.right(), width: area.right() - border.right(), ..area };
    draw_list(screen, frame, left, ctx);
    rule::vertical(frame.buffer_mut(), border, &[area.y], ctx.theme);
    let name = screen.selected.and_then(|id| ctx.book.company(id)).map_or("", |company| &company.name);
    rule::title(frame.buffer_mut(), Rect { height: 1, ..right }, name, false, ctx.theme);
    if let Some(id) = screen.selected {
        let inner = Rect { y: right.y + 1, height: right.height - 1, ..right };
        let around = screen.around.get_or_insert_with(|| Around::of(id, ctx));
        screen.briefing.draw(&company::briefing(around, ctx), false, frame, inner, ctx);
    }
}

fn draw_list(screen: &mut CompaniesScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let columns = Some(rows::heading(area.width.into(), ctx));
    let empty = screen.listed.is_empty().then(|| empty(screen, ctx));
    let around = listing::around(&heading(screen, ctx), &screen.filter, columns, empty, frame, area, ctx);
    let Some(list) = around else { return };
    screen.scroll.show(screen.at(), screen.listed.len(), list.height.into());
    let in_sight = screen.listed.iter().skip(screen.scroll.offset).take(list.height.into());
    for (y, id) in (list.y..).zip(in_sight) {
        if let Some(company) = ctx.book.company(*id) {
            let selected = screen.selected == Some(*id);
            let query = (!screen.filter.is_empty()).then(|| screen.filter.query());
            let standing = screen.standings.get(id).copied().unwrap_or_default();
            let line = rows::line(company, &standing, selected, query, list.width.into(), ctx);
            frame.render_widget(line, Rect { y, height: 1, ..list });
        }
    }
    let above = screen.scroll.offset;
    list::more(above, screen.listed.len().saturating_sub(above + usize::from(list.height)), frame, list, ctx.theme);
}

/// `[Companies 6]  archived 1`: the view in force in brackets.
fn heading(screen: &CompaniesScreen, ctx: &Ctx) -> String {
    let views = VIEWS.iter().zip(screen.counts).map(|(view, count)| {
        let name = match view {
            View::All => say!(ctx.text, "screen-companies"),
            View::Archived => say!(ctx.text, "contacts-archived"),
        };
        (format!("{name} {count}"), *view == screen.view)
    });
    listing::views(views, 0, ctx)
}

/// What is said where there is none, and which key comes next.
fn empty(screen: &CompaniesScreen, ctx: &Ctx) -> String {
    let key = |action| ctx.keys.shown(action);
    if !screen.filter.is_empty() {
        return say!(ctx.text, "filter-nothing");
    }
    match screen.view {
        View::All => say!(ctx.text, "companies-empty", add = key(Action::Add), import = key(Action::Import)),
        View::Archived => say!(ctx.text, "companies-none-archived", off = key(Action::Off)),
    }
}
