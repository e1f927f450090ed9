//! A contact as lists print it: in a table's row and in JSON.

use serde_json::{Value, json};

use super::json;
use super::table::Cell;
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::contact::Labelled;
use crate::domain::find::ShortIds;
use crate::domain::row::Row;

/// Id, name, company, tier, first mail, first phone and, where there is `room`, tags.
pub fn cells(book: &Book, ids: &ShortIds, row: &Row, room: bool) -> [Cell; 7] {
    let tags = if room { row.tags.as_slice() } else { &[] };
    let first = |list: &[Labelled]| list.first().map_or(String::new(), |labelled| labelled.value.clone());
    [
        Cell::dim(ids.show(row.id.0)),
        row.name.as_str().into(),
        book.company_name(row).into(),
        row.tier.map_or(String::new(), |tier| tier.letter().to_string()).into(),
        first(&row.mails).into(),
        Cell::whole(first(&row.phones)),
        tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ").into(),
    ]
}

/// What a list tells of a contact.
pub fn json(book: &Book, row: &Row) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "company": json::text(book.company_name(row)),
        "role": json::text(&row.role),
        "tags": row.tags,
        "tier": row.tier.map(|tier| tier.letter()),
        "stage": json::name(row.stage),
        "mails": labelled(&row.mails),
        "phones": labelled(&row.phones),
        "birthday": row.birthday,
        "cadence": cadence(row.cadence),
        "last_touch": row.last_touch().map(|touch| touch.day()),
        "archived": row.archived,
    })
}

/// `[{label, value}]`.
pub fn labelled(list: &[Labelled]) -> Vec<Value> {
    list.iter().map(|l| json!({ "label": json::text(&l.label), "value": l.value })).collect()
}

/// `"30d"`, `"none"`, or null where the tier decides.
pub fn cadence(cadence: Cadence) -> Value {
    match cadence {
        Cadence::ByTier => Value::Null,
        Cadence::Never => "none".into(),
        Cadence::Every(span) => span.to_string().into(),
    }
}
