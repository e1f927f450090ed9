//! The draft of a contact or company that was deleted: what it stands on is brought back, and the draft opened; or it is kept. Where
//! the history doesn't reach back to the deletion, what was typed can be copied.
//!
//! Owns the question. Who deleted it is read for it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Popup;
use super::draft;
use super::edited::{what, who};
use super::menu::{Entry as Choice, Menu};
use crate::domain::display::safe;
use crate::domain::record::RecordId;
use crate::say;
use crate::store::drafts::Draft;
use crate::store::{Entry, Seq};
use crate::tui::answer::Answer;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Ask, Effect};
use crate::tui::event::{Copied, Input};
use crate::tui::outcome::Outcome;
use crate::tui::widgets::form::WAS;
use crate::tui::widgets::toast::Toast;
use crate::tui::widgets::{window, wrap};

/// Columns of what is said.
const COLUMNS: usize = 68;

/// Waits for who deleted it.
struct Lost {
    title: String,
    draft: Draft,
    of: RecordId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choose {
    BringBack(Seq),
    Copy,
    Keep,
    ThrowAway,
}

/// The question for a draft that stands on `of`, which is gone.
pub fn open(draft: &Draft, of: RecordId, ctx: &Ctx) -> Outcome {
    let title = format!("{} · {}", draft::form(draft, ctx), draft::whom(draft, ctx));
    Outcome::Open(Box::new(Lost { title, draft: draft.clone(), of }))
}

impl Lost {
    fn ask(&self, by: Option<&Entry>, ctx: &Ctx) -> Box<dyn Popup> {
        let said = match by {
            Some(by) => say!(ctx.text, "gone-said", who = who(by, ctx), what = what(by, ctx)),
            None => say!(ctx.text, "lost-trimmed"),
        };
        let said = safe(&said).to_string();
        let mut lines: Vec<String> = wrap::rows(&said, COLUMNS).into_iter().map(|row| said[row].to_owned()).collect();
        lines.push(String::new());
        let back = by.map(|by| Choice::new(Choose::BringBack(by.seq), say!(ctx.text, "lost-bring-back")));
        let copy = by.is_none().then(|| Choice::new(Choose::Copy, say!(ctx.text, "lost-copy")));
        let keep = Choice::new(Choose::Keep, say!(ctx.text, "gone-keep"));
        // What is open elsewhere, or somebody else's, isn't this session's to throw away.
        let mine = ctx.is_free(&self.draft);
        let away = mine.then(|| Choice::new(Choose::ThrowAway, say!(ctx.text, "lost-throw-away")));
        let entries = back.into_iter().chain(copy).chain([keep]).chain(away).collect();
        let draft = self.draft.clone();
        let then = move |chosen: Vec<Choose>, ctx: &Ctx| match chosen.first() {
            Some(Choose::BringBack(set)) => Outcome::BringBackFor(draft.id, *set),
            Some(Choose::Copy) => {
                let copied = Copied::new(text_of(&draft), say!(ctx.text, "lost-copied"));
                Outcome::Do(Effect::CopyText(copied))
            }
            Some(Choose::ThrowAway) => Outcome::All(vec![
                Outcome::Do(Effect::RemoveDraft(draft.id)),
                Outcome::Say(Toast::good(say!(ctx.text, "toast-draft-gone"))),
            ]),
            Some(Choose::Keep) | None => Outcome::Stay,
        };
        Box::new(Menu::one(self.title.clone(), entries, Box::new(then)).saying(lines))
    }
}

/// All that was typed, a field a line.
fn text_of(draft: &Draft) -> String {
    let fields = draft::typed(draft);
    let fields: Vec<_> = fields.iter().filter(|(name, _)| !name.starts_with(WAS)).collect();
    match fields[..] {
        [(_, text)] => text.clone(),
        _ => fields.iter().map(|(name, text)| format!("{}: {text}\n", name.trim_start_matches('+'))).collect(),
    }
}

impl Popup for Lost {
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Ask(Ask::Deletion(self.of))
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
            let inner = window::draw(&self.title, COLUMNS as u16, 1, frame, area, ctx);
            frame.render_widget(say!(ctx.text, "popup-reading"), inner);
        }
    }

    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)> {
        vec![("Esc".into(), say!(ctx.text, "hint-close"))]
    }

    fn answered(&mut self, answer: &Answer, ctx: &Ctx) -> Outcome {
        match answer {
            Answer::Deletion { of, by } if *of == self.of => {
                Outcome::All(vec![Outcome::Finish, Outcome::Open(self.ask(by.as_deref(), ctx))])
            }
            Answer::Unread { ask: Ask::Deletion(of), why, .. } if *of == self.of => {
                Outcome::All(vec![Outcome::Finish, Outcome::Say(Toast::warning(why.clone()))])
            }
            _ => Outcome::Stay,
        }
    }
}
