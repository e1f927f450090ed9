//! What differs between two versions of a record, field by field, as text: for those who read the history.
//!
//! Fields of contacts and companies are named and written as [`super::field`] has it; those of other records by their names
//! in the journal.

use serde::Serialize;
use serde_json::{Map, Value};

use super::book::Book;
use super::change::Change;
use super::field::{Field, FieldName, Of, company_values, shown_values};
use super::id::{CompanyId, ContactId};
use super::record::Record;

/// A field with what stood in it and what stands in it now; nothing where there was or is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub field: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// The fields that an edit changes; none of a record that comes or goes. The `book` says the names behind ids.
pub fn differences(change: &Change, book: &Book) -> Vec<Difference> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return Vec::new() };
    let mut fields = match (before, after) {
        (Record::Contact(a), Record::Contact(b)) => {
            let free = a.fields.keys().chain(b.fields.keys());
            let values = |name: &FieldName| (shown_values(a, name, book), shown_values(b, name, book));
            named(Of::Contact, free, values)
        }
        (Record::Company(a), Record::Company(b)) => {
            let free = a.fields.keys().chain(b.fields.keys());
            named(Of::Company, free, |name| (company_values(a, name, book), company_values(b, name, book)))
        }
        _ => in_the_journal(before, after, book),
    };
    fields.retain(|difference| difference.before != difference.after);
    fields
}

/// What a contact or company said that is deleted, which goes with them, or is merged into another: each field with nothing after.
pub fn gone_with(change: &Change, book: &Book) -> Vec<Difference> {
    let mut fields = match (&change.before, &change.after) {
        (Some(Record::Contact(one)), None) => {
            named(Of::Contact, one.fields.keys(), |name| (shown_values(one, name, book), Vec::new()))
        }
        (Some(Record::Company(one)), None) => {
            named(Of::Company, one.fields.keys(), |name| (company_values(one, name, book), Vec::new()))
        }
        _ => Vec::new(),
    };
    let name = Field::Name.name();
    fields.retain(|difference| !difference.before.is_empty() && difference.field != name);
    fields
}

/// The fields of the table and the free ones.
fn named<'a>(
    of: Of,
    free: impl Iterator<Item = &'a String>,
    values: impl Fn(&FieldName) -> (Vec<String>, Vec<String>),
) -> Vec<Difference> {
    // What stands in a job is told with it.
    let of_job = |field: &Field| matches!(field, Field::Company | Field::Role | Field::Department);
    let mut names: Vec<FieldName> = Field::all(of).filter(|field| !of_job(field)).map(FieldName::Whole).collect();
    for name in free.map(|name| FieldName::Free(name.clone())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let difference = |name: FieldName| {
        let (before, after) = values(&name);
        Difference { field: name.to_string(), before, after }
    };
    names.into_iter().map(difference).collect()
}

/// What stands in a field of the journal, as text; nothing where it is empty.
pub fn journal_values(field: &impl Serialize, book: &Book) -> Vec<String> {
    let mut values = serde_json::to_value(field).map(|value| texts(&value, book)).unwrap_or_default();
    values.retain(|value| !value.is_empty());
    values
}

fn in_the_journal(before: &Record, after: &Record, book: &Book) -> Vec<Difference> {
    let (before, after) = (before.fields(), after.fields());
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let difference = |name: &String| {
        let of = |fields: &Map<String, Value>| fields.get(name).map(|value| texts(value, book)).unwrap_or_default();
        Difference { field: name.clone(), before: of(&before), after: of(&after) }
    };
    names.into_iter().map(difference).collect()
}

fn texts(value: &Value, book: &Book) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().flat_map(|one| texts(one, book)).collect(),
        // Someone who took part; what is hidden until a day.
        Value::Object(fields) => match fields.get("contact").or_else(|| fields.get("until")) {
            Some(said) => texts(said, book),
            None => vec![value.to_string()],
        },
        Value::String(text) => vec![called(text, book).unwrap_or_else(|| text.clone())],
        other => vec![other.to_string()],
    }
}

/// Whom or what an id names.
fn called(text: &str, book: &Book) -> Option<String> {
    let id: uuid::Uuid = text.parse().ok()?;
    let contact = book.contact(ContactId(id)).map(|row| row.name.clone());
    contact.or_else(|| book.company(CompanyId(id)).map(|company| company.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Contact, Labelled, Tier};
    use crate::domain::feedback::{Feedback, FeedbackKind};
    use crate::domain::id::Ids;

    fn told(before: impl Into<Record>, after: impl Into<Record>) -> Vec<String> {
        let all = differences(&Change::edit(before, after), &Book::default());
        all.into_iter().map(|d| format!("{}: {} -> {}", d.field, d.before.join(", "), d.after.join(", "))).collect()
    }

    #[test]
    fn fields_are_told_with_what_was_and_what_is() {
        let mut ids = Ids::seeded(1_700_000_000_000, 1);
        let day = "2026-11-21".parse().unwrap();
        let before = Contact::new(ids.draw(), "Anna", day);
        let mut after = Contact { tier: Some(Tier::A), name: "Anna Berg".into(), ..before.clone() };
        after.mails.push(Labelled::new("work", "anna@example.com"));
        after.fields.insert("Shoe size".into(), "38".into());
        assert_eq!(
            told(before.clone(), after),
            ["name: Anna -> Anna Berg", "email:  -> work: anna@example.com", "tier:  -> A", "field.Shoe size:  -> 38"]
        );
        assert!(differences(&Change::create(before), &Book::default()).is_empty(), "it comes whole");
        let feedback = Feedback::new(ids.draw(), ids.draw(), FeedbackKind::Wish, "darker", day);
        let resolved = Feedback { resolved: Some(day), topic: "oak".into(), ..feedback.clone() };
        assert_eq!(told(feedback, resolved), ["resolved:  -> 2026-11-21", "topic:  -> oak"]);
    }
}
