//! What sections, columns and rows are about, and what a section can come to: the words for them are `text`'s.

use chrono::{Datelike, NaiveDate};

use crate::domain::interaction::Kind;
use crate::domain::log_line::kind_name;

/// What a section is about: its title and its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
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
            Self::TouchesByWeek => "by_week",
            Self::TouchesByKind => "by_kind",
            Self::AgendaByMonth | Self::PromisesByMonth | Self::ComplaintsByMonth | Self::ScoresByMonth => "by_month",
            Self::PromisesByCustomer => "by_customer",
            Self::ScoresByQuarter => "by_quarter",
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
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
    pub fn name(self) -> &'static str {
        match self {
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
        }
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
}

impl Label {
    /// As it is written to programs.
    pub fn plain(&self) -> String {
        match self {
            Self::Week(begin) => begin.to_string(),
            Self::Month(begin) => begin.format("%Y-%m").to_string(),
            Self::Quarter(begin) => format!("{}-Q{}", begin.year(), begin.month0() / 3 + 1),
            Self::Kind(kind) => kind_name(*kind).to_owned(),
            Self::Customer(name) => name.clone(),
        }
    }
}

/// What a section comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// So many of all touches were started by us; [`super::FEW`] at the least.
    StartedByUs { ours: usize, of: usize },
    /// So many of all days on which a rhythm fell due saw a touch in time; [`super::FEW`] at the least.
    AgendaKept { in_time: usize, of: usize },
    /// The same of promises.
    PromisesKept { in_time: usize, of: usize },
    /// The same of complaints, and the median of the days until they were answered if there are enough.
    Answered { in_time: usize, of: usize },
}
