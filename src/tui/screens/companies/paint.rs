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
use crate::tui::widgets::row::Row;
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
    if ctx.leaves(frame, right) {
        return;
    }
    let name = screen.list.selected().and_then(|id| ctx.book.company(id)).map_or("", |company| &company.name);
    rule::title(frame.buffer_mut(), Rect { height: 1, ..right }, name, false, ctx.theme);
    if let Some(id) = screen.list.selected() {
        let inner = Rect { y: right.y + 1, height: right.height - 1, ..right };
        let around = screen.around.get_or_insert_with(|| Around::of(id, ctx));
        screen.briefing.draw(&company::briefing(around, ctx), false, frame, inner, ctx);
    }
}

fn draw_list(screen: &mut CompaniesScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let columns = Some(rows::heading(area.width.into(), ctx));
    let empty = screen.list.is_empty().then(|| empty(screen, ctx));
    let around = listing::around(&heading(screen, ctx), &screen.filter, columns, empty, frame, area, ctx);
    let Some(list) = around else { return };
    let (above, below) = screen.list.show(list.height.into());
    let in_sight = screen.list.listed().iter().enumerate().skip(above).take(list.height.into());
    for (y, (place, id)) in (list.y..).zip(in_sight) {
        if let Some(company) = ctx.book.company(*id) {
            let (selected, width) = (place == screen.list.at(), usize::from(list.width));
            let query = (!screen.filter.is_empty()).then(|| screen.filter.query());
            let standing = screen.standings.get(id).copied().unwrap_or_default();
            let said = (place >= screen.by_name).then(|| screen.filter.sentence_at(*id, rows::room(width), ctx.book));
            let line = match said.flatten() {
                Some(said) => rows::said_line(company, selected, &said, width, ctx),
                None => rows::line(company, &standing, selected, query, width, ctx),
            };
            frame.render_widget(Row(line), Rect { y, height: 1, ..list });
        }
    }
    list::more(above, below, frame, list, ctx.theme);
}

/// `[Companies 6]  archived 1`: the view in force in brackets.
fn heading(screen: &CompaniesScreen, ctx: &Ctx) -> String {
    let views = VIEWS.iter().zip(screen.counts).map(|(view, count)| {
        let name = match view {
            View::All => say!(ctx.text, "screen-companies"),
            View::Archived => say!(ctx.text, "contacts-archived"),
        };
        (format!("{name} {}", ctx.text.count(count)), *view == screen.view)
    });
    listing::views(views, 0, 0, ctx)
}

/// What is said where there is none, and which key comes next.
fn empty(screen: &CompaniesScreen, ctx: &Ctx) -> String {
    let key = |action| ctx.keys.shown(action);
    if !screen.filter.is_empty() {
        return screen.filter.nothing(ctx);
    }
    match screen.view {
        View::All if ctx.read_only => say!(ctx.text, "companies-empty-read-only"),
        View::Archived if ctx.read_only => say!(ctx.text, "companies-none-archived-read-only"),
        View::All => say!(ctx.text, "companies-empty", add = key(Action::Add), import = key(Action::Import)),
        View::Archived => say!(ctx.text, "companies-none-archived", off = key(Action::Off)),
    }
}
