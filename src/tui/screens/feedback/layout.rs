//! Where list and text stand: beside each other, or one over the other where it is narrow. Beside the list stands the whole text
//! with the briefing of whoever said it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::rows::{self, Row};
use super::{FeedbackScreen, VIEWS, View};
use crate::domain::consent::Purpose;
use crate::domain::feedback::{Feedback, Section};
use crate::say;
use crate::text::progress::progress;
use crate::text::{complaint, days, may, names};
use crate::tui::action::Action;
use crate::tui::briefing::facts::{self, Fact, joined};
use crate::tui::ctx::Ctx;
use crate::tui::listing;
use crate::tui::screens::Screen as _;
use crate::tui::spots::{Pane, Wheel};
use crate::tui::target::Item;
use crate::tui::theme::Role;
use crate::tui::widgets::header::NARROW;
use crate::tui::widgets::{list, row, rule};

pub(super) fn draw(screen: &mut FeedbackScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    let halves = match area.width >= NARROW {
        true => ctx.sharing.beside(screen.panes(), area, area.width * 16 / 25),
        false => ctx.sharing.stacked(screen.panes(), area, (area.height - 1) * 12 / 21),
    };
    let headings = halves.first.map(|list| draw_list(screen, frame, list, ctx)).unwrap_or_default();
    if let Some(border) = halves.border {
        rule::vertical(frame.buffer_mut(), border, &headings, ctx.theme);
    }
    if let Some(beside) = halves.second {
        draw_pane(screen, frame, beside, ctx);
    }
}

/// Paints the views and the list, and says in which lines headings stand.
fn draw_list(screen: &mut FeedbackScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) -> Vec<u16> {
    let line = |y| Rect { y, height: 1, ..area };
    let mut headings = vec![area.y];
    let empty = screen.list.is_empty().then(|| empty(screen, ctx));
    let look = screen.viewing.look.clone();
    // As it is by itself it needs no heads: each column says what it is.
    let heads = (!look.is_usual()).then(|| listing::row::heading(&look, area.width.into(), ctx));
    let around = listing::around(&views(screen, area, ctx), &screen.filter, heads, empty, frame, area, ctx);
    let Some(list) = around else { return headings };
    // Where there are no heads there is nothing to click, but the columns that have room are known.
    let heads = Rect { height: u16::from(!look.is_usual()), ..line(list.y - 1) };
    listing::row::note_heads(&look, heads, ctx.spots);
    ctx.spots.pane(list, Pane::List);
    let all = rows::rows(&screen.feedback, look.sort.is_empty(), ctx);
    let chosen = screen.list.selected();
    let selected = |row: &Row| matches!(row, Row::One(one) if Some(one.id) == chosen);
    let at = all.iter().position(selected).unwrap_or(0);
    let row = |at: usize| match all.get(at) {
        Some(Row::One(one)) => Some(one.id),
        Some(Row::Heading(..)) | None => None,
    };
    screen.anchor.hold(&mut screen.list.scroll, all.len(), row);
    screen.list.scroll.show(at, all.len(), list.height.into());
    if at == 1 && matches!(all.first(), Some(Row::Heading(..))) {
        // The first row's heading comes into sight with it.
        screen.list.scroll.offset = 0;
    }
    screen.anchor.take(&screen.list.scroll, all.len(), chosen, row);
    let is_one = |row: &&Row| matches!(row, Row::One(_));
    let mut place = all.iter().take(screen.list.scroll.offset).filter(is_one).count();
    for (y, row) in (list.y..list.bottom()).zip(all.iter().skip(screen.list.scroll.offset)) {
        match row {
            Row::Heading(what, count) => {
                let words = format!("{what} {count}");
                rule::heading(frame.buffer_mut(), line(y), &words, ctx.theme);
                headings.push(y);
            }
            Row::One(one) => {
                ctx.spots.row(line(y), Pane::List, place);
                place += 1;
                let (selected, marked) = (selected(row), screen.list.marked.contains(&one.id));
                if let Some(one) = one.of(ctx) {
                    let painted = rows::line(one, (selected, marked), &screen.filter, &look, list.width.into(), ctx);
                    frame.render_widget(row::Row(painted), line(y));
                }
            }
        }
    }
    let above = screen.list.scroll.offset;
    list::more(above, all.len().saturating_sub(above + usize::from(list.height)), frame, list, ctx.theme);
    headings
}

/// `[Open 4]  to be told 1  all`: the view in force in brackets.
fn views(screen: &FeedbackScreen, area: Rect, ctx: &Ctx) -> String {
    let kept = screen.viewing.kept.as_ref().map(|kept| (kept.view.name.clone(), screen.view == View::Kept));
    let (open, to_be_told) = screen.counts;
    let views = VIEWS.map(|view| {
        let name = match view {
            View::Open | View::Kept => format!("{} {open}", say!(ctx.text, "feedback-view-open")),
            View::ToBeTold => format!("{} {to_be_told}", say!(ctx.text, "feedback-view-to-be-told")),
            View::All => {
                let name = say!(ctx.text, "feedback-view-all");
                match screen.closed.count() {
                    Some((closed, more)) => format!("{name} {}{}", open + closed, if more { "+" } else { "" }),
                    None => name,
                }
            }
        };
        (name, view == screen.view)
    });
    let marked = (screen.list.marked.len(), screen.list.unseen().count());
    let kept: Vec<(String, bool)> = kept.into_iter().collect();
    let before = kept.len();
    listing::views_in(kept.into_iter().chain(views).collect(), before, marked, screen.viewing.look.list, area, ctx)
}

/// What is said where there is nothing, and which key comes next.
fn empty(screen: &FeedbackScreen, ctx: &Ctx) -> String {
    if screen.waits_for_closed() {
        return if ctx.reads_long { say!(ctx.text, "popup-reading") } else { String::new() };
    }
    if !screen.filter.is_empty() {
        return screen.filter.nothing(ctx);
    }
    match (screen.view, screen.closed.unread()) {
        (View::All, Some(why)) => why.to_owned(),
        (View::Open, _) if ctx.read_only => {
            say!(ctx.text, "feedback-empty-read-only", all = ctx.keys.shown(Action::NextPane))
        }
        (View::Open, _) => {
            let (key, all) = (ctx.keys.shown(Action::Feedback), ctx.keys.shown(Action::NextPane));
            say!(ctx.text, "feedback-empty", key = key, all = all)
        }
        (View::Kept, _) => say!(ctx.text, "views-nothing", all = ctx.keys.shown(Action::Back)),
        (View::ToBeTold, _) => say!(ctx.text, "feedback-none-to-be-told"),
        (View::All, None) if ctx.read_only => say!(ctx.text, "feedback-none-read-only"),
        (View::All, None) => say!(ctx.text, "feedback-none", key = ctx.keys.shown(Action::Feedback)),
    }
}

fn draw_pane(screen: &mut FeedbackScreen, frame: &mut Frame, area: Rect, ctx: &Ctx) {
    ctx.spots.wheel(area, Wheel::Scrolls);
    if ctx.leaves(frame, area) {
        return;
    }
    let title = Rect { height: 1, ..area };
    let place = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 1 };
    let Some(one) = screen.one(ctx) else { return rule::title(frame.buffer_mut(), title, "", false, ctx.theme) };
    rule::title(frame.buffer_mut(), title, ctx.name(one.contact), false, ctx.theme);
    let width = usize::from(place.width).saturating_sub(1);
    let mut all = of(one, ctx);
    if let Some(why) = screen.closed.unread().filter(|_| screen.view == View::All) {
        all.insert(0, Fact::new(why, Role::Warning).lead("! ", Role::Warning));
    }
    all.push(Fact::empty());
    let itself = Some(Item::Feedback(one.id));
    all.extend(facts::of(one.contact, width, ctx).into_iter().filter(|fact| fact.item != itself));
    let lines: Vec<Line> = all.iter().flat_map(|fact| fact.lines(width, ctx.theme)).collect();
    screen.pane_lines = lines.len();
    screen.pane.height = place.height.into();
    screen.pane.by(0, lines.len());
    let (above, in_sight) = (screen.pane.offset, screen.pane.offset + screen.pane.height);
    for (y, line) in (place.y..place.bottom()).zip(lines.into_iter().skip(above)) {
        frame.render_widget(row::Row(line), Rect { y, height: 1, ..place });
    }
    list::more(above, screen.pane_lines.saturating_sub(in_sight), frame, place, ctx.theme);
}

/// What there is to say of one: kind, score, topic and how far it is; the whole text; what came of it.
fn of(one: &Feedback, ctx: &Ctx) -> Vec<Fact> {
    let text = ctx.text;
    let came = days::short(text, one.day, ctx.today);
    let score = one.score.map(|score| format!("{score}/10")).unwrap_or_default();
    let topic = if one.topic.is_empty() { String::new() } else { format!("#{}", one.topic) };
    let head = joined([names::feedback(text, one.kind), score, topic, say!(text, "feedback-came", day = came)]);
    let late = one.is_open() && one.due().is_some_and(|due| due < ctx.today);
    let mut facts = vec![
        Fact::new(head, Role::Section),
        Fact::new(progress(text, one, ctx.today), if late { Role::Late } else { Role::Text }),
    ];
    facts.extend(one.text.lines().map(|line| Fact::new(line, Role::Text).lead("│ ", Role::Dim)));
    facts.extend(complaint::details(text, one, ctx.today).into_iter().map(|line| Fact::new(line, Role::Text)));
    if one.section() == Section::ToBeTold {
        facts.extend(way(one, ctx));
    }
    if !one.answer.is_empty() {
        facts.push(Fact::new(one.answer.clone(), Role::Text).lead("→ ", Role::Good));
    }
    facts
}

/// On which channel they are to be told what came of it, and whether that may be.
fn way(one: &Feedback, ctx: &Ctx) -> Option<Fact> {
    let Some((on, may)) = ctx.book.contact(one.contact)?.way_for(Purpose::Service, ctx.today) else {
        return Some(Fact::new(say!(ctx.text, "feedback-tell-no-way"), Role::Warning).lead("○ ", Role::Warning));
    };
    let channel = names::channel(ctx.text, on);
    Some(match may::why_not(ctx.text, on, may, ctx.today) {
        None => Fact::new(say!(ctx.text, "feedback-tell-by", channel = channel), Role::Text).lead("✓ ", Role::Good),
        Some(why) => Fact::new(why, Role::Text).lead("✗ ", Role::Error),
    })
}
