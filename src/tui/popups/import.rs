//! Importing begins with a path, which Tab completes: a file, or a directory whose files come in together. What they would bring
//! is `screens::import`'s; what is asked on the way there lies here.

pub mod firms;
pub mod for_all;
pub mod into;
pub mod last;
pub mod leave;
pub mod whole;

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Popup;
use crate::domain::display::safe;
use crate::explain;
use crate::formats::Unreadable;
use crate::say;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::importing::{Held, Offer, Overview, Told, What, reading};
use crate::tui::long_work::LongWork;
use crate::tui::outcome::Outcome;
use crate::tui::screens::columns::ColumnsScreen;
use crate::tui::screens::import::ImportScreen;
use crate::tui::spots::{Pane, Point};
use crate::tui::theme::Role;
use crate::tui::widgets::text_field::TextField;
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::{list, window, wrap};

/// Files and records that can't be read, and values taken over otherwise, that are named; the others are counted.
const NAMED: usize = 3;

/// Paths in sight.
const SHOWN: usize = 8;

/// The path that is being typed.
pub struct ImportPath {
    typed: TextField,
    found: Vec<Offer>,
    at: Option<usize>,
    /// Whether `found` is not yet that for what is typed.
    finding: bool,
    /// The file is being looked into.
    looking: Option<LongWork>,
    note: Option<(Role, String)>,
}

/// Asks for the path.
pub fn open(ctx: &Ctx) -> Box<dyn Popup> {
    let typed = TextField::new("").placeholder(say!(ctx.text, "import-path-hint"));
    Box::new(ImportPath { typed, found: Vec::new(), at: None, finding: false, looking: None, note: None })
}

impl ImportPath {
    fn look(&mut self) -> Outcome {
        self.at = None;
        self.finding = true;
        Outcome::Ask(Ask::Paths(self.typed.text().to_owned()))
    }

    fn set(&mut self, path: &str) -> Outcome {
        self.typed.set(path);
        self.look()
    }

    /// What goes on from what is typed: what is offered before isn't, nor is the directory itself.
    fn going_on(&self) -> impl Iterator<Item = &str> {
        let typed = self.typed.text();
        let paths = self.found.iter().filter(|offer| !matches!(offer.what, What::All(_))).map(|offer| &*offer.path);
        paths.filter(move |path| path.starts_with(typed) && !typed.is_empty())
    }

    /// Goes on as far as all that fits goes on alike; where it is one, to its end.
    fn complete(&mut self) -> Outcome {
        let marked = self.at.and_then(|at| self.found.get(at)).map(|offer| offer.path.clone());
        match marked.or_else(|| common_beginning(self.going_on())) {
            Some(path) if path != self.typed.text() && path.len() >= self.typed.text().len() => self.set(&path),
            _ => {
                self.at = (!self.found.is_empty()).then(|| self.at.map_or(0, |at| (at + 1) % self.found.len()));
                Outcome::Stay
            }
        }
    }

    /// Takes the marked path, else the only one that fits, if the typed one isn't whole; goes into it if it is a directory,
    /// else looks into the file, or into all of a directory. Where several fit, the first is marked.
    fn enter(&mut self, ctx: &Ctx) -> Outcome {
        let whole =
            self.found.iter().find(|offer| offer.path == self.typed.text() && !matches!(offer.what, What::All(_)));
        let marked = self.at.take().and_then(|at| self.found.get(at));
        let chosen = match &self.found[..] {
            _ if marked.is_some() => marked.cloned(),
            _ if whole.is_some() => whole.cloned(),
            [] if self.typed.is_empty() => return Outcome::Stay,
            [only] if !self.typed.is_empty() => Some(only.clone()),
            [] => None,
            [..] => {
                self.at = Some(0);
                return Outcome::Stay;
            }
        };
        match chosen {
            Some(Offer { path, what: What::Directory }) => return self.set(&path),
            Some(Offer { path, .. }) => self.typed.set(&path),
            None => {}
        }
        let work = LongWork::default();
        self.looking = Some(work.clone());
        self.note = Some((Role::Dim, say!(ctx.text, "popup-reading")));
        let (typed, mappings) = (self.typed.text().to_owned(), ctx.mappings.map(ToOwned::to_owned));
        Outcome::Ask(Ask::LookInto { typed, mappings, reading: reading(None, ctx), work })
    }
}

/// What all of `paths` begin with.
fn common_beginning<'a>(mut paths: impl Iterator<Item = &'a str>) -> Option<String> {
    let first = paths.next()?;
    let common = paths.fold(first, |common, path| {
        let same = common.char_indices().zip(path.chars()).find(|((_, a), b)| a != b);
        let end = same.map_or(common.len().min(path.len()), |((at, _), _)| at);
        &common[..end]
    });
    Some(common.to_owned())
}

/// `line 12`, of several files `a.vcf, line 12`.
pub fn place(overview: &Overview, line: usize, ctx: &Ctx) -> String {
    let (file, line) = overview.place(line);
    let line = line.to_string();
    match file {
        Some(file) => say!(ctx.text, "import-line-of", file = file, line = line),
        None => say!(ctx.text, "import-line", line = line),
    }
}

/// Which files of a directory can't be read, and why, and what of it is passed over: a line each, and its sign.
fn not_read(overview: &Overview, ctx: &Ctx) -> Vec<(&'static str, String)> {
    let why = |(file, why): &(String, Unreadable)| ("✗", explain::unreadable(ctx.text, file, why).what);
    let mut said: Vec<_> = overview.unreadable.iter().take(NAMED).map(why).collect();
    let more = overview.unreadable.len().saturating_sub(NAMED);
    said.extend((more > 0).then(|| ("✗", say!(ctx.text, "import-preview-more", count = more))));
    let passed = explain::passed_over(ctx.text, &overview.name, &overview.passed_over);
    said.extend(["–", " "].into_iter().zip(passed));
    said
}

/// The same as lines of a last question.
fn not_read_lines(overview: &Overview, ctx: &Ctx) -> impl Iterator<Item = String> {
    not_read(overview, ctx).into_iter().map(|(sign, words)| format!("{sign} {words}"))
}

/// What was found at a path: its records, or first the columns of a table.
fn show(held: &Held, told: &Told, ctx: &Ctx) -> Outcome {
    match told {
        Told::Read(overview) => {
            let show = Outcome::Show(Box::new(ImportScreen::new(held.clone(), Arc::clone(overview))));
            let saved = overview.saved.as_ref().map(|name| say!(ctx.text, "columns-as-saved", name = name.as_str()));
            let unread = not_read(overview, ctx);
            let unread: Vec<String> =
                unread.into_iter().filter(|(sign, _)| *sign != " ").map(|(_, words)| words).collect();
            let said =
                if unread.is_empty() { saved.map(Toast::good) } else { Some(Toast::warning(unread.join(" · "))) };
            Outcome::All([show].into_iter().chain(said.map(Outcome::Say)).collect())
        }
        Told::Columns(columns) => {
            let show = Outcome::Show(Box::new(ColumnsScreen::new(held.clone(), Arc::clone(columns))));
            let all = &columns.mapping.columns;
            let unknown = all.iter().filter(|column| !column.is_known(columns.mapping.rows)).count();
            let said = || match columns.mapping.heads {
                0 => Toast::warning(say!(ctx.text, "columns-headless")),
                _ => Toast::warning(say!(ctx.text, "columns-unknown", unknown = unknown, count = all.len())),
            };
            Outcome::All([show].into_iter().chain((unknown > 0).then(|| Outcome::Say(said()))).collect())
        }
        _ => Outcome::Stay,
    }
}

impl Popup for ImportPath {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        self.look()
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Paste(text) => {
                // A terminal into which a file is dragged quotes it.
                self.typed.paste(text.trim().trim_matches('\''));
                return self.look();
            }
            Input::Point(Point::Row(_, at)) => {
                self.at = Some(*at);
                return self.enter(ctx);
            }
            Input::Point(Point::Text(_, byte)) => {
                self.typed.go_to(*byte);
                return Outcome::Stay;
            }
            Input::Point(_) => return Outcome::Stay,
            Input::Key(key) => key,
        };
        let last = self.found.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => {
                self.looking.iter().for_each(LongWork::stop);
                Outcome::Finish
            }
            KeyCode::Enter => self.enter(ctx),
            KeyCode::Char('s') if key.modifiers == KeyModifiers::CONTROL => self.enter(ctx),
            KeyCode::Tab => self.complete(),
            KeyCode::Down => {
                self.at = Some(self.at.map_or(0, |at| (at + 1).min(last))).filter(|_| !self.found.is_empty());
                Outcome::Stay
            }
            KeyCode::Up | KeyCode::BackTab => {
                self.at = self.at.and_then(|at| at.checked_sub(1));
                Outcome::Stay
            }
            _ if self.typed.key(*key) => {
                self.note = None;
                self.look()
            }
            _ => Outcome::Stay,
        }
    }

    fn waits(&self, input: &Input) -> bool {
        let by_found = |key: &KeyEvent| matches!(key.code, KeyCode::Tab | KeyCode::Enter | KeyCode::Down);
        self.looking.is_some() || self.finding && matches!(input, Input::Key(key) if by_found(key))
    }

    fn holds_nothing(&self) -> bool {
        self.typed.is_empty()
    }

    fn working(&self) -> Option<&LongWork> {
        self.looking.as_ref()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let style = |role| ctx.theme.style(role);
        let columns = 68.min(area.width.saturating_sub(4));
        let said: Vec<String> = self.note.iter().flat_map(|(_, words)| lines(words, columns)).collect();
        let rows = 2 + SHOWN as u16 + said.len() as u16;
        let inner = window::draw(&say!(ctx.text, "import-title"), columns, rows, frame, area, ctx);
        let line = |y: u16| Rect { y: inner.y + y, height: 1, ..inner };
        let cursor = self.typed.draw(line(0), frame.buffer_mut(), style(Role::Field), style(Role::Placeholder));
        frame.set_cursor_position(cursor);
        self.typed.note(line(0), 0, ctx.spots);
        ctx.spots.list(inner);
        let top = self.at.map_or(0, |at| (at + 1).saturating_sub(SHOWN));
        for (y, (place, offer)) in (2..).zip(self.found.iter().enumerate().skip(top).take(SHOWN)) {
            if inner.y + y >= inner.bottom() {
                break;
            }
            ctx.spots.row(line(y), Pane::List, place);
            let (sign, role) = if self.at == Some(place) { ("▌", Role::Selected) } else { (" ", Role::Dim) };
            let shown = shown(offer, self.typed.text(), ctx);
            let shown = safe(&shown).cut(usize::from(inner.width).saturating_sub(2));
            frame.render_widget(Line::styled(format!("{sign}{shown}"), style(role)), line(y));
        }
        let below = self.found.len().saturating_sub(top + SHOWN);
        let height = (SHOWN as u16).min(inner.height.saturating_sub(2));
        list::more(top, below, frame, Rect { y: inner.y + 2, height, ..inner }, ctx.theme);
        if self.found.is_empty() && !self.typed.is_empty() && self.note.is_none() {
            frame.render_widget(Line::styled(say!(ctx.text, "pick-none"), style(Role::Dim)), line(2));
        }
        if let Some((role, _)) = &self.note {
            let from = inner.height.saturating_sub(said.len() as u16);
            for (y, words) in (from..inner.height).zip(said) {
                frame.render_widget(Line::styled(words, style(*role)), line(y));
            }
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), say!(ctx.text, "import-hint-look")),
            ("Tab".into(), say!(ctx.text, "import-hint-complete")),
            ("↑↓".into(), say!(ctx.text, "hint-move")),
            ("Esc".into(), say!(ctx.text, "hint-close")),
        ]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Paths { typed, found } if typed == self.typed.text() => {
                self.finding = false;
                self.found.clone_from(found);
            }
            Answer::Unread { ask: Ask::Paths(typed), .. } if typed == self.typed.text() => self.finding = false,
            Answer::LookedInto { typed, held, told } if typed == self.typed.text() => {
                return Outcome::All(vec![Outcome::Finish, show(held, told, ctx)]);
            }
            Answer::Unread { ask: Ask::LookInto { typed, .. }, why, .. } if typed == self.typed.text() => {
                self.looking = None;
                self.note = Some((Role::Error, why.clone()));
            }
            _ => {}
        }
        Outcome::Stay
    }
}

/// How an offered path is shown: without the directories that are typed already; whole where nothing of it is.
fn shown(offer: &Offer, typed: &str, ctx: &Ctx) -> String {
    match offer.what {
        What::All(count) => say!(ctx.text, "import-all-of", count = count),
        _ if !offer.path.starts_with(typed) || typed.is_empty() => offer.path.clone(),
        _ => {
            let path = &offer.path;
            path.trim_end_matches('/').rfind('/').map_or(path.as_str(), |at| &path[at + 1..]).to_owned()
        }
    }
}

fn lines(words: &str, columns: u16) -> Vec<String> {
    let words = safe(words).to_string();
    wrap::rows(&words, columns.into()).into_iter().map(|row| words[row].trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_goes_on_as_far_as_all_go_on_alike() {
        let check = |paths: &[&str], expect: Option<&str>| {
            assert_eq!(common_beginning(paths.iter().copied()).as_deref(), expect, "{paths:?}");
        };
        check(&[], None);
        check(&["a/contacts.vcf"], Some("a/contacts.vcf"));
        check(&["contacts.vcf", "contacts.csv"], Some("contacts."));
        check(&["köln.vcf", "körbe.vcf"], Some("kö"));
        check(&["a", "b"], Some(""));
    }
}
