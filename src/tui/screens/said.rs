//! Everything that was said, searched while it is typed: interactions, feedback and notes of all, newest first.
//!
//! Owns what is typed and the selected hit. What is asked when is `seeking`'s, how it is painted `paint`'s.

mod paint;

use std::rc::Rc;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::domain::id::ContactId;
use crate::domain::said::{self, Said, What};
use crate::domain::search::Words;
use crate::say;
use crate::tui::action::{Action, Place};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::seeking::Seeking;
use crate::tui::spots::Point;
use crate::tui::target::Target;
use crate::tui::widgets::anchor::Anchor;
use crate::tui::widgets::list::Scroll;
use crate::tui::widgets::text_field::TextField;

/// The search's state.
#[derive(Default)]
pub struct SaidScreen {
    field: TextField,
    seeking: Seeking,
    at: usize,
    scroll: Scroll,
    anchor: Anchor<said::Place>,
    /// Enter was pressed before the hits had come: the first of them is opened then.
    opens: bool,
}

impl SaidScreen {
    fn selected(&self) -> Option<&Said> {
        self.seeking.hits().get(self.at)
    }

    /// Whether the first hit may be yet to come.
    fn is_awaited(&self) -> bool {
        self.seeking.is_reading() || self.seeking.hits().is_empty() && self.seeking.goes_on()
    }

    /// The selected hit where it stands: in its contact's timeline, or the record whose notes it is.
    fn open(&self, ctx: &Ctx) -> Option<Goto> {
        let said = self.selected()?;
        if let Some(company) = said.company {
            return ctx.book.company(company).map(|company| Goto::Company(company.id));
        }
        let contact = whose(said, ctx)?;
        Some(match said.what {
            What::Notes => Goto::Contact(contact),
            What::Interaction(_) | What::Feedback(_) | What::Order => Goto::Entry(contact, said.place.record),
        })
    }
}

/// The first contact of a text that is there.
fn whose(said: &Said, ctx: &Ctx) -> Option<ContactId> {
    said.contacts.iter().copied().find(|id| ctx.book.contact(*id).is_some())
}

impl Screen for SaidScreen {
    fn place(&self) -> Place {
        Place::Said
    }

    fn target(&self, ctx: &Ctx) -> Target {
        let contact = self.selected().and_then(|said| whose(said, ctx));
        Target { contacts: contact.into_iter().collect(), item: None, day: None }
    }

    fn shown(&mut self, _ctx: &Ctx) -> Outcome {
        self.seeking.again();
        Outcome::Stay
    }

    fn update(&mut self, action: Action, ctx: &Ctx) -> Option<Outcome> {
        // Its keys are all text: these come from the mouse.
        if action == Action::Open {
            return Some(self.open(ctx).map_or(Outcome::Stay, Outcome::Go));
        }
        self.at = self.scroll.moved(action, self.at, self.seeking.hits().len())?;
        Some(Outcome::Stay)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn typed(&mut self, input: &Input, ctx: &Ctx) -> Outcome {
        self.opens = false;
        let key = match input {
            Input::Paste(text) => {
                self.field.paste(text);
                self.seeking.look_for(Words::new(self.field.text()));
                return Outcome::Stay;
            }
            Input::Point(_) => return Outcome::Stay,
            Input::Key(key) => key,
        };
        let ctrl = key.modifiers == KeyModifiers::CONTROL;
        let step = match key.code {
            KeyCode::Esc => return Outcome::Go(Goto::Back),
            KeyCode::Enter if self.is_awaited() => {
                self.opens = true;
                return Outcome::Stay;
            }
            KeyCode::Enter => return self.open(ctx).map_or(Outcome::Stay, Outcome::Go),
            KeyCode::Down | KeyCode::Tab => Action::Down,
            KeyCode::Up | KeyCode::BackTab => Action::Up,
            KeyCode::Char('n' | 'j') if ctrl => Action::Down,
            KeyCode::Char('p') if ctrl => Action::Up,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::PageUp => Action::PageUp,
            _ => {
                self.field.key(*key);
                self.seeking.look_for(Words::new(self.field.text()));
                return Outcome::Stay;
            }
        };
        self.at = self.scroll.moved(step, self.at, self.seeking.hits().len()).unwrap_or(self.at);
        Outcome::Stay
    }

    fn point(&mut self, point: Point, _ctx: &Ctx) -> Outcome {
        match point {
            Point::Row(_, at) => self.at = at,
            Point::Text(_, byte) => self.field.go_to(byte),
            _ => {}
        }
        Outcome::Stay
    }

    fn refresh(&mut self, _about: &[ContactId], _ctx: &Ctx) {
        self.seeking.again();
    }

    fn wants(&mut self, _ctx: &Ctx) -> Option<Ask> {
        self.seeking.wants(self.at + self.scroll.height)
    }

    fn listed(&self) -> Rc<Vec<ContactId>> {
        let mut listed: Vec<ContactId> = Vec::new();
        for contact in self.seeking.hits().iter().flat_map(|said| &said.contacts) {
            if !listed.contains(contact) {
                listed.push(*contact);
            }
        }
        Rc::new(listed)
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![
            ("Enter".into(), Action::Open.label(ctx.text)),
            ("↑↓".into(), say!(ctx.text, "hint-move")),
            ("Esc".into(), say!(ctx.text, "said-back")),
        ]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        let selected = self.selected().map(|said| said.place);
        let found_by = self.seeking.found_by().clone();
        if self.seeking.answered(answer) {
            // The selection stays on its text; with other words it begins with the newest.
            let place = |wanted| self.seeking.hits().iter().position(|said| said.place == wanted);
            let stays = selected.filter(|_| *self.seeking.found_by() == found_by).and_then(place);
            self.at = stays.unwrap_or(0);
            if self.opens && !self.is_awaited() {
                self.opens = false;
                return self.open(ctx).map_or(Outcome::Stay, Outcome::Go);
            }
        }
        Outcome::Stay
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        paint::draw(self, frame, area, ctx);
    }
}
