//! Pop-ups: what opens over a screen, takes all keys while it is open, and goes away again. They lie in a stack; the topmost
//! has the keys.
//!
//! Owns what a pop-up is and which one an action opens. Keeping drafts, saving and closing are the app's.

mod ask;
pub(super) mod bring_back;
mod bulk;
mod called;
pub(super) mod checked;
mod choices;
pub(super) mod columns;
pub(super) mod company;
mod consent;
pub mod contact;
mod copy;
pub(super) mod delete;
mod done;
pub mod draft;
pub(super) mod edited;
pub(super) mod feedback;
pub(super) mod follow_up;
pub(super) mod handling;
pub(super) mod health;
pub mod help;
pub(super) mod import;
pub(super) mod interaction;
mod log;
mod lost;
pub(super) mod mended;
mod menu;
pub(super) mod merge;
mod move_to;
mod note;
mod off;
mod open;
pub mod order;
pub mod palette;
pub mod pick;
mod reach;
mod readings;
mod reasons;
mod remarks;
pub(super) mod scores;
pub(super) mod sheet;
mod snooze;
pub(super) mod spread;
mod tags;
mod themes;
pub(super) mod topics;
pub(super) mod views;
mod words;
mod work;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::say;
use crate::store::{Conflict, Entry};

use super::action::Action;
use super::answer::Answer;
use super::ctx::Ctx;
use super::effect::Ask;
use super::event::Input;
use super::long_work::LongWork;
use super::outcome::Outcome;
use super::target::{Item, Target};
use super::theme::Role;
use super::widgets::form::Form;
use super::widgets::toast::Toast;
use draft::{Content, DraftOf};
use edited::{Edited, Refused};
use remarks::Remarks;

/// Something that opens over a screen.
pub trait Popup {
    /// It was opened, and its draft, if there was one, is in it: what it needs from the world.
    fn opened(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    /// A key or a paste.
    fn update(&mut self, input: &Input, ctx: &Ctx) -> Outcome;

    /// Whether `input` has to wait until what was asked for has come: it is meant for what the pop-up is then.
    fn waits(&self, _input: &Input) -> bool {
        false
    }

    /// Paints itself over `area`, which is the screen without header and footer.
    fn draw(&mut self, frame: &mut Frame, area: Rect, ctx: &Ctx);

    /// Whether nothing in it is lost if it is closed: a click beside it closes it then.
    fn holds_nothing(&self) -> bool {
        self.draft().is_none()
    }

    /// Keys that apply here, each with a word, for the footer.
    fn hints(&self, ctx: &Ctx) -> Vec<(String, String)>;

    /// What it waits for, and how far that is.
    fn working(&self) -> Option<&LongWork> {
        None
    }

    /// What was typed and is not saved; `None` if there is nothing worth keeping.
    fn draft(&self) -> Option<Content> {
        None
    }

    /// Whether a field was left since this was asked last: what was typed in it is worth keeping at once.
    fn left_field(&mut self) -> bool {
        false
    }

    /// Which draft belongs in it, whether or not anything was typed yet.
    fn draft_of(&self) -> Option<DraftOf> {
        None
    }

    /// Takes over what was typed earlier: fields by name. It says so in itself.
    fn resume(&mut self, _fields: &[(String, String)], _ctx: &Ctx) {}

    /// The long text that is typed in it, if there is one, for the user's editor.
    fn long_text(&mut self) -> Option<&str> {
        None
    }

    /// That text, as the editor left it.
    fn rewrite(&mut self, _text: &str, _ctx: &Ctx) {}

    /// What is said in it, where something is typed in it.
    fn remarks(&mut self) -> Option<&mut Remarks> {
        None
    }

    /// Something is to be said in it: of its draft, or of what others do with the same.
    fn tell(&mut self, words: String) {
        self.remarks().into_iter().for_each(|remarks| remarks.say(Role::Draft, words.as_str()));
    }

    /// Another session took over what is typed in it, and saved it: who and when, for its border.
    fn saved_by(&mut self, words: String) {
        self.remarks().into_iter().for_each(|remarks| remarks.saved_by.clone_from(&words));
    }

    /// Others did this: what is typed, chosen and asked stays as it is, and only what is listed follows.
    fn others_changed(&mut self, _entries: &[Entry], _ctx: &Ctx) {}

    /// What it wanted to save is saved, and it has gone away: what comes then.
    fn saved(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    /// What it wanted to save can't be saved, with the reason and what to do in the user's words.
    fn failed(&mut self, why: String) {
        self.remarks().into_iter().for_each(|remarks| remarks.say(Role::Error, why.as_str()));
    }

    /// What it wanted to save can't be saved because what it stands on may have changed: it is to be looked at again.
    fn outdated(&mut self) {}

    /// What couldn't be read, if anything couldn't, to be asked again: it may be readable by now.
    fn read_again(&mut self) -> Option<Ask> {
        None
    }

    /// The record that it changes and its form, where what others did can be brought together with what was typed.
    fn edits(&mut self) -> Option<(&mut Edited, &mut Form)> {
        None
    }

    /// What it wanted to save is in conflict with what others did, which is `words`: it stays open with everything typed in it.
    /// What others did is brought into its form; where that leaves nothing to be decided it is saved again.
    fn conflicted(&mut self, conflicts: &[Conflict], words: String, ctx: &Ctx) -> Outcome {
        let Some((edited, form)) = self.edits() else {
            self.failed(words);
            self.outdated();
            return Outcome::Stay;
        };
        match edited.refused(form, conflicts, ctx) {
            Refused::Again => return self.save_again(ctx),
            Refused::Open => self.remarks().into_iter().for_each(|remarks| remarks.clash(ctx)),
            Refused::Other => self.failed(words),
        }
        Outcome::Stay
    }

    /// What it wanted to save can be saved now: the same again.
    fn save_again(&mut self, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }

    /// An answer to something asked: by it or by another.
    fn answered(&mut self, _answer: &Answer, _ctx: &Ctx) -> Outcome {
        Outcome::Stay
    }
}

/// What an action that means the same on every screen does to `target`: most open a pop-up.
pub fn open(action: Action, target: &Target, ctx: &Ctx) -> Outcome {
    let contacts = || target.contacts.clone();
    match action {
        Action::LogOther => log::open_for_other(ctx),
        Action::Import => Outcome::Open(import::open(ctx)),
        Action::Add => Outcome::Open(contact::new("", ctx)),
        Action::AddCompany => Outcome::Open(company::form::new("", ctx)),
        Action::Export => Outcome::Say(Toast::good(say!(ctx.text, "export-how"))),
        Action::Theme => themes::open(ctx),
        Action::Mended => Outcome::Open(Box::new(mended::Mended::all())),
        Action::GoCompany => company::visit(target, ctx),
        Action::Log
        | Action::FollowUp
        | Action::Feedback
        | Action::Order
        | Action::Note
        | Action::Snooze
        | Action::Done
        | Action::Edit
        | Action::Copy
        | Action::OpenLink
        | Action::Health
        | Action::Consent
        | Action::Ask
        | Action::Tags
        | Action::Move
        | Action::Pin
        | Action::Delete
        | Action::Off
            if target.contacts.is_empty() =>
        {
            Outcome::Say(Toast::warning(say!(ctx.text, "toast-nobody", key = ctx.keys.shown(Action::Palette))))
        }
        Action::Log => log::open(target),
        Action::FollowUp => Outcome::Open(follow_up::new(contacts(), ctx)),
        Action::Feedback => Outcome::Open(feedback::new(contacts(), ctx)),
        Action::Order => order::of_target(target, ctx),
        Action::Health => health::open(target, ctx),
        Action::Note => Outcome::Open(note::new(contacts(), ctx)),
        Action::Snooze => snooze::open(target, ctx),
        Action::Done => done::open(target, ctx),
        Action::Edit => edit(target, ctx),
        Action::Copy => copy::open(target, ctx),
        Action::OpenLink => open::open(target, ctx),
        Action::Consent => consent::open(contacts(), ctx),
        Action::Ask => ask::open(contacts(), ctx),
        Action::Tags => Outcome::Open(tags::open(contacts(), ctx)),
        Action::Move => move_to::open(target, ctx),
        Action::Pin => move_to::pin(target, ctx),
        Action::Delete => delete::open(target, ctx),
        Action::Off => off::open(contacts(), ctx),
        _ => Outcome::Stay,
    }
}

/// The form of the focused follow-up or feedback, else of the contact, or of several. An interaction's or order's is its screen's, which has read it.
fn edit(target: &Target, ctx: &Ctx) -> Outcome {
    if target.item.is_none() && target.contacts.len() > 1 {
        return Outcome::Open(bulk::open(target.contacts.clone(), ctx));
    }
    let popup = match target.item {
        Some(Item::FollowUp(id)) => ctx.book.follow_up(id).map(|one| follow_up::edit(one, ctx.read, ctx)),
        Some(Item::Feedback(id)) => ctx.book.feedback(id).map(|one| feedback::edit(one, ctx.read, ctx)),
        Some(Item::Interaction(_) | Item::Order(_)) | None => target.only().map(|id| contact::edit(id, ctx)),
    };
    popup.map_or(Outcome::Stay, Outcome::Open)
}
