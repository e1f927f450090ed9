//! How the list is painted: the views with their numbers, the columns, the rows in sight, the filter under them, the briefing
//! beside them; and what is said where there are none.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{CompaniesScreen, VIEWS, View};
use crate::domain::company::Company;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::view;
use crate::say;
use crate::tui::action::Action;
use crate::tui::briefing::company::{self, Around};
use crate::tui::ctx::Ctx;
use crate::tui::listing::{self, row};
use crate::tui::screens::Screen as _;
use crate::tui::spots::{Pane, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{list, rule};

pub(super) fn draw(screen: &mut CompaniesScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let halves = match area.width >= NARROW {
        true => ctx.sharing.beside(screen.panes(), area, area.width * 60 / 100),
        false => ctx.sharing.alone(screen.panes(), area),
    };
    if let Some(list) = halves.first {
        draw_list(screen, frame, list, ctx);
    }
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &[area.y], ctx.theme);
    }
    let Some(right) = halves.second else { return };
    ctx.spots.wheel(right, Wheel::Scrolls);
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
        if let Some(company) = ctx.book.company(*id) {
            let (selected, width) = (place == screen.list.at(), usize::from(list.width));
            let query = (!screen.filter.is_empty()).then(|| screen.filter.query());
            let standing = screen.standing(*id);
            let said =
                (place >= screen.by_name).then(|| screen.filter.sentence_at(*id, row::room(look, width), ctx.book));
            let begun = row::begin(selected, sign(company, ctx), ctx);
            let line = match said.flatten() {
                Some(said) => row::said_line(begun, &company.name, &said, look, width, ctx),
                None => {
                    row::line(begun, |column| view::of_company(column, company, &standing), query, look, width, ctx)
                }
            };
            frame.render_widget(Row(line), Rect { y, height: 1, ..list });
        }
    }
    list::more(above, below, frame, list, ctx.theme);
}

/// What stands before a name.
fn sign(company: &Company, ctx: &Ctx) -> (&'static str, Role) {
    let on = RecordId::new(RecordKind::Company, company.id.0);
    if ctx.draft_on(on).is_some() { ("✎", Role::Draft) } else { (" ", Role::Text) }
}

/// `[Companies 6]  archived 1`: the view in force in brackets; before them one that is kept, while it is in force.
fn heading(screen: &CompaniesScreen, area: Rect, ctx: &Ctx) -> String {
    let kept = screen.viewing.kept.as_ref().map(|kept| {
        let count =
            ctx.book.companies().filter(|one| View::Kept.holds(one) && view::company_rank(&kept.query, one).is_some());
        (format!("{} {}", kept.view.name, ctx.text.count(count.count())), screen.view == View::Kept)
    });
    let always = VIEWS.iter().zip(screen.counts).map(|(view, count)| {
        let name = match view {
            View::Archived => say!(ctx.text, "contacts-archived"),
            View::All | View::Kept => say!(ctx.text, "screen-companies"),
        };
        (format!("{name} {}", ctx.text.count(count)), *view == screen.view)
    });
    let kept: Vec<(String, bool)> = kept.into_iter().collect();
    let before = kept.len();
    listing::views_in(kept.into_iter().chain(always).collect(), before, (0, 0), screen.viewing.look.list, area, ctx)
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
        View::Kept => say!(ctx.text, "views-nothing", all = key(Action::Back)),
        View::All => say!(ctx.text, "companies-empty", add = key(Action::Add), import = key(Action::Import)),
        View::Archived => say!(ctx.text, "companies-none-archived", off = key(Action::Off)),
    }
}
