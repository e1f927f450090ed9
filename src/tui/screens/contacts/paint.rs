//! How the list is painted: the views with their numbers, the columns, the rows in sight, the filter under them; and what is
//! said where there are none.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{ContactsScreen, VIEWS, View};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::Row;
use crate::domain::view;
use crate::say;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::judged::State;
use crate::tui::listing::{self, row};
use crate::tui::spots::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::list;
use crate::tui::widgets::row::Row as Painted;

pub(super) fn draw(screen: &mut ContactsScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let look = &screen.viewing.look.clone();
    let columns = Some(row::heading(look, area.width.into(), ctx));
    let empty = screen.list.is_empty().then(|| empty(screen, ctx));
    let around = listing::around(&heading(screen, area, ctx), &screen.filter, columns, empty, frame, area, ctx);
    let Some(list) = around else { return };
    row::note_heads(look, Rect { y: list.y - 1, height: 1, ..list }, ctx.spots);
    ctx.spots.pane(list, Pane::List);
    let (above, below) = screen.list.show(list.height.into());
    let in_sight = screen.list.listed().iter().enumerate().skip(above).take(list.height.into());
    for (y, (place, id)) in (list.y..).zip(in_sight) {
        ctx.spots.row(Rect { y, height: 1, ..list }, Pane::List, place);
        if let Some(one) = ctx.book.contact(*id) {
            let selected = place == screen.list.at();
            let query = (!screen.filter.is_empty()).then(|| screen.filter.query());
            let (marked, width) = (screen.list.marked.contains(id), usize::from(list.width));
            let said = if place >= screen.by_name { screen.filter.sentence(*id, row::room(look, width)) } else { None };
            let begun = row::begin(selected, sign(one, marked, ctx), ctx);
            let facts = ctx.book.facts_of(*id);
            let value = |column| {
                let of_facts = |facts| view::of_facts(column, facts, ctx.book, ctx.settings, ctx.today);
                facts.and_then(of_facts).unwrap_or_else(|| view::of_row(column, one, ctx.book, ctx.settings))
            };
            let line = match said {
                Some(said) => row::said_line(begun, &one.name, &said, look, width, ctx),
                None => row::line(begun, value, query, look, width, ctx),
            };
            frame.render_widget(Painted(line), Rect { y, height: 1, ..list });
        }
    }
    list::more(above, below, frame, list, ctx.theme);
}

/// What stands before a name.
fn sign(row: &Row, marked: bool, ctx: &Ctx) -> (&'static str, Role) {
    let on = RecordId::new(RecordKind::Contact, row.id.0);
    match (marked, ctx.draft_on(on).is_some()) {
        (true, _) => ("*", Role::Marked),
        (false, true) => ("✎", Role::Draft),
        (false, false) if row.is_shunned(ctx.today) => ("✗", Role::Error),
        (false, false) => (" ", Role::Text),
    }
}

/// `[Contacts 60]  without rhythm 4  archived 1`: the view in force in brackets; before them one that is kept, while it is in force.
/// Where there is no room for all, only that is named that is in force.
fn heading(screen: &ContactsScreen, area: Rect, ctx: &Ctx) -> String {
    let kept = screen.viewing.kept.as_ref().map(|kept| {
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
    let kept: Vec<(String, bool)> = kept.into_iter().collect();
    let (before, views) = (kept.len(), kept.into_iter().chain(always).collect());
    let marked = (screen.list.marked.len(), screen.list.unseen().count());
    listing::views_in(views, before, marked, screen.viewing.look.list, area, ctx)
}

/// Whether it isn't known yet whom the view lets through.
fn is_open(screen: &ContactsScreen, ctx: &Ctx) -> bool {
    screen.viewing.kept.as_ref().is_some_and(|kept| ctx.state(&kept.query) == State::Open)
}

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
        View::Kept if is_open(screen, ctx) => say!(ctx.text, "filter-reading"),
        View::Kept => say!(ctx.text, "views-nobody", all = key(Action::Back)),
        View::WithoutRhythm => say!(ctx.text, "contacts-all-have-rhythm"),
        View::Archived => say!(ctx.text, "contacts-none-archived", off = key(Action::Off)),
    }
}
