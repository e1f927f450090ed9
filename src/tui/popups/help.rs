//! Help: every action of the screen with its keys, and what a log line takes, narrowed by what is typed; Enter does the selected
//! action.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Popup;
use super::log::understood;
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
use crate::tui::widgets::{row, window, wrap};

/// Columns inside the box, where there is room, and those of the keys.
const COLUMNS: u16 = 76;
const KEYS: usize = 14;

/// A row.
enum Row {
    Action(Action),
    /// A line of words, and what stands before it.
    Words(String, String),
}

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

    /// The actions that fit what is typed, in the table's order, and then the words on the log line that do.
    fn fitting(&self, ctx: &Ctx) -> Vec<Row> {
        let query = Query::new(self.typed.text());
        let fits = |action: &Action| {
            let words = format!("{} {} {}", keys(*action, ctx), action.label(ctx.text), action.help(ctx.text));
            query.is_empty() || query.rank(&words).is_some()
        };
        // What can be done here alone comes first.
        let mut actions: Vec<Action> = Action::of(self.place, ctx.read_only).filter(fits).collect();
        actions.sort_by_key(|action| !action.is_of_few());
        let actions = actions.into_iter().map(Row::Action);
        let title = (String::new(), String::new());
        let heading = (Action::Log.label(ctx.text), say!(ctx.text, "help-line"));
        let guide = [title, heading].into_iter().chain(understood::guide(ctx.text));
        // Who only reads writes no line.
        let guide =
            guide.filter(|_| !ctx.read_only).filter(|(_, words)| query.is_empty() || query.rank(words).is_some());
        let words = guide.flat_map(|(lead, words)| {
            let rows = wrap::rows(&words, usize::from(COLUMNS) - KEYS - 1);
            let rows: Vec<Row> = rows
                .into_iter()
                .enumerate()
                .map(|(number, row)| {
                    let lead = if number == 0 { lead.clone() } else { String::new() };
                    Row::Words(lead, words[row].to_owned())
                })
                .collect();
            rows
        });
        actions.chain(words).collect()
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
                let act = match fitting.get(self.at) {
                    Some(Row::Action(action)) if *action != Action::Help => Some(Outcome::Act(*action)),
                    _ => None,
                };
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
        let all = self.fitting(ctx).len() as u16;
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
        let shown = usize::from(inner.height.saturating_sub(2));
        let marks = [
            (self.scroll.offset > 0, inner.y + 2, "↑"),
            (self.scroll.offset + shown < fitting.len(), inner.bottom().saturating_sub(1), "↓"),
        ];
        for (_, y, mark) in marks.into_iter().filter(|(there, ..)| *there) {
            let at = Rect { x: inner.right(), y, width: 1, height: 1 };
            frame.render_widget(Span::styled(mark, theme.style(Role::Dim)), at);
        }
        for (y, (place, row)) in (inner.y + 2..inner.bottom()).zip(fitting.iter().enumerate().skip(self.scroll.offset))
        {
            let selected = place == self.at;
            let base = if selected { theme.style(Role::Selected) } else { theme.style(Role::Text) };
            let (keys, help) = match row {
                Row::Action(action) => (keys(*action, ctx), action.help(ctx.text)),
                Row::Words(lead, words) => (lead.clone(), words.clone()),
            };
            let keys = safe(&keys).fit(KEYS).to_string();
            let help = safe(&help).fit(usize::from(inner.width).saturating_sub(KEYS + 1)).to_string();
            let bar = if selected { "▌" } else { " " };
            let spans = [
                Span::styled(bar, base),
                Span::styled(keys, theme.style(Role::Key).patch(base)),
                Span::styled(help, base),
            ];
            frame.render_widget(row::Row(Line::from_iter(spans)), Rect { y, height: 1, ..inner });
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
