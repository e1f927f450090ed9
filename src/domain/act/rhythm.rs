//! The question after an import: how the new ones are to be kept.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::agenda_mark::AgendaMark;
use crate::domain::cadence::{Cadence, Span, Workdays};
use crate::domain::change::Change;
use crate::domain::contact::{Contact, Tier};
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::domain::settings::Settings;

use super::{Given, change_mark};

/// How new contacts are to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RhythmChoice {
    None,
    ByTier,
    Every(Span),
}

impl RhythmChoice {
    pub fn cadence(self) -> Cadence {
        match self {
            Self::None => Cadence::Never,
            Self::ByTier => Cadence::ByTier,
            Self::Every(span) => Cadence::Every(span),
        }
    }
}

/// First days of a rhythm for so many contacts, spread evenly over the interval's working days after today.
#[derive(Debug, Clone)]
pub struct Spread {
    days: Vec<NaiveDate>,
    next: usize,
    count: usize,
}

impl Spread {
    pub fn new(workdays: &Workdays, today: NaiveDate, interval: Span, count: usize) -> Self {
        let last = interval.after(today);
        // A rhythm of many years is spread over the first one: that is soon enough to be touched for the first time.
        let within = today.iter_days().skip(1).take(366).take_while(|day| *day <= last);
        let mut days: Vec<NaiveDate> = within.filter(|day| workdays.contains(*day)).collect();
        if days.is_empty() {
            days.push(workdays.add(today, 1));
        }
        Self { days, next: 0, count }
    }
}

impl Iterator for Spread {
    type Item = NaiveDate;

    fn next(&mut self) -> Option<NaiveDate> {
        let at = self.next;
        self.next += 1;
        (at < self.count).then(|| self.days[at * self.days.len() / self.count])
    }
}

/// The changes that keep `on` as chosen, for `Set::new` or, where there are very many, `Store::commit_stream`. `read`
/// gives a contact's full record. Those touched already count from their last touch and get no first day.
pub fn set_rhythm<'a, E: 'a>(
    given: &Given<'a>,
    on: &'a [ContactId],
    choice: RhythmChoice,
    mut read: impl FnMut(ContactId) -> Result<Option<Contact>, E> + 'a,
) -> impl Iterator<Item = Result<Change, E>> + 'a {
    let given = *given;
    let mut spreads = spreads(&given, on, choice);
    on.iter().filter_map(move |id| Some((given.book.contact(*id)?, *id))).flat_map(move |(row, id)| {
        let mark = spreads.get_mut(&row.tier).filter(|_| row.touches.count == 0).and_then(Iterator::next);
        let mark = match (mark, &row.mark) {
            (None, None) => None,
            (first_day, _) => Some(Ok(change_mark(row, |mark| mark.cadence_from = first_day))),
        };
        let contact = (row.cadence != choice.cadence()).then(|| read(id)).and_then(Result::transpose).map(|before| {
            before.map(|before| {
                let after = Contact { cadence: choice.cadence(), ..before.clone() };
                Change::edit(before, after)
            })
        });
        contact.into_iter().chain(mark.filter(|change| !matches!(change, Ok(change) if change.is_empty())))
    })
}

/// Keeps the contacts that `changes` create as chosen, in the same set: `new` is how many there are, and the tier that
/// all of them get. For an import, so that one undo takes all of it back.
pub fn keep_new<E>(
    settings: &Settings,
    today: &NaiveDate,
    new: (usize, Option<Tier>),
    choice: RhythmChoice,
    changes: impl Iterator<Item = Result<Change, E>>,
) -> impl Iterator<Item = Result<Change, E>> {
    let (count, tier) = new;
    let interval = match choice {
        RhythmChoice::None => None,
        RhythmChoice::ByTier => settings.rhythm_of(tier),
        RhythmChoice::Every(span) => Some(span),
    };
    let mut spread = interval.map(|interval| Spread::new(&settings.workdays, *today, interval, count));
    changes.flat_map(move |change| {
        let mut mark = None;
        let change = change.map(|mut change| {
            if let Change { before: None, after: Some(Record::Contact(contact)) } = &mut change {
                if let RhythmChoice::Every(_) = choice {
                    contact.cadence = choice.cadence();
                }
                let first_day = spread.as_mut().and_then(Iterator::next);
                mark = first_day.map(|day| AgendaMark { cadence_from: Some(day), ..AgendaMark::new(contact.id) });
            }
            change
        });
        [Some(change), mark.map(|mark| Ok(Change::create(mark)))].into_iter().flatten()
    })
}

/// Days for those who were never touched: over the interval of each tier, or over the one chosen.
fn spreads(given: &Given, on: &[ContactId], choice: RhythmChoice) -> HashMap<Option<Tier>, Spread> {
    let untouched = on.iter().filter_map(|id| given.book.contact(*id)).filter(|row| row.touches.count == 0);
    let mut counts: HashMap<Option<Tier>, usize> = HashMap::new();
    for row in untouched {
        *counts.entry(row.tier).or_default() += 1;
    }
    let interval = |tier| match choice {
        RhythmChoice::None => None,
        RhythmChoice::ByTier => given.settings.rhythm_of(tier),
        RhythmChoice::Every(span) => Some(span),
    };
    let spread = |(tier, count)| {
        let interval = interval(tier)?;
        Some((tier, Spread::new(&given.settings.workdays, given.today, interval, count)))
    };
    counts.into_iter().filter_map(spread).collect()
}
