//! Reading full records, timelines and the history, and ending a session.

use uuid::Uuid;

use super::error::Result;
use super::line::entry;
use super::past::Past;
use super::query::{Part, Query, Wanted};
use super::session::{Inner, Session};
use super::{Entry, StreamError};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::record::{Record, RecordId, RecordKind, TimelineOf};

/// Changes behind the side file that a verb leaves to be read from the journal, and more with the contacts: writing it costs
/// in proportion.
const LEFT: usize = 250;
const CONTACTS_LEFT: usize = 200;
/// The same for a screen, where it is written in a rest or at the end.
const CONTACTS_LEFT_ON_SCREEN: usize = 400;

/// Records that are read at once where all of a kind are wanted.
const EACH_PART: usize = 64;
/// How often a row is tried to be filled up while others save.
const REFILLS: usize = 20;

impl Inner {
    /// What the book alone can say of a record: companies, marks, what is open. `None` where only the archive knows.
    fn in_book(&self, id: RecordId) -> Option<Option<Record>> {
        let book = self.book();
        match id.kind {
            RecordKind::Company => Some(book.company(id.id.into()).cloned().map(Record::from)),
            RecordKind::AgendaMark => {
                Some(book.contact(id.id.into()).and_then(|row| row.mark.clone()).map(Record::from))
            }
            RecordKind::FollowUp => book.follow_up(id.id.into()).cloned().map(|record| Some(record.into())),
            RecordKind::Feedback => book.feedback(id.id.into()).cloned().map(|record| Some(record.into())),
            RecordKind::Contact if book.contact(id.id.into()).is_none() => Some(None),
            RecordKind::Contact | RecordKind::Interaction | RecordKind::Consent | RecordKind::Order => None,
        }
    }

    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        if let Some(known) = self.in_book(id) {
            return Ok(known);
        }
        Ok(self.ask(&Query::Record(id))?.pop())
    }

    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>> {
        Ok(self.record(RecordId::new(RecordKind::Contact, id.0))?.and_then(of_contact))
    }

    pub fn timeline(&self, of: TimelineOf, part: Part, skip: usize, limit: usize) -> Result<Vec<Record>> {
        self.ask(&Query::Timeline { of, part, skip, limit })
    }

    pub fn count(&self, of: TimelineOf, part: Part) -> Result<usize> {
        self.mending(|| self.ask_once(&Query::Count { of, part })).map(|answer| answer.count)
    }

    /// Reads in parts, so that an archive found damaged half way is built anew and read on.
    pub fn each<E>(
        &self,
        kind: RecordKind,
        mut take: impl FnMut(Record) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), StreamError<E>> {
        let mut after = None;
        loop {
            let part = self.ask(&Query::Records { kind, after, limit: EACH_PART })?;
            let Some(last) = part.last() else { return Ok(()) };
            after = Some(last.id().id);
            part.into_iter().try_for_each(&mut take).map_err(StreamError::Stream)?;
        }
    }

    /// Contacts that lie close to each other are read together; each that isn't found so, alone.
    pub fn contacts(&self, ids: &[ContactId]) -> Result<Vec<Contact>> {
        let (mut all, mut limit) = (Vec::new(), EACH_PART);
        let mut wanted = ids.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let mut rest = wanted.as_slice();
        while let Some(first) = rest.first() {
            let after = first.0.as_u128().checked_sub(1).map(Uuid::from_u128);
            let read = self.ask(&Query::Records { kind: RecordKind::Contact, after, limit })?;
            let reached = read.last().map_or(*first, |last| ContactId(last.id().id).max(*first));
            let (here, behind) = rest.split_at(rest.partition_point(|id| *id <= reached));
            let mut read = read.into_iter().filter_map(of_contact).peekable();
            let before = all.len();
            for id in here {
                while read.next_if(|one| one.id < *id).is_some() {}
                let found = match read.next_if(|one| one.id == *id) {
                    Some(found) => Some(found),
                    None => self.contact(*id)?,
                };
                all.extend(found);
            }
            rest = behind;
            // Where few of those that lie there are wanted, less is read for nothing.
            limit = (2 * (all.len() - before)).clamp(1, EACH_PART);
        }
        Ok(all)
    }

    pub fn latest(&self, kind: RecordKind, before: Option<Uuid>, limit: usize, wanted: Wanted) -> Result<Vec<Record>> {
        self.ask(&Query::Latest { kind, before, limit, wanted })
    }

    pub fn history(&self, limit: usize) -> Result<Vec<Entry>> {
        let mut past = Past::new(&self.session());
        let mut entries = Vec::new();
        while entries.len() < limit
            && let Some(line) = past.next()?
        {
            entries.push(entry(&line));
        }
        Ok(entries)
    }

    pub fn refill(&self) -> Result<()> {
        let short = self.book().to_refill();
        short.into_iter().try_for_each(|contact| self.mending(|| self.refill_one(contact)))
    }

    /// Fills one row up. Where others save all the time it may stay short, and is filled up next time.
    fn refill_one(&self, contact: ContactId) -> Result<()> {
        for _ in 0..REFILLS {
            let all = Query::Timeline { of: contact.into(), part: Part::All, skip: 0, limit: usize::MAX };
            let answer = self.ask_once(&all)?;
            let mut session = self.session();
            self.catch_up(&mut session)?;
            // What was read must be what the book stands for, and nothing be committed between.
            if answer.from != session.end.seq || answer.until != session.end.seq {
                continue;
            }
            let interaction = |record| if let Record::Interaction(one) = record { Some(one) } else { None };
            let interactions: Vec<_> = answer.records.into_iter().filter_map(interaction).collect();
            self.book_mut().refill(contact, &interactions);
            return Ok(());
        }
        Ok(())
    }

    /// Writes the side file if it is worth it, and lets the archive go.
    pub fn close(&self) {
        self.heed_side();
        if self.disk.is_read_only() {
            return self.let_go();
        }
        let big = std::mem::take(&mut self.session().big);
        // Without it the next start takes longer.
        let _ = self.write_side(if big { 1 } else { self.side_left() });
        if self.who.screen || big || self.texts_are_due() {
            self.keep_texts(big);
            self.sweep_texts(false, &|| true);
        }
        // A screen leaves what it saved in the archive, too, as if that had been open.
        if big || (self.who.screen && self.lags_at_rest()) {
            // What can't be brought into the archive now is brought in when it is needed.
            let _ = self.reading();
        }
        self.back_up_at_end();
        self.let_go();
    }

    /// With how many changes behind it the side file is written in a rest and at the session's end.
    pub fn side_left(&self) -> usize {
        let contacts = self.book().contacts().len();
        if self.who.screen { 1 + contacts / CONTACTS_LEFT_ON_SCREEN } else { LEFT + contacts / CONTACTS_LEFT }
    }

    /// Reads on while nobody commits, and makes sure that what was read is on the disk.
    pub fn settle(&self, session: &mut Session) -> Result<()> {
        let _held = self.hold()?;
        self.read_on(session)?;
        session.journal.sync(session.end, &self.disk)
    }
}

fn of_contact(record: Record) -> Option<Contact> {
    if let Record::Contact(contact) = record { Some(contact) } else { None }
}
