//! The head of a log line: known words only, in any order.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::minutes::minutes;
use super::words::{DIRECTIONS, KINDS, OUTCOMES, PURPOSES, SHARED, phrase};
use super::{Context, Part, Problem, Shared, Trouble};
use crate::domain::consent::Purpose;
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::when::words::{Word, digits, words};
use crate::domain::when::{Look, NoDay, When, WhyNoDay, read_day, read_time, read_time_after_day};

/// Words that one thing in a head can take, at the most: what is looked at.
const LONGEST: usize = 8;

/// What a head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub kind: Option<Kind>,
    pub direction: Option<Direction>,
    pub outcome: Option<Outcome>,
    pub purpose: Option<Purpose>,
    pub day: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    pub minutes: Option<u32>,
    pub people: Vec<String>,
    pub shared: Option<Shared>,
}

/// One thing that a head says.
enum Said {
    Kind(Kind),
    Direction(Direction),
    Outcome(Outcome),
    Purpose(Purpose),
    Day(Result<NaiveDate, WhyNoDay>),
    Time(Result<NaiveTime, WhyNoDay>),
    Minutes(Option<u32>),
    MinutesOrMonths,
    Person(String),
    Shared(Shared),
}

/// Where the head of `text` ends: at the first colon that doesn't stand between two digits, on the first line.
pub(super) fn end(text: &str) -> Option<usize> {
    let first_line = text.lines().next().unwrap_or("").as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| first_line.get(at)).is_some_and(u8::is_ascii_digit);
    let between_digits = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    memchr::memchr_iter(b':', first_line).find(|at| !between_digits(*at))
}

/// Whether `text` begins with a kind, or is nothing but words of a head.
pub(super) fn resembles(text: &str, context: &Context) -> bool {
    let first: Vec<Word> = words(text).take(LONGEST + 1).collect();
    let folded: Vec<&str> = first.iter().map(|word| word.folded.as_str()).collect();
    phrase(KINDS, &folded).is_some() || (first.len() <= LONGEST && head(text, context).is_some())
}

/// Reads `text` as a head. `None` if it is none: there is no word, or one that isn't known.
pub(super) fn head(text: &str, context: &Context) -> Option<Result<Head, Trouble>> {
    let words: Vec<Word> = words(text).collect();
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let mut head = Head::default();
    // Where the day stands, else the time.
    let mut day_span = None;
    let mut first_trouble = None;
    let mut after_day = false;
    let mut at = 0;
    while at < words.len() {
        let raw = &text[words[at].start..words[at].end];
        let ahead = &folded[at..words.len().min(at + LONGEST)];
        let (used, said) = said(raw, ahead, after_day, context)?;
        let span = words[at].start..words[at + used - 1].end;
        after_day = matches!(said, Said::Day(_));
        match said {
            Said::Day(_) => day_span = Some(span.clone()),
            Said::Time(_) => {
                day_span.get_or_insert(span.clone());
            }
            _ => {}
        }
        if let Err(problem) = head.take(said, &text[span.clone()]) {
            first_trouble.get_or_insert(Trouble { span, problem });
        }
        at += used;
    }
    let future = day_span.and_then(|span| head.place(span, context).err());
    (!words.is_empty()).then(|| match first_trouble.or(future) {
        None => Ok(head),
        Some(trouble) => Err(trouble),
    })
}

/// What the beginning of `words` says: what takes the most of them. `raw` is the first as typed;
/// directly behind a day more is a time than elsewhere.
fn said(raw: &str, words: &[&str], after_day: bool, context: &Context) -> Option<(usize, Said)> {
    if let Some(name) = raw.strip_prefix('+') {
        let name = name.strip_suffix(',').unwrap_or(name);
        let names_someone = name.chars().any(char::is_alphabetic) || name.len() >= 4;
        return names_someone.then(|| (1, Said::Person(name.to_owned())));
    }
    if words.first()?.strip_suffix('m').is_some_and(|number| digits(number, 4).is_some()) {
        return Some((1, Said::MinutesOrMonths));
    }
    let found = [
        phrase(KINDS, words).map(|(used, kind)| (used, Said::Kind(kind))),
        phrase(DIRECTIONS, words).map(|(used, direction)| (used, Said::Direction(direction))),
        phrase(OUTCOMES, words).map(|(used, outcome)| (used, Said::Outcome(outcome))),
        phrase(PURPOSES, words).map(|(used, purpose)| (used, Said::Purpose(purpose))),
        phrase(SHARED, words).map(|(used, shared)| (used, Said::Shared(shared))),
        minutes(words).map(|(used, minutes)| (used, Said::Minutes(minutes))),
        if after_day { read_time_after_day(words) } else { read_time(words) }
            .map(|(used, time)| (used, Said::Time(time))),
        read_day(words, context.today, Look::Back, context.settings).map(|(used, day)| (used, Said::Day(day))),
    ];
    found.into_iter().flatten().max_by_key(|(used, _)| *used)
}

impl Head {
    fn take(&mut self, said: Said, typed: &str) -> Result<(), Problem> {
        let no_day = |why| Problem::Day(NoDay { text: typed.to_owned(), why });
        match said {
            Said::Kind(kind) => once(&mut self.kind, kind, Part::Kind),
            Said::Direction(direction) => once(&mut self.direction, direction, Part::Direction),
            Said::Outcome(outcome) => once(&mut self.outcome, outcome, Part::Outcome),
            Said::Purpose(purpose) => once(&mut self.purpose, purpose, Part::Purpose),
            Said::Shared(shared) => once(&mut self.shared, shared, Part::Shared),
            Said::Day(day) => once(&mut self.day, day.map_err(no_day)?, Part::Day),
            Said::Time(time) => once(&mut self.time, time.map_err(no_day)?, Part::Time),
            Said::Minutes(minutes) => once(&mut self.minutes, minutes.ok_or(Problem::NoDuration)?, Part::Minutes),
            Said::MinutesOrMonths => Err(Problem::MinutesOrMonths),
            Said::Person(name) => {
                if !self.people.contains(&name) {
                    self.people.push(name);
                }
                Ok(())
            }
        }
    }

    /// Puts a time without a day on today, and refuses what is later than now.
    fn place(&mut self, span: Range<usize>, context: &Context) -> Result<(), Trouble> {
        let day = self.day.unwrap_or(context.today);
        let too_late = self.time.is_some_and(|time| time > context.now);
        if day > context.today || (day == context.today && too_late) {
            return Err(Trouble { span, problem: Problem::Future(When { day, time: self.time }) });
        }
        self.day = Some(day);
        Ok(())
    }
}

fn once<T>(slot: &mut Option<T>, value: T, part: Part) -> Result<(), Problem> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Problem::Twice(part)),
    }
}
