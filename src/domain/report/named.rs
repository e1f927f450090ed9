//! What sections, columns and rows are about, and what a section can come to: the words for them are `text`'s.

use chrono::{Datelike, NaiveDate};

use super::Active;
use crate::domain::interaction::Kind;
use crate::domain::log_line::kind_name;

/// What a section is about: its title and its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    Retention(Active),
    CohortsAgain(Active),
    CohortsActive(Active),
    Lost(Active),
    BroughtBack,
    WonBack,
    Revenue,
    Quiet,
    TouchesByWeek,
    TouchesByKind,
    AgendaByMonth,
    PromisesByMonth,
    PromisesByCustomer,
    ComplaintsByMonth,
    ScoresByQuarter,
    ScoresByMonth,
}

impl About {
    /// As it is written to programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Retention(_) => "by_month",
            Self::CohortsAgain(_) => "bought_again",
            Self::CohortsActive(_) => "still_active",
            Self::Lost(_) => "lost_by_month",
            Self::BroughtBack => "brought_back_by",
            Self::WonBack => "won_back",
            Self::Revenue => "by_tenth",
            Self::Quiet => "quiet",
            Self::TouchesByWeek => "by_week",
            Self::TouchesByKind => "by_kind",
            Self::AgendaByMonth | Self::PromisesByMonth | Self::ComplaintsByMonth | Self::ScoresByMonth => "by_month",
            Self::PromisesByCustomer => "by_customer",
            Self::ScoresByQuarter => "by_quarter",
        }
    }
}

impl About {
    /// What makes customers active, where it is about that.
    pub fn active(self) -> Option<Active> {
        match self {
            Self::Retention(active) | Self::CohortsAgain(active) | Self::CohortsActive(active) | Self::Lost(active) => {
                Some(active)
            }
            _ => None,
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// Active on the day before the month.
    ActiveBefore,
    /// Of these still at its end, and no more.
    Kept,
    Lost,
    New,
    WonBack,
    /// Active on its last day.
    ActiveAfter,
    /// Kept and lost as parts of those before.
    Retention,
    Churn,
    Customers,
    /// So many months after the first purchase.
    Months(u16),
    /// How many of those lost were won back since, and which part of them.
    BackSince,
    ShareBack,
    /// Days from the one on which they were lost to the one on which they came back.
    Away,
    LostOn,
    BackOn,
    /// The kind of the last touch.
    LastTouch,
    Revenue,
    /// The part of all.
    Share,
    /// The part of all, with the rows before.
    UpTo,
    /// Days since the last touch.
    SinceTouch,
    /// Days of the rhythm.
    Rhythm,
    /// The next follow-up.
    FollowUp,
    Touches,
    /// Contacts with whom there was a touch.
    Touched,
    /// Started by us, or by them.
    Ours,
    Theirs,
    /// Touches of that kind.
    Kind(Kind),
    /// Tried, with whatever outcome.
    Tried,
    /// The part of what was tried that reached somebody.
    Reached,
    /// What fell due.
    Due,
    InTime,
    Late,
    /// Not come until today.
    Missed,
    /// Not done, though its day is over.
    PastDue,
    Cancelled,
    /// Late or past due.
    NotKept,
    /// The part that was in time: of rhythms and promises, of complaints.
    ShareKept,
    ShareInTime,
    /// The median of the days by which it was late.
    DaysLate,
    Complaints,
    Answered,
    /// Not answered.
    Open,
    /// The median of the days until the answer, and the most.
    DaysToAnswer,
    MostDays,
    Answers,
    /// Their parts of the answers.
    Promoters,
    Passives,
    Detractors,
    Nps,
    /// Where its interval begins and ends.
    NpsLow,
    NpsHigh,
    /// How often somebody was asked.
    Asked,
}

impl Head {
    /// As it is written to programs.
    pub fn name(self) -> String {
        let name = match self {
            Self::ActiveBefore => "active_before",
            Self::Kept => "kept",
            Self::Lost => "lost",
            Self::New => "new",
            Self::WonBack => "won_back",
            Self::ActiveAfter => "active_after",
            Self::Retention => "retention",
            Self::Churn => "churn",
            Self::Customers => "count",
            Self::Months(months) => return format!("{months}m"),
            Self::BackSince => "back_since",
            Self::ShareBack => "share_back",
            Self::Away => "days_away",
            Self::LostOn => "lost_on",
            Self::BackOn => "back_on",
            Self::LastTouch => "last_touch",
            Self::Revenue => "revenue",
            Self::Share => "share",
            Self::UpTo => "up_to",
            Self::SinceTouch => "days_since_touch",
            Self::Rhythm => "rhythm_days",
            Self::FollowUp => "follow_up",
            Self::Touches => "touches",
            Self::Touched => "contacts",
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Kind(kind) => kind_name(kind),
            Self::Tried => "tried",
            Self::Reached => "reached",
            Self::Due => "due",
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Missed => "missed",
            Self::PastDue => "past_due",
            Self::Cancelled => "cancelled",
            Self::NotKept => "not_kept",
            Self::ShareKept => "share_kept",
            Self::ShareInTime => "share_in_time",
            Self::DaysLate => "median_days_late",
            Self::Complaints => "complaints",
            Self::Answered => "answered",
            Self::Open => "open",
            Self::DaysToAnswer => "median_days",
            Self::MostDays => "most_days",
            Self::Answers => "answers",
            Self::Promoters => "promoters",
            Self::Passives => "passives",
            Self::Detractors => "detractors",
            Self::Nps => "score",
            Self::NpsLow => "low",
            Self::NpsHigh => "high",
            Self::Asked => "asked",
        };
        name.to_owned()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// The week that begins on a day.
    Week(NaiveDate),
    /// The month, or quarter, that begins on a day.
    Month(NaiveDate),
    Quarter(NaiveDate),
    Kind(Kind),
    /// A contact or company, by name.
    Customer(String),
    /// Customers by what they bring, the first tenth the most: 1 to 10.
    Tenth(u8),
    All,
    /// They gave back as much as they bought, or more.
    GaveBack,
    NoTouch,
}

impl Label {
    /// As it is written to programs.
    pub fn plain(&self) -> String {
        match self {
            Self::Week(begin) => begin.to_string(),
            Self::Month(begin) => begin.format("%Y-%m").to_string(),
            Self::Quarter(begin) => format!("{}-Q{}", begin.year(), begin.month0() / 3 + 1),
            Self::Customer(name) => name.clone(),
            Self::Tenth(tenth) => tenth.to_string(),
            Self::All => "all".to_owned(),
            Self::GaveBack => "gave_back".to_owned(),
            Self::NoTouch => "none".to_owned(),
            Self::Kind(kind) => kind_name(*kind).to_owned(),
        }
    }
}

/// What a section comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// Of those who were active before a day so many still are; [`super::FEW`] at the least.
    Kept { since: NaiveDate, kept: usize, of: usize },
    /// Of those whose first purchase is a year and more ago so many bought again within one.
    BoughtAgain { again: usize, of: usize },
    /// Of those who were lost so many came back, after so many days (the median, where it says anything).
    WonBack { back: usize, of: usize, days: Option<i64> },
    /// What the best of all customers bring, in the smallest unit.
    Best { best: usize, of: usize, part: i64, whole: i64 },
    /// So many of the big accounts are quiet.
    Quiet { quiet: usize, of: usize },
    /// So many of all touches were started by us; [`super::FEW`] at the least.
    StartedByUs { ours: usize, of: usize },
    /// So many of all days on which a rhythm fell due saw a touch in time; [`super::FEW`] at the least.
    AgendaKept { in_time: usize, of: usize },
    /// The same of promises.
    PromisesKept { in_time: usize, of: usize },
    /// The same of complaints, and the median of the days until they were answered if there are enough.
    Answered { in_time: usize, of: usize },
}
