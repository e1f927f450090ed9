//! What stands in a column of a company, and of feedback; and whether a filter lets them through.

use chrono::NaiveDate;

use super::Column;
use super::value::{Value, city, first, of_band, of_health, some, tags};
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::feedback::{Feedback, Section};
use crate::domain::search::Query;
use crate::domain::standing::{self, Standing};

/// What stands in a column of a company with which things stand so; nothing for columns that it doesn't have.
pub fn of_company(column: Column, company: &Company, standing: &Standing) -> Value {
    match column {
        Column::Name => Value::text(&company.name),
        Column::People => some(Some(standing.contacts).filter(|count| *count > 0), Value::Count),
        Column::Tier => some(company.tier, Value::Tier),
        Column::Cadence => some(standing.rhythm, Value::Span),
        Column::Health => of_health(standing.health),
        Column::Band => of_band(standing.health),
        Column::Due => some(standing.due, |(due, late)| Value::Due(due, late)),
        Column::Overdue => some(standing.due.filter(|(_, late)| *late > 0), |(_, late)| Value::Days(late)),
        Column::Touched => some(standing.touched, |day| Value::Day(day.into())),
        Column::Open => Value::Open(standing.complaints, standing.follow_ups),
        Column::Industry => Value::text(&company.industry),
        Column::Size => Value::text(&company.size),
        Column::Tags => tags(&company.tags),
        Column::City => Value::text(city(&company.addresses)),
        Column::Web => Value::text(&company.web),
        Column::Mail => first(&company.mails),
        Column::Phone => first(&company.phones),
        Column::Added => Value::Day(company.added),
        _ => Value::Nothing,
    }
}

/// What stands in a column of feedback; nothing for columns that it doesn't have. Of somebody who isn't there the name is empty.
pub fn of_feedback(column: Column, one: &Feedback, book: &Book, today: NaiveDate) -> Value {
    let due = || match one.section() {
        Section::Closed => one.told,
        Section::ToBeTold => one.resolved,
        _ => one.due().or(one.promised),
    };
    let late = |due: NaiveDate| if one.is_open() { (today - due).num_days().max(0) } else { 0 };
    match column {
        Column::Name => Value::text(book.name(one.contact)),
        Column::Company => {
            Value::text(standing::concerned(book, one).map_or("", |company| book.company_name_of(company)))
        }
        Column::Tier => some(book.facts_of(one.contact).and_then(|facts| facts.tier), Value::Tier),
        Column::Kind => Value::Kind(one.kind, one.score),
        Column::Topic => Value::text(&if one.topic.is_empty() { String::new() } else { format!("#{}", one.topic) }),
        Column::Score => some(one.score, |score| Value::Count(score.into())),
        Column::Severity => some(one.severity, Value::Severity),
        Column::Owner => Value::text(&one.owner),
        Column::Text => Value::text(&one.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Column::State => Value::State(one.standing()),
        Column::Came => Value::Day(one.day),
        Column::Age => Value::Days(one.age(today)),
        Column::Due => some(due(), |due| Value::Due(due, late(due))),
        Column::Overdue => some(due().map(late).filter(|late| *late > 0), Value::Days),
        _ => Value::Nothing,
    }
}

/// How well a company fits a filter, by name, industry and city; tags, tier and `co:` narrow. `None` if it doesn't.
pub fn company_rank(query: &Query, company: &Company) -> Option<i64> {
    query.rank_company(company, &format!("{} {}", company.industry, city(&company.addresses)))
}

/// Whether a filter lets feedback through: by name and company, or by what was said, word for word; `#` begins its topic. What is
/// asked of the contact (tier, stage, company, due) isn't asked here.
pub fn feedback_fits(query: &Query, one: &Feedback, book: &Book) -> bool {
    if query.is_empty() {
        return true;
    }
    let topic = if one.topic.is_empty() { String::new() } else { format!("#{}", one.topic) };
    let company = standing::concerned(book, one).map_or("", |company| book.company_name_of(company));
    query.finds(&format!("{} {company}", book.name(one.contact)), &format!("{topic} {}", one.text))
}
