//! What becomes of the records of a file, each counted once: the sums are as many as there are records.

use super::{Fate, Plan, Row, Upshot};

/// How many records become what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// New contacts.
    pub contacts: usize,
    /// New companies that have a record of their own.
    pub companies: usize,
    /// New interactions, follow-ups and feedback.
    pub entries: usize,
    pub orders: usize,
    pub updated: usize,
    /// They go to somebody who is here, by choice.
    pub given: usize,
    pub unchanged: usize,
    /// They would change who is here, and by choice they don't.
    pub kept: usize,
    /// Another record of somebody, or of a company, that stands before it in the file.
    pub joined: usize,
    /// They may be here already, and stay out since nobody decided.
    pub undecided: usize,
    /// They may be here already, and were left out before.
    pub left_before: usize,
    /// They stay out, by choice.
    pub left: usize,
    /// Entries of those only who stay out.
    pub alone: usize,
    /// Of those who were deleted here.
    pub deleted: usize,
    pub skipped: usize,
    /// Entries of nobody who is here.
    pub unmatched: usize,
    /// Entries of one of several.
    pub ambiguous: usize,
    pub refused: usize,
    /// Of all these, how many are older than what is here.
    pub older: usize,
}

impl Tally {
    /// Counts rows with what will become of them. What only a calendar tells of stands in no file, and isn't counted.
    pub fn of<'a>(rows: impl IntoIterator<Item = (&'a Row, Upshot)>) -> Self {
        let mut tally = Self::default();
        for (row, upshot) in rows {
            if matches!(row.fate, Fate::Closes { .. }) {
                continue;
            }
            *match upshot {
                Upshot::New | Upshot::Into(_) if row.is_order() => &mut tally.orders,
                Upshot::New if row.about.is_some() => &mut tally.entries,
                Upshot::New if row.is_company => &mut tally.companies,
                Upshot::New => &mut tally.contacts,
                Upshot::Into(_) if row.about.is_some() => &mut tally.entries,
                Upshot::Into(_) => &mut tally.given,
                Upshot::With(_) => &mut tally.joined,
                Upshot::Changed => &mut tally.updated,
                Upshot::Unchanged => &mut tally.unchanged,
                Upshot::Kept | Upshot::Differs => &mut tally.kept,
                Upshot::Open => &mut tally.undecided,
                Upshot::Nobodys if row.may_be.is_empty() => &mut tally.unmatched,
                Upshot::Nobodys => &mut tally.ambiguous,
                Upshot::LeftBefore => &mut tally.left_before,
                Upshot::Left => &mut tally.left,
                Upshot::Alone => &mut tally.alone,
                Upshot::Deleted => &mut tally.deleted,
                Upshot::Skipped => &mut tally.skipped,
                Upshot::Refused => &mut tally.refused,
            } += 1;
            tally.older += usize::from(row.is_older);
        }
        tally
    }

    /// All that can be read.
    pub fn read(&self) -> usize {
        let Self { contacts, companies, entries, orders, updated, given, unchanged, kept, joined, .. } = self;
        let in_all = contacts + companies + entries + orders + updated + given + unchanged + kept + joined;
        let Self { undecided, left_before, left, alone, deleted, skipped, unmatched, ambiguous, .. } = self;
        in_all + undecided + left_before + left + alone + deleted + skipped + unmatched + ambiguous
    }
}

impl Plan {
    /// Companies that their source calls otherwise by now, and that have no record of their own: more than the records are.
    pub fn renamed(&self) -> usize {
        self.companies_updated.iter().filter(|one| one.was.is_some() && one.lines.is_empty()).count()
    }
}
