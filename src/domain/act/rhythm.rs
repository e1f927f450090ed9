//! The question after an import: how the new ones are to be kept.

use chrono::NaiveDate;

use crate::domain::agenda_mark::AgendaMark;
use crate::domain::cadence::{Cadence, Span, Workdays};
use crate::domain::change::Change;
use crate::domain::contact::Tier;
use crate::domain::record::Record;
use crate::domain::settings::Settings;

/// How new contacts are to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RhythmChoice {
    None,
    ByTier,
    Every(Span),
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
                contact.cadence = match choice {
                    RhythmChoice::Every(span) => Cadence::Every(span),
                    RhythmChoice::None if settings.rhythm_of(contact.tier).is_some() => Cadence::Never,
                    RhythmChoice::None | RhythmChoice::ByTier => Cadence::ByTier,
                };
                let first_day = spread.as_mut().and_then(Iterator::next);
                mark = first_day.map(|day| AgendaMark { cadence_from: Some(day), ..AgendaMark::new(contact.id) });
            }
            change
        });
        [Some(change), mark.map(|mark| Ok(Change::create(mark)))].into_iter().flatten()
    })
}
