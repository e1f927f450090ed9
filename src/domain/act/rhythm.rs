//! The question after an import: how the new ones are to be kept.

use chrono::NaiveDate;

use crate::domain::agenda::LEAD;
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::change::Change;
use crate::domain::contact::Tier;
use crate::domain::record::Record;
use crate::domain::settings::Settings;
use crate::domain::workdays::Workdays;

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

/// What a file says of someone new for whom it is still to be chosen when they are due first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Newcomer {
    /// As the file says.
    pub tier: Option<Tier>,
    /// As the file says; by tier if it says nothing.
    pub cadence: Cadence,
    pub last_contact: Option<NaiveDate>,
    /// Whether they are a lead: such are due soon, whatever their rhythm.
    pub is_lead: bool,
}

impl Newcomer {
    /// Whether the file itself says how they are to be kept: then that isn't asked.
    pub fn is_kept(&self) -> bool {
        self.tier.is_some() || self.cadence != Cadence::ByTier
    }

    fn interval(&self, settings: &Settings, (choice, tier): (RhythmChoice, Option<Tier>)) -> Option<Span> {
        match (self.cadence, choice) {
            (Cadence::Every(span), _) => Some(span),
            (Cadence::Never, _) => None,
            (Cadence::ByTier, _) if self.tier.is_some() => settings.rhythm_of(self.tier),
            (Cadence::ByTier, RhythmChoice::None) => None,
            (Cadence::ByTier, RhythmChoice::ByTier) => settings.rhythm_of(tier),
            (Cadence::ByTier, RhythmChoice::Every(span)) => Some(span),
        }
    }
}

/// How many whose rhythm has lapsed already come at once, and on each working day after, unless there are more of them than
/// the interval has days for.
const AT_ONCE: usize = 10;

/// The first day of each newcomer's rhythm, `None` for those without one.
///
/// With a last contact it is the interval after it, exactly. Where that is today or before, the first [`AT_ONCE`] keep their
/// day and so are late at once, those first who wait longest; the others follow on the next working days, as many on each, so
/// that a long table doesn't fill the agenda. Of whom no contact is known, they are spread evenly over the interval. Leads without
/// either keep the two days of leads, [`AT_ONCE`] on each working day from then on.
pub fn first_days(
    settings: &Settings,
    today: NaiveDate,
    newcomers: &[Newcomer],
    choice: (RhythmChoice, Option<Tier>),
) -> Vec<Option<NaiveDate>> {
    let intervals: Vec<Option<Span>> = newcomers.iter().map(|new| new.interval(settings, choice)).collect();
    let mut days = vec![None; newcomers.len()];
    let mut lapsed: Vec<(NaiveDate, usize)> = Vec::new();
    let mut unknown: Vec<(Span, Vec<usize>)> = Vec::new();
    for (at, (new, interval)) in newcomers.iter().zip(&intervals).enumerate() {
        match (*interval, new.last_contact) {
            (None, _) => {}
            (Some(interval), Some(last)) => match interval.after(last) {
                due if due > today => days[at] = Some(due),
                due => lapsed.push((due, at)),
            },
            (Some(interval), None) => match unknown.iter_mut().find(|(span, _)| *span == interval) {
                Some((_, places)) => places.push(at),
                None => unknown.push((interval, vec![at])),
            },
        }
    }
    for (interval, places) in unknown {
        let spread = Spread::new(&settings.workdays, today, interval, places.len());
        places.into_iter().zip(spread).for_each(|(at, day)| days[at] = Some(day));
    }
    let leads = (0..newcomers.len()).filter(|at| newcomers[*at].is_lead && newcomers[*at].last_contact.is_none());
    let leads: Vec<usize> = leads.filter(|at| days[*at].is_none()).collect();
    for (place, at) in leads.into_iter().enumerate().skip(AT_ONCE) {
        let ahead = u32::try_from(place / AT_ONCE).unwrap_or(u32::MAX);
        days[at] = Some(settings.workdays.add(today, u32::from(LEAD).saturating_add(ahead)));
    }
    lapsed.sort_unstable();
    let shortest = intervals.iter().flatten().min_by_key(|span| span.approximate_days());
    let over = shortest.map_or(1, |span| Spread::new(&settings.workdays, today, *span, 0).days.len());
    let a_day = AT_ONCE.max(lapsed.len().div_ceil(over));
    for (place, (due, at)) in lapsed.into_iter().enumerate() {
        let ahead = u32::try_from(place / a_day).unwrap_or(u32::MAX);
        days[at] = Some(if ahead == 0 { due } else { settings.workdays.add(today, ahead) });
    }
    days
}

/// Keeps the contacts that `changes` create as chosen, and each as the file says first of all, in the same set: `newcomers`
/// are they, in their order, `choice` holds the tier that those get for whom the file says none. For an import, so that one
/// undo takes all of it back.
pub fn keep_new<E>(
    settings: &Settings,
    today: &NaiveDate,
    newcomers: Vec<Newcomer>,
    choice: (RhythmChoice, Option<Tier>),
    changes: impl Iterator<Item = Result<Change, E>>,
) -> impl Iterator<Item = Result<Change, E>> {
    let days = first_days(settings, *today, &newcomers, choice);
    let mut new = newcomers.into_iter().zip(days);
    changes.flat_map(move |change| {
        let mut mark = None;
        let change = change.map(|mut change| {
            if let Change { before: None, after: Some(Record::Contact(contact)) } = &mut change {
                let (new, first_day) = new.next().unwrap_or_default();
                contact.cadence = match choice.0 {
                    _ if new.is_kept() => new.cadence,
                    RhythmChoice::Every(span) => Cadence::Every(span),
                    RhythmChoice::None if settings.rhythm_of(contact.tier).is_some() => Cadence::Never,
                    RhythmChoice::None | RhythmChoice::ByTier => Cadence::ByTier,
                };
                let told = AgendaMark {
                    cadence_from: first_day,
                    last_contact: new.last_contact,
                    ..AgendaMark::new(contact.id)
                };
                mark = Some(told).filter(|told| !told.is_empty());
            }
            change
        });
        [Some(change), mark.map(|mark| Ok(Change::create(mark)))].into_iter().flatten()
    })
}
