//! The log line: what happened and what comes next, in one sentence.
//!
//! ```text
//! line   = [head ":"] text { " >> " clause }
//! head   = kind, in/out, na (no answer), lm (left message), a past day or time, 25min, +Name, all/each; any order, known
//!          words only; it ends at the first colon that doesn't stand between two digits
//! clause = WHEN [title]  |  complaint|praise|wish ":" text  |  done N…  |  keep
//! ```
//!
//! Owns reading a line and printing a reading so that it reads the same. Who the people are, which follow-ups the numbers
//! mean and what is stored is up to others.

use std::fmt;
use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::feedback::FeedbackKind;
use super::interaction::{Direction, Kind, Outcome};
use super::settings::Settings;
use super::when::{NoDay, When};

pub use words::{direction_from_word, feedback_kind_from_word, kind_from_word, kind_name, outcome_from_word};

mod words;

/// What a line is read against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub today: NaiveDate,
    /// The time of day: a head says nothing later.
    pub now: NaiveTime,
    pub settings: &'a Settings,
}

/// What a line says. Prints as a line that reads the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The one said, else `log.kind`.
    pub kind: Kind,
    pub kind_said: bool,
    pub direction: Option<Direction>,
    /// `None` where nothing was said of it: reached.
    pub outcome: Option<Outcome>,
    /// The day said, not after today; today where only a time was said. `None` is today, at the clock's time.
    pub day: Option<NaiveDate>,
    /// The time said, not after now.
    pub time: Option<NaiveTime>,
    pub minutes: Option<u32>,
    /// `+Name`, as typed, without the plus.
    pub people: Vec<String>,
    pub shared: Option<Shared>,
    /// Trimmed; new lines inside are kept, and so are its topics.
    pub text: String,
    /// `#word`s of the text, without `#`, none twice.
    pub topics: Vec<String>,
    pub clauses: Vec<Clause>,
    /// No head was read, but the text begins with a kind or is nothing but words of a head (`call asked for prices`,
    /// `na`): ask once before this is saved as text.
    pub looks_like_head: bool,
}

impl Reading {
    /// Reached, unless something else was said.
    pub fn outcome(&self) -> Outcome {
        self.outcome.unwrap_or_default()
    }
}

/// For several marked contacts: one interaction with all of them, or one for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shared {
    All,
    Each,
}

/// What stands behind a `>>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// The title may be empty.
    FollowUp { when: When, title: String },
    /// Complaint, praise or wish, with a text.
    Feedback { kind: FeedbackKind, text: String },
    /// The open follow-ups of these numbers, from 1; at least one, none twice.
    Done(Vec<usize>),
    /// No follow-up is done.
    Keep,
}

/// What of a line wasn't understood, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at {span:?}: {problem:?}")]
pub struct Trouble {
    /// Bytes of the line.
    pub span: Range<usize>,
    pub problem: Problem,
}

/// Why a line wasn't understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Neither head nor text.
    Empty,
    /// The head's or clause's day is none. At the beginning of a clause: it is neither a day nor anything else a clause
    /// can be.
    Day(NoDay),
    /// The head says something later than now.
    Future(When),
    /// The head, or the line, says this twice.
    Twice(Part),
    /// `20m` in a head: months ago, or minutes?
    MinutesOrMonths,
    /// `0min`, or more than a week.
    NoDuration,
    /// A `>>` with nothing behind it.
    EmptyClause,
    /// A `>>` must stand between spaces: `>>fri`.
    Glued,
    /// `complaint`, `praise` or `wish` without its colon.
    NoColon(FeedbackKind),
    /// `complaint:` without a text.
    NoText(FeedbackKind),
    /// `done` without a number.
    NoNumber,
    /// Among the numbers of `done`.
    NotANumber,
    /// `keep` and `done` in one line.
    KeepAndDone,
    /// Words behind `keep`.
    AfterKeep,
}

/// What can be said once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Kind,
    Direction,
    Outcome,
    Day,
    Time,
    Minutes,
    Shared,
    Keep,
}

/// Reads a line.
pub fn read(line: &str, context: &Context) -> Result<Reading, Trouble> {
    let _ = (line, context);
    todo!()
}

/// The `#word`s of `text`, without `#`, none twice: after white space or at the beginning, and before a letter.
pub fn topics(text: &str) -> Vec<String> {
    let _ = text;
    todo!()
}

impl fmt::Display for Reading {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!()
    }
}
