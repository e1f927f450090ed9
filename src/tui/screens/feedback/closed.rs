//! Closed feedback, which the book doesn't hold: read page by page when it is asked for, the latest entered first.

use crate::domain::feedback::Feedback;
use crate::store::Seq;
use crate::tui::answer::Answer;
use crate::tui::effect::Ask;

/// How much is read at once.
const PAGE: usize = 100;

/// What is known of it.
pub(super) struct Closed {
    known: Vec<Feedback>,
    /// None of it is older than this position.
    read: Seq,
    /// Whether there may be more than is known.
    more: bool,
    /// Whether something may have changed since it was read.
    stale: bool,
    /// What changed is others' alone.
    others: bool,
    asked: Option<Ask>,
    /// Why it can't be read.
    unread: Option<String>,
}

impl Default for Closed {
    fn default() -> Self {
        Self { known: Vec::new(), read: 0, more: false, stale: true, others: false, asked: None, unread: None }
    }
}

impl Closed {
    pub fn known(&self) -> &[Feedback] {
        &self.known
    }

    /// A position than which none of it is older.
    pub fn read(&self) -> Seq {
        self.read
    }

    /// How much of it is known, and whether there may be more; `None` where it wasn't read yet or must be read again.
    pub fn count(&self) -> Option<(usize, bool)> {
        let read = !self.stale && self.asked.is_none() && self.unread.is_none();
        read.then_some((self.known.len(), self.more))
    }

    /// Why it can't be read, in the user's words.
    pub fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// Whether it has yet to be read as it is now. What can't be read isn't waited for.
    pub fn is_stale(&self) -> bool {
        let reads = matches!(self.asked, Some(Ask::ClosedFeedback { before: None, .. }));
        (self.stale || reads) && self.unread.is_none()
    }

    /// Something changed.
    pub fn changed(&mut self) {
        (self.stale, self.others) = (true, false);
    }

    /// Others changed something.
    pub fn others_changed(&mut self) {
        self.others |= !self.is_stale();
        self.stale = true;
    }

    /// Whether it is read again for what others changed alone: keys needn't wait for it.
    pub fn is_others(&self) -> bool {
        self.others
    }

    /// What couldn't be read is tried again with the next key.
    pub fn try_again(&mut self) {
        if self.unread.is_some() && self.asked.is_none() {
            self.stale = true;
        }
    }

    /// What is to be read now, where `ahead` rows lie from the selection to the list's end.
    pub fn wants(&mut self, ahead: usize) -> Option<Ask> {
        if self.asked.is_some() {
            return None;
        }
        if std::mem::take(&mut self.stale) {
            self.asked = Some(Ask::ClosedFeedback { before: None, limit: self.known.len().max(PAGE) });
        } else if self.more && self.unread.is_none() && ahead < PAGE / 4 {
            let before = self.known.last().map(|last| last.id);
            self.asked = Some(Ask::ClosedFeedback { before, limit: PAGE });
        }
        self.asked.clone()
    }

    /// Takes in an answer; `false` if it is none of its own.
    pub fn answered(&mut self, answer: &Answer) -> bool {
        match answer {
            Answer::ClosedFeedback { before, feedback, read } => {
                let Some(Ask::ClosedFeedback { before: asked, limit }) = self.asked.clone() else { return false };
                if asked != *before {
                    return false;
                }
                if before.is_none() {
                    self.known.clear();
                }
                self.read = if self.known.is_empty() { *read } else { self.read.min(*read) };
                self.more = feedback.len() >= limit;
                self.known.extend(feedback.iter().cloned());
                self.unread = None;
            }
            // Something else was wanted by then.
            Answer::Passed(ask) if Some(ask) == self.asked.as_ref() => {
                self.stale |= matches!(ask, Ask::ClosedFeedback { before: None, .. });
            }
            Answer::Unread { ask, why, .. } if Some(ask) == self.asked.as_ref() => self.unread = Some(why.clone()),
            _ => return false,
        }
        self.asked = None;
        true
    }
}
