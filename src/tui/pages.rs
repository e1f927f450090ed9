//! A timeline as screens read it: page by page, the newest first, and anew when something changed. What was read before stays
//! in sight meanwhile.

use super::answer::Answer;
use super::ctx::Ctx;
use super::effect::Ask;
use crate::domain::record::{Record, RecordId, TimelineOf};
use crate::say;
use crate::store::Seq;

/// Records that are read first: as many as a high screen shows.
const FIRST: usize = 50;
/// Records that are read at once then.
const PAGE: usize = 100;

/// The read part of a timeline.
pub struct Pages {
    of: TimelineOf,
    /// `None` until it is read for the first time.
    records: Option<Vec<Record>>,
    /// None of them is older than this position.
    read: Seq,
    /// Whether there may be older ones than those read.
    more: bool,
    /// It is to be read again, since something changed.
    stale: bool,
    /// What changed is others' alone: keys needn't wait for it.
    quietly: bool,
    asked: Option<Ask>,
    /// A record that is looked for: reading goes on until it is there.
    sought: Option<RecordId>,
    /// The oldest is wanted: reading goes on until there is no older one.
    to_the_end: bool,
    /// Why it can't be read.
    unread: Option<String>,
}

impl Pages {
    pub fn new(of: impl Into<TimelineOf>) -> Self {
        Self {
            of: of.into(),
            records: None,
            read: 0,
            more: false,
            stale: true,
            quietly: false,
            asked: None,
            sought: None,
            to_the_end: false,
            unread: None,
        }
    }

    /// Reading goes on until this record is there.
    pub fn seeking(self, record: RecordId) -> Self {
        Self { sought: Some(record), ..self }
    }

    /// Where the record stands that was looked for, once it is read.
    pub fn found(&mut self) -> Option<usize> {
        let sought = self.sought?;
        let found = self.records().iter().position(|record| record.id() == sought);
        if found.is_some() || !self.more {
            self.sought = None;
        }
        found
    }

    /// The oldest is wanted; `false` if it is read already.
    pub fn go_to_end(&mut self) -> bool {
        self.to_the_end = self.more;
        self.more
    }

    /// Where the oldest stands that was wanted, once all is read.
    pub fn end(&mut self) -> Option<usize> {
        let is_there = self.to_the_end && !self.more && !self.stale;
        self.to_the_end &= !is_there;
        is_there.then(|| self.records().len().saturating_sub(1))
    }

    /// What is read so far.
    pub fn records(&self) -> &[Record] {
        self.records.as_deref().unwrap_or_default()
    }

    /// A position than which none of it is older: what is made of a record in it is saved as read there.
    pub fn read(&self) -> Seq {
        self.read
    }

    /// Whether it was read at all.
    pub fn are_read(&self) -> bool {
        self.records.is_some()
    }

    /// `Timeline 100+`: how many there are, as far as it is known, and that it is being read where that takes long.
    pub fn title(&self, ctx: &Ctx) -> String {
        let title = match self.records().len() {
            0 => say!(ctx.text, "timeline"),
            count => say!(ctx.text, "timeline-count", count = format!("{count}{}", if self.more { "+" } else { "" })),
        };
        let is_long = ctx.reads_long && self.asked.is_some() && self.unread.is_none();
        if is_long { format!("{title} · {}", say!(ctx.text, "popup-reading")) } else { title }
    }

    /// Why it can't be read.
    pub fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// Whether it is as the store has it, and nothing is being read.
    pub fn rest(&self) -> bool {
        !self.stale && self.asked.is_none()
    }

    /// Whether it has to be read from its beginning before it is known what a key means.
    pub fn wait(&self) -> bool {
        let on_the_way = self.sought.is_some() || self.to_the_end;
        let reading = self.stale || on_the_way || matches!(self.asked, Some(Ask::Timeline { skip: 0, .. }));
        reading && self.unread.is_none() && !(self.quietly && self.are_read())
    }

    /// Something changed.
    pub fn changed(&mut self) {
        (self.stale, self.quietly) = (true, false);
    }

    /// Others changed something.
    pub fn others_changed(&mut self) {
        self.quietly |= self.rest();
        self.stale = true;
    }

    /// What couldn't be read is tried again.
    pub fn try_again(&mut self) {
        self.stale |= self.unread.is_some() && self.asked.is_none();
    }

    /// What has to be read next, with the focus on record `at`.
    pub fn wants(&mut self, at: usize) -> Option<Ask> {
        if self.asked.is_some() {
            return None;
        }
        let loaded = self.records().len();
        if std::mem::take(&mut self.stale) {
            self.asked = Some(Ask::Timeline { of: self.of, skip: 0, limit: loaded.max(FIRST) });
        } else if self.unread.is_none() && self.more && (self.sought.is_some() || self.to_the_end) {
            self.asked = Some(Ask::Timeline { of: self.of, skip: loaded, limit: 10 * PAGE });
        } else if self.unread.is_none() && self.more && at + PAGE / 4 > loaded {
            self.asked = Some(Ask::Timeline { of: self.of, skip: loaded, limit: PAGE });
        }
        self.asked.clone()
    }

    /// Takes in what was read; `false` for an answer to something else.
    pub fn answered(&mut self, answer: &Answer) -> bool {
        match answer {
            // Others ask for parts of the same one.
            Answer::Timeline { of, skip, limit, records, read }
                if self.asked == Some(Ask::Timeline { of: *of, skip: *skip, limit: *limit }) =>
            {
                self.asked = None;
                let known = self.records.get_or_insert_default();
                known.truncate(*skip);
                self.read = if known.is_empty() { *read } else { self.read.min(*read) };
                known.extend(records.iter().cloned());
                self.more = records.len() >= *limit;
                self.unread = None;
                true
            }
            // Something else was wanted by then; it is asked for again when this is looked at.
            Answer::Passed(ask) if Some(ask) == self.asked.as_ref() => {
                self.asked = None;
                self.stale |= matches!(ask, Ask::Timeline { skip: 0, .. });
                true
            }
            Answer::Unread { ask, why, .. } if Some(ask) == self.asked.as_ref() => {
                (self.asked, self.to_the_end) = (None, false);
                self.unread = Some(why.clone());
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ContactId, Ids};

    #[test]
    fn only_the_answer_to_its_own_question_counts() {
        let contact: ContactId = Ids::seeded(1, 1).draw();
        let mut pages = Pages::new(contact);
        let Some(Ask::Timeline { of, skip, limit }) = pages.wants(0) else { panic!("nothing is asked") };
        let mut check = |skip: usize, limit: usize, expect: bool| {
            let answer = Answer::Timeline { of, skip, limit, records: Vec::new(), read: 1 };
            assert_eq!(pages.answered(&answer), expect, "skip {skip}, limit {limit}");
            assert_eq!(pages.are_read(), expect, "skip {skip}, limit {limit}");
        };
        check(skip, usize::MAX, false);
        check(skip + 1, limit, false);
        check(skip, limit, true);
    }
}
