//! Importing a file begins with its path, which Tab completes. What the file would bring is `preview`'s.

mod preview;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Popup;
use crate::config;
use crate::domain::display::safe;
use crate::formats::{Reading, Zone};
use crate::say;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::long_work::LongWork;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::text_field::TextField;
use crate::tui::widgets::{window, wrap};

/// Paths in sight.
const SHOWN: usize = 8;

/// The path that is being typed.
pub struct ImportPath {
    typed: TextField,
    found: Vec<String>,
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

    /// Goes on as far as all that fits goes on alike; where it is one, to its end.
    fn complete(&mut self) -> Outcome {
        let one = self.at.or((self.found.len() == 1).then_some(0)).and_then(|at| self.found.get(at)).cloned();
        match one.or_else(|| common_beginning(&self.found)) {
            Some(path) if path.len() > self.typed.text().len() => self.set(&path),
            _ => {
                self.at = Some(self.at.map_or(0, |at| (at + 1) % self.found.len().max(1)));
                Outcome::Stay
            }
        }
    }

    /// Takes the marked path, else the only one that fits, if the typed one isn't whole; goes into it if it is a directory,
    /// else looks into the file. Where several fit, the first is marked.
    fn enter(&mut self, ctx: &Ctx) -> Outcome {
        let whole = self.found.iter().any(|path| path == self.typed.text());
        let marked = self.at.take().and_then(|at| self.found.get(at));
        let chosen = match &self.found[..] {
            _ if marked.is_some() || whole => marked.cloned(),
            [only] => Some(only.clone()),
            [_, ..] => {
                self.at = Some(0);
                return Outcome::Stay;
            }
            [] if self.typed.is_empty() => return Outcome::Stay,
            [] => None,
        };
        match chosen {
            Some(path) if path.ends_with('/') => return self.set(&path),
            Some(path) => self.typed.set(&path),
            None => {}
        }
        let work = LongWork::default();
        self.looking = Some(work.clone());
        self.note = Some((Role::Dim, say!(ctx.text, "popup-reading")));
        Outcome::Ask(Ask::Preview {
            typed: self.typed.text().to_owned(),
            reading: Reading {
                month_first: ctx.settings.month_first,
                country: ctx.settings.country,
                zone: Zone::of(config::offset_at),
                ..Reading::on(ctx.today)
            },
            work,
        })
    }
}

/// What all of `paths` begin with.
fn common_beginning(paths: &[String]) -> Option<String> {
    let (first, rest) = paths.split_first()?;
    let common = rest.iter().fold(first.as_str(), |common, path| {
        let same = common.char_indices().zip(path.chars()).find(|((_, a), b)| a != b);
        let end = same.map_or(common.len().min(path.len()), |((at, _), _)| at);
        &common[..end]
    });
    Some(common.to_owned())
}

impl Popup for ImportPath {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        self.look()
    }

    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        let key = match input {
            Input::Paste(text) => {
                self.typed.paste(text.trim());
                return self.look();
            }
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

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let style = |role| ctx.theme.style(role);
        let columns = 68.min(area.width.saturating_sub(4));
        let said: Vec<String> = self.note.iter().flat_map(|(_, words)| lines(words, columns)).collect();
        let rows = 2 + SHOWN as u16 + said.len() as u16;
        let inner = window::draw(&say!(ctx.text, "import-title"), columns, rows, frame, area, ctx.theme);
        let line = |y: u16| Rect { y: inner.y + y, height: 1, ..inner };
        let cursor = self.typed.draw(line(0), frame.buffer_mut(), style(Role::Field), style(Role::Placeholder));
        frame.set_cursor_position(cursor);
        let top = self.at.map_or(0, |at| (at + 1).saturating_sub(SHOWN));
        for (y, (place, path)) in (2..).zip(self.found.iter().enumerate().skip(top).take(SHOWN)) {
            if inner.y + y >= inner.bottom() {
                break;
            }
            let (sign, role) = if self.at == Some(place) { ("▌", Role::Selected) } else { (" ", Role::Dim) };
            let shown = path.trim_end_matches('/').rfind('/').map_or(path.as_str(), |at| &path[at + 1..]);
            let shown = safe(shown).cut(usize::from(inner.width).saturating_sub(2));
            frame.render_widget(Line::styled(format!("{sign}{shown}"), style(role)), line(y));
        }
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
            Answer::Preview { typed, preview } if typed == self.typed.text() => {
                return Outcome::All(vec![Outcome::Finish, Outcome::Open(preview::open((**preview).clone(), ctx))]);
            }
            Answer::Unread { ask: Ask::Preview { typed, .. }, why, .. } if typed == self.typed.text() => {
                self.looking = None;
                self.note = Some((Role::Error, why.clone()));
            }
            _ => {}
        }
        Outcome::Stay
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
            let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
            assert_eq!(common_beginning(&paths).as_deref(), expect, "{paths:?}");
        };
        check(&[], None);
        check(&["a/contacts.vcf"], Some("a/contacts.vcf"));
        check(&["contacts.vcf", "contacts.csv"], Some("contacts."));
        check(&["köln.vcf", "körbe.vcf"], Some("kö"));
        check(&["a", "b"], Some(""));
    }
}
