//! JSON lines on standard input, for `add -`, `log -` and `feedback -`: an object a line, all of them one set. What is wrong with a
//! line is said with its number, and then nothing at all is written.

use std::io::{self, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::session::Session;
use crate::config::nearest;
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::field::{Assignment, Field, FieldError, FieldName, How, Of, write_parts, write_tag};
use crate::domain::id::Ids;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::Text;

/// What stands for standard input where a name would stand.
pub const INPUT: &str = "-";

/// One line of standard input.
#[derive(Debug, Clone)]
pub struct Line {
    /// From 1.
    number: usize,
    object: Map<String, Value>,
}

/// All lines of standard input; those with nothing but white space don't count.
pub fn read(session: &Session) -> Result<Vec<Line>, Error> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).map_err(|error| session.cannot_read(Path::new(INPUT), &error))?;
    let input = input.strip_prefix('\u{feff}').unwrap_or(&input);
    let filled = input.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(at, line)| match serde_json::from_str(line) {
            Ok(object) => Ok(Line { number: at + 1, object }),
            Err(error) => {
                let what = say!(session.text, "error-json-object", column = error.column());
                Err(in_line(&session.text, at + 1, usage(what).hint(say!(session.text, "hint-json-object"))))
            }
        })
        .collect()
}

/// The set of what `make` makes of each line, on the book as the lines before leave it.
pub fn each(
    session: &Session,
    ids: &mut Ids,
    lines: &[Line],
    mut make: impl FnMut(&Book, &mut Ids, &Line) -> Result<Set, Error>,
) -> Result<Set, Error> {
    let mut book = session.store.book().clone();
    let mut sets = Vec::new();
    for line in lines {
        let set = make(&book, ids, line).map_err(|error| in_line(&session.text, line.number, error))?;
        set.changes.iter().for_each(|change| book.apply(change));
        sets.push(set);
    }
    Ok(Set::joined(sets))
}

/// The same, with the line named before it.
pub fn in_line(text: &Text, line: usize, error: Error) -> Error {
    Error { what: say!(text, "error-in-line", line = line, what = error.what.as_str()), ..error }
}

fn usage(what: String) -> Error {
    Error::new(ErrorKind::Usage, what)
}

impl Line {
    pub fn number(&self) -> usize {
        self.number
    }

    /// Refuses what isn't among `known`.
    pub fn only(&self, text: &Text, known: &[&str]) -> Result<(), Error> {
        let Some(name) = self.object.keys().find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
        let list = say!(text, "hint-fields", fields = known.join(", "));
        let near = nearest(name, known.iter().copied()).map(|near| say!(text, "hint-did-you-mean", near = near));
        let what = say!(text, "error-field-unknown", field = name.as_str());
        Err(usage(what).hint(near.map_or(list.clone(), |near| format!("{near} {list}"))))
    }

    /// A text or number; null is nothing.
    pub fn text(&self, text: &Text, name: &str) -> Result<Option<String>, Error> {
        self.object.get(name).map_or(Ok(None), |value| plain(value).map_err(|()| no_text(text, name)))
    }

    /// What must be there.
    pub fn required(&self, text: &Text, name: &str) -> Result<String, Error> {
        self.text(text, name)?.ok_or_else(|| usage(say!(text, "error-use-missing", what = name, count = 1)))
    }

    /// A text, or a list of them.
    pub fn texts(&self, text: &Text, name: &str) -> Result<Vec<String>, Error> {
        let all = match self.object.get(name) {
            Some(Value::Array(all)) => all.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let read: Result<Vec<Option<String>>, ()> = all.iter().map(plain).collect();
        read.map(|texts| texts.into_iter().flatten().collect()).map_err(|()| no_text(text, name))
    }

    /// A whole number.
    pub fn count<T: TryFrom<u64>>(&self, text: &Text, name: &str) -> Result<Option<T>, Error> {
        match self.object.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let read = value.as_u64().and_then(|number| T::try_from(number).ok());
                let what = || say!(text, "error-choice", value = value.to_string(), option = name);
                read.map(Some).ok_or_else(|| usage(what()).hint(say!(text, "hint-use-number")))
            }
        }
    }

    /// The fields of a record, as `set` takes them or `show --json` prints them: a list is an array, a value in its parts an
    /// object, free fields stand in `fields`. What is null is left out.
    pub fn assignments(&self, of: Of) -> Result<Vec<Assignment>, FieldError> {
        let mut all = Vec::new();
        for (name, value) in &self.object {
            match value {
                Value::Null => {}
                Value::Object(free) if matches!(name.as_str(), "fields" | "field") => {
                    for (name, value) in free {
                        assign(of, FieldName::Free(name.clone()), value, &mut all)?;
                    }
                }
                value => assign(of, Assignment::new(of, name, How::Set, "")?.name, value, &mut all)?,
            }
        }
        // Whole jobs come before company and role, which are of the present one.
        all.sort_by_key(|assignment| (assignment.name.field().is_none(), assignment.name.field()));
        Ok(all)
    }
}

fn assign(of: Of, name: FieldName, value: &Value, all: &mut Vec<Assignment>) -> Result<(), FieldError> {
    let values = match value {
        Value::Array(values) if name.is_list(of) => values.as_slice(),
        Value::Array(_) => return Err(FieldError::NoList(name)),
        one => std::slice::from_ref(one),
    };
    let is_array = value.is_array();
    for (at, value) in values.iter().enumerate() {
        let how = if at == 0 { How::Set } else { How::Add };
        let value = match (value, name.field()) {
            // In a list a tag stands as it is.
            (Value::String(tag), Some(Field::Tag)) if is_array => write_tag(tag),
            (value, _) => in_parts(value),
        };
        all.push(Assignment { name: name.clone(), how, value });
    }
    Ok(())
}

/// A value as text; one of several parts as they are typed.
fn in_parts(value: &Value) -> String {
    let Value::Object(parts) = value else { return plain(value).ok().flatten().unwrap_or_else(|| value.to_string()) };
    let filled = parts.iter().filter(|(_, value)| !value.is_null());
    let parts: Vec<(&str, String)> = filled.map(|(name, value)| (name.as_str(), in_parts(value))).collect();
    write_parts(parts.iter().map(|(name, value)| (*name, value.as_str())))
}

fn plain(value: &Value) -> Result<Option<String>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Bool(yes) => Ok(Some(if *yes { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Array(_) | Value::Object(_) => Err(()),
    }
}

fn no_text(text: &Text, name: &str) -> Error {
    usage(say!(text, "error-json-text", field = name))
}

/// With JSON lines everything stands in them: options of the command line have no meaning.
pub fn with_options(text: &Text) -> Error {
    usage(say!(text, "error-json-options"))
}

/// What the command line must have unless standard input has it.
pub fn missing(text: &Text, missing: &[&str], written: &str) -> Error {
    let what = say!(text, "error-use-missing", what = missing.join(", "), count = missing.len());
    usage(what).hint(say!(text, "hint-use-written", usage = written))
}

/// The fields of a line, or what is wrong with them in words.
pub fn fields(session: &Session, book: &Book, of: Of, line: &Line) -> Result<Vec<Assignment>, Error> {
    line.assignments(of).map_err(|error| explain::field_error(&session.text, &error, book))
}
