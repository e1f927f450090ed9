//! An open pop-up with what the app keeps about it: the draft of what is typed in it, and the save it waits for.
//!
//! Typed text is kept after a second of rest, every two seconds while typing goes on, when a field is left, and when it goes
//! away unsaved.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::domain::id::ContactId;
use crate::store::drafts::{Draft, SavedBy};
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
    /// The draft that can be taken over: another session has it open, or it is somebody else's.
    pub offered: Option<Uuid>,
    /// The draft of a living session that it went on with, as it was then: it goes when what was typed is saved.
    taken: Option<Draft>,
    /// What another session took over from here.
    given: Option<Given>,
    /// What the record is called on which it stands.
    pub about: String,
    /// Who took it over and saved it, and whether it was asked if it is to be saved here once more.
    saved_by: Option<SavedBy>,
    asked: bool,
    /// What is in the draft's file.
    kept: Option<Content>,
    /// Whether it says there that the form is open.
    kept_open: bool,
    /// Whether there is a file: of a draft that says nothing any more, too.
    in_file: bool,
    /// What was typed when last looked.
    typed: Option<Content>,
    /// Since when there is something that isn't kept, and when that changed last.
    unkept: Option<(Instant, Instant)>,
}

/// Another session went on with a draft.
struct Given {
    /// Its own draft, whose it is, and its name.
    to: Uuid,
    author: String,
    session: String,
}

/// What happened to a draft elsewhere, with the name of the session that did it.
pub(super) enum News {
    /// It goes on with it.
    GoesOn(String),
    /// It has saved what it made of it.
    Saved(SavedBy),
}

/// The drafts as they are on the disk, and what is known besides.
pub(super) struct Look<'a> {
    pub drafts: &'a [Draft],
    /// Those on their way to the disk.
    pub under_way: &'a [Draft],
    /// Those that another session has open.
    pub held: &'a HashSet<Uuid>,
    /// By whom drafts were taken over and saved.
    pub saved: &'a HashMap<Uuid, SavedBy>,
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
            offered: None,
            taken: None,
            given: None,
            about: String::new(),
            saved_by: None,
            asked: false,
            kept: None,
            kept_open: false,
            in_file: false,
            typed: None,
            unkept: None,
        }
    }

    /// It goes on with an earlier draft: under its own id, unless another session has that one open. It is to be kept at
    /// once, so that others see it.
    pub fn resumed(&mut self, draft: &Draft, held: bool) {
        let content = self.popup.draft();
        self.typed = content;
        self.offered = None;
        if self.about.is_empty() {
            self.about.clone_from(&draft.about);
        }
        if held {
            self.taken = Some(draft.clone());
        } else {
            self.draft = draft.id;
            self.in_file = true;
        }
    }

    /// Looks what became of the draft on the disk: others may have taken it over, or it theirs.
    pub fn follow(&mut self, look: &Look, writer: &Writer) -> (Vec<Effect>, Option<News>) {
        let mut effects = Vec::new();
        let listed = |id: Uuid| look.drafts.iter().find(|draft| draft.id == id);
        self.offered.take_if(|offered| listed(*offered).is_none());
        // Whose draft it went on with may have closed its form, or ended: then it is this one's.
        if let Some(taken) = self.taken.take_if(|taken| !look.held.contains(&taken.id)) {
            effects.push(Effect::RemoveTaken(taken));
        }
        if !self.in_file || look.under_way.iter().any(|draft| draft.id == self.draft) {
            return (effects, None);
        }
        let Some(own) = listed(self.draft) else {
            // It went, and not by this session: what stands here is kept again, at once.
            (self.in_file, self.kept) = (false, None);
            effects.extend(self.keep(writer, true));
            // Sessions of earlier versions tell so that they have saved it.
            let by = self.given.take().map(|Given { author, session, .. }| SavedBy {
                at: writer.at,
                author,
                session,
                fields: Vec::new(),
            });
            return (effects, by.map(|by| self.is_saved(by)));
        };
        if own.session != writer.session && look.held.contains(&own.id) {
            // Both went on with the same one at the same moment: each has its own from now on.
            self.draft = Uuid::now_v7();
            self.in_file = false;
            self.kept = None;
            effects.extend(self.keep(writer, true));
            return (effects, None);
        }
        let to = look.drafts.iter().find(|draft| draft.goes_on_with == Some(self.draft));
        let saved = look.saved.get(&own.id);
        if let Some(by) = saved.filter(|by| self.saved_by.as_ref() != Some(by)) {
            return (effects, Some(self.is_saved(by.clone())));
        }
        let is_known = self.given.as_ref().map(|given| given.to) == to.map(|to| to.id);
        if !is_known {
            let given = |to: &Draft| Given { to: to.id, author: to.author.clone(), session: to.session.clone() };
            self.given = to.map(given);
        }
        (effects, to.filter(|_| !is_known).map(|to| News::GoesOn(to.session.clone())))
    }

    /// What is in its draft was saved by another session.
    pub fn is_saved(&mut self, by: SavedBy) -> News {
        self.asked = false;
        News::Saved(self.saved_by.insert(by).clone())
    }

    /// Who has saved it elsewhere, if it wasn't asked yet whether it is to be saved here once more. It counts as asked then.
    pub fn ask_once(&mut self) -> Option<&SavedBy> {
        let by = self.saved_by.as_ref()?;
        (!std::mem::replace(&mut self.asked, true)).then_some(by)
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
        if self.deadline().is_some_and(|deadline| deadline <= now) { self.keep(writer, true) } else { Vec::new() }
    }

    /// Keeps the draft now, as it is; one that is emptied goes. `open`: whether the form is so still.
    pub fn keep(&mut self, writer: &Writer, open: bool) -> Vec<Effect> {
        self.unkept = None;
        let content = self.popup.draft();
        // What is in sight is kept, whoever has saved it.
        match self.unsaved(writer, open).filter(|_| open || !self.is_saved_elsewhere()) {
            None => {
                self.kept = None;
                self.throw_away()
            }
            Some(_) if content == self.kept && self.kept_open == open => Vec::new(),
            Some(draft) => {
                (self.kept, self.kept_open) = (content, open);
                self.in_file = true;
                vec![Effect::SaveDraft(draft)]
            }
        }
    }

    /// Whether nothing is typed in it that isn't in the draft's file, or saved by another session.
    pub fn is_kept(&self) -> bool {
        let content = self.popup.draft();
        content == self.kept || self.is_saved_elsewhere()
    }

    /// Whether all that is typed in it was saved by another session.
    pub fn is_saved_elsewhere(&self) -> bool {
        let saved = self.saved_by.as_ref().map(|by| &by.fields);
        saved.is_some() && self.popup.draft().map(Content::kept).as_ref() == saved
    }

    /// Whether something was kept of it.
    pub fn has_draft(&self) -> bool {
        self.in_file
    }

    /// Lets the draft go: what was typed is saved. The session that it went on with, or that went on with it, is told.
    pub fn forget(&mut self, writer: &Writer) -> Vec<Effect> {
        let fields = self.popup.draft().map(Content::kept).unwrap_or_default();
        let taken = self.taken.take().map(|taken| (taken.id, taken.fields));
        let given = self.given.take().map(|given| (given.to, fields.clone()));
        let (at, author, session) = (writer.at, writer.author.to_owned(), writer.session.to_owned());
        let by = SavedBy { at, author, session, fields };
        let settled = taken.into_iter().chain(given);
        let settled = settled.map(|(id, known)| Effect::SettleDraft { id, known, by: by.clone() });
        settled.collect::<Vec<_>>().into_iter().chain(self.throw_away()).collect()
    }

    /// Lets the draft go, for good; one of a session that lives stays with that.
    pub fn throw_away(&mut self) -> Vec<Effect> {
        self.taken = None;
        std::mem::take(&mut self.in_file).then_some(Effect::RemoveDraft(self.draft)).into_iter().collect()
    }

    /// What is lost if the session ends now: the draft to be kept, if anything is typed. `open`: whether the form is to be
    /// taken for so.
    pub fn unsaved(&self, writer: &Writer, open: bool) -> Option<Draft> {
        let content = self.popup.draft()?;
        Some(Draft {
            id: self.draft,
            at: writer.at,
            author: writer.author.to_owned(),
            pid: std::process::id(),
            session: writer.session.to_owned(),
            open,
            goes_on_with: self.taken.as_ref().map(|taken| taken.id),
            form: content.of.form.to_owned(),
            on: content.of.on.record,
            about: self.about.clone(),
            fields: content.kept(),
        })
    }
}
