//! What becomes of the records of a file by what was chosen, each counted once: the sums are as many as there are records.

use std::collections::HashMap;

use crate::formats::import::{Choice, Choices, Double, Fate, Row};

/// How many records become what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All that can be read.
    pub read: usize,
    pub contacts: usize,
    pub companies: usize,
    pub entries: usize,
    pub updated: usize,
    /// They go to somebody who is here, by choice.
    pub given: usize,
    pub unchanged: usize,
    /// Further records of somebody that go with the first.
    pub joined: usize,
    /// They stay out, by choice or since nobody chose.
    pub left: usize,
    /// Of those who were deleted here.
    pub deleted: usize,
    pub skipped: usize,
    /// Entries of nobody who is here.
    pub unmatched: usize,
    /// Entries of one of several.
    pub ambiguous: usize,
    pub refused: usize,
}

impl Tally {
    pub fn of(rows: &[Row], choices: &Choices) -> Self {
        let mut tally = Self::default();
        let places: HashMap<usize, usize> = rows.iter().enumerate().map(|(at, row)| (row.line, at)).collect();
        for (at, row) in rows.iter().enumerate() {
            let choice = choices.of(at);
            let first = row.joins.and_then(|line| places.get(&line));
            let goes_along = first.is_some_and(|first| choice.is_none() || choice == choices.of(*first));
            let new = || match (row.about, row.is_company) {
                (Some(_), _) => Counted::Entry,
                (None, true) => Counted::Company,
                (None, false) => Counted::Contact,
            };
            let counted = match (&row.fate, choice) {
                // It stands in no file.
                (Fate::Closes { .. }, _) => continue,
                (Fate::Refused(_), _) => Counted::Refused,
                (Fate::Skipped { .. }, _) => Counted::Skipped,
                _ if goes_along => Counted::Joined,
                (Fate::Deleted { .. }, Some(Choice::Leave)) => Counted::Deleted,
                (_, Some(Choice::Leave)) => Counted::Left,
                (Fate::Unmatched, None | Some(Choice::Take)) if !row.may_be.is_empty() => Counted::Ambiguous,
                (Fate::Unmatched, None | Some(Choice::Take)) => Counted::Unmatched,
                (Fate::Unmatched | Fate::New, _) if row.about.is_some() => Counted::Entry,
                (Fate::MaybeDuplicate(Double { of, row: Some(_), .. }), Some(Choice::Into(who))) if who == *of => {
                    Counted::Joined
                }
                (_, Some(Choice::Into(_))) => Counted::Given,
                (_, Some(Choice::New)) => new(),
                (Fate::Changed { .. }, _) => Counted::Updated,
                (Fate::Unchanged { .. }, _) => Counted::Unchanged,
                _ => new(),
            };
            *tally.of_kind(counted) += 1;
            tally.read += usize::from(counted != Counted::Refused);
        }
        tally
    }

    fn of_kind(&mut self, counted: Counted) -> &mut usize {
        match counted {
            Counted::Contact => &mut self.contacts,
            Counted::Company => &mut self.companies,
            Counted::Entry => &mut self.entries,
            Counted::Updated => &mut self.updated,
            Counted::Given => &mut self.given,
            Counted::Unchanged => &mut self.unchanged,
            Counted::Joined => &mut self.joined,
            Counted::Left => &mut self.left,
            Counted::Deleted => &mut self.deleted,
            Counted::Skipped => &mut self.skipped,
            Counted::Ambiguous => &mut self.ambiguous,
            Counted::Unmatched => &mut self.unmatched,
            Counted::Refused => &mut self.refused,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Contact,
    Company,
    Entry,
    Updated,
    Given,
    Unchanged,
    Joined,
    Left,
    Deleted,
    Skipped,
    Unmatched,
    Ambiguous,
    Refused,
}
