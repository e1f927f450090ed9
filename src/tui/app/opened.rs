//! An open pop-up with what the app keeps about it: the draft of what is typed in it, and the save it waits for.
//!
//! Typed text is kept after two seconds of rest, every five seconds while typing goes on, and when it goes away unsaved.

use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::domain::id::ContactId;
use crate::store::drafts::Draft;
use crate::tui::effect::{Also, Effect, Then, Ticket};
use crate::tui::popups::{Content, Popup};

/// A save that takes longer is worth a word.
const SLOW: Duration = Duration::from_millis(400);
const REST: Duration = Duration::from_secs(2);
const WHILE_TYPING: Duration = Duration::from_secs(5);

pub(super) struct Opened {
    pub popup: Box<dyn Popup>,
    pub saving: Option<Saving>,
    draft: Uuid,
    /// The draft of another session that it went on with: it goes when what was typed is saved.
    taken_over: Option<Uuid>,
    /// What is in the draft's file.
    kept: Option<Content>,
    /// What was typed when last looked.
    typed: Option<Content>,
    /// Since when there is something that isn't kept, and when that changed last.
    unkept: Option<(Instant, Instant)>,
}

/// A save under way.
pub(super) struct Saving {
    pub ticket: Ticket,
    pub said: Option<String>,
    pub also: Option<Also>,
    pub about: Vec<ContactId>,
    pub then: Option<Then>,
    pub since: Instant,
}

impl Saving {
    /// When it has taken so long that it is said.
    pub fn is_slow_at(&self) -> Instant {
        self.since + SLOW
    }
}

/// Who writes a draft.
pub(super) struct Writer<'a> {
    pub author: &'a str,
    pub at: DateTime<FixedOffset>,
}

impl Opened {
    pub fn new(popup: Box<dyn Popup>) -> Self {
        Self { popup, saving: None, draft: Uuid::now_v7(), taken_over: None, kept: None, typed: None, unkept: None }
    }

    /// It goes on with an earlier draft: under its own id, unless another session writes that one.
    pub fn resumed(&mut self, draft: &Draft, held: bool) {
        let content = self.popup.draft();
        self.typed.clone_from(&content);
        if held {
            self.taken_over = Some(draft.id);
        } else {
            self.draft = draft.id;
        }
        self.kept = content;
    }

    /// Looks whether something was typed.
    pub fn look(&mut self, now: Instant) {
        let content = self.popup.draft();
        if content == self.typed {
            return;
        }
        self.unkept = (content != self.kept).then(|| (self.unkept.map_or(now, |(since, _)| since), now));
        self.typed = content;
    }

    /// When the draft is to be kept.
    pub fn deadline(&self) -> Option<Instant> {
        self.unkept.map(|(since, last)| (last + REST).min(since + WHILE_TYPING))
    }

    /// Keeps the draft, if its time has come.
    pub fn keep_due(&mut self, now: Instant, writer: &Writer) -> Option<Effect> {
        if self.deadline().is_some_and(|deadline| deadline <= now) { self.keep(writer) } else { None }
    }

    /// Keeps the draft now, as it is; one that is emptied goes.
    pub fn keep(&mut self, writer: &Writer) -> Option<Effect> {
        self.unkept = None;
        let content = self.popup.draft();
        if content == self.kept {
            return None;
        }
        let effect = match self.unsaved(writer) {
            Some(draft) => Effect::SaveDraft(draft),
            None => Effect::RemoveDraft(self.draft),
        };
        self.kept = content;
        Some(effect)
    }

    /// Whether nothing is typed in it that isn't in the draft's file.
    pub fn is_kept(&self) -> bool {
        self.popup.draft() == self.kept
    }

    /// Lets the draft go: what was typed is saved, or thrown away on purpose.
    pub fn forget(&self) -> Vec<Effect> {
        let own = self.kept.as_ref().map(|_| self.draft);
        own.into_iter().chain(self.taken_over).map(Effect::RemoveDraft).collect()
    }

    /// What is lost if the session ends now: the draft to be kept, if anything is typed.
    pub fn unsaved(&self, writer: &Writer) -> Option<Draft> {
        self.popup.draft().map(|content| Draft {
            id: self.draft,
            at: writer.at,
            author: writer.author.to_owned(),
            pid: std::process::id(),
            form: content.form.to_owned(),
            on: content.on,
            fields: content.fields,
        })
    }
}
