//! Queries answered: from this session's own archive, else from the one at rest, else by the keeper, else by becoming it. One loop, which ends with an
//! answer or with the reason why there can't be one; whoever kept the archive may go at any moment of it.

use std::sync::Weak;
use std::thread;

use super::Seq;
use super::archive::Broken;
use super::error::{Result, StoreError};
use super::keeper::{Asked, Patience, Source};
use super::query::{Answer, Query};
use super::reading::Reading;
use super::session::Inner;
use crate::domain::record::{Record, RecordId, RecordKind};

/// How often the own archive is read anew where it is closed, built or loaded anew meanwhile.
const TRIES: usize = 5;

impl Inner {
    /// Answers a query. Never with the session's, the book's or the commit's lock in hand: whoever answers may wait for them.
    pub fn ask(&self, query: &Query) -> Result<Vec<Record>> {
        self.mending(|| self.ask_once(query)).map(|answer| answer.records)
    }

    /// The same without mending what is found damaged, telling when it was so.
    pub fn ask_once(&self, query: &Query) -> Result<Answer> {
        if let Some(answer) = self.answer_at_rest(query) {
            return Ok(answer);
        }
        let is_read_only = self.disk.is_read_only();
        let mut patience = Patience::default();
        loop {
            let since = self.position();
            if let Some(answer) = self.answer_here(query, since)? {
                return Ok(answer);
            }
            let silent = self.asker.still_silent(&self.dir);
            if let Some(silent) = silent.filter(|_| !is_read_only) {
                return Err(silent);
            }
            match self.asker.ask(&self.dir, query, since, &mut patience) {
                Asked::Answer(answer) if answer.from >= since => return Ok(answer),
                // It can't reach what this session knows: perhaps that isn't so any more.
                Asked::Answer(_) => self.catch_up(&mut self.session())?,
                Asked::Failed(what) => return Err(StoreError::damaged(&self.session().layout.archive(), what)),
                Asked::Silent if !is_read_only => {
                    if let Some(silent) = self.asker.note_silence(&self.dir) {
                        return Err(silent);
                    }
                }
                Asked::Newer(newer) if !is_read_only => return Err(newer),
                Asked::Older(line) if !is_read_only => line.ask_to_yield(),
                Asked::Nobody | Asked::Silent | Asked::Newer(_) | Asked::Older(_) => {}
            }
            match self.reading_at_once() {
                Err(busy @ StoreError::Busy { .. }) if !patience.wait() => {
                    return Err(self.asker.note_silence(&self.dir).unwrap_or(busy));
                }
                Ok(_) | Err(StoreError::Busy { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Answers from the archive that this session has open, which first reads on to `since` if it can; `None` where it has none
    /// open. One that is found damaged is built anew.
    fn answer_here(&self, query: &Query, since: Seq) -> Result<Option<Answer>> {
        let mut built = false;
        for _ in 0..TRIES {
            let Some(reading) = self.kept_reading()? else { return Ok(None) };
            let from = reading.overlay().laid();
            if from < since && self.position() < since {
                drop(reading);
                self.catch_up(&mut self.session())?;
                if self.position() < since {
                    // That isn't in the journal.
                    let Some(reading) = self.kept_reading()? else { return Ok(None) };
                    return self.read(query, &reading).map(Some).map_err(|broken| self.unusable(broken));
                }
                continue;
            }
            match self.read(query, &reading) {
                // It was closed meanwhile, or what it follows was loaded anew.
                _ if reading.has_ended() || reading.overlay().is_closed() => {}
                Ok(answer) => return Ok(Some(answer)),
                Err(Broken::Damaged(what)) if !built => {
                    drop(self.build_anew(reading, what)?);
                    built = true;
                }
                Err(broken) => return Err(self.unusable(broken)),
            }
        }
        Ok(None)
    }

    /// Whether nothing keeps this session from reading on to `since` at once. A verb may be waiting for who reads what it prints,
    /// with the book in hand: then whoever asks had better be the keeper.
    fn keeps_up(&self, since: Seq) -> bool {
        self.who.screen || self.position() >= since || self.is_at_rest()
    }

    fn read(&self, query: &Query, reading: &Reading) -> std::result::Result<Answer, Broken> {
        let from = reading.overlay().laid();
        let (records, count) = (query.read(reading)?, query.count(reading)?);
        let until = reading.overlay().laid();
        if let Query::Record(id) = query
            && records.is_empty()
            && self.is_missing(*id, reading)?
        {
            return Err(Broken::Damaged("a contact is missing".to_owned()));
        }
        Ok(Answer { records, count, from, until })
    }

    /// Whether the book knows a contact that the archive lacks. Where it looks so, it is made sure that it isn't a commit under
    /// way.
    fn is_missing(&self, id: RecordId, reading: &Reading) -> std::result::Result<bool, Broken> {
        let is_known = || id.kind == RecordKind::Contact && self.book().contact(id.id.into()).is_some();
        if !is_known() {
            return Ok(false);
        }
        let _session = self.session();
        Ok(is_known() && !reading.overlay().is_closed() && reading.record(id)?.is_none())
    }
}

/// What a session answers others as the keeper. It lives on by itself, not by them.
impl Source for Weak<Inner> {
    fn answer(&self, query: &Query, since: Seq) -> Option<std::result::Result<Answer, String>> {
        let inner = self.upgrade()?;
        if !inner.keeps_up(since) {
            inner.let_go();
            return None;
        }
        for _ in 0..TRIES {
            match inner.mending(|| inner.answer_here(query, since)) {
                Ok(Some(answer)) => return Some(Ok(answer)),
                Ok(None) if inner.has_archive() => {}
                Ok(None) => return None,
                Err(error) => return Some(Err(error.to_string())),
            }
        }
        Some(Err("the archive is loaded anew all the time".to_owned()))
    }

    fn yields(&self) {
        let session = self.clone();
        let run = move || {
            if let Some(inner) = session.upgrade() {
                // What a rest is used for can wait.
                inner.stir.happens();
                inner.let_go();
            }
        };
        // Where no thread is to be had the others must wait.
        let _ = thread::Builder::new().name("yield".to_owned()).spawn(run);
    }
}
