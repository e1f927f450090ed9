//! What conditions are judged in, and whom they hold of as far as the book knows.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::judge::{Judge, Subject};
use super::{Condition, Depth, Segment};
use crate::domain::agenda::{self, Agenda};
use crate::domain::book::Book;
use crate::domain::contact::Contact;
use crate::domain::id::{ContactId, IdSet};
use crate::domain::settings::Settings;

/// The book on a day.
pub struct World<'a> {
    pub book: &'a Book,
    pub settings: &'a Settings,
    pub segments: &'a [Segment],
    pub today: NaiveDate,
    due: OnceCell<IdSet<ContactId>>,
}

/// Of whom a condition holds, and of whom more must be read to say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sorted {
    pub held: Vec<ContactId>,
    pub undecided: Vec<ContactId>,
}

impl<'a> World<'a> {
    pub fn new(book: &'a Book, settings: &'a Settings, segments: &'a [Segment], today: NaiveDate) -> Self {
        Self { book, settings, segments, today, due: OnceCell::new() }
    }

    /// The same where the agenda is known already.
    pub fn with_agenda(self, agenda: &Agenda) -> Self {
        self.due.get_or_init(|| agenda.due_contacts().collect());
        self
    }

    /// Whether it is known who is due.
    pub(super) fn knows_due(&self) -> bool {
        self.due.get().is_some()
    }

    /// Who is due today.
    pub(super) fn due(&self) -> &IdSet<ContactId> {
        let agenda = || agenda::agenda(self.book, self.settings, self.today, 0);
        self.due.get_or_init(|| agenda().due_contacts().collect())
    }

    /// Of whom it holds, archived ones too, in no order, as far as that can be said without reading more than `depth`.
    pub fn sorted(&self, condition: &Condition, depth: Depth) -> Sorted {
        let (judge, mut sorted) = (Judge::new(condition, self), Sorted::default());
        let mut undecided = Vec::new();
        for facts in self.book.facts() {
            match judge.holds(&Subject::of_facts(facts, depth)) {
                Some(true) => sorted.held.push(facts.id),
                Some(false) => {}
                None => undecided.push(facts.id),
            }
        }
        if depth < Depth::Rows {
            return Sorted { undecided, ..sorted };
        }
        let reads_most = undecided.len() > self.book.contacts().len() / FEW;
        let wanted: IdSet<ContactId> = undecided.iter().copied().collect();
        let mut judged = |row: &crate::domain::row::Row| {
            let Some(facts) = self.book.facts_of(row.id) else { return };
            match judge.holds(&Subject::of_row(facts, row)) {
                Some(true) => sorted.held.push(row.id),
                Some(false) => {}
                None => sorted.undecided.push(row.id),
            }
        };
        match reads_most {
            true => self.book.each_contact().filter(|row| wanted.contains(&row.id)).for_each(|row| judged(&row)),
            false => undecided.iter().filter_map(|id| self.book.contact(*id)).for_each(judged),
        }
        sorted
    }

    /// Whether it holds of contacts of whom all is known, of these those.
    pub fn of_full<'c>(&self, condition: &Condition, contacts: impl Iterator<Item = &'c Contact>) -> Vec<ContactId> {
        let judge = Judge::new(condition, self);
        let holds = |contact: &&Contact| {
            let of_book = self.book.facts_of(contact.id).zip(self.book.contact(contact.id));
            of_book.is_some_and(|(facts, row)| judge.holds(&Subject::of_contact(facts, row, contact)) == Some(true))
        };
        contacts.filter(holds).map(|contact| contact.id).collect()
    }
}

/// Where more than one in so many is to be read, all are, as they lie.
const FEW: usize = 16;
