//! Help: every action of the screen with its keys, narrowed by what is typed; Enter does the selected one.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Popup;
use crate::domain::display::safe;
use crate::domain::search::Query;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::ctx::Ctx;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Scroll;
use crate::tui::widgets::text_field::TextField;
use crate::tui::widgets::window;

/// Columns inside the box, where there is room, and those of the keys.
const COLUMNS: u16 = 76;
const KEYS: usize = 14;

/// The help of one place.
pub struct Help {
    place: Place,
    typed: TextField,
    at: usize,
    scroll: Scroll,
}

impl Help {
    pub fn new(place: Place) -> Self {
        Self { place, typed: TextField::default(), at: 0, scroll: Scroll::default() }
    }

    /// The actions that fit what is typed, in the table's order.
    fn fitting(&self, ctx: &Ctx) -> Vec<Action> {
        let query = Query::new(self.typed.text());
        let fits = |action: &Action| {
            let words = format!("{} {} {}", keys(*action, ctx), action.label(ctx.text), action.help(ctx.text));
            query.is_empty() || query.rank(&words).is_some()
        };
        Action::of(self.place).filter(fits).collect()
    }
}

impl Popup for Help {
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Paste(text) => {
                self.typed.paste(text);
                self.at = 0;
                return Outcome::Stay;
            }
        };
        let fitting = self.fitting(ctx);
        let step = match key.code {
            KeyCode::Esc => return Outcome::Finish,
            KeyCode::Enter => {
                let chosen = fitting.get(self.at).filter(|action| **action != Action::Help);
                let act = chosen.map(|action| Outcome::Act(*action));
                return Outcome::All([Outcome::Finish].into_iter().chain(act).collect());
            }
            KeyCode::Down => Action::Down,
            KeyCode::Up => Action::Up,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            _ => {
                let before = self.typed.text().to_owned();
                self.typed.key(*key);
                if self.typed.text() != before {
                    self.at = 0;
                }
                return Outcome::Stay;
            }
        };
        self.at = self.scroll.moved(step, self.at, fitting.len()).unwrap_or(self.at);
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let all = Action::of(self.place).count() as u16;
        let inner = window::draw(&say!(ctx.text, "help-title"), COLUMNS, all + 2, frame, area, ctx.theme);
        let theme = ctx.theme;
        let (style, dim) = (theme.style(Role::Field), theme.style(Role::Placeholder));
        let field = self.typed.clone().placeholder(say!(ctx.text, "help-find"));
        let cursor = field.draw(inner, frame.buffer_mut(), style, dim);
        frame.set_cursor_position(cursor);

        let fitting = self.fitting(ctx);
        if fitting.is_empty() {
            let line = Rect { y: inner.y + 2, height: 1, ..inner };
            frame.render_widget(Line::styled(say!(ctx.text, "pick-none"), theme.style(Role::Dim)), line);
        }
        self.scroll.show(self.at, fitting.len(), usize::from(inner.height.saturating_sub(2)));
        for (y, (place, action)) in
            (inner.y + 2..inner.bottom()).zip(fitting.iter().enumerate().skip(self.scroll.offset))
        {
            let selected = place == self.at;
            let base = if selected { theme.style(Role::Selected) } else { theme.style(Role::Text) };
            let keys = safe(&keys(*action, ctx)).fit(KEYS).to_string();
            let help = action.help(ctx.text);
            let help = safe(&help).fit(usize::from(inner.width).saturating_sub(KEYS + 1)).to_string();
            let bar = if selected { "▌" } else { " " };
            let spans = [
                Span::styled(bar, base),
                Span::styled(keys, theme.style(Role::Key).patch(base)),
                Span::styled(help, base),
            ];
            frame.render_widget(Line::from_iter(spans), Rect { y, height: 1, ..inner });
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "help-do")),
            ("↑↓".into(), say!(ctx.text, "hint-move")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
        ]
    }
}

/// All keys of an action: `j Down`.
fn keys(action: Action, ctx: &Ctx) -> String {
    let keys: Vec<String> = ctx.keys.chords(action).iter().map(ToString::to_string).collect();
    keys.join("  ")
}
