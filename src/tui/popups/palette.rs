//! The palette: every action that applies here by name and synonym, and contacts, companies, open follow-ups and drafts by name.
//! Enter runs the action as if its key had been pressed on the screen below, or opens the record.
//!
//! Owns what can be chosen and its order. What an action is called is `called`'s, what it does its own.

mod goal;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub use goal::Goal;
pub(in crate::tui) use goal::named;

use super::{Popup, called};
use crate::domain::display::safe;
use crate::domain::find::Named;
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::{Names, Query};
use crate::say;
use crate::store::Entry;
use crate::text::{days, reason};
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::keymap::Chord;
use crate::tui::outcome::Outcome;
use crate::tui::spots::{Pane, Point};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{self, Scroll};
use crate::tui::widgets::picker::highlighted;
use crate::tui::widgets::row::Row;
use crate::tui::widgets::text_field::TextField;
use crate::tui::widgets::window;

/// Columns inside the box, where there is room, and rows of what can be chosen.
const COLUMNS: u16 = 88;
const ROWS: u16 = 18;
/// Columns of the key.
const KEY: usize = 10;
/// Of each kind of record so many are found at the most.
const FOUND: usize = 50;
/// The palette over a screen.
pub struct Palette {
    place: Place,
    target: Target,
    /// Companies and open follow-ups by what they are called, once that is known.
    named: Option<Arc<Names<Named>>>,
    /// Which of them changed since.
    changed: Vec<RecordId>,
    /// Those, and drafts.
    names: Names<Goal>,
    typed: TextField,
    /// What fits what is typed, the best first.
    fitting: Vec<Goal>,
    at: usize,
    scroll: Scroll,
    /// Whether what changes the store is left out.
    read_only: bool,
    /// When the last backup was made, once that is known.
    last_backup: Option<Option<DateTime<FixedOffset>>>,
}

impl Palette {
    /// For the screen of this place, with what its verbs act on.
    pub fn new(place: Place, target: Target, ctx: &Ctx) -> Self {
        let mut palette = Self {
            place,
            target,
            named: None,
            changed: Vec::new(),
            names: goal::names(&[], ctx),
            typed: TextField::default().placeholder(say!(ctx.text, "palette-placeholder")),
            fitting: Vec::new(),
            at: 0,
            scroll: Scroll::default(),
            read_only: ctx.read_only,
            last_backup: None,
        };
        palette.find(ctx);
        palette
    }

    fn find(&mut self, ctx: &Ctx) {
        let (query, plain) = (Query::new(self.typed.text()), Query::plain(self.typed.text()));
        let mut fitting: Vec<(i64, Goal)> = Vec::new();
        if query.is_empty() {
            let (moves, verbs): (Vec<Action>, Vec<Action>) = self.actions().partition(|action| is_move(*action));
            let drafts = ctx.drafts.iter().map(|draft| Goal::Draft(draft.id));
            let all = verbs.into_iter().map(Goal::Action).chain(drafts).chain(moves.into_iter().map(Goal::Action));
            fitting.extend(all.map(|goal| (0, goal)));
        } else {
            let actions = self.actions().filter_map(|action| Some((called::rank(action, &query, ctx)?, action)));
            fitting.extend(actions.map(|(rank, action)| (rank, Goal::Action(action))));
            let index = ctx.index();
            let contacts = index.best(&ctx.query(&plain), FOUND).into_iter();
            fitting.extend(contacts.map(|(rank, id)| (rank, Goal::Contact(id))));
            let is_same = |named: &Named| !self.changed.contains(&named.record());
            let named = self.named.iter().flat_map(|named| named.search(&plain, FOUND));
            let named = named.filter(|(_, named)| is_same(named));
            fitting.extend(named.filter_map(|(rank, named)| Some((rank, Goal::of(named)?))));
            fitting.extend(self.names.search(&plain, FOUND));
            if !self.actions().any(|action| called::rank(action, &plain, ctx).is_some()) {
                let elsewhere = goal::elsewhere(self.place, self.read_only);
                let elsewhere = elsewhere.filter(|action| called::rank(*action, &plain, ctx).is_some());
                fitting.extend(elsewhere.map(|action| (i64::MIN, Goal::Elsewhere(action))));
            }
        }
        // Where two fit alike, those used or visited before come first, the last one before all.
        // Of records those that were visited say more than those that were chosen here.
        let chosen = ctx.recent.iter().filter(|goal| matches!(goal, Goal::Action(_))).cloned();
        let before: Vec<Goal> = chosen.chain(self.visited(ctx)).collect();
        let used = |goal: &Goal| before.iter().position(|one| one == goal).unwrap_or(usize::MAX);
        if query.is_empty() {
            let first = |(at, goal): &(usize, &Goal)| used(goal) == *at && self.applies(goal);
            let again = before.iter().enumerate().filter(first).map(|(_, goal)| (0, goal.clone()));
            fitting = again.chain(fitting.into_iter().filter(|(_, goal)| used(goal) == usize::MAX)).collect();
        } else {
            fitting.sort_by_key(|(rank, goal)| (std::cmp::Reverse(*rank), used(goal)));
        }
        self.fitting = fitting.into_iter().map(|(_, goal)| goal).filter(|goal| goal.is_there(ctx)).collect();
        self.at = 0;
    }

    /// Finds what there is now; the selection stays on what it stands on.
    fn find_again(&mut self, ctx: &Ctx) {
        let (at, selected) = (self.at, self.fitting.get(self.at).cloned());
        self.find(ctx);
        let place = selected.and_then(|selected| self.fitting.iter().position(|goal| *goal == selected));
        self.at = place.unwrap_or(at).min(self.fitting.len().saturating_sub(1));
    }

    /// The records that were visited last, but for the one that is shown.
    fn visited<'a>(&self, ctx: &Ctx<'a>) -> impl Iterator<Item = Goal> + use<'a> {
        let shown = usize::from(matches!(self.place, Place::Contact | Place::Company));
        ctx.visited.iter().skip(shown).map(|record| match record.kind {
            RecordKind::Company => Goal::Company(record.id.into()),
            _ => Goal::Contact(record.id.into()),
        })
    }

    /// The actions that apply here, but for the one that opened this.
    fn actions(&self) -> impl Iterator<Item = Action> + use<> {
        Action::of(self.place, self.read_only).filter(|action| *action != Action::Palette)
    }

    /// How old the last backup is.
    fn last_backup(&self, ctx: &Ctx) -> String {
        match self.last_backup {
            None => String::new(),
            Some(None) => say!(ctx.text, "backup-none"),
            Some(Some(at)) => {
                let day = at.date_naive();
                // What is taken for today may be an earlier day than the clock's.
                let ago = if day > ctx.today { days::short } else { days::distance };
                say!(ctx.text, "backup-last", ago = ago(ctx.text, day, ctx.today))
            }
        }
    }

    fn applies(&self, goal: &Goal) -> bool {
        match goal {
            Goal::Action(action) => self.actions().any(|one| one == *action),
            _ => true,
        }
    }

    /// Does what the selection stands on.
    fn choose(&self, ctx: &Ctx) -> Outcome {
        let Some(goal) = self.fitting.get(self.at).cloned() else { return Outcome::Stay };
        let done = goal.reach(ctx);
        if let Goal::Elsewhere(_) = goal {
            return Outcome::All(vec![Outcome::Finish, done]);
        }
        Outcome::All(vec![Outcome::Finish, Outcome::Used(goal), done])
    }

    fn line(&self, goal: &Goal, selected: bool, query: &Query, width: usize, ctx: &Ctx) -> Line<'static> {
        let theme = ctx.theme;
        let (bar, base) = list::bar(selected, theme);
        let key = match goal {
            Goal::Action(action) => ctx.keys.shown(*action),
            Goal::View(list, name) => {
                let view = ctx.views.iter().find(|view| view.look.list == *list && view.name == *name);
                let chord = view.and_then(|view| Chord::parse(view.key.as_deref()?));
                chord.map(|chord| chord.to_string()).unwrap_or_default()
            }
            _ => String::new(),
        };
        let key = safe(&key).fit(KEY).to_string();
        let room = width.saturating_sub(1 + KEY);
        // Whom actions are about is said once, with the one that is chosen.
        let has_aside = selected || !matches!(goal, Goal::Action(_));
        let aside = match goal {
            Goal::Action(Action::BackUp) => self.last_backup(ctx),
            goal if has_aside => goal.aside(&self.target, ctx),
            _ => String::new(),
        };
        // Where it applies is what is told of such a one.
        let most = if matches!(goal, Goal::Elsewhere(_)) { room * 3 / 5 } else { room / 3 };
        let aside = safe(&aside).cut(most).to_string();
        let words = goal.words(ctx);
        let words = safe(&words).cut(room.saturating_sub(safe(&aside).width() + 2)).to_string();
        let gap = room.saturating_sub(safe(&words).width() + safe(&aside).width());
        let hits = |text: &str, is_company: bool| match is_company {
            _ if query.is_empty() => Vec::new(),
            true => query.highlights_in_company(text),
            false => query.highlights(text),
        };
        let hit = theme.style(Role::Match).patch(base);
        let mut spans = vec![bar, Span::styled(key, theme.style(Role::Key).patch(base))];
        spans.extend(highlighted(&words, &hits(&words, matches!(goal, Goal::Company(_))), base, hit));
        spans.push(Span::styled(" ".repeat(gap), base));
        // Beside a contact stands the company.
        let in_aside = if matches!(goal, Goal::Contact(_)) { hits(&aside, true) } else { Vec::new() };
        spans.extend(highlighted(&aside, &in_aside, theme.style(Role::Dim).patch(base), hit));
        Line::from(spans)
    }
}

/// Whether it only moves in lists: those come last while nothing is typed.
fn is_move(action: Action) -> bool {
    action.info().places.contains(&Place::Choice)
}

impl Popup for Palette {
    fn opened(&mut self, ctx: &Ctx) -> Outcome {
        let untitled = reason::title(ctx.text, "");
        Outcome::All(vec![Outcome::Ask(Ask::Named { untitled }), Outcome::Ask(Ask::LastBackup)])
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::LastBackup(at) => self.last_backup = Some(*at),
            Answer::Named(named) => {
                self.named = Some(named.clone());
                self.find_again(ctx);
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn others_changed(&mut self, entries: &[Entry], ctx: &Ctx) {
        for record in entries.iter().flat_map(|entry| &entry.touched) {
            if matches!(record.kind, RecordKind::Company | RecordKind::FollowUp) && !self.changed.contains(record) {
                self.changed.push(*record);
            }
        }
        self.names = goal::names(&self.changed, ctx);
        self.find_again(ctx);
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Key(key) => key,
            Input::Point(Point::Row(_, at)) => {
                self.at = *at;
                return self.choose(ctx);
            }
            Input::Point(Point::Text(_, byte)) => {
                self.typed.go_to(*byte);
                return Outcome::Stay;
            }
            Input::Point(_) => return Outcome::Stay,
            Input::Paste(text) => {
                self.typed.paste(text);
                self.find(ctx);
                return Outcome::Stay;
            }
        };
        let ctrl = key.modifiers == KeyModifiers::CONTROL;
        let step = match key.code {
            KeyCode::Esc => return Outcome::Finish,
            KeyCode::Backspace if self.typed.is_empty() => return Outcome::Finish,
            KeyCode::Enter => return self.choose(ctx),
            KeyCode::Down | KeyCode::Tab => Action::Down,
            KeyCode::Up | KeyCode::BackTab => Action::Up,
            KeyCode::Char('n' | 'j') if ctrl => Action::Down,
            KeyCode::Char('p') if ctrl => Action::Up,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            _ => {
                let before = self.typed.text().to_owned();
                self.typed.key(*key);
                if self.typed.text() != before {
                    self.find(ctx);
                }
                return Outcome::Stay;
            }
        };
        self.at = self.scroll.moved(step, self.at, self.fitting.len()).unwrap_or(self.at);
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let theme = ctx.theme;
        let inner = window::draw(&say!(ctx.text, "palette-title"), COLUMNS, ROWS + 1, frame, area, ctx);
        frame.render_widget(Span::styled(":", theme.style(Role::Key)), Rect { width: 1, height: 1, ..inner });
        let field = Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner };
        let (style, dim) = (theme.style(Role::Field), theme.style(Role::Placeholder));
        let cursor = self.typed.draw(field, frame.buffer_mut(), style, dim);
        frame.set_cursor_position(cursor);
        self.typed.note(Rect { height: 1, ..field }, 0, ctx.spots);
        ctx.spots.list(inner);

        let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        if self.fitting.is_empty() {
            let none = Line::styled(
                say!(ctx.text, "palette-none", key = ctx.keys.shown(Action::Help)),
                theme.style(Role::Dim),
            );
            return frame.render_widget(none, Rect { height: 1.min(rows.height), ..rows });
        }
        self.scroll.show(self.at, self.fitting.len(), rows.height.into());
        let query = Query::plain(self.typed.text());
        let in_sight = self.fitting.iter().enumerate().skip(self.scroll.offset);
        for (y, (place, goal)) in (rows.y..rows.bottom()).zip(in_sight) {
            let line = self.line(goal, place == self.at, &query, rows.width.into(), ctx);
            let row = Rect { y, height: 1, ..rows };
            ctx.spots.row(row, Pane::List, place);
            frame.render_widget(Row(line), row);
        }
        let below = self.fitting.len().saturating_sub(self.scroll.offset + usize::from(rows.height));
        let edge = Rect { width: rows.width + 1, ..rows };
        list::more(self.scroll.offset, below, frame, edge, theme);
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "palette-do")),
            ("↑↓".into(), say!(ctx.text, "hint-move")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
        ]
    }
}
