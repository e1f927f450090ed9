//! What stands in a column of a contact. Much of it the facts know, which lie side by side; for the rest the row is read.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::Column;
use crate::domain::agenda;
use crate::domain::birthday::Birthday;
use crate::domain::book::{Book, Facts};
use crate::domain::cadence::Span;
use crate::domain::ceiling::AtMost;
use crate::domain::complaint::Severity;
use crate::domain::contact::{Address, Labelled, Stage, Tier};
use crate::domain::feedback::{self, FeedbackKind};
use crate::domain::health::{self, Band};
use crate::domain::row::Row;
use crate::domain::settings::Settings;

/// Days ahead in which the next due day is looked for: longer than any usual rhythm.
pub const AHEAD: u32 = 400;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nothing,
    Text(String),
    Tier(Tier),
    Stage(Stage),
    Day(NaiveDate),
    /// When something is due next, and how many days late it is; 0 where it isn't.
    Due(NaiveDate, i64),
    Days(i64),
    Birthday(Birthday),
    Span(Span),
    AtMost(AtMost),
    Count(usize),
    /// Open complaints, and open follow-ups.
    Open(usize, usize),
    /// With its score, 0 to 10, if it has one.
    Kind(FeedbackKind, Option<u8>),
    State(feedback::Standing),
    Severity(Severity),
    /// 0 to 100.
    Health(u8),
    Band(Band),
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }

    pub fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

/// The same for `None`.
pub(super) fn some<T>(value: Option<T>, of: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Nothing, of)
}

/// What the facts tell of a column; `None` where the row has to be read.
pub fn of_facts(column: Column, facts: &Facts, book: &Book, settings: &Settings, today: NaiveDate) -> Option<Value> {
    let next = || agenda::next_of(book, settings, today, AHEAD, facts);
    Some(match column {
        Column::Company => Value::text(facts.company.map_or("", |company| book.company_name_of(company))),
        Column::Tier => some(facts.tier, Value::Tier),
        Column::Stage => some(facts.stage, Value::Stage),
        Column::Touched => some(facts.last_contact(), |day| Value::Day(day.into())),
        Column::Due => some(next(), |(due, late)| Value::Due(due, late)),
        Column::Overdue => some(next().filter(|(_, late)| *late > 0), |(_, late)| Value::Days(late)),
        Column::Added => Value::Day(facts.added.into()),
        Column::Cadence => some(facts.rhythm(settings), Value::Span),
        Column::Health => of_health(settings.health_of(facts.id)),
        Column::Band => of_band(settings.health_of(facts.id)),
        Column::Name
        | Column::Role
        | Column::Tags
        | Column::City
        | Column::Mail
        | Column::Phone
        | Column::Birthday
        | Column::Owner
        | Column::People
        | Column::Open
        | Column::Industry
        | Column::Size
        | Column::Web
        | Column::Kind
        | Column::Topic
        | Column::Score
        | Column::Severity
        | Column::Text
        | Column::State
        | Column::Came
        | Column::Ceiling
        | Column::Age => return None,
    })
}

/// The figure of who stands so.
pub(super) fn of_health(standing: health::Standing) -> Value {
    some(standing.now, Value::Health)
}

/// What that is called.
pub(super) fn of_band(standing: health::Standing) -> Value {
    some(standing.now, |figure| Value::Band(Band::of(figure)))
}

/// The first of several mails or numbers.
pub(super) fn first(all: &[Labelled]) -> Value {
    Value::text(all.first().map_or("", |one| &one.value))
}

/// All tags, each with its sign.
pub(super) fn tags(tags: &[String]) -> Value {
    Value::text(&tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "))
}

/// What the row tells of a column that the facts don't know; nothing for the others.
pub fn of_row(column: Column, row: &Row, book: &Book, settings: &Settings) -> Value {
    match column {
        Column::Name => Value::text(&row.name),
        Column::Role => Value::text(&row.role),
        Column::Tags => tags(&row.tags),
        Column::City => Value::text(city_of(row, book)),
        Column::Mail => first(&row.mails),
        Column::Phone => first(&row.phones),
        Column::Birthday => some(row.birthday, Value::Birthday),
        Column::Owner => Value::text(&row.owner),
        Column::Ceiling => some(settings.ceiling_of(row.ceiling, row.tier), Value::AtMost),
        _ => Value::Nothing,
    }
}

/// Where somebody is; where no address of theirs is known, where the company is.
pub fn city_of<'b>(row: &'b Row, book: &'b Book) -> &'b str {
    let company_city = || city(row.company.and_then(|id| book.company(id)).map_or(&[], |company| &company.addresses));
    if row.city.is_empty() { company_city() } else { &row.city }
}

/// The first city of several addresses.
pub(super) fn city(addresses: &[Address]) -> &str {
    addresses.iter().map(|address| address.city.as_str()).find(|city| !city.is_empty()).unwrap_or_default()
}

/// What is sorted by: texts folded, all else as numbers. Nothing stands behind all, whichever way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Number(i64),
    Text(String),
    Nothing,
}

impl Key {
    pub fn of(value: &Value) -> Self {
        let number = |number: usize| Self::Number(number as i64);
        let day = |day: NaiveDate| Self::Number(day.to_epoch_days().into());
        match value {
            Value::Nothing => Self::Nothing,
            Value::Text(text) => Self::Text(crate::domain::search::fold(text)),
            Value::Tier(tier) => Tier::ALL.iter().position(|one| one == tier).map_or(Self::Nothing, number),
            Value::Stage(stage) => Stage::ALL.iter().position(|one| one == stage).map_or(Self::Nothing, number),
            Value::Day(of) | Value::Due(of, _) => day(*of),
            Value::Days(days) => Self::Number(*days),
            Value::Health(figure) => Self::Number((*figure).into()),
            // The worst first.
            Value::Band(band) => Self::Number(*band as i64),
            // As they come in a year.
            Value::Birthday(birthday) => number((birthday.month() * 32 + birthday.day()) as usize),
            Value::Span(span) => Self::Number(span.approximate_days()),
            // By how long a touch stands for.
            Value::AtMost(most) => Self::Number(most.within.approximate_days() * 1000 / i64::from(most.touches.max(1))),
            Value::Count(count) => number(*count),
            Value::Open(0, 0) => Self::Nothing,
            Value::Open(complaints, follow_ups) => number((complaints << 32) + follow_ups),
            Value::Kind(kind, _) => FeedbackKind::ALL.iter().position(|one| one == kind).map_or(Self::Nothing, number),
            // The worst first.
            Value::Severity(severity) => Self::Number(-(*severity as i64)),
            Value::State(state) => {
                feedback::Standing::ALL.iter().position(|one| one == state).map_or(Self::Nothing, number)
            }
        }
    }

    pub fn order(&self, other: &Self, descending: bool) -> Ordering {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => Ordering::Greater,
            (_, Self::Nothing) => Ordering::Less,
            (one, other) => {
                let order = match (one, other) {
                    (Self::Text(one), Self::Text(other)) => one.cmp(other),
                    (Self::Number(one), Self::Number(other)) => one.cmp(other),
                    // A column holds one kind.
                    _ => Ordering::Equal,
                };
                if descending { order.reverse() } else { order }
            }
        }
    }
}
