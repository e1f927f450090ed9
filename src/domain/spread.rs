//! Pile-ups spread over working days: who of those due stays, and who goes to which day.
//!
//! Owns the plan. Nothing is moved by it: `act::spread` hides reasons until the day that is planned for them, so that due days and
//! lateness stay as they are.

use chrono::NaiveDate;

use super::act::Item;
use super::agenda::{Ahead, Entry, Whom, Why, entry_on};
use super::book::Book;
use super::settings::Settings;

/// Over how many working days is spread where nothing is said.
pub const DAYS: u32 = 5;
/// Working days at the most.
pub const MOST_DAYS: u32 = 260;

/// Over which days, and how many on each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wish {
    /// Over so many working days; where it isn't said, as many as it takes for so many a day, else [`DAYS`].
    pub over: Option<Over>,
    /// At most so many on each day, those who are due there anyway counted; where it isn't said, as few as it takes.
    pub most: Option<u32>,
}

/// Over which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// So many working days.
    Days(u32),
    /// The working days until this one.
    Until(NaiveDate),
}

/// Who goes where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The day on which they stand now.
    pub pile: NaiveDate,
    /// The working days, the first being that of the pile or the next one.
    pub days: Vec<Share>,
    /// Who can't go anywhere, with the reason.
    pub stay: Vec<(Whom, Fixed)>,
    /// For whom there is no room on those days: they stay where they are.
    pub left: Vec<Whom>,
}

/// What of a pile a day takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub day: NaiveDate,
    /// How many are due there anyway.
    pub there: usize,
    /// Who comes, the most pressing first.
    pub come: Vec<Moving>,
}

/// One who can go to another day, with all reasons for which they stand in the pile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    pub whom: Whom,
    pub items: Vec<Item>,
}

/// Why somebody stays on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// A complaint can't wait.
    Complaint,
    /// A follow-up at a time of that day.
    Time,
    /// A birthday is on its day.
    Birthday,
    /// An instance of a recurring follow-up that isn't there yet.
    Recurring,
}

impl Plan {
    /// Whom it takes to another day, with what is hidden until then.
    pub fn moves(&self) -> impl Iterator<Item = (&Moving, NaiveDate)> {
        let away = self.days.iter().filter(|share| share.day != self.pile);
        away.flat_map(|share| share.come.iter().map(|moving| (moving, share.day)))
    }

    /// The most that stand on one of the days then.
    pub fn highest(&self) -> usize {
        self.days.iter().map(|share| share.there + share.come.len()).max().unwrap_or_default()
    }
}

/// What piles up on a day, and how full the working days from then on are without it.
#[derive(Debug, Clone)]
pub struct Pile {
    /// The day on which it stands.
    pub day: NaiveDate,
    moving: Vec<Moving>,
    stay: Vec<(Whom, Fixed)>,
    there: Vec<(NaiveDate, usize)>,
}

impl Pile {
    /// Those of `all` whom `day` brings; they stand in the order of its agenda. What is late stands under `today`, and so the
    /// pile of an earlier day is that of today.
    pub fn new(book: &Book, settings: &Settings, today: NaiveDate, day: NaiveDate, all: &[Whom]) -> Self {
        let day = day.max(today);
        let (mut moving, mut stay) = (Vec::new(), Vec::new());
        for entry in all.iter().filter_map(|whom| entry_on(book, settings, today, day, *whom)) {
            match fixed(book, &entry) {
                Some(fixed) => stay.push((entry.whom, fixed)),
                None => {
                    let items = entry.reasons.iter().map(|reason| reason.item(entry.whom)).collect();
                    moving.push(Moving { whom: entry.whom, items });
                }
            }
        }
        let next = |day: &NaiveDate| day.succ_opt().map(|day| settings.workdays.on_or_after(day));
        let days = std::iter::successors(Some(settings.workdays.on_or_after(day)), next).take(MOST_DAYS as usize);
        let days: Vec<NaiveDate> = days.collect();
        let ahead = Ahead::new(book, settings, today, days.last().copied().unwrap_or(day));
        let there = |of: NaiveDate| {
            let all = ahead.counts(of).total();
            (of, if of == day { all.saturating_sub(moving.len()) } else { all })
        };
        let there = days.into_iter().map(there).collect();
        Self { day, moving, stay, there }
    }

    /// How many can go to another day.
    pub fn count(&self) -> usize {
        self.moving.len()
    }

    /// Who goes where.
    pub fn plan(&self, wish: Wish) -> Plan {
        let most = wish.most.map_or(usize::MAX, |most| most as usize);
        let count = match (wish.over, wish.most) {
            (Some(Over::Until(last)), _) => self.there.partition_point(|(day, _)| *day <= last),
            (Some(Over::Days(days)), _) => days as usize,
            (None, None) => DAYS as usize,
            (None, Some(_)) => {
                let room = self.there.iter().scan(0usize, |room, (_, there)| {
                    *room += most.saturating_sub(*there);
                    Some(*room)
                });
                room.take_while(|room| *room < self.moving.len()).count() + 1
            }
        };
        let days = &self.there[..count.clamp(1, self.there.len())];
        let mut rest = self.moving.iter().cloned();
        let there: Vec<usize> = days.iter().map(|(_, there)| *there).collect();
        let share = |((day, there), share): (&(NaiveDate, usize), usize)| Share {
            day: *day,
            there: *there,
            come: rest.by_ref().take(share).collect(),
        };
        let shares = days.iter().zip(shares(&there, self.moving.len(), most)).map(share).collect();
        Plan { pile: self.day, days: shares, stay: self.stay.clone(), left: rest.map(|moving| moving.whom).collect() }
    }
}

/// Why one can't leave the day on which it stands for these reasons.
fn fixed(book: &Book, entry: &Entry) -> Option<Fixed> {
    entry.reasons.iter().find_map(|reason| match reason.why {
        Why::Complaint { .. } => Some(Fixed::Complaint),
        // An appointment that has passed is a promise like others.
        Why::FollowUp { .. } if reason.time.is_some() && reason.days_overdue == 0 => Some(Fixed::Time),
        Why::FollowUp { id, .. } if book.follow_up(id).is_none_or(|one| one.due != reason.due) => {
            Some(Fixed::Recurring)
        }
        Why::Birthday { .. } => Some(Fixed::Birthday),
        Why::FollowUp { .. } | Why::Retry { .. } | Why::Cadence { .. } | Why::Segment { .. } | Why::Account { .. } => {
            None
        }
    })
}

/// How many of `count` each day takes beside those who are `there`: all are as full as the others, as far as may be, and none
/// is fuller than `most` because of it. What has no room is left.
fn shares(there: &[usize], count: usize, most: usize) -> Vec<usize> {
    let takes = |level: usize| there.iter().map(move |there| level.min(most).saturating_sub(*there));
    let (mut low, mut high) = (0, there.iter().max().copied().unwrap_or_default() + count);
    while low < high {
        let middle = (low + high) / 2;
        if takes(middle).sum::<usize>() >= count { high = middle } else { low = middle + 1 }
    }
    let mut rest = count;
    // The last ones of the days may be one less full.
    let share = |takes: usize| {
        let share = takes.min(rest);
        rest -= share;
        share
    };
    takes(low).map(share).collect()
}

#[cfg(test)]
mod tests;
