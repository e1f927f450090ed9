//! Which reason presses more.

use crate::domain::book::ANY_TIME;
use crate::domain::cadence::Span;
use crate::domain::contact::Tier;

use super::Section;

/// A reason's place in the order: the smaller, the more pressing. Where two are alike, names decide. One number, since
/// many thousands of them are sorted: the group, what comes first in it, what comes second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u64);

/// Bits of what comes second: seconds of a day, or a tier.
const SECOND: u32 = 20;
/// Bits of the two together.
const GROUP: u32 = 60;
/// What stands between the largest number of what comes first and the least.
const MIDDLE: i64 = 1 << (GROUP - SECOND - 1);

/// In the order of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    LateComplaint,
    LateFollowUp,
    DueToday,
    Retry,
    Birthday,
    Rhythm,
    Next,
    Touched,
}

impl Key {
    /// Numbers out of bounds stand at the bound.
    fn new(group: Group, first: i64, second: u32) -> Self {
        let first = (first.clamp(-MIDDLE, MIDDLE - 1) + MIDDLE) as u64;
        let second = second.min((1 << SECOND) - 1);
        Self((group as u64) << GROUP | first << SECOND | u64::from(second))
    }

    /// A complaint that is due.
    pub(super) fn complaint(days_overdue: i64, tier: Option<Tier>) -> Self {
        match days_overdue {
            0 => Self::due_today(ANY_TIME, tier),
            late => Self::new(Group::LateComplaint, -late, 0),
        }
    }

    /// A follow-up that is due.
    pub(super) fn follow_up(days_overdue: i64, second: u32, tier: Option<Tier>) -> Self {
        match days_overdue {
            0 => Self::due_today(second, tier),
            late => Self::new(Group::LateFollowUp, -late * weight(tier), rank(tier)),
        }
    }

    /// Those with a time first.
    fn due_today(second: u32, tier: Option<Tier>) -> Self {
        Self::new(Group::DueToday, second.into(), rank(tier))
    }

    pub(super) fn retry(days_overdue: i64, tier: Option<Tier>) -> Self {
        Self::new(Group::Retry, -days_overdue, rank(tier))
    }

    pub(super) fn birthday(days_overdue: i64, tier: Option<Tier>) -> Self {
        Self::new(Group::Birthday, -days_overdue, rank(tier))
    }

    /// Days late / interval, 3 at most, times tier weight; in millionths.
    pub(super) fn cadence(days_overdue: i64, interval: Span, tier: Option<Tier>) -> Self {
        let times_late = (days_overdue * 1_000_000 / interval.approximate_days().max(1)).min(3_000_000);
        Self::new(Group::Rhythm, -times_late * weight(tier), 0)
    }

    /// Behind all whose rhythm has lapsed.
    pub(super) fn called(tier: Option<Tier>) -> Self {
        Self::new(Group::Rhythm, 1, rank(tier))
    }

    /// What comes, so many days ahead.
    pub(super) fn next(days: i64, second: u32) -> Self {
        Self::new(Group::Next, days, second)
    }

    /// Somebody without a reason, touched so many milliseconds after today began in UTC.
    pub(super) fn touched(millis: i64) -> Self {
        Self::new(Group::Touched, -millis, 0)
    }

    /// The smaller, the more pressing.
    pub(super) fn number(self) -> u64 {
        self.0
    }

    pub(super) fn section(self) -> Section {
        match self.0 >> GROUP {
            group if group == Group::Rhythm as u64 => Section::Rhythm,
            group if group == Group::Next as u64 => Section::Next,
            group if group == Group::Touched as u64 => Section::Touched,
            _ => Section::Now,
        }
    }
}

fn weight(tier: Option<Tier>) -> i64 {
    match tier {
        Some(Tier::A) => 3,
        Some(Tier::B) => 2,
        Some(Tier::C) | None => 1,
    }
}

fn rank(tier: Option<Tier>) -> u32 {
    tier.map_or(3, |tier| tier as u32)
}
