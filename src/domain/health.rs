//! Health: one figure, 0 to 100, for how well a relationship stands, made of a few parts that are always shown with it.
//!
//! Each part is a score of its own, 0 to 100, or says nothing where nothing is known; the figure is the mean of those that say
//! something, by their [`Weights`]. All is pure: of what happened up to a day. Time alone never makes anybody healthier, nor does
//! being later.
//!
//! | part | 100 | 0 | says something |
//! |---|---|---|---|
//! | rhythm | the last touch is no longer ago than the rhythm says | three times as long ago | where there is a rhythm; not of a lead that was never touched |
//! | trend | touches come no more slowly than they used to | three times as slowly | after five days with touches |
//! | started | they started a third of the last ten touches, or more | never | 40 at the least; of three touches whose direction is known |
//! | feedback | praise, or a score of 10 | a complaint that isn't resolved | the last three: a wish is 60, a resolved complaint 30, 50 once they were told |
//! | complaints | none is open | one is late, or two are open | one that is open and not late is 50; of those who ever complained |
//! | orders | the last purchase is no longer ago than is usual | three times as long ago | of those who bought; usual is the median between their purchases, a year after a single one |
//! | promises | all were kept | none was | the last ten follow-ups that were done or are late; kept is done on its day or before |

mod all;

use std::cmp::Ordering;

use super::day::Day;
use super::feedback::{FeedbackKind, FeedbackState};
use super::follow_up::FollowUpState;
use super::interaction::Direction;
use super::ledger::What;

pub use all::{Healths, Whose, of};

/// The parts, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Rhythm,
    Trend,
    Started,
    Feedback,
    Complaints,
    Orders,
    Promises,
}

impl Part {
    pub const ALL: [Self; 7] =
        [Self::Rhythm, Self::Trend, Self::Started, Self::Feedback, Self::Complaints, Self::Orders, Self::Promises];

    /// As it is written in the configuration and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rhythm => "rhythm",
            Self::Trend => "trend",
            Self::Started => "started",
            Self::Feedback => "feedback",
            Self::Complaints => "complaints",
            Self::Orders => "orders",
            Self::Promises => "promises",
        }
    }
}

/// How much each part counts: 0 to 100, 0 leaves it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weights(pub [u8; 7]);

impl Default for Weights {
    fn default() -> Self {
        Self([30, 15, 10, 15, 15, 10, 5])
    }
}

impl Weights {
    pub fn of(self, part: Part) -> u8 {
        self.0[part as usize]
    }
}

/// How somebody stands. The worst is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// Below 25.
    Lost,
    /// 25 to 49.
    AtRisk,
    /// 50 to 74.
    Cooling,
    /// 75 and more.
    Warm,
}

impl Band {
    pub const ALL: [Self; 4] = [Self::Warm, Self::Cooling, Self::AtRisk, Self::Lost];

    pub fn of(figure: u8) -> Self {
        match figure {
            75.. => Self::Warm,
            50.. => Self::Cooling,
            25.. => Self::AtRisk,
            _ => Self::Lost,
        }
    }

    /// As it is written in filters and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Cooling => "cooling",
            Self::AtRisk => "at_risk",
            Self::Lost => "lost",
        }
    }

    /// Reads it in English or German.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
            "warm" => Self::Warm,
            "cooling" | "abkühlend" | "kühl" => Self::Cooling,
            "at_risk" | "risk" | "gefährdet" => Self::AtRisk,
            "lost" | "verloren" => Self::Lost,
            _ => return None,
        })
    }
}

/// The rhythm in which they are to be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// Days.
    pub every: u32,
    /// The last contact that another program knew of.
    pub elsewhere: Option<Day>,
    /// From when it counts if there was none at all.
    pub from: Day,
}

/// Why a part has its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// Days since the last touch, and how many there should be.
    Rhythm { days: i64, every: i64 },
    /// Days between touches: now, and usually.
    Trend { now: i64, usual: i64 },
    /// Touches that they started, of so many.
    Started { theirs: u32, of: u32 },
    /// Of so many.
    Feedback { of: u32 },
    /// Open ones, and how many of them are late.
    Complaints { open: u32, late: u32 },
    /// Days since the last purchase, and how many there are usually; `false` after a single one.
    Orders { days: i64, usual: i64, known: bool },
    /// Promises that were kept, of so many.
    Promises { kept: u32, of: u32 },
}

/// A part that says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    pub part: Part,
    /// 0 to 100.
    pub score: u8,
    pub weight: u8,
    pub because: Because,
}

/// A figure with its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Those that say something and count, in their order.
    pub parts: Vec<Judged>,
}

impl Health {
    /// 0 to 100: the mean of the parts by their weights, a half upwards. `None` where no part says anything.
    pub fn figure(&self) -> Option<u8> {
        let weight: u32 = self.parts.iter().map(|part| u32::from(part.weight)).sum();
        let sum: u32 = self.parts.iter().map(|part| u32::from(part.weight) * u32::from(part.score)).sum();
        (2 * sum + weight).checked_div(2 * weight).map(|figure| figure as u8)
    }

    pub fn band(&self) -> Option<Band> {
        self.figure().map(Band::of)
    }
}

/// How many touches, feedback and promises are looked at, the newest.
const GAPS: usize = 24;
const STARTED: usize = 10;
const FEEDBACK: usize = 3;
const PROMISES: usize = 10;
/// Days after which another purchase is expected of who bought once.
const YEAR: i64 = 365;
/// Purchases needn't come more often than this, in days, however often they used to.
const MONTH: i64 = 30;

/// One contact's or company's, of what happened up to `today`, the oldest first. What comes later isn't looked at, and what was done
/// later wasn't done yet: so it can be asked how somebody stood.
pub fn health<I>(rhythm: Option<Rhythm>, events: I, weights: Weights, today: Day) -> Health
where
    I: DoubleEndedIterator<Item = (Day, What)> + Clone,
{
    let past = || events.clone().rev().filter(|(day, _)| *day <= today);
    let judged = [
        (Part::Rhythm, rhythm.map(|rhythm| of_rhythm(rhythm, past(), today))),
        (Part::Trend, of_trend(past(), today)),
        (Part::Started, of_started(past())),
        (Part::Feedback, of_feedback(past(), today)),
        (Part::Complaints, of_complaints(past(), today)),
        (Part::Orders, of_orders(past(), today)),
        (Part::Promises, of_promises(events.clone().rev(), today)),
    ];
    let parts = judged.into_iter().filter_map(|(part, judged)| {
        let (score, because) = judged?;
        Some(Judged { part, score, weight: weights.of(part), because })
    });
    Health { parts: parts.filter(|part| part.weight > 0).collect() }
}

type Score = (u8, Because);

/// 100 for as long as it should be, 0 for three times as long.
fn ramp(days: i64, usual: i64) -> u8 {
    let usual = usual.max(1);
    let left = (3 * usual - days).clamp(0, 2 * usual);
    ((200 * left + 2 * usual) / (4 * usual)) as u8
}

fn of_rhythm(rhythm: Rhythm, mut newest: impl Iterator<Item = (Day, What)>, today: Day) -> Score {
    let touch = newest.find(|(_, what)| what.is_touch()).map(|(day, _)| day);
    let from = touch.max(rhythm.elsewhere.filter(|day| *day <= today)).unwrap_or(rhythm.from);
    let (days, every) = (today.since(from).max(0), i64::from(rhythm.every));
    (ramp(days, every), Because::Rhythm { days, every })
}

/// The newest two spans between touches, or the one that is still open if it is longer, against the median of those before.
fn of_trend(newest: impl Iterator<Item = (Day, What)>, today: Day) -> Option<Score> {
    let mut days = [today; GAPS];
    let mut count = 0;
    for (day, _) in newest.filter(|(_, what)| what.is_touch()) {
        if count == GAPS {
            break;
        }
        if count == 0 || days[count - 1] != day {
            days[count] = day;
            count += 1;
        }
    }
    if count < 5 {
        return None;
    }
    let mut spans = [0; GAPS];
    for (span, pair) in spans.iter_mut().zip(days[..count].windows(2)) {
        *span = pair[0].since(pair[1]);
    }
    let (two, before) = spans[..count - 1].split_at_mut(2);
    let mean = (two[0] + two[1] + 1) / 2;
    let (now, usual) = (mean.max(today.since(days[0])), median(before));
    Some((ramp(now, usual), Because::Trend { now, usual }))
}

/// Of an even number the mean of the middle two, a half upwards. None is 0.
fn median(spans: &mut [i64]) -> i64 {
    spans.sort_unstable();
    let middle = |at: usize| spans.get(at).copied().unwrap_or_default();
    (middle(spans.len().saturating_sub(1) / 2) + middle(spans.len() / 2) + 1) / 2
}

fn of_started(newest: impl Iterator<Item = (Day, What)>) -> Option<Score> {
    let directions = newest.filter_map(|(_, what)| match what {
        What::Interaction { direction: Some(direction), .. } if what.is_touch() => Some(direction),
        _ => None,
    });
    let (mut theirs, mut of) = (0_u32, 0_u32);
    for direction in directions.take(STARTED) {
        theirs += u32::from(direction == Direction::In);
        of += 1;
    }
    let score = |third: u32| 40 + (120 * third + of) / (2 * of);
    (of >= 3).then(|| (score((3 * theirs).min(of)) as u8, Because::Started { theirs, of }))
}

fn of_feedback(newest: impl Iterator<Item = (Day, What)>, today: Day) -> Option<Score> {
    let scores = newest.filter_map(|(_, what)| {
        let What::Feedback { kind, state, resolved, told, score, .. } = what else { return None };
        let is_resolved = state == FeedbackState::Resolved && resolved.is_none_or(|day| day <= today);
        let own = score.map(|score| u32::from(score.min(10)) * 10);
        match kind {
            FeedbackKind::Praise => own.or(Some(100)),
            FeedbackKind::Wish => own.or(Some(60)),
            FeedbackKind::Survey => own,
            FeedbackKind::Complaint if !is_resolved => Some(0),
            FeedbackKind::Complaint => Some(if told.is_some_and(|day| day <= today) { 50 } else { 30 }),
        }
    });
    let (mut sum, mut of) = (0, 0);
    for score in scores.take(FEEDBACK) {
        sum += score;
        of += 1;
    }
    let mean = (2 * sum + of).checked_div(2 * of)?;
    Some((mean as u8, Because::Feedback { of }))
}

fn of_complaints(newest: impl Iterator<Item = (Day, What)>, today: Day) -> Option<Score> {
    let (mut all, mut open, mut late) = (0_u32, 0_u32, 0_u32);
    for (_, what) in newest {
        let What::Feedback { kind: FeedbackKind::Complaint, state, due, resolved, .. } = what else { continue };
        all += 1;
        if state != FeedbackState::Resolved || resolved.is_some_and(|day| day > today) {
            open += 1;
            late += u32::from(due.is_some_and(|due| due < today));
        }
    }
    let score = match (open, late) {
        (0, _) => 100,
        (1, 0) => 50,
        _ => 0,
    };
    (all > 0).then_some((score, Because::Complaints { open, late }))
}

fn of_orders(newest: impl Iterator<Item = (Day, What)>, today: Day) -> Option<Score> {
    let mut days: Vec<Day> = newest.filter(|(_, what)| what.is_purchase()).map(|(day, _)| day).collect();
    days.dedup();
    let mut spans: Vec<i64> = days.windows(2).map(|pair| pair[0].since(pair[1])).collect();
    let days = today.since(*days.first()?);
    let known = !spans.is_empty();
    let usual = if known { median(&mut spans).max(MONTH) } else { YEAR };
    Some((ramp(days, usual), Because::Orders { days, usual, known }))
}

/// Follow-ups stand at the day they are due, which may be ahead though they are done.
fn of_promises(newest: impl Iterator<Item = (Day, What)>, today: Day) -> Option<Score> {
    let kept = newest.filter_map(|(due, what)| {
        let What::FollowUp { made, state, closed } = what else { return None };
        let is_closed = closed.is_some_and(|day| day <= today);
        match state {
            _ if made > today => None,
            FollowUpState::Done if is_closed => Some(closed <= Some(due)),
            FollowUpState::Cancelled if is_closed => None,
            // Nobody knows when.
            FollowUpState::Done | FollowUpState::Cancelled if closed.is_none() => None,
            _ if due < today => Some(false),
            _ => None,
        }
    });
    let (mut all, mut of) = (0, 0);
    for kept in kept.take(PROMISES) {
        all += u32::from(kept);
        of += 1;
    }
    let share = (200 * all + of).checked_div(2 * of)?;
    Some((share as u8, Because::Promises { kept: all, of }))
}

/// How somebody stands, and how they stood [`BEFORE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    pub now: Option<u8>,
    pub before: Option<u8>,
}

/// Days that lie between the two.
pub const BEFORE: u32 = 30;

impl Standing {
    /// From which band to which, where it is a worse one.
    pub fn worse(self) -> Option<(Band, Band)> {
        let (before, now) = (Band::of(self.before?), Band::of(self.now?));
        (now.cmp(&before) == Ordering::Less).then_some((before, now))
    }
}

#[cfg(test)]
mod tests;
