//! Which reason presses more.

use chrono::{NaiveTime, Timelike};

use crate::domain::cadence::Span;
use crate::domain::contact::Tier;

use super::Section;

/// A reason's place in the order: the smaller, the more pressing. Where two are alike, names decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    group: Group,
    first: i64,
    second: i64,
}

/// In the order of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    LateComplaint,
    LateFollowUp,
    DueToday,
    Retry,
    Birthday,
    Rhythm,
    Next,
}

impl Key {
    pub(super) fn complaint(days_overdue: i64, tier: Option<Tier>) -> Self {
        match days_overdue {
            0 => Self::due_today(None, tier),
            late => Self { group: Group::LateComplaint, first: -late, second: 0 },
        }
    }

    pub(super) fn follow_up(days_overdue: i64, time: Option<NaiveTime>, tier: Option<Tier>) -> Self {
        match days_overdue {
            0 => Self::due_today(time, tier),
            late => Self { group: Group::LateFollowUp, first: -late * weight(tier), second: rank(tier) },
        }
    }

    fn due_today(time: Option<NaiveTime>, tier: Option<Tier>) -> Self {
        Self { group: Group::DueToday, first: seconds(time), second: rank(tier) }
    }

    pub(super) fn retry(days_overdue: i64, tier: Option<Tier>) -> Self {
        Self { group: Group::Retry, first: -days_overdue, second: rank(tier) }
    }

    pub(super) fn birthday(days_overdue: i64, tier: Option<Tier>) -> Self {
        Self { group: Group::Birthday, first: -days_overdue, second: rank(tier) }
    }

    /// Days late / interval, 3 at most, times tier weight; in millionths.
    pub(super) fn cadence(days_overdue: i64, interval: Span, tier: Option<Tier>) -> Self {
        let times_late = (days_overdue * 1_000_000 / interval.approximate_days().max(1)).min(3_000_000);
        Self { group: Group::Rhythm, first: -times_late * weight(tier), second: 0 }
    }

    /// What comes, so many days ahead.
    pub(super) fn next(days: i64, time: Option<NaiveTime>) -> Self {
        Self { group: Group::Next, first: days, second: seconds(time) }
    }

    pub(super) fn section(self) -> Section {
        match self.group {
            Group::LateComplaint | Group::LateFollowUp | Group::DueToday | Group::Retry | Group::Birthday => {
                Section::Now
            }
            Group::Rhythm => Section::Rhythm,
            Group::Next => Section::Next,
        }
    }
}

/// Those with a time first.
fn seconds(time: Option<NaiveTime>) -> i64 {
    time.map_or(i64::MAX, |time| time.num_seconds_from_midnight().into())
}

fn weight(tier: Option<Tier>) -> i64 {
    match tier {
        Some(Tier::A) => 3,
        Some(Tier::B) => 2,
        Some(Tier::C) | None => 1,
    }
}

fn rank(tier: Option<Tier>) -> i64 {
    tier.map_or(3, |tier| tier as i64)
}
