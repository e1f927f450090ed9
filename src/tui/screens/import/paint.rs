//! How the preview is painted: the views with their numbers, the rows in sight, the filter under them, and beside or below them
//! what changes about the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::ImportScreen;
use super::fate::{self, VIEWS, View};
use crate::domain::display::safe;
use crate::domain::record::RecordKind;
use crate::explain;
use crate::formats::import::{Fate, Row as Record, Upshot};
use crate::say;
use crate::tui::action::Action;
use crate::tui::ctx::Ctx;
use crate::tui::listing;
use crate::tui::popups::import as popups;
use crate::tui::screens::Screen as _;
use crate::tui::spots::{Pane, Point, Wheel};
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::list::{self, cell};
use crate::tui::widgets::row::Row;
use crate::tui::widgets::{rule, wrap};

pub(super) fn draw(screen: &mut ImportScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let halves = match area.width >= NARROW {
        true => ctx.sharing.beside(screen.panes(), area, area.width * 55 / 100),
        false => ctx.sharing.stacked(screen.panes(), area, area.height / 2),
    };
    if let Some(above) = halves.first {
        draw_rows(screen, frame, above, ctx);
    }
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &[area.y], ctx.theme);
    }
    if let Some(beside) = halves.second {
        draw_fields(screen, frame, beside, ctx);
    }
}

fn draw_rows(screen: &mut ImportScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let empty = screen.list.is_empty().then(|| empty(screen, ctx));
    let heading = heading(screen, area.width.into(), ctx);
    note_views(screen, &heading, area, ctx);
    let around = listing::around(&heading, &screen.filter, None, empty, frame, area, ctx);
    let Some(list) = around else { return };
    let (above, below) = screen.list.show(list.height.into());
    let in_sight = screen.list.listed().iter().enumerate().skip(above).take(list.height.into());
    if !screen.in_fields {
        ctx.spots.wheel(list, Wheel::Moves(Pane::List));
    }
    for (y, (place, at)) in (list.y..).zip(in_sight) {
        ctx.spots.row(Rect { y, height: 1, ..list }, Pane::List, place);
        if let Some(row) = screen.row(*at) {
            let line = line(screen, *at, row, place == screen.list.at(), list.width.into(), ctx);
            frame.render_widget(Row(line), Rect { y, height: 1, ..list });
        }
    }
    list::more(above, below, frame, list, ctx.theme);
}

/// `kunden.csv  [all 412]  new 380  changed 12`: what there is none of is left out, and so is the file's name where it has no room,
/// and then those views that ask for nothing.
fn heading(screen: &ImportScreen, width: usize, ctx: &Ctx) -> String {
    let is_there = |view: &View| matches!(*view, View::All) || *view == screen.view || screen.count(*view) > 0;
    let mut there: Vec<View> = VIEWS.into_iter().filter(is_there).collect();
    let all = there.len();
    let views = |there: &[View]| {
        let names = there.iter().map(|view| (named(screen, *view, ctx), *view == screen.view));
        let more = (there.len() < all).then(|| ("…".to_owned(), false));
        listing::views(names.chain(more), screen.marked_rows(), 0, ctx)
    };
    let fits = |words: &str, around: usize| safe(words).width() + around <= width;
    let named = format!("{}  {}", screen.overview.name, views(&there));
    if fits(&named, 3) {
        return named;
    }
    let goes = [View::Unchanged, View::Joined, View::Refused, View::Deleted, View::Left, View::New, View::Nobodys];
    for view in goes.into_iter().filter(|view| *view != screen.view) {
        if fits(&views(&there), 3) {
            break;
        }
        there.retain(|one| *one != view);
    }
    views(&there)
}

/// Where the views stand in the heading, so that they can be clicked.
fn note_views(screen: &ImportScreen, heading: &str, area: Rect, ctx: &Ctx) {
    for (place, view) in VIEWS.iter().enumerate() {
        let words = named(screen, *view, ctx);
        let stands = heading.split("  ").find(|part| part.trim_matches(['[', ']']) == words);
        let Some(from) = stands.and_then(|part| heading.find(part).map(|from| (from, part))) else { continue };
        let (before, width) = (safe(&heading[..from.0]).width() as u16, safe(from.1).width() as u16);
        let at = Rect { x: area.x + 1 + before, width, height: 1, ..area }.intersection(area);
        ctx.spots.point(at, Point::View(place));
    }
}

fn named(screen: &ImportScreen, view: View, ctx: &Ctx) -> String {
    format!("{} {}", view.words(ctx.text), ctx.text.count(screen.count(view)))
}

fn empty(screen: &ImportScreen, ctx: &Ctx) -> String {
    if screen.filter.is_empty() { say!(ctx.text, "import-empty") } else { screen.filter.nothing(ctx) }
}

/// One record's row: mark, sign, name, what tells it apart, and why it is so.
fn line(screen: &ImportScreen, at: usize, row: &Record, selected: bool, width: usize, ctx: &Ctx) -> Line<'static> {
    let theme = ctx.theme;
    let upshot = screen.upshot(at);
    let (sign, role) = fate::sign(upshot);
    let dim = matches!(sign, "–" | "=" | "✗");
    let is_focused = selected && !screen.in_fields;
    let (bar, base) = match (selected, is_focused) {
        (true, false) => (Span::styled("▌", theme.style(Role::SelectedAside)), theme.style(Role::SelectedAside)),
        (selected, _) => list::bar(selected, theme),
    };
    let mark = if screen.list.marked.contains(&at) { "•" } else { " " };
    // That an entry is nobody's its sign says, and what it is matters more.
    let why = if upshot == Upshot::Nobodys { String::new() } else { screen.words(at, row, ctx) };
    let room = width.saturating_sub(5);
    // Why it is so matters more than what tells it apart.
    let needed = (safe(&why).width() + 1).min(room / 2);
    let share = if row.about.is_some() { room / 3 } else { room * 2 / 5 };
    let name_room = share.clamp(14, 32).min(room);
    let most = if row.about.is_some() { room } else { 28 };
    let aside_room = room.saturating_sub(name_room + needed).min(most);
    let why_room = room.saturating_sub(name_room + aside_room);
    let named = if row.name.is_empty() { popups::place(&screen.overview, row.line, ctx) } else { row.name.clone() };
    let look = if dim { theme.style(Role::Dim).patch(base) } else { base };
    Line::from(vec![
        bar,
        Span::styled(mark, theme.style(Role::Marked).patch(base)),
        Span::styled(format!("{sign} "), theme.style(role).patch(base)),
        Span::styled(cell(&named, name_room), look),
        Span::styled(cell(&aside(row, ctx), aside_room), theme.style(Role::Dim).patch(base)),
        Span::styled(
            cell(&why, why_room),
            theme.style(if upshot == Upshot::Open { Role::Text } else { Role::Dim }).patch(base),
        ),
        Span::styled(" ", base),
    ])
}

/// What tells a row apart: of an entry what it is, when, and whose.
fn aside(row: &Record, ctx: &Ctx) -> String {
    let Some(about) = row.about else {
        let kind = match row.kind {
            Some(RecordKind::Consent) => say!(ctx.text, "import-kind-consent"),
            Some(RecordKind::AgendaMark) => say!(ctx.text, "import-kind-mark"),
            _ => return row.aside.clone(),
        };
        return if row.aside.is_empty() { kind } else { format!("{kind}, {}", row.aside) };
    };
    let told = explain::entry(ctx.text, about.kind, about.day, about.time, ctx.today);
    if row.aside.is_empty() { told } else { format!("{told}, {}", row.aside) }
}

fn draw_fields(screen: &mut ImportScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let title = screen.selected_row().map(|row| row.name.clone()).unwrap_or_default();
    rule::title(frame.buffer_mut(), Rect { height: 1, ..area }, &title, screen.in_fields, ctx.theme);
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let said = said(screen, usize::from(inner.width).saturating_sub(2), ctx);
    screen.fields.draw(said, screen.in_fields, frame, inner, ctx);
}

/// What is said of the selected record before its fields: where it stands, what becomes of it and why, and what of it was taken over
/// otherwise than it stood.
fn said(screen: &ImportScreen, width: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let Some((at, row)) = screen.list.selected().and_then(|at| Some((at, screen.row(at)?))) else { return Vec::new() };
    let upshot = screen.upshot(at);
    let words = screen.words(at, row, ctx);
    let (sign, role) = fate::sign(upshot);
    let what = if words.is_empty() { say!(ctx.text, "import-row-new") } else { words };
    let (into, new) = (ctx.keys.shown(Action::TakeInto), ctx.keys.shown(Action::TakeNew));
    let next = match upshot {
        Upshot::Open | Upshot::LeftBefore => Some(say!(ctx.text, "import-row-decide", into = into, new = new)),
        Upshot::Nobodys if row.about.is_some_and(|about| about.names_somebody) => {
            Some(say!(ctx.text, "import-row-give", into = into, new = new))
        }
        Upshot::Nobodys => Some(say!(ctx.text, "import-row-give-only", into = into)),
        _ => None,
    };
    // What only its calendar tells of stands on no line.
    let place = match row.line {
        0 => String::new(),
        line => format!(" · {}", popups::place(&screen.overview, line, ctx)),
    };
    let mut lines = broken(&format!("{sign} {what}{place}"), width, role, ctx);
    if let Some(about) = row.about {
        let told = explain::entry(ctx.text, about.kind, about.day, about.time, ctx.today);
        if matches!(row.fate, Fate::Closes { .. }) {
            lines.extend(broken(&format!("{told}, {}", row.aside), width, Role::Text, ctx));
        }
    }
    lines.extend(next.into_iter().flat_map(|words| broken(&words, width, Role::Dim, ctx)));
    for cleaned in screen.overview.cleaned_at(at) {
        lines.extend(broken(&format!("! {}", explain::cleaning(ctx.text, cleaned)), width, Role::Warning, ctx));
    }
    lines
}

fn broken(words: &str, width: usize, role: Role, ctx: &Ctx) -> Vec<Line<'static>> {
    let words = safe(words).into_owned().to_string();
    let style = ctx.theme.style(role);
    wrap::rows(&words, width).into_iter().map(|row| Line::styled(words[row].trim_end().to_owned(), style)).collect()
}

/// An arrow key by its sign.
fn arrow(key: String) -> String {
    match key.as_str() {
        "Left" => "←".to_owned(),
        "Right" => "→".to_owned(),
        _ => key,
    }
}

/// The keys that matter for what the focus stands on.
pub(super) fn hints(screen: &ImportScreen, ctx: &Ctx) -> Vec<(String, String)> {
    if screen.filter.is_typing() {
        return screen.filter.hints(ctx).into_iter().filter(|(key, _)| key != "Tab").collect();
    }
    let of = |action: Action| (ctx.keys.shown(action), action.label(ctx.text));
    let key = |action: Action, words: String| (ctx.keys.shown(action), words);
    let go_on = key(Action::Open, say!(ctx.text, "import-hint-on"));
    let sides = [Action::Left, Action::Right].map(|action| arrow(ctx.keys.shown(action))).concat();
    if screen.in_fields {
        return vec![
            (sides, say!(ctx.text, "import-hint-side")),
            key(Action::Mark, say!(ctx.text, "import-hint-other")),
            key(Action::Back, say!(ctx.text, "import-hint-rows")),
            go_on,
            of(Action::Help),
        ];
    }
    // Those first that decide something about such a row; a narrow line has room for no more.
    let (leave, whose) = (
        key(Action::LeaveOut, say!(ctx.text, "import-hint-leave")),
        key(Action::TakeInto, say!(ctx.text, "import-hint-whose")),
    );
    let new = key(Action::TakeNew, say!(ctx.text, "import-hint-new"));
    let file = key(Action::TakeFile, say!(ctx.text, "import-hint-file"));
    let here = key(Action::KeepHere, say!(ctx.text, "import-hint-here"));
    let columns = screen.overview.is_table.then(|| of(Action::TableColumns));
    let fields = key(Action::NextPane, say!(ctx.text, "import-hint-fields"));
    if screen.overview.is_whole {
        let rest = [Action::Filter, Action::Back, Action::Help].map(of);
        return [go_on, fields, (sides, say!(ctx.text, "contacts-view"))].into_iter().chain(rest).collect();
    }
    let own = match screen.selected_row().map(|row| &row.fate) {
        Some(Fate::MaybeDuplicate(_) | Fate::Unmatched) => vec![whose, new, leave, fields],
        Some(Fate::Changed { .. }) => vec![leave, file, here, whose, fields, new],
        _ => vec![leave, whose, fields],
    };
    let mut hints: Vec<(String, String)> = [go_on].into_iter().chain(own).chain(columns).collect();
    hints.push(key(Action::ForAll, say!(ctx.text, "import-hint-all")));
    hints.push((sides, say!(ctx.text, "contacts-view")));
    hints.extend([Action::AsBefore, Action::Filter, Action::Mark, Action::Back].map(of));
    hints.push(of(Action::Help));
    hints
}
