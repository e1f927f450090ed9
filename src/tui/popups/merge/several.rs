//! Several who become one: what contradicts and what would be lost is told before it is done.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::save_into;
use crate::domain::contact::Contact;
use crate::domain::display::safe;
use crate::domain::id::ContactId;
use crate::say;
use crate::text::merged;
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::Ask;
use crate::tui::event::Input;
use crate::tui::outcome::Outcome;
use crate::tui::popups::Popup;
use crate::tui::popups::menu::{Entry, Menu};
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::{window, wrap};

/// Columns of what is told, and so many lines of it.
const COLUMNS: usize = 70;
const LINES: usize = 14;

/// Waits for all of them in full.
struct Several {
    kept: ContactId,
    all: Vec<ContactId>,
}

/// Asks whether `all` are to go into `kept`, one of them.
pub fn open(kept: ContactId, all: Vec<ContactId>) -> Outcome {
    Outcome::Open(Box::new(Several { kept, all }))
}

impl Several {
    fn ask(&self) -> Ask {
        Ask::Contacts(self.all.clone())
    }

    fn title(&self, ctx: &Ctx) -> String {
        say!(ctx.text, "merge-several-into", count = self.all.len(), who = ctx.name(self.kept))
    }

    fn menu(&self, contacts: &[Contact], ctx: &Ctx) -> Option<Box<dyn Popup>> {
        let kept = contacts.iter().find(|one| one.id == self.kept)?;
        let gone = || contacts.iter().filter(|one| one.id != self.kept);
        let decisions = |one: &Contact| ctx.book.contact(one.id).map(|row| row.decisions()).unwrap_or_default();
        let decided = gone().map(|one| (decisions(one), &[][..]));
        let mut told = merged::contradictions(ctx.text, decisions(kept), decided, ctx.today);
        told.extend(merged::lost(ctx.text, ctx.book, kept, gone().map(|one| (one, &[][..])), |one| &one.name));
        if told.is_empty() {
            told.push(say!(ctx.text, "merge-several-all"));
        }
        let lines = told.iter().flat_map(|words| {
            let words = safe(words).to_string();
            wrap::rows(&words, COLUMNS).into_iter().map(|row| words[row].to_owned()).collect::<Vec<_>>()
        });
        let mut lines: Vec<String> = lines.collect();
        let more = lines.len().saturating_sub(LINES);
        lines.truncate(LINES);
        lines.extend((more > 0).then(|| say!(ctx.text, "duplicates-certain-more", count = more)));
        lines.push(String::new());
        let entries = vec![
            Entry::new(true, say!(ctx.text, "merge-several-do")),
            Entry::new(false, say!(ctx.text, "duplicates-merge-none")),
        ];
        let (kept, all) = (self.kept, self.all.clone());
        let then = move |chosen: Vec<bool>, ctx: &Ctx| match chosen.first() {
            Some(true) => Outcome::Save(save_into(kept, all.clone(), ctx)),
            _ => Outcome::Stay,
        };
        Some(Box::new(Menu::one(self.title(ctx), entries, Box::new(then)).saying(lines)))
    }
}

impl Popup for Several {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(self.ask())
    }

    fn update(&mut self, input: &Input, _ctx: &Ctx) -> Outcome {
        if input.leaves() { Outcome::Finish } else { Outcome::Stay }
    }

    fn waits(&self, _input: &Input) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        // What comes at once needs no word before.
        if ctx.reads_long {
            let inner = window::draw(&self.title(ctx), COLUMNS as u16, 1, frame, area, ctx);
            frame.render_widget(say!(ctx.text, "popup-reading"), inner);
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![("Esc".into(), say!(ctx.text, "hint-close"))]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Contacts { ids, contacts } if *ids == self.all => {
                let next = match self.menu(contacts, ctx) {
                    Some(menu) => Outcome::Open(menu),
                    None => Outcome::Say(Toast::warning(say!(ctx.text, "error-gone"))),
                };
                Outcome::All(vec![Outcome::Finish, next])
            }
            Answer::Unread { ask, why, .. } if *ask == self.ask() => {
                Outcome::All(vec![Outcome::Finish, Outcome::Say(Toast::warning(why.clone()))])
            }
            _ => Outcome::Stay,
        }
    }
}
