//! The question after an import: how the new ones are to be kept.

use chrono::NaiveDate;

use crate::domain::cadence::{Span, Workdays};
use crate::domain::change::Change;
use crate::domain::id::ContactId;

use super::{Given, ReadContact};

/// How new contacts are to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RhythmChoice {
    None,
    ByTier,
    Every(Span),
}

/// First days of a rhythm, spread evenly over the interval's working days after today.
#[derive(Debug, Clone)]
pub struct Spread {}

impl Spread {
    /// For `count` contacts.
    pub fn new(workdays: &Workdays, today: NaiveDate, interval: Span, count: usize) -> Self {
        let _ = (workdays, today, interval, count);
        todo!()
    }
}

impl Iterator for Spread {
    type Item = NaiveDate;

    fn next(&mut self) -> Option<NaiveDate> {
        todo!()
    }
}

/// The changes that keep `on` as chosen: for `Set::new` or, where there are very many, `Store::commit_stream`. Those
/// touched already count from their last touch and get no first day.
pub fn set_rhythm<'a, E>(
    given: &Given<'a>,
    on: &'a [ContactId],
    choice: RhythmChoice,
    read: ReadContact<'a, E>,
) -> impl Iterator<Item = Result<Change, E>> + 'a {
    let _ = (given, on, choice, read);
    std::iter::empty()
}
