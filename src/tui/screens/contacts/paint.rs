//! How the list is painted: the views with their numbers, the columns, the rows in sight, the filter under them; and what is
//! said where there are none.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{ContactsScreen, VIEWS, View, rows};
use crate::domain::display::safe;
use crate::say;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::listing;
use crate::tui::widgets::list;
use crate::tui::widgets::row::Row;

pub(super) fn draw(screen: &mut ContactsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let columns = Some(rows::heading(&screen.look, area.width.into(), ctx));
    let empty = screen.list.is_empty().then(|| empty(screen, ctx));
    let around =
        listing::around(&heading(screen, area.width.into(), ctx), &screen.filter, columns, empty, frame, area, ctx);
    let Some(list) = around else { return };
    let (above, below) = screen.list.show(list.height.into());
    let in_sight = screen.list.listed().iter().enumerate().skip(above).take(list.height.into());
    for (y, (place, id)) in (list.y..).zip(in_sight) {
        if let Some(row) = ctx.book.contact(*id) {
            let selected = place == screen.list.at();
            let query = (!screen.filter.is_empty()).then(|| screen.filter.query());
            let (marked, width) = (screen.list.marked.contains(id), usize::from(list.width));
            let said = if place >= screen.by_name {
                screen.filter.sentence(*id, rows::room(&screen.look, width))
            } else {
                None
            };
            let line = match said {
                Some(said) => rows::said_line(row, (selected, marked), &said, &screen.look, width, ctx),
                None => rows::line(row, (selected, marked), query, &screen.look, width, ctx),
            };
            frame.render_widget(Row(line), Rect { y, height: 1, ..list });
        }
    }
    list::more(above, below, frame, list, ctx.theme);
}

/// `[Contacts 60]  without rhythm 4  archived 1`: the view in force in brackets; before them one that is kept, while it is in force.
/// Where there is no room for all, only that is named that is in force.
fn heading(screen: &ContactsScreen, width: usize, ctx: &Ctx) -> String {
    let kept = screen.kept.as_ref().map(|kept| {
        let count = screen.whole[View::Kept as usize].as_ref().map(|all| ctx.text.count(all.len()));
        let name = [Some(kept.view.name.clone()), count].into_iter().flatten().collect::<Vec<_>>().join(" ");
        (name, screen.view == View::Kept)
    });
    let always = VIEWS.iter().zip(screen.counts).map(|(view, count)| {
        let name = match view {
            View::WithoutRhythm => say!(ctx.text, "contacts-without-rhythm"),
            View::Archived => say!(ctx.text, "contacts-archived"),
            View::All | View::Kept => say!(ctx.text, "contacts-all"),
        };
        (format!("{name} {}", ctx.text.count(count)), *view == screen.view)
    });
    let views: Vec<(String, bool)> = kept.into_iter().chain(always).collect();
    let (marked, unseen) = (screen.list.marked.len(), screen.list.unseen().count());
    let all = listing::views(views.clone(), marked, unseen, ctx);
    if safe(&all).width() + AROUND <= width {
        return all;
    }
    listing::views(views.into_iter().filter(|(_, in_force)| *in_force), marked, unseen, ctx)
}

/// What a heading needs besides its words.
const AROUND: usize = 3;

/// What is said where there is nobody, and which key comes next.
fn empty(screen: &ContactsScreen, ctx: &Ctx) -> String {
    let key = |action| ctx.keys.shown(action);
    if !screen.filter.is_empty() {
        return screen.filter.nothing(ctx);
    }
    match screen.view {
        View::All if ctx.read_only => say!(ctx.text, "contacts-empty-read-only"),
        View::Archived if ctx.read_only => say!(ctx.text, "contacts-none-archived-read-only"),
        View::All => say!(ctx.text, "contacts-empty", add = key(Action::Add), import = key(Action::Import)),
        View::Kept => say!(ctx.text, "views-nobody", all = key(Action::Back)),
        View::WithoutRhythm => say!(ctx.text, "contacts-all-have-rhythm"),
        View::Archived => say!(ctx.text, "contacts-none-archived", off = key(Action::Off)),
    }
}
