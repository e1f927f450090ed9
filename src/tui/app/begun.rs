//! The keys of a sequence whose end is still to come. Whoever rests there is shown what may follow; whoever knows it never
//! waits for that.

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::display::safe;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::keymap::{Chord, Key};
use crate::tui::spots::Spot;
use crate::tui::theme::Role;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::window;

/// Whoever knows how it goes on has gone on by then.
const REST: Duration = Duration::from_millis(300);

/// Columns inside the box at the most.
const COLUMNS: u16 = 64;

#[derive(Default)]
pub(super) struct Begun {
    keys: Vec<Key>,
    /// When what may follow is shown.
    shown_at: Option<Instant>,
}

impl Begun {
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    pub fn push(&mut self, key: Key, now: Instant) {
        self.keys.push(key);
        // Once it is shown, it stays so.
        let is_shown = self.is_shown(now);
        self.shown_at = if is_shown { self.shown_at } else { Some(now + REST) };
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// When it is to be drawn though nothing happens.
    pub fn deadline(&self, now: Instant) -> Option<Instant> {
        self.shown_at.filter(|at| *at > now)
    }

    pub fn is_shown(&self, now: Instant) -> bool {
        self.shown_at.is_some_and(|at| at <= now)
    }

    /// The views whose keys begin so.
    fn views<'a>(&self, place: Place, ctx: &'a Ctx) -> impl Iterator<Item = (String, String)> + use<'a, '_> {
        let views = ctx.views.iter().filter(move |_| Action::GoContacts.info().places.contains(&place));
        views.filter_map(|view| {
            let rest = Chord::parse(view.key.as_deref()?)?.after(&self.keys)?;
            Some((rest.to_string(), say!(ctx.text, "keys-view", name = view.name.as_str())))
        })
    }

    /// Paints what may follow in a place, over the last lines of `area`.
    pub fn draw(&self, place: Place, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let theme = ctx.theme;
        let follows: Vec<(String, String)> = Action::of(place, ctx.read_only)
            .flat_map(|action| {
                let rests = ctx.keys.rests(action, &self.keys);
                rests.into_iter().map(move |rest| (rest, action.help(ctx.text)))
            })
            .chain(self.views(place, ctx))
            .collect();
        let widest = |of: &dyn Fn(&(String, String)) -> usize| follows.iter().map(of).max().unwrap_or(0);
        let keys = widest(&|(key, _)| safe(key).width()) + 2;
        let columns = (keys + widest(&|(_, words)| safe(words).width())) as u16;
        let (columns, rows) = (columns.min(COLUMNS), follows.len() as u16);
        let height = (rows + 2).min(area.height);
        let width = (columns + 4).min(area.width);
        let corner = Rect { x: area.right() - width, y: area.bottom() - height, width, height };
        let begun: String = self.keys.iter().map(ToString::to_string).collect();
        let title = say!(ctx.text, "keys-follow", keys = begun);
        let inner = window::draw(&title, columns, rows, frame, corner, ctx);
        for (y, (key, words)) in (inner.y..inner.bottom()).zip(follows) {
            let pressed = Key::of_shown(&key).map_or(Spot::Still, |key| Spot::Key(key.event()));
            ctx.spots.put(Rect { y, height: 1, ..inner }, pressed);
            let words = safe(&words).cut(usize::from(inner.width).saturating_sub(keys)).to_string();
            let key = Span::styled(safe(&key).fit(keys).to_string(), theme.style(Role::Key));
            frame.render_widget(Row(Line::from_iter([key, Span::raw(words)])), Rect { y, height: 1, ..inner });
        }
    }
}
