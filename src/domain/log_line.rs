//! The log line: what happened and what comes next, in one sentence.
//!
//! ```text
//! line   = [head ":"] text { " >> " clause }
//! head   = kind, in/out, na (no answer), lm (left message), purpose, a past day or time, 25min, +Name, all/each; any order, known
//!          words only; it ends at the first colon that doesn't stand between two digits
//! clause = WHEN [title]  |  complaint|praise|wish|worth ":" text  |  done N…  |  keep
//! ```
//!
//! Owns reading a line and printing a reading so that it reads the same. Who the people are, which follow-ups the numbers
//! mean and what is stored is up to others.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::consent::Purpose;
use super::feedback::FeedbackKind;
use super::interaction::{Direction, Kind, Outcome};
use super::settings::Settings;
use super::when::words::words;
use super::when::{NoDay, When};

pub use words::{
    direction_from_word, feedback_kind_from_word, kind_from_word, kind_name, outcome_from_word, words_of_kind,
};

mod clause;
mod head;
mod minutes;
mod print;
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
    /// What it is for; `None` where nothing was said of it.
    pub purpose: Option<Purpose>,
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
    /// The same, and it is nothing but words of a head: whoever writes `na` means `na:`.
    pub only_head: bool,
}

impl Reading {
    /// Reached, unless something else was said.
    pub fn outcome(&self) -> Outcome {
        self.outcome.unwrap_or_default()
    }

    /// What it is worth to the customer; `None` where nothing was said of it.
    pub fn worth(&self) -> Option<&str> {
        self.clauses.iter().find_map(|clause| if let Clause::Worth(text) = clause { Some(text.as_str()) } else { None })
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
    /// What a marketing touch is worth to the customer; empty where there is nothing to say.
    Worth(String),
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
    /// A clause's day is before today: a follow-up would be late from the start.
    Past(When),
    /// The head, or the line, says this twice.
    Twice(Part),
    /// `20m` in a head: months ago, or minutes?
    MinutesOrMonths,
    /// `0min`, or more than twelve hours.
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
    Purpose,
    Worth,
    Keep,
}

/// Reads a line.
pub fn read(line: &str, context: &Context) -> Result<Reading, Trouble> {
    read_from(line, context, context.today)
}

/// Characters of words before a colon that could be meant for a head, at the most, and how many words.
const HEAD_LIKE: usize = 20;
const HEAD_WORDS: usize = 2;

/// A line that is nothing but words of a head, with the colon that makes them one; `reading` is what it reads as without.
pub fn as_head(line: &str, reading: &Reading) -> String {
    let end = line.len() - line.trim_start().len() + reading.text.len();
    match line.split_at_checked(end) {
        Some((head, rest)) => format!("{head}:{rest}"),
        None => line.to_owned(),
    }
}

/// A short word or two before the first colon that are no head: they stay text (`nm: not there`), which is worth saying.
pub fn unknown_head<'a>(line: &'a str, context: &Context) -> Option<&'a str> {
    let text = line[parts(line).ok()?.into_iter().next()?].trim();
    let (before, behind) = text.split_at_checked(head::end(text)?)?;
    let is_short = before.chars().count() <= HEAD_LIKE && before.split_whitespace().count() <= HEAD_WORDS;
    let is_link = behind.starts_with("://");
    let is_unknown = before.starts_with(char::is_alphabetic) && !head::resembles(before, context);
    (is_short && is_unknown && !is_link).then_some(before)
}

/// Reads a line of the past: the days of its clauses may be past by now, too.
pub(super) fn read_past(line: &str, context: &Context) -> Result<Reading, Trouble> {
    read_from(line, context, NaiveDate::MIN)
}

/// Reads a line whose clauses name days from `first_day` on.
fn read_from(line: &str, context: &Context, first_day: NaiveDate) -> Result<Reading, Trouble> {
    let mut parts = parts(line)?.into_iter();
    let first = parts.next().unwrap_or(0..0);
    let mut reading = read_first(&line[first.clone()], context)
        .map_err(|trouble| Trouble { span: shift(trouble.span, first.start), ..trouble })?;
    for part in parts {
        let span = span_of_clause(line, &part);
        let clause =
            clause::clause(&line[part.clone()], context, first_day).map_err(|(inside, problem)| match problem {
                Problem::EmptyClause => Trouble { span: span.clone(), problem },
                problem => Trouble { span: shift(inside, part.start), problem },
            })?;
        reading.add(clause).map_err(|problem| Trouble { span, problem })?;
    }
    Ok(reading)
}

/// The `#word`s of `text`, without `#`, none twice: after white space or at the beginning, and before a letter.
pub fn topics(text: &str) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    for word in text.split_whitespace().filter_map(|word| word.strip_prefix('#')) {
        let end = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(word.len());
        let topic = &word[..end];
        if topic.starts_with(char::is_alphabetic) && !topics.iter().any(|known| known == topic) {
            topics.push(topic.to_owned());
        }
    }
    topics
}

/// What stands before, between and behind the `>>`s. A `>>` at one end of a word is no text and no separator either.
fn parts(line: &str) -> Result<Vec<Range<usize>>, Trouble> {
    let mut parts = Vec::new();
    let mut start = 0;
    for word in words(line) {
        match &line[word.start..word.end] {
            ">>" => {
                parts.push(start..word.start);
                start = word.end;
            }
            glued if glued.starts_with(">>") || glued.ends_with(">>") => {
                return Err(Trouble { span: word.start..word.end, problem: Problem::Glued });
            }
            _ => {}
        }
    }
    parts.push(start..line.len());
    Ok(parts)
}

/// Reads head and text.
fn read_first(part: &str, context: &Context) -> Result<Reading, Trouble> {
    let offset = part.len() - part.trim_start().len();
    let text = part.trim();
    let head = head::end(text).and_then(|end| Some((head::head(&text[..end], context)?, end)));
    let (head, text) = match head {
        Some((head, end)) => {
            let head = head.map_err(|trouble| Trouble { span: shift(trouble.span, offset), ..trouble })?;
            (Some(head), text[end + 1..].trim())
        }
        None => (None, text),
    };
    if head.is_none() && text.is_empty() {
        return Err(Trouble { span: 0..part.len(), problem: Problem::Empty });
    }
    let looks_like_head = head.is_none() && head::resembles(text, context);
    let only_head = looks_like_head && head::head(text, context).is_some();
    let head = head.unwrap_or_default();
    Ok(Reading {
        kind: head.kind.unwrap_or(context.settings.log_kind),
        kind_said: head.kind.is_some(),
        direction: head.direction,
        outcome: head.outcome,
        purpose: head.purpose,
        day: head.day,
        time: head.time,
        minutes: head.minutes,
        people: head.people,
        shared: head.shared,
        text: text.to_owned(),
        topics: topics(text),
        clauses: Vec::new(),
        looks_like_head,
        only_head,
    })
}

impl Reading {
    fn add(&mut self, clause: Clause) -> Result<(), Problem> {
        let has = |wanted: fn(&Clause) -> bool| self.clauses.iter().any(wanted);
        let keeps = |clause: &Clause| *clause == Clause::Keep;
        let does = |clause: &Clause| matches!(clause, Clause::Done(_));
        match clause {
            Clause::Worth(_) if self.worth().is_some() => return Err(Problem::Twice(Part::Worth)),
            Clause::Keep if has(keeps) => return Err(Problem::Twice(Part::Keep)),
            Clause::Keep if has(does) => return Err(Problem::KeepAndDone),
            Clause::Done(_) if has(keeps) => return Err(Problem::KeepAndDone),
            clause => self.clauses.push(clause),
        }
        Ok(())
    }
}

/// The bytes of a clause with the `>>` before it, without white space around them.
fn span_of_clause(line: &str, part: &Range<usize>) -> Range<usize> {
    part.start - ">>".len()..line[..part.end].trim_end().len()
}

fn shift(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

#[cfg(test)]
mod tests;
