//! How the app paints itself: header, the shown screen, pop-ups over it, toast and footer.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Wrap};

use super::hurry::Beside;
use super::world::World;
use super::{App, place, room};
use crate::say;
use crate::text::days;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::keymap::Key;
use crate::tui::spots::Spot;
use crate::tui::theme::Role;
use crate::tui::widgets::header::Header;
use crate::tui::widgets::{ascii, footer, toast};

/// The smallest terminal in which the screens are whole.
const SMALLEST: (u16, u16) = (60, 15);

impl App {
    /// Paints all.
    pub fn draw(&mut self, frame: &mut Frame) {
        self.draw_over(None, frame);
    }

    /// Paints over what is `shown` on the terminal: as long as keys come quickly, only what they move.
    pub fn draw_over(&mut self, shown: Option<&Buffer>, frame: &mut Frame) {
        let area = frame.area();
        let beside = self.beside();
        let leaves = self.hurry.leaves(beside);
        let shown = shown.filter(|_| leaves);
        let is_slow = self.saving().any(|saving| saving.is_slow_at() <= self.world.now.instant);
        let progress = self.progress();
        let follows = self.shows_what_follows();
        let Self { world, tabs, popups, toast, begun, .. } = self;
        world.spots.clear();
        world.with(|ctx| {
            if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
                return too_small(frame, ctx);
            }
            let line = |y| Rect { y, height: 1, ..area };
            let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
            header(frame, line(area.y), ctx, world, tabs.current());
            let ctx = &Ctx { shown, ..*ctx };
            tabs.shown_mut().draw(frame, body, ctx);
            for opened in popups.iter_mut() {
                ctx.spots.cover(area);
                opened.popup.draw(frame, body, ctx);
            }
            if let Some(toast) = toast.as_ref().map(|shown| &shown.toast).or(progress.as_ref()) {
                toast::draw(toast, frame, body, ctx.theme);
            }
            if follows {
                begun.draw(tabs.shown().place(), frame, body, ctx);
            }
            let hints = match popups.last() {
                _ if is_slow => vec![("…".to_owned(), say!(ctx.text, "footer-saving"))],
                Some(opened) => opened.popup.hints(ctx),
                None if ctx.read_only => without_changes(tabs.shown().hints(ctx), tabs.shown().place(), ctx),
                None => tabs.shown().hints(ctx),
            };
            let hints = match popups.is_empty() && !is_slow && !tabs.shown().is_typing() {
                true => room::hint(tabs.shown().panes(), ctx).into_iter().chain(hints).collect(),
                false => hints,
            };
            let space = |(key, word): (String, String)| match key.as_str() {
                "Space" => (say!(ctx.text, "key-space"), word),
                _ => (key, word),
            };
            let hints: Vec<_> = hints.into_iter().map(space).collect();
            let place = (popups.is_empty() && !tabs.shown().is_typing()).then(|| tabs.shown().place());
            for (key, on) in footer::draw(&hints, frame, line(area.bottom() - 1), ctx.theme) {
                ctx.spots.put(on, hinted(key, place, ctx));
            }
        });
        if self.world.choices.ascii {
            ascii::put_in(frame.buffer_mut());
        }
        self.world.choices.look.theme().put_behind(frame.buffer_mut());
    }
}

/// What a click on a hint does: the action that has that key on the screen, else the key as it is typed.
fn hinted(key: &str, place: Option<Place>, ctx: &Ctx) -> Spot {
    let space = say!(ctx.text, "key-space");
    let key = if key == space { "Space" } else { key };
    let Some(pressed) = Key::of_shown(key) else { return Spot::Still };
    match place {
        None => Spot::Key(pressed.event()),
        Some(place) => {
            Action::of(place, ctx.read_only).find(|one| ctx.keys.shown(*one) == key).map_or(Spot::Still, Spot::Act)
        }
    }
}

/// The hints but for the keys of what changes the store.
fn without_changes(mut hints: Vec<(String, String)>, place: Place, ctx: &Ctx) -> Vec<(String, String)> {
    let keys: Vec<String> =
        Action::of(place, false).filter(|one| one.info().changes).map(|one| ctx.keys.shown(one)).collect();
    hints.retain(|(key, _)| !keys.contains(key));
    hints
}

impl App {
    /// Whether it says what may follow the keys that were pressed.
    fn shows_what_follows(&self) -> bool {
        self.begun.is_shown(self.world.now.instant) && self.popups.is_empty() && !self.tabs.shown().is_typing()
    }

    /// What stands beside the list; nothing to speak of under a pop-up, which lies over it.
    fn beside(&self) -> Option<Beside> {
        let of = |ctx: &Ctx| Beside {
            screen: self.tabs.standing(),
            shared: self.world.sharing.changes(),
            of: self.tabs.shown().selected(ctx),
        };
        (self.popups.is_empty() && !self.shows_what_follows()).then(|| self.world.with(of))
    }
}

fn header(frame: &mut Frame, area: Rect, ctx: &Ctx, world: &World, current: usize) {
    let due = say!(ctx.text, "header-due", count = ctx.agenda.due());
    // What stands first goes first where there is no room for all.
    let mut right = vec![days::with_weekday(ctx.text, ctx.today, ctx.today)];
    right.extend(world.choices.demo.then(|| say!(ctx.text, "header-demo")));
    right.extend(ctx.read_only.then(|| say!(ctx.text, "header-read-only")));
    right.extend(world.no_saving.map(|why| format!("! {}", place::mark(ctx.text, why))));
    right.push(due);
    let tabs = [
        (Action::GoAgenda, say!(ctx.text, "screen-agenda")),
        (Action::GoContacts, say!(ctx.text, "screen-contacts")),
        (Action::GoCompanies, say!(ctx.text, "screen-companies")),
        (Action::GoFeedback, say!(ctx.text, "screen-feedback")),
        (Action::GoReports, say!(ctx.text, "screen-reports")),
    ];
    let actions = tabs.each_ref().map(|(tab, _)| *tab);
    let tabs = tabs.map(|(tab, name)| (ctx.keys.shown(tab), name));
    let header = Header { name: "touchbase", tabs: &tabs, current: Some(current), right: &right };
    for (place, tab) in header.draw(frame, area, ctx.theme).into_iter().zip(actions) {
        ctx.spots.put(place, Spot::Act(tab));
    }
}

fn too_small(frame: &mut Frame, ctx: &Ctx) {
    let area = frame.area();
    let words = say!(
        ctx.text,
        "screen-too-small",
        columns = area.width,
        rows = area.height,
        least_columns = SMALLEST.0,
        least_rows = SMALLEST.1
    );
    let paragraph = Paragraph::new(Line::styled(words, ctx.theme.style(Role::Warning))).wrap(Wrap { trim: true });
    frame.render_widget(paragraph, area);
}
