//! Acts as saves: what a pop-up wants done, wrapped so that a worker thread does it on the book and the full records of
//! that moment.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::act::{self, ActError, Given};
use crate::domain::book::Book;
use crate::domain::change::{Change, Set};
use crate::domain::contact::Contact;
use crate::domain::feedback::Feedback;
use crate::domain::id::{ContactId, FeedbackId, Ids};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::domain::settings::Settings;
use crate::explain;
use crate::store::{Seq, Store};
use crate::text::{Lang, Text};
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Problem, Save, deletion};

/// What an act needs besides the book, in a form that another thread can hold.
#[derive(Debug, Clone)]
pub struct Work {
    settings: Settings,
    today: NaiveDate,
    now: DateTime<FixedOffset>,
    lang: Lang,
    read: Option<Seq>,
}

impl Work {
    pub fn of(ctx: &Ctx) -> Self {
        Self { settings: ctx.settings.clone(), today: ctx.today, now: ctx.now, lang: ctx.text.lang(), read: None }
    }

    /// The records were read at this position, not now.
    pub fn read_at(self, read: Seq) -> Self {
        Self { read: Some(read), ..self }
    }

    /// What acts are given, on `book`.
    pub fn given<'a>(&'a self, book: &'a Book) -> Given<'a> {
        Given { book, settings: &self.settings, today: self.today, now: self.now }
    }

    /// Saves what `act` makes of the book.
    pub fn act(self, act: impl FnOnce(&Given, &mut Ids) -> Result<Set, ActError> + Send + 'static) -> Save {
        let words = self.clone();
        self.act_or(move |given, ids| act(given, ids).map_err(|error| words.problem(&error, given.book)))
    }

    /// The same for what says itself why it can't be done.
    pub fn act_or(self, act: impl FnOnce(&Given, &mut Ids) -> Result<Set, Problem> + Send + 'static) -> Save {
        Save::set(move |store| {
            let read = self.read.unwrap_or_else(|| store.position());
            let mut ids = store.ids();
            let book = store.book();
            Ok((act(&self.given(&book), &mut ids)?, read))
        })
    }

    /// Where one of `contacts` is gone: what can't be saved, and says who took it away.
    pub fn on_missing(contacts: &[ContactId], ctx: &Ctx) -> Option<Save> {
        let missing = contacts.iter().find(|id| ctx.book.contact(**id).is_none())?;
        let id = RecordId::new(RecordKind::Contact, missing.0);
        Some(Save::by(move |store| Err(gone(store, id))))
    }

    /// Saves what `act` makes of the full records of `contacts`; those that are gone are left out.
    pub fn on_contacts(
        self,
        contacts: Vec<ContactId>,
        act: impl FnOnce(&Given, &[Contact]) -> Result<Set, ActError> + Send + 'static,
    ) -> Save {
        Save::set(move |store| {
            let read = store.position();
            let mut records = Vec::new();
            for id in contacts {
                records.extend(store.contact(id)?);
            }
            let book = store.book();
            let set = act(&self.given(&book), &records).map_err(|error| self.problem(&error, &book))?;
            Ok((set, read))
        })
    }

    /// Saves what `act` makes of a full record.
    pub fn on_record(
        self,
        id: RecordId,
        act: impl FnOnce(&Given, Record) -> Result<Set, ActError> + Send + 'static,
    ) -> Save {
        Save::set(move |store| {
            let read = store.position();
            let Some(record) = store.record(id)? else { return Err(gone(store, id)) };
            let book = store.book();
            let set = act(&self.given(&book), record).map_err(|error| self.problem(&error, &book))?;
            Ok((set, read))
        })
    }

    /// Saves what `act` makes of full records of feedback, closed ones too; those that are gone are left out.
    pub fn on_feedback(
        self,
        ids: Vec<FeedbackId>,
        act: impl FnOnce(&Given, &mut Ids, &[Feedback]) -> Result<Set, ActError> + Send + 'static,
    ) -> Save {
        Save::set(move |store| {
            let read = store.position();
            let records = feedback(store, ids)?;
            let mut made = store.ids();
            let book = store.book();
            let set = act(&self.given(&book), &mut made, &records).map_err(|error| self.problem(&error, &book))?;
            Ok((set, read))
        })
    }

    /// Deletes a record, as it was at that position.
    pub fn delete(self, id: RecordId, read: Seq) -> Save {
        Save::set(move |store| {
            let Some(record) = store.record(id)? else { return Err(gone(store, id)) };
            let set = act::delete(&self.given(&store.book()), record);
            unchanged_since(store, set, read)
        })
    }

    /// The same for feedback; what is gone is left out.
    pub fn delete_feedback(self, ids: Vec<FeedbackId>, read: Seq) -> Save {
        Save::set(move |store| {
            let feedback = feedback(store, ids)?;
            let set = act::delete_feedback(&self.given(&store.book()), &feedback);
            unchanged_since(store, set, read)
        })
    }

    /// Saves what `act` makes of what `read` reads.
    pub fn on_read<T: 'static>(
        self,
        read: impl FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
        act: impl FnOnce(&Given, &mut Ids, T) -> Result<Set, ActError> + Send + 'static,
    ) -> Save {
        Save::set(move |store| {
            let position = store.position();
            let found = read(store)?;
            let mut ids = store.ids();
            let book = store.book();
            let set = act(&self.given(&book), &mut ids, found).map_err(|error| self.problem(&error, &book))?;
            Ok((set, position))
        })
    }

    fn problem(&self, error: &ActError, book: &Book) -> Problem {
        let text = Text::new(self.lang);
        Problem::Said(explain::act(&text, error, book, self.today).to_string().replace('\n', " · "))
    }
}

/// Those that are there.
fn feedback(store: &Store, ids: Vec<FeedbackId>) -> Result<Vec<Feedback>, Problem> {
    let mut all = Vec::new();
    for id in ids {
        if let Some(Record::Feedback(one)) = store.record(RecordId::new(RecordKind::Feedback, id.0))? {
            all.push(one);
        }
    }
    Ok(all)
}

/// What is deleted is what stood there at `read`, when it was asked whether it is to go. Refused where others have changed it
/// since, or put something to it that would go with it.
pub fn unchanged_since(store: &Store, set: Set, read: Seq) -> Result<(Set, Seq), Problem> {
    let touched: HashSet<RecordId> = store.touched_since(read).unwrap_or_default().into_iter().collect();
    let Some(changed) = set.changes.iter().filter_map(Change::id).find(|id| touched.contains(id)) else {
        return Ok((set, read));
    };
    let last = store.past(&[changed], 1)?.into_iter().next();
    Err(last.map_or(Problem::Gone, |last| Problem::NotDeleted(Box::new(last.entry))))
}

/// It isn't there: which set took it away, as far as that is known.
fn gone(store: &Store, id: RecordId) -> Problem {
    let by = deletion(store, id).ok().flatten();
    by.map_or(Problem::Gone, |by| Problem::Deleted(Box::new(by)))
}
