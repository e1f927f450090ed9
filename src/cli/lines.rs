//! JSON lines on standard input, for `add -`, `log -` and `feedback -`: an object a line, all of them one set. What is wrong with a
//! line is said with its number, and then nothing at all is written.

mod fields;

use std::io::{self, Read};
use std::path::Path;

use serde_json::Value;

pub use fields::read as fields;

use self::fields::Object;
use super::session::Session;
use crate::config::nearest;
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::id::Ids;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

/// What stands for standard input where a name would stand.
pub const INPUT: &str = "-";

/// One line of standard input.
#[derive(Debug, Clone)]
pub struct Line {
    /// From 1.
    number: usize,
    /// Its names and values as they stand there, none twice.
    object: Vec<(String, Value)>,
}

/// All lines of standard input; those with nothing but white space don't count.
pub fn read(session: &Session) -> Result<Vec<Line>, Error> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).map_err(|error| session.cannot_read(Path::new(INPUT), &error))?;
    let input = input.strip_prefix('\u{feff}').unwrap_or(&input);
    let filled = input.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(at, line)| match serde_json::from_str(line) {
            Ok(Object(object)) => match twice(&object) {
                None => Ok(Line { number: at + 1, object }),
                Some(name) => {
                    let what = say!(session.text, "error-line-twice", part = name);
                    Err(in_line(&session.text, at + 1, usage(what)))
                }
            },
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

/// A name that stands there twice.
fn twice(object: &[(String, Value)]) -> Option<&str> {
    let mut names = object.iter().enumerate();
    let again = names.find(|(at, (name, _))| object[..*at].iter().any(|(earlier, _)| earlier == name));
    again.map(|(_, (name, _))| name.as_str())
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
        let mut names = self.object.iter().map(|(name, _)| name);
        let Some(name) = names.find(|name| !known.contains(&name.as_str())) else { return Ok(()) };
        let list = say!(text, "hint-fields", fields = known.join(", "));
        let near = nearest(name, known.iter().copied()).map(|near| say!(text, "hint-did-you-mean", near = near));
        let what = say!(text, "error-field-unknown", field = name.as_str());
        Err(usage(what).hint(near.map_or(list.clone(), |near| format!("{near} {list}"))))
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.object.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// A text; null is nothing.
    pub fn text(&self, text: &Text, name: &str) -> Result<Option<String>, Error> {
        let wrong = || usage(say!(text, "error-json-text", field = name));
        self.get(name).map_or(Ok(None), |value| plain(value).ok_or_else(wrong))
    }

    /// What must be there.
    pub fn required(&self, text: &Text, name: &str) -> Result<String, Error> {
        self.text(text, name)?.ok_or_else(|| usage(say!(text, "error-use-missing", what = name, count = 1)))
    }

    /// A text, or a list of them.
    pub fn texts(&self, text: &Text, name: &str) -> Result<Vec<String>, Error> {
        let all = match self.get(name) {
            Some(Value::Array(all)) => all.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let read: Option<Vec<Option<String>>> = all.iter().map(plain).collect();
        let wrong = || usage(say!(text, "error-json-texts", field = name));
        read.map(|texts| texts.into_iter().flatten().collect()).ok_or_else(wrong)
    }

    /// A whole number.
    pub fn count<T: TryFrom<u64>>(&self, text: &Text, name: &str) -> Result<Option<T>, Error> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let read = value.as_u64().and_then(|number| T::try_from(number).ok());
                let what = || say!(text, "error-choice", value = shown(value), option = name);
                read.map(Some).ok_or_else(|| usage(what()).hint(say!(text, "hint-use-number")))
            }
        }
    }
}

/// A text, or nothing where it is null; `None` of anything else.
fn plain(value: &Value) -> Option<Option<String>> {
    match value {
        Value::Null => Some(None),
        Value::String(text) => Some(Some(text.clone())),
        _ => None,
    }
}

/// As it stands there, a text without its quotes.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
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
