//! A contact as lists print it, or a company that stands in the place of one: in a table's row and in JSON.

use serde_json::{Value, json};

use super::json;
use super::session::Session;
use super::table::Cell;
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::company::Company;
use crate::domain::contact::Labelled;
use crate::domain::field::write_ceiling;
use crate::domain::find::ShortIds;
use crate::domain::row::Row;

/// Id, name, company, tier, first mail, first phone and, where there is `room`, tags.
pub fn cells(session: &Session, book: &Book, ids: &ShortIds, row: &Row, room: bool) -> [Cell; 7] {
    let tags = if room { row.tags.as_slice() } else { &[] };
    let first = |list: &[Labelled]| list.first().map_or(String::new(), |labelled| labelled.value.clone());
    [
        Cell::dim(ids.show(row.id.0)),
        row.name.as_str().into(),
        company_name(book, row).into(),
        row.tier.map_or(String::new(), |tier| tier.letter().to_string()).into(),
        first(&row.mails).into(),
        Cell::whole(row.phones.first().map_or(String::new(), |phone| session.shown_phone(phone).value)),
        tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ").into(),
    ]
}

/// The company a contact works for: companies themselves aren't looked at.
fn company_name<'a>(book: &'a Book, row: &Row) -> &'a str {
    row.company.map_or("", |company| book.company_name_of(company))
}

/// A company in the same columns, where no contact stands for it.
pub fn company_cells(session: &Session, ids: &ShortIds, company: &Company) -> [Cell; 7] {
    let first = |list: &[Labelled]| list.first().map_or(String::new(), |labelled| labelled.value.clone());
    [
        Cell::dim(ids.show(company.id.0)),
        "".into(),
        company.name.as_str().into(),
        company.tier.map_or(String::new(), |tier| tier.letter().to_string()).into(),
        first(&company.mails).into(),
        Cell::whole(company.phones.first().map_or(String::new(), |phone| session.shown_phone(phone).value)),
        company.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ").into(),
    ]
}

/// The same in JSON: what only people have is null.
pub fn company_json(company: &Company) -> Value {
    json!({
        "id": company.id,
        "name": null,
        "company": company.name,
        "role": null,
        "tags": company.tags,
        "tier": company.tier.map(|tier| tier.letter()),
        "stage": null,
        "mails": labelled(&company.mails),
        "phones": labelled(&company.phones),
        "birthday": null,
        "cadence": cadence(company.cadence),
        "last_touch": null,
        "archived": company.archived,
    })
}

/// What a list tells of a contact.
pub fn json(book: &Book, row: &Row) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "company": json::text(company_name(book, row)),
        "role": json::text(&row.role),
        "tags": row.tags,
        "tier": row.tier.map(|tier| tier.letter()),
        "stage": json::name(row.stage),
        "mails": labelled(&row.mails),
        "phones": labelled(&row.phones),
        "birthday": row.birthday,
        "cadence": cadence(row.cadence),
        "last_touch": row.last_contact(),
        "archived": row.archived,
    })
}

/// `[{label, value}]`.
pub fn labelled(list: &[Labelled]) -> Vec<Value> {
    list.iter().map(|l| json!({ "label": json::text(&l.label), "value": l.value })).collect()
}

/// `"4 in 30d"`, `"none"`, or null where the tier decides.
pub fn ceiling(ceiling: Ceiling) -> Value {
    match ceiling {
        Ceiling::ByTier => Value::Null,
        ceiling => write_ceiling(ceiling).into(),
    }
}

/// `"30d"`, `"none"`, or null where the tier decides.
pub fn cadence(cadence: Cadence) -> Value {
    match cadence {
        Cadence::ByTier => Value::Null,
        Cadence::Never => "none".into(),
        Cadence::Every(span) => span.to_string().into(),
    }
}
