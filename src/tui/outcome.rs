//! What a screen or pop-up wants after it was told of a key: the one way in which they reach beyond themselves.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::agenda::Whom;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::RecordId;
use crate::domain::view::List;
use crate::formats::import::Choices;
use crate::store::Seq;

use super::action::Action;
use super::answer::Chosen;
use super::app::Exit;
use super::effect::{Ask, Effect, Save};
use super::importing::{Held, Wishes};
use super::keymap::Key;
use super::look::Shades;
use super::popups::Popup;
use super::popups::palette::Goal;
use super::screens::Screen;
use super::views::Tell;
use super::widgets::toast::Toast;

/// What is to happen.
pub enum Outcome {
    /// Nothing beyond what changed inside.
    Stay,
    /// The key means nothing in the pop-up, whose keys `?` tells: that is said.
    NoAction(Key),
    /// The key means nothing in the pop-up, which tells its keys in the footer: that is said, and what closes it.
    NoKey(Key),
    /// The pop-up goes away; what was typed is kept as a draft.
    Close,
    /// The pop-up goes away and its draft with it: it was used, or there is nothing in it to keep.
    Finish,
    /// The pop-up goes away, and what was typed in it is thrown away: that was wanted.
    ThrowAway,
    /// The pop-up can't be used, for this reason: it goes away as if closed, unless something was typed into it already.
    GiveUp(String),
    /// This is saved. The pop-up stays until it is, then goes; if it can't be, `Popup::failed` is told why.
    Save(Save),
    /// The set that deleted what the pop-up is about is taken back; then it is saved again.
    BringBack(Seq),
    /// Another pop-up opens, over this one if it stays.
    Open(Box<dyn Popup>),
    /// As if the action's key had been pressed in the screen below.
    Act(Action),
    /// Another screen.
    Go(Goto),
    /// The selection goes to this contact in every list that has it.
    Select(ContactId),
    /// The selection goes to this company in the list of companies.
    SelectCompany(CompanyId),
    /// Something is read; the answer comes to `answered`.
    Ask(Ask),
    /// Something is said for a moment.
    Say(Toast),
    /// The same for a draft that stands on what was deleted: it opens then.
    BringBackFor(Uuid, Seq),
    /// The next pop-up to open goes on with this draft, if it belongs in it.
    GoOnWith(Uuid),
    /// This was chosen in the palette.
    Used(Goal),
    /// The screens look so from now on.
    Wear(Shades),
    /// What is held is brought in by these choices, which goes on beside the screens; the pop-up goes, and so do the screens of the import.
    Import(Held, Arc<Choices>, Box<Wishes>),
    /// A screen opens over the shown one; one of its place that is open goes.
    Show(Box<dyn Screen>),
    /// This was chosen about files that are to be imported.
    Chosen(Held, Chosen),
    /// This is told the list of contacts: its view, order or columns.
    Tell(Tell),
    /// Anything else outside.
    Do(Effect),
    /// The screens end.
    Exit(Exit),
    /// Several, in this order: `All(vec![Finish, Open(..)])` replaces a pop-up by another.
    All(Vec<Outcome>),
}

/// A place to go to.
#[derive(Debug, Clone, PartialEq)]
pub enum Goto {
    Agenda,
    Contacts,
    Companies,
    Feedback,
    Reports,
    /// The contacts without any rhythm.
    ContactsWithoutRhythm,
    Contact(ContactId),
    Company(CompanyId),
    /// A contact, with a record of its timeline selected.
    Entry(ContactId, RecordId),
    /// The search in all that was said, as it was left.
    Said,
    /// Contacts that may be one person.
    Duplicates,
    /// The screen from which this one was opened.
    Back,
}

impl From<Whom> for Goto {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::Contact(id) => Self::Contact(id),
            Whom::Company(id) => Self::Company(id),
        }
    }
}

impl From<List> for Goto {
    fn from(list: List) -> Self {
        match list {
            List::Contacts => Self::Contacts,
            List::Companies => Self::Companies,
            List::Feedback => Self::Feedback,
        }
    }
}
