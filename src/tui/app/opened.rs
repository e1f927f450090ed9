//! An open pop-up with what the app keeps about it: the draft of what is typed in it, and the save it waits for.
//!
//! Typed text is kept after a second of rest, every two seconds while typing goes on, when a field is left, and when it goes
//! away unsaved.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::domain::id::ContactId;
use crate::store::drafts::Draft;
use crate::tui::effect::{Also, Effect, Then, Ticket};
use crate::tui::popups::Popup;
use crate::tui::popups::draft::Content;

/// A save that takes longer is worth a word.
const SLOW: Duration = Duration::from_millis(400);
const REST: Duration = Duration::from_secs(1);
const WHILE_TYPING: Duration = Duration::from_secs(2);

pub(super) struct Opened {
    pub popup: Box<dyn Popup>,
    pub saving: Option<Saving>,
    draft: Uuid,
    /// The draft of another session that it went on with: it goes when what was typed is saved.
    taken_over: Option<Uuid>,
    /// What is in the draft's file.
    kept: Option<Content>,
    /// Whether there is a file: of a draft that says nothing any more, too.
    in_file: bool,
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
    /// The session, by its name in the journal.
    pub session: &'a str,
    pub at: DateTime<FixedOffset>,
}

impl Opened {
    pub fn new(popup: Box<dyn Popup>) -> Self {
        Self {
            popup,
            saving: None,
            draft: Uuid::now_v7(),
            taken_over: None,
            kept: None,
            in_file: false,
            typed: None,
            unkept: None,
        }
    }

    /// It goes on with an earlier draft: under its own id, unless another session writes that one.
    pub fn resumed(&mut self, draft: &Draft, held: bool) {
        let content = self.popup.draft();
        self.typed.clone_from(&content);
        if held {
            self.taken_over = Some(draft.id);
        } else {
            self.draft = draft.id;
            self.in_file = true;
        }
        self.kept = content;
    }

    /// The other session that wrote the draft may have ended meanwhile: then it is this one's. A draft of its own that it
    /// has written since takes the place of that one, which goes.
    pub fn released(&mut self, held: &HashSet<Uuid>) -> Option<Effect> {
        let theirs = self.taken_over.take_if(|theirs| !held.contains(theirs))?;
        if self.in_file {
            return Some(Effect::RemoveDraft(theirs));
        }
        self.draft = theirs;
        self.in_file = true;
        None
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

    /// A field was left: what was typed in it is kept now.
    pub fn left(&mut self, now: Instant) {
        if let Some((since, last)) = &mut self.unkept {
            let due = now.checked_sub(WHILE_TYPING).unwrap_or(now);
            (*since, *last) = (due, due);
        }
    }

    /// When the draft is to be kept.
    pub fn deadline(&self) -> Option<Instant> {
        self.unkept.map(|(since, last)| (last + REST).min(since + WHILE_TYPING))
    }

    /// Keeps the draft, if its time has come.
    pub fn keep_due(&mut self, now: Instant, writer: &Writer) -> Vec<Effect> {
        if self.deadline().is_some_and(|deadline| deadline <= now) { self.keep(writer) } else { Vec::new() }
    }

    /// Keeps the draft now, as it is; one that is emptied goes.
    pub fn keep(&mut self, writer: &Writer) -> Vec<Effect> {
        self.unkept = None;
        let content = self.popup.draft();
        match self.unsaved(writer) {
            None => {
                self.kept = None;
                self.forget()
            }
            Some(_) if content == self.kept => Vec::new(),
            Some(draft) => {
                self.kept = content;
                self.in_file = true;
                vec![Effect::SaveDraft(draft)]
            }
        }
    }

    /// Whether nothing is typed in it that isn't in the draft's file.
    pub fn is_kept(&self) -> bool {
        self.popup.draft() == self.kept
    }

    /// Whether something was kept of it, by it or by the session that it went on with.
    pub fn has_draft(&self) -> bool {
        self.in_file || self.taken_over.is_some()
    }

    /// Lets the draft go: what was typed is saved, or thrown away on purpose. So does the one of another session that it
    /// went on with.
    pub fn forget(&mut self) -> Vec<Effect> {
        let own = std::mem::take(&mut self.in_file).then_some(self.draft);
        own.into_iter().chain(self.taken_over.take()).map(Effect::RemoveDraft).collect()
    }

    /// What is lost if the session ends now: the draft to be kept, if anything is typed.
    pub fn unsaved(&self, writer: &Writer) -> Option<Draft> {
        self.popup.draft().map(|content| Draft {
            id: self.draft,
            at: writer.at,
            author: writer.author.to_owned(),
            pid: std::process::id(),
            session: writer.session.to_owned(),
            goes_on_with: self.taken_over,
            form: content.of.form.to_owned(),
            on: content.of.on.record,
            fields: content.kept(),
        })
    }
}
