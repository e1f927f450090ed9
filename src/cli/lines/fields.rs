//! The fields of a record in a JSON line: an object of fields as `set` takes them or `show --json` prints them. What has another
//! shape than its field takes is refused; what `show` prints beside the fields is passed over.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use uuid::Uuid;

use super::{Line, in_line};
use crate::cli::session::Session;
use crate::domain::book::Book;
use crate::domain::field::{Assignment, Field, FieldError, FieldName, How, Of, Why, write_parts, write_tag};
use crate::domain::id::ContactId;
use crate::error::Error;
use crate::explain;

/// What `show --json` prints of a record and is no field of it: ids, what hangs on it, and what is made from that.
const BESIDE: &[&str] = &[
    "id",
    "company_id",
    "last_touch",
    "consents",
    "foreign",
    "interactions",
    "follow_ups",
    "orders",
    "feedback",
    "orders",
    "purchases",
    "contacts",
    "former_contacts",
    "open_complaints",
    "open_follow_ups",
    "hits",
];

/// Names without a meaning in another store: nothing is lost with them.
const IDS: &[&str] = &["id", "company_id"];

/// An object's names and values in their order, those that stand there twice, too.
pub(super) struct Object(pub Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// What a line says of a record.
#[derive(Debug, Default)]
pub struct Fields {
    pub assignments: Vec<Assignment>,
    /// What held something and is no field.
    pub passed_over: Vec<String>,
}

/// The fields of a line, or what is wrong with them in words.
pub fn read(session: &Session, book: &Book, of: Of, line: &Line) -> Result<Fields, Error> {
    read_fields(of, book, &line.object)
        .map_err(|error| in_line(&session.text, line.number, explain::field_error(&session.text, &error, book)))
}

/// A list is an array, a value in its parts an object, free fields stand in `fields`. What is null is left out.
fn read_fields(of: Of, book: &Book, object: &[(String, Value)]) -> Result<Fields, FieldError> {
    let mut fields = Fields::default();
    for (name, value) in object {
        match value {
            Value::Null => {}
            // Neither a day nor a reason: for good, as `show --json` says it.
            Value::Object(parts)
                if name == "do_not_contact" && !parts.is_empty() && parts.values().all(Value::is_null) =>
            {
                fields.assignments.push(Assignment { name: Field::Dnc.into(), how: How::Set, value: "yes".to_owned() });
            }
            value if BESIDE.contains(&name.as_str()) => {
                if !IDS.contains(&name.as_str()) && !is_empty(value) {
                    fields.passed_over.push(name.clone());
                }
            }
            Value::Object(free) if matches!(name.as_str(), "fields" | "field") => {
                for (name, value) in free {
                    assign(of, FieldName::Free(name.clone()), value, &mut fields.assignments)?;
                }
            }
            value => {
                let name = Assignment::new(of, name, How::Set, "")?.name;
                if name == Field::ReferredBy.into() && is_stranger(book, value) {
                    fields.passed_over.push(name.to_string());
                } else {
                    assign(of, name, value, &mut fields.assignments)?;
                }
            }
        }
    }
    Assignment::sort(&mut fields.assignments);
    Ok(fields)
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// Whether it names a contact by an id that only another store knows.
fn is_stranger(book: &Book, value: &Value) -> bool {
    let id = value.get("contact").and_then(Value::as_str).and_then(|id| id.parse::<Uuid>().ok());
    id.is_some_and(|id| book.contact(ContactId(id)).is_none())
}

fn assign(of: Of, name: FieldName, value: &Value, all: &mut Vec<Assignment>) -> Result<(), FieldError> {
    let (values, is_array) = match value {
        Value::Array(values) if name.is_list(of) => (values.as_slice(), true),
        one => (std::slice::from_ref(one), false),
    };
    for value in values.iter().filter(|value| !value.is_null()) {
        let again = all.iter().any(|earlier| earlier.name == name);
        if again && !name.is_list(of) {
            return Err(FieldError::Twice(name));
        }
        let how = if again { How::Add } else { How::Set };
        let value = match (value, name.field()) {
            // In a list a tag stands as it is.
            (Value::String(tag), Some(Field::Tag)) if is_array => write_tag(tag),
            (value, _) => text(of, &name, value)?,
        };
        all.push(Assignment { name: name.clone(), how, value });
    }
    Ok(())
}

/// A value as it is typed; one of several parts in its parts.
fn text(of: Of, name: &FieldName, value: &Value) -> Result<String, FieldError> {
    let wrong = || FieldError::Shape { of, name: name.clone() };
    let parts = name.parts(of);
    match value {
        Value::Object(object) if !parts.is_empty() => {
            if let Some(part) = object.keys().find(|part| !parts.contains(&part.as_str())) {
                let why = Why::NoPart { part: part.clone(), parts };
                return Err(FieldError::Value { name: name.clone(), value: String::new(), why });
            }
            let filled = object.iter().filter(|(_, value)| !value.is_null());
            let read = |(part, value): (&String, &Value)| match value {
                Value::String(text) => Ok((part.clone(), text.clone())),
                Value::Number(number) if takes_numbers(name, Some(part)) => Ok((part.clone(), number.to_string())),
                _ => Err(wrong()),
            };
            let filled = filled.map(read).collect::<Result<Vec<(String, String)>, _>>()?;
            if parts.contains(&"value") && !filled.iter().any(|(part, value)| part == "value" && !value.is_empty()) {
                return Err(wrong());
            }
            Ok(write_parts(filled.iter().map(|(part, value)| (part.as_str(), value.as_str()))))
        }
        Value::String(text) => Ok(text.clone()),
        Value::Bool(yes) if is_yes_or_no(name) => Ok(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) if takes_numbers(name, None) => Ok(number.to_string()),
        _ => Err(wrong()),
    }
}

fn is_yes_or_no(name: &FieldName) -> bool {
    matches!(name, FieldName::Whole(Field::Archived | Field::Dnc) | FieldName::Free(_))
}

/// Whether a number is a value there: fields of one's own, a company's size, ids elsewhere, years. Anywhere else it is a
/// mistake, and of a phone number or postcode it may have lost zeros.
fn takes_numbers(name: &FieldName, part: Option<&str>) -> bool {
    matches!(
        (name, part),
        (FieldName::Free(_) | FieldName::Whole(Field::Size) | FieldName::Labelled(Field::Ids, _), None)
            | (FieldName::Whole(Field::Ids), Some("value"))
            | (FieldName::Whole(Field::Job), Some("from" | "to"))
    )
}
